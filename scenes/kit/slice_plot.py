"""A slice of a field as a plot of one variable: a step, its secant, the tangent, the quotients."""

from __future__ import annotations

import numpy as np
from manim import ValueTracker

from mathcore.arrays import Array, Window
from mathcore.calculus import difference_table, slice_values, tangent_line
from mathcore.fields import ScalarField
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.marks import PointDot
from scenes.kit.pane_view import plane_upon
from scenes.kit.plane import Plane
from scenes.kit.steps import StepLegs
from scenes.kit.tables import QuotientTable
from scenes.kit.typography import Colors
from scenes.kit.windows import span_around

LABEL_SHARE = 0.16
"""Width kept free beside the rise, as a share of the plot's, for the name of the rise."""


class SlicePlot:
    """The plot of ``t -> f(at + t u)`` over ``t = position - origin``, with all that moves in it.

    ``direction`` is the unit vector ``u (2,)``; ``span`` are the lowest and highest ``t`` that are
    shown (widened for the first step). ``upon``, a rectangle of the screen and a range of heights,
    lays the axes exactly there instead, over the pane of a slice in space. ``step`` is the tracker
    of h that end point, secant and legs follow. Nothing is on screen until a beat plays it.
    """

    def __init__(
        self,
        field: ScalarField,
        at: tuple[float, float],
        direction: tuple[float, float],
        *,
        steps: tuple[float, ...],
        span: tuple[float, float],
        region: Region,
        names: tuple[str, str],
        colors: tuple[str | Colors, str | Colors],
        origin: float = 0.0,
        upon: tuple[Region, tuple[float, float]] | None = None,
    ) -> None:
        self.field, self.at, self.direction, self.origin = field, at, direction, origin
        touching = tangent_line(field, at, direction)
        self.height, self.slope = float(touching.value), float(touching.slope)
        low, high = span
        if upon is not None:
            box, up = upon
            window = Window((origin + low, origin + high), up)
            self.plane = plane_upon(box, window, names=names, colors=colors)
        else:
            high = max(high, steps[0] + LABEL_SHARE * (high - low))
            up = span_around(
                self.along(origin + np.linspace(low, high, 201)),
                keep=[self.height, float(self.along(np.array(origin + steps[0])))],
            )
            window = Window((origin + low, origin + high), up)
            self.plane = Plane(window, region, names=names, colors=colors)
        self.graph = Graph(self.plane, self.along, color="slice", subject="slice of the surface")
        self.start = PointDot(self.plane, (origin, self.height), subject="point of the slice")
        self.step = ValueTracker(steps[0])
        self.end = PointDot(self.plane, self.end_point, color="step", subject="end of the step")
        self.end.follow(self.end_point)
        self.secant = Graph(self.plane, self._secant, color="step", subject="secant")
        self.secant.add_updater(lambda line: line.redraw())
        self.legs = StepLegs(self.plane, (origin, self.height), self.end_point, curve=self.graph)
        self.tangent = Graph(
            self.plane, self._tangent, color="tangent", subject="tangent of the slice"
        )
        self.table = QuotientTable(difference_table(field, at, direction, steps=steps))

    def along(self, position: Array) -> Array:
        """Return the height over positions ``(...)`` of the plot's horizontal axis."""
        return slice_values(
            self.field, self.at, self.direction, np.asarray(position, float) - self.origin
        )

    def end_point(self) -> tuple[float, float]:
        """Return where the present step ends, in the plot's coordinates."""
        there = self.origin + float(self.step.get_value())
        return there, float(self.along(np.array(there)))

    def _secant(self, position: Array) -> Array:
        there, risen = self.end_point()
        slope = (risen - self.height) / (there - self.origin)
        return self.height + slope * (np.asarray(position, float) - self.origin)

    def _tangent(self, position: Array) -> Array:
        return self.height + self.slope * (np.asarray(position, float) - self.origin)
