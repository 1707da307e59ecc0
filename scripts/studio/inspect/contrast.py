"""Contrast, measured in the rendered pixels: texts at least 4.5:1, lines with a meaning 3:1.

A text's ink is its intended colour laid over the pixels that were there before it was drawn: thin
strokes are blurred by anti-aliasing, and their blurred pixels say nothing about the colour chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import (
    ArrowTip,
    DashedLine,
    DashedVMobject,
    Dot,
    NumberPlane,
    PolarPlane,
    VMobject,
)

from scripts.studio.inspect.ink import stroke_units
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.light import contrast, leaf_fill_rgba, leaf_stroke_rgba, over
from scripts.studio.inspect.paper import PLATE, Sheet
from scripts.studio.inspect.snapshot import (
    Box,
    Leaf,
    Shape,
    Snapshot,
    TextUnit,
    ground_color,
)

Pixels = npt.NDArray[np.uint8]
Array = npt.NDArray[np.float64]

TEXT_LEAST, LINE_LEAST, MARK_LEAST = 4.5, 3.0, 2.0
TOLERANCE = 0.985
DASHED_LEAST = 1.25
"""Dashes only guide the eye, and may be faint, but not unseen."""

SPECK = 0.05
"""Dots smaller than this, in scene units, are not judged."""

BODY_LEAST = 1.5
"""What a lone filled figure must stand out at least: it is broad, and so easily seen."""

INSIDE = 0.02
"""Scene units: a path with less area for its length is a line."""

SLENDER, LONG = 0.06, 0.5
"""Scene units: a filled figure with less area for its length, and so long, is seen as a line."""

OPEN, PLAIN = 0.3, 0.06
"""A slender figure is judged where so much of its outline lies on plain background."""

PIECE, LONG_PIECE = 0.3, 1.0
"""Pieces shorter than the first are ticks of a line longer than the second."""

FRAMING = 1.0
"""A closed line nowhere farther than this from the texts in it, in scene units, is their frame."""

GRID = 4
"""So many parallel straight lines in one group are a grid, which is meant to be faint."""


def draw(snapshot: Snapshot) -> tuple[Pixels, dict[int, Pixels]]:
    """Draw the frame, and keep for every text the pixels around it from before it was drawn.

    Returns the frame ``(height, width, 4)`` and, by id of the text unit, windows of it.
    """
    camera = snapshot.camera
    camera.reset()
    displayed = camera.get_mobjects_to_display(snapshot.tops)
    starts = sorted((min(leaf.order for leaf in text.leaves), text_id(text)) for text in
                    snapshot.texts)  # fmt: skip
    by_id = {text_id(text): text for text in snapshot.texts}
    before: dict[int, Pixels] = {}
    drawn = 0
    for order, key in starts:
        if order > drawn:
            camera.capture_mobjects(displayed[drawn:order], include_submobjects=False)
            drawn = order
        rows, columns = pixel_window(snapshot, by_id[key].box.grown(0.08))
        before[key] = camera.pixel_array[rows, columns].copy()
    if drawn < len(displayed):
        camera.capture_mobjects(displayed[drawn:], include_submobjects=False)
    return camera.pixel_array.copy(), before


def text_id(text: TextUnit) -> int:
    """Return the key of a text unit in the results of ``draw``."""
    return id(text)


def pixel_window(snapshot: Snapshot, box: Box) -> tuple[slice, slice]:
    """Return the rows and columns of the camera's pixels under a box, at least one pixel."""
    camera, frame = snapshot.camera, snapshot.frame
    density = camera.pixel_width / frame.width
    left = int(np.clip((box.left - frame.left) * density, 0, camera.pixel_width - 1))
    right = int(np.clip(np.ceil((box.right - frame.left) * density), left + 1, camera.pixel_width))
    top = int(np.clip((frame.top - box.top) * density, 0, camera.pixel_height - 1))
    bottom = int(np.clip(np.ceil((frame.top - box.bottom) * density), top + 1, camera.pixel_height))
    return slice(top, bottom), slice(left, right)


