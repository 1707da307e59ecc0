"""Where the ground is steep and where gentle, and how far it is from there to the next curve."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from mathcore.arrays import Array, Window
from mathcore.contours import level_curves
from mathcore.fields import ScalarField
from mathcore.polylines import Polyline
from scenes.kit.level_walks import ARROW_SHARES, drawable, walk
from scenes.kit.map_levels import round_scale

TELLING_RATIO = 1.5
"""If gradients differ by this along one's own curve, that curve is enough."""

LARGEST_RATIO = 5.0
"""Beyond this the shorter of two arrows is hardly seen."""

APART = 0.3
"""The least distance of two places, as a share of the side."""


@dataclass(frozen=True)
class Slope:
    """A place on a level curve, the gradient's length there, and the way to the next level.

    ``end`` is where the straight line along (or against) the gradient meets ``to_level``.
    """

    at: tuple[float, float]
    level: float
    length: float
    to_level: float
    end: tuple[float, float]


@lru_cache(maxsize=64)
def steep_and_gentle(
    field: ScalarField, at: tuple[float, float], window: Window, levels: tuple[float, ...]
) -> tuple[Slope, Slope, float]:
    """Return a steep and a gentle place on the map's curves, and a scale for both gradients.

    They lie on the curve of ``f(at)`` if its gradient varies enough along it, else anywhere. All
    that is drawn there, the arrow and the way to the next level, lies inside the window.
    """
    own = walk(field, at, window).curve
    side = min(window.width, window.height)
    choices = []
    for lines in ([own], [ln for c in level_curves(field, levels, window) for ln in c.lines]):
        slopes = [slope for line in lines for slope in _slopes(field, line, levels, window)]
        pair = _telling_pair(field, slopes, window, side)
        if pair is not None:
            choices.append(pair)
            if pair[0].length >= TELLING_RATIO * pair[1].length:
                return pair
    if not choices:
        raise ValueError(
            f"no two places on the level curves of {field.text} have room for their gradients in "
            "this window; choose a larger one"
        )
    return max(choices, key=lambda pair: pair[0].length / pair[1].length)


def _slopes(
    field: ScalarField, line: Polyline, levels: tuple[float, ...], window: Window
) -> list[Slope]:
    """Return places along a line from which the next level, rather the lower, is met inside."""
    steps = [b - a for a, b in pairwise(sorted(levels))]
    if not steps:
        return []
    step = float(np.median(steps))
    side = min(window.width, window.height)
    arcs = np.linspace(0.02, 0.98, 41) * line.length
    points = line.at(arcs)
    gradients = field.gradient(points)
    found = []
    for to_level in (line.level - step, line.level + step):
        if any(abs(to_level - level) < 1e-6 * step for level in levels):
            for point, gradient in zip(points, gradients, strict=True):
                end = _meet(field, point, gradient, to_level, 0.35 * side)
                if end is not None and bool(window.contains(end)):
                    found.append(
                        Slope(
                            (float(point[0]), float(point[1])),
                            line.level,
                            float(np.linalg.norm(gradient)),
                            float(to_level),
                            (float(end[0]), float(end[1])),
                        )
                    )
        if found:
            break
    return found


def _meet(
    field: ScalarField, point: Array, gradient: Array, to_level: float, reach: float
) -> Array | None:
    """Return where the line along the gradient first meets a level within reach, if it does."""
    length = float(np.linalg.norm(gradient))
    if not np.isfinite(length) or length == 0:
        return None
    way = np.sign(to_level - float(field(point))) * gradient / length
    t = np.linspace(0, reach, 129)
    gap = (field(point + t[:, None] * way) - to_level) * np.sign(to_level - float(field(point)))
    beyond = np.flatnonzero(gap >= 0)
    if not len(beyond) or not np.isfinite(gap[: beyond[0] + 1]).all():
        return None
    low, high = t[beyond[0] - 1], t[beyond[0]]
    for _ in range(60):
        middle = (low + high) / 2
        value = (float(field(point + middle * way)) - to_level) * np.sign(
            to_level - float(field(point))
        )
        low, high = (low, middle) if value >= 0 else (middle, high)
    return np.asarray(point + high * way)


def _telling_pair(
    field: ScalarField, slopes: list[Slope], window: Window, side: float
) -> tuple[Slope, Slope, float] | None:
    """Return the pair whose gradients differ most, yet both can be drawn to one scale."""
    if not slopes:
        return None
    points = np.array([slope.at for slope in slopes])
    gradients = field.gradient(points)
    lengths = np.linalg.norm(gradients, axis=1)
    best, best_score = None, 0.0
    for share in ARROW_SHARES[:4]:
        for k in np.argsort(-lengths)[:60]:
            scale = round_scale(share * side / lengths[k])
            good = drawable(points, gradients * scale, window)
            if not good[k]:
                continue
            far = np.linalg.norm(points - points[k], axis=1) >= APART * side
            good &= far & (lengths * LARGEST_RATIO >= lengths[k]) & (lengths <= lengths[k])
            if not good.any():
                continue
            other = int(np.argmin(np.where(good, lengths, np.inf)))
            score = float(lengths[k] / lengths[other]) * (1 + share)
            if score > best_score + 1e-9:
                best, best_score = (slopes[int(k)], slopes[other], scale), score
    return best
