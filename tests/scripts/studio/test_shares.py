"""A film drawn by many processes is the one drawn by one, and none of them is needed for it."""

from __future__ import annotations

import os
import signal
from fractions import Fraction
from pathlib import Path

import pytest
from manim import DOWN, RIGHT, Dot, Rotate, Scene, Square, there_and_back_with_pause

from scripts.studio import children, shares
from scripts.studio.draw import draw, studio_config
from scripts.studio.encode import FilmWriter
from scripts.studio.group_store import STEP
from scripts.studio.groups import Format
from scripts.studio.probe import probe
from scripts.studio.shares import Naming, Shares
from scripts.studio.store import Store
from scripts.studio.workers import TaskError
from tests.scripts.studio.manim_scenes import FPS, MOVING, Following, H, Shapes, W

FORM = Format(W, H, Fraction(FPS))
pytestmark = pytest.mark.skipif(not children.CAN_FORK, reason="processes are not forked here")


def no_code(cls):
    return b""


BY_LOOKS = Naming({}, no_code)


def shared(
    scene_class, tmp_path, *, workers, store=None, advance=lambda frames: None, naming=BY_LOOKS
):
    """Draw a scene in shares; return its record and its groups."""
    store = store or Store(tmp_path / f"store-{workers}")
    sink = Shares(
        FORM, store, {"scene": scene_class.__name__}, workers=workers, naming=naming,
        advance=advance,
    )  # fmt: skip
    return played(scene_class, sink, tmp_path), sink.groups()


def played(scene_class, sink, tmp_path):
    with (
        studio_config(width=W, height=H, fps=FPS, scratch=tmp_path, background="#101418"),
        sink,
    ):
        return draw(scene_class, sink, options={})


@pytest.mark.parametrize("naming", [BY_LOOKS, None], ids=["by looks", "by place"])
@pytest.mark.parametrize("scene_class", MOVING)
def test_any_number_of_processes_makes_the_same_film(
    scene_class, naming, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []
    monkeypatch.setattr(shares, "SHARE", 15)
    record, groups = shared(scene_class, tmp_path, workers=3, advance=done.append, naming=naming)
    assert (record, groups) == shared(scene_class, tmp_path, workers=9, naming=naming)
    assert (record, groups) == shared(scene_class, tmp_path, workers=1, naming=naming)
    assert sum(done) == record.frames == sum(map(len, groups))
    with FilmWriter(tmp_path / "shared.mp4", FORM) as film:
        for group in groups:
            film.group(group)
    seen = probe(tmp_path / "shared.mp4")
    assert (seen.frames, seen.steady) == (record.frames, True)


class Holding(Scene):
    def construct(self):
        square = Square()
        self.add(square)
        self.wait(0.5)
        self.play(square.animate.shift(RIGHT), run_time=0.5)
        self.wait(9.4)
        self.play(square.animate.shift(RIGHT), run_time=0.5)


@pytest.mark.parametrize("naming", [BY_LOOKS, None], ids=["by looks", "by place"])
def test_a_long_hold_is_drawn_once(naming, tmp_path: Path) -> None:
    record, groups = shared(Holding, tmp_path, workers=2, naming=naming)
    assert record.frames == 5 + 5 + 94 + 5
    assert [len(group) for group in groups] == [20, 20, 20, 20, 20, 9]
    assert groups[1] == groups[2] == groups[3] == groups[4]
    stored = list((tmp_path / "store-2" / STEP).iterdir())
    assert len(stored) == 3


class HoldingTwice(Scene):
    def construct(self):
        square = Square()
        self.add(square)
        self.wait(5.5)
        self.play(square.animate.shift(RIGHT), run_time=0.3)
        self.wait(6.2)


@pytest.mark.parametrize("naming", [BY_LOOKS, None], ids=["by looks", "by place"])
def test_a_second_hold_that_begins_amid_a_group_is_not_the_first(naming, tmp_path: Path) -> None:
    _, groups = shared(HoldingTwice, tmp_path, workers=2, naming=naming)
    assert [len(group) for group in groups] == [20] * 6
    # The third group ends the first hold, moves and begins the second, which goes on after it.
    assert groups[0] == groups[1] != groups[3]
    assert groups[3] == groups[4] == groups[5]


class Deadly(Square):
    """A square whose color kills who draws it, once, while the scene says so."""

    armed = False

    def get_fill_rgbas(self):
        if type(self).armed and children.is_child():
            os.kill(os.getpid(), signal.SIGKILL)
        return super().get_fill_rgbas()


class Faulty(Square):
    armed = False

    def get_fill_rgbas(self):
        if type(self).armed and children.is_child():
            raise ZeroDivisionError("a planted fault")
        return super().get_fill_rgbas()


def moving(square_class):
    class Moving(Scene):
        def construct(self):
            self.play(Square().animate.shift(RIGHT), run_time=4)
            self.play(square_class().animate.shift(RIGHT), run_time=2)
            self.play(Square().animate.shift(RIGHT), run_time=2)

    return Moving


def test_a_killed_process_is_a_sentence_and_the_next_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Deadly, "armed", True)
    monkeypatch.setattr(shares, "SHARE", 1)
    store = Store(tmp_path / "store")
    with pytest.raises(TaskError, match=r"from frame 40 was ended \(signal 9\); run the same"):
        shared(moving(Deadly), tmp_path, workers=9, store=store)
    monkeypatch.setattr(Deadly, "armed", False)
    kept = {path: path.stat().st_ino for path in (store.root / STEP).iterdir()}
    assert len(kept) >= 1
    record, groups = shared(moving(Deadly), tmp_path, workers=2, store=store)
    assert all(path.stat().st_ino == number for path, number in kept.items())
    assert [len(group) for group in groups] == [20, 20, 20, 20]
    assert (record, groups) == shared(moving(Deadly), tmp_path, workers=1)


