"""A worked derivation that moves: few lines at once, each grown out of the one before.

    work = Derivation(RIGHT, colors=COLORS)
    self.play(*work.write("f = {{ x^2 : power }} y"))
    self.play(*work.spotlight("power"))              # the rest is muted, a bar lies under the part
    self.play(*work.turn("f = {{ x^2 : power }} {{ 5 : y }}", y="muted"))
    self.play(*work.follow("f_x = 2 x {{ 5 : y }}"))  # a new line out of a copy of the last
    self.play(*work.leave())

Each gesture returns the animations that carry it out; it must be played before the next is asked
for, since the derivation already stands as it will be afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from manim import Animation, FadeIn, FadeOut, Rectangle, Transform, VGroup, VMobject

from scenes.kit.formulas import fitted
from scenes.kit.layout import AIRY, TIGHT, Align, Region, extent, place
from scenes.kit.rewriting import Rewrite
from scenes.kit.theme import theme
from scenes.kit.typography import TITLE, Colors, Typeset

MOST = 3
"""Lines at once: what a viewer can hold in mind."""

BAR = 0.06
"""Thickness of the bar under what is spoken of."""


class Derivation(VGroup):
    """Lines of working in the rows of a region, at most ``most`` at once.

    A line beyond the last row pushes the first one out. With ``align`` "left" the equals signs
    stand under that of the first line, as far as there is room; with "center" each line is
    centered. Without ``in_line`` all lines begin at the left, wherever their equals signs stand.
    ``colors`` are those of all lines; a gesture's own keywords add to them.
    """

    def __init__(
        self,
        region: Region,
        *,
        colors: Colors | None = None,
        size: float = TITLE,
        most: int = MOST,
        gap: float = AIRY,
        align: Align = "left",
        in_line: bool = True,
    ) -> None:
        super().__init__()
        self.in_line = in_line
        self.region, self.colors, self.size, self.align = region, dict(colors or {}), size, align
        self.rows = region.rows(*[1.0] * most, gap=gap) if most > 1 else (region,)
        self.lines: list[Typeset] = []
        self.plain: list[Typeset] = []
        self.bar: Bar | None = None

    @property
    def last(self) -> Typeset:
        """The line that was written last."""
        if not self.lines:
            raise IndexError("a derivation has no line yet: write one first")
        return self.lines[-1]

    def write(self, source: str, *, size: float | None = None, **colors: str) -> list[Animation]:
        """Let a new line appear below the others, of another ``size`` if it should be."""
        moved = self._make_room()
        line = self._set(source, len(self.lines), colors, size=size)
        self._append(line)
        return [*moved, FadeIn(line)]

    def follow(self, source: str, **colors: str) -> list[Animation]:
        """Let a new line grow out of a copy of the last one."""
        before, moved = self.last, self._make_room()
        line = self._set(source, len(self.lines), colors)
        self._append(line)
        return [*moved, *self._without_bar(), Rewrite(before, line, stay=True)]

    def open(self, source: str, **colors: str) -> list[Animation]:
        """Begin a new line of which nothing is seen yet: its parts ``grow`` one by one."""
        moved = self._make_room()
        self._append(self._set(source, len(self.lines), colors))
        return moved

    def grow(self, part: str, *, but: Sequence[str] = ()) -> list[Animation]:
        """Let a part of the opened line grow out of the part of the same name above it.

        Where there is none above, it appears, without the parts ``but`` within it.
        """
        line = self.last
        above = next((k for k in reversed(self.lines[:-1]) if part in k.part_labels), None)
        if above is not None:
            return [Rewrite(above, line, stay=True, part=part)]
        later = {id(glyph) for label in but for glyph in line.part(label)}
        return [FadeIn(VGroup(*(g for g in line.part(part) if id(g) not in later)))]

    def turn(self, source: str, **colors: str) -> list[Animation]:
        """Turn the last line into another, in its place."""
        before = self.last
        line = self._set(source, len(self.lines) - 1, colors)
        self.lines[-1], self.plain[-1] = line, line.copy()
        self.remove(before)
        self.add(line)
        return [*self._without_bar(), Rewrite(before, line)]

    def spotlight(self, *labels: str, line: int = -1, bar: bool = True) -> list[Animation]:
        """Mute all of a line (the last) but these parts, and slide a bar under them."""
        shown, plain = self.lines[line], self.plain[line]
        place_of = {id(glyph): k for k, glyph in enumerate(shown.submobjects)}
        bright = VGroup(*(shown.part(label) for label in labels))
        goal = plain.copy().paint("muted")
        for glyph in bright.family_members_with_points():
            k = place_of[id(glyph)]
            goal.submobjects[k].match_style(plain.submobjects[k])
        return [Transform(shown, goal), *(self._bar_to(bright) if bar else self._without_bar())]

    def relax(self, *, line: int = -1) -> list[Animation]:
        """Give a line (the last) its colors back, and take the bar away."""
        return [Transform(self.lines[line], self.plain[line].copy()), *self._without_bar()]

    def leave(self, *, keep: int = 0) -> list[Animation]:
        """Let all lines go but the last ``keep``, which stay where they are."""
        going = self.lines[: len(self.lines) - keep]
        self.lines = self.lines[len(self.lines) - keep :]
        self.plain = self.plain[len(self.plain) - keep :]
        self.remove(*going)
        return [*(FadeOut(line) for line in going), *self._without_bar()]

    def claims(self) -> Iterator[Any]:
        """Claim nothing of its own: its formulas come from ``mathcore`` through ``formula``."""
        return iter(())

    # -- inside ----------------------------------------------------------------------------

    def _set(self, source: str, row: int, colors: Colors, *, size: float | None = None) -> Typeset:
        cell = self.rows[row]
        line = fitted(
            source,
            size=size or self.size,
            colors={**self.colors, "=": "ink", **colors},
            width=cell.width,
        )
        place(line, cell, align=self.align)
        lined_up = self.in_line and self.lines and row > 0
        first = _equals(self.lines[0]) if lined_up else None
        here = _equals(line)
        if "left" in self.align and first is not None and here is not None:
            room = cell.right - extent(line)[1][0]
            line.shift(np.array([min(max(first - here, 0.0), room), 0.0, 0.0]))
        return line

    def _append(self, line: Typeset) -> None:
        self.lines.append(line)
        self.plain.append(line.copy())
        self.add(line)

    def _make_room(self) -> list[Animation]:
        if len(self.lines) < len(self.rows):
            return []
        gone = self.lines.pop(0)
        self.plain.pop(0)
        self.remove(gone)
        made: list[Animation] = [FadeOut(gone)]
        rows = zip(self.lines, self.plain, self.rows, self.rows[1:], strict=False)
        for line, plain, above, below in rows:
            up = np.array([0.0, above.center[1] - below.center[1], 0.0])
            plain.shift(up)
            made.append(line.animate.shift(up).build())
        return made

    def _bar_to(self, part: VMobject) -> list[Animation]:
        if self.bar is None:
            self.bar = Bar(part)
            self.add(self.bar)
            return [FadeIn(self.bar)]
        return [self.bar.animate.lie_under(part).build()]

    def _without_bar(self) -> list[Animation]:
        if self.bar is None:
            return []
        bar, self.bar = self.bar, None
        self.remove(bar)
        return [FadeOut(bar)]


class Bar(Rectangle):
    """The bar under the part of a formula that is spoken of."""

    def __init__(self, part: VMobject) -> None:
        super().__init__(
            width=1.0,
            height=BAR,
            stroke_width=0,
            fill_color=theme().highlight,
            fill_opacity=1,
        )
        self.lie_under(part)

    def lie_under(self, part: VMobject) -> Bar:
        """Lie under a part, as wide as it."""
        low, high = extent(part)
        self.stretch_to_fit_width(float(high[0] - low[0]))
        self.move_to(np.array([(low[0] + high[0]) / 2, low[1] - TIGHT, 0.0]))
        return self


def _equals(line: Typeset) -> float | None:
    """Return where the first equals sign of a line stands, or None."""
    signs = line.part("=") if "=" in line.part_labels else VGroup()
    return float(min(sign.get_center()[0] for sign in signs)) if len(signs) else None
