"""Rates along a direction in formulas and in words: exact where that is short, else rounded."""

from __future__ import annotations

import numpy.typing as npt
import sympy

from mathcore.arrays import Array, as_point
from mathcore.calculus import directional_derivative, unit
from mathcore.exact import exact_length, exact_rate, over_root
from mathcore.fields import ScalarField
from scenes.kit.formulas import formula, number, point
from scenes.kit.narration import Fact
from scenes.kit.numbers import Number, parse_shown, shown
from scenes.kit.reading import display_expression, speak_expression


def unit_source(direction: npt.ArrayLike) -> str:
    """Return ``v/|v|`` in Typst mathematics: exact where the direction is made of whole numbers."""
    length = exact_length(direction)
    if length is None or length == 1:
        return point(unit(direction))
    return f"frac(1, {formula(length)}) {point(direction)}"


def products(gradient: Array, direction: npt.ArrayLike, *, in_line: bool = False) -> str:
    """Return ``grad f . u`` written out: over ``|v|`` for a whole ``v``, else rounded.

    With ``in_line`` it is no higher than a line: ``(4 dot 3 + 2 dot 4) \\/ 5``.
    """
    length = exact_length(direction)
    factors = unit(direction) if length is None else as_point(direction)
    terms = " + ".join(
        f"{bracketed(float(g))} dot {bracketed(float(c))}"
        for g, c in zip(gradient, factors, strict=True)
    )
    if length is not None and length != 1:
        over = formula(length)
        terms = f"({terms}) \\/ {over}" if in_line else f"frac({terms}, {over})"
    return f"{equals([*gradient, *factors])} {terms}"


def rate_in_words(field: ScalarField, at: npt.ArrayLike, direction: npt.ArrayLike) -> Fact:
    """Return the rate as it is said: exactly and about, or as a number."""
    words = Number(float(directional_derivative(field, at, unit(direction))))
    exact = exact_rate(field, at, direction)
    if exact is None or exact.is_Rational:
        return words
    root = over_root(exact)
    if root is not None:
        over = f"{display_expression(sympy.Integer(root[0]))}/√{root[1]}"
        exact = sympy.Mul(root[0], 1 / sympy.sqrt(root[1]), evaluate=False)
    else:
        over = display_expression(exact)
    return f"[{over}]({speak_expression(exact)}), about [{words.shown}]({words.spoken})"


def bracketed(value: float) -> str:
    """Return a number in Typst mathematics, a negative one in brackets."""
    return f"({number(value)})" if value < 0 else number(value)


def equals(values: Array | list[float]) -> str:
    """Return the sign between a formula and its numbers: exact, or as rounded as they are."""
    exact = all(parse_shown(shown(float(v)))[0] == float(v) for v in values)
    return "=" if exact else "approx"


def with_exact(exact: sympy.Expr | None, rate: float) -> str:
    """Return ``= 32/sqrt(29) approx 5.942``, or the number alone."""
    if exact is None or float(exact) == parse_shown(shown(rate))[0]:
        return f"{equals([rate])} {number(rate)}"
    root = over_root(exact)
    written = formula(exact) if root is None else f"frac({number(root[0])}, sqrt({root[1]}))"
    return f"= {written} approx {number(rate)}"
