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

OUTER = 0.2
"""The same for a goal that was chosen only because the gradient is short there."""

ROOMY, LONGEST = 0.6, 0.6
"""Arrows on a spiral may be so much shorter; and none is longer than this share of the window."""

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
        good = [w for w in _ways(start, goal) if _inside(w, window).all() and _walkable(field, w)]
        if good:
            rooms = [room_for_arrows(field, way, window) for way in good]
            # A spiral shows more than a straight way, unless arrows must be drawn tiny for it.
            chosen = next(k for k, room in enumerate(rooms) if room >= ROOMY * max(rooms))
            return Route(good[chosen], rests=True)
    X, Y = window.grid(41, 41)
    grid = np.stack([X.ravel(), Y.ravel()], axis=-1)
    grid = grid[_inside(grid, window, margin=OUTER)]
    grid = grid[np.argsort(np.linalg.norm(field.gradient(grid), axis=1), kind="stable")]
    straight = (_straight(start, goal) for goal in grid if np.linalg.norm(goal - start) > 0)
    stay = np.repeat(start[None], 2, axis=0)
    return Route(next((way for way in straight if _walkable(field, way)), stay), rests=False)


def room_for_arrows(field: ScalarField, way: Array, window: Window) -> float:
    """Return the largest scale at which all gradients along a way ``(k, 2)`` end in the window."""
    arms = field.gradient(way)
    with np.errstate(divide="ignore", invalid="ignore"):
        ahead = np.where(arms > 0, window.low + window.size - way, window.low - way) / arms
    longest = float(np.linalg.norm(arms, axis=1).max())
    if longest == 0:
        return np.inf
    inside = float(np.nanmin(np.where(arms == 0, np.inf, ahead)))
    return min(inside, LONGEST * min(window.width, window.height) / longest)


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


def _inside(points: Array, window: Window, *, margin: float = INNER) -> npt.NDArray[np.bool_]:
    edge = margin * window.size
    return np.asarray(
        ((points >= window.low + edge) & (points <= window.low + window.size - edge)).all(axis=1)
    )


def _walkable(field: ScalarField, way: Array) -> bool:
    with np.errstate(all="ignore"):
        return bool(np.isfinite(field.gradient(way)).all())
