"""Between level curves: the way from one to the next, and the drawn angle at which one is met."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
import numpy.typing as npt
from manim import VMobject

from mathcore.fields import ScalarField
from scenes.kit.claims import Chart, Claim, level_claim, point_claim
from scenes.kit.paths import path, vertices
from scenes.kit.plane import Plane
from scenes.kit.slopes import Slope
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]
Source = Callable[[], npt.ArrayLike]

GAP_STROKE = 6.0
ARC_STROKE = 3.0
CELL_STROKE = 3.0
ARC_RADIUS = 0.42
_ARC_SAMPLES = 25


class LevelGap(VMobject):
    """The straight way from a level curve to its neighbour, along the gradient's line."""

    def __init__(
        self, plane: Plane, field: ScalarField, slope: Slope, *, color: str = "ink"
    ) -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=GAP_STROKE, fill_opacity=0)
        self.plane, self.field, self.slope = plane, field, slope
        self.set_points(path(plane.to_screen(np.array([slope.at, slope.end]))))

    def claims(self) -> list[Claim]:
        """Claim that one end lies on either level."""
        return [
            level_claim(
                f"end of a step on level {level:g}",
                self.plane,
                self.field,
                level,
                lambda k=k: vertices(self.points)[k],  # type: ignore[misc]
            )
            for k, level in ((0, self.slope.level), (-1, self.slope.to_level))
        ]


class DrawnAngle(VMobject):
    """The arc between two directions as they are on screen, and how many degrees it spans there.

    ``corner``, ``first`` and ``second`` give a scene position and two scene vectors ``(3,)``.
    """

    def __init__(
        self,
        corner: Source,
        first: Source,
        second: Source,
        *,
        radius: float = ARC_RADIUS,
        color: str = "highlight",
    ) -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=ARC_STROKE, fill_opacity=0)
        self._corner, self._first, self._second, self.radius = corner, first, second, radius
        self.redraw()

    def _angles(self) -> tuple[float, float]:
        """Return where the arc begins, and how far it turns, in radians, at most half a turn."""
        a, b = (np.asarray(way(), float) for way in (self._first, self._second))
        start = float(np.arctan2(a[1], a[0]))
        turn = float(np.arctan2(b[1], b[0])) - start
        return start, (turn + np.pi) % (2 * np.pi) - np.pi

    @property
    def degrees(self) -> float:
        """The angle on screen."""
        return float(abs(np.degrees(self._angles()[1])))

    def redraw(self) -> Self:
        """Draw the arc between what the directions are now."""
        start, turn = self._angles()
        around = start + np.linspace(0, turn, _ARC_SAMPLES)
        arc = np.stack([np.cos(around), np.sin(around), np.zeros(_ARC_SAMPLES)], axis=-1)
        self.set_points(path(np.asarray(self._corner(), float) + self.radius * arc))
        return self

    def follow(self) -> Self:
        """Follow corner and directions at every frame."""
        return self.add_updater(lambda _: self.redraw(), call_updater=False)

    def claims(self) -> list[Claim]:
        """Claim that the arc begins on the first direction and ends on the second."""

        def truth() -> Array:
            corner = np.asarray(self._corner(), float)
            ways = np.stack([np.asarray(way(), float) for way in (self._first, self._second)])
            ways = ways / np.linalg.norm(ways, axis=1, keepdims=True)
            return np.asarray(corner + self.radius * ways)

        return [point_claim("angle on screen", lambda: vertices(self.points)[[0, -1]], truth)]


class UnitCell(VMobject):
    """The outline of one square of the map, a step of ticks each way, in the corner farthest off.

    It is a square only as long as a unit of y is drawn as long as a unit of x.
    """

    def __init__(self, plane: Plane, *, away_from: npt.ArrayLike, color: str = "highlight") -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=CELL_STROKE, fill_opacity=0)
        self.plane = plane
        self.corners = _far_cell(plane, np.asarray(away_from, float))
        self.set_points(path(plane.to_screen(self.corners)))

    def emphasize(self) -> Self:
        """Draw it more strongly; animatable."""
        return self.set_stroke(width=2 * CELL_STROKE)

    def claims(self) -> list[Claim]:
        """Claim that its corners are a step of ticks apart in both directions."""
        return [
            point_claim(
                "a square of the map",
                lambda: vertices(self.points),
                lambda: self.plane.to_screen(self.corners),
            )
        ]


def _far_cell(plane: Plane, away_from: Array) -> Array:
    """Return the closed outline ``(5, 2)`` of the grid cell in the plot's farthest corner."""
    side = max(plane.x_ticks.step, plane.y_ticks.step)
    low, size = plane.window.low, plane.window.size
    corner = np.where(away_from < low + size / 2, low + size, low)
    # Cells lie between ticks, so that the outline runs along the grid.
    cell = np.where(
        corner > low,
        np.floor(corner / side + 1e-9) * side - side,
        np.ceil(corner / side - 1e-9) * side,
    )
    return np.asarray(cell + side * np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]], float))


def screen_vector(chart: Plane, vector: Source) -> Callable[[], Array]:
    """Return the function that gives a vector of a plane as it is on screen now: ``(3,)``."""
    return lambda: chart.vector_to_screen(vector())


def screen_point(chart: Chart, point: Source) -> Callable[[], Array]:
    """Return the function that gives a point of a chart as it is on screen now: ``(3,)``."""
    return lambda: chart.to_screen(point())