def grounds(snapshot: Snapshot, before: Mapping[int, Pixels]) -> dict[int, Array]:
    """Return the median colour ``(3,)`` behind every text."""
    return {
        id(text): np.median(before[id(text)][..., :3].reshape(-1, 3), axis=0) / 255.0
        for text in snapshot.texts
    }


Measured = dict[int, tuple[int, float]]
"""The contrast of a text, by its mobject's id, with a digest of all that it depends on."""


def faint_texts(
    snapshot: Snapshot,
    sheets: Mapping[int, Sheet],
    before: Mapping[int, Pixels],
    known: Measured,
) -> Iterator[Sighting]:
    """Yield resting texts whose worst sizeable glyph stands out less than 4.5:1.

    ``known`` holds what was measured before, and is kept up to date.
    """
    for text in snapshot.texts:
        if not snapshot.resting(text) or not snapshot.frame.meets(text.box):
            continue
        if sheets[id(text)].hidden_fraction > 0.97:
            continue
        ground = before[id(text)]
        looks = _looks(snapshot, text, ground)
        kept = known.get(id(text.mobject))
        if kept is None or kept[0] != looks:
            kept = looks, _text_contrast(snapshot, text, ground)
            known[id(text.mobject)] = kept
        ratio = kept[1]
        if ratio < TOLERANCE * TEXT_LEAST:
            yield faint(text.name, ratio, TEXT_LEAST, "the text ")


def _looks(snapshot: Snapshot, text: TextUnit, ground: Pixels) -> int:
    """Return a number that changes with a text's place, ink or ground."""
    parts: list[object] = [snapshot.frame, ground.shape, ground.tobytes()]
    for leaf in text.leaves:
        mobject: Any = leaf.mobject
        parts += [leaf.box, leaf.fill, leaf.stroke, leaf.stroke_width]
        parts += [mobject.fill_rgbas.tobytes(), mobject.stroke_rgbas.tobytes()]
        parts.append(mobject.background_stroke_rgbas.tobytes())
        parts.append(float(mobject.get_stroke_width(background=True)))
    parts += [leaf_fill_rgba(veil).tobytes() for veil in _veils(snapshot, text)]
    return hash(tuple(parts))


def faint(name: str, ratio: float, least: float, what: str) -> Sighting:
    """Return the sighting of something that stands out too little."""
    sentence = f"{what}{name} stands out {ratio:.2f}:1, {least:g}:1 is the least"
    return Sighting("low-contrast", (name,), ratio, ":1", sentence, worse=-ratio)


def _text_contrast(snapshot: Snapshot, text: TextUnit, ground: Pixels) -> float:
    rows, columns = pixel_window(snapshot, text.box.grown(0.08))
    largest = max(max(leaf.box.width, leaf.box.height) for leaf in text.leaves)
    veils = _veils(snapshot, text)
    worst = float("inf")
    for leaf in text.leaves:
        if max(leaf.box.width, leaf.box.height) < 0.4 * largest:
            continue
        inner_rows, inner_columns = pixel_window(snapshot, leaf.box.grown(0.03))
        window = ground[
            max(0, inner_rows.start - rows.start) : inner_rows.stop - rows.start,
            max(0, inner_columns.start - columns.start) : inner_columns.stop - columns.start,
            :3,
        ]
        if not window.size:
            continue
        pixels = window.reshape(-1, 3) / 255.0
        worst = min(worst, float(np.median(_glyph_contrast(leaf, pixels, veils))))
    return worst


def _veils(snapshot: Snapshot, text: TextUnit) -> list[Leaf]:
    """Return what lies in front of the whole text and is seen through: it dims both alike."""
    last = max(leaf.order for leaf in text.leaves)
    return [
        shape.leaf
        for shape in snapshot.shapes
        if shape.leaf.order > last
        and not shape.leaf.paints_itself
        and isinstance(shape.leaf.mobject, VMobject)
        and 0.05 < shape.leaf.fill < PLATE
        and shape.leaf.box.contains(text.box)
        and encloses(shape.leaf)
        and _within_outline(shape.leaf, text)
    ]


