"""Things in a space: claims hold from every side, and stock animations work on painted mobjects."""

import copy

import numpy as np
import pytest
from manim import Create, FadeIn, FadeOut, Scene, Square, tempconfig

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.painted import KitCamera
from scenes.kit.secants import SecantLine3D, SecantTriangle
from scenes.kit.slices import DropLine, FloorLine, SliceCurve, SlicePlane, TangentLine3D
from scenes.kit.space import Heading, Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_labels import pin
from scenes.kit.space_levels import Level, LevelPlane, LiftedContours
from scenes.kit.space_marks import (
    direction_arrow,
    gradient_arrow,
    point_on_floor,
    point_on_surface,
)
from scenes.kit.space_view import choose_view, height_range
from scenes.kit.surface import SurfacePlot

SQUARE = Window((-2, 2), (-2, 2))
TINY = {
    "pixel_width": 160, "pixel_height": 90, "frame_rate": 5, "background_color": "#000000",
    "disable_caching": True, "dry_run": True, "verbosity": "ERROR", "progress_bar": "none",
}  # fmt: skip


@pytest.fixture(autouse=True)
def tiny():
    with tempconfig(TINY):
        yield


def setting(text="x*exp(y)", at=(0.5, 0.25), direction=(1, 2), **options):
    field = ScalarField.from_text(text)
    space = Space(SQUARE, height_range(field, SQUARE, points=[at]), **options)
    heading = Heading(at, direction)
    surface = SurfacePlot(space, field, resolution=12)
    return field, space, heading, surface


def everything(field, space, heading, surface):
    return [
        surface,
        SlicePlane(space, heading),
        FloorLine(space, heading, behind=surface),
        SliceCurve(space, field, heading, behind=surface),
        TangentLine3D(space, field, heading, behind=surface),
        SecantLine3D(space, field, heading, step=0.7, behind=surface),
        DropLine(space, field, heading, behind=surface),
        point_on_surface(space, field, heading, behind=surface),
        point_on_floor(space, heading),
        direction_arrow(space, heading, behind=surface),
        gradient_arrow(space, field, heading, length=0.8),
    ]


def worst(mobjects):
    return max(claim.read().error_px for mobject in mobjects for claim in mobject.claims())


def picture(*mobjects):
    camera = KitCamera()
    camera.capture_mobjects(mobjects)
    return camera.pixel_array[..., :3].astype(float)


@pytest.mark.parametrize("text", ["x*exp(y)", "sin(2*x)*cos(y)", "x**2 - y**2", "log(x**2+y**2)"])
def test_claims_hold_while_view_and_heading_turn(text):
    scene = setting(text)
    things = everything(*scene)
    _, space, heading, surface = scene
    surface.divide(heading).fade_front(0.2)
    for azimuth in (-60, 20, 130):
        space.view.look(azimuth=azimuth, elevation=30)
        heading.turn_by(0.9)
        for thing in things:
            thing.update()
        assert worst(things) < 0.5


def test_a_wrong_drawing_fails_its_claim():
    field, space, heading, _ = setting()
    curve = SliceCurve(space, field, heading)
    curve._built = (
        curve.stamp(),
        [stroke._replace(points=stroke.points + 0.02) for stroke in curve.built],
    )
    assert worst([curve]) > 0.5
    tangent = TangentLine3D(space, field, heading)
    tangent.slope, tangent._built = (lambda: 99.0), None
    drawn = tangent.built
    del tangent.slope
    tangent._built = (tangent.stamp(), drawn)
    assert worst([tangent]) > 0.5


def test_the_tangent_has_the_directional_derivative_as_slope():
    # Stewart 14.6: f = x^2 y^3 - 4y at (2, -1) along (2, 5) rises at 32 / sqrt(29).
    field = ScalarField.from_text("x**2*y**3 - 4*y")
    window = Window((0.5, 3.5), (-2.5, 0.5))
    space = Space(window, height_range(field, window))
    tangent = TangentLine3D(space, field, Heading((2, -1), (2, 5)))
    first, last = tangent.curves()[0][[0, -1]]
    run = np.linalg.norm((last - first)[:2])
    assert (last - first)[2] / run == pytest.approx(32 / np.sqrt(29))


