"""The line fit in two linked panels: data space at the left, parameter space at the right.

Both panels hang on two knobs, ``w`` and ``b``; turning one moves the line through the data and the
dot on the loss's map together. A column beside them stays free for knobs and numbers.
"""

from __future__ import annotations

from typing import Self

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VGroup, VMobject
from manim.mobject.value_tracker import ValueTracker

from mathcore.arrays import Window, as_point
from mathcore.levels import value_range
from mathcore.models import LineFit
from scenes.kit.claims import Claim, point_claim
from scenes.kit.graphs import Graph
from scenes.kit.layout import AIRY, BELOW_TITLE, Region
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.paths import path, paths
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]

DATA, MAP, READINGS = BELOW_TITLE.columns(0.37, 0.39, 0.24, gap=AIRY)
"""Where data space and parameter space lie, and the column for knobs and numbers beside them."""

BOTH = Region(DATA.left, DATA.bottom, MAP.right, DATA.top)
"""The room of both panels, for one picture alone."""

REACH = 1.5
"""How much further from the best the map reaches than the knobs stand."""

STANDING = 0.12
"""Radius of the dot that shows where one stands: the thing to watch on the map."""

LINE_STROKE, RESIDUAL_STROKE = 5.0, 4.0
DATA_DOT = 0.11
CROSS_STROKE = 3.0
_CROSS = 0.11


class DataPanel(VGroup):
    """The data of a fit, the line ``w·x + b``, and on demand its residuals.

    ``knobs()`` is asked for ``(w, b)`` whenever the panel is redrawn.
    """

    def __init__(
        self,
        fit: LineFit,
        knobs: Knobs,
        region: Region = DATA,
        *,
        window: Window | None = None,
    ) -> None:
        self.fit, self.knobs = fit, knobs
        self.plane = Plane(window or data_window(fit, knobs.at), region)
        self.line = Graph(
            self.plane,
            lambda x: knobs.at[0] * x + knobs.at[1],
            color="ink",
            width=LINE_STROKE,
            subject="line w x + b",
        )
        self.residuals = Residuals(self.plane, fit, knobs)
        self.dots = VGroup(
            *(
                PointDot(
                    self.plane,
                    point,
                    color="y",
                    radius=DATA_DOT,
                    subject=f"data point {k + 1}",
                )
                for k, point in enumerate(zip(fit.inputs, fit.targets, strict=True))
            )
        )
        super().__init__(self.plane, self.residuals, self.line, self.dots)
        # Each follows by itself, so that they can be shown one after the other.
        self.line.add_updater(lambda line: line.redraw(), call_updater=False)
        self.residuals.add_updater(lambda gaps: gaps.redraw(), call_updater=False)

    def redraw(self) -> Self:
        """Draw line and residuals for the knobs as they are."""
        self.line.redraw()
        self.residuals.redraw()
        return self


class LossPanel(VGroup):
    """The map of the loss over ``(w, b)``: level curves, the best point, and where one stands.

    A unit of w is as long as a unit of b, so that angles on the map are true. Without ``window``
    the map shows the best point and the knobs as they are, and fills its region. ``levels`` are
    those of the curves; without them they are ``loss_levels``.
    """

    def __init__(
        self,
        fit: LineFit,
        knobs: Knobs,
        region: Region = MAP,
        *,
        window: Window | None = None,
        count: int = 8,
        levels: npt.ArrayLike | None = None,
    ) -> None:
        self.fit, self.knobs = fit, knobs
        shown = window or filling(loss_window(fit, knobs.at), region)
        self.plane = Plane(shown, region, names=("w", "b"), equal=True)
        if levels is None:
            levels = loss_levels(fit, knobs.at, shown, count=count)
        self.curves = LevelCurves(self.plane, fit.loss, levels)
        self.best = Cross(self.plane, best_of(fit))
        self.dot = PointDot(
            self.plane, lambda: knobs.at, radius=STANDING, subject="the knobs (w, b)"
        )
        super().__init__(self.plane, self.curves, self.best, self.dot)
        self.dot.follow(lambda: knobs.at)


class Knobs:
    """Two numbers that can be animated: ``play(knobs.w.animate.set_value(1.5))``."""

    def __init__(self, w: float, b: float) -> None:
        self.w, self.b = ValueTracker(w), ValueTracker(b)

    @property
    def at(self) -> Array:
        """Both as a point ``(2,)``."""
        return np.array([self.w.get_value(), self.b.get_value()])

    def turn_to(self, point: npt.ArrayLike) -> Self:
        """Set both at once."""
        w, b = as_point(point, 2, name="knobs")
        self.w.set_value(float(w))
        self.b.set_value(float(b))
        return self


