"""A slope found by calculation, checked by measuring: a secant that shrinks to the tangent."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import ValueTracker

from mathcore.arrays import Array, Window
from mathcore.calculus import slice_values
from mathcore.fields import ScalarField
from scenes.kit.graphs import Graph
from scenes.kit.layout import SNUG, Region, place
from scenes.kit.marks import PointDot
from scenes.kit.plane import Plane
from scenes.kit.rate_plot import places_for
from scenes.kit.readout import ReadOut
from scenes.kit.typography import Colors
from scenes.kit.windows import span_around

BEYOND = 1.3
"""How far the plot reaches, in lengths of the first step."""

LAST_STEP = 1e-3
SMALLEST_STEP = 1e-2

MOST_BENT = 4.0
"""How far the slice may leave its tangent in the plot, in rises of the tangent over one step."""


class SlopeCheck:
    """The slice ``t -> f(at + t u)`` with the secant over ``(t - h, t + h)``, whose slope is read.

    ``origin`` is what the axis says at the point, ``claimed`` the slope that was calculated: the
    ``tangent`` is drawn with it. ``step`` is the tracker of h. The ``reading`` stands above the
    plot, or in a region of its own. Nothing is on screen by itself.
    """

    def __init__(
        self,
        field: ScalarField,
        at: tuple[float, float],
        direction: tuple[float, float],
        region: Region,
        *,
        claimed: float,
        names: tuple[str, str],
        colors: tuple[str, str | Colors],
        label: str,
        label_colors: Colors,
        origin: float = 0.0,
        reading_in: Region | None = None,
    ) -> None:
        self.field, self.at, self.direction, self.origin = field, at, direction, origin
        first = self._first_step(claimed)
        self.height = float(field(at))
        self.step = ValueTracker(first)
        over, below = (reading_in, region) if reading_in else region.rows(0.2, 0.8, gap=SNUG)
        self.plane = Plane(self._window(first), below, names=names, colors=colors)
        self.graph = Graph(self.plane, self.along, color="slice", subject="slice of the surface")
        self.start = PointDot(self.plane, (origin, self.height), subject="point of the slice")
        self.ends = [PointDot(self.plane, self._end(sign), color="step") for sign in (-1.0, 1.0)]
        for dot, sign in zip(self.ends, (-1.0, 1.0), strict=True):
            dot.follow(partial(self._end, sign))
        self.secant = Graph(self.plane, self._secant, color="step", subject="secant")
        self.secant.add_updater(lambda line: line.redraw())
        self.tangent = Graph(
            self.plane,
            lambda t: self.height + claimed * (np.asarray(t, float) - origin),
            color="tangent",
            subject="line with the slope that was calculated",
        )
        self.reading = ReadOut(
            label,
            self.measured,
            places=places_for(max(abs(claimed), 1.0), least=3),
            colors=label_colors,
            widest=max(claimed, self.measured(), key=lambda value: len(f"{value:.0f}")),
        )
        place(self.reading, over)

    def along(self, position: Array) -> Array:
        """Return the height over positions ``(...)`` of the plot's horizontal axis."""
        away = np.asarray(position, float) - self.origin
        return slice_values(self.field, self.at, self.direction, away)

    def measured(self) -> float:
        """Return the slope of the secant as it is now."""
        (left, low), (right, high) = self._end(-1.0), self._end(1.0)
        return (high - low) / (right - left)

    def _end(self, sign: float) -> tuple[float, float]:
        there = self.origin + sign * float(self.step.get_value())
        return there, float(self.along(np.array(there)))

    def _secant(self, position: Array) -> Array:
        left, low = self._end(-1.0)
        return low + self.measured() * (np.asarray(position, float) - left)

    def _first_step(self, slope: float) -> float:
        """Return a step of one, or a shorter one where the function ends or bends nearby."""
        step, height = 1.0, float(self.field(self.at))
        while step > SMALLEST_STEP:
            away = np.linspace(-BEYOND, BEYOND, 41) * step
            with np.errstate(all="ignore"):
                reach = self.along(self.origin + away)
            bend = np.abs(reach - height - slope * away).max()
            if np.isfinite(bend) and (slope == 0 or bend <= MOST_BENT * abs(slope) * step):
                return step
            step /= 2
        return step

    def _window(self, first: float) -> Window:
        span = (self.origin - BEYOND * first, self.origin + BEYOND * first)
        ends = [self._end(sign)[1] for sign in (-1.0, 1.0)]
        heights = self.along(np.linspace(*span, 201))
        return Window(span, span_around(heights, keep=[self.height, *ends]))
