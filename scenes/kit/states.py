"""Things that can be animated but not seen: where the eye is, and where one stands and looks."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
from manim import Mobject, straight_path

from mathcore.arrays import Window
from scenes.kit.painted import Array


class State(Mobject):
    """Named numbers that can be animated but not seen; blends the attributes in ``animated``."""

    animated: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        # manim's animations pass over what has no points: the state would jump at their end.
        self.points = np.zeros((1, 3))

    def interpolate(
        self,
        mobject1: Any,
        mobject2: Any,
        alpha: float,
        path_func: Callable[..., Any] = straight_path(),  # noqa: B008 - manim's own default
    ) -> Self:
        """Blend two states linearly."""
        for name in self.animated:
            first, second = getattr(mobject1, name), getattr(mobject2, name)
            setattr(self, name, first * (1 - alpha) + second * alpha)
        return self

    def stamp(self) -> Hashable:
        """Return something that changes exactly when the state does."""
        return tuple(np.asarray(getattr(self, name)).tobytes() for name in self.animated)


class View(State):
    """Where the eye is: ``azimuth`` and ``elevation`` in degrees, and a ``zoom`` factor.

    ``offset (2,)`` moves all that is seen, in scene units.
    """

    animated = ("azimuth", "elevation", "zoom", "offset")

    def __init__(self, azimuth: float, elevation: float, *, zoom: float = 1.0) -> None:
        super().__init__()
        self.azimuth, self.elevation, self.zoom = float(azimuth), float(elevation), float(zoom)
        self.offset = np.zeros(2)

    def look(
        self,
        *,
        azimuth: float | None = None,
        elevation: float | None = None,
        zoom: float | None = None,
        offset: tuple[float, float] | None = None,
    ) -> Self:
        """Move the eye; what is not given stays."""
        self.azimuth = self.azimuth if azimuth is None else float(azimuth)
        self.elevation = self.elevation if elevation is None else float(elevation)
        self.zoom = self.zoom if zoom is None else float(zoom)
        self.offset = self.offset if offset is None else np.array(offset, float)
        return self


class Heading(State):
    """A point of input space and a direction from it; slices, tangents and arrows follow it.

    ``at`` is the point ``(2,)``, ``angle`` the direction in radians in input space.
    """

    animated = ("at", "angle")
    bisections: ClassVar[int] = 0

    def __init__(self, point: npt.ArrayLike, direction: npt.ArrayLike) -> None:
        super().__init__()
        self.at: Array = np.array(point, float)
        dx, dy = np.asarray(direction, float)
        self.angle = float(np.arctan2(dy, dx))

    @property
    def unit(self) -> Array:
        """The unit vector ``u = (cos angle, sin angle)``."""
        return np.array([np.cos(self.angle), np.sin(self.angle)])

    @property
    def normal(self) -> Array:
        """The unit vector a quarter turn to the left of ``u``."""
        return np.array([-np.sin(self.angle), np.cos(self.angle)])

    def turn_to(self, direction: npt.ArrayLike) -> Self:
        """Face ``direction (2,)``, turning the short way."""
        dx, dy = np.asarray(direction, float)
        gap = np.arctan2(dy, dx) - self.angle
        self.angle += float((gap + np.pi) % (2 * np.pi) - np.pi)
        return self

    def turn_by(self, angle: float) -> Self:
        """Turn by ``angle`` radians, counter-clockwise; more than a full turn is kept."""
        self.angle += float(angle)
        return self

    def move_at(self, point: npt.ArrayLike) -> Self:
        """Stand at ``point (2,)``."""
        self.at = np.array(point, float)
        return self

    def along(self, t: npt.ArrayLike) -> Array:
        """Return the points ``at + t u`` for parameters ``(...)``: ``(..., 2)``."""
        return self.at + np.asarray(t, float)[..., None] * self.unit

    def signed(self, points: npt.ArrayLike) -> Array:
        """Return the distance of points ``(..., 2 or 3)`` from the plane, positive to the left."""
        return np.asarray((np.asarray(points, float)[..., :2] - self.at) @ self.normal)

    def span(self, window: Window) -> tuple[float, float]:
        """Return the ``t`` between which ``at + t u`` is inside the window."""
        low, high = np.array([window.x, window.y]).T
        unit = np.where(np.abs(self.unit) < 1e-12, 1e-12, self.unit)
        ends = np.sort(np.stack([(low - self.at) / unit, (high - self.at) / unit]), axis=0)
        return float(ends[0].max()), float(ends[1].min())
