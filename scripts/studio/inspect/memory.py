"""What was measured of a text stays known while nothing near it changes.

Most of a picture is as it was at the moment before. A text's sheet (its ink, what hides it, which
lines cross it) depends on the text and on what meets its surroundings only, so it is used again
for as long as these are the same, drawn in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import Mobject, VMobject

from scripts.studio.inspect.glyphs import setting
from scripts.studio.inspect.paper import Sheet
from scripts.studio.inspect.snapshot import Leaf, Snapshot, TextUnit, ground_color

NEAR = 0.3
"""What is nearer to a text than this, in scene units, can matter to its sheet."""

Key = tuple[object, ...]


class SheetMemory:
    """The sheets of the texts on screen, kept from one look to the next."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Key, Sheet]] = {}

    def sheets(self, snapshot: Snapshot, replaced: Mapping[int, Mobject]) -> dict[int, Sheet]:
        """Return a sheet for every text, by the id of its unit: known ones where nothing changed.

        ``replaced`` maps a text to the mobject whose looks a ``Transform`` gave it.
        """
        kept: dict[int, tuple[Key, Sheet]] = {}
        found = {}
        surroundings = _Surroundings(snapshot)
        for text in snapshot.texts:
            shown = replaced.get(id(text.mobject))
            key = surroundings.key(text, shown)
            known = self._kept.get(id(text.mobject))
            if key is not None and known is not None and known[0] == key:
                sheet = known[1]
            else:
                sheet = Sheet(snapshot, text, setting(text, shown=shown))
            if key is not None:
                kept[id(text.mobject)] = key, sheet
            found[id(text)] = sheet
        self._kept = kept
        return found


class _Surroundings:
    """The leaves of a snapshot, by where they are."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._leaves = snapshot.leaves
        self._view = (snapshot.frame, ground_color(snapshot.camera).tobytes())
        self._boxes = np.array(
            [(b.left, b.bottom, b.right, b.top) for b in (leaf.box for leaf in self._leaves)]
        ).reshape(-1, 4)
        self._digests: dict[int, int | None] = {}

    def key(self, text: TextUnit, shown: Mobject | None) -> Key | None:
        """Return all that a text's sheet depends on; None if that can't be told."""
        near = self._near(text)
        if any(self._digest(index) is None for index in near):
            return None
        drawn = tuple((self._leaves[index].order, self._digest(index)) for index in near)
        return (self._view, id(shown), tuple(id(leaf.mobject) for leaf in text.leaves), drawn)

    def _near(self, text: TextUnit) -> npt.NDArray[np.intp]:
        box, boxes = text.box.grown(NEAR), self._boxes
        return np.flatnonzero(
            (boxes[:, 0] <= box.right)
            & (boxes[:, 2] >= box.left)
            & (boxes[:, 1] <= box.top)
            & (boxes[:, 3] >= box.bottom)
        )

    def _digest(self, index: int) -> int | None:
        if index not in self._digests:
            self._digests[index] = _digest(self._leaves[index])
        return self._digests[index]


def _digest(leaf: Leaf) -> int | None:
    """Return a number that changes with a leaf's looks; None if its points don't tell them."""
    mobject: Any = leaf.mobject
    if leaf.paints_itself:
        picture = mobject.picture() if hasattr(mobject, "picture") else None
        if picture is None:
            return None
        reveal = getattr(mobject, "reveal", 1.0)
        return hash((id(mobject), picture, reveal, leaf.fill, mobject.points.tobytes()))
    if not isinstance(mobject, VMobject):
        return None
    return hash(
        (
            id(mobject),
            mobject.points.tobytes(),
            mobject.fill_rgbas.tobytes(),
            mobject.stroke_rgbas.tobytes(),
            mobject.background_stroke_rgbas.tobytes(),
            float(mobject.get_stroke_width()),
            float(mobject.get_stroke_width(background=True)),
        )
    )
