"""The inspector on lecture scenes: beats, marks, waivers, and what the kit draws itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, Line, Square, Typst, tempconfig

from scenes.kit.lecture import LectureScene, beat
from scenes.kit.narration import BeatCues, Narration
from scenes.kit.waivers import waive
from scripts.studio.inspect import inspect_scene


@pytest.fixture(autouse=True)
def _media(media_directory: Path) -> Iterator[None]:
    with tempconfig({"media_dir": str(media_directory)}):
        yield


class Calm(LectureScene):
    @beat("First there is a word, and it stands alone.")
    def first(self) -> None:
        self.word = Typst("a word").shift(UP)
        self.play(FadeIn(self.word))

    @beat("Then a <line>line comes, well below it.")
    def second(self) -> None:
        self.until("line")
        self.play(FadeIn(Line(2 * LEFT, 2 * RIGHT).shift(DOWN)))


class Clashing(LectureScene):
    @beat("Here one word stands.")
    def first(self) -> None:
        self.word = Typst("a word")
        self.play(FadeIn(self.word))

    @waive("text-over-line", "word", reason="it is to be struck out")
    @beat("And now it is struck out.")
    def second(self) -> None:
        self.play(FadeIn(Line(2 * LEFT, 2 * RIGHT)))

    @beat("Four squares and more come at once.")
    def third(self) -> None:
        self.clear()
        squares = [Square(1).shift(2.5 * k * RIGHT) for k in (-2, -1, 1, 2)]
        for square in squares:
            self.play(FadeIn(square), run_time=0.2)


class Hurried(LectureScene):
    @beat("Look <here>here and nowhere else.")
    def only(self) -> None:
        self.play(FadeIn(Typst("a word")), run_time=3)
        self.until("here")


def test_a_calm_lecture_raises_nothing() -> None:
    report = inspect_scene(Calm)
    assert report.lines() == []
    assert report.samples >= 2


def test_findings_are_counted_by_beat_and_waived_beside_the_code() -> None:
    report = inspect_scene(Clashing)
    assert [(found.kind, found.beat) for found in report.findings] == [("too-many-new", "third")]
    assert [item.finding.mobjects for item in report.waived] == [("word", "Line")]


def test_a_mark_that_the_picture_reaches_too_late() -> None:
    report = inspect_scene(Hurried)
    (found,) = report.findings
    assert (found.kind, found.mobjects) == ("late-mark", ("only", "here"))
    assert found.amount > 2


def test_measured_cues_decide_how_long_a_picture_stands() -> None:
    words = "A word " + "and another word " * 20 + "ends it."
    narration = Narration.parse(words)
    count = len(narration.words)
    times = [(k * 0.5, k * 0.5 + 0.4) for k in range(count)]

    class Slow(LectureScene):
        @beat(words)
        def only(self) -> None:
            self.play(FadeIn(Typst("a word")))

    cues = {"only": BeatCues.of_words(narration, count * 0.5, times)}
    report = inspect_scene(lambda: Slow(cues=cues))
    assert [found.kind for found in report.findings] == ["still-picture"]
