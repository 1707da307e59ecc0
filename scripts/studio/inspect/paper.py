"""One text on paper: its ink, what hides it, and the area that belongs to it.

A sheet turns with the text, so that its lines of writing are rows of the mask. The *area* of a text
is its ink with the gaps between neighbouring glyphs filled along the line: a stroke between two
letters crosses the text though it touches none of them.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import ArrowTip, VMobject
from scipy.ndimage import distance_transform_edt

from scripts.studio.inspect.glyphs import Setting
from scripts.studio.inspect.ink import PIXELS, Mask, Window, fill_mask, ink_mask, painted_mask
from scripts.studio.inspect.snapshot import Box, Leaf, Snapshot, TextUnit

GAP = 0.4
"""Gaps up to this many em within a line of writing belong to the text."""

INKED = 0.45
"""A pixel covered at least so far is ink."""

TOUCHING_EM, BESIDE_EM = 0.03, 0.06
"""Texts nearer than the first touch; ink within the second of another text's counts as touching."""

PLATE = 0.6
"""A fill at least this opaque hides what is behind it."""


class Sheet:
    """A text unit on a window of its own, at one moment."""

    def __init__(self, snapshot: Snapshot, unit: TextUnit, setting: Setting) -> None:
        self.snapshot = snapshot
        self.unit = unit
        self.setting = setting
        self.resolution = PIXELS * 8.0 / snapshot.frame.height
        self.window = self._window()
        self.first = min(leaf.order for leaf in unit.leaves)
        self.last = max(leaf.order for leaf in unit.leaves)
        self.crossings: dict[int, float] = {}
        """How far lines cross the text, by their mobjects' ids; see :mod:`.memory`."""
        self.self_overlap: float | None = None
        """The ink in px² that glyphs share which were moved onto each other, once it is known."""

    @cached_property
    def ink(self) -> Mask:
        """All ink of the text, hidden or not, at full strength."""
        return np.asarray(np.clip(np.maximum.reduce(self._glyphs), 0, 1))

    @cached_property
    def _glyphs(self) -> list[Mask]:
        return [ink_mask(self._camera, leaf, self.window) / _strength(leaf) for leaf in self.leaves]

    @property
    def leaves(self) -> list[Leaf]:
        """The leaves of the text."""
        return self.unit.leaves

    @cached_property
    def visible(self) -> Mask:
        """The ink that no opaque fill in front hides."""
        return np.asarray(self.ink * (self.hidden_after(self.last) < PLATE))

    @cached_property
    def hidden_fraction(self) -> float:
        """The part of the ink that opaque fills in front hide, 0..1."""
        total = float(self.ink.sum())
        return 1.0 - float(self.visible.sum()) / total if total else 0.0

    @cached_property
    def worst_hidden_glyph(self) -> float:
        """The largest hidden part of any one sizeable glyph, 0..1."""
        hidden = self.hidden_after(self.last) >= PLATE
        if not hidden.any():
            return 0.0
        worst = 0.0
        for ink in self._glyphs:
            total = float(ink.sum())
            if total > 0.01 * float(self.ink.sum()):
                worst = max(worst, float(ink[hidden].sum()) / total)
        return worst

    @cached_property
    def area(self) -> Mask:
        """Where the text is: its visible ink and the gaps between neighbouring glyphs (0 or 1)."""
        ink = self.visible > 0.3
        gap = int(GAP * self.setting.em * self.resolution)
        boxes = _boxes(self._glyphs) & ~(self.hidden_after(self.last) >= PLATE)
        return np.asarray(ink | _between(ink, gap) | (_between(boxes, gap) & ~boxes), float)

    @cached_property
    def covers(self) -> list[Leaf]:
        """The fills in front that hide most of the text, in drawing order."""
        ink = self.ink > INKED
        total = max(float(ink.sum()), 1.0)
        front = [leaf for leaf in self._fills if leaf.order > self.last]
        found = [
            leaf
            for leaf in front
            if leaf.box.meets(self.window.box)
            and float((self._cover(leaf) >= PLATE)[ink].sum()) > 0.5 * total
        ]
        return sorted(found, key=lambda leaf: leaf.order)

    def hidden_after(self, order: int) -> Mask:
        """Return how opaquely fills drawn after ``order``, texts excepted, cover each pixel."""
        through = np.ones(self.window.shape)
        box = self.window.box
        for leaf in self._fills:
            if leaf.order > order and leaf.box.meets(box):
                through *= 1.0 - self._cover(leaf)
        return 1.0 - through

    @cached_property
    def _fills(self) -> list[Leaf]:
        # Arrow tips count as lines, which cross a text but don't cover it.
        return [
            shape.leaf
            for shape in self.snapshot.shapes
            if shape.leaf.fill > VISIBLE_FILL and not isinstance(shape.leaf.mobject, ArrowTip)
        ]

    def _cover(self, leaf: Leaf) -> Mask:
        if leaf.paints_itself:
            return painted_mask(self._camera, leaf, self.window)
        return fill_mask(self._camera, leaf, self.window) * leaf.fill

    @property
    def _camera(self) -> Any:
        return self.snapshot.camera

    def _window(self) -> Window:
        margin = 3.0 / self.resolution
        angle = self.setting.angle
        level = abs(np.sin(angle)) < 0.02
        if level or not self._flat():
            return Window.over(self.unit.box, resolution=self.resolution, margin=margin)
        points = np.concatenate([leaf.polyline for leaf in self.unit.leaves])
        c, s = np.cos(angle), np.sin(angle)
        box = Box.around(points @ np.array([[c, -s], [s, c]]))
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        middle = (float(x * c - y * s), float(x * s + y * c))
        wide, high = box.width + 2 * margin, box.height + 2 * margin
        return Window(middle, wide, high, self.resolution, angle)

    def _flat(self) -> bool:
        """Whether the camera shows scene positions as they are (no view in three dimensions)."""
        leaf = self.unit.leaves[0]
        return np.allclose(leaf.polyline[0], leaf.mobject.points[0, :2], atol=1e-6) and isinstance(
            leaf.mobject, VMobject
        )


