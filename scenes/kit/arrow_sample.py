"""Arrows of a vector-valued function at a few points of a map, all one mobject."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
import numpy.typing as npt
from manim import ValueTracker, VMobject

from mathcore.arrays import Array
from mathcore.contours import level_curves
from mathcore.fields import ScalarField
from scenes.kit.arrows import arrow_outlines
from scenes.kit.claims import Claim, point_claim
from scenes.kit.paths import outlines
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

SPACING = 1.15
"""Distance of neighbouring arrows along a curve, in scene units."""

LONGEST = 1.0
"""Length of the longest arrow, in scene units."""

OUTLINE = 2.5

Function = Callable[[Array], Array]


class ArrowSample(VMobject):
    """The vectors ``first(p)`` at points ``p (k, 2)``, on their way to ``second(p)``.

    Both map points ``(k, 2)`` to vectors ``(k, 2)``. ``share`` is the tracker of the way: at 0 the
    arrows are those of the first function, at 1 those of the second. One scale serves both, so
    that lengths can be compared.
    """

    def __init__(
        self,
        plane: Plane,
        points: npt.ArrayLike,
        first: Function,
        second: Function | None = None,
        *,
        color: str = "gradient",
        subject: str = "sample of arrows",
        scale: float | None = None,
    ) -> None:
        super().__init__(fill_color=theme().of(color), fill_opacity=1, stroke_width=0)
        self.plane, self.at, self.subject = plane, np.asarray(points, float), subject
        self.first, self.second = first, second or first
        self.share = ValueTracker(0.0)
        self.factor = self._fitting() if scale is None else scale
        self.redraw()
        self.add_updater(lambda arrows: arrows.redraw())

    def outlined(self) -> Self:
        """Draw only the arrows' outlines, for what others are compared with."""
        self.set_stroke(self.get_fill_color(), OUTLINE).set_fill(opacity=0)
        return self

    def vectors(self) -> Array:
        """Return what the arrows stand for now, ``(k, 2)`` in coordinates, before scaling."""
        share = float(self.share.get_value())
        return np.asarray((1 - share) * self.first(self.at) + share * self.second(self.at))

    def redraw(self) -> Self:
        """Draw the arrows for the share as it is now."""
        tails, tips = self._ends()
        self.set_points(outlines(arrow_outlines(tails, tips)))
        return self

    def claims(self) -> list[Claim]:
        """Claim that every tail and tip is where its point and its vector put it."""
        if len(self.points) == 0:
            return []

        def drawn() -> Array:
            corners = self.points.reshape(-1, 28, 3)[:, ::4]
            return np.concatenate([(corners[:, 0] + corners[:, 6]) / 2, corners[:, 3]])

        return [point_claim(self.subject, drawn, lambda: np.concatenate(self._ends()))]

    def _ends(self) -> tuple[Array, Array]:
        tails = self.plane.to_screen(self.at)
        return tails, tails + self.plane.vector_to_screen(self.factor * self.vectors())

    def _fitting(self) -> float:
        both = np.concatenate([self.first(self.at), self.second(self.at)])
        lengths = np.linalg.norm(self.plane.vector_to_screen(both), axis=-1)
        longest = float(lengths.max(initial=0.0))
        return LONGEST / longest if longest > 0 else 1.0


def points_on_levels(
    plane: Plane, field: ScalarField, levels: npt.ArrayLike, *, spacing: float = SPACING
) -> Array:
    """Return points ``(k, 2)`` spread along level curves, away from the plot's edges."""
    found: list[Array] = []
    room = 0.8 * LONGEST / min(plane.plot.width, plane.plot.height)
    low = plane.window.low + room * plane.window.size
    high = plane.window.low + (1 - room) * plane.window.size
    for family in level_curves(field, np.sort(np.ravel(levels)), plane.window):
        for line in family.lines:
            steps = np.linalg.norm(np.diff(plane.to_screen(line.points), axis=0), axis=-1)
            along = np.concatenate([[0.0], np.cumsum(steps)])
            count = max(1, int(along[-1] / spacing))
            wanted = (np.arange(count) + 0.5) * along[-1] / count
            found.append(line.points[np.searchsorted(along, wanted).clip(0, len(along) - 1)])
    points = np.concatenate(found) if found else np.zeros((0, 2))
    return points[((points >= low) & (points <= high)).all(axis=-1)]
