"""Frames of plain manim scenes are those that manim draws."""

from __future__ import annotations

from pathlib import Path

import cairo
import numpy as np
import pytest
from manim import Camera, Dot, MovingCamera, ThreeDCamera, ThreeDScene, VMobject
from manim.renderer.cairo_renderer import CairoRenderer

from scenes.kit.painted import KitCamera
from scripts.studio.cameras import fast_camera
from scripts.studio.canvas import Canvas, can_keep
from scripts.studio.draw import _NoFiles, draw, studio_config
from tests.scripts.studio import manim_scenes
from tests.scripts.studio.manim_scenes import FPS, MOVING, H, W


class Stock(CairoRenderer):
    """manim's renderer as it is, but for where frames go."""

    def __init__(self):
        super().__init__(file_writer_class=_NoFiles)
        self.shown = []

    def init_scene(self, scene, *args):
        super().init_scene(scene, *args)
        self.camera = scene.camera_class()

    def add_frame(self, frame, num_frames=1):
        if not self.skip_animations:
            self.time += num_frames / self.camera.frame_rate
            self.shown += [frame] * num_frames


class Frames:
    def __init__(self):
        self.shown = []

    def frame(self, rgba, repeat=1):
        self.shown += [rgba.copy()] * repeat

    def key_next(self):
        pass


def setting(tmp_path):
    return studio_config(width=W, height=H, fps=FPS, scratch=tmp_path, background="#101418")


@pytest.mark.parametrize("scene_class", MOVING)
def test_frames_are_manims_own(scene_class, tmp_path: Path) -> None:
    stock, ours = Stock(), Frames()
    with setting(tmp_path):
        scene_class(renderer=stock).render()
    with setting(tmp_path):
        record = draw(scene_class, ours, options={})
    assert record.frames == len(ours.shown) == len(stock.shown)
    for mine, theirs in zip(ours.shown, stock.shown, strict=True):
        apart = np.abs(mine[..., :3].astype(int) - theirs[..., :3]).max(axis=-1)
        # Cairo rounds an edge that it cuts differently, by a few steps in a few pixels; a part
        # of a surface whose two shades are nearly one has their mean, and its sides are lines.
        assert apart.max() <= 10
        assert (apart > (2 if issubclass(scene_class, ThreeDScene) else 0)).sum() <= 20


def test_only_what_changed_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = []
    real = Canvas._redraw

    def redraw(self, ctx, base, shown, rectangles):
        parts.append(sum((r - left) * (b - top) for left, top, r, b in rectangles) / (W * H))
        real(self, ctx, base, shown, rectangles)

    monkeypatch.setattr(Canvas, "_redraw", redraw)
    with setting(tmp_path):
        draw(manim_scenes.Layers, Frames(), options={})
    assert len(parts) >= 10
    assert max(parts) < 0.3


def test_what_left_is_gone() -> None:
    camera = fast_camera(Camera)(pixel_width=64, pixel_height=36)
    canvas, things = Canvas(camera), [Dot([k, 0, 0], radius=1) for k in (-4, 0, 4)]
    for shown in (things, things[:1], []):
        canvas.draw(camera.background, shown)
        bright = (camera.pixel_array[..., :3] > 100).any(axis=(0, 2))
        assert [bool(bright[at].any()) for at in (slice(24), slice(24, 40), slice(40, 64))] == [
            k < len(shown) for k in range(3)
        ]


def test_cameras_that_draw_in_their_own_way_are_left_alone() -> None:
    assert all(can_keep(fast_camera(known)) for known in (Camera, MovingCamera, KitCamera))
    assert not can_keep(fast_camera(ThreeDCamera))

    class Own(Camera):
        def set_cairo_context_path(self, ctx, vmobject):
            return self

    assert fast_camera(Own).set_cairo_context_path is Own.set_cairo_context_path
    assert not can_keep(fast_camera(Own))


def test_a_camera_without_access_to_cairo_draws_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with setting(tmp_path):
        draw(manim_scenes.Shapes, quick := Frames(), options={})
    monkeypatch.setattr("scripts.studio.draw.fast_camera", lambda camera_class: camera_class)
    with setting(tmp_path):
        draw(manim_scenes.Shapes, slow := Frames(), options={})
    assert all(np.array_equal(a, b) for a, b in zip(quick.shown, slow.shown, strict=True))


@pytest.mark.parametrize("seed", range(60))
def test_whole_paths_are_manims(seed: int) -> None:
    rng = np.random.default_rng(seed)
    curves = rng.integers(-2, 3, (rng.integers(1, 9), 4, 3)).astype(float)
    joined = rng.random(len(curves)) < 0.6
    for k in range(1, len(curves)):
        if joined[k]:
            curves[k, 0] = curves[k - 1, 3] + rng.choice([0, 1e-7])
    mobject = VMobject()
    mobject.points = curves.reshape(-1, 3)[: None if seed % 3 else -1]
    known, ours = Camera(pixel_width=8, pixel_height=8), fast_camera(Camera)()
    found = []
    for camera in (known, ours):
        context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_ARGB32, 8, 8))
        camera.set_cairo_context_path(context, mobject)
        found.append(list(context.copy_path()))
    assert found[0] == found[1]


def test_a_scene_that_plays_nothing_is_shown_for_a_second(tmp_path: Path) -> None:
    ours = Frames()
    with setting(tmp_path):
        record = draw(manim_scenes.Still, ours, options={})
    assert record.frames == len(ours.shown) == FPS
    assert ours.shown[0][..., :3].max() > 200


def test_sections_are_beats(tmp_path: Path) -> None:
    with setting(tmp_path):
        record = draw(manim_scenes.Many, Frames(), options={})
    assert [beat.name for beat in record.beats] == ["Many", "text"]
    assert record.beats[1].start_frame == 16
