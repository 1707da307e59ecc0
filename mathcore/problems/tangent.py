"""Problem (c): the tangent of a level curve, from the gradient."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
import sympy
from scipy.optimize import brentq

from mathcore.arrays import Array, MathError
from mathcore.calculus import gradient_expressions
from mathcore.fields import ScalarField
from mathcore.problems.problem import Confirmation, Line, Problem, exact_point, facts, named

__all__ = ["pose_tangent", "random_tangent"]


def pose_tangent(*, field: str = "x**2 + x*y + y**2", at: Sequence[Any] = (1, 2)) -> Problem:
    """Find the tangent ``f_x·(x − a) + f_y·(y − b) = 0`` of the level curve through (a, b).

    Raises ``MathError`` where the gradient vanishes or does not exist: there the level curve has
    no tangent that the gradient could tell.
    """
    f = ScalarField.from_text(field)
    point = exact_point(at, "at")
    here = tuple(float(c) for c in point)
    slopes = gradient_expressions(f)
    place = dict(zip(f.symbols, point, strict=True))
    if not np.isfinite(f.gradient(here)).all():
        raise MathError(f"{f} has no gradient at ({point[0]}, {point[1]}).")
    level = sympy.simplify(f.expression.subs(place))
    gradient = [sympy.simplify(slope.subs(place)) for slope in slopes]
    if not any(gradient):
        raise MathError(f"The gradient of {f} at ({point[0]}, {point[1]}) is zero: no tangent.")
    a, b, c = _line(gradient, point)
    x, y = f.symbols
    shifted = sympy.Add(
        *[
            sympy.Mul(g, sympy.Add(s, -p, evaluate=False), evaluate=False)
            for g, s, p in zip(gradient, f.symbols, point, strict=True)
        ],
        evaluate=False,
    )
    return Problem(
        kind="tangent",
        title="Tangent of a level curve",
        statement=(
            Line("A level curve of f passes through p.", (named("f"), f.expression)),
            Line("The point.", (named("p"), sympy.Matrix(point))),
            Line("Find its tangent there."),
        ),
        hint=Line("The gradient is perpendicular to the level curve."),
        steps=(
            Line("The level at p.", (named("f"), level)),
            Line("Both partials.", (named("nabla_f"), sympy.Matrix(slopes))),
            Line("At the point.", (named("nabla_f"), sympy.Matrix(gradient))),
            Line("Along the tangent the gradient sees no change.", (shifted, sympy.S.Zero)),
            Line("Tidied up.", (a * x + b * y, c)),
        ),
        answer=Line("The tangent.", (a * x + b * y, c)),
        facts=facts(
            f=f.expression,
            f_x=slopes[0],
            f_y=slopes[1],
            a=point[0],
            b=point[1],
            level=level,
            slope_x=gradient[0],
            slope_y=gradient[1],
            line_x=a,
            line_y=b,
            line_c=c,
        ),
        field=f,
        point=here,
        confirmation=Confirmation(
            "the chord between two close points of the level curve",
            _unit(-float(b), float(a)),
            _chord(f, np.array(here), _unit(-float(b), float(a))),
            1e-5,
        ),
    )


def random_tangent(random: Random) -> dict[str, Any]:
    """Choose a conic or a cubic and a point with small whole coordinates."""
    a, b = random.choice((1, 2, 3)), random.choice((1, -1, 2))
    field = random.choice(
        (f"{a}*x**2 + y**2", f"x**2 + {b}*x*y + {a}*y**2", f"x**2*y + {a}*y", f"x**3 + {a}*y**2")
    )
    return {"field": field, "at": (random.choice((1, 2, 3)), random.choice((1, 2, -2)))}


def _line(
    gradient: list[sympy.Expr], point: tuple[sympy.Rational, sympy.Rational]
) -> tuple[sympy.Expr, sympy.Expr, sympy.Expr]:
    """Return A, B, C of ``Ax + By = C``, in lowest whole numbers if possible."""
    right = sympy.simplify(gradient[0] * point[0] + gradient[1] * point[1])
    numbers = (*gradient, right)
    if all(n.is_Rational for n in numbers):
        scale = sympy.ilcm(*[n.q for n in numbers])
        divisor = sympy.igcd(*[n * scale for n in numbers])
        sign = 1 if next(n for n in numbers if n) > 0 else -1
        numbers = tuple(sign * n * scale / divisor for n in numbers)
    return numbers


def _unit(x: float, y: float) -> Array:
    return np.asarray(np.array([x, y]) / np.hypot(x, y))


def _chord(f: ScalarField, point: Array, along: Array) -> Array:
    """Join the crossings of the level curve with two normals, left and right of ``point``."""
    level, h = float(f(point)), 1e-5
    across = np.array([-along[1], along[0]])

    def crossing(start: Array) -> Array:
        shift: float = brentq(lambda s: float(f(start + s * across)) - level, -h, h, xtol=1e-16)
        return start + shift * across

    try:
        return _unit(*(crossing(point + h * along) - crossing(point - h * along)))
    except ValueError:  # The curve bends away within h: nothing is confirmed.
        return np.full(2, np.nan)
