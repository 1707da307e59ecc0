"""From a box of mathematics to the screen: an affine map into a box, a turn, mild perspective.

A point ``(x, y, z)`` first goes to box units: the floor is centred on the vertical axis and its
longer side is 1. An eye at azimuth ``a``, elevation ``e`` and distance ``D`` looks at the box's
centre ``m``. With ``c = (cos e cos a, cos e sin a, sin e)`` the direction to the eye,
``r = (-sin a, cos a, 0)`` to the right, ``u = c x r`` upwards and ``q`` the point minus ``m``::

    screen = centre + scale (q.r, q.u) D / (D - q.c)        depth = q.c  (larger is nearer)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

EYE_DISTANCE = 5.0
"""Distance of the eye in units of the floor's longer side: mild perspective."""


@dataclass(frozen=True)
class Box:
    """The mathematical ranges and how large each side is drawn, the longer floor side being 1.

    ``sides`` are the drawn lengths of the x, y and z ranges; the z range starts ``lift`` above
    the floor, so that the floor can be seen below the surface.
    """

    low: tuple[float, float, float]
    high: tuple[float, float, float]
    sides: tuple[float, float, float]
    lift: float

    @property
    def scale(self) -> Array:
        """Box units per unit of x, y, z: ``(3,)``."""
        spans = np.asarray(self.high, float) - np.asarray(self.low, float)
        return np.asarray(np.asarray(self.sides, float) / spans)

    @property
    def floor(self) -> float:
        """The z value at which the floor lies, below the z range by the lift."""
        return float(self.low[2] - self.lift / self.scale[2])

    @property
    def middle(self) -> Array:
        """The point ``(3,)`` of the box that the eye looks at."""
        low = np.array([*self.low[:2], self.floor])
        return np.asarray((low + np.asarray(self.high, float)) / 2)

    def to_box(self, points: npt.ArrayLike) -> Array:
        """Map points ``(..., 3)`` to box units about the middle."""
        return (np.asarray(points, float) - self.middle) * self.scale

    def from_box(self, positions: npt.ArrayLike) -> Array:
        """Map box units about the middle back to points ``(..., 3)``."""
        return np.asarray(positions, float) / self.scale + self.middle

    @property
    def radius(self) -> float:
        """Distance of the floor's corners from the vertical axis, in box units."""
        return float(np.hypot(*self.sides[:2]) / 2)

    @property
    def half_height(self) -> float:
        """Half of the drawn height, lift included, in box units."""
        return (self.sides[2] + self.lift) / 2


@dataclass(frozen=True)
class Projection:
    """One view of a box: ``azimuth`` and ``elevation`` in radians, ``scale`` in scene units."""

    box: Box
    azimuth: float
    elevation: float
    scale: float
    centre: tuple[float, float]
    distance: float = EYE_DISTANCE

    @property
    def frame(self) -> tuple[Array, Array, Array]:
        """The directions to the right, upwards and to the eye, each ``(3,)``."""
        ca, sa = np.cos(self.azimuth), np.sin(self.azimuth)
        ce, se = np.cos(self.elevation), np.sin(self.elevation)
        right = np.array([-sa, ca, 0.0])
        up = np.array([-se * ca, -se * sa, ce])
        return right, up, np.array([ce * ca, ce * sa, se])

    @property
    def eye(self) -> Array:
        """Where the eye is, as a point ``(3,)`` in the box's own coordinates."""
        return self.box.from_box(self.frame[2] * self.distance)

    def to_screen(self, points: npt.ArrayLike) -> Array:
        """Map points ``(..., 3)`` to scene positions ``(..., 3)`` whose last entry is 0."""
        inside = self.box.to_box(points)
        right, up, toward = self.frame
        grow = self.scale * self.distance / (self.distance - inside @ toward)
        x, y = inside @ right * grow, inside @ up * grow
        return np.stack([x + self.centre[0], y + self.centre[1], np.zeros_like(x)], axis=-1)

    def depth(self, points: npt.ArrayLike) -> Array:
        """Return how near points ``(..., 3)`` are, in box units: larger is nearer."""
        return np.asarray(self.box.to_box(points) @ self.frame[2])

    def from_screen(self, positions: npt.ArrayLike, height: float) -> Array:
        """Map scene positions ``(..., 3)`` to the points ``(..., 2)`` at ``z = height`` there."""
        right, up, toward = self.frame
        plane = (np.asarray(positions, float)[..., :2] - self.centre) / self.scale
        # The ray from the eye through the picture plane: eye + s (plane - eye).
        start = toward * self.distance
        ray = plane[..., :1] * right + plane[..., 1:2] * up - start
        level = float(self.box.to_box([*self.box.middle[:2], height])[2])
        s = (level - start[2]) / ray[..., 2]
        return self.box.from_box(start + s[..., None] * ray)[..., :2]
