"""What gradient and Hessian say about a place, in one line: the reading of a landmark."""

from __future__ import annotations

import numpy.typing as npt
from manim import VGroup

from mathcore.critical import Reading, read
from mathcore.fields import ScalarField
from scenes.kit.formulas import fitted, number
from scenes.kit.layout import AIRY, Region, beside
from scenes.kit.readout import Boxed
from scenes.kit.typography import text

COLORS = {
    "lambda": "slice", "lambda_1": "slice", "lambda_2": "slice",
    "nabla L": "gradient", "nabla f": "gradient",
}  # fmt: skip

VANISHING = 5e-4
"""A gradient whose length shows as zero with three decimals vanishes as far as one can see."""


class Verdict(VGroup):
    """``‖∇f‖ = …``, ``λ = …, …`` and the word for it, side by side in a region.

    ``slope``, ``curvatures`` and ``word`` are to be shown one after the other.
    """

    def __init__(self, field: ScalarField, at: npt.ArrayLike, word: str, region: Region) -> None:
        self.reading: Reading = read(field, at)
        self.slope = fitted(slope_source(field, self.reading), colors=COLORS)
        self.curvatures = fitted(curvature_source(self.reading), colors=COLORS)
        self.word = Boxed(VGroup(text(word)))
        super().__init__(self.slope, self.curvatures, self.word)
        beside([self.slope, self.curvatures, self.word], region, gap=2 * AIRY)


def slope_source(field: ScalarField, reading: Reading) -> str:
    """Return ``‖∇f‖ = …`` in Typst mathematics."""
    slope = 0.0 if reading.slope < VANISHING else reading.slope
    return f"norm(nabla {field.name}) = {number(slope)}"


def curvature_source(reading: Reading) -> str:
    """Return ``λ = …, …`` in Typst mathematics, the smaller eigenvalue first."""
    low, high = (number(float(value)) for value in reading.eigenvalues)
    return f"lambda = {low}, med {high}"
