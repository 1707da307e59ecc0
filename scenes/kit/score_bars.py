"""The scores of a classifier: one bar for each class, with its number, the largest framed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
import numpy.typing as npt
from manim import RoundedRectangle, VGroup, VMobject

from scenes.kit.claims import Claim, point_claim
from scenes.kit.digits import Figure
from scenes.kit.layout import SNUG, TIGHT, Region, place
from scenes.kit.paths import outlines, path, vertices
from scenes.kit.theme import theme
from scenes.kit.typography import LABEL, TICK, math, text

Array = npt.NDArray[np.float64]

NAMES, NUMBERS = 0.6, 1.25
"""Widths of the columns for a class's name and for its score."""

THICK = 0.62
"""A bar's thickness as a share of its row."""

FRAME_STROKE, ZERO_STROKE = 3.5, 2.0


class ScoreBars(VGroup):
    """Scores ``(k,)`` as bars from a common zero; the ``asked`` class's has the value's colour.

    ``scores()`` is asked whenever the bars are redrawn; ``span`` holds the scores for which there
    is room, zero among them.
    """

    def __init__(
        self,
        scores: Callable[[], npt.ArrayLike],
        region: Region,
        *,
        asked: int,
        span: tuple[float, float],
    ) -> None:
        self._scores = scores
        self.low, self.high = min(span[0], 0.0), max(span[1], 0.0)
        count = len(self.scores)
        self.header = math('"score" z_k', size=TICK, color="muted")
        place(self.header, region, align="top-right")
        region = self.region = Region(
            region.left, region.bottom, region.right, region.top - self.header.height - TIGHT
        )
        self.row_height = region.height / count
        self.bars = VGroup(*(_Bar("value" if k == asked else "axis") for k in range(count)))
        self.names, self.numbers = VGroup(), VGroup()
        for k in range(count):
            middle = self._middle(k)
            name = text(str(k), size=LABEL, color="value" if k == asked else "ink")
            self.names.add(name.move_to((region.left + NAMES / 2, middle, 0)))
            figure = Figure(self.scores[k], places=2, size=TICK, anchor="right")
            figure.put((region.right, middle - figure.height / 2, 0)).follow(self._score_of(k))
            self.numbers.add(figure)
        self.zero = VMobject(stroke_color=theme().axis, stroke_width=ZERO_STROKE)
        self.zero.set_points(path([(self._x(0), end, 0) for end in (region.bottom, region.top)]))
        self.winner = RoundedRectangle(
            corner_radius=0.1,
            width=NAMES - TIGHT,
            height=self.row_height * 0.94,
            stroke_color=theme().highlight,
            stroke_width=FRAME_STROKE,
        )
        super().__init__(self.bars, self.zero, self.names, self.numbers, self.winner, self.header)
        self.redraw()
        self.add_updater(lambda group: group.redraw(), call_updater=False)

    @property
    def scores(self) -> Array:
        """The scores now, ``(k,)``."""
        return np.asarray(self._scores(), float)

    def redraw(self) -> Self:
        """Draw the bars as long as the scores are now, and frame the largest one's name."""
        for k, (bar, score) in enumerate(zip(self.bars, self.scores, strict=True)):
            half = self.row_height * THICK / 2
            (x0, x1), middle = (self._x(0), self._x(score)), self._middle(k)
            corners = [(x0, middle - half), (x1, middle - half), (x1, middle + half)]
            corners.append((x0, middle + half))
            bar.set_points(outlines([[(x, y, 0.0) for x, y in corners]]))
        self.winner.move_to(self.names[int(self.scores.argmax())])
        return self

    def claims(self) -> list[Claim]:
        """Claim that every bar ends at its score."""

        def drawn() -> Array:
            return np.stack([vertices(bar.points)[1] for bar in self.bars])[:, :1] * (1, 0, 0)

        def truth() -> Array:
            return np.stack([[self._x(score), 0.0, 0.0] for score in self.scores])

        return [point_claim("scores of all classes", drawn, truth)]

    def _score_of(self, k: int) -> Callable[[], float]:
        return lambda: float(self.scores[k])

    def _middle(self, k: int) -> float:
        return self.region.top - (k + 0.5) * self.row_height

    def _x(self, score: float) -> float:
        left = self.region.left + NAMES + SNUG
        right = self.region.right - NUMBERS
        return left + (float(score) - self.low) / (self.high - self.low) * (right - left)


class _Bar(VMobject):
    """One bar."""

    def __init__(self, color: str) -> None:
        super().__init__(fill_color=theme().of(color), fill_opacity=1, stroke_width=0)
