"""Polylines as manim paths, many at once: to Bézier points, back to vertices, cut at a box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_THIRDS = np.array([0.0, 1 / 3, 2 / 3, 1.0])[:, None]


def path(vertices: npt.ArrayLike) -> Array:
    """Return the cubic Bézier points ``(4(k-1), 3)`` of a polyline with vertices ``(k, 3)``."""
    corners = np.asarray(vertices, float)
    if len(corners) < 2:
        return np.zeros((0, 3))
    start, end = corners[:-1, None], corners[1:, None]
    return np.asarray((start + (end - start) * _THIRDS).reshape(-1, 3))


def paths(lines: Iterable[npt.ArrayLike]) -> Array:
    """Return the points of several polylines as subpaths of one path."""
    pieces = [path(line) for line in lines]
    return np.concatenate(pieces) if pieces else np.zeros((0, 3))


def outlines(polygons: npt.ArrayLike) -> Array:
    """Return the points of closed polygons ``(n, k, 3)``, all as subpaths of one path."""
    corners = np.asarray(polygons, float)
    if len(corners) == 0:
        return np.zeros((0, 3))
    start = corners[:, :, None]
    end = np.roll(corners, -1, axis=1)[:, :, None]
    return np.asarray((start + (end - start) * _THIRDS).reshape(-1, 3))


def vertices(points: npt.ArrayLike) -> Array:
    """Return all vertices ``(k, 3)`` of the polylines that a path was made from, in order."""
    curves = np.asarray(points, float)
    if len(curves) == 0:
        return np.zeros((0, 3))
    starts, ends = curves[0::4], curves[3::4]
    # A piece's end is a vertex of its own only where its polyline stops.
    stops = np.append(~np.isclose(ends[:-1], starts[1:], rtol=0, atol=1e-9).all(axis=1), True)
    both = np.stack([starts, ends], axis=1)
    kept = np.stack([np.ones(len(starts), bool), stops], axis=1)
    return np.asarray(both[kept])


def flat(points: npt.ArrayLike) -> Array:
    """Return plane positions ``(..., 2)`` as scene positions ``(..., 3)`` at height 0."""
    array = np.asarray(points, float)
    return np.concatenate([array, np.zeros((*array.shape[:-1], 1))], axis=-1)


def clip_polyline(line: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike) -> list[Array]:
    """Cut a polyline ``(k, n)`` to the box ``low <= p <= high``: the pieces inside, in order.

    Vertices that are not finite break the line.
    """
    whole = np.asarray(line, float)
    pieces: list[Array] = []
    for run in _finite_runs(whole):
        pieces += _clip_run(run, np.asarray(low, float), np.asarray(high, float))
    return pieces


def _finite_runs(line: Array) -> Sequence[Array]:
    good = np.isfinite(line).all(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], good.astype(int), [0]])))
    return [line[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 1]


def _clip_run(line: Array, low: Array, high: Array) -> list[Array]:
    """Cut all segments at once, then chain them where they still meet."""
    start, way = line[:-1], np.diff(line, axis=0)
    enter, leave, kept = clip_segments(start, line[1:], low, high)
    pieces: list[Array] = []
    chain: list[Array] = []
    for k in np.flatnonzero(kept):
        first, last = start[k] + enter[k] * way[k], start[k] + leave[k] * way[k]
        last = line[k + 1] if leave[k] == 1.0 else last
        if not chain or enter[k] > 0 or not kept[k - 1]:
            if chain:
                pieces.append(np.array(chain))
            chain = [first]
        chain.append(last)
    if chain:
        pieces.append(np.array(chain))
    return pieces


def clip_segments(
    start: npt.ArrayLike, end: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike
) -> tuple[Array, Array, npt.NDArray[np.bool_]]:
    """Cut segments ``(k, n)`` to a box, by Liang and Barsky.

    Returns the shares ``(k,)`` of each segment's way at which it enters and leaves the box, and
    which segments ``(k,)`` are in it at all.
    """
    first, least, most = (np.asarray(a, float) for a in (start, low, high))
    way = np.asarray(end, float) - first
    still = way == 0
    safe = np.where(still, 1.0, way)
    to_low, to_high = (least - first) / safe, (most - first) / safe
    enter = np.where(still, 0.0, np.minimum(to_low, to_high)).max(axis=1).clip(0.0)
    leave = np.where(still, 1.0, np.maximum(to_low, to_high)).min(axis=1).clip(None, 1.0)
    outside = (still & ((first < least) | (first > most))).any(axis=1)
    return enter, leave, (enter < leave) & ~outside


def clip_segment(
    start: npt.ArrayLike, end: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike
) -> Array | None:
    """Cut one segment to a box: its two ends ``(2, n)``, or None when it misses the box."""
    pieces = clip_polyline(np.array([start, end], float), low, high)
    return pieces[0] if pieces else None
