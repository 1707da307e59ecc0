"""Level curves: contourpy finds the topology, Newton makes it exact, a walk settles doubts.

Conventions. Walking along a line, higher values lie to the left. A line is closed (first point
repeated as the last) or ends at the window's border, at the edge of the field's domain, or at a
critical point on its level: a level through a saddle comes as branches that all start or end
in the saddle exactly, none runs through it. A level that is touched but not crossed (the value of
a minimum) has no line. Features smaller than a grid cell may be missed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import contourpy
import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array, MathError, Window, as_point
from mathcore.fields import ScalarField
from mathcore.levels import choose_levels, value_range
from mathcore.levelset import LevelSet
from mathcore.polylines import Polyline

__all__ = ["LevelCurve", "Polyline", "choose_levels", "level_curves", "trace", "value_range"]

# A window that fills 6 of the frame's 8 units is 810 px wide; a chord may miss the curve by this.
_DEVIATION = 0.15 / 810
_LONGEST_CHORD = 1 / 16
_MOST_JUNCTIONS = 40
_STRAIGHT = np.cos(np.radians(20.0))


@dataclass(frozen=True, eq=False)
class LevelCurve:
    """All lines of one level in the window; none if the field does not cross it there."""

    level: float
    lines: tuple[Polyline, ...]


def level_curves(
    field: ScalarField, levels: Iterable[float], window: Window, *, resolution: int = 129
) -> tuple[LevelCurve, ...]:
    """Return the level curves f = c in the window, one `LevelCurve` for each level, in order.

    Every vertex has |f − c| <= 1e-9·max(1, |c|, span of f), and a chord leaves the true curve by
    less than 0.25 px when the window fills 6 units of a 1080-line frame. ``resolution`` is the
    number of grid points a side that find the topology. Raises `MathError` unless the field has
    two variables and the levels are finite.

    >>> bowl = ScalarField.from_text("x**2 + y**2")
    >>> (circle,) = level_curves(bowl, [1], Window((-2, 2), (-2, 2)))
    >>> [(line.closed, round(line.length, 4)) for line in circle.lines]
    [(True, 6.2832)]
    """
    chosen = _checked(field, levels)
    X, Y = window.grid(resolution, resolution)
    values, gradients = field.value_and_gradient(np.stack([X, Y], axis=-1))
    defined = np.isfinite(values)
    if not defined.any():
        raise MathError(f"{field} is defined nowhere in {window}.")
    low, high = value_range(field, window)
    grid = np.linspace(0.0, 1.0, resolution)
    finder = contourpy.contour_generator(
        grid,
        grid,
        np.ma.masked_array(np.where(defined, values, 0.0), ~defined),
        name="serial",
        line_type=contourpy.LineType.Separate,
        corner_mask=True,
    )
    critical = _critical_points(field, window, gradients)
    curves = []
    for level in chosen:
        level_set = LevelSet(field, level, window, high - low)
        rough = [np.asarray(line, np.float64) for line in finder.lines(level)]
        junctions = _on_level(level_set, critical)
        lines = _exact_lines(level_set, rough, junctions, 1 / (resolution - 1))
        curves.append(LevelCurve(level, tuple(lines)))
    return tuple(curves)


def trace(
    field: ScalarField,
    point: npt.ArrayLike,
    window: Window,
    *,
    direction: Literal["forward", "backward", "both"] = "forward",
) -> Polyline:
    """Return the level curve through ``point`` ``(2,)``, starting there.

    A closed curve comes back to the point. An open one runs to the window's border, forward
    (higher values to the left) or backward; ``both`` gives the whole curve in forward order, and
    ``.arc_of(point)`` says where on it the point lies. Raises `MathError` when the point is
    outside the window or the field's domain, or is a critical point.

    >>> trace(ScalarField.from_text("x**2 + y**2"), (3, 4), Window((-6, 6), (-6, 6))).closed
    True
    """
    _checked(field, ())
    start = as_point(point, 2)
    if not window.contains(start):
        raise MathError(f"The point {tuple(start.tolist())} lies outside {window}.")
    value, gradient = field.value_and_gradient(start)
    if not (np.isfinite(value) and np.isfinite(gradient).all() and gradient.any()):
        raise MathError(
            f"No level curve of {field} runs through {tuple(start.tolist())}: "
            f"the value is {float(value):g} and the gradient {gradient.tolist()}."
        )
    low, high = value_range(field, window)
    level_set = LevelSet(field, float(value), window, high - low)
    grid = np.stack(window.grid(65, 65), axis=-1)
    critical = _critical_points(field, window, field.gradient(grid))
    q = level_set.to_unit(start)
    sign = -1.0 if direction == "backward" else 1.0
    path, closed = _walk(level_set, q, _on_level(level_set, critical), sign, direction == "both")
    if len(path) < 2:
        raise MathError(
            f"The level curve of {field} through {tuple(start.tolist())} leaves the window at once."
        )
    refined = _refine(level_set, path[::-1] if sign < 0 else path, _DEVIATION)[0]
    points = level_set.to_plane(refined[::-1] if sign < 0 else refined)
    points[0 if direction != "both" else int(np.argmin(_gaps(points, start)))] = start
    if closed:
        points[-1] = points[0]
    return Polyline(points, closed, level_set)


def _checked(field: ScalarField, levels: Iterable[float]) -> list[float]:
    if field.dimension != 2:
        raise MathError(f"Level curves need a field of 2 variables; {field} has {field.dimension}.")
    chosen = [float(level) for level in levels]
    if not np.isfinite(chosen).all():
        raise MathError(f"The levels must be finite; got {chosen}.")
    return chosen


def _gaps(points: Array, target: Array) -> Array:
    return np.asarray(np.linalg.norm(points - target, axis=-1))


def _exact_lines(
    level_set: LevelSet, rough: list[Array], junctions: Array, cell: float
) -> list[Polyline]:
    """Polish contourpy's lines; those that don't refine into smooth curves are walked anew."""
    good: list[tuple[Array, bool]] = []
    doubtful: list[Array] = []
    for line in rough:
        polished, arrived = _polished(level_set, line, cell)
        near = [_gaps(polished, junction).min() < 3 * cell for junction in junctions]
        if arrived.all() and not any(near):
            closed = bool((line[0] == line[-1]).all())
            refined, resolved = _refine(level_set, polished, _DEVIATION)
            if len(refined) < 2:
                continue  # it only touches the border
            if resolved and (closed or _ends_on_border(line)):
                good.append((refined, closed))
                continue
        doubtful.append(polished[arrived])
    for seeds in doubtful:
        for seed in _tried(seeds, junctions, cell):
            if any(_covers(level_set, line, seed) for line, _ in good):
                continue
            path, closed = _walk(level_set, seed, junctions, 1.0, True)
            if len(path) < 3:
                continue
            path = _refine(level_set, path, _DEVIATION)[0]
            good = [old for old in good if not _covers(level_set, path, old[0][len(old[0]) // 2])]
            good.append((path, closed))
    lines = []
    for q, closed in good:
        points = level_set.to_plane(_thinned(level_set, q))
        if closed:
            points[-1] = points[0]
        lines.append(Polyline(points, closed, level_set))
    return lines


def _polished(level_set: LevelSet, line: Array, cell: float) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Move a rough line onto the level, its ends along the border, higher values to the left."""
    closed = bool((line[0] == line[-1]).all())
    free = np.ones(line.shape)
    if not closed:
        for end in (0, -1):
            free[end] = (line[end] > 0.0) & (line[end] < 1.0)
            if not free[end].any():
                free[end] = 1.0
    polished, arrived = level_set.polish(line, cell, free)
    polished = np.clip(polished, 0.0, 1.0)
    if closed:
        polished[-1] = polished[0]
    chords = np.diff(polished, axis=0)
    ahead = np.nansum(chords * level_set.tangents(polished)[:-1])
    return (polished[::-1], arrived[::-1]) if ahead < 0 else (polished, arrived)


