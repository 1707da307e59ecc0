"""Cutting many convex polygons by a surface at once.

Polygons are arrays ``(n, m, 3)``: ``m`` corners each, shorter ones padded by repeating the last.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Distance = Callable[[Array], Array]


def clip(polygons: Array, distance: Distance, *, steps: int = 0) -> tuple[Array, Ints]:
    """Keep of each polygon the part where ``distance(points) >= 0``.

    Returns the polygons ``(k, m + 1, 3)`` that are left and the index ``(k,)`` of each in the
    input. A crossing is placed linearly along its edge, then refined by ``steps`` bisections of
    ``distance`` (needed where it isn't linear). ``distance`` maps ``(..., 3)`` to ``(...)``.
    """
    away = distance(polygons)
    inside = away >= 0
    whole = inside.all(axis=1)
    parted = inside.any(axis=1) & ~whole
    pad = np.repeat(polygons[whole][:, -1:], 1, axis=1)
    kept = np.concatenate([polygons[whole], pad], axis=1)
    cut = _cut(polygons[parted], away[parted], distance, steps)
    index = np.concatenate([np.flatnonzero(whole), np.flatnonzero(parted)])
    return np.concatenate([kept, cut]), index


def _cut(polygons: Array, away: Array, distance: Distance, steps: int) -> Array:
    count, corners, _ = polygons.shape
    following, away_next = np.roll(polygons, -1, axis=1), np.roll(away, -1, axis=1)
    inside = away >= 0
    crosses = inside != (away_next >= 0)
    edges = np.nonzero(crosses)
    where = crossing(
        polygons[edges], following[edges], away[edges], away_next[edges], distance, steps
    )
    # Each corner offers itself and the crossing on the edge after it: 2m slots, some unused.
    slots = np.empty((count, corners, 2, 3))
    slots[:, :, 0] = polygons
    slots[:, :, 1] = polygons
    slots[edges[0], edges[1], 1] = where
    used = np.stack([inside, crosses], axis=-1).reshape(count, -1)
    flat = slots.reshape(count, -1, 3)
    order = np.argsort(~used, axis=1, kind="stable")
    flat = np.take_along_axis(flat, order[..., None], axis=1)[:, : corners + 1]
    last = np.minimum(used.sum(axis=1), corners + 1) - 1
    take = np.minimum(np.arange(corners + 1), last[:, None])
    return np.take_along_axis(flat, take[..., None], axis=1)


def crossing(
    first: Array, second: Array, at_first: Array, at_second: Array, distance: Distance, steps: int
) -> Array:
    """Return the points ``(k, 3)`` between two points where ``distance`` changes sign."""
    low, high = np.zeros(len(first)), np.ones(len(first))
    for _ in range(steps):
        middle = (low + high) / 2
        at_middle = distance(first + middle[:, None] * (second - first))
        before = (at_middle >= 0) == (at_first >= 0)
        low, high = np.where(before, middle, low), np.where(before, high, middle)
    with np.errstate(invalid="ignore", divide="ignore"):
        linear = at_first / (at_first - at_second)
    t = (low + high) / 2 if steps else np.nan_to_num(linear, nan=0.5)
    return np.asarray(first + t[:, None] * (second - first))
