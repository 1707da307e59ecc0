"""Out of the frame, too near to its edge, and too small to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np
from manim import NumberLine, NumberPlane, PolarPlane, config

from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.light import contrast, leaf_stroke_rgba, over
from scripts.studio.inspect.paper import Sheet
from scripts.studio.inspect.snapshot import Box, Leaf, Shape, Snapshot, ground_color

SAFE_MARGIN = 0.15
"""Texts keep this distance from the edge, in units of an 8-unit frame."""

FLUSH, PRESSED = 0.012, 0.095
"""A figure that ends between so far from the edge stands there by accident; nearer is flush."""

OVERSHOOT_PX = 2.7
"""Outlines may end this far outside: half the width of an ordinary stroke."""

ZOOMED = 0.95
"""Below this share of the ordinary frame's height the camera has come closer."""

SMALLEST_EM = 1 / 30
"""The least em of a text, as a part of the frame's height."""

SIZE_TOLERANCE = 0.975

MANY = 12
"""A named group of at least so many parts that overflows opposite edges is a backdrop."""


def out_of_frame(snapshot: Snapshot, sheets: Mapping[int, Sheet]) -> Iterator[Sighting]:
    """Yield resting things that are partly outside, and texts nearer than the safe margin."""
    frame = snapshot.frame
    margin = SAFE_MARGIN * frame.height / 8
    for text in snapshot.texts:
        if not snapshot.resting(text) or not _meets(frame, [leaf.box for leaf in text.leaves]):
            continue
        if sheets[id(text)].hidden_fraction > 0.97:
            continue
        outside = overshoot(text.box, frame) * snapshot.scale
        if outside > 0.5:
            yield _outside(text.name, outside)
        elif overshoot(text.box.grown(margin), frame) > 0.02 * margin:
            left = overshoot(text.box.grown(margin), frame)
            yield _near(f"the text {text.name}", (margin - left) * snapshot.scale, text.name)
    if frame.height < ZOOMED * float(config.frame_height):
        return  # a camera that has come closer cuts things on purpose
    by_owner: dict[str, list[Shape]] = defaultdict(list)
    for shape in snapshot.shapes:
        if snapshot.resting(shape) and not _decorative(shape):
            by_owner[shape.name].append(shape)
    for owner, shapes in by_owner.items():
        many = len(shapes) >= MANY and not any(_scale_of(shape) for shape in shapes)
        if many and _overflows(Box.union(s.leaf.box for s in shapes), frame):
            continue
        outside = max(_shape_overshoot(shape, snapshot) for shape in shapes)
        if outside > OVERSHOOT_PX:
            yield _outside(owner, outside)
            continue
        distance = _pressed(shapes, snapshot)
        if distance is not None:
            yield _near(owner, distance * snapshot.scale)


def _near(what: str, distance: float, name: str = "") -> Sighting:
    sentence = f"{what} is {distance:.0f} px from the frame's edge"
    return Sighting("near-edge", (name or what,), distance, "px", sentence, worse=-distance)


def _pressed(shapes: list[Shape], snapshot: Snapshot) -> float | None:
    """Return how near to an edge a thing ends that looks pressed against it, or None.

    What leaves the frame, lies flush with its edge, or spans it from side to side is meant so.
    """
    frame, unit = snapshot.frame, snapshot.frame.height / 8
    seen = [s.leaf for s in shapes if not _invisible(s.leaf, snapshot)]
    seen = [leaf for leaf in seen if leaf.visible and leaf.box.meets(frame)]
    if not seen:
        return None
    box = Box.union(leaf.box for leaf in seen)
    level = (box.left - frame.left, frame.right - box.right)
    upright = (box.bottom - frame.bottom, frame.top - box.top)
    if min(*level, *upright) < FLUSH * unit:
        return None
    ends = [min(gaps) for gaps in (level, upright) if max(gaps) > 2 * PRESSED * unit]
    nearest = min(ends, default=np.inf)
    return nearest if nearest < PRESSED * unit else None


