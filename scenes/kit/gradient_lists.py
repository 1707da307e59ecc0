"""Gradients as lists: a few numbers with their bars, and the hundreds of a digit reader."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from manim import VGroup

from mathcore.arrays import Array
from mathcore.classifiers import SoftmaxRegression
from mathcore.digits import digits
from mathcore.fields import ScalarField
from scenes.kit.bars import Bars
from scenes.kit.formulas import fitted, formula, point
from scenes.kit.layout import SNUG, Region, place
from scenes.kit.rate_words import equals
from scenes.kit.typography import LABEL, math

COLORS = {
    "f": "value",
    "g": "value",
    "x": "x",
    "y": "y",
    "nabla f": "gradient",
    "nabla g": "gradient",
}

LINE, HIGH_LINE = 0.18, 0.42
"""Shares of a region's height for a line: one of letters, and at most one with fractions."""


def listed(name: str, field: ScalarField, at: tuple[float, ...], region: Region) -> VGroup:
    """Return a function, its gradient as a list of numbers, and their bars below."""
    values = field.gradient(at)
    letters = field.variables
    lines = [
        fitted(source, colors=COLORS, width=region.width)
        for source in (
            f"{name} ({', '.join(letters)}) = {formula(field.expression)}",
            f"nabla {name} {point(at)} {equals(values)} {point(values)}",
        )
    ]
    # A function with fractions needs a higher line, and leaves less room for the bars.
    first = float(np.clip(lines[0].height / (region.height - 3 * SNUG) + 0.01, LINE, HIGH_LINE))
    *heads, body, _ = region.rows(first, LINE, 0.84 - LINE - first, 0.16, gap=SNUG)
    told = [place(line, head) for line, head in zip(lines, heads, strict=True)]
    bars = Bars(values, body)
    labels = [math(f"{name}_{x}", size=LABEL, colors=COLORS) for x in letters]
    return VGroup(*told, bars, bars.named(labels))


@lru_cache(maxsize=1)
def knob_gradient() -> Array:
    """Return the gradient of an untrained digit reader's loss in all its knobs."""
    data = digits()
    reader = SoftmaxRegression.zeros(data.train_images.shape[1], 10)
    return reader.parameter_gradient(data.train_images, data.train_labels)
