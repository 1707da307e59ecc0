"""A path down a function: where it went, what it found there, and why it stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array

__all__ = ["Outcome", "Trajectory", "angles", "curve_gap"]

Outcome = Literal["converged", "finished", "left the window", "diverged", "stalled"]
"""How a path ended.

``converged``: the gradient is as small as asked. ``finished``: the steps or the time are used up.
``left the window``: the last point lies outside. ``diverged``: the path grew without bound, or no
finite value lies ahead. ``stalled``: the next step would be too small to change the point.
"""


@dataclass(frozen=True, eq=False)
class Trajectory:
    """A path of k points in n dimensions with the values and gradients met on the way.

    ``points`` is ``(k, n)``, ``values`` is ``(k,)``, ``gradients`` is ``(k, n)``; ``steps`` is
    ``(k - 1,)``, the factor α of each step (for a flow: the time between two points); ``times``
    is ``(k,)`` for a flow and None for a descent. ``reason`` is a sentence. The arrays are
    read-only.
    """

    points: Array
    values: Array
    gradients: Array
    steps: Array
    outcome: Outcome
    reason: str
    times: Array | None = None

    def __post_init__(self) -> None:
        for array in (self.points, self.values, self.gradients, self.steps, self.times):
            if array is not None:
                array.setflags(write=False)

    def __len__(self) -> int:
        return len(self.points)

    @property
    def converged(self) -> bool:
        """Whether the gradient became as small as asked."""
        return self.outcome == "converged"

    @property
    def diverged(self) -> bool:
        """Whether the path grew without bound or ran out of finite values."""
        return self.outcome == "diverged"

    @property
    def start(self) -> Array:
        """The first point, ``(n,)``."""
        point: Array = self.points[0]
        return point

    @property
    def end(self) -> Array:
        """The last point, ``(n,)``."""
        point: Array = self.points[-1]
        return point

    @property
    def moves(self) -> Array:
        """The displacements from each point to the next, ``(k - 1, n)``."""
        return np.diff(self.points, axis=0)

    @property
    def length(self) -> float:
        """The Euclidean length of the path."""
        return float(np.linalg.norm(self.moves, axis=-1).sum())

    @property
    def value_ratios(self) -> Array:
        """The factors ``values[i + 1] / values[i]``, ``(k - 1,)``; ``nan`` after a value 0."""
        with np.errstate(all="ignore"):
            before = np.where(self.values[:-1] == 0, np.nan, self.values[:-1])
            ratios: Array = self.values[1:] / before
        return ratios

    @property
    def turns(self) -> Array:
        """The angles between consecutive displacements in radians, ``(k - 2,)``."""
        return angles(self.moves[:-1], self.moves[1:])

    def within(self, distance: float, of: npt.ArrayLike) -> int | None:
        """Return the first index whose point is at most ``distance`` from ``of``, or None."""
        near = np.linalg.norm(self.points - np.asarray(of, float), axis=-1) <= distance
        return int(np.argmax(near)) if near.any() else None


def angles(first: Array, second: Array) -> Array:
    """Return the angles in [0, π] between vectors ``(..., n)`` and ``(..., n)``.

    Uses ``2 atan2(‖a − b‖, ‖a + b‖)`` of the unit vectors, which is exact to rounding even for
    nearly parallel vectors, where the arc cosine is not. A zero vector gives ``nan``.

    >>> angles(np.array([1.0, 0.0]), np.array([0.0, 3.0])) / np.pi
    np.float64(0.5)
    """
    with np.errstate(all="ignore"):
        a = first / np.linalg.norm(first, axis=-1, keepdims=True)
        b = second / np.linalg.norm(second, axis=-1, keepdims=True)
        angle: Array = 2 * np.arctan2(
            np.linalg.norm(a - b, axis=-1), np.linalg.norm(a + b, axis=-1)
        )
    return angle


def curve_gap(points: npt.ArrayLike, curve: npt.ArrayLike) -> float:
    """Return how far points ``(k, n)`` stray at most from the polyline ``curve`` ``(m, n)``.

    ``max over p of min over q in curve of ‖p − q‖``: zero if every point lies on the curve. Not
    symmetric: a path may lie on a part of the curve only.

    >>> curve_gap([(1, 0.25)], [(0, 0), (2, 0)])
    0.25
    """
    p, q = np.asarray(points, float), np.asarray(curve, float)
    base, along = q[:-1], np.diff(q, axis=0)
    square = np.maximum((along**2).sum(-1), np.finfo(float).tiny)

    def gap(point: Array) -> float:
        offset = point - base
        share = np.clip((offset * along).sum(-1) / square, 0, 1)
        return float(np.linalg.norm(offset - share[:, None] * along, axis=-1).min())

    return max(gap(point) for point in p)
