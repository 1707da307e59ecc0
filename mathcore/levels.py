"""Which levels to draw: the range of a field's values, and round numbers that spread over it."""

from __future__ import annotations

import numpy as np

from mathcore.arrays import Array, MathError, Window
from mathcore.fields import ScalarField

__all__ = ["choose_levels", "value_range"]

_GRID = 161
_MANTISSAS = np.array([1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0])


def value_range(field: ScalarField, window: Window, *, trim: float = 0.02) -> tuple[float, float]:
    """Return the least and greatest value of the field on a grid over the window.

    Towards a pole, where values grow without end, the range stops at the ``trim`` quantile
    (``1 - trim`` at the upper side). Raises `MathError` when no value is finite.

    >>> value_range(ScalarField.from_text("x**2 + y**2"), Window((-2, 2), (-2, 2)))
    (0.0, 8.0)
    """
    values = _values(field, window)
    finite = np.isfinite(values)
    if not finite.any():
        raise MathError(f"{field} is defined nowhere in {window}.")
    core = np.quantile(values[finite], [trim, 1.0 - trim])
    ends = []
    for side, quantile in ((-1.0, core[0]), (1.0, core[1])):
        extreme = side * float(np.max(side * values[finite]))
        ends.append(float(quantile) if _has_pole(field, window, values, side) else extreme)
    return ends[0], ends[1]


def choose_levels(
    field: ScalarField, window: Window, *, count: int = 8, through: float | None = None
) -> Array:
    """Return about ``count`` levels, sorted, strictly inside the field's range, for a map.

    Levels are evenly spaced round numbers where that leaves no large part of the window empty;
    for skewed fields (valleys, exponentials, plateaus) they move, as far as needed, towards
    levels with equal areas between them, rounded too. ``through`` is always one of them. Raises
    `MathError` for a constant field and when ``through`` is outside the range.

    >>> choose_levels(ScalarField.from_text("x**2 - y**2"), Window((-2, 2), (-2, 2)), count=7)
    array([-3., -2., -1.,  0.,  1.,  2.,  3.])
    """
    if count < 1:
        raise MathError(f"The number of levels must be at least 1; got {count}.")
    low, high = value_range(field, window)
    if not high - low > 1e-12 * max(abs(low), abs(high)):
        raise MathError(f"{field} is constant ({low:g}) in {window}: it has no level curves.")
    if through is not None and not low < through < high:
        raise MathError(
            f"The level {through:g} is not strictly between the field's least and greatest "
            f"values {low:g} and {high:g} in {window}."
        )
    values = _values(field, window)
    inside = np.sort(values[np.isfinite(values) & (values >= low) & (values <= high)])
    levels = _even(low, high, count)
    if _largest_band(inside, levels) > max(2.7 / (count + 1), 0.3):
        levels = _spread(inside, low, high, count)
    levels = levels[(levels > low) & (levels < high)]
    return levels if through is None else _including(levels, float(through), count)


def _values(field: ScalarField, window: Window) -> Array:
    return field(np.stack(window.grid(_GRID, _GRID), axis=-1))


def _has_pole(field: ScalarField, window: Window, values: Array, side: float) -> bool:
    """Tell a pole from a peak: zooming in on a peak, the values stop growing."""
    signed = np.where(np.isfinite(values), side * values, -np.inf)
    row, column = np.unravel_index(int(np.argmax(signed)), signed.shape)
    X, Y = window.grid(_GRID, _GRID)
    center = np.array([X[row, column], Y[row, column]])
    reach = 2.0 * window.size / (_GRID - 1)
    core = float(np.median(signed[np.isfinite(signed)]))
    heights = [float(signed[row, column]) - core]
    for _ in range(3):
        low, high = (np.clip(center + s * reach, window.low, window.low + window.size)
                     for s in (-1.0, 1.0))  # fmt: skip
        zoom = Window((low[0], high[0]), (low[1], high[1]))
        X, Y = zoom.grid(41, 41)
        seen = side * field(np.stack([X, Y], axis=-1))
        if np.isposinf(seen).any():
            return True
        seen = np.where(np.isfinite(seen), seen, -np.inf)
        best = np.unravel_index(int(np.argmax(seen)), seen.shape)
        center = np.array([X[best], Y[best]])
        heights.append(float(seen[best]) - core)
        reach = reach / 10
    return heights[-1] > 3.0 * heights[0] > 0.0


