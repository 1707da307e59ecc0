"""What every colour means, in a dark and a light theme.

A symbol keeps one colour through the whole series. Mobjects take their colours when they are made:
the renderer calls ``use_theme`` once, before any scene is constructed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from difflib import get_close_matches

from scenes.kit.color import blend


class ThemeError(ValueError):
    """A theme or a meaning that does not exist; the message names the nearest."""


@dataclass(frozen=True)
class Theme:
    """Colours by meaning, as ``#rrggbb``.

    Ground: ``background``, ``panel`` (a raised plate). Text and lines: ``ink``, ``muted`` (less
    important text), ``axis`` (frames and axes), ``faint`` (grid). Symbols: ``x``, ``y``, ``value``
    (f, height, level), ``gradient``, ``direction`` (u), ``tangent``, ``slice``, ``step`` (h),
    ``w``, ``b``. Judgements: ``error``, ``right``, ``highlight`` (the box around a result).
    """

    name: str
    background: str
    panel: str
    ink: str
    muted: str
    axis: str
    faint: str
    x: str
    y: str
    value: str
    gradient: str
    direction: str
    tangent: str
    slice: str
    step: str
    w: str
    b: str
    error: str
    right: str
    highlight: str
    levels: tuple[str, ...]
    """The ramp of level curves and heights, low to high."""
    signs: tuple[str, ...]
    """What lowers, what does nothing and what raises: blue to orange, for every eye."""

    def of(self, meaning: str) -> str:
        """Return the colour of a meaning; a ``#rrggbb`` text stands for itself."""
        if meaning.startswith("#"):
            return meaning
        if meaning not in MEANINGS:
            near = get_close_matches(meaning, MEANINGS, n=3, cutoff=0.4) or MEANINGS
            raise ThemeError(f"no colour means {meaning!r}; there are: {', '.join(near)}")
        return str(getattr(self, meaning))

    def level_color(self, share: float) -> str:
        """Return the ramp's colour at ``share`` 0 (lowest) to 1 (highest)."""
        return blend(self.levels, share)

    def level_colors(self, count: int) -> list[str]:
        """Return ``count`` colours evenly spaced along the ramp."""
        return [self.level_color(k / max(count - 1, 1)) for k in range(count)]


NOT_MEANINGS = ("name", "levels", "signs")
MEANINGS = tuple(field.name for field in fields(Theme) if field.name not in NOT_MEANINGS)

DARK = Theme(
    name="dark",
    background="#10151d",
    panel="#18202b",
    ink="#eceff4",
    muted="#a5b1c2",
    axis="#74839a",
    faint="#2a3544",
    x="#67c0fa",
    y="#fa8341",
    value="#5cf0e2",
    gradient="#fddc3a",
    direction="#ff9fbd",
    tangent="#39a678",
    slice="#8f7df5",
    step="#d8edb4",
    w="#7586d6",
    b="#dbb185",
    error="#f7495f",
    right="#7fd18b",
    highlight="#fff1b8",
    levels=("#4f7fd6", "#46a9c9", "#5cc79a", "#b7d66b", "#f2e08a"),
    signs=("#9cc4ff", "#3f7fe0", "#1c2531", "#d07a22", "#ffc880"),
)

LIGHT = Theme(
    name="light",
    background="#fcfbf9",
    panel="#f4f2ee",
    ink="#1b2430",
    muted="#566173",
    axis="#6d7889",
    faint="#e0e2e6",
    x="#005eaf",
    y="#a70023",
    value="#007c78",
    gradient="#9a6200",
    direction="#7a0a55",
    tangent="#006635",
    slice="#4417b8",
    step="#3e4600",
    w="#14246e",
    b="#7a5444",
    error="#d01e54",
    right="#1d6b2f",
    highlight="#7a5200",
    levels=("#2e1f6e", "#2a5296", "#1b7389", "#2c8460", "#848217"),
    signs=("#173f8f", "#6c9ae0", "#f1efeb", "#e0964c", "#8a4300"),
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}

_current = DARK  # one for the process, as manim's own config is; threads see it too


def theme() -> Theme:
    """Return the theme in use; the dark one if none was chosen."""
    return _current


def set_theme(name: str) -> Theme:
    """Choose the theme for everything made from now on; an unknown name is a ``ThemeError``."""
    if name not in THEMES:
        raise ThemeError(f"there is no theme {name!r}; there are: {', '.join(THEMES)}")
    global _current
    _current = THEMES[name]
    return _current


@contextmanager
def use_theme(name: str) -> Iterator[Theme]:
    """Choose the theme for the duration of a ``with`` block."""
    before = theme().name
    try:
        yield set_theme(name)
    finally:
        set_theme(before)
