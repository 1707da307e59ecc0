"""Which part of input space a picture shows when nobody says."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from mathcore.arrays import Window

REACH = 2.0
ROOM = 1.25
"""How much of each axis lies beyond the point: room for a step of one."""

PADDING = 0.12
TRIM = 0.02


def window_around(point: tuple[float, float], *, reach: float = REACH) -> Window:
    """Return a window that is symmetric about the origin and holds ``point`` with room to step.

    Each axis runs from ``-r`` to ``r`` with ``r = max(reach, |coordinate| + 1.25)``.
    """
    x, y = (max(reach, abs(coordinate) + ROOM) for coordinate in point)
    return Window((-x, x), (-y, y))


def span_around(values: Iterable[float], *, keep: Iterable[float] = ()) -> tuple[float, float]:
    """Return a range of heights that shows a curve's values, those in ``keep`` in any case.

    Poles don't count: when a few values reach much farther than the rest, the middle 96 % of
    them, with a little room, are shown. A constant curve gets a range of 1 about its value.
    """
    finite = np.asarray([value for value in values if np.isfinite(value)], float)
    kept = np.asarray([value for value in keep if np.isfinite(value)], float)
    if len(finite) == 0:
        finite = kept if len(kept) else np.zeros(1)
    low, high = float(finite.min()), float(finite.max())
    inner_low, inner_high = (float(q) for q in np.quantile(finite, [TRIM, 1 - TRIM]))
    inner = inner_high - inner_low
    if high - low > 3 * inner > 0:
        low, high = inner_low - inner / 4, inner_high + inner / 4
    low, high = min([low, *kept]), max([high, *kept])
    if high - low < 1e-9 * max(1.0, abs(low)):
        return low - 0.5, high + 0.5
    room = PADDING * (high - low)
    return low - room, high + room
