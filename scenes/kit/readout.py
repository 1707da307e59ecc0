"""A measured quantity: its name, an equals sign, and digits that change while one watches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
from manim.mobject.geometry.polygram import Rectangle, RoundedRectangle
from manim.mobject.types.vectorized_mobject import VGroup, VMobject

from scenes.kit.claims import Claim
from scenes.kit.digits import Figure, advance
from scenes.kit.layout import AIRY, SNUG, Region, extent, place
from scenes.kit.numbers import shown
from scenes.kit.theme import theme
from scenes.kit.typography import BODY, Colors, math

HIGHLIGHT_STROKE = 3.0
PLATE_GAP = 0.06
PLACES = 2
_AFTER_EQUALS = 0.42  # em, so that a minus sign and the equals sign stay apart


class ReadOut(VGroup):
    """``label = number``: the label in Typst mathematics, the number with fixed decimals.

    The decimal point stays where it is while the number changes; ``widest`` is the value for
    which room is kept to its left, and for its sign unless ``signed`` is false. ``value`` may be a
    number or a callable that is asked at every frame.
    """

    def __init__(
        self,
        label: str,
        value: float | Callable[[], float],
        *,
        places: int = PLACES,
        size: float = BODY,
        color: str = "ink",
        colors: Colors | None = None,
        widest: float | None = None,
        signed: bool = True,
    ) -> None:
        super().__init__()
        first = value() if callable(value) else float(value)
        self.label = math(f"{label} =", size=size, colors=colors)
        self.figure = Figure(first, places=places, size=size, color=color, anchor="point")
        largest = abs(first if widest is None else widest)
        whole = [shown(v, places=0) for v in (first, -largest if signed else largest)]
        room = max(advance(words) for words in whole) * size
        low, high = extent(self.label)
        # The equals sign's middle is the height of the digits' middle: 0.25 em over the baseline.
        equals = self.label.submobjects[-1].get_center()[1]
        self.figure.put(
            np.array([high[0] + _AFTER_EQUALS * size + room, equals - 0.25 * size, low[2]])
        )
        self.add(self.label, self.figure)
        if callable(value):
            self.figure.follow(value)

    @property
    def value(self) -> float:
        """The value shown now, unrounded."""
        return self.figure.value

    def set_value(self, value: float) -> Self:
        """Show another number."""
        self.figure.set_value(value)
        return self

    def follow(self, source: Callable[[], float]) -> Self:
        """Show what ``source`` returns, now and at every frame."""
        self.figure.follow(source)
        return self


class ReadOuts(VGroup):
    """Several read-outs under each other, equals signs and decimal points in line."""

    def __init__(self, *rows: ReadOut, region: Region | None = None, gap: float = AIRY) -> None:
        super().__init__(*rows)
        top = 0.0
        for row in rows:
            sign = row.label.submobjects[-1]
            low, high = extent(row)
            row.shift(np.array([-sign.get_center()[0], top - high[1], 0.0]))
            top -= high[1] - low[1] + gap
        rightmost = max(row.figure.pen[0] for row in rows)
        for row in rows:
            row.figure.shift(np.array([rightmost - row.figure.pen[0], 0.0, 0.0]))
        if region is not None:
            place(self, region, align="top-left")


def plated(label: VMobject, *, gap: float = PLATE_GAP) -> VGroup:
    """Return a label on a plate in the background's colour, which interrupts lines behind it."""
    low, high = extent(label)
    plate = Rectangle(
        width=float(high[0] - low[0]) + 2 * gap,
        height=float(high[1] - low[1]) + 2 * gap,
        stroke_width=0,
        fill_color=theme().background,
        fill_opacity=1,
    ).move_to((low + high) / 2)
    return VGroup(plate, label)


class Boxed(VGroup):
    """A result with a box round it: the gesture for "this is the answer"."""

    def __init__(self, content: VGroup, *, color: str = "highlight", gap: float = SNUG) -> None:
        low, high = extent(content)
        self.content = content
        self.box = RoundedRectangle(
            corner_radius=0.12,
            width=float(high[0] - low[0]) + 2 * gap,
            height=float(high[1] - low[1]) + 2 * gap,
            stroke_color=theme().of(color),
            stroke_width=HIGHLIGHT_STROKE,
            fill_opacity=0,
        ).move_to((low + high) / 2)
        super().__init__(self.box, content)

    def claims(self) -> list[Claim]:
        """Claim nothing of its own: what is inside does."""
        return []
