"""Problem (d): the gradient of an asymmetric quadratic form."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
import sympy

from mathcore.arrays import MathError
from mathcore.fields import ScalarField
from mathcore.problems.problem import (
    Confirmation,
    Line,
    Problem,
    exact_matrix,
    exact_point,
    facts,
    named,
)
from mathcore.rules import quadratic_gradient

__all__ = ["pose_quadratic", "random_quadratic"]


def pose_quadratic(
    *, matrix: Sequence[Sequence[Any]] = ((1, 3), (1, 2)), at: Sequence[Any] = (2, 1)
) -> Problem:
    """Find the gradient ``(A + Aᵀ)x`` of ``xᵀAx`` for a 2×2 matrix A that is not symmetric."""
    A = exact_matrix(matrix, "matrix")
    if A == A.T:
        raise MathError(f"matrix must not be symmetric, or 2Ax would do; got {A.tolist()}.")
    point = exact_point(at, "at")
    here = tuple(float(c) for c in point)
    place = sympy.Matrix(point)
    total = A + A.T
    gradient = total * place
    naive = 2 * A * place
    x = sympy.Matrix(ScalarField.from_text("x*y").symbols)
    form = sympy.expand((x.T * A * x)[0])
    field = ScalarField(form, ("x", "y"))
    slopes = [sympy.diff(form, s) for s in field.symbols]
    return Problem(
        kind="quadratic",
        title="Gradient of a quadratic form",
        statement=(
            Line("Find the gradient of xᵀAx.", (named("A"), A)),
            Line("What is it at this point?", (named("p"), place)),
        ),
        hint=Line("A is not symmetric, so 2Ax is wrong. Which matrix takes its place?"),
        steps=(
            Line("Multiply out.", (named("f"), form)),
            Line("Both partials.", (named("nabla_f"), sympy.Matrix(slopes))),
            Line(
                "The same with matrices: A plus its transpose.", (named("A") + named("A_T"), total)
            ),
            Line(
                "Times the point.",
                (named("nabla_f"), sympy.MatMul(total, place, evaluate=False), gradient),
            ),
            Line("The tempting 2Ax would have said this.", (named("2Ax"), naive)),
        ),
        answer=Line("The gradient at the point.", (named("nabla_f"), gradient)),
        facts=facts(
            A=A,
            total=total,
            f=form,
            f_x=slopes[0],
            f_y=slopes[1],
            a=point[0],
            b=point[1],
            slope_x=gradient[0],
            slope_y=gradient[1],
            naive_x=naive[0],
            naive_y=naive[1],
        ),
        field=field,
        point=here,
        confirmation=Confirmation(
            "unit central differences, which are exact for quadratic functions",
            quadratic_gradient(np.array(A.tolist(), float), here),
            np.array([float(d) for d in _differences(form, field.symbols, point)]),
            1e-12,
        ),
    )


def random_quadratic(random: Random) -> dict[str, Any]:
    """Choose small whole entries, the two off the diagonal different."""
    b, c = random.sample(range(-2, 5), 2)
    matrix = ((random.randint(1, 4), b), (c, random.randint(1, 4)))
    return {"matrix": matrix, "at": (random.choice((1, 2, 3)), random.choice((1, -1, 2, -2)))}


def _differences(
    form: sympy.Expr, symbols: Sequence[sympy.Symbol], point: Sequence[sympy.Rational]
) -> list[sympy.Rational]:
    """Return ``(f(p + e_i) − f(p − e_i))/2`` in exact arithmetic."""

    def value(index: int, shift: int) -> sympy.Rational:
        moved = [p + shift * (i == index) for i, p in enumerate(point)]
        return form.subs(list(zip(symbols, moved, strict=True)), simultaneous=True)

    return [(value(i, 1) - value(i, -1)) / 2 for i in range(len(point))]
