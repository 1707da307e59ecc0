"""Reading a landscape as a map, computed before anything is drawn: equal steps of height, the way
along one level curve, where it is steep and where gentle, and what unequal scales do to an angle.

Lengths are in units of the input space; ``side`` is the shorter side of the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array, Window
from mathcore.contours import level_curves, trace, value_range
from mathcore.fields import ScalarField
from mathcore.polylines import Polyline
from scenes.kit.space_view import height_range

MOST_STRETCHED = 2.0
"""A map has equal scales, so a window longer than this times its width is widened."""

ARROW_SHARES = (0.28, 0.23, 0.18, 0.14, 0.1)
"""How long the longest arrow may be, as shares of the side: as long as there is room for."""

TINY, MARGIN = 0.3, 0.2
"""A curve smaller than this share of the window is looked at closely, with this margin about it."""

LEAST_ARROW = 0.035
WIDEST_GAP = 0.075
"""The next level is at most about this share of the side away from one's place."""

FINEST_GAP = 0.017
CROWDED = 0.7
"""Curves that are nearer to the next than this share of the side along the rest of their length are
not told apart; no more are drawn."""

TELLING_RATIO = 1.5
LARGEST_RATIO = 5.0
EVEN_RATIO = 1.1
APART = 0.3
CROOKED = 25.0
"""Degrees by which an angle must be off 90 to be seen to be wrong."""

_SAMPLES = 241
_ROUND = (1.0, 2.0, 2.5, 5.0)


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


@dataclass(frozen=True)
class Relief:
    """A field over a window as a map about a place: levels at equal steps, and ways along them.

    ``flat`` are the lengths on screen of a unit of x and of y when the map is flattened.
    """

    field: ScalarField
    at: tuple[float, float]
    window: Window
    count: int
    flat: tuple[float, float] = (1.0, 0.5)

    @property
    def here(self) -> float:
        """The height ``f(at)``."""
        return float(self.field(self.at))

    @cached_property
    def heights(self) -> tuple[float, float]:
        """All heights that are worth showing."""
        trimmed = height_range(self.field, self.window, points=[self.at])
        return heights_over(self.field, self.window, trimmed)

    @cached_property
    def step(self) -> float:
        """The step of height from level to level."""
        side = min(self.window.width, self.window.height)
        return even_step(self.field, self.at, self.heights, side, self.count)

    @cached_property
    def levels(self) -> tuple[float, ...]:
        """The levels, one of them ``here``, in equal steps."""
        levels = even_levels(self.here, self.step, self.heights, self.count)
        return legible(self.field, levels, self.here, self.window)

    @property
    def box(self) -> tuple[float, float]:
        """The heights between which the landscape is drawn: one step beyond the levels."""
        low, high = self.heights
        return max(low, self.levels[0] - self.step), min(high, self.levels[-1] + self.step)

    @property
    def walk(self) -> Walk:
        """The walk along the level curve through ``at``."""
        return walk(self.field, self.at, self.window)

    @property
    def pair(self) -> tuple[Slope, Slope, float]:
        """A steep place, a gentle one, and the scale at which both gradients are drawn."""
        return steep_and_gentle(self.field, self.at, self.window, self.levels)

    @property
    def crooked_at(self) -> float:
        """The arc length at which the flattened map shows a wrong angle."""
        return most_crooked(self.field, self.walk, self.flat)

    @property
    def crooked_angle(self) -> float:
        """The angle in degrees between gradient and curve that the flattened map shows there."""
        there = self.walk.curve.at(self.crooked_at)
        return float(angle_on_screen(self.field, there, self.flat))

    @property
    def even(self) -> bool:
        """Whether the gradient is about as long at the steep place as at the gentle one."""
        steep, gentle, _ = self.pair
        return steep.length < EVEN_RATIO * gentle.length


@lru_cache(maxsize=64)
def relief(field: ScalarField, at: tuple[float, float], window: Window, count: int) -> Relief:
    """Return the map of a field about a place, computed once for all who ask."""
    return Relief(field, at, window, count)


def places_for(values: npt.ArrayLike) -> int:
    """Return how many decimals show the largest of these values to three digits, two at least
    for ordinary ones."""
    largest = float(np.nanmax(np.abs(np.asarray(values, float))))
    if largest <= 0:
        return 2
    return int(np.clip(2 - np.floor(np.log10(largest)), 0, 8))


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


def round_scale(scale: float) -> float:
    """Return the largest number of few digits (1, 1.5, 2, 3 …) that is not above another."""
    power = 10.0 ** np.floor(np.log10(scale))
    rounds = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
    return float(f"{max(r * power for r in rounds if r * power <= scale * (1 + 1e-9)):.6g}")


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