class Residuals(VMobject):
    """The vertical gaps between data and line, all in one path."""

    def __init__(self, plane: Plane, fit: LineFit, knobs: Knobs) -> None:
        super().__init__(stroke_color=theme().error, stroke_width=RESIDUAL_STROKE, fill_opacity=0)
        self.plane, self.fit, self.knobs = plane, fit, knobs
        self.redraw()

    def redraw(self) -> Self:
        """Draw the gaps for the knobs as they are, cut to the window."""
        pieces = [piece for gap in self._gaps() for piece in self.plane.clip(gap)]
        self.set_points(paths(self.plane.to_screen(piece) for piece in pieces))
        return self

    def claims(self) -> list[Claim]:
        """Claim that every gap spans from its data point to the line."""
        if len(self.points) == 0:
            return []

        def truth() -> Array:
            pieces = [piece for gap in self._gaps() for piece in self.plane.clip(gap)]
            return self.plane.to_screen(np.array(pieces))

        def drawn() -> Array:
            return np.asarray(self.points.reshape(-1, 4, 3)[:, [0, 3]])

        return [point_claim("residuals", drawn, truth)]

    def _gaps(self) -> Array:
        """Return the ends of all gaps that are not nothing, ``(k, 2, 2)``."""
        x, y = np.array(self.fit.inputs), np.array(self.fit.targets)
        ends = np.stack([np.stack([x, y], -1), np.stack([x, self.fit.predict(self.knobs.at)], -1)])
        gaps = np.swapaxes(ends, 0, 1)
        return np.asarray(gaps[np.abs(gaps[:, 0, 1] - gaps[:, 1, 1]) > 1e-9 * np.ptp(y)])


class Cross(VMobject):
    """The mark of a best point."""

    def __init__(self, plane: Plane, point: npt.ArrayLike, *, color: str = "highlight") -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=CROSS_STROKE, fill_opacity=0)
        self.plane, self.point = plane, np.asarray(point, float)
        at = plane.to_screen(self.point)
        arms = np.array([[1.0, 1.0, 0.0], [1.0, -1.0, 0.0]]) * _CROSS
        self.set_points(np.concatenate([path([at - arm, at + arm]) for arm in arms]))

    def claims(self) -> list[Claim]:
        """Claim that the strokes cross at the point."""

        def drawn() -> Array:
            return np.asarray(self.points[[0, 3]].mean(axis=0))

        return [point_claim("best point", drawn, lambda: self.plane.to_screen(self.point))]


def data_window(fit: LineFit, at: npt.ArrayLike) -> Window:
    """Return a window that shows all data and the line at these parameters over them."""
    x, y = np.array(fit.inputs), np.array(fit.targets)
    heights = np.concatenate([y, fit.predict(at)])
    return Window(_padded(x, 0.12), _padded(heights, 0.15))


def best_of(fit: LineFit) -> Array:
    """Return the best ``(w, b)`` as floats ``(2,)``."""
    return np.array([float(value) for value in fit.optimum])


def loss_window(fit: LineFit, at: npt.ArrayLike, *, reach: float = REACH) -> Window:
    """Return a window around the best parameters that holds these, too, well inside.

    It reaches ``reach`` times as far from the best as ``at`` is.
    """
    best = best_of(fit)
    sides = np.maximum(np.abs(np.asarray(at, float) - best) * reach, 1.2)
    return Window(
        (float(best[0] - sides[0]), float(best[0] + sides[0])),
        (float(best[1] - sides[1]), float(best[1] + sides[1])),
    )


def loss_levels(fit: LineFit, at: npt.ArrayLike, window: Window, *, count: int = 8) -> Array:
    """Return levels that double their height above the least loss, ``L(at)`` among them.

    So the narrow valley, where equal steps would leave the map empty, has curves as well as the
    slopes. At the best point itself, the middle of the window's heights stands for ``L(at)``.
    """
    least, most = float(fit.loss(best_of(fit))), value_range(fit.loss, window)[1]
    rise = float(fit.loss(at)) - least
    if rise < 1e-3 * (most - least):
        rise = (most - least) / 4
    above = int(np.floor(np.log2((most - least) / rise) - 1e-9))
    return np.asarray(least + rise * 2.0 ** np.arange(above - count + 1, above + 1))


def map_window(fit: LineFit, at: npt.ArrayLike, *, reach: float = REACH) -> Window:
    """Return the window of the map of a fit in its own place, which it fills."""
    return filling(loss_window(fit, at, reach=reach), MAP)


def filling(window: Window, region: Region, *, bare: bool = False) -> Window:
    """Return the window widened to the shape that a map with equal scales has in a region."""
    plot = Plane(window, region, names=("w", "b"), bare=bare).plot
    unit = min(plot.width / window.width, plot.height / window.height)
    (x, y), across, up = window.center, plot.width / unit / 2, plot.height / unit / 2
    return Window((x - across, x + across), (y - up, y + up))


def _padded(values: Array, share: float) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    room = (high - low or 1.0) * share
    return low - room, high + room
