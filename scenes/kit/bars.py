"""Numbers as bars on a common zero line: a handful with their names, or hundreds in one strip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VGroup, VMobject

from scenes.kit.claims import Claim, point_claim
from scenes.kit.digits import Figure
from scenes.kit.layout import SNUG, TIGHT, Region
from scenes.kit.paths import flat, outlines, path
from scenes.kit.theme import theme
from scenes.kit.typography import LABEL

Array = npt.NDArray[np.float64]

FILLED = 0.62
"""Share of its place that a bar fills, if there are few; many stand close together."""

MANY = 40
WIDEST = 0.62
ZERO_STROKE = 3.0
_FIGURE_ROOM = 0.5


class Bars(VGroup):
    """One bar for each of ``values`` ``(k,)``, upwards or downwards from a zero line.

    The bars share one scale: the largest range that the region holds (``span`` fixes another).
    ``colors`` are meanings, one for all or one each. ``figures`` writes each value at its bar's
    end. ``grow`` draws all bars at a share of their length.
    """

    def __init__(
        self,
        values: npt.ArrayLike,
        region: Region,
        *,
        colors: str | Sequence[str] = "gradient",
        figures: bool = False,
        places: int | None = None,
        span: tuple[float, float] | None = None,
    ) -> None:
        super().__init__()
        self.values = np.asarray(values, float)
        count = len(self.values)
        room = _FIGURE_ROOM if figures else 0.0
        low, high = span or (float(self.values.min()), float(self.values.max()))
        low, high = min(low, 0.0), max(high, 0.0)
        bottom = region.bottom + (room if low < 0 else 0.0)
        top = region.top - (room if high > 0 else 0.0)
        self.unit = (top - bottom) / ((high - low) or 1.0)
        self.zero_at = bottom - low * self.unit
        slot = min(region.width / count, WIDEST / FILLED)
        left = region.center[0] - slot * count / 2
        self.middles = left + (np.arange(count) + 0.5) * slot
        self.half = slot * (FILLED if count < MANY else 1.0) / 2
        self.zero = VMobject(stroke_color=theme().axis, stroke_width=ZERO_STROKE, fill_opacity=0)
        ends = flat([(left, self.zero_at), (left + slot * count, self.zero_at)])
        self.zero.set_points(path(ends))
        each = [colors] * count if isinstance(colors, str) else list(colors)
        self.kinds = list(dict.fromkeys(each))
        self.of_kind = [np.flatnonzero(np.array(each) == kind) for kind in self.kinds]
        self.bars = VGroup(
            *(
                VMobject(fill_color=theme().of(c), fill_opacity=1, stroke_width=0)
                for c in self.kinds
            )
        )
        self.add(self.bars, self.zero)
        self.grow(1.0)
        written = range(count) if figures else ()
        self.figures = VGroup(*(self.figure(k, places) for k in written))
        self.add(self.figures)

    def grow(self, share: float) -> Self:
        """Draw every bar at this share (0..1) of its length."""
        self.share = float(share)
        for bar, chosen in zip(self.bars, self.of_kind, strict=True):
            bar.set_points(outlines(self._corners(chosen)))
        return self

    def end(self, index: int) -> Array:
        """Return where a bar ends on screen, read from what is drawn: ``(3,)``."""
        for bar, chosen in zip(self.bars, self.of_kind, strict=True):
            for corners in bar.points.reshape(-1, 16, 3)[chosen == index]:
                return np.asarray((corners[4] + corners[8]) / 2)
        raise IndexError(f"there is no bar {index} among {len(self.values)}")

    def figure(self, index: int, places: int | None = None) -> VMobject:
        """Return a bar's value, written beyond its end."""
        made = Figure(float(self.values[index]), places=places, size=LABEL)
        side = 1.0 if self.values[index] >= 0 else -1.0
        made.next_to(self.end(index), np.array([0.0, side, 0.0]), buff=TIGHT)
        return made

    def named(self, labels: Sequence[VMobject]) -> VGroup:
        """Set a label under each bar, all on one line below the lowest end; return them."""
        ends = [self.zero_at, *(float(self.end(k)[1]) for k in range(len(self.values)))]
        below = min(ends) - SNUG
        if len(self.figures):
            below = min(below, float(self.figures.get_bottom()[1]) - SNUG)
        for middle, label in zip(self.middles, labels, strict=True):
            label.next_to(np.array([middle, below, 0.0]), np.array([0.0, -1.0, 0.0]), buff=0)
        return VGroup(*labels)

    def claims(self) -> list[Claim]:
        """Claim that every bar ends at its value on the common scale."""

        def drawn() -> Array:
            corners = [bar.points.reshape(-1, 16, 3)[:, [4, 8]].mean(axis=1) for bar in self.bars]
            return np.asarray(np.concatenate(corners)[:, 1] - self.zero.points[0, 1])

        def truth() -> Array:
            return np.asarray(self.share * self.unit * self.values[np.concatenate(self.of_kind)])

        def heights(lengths: Array) -> Array:
            return np.asarray(flat(np.stack([np.zeros_like(lengths), lengths], axis=-1)))

        return [point_claim("bars", lambda: heights(drawn()), lambda: heights(truth()))]

    def _corners(self, chosen: npt.NDArray[np.int_]) -> Array:
        """Return the bars' corners ``(k, 4, 3)``: along the zero line, then back at their ends."""
        left, right = self.middles[chosen] - self.half, self.middles[chosen] + self.half
        base = np.full(len(chosen), self.zero_at)
        ends = base + self.share * self.unit * self.values[chosen]
        return flat(
            np.stack([(left, base), (left, ends), (right, ends), (right, base)]).transpose(2, 0, 1)
        )
