"""Contrast of lines with a meaning, at least 3:1, and of dots and figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from manim import Dot

from scripts.studio.inspect.contrast import LINE_LEAST, MARK_LEAST, TOLERANCE, faint
from scripts.studio.inspect.faint_figures import (
    BODY_LEAST,
    body_contrast,
    is_body,
    is_slender,
    open_contrast,
    stands_alone,
)
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.line_contrast import dot_contrast, encloses, line_contrast, rimmed
from scripts.studio.inspect.pixels import Pixels
from scripts.studio.inspect.scaffolding import dashed_line, excused, grid_leaves, pieces_of_lines
from scripts.studio.inspect.snapshot import Snapshot

DASHED_LEAST = 1.25
"""Dashes only guide the eye, and may be faint, but not unseen."""


def faint_lines(snapshot: Snapshot, frame: Pixels) -> Iterator[Sighting]:
    """Yield resting lines with a meaning (and dots) that hardly stand out."""
    worst: dict[str, tuple[float, float]] = {}
    grids = grid_leaves(snapshot)
    pieces = pieces_of_lines(snapshot)
    dashes: dict[tuple[str, int], list[float]] = defaultdict(list)
    for shape in snapshot.shapes:
        leaf = shape.leaf
        if not snapshot.resting(shape) or leaf.paints_itself or excused(shape, snapshot, grids):
            continue
        if id(leaf) in pieces:
            continue
        whole = dashed_line(shape)
        if whole is not None:
            ratio = line_contrast(snapshot, leaf, frame)
            if ratio is not None:
                dashes[shape.name, id(whole)].append(ratio)
            continue
        if leaf.stroked and (leaf.fill <= 0.05 or not (encloses(leaf) or rimmed(leaf))):
            ratio = line_contrast(snapshot, leaf, frame)
            least = LINE_LEAST
        elif isinstance(leaf.mobject, Dot) and not leaf.stroked:
            ratio = dot_contrast(snapshot, leaf, frame)
            least = MARK_LEAST
        elif is_slender(shape):
            ratio, least = open_contrast(snapshot, leaf, frame), LINE_LEAST
        elif stands_alone(shape, snapshot):
            ratio, least = body_contrast(snapshot, leaf, frame), BODY_LEAST
        elif is_body(shape, snapshot):
            ratio, least = open_contrast(snapshot, leaf, frame), BODY_LEAST
        else:
            continue
        if ratio is not None:
            _note(worst, shape.name, ratio, least)
    for (name, _), ratios in dashes.items():
        # A dash that ends under an arrow's head says nothing of the line.
        _note(worst, name, float(np.median(ratios)), DASHED_LEAST)
    for name, (ratio, least) in worst.items():
        yield faint(name, ratio, least, "the line ")


def _note(worst: dict[str, tuple[float, float]], name: str, ratio: float, least: float) -> None:
    """Keep the lowest ratio of each owner that is too low."""
    if ratio < TOLERANCE * least and ratio < worst.get(name, (float("inf"), 0.0))[0]:
        worst[name] = (ratio, least)
