"""A bowl's map on which line searches go down, and the level curve that each of them touches."""

from __future__ import annotations

from manim import ValueTracker

from mathcore.arrays import Array, Window
from mathcore.bowls import Bowl
from mathcore.trajectory import Trajectory
from scenes.kit.arrows import GradientArrow
from scenes.kit.bowl_levels import BowlLevel, Shape
from scenes.kit.curvature_plot import name_of_curvature, principal_line
from scenes.kit.descent_path import DescentPath, StepCorners
from scenes.kit.layout import TIGHT, Region
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.panels import STANDING
from scenes.kit.plane import Plane
from scenes.kit.readout import plated
from scenes.kit.step_path import StepPath
from scenes.kit.typography import LABEL, math

STRONG, STRONGEST = 6.0, 9.0
"""Strokes of the level curve through where one stands."""

RAY = 0.025
LOOK_BEYOND = 1.6
"""How long the searched line is drawn, in steps."""


class LineSearches:
    """A bowl's map with curves through every stop of a descent; nothing is on screen by itself.

    ``path`` says how far one has come and ``beyond`` (in first steps) how far one looks past its
    end; ``dot`` and ``level``, the curve through it, follow both, ``corners`` the path. ``ray`` is
    the line of the first search, ``arrow`` the first step's direction with ``arrow_name``,
    ``axes`` are the bowl's principal directions, ``axis_names`` tell the curvature along each.
    """

    def __init__(self, bowl: Bowl, descent: Trajectory, window: Window, region: Region) -> None:
        self.plane = Plane(window, region, equal=True)
        self.curves = LevelCurves(self.plane, bowl.field, sorted(set(descent.values.tolist())))
        self.path = DescentPath(self.plane, descent, taken=0, subject="line search")
        self.corners = StepCorners(self.path, ahead=True).follow()
        self.beyond = ValueTracker(0.0)
        self.first = descent.moves[0]
        self.dot = PointDot(
            self.plane, self.here, radius=STANDING, subject="where we stand"
        ).follow(self.here)
        shape = Shape.of(bowl)
        self.level = BowlLevel(
            self.plane, shape, lambda: shape.height(self.here()), width=STRONG
        ).follow()
        ends = [descent.start, descent.start + LOOK_BEYOND * self.first]
        self.ray = StepPath(
            self.plane, ends, stops=False, color="muted", width=RAY, subject="searched line"
        )
        self.arrow = GradientArrow(self.plane, bowl.field, descent.start, downhill=True)
        self.arrow_name = self.arrow.labelled(
            plated(math("-eta nabla f", size=LABEL, colors={"eta": "step", "nabla f": "gradient"})),
            within=self.plane.plot.inset(TIGHT),
        )
        self.axes = tuple(principal_line(self.plane, bowl, which) for which in (0, 1))
        self.axis_names = tuple(name_of_curvature(self.plane, bowl, which) for which in (0, 1))

    def here(self) -> Array:
        """Return where one looks now, ``(2,)``."""
        beyond: Array = self.path.head + float(self.beyond.get_value()) * self.first
        return beyond
