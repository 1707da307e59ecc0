"""Unit balls of a metric on a plane, and the straight level line that touches one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
import numpy.typing as npt
from manim import VMobject

from mathcore.metrics import unit_ball
from scenes.kit.claims import Claim, point_claim
from scenes.kit.paths import paths, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]
Source = Callable[[], npt.ArrayLike]

BALL_STROKE = 4.0
LINE_STROKE = 4.0

_SAMPLES = 361


class UnitBall(VMobject):
    """All ends ``center + d`` of steps whose length ``sqrt(d'Gd)`` is ``radius``, in a window.

    ``matrix`` is G ``(2, 2)``, or is asked for it whenever the ball is redrawn.
    """

    def __init__(
        self,
        plane: Plane,
        matrix: npt.ArrayLike | Source,
        *,
        center: npt.ArrayLike = (0.0, 0.0),
        radius: float = 1.0,
        color: str = "direction",
        width: float = BALL_STROKE,
        subject: str = "unit ball",
    ) -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=width, fill_opacity=0)
        self.plane, self.radius, self.subject = plane, radius, subject
        self._matrix: Source = matrix if callable(matrix) else lambda: matrix
        self.middle = np.asarray(center, float)
        self.redraw()

    @property
    def matrix(self) -> Array:
        """The metric's matrix now."""
        return np.asarray(self._matrix(), float)

    def redraw(self) -> Self:
        """Draw the ball of what the metric is now."""
        rim = unit_ball(self.matrix, _SAMPLES, center=self.middle, radius=self.radius)
        self.set_points(paths(self.plane.to_screen(piece) for piece in self.plane.clip(rim)))
        return self

    def follow(self) -> Self:
        """Redraw at every frame."""
        return self.add_updater(lambda ball: ball.redraw(), call_updater=False)

    def claims(self) -> list[Claim]:
        """Claim that every vertex is one radius from the centre, in the metric."""
        if len(self.points) == 0:
            return []

        def drawn() -> Array:
            return vertices(self.points)

        def truth() -> Array:
            away = self.plane.from_screen(drawn()) - self.middle
            length = np.sqrt(np.einsum("ki,ij,kj->k", away, self.matrix, away))[:, None]
            return self.plane.to_screen(self.middle + away / length * self.radius)

        return [point_claim(self.subject, drawn, truth)]


class LevelThrough(VMobject):
    """The level line of the linear function ``g . d`` through a moving point, in a window."""

    def __init__(
        self, plane: Plane, gradient: npt.ArrayLike, point: Source, *, color: str = "value"
    ) -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=LINE_STROKE, fill_opacity=0)
        self.plane, self.gradient, self._point = plane, np.asarray(gradient, float), point
        self.redraw()
        self.add_updater(lambda line: line.redraw(), call_updater=False)

    @property
    def through(self) -> Array:
        """The point ``(2,)`` now."""
        return np.asarray(self._point(), float)

    def redraw(self) -> Self:
        """Draw the line through where the point is now."""
        along = np.array([-self.gradient[1], self.gradient[0]]) / np.linalg.norm(self.gradient)
        reach = float(np.linalg.norm(self.plane.window.size)) * 2
        ends = np.stack([self.through - reach * along, self.through + reach * along])
        self.set_points(paths(self.plane.to_screen(piece) for piece in self.plane.clip(ends)))
        return self

    def claims(self) -> list[Claim]:
        """Claim that the function has on the line the value that it has at the point."""
        if len(self.points) == 0:
            return []

        def drawn() -> Array:
            return vertices(self.points)

        def truth() -> Array:
            ends = self.plane.from_screen(drawn())
            over = (ends - self.through) @ self.gradient / (self.gradient @ self.gradient)
            return self.plane.to_screen(ends - over[:, None] * self.gradient)

        return [point_claim("level line through the step's end", drawn, truth)]