def _outside(name: str, outside: float) -> Sighting:
    sentence = f"{name} reaches {outside:.0f} px out of the frame"
    return Sighting("out-of-frame", (name,), outside, "px", sentence)


def _shape_overshoot(shape: Shape, snapshot: Snapshot) -> float:
    """Return by how many px a shape that is partly visible reaches out; 0 for backdrops."""
    frame, leaf = snapshot.frame, shape.leaf
    outside = overshoot(leaf.box, frame) * snapshot.scale
    if outside <= OVERSHOOT_PX or not _enters(leaf.polyline, frame):
        return 0.0
    backdrop = (_straight(leaf) and not _scale_of(shape)) or not leaf.stroked
    if _overflows(leaf.box, frame) and backdrop:
        return 0.0
    if leaf.box.contains(frame, slack=0.05):
        return 0.0
    return 0.0 if _invisible(leaf, snapshot) else outside


def _invisible(leaf: Leaf, snapshot: Snapshot) -> bool:
    """Whether a line hardly differs from the plain background."""
    if leaf.paints_itself or not leaf.stroked or leaf.fill >= 0.1:
        return False
    ground = ground_color(snapshot.camera)
    return bool(contrast(over(leaf_stroke_rgba(leaf), ground), ground) < 1.4)


def _scale_of(shape: Shape) -> bool:
    """Whether a shape belongs to an axis, whose ends are to be read; a grid's are not."""
    chain = list(shape.chain())
    on_grid = any(isinstance(part, (NumberPlane, PolarPlane)) for part in chain)
    return not on_grid and any(isinstance(part, NumberLine) for part in chain)


def _decorative(shape: Shape) -> bool:
    return any(getattr(part, "decorative", False) for part in shape.chain())


def overshoot(box: Box, frame: Box) -> float:
    """Return how far a box reaches out of the frame, in scene units; 0 if it does not."""
    return max(
        frame.left - box.left,
        box.right - frame.right,
        frame.bottom - box.bottom,
        box.top - frame.top,
        0.0,
    )


def _meets(frame: Box, boxes: list[Box]) -> bool:
    return any(frame.meets(box) for box in boxes)


def _enters(polyline: np.ndarray[tuple[int, ...], np.dtype[np.float64]], frame: Box) -> bool:
    """Whether a visible length of a path, or the inside of a big one, is in the frame."""
    x, y = polyline[:, 0], polyline[:, 1]
    shy = 0.02
    inside = (
        (x > frame.left + shy)
        & (x < frame.right - shy)
        & (y > frame.bottom + shy)
        & (y < frame.top - shy)
    )
    return bool(inside.any())


def _overflows(box: Box, frame: Box) -> bool:
    """Whether a box reaches over both of two opposite edges."""
    slack = 0.01
    wide = box.left < frame.left + slack and box.right > frame.right - slack
    return wide or (box.bottom < frame.bottom + slack and box.top > frame.top - slack)


def _straight(leaf: Leaf) -> bool:
    points = leaf.polyline - leaf.polyline[0]
    far = points[int(np.argmax(np.hypot(*points.T)))]
    length = float(np.hypot(*far))
    if length < 1e-9:
        return True
    away = np.abs(points[:, 0] * far[1] - points[:, 1] * far[0]) / length
    return bool(away.max() < 0.01 * length)


def too_small(snapshot: Snapshot, sheets: Mapping[int, Sheet]) -> Iterator[Sighting]:
    """Yield resting texts in the frame whose em is below 1/30 of its height."""
    least = SMALLEST_EM * snapshot.frame.height
    for text in snapshot.texts:
        if not snapshot.resting(text) or not snapshot.frame.meets(text.box):
            continue
        em = sheets[id(text)].setting.em
        if em < SIZE_TOLERANCE * least and sheets[id(text)].hidden_fraction < 0.97:
            px = em * snapshot.scale
            yield Sighting(
                "text-too-small",
                (text.name,),
                px,
                "px",
                f"the text {text.name} is set at {px:.0f} px, {1080 / 30:.0f} px are the least",
                worse=-px,
            )
