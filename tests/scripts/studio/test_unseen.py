"""Scenes never seen before come out as manim draws them: every frame, however they are shared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scripts.benchmark.agree import WEIGHTS, ssim
from scripts.studio.draw import draw, studio_config
from scripts.studio.sinks import Sink
from tests.scripts.studio import unseen_scenes
from tests.scripts.studio.test_draw import Stock
from tests.scripts.studio.unseen_scenes import UNSEEN

W, H, FPS, GROUP = 320, 180, 10, 7


class EveryOther:
    """A sink for which only every other group is drawn here, as when a film is shared."""

    code_of, wants_tokens = None, False

    def __init__(self, phase: int):
        self.phase, self.number, self.length = phase, 0, 0
        self.shown: list[Any] = []

    @property
    def begins(self):
        return not self.length

    @property
    def drawing(self):
        return self.number % 2 == self.phase

    def take(self, repeat, *, again, token=None):
        return min(repeat, GROUP - self.length)

    def show(self, picture, repeat):
        self.shown += [picture[..., :3].copy() if self.drawing else None] * repeat
        self.length += repeat
        if self.length == GROUP:
            self.key_next()

    def key_next(self):
        self.number, self.length = self.number + (self.length > 0), 0


def setting(folder: Path):
    return studio_config(width=W, height=H, fps=FPS, scratch=folder)


@pytest.mark.parametrize("scene_class", UNSEEN)
def test_frames_are_manims_own(scene_class, tmp_path: Path) -> None:
    stock = Stock()
    with setting(tmp_path):
        scene_class(renderer=stock).render()
    films = []
    for phase in (0, 1):
        sink = EveryOther(phase)
        assert isinstance(sink, Sink)
        with setting(tmp_path):
            assert draw(scene_class, sink, options={}).frames == len(stock.shown)
        films.append(sink.shown)
    assert len(stock.shown) == len(films[0]) == len(films[1])
    worst = 1.0
    for expected, first, second in zip(stock.shown, *films, strict=True):
        found = second if first is None else first
        if not np.array_equal(expected[..., :3], found):
            both = [np.asarray(each[..., :3], np.float32) @ WEIGHTS for each in (expected, found)]
            worst = min(worst, ssim(*both))
    assert worst >= 0.995


@pytest.mark.parametrize(
    ("scene_class", "said"),
    [
        (unseen_scenes.Sectioned, "Sectioned adds sounds with add_sound; its film is without"),
        (unseen_scenes.OwnCamera, "its camera, Inverted, has ways of its own (transform_points"),
        (unseen_scenes.OwnSpace, "its camera, Parallel, has ways of its own (project_points)"),
        (unseen_scenes.Zooming, ""),
        (unseen_scenes.Labels, ""),
    ],
)
def test_what_is_not_supported_is_said_once(scene_class, said: str, tmp_path: Path) -> None:
    with setting(tmp_path):
        record = draw(scene_class, EveryOther(0), options={})
    assert [said in remark for remark in record.remarks] == [True] * bool(said)


def test_sections_of_one_name_are_told_apart(tmp_path: Path) -> None:
    with setting(tmp_path):
        record = draw(unseen_scenes.Sectioned, EveryOther(0), options={})
    assert [beat.name for beat in record.beats] == ["unnamed", "unnamed 2"]
