"""Contrast of filled figures: of broad ones that stand alone, and of slender ones like arrows."""

from __future__ import annotations

from itertools import islice

import numpy as np
from manim import ArrowTip

from scripts.studio.inspect.ink import stroke_units
from scripts.studio.inspect.light import contrast, leaf_fill_rgba, over
from scripts.studio.inspect.line_contrast import SPECK, along, inside, line_contrast, rimmed
from scripts.studio.inspect.pixels import Array, Pixels, look
from scripts.studio.inspect.scaffolding import GRID
from scripts.studio.inspect.snapshot import Leaf, Shape, Snapshot, ground_color

BODY_LEAST = 1.5
"""What a lone filled figure must stand out at least: it is broad, and so easily seen."""

SLENDER, LONG = 0.06, 0.5
"""Scene units: a filled figure with less area for its length, and so long, is seen as a line."""

OPAQUE = 0.9
"""A figure less opaque than this is a shade laid over others."""

OPEN, PLAIN = 0.3, 0.06
"""A slender figure is judged where so much of its outline lies on plain background."""


def stands_alone(shape: Shape, snapshot: Snapshot) -> bool:
    """Whether a filled figure stands for itself: no paper for others, no shade of a drawing."""
    box = shape.leaf.box
    if min(box.width, box.height) < SPECK or not box.meets(snapshot.frame):
        return False
    if isinstance(shape.leaf.mobject, ArrowTip) or box.contains(snapshot.frame, slack=0.5):
        return False
    others = [leaf for leaf in snapshot.leaves if leaf is not shape.leaf]
    return not any(leaf.box.meets(box) for leaf in others)


def body_contrast(snapshot: Snapshot, leaf: Leaf, frame: Pixels) -> float | None:
    """Return how strongly the outline or the inside of a lone figure stands out, if it is seen."""
    density = frame.shape[0] / snapshot.frame.height
    middle, normal = along(leaf.polyline)
    reach = stroke_units(snapshot.camera, leaf) / 2 + 2.5 / density
    fill = leaf_fill_rgba(leaf)
    best, seen = np.zeros(len(middle)), np.zeros(len(middle), bool)
    for side in (reach, -reach):
        ground, known = look(snapshot, frame, middle + side * normal)
        ratios = contrast(over(fill, ground), ground)
        best = np.where(known, np.maximum(best, ratios), best)
        seen |= known
    if not seen.any():
        return None
    ratio = float(np.median(best[seen]))
    if leaf.stroked:
        ratio = max(ratio, line_contrast(snapshot, leaf, frame) or ratio)
    return ratio


def is_slender(shape: Shape) -> bool:
    """Whether a filled figure carries its meaning as a line does, an arrow for instance.

    One of many alike in a group is a part of a patch: a cell of a key, an arrow of a field.
    """
    leaf = shape.leaf
    long = max(leaf.box.width, leaf.box.height) > LONG
    narrow = long and inside(leaf) < SLENDER and not _jumps(leaf.polyline)
    return narrow and leaf.fill > OPAQUE and _by_itself(shape)


def is_body(shape: Shape, snapshot: Snapshot) -> bool:
    """Whether an opaque figure is one to be seen, and no paper on which other things lie."""
    leaf = shape.leaf
    if leaf.fill < OPAQUE or not _by_itself(shape) or min(leaf.box.width, leaf.box.height) < SPECK:
        return False
    return not any(
        leaf.box.contains(other.box, slack=SPECK) or other.box.contains(leaf.box)
        for other in snapshot.leaves
        if other is not leaf and other.visible
    )


def _by_itself(shape: Shape) -> bool:
    leaf = shape.leaf
    if leaf.stroked or rimmed(leaf) or isinstance(leaf.mobject, ArrowTip):
        return False
    siblings = shape.parents[-1].submobjects if shape.parents else []
    alike = (other for other in siblings if type(other) is type(leaf.mobject))
    return sum(1 for _ in islice(alike, GRID)) < GRID


def _jumps(path: Array) -> bool:
    """Whether a path consists of several, as the arrows of a field do that are one mobject."""
    curves = path[: len(path) // 6 * 6].reshape(-1, 6, 2)
    return bool((np.hypot(*(curves[1:, 0] - curves[:-1, -1]).T) > 1e-3).any())


def open_contrast(snapshot: Snapshot, leaf: Leaf, frame: Pixels) -> float | None:
    """Return how strongly a figure stands out from plain background beside it, if there is any."""
    middle, normal = along(leaf.polyline)
    reach = 2.5 * snapshot.frame.height / frame.shape[0]
    plain, fill = ground_color(snapshot.camera), leaf_fill_rgba(leaf)
    ink = over(fill, plain)
    found = np.zeros(len(middle), bool)
    for side in (reach, -reach):
        ground, known = look(snapshot, frame, middle + side * normal)
        here, inner = look(snapshot, frame, middle - 0.4 * side * normal)
        shown = np.abs(here - ink).max(axis=1) < 2 * PLAIN
        found |= known & inner & shown & (np.abs(ground - plain).max(axis=1) < PLAIN)
    return float(contrast(ink, plain)) if found.mean() > OPEN else None
