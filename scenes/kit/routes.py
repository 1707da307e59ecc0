"""A way through a gradient field to a place where the gradient vanishes, or is shortest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array, Window
from mathcore.critical import find_critical_points
from mathcore.fields import ScalarField

SAMPLES = 181
MOST_MARKED = 9
"""So many places at most are marked on one map."""

INNER = 0.03
"""Share of the window's sides that a way keeps from its edge."""

TURN = np.radians(200.0)
"""How far a way goes round its goal before it ends there."""

SHORTEST = 0.16
"""A goal nearer than this, as a share of the window's shorter side, makes no way."""


@dataclass(frozen=True, eq=False)
class Route:
    """A polyline ``(k, 2)`` through input space; ``rests`` says whether the gradient ends at 0."""

    points: Array
    rests: bool

    def at(self, share: float) -> Array:
        """Return the point ``(2,)`` at a share (0..1) of the way's length."""
        steps = np.linalg.norm(np.diff(self.points, axis=0), axis=1)
        run = np.concatenate([[0.0], np.cumsum(steps)])
        return np.array([np.interp(share * run[-1], run, axis) for axis in self.points.T])


def resting_places(field: ScalarField, window: Window) -> Array:
    """Return the points ``(k, 2)`` inside the window where the gradient vanishes."""
    with np.errstate(all="ignore"):
        found = [c.point for c in find_critical_points(field, window)]
    points = np.array(found, float).reshape(-1, 2)
    return points[_inside(points, window)]


def route(field: ScalarField, at: npt.ArrayLike, window: Window, places: Array) -> Route:
    """Return a way from ``at`` to one of ``places`` ``(k, 2)``, spiralling in where it can.

    The gradient is finite all along it. With no place to go to, it goes straight to where the
    gradient is shortest in the window.
    """
    start = np.asarray(at, float)
    far = np.linalg.norm(places - start, axis=1)
    order = np.argsort(far, kind="stable")
    goals = [places[k] for k in order if far[k] >= SHORTEST * min(window.width, window.height)]
    for goal in goals:
        for way in _ways(start, goal):
            if _inside(way, window).all() and _walkable(field, way):
                return Route(way, rests=True)
    X, Y = window.grid(41, 41)
    grid = np.stack([X.ravel(), Y.ravel()], axis=-1)
    grid = grid[_inside(grid, window)]
    grid = grid[np.argsort(np.linalg.norm(field.gradient(grid), axis=1), kind="stable")]
    straight = (_straight(start, goal) for goal in grid if np.linalg.norm(goal - start) > 0)
    stay = np.repeat(start[None], 2, axis=0)
    return Route(next((way for way in straight if _walkable(field, way)), stay), rests=False)


def _ways(start: Array, goal: Array) -> Iterator[Array]:
    share = np.linspace(0.0, 1.0, SAMPLES)
    arm = start - goal
    # First round at full distance, then in.
    reach = 1 - np.clip((share - 0.45) / 0.55, 0, 1) ** 1.5
    for side in (1.0, -1.0):
        angle = side * TURN * (1 - (1 - share) ** 1.6)
        cos, sin = np.cos(angle), np.sin(angle)
        turned = np.stack([cos * arm[0] - sin * arm[1], sin * arm[0] + cos * arm[1]], axis=-1)
        yield goal + reach[:, None] * turned
    yield _straight(start, goal)


def _straight(start: Array, goal: Array) -> Array:
    return start + np.linspace(0.0, 1.0, SAMPLES)[:, None] * (goal - start)


def _inside(points: Array, window: Window) -> npt.NDArray[np.bool_]:
    edge = INNER * window.size
    return np.asarray(
        ((points >= window.low + edge) & (points <= window.low + window.size - edge)).all(axis=1)
    )


def _walkable(field: ScalarField, way: Array) -> bool:
    with np.errstate(all="ignore"):
        return bool(np.isfinite(field.gradient(way)).all())
