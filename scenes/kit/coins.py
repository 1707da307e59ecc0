"""Tosses of a coin: as many coins as were tossed, heads first, each with its letter."""

from __future__ import annotations

import numpy as np
from manim import Circle, VGroup

from scenes.kit.claims import Claim, number_claim
from scenes.kit.formulas import number
from scenes.kit.layout import Region, place
from scenes.kit.theme import theme
from scenes.kit.typography import LABEL, TITLE, Typeset, math, text

MOST = 60
"""Coins that can be told apart; more tosses are written as a fraction."""

BIGGEST = 0.8
"""Radius of a coin, at most."""

APART = 1.25
"""Distance of the coins' middles, in diameters."""

RIM = 3.0
LETTER = 1.15
"""Size of a letter, in radii of its coin."""


class Coins(VGroup):
    """``tosses`` coins in rows within a region: the first ``heads`` are full, the others hollow."""

    def __init__(self, heads: int, tosses: int, region: Region) -> None:
        self.heads, self.tosses = heads, tosses
        self.letters: list[Typeset] = []
        super().__init__()
        if tosses > MOST:
            share = f'{number(heads)} "of" {number(tosses)}'
            self.add(place(math(share, size=TITLE), region))
            return
        columns = _columns(tosses, region.width / region.height)
        rows = -(-tosses // columns)
        cell = min(region.width / columns, region.height / rows, 2 * APART * BIGGEST)
        for k in range(tosses):
            across = (k % columns) - (columns - 1) / 2
            down = k // columns - (rows - 1) / 2
            self._toss(k < heads, region.center + cell * np.array([across, -down, 0.0]), cell)

    def _toss(self, head: bool, middle: np.ndarray, cell: float) -> None:
        """Add a coin that shows heads or tails."""
        radius = cell / 2 / APART
        shade = theme().highlight
        coin = Circle(radius=radius, stroke_color=shade, stroke_width=RIM).move_to(middle)
        coin.set_fill(shade, opacity=1.0 if head else 0.0)
        letter = text("H" if head else "T", size=max(LABEL, LETTER * radius), bold=True)
        letter.move_to(middle)
        for glyph in letter.submobjects:
            glyph.set_fill(theme().background if head else shade)
        self.letters.append(letter)
        self.add(VGroup(coin, letter))

    def claims(self) -> list[Claim]:
        """Claim that as many coins show heads as fell heads."""
        if not self.letters:
            return []

        def drawn() -> str:
            return str(sum("H" in letter.typst_code for letter in self.letters))

        return [number_claim("heads", drawn, lambda: self.heads)]


def _columns(count: int, shape: float) -> int:
    """Return how many coins stand in a row: full rows if that is possible, else about square."""
    wanted = max(1, round(np.sqrt(count * shape)))
    near = [k for k in range(wanted, min(2 * wanted, count) + 1) if count % k == 0]
    return near[0] if near else wanted
