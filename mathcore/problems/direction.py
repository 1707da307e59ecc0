"""Problem (b): the gradient at a point, and the rate along a direction."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
import sympy

from mathcore.arrays import MathError
from mathcore.calculus import gradient_expressions, slice_values
from mathcore.fields import ScalarField
from mathcore.problems.problem import Confirmation, Line, Problem, dot, exact_point, facts, named

__all__ = ["pose_direction", "random_direction"]


def pose_direction(
    *, field: str = "x**2*y - y**2", at: Sequence[Any] = (2, 1), along: Sequence[Any] = (3, 4)
) -> Problem:
    """Find ``∇f`` at a point and ``D_u f = ∇f·u`` along ``u = v/‖v‖``, v = ``along``.

    Raises ``MathError`` for a zero direction and where f has no gradient.
    """
    f = ScalarField.from_text(field)
    point, v = exact_point(at, "at"), exact_point(along, "along")
    if not any(v):
        raise MathError("along must not be (0, 0): that is no direction.")
    here = tuple(float(c) for c in point)
    if not np.isfinite(f.gradient(here)).all():
        raise MathError(f"{f} has no gradient at ({point[0]}, {point[1]}).")
    slopes = gradient_expressions(f)
    place = dict(zip(f.symbols, point, strict=True))
    gradient = [sympy.simplify(slope.subs(place)) for slope in slopes]
    length = sympy.sqrt(v[0] ** 2 + v[1] ** 2)
    unit = [c / length for c in v]
    inner = sum(g * c for g, c in zip(gradient, v, strict=True))
    rate = sympy.simplify(inner / length)
    quotient = sympy.Mul(inner, sympy.Pow(length, -1, evaluate=False), evaluate=False)
    ending = (quotient,) if inner.is_Rational and not length.is_Rational else (rate,)
    return Problem(
        kind="direction",
        title="Gradient and directional derivative",
        statement=(
            Line("Find the gradient of f at p.", (named("f"), f.expression)),
            Line("The point.", (named("p"), sympy.Matrix(point))),
            Line("Then the rate of change along v.", (named("v"), sympy.Matrix(v))),
        ),
        hint=Line("First make v a unit vector. Then take the dot product."),
        steps=(
            Line("Both partials.", (named("nabla_f"), sympy.Matrix(slopes))),
            Line("At the point.", (named("nabla_f"), sympy.Matrix(gradient))),
            Line("The length of v.", (named("norm_v"), length)),
            Line("The unit vector.", (named("u"), sympy.Matrix(v) / length)),
            Line("The dot product.", (named("D_u"), dot(gradient, unit), *ending)),
        ),
        answer=Line("The rate along v.", (named("D_u"), *ending)),
        facts=facts(
            f=f.expression,
            f_x=slopes[0],
            f_y=slopes[1],
            a=point[0],
            b=point[1],
            slope_x=gradient[0],
            slope_y=gradient[1],
            v_x=v[0],
            v_y=v[1],
            u_x=unit[0],
            u_y=unit[1],
            length=length,
            dot=inner,
            rate=rate,
            steepest=sympy.sqrt(sum(g**2 for g in gradient)),
        ),
        field=f,
        point=here,
        confirmation=Confirmation(
            "a central difference quotient along u",
            np.array([float(rate)]),
            np.array([_quotient(f, here, [float(c) for c in unit])]),
            1e-6,
        ),
    )


def random_direction(random: Random) -> dict[str, Any]:
    """Choose a small polynomial, a small point, and a direction of whole length."""
    a, b = random.choice((1, 2, 3)), random.choice((1, 2, 4))
    field = random.choice(
        (f"{a}*x**2*y - {b}*y**2", f"x**2 + {a}*x*y + {b}*y", f"x*y**2 - {b}*x", f"x**3 - {a}*x*y")
    )
    along = random.choice(((3, 4), (4, 3), (-3, 4), (5, 12), (12, -5), (-4, -3)))
    at = (random.choice((1, 2, 3)), random.choice((1, 2, -1, -2)))
    return {"field": field, "at": at, "along": along}


def _quotient(f: ScalarField, point: tuple[float, ...], unit: list[float]) -> float:
    """Return ``(f(p + hu) − f(p − hu))/2h``."""
    h = 1e-5
    behind, ahead = slice_values(f, point, unit, [-h, h])
    return float((ahead - behind) / (2 * h))
