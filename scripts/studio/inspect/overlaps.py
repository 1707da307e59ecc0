"""Text over text, and text over lines that don't belong to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import ArrowTip, Brace, Cross, Group, Mobject, NumberPlane, Underline, VGroup

from scripts.studio.inspect.ink import (
    THINNEST,
    Mask,
    fill_mask,
    painted_mask,
    path_area_and_length,
    stroke_mask,
    stroke_units,
)
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.light import contrast, leaf_stroke_rgba, over
from scripts.studio.inspect.paper import PLATE, Sheet, overlap_ink, to_px2, touching_ink
from scripts.studio.inspect.snapshot import Shape, Snapshot, TextUnit

SHARED_INK = 8.0
"""Ink in px² that two texts may share before they overlap."""

GAP_EM = 0.1
"""Texts on one line with a smaller gap between them, in em, read as one."""

SAME_INK = 0.95
"""Above this share of common ink one text is a copy lying exactly on the other."""

CROSSING_EM, CROSSING_PX = 0.09, 4.0
"""A line may reach this far into a text's area: in em, and at least in px."""

FAINT, FAINT_THIN, THIN = 1.4, 1.7, 2.05
"""Guide lines below this contrast are tolerated; thin ones (stroke width) below the second."""


def texts_over_texts(snapshot: Snapshot, sheets: Mapping[int, Sheet]) -> Iterator[Sighting]:
    """Yield every pair of resting texts whose ink or glyph boxes overlap."""
    resting = [text for text in snapshot.texts if snapshot.resting(text)]
    for first, second in combinations(resting, 2):
        if not first.box.meets(second.box):
            if _run_together(first, second, sheets):
                yield _over(first, second, 1.0, "read as one")
            continue
        smaller, larger = sorted((first, second), key=lambda t: t.box.width * t.box.height)
        shared, share = overlap_ink(sheets[id(smaller)], larger)
        if share > SAME_INK:
            continue
        amount, how = shared, f"share {shared:.0f} px² of ink"
        if shared < SHARED_INK:
            amount, how = _box_overlap(sheets, smaller, larger), "stand in each other"
        if amount < 1.0:
            amount, how = touching_ink(sheets[id(smaller)], larger), "touch"
        if amount < 1.0 and _run_together(first, second, sheets):
            amount, how = 1.0, "read as one"
        if amount >= 1.0:
            yield _over(first, second, amount, how)


def _over(first: TextUnit, second: TextUnit, amount: float, how: str) -> Sighting:
    names = (first.name, second.name)
    sentence = f"the texts {names[0]} and {names[1]} {how}"
    return Sighting("text-over-text", names, amount, "px²", sentence)


def _run_together(first: TextUnit, second: TextUnit, sheets: Mapping[int, Sheet]) -> bool:
    """Whether two texts that nobody put together stand on one line with no gap between them."""
    if any(type(text.mobject) in (Group, VGroup) for text in (first, second)):
        return False  # glyphs taken out of one text stand as they were set
    a, b = first.box, second.box
    level = min(a.top, b.top) - max(a.bottom, b.bottom)
    if level < 0.5 * min(a.height, b.height) or set(first.parents) & set(second.parents):
        return False
    em = min(sheets[id(text)].setting.em for text in (first, second))
    gap = max(a.left, b.left) - min(a.right, b.right)
    return -GAP_EM * em < gap < GAP_EM * em


def _box_overlap(sheets: Mapping[int, Sheet], first: TextUnit, second: TextUnit) -> float:
    """Return in px² how far glyph boxes of two texts overlap, if at least two glyphs do."""
    pairs, total = 0, 0.0
    if sheets[id(first)].hidden_fraction > 0.5 or sheets[id(second)].hidden_fraction > 0.5:
        return 0.0
    scale = sheets[id(first)].snapshot.scale
    for a in first.leaves:
        for b in second.leaves:
            if not a.box.meets(b.box):
                continue
            width = min(a.box.right, b.box.right) - max(a.box.left, b.box.left)
            height = min(a.box.top, b.box.top) - max(a.box.bottom, b.box.bottom)
            least = min(a.box.width * a.box.height, b.box.width * b.box.height)
            if least > 0 and width * height > 0.3 * least:
                pairs += 1
                total += width * height * scale**2
    return total if pairs >= 2 else 0.0


def texts_over_lines(
    snapshot: Snapshot, sheets: Mapping[int, Sheet], grounds: Mapping[int, Any]
) -> Iterator[Sighting]:
    """Yield every resting text with a line across it, one sighting per text and line's owner."""
    lines = [shape for shape in snapshot.shapes if _is_line(shape) and snapshot.resting(shape)]
    for text in snapshot.texts:
        sheet = sheets[id(text)]
        if not snapshot.resting(text):
            continue
        crossed: dict[str, float] = defaultdict(float)
        for shape in lines:
            if shape.leaf.box.grown(0.05).meets(text.box) and not _belongs(shape, text):
                line = id(shape.leaf.mobject)
                if line not in sheet.crossings:
                    sheet.crossings[line] = _crossing(sheet, shape, grounds.get(id(text)))
                length = sheet.crossings[line]
                if length:
                    crossed[shape.name] += length
        least = max(CROSSING_PX, CROSSING_EM * sheet.setting.em * snapshot.scale)
        for owner, length in crossed.items():
            if length >= least:
                yield Sighting(
                    "text-over-line",
                    (text.name, owner),
                    length,
                    "px",
                    f"{owner} crosses the text {text.name} along {length:.0f} px",
                )


