"""A box of mathematics standing in a region of the frame, seen by an eye that can move.

Everything that lives in a ``Space`` is an ``InSpace`` mobject: it keeps its mathematics in arrays
and projects them when it is painted, so turning the view is one animation, ``space.turn(...)``.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar, Protocol, Self

import numpy as np
import numpy.typing as npt
from manim import Mobject

from mathcore.arrays import Window
from scenes.kit.painted import Array, Painted
from scenes.kit.projection import Box, Projection
from scenes.kit.states import Heading, State, View

FLOOR, SURFACE, PANE, FRONT, LINES, LABELS = -4.0, -3.0, -2.0, -1.0, 0.0, 1.0
"""Painting order (z index) of what is on the floor, behind a cut, in it, before it, and on top."""

LABEL_MARGIN = 0.75
"""Scene units kept free around the box for tick labels."""


class Placed(Protocol):
    """A rectangle of the frame, such as a layout region."""

    @property
    def center(self) -> Any: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...


class Space:
    """A box of x, y, z in a region of the frame.

    ``window`` gives x and y; ``z`` the range of heights. The floor keeps the true proportion of
    x to y unless that is more extreme than ``1 : max_stretch``. ``height`` is the drawn height of
    the z range and ``lift`` its height over the floor, both in units of the longer floor side.
    The box is as large as the region allows at every azimuth, so turning never leaves it.
    """

    def __init__(
        self,
        window: Window,
        z: tuple[float, float],
        *,
        region: Placed | None = None,
        azimuth: float = -60.0,
        elevation: float = 24.0,
        height: float = 0.62,
        lift: float = 0.22,
        max_stretch: float = 2.0,
    ) -> None:
        if not z[1] > z[0]:
            raise ValueError(f"the z range must rise, but it is {z[0]:g} to {z[1]:g}")
        self.window = window
        longer = max(window.width, window.height)
        sides = [max(side / longer, 1 / max_stretch) for side in (window.width, window.height)]
        self.box = Box(
            (window.x[0], window.y[0], z[0]),
            (window.x[1], window.y[1], z[1]),
            (sides[0], sides[1], height),
            lift,
        )
        self.view = View(azimuth, elevation)
        self.fit(region, elevation)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        # A copied mobject still lives in the same space.
        return self

    def fit(self, region: Placed | None, elevation: float) -> None:
        """Choose centre and scale so that the box fits the region from every side."""
        middle = (0.0, 0.0) if region is None else np.asarray(region.center, float)[:2]
        width, height = (14.2, 8.0) if region is None else (region.width, region.height)
        sine, cosine = np.sin(np.radians(elevation)), np.cos(np.radians(elevation))
        radius, half = self.box.radius, self.box.half_height
        grow = 5.0 / (5.0 - radius)
        across = 2 * radius * grow
        down = 2 * (radius * sine * grow + half * cosine)
        self.scale = float(
            min((width - 2 * LABEL_MARGIN) / across, (height - 1.6 * LABEL_MARGIN) / down)
        )
        self.centre = (float(middle[0]), float(middle[1]) + LABEL_MARGIN * 0.4)

    @property
    def projection(self) -> Projection:
        """The projection of the present view."""
        x, y = self.centre + self.view.offset
        return Projection(
            self.box,
            float(np.radians(self.view.azimuth)),
            float(np.radians(self.view.elevation)),
            self.scale * self.view.zoom,
            (float(x), float(y)),
        )

    def stamp(self) -> Hashable:
        """Return something that changes exactly when the view does."""
        return self.view.stamp()

    def turn(
        self,
        *,
        azimuth: float | None = None,
        elevation: float | None = None,
        zoom: float | None = None,
        offset: tuple[float, float] | None = None,
        **animation: Any,
    ) -> Any:
        """Return the animation that moves the eye (degrees); everything in the space follows.

        ``offset`` is how far from the middle of its region the box is then seen, in scene units.
        """
        move: Any = self.view.animate
        return move(**animation).look(
            azimuth=azimuth, elevation=elevation, zoom=zoom, offset=offset
        )

    def stand_alone(self) -> None:
        """Be seen in the middle of the frame, while nothing stands beside the box."""
        self.view.look(offset=(-self.centre[0], 0.0))

    def make_room(self, **animation: Any) -> Any:
        """Return the animation that moves the box back to its own region."""
        return self.turn(offset=(0.0, 0.0), **animation)

    def to_screen(self, points: npt.ArrayLike) -> Array:
        """Map points ``(..., 3)`` to scene positions ``(..., 3)`` with last entry 0."""
        return self.projection.to_screen(points)

    def depth(self, points: npt.ArrayLike) -> Array:
        """Return the depth of points ``(..., 3)``: larger is nearer to the eye."""
        return self.projection.depth(points)

    def at_height(self, height: float) -> HeightChart:
        """Return the chart of the horizontal plane ``z = height``."""
        return HeightChart(self, height)

    @property
    def floor(self) -> HeightChart:
        """The chart of the floor: input space."""
        return HeightChart(self, self.box.floor)

    def on_floor(self, points: npt.ArrayLike) -> Array:
        """Lift points ``(..., 2)`` of input space to points ``(..., 3)`` on the floor."""
        return self.at(points, self.box.floor)

    def at(self, points: npt.ArrayLike, height: npt.ArrayLike) -> Array:
        """Join points ``(..., 2)`` and heights ``(...)`` to ``(..., 3)``."""
        flat = np.asarray(points, float)
        heights = np.broadcast_to(np.asarray(height, float), flat.shape[:-1])
        return np.concatenate([flat, heights[..., None]], axis=-1)

    def inside(self, points: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Say which points ``(..., 3)`` are between the box's lowest and highest z."""
        heights = np.asarray(points, float)[..., 2]
        slack = 1e-9 * (self.box.high[2] - self.box.low[2])
        within = (heights >= self.box.low[2] - slack) & (heights <= self.box.high[2] + slack)
        return np.asarray(within)


