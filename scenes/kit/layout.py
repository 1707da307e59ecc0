"""Where things lie: named regions of the frame, and placing that makes overlaps impossible.

The frame is 14.222 x 8 units, its centre the origin. Its lowest 8 % stay free, for players put
captions there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
import numpy.typing as npt
from manim.mobject.mobject import Mobject

from scenes.kit.digits import Figure
from scenes.kit.typography import SMALLEST, TITLE, Typeset, text

FRAME_WIDTH = 128 / 9
FRAME_HEIGHT = 8.0
MARGIN = 0.45
CAPTION_SHARE = 0.08

TIGHT = 0.12
SNUG = 0.22
AIRY = 0.4
WIDE = 0.7
"""Gaps between things, from parts of one thing to things of their own."""

Align = Literal[
    "center", "left", "right", "top", "bottom", "top-left", "top-right", "bottom-left",
    "bottom-right",
]  # fmt: skip
M = TypeVar("M", bound=Mobject)
Array = npt.NDArray[np.float64]


class LayoutError(ValueError):
    """Something that can't be placed readably where it should go."""


@dataclass(frozen=True)
class Region:
    """An upright box of the frame, in scene units."""

    left: float
    bottom: float
    right: float
    top: float

    def __post_init__(self) -> None:
        if not (self.left < self.right and self.bottom < self.top):
            raise LayoutError(
                f"a region from ({self.left:.2f}, {self.bottom:.2f}) to "
                f"({self.right:.2f}, {self.top:.2f}) is empty"
            )

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.top - self.bottom

    @property
    def center(self) -> Array:
        """Its centre, as a scene position ``(3,)``."""
        return np.array([(self.left + self.right) / 2, (self.bottom + self.top) / 2, 0.0])

    def inset(self, by: float, *, vertically: float | None = None) -> Region:
        """Return the region without a border of this width."""
        upright = by if vertically is None else vertically
        return Region(self.left + by, self.bottom + upright, self.right - by, self.top - upright)

    def columns(self, *shares: float, gap: float = AIRY) -> tuple[Region, ...]:
        """Split into columns, left to right, whose widths are in these proportions."""
        room = self.width - gap * (len(shares) - 1)
        edges, left = [], self.left
        for share in shares:
            width = room * share / sum(shares)
            edges.append(Region(left, self.bottom, left + width, self.top))
            left += width + gap
        return tuple(edges)

    def rows(self, *shares: float, gap: float = AIRY) -> tuple[Region, ...]:
        """Split into rows, top to bottom, whose heights are in these proportions."""
        room = self.height - gap * (len(shares) - 1)
        edges, top = [], self.top
        for share in shares:
            height = room * share / sum(shares)
            edges.append(Region(self.left, top - height, self.right, top))
            top -= height + gap
        return tuple(edges)

    def holds(self, mobject: Mobject, *, slack: float = 1e-6) -> bool:
        """Tell whether a mobject lies wholly inside."""
        low, high = extent(mobject)
        return bool(
            low[0] >= self.left - slack
            and low[1] >= self.bottom - slack
            and high[0] <= self.right + slack
            and high[1] <= self.top + slack
        )


SCREEN = Region(-FRAME_WIDTH / 2, -FRAME_HEIGHT / 2, FRAME_WIDTH / 2, FRAME_HEIGHT / 2)
SAFE = Region(
    SCREEN.left + MARGIN,
    SCREEN.bottom + CAPTION_SHARE * FRAME_HEIGHT,
    SCREEN.right - MARGIN,
    SCREEN.top - 0.25,
)
TITLE_STRIP = Region(SAFE.left, SAFE.top - 0.85, SAFE.right, SAFE.top)
BELOW_TITLE = Region(SAFE.left, SAFE.bottom, SAFE.right, TITLE_STRIP.bottom - 0.1)
"""Everything under the title strip."""
STAGE, SIDE = BELOW_TITLE.columns(0.62, 0.38, gap=0.5)
"""The picture that carries the idea, and the column beside it for formulas and tables."""
LEFT, RIGHT = BELOW_TITLE.columns(0.5, 0.5, gap=0.6)
"""Two panels of equal right."""
FORMULAS, READ_OUT = SIDE.rows(0.62, 0.38, gap=0.35)
"""The side column split: what is said in symbols, and what is measured."""


def extent(mobject: Mobject) -> tuple[Array, Array]:
    """Return the lower left and upper right corner ``(3,)`` of what a mobject covers."""
    points = mobject.get_all_points()
    if len(points) == 0:
        return mobject.get_center(), mobject.get_center()
    return points.min(axis=0), points.max(axis=0)


