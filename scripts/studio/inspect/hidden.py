"""Texts that something in front hides: a part of them, or all of what could be read before."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from scripts.studio.inspect.ink import enclosed_area
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.light import contrast, leaf_fill_rgba, over
from scripts.studio.inspect.paper import Sheet
from scripts.studio.inspect.snapshot import Leaf, Snapshot, TextUnit, ground_color

PART, GLYPH = 0.06, 0.35
"""A text is covered when so much of it is hidden, or so much of one of its glyphs."""

WHOLLY = 0.97
"""Above this hidden share nothing is left to be read."""

GHOST = 1.1
"""A text still stands out this much through a cover that was to hide it."""

PLAIN = 1.25
"""A cover that stands out less than this from the background is the background itself."""

NEW_PAPER, RECTANGULAR = 0.25, 0.93
"""A cover of this share of the frame that fills so much of its box is a new ground to draw on."""


def covered_texts(
    snapshot: Snapshot, sheets: Mapping[int, Sheet], read: Container[int]
) -> Iterator[Sighting]:
    """Yield every resting text of which an opaque thing in front hides a part.

    A text that could be read before (its mobject's id is in ``read``) must not vanish behind a
    thing either, unless that is how it is taken away: by plain background, by a card with a text
    of its own, by a new ground for the picture.
    """
    for text in snapshot.texts:
        sheet = sheets[id(text)]
        if not snapshot.resting(text):
            continue
        hidden, worst = sheet.hidden_fraction, sheet.worst_hidden_glyph
        if hidden > WHOLLY:
            if id(text.mobject) in read and _lost(snapshot, sheet):
                yield _covered(text, hidden, hidden)
        elif hidden > PART or worst > GLYPH:
            yield _covered(text, hidden, max(hidden, worst if hidden <= PART else 0.0))


def _covered(text: TextUnit, hidden: float, part: float) -> Sighting:
    sentence = f"something in front hides {100 * hidden:.0f} % of the text {text.name}"
    return Sighting("text-covered", (text.name,), 100 * part, "%", sentence)


def _lost(snapshot: Snapshot, sheet: Sheet) -> bool:
    """Whether a wholly hidden text is lost behind something rather than taken away."""
    covers = [leaf for leaf in sheet.covers if not leaf.paints_itself]
    if not covers:
        return False
    if _ghost(snapshot, sheet, covers):
        return True
    ground = ground_color(snapshot.camera)
    for leaf in covers:
        share = leaf.box.width * leaf.box.height / (snapshot.frame.width * snapshot.frame.height)
        stands_out = contrast(over(leaf_fill_rgba(leaf), ground), ground)
        new_paper = share > NEW_PAPER and _rectangular(leaf)
        if new_paper or stands_out < PLAIN or _carries_text(snapshot, leaf):
            return False
    return True


def _rectangular(cover: Leaf) -> bool:
    """Whether a cover is a sheet, corners rounded or not, and not an area of a picture."""
    box = cover.box.width * cover.box.height
    return enclosed_area(cover.polyline) > RECTANGULAR * box


def _ghost(snapshot: Snapshot, sheet: Sheet, covers: list[Leaf]) -> bool:
    """Whether a text shows through what covers it."""
    ink_color = leaf_fill_rgba(sheet.leaves[0])
    below = ground_color(snapshot.camera)
    here = over(ink_color, below)
    for leaf in covers:
        here, below = over(leaf_fill_rgba(leaf), here), over(leaf_fill_rgba(leaf), below)
    return bool(contrast(here, below) > GHOST)


def _carries_text(snapshot: Snapshot, cover: Leaf) -> bool:
    return any(
        cover.box.meets(text.box) and min(leaf.order for leaf in text.leaves) > cover.order
        for text in snapshot.texts
    )