VISIBLE_FILL = 0.04


def overlap_ink(sheet: Sheet, other: TextUnit) -> tuple[float, float]:
    """Return the ink two texts share in px² (1080 lines), and as a share of the lesser ink."""
    mine, theirs = sheet.visible > INKED, _visible_ink(sheet, other)
    shared = float(np.sum(mine & theirs))
    least = min(float(np.sum(mine)), float(np.sum(theirs)))
    return shared * to_px2(sheet), shared / least if least else 0.0


def touching_ink(sheet: Sheet, other: TextUnit) -> float:
    """Return the ink in px² (1080 lines) along which a text touches another; 0 if it doesn't."""
    mine, theirs = sheet.visible > INKED, _visible_ink(sheet, other)
    if not mine.any() or not theirs.any():
        return 0.0
    em = sheet.setting.em * sheet.resolution
    away = distance_transform_edt(~theirs)[mine]
    if float(away.min()) > TOUCHING_EM * em:
        return 0.0
    return float(np.sum(away < BESIDE_EM * em)) * to_px2(sheet)


def _visible_ink(sheet: Sheet, other: TextUnit) -> npt.NDArray[np.bool_]:
    """Return where another text's ink is seen on a text's sheet."""
    theirs = np.zeros(sheet.window.shape)
    for leaf in other.leaves:
        if leaf.box.meets(sheet.window.box):
            ink = ink_mask(sheet.snapshot.camera, leaf, sheet.window) / _strength(leaf)
            theirs = np.maximum(theirs, ink)
    # What is in front of either of them hides it; the later one decides for both.
    last = max(leaf.order for leaf in other.leaves)
    return np.asarray((theirs > INKED) & (sheet.hidden_after(last) < PLATE))


def to_px2(sheet: Sheet) -> float:
    """Return pixels² of a 1080-line frame per pixel of the sheet's mask."""
    return (sheet.snapshot.scale / sheet.resolution) ** 2


def _strength(leaf: Leaf) -> float:
    return max(leaf.fill, leaf.stroke if leaf.stroked else 0.0, 1e-6)


def _boxes(glyphs: list[Mask]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return the upright boxes of all glyphs: between an = and a 2 is a gap as high as the =."""
    boxes = np.zeros(glyphs[0].shape, bool)
    for glyph in glyphs:
        rows, columns = np.flatnonzero(glyph.any(axis=1)), np.flatnonzero(glyph.any(axis=0))
        if len(rows):
            boxes[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = True
    return boxes


def _between(ink: np.ndarray[Any, np.dtype[np.bool_]], gap: int) -> Any:
    """Return the pixels with ink both before and after them in their row, ``gap`` apart at most."""
    columns = np.arange(ink.shape[1])
    before = np.maximum.accumulate(np.where(ink, columns, -(10**6)), axis=1)
    after = np.minimum.accumulate(np.where(ink, columns, 10**6)[:, ::-1], axis=1)[:, ::-1]
    return (after - before) <= gap + 1
