"""Stills: one for every beat or play, full size, the picture that the film would show."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from manim import RIGHT, Create, Scene, Square, tempconfig
from PIL import Image

from scenes.kit.lecture import LectureScene, beat
from scripts.studio.draw import studio_config
from scripts.studio.errors import UserError
from scripts.studio.plan import RenderOptions, Request, make_plan
from scripts.studio.storyboard import photograph, take_stills

SIZE = {"width": 160, "height": 90, "fps": 5}


class Two(LectureScene):
    @beat("A square.")
    def square(self) -> None:
        self.box = Square(fill_opacity=1.0)
        self.play(Create(self.box))
        self.play(self.box.animate.shift(2 * RIGHT))

    @beat("No square.")
    def nothing(self) -> None:
        self.remove(self.box)


class Plain(Scene):
    def construct(self) -> None:
        self.play(Create(Square()))
        self.wait(1)


def _light(path: Path) -> float:
    return float(np.asarray(Image.open(path)).mean())


def test_a_still_for_every_beat_shows_its_end(tmp_path: Path) -> None:
    with studio_config(**SIZE, scratch=tmp_path / "m", background="#000000"):
        first, second = take_stills(Two(), tmp_path)
    assert (first.name, second.name) == ("01-square.png", "02-nothing.png")
    assert Image.open(first).size == (160, 90)
    picture = np.asarray(Image.open(first)).mean(axis=2)
    assert picture[:, 80:].mean() > 5 * picture[:, :80].mean()
    assert _light(second) == 0


def test_a_still_for_every_play_and_of_chosen_beats(tmp_path: Path) -> None:
    with studio_config(**SIZE, scratch=tmp_path / "m", background="#000000"):
        paths = take_stills(Two(), tmp_path, every_play=True, beats=["square"])
    assert [path.name for path in paths][:2] == ["01-square-01.png", "01-square-02.png"]
    assert all("square" in path.name for path in paths)


def test_stills_of_earlier_versions_go_with_the_beats_that_are_taken_anew(tmp_path: Path) -> None:
    for name in ("07-square.png", "01-square-03.png", "02-gone.png", "notes.png"):
        (tmp_path / name).write_bytes(b"")
    with studio_config(**SIZE, scratch=tmp_path / "m", background="#000000"):
        take_stills(Two(), tmp_path, beats=["square"])
        assert {path.name for path in tmp_path.glob("*.png")} == {
            "01-square.png", "02-gone.png", "notes.png",
        }  # fmt: skip
        take_stills(Two(), tmp_path)
    assert {path.name for path in tmp_path.glob("*.png")} == {
        "01-square.png", "02-nothing.png", "notes.png",
    }  # fmt: skip


def test_a_plain_scene_gives_one_for_every_play(tmp_path: Path) -> None:
    with (
        studio_config(**SIZE, scratch=tmp_path / "m", background="#000000"),
        tempconfig({"dry_run": True}),
    ):
        paths = take_stills(Plain(), tmp_path)
    assert len(paths) == 2
    assert all(_light(path) > 0 for path in paths)


def test_an_unknown_beat_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    (job,) = make_plan(Request(only=["level-curves"], quality="draft", voice="silent")).jobs
    options = RenderOptions(out=tmp_path, store=tmp_path / "store")
    with pytest.raises(UserError, match=r"unknown beat 'aks'; did you mean 'ask'\?"):
        photograph(job, options, tmp_path / "stills", beats=["aks"])
    assert not (tmp_path / "stills").exists()
