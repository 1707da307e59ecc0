"""A polyline of a chart that follows what it is made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VMobject

from mathcore.arrays import Array
from scenes.kit.claims import Chart, Claim, point_claim
from scenes.kit.paths import path, vertices
from scenes.kit.theme import theme

NOTHING = 1e-6
"""A line shorter than this, in coordinates, is not drawn."""


class FollowingLine(VMobject):
    """The polyline ``corners()`` ``(k, 2)`` in a chart's coordinates, drawn anew at every frame."""

    def __init__(
        self,
        chart: Chart,
        corners: Callable[[], npt.ArrayLike],
        *,
        color: str,
        width: float,
        subject: str,
    ) -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=width, fill_opacity=0)
        self.chart, self.subject = chart, subject
        self._corners = corners
        self.redraw()
        self.add_updater(lambda line: line.redraw(), call_updater=False)

    def corners(self) -> Array:
        """Return where it should be now: ``(k, 2)``."""
        return np.asarray(self._corners(), float)

    def redraw(self) -> Self:
        """Draw it as it is now; nothing if it has no length."""
        corners = self.corners()
        if float(np.ptp(corners, axis=0).max(initial=0.0)) < NOTHING:
            self.clear_points()
            return self
        self.set_points(path(self.chart.to_screen(corners)))
        return self

    def claims(self) -> list[Claim]:
        """Claim that its vertices are where the chart puts its corners."""
        if len(self.points) == 0:
            return []
        return [
            point_claim(
                self.subject,
                lambda: vertices(self.points)[[0, -1]],
                lambda: self.chart.to_screen(self.corners()[[0, -1]]),
            )
        ]
