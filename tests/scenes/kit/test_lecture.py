"""Beats: their order, their clock, their marks and their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import Circle, FadeIn

from scenes.kit.lecture import LectureScene, beat
from scenes.kit.narration import BeatCues, Fact
from scenes.kit.numbers import Number
from scenes.kit.params import Positive, SegmentParams
from scenes.kit.timing import BREATH
from scripts.studio.draw import draw, studio_config

FPS = 10


class Radii(SegmentParams):
    radius: Positive = 1.0


class TwoBeats(LectureScene):
    """A circle that appears, and one that waits for its word."""

    question = "How round?"
    Params = Radii

    @classmethod
    def facts(cls, params: Any) -> Mapping[str, Fact]:
        return {"double": Number(2 * params.radius)}

    @beat("Here is a circle.")
    def zweiter_name_first(self) -> None:
        self.circle = Circle(radius=self.params.radius)
        self.play(FadeIn(self.circle), run_time=1.0)

    @beat("Its width is <width>{double}.")
    def a_later_one(self) -> None:
        self.until("width")
        self.play(self.circle.animate.scale(0.5), run_time=0.5)


class Frames:
    """Counts what it is given."""

    def __init__(self) -> None:
        self.pictures: list[np.ndarray[Any, Any]] = []
        self.repeats: list[int] = []
        self.keys: list[int] = []

    def frame(self, rgba: np.ndarray[Any, Any], repeat: int = 1) -> None:
        self.pictures.append(rgba.copy())
        self.repeats.append(repeat)

    def key_next(self) -> None:
        self.keys.append(sum(self.repeats))


@pytest.fixture
def drawing(tmp_path: Path) -> Iterator[None]:
    with studio_config(width=160, height=90, fps=FPS, scratch=tmp_path, background="#000000"):
        yield


def words(duration: float, starts: list[float], **marks: float) -> BeatCues:
    return BeatCues(duration, tuple((s, s + 0.1) for s in starts), marks)


def test_beats_play_in_the_order_in_which_they_are_written(drawing: None) -> None:
    record = draw(TwoBeats, Frames(), options={})
    assert [b.name for b in record.beats] == ["zweiter_name_first", "a_later_one"]
    assert record.beats[0].start_frame == 0
    assert record.beats[1].start_frame == record.beats[0].end_frame
    assert record.beats[1].end_frame == record.frames


def test_a_beat_lasts_as_long_as_the_longer_of_words_and_picture(drawing: None) -> None:
    cues = {
        "zweiter_name_first": words(3.0, [0.0, 0.5, 1.0, 1.5]),
        "a_later_one": words(0.4, [0.0, 0.1, 0.2, 0.3], width=0.3),
    }
    record = draw(TwoBeats, Frames(), options={"cues": cues})
    first, second = (b.end_frame - b.start_frame for b in record.beats)
    assert first == round((3.0 + BREATH) * FPS)  # the words are longer
    assert second == max(round((0.4 + BREATH) * FPS), 3 + 5)  # nothing waits for words after it


def test_the_picture_waits_for_its_mark(drawing: None) -> None:
    cues = {"a_later_one": words(2.0, [0.0, 0.5, 1.0, 1.4], width=1.4)}
    sink = Frames()
    record = draw(TwoBeats, sink, options={"cues": cues})
    mark = record.beats[1].marks["width"]
    assert mark.wanted == 1.4
    assert abs(mark.reached - 1.4) <= 0.5 / FPS
    # The hold before the mark is one picture, not fourteen.
    assert 14 in sink.repeats


def test_every_frame_is_counted_and_beats_start_with_key_frames(drawing: None) -> None:
    sink = Frames()
    record = draw(TwoBeats, sink, options={})
    assert sum(sink.repeats) == record.frames
    assert sink.keys == [b.start_frame for b in record.beats]


def test_pictures_differ_while_something_moves(drawing: None) -> None:
    sink = Frames()
    draw(TwoBeats, sink, options={})
    assert sink.pictures[0].max() <= 255
    assert not np.array_equal(sink.pictures[0], sink.pictures[8])


def test_facts_and_words_follow_the_parameters() -> None:
    script = TwoBeats.script(Radii(radius=2.25))
    assert script["a_later_one"].display == "Its width is 4.5."


def test_other_words_must_keep_the_marks() -> None:
    other = TwoBeats.script(Radii(), words={"a_later_one": "It is <width>{double} wide."})
    assert other["a_later_one"].display == "It is 2 wide."
    with pytest.raises(ValueError, match="<width>"):
        TwoBeats.script(Radii(), words={"a_later_one": "It is {double} wide."})


def test_words_for_an_unknown_beat_name_the_nearest() -> None:
    with pytest.raises(ValueError, match="did you mean a_later_one"):
        TwoBeats.script(Radii(), words={"a_later_on": "x"})


def test_an_unknown_mark_is_named(drawing: None) -> None:
    class Wrong(LectureScene):
        @beat("Some <here>words.")
        def only(self) -> None:
            self.until("there")

    with pytest.raises(KeyError, match="here"):
        draw(Wrong, Frames(), options={})