class HeightChart:
    """A horizontal plane of a space as a two-dimensional chart (see ``claims.Chart``)."""

    def __init__(self, space: Space, height: float) -> None:
        self.space, self.height = space, height

    def to_screen(self, coordinates: npt.ArrayLike) -> Array:
        """Map coordinates ``(..., 2)`` on the plane to scene positions ``(..., 3)``."""
        return self.space.to_screen(self.space.at(coordinates, self.height))

    def from_screen(self, positions: npt.ArrayLike) -> Array:
        """Map scene positions ``(..., 3)`` to the coordinates ``(..., 2)`` seen there."""
        return self.space.projection.from_screen(positions, self.height)


class InSpace(Painted):
    """A painted mobject that follows the view of its space.

    A subclass gives ``build()``, all that is computed for the present view and state; it is
    called once for each change. ``depends()`` names further states that it follows.
    """

    shared: ClassVar[tuple[str, ...]] = ("_built",)

    def __init__(self, space: Space, *, z_index: float = LINES, opacity: float = 1.0) -> None:
        super().__init__(z_index=z_index, opacity=opacity)
        self.space = space
        self._built: tuple[Hashable, Any] | None = None
        self.add_updater(follow)

    def build(self) -> Any:
        """Compute what is painted, in scene units."""
        raise NotImplementedError

    def depends(self) -> tuple[Hashable, ...]:
        """Return the stamps of further states that this mobject follows."""
        return ()

    def stamp(self) -> Hashable:
        """Return something that changes exactly when the picture must be built anew."""
        own = tuple(np.asarray(getattr(self, name)).tobytes() for name in self.animated)
        return (self.space.stamp(), *own, *self.depends())

    def picture(self) -> Hashable:
        """Return the stamp: what is painted follows from it."""
        return self.stamp()

    @property
    def built(self) -> Any:
        """The result of ``build`` for the present state."""
        stamp = self.stamp()
        if self._built is None or self._built[0] != stamp:
            self._built = (stamp, self.build())
        return self._built[1]


def follow(mobject: Mobject) -> None:
    """Updater: keep the bounding rectangle of an ``InSpace`` where the picture is."""
    assert isinstance(mobject, InSpace)
    mobject.settle()


__all__ = [
    "FLOOR", "FRONT", "LABELS", "LINES", "PANE", "SURFACE", "Heading", "HeightChart", "InSpace",
    "Placed", "Space", "State", "View", "follow",
]  # fmt: skip
