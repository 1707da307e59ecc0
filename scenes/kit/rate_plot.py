"""The directional derivative over the angle of u: the cosine that it traces as u turns."""

from __future__ import annotations

import numpy as np
from manim import ValueTracker
from manim.mobject.types.vectorized_mobject import VGroup

from mathcore.arrays import Array, Window
from mathcore.calculus import directional_derivative
from mathcore.fields import ScalarField
from scenes.kit.graphs import Graph
from scenes.kit.layout import SNUG, Region, place
from scenes.kit.marks import PointDot
from scenes.kit.plane import Plane
from scenes.kit.readout import ReadOut, plated
from scenes.kit.typography import LABEL, math
from scenes.kit.windows import span_around

FULL_TURN = 360.0
CEILING_STROKE = 2.5
FLAT = 1e-9
"""A gradient shorter than this is shown as zero."""

_COLORS = {"f": "value", "L": "value", "bold(u)": "direction", "nabla": "gradient"}


class RatePlot:
    """``theta -> D_u f(at)`` with ``u`` turned by ``theta`` degrees from ``start`` (degrees).

    The curve is drawn as far as ``turned`` has come; the dot and the read-out follow it.
    ``ceiling`` marks the curve's height, the gradient's length; ``name`` is the field's. Nothing
    is on screen by itself.
    """

    def __init__(
        self,
        field: ScalarField,
        at: tuple[float, float],
        turned: ValueTracker,
        region: Region,
        *,
        start: float = 0.0,
        name: str = "f",
    ) -> None:
        self.field, self.at, self.start, self.turned = field, at, start, turned
        self.name = name
        self.steepness = float(np.linalg.norm(field.gradient(at)))
        above, below = region.rows(0.14, 0.86)
        heights = span_around([-self.steepness, self.steepness])
        self.plane = Plane(
            Window((0.0, FULL_TURN), heights),
            below,
            names=("theta", f"D_bold(u) {name}"),
            colors=("ink", "value"),
            angles=True,
        )
        self.reached = 0.0
        self.curve = Graph(self.plane, self.rate, over=(0.0, 0.0), subject="rate over the angle")
        self.curve.add_updater(lambda _: self._grow())
        self.now = PointDot(self.plane, self._here, color="direction", subject="rate now")
        self.now.follow(self._here)
        self.figure = ReadOut(
            f"D_bold(u) {name}",
            lambda: float(self.rate(np.array(self._angle()))),
            places=places_for(self.steepness, least=3),
            colors=_COLORS,
            widest=-self.steepness,
        )
        place(self.figure, above, align="bottom")
        self.ceiling = self._ceiling()

    def rate(self, degrees: Array) -> Array:
        """Return ``D_u f`` at angles ``(...)`` in degrees: ``(...)``."""
        turned = np.radians(self.start + np.asarray(degrees, float))
        ways = np.stack([np.cos(turned), np.sin(turned)], axis=-1)
        points = np.broadcast_to(np.asarray(self.at, float), ways.shape)
        return directional_derivative(self.field, points, ways)

    def _angle(self) -> float:
        return float(np.clip(self.turned.get_value(), 0.0, FULL_TURN))

    def _here(self) -> tuple[float, float]:
        angle = self._angle()
        return angle, float(self.rate(np.array(angle)))

    def _grow(self) -> None:
        angle = self._angle()
        if angle > self.reached:
            self.reached = angle
            self.curve.over = (0.0, angle)
            self.curve.redraw()

    def _ceiling(self) -> VGroup:
        """Return the line at the gradient's length, named where the curve is far below it."""
        if self.steepness < FLAT:
            return VGroup()

        def level(degrees: Array) -> Array:
            return np.full_like(np.asarray(degrees, float), self.steepness)

        line = Graph(
            self.plane, level, color="gradient", width=CEILING_STROKE, subject="greatest rate"
        )
        name = plated(math(f"norm(nabla {self.name})", size=LABEL, color="gradient"))
        middle = self.plane.to_screen((FULL_TURN / 2, self.steepness))
        name.next_to(middle, np.array([0.0, -1.0, 0.0]), buff=SNUG)
        return VGroup(line, name)


def places_for(scale: float, *, least: int = 2) -> int:
    """Return how many decimals show a quantity of this size to about three digits.

    >>> places_for(8.9), places_for(0.054), places_for(0.0)
    (2, 4, 2)
    """
    if not scale > FLAT:
        return least
    return int(max(least, 2 - np.floor(np.log10(scale))))
