"""Which levels a map shows, and in which window: equal steps of height about one's own level.

Lengths are in units of the input space; ``side`` is the shorter side of the window.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from mathcore.arrays import Window
from mathcore.contours import level_curves, trace, value_range
from mathcore.fields import ScalarField

MOST_STRETCHED = 2.0
"""A map has equal scales, so a window longer than this times its width is widened."""

TINY, MARGIN = 0.3, 0.2
"""A curve smaller than this share of the window is looked at closely, with this margin about it."""

WIDEST_GAP = 0.075
"""The next level is at most about this share of the side away from one's place."""

FINEST_GAP = 0.017
CROWDED = 0.7
"""Curves that are nearer to the next than this share of the side along the rest of their length are
not told apart; no more are drawn."""

_ROUND = (1.0, 2.0, 2.5, 5.0)


def map_window(window: Window) -> Window:
    """Return the window, its shorter side widened so that the longer is at most twice as long."""
    width, height = window.width, window.height
    if max(width, height) <= MOST_STRETCHED * min(width, height):
        return window
    x, y = window.center
    half = np.array([max(width, height / MOST_STRETCHED), max(height, width / MOST_STRETCHED)]) / 2
    return Window((x - half[0], x + half[0]), (y - half[1], y + half[1]))


@lru_cache(maxsize=64)
def room_for_curve(field: ScalarField, at: tuple[float, float], window: Window) -> Window:
    """Return a window that shows the level curve through ``at`` well.

    A closed curve gets room for arrows around it; where it would be tiny, the window comes near.
    """
    wide = Window.around(window.center, 0.8 * max(window.width, window.height))
    whole = trace(field, at, wide, direction="both")
    points = whole.points if whole.closed else trace(field, at, window, direction="both").points
    low, high = points.min(axis=0), points.max(axis=0)
    size = high - low
    if (size < TINY * window.size).all():
        return Window.around((low + high) / 2, 1.2 * float(size.max()))
    if not whole.closed:
        return window
    low = np.minimum(window.low, low - MARGIN * size.max())
    high = np.maximum(window.low + window.size, high + MARGIN * size.max())
    grain = round_scale(float((high - low).min()) / 20)
    (x0, y0), (x1, y1) = np.floor(low / grain) * grain, np.ceil(high / grain) * grain
    return Window((round(x0, 12), round(x1, 12)), (round(y0, 12), round(y1, 12)))


def heights_over(
    field: ScalarField, window: Window, trimmed: tuple[float, float]
) -> tuple[float, float]:
    """Return the part of a trimmed range of heights that the field really takes."""
    low, high = value_range(field, window)
    return max(low, trimmed[0]), min(high, trimmed[1])


def even_step(
    field: ScalarField,
    at: tuple[float, float],
    heights: tuple[float, float],
    side: float,
    count: int,
) -> float:
    """Return a round step of height for about ``count`` levels through ``f(at)``.

    It is smaller where that would leave the next curve far from ``at``, and where no level below
    or above ``f(at)`` would be left.
    """
    low, high = heights
    here, slope = float(field(at)), float(np.linalg.norm(field.gradient(at)))
    ideal = (high - low) / (count + 1)
    wanted = max(min(ideal, WIDEST_GAP * side * slope), ideal / 6)
    power = 10.0 ** np.floor(np.log10(wanted))
    rounds = np.array([r * power for r in (0.5, *_ROUND, 10.0)])
    step = float(rounds[np.argmin(np.abs(np.log(rounds / wanted)))])
    room = min((r for r in (here - low, high - here) if r > ideal / 6), default=np.inf)
    if step >= room:
        power = 10.0 ** np.floor(np.log10(room))
        step = max(r * power for r in (0.5, *_ROUND) if r * power < room)
    return float(f"{step:.12g}")


def even_levels(
    here: float, step: float, heights: tuple[float, float], count: int
) -> tuple[float, ...]:
    """Return levels ``here + k step`` strictly between two heights, at most ``count`` a side."""
    low, high = heights
    steps = np.arange(-count, count + 1)
    levels = here + steps * step
    margin = 1e-6 * (high - low)
    return tuple(float(c) for c in levels[(levels > low + margin) & (levels < high - margin)])


def legible(
    field: ScalarField, levels: tuple[float, ...], here: float, window: Window
) -> tuple[float, ...]:
    """Return the levels about ``here`` up to the first on either side whose curves lie too close.

    The levels next to ``here`` stay in any case.
    """
    step = float(np.median(np.diff(levels))) if len(levels) > 1 else 0.0
    finest = FINEST_GAP * min(window.width, window.height)
    kept = []
    for side in (-1.0, 1.0):
        outward = sorted((c for c in levels if side * (c - here) > 0), key=lambda c: side * c)
        for number, curve in enumerate(level_curves(field, outward, window)):
            places = [line.at(np.linspace(0, line.length, 41)) for line in curve.lines]
            if not places:
                break
            slopes = np.linalg.norm(field.gradient(np.concatenate(places)), axis=1)
            if number and float(np.nanquantile(slopes, CROWDED)) * finest > step:
                break
            kept.append(curve.level)
    return tuple(sorted([*kept, here]))


def round_scale(scale: float) -> float:
    """Return the largest number of few digits (1, 1.5, 2, 3 …) that is not above another."""
    power = 10.0 ** np.floor(np.log10(scale))
    rounds = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
    return float(f"{max(r * power for r in rounds if r * power <= scale * (1 + 1e-9)):.6g}")