def test_a_fault_in_a_child_is_told_as_if_it_were_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Faulty, "armed", True)
    with pytest.raises(TaskError, match="ZeroDivisionError: a planted fault") as caught:
        shared(moving(Faulty), tmp_path, workers=9)
    assert "Traceback" in caught.value.story
    assert "get_fill_rgbas" in caught.value.story


def test_a_scene_that_fails_leaves_no_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = []
    real = os.fork

    def fork():
        pids.append(real())
        return pids[-1]

    monkeypatch.setattr(os, "fork", fork)

    class Failing(Scene):
        def construct(self):
            self.play(Square().animate.shift(RIGHT), run_time=5)
            raise ZeroDivisionError("a planted crash")

    with pytest.raises(ZeroDivisionError, match="planted crash"):
        shared(Failing, tmp_path, workers=9)
    assert pids
    for pid in pids:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def test_where_nothing_can_be_forked_the_film_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked = shared(Following, tmp_path, workers=3)
    monkeypatch.setattr(children, "CAN_FORK", False)
    assert shared(Following, tmp_path, workers=4) == forked


def test_what_is_in_the_store_is_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "store")
    first = shared(Shapes, tmp_path, workers=1, store=store)

    def never(*args):
        raise AssertionError("drawn again")

    monkeypatch.setattr("scripts.studio.draw.FilmRenderer._draw", never)
    assert shared(Shapes, tmp_path, workers=1, store=store) == first
    assert shared(Shapes, tmp_path, workers=2, store=store) == first


def beats(second):
    """Return a scene of three parts, the second of which does as it is told."""

    class Edited(Scene):
        def construct(self):
            square, dot = Square(), Dot(DOWN)
            self.add(square, dot)
            self.play(square.animate.shift(RIGHT), run_time=3)
            self.wait(1)
            second(self, dot)
            self.play(Rotate(square), run_time=3)
            self.wait(5)

    return Edited


def nothing(scene, dot):
    scene.play(dot.animate.shift(RIGHT), run_time=2)


def otherwise(scene, dot):
    # It begins as before, goes on otherwise and ends as before.
    scene.play(dot.animate.shift(RIGHT), run_time=2, rate_func=there_and_back_with_pause)
    dot.shift(RIGHT)


@pytest.mark.parametrize("workers", [1, 2, 9])
def test_after_an_edit_only_groups_that_look_otherwise_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    store = Store(tmp_path / "store")
    _, before = shared(beats(nothing), tmp_path, workers=2, store=store)
    kept = {path: path.stat().st_ino for path in (store.root / STEP).iterdir()}
    record, after = shared(beats(otherwise), tmp_path, workers=workers, store=store)
    fresh = {path for path in (store.root / STEP).iterdir() if path not in kept}
    assert {path: path.stat().st_ino for path in kept} == kept
    changed = [k for k, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    # Frames 40 to 60 of 140: the second part, in groups of 20.
    assert changed == [2]
    assert len(fresh) == 1
    assert (record, after) == shared(beats(otherwise), tmp_path, workers=1)


def test_a_guess_that_failed_is_told_where_nothing_can_be_forked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "CAN_FORK", False)
    store = Store(tmp_path / "store")
    shared(beats(nothing), tmp_path, workers=1, store=store)
    sinks = []
    for guessing in (True, False):
        naming = Naming({}, no_code, guessing=guessing)
        sinks.append(Shares(FORM, store, {"scene": ""}, workers=1, naming=naming))
        played(beats(otherwise), sinks[-1], tmp_path)
    assert [sink.missed for sink in sinks] == [True, False]
    assert sinks[0].names == sinks[1].names
    assert sinks[1].groups() == shared(beats(otherwise), tmp_path, workers=1)[1]


def test_what_draws_is_part_of_a_groups_name(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    names = []
    for drawn_by in ({"version": 1}, {"version": 2}):
        sink = Shares(FORM, store, {}, workers=1, naming=Naming(drawn_by, no_code))
        played(Shapes, sink, tmp_path)
        names.append(sink.names)
    assert not set(names[0]) & set(names[1])
