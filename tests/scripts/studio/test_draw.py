"""Frames of plain manim scenes are those that manim draws."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from manim.renderer.cairo_renderer import CairoRenderer

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
        assert np.array_equal(mine[..., :3], theirs[..., :3])


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