def test_fading_in_goes_from_nothing_to_everything():
    surface = setting()[3]
    scene = Scene(camera_class=KitCamera)
    empty, full = picture(), picture(surface)
    assert np.abs(full - empty).max() > 50
    animation = FadeIn(surface)
    animation._setup_scene(scene)
    animation.begin()
    half = []
    for alpha in (0.0, 0.5, 1.0):
        animation.interpolate(alpha)
        half.append(picture(surface))
    assert np.abs(half[0] - empty).max() <= 1
    assert np.abs(half[1] - (empty + full) / 2).mean() < 3
    assert np.array_equal(half[2], full)


def test_an_unchanged_surface_is_shown_from_its_kept_pixels_and_looks_the_same():
    _, space, heading, surface = setting()
    surface.divide(heading).fade_front(0.4)
    first = picture(surface)
    pixels = surface.kept.pixels
    assert pixels is not None
    # A frame must not depend on those before it: films are drawn by several processes.
    assert np.array_equal(picture(surface), first)
    assert surface.kept.pixels is pixels
    space.view.look(azimuth=10)
    assert np.abs(picture(surface) - first).max() > 50
    heading.turn_by(0.5)
    assert surface.picture() != surface.kept.key[0]


def test_stock_animations_play():
    field, space, heading, surface = setting()
    things = everything(field, space, heading, surface)
    curve = things[3]
    scene = Scene(camera_class=KitCamera)
    scene.add(SpaceAxes(space))
    scene.play(
        *(FadeIn(thing, shift=np.array([0, 0.5, 0])) for thing in things if thing is not curve),
        run_time=0.4,
    )
    scene.play(Create(curve), run_time=0.4)
    scene.play(space.turn(azimuth=-20, run_time=0.4), heading.animate(run_time=0.4).turn_to((1, 0)))
    assert worst(things) < 0.5
    scene.play(surface.divide(heading).animate(run_time=0.4).fade_front(0.2))
    assert surface.front_opacity == pytest.approx(0.2)
    scene.play(things[5].animate(run_time=0.4).set_step(0.1))
    assert worst(things) < 0.5
    scene.play(*(FadeOut(thing) for thing in things), run_time=0.4)
    assert np.array_equal(space.view.azimuth, -20.0)


def test_in_the_middle_of_an_animation_the_picture_is_neither_stretched_nor_wrong():
    field, space, heading, surface = setting("x**2 + 2*y**2", at=(0.5, 0.5))
    contours = LiftedContours.of_levels(space, field, [1.0, 3.0, 99.0], behind=surface)
    assert [contour.level for contour in contours.family] == [1.0, 3.0]
    secant = SecantLine3D(space, field, heading, step=1.0)
    scene = Scene(camera_class=KitCamera)
    scene.add(surface, contours, secant)
    turning = space.turn(azimuth=10).build()
    moves = [contours.animate.set_drop(1).build(), secant.animate.set_step(0.2).build(), turning]
    for move in moves:
        move._setup_scene(scene)
        move.begin()
    for alpha in (0.3, 0.7, 1.0):
        for move in moves:
            move.update_mobjects(0.1)
            move.interpolate(alpha)
        scene.update_mobjects(0.1)
        assert contours.drop == pytest.approx(move.rate_func(alpha), abs=1e-9)
        for thing in (contours, secant):
            matrix, offset = thing.placement()
            assert matrix == pytest.approx(np.eye(2), abs=1e-9)
            assert offset == pytest.approx(np.zeros(2), abs=1e-9)
        assert worst([contours, secant, surface]) < 0.5


