"""How strongly one line or dot stands out from the pixels beside it, and what is a line."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scripts.studio.inspect.ink import enclosed_area, stroke_units
from scripts.studio.inspect.light import contrast, leaf_fill_rgba, leaf_stroke_rgba, over
from scripts.studio.inspect.pixels import Array, Pixels, look
from scripts.studio.inspect.snapshot import Leaf, Snapshot

SPECK = 0.05
"""Dots smaller than this, in scene units, are not judged."""

INSIDE = 0.02
"""Scene units: a path with less area for its length is a line."""


def encloses(leaf: Leaf) -> bool:
    """Whether a path has an inside that can be seen; a line has none, whatever its fill."""
    return inside(leaf) > INSIDE


def rimmed(leaf: Leaf) -> bool:
    """Whether a path has an outline behind it that lifts it off its ground."""
    return bool(getattr(leaf.mobject, "background_stroke_width", 0))


def inside(leaf: Leaf) -> float:
    """Return a path's area for its length, about half the width of a slender figure."""
    path = leaf.polyline
    length = float(np.sum(np.hypot(*np.diff(path, axis=0).T)))
    return enclosed_area(path) / length if length else 0.0


def line_contrast(snapshot: Snapshot, leaf: Leaf, frame: Pixels) -> float | None:
    """Return the median contrast of a line with the pixels beside it; None if it is hidden."""
    middle, normal = along(leaf.polyline)
    if not len(middle):
        return None
    density = frame.shape[0] / snapshot.frame.height
    away = stroke_units(snapshot.camera, leaf) / 2 + 2.5 / density
    rgba = leaf_stroke_rgba(leaf)
    best = np.zeros(len(middle))
    seen = np.zeros(len(middle), bool)
    here, inside = look(snapshot, frame, middle)
    for side in (away, -away):
        ground, known = look(snapshot, frame, middle + side * normal)
        ink = over(rgba, ground)
        usable = known & inside & _shows(here, ink, ground)
        best = np.where(usable, np.maximum(best, contrast(ink, ground)), best)
        seen |= usable
    return float(np.median(best[seen])) if seen.sum() >= max(1, 0.2 * len(seen)) else None


def _shows(here: Array, ink: Array, ground: Array) -> npt.NDArray[np.bool_]:
    """Return where a pixel is a mixture of ink and ground: where the line is not hidden."""
    way = ink - ground
    size = np.maximum(np.sum(way**2, axis=1), 1e-12)
    share = np.sum((here - ground) * way, axis=1) / size
    rest = np.abs(here - ground - share[:, None] * way).max(axis=1)
    # Below four steps of 255 the line is meant to be unseen.
    return np.asarray((share > 0.2) & (rest < 0.1) & (np.abs(way).max(axis=1) > 4 / 255))


def along(path: Array, *, count: int = 41) -> tuple[Array, Array]:
    """Return points on a path at uneven steps ``(k, 2)``, and the unit normals there."""
    steps = np.diff(path, axis=0)
    length = np.hypot(*steps.T)
    known = length > 1e-6
    if not known.any():
        return np.empty((0, 2)), np.empty((0, 2))
    starts, steps, length = path[:-1][known], steps[known], length[known]
    ends = np.cumsum(length)
    # Multiples of the golden ratio: even steps would land on every tick of an axis.
    places = (np.arange(count) * 0.6180339887 % 1.0) * ends[-1]
    index = np.minimum(np.searchsorted(ends, places), len(ends) - 1)
    part = 1.0 - (ends[index] - places) / length[index]
    points = starts[index] + part[:, None] * steps[index]
    normal = np.stack([-steps[index, 1], steps[index, 0]], axis=1) / length[index, None]
    return points, normal


def dot_contrast(snapshot: Snapshot, leaf: Leaf, frame: Pixels) -> float | None:
    """Return the median contrast of a dot with the ring around it; None if it is hidden."""
    box = leaf.box
    if box.width < SPECK:
        return None
    center = np.array([[(box.left + box.right) / 2, (box.bottom + box.top) / 2]])
    density = frame.shape[0] / snapshot.frame.height
    reach = box.width / 2 + 2.5 / density
    turns = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    ring = center + reach * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    ground, known = look(snapshot, frame, ring)
    here, inside = look(snapshot, frame, center)
    if not inside[0] or not known.any():
        return None
    ink = over(leaf_fill_rgba(leaf), ground[known])
    if np.abs(here[0] - np.median(ink, axis=0)).max() > 0.1:
        return None  # something lies on the dot
    return float(np.median(contrast(ink, ground[known])))
