"""The unit circle of directions in a plane, and the angle between two of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from manim.mobject.mobject import Mobject
from manim.mobject.types.vectorized_mobject import VGroup, VMobject

from scenes.kit.arrows import VectorArrow
from scenes.kit.claims import Claim, point_claim
from scenes.kit.layout import SNUG, Region
from scenes.kit.paths import path, paths, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

CIRCLE_STROKE = 2.5
LEAST_NAMED = 50.0
"""Degrees from which on an angle has room for its name."""

_SAMPLES = 361


class UnitCircle(VMobject):
    """All ends ``center + u`` of unit vectors in a plane's coordinates, cut to its window."""

    def __init__(
        self, plane: Plane, center: tuple[float, float], *, color: str = "direction"
    ) -> None:
        super().__init__(
            stroke_color=theme().of(color),
            stroke_width=CIRCLE_STROKE,
            fill_opacity=0,
        )
        self.plane, self.center_point = plane, np.asarray(center, float)
        angles = np.linspace(0, 2 * np.pi, _SAMPLES)
        rim = self.center_point + np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        self.set_points(paths(plane.to_screen(piece) for piece in plane.clip(rim)))

    def claims(self) -> list[Claim]:
        """Claim that every vertex is at distance one from the centre."""
        if len(self.points) == 0:
            return []

        def drawn() -> npt.NDArray[np.float64]:
            return vertices(self.points)

        def truth() -> npt.NDArray[np.float64]:
            away = self.plane.from_screen(drawn()) - self.center_point
            length = np.linalg.norm(away, axis=-1, keepdims=True)
            return self.plane.to_screen(self.center_point + away / length)

        return [point_claim("unit circle", drawn, truth)]


class AngleArc(VMobject):
    """The arc from one angle to another about a point, counter-clockwise, with its name.

    ``start`` and ``turned`` are in degrees, in the plane's coordinates (equal scales); ``turned``
    may be a callable and up to a full turn. ``radius`` is in coordinates.
    """

    def __init__(
        self,
        plane: Plane,
        center: tuple[float, float],
        *,
        start: float,
        turned: Callable[[], float],
        radius: float,
        color: str = "ink",
    ) -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=CIRCLE_STROKE, fill_opacity=0)
        self.plane, self.center_point = plane, np.asarray(center, float)
        self.start, self.turned, self.radius = float(start), turned, float(radius)
        self.redraw()
        self.add_updater(lambda arc: arc.redraw())

    def at(self, share: float) -> npt.NDArray[np.float64]:
        """Return the scene position ``(3,)`` at a share of the arc."""
        return self.plane.to_screen(self._rim(np.array(share)))

    def redraw(self) -> AngleArc:
        """Draw it as far as it is turned now."""
        shares = np.linspace(0.0, 1.0, _SAMPLES)
        self.set_points(path(self.plane.to_screen(self._rim(shares))))
        return self

    def named(self, label: VMobject) -> VMobject:
        """Let a label ride at the arc's middle, hidden while the angle is too small for it."""

        def ride(_: Mobject) -> None:
            label.move_to(self.at(0.5))
            label.set_opacity(1.0 if abs(float(self.turned())) > LEAST_NAMED else 0.0)

        label.add_updater(ride, call_updater=True)
        return label

    def claims(self) -> list[Claim]:
        """Claim that both ends lie in the directions of the two angles."""

        def truth() -> npt.NDArray[np.float64]:
            return np.stack([self.at(0.0), self.at(1.0)])

        return [point_claim("angle", lambda: vertices(self.points)[[0, -1]], truth)]

    def _rim(self, shares: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        angles = np.radians(self.start + np.asarray(shares, float) * float(self.turned()))
        way = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        return np.asarray(self.center_point + self.radius * way)


def beyond_circle(label: VGroup, arrow: VectorArrow, plane: Plane, within: Region) -> VGroup:
    """Set a label where an arrow points, outside the unit circle about its tail; return it."""
    at, vector = arrow.truth()
    way = plane.vector_to_screen(vector)
    rim = max(float(np.linalg.norm(way)), float(np.linalg.norm(plane.vector_to_screen((1, 0)))))
    way = way / np.linalg.norm(way)
    reach = rim + SNUG + float(np.abs(way[:2]) @ np.array([label.width, label.height]) / 2)
    spot = plane.to_screen(at) + way * reach
    half = np.array([label.width, label.height, 0.0]) / 2
    low = np.array([within.left, within.bottom, 0.0]) + half
    high = np.array([within.right, within.top, 0.0]) - half
    label.move_to(np.clip(spot, low, high))
    return label