def _is_line(shape: Shape) -> bool:
    leaf = shape.leaf
    if any(getattr(part, "decorative", False) for part in shape.chain()):
        return False
    if leaf.paints_itself or leaf.stroked:
        return True
    if leaf.fill <= 0.1:
        return False
    mobject: Any = leaf.mobject
    if isinstance(mobject, (ArrowTip, Brace)):
        return True
    if len(mobject.points) % 4 or not hasattr(mobject, "get_fill_rgbas"):
        return False
    return any(map(_thin, _outlines(mobject)))


def _outlines(mobject: Any) -> list[npt.NDArray[np.float64]]:
    """Return the Bezier points of each closed outline of a path."""
    points = mobject.points[:, :2]
    breaks = np.flatnonzero(np.abs(points[4::4] - points[3:-1:4]).max(axis=1) > 1e-6)
    return np.split(points, 4 * (breaks + 1))


def _thin(outline: npt.NDArray[np.float64]) -> bool:
    """Whether a filled outline is long and narrow, a line drawn as an area."""
    area, length = path_area_and_length(outline)
    return length > 0 and 4 * np.pi * area / length**2 < 0.25 and 2 * area / length < 0.08


def _belongs(shape: Shape, text: TextUnit) -> bool:
    """Whether a line is a strike-through or an underline made for this text."""
    for part in shape.chain():
        if isinstance(part, Cross) and _center_within(part, text):
            return True
        if isinstance(part, Underline) and abs(part.width - text.box.width) < 0.15:
            return True
    return False


def _center_within(mobject: Mobject, text: TextUnit) -> bool:
    x, y = mobject.get_center()[:2]
    box = text.box.grown(0.1)
    return bool(box.left <= x <= box.right and box.bottom <= y <= box.top)


def _crossing(sheet: Sheet, shape: Shape, ground: Any) -> float:
    """Return along how many px (1080 lines) a line runs inside a text's area."""
    leaf = shape.leaf
    if not leaf.paints_itself and ground is not None and _faint(shape, ground):
        return 0.0
    mask, width = _line_mask(sheet, shape)
    if mask is None or not mask.any():
        return 0.0
    if leaf.order < sheet.first:
        mask = mask * (sheet.hidden_after(leaf.order) < PLATE)
    else:
        mask = mask * (sheet.hidden_after(max(leaf.order, sheet.last)) < PLATE)
    inside = float(np.sum(mask * sheet.area))
    return inside * to_px2(sheet) / (width * sheet.snapshot.scale)


def _line_mask(sheet: Sheet, shape: Shape) -> tuple[Mask | None, float]:
    """Return a line's ink on a text's sheet and the line's width in scene units."""
    camera, leaf, window = sheet.snapshot.camera, shape.leaf, sheet.window
    if leaf.paints_itself:
        return thin_part(painted_mask(camera, leaf, window), sheet), 4.0 / sheet.resolution
    width = max(stroke_units(camera, leaf), THINNEST / sheet.resolution)
    if not leaf.stroked:
        filled = fill_mask(camera, leaf, window)
        alone = all(map(_thin, _outlines(leaf.mobject)))
        return filled if alone else thin_part(filled, sheet), 0.05
    mask = stroke_mask(camera, leaf, window)
    if isinstance(leaf.mobject, ArrowTip):
        mask = np.maximum(mask, fill_mask(camera, leaf, window))
    return mask, width


def thin_part(ink: Mask, sheet: Sheet) -> Mask:
    """Return the ink that is narrower than a tenth of a unit: lines, not areas."""
    from scipy.ndimage import grey_opening

    size = max(3, int(0.1 * sheet.resolution))
    if min(ink.shape) <= size:
        return ink
    padded = np.pad(ink, size, mode="edge")
    opened = grey_opening(padded, size=(size, size))[size:-size, size:-size]
    return np.asarray(np.clip(ink - opened, 0, 1))


def _faint(shape: Shape, ground: Any) -> bool:
    """Whether a line hardly stands out from the ground it is on."""
    leaf = shape.leaf
    if not leaf.stroked:
        return False
    rgba = leaf_stroke_rgba(leaf)
    light = contrast(over(rgba, ground), ground)
    thin = leaf.stroke_width <= THIN or any(isinstance(p, NumberPlane) for p in shape.chain())
    return bool(light < (FAINT_THIN if thin else FAINT))