def _ends_on_border(line: Array) -> bool:
    ends = line[[0, -1]]
    return bool(((ends <= 0.0) | (ends >= 1.0)).any(axis=-1).all())


def _chord_faults(q: Array, tangents: Array) -> tuple[Array, Array]:
    """Return for each chord how far it misses the curve, and the cosine of its worst angle."""
    chords = np.diff(q, axis=0)
    lengths = np.maximum(np.linalg.norm(chords, axis=-1), 1e-300)
    ahead = [np.sum(chords * t, axis=-1) / lengths for t in (tangents[:-1], tangents[1:])]
    # A branch may end in a critical point, which has no tangent: there only the other end counts.
    cosine = np.fmin(ahead[0], ahead[1])
    sine = np.sqrt(np.clip(1.0 - cosine**2, 0.0, 1.0))
    return lengths * sine / 4, np.nan_to_num(cosine, nan=1.0)


def _refine(level_set: LevelSet, q: Array, deviation: float) -> tuple[Array, bool]:
    """Insert polished midpoints until every chord is close to the curve and along it.

    Return also whether that was reached; a line that jumps between branches never gets there.
    """
    q = q[np.concatenate([[True], np.any(np.diff(q, axis=0) != 0.0, axis=-1)])]
    for _ in range(16):
        tangents = _tangents_with_ends(level_set, q)
        missed, cosine = _chord_faults(q, tangents)
        poor = (missed > deviation) | (cosine < _STRAIGHT)
        if not poor.any():
            return q, True
        where = np.flatnonzero(poor)
        chords = q[where + 1] - q[where]
        middle, arrived = level_set.polish(
            (q[where] + q[where + 1]) / 2, np.linalg.norm(chords, axis=-1) / 2
        )
        if not arrived.any():
            return q, False
        q = np.insert(q, where[arrived] + 1, middle[arrived], axis=0)
    return q, False


