"""What the sixth blind set shares: fields and regions of its own, and signs of few lines."""

from __future__ import annotations

from typing import Any

from manim import Line, Mobject, RoundedRectangle, VGroup

from mathcore.fields import ScalarField
from scenes.kit.layout import Region
from scenes.kit.theme import theme
from tests.scripts.studio.inspect.cases.fifth_stage import (
    KitScene,
    box,
    drawn,
    flat,
    lesson,
    show,
    speech,
    stale,
    taught,
    then,
    true,
    word,
)

BOARD = Region(-6.3, -3.0, 6.3, 3.0)
NEAR_LEFT = Region(-6.5, -3.0, 1.6, 3.0)
NEAR_RIGHT = Region(2.4, -2.6, 6.5, 2.6)
HALF_LEFT = Region(-6.5, -2.8, -0.4, 2.8)
HALF_RIGHT = Region(0.6, -2.8, 6.6, 2.8)

VALLEY = ScalarField.from_text("x**2/6 + 2*y**2", ("x", "y"))
SLOPE = ScalarField.from_text("x/2 + y", ("x", "y"))
BUMP = ScalarField.from_text("3/(1 + x**2 + y**2)", ("x", "y"))
TWIST = ScalarField.from_text("x**2/3 - x*y/2 + y**2/3", ("x", "y"))
WAVES = ScalarField.from_text("cos(x) * cos(y)", ("x", "y"))


def button(words: str, color: str, ink: str, width: float = 5.0) -> VGroup:
    """Return words on a filled plate, both colors given."""
    plate = RoundedRectangle(width=width, height=1.4, corner_radius=0.2, stroke_width=0)
    plate.set_fill(theme().of(color), 1)
    return VGroup(plate, word(words, 40, ink).move_to(plate))


def tick(at: Any, color: str = "right") -> VGroup:
    """Return a check mark at a place."""
    strokes = VGroup(Line([-0.2, 0, 0], [0, -0.2, 0]), Line([0, -0.2, 0], [0.35, 0.3, 0]))
    return strokes.set_stroke(theme().of(color), 6).move_to(at)


def column(things: list[Mobject], left: float, top: float, step: float) -> VGroup:
    """Return things in a column, their left ends in line."""
    for k, thing in enumerate(things):
        thing.move_to([left, top - k * step, 0], aligned_edge=[-1, 0, 0])
    return VGroup(*things)


__all__ = [
    "BOARD", "BUMP", "HALF_LEFT", "HALF_RIGHT", "NEAR_LEFT", "NEAR_RIGHT", "SLOPE", "TWIST",
    "VALLEY", "WAVES", "KitScene", "box", "button", "column", "drawn", "flat", "lesson", "show",
    "speech", "stale", "taught", "then", "tick", "true", "word",
]  # fmt: skip
