"""Many mobjects drawn at once: order, shades and paths are those of manim's camera."""

from __future__ import annotations

import cairo
import numpy as np
import pytest
from manim import (
    Camera,
    Circle,
    Cube,
    Dodecahedron,
    Dot,
    Sphere,
    Square,
    Text,
    ThreeDAxes,
    ThreeDCamera,
    ThreeDVMobject,
    Torus,
    VGroup,
    VMobject,
)
from manim.utils.space_ops import get_unit_normal

from scripts.studio.batches import SpaceBatches
from scripts.studio.bezier_paths import rows_of, rows_of_many, tracer
from scripts.studio.cameras import fast_camera
from scripts.studio.depths import depths
from scripts.studio.manims import keeping
from scripts.studio.parts import Parts
from scripts.studio.shades import lights, unit_normals


def solids():
    grouped = Cube().set_shade_in_3d(True, z_index_as_group=True)
    return VGroup(ThreeDAxes(), Sphere(resolution=(8, 8)), Torus(resolution=(6, 6)), Cube(),
                  Dodecahedron(), grouped, Circle(), Text("flat"))  # fmt: skip


def turned(camera_class):
    camera = camera_class(pixel_width=64, pixel_height=36)
    camera.set_phi(1.1)
    camera.set_theta(0.3)
    camera.reset_rotation_matrix()
    return camera


def test_order_and_distances_are_manims_to_the_last_bit() -> None:
    camera = turned(ThreeDCamera)
    family = [each for each in solids().get_family() if len(each.points)]
    rotation = camera.get_rotation_matrix()
    expected = [
        np.dot(each.get_z_index_reference_point(), rotation.T)[2] if each.shade_in_3d else np.inf
        for each in family
    ]
    assert depths(family, rotation) == expected
    group = solids()
    assert turned(fast_camera(ThreeDCamera)).get_mobjects_to_display([group]) == (
        camera.get_mobjects_to_display([group])
    )


def test_shades_are_manims() -> None:
    camera = turned(ThreeDCamera)
    family = [each for each in solids().get_family() if len(each.points) and each.shade_in_3d]
    family.append(ThreeDVMobject().set_points_as_corners([[0, 0, 0], [1, 1, 1]]))
    family.append(ThreeDVMobject().set_points_as_corners([[0, 0, 0], [0, 0, 1], [0, 0, 2]]))
    points = np.concatenate([each.points for each in family])
    sizes = np.array([len(each.points) for each in family])
    found = lights(points, np.cumsum(sizes) - sizes, sizes, camera.light_source.points[0])
    for light, each in zip(found, family, strict=True):
        shaded = camera.modified_rgbas(each, np.zeros((1, 4)))
        assert np.allclose(shaded[:, :3], light[:, None], atol=1e-12)


@pytest.mark.parametrize("kind", ["any", "aligned", "upright", "zero", "both zero"])
def test_normals_are_manims(kind: str) -> None:
    rng = np.random.default_rng(1)
    first, second = rng.normal(size=(2, 20, 3))
    if kind == "aligned":
        second = first * rng.normal(size=(20, 1))
    elif kind == "upright":
        first, second = first * [0, 0, 1], second * [0, 0, 1]
    elif kind == "zero":
        first, second[::2] = first * (np.arange(20) % 2)[:, None], second[::2]
        second[1::2] = 0
    elif kind == "both zero":
        first, second = first * 0, second * 0
    expected = [get_unit_normal(u, v) for u, v in zip(first, second, strict=True)]
    assert np.allclose(unit_normals(first, second), expected, atol=1e-12)


def test_paths_after_one_another_are_those_of_each() -> None:
    rng = np.random.default_rng(2)
    parts = []
    for _ in range(30):
        curves = rng.integers(-2, 3, (rng.integers(1, 7), 4, 3)).astype(float)
        curves[1:, 0] = np.where(rng.random((len(curves) - 1, 1)) < 0.6, curves[:-1, 3],
                                 curves[1:, 0])  # fmt: skip
        parts.append(curves.reshape(-1, 3))
    curves = np.array([len(part) // 4 for part in parts])
    rows, at = rows_of_many(np.concatenate(parts), np.cumsum(curves) - curves, 1e-6)
    bounds = [*at.tolist(), len(rows)]
    for k, part in enumerate(parts):
        assert rows[bounds[k] : bounds[k + 1]].tobytes() == rows_of(part, 1e-6).tobytes()


def test_a_straight_curve_is_a_line() -> None:
    start, end, aside = np.array([0, 0, 0]), np.array([3, 6, 0.0]), np.array([0.1, 0, 0])
    third = (end - start) / 3
    curves = [
        (start, third, 2 * third, end),
        (start, 0.2 * third, 2.5 * third, end),
        (start, third + aside, 2 * third, end),
        (start, 2 * third, third, end),
    ]
    starts = np.arange(len(curves))
    rows, at = rows_of_many(np.concatenate(curves), starts, 1e-6, lines=True)
    bounds = [*at.tolist(), len(rows)]
    context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_ARGB32, 8, 8))
    append, kinds = tracer()(context, rows), []
    for k in range(len(curves)):
        context.new_path()
        append(bounds[k], bounds[k + 1])
        kinds.append([kind for kind, _ in context.copy_path()][1])
    line, curve = cairo.PATH_LINE_TO, cairo.PATH_CURVE_TO
    assert kinds == [line, line, curve, curve]


