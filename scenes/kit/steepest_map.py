"""A close look at a loss: straight level lines, and a step that turns on a unit ball."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import ValueTracker

from mathcore.arrays import Array, Window
from mathcore.fields import ScalarField
from mathcore.metrics import steepest_direction
from scenes.kit.arrows import GradientArrow, VectorArrow
from scenes.kit.bent_levels import BentLevels
from scenes.kit.layout import SNUG, TIGHT, Region
from scenes.kit.marks import PointDot
from scenes.kit.plane import Plane
from scenes.kit.plates import Plated
from scenes.kit.typography import LABEL, math
from scenes.kit.unit_balls import LevelThrough, UnitBall

ROOM = 1.45
"""Half the height of the window, in half axes of the largest ball."""

LEVELS, HIGHER, THIN = 11, 2, 2.0

GRADIENT = 0.9
"""Drawn length of the gradient, in coordinates."""


class SteepestMap:
    """The map of the linear loss ``g . d`` over steps d, and balls of metrics between I and G.

    ``share`` goes from 0, where a step is measured as usual, to 1, where it is measured by G;
    ``angle`` (in degrees) is where on the ball the step ends.
    """

    def __init__(self, gradient: npt.ArrayLike, matrix: npt.ArrayLike, region: Region) -> None:
        self.gradient, self.metric = np.asarray(gradient, float), np.asarray(matrix, float)
        self.share = ValueTracker(0.0)
        self.angle = ValueTracker(0.0)
        self.plane = Plane(self._window(region), region, names=("d_1", "d_2"), equal=True)
        # They come after the levels, and lie under them.
        self.axes = [part for part in self.plane.submobjects if part is not self.plane.frame]
        for part in self.axes:
            part.set_z_index(-1)
        a, b = (repr(float(part)) for part in self.gradient)
        field = ScalarField.from_text(f"{a}*x + ({b})*y", variables=("x", "y"), name="L")
        self.levels = BentLevels(self.plane, self.gradient, self._levels(), width=THIN)
        scale = GRADIENT / float(np.linalg.norm(self.gradient))
        self.arrow = GradientArrow(self.plane, field, (0.0, 0.0), scale=scale)
        self.name = Plated(math("nabla L", size=LABEL, color="gradient"))
        self.name.beside(self.plane, self.gradient * scale, self.gradient, within=self.plane.plot)
        self.here = PointDot(self.plane, (0.0, 0.0), subject="where we stand")
        self.ball = UnitBall(self.plane, lambda: self.matrix).follow()
        self.circle = UnitBall(self.plane, np.eye(2), color="muted", width=2.0, subject="circle")
        self.step = VectorArrow(
            self.plane, (0.0, 0.0), lambda: self.tip, color="direction", subject="step d"
        ).follow()
        self.touch = LevelThrough(self.plane, self.gradient, lambda: self.tip)
        self.end = PointDot(self.plane, lambda: self.tip, color="direction", subject="step's end")
        self.end.follow(lambda: self.tip)
        self.d = Plated(math("bold(d)", size=LABEL, color="direction"))
        self.d.follow(self.plane, lambda: self.tip, lambda: self.tip)
        self.uphill = GradientArrow(self.plane, field, lambda: self.tip, scale=scale)
        self.normal = VectorArrow(
            self.plane, lambda: self.tip, self._outward, color="direction", subject="normal 2 G d"
        )

    def names_of_normals(self) -> tuple[Plated, Plated]:
        """Return the names of both normals at the step's end, each at its arrow's tip.

        They stand beyond the tip, or beside it where the plot ends.
        """
        names = (("G bold(d)", "direction"), ("nabla L", "gradient"))
        ways = (self._outward(), self.gradient / np.linalg.norm(self.gradient) * GRADIENT)
        made = []
        for (name, color), way in zip(names, ways, strict=True):
            label = Plated(math(name, size=LABEL, color=color))
            across = np.array([-way[1], way[0]])
            for toward in (way, across, -across):
                label.beside(self.plane, self.tip + way, toward, clear=SNUG)
                if self.plane.plot.inset(TIGHT).holds(label):
                    break
            made.append(label.keep_in(self.plane.plot.inset(TIGHT)))
        return made[0], made[1]

    @property
    def matrix(self) -> Array:
        """The metric now."""
        share = float(self.share.get_value())
        return np.asarray((1 - share) * np.eye(2) + share * self.metric)

    @property
    def tip(self) -> Array:
        """Where the step ends now, on the ball."""
        angle = np.radians(float(self.angle.get_value()))
        root = np.linalg.cholesky(self.matrix)
        return np.linalg.solve(root.T, np.array([np.cos(angle), np.sin(angle)]))

    @property
    def fall(self) -> float:
        """The change ``g . d`` of the loss along the step now."""
        return float(self.gradient @ self.tip)

    def lowest(self, matrix: npt.ArrayLike) -> float:
        """Return the angle in degrees at which the loss on a metric's ball is lowest."""
        down = -steepest_direction(matrix, self.gradient)
        on_circle = np.linalg.cholesky(np.asarray(matrix, float)).T @ down
        return float(np.degrees(np.arctan2(on_circle[1], on_circle[0])))

    def _outward(self) -> Array:
        """Return the ball's normal at the step's end, as long as the gradient is drawn."""
        normal = self.matrix @ self.tip
        return np.asarray(normal / np.linalg.norm(normal) * GRADIENT)

    def _window(self, region: Region) -> Window:
        inverse = np.linalg.inv(self.metric)
        reach = np.maximum(np.sqrt(np.diag(inverse)), 1.0)
        shape = (region.width - 2 * SNUG) / region.height
        half = ROOM * max(float(reach[1]), float(reach[0]) / shape)
        return Window((-half * shape, half * shape), (-half, half))

    def _levels(self) -> list[float]:
        """Return evenly spaced levels through the whole window, the one underfoot among them.

        Some are higher than in the window, once they are straight: from afar they are seen in it.
        """
        low, size = self.plane.window.low, self.plane.window.size
        corners = [low + size * np.array(c) for c in ((0, 0), (0, 1), (1, 0), (1, 1))]
        most = max(float(self.gradient @ corner) for corner in corners)
        side = LEVELS // 2
        return [most * k / (side + 0.5) for k in range(-side, side + HIGHER + 1)]