def _even(low: float, high: float, count: int) -> Array:
    """Return multiples of a round step inside the range, as near to ``count`` as possible."""
    ideal = (high - low) / (count + 1)
    power = 10.0 ** np.floor(np.log10(ideal))
    best: Array = np.array([(low + high) / 2])
    for step in np.array([0.5, 1.0, 2.0, 2.5, 5.0, 10.0, 20.0]) * power:
        first, last = np.floor(low / step) + 1, np.ceil(high / step) - 1
        levels = np.arange(first, last + 1) * step
        # Multiples of 0.1 and the like should read as such.
        levels = np.array([float(f"{level:.12g}") for level in levels])
        if len(levels) and (abs(len(levels) - count) < abs(len(best) - count) or len(best) == 1):
            best = levels
    return best


def _largest_band(sorted_values: Array, levels: Array) -> float:
    """Return the largest share of the window between two neighboring levels."""
    places = np.searchsorted(sorted_values, levels)
    return float(np.max(np.diff(places, prepend=0, append=len(sorted_values)))) / len(sorted_values)


def _spread(sorted_values: Array, low: float, high: float, count: int) -> Array:
    """Mix even spacing with equal areas, with as little of the second as the map needs."""
    even = np.linspace(low, high, 2001)
    # On an even grid values that crowd at one end are lost; add the quantiles themselves.
    nodes = np.unique(np.concatenate([even, np.quantile(sorted_values, np.linspace(0, 1, 501))]))
    area = np.searchsorted(sorted_values, nodes, side="right") / len(sorted_values)
    wanted = (np.arange(count) + 0.5) / count
    levels = np.linspace(low, high, count + 2)[1:-1]
    for weight in (0.25, 0.4, 0.5, 0.6, 0.75, 0.9):
        mixed = weight * area + (1.0 - weight) * (nodes - low) / (high - low)
        denser = np.interp(wanted, mixed, nodes)
        # Ever closer levels on a plain would say that it is steep.
        if np.min(np.diff(denser), initial=np.inf) < (high - low) / (60 * count):
            break
        levels = denser
        if _largest_band(sorted_values, levels) <= 1.6 / count:
            break
    return _rounded(levels)


def _rounded(levels: Array) -> Array:
    """Round each level to few digits without reaching its neighbors' places."""
    gaps = np.diff(levels)
    room = 0.35 * np.minimum(np.append(gaps, gaps[-1:]), np.insert(gaps, 0, gaps[:1]))
    if not len(gaps):
        room = np.array([abs(levels[0]) * 0.1])
    rounded = [_nice(float(v), float(r)) for v, r in zip(levels, room, strict=True)]
    return np.unique(rounded)


def _nice(value: float, room: float) -> float:
    """Return the roundest number within ``room`` of the value."""
    if abs(value) <= room:
        return 0.0
    power = 10.0 ** np.floor(np.log10(abs(value)))
    candidates = np.sign(value) * _MANTISSAS * power
    nearest = float(candidates[np.argmin(np.abs(candidates - value))])
    if abs(nearest - value) <= room:
        return float(f"{nearest:.6g}")
    for digits in range(2, 12):
        rounded = float(f"{value:.{digits}g}")
        if abs(rounded - value) <= room:
            return rounded
    return value


def _including(levels: Array, through: float, count: int) -> Array:
    """Put the wanted level in, in place of its neighbor if that is close."""
    if len(levels):
        gap = np.median(np.diff(levels)) if len(levels) > 1 else np.inf
        nearest = int(np.argmin(np.abs(levels - through)))
        if len(levels) >= count or abs(levels[nearest] - through) < 0.5 * gap:
            levels = np.delete(levels, nearest)
    return np.sort(np.append(levels, through))
