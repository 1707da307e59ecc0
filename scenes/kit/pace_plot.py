"""The same path walked at another pace: the heights come sooner, and every slope grows with it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import ValueTracker

from mathcore.arrays import Array, Window
from mathcore.calculus import slice_values
from mathcore.fields import ScalarField
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.marks import PointDot
from scenes.kit.plane import Plane
from scenes.kit.windows import span_around

BEFORE, AFTER = -0.35, 1.25
"""The part of the path that is shown, in steps of length one."""


class PacePlot:
    """``h -> f(at + h s u)`` for a pace ``s`` that may change, over the plot at pace one.

    ``walk`` and ``slope`` are curve and tangent at pace one; ``hurried`` and ``steeper`` those at
    the tracker's pace. Nothing is on screen by itself.
    """

    def __init__(
        self,
        field: ScalarField,
        at: tuple[float, float],
        unit: npt.ArrayLike,
        pace: ValueTracker,
        region: Region,
        *,
        names: tuple[str, str],
    ) -> None:
        self.field, self.at, self.unit, self.pace = field, at, np.asarray(unit, float), pace
        self.height = float(field(at))
        self.rate = float(field.gradient(at) @ self.unit)
        heights = self.along(np.linspace(BEFORE, AFTER, 201))
        window = Window((BEFORE, AFTER), span_around(heights, keep=[self.height]))
        self.plane = Plane(window, region, names=names, colors=("step", "value"))
        self.walk = Graph(self.plane, self.along, color="slice", subject="heights at pace one")
        self.slope = Graph(self.plane, self._slope, color="tangent", subject="tangent at pace one")
        self.hurried = Graph(
            self.plane, self._hurried, over=self._over(), color="error", subject="heights at pace s"
        )
        self.hurried.add_updater(lambda _: self._squeeze())
        self.steeper = Graph(self.plane, self._steeper, color="error", subject="tangent at pace s")
        self.steeper.add_updater(lambda line: line.redraw())
        self.start = PointDot(self.plane, (0.0, self.height), subject="where the walk begins")

    def along(self, distance: Array) -> Array:
        """Return the heights at distances ``(...)`` along ``u``."""
        return slice_values(self.field, self.at, self.unit, np.asarray(distance, float))

    def factor(self) -> float:
        """Return the pace now, the length of the vector that stands in for ``u``."""
        return float(self.pace.get_value())

    def wrong_rate(self) -> float:
        """Return the slope at the pace now: pace times ``D_u f``."""
        return self.factor() * self.rate

    def _over(self) -> tuple[float, float]:
        return BEFORE / self.factor(), AFTER / self.factor()

    def _squeeze(self) -> None:
        self.hurried.over = self._over()
        self.hurried.redraw()

    def _hurried(self, time: Array) -> Array:
        return self.along(self.factor() * np.asarray(time, float))

    def _slope(self, time: Array) -> Array:
        return self.height + self.rate * np.asarray(time, float)

    def _steeper(self, time: Array) -> Array:
        return self.height + self.wrong_rate() * np.asarray(time, float)
