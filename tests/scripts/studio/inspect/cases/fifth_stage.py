"""What the fifth blind set shares: fields, regions, lessons with marks, plain words and boxes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manim import RoundedRectangle, Text, VGroup

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.layout import Region
from scenes.kit.lecture import Beat, LectureScene
from scenes.kit.narration import Narration, estimate_cues
from scenes.kit.plane import Plane
from scenes.kit.space import Space
from scenes.kit.theme import theme
from scripts.studio.inspect import Speech
from tests.scripts.studio.inspect.cases.fourth_stage import KitScene, drawn, show, then

FULL = Region(-6.2, -3.1, 6.2, 2.9)
WEST = Region(-6.5, -3.1, 0.2, 2.9)
EAST = Region(0.9, -3.1, 6.5, 2.9)

TROUGH = ScalarField.from_text("x**2/4 + y**2", ("x", "y"))
TILTED = ScalarField.from_text("x**2 + x*y + y**2", ("x", "y"))
PASS = ScalarField.from_text("x*y", ("x", "y"))
DOME = ScalarField.from_text("2*exp(-(x**2 + y**2)/3)", ("x", "y"))
RIPPLE = ScalarField.from_text("sin(x) + cos(y)", ("x", "y"))


def flat(
    x: tuple[float, float], y: tuple[float, float], where: Region = FULL, **more: Any
) -> Plane:
    """Return a plane that fills a region, its units as they come."""
    return Plane(Window(x, y), where, **more)


def true(reach: float = 3.0, where: Region = FULL, **more: Any) -> Plane:
    """Return a plane with equal units, twice as wide as high."""
    return Plane(Window((-reach, reach), (-reach / 2, reach / 2)), where, equal=True, **more)


def box(z: tuple[float, float], where: Region = FULL, reach: float = 2.5, **more: Any) -> Space:
    """Return a space over a square."""
    return Space(Window((-reach, reach), (-reach, reach)), z, region=where, **more)


def word(words: str, size: float = 32, color: str = "ink") -> Text:
    """Return plain manim text in a color of the theme."""
    return Text(words, font_size=size, color=theme().of(color))


def node(words: str, width: float = 2.4, height: float = 1.0) -> VGroup:
    """Return words in a rounded frame, as in a chart of what follows what."""
    frame = RoundedRectangle(width=width, height=height, corner_radius=0.15, stroke_width=3)
    frame.set_stroke(theme().axis)
    return VGroup(frame, word(words, 28).move_to(frame))


def speech(template: str, pace: float = 118.0, facts: dict[str, Any] | None = None) -> Speech:
    """Return what is said in a beat, at a pace in words a minute."""
    narration = Narration.parse(template, facts or {})
    return Speech(narration, estimate_cues(narration, words_per_minute=pace), facts or {})


def stale(template: str, was: dict[str, Any], now: dict[str, Any]) -> dict[str, Speech]:
    """Return words filled in with facts as they were, beside the facts as they are."""
    narration = Narration.parse(template, was)
    return {"scene": Speech(narration, estimate_cues(narration), now)}


def lesson(scene_class: type[LectureScene]) -> type[LectureScene]:
    """Let a lesson keep its beats in the subclass that a case makes of it."""
    made: tuple[Beat, ...] = scene_class.beats()
    scene_class.beats = classmethod(lambda _: made)  # type: ignore[method-assign,assignment]
    return scene_class


def taught(
    scene_class: type[LectureScene], defect: str | None = None, ground: str = "dark"
) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Register a case that plays a lesson's own beats."""
    return drawn(defect, ground=ground, scene_class=lesson(scene_class))


__all__ = [
    "DOME", "EAST", "FULL", "PASS", "RIPPLE", "TILTED", "TROUGH", "WEST", "KitScene", "box",
    "drawn", "flat", "lesson", "node", "show", "speech", "stale", "taught", "then", "true", "word",
]  # fmt: skip
