"""Which points of a line are hidden behind the surface ``z = f(x, y)``.

The straight ray from a point to the eye meets the surface exactly where ``g = z - f(x, y)``
changes sign along it. A point is hidden if ``g`` takes both signs on the ray and passes 0 where
the surface is drawn.
A point *on* the surface starts at ``g = 0`` and is hidden only by another part of the surface.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

SAMPLES = 48
"""Places looked at along each ray; close together near the point, where it matters."""

TOLERANCE = 2e-3
"""How far, in parts of the z range, a ray must pass the surface to count as crossing it."""


@dataclass(frozen=True)
class Occluder:
    """A surface over a box that can hide what lies behind it.

    ``height`` maps ``(..., 2)`` to ``(...)`` and may be nan; ``low`` and ``high`` are the box's
    corners ``(3,)``; ``opaque``, if given, says which points ``(..., 3)`` of the surface can hide
    anything (a part that has been faded away cannot).
    """

    height: Callable[[Array], Array]
    low: Array
    high: Array
    opaque: Callable[[Array], Bools] | None = None

    def hides(self, points: npt.ArrayLike, eye: Array) -> Bools:
        """Say which points ``(k, 3)`` the surface hides from the eye ``(3,)``: ``(k,)``."""
        start = np.asarray(points, float)
        ray = eye - start
        # Only the part of the ray inside the box can meet the drawn surface.
        with np.errstate(divide="ignore", invalid="ignore"):
            leaves = (np.where(ray > 0, self.high, self.low) - start) / ray
        end = np.clip(np.where(ray == 0, 1.0, leaves).min(axis=-1), 0.0, 1.0)
        share = (np.arange(SAMPLES + 1) / SAMPLES) ** 1.5
        places = start[:, None] + (end[:, None] * share)[..., None] * ray[:, None]
        with np.errstate(all="ignore"):
            above = places[..., 2] - self.height(places[..., :2])
        solid: Bools = np.isfinite(above)
        if self.opaque is not None:
            solid &= self.opaque(places)
        slack = TOLERANCE * (self.high[2] - self.low[2])
        over, under = (above > slack) & solid, (above < -slack) & solid
        # Beyond the z bounds there is no surface, so a crossing there hides nothing.
        with np.errstate(all="ignore"):
            share_before = above[:, :-1] / (above[:, :-1] - above[:, 1:])
            level = places[:, :-1, 2] + share_before * np.diff(places[..., 2], axis=1)
            crosses = above[:, :-1] * above[:, 1:] <= 0
            drawn = (level >= self.low[2] - slack) & (level <= self.high[2] + slack)
        meets = crosses & drawn & solid[:, :-1] & solid[:, 1:]
        return np.asarray(over.any(axis=1) & under.any(axis=1) & meets.any(axis=1))


@dataclass(frozen=True)
class Piece:
    """A part ``(k, 3)`` of a polyline that is hidden or seen throughout."""

    points: Array
    hidden: bool


def split_by_sight(
    points: Array, hides: Callable[[Array], Bools], *, refine: int = 5
) -> list[Piece]:
    """Cut a polyline ``(k, 3)`` where it passes out of sight or into it.

    Each change is placed by ``refine`` bisections between two neighbouring vertices.
    """
    if len(points) < 2:
        return []
    hidden = hides(points)
    changes = np.flatnonzero(hidden[1:] != hidden[:-1])
    low, high = np.zeros(len(changes)), np.ones(len(changes))
    first, second = points[changes], points[changes + 1]
    for _ in range(refine if len(changes) else 0):
        middle = (low + high) / 2
        same = hides(first + middle[:, None] * (second - first)) == hidden[changes]
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    cuts = first + ((low + high) / 2)[:, None] * (second - first)
    pieces, begin, head = [], 0, points[:0]
    for change, cut in zip(changes, cuts, strict=True):
        run = [head, points[begin : change + 1], cut[None]]
        pieces.append(Piece(np.concatenate(run), bool(hidden[change])))
        begin, head = int(change) + 1, cut[None]
    pieces.append(Piece(np.concatenate([head, points[begin:]]), bool(hidden[-1])))
    return [piece for piece in pieces if len(piece.points) > 1]


def finite_runs(points: Array) -> list[Array]:
    """Return the stretches ``(k, 3)`` of a polyline between its nan vertices."""
    good = np.isfinite(points).all(axis=-1)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], good.astype(np.int8), [0]])))
    starts, ends = edges[::2], edges[1::2]
    return [points[a:b] for a, b in zip(starts, ends, strict=True) if b - a > 1]


def clip_heights(points: Array, low: float, high: float) -> list[Array]:
    """Return the stretches of a polyline ``(k, 3)`` with ``low <= z <= high``.

    Where an edge crosses a bound, the point on the bound is put in.
    """
    for bound in (low, high):
        points = _with_crossings(points, bound)
    slack = 1e-9 * (high - low)
    with np.errstate(invalid="ignore"):
        outside = ~((points[:, 2] >= low - slack) & (points[:, 2] <= high + slack))
    return finite_runs(np.where(outside[:, None], np.nan, points))


def _with_crossings(points: Array, bound: float) -> Array:
    z = points[:, 2] - bound
    with np.errstate(invalid="ignore"):
        at = np.flatnonzero(z[1:] * z[:-1] < 0)
    t = z[at] / (z[at] - z[at + 1])
    on = points[at] + t[:, None] * (points[at + 1] - points[at])
    on[:, 2] = bound
    return np.insert(points, at + 1, on, axis=0)
