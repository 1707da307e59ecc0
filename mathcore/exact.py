"""Exact values where they are short enough to be written on a blackboard."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import sympy

from mathcore.arrays import as_point
from mathcore.calculus import gradient_expressions
from mathcore.fields import ScalarField

__all__ = ["exact_length", "exact_rate", "over_root"]

MOST_OPERATIONS = 6
LARGEST_INTEGER = 10_000


def exact_rate(
    field: ScalarField, point: npt.ArrayLike, direction: npt.ArrayLike
) -> sympy.Expr | None:
    """Return ``D_u f`` at a point along ``u = v/|v|`` as an exact expression, if it is short.

    ``point`` and ``v`` are ``(n,)`` and read as the decimal numbers that they are written as.
    None if the exact value is long, has large numbers, or is not made of integers and roots.

    >>> exact_rate(ScalarField.from_text("x**2*y**3 - 4*y"), (2, -1), (2, 5))
    32*sqrt(29)/29
    """
    at = _rationals(point, field.dimension)
    along = _rationals(direction, field.dimension)
    length = sympy.sqrt(sum(v**2 for v in along))
    place = dict(zip(field.symbols, at, strict=True))
    slopes = [slope.subs(place) for slope in gradient_expressions(field)]
    rate = sympy.nsimplify(sum(g * v for g, v in zip(slopes, along, strict=True))) / length
    rate = sympy.simplify(rate)
    numbers = [max(abs(part.p), part.q) for part in rate.atoms(sympy.Rational)]
    plain = not rate.has(sympy.Float, sympy.Function, sympy.E, sympy.pi, sympy.nan, sympy.zoo)
    short = rate.count_ops() <= MOST_OPERATIONS and max(numbers, default=0) <= LARGEST_INTEGER
    return rate if plain and short else None


def exact_length(vector: npt.ArrayLike) -> sympy.Expr | None:
    """Return ``|v|`` of a vector ``(n,)`` of whole numbers as an exact root; None for others.

    >>> exact_length((2, 5)), exact_length((3, 4)), exact_length((0.5, 1))
    (sqrt(29), 5, None)
    """
    along = _rationals(vector, np.size(vector))
    square = sum(v**2 for v in along)
    if any(v.q != 1 for v in along) or square > LARGEST_INTEGER:
        return None
    return sympy.sqrt(square)


def over_root(rate: sympy.Expr) -> tuple[int, int] | None:
    """Return ``(p, n)`` if the value is ``p / sqrt(n)`` with whole ``p`` and ``n`` no square.

    >>> over_root(32 * sympy.sqrt(29) / 29)
    (32, 29)
    """
    square = sympy.nsimplify(rate**2)
    if not square.is_Rational or sympy.sqrt(square).is_Rational:
        return None
    n = int(square.q)
    p = sympy.sqrt(square * n)
    if not p.is_Integer or not 1 < n < 1000:
        return None
    return int(p) * (1 if rate > 0 else -1), n


def _rationals(numbers: npt.ArrayLike, dimension: int) -> list[sympy.Rational]:
    return [sympy.Rational(repr(float(v))) for v in as_point(numbers, dimension)]
