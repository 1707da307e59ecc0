"""Gradients as lists: a few numbers with their bars, and the hundreds of a digit reader."""

from __future__ import annotations

from functools import lru_cache

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


def listed(name: str, field: ScalarField, at: tuple[float, ...], region: Region) -> VGroup:
    """Return a function, its gradient as a list of numbers, and their bars below."""
    values = field.gradient(at)
    *heads, body, _ = region.rows(0.18, 0.18, 0.48, 0.16, gap=SNUG)
    letters = field.variables
    lines = (
        f"{name} ({', '.join(letters)}) = {formula(field.expression)}",
        f"nabla {name} {point(at)} {equals(values)} {point(values)}",
    )
    told = [
        place(fitted(line, colors=COLORS, width=head.width), head)
        for line, head in zip(lines, heads, strict=True)
    ]
    bars = Bars(values, body)
    labels = [math(f"{name}_{x}", size=LABEL, colors=COLORS) for x in letters]
    return VGroup(*told, bars, bars.named(labels))


@lru_cache(maxsize=1)
def knob_gradient() -> Array:
    """Return the gradient of an untrained digit reader's loss in all its knobs."""
    data = digits()
    reader = SoftmaxRegression.zeros(data.train_images.shape[1], 10)
    return reader.parameter_gradient(data.train_images, data.train_labels)