def _within_outline(leaf: Leaf, text: TextUnit) -> bool:
    box = text.box
    middle = np.array([(box.left + box.right) / 2, (box.bottom + box.top) / 2])
    start, end = leaf.polyline - middle, np.roll(leaf.polyline, -1, axis=0) - middle
    cross = start[:, 0] * end[:, 1] - start[:, 1] * end[:, 0]
    turned = np.arctan2(cross, np.sum(start * end, axis=1)).sum()
    return bool(abs(turned) > np.pi)


def _glyph_contrast(leaf: Leaf, pixels: Array, veils: Sequence[Leaf] = ()) -> Array:
    """Return the contrast of a glyph's ink with each of the pixels ``(k, 3)`` around it."""
    filled = leaf.fill >= leaf.stroke or not leaf.stroked or leaf.fill > 0.5
    rgba = leaf_fill_rgba(leaf) if filled else leaf_stroke_rgba(leaf)
    ink = over(rgba, pixels)
    mobject: Any = leaf.mobject
    halo = mobject.get_stroke_rgbas(background=True)
    if mobject.get_stroke_width(background=True) >= 3 and len(halo) and halo[0, 3] > 0.8:
        # A halo around the letters is what they are read against.
        pixels = over(np.mean(halo, axis=0), pixels)
    for veil in veils:
        ink, pixels = (over(leaf_fill_rgba(veil), seen) for seen in (ink, pixels))
    return np.asarray(contrast(ink, pixels))


def faint_lines(snapshot: Snapshot, frame: Pixels) -> Iterator[Sighting]:
    """Yield resting lines with a meaning (and dots) that hardly stand out."""
    worst: dict[str, tuple[float, float]] = {}
    grids = _grid_leaves(snapshot)
    pieces = _pieces(snapshot)
    for shape in snapshot.shapes:
        leaf = shape.leaf
        if not snapshot.resting(shape) or leaf.paints_itself or _excused(shape, snapshot, grids):
            continue
        if id(leaf) in pieces:
            continue
        if _dashed(shape):
            ratio, least = _line_contrast(snapshot, leaf, frame), DASHED_LEAST
        elif leaf.stroked and (leaf.fill <= 0.05 or not (encloses(leaf) or _rimmed(leaf))):
            ratio = _line_contrast(snapshot, leaf, frame)
            least = LINE_LEAST
        elif isinstance(leaf.mobject, Dot) and not leaf.stroked:
            ratio = _dot_contrast(snapshot, leaf, frame)
            least = MARK_LEAST
        elif _alone(shape, snapshot):
            ratio, least = _body_contrast(snapshot, leaf, frame)
        elif _slender(shape):
            ratio, least = _slender_contrast(snapshot, leaf, frame), LINE_LEAST
        else:
            continue
        if ratio is None or ratio >= TOLERANCE * least:
            continue
        if ratio < worst.get(shape.name, (float("inf"), 0.0))[0]:
            worst[shape.name] = (ratio, least)
    for name, (ratio, least) in worst.items():
        yield faint(name, ratio, least, "the line ")


def encloses(leaf: Leaf) -> bool:
    """Whether a path has an inside that can be seen; a line has none, whatever its fill."""
    return inside(leaf) > INSIDE


def _rimmed(leaf: Leaf) -> bool:
    return bool(getattr(leaf.mobject, "background_stroke_width", 0))


def inside(leaf: Leaf) -> float:
    """Return a path's area for its length, about half the width of a slender figure."""
    path = leaf.polyline
    x, y = path[:, 0], path[:, 1]
    area = 0.5 * abs(float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))))
    length = float(np.sum(np.hypot(*np.diff(path, axis=0).T)))
    return area / length if length else 0.0


def _pieces(snapshot: Snapshot) -> set[int]:
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