def _tangents_with_ends(level_set: LevelSet, q: Array) -> Array:
    """Return tangents; nan at an end in a critical point, where the gradient is only noise."""
    gradients = level_set.sample(q)[1]
    steepness = np.linalg.norm(gradients, axis=-1)
    tangents = level_set.tangents(q)
    for end in (0, -1):
        if steepness[end] < 1e-6 * np.nanmedian(steepness):
            tangents[end] = np.nan
    return tangents


def _thinned(level_set: LevelSet, q: Array) -> Array:
    """Drop vertices that are not needed: every other one, while the chords stay close."""
    for _ in range(8):
        tangents = _tangents_with_ends(level_set, q)
        drop = np.zeros(len(q), bool)
        middles = np.arange(1, len(q) - 1, 2)
        a, m, b = (q[middles + shift] for shift in (-1, 0, 1))
        chord = b - a
        length = np.linalg.norm(chord, axis=-1)
        pairs = np.stack([a, b], axis=1).reshape(-1, 2)
        ends = np.stack([tangents[middles - 1], tangents[middles + 1]], axis=1).reshape(-1, 2)
        missed, cosine = (fault[::2] for fault in _chord_faults(pairs, ends))
        offset = m - a
        aside = np.abs(chord[:, 0] * offset[:, 1] - chord[:, 1] * offset[:, 0])
        drop[middles] = (
            (np.maximum(missed, aside / np.maximum(length, 1e-300)) <= _DEVIATION)
            & (cosine > _STRAIGHT)
            & (length <= _LONGEST_CHORD)
        )
        if not drop.any() or len(q) - drop.sum() < 9:
            break
        q = q[~drop]
    return q


def _walk(
    level_set: LevelSet, start: Array, junctions: Array, sign: float, both: bool
) -> tuple[Array, bool]:
    """Follow the curve from the start; with ``both`` also the other way unless it closes."""
    path, ending = level_set.follow(start, sign, junctions)
    if both and ending != "closed":
        back, _ = level_set.follow(start, -sign, junctions)
        path = back[:0:-1] + path
    looped = len(path) > 3 and bool((path[0] == path[-1]).all())
    return np.array(path), ending == "closed" or looped


