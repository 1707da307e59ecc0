"""The legend of a signed picture: what plus and minus mean, and how strong the shades are."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from scenes.kit.digits import Figure
from scenes.kit.layout import SNUG, Region, stack
from scenes.kit.pixels import PixelGrid
from scenes.kit.ramps import Ramp
from scenes.kit.typography import TICK, text

SHARES = (1.0, 0.5, 0.0, -0.5, -1.0)
CELL, NUMBERS = 0.44, 0.62
"""Side of a shade, and width of the column of numbers, in scene units."""


class SignLegend(VGroup):
    """A column of shades from ``+limit`` to ``-limit`` with their numbers, between two remarks."""

    def __init__(self, ramp: Ramp, region: Region, *, raises: str, lowers: str) -> None:
        values = np.array(SHARES)[:, None] * ramp.high
        box = Region(0, 0, CELL, CELL * len(SHARES))
        self.strip = PixelGrid(values, box, ramp=ramp, signed=True, subject="legend of shades")
        self.numbers = VGroup()
        for row, value in enumerate(values[:, 0]):
            figure = Figure(float(value), places=1, size=TICK, color="muted", anchor="right")
            aside = np.array([CELL / 2 + SNUG + NUMBERS, -figure.height / 2, 0.0])
            self.numbers.add(figure.put(self.strip.center_of(row, 0) + aside))
        scale = VGroup(self.strip, self.numbers)
        width = region.width
        above = text(raises, size=TICK, width=width)
        below = text(lowers, size=TICK, width=width)
        super().__init__(above, scale, below)
        stack([above, scale, below], region, gap=SNUG, align="left")