def _alone(shape: Shape, snapshot: Snapshot) -> bool:
    """Whether a filled figure stands for itself: no paper for others, no shade of a drawing."""
    box = shape.leaf.box
    if min(box.width, box.height) < SPECK or not box.meets(snapshot.frame):
        return False
    if isinstance(shape.leaf.mobject, ArrowTip) or box.contains(snapshot.frame, slack=0.5):
        return False
    others = [leaf for leaf in snapshot.leaves if leaf is not shape.leaf]
    return not any(leaf.box.meets(box) for leaf in others)


def _body_contrast(snapshot: Snapshot, leaf: Leaf, frame: Pixels) -> tuple[float | None, float]:
    """Return how strongly the outline or the inside of a lone figure stands out, and the least."""
    density = frame.shape[0] / snapshot.frame.height
    middle, normal = _along(leaf.polyline)
    reach = stroke_units(snapshot.camera, leaf) / 2 + 2.5 / density
    fill = leaf_fill_rgba(leaf)
    best, seen = np.zeros(len(middle)), np.zeros(len(middle), bool)
    for side in (reach, -reach):
        ground, known = look(snapshot, frame, middle + side * normal)
        ratios = contrast(over(fill, ground), ground)
        best = np.where(known, np.maximum(best, ratios), best)
        seen |= known
    if not seen.any():
        return None, BODY_LEAST
    ratio = float(np.median(best[seen]))
    if leaf.stroked:
        ratio = max(ratio, _line_contrast(snapshot, leaf, frame) or ratio)
    return ratio, BODY_LEAST


def _slender(shape: Shape) -> bool:
    """Whether a filled figure carries its meaning as a line does, an arrow for instance.

    One of many alike in a group is a part of a patch: a cell of a key, an arrow of a field.
    """
    leaf = shape.leaf
    siblings = shape.parents[-1].submobjects if shape.parents else []
    alike = sum(type(other) is type(leaf.mobject) for other in siblings)
    if isinstance(leaf.mobject, ArrowTip) or alike >= GRID or leaf.stroked or _rimmed(leaf):
        return False
    long = max(leaf.box.width, leaf.box.height) > LONG
    return leaf.fill > 0.05 and long and inside(leaf) < SLENDER and not _jumps(leaf.polyline)


def _jumps(path: Array) -> bool:
    """Whether a path consists of several, as the arrows of a field do that are one mobject."""
    curves = path[: len(path) // 6 * 6].reshape(-1, 6, 2)
    return bool((np.hypot(*(curves[1:, 0] - curves[:-1, -1]).T) > 1e-3).any())


def _slender_contrast(snapshot: Snapshot, leaf: Leaf, frame: Pixels) -> float | None:
    """Return how strongly a slender figure stands out from the plain background beside it."""
    middle, normal = _along(leaf.polyline)
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


def _dashed(shape: Shape) -> bool:
    return any(isinstance(part, (DashedLine, DashedVMobject)) for part in shape.chain())


def _excused(shape: Shape, snapshot: Snapshot, grids: set[int]) -> bool:
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


def _grid_leaves(snapshot: Snapshot) -> set[int]:
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


def _line_contrast(snapshot: Snapshot, leaf: Leaf, frame: Pixels) -> float | None:
    """Return the median contrast of a line with the pixels beside it; None if it is hidden."""
    middle, normal = _along(leaf.polyline)
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


def _along(path: Array, *, count: int = 41) -> tuple[Array, Array]:
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


def _dot_contrast(snapshot: Snapshot, leaf: Leaf, frame: Pixels) -> float | None:
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


def look(snapshot: Snapshot, frame: Pixels, points: Array) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Return the colours ``(k, 3)`` of the frame at points ``(k, 2)``, and which are inside."""
    height, width = frame.shape[:2]
    density = height / snapshot.frame.height
    column = np.floor((points[:, 0] - snapshot.frame.left) * density).astype(int)
    row = np.floor((snapshot.frame.top - points[:, 1]) * density).astype(int)
    inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    column, row = np.clip(column, 0, width - 1), np.clip(row, 0, height - 1)
    return frame[row, column, :3] / 255.0, inside
