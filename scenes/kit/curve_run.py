"""A point that runs along a curve over a map: its velocity, the gradient, and how f changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import ValueTracker, VMobject

from mathcore.arrays import Array, Window
from mathcore.fields import ScalarField
from mathcore.rules import along_curve, curve_points, curve_rate, curve_velocity
from scenes.kit.arrows import VectorArrow, fitting_scale
from scenes.kit.claims import Claim, point_claim
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region, place
from scenes.kit.marks import PointDot
from scenes.kit.paths import paths, vertices
from scenes.kit.plane import Plane
from scenes.kit.readout import ReadOut
from scenes.kit.theme import theme
from scenes.kit.windows import span_around

SAMPLES = 161
PATH_STROKE = 3.0
LONGEST_ARROW = 1.3
TOUCH = 0.16
"""Half the length of the tangent in the plot, as a share of the span of t."""


class CurveRun:
    """The curve ``r(t)`` over ``span`` in a plane of inputs, and ``f(r(t))`` in a plot of its own.

    ``time`` is the tracker of t; dots, both arrows, and the tangent in the plot follow it. One
    scale serves each kind of arrow all the way. Nothing is on screen by itself.
    """

    def __init__(
        self,
        plane: Plane,
        field: ScalarField,
        curve: Sequence[ScalarField],
        span: tuple[float, float],
        region: Region,
    ) -> None:
        self.field, self.curve, self.span = field, tuple(curve), span
        self.time = ValueTracker(span[0])
        moments = np.linspace(*span, SAMPLES)
        self.plane, self.way = plane, _Path(plane, curve, moments)
        self.dot = PointDot(plane, self.here, subject="point r(t)")
        self.dot.follow(self.here)
        self.velocity = self._arrow(self.speed, curve_velocity(curve, moments), "tangent")
        slopes = field.gradient(curve_points(curve, moments))
        self.gradient = self._arrow(self.slope, slopes, "gradient")
        composed = along_curve(field, curve)
        heights = composed(moments[:, None])
        window = Window(span, span_around(heights))
        above, below = region.rows(0.16, 0.84)
        self.plot = Plane(window, below, names=("t", "f(bold(r)(t))"), colors=("ink", "value"))
        rates = curve_rate(field, curve, moments)
        self.figure = ReadOut(
            "nabla f dot bold(r)'",
            self.rate,
            colors={"f": "value", "nabla": "gradient", "bold(r)'": "tangent"},
            color="tangent",
            widest=-float(np.abs(rates).max()),
        )
        place(self.figure, above)
        self.graph = Graph(
            self.plot, lambda t: composed(np.asarray(t)[:, None]), over=span, subject="f(r(t))"
        )
        self.mark = PointDot(self.plot, self._height, subject="f at r(t)")
        self.mark.follow(self._height)
        self.tangent = Graph(self.plot, self._touching, color="tangent", subject="rate of f(r(t))")
        self.tangent.add_updater(lambda _: self._touch())
        self._touch()

    def now(self) -> float:
        """Return t as it is now."""
        return float(np.clip(self.time.get_value(), *self.span))

    def here(self) -> Array:
        """Return r(t) now: ``(2,)``."""
        return curve_points(self.curve, self.now())

    def speed(self) -> Array:
        """Return r'(t) now: ``(2,)``."""
        return curve_velocity(self.curve, self.now())

    def slope(self) -> Array:
        """Return the gradient at r(t) now: ``(2,)``."""
        return self.field.gradient(self.here())

    def rate(self) -> float:
        """Return ``grad f . r'`` now."""
        return float(curve_rate(self.field, self.curve, self.now()))

    # -- inside ----------------------------------------------------------------------------

    def _arrow(self, vector: Callable[[], Array], all_vectors: Array, color: str) -> VectorArrow:
        spots = curve_points(self.curve, np.linspace(*self.span, SAMPLES))
        scale = fitting_scale(self.plane, spots, all_vectors, longest=LONGEST_ARROW)
        arrow = VectorArrow(
            self.plane, self.here, vector, scale=scale, color=color, subject=f"{color} at r(t)"
        )
        return arrow.follow()

    def _height(self) -> tuple[float, float]:
        return self.now(), float(self.field(self.here()))

    def _touching(self, t: Array) -> Array:
        now, height = self._height()
        return height + self.rate() * (np.asarray(t, float) - now)

    def _touch(self) -> None:
        half = TOUCH * (self.span[1] - self.span[0])
        self.tangent.over = (self.now() - half, self.now() + half)
        self.tangent.redraw()


class _Path(VMobject):
    """The curve r(t) as it lies in the plane."""

    def __init__(self, plane: Plane, curve: Sequence[ScalarField], moments: Array) -> None:
        super().__init__(stroke_color=theme().tangent, stroke_width=PATH_STROKE, fill_opacity=0)
        self.plane, self.points_of = plane, curve_points(curve, moments)
        self.set_points(paths(plane.to_screen(piece) for piece in plane.clip(self.points_of)))

    def claims(self) -> list[Claim]:
        """Claim that every vertex is where the curve passes, as far as it is inside."""
        if len(self.points) == 0:
            return []
        pieces = self.plane.clip(self.points_of)
        truth = np.concatenate([self.plane.to_screen(piece) for piece in pieces])
        return [point_claim("curve r(t)", lambda: vertices(self.points), lambda: truth)]