def smallest_em(mobject: Mobject) -> float:
    """Return the least em-size of all text in a mobject's family; infinite if it has none."""
    letters = [part for part in mobject.get_family() if isinstance(part, (Typeset, Figure))]
    sizes = [part.em_size for part in letters]
    return min(sizes, default=np.inf)


def place(mobject: M, region: Region, *, align: Align = "center", shrink: bool = True) -> M:
    """Move a mobject into a region, made smaller if it must be; return it.

    Text never shrinks below ``typography.SMALLEST``: that is a ``LayoutError``, and so is any
    shrinking if ``shrink`` is false.
    """
    fit(mobject, region.width, region.height, shrink=shrink)
    low, high = extent(mobject)
    anchor = region.center
    size = high - low
    start = anchor - size / 2
    if "left" in align:
        start[0] = region.left
    if "right" in align:
        start[0] = region.right - size[0]
    if "bottom" in align:
        start[1] = region.bottom
    if "top" in align:
        start[1] = region.top - size[1]
    start[2] = low[2]
    mobject.shift(start - low)
    return mobject


def fit(mobject: M, width: float = np.inf, height: float = np.inf, *, shrink: bool = True) -> M:
    """Scale a mobject down, if it must be, to at most this width and height; return it."""
    low, high = extent(mobject)
    needed = [have / room for have, room in zip(high - low, (width, height), strict=False)]
    ratio = max(needed)
    if ratio <= 1 + 1e-9:
        return mobject
    least = smallest_em(mobject)
    name = describe(mobject)
    if not shrink or least / ratio < SMALLEST - 1e-9:
        raise LayoutError(
            f"{name} is {high[0] - low[0]:.2f} x {high[1] - low[1]:.2f} units and has room for "
            f"{width:.2f} x {height:.2f}: shrunk to fit, its text would be too small to read"
        )
    mobject.scale(1 / ratio)
    return mobject


def stack(
    mobjects: Iterable[Mobject],
    region: Region,
    *,
    gap: float = AIRY,
    align: Align = "top-left",
) -> None:
    """Set mobjects under each other in a region, in reading order, none over another.

    ``align`` places the whole column; its first word that is left, right or center also aligns
    the items with each other. If the column is too tall all of it shrinks alike.
    """
    column = list(mobjects)
    for item in column:
        fit(item, region.width)
    heights = [float((extent(item)[1] - extent(item)[0])[1]) for item in column]
    room = region.height - gap * (len(column) - 1)
    if sum(heights) > room:
        ratio = room / sum(heights)
        for item, height in zip(column, heights, strict=True):
            fit(item, height=height * ratio)
        heights = [height * ratio for height in heights]
    used = sum(heights) + gap * (len(column) - 1)
    top = {"top": region.top, "bottom": region.bottom + used}.get(
        align.split("-")[0], region.center[1] + used / 2
    )
    side: Align = "left" if "left" in align else "right" if "right" in align else "center"
    for item, height in zip(column, heights, strict=True):
        place(item, Region(region.left, top - height, region.right, top), align=side)
        top -= height + gap


def beside(mobjects: Sequence[Mobject], region: Region, *, gap: float = AIRY) -> None:
    """Set mobjects in a row, centred in a region, shrinking all alike if the row is too wide."""
    row = list(mobjects)
    room = region.width - gap * (len(row) - 1)
    widths = [float((extent(item)[1] - extent(item)[0])[0]) for item in row]
    ratio = min(1.0, room / sum(widths))
    left = region.center[0] - (sum(widths) * ratio + gap * (len(row) - 1)) / 2
    for item, width in zip(row, widths, strict=True):
        cell = Region(left, region.bottom, left + width * ratio, region.top)
        place(item, cell)
        left = cell.right + gap


def title_bar(question: str) -> Typeset:
    """Return a segment's question, set into the title strip."""
    made = text(question, size=TITLE, color="ink")
    return place(made, TITLE_STRIP, align="left")


def describe(mobject: Mobject) -> str:
    """Return words by which an error can name a mobject."""
    words = next(
        (part.typst_code for part in mobject.get_family() if isinstance(part, Typeset)), None
    )
    kind = type(mobject).__name__
    return f"{kind} {words!r}" if words else kind


__all__ = [
    "AIRY", "BELOW_TITLE", "CAPTION_SHARE", "FORMULAS", "FRAME_HEIGHT", "FRAME_WIDTH", "LEFT",
    "MARGIN", "READ_OUT", "RIGHT", "SAFE", "SCREEN", "SIDE", "SNUG", "STAGE", "TIGHT",
    "TITLE_STRIP", "WIDE", "Align", "LayoutError", "Region", "beside", "describe", "extent", "fit",
    "place", "smallest_em", "stack", "title_bar",
]  # fmt: skip
