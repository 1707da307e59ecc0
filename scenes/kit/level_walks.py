"""The way along one level curve with room for gradients, and how its angle with them is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array, Window
from mathcore.contours import trace
from mathcore.fields import ScalarField
from mathcore.polylines import Polyline
from scenes.kit.map_levels import round_scale

ARROW_SHARES = (0.28, 0.23, 0.18, 0.14, 0.1)
"""How long the longest arrow may be, as shares of the side: as long as there is room for."""

LEAST_ARROW = 0.035
"""The shortest arrow that is still seen, as a share of the side."""

CROOKED = 25.0
"""Degrees by which an angle must be off 90 to be seen to be wrong."""

_SAMPLES = 241


@dataclass(frozen=True)
class Walk:
    """The part of a level curve that is walked: arc lengths ``low`` to ``high`` about ``start``.

    ``round_trip`` says that it is closed and walked once round; ``scale`` is how long gradients
    are drawn along it, a round number.
    """

    curve: Polyline
    start: float
    low: float
    high: float
    round_trip: bool
    scale: float


@lru_cache(maxsize=64)
def walk(field: ScalarField, at: tuple[float, float], window: Window) -> Walk:
    """Return the walk along the level curve through ``at`` on which gradients stay in the window.

    A closed curve is walked once round if every gradient along it can be drawn inside the window,
    visibly; otherwise the longest part about ``at`` on which it can.
    """
    curve = trace(field, at, window, direction="both")
    start = curve.arc_of(at)
    if curve.closed:
        arcs = start + np.linspace(0, curve.length, _SAMPLES)
    else:
        arcs = np.linspace(0, curve.length, _SAMPLES)
    points = curve.at(arcs)
    gradients = field.gradient(points)
    side = min(window.width, window.height)
    best, best_score = None, -np.inf
    for share in ARROW_SHARES:
        scale = round_scale(share * side / float(np.nanmax(np.linalg.norm(gradients, axis=1))))
        good = drawable(points, gradients * scale, window)
        if curve.closed and good.all():
            return Walk(curve, start, start, start + curve.length, True, scale)
        low, high = _stretch_about(arcs, good, start, curve)
        score = (high - low) / curve.length + share
        if score > best_score:
            best, best_score = Walk(curve, start, low, high, False, scale), score
    assert best is not None
    return best


def _stretch_about(
    arcs: Array, good: npt.NDArray[np.bool_], start: float, curve: Polyline
) -> tuple[float, float]:
    """Return the arc lengths between which all samples about ``start`` are good."""
    if curve.closed:
        bad = np.flatnonzero(~good)
        ahead = arcs[bad[0] - 1] if len(bad) and bad[0] > 0 else start
        back = arcs[bad[-1] + 1] - curve.length if len(bad) and bad[-1] < len(arcs) - 1 else start
        return float(min(back, start)), float(max(ahead, start))
    before, after = np.flatnonzero(~good & (arcs < start)), np.flatnonzero(~good & (arcs > start))
    low = arcs[before[-1] + 1] if len(before) else arcs[0]
    high = arcs[after[0] - 1] if len(after) else arcs[-1]
    return float(min(low, start)), float(max(high, start))


def drawable(points: Array, arrows: Array, window: Window) -> npt.NDArray[np.bool_]:
    """Tell which arrows ``(k, 2)`` at points ``(k, 2)`` are long enough and end in the window."""
    side = min(window.width, window.height)
    margin = 0.015 * side
    tips = points + arrows
    low, high = window.low + margin, window.low + window.size - margin
    with np.errstate(invalid="ignore"):
        inside = ((tips >= low) & (tips <= high) & (points >= low) & (points <= high)).all(axis=1)
        return np.asarray(inside & (np.linalg.norm(arrows, axis=1) >= LEAST_ARROW * side))


def angle_on_screen(
    field: ScalarField, points: npt.ArrayLike, scales: tuple[float, float] = (1.0, 1.0)
) -> Array:
    """Return the drawn angle in degrees ``(...)`` between ∇f and the level curve's tangent.

    ``scales`` are the lengths on screen of one unit of x and of y.
    """
    gradient = field.gradient(points)
    tangent = np.stack([gradient[..., 1], -gradient[..., 0]], axis=-1)
    a, b = gradient * scales, tangent * scales
    cosine = (a * b).sum(axis=-1) / (np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1))
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def most_crooked(field: ScalarField, way: Walk, scales: tuple[float, float]) -> float:
    """Return the arc length nearest to the walk's start at which the drawn angle looks wrong.

    If it nowhere does, that at which it is farthest from 90 degrees.
    """
    arcs = np.linspace(way.low, way.high, _SAMPLES)
    arcs = np.concatenate([[way.start], arcs])
    points = way.curve.at(np.clip(arcs, 0, way.curve.length) if not way.curve.closed else arcs)
    off = np.abs(angle_on_screen(field, points, scales) - 90)
    if off.max() < 1e-6:
        return way.start
    crooked = off >= min(CROOKED, float(off.max()) - 1e-9)
    return float(arcs[int(np.argmin(np.where(crooked, np.abs(arcs - way.start), np.inf)))])
