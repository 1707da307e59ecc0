"""The inspector, measured on labelled cases: what it finds, and what it cries wolf at.

The cases ``second_*`` were written without sight of the inspector or of the earlier cases. Their
first run, before anything was mended for them: 100 of 112 planted defects found (89 %), 4 false
alarms in 87 clean scenes (4.6 %). One of the labels was wrong: a formula that no caption line was
to hold had 42 characters, which is just what a line holds.

The cases ``third_*``, again written blind: 39 of 45 planted defects found at their first run
(87 %), 2 false alarms in 45 clean scenes (4.4 %), one of them a wrong label (a "calm" sentence of
short words that came to 207 words a minute, since slowed down).

The cases ``fourth_*``, written blind once more: 56 of 60 planted defects found at their first run
(93 %), 1 false alarm in 55 clean scenes (1.8 %).

The cases ``probe_*`` were written by the inspector's author after that, near the rules that came
with them; they say nothing about what it makes of scenes that it was not written for.

The cases ``fifth_*``, written blind once more, met two inspectors before either's author had seen
them. That of the fourth set: 54 of 60 planted defects found (90 %), no false alarm in 60 clean
scenes. The next: 56 of 60 (93 %), 1 false alarm (1.7 %). One of the labels was wrong: captions
linger, so words spoken at 210 a minute were read at 185 to 193 of them, which is about 180; the
case speaks faster since, and is found: 57 of 60 (95 %).

The cases ``sixth_*``, written blind by somebody else after the inspector had learnt from the
fifth: 58 of 60 planted defects found at their first run (97 %), 1 false alarm in 60 clean scenes
(1.7 %). Nothing was changed for these three; they stand.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.studio.inspect import inspect_scene
from tests.scripts.studio.inspect.cases.registry import Case, all_cases

FOUND_AT_LEAST, FALSE_AT_MOST = 0.985, 0.005

EQUIVALENT = {
    "out-of-frame": {"out-of-frame", "near-edge"},
    "near-edge": {"out-of-frame", "near-edge"},
    "false-claim": {"false-claim", "wrong-number"},
    "wrong-number": {"false-claim", "wrong-number"},
    "text-over-line": {"text-over-line"},
    "text-covered": {"text-covered", "text-over-text"},
}
"""Kinds that count as finding a defect, where more than the kind itself does."""


@dataclass
class Outcome:
    name: str
    defect: str | None
    kinds: set[str]
    lines: list[str]
    seconds: float

    @property
    def right(self) -> bool:
        if self.defect is None:
            return not self.kinds
        return bool(self.kinds & EQUIVALENT.get(self.defect, {self.defect}))


def run_case(case: Case) -> Outcome:
    scene_class = type(case.fill.__name__, (case.scene_class,), {"construct": case.fill})
    begin = time.perf_counter()
    report = inspect_scene(scene_class, narration=case.narration, segment=case.name)
    took = time.perf_counter() - begin
    return Outcome(case.name, case.defect, {f.kind for f in report.findings}, report.lines(), took)


def summary(outcomes: list[Outcome]) -> list[str]:
    planted = [outcome for outcome in outcomes if outcome.defect]
    clean = [outcome for outcome in outcomes if not outcome.defect]
    found = sum(outcome.right for outcome in planted)
    alarms = sum(not outcome.right for outcome in clean)
    seconds = sum(outcome.seconds for outcome in outcomes)
    lines = [
        f"inspector: found {found} of {len(planted)} planted defects, "
        f"{alarms} false alarms in {len(clean)} clean scenes "
        f"({seconds:.1f} s, {seconds / max(1, len(outcomes)):.2f} s a scene)"
    ]
    for outcome in outcomes:
        if not outcome.right:
            what = f"missed {outcome.defect}" if outcome.defect else "false alarm"
            lines.append(f"  {what}: {outcome.name}: {'; '.join(outcome.lines) or 'silent'}")
    return lines


@pytest.fixture(scope="module")
def outcomes(media_directory: Path, inspector_lines: list[str]) -> list[Outcome]:
    from manim import tempconfig

    if not all_cases():
        pytest.skip("the blind cases are being written")
    with tempconfig({"media_dir": str(media_directory)}):
        done = [run_case(case) for case in all_cases()]
    inspector_lines.extend(summary(done))
    print("\n".join(summary(done)))
    return done


def test_there_are_enough_cases(outcomes: list[Outcome]) -> None:
    assert sum(outcome.defect is not None for outcome in outcomes) >= 40
    assert sum(outcome.defect is None for outcome in outcomes) >= 40


def test_planted_defects_are_found(outcomes: list[Outcome]) -> None:
    planted = [outcome for outcome in outcomes if outcome.defect]
    missed = [outcome.name for outcome in planted if not outcome.right]
    assert len(missed) <= (1 - FOUND_AT_LEAST) * len(planted), missed


def test_clean_scenes_raise_no_alarm(outcomes: list[Outcome]) -> None:
    clean = [outcome for outcome in outcomes if not outcome.defect]
    alarms = {outcome.name: outcome.lines for outcome in clean if not outcome.right}
    assert len(alarms) <= FALSE_AT_MOST * len(clean), alarms
