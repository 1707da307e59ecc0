"""Problem (a): both partials of a product whose second factor needs the chain rule."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
import sympy

from mathcore.arrays import MathError
from mathcore.calculus import difference_gradient
from mathcore.expressions import derivative, parse
from mathcore.fields import ScalarField
from mathcore.problems.problem import Confirmation, Line, Problem, exact_point, facts, named

__all__ = ["pose_partials", "random_partials"]


def pose_partials(
    *, first: str = "x**2", outer: str = "exp(t)", inner: str = "x*y", at: Sequence[Any] = (2, 0)
) -> Problem:
    """Find ``f_x`` and ``f_y`` of ``f = u·g(h)`` with u = ``first``, g = ``outer``, h = ``inner``.

    ``first`` and ``inner`` are texts in x and y, ``outer`` is a text in t. Raises ``MathError``
    where f has no partials at the point or the inner function is constant.
    """
    u, h, g = parse(first), parse(inner), parse(outer, ("t",))
    (t,) = ScalarField(g, ("t",)).symbols
    if not h.free_symbols or t not in g.free_symbols:
        raise MathError(f"The chain rule needs a true composition; got {outer!r} of {inner!r}.")
    v, slope = g.xreplace({t: h}), derivative(g, t).xreplace({t: h})
    field = ScalarField(u * v, ("x", "y"))
    point = exact_point(at, "at")
    here = tuple(float(c) for c in point)
    if not np.isfinite(field.gradient(here)).all():
        raise MathError(f"{field} has no partials at ({point[0]}, {point[1]}).")
    place = dict(zip(field.symbols, point, strict=True))

    steps = [
        Line("Name the two factors.", (named("u"), u)),
        Line("The second one is a composition.", (named("v"), v)),
    ]
    results = []
    for letter, symbol in zip("xy", field.symbols, strict=True):
        u_slope, h_slope = derivative(u, symbol), derivative(h, symbol)
        v_slope = sympy.Mul(slope, h_slope)
        result = sympy.expand(u_slope * v + u * v_slope)
        results.append(result)
        other = "y" if letter == "x" else "x"
        steps += [
            Line(f"By {letter}, with {other} held still.", (named(f"u_{letter}"), u_slope)),
            Line(
                "The chain rule: outer slope times inner slope.",
                (named(f"v_{letter}"), sympy.Mul(slope, h_slope, evaluate=False), v_slope),
            ),
            Line(
                "The product rule puts them together.",
                (
                    named(f"f_{letter}"),
                    named(f"u_{letter}") * named("v") + named("u") * named(f"v_{letter}"),
                    result,
                ),
            ),
        ]
    values = [sympy.simplify(r.subs(place)) for r in results]
    gradient = sympy.Matrix(values)
    steps.append(Line("At the point.", (named("nabla_f"), gradient)))
    return Problem(
        kind="partials",
        title="Partials of a product",
        statement=(
            Line("Find both partial derivatives of f.", (named("f"), field.expression)),
            Line("What are they at this point?", (named("p"), sympy.Matrix(point))),
        ),
        hint=Line("Hold the other letter still. Product rule first, chain rule inside."),
        steps=tuple(steps),
        answer=Line("Both partials at the point.", (named("nabla_f"), gradient)),
        facts=facts(
            f=field.expression,
            u=u,
            v=v,
            inner=h,
            outer_slope=slope,
            inner_x=derivative(h, field.symbols[0]),
            inner_y=derivative(h, field.symbols[1]),
            f_x=results[0],
            f_y=results[1],
            a=point[0],
            b=point[1],
            slope_x=values[0],
            slope_y=values[1],
        ),
        field=field,
        point=here,
        confirmation=Confirmation(
            "central differences",
            np.array(values, float),
            difference_gradient(field, here),
            1e-6,
        ),
    )


def random_partials(random: Random) -> dict[str, Any]:
    """Choose givens whose inner function vanishes at the point, so that the numbers stay small."""
    a, p = random.choice((1, 2, 3, -1, -2)), random.choice((1, 2, 3, -1, -2))
    inner, at = random.choice(
        (
            (f"{a}*x*y", (p, 0)),
            (f"{a}*x*y", (0, p)),
            (f"x - {abs(a)}*y", (abs(a) * p, p)),
            (f"{abs(a)}*x + y", (p, -abs(a) * p)),
        )
    )
    first = random.choice(("x**2", "x**3", "y**2", "x + y", "x*y", "x**2 + y"))
    return {"first": first, "outer": random.choice(_OUTER), "inner": inner, "at": at}


_OUTER = ("exp(t)", "sin(t)", "cos(t)", "(t + 1)**3")
