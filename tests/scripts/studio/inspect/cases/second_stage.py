"""What the second set of cases shares: papers, short names for words and curves, lectures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from manim import FunctionGraph, Line, Scene, VGroup

from scenes.kit.lecture import LectureScene
from scenes.kit.narration import BeatCues, Narration, estimate_cues
from scenes.kit.theme import use_theme
from scenes.kit.typography import BODY, Typeset, math, text
from scripts.studio.inspect import Speech
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import DARK_PAPER, LIGHT_PAPER, paper


def at(x: float, y: float) -> Any:
    """Return a scene position."""
    return np.array([x, y, 0.0])


def words(said: str, x: float = 0.0, y: float = 0.0, **options: Any) -> Typeset:
    """Return plain words centred at a place."""
    return text(said, **options).move_to(at(x, y))


def sums(source: str, x: float = 0.0, y: float = 0.0, **options: Any) -> Typeset:
    """Return a formula centred at a place."""
    return math(source, **options).move_to(at(x, y))


def parabola(
    *, color: str = "#5cf0e2", foot: float = -2.0, reach: float = 3.0, bend: float = 0.5
) -> FunctionGraph:
    """Return the graph of a parabola that stands on ``y = foot``."""
    return FunctionGraph(lambda x: bend * x**2 + foot, x_range=(-reach, reach), color=color)


def cross_of_axes(
    *, color: str = "#74839a", reach: float = 3.4, low: float = -2.8, high: float = 2.8
) -> VGroup:
    """Return two plain lines that meet at the origin."""
    return VGroup(
        Line(at(-reach, 0), at(reach, 0), color=color, stroke_width=3),
        Line(at(0, low), at(0, high), color=color, stroke_width=3),
    )


@contextmanager
def dark(scene: Scene) -> Iterator[None]:
    """Make what is inside with the dark theme, on its paper."""
    with use_theme("dark"):
        paper(scene, DARK_PAPER)
        yield


@contextmanager
def light(scene: Scene) -> Iterator[None]:
    """Make what is inside with the light theme, on its paper."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        yield


def said(template: str, *, pace: float | None = None, **facts: Any) -> Speech:
    """Return what is said in a beat, at the usual pace or at ``pace`` words a minute."""
    narration = Narration.parse(" ".join(template.split()), facts)
    cues: BeatCues = (
        estimate_cues(narration)
        if pace is None
        else estimate_cues(narration, words_per_minute=pace)
    )
    return Speech(narration, cues, facts)


def lecture_case(*, defect: str | None) -> Callable[[type[LectureScene]], type[LectureScene]]:
    """Register a lecture segment as a case."""

    def register(segment: type[LectureScene]) -> type[LectureScene]:
        beats = segment.beats()
        # The benchmark may derive from the class, and beats are looked up in a class's own names.
        segment.beats = classmethod(lambda _: beats)  # type: ignore[method-assign,assignment]

        def play(scene: Any) -> None:
            LectureScene.construct(scene)

        play.__module__, play.__name__ = segment.__module__, _snake(segment.__name__)
        case(defect=defect, scene_class=segment)(play)
        return segment

    return register


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


__all__ = [
    "BODY", "at", "cross_of_axes", "dark", "lecture_case", "light", "parabola", "said", "sums",
    "words",
]  # fmt: skip
