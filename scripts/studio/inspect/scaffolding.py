"""Lines that only help: grids, ticks, dashes, frames around texts. They may be fainter."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from manim import DashedLine, DashedVMobject, Mobject, NumberPlane, PolarPlane

from scripts.studio.inspect.light import leaf_stroke_rgba
from scripts.studio.inspect.snapshot import Box, Leaf, Shape, Snapshot

PIECE, LONG_PIECE = 0.3, 1.0
"""Pieces shorter than the first are ticks of a line longer than the second."""

FRAMING = 1.0
"""A closed line nowhere farther than this from the texts in it, in scene units, is their frame."""

GRID = 4
"""So many parallel straight lines in one group are a grid, which is meant to be faint."""


def pieces_of_lines(snapshot: Snapshot) -> set[int]:
    """Return the ids of ticks and the like: short pieces beside longer ones of the same ink."""
    inks: dict[tuple[object, ...], list[Leaf]] = defaultdict(list)
    for shape in snapshot.shapes:
        leaf = shape.leaf
        if leaf.stroked and not leaf.paints_itself:
            ink = tuple(np.round(leaf_stroke_rgba(leaf), 2))
            inks[shape.name, ink].append(leaf)
    short: set[int] = set()
    for leaves in inks.values():
        sizes = [max(leaf.box.width, leaf.box.height) for leaf in leaves]
        if max(sizes) > LONG_PIECE:
            short |= {id(leaf) for leaf, size in zip(leaves, sizes, strict=True) if size < PIECE}
    return short


def dashed_line(shape: Shape) -> Mobject | None:
    """Return the dashed line of which a shape is one dash, None if it is no dash."""
    # Outermost first: manim's dashes are dashed lines by type themselves.
    dashed = (part for part in shape.parents if isinstance(part, (DashedLine, DashedVMobject)))
    return next(dashed, None)


def excused(shape: Shape, snapshot: Snapshot, grids: set[int]) -> bool:
    """Whether a shape is decoration: declared, a grid, or a frame around a text."""
    if id(shape.leaf) in grids:
        return True
    for part in shape.chain():
        if getattr(part, "decorative", False):
            return True
        if isinstance(part, (NumberPlane, PolarPlane)):
            return True
    box = shape.leaf.box
    if box.width < 0.2 or box.height < 0.2 or not _closed(shape.leaf):
        return False
    framed = [text.box for text in snapshot.texts if box.contains(text.box)]
    return bool(framed) and Box.union(framed).grown(FRAMING).contains(box)


def _closed(leaf: Leaf) -> bool:
    return bool(np.hypot(*(leaf.polyline[0] - leaf.polyline[-1])) < 0.02)


def grid_leaves(snapshot: Snapshot) -> set[int]:
    """Return the ids of straight lines with at least three parallels of like length beside them."""
    groups: dict[tuple[int, int, int], list[Leaf]] = defaultdict(list)
    for shape in snapshot.shapes:
        leaf = shape.leaf
        if not shape.parents or len(leaf.polyline) > 12 or not leaf.stroked:
            continue
        way = leaf.polyline[-1] - leaf.polyline[0]
        length = float(np.hypot(*way))
        if length < 0.5:
            continue
        angle = round(float(np.arctan2(way[1], way[0])) % np.pi / 0.05)
        groups[(id(shape.parents[-1]), angle, round(length / 0.05))].append(leaf)
    many = {id(leaf) for group in groups.values() if len(group) >= GRID for leaf in group}
    return many | {id(shape.leaf) for shape in snapshot.shapes if _is_grid(shape.leaf)}


def _is_grid(leaf: Leaf) -> bool:
    """Whether one path consists of several level and upright lines."""
    if leaf.paints_itself or len(leaf.polyline) % 6 or len(leaf.polyline) < 6 * GRID:
        return False
    curves = leaf.polyline.reshape(-1, 6, 2)
    ways = np.abs(curves[:, -1] - curves[:, 0])
    jumps = np.hypot(*(curves[1:, 0] - curves[:-1, -1]).T) > 1e-6
    return bool(jumps.sum() + 1 >= GRID and (ways.min(axis=1) < 1e-6).all())