@pytest.mark.parametrize(
    "change",
    [
        lambda part: part.shift([0.1, 0, 0]),
        lambda part: part.set_fill("#ff0000"),
        lambda part: part.set_stroke(width=7),
        lambda part: part.set_stroke(opacity=0.2),
        lambda part: part.set_stroke(width=2, background=True),
        lambda part: part.set_shade_in_3d(True),
        lambda part: part.append_points(part.points[:4]),
    ],
)
def test_a_frame_does_not_depend_on_what_was_kept_of_the_one_before(change) -> None:
    parts = [
        Square(fill_opacity=0.7).rotate(0.2 * k).shift([0.3 * k, 0, 0.1 * k]) for k in range(6)
    ]
    kept = turned(fast_camera(ThreeDCamera))
    kept.capture_mobjects(parts)
    change(parts[3])
    kept.reset()
    kept.capture_mobjects(parts)
    fresh = turned(fast_camera(ThreeDCamera))
    fresh.capture_mobjects(parts)
    assert np.array_equal(kept.pixel_array, fresh.pixel_array)


def test_families_are_manims() -> None:
    camera, ours = Camera(), fast_camera(Camera)()
    twice, ring = Dot(z_index=2), VGroup(Circle())
    groups = [VGroup(twice, VGroup(), VGroup(Square(), twice)), solids(), twice, ring]
    assert ours.get_mobjects_to_display(groups) == camera.get_mobjects_to_display(groups)
    ring.submobjects.append(ring)
    assert ours.get_mobjects_to_display(groups) == camera.get_mobjects_to_display(groups)
    assert ours.get_mobjects_to_display(groups, False) == groups


def test_what_has_its_own_way_is_drawn_by_manim(monkeypatch: pytest.MonkeyPatch) -> None:
    class Own(Square):
        def get_stroke_width(self, background=False):
            return 3.0

    camera = turned(fast_camera(ThreeDCamera))
    assert isinstance(camera, SpaceBatches)
    one_by_one, batched = [], []
    real = Parts.__init__
    monkeypatch.setattr(
        type(camera), "display_vectorized", lambda self, mobject, ctx: one_by_one.append(mobject)
    )
    monkeypatch.setattr(
        Parts, "__init__",
        lambda self, parts, *more: (batched.extend(parts), real(self, parts, *more))[0],
    )  # fmt: skip
    unfinished = VMobject().set_points(np.zeros((6, 3)))
    gradient, behind = Square().set_color(["#ff0000", "#0000ff"]), Square()
    behind.set_stroke(width=3, background=True)
    simple = [Dot() for _ in range(6)]
    camera.capture_mobjects([Own(), unfinished, gradient, behind, *simple])
    assert len(one_by_one) == 4
    assert batched == simple


def test_a_point_that_is_not_finite_is_left_to_manim() -> None:
    camera = turned(fast_camera(ThreeDCamera))
    lost = Square()
    lost.points[3] = np.nan
    assert not Parts([Square(), lost], [False, False], camera.lamp()).finite
    camera.capture_mobjects([Square(), lost, *(Dot() for _ in range(6))])
    assert camera.pixel_array[..., :3].max() > 0


def test_a_clip_holds_for_many_at_once() -> None:
    camera = turned(fast_camera(ThreeDCamera))
    context = camera.get_cairo_context(camera.pixel_array)
    assert isinstance(context, cairo.Context)
    context.save()
    context.rectangle(-20, -20, 20, 40)
    context.clip()
    camera.draw_all([Circle(radius=3, fill_opacity=1) for _ in range(6)], context)
    context.restore()
    assert camera.pixel_array[:, :32, :3].any()
    assert not camera.pixel_array[:, 33:, :3].any()


def test_a_method_is_manims_or_not() -> None:
    class Own(Square):
        def get_anchors(self):
            return super().get_anchors()

    keeps = keeping(VMobject, ("get_anchors",))
    assert keeps(Square)
    assert not keeps(Own)
