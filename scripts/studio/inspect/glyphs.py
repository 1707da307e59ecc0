"""How large a text is set, and how it is turned, whatever was done to it since.

Every text mobject comes from an SVG file that remembers its glyphs at their first size. The ratio
of each glyph's diameter now and then does not change under shifts and turns, so it gives the scale,
and the scale gives the em. Where the glyphs no longer match the file (after a ``Transform`` into
another text) the em is estimated from the heights of the glyphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import MarkupText, Mobject, Paragraph, SingleStringMathTex, Text, Typst

from scenes.kit.typography import ParsedInMemory
from scripts.studio.inspect.snapshot import TextUnit, knows_its_em

Array = npt.NDArray[np.float64]
SVG_EM = 10.0
"""Em of the SVG files that manim has Typst and LaTeX write, in their units."""

PANGO_EM = 1 / 3.6
"""Em of the SVG files that manim has Pango write, in their units per point of ``font_size``."""

CAPITAL = 0.70
"""Height of capitals, digits and ascenders, in em."""

SMALL_LETTER = 0.45
"""Height of letters such as x, in em."""


@dataclass(frozen=True)
class Setting:
    """How a text is set: em in scene units, turn in radians, ``exact`` unless estimated."""

    em: float
    angle: float
    exact: bool


def setting(unit: TextUnit, *, shown: Mobject | None = None) -> Setting:
    """Return how a text is set; ``shown`` is the text it was transformed into, if any."""
    glyphs = [leaf.mobject.points[:, :2] for leaf in unit.leaves]
    told = _told_em(unit, shown)
    if told is not None:
        return Setting(told, _told_turn(unit, shown), exact=True)
    for source in (unit.mobject, shown):
        if source is not None:
            found = _from_source(source, glyphs)
            if found is not None:
                return found
    parts = [part for part in unit.mobject.submobjects if hasattr(part, "file_name")]
    for part in parts:
        found = _from_source(part, [m.points[:, :2] for m in part.family_members_with_points()])
        if found is not None:
            return found
    return Setting(_estimated_em(glyphs), 0.0, exact=False)


def _told_em(unit: TextUnit, shown: Mobject | None) -> float | None:
    """Return the em that a text of the kit tells itself, or None."""
    if not knows_its_em(unit.mobject):
        return None
    if shown is not None and _another(unit, shown):
        # It looks like another text now, perhaps enlarged since.
        told: Any = shown
        return float(told.em_size) * unit.box.height / max(float(shown.height), 1e-9)
    told = unit.mobject
    return float(told.em_size)


def _told_turn(unit: TextUnit, shown: Mobject | None) -> float:
    """Return by how much a text of the kit says it is turned; 0 if it looks like another."""
    if shown is not None and _another(unit, shown):
        return 0.0
    return float(getattr(unit.mobject, "turn", 0.0))


def _another(unit: TextUnit, shown: Mobject) -> bool:
    """Whether a text of the kit was transformed into one that says something else."""
    code = getattr(unit.mobject, "typst_code", None)
    return knows_its_em(shown) and getattr(shown, "typst_code", None) != code


def _from_source(source: Mobject, glyphs: Sequence[Array]) -> Setting | None:
    origin: Any = getattr(source, "lines_text", None) if isinstance(source, Paragraph) else source
    name = getattr(origin, "file_name", None)
    if not name or not Path(name).is_file():
        return None
    centers, diameters = reference(str(name))
    if len(diameters) != len(glyphs):
        return None
    ratios = np.array([diameter(points) for points in glyphs]) / np.maximum(diameters, 1e-9)
    ratio = float(np.median(ratios))
    if np.mean(np.abs(ratios / max(ratio, 1e-9) - 1) < 0.04) < 0.75:
        return None
    now = np.array([center(points) for points in glyphs])
    return Setting(ratio * _svg_em(origin), _turn(centers, now), exact=True)


@lru_cache(maxsize=512)
def reference(file_name: str) -> tuple[Array, Array]:
    """Return the centres ``(k, 2)`` and diameters ``(k,)`` of the glyphs in an SVG file."""
    drawing = ParsedInMemory(file_name, height=None, width=None, should_center=False)
    glyphs = [glyph.points[:, :2] for glyph in drawing.family_members_with_points()]
    centers = np.array([center(points) for points in glyphs]).reshape(-1, 2)
    return centers, np.array([diameter(points) for points in glyphs])


def diameter(points: Array) -> float:
    """Return the largest distance between two of the points ``(k, 2)``, to within 1 %."""
    turns = np.linspace(0, np.pi, 24, endpoint=False)
    along = points @ np.stack([np.cos(turns), np.sin(turns)])
    return float(np.max(along.max(axis=0) - along.min(axis=0)))


def center(points: Array) -> Array:
    """Return the middle of the bounding box of points ``(k, 2)``."""
    return np.asarray((points.min(axis=0) + points.max(axis=0)) / 2)


def _turn(then: Array, now: Array) -> float:
    """Return the angle by which the line between the outermost glyphs has turned."""
    if len(then) < 2:
        return 0.0
    far = int(np.argmax(np.hypot(*(then - then[0]).T)))
    a, b = then[far] - then[0], now[far] - now[0]
    if np.hypot(*a) < 1e-9 or np.hypot(*b) < 1e-9:
        return 0.0
    angle = float(np.arctan2(a[0] * b[1] - a[1] * b[0], a @ b))
    # The middles of boxes move a little when glyphs turn; a level text stays exactly level.
    return 0.0 if abs(angle) < 0.02 else angle


_SIZE_NAMES = {
    "xx-small": 0.579, "x-small": 0.694, "small": 0.833, "smaller": 0.833,
}  # fmt: skip


def _svg_em(source: Any) -> float:
    if isinstance(source, (Typst, SingleStringMathTex)):
        code = getattr(source, "typst_code", "") + getattr(source, "typst_preamble", "")
        return SVG_EM * min([1.0, *_typst_sizes(code)])
    if isinstance(source, (Text, MarkupText)):
        em = float(source._font_size) * PANGO_EM
        if isinstance(source, MarkupText):
            return em * min([1.0, *_markup_sizes(source.original_text)])
        return em
    return SVG_EM


def _typst_sizes(code: str) -> list[float]:
    """Return the sizes that Typst code asks for, as multiples of the document's."""
    found = re.findall(r"size:\s*([0-9.]+)(pt|em)", code)
    return [float(value) / (SVG_EM if unit == "pt" else 1.0) for value, unit in found]


def _markup_sizes(markup: str) -> list[float]:
    """Return the sizes that Pango markup asks for by name, as multiples of the text's."""
    named = re.findall(r"(?:size|font_size)=['\"]([a-z-]+)['\"]", markup)
    tags = [0.833] if "<small>" in markup else []
    return tags + [_SIZE_NAMES[name] for name in named if name in _SIZE_NAMES]


def _estimated_em(glyphs: Sequence[Array]) -> float:
    """Estimate the em from heights: capitals when heights differ, else kindly small letters."""
    heights = np.array([float(np.ptp(points[:, 1])) for points in glyphs])
    tallest = float(heights.max(initial=0.0))
    letters = heights[heights > 0.4 * tallest]
    mixed = len(letters) > 1 and tallest > 1.25 * float(letters.min())
    return tallest / (CAPITAL if mixed else SMALL_LETTER)