def _tried(seeds: Array, junctions: Array, cell: float) -> Array:
    """Pick seeds away from junctions, a few cells apart."""
    for junction in junctions:
        seeds = seeds[_gaps(seeds, junction) > 3 * cell]
    return seeds[:: max(1, len(seeds) // 24)]


def _covers(level_set: LevelSet, line: Array, q: Array) -> bool:
    """Tell whether a point of the set lies on this line, not on another one close by."""
    a, chord = line[:-1], np.diff(line, axis=0)
    squared = np.maximum(np.sum(chord**2, axis=-1), 1e-300)
    u = np.clip(np.sum((q - a) * chord, axis=-1) / squared, 0.0, 1.0)
    gaps = _gaps(a + u[:, None] * chord, q)
    close = gaps < 3 * _DEVIATION
    if not close.any():
        return False
    # The two sides of a narrow valley run against each other.
    ahead = chord[close] @ level_set.tangents(q)
    return bool((ahead > 0.5 * np.sqrt(squared[close])).any())


def _critical_points(field: ScalarField, window: Window, gradients: Array) -> Array:
    """Return the isolated critical points in the window ``(m, 2)``, from a grid of gradients."""
    steepness = np.linalg.norm(gradients * window.size, axis=-1)
    steepness = np.where(np.isfinite(steepness), steepness, np.inf)
    padded = np.pad(steepness, 1, constant_values=np.inf)
    rows, columns = steepness.shape
    around = [
        padded[1 + i : rows + 1 + i, 1 + j : columns + 1 + j]
        for i in (-1, 0, 1)
        for j in (-1, 0, 1)
    ]
    lowest = np.argwhere((steepness <= np.min(around, axis=0)) & np.isfinite(steepness))
    if len(lowest) > 400:
        return np.empty((0, 2))  # flat or critical along whole curves: no isolated points
    q = lowest[:, ::-1] / np.array([columns - 1, rows - 1])
    points = window.low + q * window.size
    typical = float(np.median(steepness[np.isfinite(steepness)])) if len(q) else 0.0
    points = _newton(field, points)
    steep = np.linalg.norm(field.gradient(points) * window.size, axis=-1)
    moved = np.abs((points - window.low) / window.size - q).max(axis=-1, initial=0.0)
    kept = points[(steep <= 1e-9 * typical) & window.contains(points) & (moved < 4 / columns)]
    return _distinct(kept, 1e-5 * window.size)


def _newton(field: ScalarField, points: Array) -> Array:
    """Take Newton steps towards ∇f = 0 while they lower |∇f|."""
    for _ in range(60):
        gradients = field.gradient(points)
        hessians = np.nan_to_num(field.hessian(points), posinf=0.0, neginf=0.0)
        steps = -(np.linalg.pinv(hessians) @ np.nan_to_num(gradients)[..., None])[..., 0]
        trial = points + steps
        lower = np.linalg.norm(field.gradient(trial), axis=-1) < np.linalg.norm(gradients, axis=-1)
        if not lower.any():
            break
        points = np.where(lower[:, None], trial, points)
    return points


def _distinct(points: Array, apart: Array) -> Array:
    kept: list[Array] = []
    for point in points:
        if all((np.abs(point - other) > apart).any() for other in kept):
            kept.append(point)
    return np.array(kept).reshape(-1, 2)


def _on_level(level_set: LevelSet, critical: Array) -> Array:
    """Return, in unit coordinates, the critical points that lie on the level."""
    q = level_set.to_unit(critical)
    if not len(q):
        return q
    q = q[np.abs(level_set.sample(q)[0]) <= level_set.tolerance]
    # Many of them are a sample of a whole critical curve, not crossings.
    return q if len(q) <= _MOST_JUNCTIONS else q[:0]
