"""What the colors of a vector field mean: the ramp from no length to the longest."""

from __future__ import annotations

import numpy as np
from manim import Rectangle
from manim.mobject.types.vectorized_mobject import VGroup

from scenes.kit.claims import Claim, number_claim
from scenes.kit.formulas import number
from scenes.kit.layout import SNUG, TIGHT
from scenes.kit.numbers import shown
from scenes.kit.relief import places_for
from scenes.kit.theme import theme
from scenes.kit.typography import LABEL, TICK, math

SHADES = 24
HEIGHT = 0.24


class ColorKey(VGroup):
    """A strip of the theme's ramp for values from 0 to ``most``, named by a formula."""

    def __init__(self, name: str, most: float, *, width: float, color: str = "ink") -> None:
        self.most, places = float(most), places_for(most)
        step = width / SHADES
        self.strip = VGroup(
            *(
                Rectangle(width=1.04 * step, height=HEIGHT, stroke_width=0, fill_color=shade,
                          fill_opacity=1).move_to(np.array([(k + 0.5) * step, 0.0, 0.0]))
                for k, shade in enumerate(theme().level_colors(SHADES))
            )
        )  # fmt: skip
        self.title = math(name, size=LABEL, color=color)
        self.title.next_to(self.strip, np.array([0.0, 1.0, 0.0]), buff=SNUG)
        ends = ("0", number(self.most, places=places))
        self.ends = VGroup(*(math(words, size=TICK, color="muted") for words in ends))
        for label, edge in zip(self.ends, (-1.0, 1.0), strict=True):
            label.next_to(self.strip, np.array([0.0, -1.0, 0.0]), buff=TIGHT)
            label.set_x(edge * width / 2 + width / 2)
        super().__init__(self.strip, self.title, self.ends)

    def claims(self) -> list[Claim]:
        """Claim that the last color is named by the length it stands for."""
        words = shown(self.most, places=places_for(self.most))
        return [number_claim("longest in the key", lambda: words, lambda: self.most)]
