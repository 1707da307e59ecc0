"""Contrast of texts, measured against the rendered pixels: at least 4.5:1.

A text's ink is its intended colour laid over the pixels that were there before it was drawn: thin
strokes are blurred by anti-aliasing, and their blurred pixels say nothing about the colour chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from manim import VMobject

from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.light import contrast, leaf_fill_rgba, leaf_stroke_rgba, over
from scripts.studio.inspect.line_contrast import encloses
from scripts.studio.inspect.paper import PLATE, Sheet
from scripts.studio.inspect.pixels import Array, Pixels, pixel_window
from scripts.studio.inspect.snapshot import Leaf, Snapshot, TextUnit

TEXT_LEAST, LINE_LEAST, MARK_LEAST = 4.5, 3.0, 2.0

TOLERANCE = 0.985

Measured = dict[int, tuple[int, float]]
"""The contrast of a text, by its mobject's id, with a digest of all that it depends on."""


def grounds(snapshot: Snapshot, before: Mapping[int, Pixels]) -> dict[int, Array]:
    """Return the median colour ``(3,)`` behind every text."""
    return {
        id(text): np.median(before[id(text)][..., :3].reshape(-1, 3), axis=0) / 255.0
        for text in snapshot.texts
    }


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
