"""What a neuron looks at: two handwritten digits with one pixel framed, and what it answers."""

from __future__ import annotations

import numpy as np
from manim.constants import LEFT, RIGHT

from mathcore.arrays import Array
from mathcore.digits import IMAGE_SHAPE, digits
from scenes.kit.formulas import fitted
from scenes.kit.layout import AIRY, WIDE, Region, place
from scenes.kit.pixels import PixelGrid, PixelMark
from scenes.kit.ramps import ink_ramp
from scenes.kit.theme import theme
from scenes.kit.typography import HERO, TITLE, math

COLORS = {"w": "w", "x": "x"}
TARGETS = ("+1", "-1")
"""What is to be answered to an image of the first digit, and to one of the second."""
FRAME, RIM = 7.0, 9.0
"""Strokes of the frame round the pixel, and of its rim on either side."""


class InkIntro:
    """An image of either digit, the pixel on both, and ``v·tanh(w x)``; nothing is on screen.

    ``wanted`` is what the neuron should answer, beside each image.
    """

    def __init__(self, pair: tuple[int, int], pixel: int, region: Region) -> None:
        above, below = region.rows(0.68, 0.32, gap=AIRY)
        left, right = above.inset(above.width * 0.14, vertically=0).columns(0.5, 0.5, gap=WIDE)
        self.images = [
            PixelGrid(picture(digit), where, ramp=ink_ramp(), subject=f"a digit {digit}")
            for digit, where in zip(pair, (left, right), strict=True)
        ]
        row, column = divmod(pixel, IMAGE_SHAPE[1])
        self.frames = [PixelMark(image, row, column, color="x") for image in self.images]
        for frame in self.frames:
            # The only thing to look at here: stronger than a frame usually is.
            frame.set_stroke(width=FRAME).set_stroke(
                theme().background, FRAME + 2 * RIM, background=True
            )
        outward = (LEFT, RIGHT)
        self.wanted = [
            math(f"y = {target}", size=TITLE).next_to(image, side, buff=AIRY)
            for target, image, side in zip(TARGETS, self.images, outward, strict=True)
        ]
        source = "hat(y) = v tanh(w x)"
        self.answer = place(fitted(source, size=HERO, colors=COLORS, width=below.width), below)


def picture(digit: int) -> Array:
    """Return the first training image of a digit, ``(8, 8)``, ink from 0 to 1."""
    data = digits()
    first = int(np.flatnonzero(data.train_labels == digit)[0])
    return np.asarray(data.train_images[first].reshape(IMAGE_SHAPE))
