"""A claimed partial derivative checked by a central difference: in the slice, and in numbers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from manim import Animation, FadeIn, FadeOut, ValueTracker, VGroup, VMobject

from mathcore.arrays import Array, Window
from mathcore.calculus import difference_table
from mathcore.fields import ScalarField
from scenes.kit.formulas import number
from scenes.kit.graphs import Graph
from scenes.kit.layout import AIRY, SNUG, Region, extent, place
from scenes.kit.marks import PointDot
from scenes.kit.plane import Plane
from scenes.kit.readout import ReadOut, ReadOuts
from scenes.kit.theme import theme
from scenes.kit.verdicts import Verdict
from scenes.kit.windows import span_around

REACHES = (1.5, 1.2, 1.0, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05)
"""How far a picture may look to either side; the first at which the curve is not too bent."""

MOST_BENT = 2.2
"""A curve is too bent when it rises more than so many times as much as its tangent."""

FIRST_STEP = 0.6
"""The first step of the central difference, as a share of the reach."""

AGREES = 0.01
"""A check agrees when its error is at most this share of the slope (or of one)."""

FEWEST_PLACES, MOST_PLACES = 3, 4

NOTHING = 1e-10
"""An error smaller than this is what arithmetic leaves of none."""
_COLORS = {"f": "value", "x": "x", "y": "y", "h": "step"}


class CentralCheck(VGroup):
    """The slice of a field at a point along one variable, with a line of a claimed slope in it.

    ``step`` is the tracker of h, ``slope`` that of the claimed slope; secant, line and the three
    numbers below follow them: the claim, ``Delta f / 2h`` and the error between the two. Its parts
    are shown one by one, or all at once.
    """

    def __init__(
        self,
        field: ScalarField,
        at: tuple[float, float],
        variable: str,
        region: Region,
        *,
        final_step: float,
        claimed: float | None = None,
    ) -> None:
        super().__init__()
        self.field, self.at, self.variable, self.final_step = field, at, variable, final_step
        self.axis = field.variables.index(variable)
        self.here, self.level = float(at[self.axis]), float(field(at))
        self.exact = float(field.gradient(at)[self.axis])
        self.reach = reach_of(field, at, self.axis)
        self.step = ValueTracker(final_step)
        self.slope = ValueTracker(self.exact if claimed is None else claimed)
        above, below = region.rows(0.64, 0.36, gap=SNUG)
        self.plane = self._plane(above)
        self.graph = Graph(self.plane, self.along, color="slice", subject="slice of the surface")
        self.start = PointDot(self.plane, (self.here, self.level), subject="point of the slice")
        self.right = claimed is None or agrees(claimed, self.exact)
        self.line = Graph(
            self.plane,
            self._line,
            color="tangent" if self.right else "error",
            subject="claimed slope",
        )
        self.line.add_updater(lambda line: line.redraw())
        self.ends = VGroup(*(self._end(side) for side in (-1.0, 1.0)))
        self.secant = Graph(self.plane, self._secant, color="step", subject="central secant")
        self.secant.add_updater(lambda line: line.redraw())
        self.rows = self._rows(below)
        self.verdict = self.judged(self.right)
        self.add(self.plane, self.graph, self.line, self.start, *self.rows, self.verdict)

    def along(self, position: Array) -> Array:
        """Return the heights of the slice at positions ``(...)`` of the variable."""
        where = np.asarray(position, float)
        points = np.broadcast_to(np.asarray(self.at, float), (*where.shape, 2)).copy()
        points[..., self.axis] = where
        return np.asarray(self.field(points), float)

    def difference(self) -> float:
        """Return the central difference at the step as it is now."""
        return central(self.field, self.at, self.variable, float(self.step.get_value()))

    def error(self) -> float:
        """Return how far the claim is from the central difference now."""
        return error_of(float(self.slope.get_value()), self.difference())

    def judged(self, right: bool) -> Verdict:
        """Return the sign that stands beside the error."""
        made = Verdict(right)
        last: ReadOut = self.rows[-1]
        low, high = extent(last)
        middle = float(last.label.get_center()[1])
        made.move_to(np.array([high[0] + AIRY + made.width / 2, middle, low[2]]))
        return made

    def reveal(self, *rows: int) -> list[Animation]:
        """Let rows of numbers appear as they are now; with the error comes its verdict."""
        for k in rows:
            self.rows[k].update()
        made: list[Animation] = [FadeIn(self.rows[k]) for k in rows]
        return [*made, FadeIn(self.verdict)] if 2 in rows else made

    def set_right(self) -> list[Animation]:
        """Turn what was wrong into what is right: line, numbers and sign."""
        before, self.verdict = self.verdict, self.judged(True)
        self.remove(before)
        self.add(self.verdict)
        shades = [(self.rows[0].figure, "tangent"), (self.rows[2].figure, "right")]
        return [
            self.line.animate.set_stroke(theme().tangent).build(),
            *(figure.animate.set_fill(theme().of(color)).build() for figure, color in shades),
            FadeOut(before),
            FadeIn(self.verdict),
        ]

    def leave(self, *, secant: bool = False) -> list[Animation]:
        """Let all of it go, the ``secant`` and its ends too if they are shown."""
        parts: list[VMobject] = [*self.picture(), *self.rows, self.verdict]
        parts += [self.secant, *self.ends] if secant else []
        return [FadeOut(part) for part in parts]

    def picture(self) -> list[VMobject]:
        """Return what stands in the plot at rest: axes, slice, line and point."""
        return [self.plane, self.graph, self.line, self.start]

    # -- inside ----------------------------------------------------------------------------

    def _plane(self, region: Region) -> Plane:
        low, high = self.here - self.reach, self.here + self.reach
        heights = self.along(np.linspace(low, high, 201))
        window = Window((low, high), span_around(heights, keep=[self.level]))
        still = number(self.at[1 - self.axis])
        height = f"f(x, {still})" if self.axis == 0 else f"f({still}, y)"
        colors = (self.variable, "value")
        return Plane(window, region, names=(self.variable, height), colors=colors)

    def _end(self, side: float) -> PointDot:
        def where() -> npt.ArrayLike:
            there = self.here + side * float(self.step.get_value())
            return there, float(self.along(np.array(there)))

        dot = PointDot(self.plane, where, color="step", subject="end of a step")
        dot.follow(where)
        return dot

    def _line(self, position: Array) -> Array:
        away = np.asarray(position, float) - self.here
        return self.level + float(self.slope.get_value()) * away

    def _secant(self, position: Array) -> Array:
        h = float(self.step.get_value())
        low, high = self.along(np.array([self.here - h, self.here + h]))
        slope = float(high - low) / (2 * h)
        return float(low + high) / 2 + slope * (np.asarray(position, float) - self.here)

    def _rows(self, region: Region) -> list[ReadOut]:
        last = central(self.field, self.at, self.variable, self.final_step)
        places = telling(abs(self.exact - last))
        widest = -max(abs(self.exact), abs(last))

        def row(label: str, source: Callable[[], float], color: str) -> ReadOut:
            return ReadOut(label, source, places=places, color=color, colors=_COLORS, widest=widest)

        rows = [
            row(f"f_{self.variable}", self._claimed, "tangent" if self.right else "error"),
            row("frac(Delta f, 2 h)", self.difference, "step"),
            row('"error"', self.error, "right" if self.right else "error"),
        ]
        if self.error() < 10.0**-places:
            # Too small for the decimals of the others: nothing, or a power of ten.
            figure = rows[-1].figure
            left = extent(figure)[0][0]
            figure.places = None
            figure.set_value(self.error())
            figure.shift(np.array([left - extent(figure)[0][0], 0.0, 0.0]))
        place(ReadOuts(*rows, gap=SNUG), region)
        return rows

    def _claimed(self) -> float:
        return float(self.slope.get_value())


def central(field: ScalarField, at: tuple[float, float], variable: str, step: float) -> float:
    """Return the central difference of a field along a variable."""
    table = difference_table(field, at, variable, steps=(step,), scheme="central")
    return float(table.quotients[0])


def error_of(claimed: float, measured: float) -> float:
    """Return how far a claim is from what was measured, zero for what is only rounding."""
    error = abs(claimed - measured)
    return error if error > NOTHING * max(1.0, abs(measured)) else 0.0


def agrees(claimed: float, measured: float) -> bool:
    """Tell whether a claim is confirmed by what was measured."""
    return abs(claimed - measured) <= AGREES * max(1.0, abs(measured))


def telling(error: float) -> int:
    """Return how many decimals show an error; three for one that is nothing.

    >>> telling(0.0079), telling(4e-4), telling(0.0)
    (3, 4, 3)
    """
    if not error > NOTHING:
        return FEWEST_PLACES
    return int(np.clip(np.ceil(-np.log10(error)), FEWEST_PLACES, MOST_PLACES))


def reach_of(field: ScalarField, at: tuple[float, float], axis: int) -> float:
    """Return how far to either side a picture of the slice looks, so that its tangent is seen."""
    slope = abs(float(field.gradient(at)[axis]))
    allowed = []
    for reach in REACHES:
        points = np.tile(np.asarray(at, float), (81, 1))
        points[:, axis] += np.linspace(-reach, reach, 81)
        values = field(points)
        if not np.isfinite(values).all():
            continue
        if float(np.ptp(values)) <= MOST_BENT * max(slope * 2 * reach, 1e-9):
            return reach
        allowed.append(reach)
    return next((reach for reach in allowed if reach <= 1.0), REACHES[-1])
