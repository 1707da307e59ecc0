"""What is known of a bowl, in formulas: Hessian, eigenvalues, condition number, shares."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy
from manim import VGroup

from mathcore.bowls import Bowl
from scenes.kit.formulas import fitted, formula, number
from scenes.kit.layout import AIRY, Region, stack
from scenes.kit.numbers import Number, Ratio
from scenes.kit.typography import LABEL, Typeset

MOST_OPERATIONS, LONGEST = 3, 12
LARGEST_DENOMINATOR = 1000

COLORS = {"lambda": "slice", "lambda_max": "slice", "lambda_min": "slice"}
"""Curvatures are those of slices."""


def exact(value: Any) -> str:
    """Return a SymPy number in Typst mathematics: exact if that is short, otherwise its digits."""
    return formula(value) if is_short(value) else number(float(value))


def is_short(value: Any) -> bool:
    """Tell whether an exact value is short enough for a blackboard."""
    return bool(value.count_ops() <= MOST_OPERATIONS and len(str(value)) <= LONGEST)


def hessian_formula(bowl: Bowl, width: float) -> Typeset:
    """Return ``H`` with its numbers."""
    rows = "; ".join(", ".join(exact(entry) for entry in row) for row in bowl.hessian.tolist())
    return fitted(f"H = mat({rows})", size=LABEL, width=width)


def condition_formula(bowl: Bowl, width: float) -> Typeset:
    """Return the condition number as what it is, a quotient of curvatures."""
    source = f"kappa = frac(lambda_max, lambda_min) = {condition_digits(bowl)}"
    return fitted(source, colors=COLORS, width=width)


def condition_digits(bowl: Bowl) -> str:
    """Return the condition number's digits in Typst mathematics."""
    kappa = condition_number(bowl)
    return number(kappa.value, places=kappa.places)


def condition_number(bowl: Bowl) -> Number:
    """Return the condition number, with two decimals unless it is whole."""
    kappa = float(bowl.condition)
    return Number(kappa, None if abs(kappa - round(kappa)) < 1e-9 else 2)


def eigenvalue_formulas(bowl: Bowl, width: float) -> VGroup:
    """Return both eigenvalues: exactly as ``m ± √d`` and in digits, or plainly if rational."""
    small, large = bowl.eigenvalues
    middle, spread = (large + small) / 2, sympy.simplify((large - small) / 2)
    digits = [number(float(value)) for value in (large, small)]
    if spread.is_Rational or not (is_short(middle) and is_short(spread)):
        sources = [f"lambda_max = {digits[0]}", f"lambda_min = {digits[1]}"]
    else:
        sources = [
            f"lambda = {formula(middle)} plus.minus {formula(spread)}",
            f'"" approx {digits[0]}, med {digits[1]}',
        ]
    return VGroup(*(fitted(s, size=LABEL, colors=COLORS, width=width) for s in sources))


def known(bowl: Bowl, region: Region) -> VGroup:
    """Return Hessian, eigenvalues and condition number, each to be shown at once, in a region."""
    lines = eigenvalue_formulas(bowl, region.width)
    hessian, kappa = hessian_formula(bowl, region.width), condition_formula(bowl, region.width)
    stack([hessian, *lines, kappa], region, gap=AIRY, align="left")
    return VGroup(hessian, lines, kappa)


def share_fact(share: Any) -> Ratio | Number:
    """Return an exact share as a fraction of small whole numbers if it is one, else its digits."""
    if share.is_Rational and share.q < LARGEST_DENOMINATOR:
        return Ratio(int(share.p), int(share.q))
    return Number(float(share))


def law_of_shares(bowl: Bowl, share: Any, width: float) -> Typeset:
    """Return ``((κ − 1)/(κ + 1))²`` and the share that it is, or that it bounds."""
    bound = "((kappa - 1)/(kappa + 1))^2"
    source = f"{bound} = {exact(share)}"
    if not is_worst(bowl, share):
        source = f"{exact(share)} <= {bound}"
    return fitted(source, size=LABEL, width=width)


def is_worst(bowl: Bowl, share: Any) -> bool:
    """Tell whether a line search leaves as much as one in this bowl ever does."""
    return bool(np.isclose(float(share), float(bowl.worst_share), rtol=1e-9))


def rounded(value: float, digits: int = 1) -> float:
    """Return a positive number rounded to so many digits."""
    return float(f"{value:.{digits}g}")
