"""The gradient and u on a map, the angle between them, and the shadow of the one on the other.

The shadow is the projection of the gradient on the line of u. Its length, with its sign, is the
dot product with u, for u has length one.
"""

from __future__ import annotations

import numpy as np
from manim import Mobject

from mathcore.arrays import Array, Window
from mathcore.fields import ScalarField
from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.crossings import screen_point, screen_vector
from scenes.kit.dials import AngleArc, UnitCircle, beyond_circle
from scenes.kit.direction_map import angle_of
from scenes.kit.following import FollowingLine
from scenes.kit.formulas import number
from scenes.kit.layout import Region
from scenes.kit.map_levels import round_scale
from scenes.kit.marks import PointDot, RightAngle
from scenes.kit.plane import Plane
from scenes.kit.readout import plated
from scenes.kit.states import Heading
from scenes.kit.typography import LABEL, math

SHORTEST, LONGEST = 1.3, 2.8
"""Lengths between which a gradient is drawn as it is, u having length one."""

MARGIN = 0.28
"""Room beyond circle and arrows, in units of u."""

ARC = 0.42
BESIDE_TIP = 0.14
"""Scene units between the tip of u and its name."""

SHADOW_STROKE, PERPENDICULAR_STROKE, TRACE_STROKE = 9.0, 3.0, 2.5
_SAMPLES = 181


class ShadowMap:
    """A bare map about ``heading.at`` on which u is ``heading.unit``; all of it follows u.

    ``scale`` says how the gradient is drawn beside u. Nothing is on screen by itself.
    """

    def __init__(self, field: ScalarField, heading: Heading, region: Region) -> None:
        self.field, self.heading = field, heading
        self.at = np.array(heading.at, float)
        self.slope = field.gradient(self.at)
        self.scale = drawn_scale(float(np.linalg.norm(self.slope)))
        factor = "" if self.scale == 1 else f"{number(self.scale)} thin "
        name = plated(math(f"{factor} nabla f", size=LABEL, color="gradient"))
        self.plane = Plane(self._window(), region, equal=True, bare=True, grid=False)
        plane, at = self.plane, (float(self.at[0]), float(self.at[1]))
        self.start = angle_of(self.slope)
        self.here = PointDot(plane, self.at)
        self.circle = UnitCircle(plane, at)
        self.u = DirectionArrow(plane, self.at, lambda: heading.unit).follow()
        self.u_name = plated(math("bold(u)", color="direction"))
        self.u_name.add_updater(self._beside_u, call_updater=True)
        self.gradient = GradientArrow(plane, field, self.at, scale=self.scale)
        self.gradient_name = beyond_circle(name, self.gradient, plane, plane.plot)
        self.arc = AngleArc(plane, at, start=self.start, turned=self.angle, radius=ARC)
        self.theta = self.arc.named(plated(math("theta", size=LABEL), gap=0.02))
        self.shadow = FollowingLine(
            plane, lambda: [self.at, self.foot()], color="value", width=SHADOW_STROKE,
            subject="shadow of the gradient on u",
        )  # fmt: skip
        self.perpendicular = FollowingLine(
            plane, lambda: [self.tip(), self.foot()], color="muted", width=PERPENDICULAR_STROKE,
            subject="perpendicular to u",
        )  # fmt: skip
        self.corner = RightAngle(
            screen_point(plane, self.foot),
            screen_vector(plane, self._aside),
            screen_vector(plane, self._homeward),
        ).follow()
        self.since = float(heading.angle)
        self.trace = FollowingLine(
            plane, self.traced, color="value", width=TRACE_STROKE,
            subject="way of the shadow's end",
        )  # fmt: skip

    def angle(self) -> float:
        """Return the angle from the gradient to u in degrees, between -180 and 180."""
        now = float(np.degrees(self.heading.angle)) - self.start
        return (now + 180.0) % 360.0 - 180.0

    def rate(self) -> float:
        """Return ``D_u f = grad f . u``."""
        return float(self.slope @ self.heading.unit)

    def foot(self) -> Array:
        """Return where the perpendicular from the gradient's tip meets the line of u: ``(2,)``."""
        return np.asarray(self.at + self.scale * self.rate() * self.heading.unit)

    def tip(self) -> Array:
        """Return the tip of the drawn gradient: ``(2,)``."""
        return np.asarray(self.at + self.scale * self.slope)

    def traced(self) -> Array:
        """Return the way ``(k, 2)`` of the foot since ``begin_trace``: an arc over the gradient."""
        angles = np.linspace(self.since, self.heading.angle, _SAMPLES)
        ways = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        return np.asarray(self.at + self.scale * (ways @ self.slope)[:, None] * ways)

    def begin_trace(self) -> FollowingLine:
        """Trace the shadow's end from the present direction on; return the line."""
        self.since = float(self.heading.angle)
        return self.trace.redraw()

    def _aside(self) -> Array:
        return np.asarray(self.tip() - self.foot())

    def _homeward(self) -> Array:
        return np.asarray(self.at - self.foot())

    def _beside_u(self, name: Mobject) -> None:
        """Keep the name of u beside its tip, on the side away from the gradient."""
        way = self.plane.vector_to_screen(self.heading.unit)
        side = 1.0 if self.angle() >= 0 else -1.0
        aside = side * np.array([-way[1], way[0], 0.0]) / np.linalg.norm(way)
        half = np.array([name.width, name.height, 0.0]) / 2
        reach = BESIDE_TIP + float(np.abs(aside) @ half)
        name.move_to(self.plane.to_screen(self.at + self.heading.unit) - 0.1 * way + reach * aside)

    def _window(self) -> Window:
        """Return a window that holds the unit circle and the circle over the gradient."""
        arm = self.scale * self.slope
        middle, radius = self.at + arm / 2, float(np.linalg.norm(arm)) / 2
        low = np.minimum(self.at - 1.0, middle - radius) - MARGIN
        high = np.maximum(self.at + 1.0, middle + radius) + MARGIN
        return Window((float(low[0]), float(high[0])), (float(low[1]), float(high[1])))


def drawn_scale(length: float) -> float:
    """Return the scale at which a gradient of this length is drawn beside a u of length one."""
    if SHORTEST <= length <= LONGEST:
        return 1.0
    return round_scale(LONGEST / length)
