"""Glyphs of one text that were moved onto each other: a text over itself.

Typesetting may lay ink on ink (a bar through an equals sign), so only glyphs that do not stand to
each other as they were set are judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from scripts.studio.inspect.glyphs import center, diameter, reference
from scripts.studio.inspect.ink import ink_mask
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.paper import INKED, Sheet, to_px2
from scripts.studio.inspect.snapshot import Leaf, Snapshot, TextUnit

Array = npt.NDArray[np.float64]

MOVED_EM = 0.12
"""Glyphs whose distance changed by more than this, in em, no longer stand as they were set."""

SHARED_INK = 12.0
"""Ink in px² of a 1080-line frame that two such glyphs may share."""


def texts_over_themselves(
    snapshot: Snapshot, sheets: Mapping[int, Sheet], replaced: Mapping[int, Any]
) -> Iterator[Sighting]:
    """Yield every resting text of which glyphs were moved onto other glyphs of it."""
    for text in snapshot.texts:
        if not snapshot.resting(text) or id(text.mobject) in replaced:
            continue
        sheet = sheets[id(text)]
        if sheet.hidden_fraction > 0.5:
            continue
        if sheet.self_overlap is None:
            pairs = _moved_pairs(text, sheet.setting.em)
            sheet.self_overlap = sum(_shared_ink(sheet, a, b) for a, b in pairs)
        shared = sheet.self_overlap
        if shared > SHARED_INK:
            sentence = f"glyphs of the text {text.name} share {shared:.0f} px² of ink"
            yield Sighting("text-over-text", (text.name,), shared, "px²", sentence)


def _moved_pairs(text: TextUnit, em: float) -> list[tuple[Leaf, Leaf]]:
    """Return the pairs of glyphs whose boxes meet now and that were set otherwise."""
    meeting = [(a, b) for a, b in combinations(text.leaves, 2) if a.box.meets(b.box)]
    name = getattr(text.mobject, "file_name", None)
    if not meeting or not name or not Path(name).is_file():
        return []
    then, sizes = reference(str(name))
    if len(then) != len(text.leaves):
        return []
    now = np.array([center(leaf.mobject.points[:, :2]) for leaf in text.leaves])
    # How much larger a glyph is now than in the file, from the glyphs themselves.
    spans = [diameter(leaf.mobject.points[:, :2]) for leaf in text.leaves]
    scale = float(np.median(np.array(spans) / np.maximum(sizes, 1e-9)))
    place = {id(leaf): k for k, leaf in enumerate(text.leaves)}
    found = []
    for a, b in meeting:
        i, j = place[id(a)], place[id(b)]
        before = float(np.hypot(*(then[i] - then[j]))) * scale
        if abs(float(np.hypot(*(now[i] - now[j]))) - before) > MOVED_EM * em:
            found.append((a, b))
    return found


def _shared_ink(sheet: Sheet, first: Leaf, second: Leaf) -> float:
    camera, window = sheet.snapshot.camera, sheet.window
    masks = [ink_mask(camera, leaf, window) > INKED * leaf.fill for leaf in (first, second)]
    return float(np.sum(masks[0] & masks[1])) * to_px2(sheet)
