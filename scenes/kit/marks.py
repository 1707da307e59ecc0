"""Marks at a point of a chart: the point itself, a right angle, the tangent of a level curve."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VMobject

from mathcore.fields import ScalarField
from scenes.kit.claims import Chart, Claim, point_claim, right_angle_claim
from scenes.kit.paths import path, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]
Source = Callable[[], npt.ArrayLike]

DOT = 0.09
MARK_STROKE = 3.0
TANGENT_STROKE = 4.0
CORNER = 0.24
"""Side of the little square of a right angle, in scene units."""

# Four Bézier quarters of the unit circle; 0.5523 is the classical handle length.
_QUARTER = np.array([[1, 0], [1, 0.552285], [0.552285, 1], [0, 1]], float)
CIRCLE = np.concatenate(
    [_QUARTER @ np.array([[c, s], [-s, c]], float) for c, s in ((1, 0), (0, 1), (-1, 0), (0, -1))]
)
"""Bézier points ``(16, 2)`` of the unit circle, counter-clockwise."""


class PointDot(VMobject):
    """A dot at a point of a chart."""

    def __init__(
        self,
        chart: Chart,
        point: npt.ArrayLike | Source,
        *,
        color: str = "ink",
        radius: float = DOT,
        subject: str = "point",
    ) -> None:
        super().__init__(
            fill_color=theme().of(color),
            fill_opacity=1,
            stroke_color=theme().background,
            stroke_width=2,
            background_stroke_width=0,
            z_index=1,  # a point is seen in front of the lines through it
        )
        self.chart, self.radius, self.subject = chart, radius, subject
        self._source: Source = point if callable(point) else lambda: point
        self.redraw()

    @property
    def point(self) -> Array:
        """Where it should be, in coordinates ``(n,)``."""
        return np.asarray(self._source(), float)

    def redraw(self) -> Self:
        """Draw it where its point is now."""
        circle = np.concatenate([CIRCLE * self.radius, np.zeros((len(CIRCLE), 1))], axis=1)
        self.set_points(circle + self.chart.to_screen(self.point))
        return self

    def move_base(self, point: npt.ArrayLike | Source) -> Self:
        """Put it at another point."""
        self._source = point if callable(point) else lambda: point
        return self.redraw()

    def follow(self, source: Source) -> Self:
        """Follow a moving point at every frame."""
        self._source = source
        self.redraw()
        return self.add_updater(lambda _: self.redraw(), call_updater=False)

    def claims(self) -> list[Claim]:
        """Claim that its centre is where the chart puts the point."""

        def drawn() -> Array:
            return np.asarray(self.points[[0, 8]].mean(axis=0))

        return [point_claim(self.subject, drawn, lambda: self.chart.to_screen(self.point))]


class RightAngle(VMobject):
    """The corner mark between two directions on screen that meet at a right angle.

    ``corner``, ``first`` and ``second`` give a scene position and two scene vectors ``(3,)``. The
    mark is drawn along the directions as they are, so a wrong angle is seen to be wrong.
    """

    def __init__(
        self,
        corner: Source,
        first: Source,
        second: Source,
        *,
        size: float = CORNER,
        color: str = "highlight",
    ) -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=MARK_STROKE, fill_opacity=0)
        self._corner, self._first, self._second, self.size = corner, first, second, size
        self.redraw()

    def redraw(self) -> Self:
        """Draw it between what the directions are now; nothing if one of them is zero."""
        at = np.asarray(self._corner(), float)
        arms = [np.asarray(way(), float) for way in (self._first, self._second)]
        lengths = [float(np.linalg.norm(arm)) for arm in arms]
        if min(lengths) < 1e-9 or not np.isfinite(lengths).all():
            self.clear_points()
            return self
        # No larger than half the shorter arm, or the mark would outgrow what it marks.
        side = min(self.size, min(lengths) / 2)
        a, b = (arm / length * side for arm, length in zip(arms, lengths, strict=True))
        self.set_points(path([at + a, at + a + b, at + b]))
        return self

    def follow(self) -> Self:
        """Follow its corner and directions at every frame."""
        return self.add_updater(lambda _: self.redraw(), call_updater=False)

    def claims(self) -> list[Claim]:
        """Claim that the two sides of the drawn mark are perpendicular."""
        if len(self.points) == 0:
            return []

        def side(k: int) -> Array:
            corners = vertices(self.points)
            return np.asarray(corners[k] - corners[1])

        # The mark is small; its sides stand for arms of one unit.
        return [
            right_angle_claim(
                "right angle",
                lambda: side(0) / np.linalg.norm(side(0)),
                lambda: side(2) / np.linalg.norm(side(2)),
            )
        ]


class TangentLine(VMobject):
    """The tangent at a point to the level curve through it: the line ``∇f · (q - p) = 0``."""

    def __init__(
        self,
        plane: Plane,
        field: ScalarField,
        point: npt.ArrayLike | Source,
        *,
        reach: float = 1.6,
        color: str = "tangent",
    ) -> None:
        super().__init__(
            stroke_color=theme().of(color), stroke_width=TANGENT_STROKE, fill_opacity=0
        )
        self.plane, self.field, self.reach = plane, field, reach
        self._source: Source = point if callable(point) else lambda: point
        self.redraw()

    @property
    def point(self) -> Array:
        """Where it touches, in coordinates ``(2,)``."""
        return np.asarray(self._source(), float)

    @property
    def direction(self) -> Array:
        """Its direction on screen, a scene vector ``(3,)`` of one unit, read from the drawing."""
        ends = vertices(self.points)
        way = ends[-1] - ends[0]
        return np.asarray(way / np.linalg.norm(way))

    def redraw(self) -> Self:
        """Draw it at the point as it is now, cut to the window; nothing where ∇f vanishes."""
        point = self.point
        slope_x, slope_y = self.field.gradient(point)
        along = self.plane.vector_to_screen([-slope_y, slope_x])
        length = float(np.linalg.norm(along))
        if not length > 1e-12:
            self.clear_points()
            return self
        way = np.array([-slope_y, slope_x]) / length * self.reach
        pieces = self.plane.clip([point - way, point + way])
        self.set_points(path(self.plane.to_screen(pieces[0])) if pieces else np.zeros((0, 3)))
        return self

    def move_base(self, point: npt.ArrayLike | Source) -> Self:
        """Let it touch at another point."""
        self._source = point if callable(point) else lambda: point
        return self.redraw()

    def follow(self, source: Source) -> Self:
        """Follow a moving point at every frame."""
        self._source = source
        self.redraw()
        return self.add_updater(lambda _: self.redraw(), call_updater=False)

    def claims(self) -> list[Claim]:
        """Claim that both ends satisfy ``∇f · (q - p) = 0``."""
        if len(self.points) == 0:
            return []

        def drawn() -> Array:
            return vertices(self.points)

        def truth() -> Array:
            point = self.point
            slope_x, slope_y = self.field.gradient(point)
            base = self.plane.to_screen(point)
            way = self.plane.vector_to_screen([-slope_y, slope_x])
            way = way / np.linalg.norm(way)
            foot = (drawn() - base) @ way
            return np.asarray(base + foot[:, None] * way)

        return [point_claim(f"tangent to a level curve of {self.field.name}", drawn, truth)]