def test_moving_and_scaling_moves_the_picture():
    _, _, _, surface = setting()
    before = surface.get_center()
    surface.scale(0.5).shift(np.array([1.0, 0.5, 0.0]))
    assert surface.get_center() == pytest.approx(before + np.array([1.0, 0.5, 0.0]))
    _, columns = np.nonzero(picture(surface).sum(axis=-1) > 30)
    middle = (columns.min() + columns.max()) / 2 / 160 * 14.222 - 7.111
    assert middle == pytest.approx(surface.get_center()[0], abs=0.15)
    # It still claims to stand in its space, where it does not stand any more.
    assert worst([surface]) > 50


def test_copies_share_the_mesh_and_follow_the_same_view():
    field, space, heading, surface = setting()
    twin = copy.deepcopy(surface)
    assert twin.mesh is surface.mesh
    assert twin.space is space
    assert twin.front.surface is twin
    curve = SliceCurve(space, field, heading).copy()
    heading.turn_by(1.0)
    assert worst([curve]) < 0.5


def test_the_front_is_painted_after_the_pane_and_the_back_before():
    _, space, heading, surface = setting("4 - x**2 - y**2", at=(0, 0), direction=(1, 0))
    surface.divide(heading)
    pane = SlicePlane(space, heading)
    order = KitCamera().get_mobjects_to_display([surface, pane])
    assert order == [surface, pane, surface.front]
    behind, before = surface.built
    toward = space.projection.frame[2]
    assert (behind.solid[..., 1] * np.sign(toward[1]) <= 1e-9).all()
    assert (before.solid[..., 1] * np.sign(toward[1]) >= -1e-9).all()


def test_painting_order_is_back_to_front():
    """No face may be painted before one that it hides: check by looking along rays."""
    _, space, _, surface = setting("sin(2*x)*cos(2*y)")
    for azimuth in (-60.0, 15.0, 100.0, 200.0):
        space.view.look(azimuth=azimuth)
        faces = surface.built[0]
        middles = faces.solid.mean(axis=1)
        screen, depth = space.to_screen(middles)[:, :2], space.depth(middles)
        near = np.linalg.norm(screen[:, None] - screen, axis=-1) < 0.05
        first, second = np.nonzero(near & (depth[:, None] > depth + 0.1))
        assert (first > second).all()


def test_contours_fall_to_the_floor_and_stay_on_their_levels():
    _, space, _, surface = setting("x**2 + 2*y**2", at=(0, 0))
    field = surface.field
    angle = np.linspace(0, 2 * np.pi, 200)
    family = [
        (c, [np.sqrt(c) * np.stack([np.cos(angle), np.sin(angle) / np.sqrt(2)], axis=-1)])
        for c in (1.0, 2.0)
    ]
    contours = LiftedContours(space, field, family, behind=surface)
    assert contours.height_of(2.0) == 2.0
    for drop in (0.0, 0.4, 1.0):
        contours.set_drop(drop)
        assert worst([contours]) < 0.5
    assert contours.height_of(2.0) == pytest.approx(space.box.floor)


def test_a_level_plane_parts_the_surface_at_its_height():
    _, space, _, surface = setting("x**2 + y**2", at=(0, 0))
    level = Level(1.5)
    surface.divide(level)
    below, above = surface.built
    assert below.solid[..., 2].max() == pytest.approx(1.5, abs=2e-3)
    assert above.solid[..., 2].min() == pytest.approx(1.5, abs=2e-3)
    assert worst([surface]) < 0.5
    assert LevelPlane(space, level).get_center() is not None


def test_labels_never_meet_while_the_view_turns():
    _, space, _, _ = setting()
    axes = SpaceAxes(space)
    for azimuth in range(-180, 180, 15):
        space.view.look(azimuth=azimuth)
        axes.update()
        labels = [label for row in axes.tick_labels for label in row] + list(axes.names)
        shown = [label for label in labels if label[0].get_fill_opacity() > 0.3]
        boxes = np.array(
            [[*m.get_corner([-1, -1, 0])[:2], *m.get_corner([1, 1, 0])[:2]] for m in shown]
        )
        for k, box in enumerate(boxes):
            others = np.delete(boxes, k, axis=0)
            apart = (
                (others[:, 0] > box[2]) | (others[:, 2] < box[0])
                | (others[:, 1] > box[3]) | (others[:, 3] < box[1])
            )  # fmt: skip
            assert apart.all(), (azimuth, shown[k].typst_code)


