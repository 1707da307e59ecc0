"""A map about a point on which a unit vector u is taken apart, and turned against the gradient."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import Mobject, ValueTracker, VGroup

from mathcore.arrays import Array, Window
from mathcore.calculus import unit
from mathcore.fields import ScalarField
from scenes.kit.arrows import DirectionArrow, GradientArrow, VectorArrow
from scenes.kit.dials import AngleArc, UnitCircle, beyond_circle
from scenes.kit.formulas import number
from scenes.kit.layout import LEFT, SNUG, Region
from scenes.kit.marks import PointDot, RightAngle
from scenes.kit.plane import Plane
from scenes.kit.rate_plot import FLAT, FULL_TURN
from scenes.kit.readout import plated
from scenes.kit.typography import LABEL, math

LEAST_LEG = 0.12
"""A part of u smaller than this is too short to be drawn and named."""

ARC = 0.34


class DirectionMap:
    """A plane about ``at`` with u, its parts along x and y, the gradient, and the angle between.

    ``turned`` is how far u is turned from ``start`` in degrees; ``start`` is the gradient's
    direction (or the x axis where the gradient is zero). Nothing is on screen by itself.
    """

    def __init__(
        self,
        field: ScalarField,
        at: tuple[float, float],
        direction: npt.ArrayLike,
        window: Window,
        *,
        region: Region = LEFT,
    ) -> None:
        self.field, self.at, self.unit = field, np.asarray(at, float), unit(direction)
        self.slope = field.gradient(self.at)
        self.flat = bool(np.linalg.norm(self.slope) < FLAT)
        self.plane = Plane(window, region, equal=True)
        self.start = 0.0 if self.flat else angle_of(self.slope)
        self.turned = ValueTracker((angle_of(self.unit) - self.start + 180) % FULL_TURN - 180)
        self.here = PointDot(self.plane, self.at)
        self.u = DirectionArrow(self.plane, self.at, self.way)
        self.u.add_updater(lambda arrow: arrow.redraw())
        self.u_name = self.u.labelled(
            plated(math("bold(u)", color="direction")), within=self.inside
        )
        self.legs = self._legs()
        self.gradient = self._gradient()
        self.circle = UnitCircle(self.plane, (float(self.at[0]), float(self.at[1])))

    @property
    def inside(self) -> Region:
        """Where labels may stand: within the frame."""
        return self.plane.plot.inset(SNUG)

    def way(self) -> Array:
        """Return u as it is turned now: ``(2,)``."""
        angle = np.radians(self.start + self.turned.get_value())
        return np.array([np.cos(angle), np.sin(angle)])

    def angle(self) -> tuple[AngleArc, Mobject]:
        """Return the arc from ``start`` to u, and its name, both following u."""
        arc = AngleArc(
            self.plane,
            (float(self.at[0]), float(self.at[1])),
            start=self.start,
            turned=self.turned.get_value,
            radius=ARC,
        )
        return arc, arc.named(plated(math("theta", size=LABEL), gap=0.02))

    def corner(self) -> RightAngle:
        """Return the corner mark between u as it is now and the gradient."""
        return RightAngle(
            lambda: self.plane.to_screen(self.at),
            lambda: self.plane.vector_to_screen(self.way()),
            lambda: self.plane.vector_to_screen(unit(self.slope)),
        )

    def _legs(self) -> list[Mobject]:
        """Return the parts of u along x and along y, each with its name outside the triangle."""
        (x, y), at = self.unit, self.at
        parts = [(at, np.array([x, 0.0])), (at + np.array([x, 0.0]), np.array([0.0, y]))]
        outward = [np.array([0.0, -np.sign(y) or -1.0, 0.0]), np.array([np.sign(x) or 1.0, 0, 0])]
        legs: list[Mobject] = []
        for (foot, part), out, name, index in zip(parts, outward, "xy", "12", strict=True):
            if np.linalg.norm(part) < LEAST_LEG:
                continue
            leg = VectorArrow(self.plane, foot, part, color=name, subject=f"part of u along {name}")
            label = plated(math(f"u_{index}", size=LABEL, color="direction"))
            legs += [leg, label.next_to((leg.tail + leg.tip) / 2, out, buff=SNUG)]
        return legs

    def _gradient(self) -> VGroup:
        """Return the gradient's arrow with its name, which says by how much it is scaled."""
        if self.flat:
            return VGroup()
        arrow = GradientArrow(self.plane, self.field, self.at)
        factor = "" if arrow.vector_scale == 1 else f"{number(arrow.vector_scale)} thin "
        name = plated(math(f"{factor} nabla f", size=LABEL, color="gradient"))
        name.set_z_index(1)  # its plate interrupts the circle too
        return VGroup(arrow, beyond_circle(name, arrow, self.plane, self.inside))


def angle_of(vector: Array) -> float:
    """Return a vector's direction in degrees, counter-clockwise from the x axis."""
    return float(np.degrees(np.arctan2(vector[1], vector[0])))
