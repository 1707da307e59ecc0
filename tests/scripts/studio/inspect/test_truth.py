"""Claims read back, numbers said, words against picture, waivers, and what a report holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from manim import (
    RIGHT,
    UP,
    Create,
    Dot,
    FadeIn,
    MathTypst,
    Scene,
    Square,
    Typst,
    ValueTracker,
    tempconfig,
)

from scenes.kit.claims import Claim, Reading, number_claim, point_claim
from scenes.kit.narration import BeatCues, Narration
from scenes.kit.numbers import Coordinates, Number, Ratio
from scripts.studio.inspect import InspectionReport, Speech, inspect_scene
from scripts.studio.inspect.findings import Finding
from scripts.studio.inspect.waiving import apply_waivers


class TrueDot(Dot):
    """A dot that claims to be at a place."""

    def __init__(self, place: Any, *, off: float = 0.0) -> None:
        super().__init__(place)
        self.place = place
        self.shift(off * RIGHT)

    def claims(self) -> list[Claim]:
        return [point_claim("the point", self.get_center, lambda: self.place)]


class ReadOut(MathTypst):
    """A number that claims to be another."""

    def __init__(self, shown: str, value: float) -> None:
        super().__init__(shown)
        self.shown, self.value = shown, value

    def claims(self) -> list[Claim]:
        return [number_claim("the slope", lambda: self.shown, lambda: self.value)]


@pytest.fixture(autouse=True)
def _media(media_directory: Path) -> Iterator[None]:
    with tempconfig({"media_dir": str(media_directory)}):
        yield


def inspect(fill: Any, **options: Any) -> InspectionReport:
    return inspect_scene(type("Small", (Scene,), {"construct": fill}), segment="small", **options)


def test_a_true_claim_counts_and_stays_silent() -> None:
    report = inspect(
        lambda scene: scene.add(TrueDot(UP, off=0.005), ReadOut("1.13", 1.1339 - 4e-3))
    )
    assert report.findings == ()
    assert (report.claims.checked, report.claims.failed) == (2, 0)
    assert report.claims.worst_px == pytest.approx(0.675, abs=0.01)


def test_a_dot_two_pixels_off_is_a_false_claim() -> None:
    report = inspect(lambda scene: scene.add(TrueDot(UP, off=2 / 135)))
    (finding,) = report.findings
    assert finding.kind == "false-claim"
    assert finding.amount == pytest.approx(2.0, abs=0.01)
    assert report.claims.failed == 1


def test_a_wrong_last_digit_is_a_wrong_number_and_the_report_is_json() -> None:
    report = inspect(lambda scene: scene.add(ReadOut("1.14", 1.13)))
    assert [finding.kind for finding in report.findings] == ["wrong-number"]
    assert InspectionReport.model_validate_json(report.model_dump_json()) == report


def test_a_claim_that_cannot_be_read_is_false() -> None:
    class Broken(Dot):
        def claims(self) -> list[Claim]:
            def read() -> Reading:
                raise ZeroDivisionError("no chart")

            return [Claim("point", "a place", read)]

    report = inspect(lambda scene: scene.add(Broken()))
    assert "no chart" in report.findings[0].sentence


def test_claims_are_not_read_while_an_animation_brings_them() -> None:
    def fill(scene: Any) -> None:
        scene.play(FadeIn(TrueDot(UP), shift=RIGHT))
        dot = scene.mobjects[0]
        scene.play(dot.animate.shift(RIGHT))
        dot.place = UP + RIGHT

    # After the second play the dot has moved and claims its old place, for a moment.
    report = inspect(fill)
    assert [finding.kind for finding in report.findings] == ["false-claim"]
    assert report.findings[0].second == pytest.approx(2.0, abs=0.11)


@dataclass
class Mark:
    wanted: float
    reached: float


def speech(template: str, *, duration: float, facts: Any = None) -> Speech:
    narration = Narration.parse(template, facts or {})
    count = len(narration.words)
    step = duration / count
    cues = BeatCues.of_words(
        narration, duration, [(k * step, (k + 1) * step) for k in range(count)]
    )
    return Speech(narration, cues, facts or {})


LONG = " ".join(["these words go on and on while nothing at all is moving"] * 4)


def test_words_over_a_still_picture() -> None:
    def still(scene: Any) -> None:
        scene.play(Create(Square()))
        scene.wait(29)

    def moving(scene: Any) -> None:
        square = Square()
        scene.play(Create(square))
        for step in (0.2, -0.2):
            scene.wait(12)
            scene.play(square.animate.shift(step * UP))

    said = {"scene": speech(LONG, duration=26.0)}
    (finding,) = inspect(still, narration=said).findings
    assert (finding.kind, round(finding.amount)) == ("still-picture", 25)
    assert inspect(moving, narration=said).findings == ()


def test_words_too_fast_for_captions_and_words_no_voice_reads() -> None:
    def still(scene: Any) -> None:
        scene.add(Square())

    fast = inspect(still, narration={"scene": speech(LONG, duration=10.0)})
    assert {finding.kind for finding in fast.findings} == {"caption-limit"}
    greek = inspect(still, narration={"scene": speech("here is ∇f for you", duration=3.0)})
    assert {finding.kind for finding in greek.findings} == {"unspeakable"}


def test_spoken_numbers_are_compared_with_the_facts() -> None:
    said = speech("the slope is {slope} here", duration=3.0, facts={"slope": Number(1.1304)})
    right = inspect(lambda scene: scene.add(Square()), narration={"scene": said})
    assert right.findings == ()
    assert right.claims.checked == 2
    stale = Speech(said.narration, said.cues, {"slope": Number(1.2)})
    wrong = inspect(lambda scene: scene.add(Square()), narration={"scene": stale})
    assert {finding.kind for finding in wrong.findings} == {"wrong-number"}


def test_points_and_fractions_are_compared_number_by_number() -> None:
    was = {"at": Coordinates((2.0, -1.0)), "w": Ratio(11, 10)}
    said = speech("at {at} the best slope is {w} by far", duration=6.0, facts=was)
    right = inspect(lambda scene: scene.add(Square()), narration={"scene": said})
    assert (right.findings, right.claims.checked) == ((), 8)
    now = {"at": Coordinates((2.0, 1.0)), "w": Ratio(11, 13)}
    stale = Speech(said.narration, said.cues, now)
    wrong = inspect(lambda scene: scene.add(Square()), narration={"scene": stale})
    assert {found.mobjects for found in wrong.findings} == {("at",), ("w",)}
    assert all("says" in found.sentence for found in wrong.findings)


def test_captions_are_judged_where_they_stand_in_the_film() -> None:
    def fill(scene: Any) -> None:
        for name in ("calm", "hasty"):
            scene.next_section(name)
            scene.play(FadeIn(Typst(name)), run_time=4)
            scene.clear()

    said = {
        "calm": speech("all is calm here", duration=2.0),
        "hasty": speech(LONG, duration=10.0),
    }
    found = inspect(fill, narration=said).findings
    assert {(one.kind, one.beat, one.unit) for one in found} == {
        ("caption-limit", "hasty", "words/min")
    }
    # Each is named by its own text and stands at its own second.
    assert len({one.mobjects for one in found}) == len({one.second for one in found}) > 1


def test_a_number_that_nobody_sees_is_no_motion() -> None:
    def fill(scene: Any) -> None:
        scene.add(Square())
        scene.play(ValueTracker(0).animate.set_value(1), run_time=29)

    said = {"scene": speech(LONG, duration=26.0)}
    assert [found.kind for found in inspect(fill, narration=said).findings] == ["still-picture"]


def test_findings_name_beat_second_duration_and_variable() -> None:
    def fill(scene: Any) -> None:
        scene.next_section("opening")
        title = Typst("a title")
        scene.play(FadeIn(title), run_time=1)
        scene.next_section("clash")
        clash = Typst("another")
        scene.play(FadeIn(clash), run_time=1)
        scene.wait(2)

    (finding,) = inspect(fill).findings
    assert (finding.segment, finding.beat) == ("small", "clash")
    assert finding.mobjects == ("title", "clash")
    assert finding.second == pytest.approx(2.0, abs=0.11)
    assert finding.duration == pytest.approx(2.0, abs=0.11)
    assert str(finding).startswith(
        "small/clash at 2.00 s: text-over-text: the texts title and clash"
    )


@dataclass(frozen=True)
class Waiver:
    kind: str
    mobject: str
    reason: str


def finding(kind: str = "text-over-line", beat: str = "b", name: str = "label") -> Finding:
    return Finding(
        kind=kind,
        segment="s",
        beat=beat,
        second=1.0,
        mobjects=(name, "axes"),
        amount=9.0,
        unit="px",
        sentence="axes crosses label",
    )


def test_a_waiver_takes_what_it_names_and_only_in_its_beat() -> None:
    waiver = Waiver("text over line", "label", "meant")
    standing, waived = apply_waivers([finding()], {"b": [waiver]}, segment="s")
    assert standing == ()
    assert [item.reason for item in waived] == ["meant"]
    standing, waived = apply_waivers([finding(beat="c")], {"b": [waiver]}, segment="s")
    assert [item.kind for item in standing] == ["text-over-line", "unused-waiver"]
    assert waived == ()


def test_a_waiver_on_the_class_counts_for_every_beat() -> None:
    class Waived(Scene):
        waivers = (Waiver("text-over-text", "second", "a joke"),)

        def construct(self) -> None:
            first, second = Typst("one"), Typst("two")
            self.add(first, second)

    report = inspect_scene(Waived)
    assert report.passed
    assert [item.finding.kind for item in report.waived] == ["text-over-text"]


def test_waivers_come_with_what_a_scene_inherits() -> None:
    class Waived(Scene):
        waivers = (Waiver("text-over-text", "second", "a joke"),)

        def construct(self) -> None:
            first, second = Typst("one"), Typst("two")
            self.add(first, second)

    class Heir(Waived):
        pass

    assert inspect_scene(Heir).passed