def test_views_face_the_slice_obliquely():
    for text in ("x**2 - y**2", "x*exp(y)", "4 - x**2 - y**2"):
        field = ScalarField.from_text(text)
        for direction in ((1, 0), (0, 1), (1, 1), (2, -1)):
            azimuth = np.radians(choose_view(field, SQUARE, (0.5, 0.5), direction))
            eye = np.array([np.cos(azimuth), np.sin(azimuth)])
            along = np.array(direction) / np.linalg.norm(direction)
            assert abs(eye @ along) < 0.95
            assert np.abs(eye).min() > 0.3


def test_height_range_keeps_a_bounded_field_whole_and_trims_a_pole():
    wave = ScalarField.from_text("sin(2*x)*cos(2*y)")
    low, high = height_range(wave, SQUARE)
    assert (low, high) == pytest.approx((-1, 1), abs=0.01)
    low, high = height_range(ScalarField.from_text("log(x**2 + y**2)"), SQUARE)
    assert -8 < low < -1
    assert height_range(ScalarField.from_text("0*x + 3"), SQUARE) == (2.5, 3.5)


def test_axes_share_a_power_of_ten_when_heights_are_huge():
    field = ScalarField.from_text("1000000*x*exp(y)")
    space = Space(SQUARE, height_range(field, SQUARE))
    axes = SpaceAxes(space)
    assert axes.marks[2].power == 6
    assert "10^(6)" in axes.names[2].typst_code
    assert worst([axes]) < 0.5


def test_a_pinned_label_stays_beside_its_point():
    field, space, heading, _ = setting()
    dot = point_on_surface(space, field, heading)
    label = pin(Square(0.4), space, dot.where, toward=(1, 1), gap=0.2)
    for azimuth in (-60, 40):
        space.view.look(azimuth=azimuth)
        dot.update()
        label.update()
        corner = label.get_corner([-1, -1, 0])
        assert np.linalg.norm(corner - dot.get_center()) == pytest.approx(0.2)


def test_the_secant_closes_in_on_the_tangent():
    field, space, heading, _ = setting("x**2*y - y**3")
    secant = SecantLine3D(space, field, heading, step=1.0)
    triangle = SecantTriangle(secant)
    legs = triangle.curves()[0]
    rise, run = legs[-1, 2] - legs[0, 2], np.linalg.norm(legs[-1, :2] - legs[0, :2])
    assert rise / run == pytest.approx(secant.quotient())
    slope = TangentLine3D(space, field, heading).slope()
    gaps = [abs(secant.set_step(h).quotient() - slope) for h in (0.1, 0.01, 0.001)]
    assert gaps[1] == pytest.approx(gaps[0] / 10, rel=0.3)
    assert gaps[2] == pytest.approx(gaps[1] / 10, rel=0.3)
    assert worst([secant, triangle]) < 0.5
    with pytest.raises(ValueError, match="other than 0"):
        secant.set_step(0)


def test_what_turns_is_seen_on_its_way():
    """A state without points would stand still until its animation ends, and then jump."""
    seen: dict[str, list[float]] = {"view": [], "heading": []}

    class Turning(Scene):
        def construct(self):
            _, space, heading, _ = setting()
            watch = Square()
            watch.add_updater(lambda _: seen["view"].append(space.view.azimuth))
            watch.add_updater(lambda _: seen["heading"].append(heading.angle))
            self.add(watch)
            self.play(space.turn(azimuth=30.0), run_time=1)
            self.play(heading.animate.turn_by(1.0), run_time=1)

    Turning(camera_class=KitCamera).render()
    assert len({round(azimuth, 6) for azimuth in seen["view"]}) >= 5
    assert len({round(angle, 6) for angle in seen["heading"]}) >= 5
