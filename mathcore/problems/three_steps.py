"""Problem (e): three descent steps by hand, and the largest step that is stable."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import sympy

from mathcore.arrays import Array, MathError
from mathcore.descent import descend
from mathcore.fields import ScalarField
from mathcore.problems.problem import (
    Confirmation,
    Line,
    Problem,
    exact,
    exact_matrix,
    exact_point,
    facts,
    named,
)

__all__ = ["pose_three_steps", "random_three_steps"]

_STEPS = 3


def pose_three_steps(
    *,
    hessian: Sequence[Sequence[Any]] = ((1, 0), (0, 3)),
    start: Sequence[Any] = (8, 8),
    step: Any = Fraction(1, 2),
) -> Problem:
    """Make three steps ``x ← x − α∇f`` on ``f = ½xᵀHx`` and find the bound ``2/λmax`` on α.

    ``hessian`` H is symmetric and positive definite. Raises ``MathError`` if it is not, for a
    start at the minimum and for a step that is not positive.
    """
    H = exact_matrix(hessian, "hessian")
    if H != H.T or not (H[0, 0] > 0 and H.det() > 0):
        raise MathError(f"hessian must be symmetric and positive definite; got {H.tolist()}.")
    alpha, origin = exact(step, "step"), sympy.Matrix(exact_point(start, "start"))
    if alpha <= 0:
        raise MathError(f"step must be positive; got {alpha}.")
    if not any(origin):
        raise MathError("start must not be (0, 0): that is the minimum already.")
    places = [origin]
    for _ in range(_STEPS):
        places.append(places[-1] - alpha * (H * places[-1]))

    x = sympy.Matrix(ScalarField.from_text("x*y").symbols)
    field = ScalarField(sympy.expand((x.T * H * x)[0] / 2), ("x", "y"))
    middle, spread = H.trace() / 2, sympy.sqrt((H.trace() / 2) ** 2 - H.det())
    largest = middle + spread
    bound = sympy.radsimp(2 / largest)
    verdict = "below" if alpha < bound else "above" if alpha > bound else "exactly at"
    here = tuple(float(c) for c in origin)
    return Problem(
        kind="three-steps",
        title="Three steps of descent",
        statement=(
            Line("Make three descent steps.", (named("f"), field.expression)),
            Line("Start here.", (named("x_0"), origin)),
            Line("The step size.", (named("alpha"), alpha)),
            Line("What is the largest stable step?"),
        ),
        hint=Line("The largest eigenvalue of the Hessian sets the bound."),
        steps=(
            Line("The gradient.", (named("nabla_f"), H * x)),
            *[
                Line(
                    f"Step {k}.",
                    (
                        named(f"x_{k}"),
                        sympy.MatAdd(
                            places[k - 1],
                            sympy.MatMul(-alpha, H * places[k - 1], evaluate=False),
                            evaluate=False,
                        ),
                        places[k],
                    ),
                )
                for k in range(1, _STEPS + 1)
            ],
            Line("The larger eigenvalue of the Hessian.", (named("lambda_max"), largest)),
            Line(
                f"The bound; our step is {verdict} it.",
                (named("alpha_max"), 2 / named("lambda_max"), bound),
            ),
        ),
        answer=Line("The largest stable step.", (named("alpha_max"), bound)),
        facts=facts(
            f=field.expression,
            H=H,
            step=alpha,
            largest=largest,
            smallest=middle - spread,
            bound=bound,
            stable=bool(alpha < bound),
            verdict=verdict,
            **{f"x{k}": p[0] for k, p in enumerate(places)},
            **{f"y{k}": p[1] for k, p in enumerate(places)},
        ),
        field=field,
        point=here,
        confirmation=_confirmed(field, H, places, alpha, bound),
    )


def random_three_steps(random: Random) -> dict[str, Any]:
    """Choose whole curvatures, a simple step, and a start that three steps divide evenly."""
    denominator = random.choice((2, 3, 4))
    curvature = random.choice([c for c in (3, 4, 5, 6) if c != denominator])
    start = [sign * denominator**_STEPS for sign in random.choice(((1, 1), (1, -1), (-1, 1)))]
    return {
        "hessian": ((1, 0), (0, curvature)),
        "start": tuple(start),
        "step": Fraction(1, denominator),
    }


def _confirmed(
    field: ScalarField,
    hessian: sympy.Matrix,
    places: list[sympy.Matrix],
    alpha: sympy.Rational,
    bound: sympy.Expr,
) -> Confirmation:
    """Walk the steps in floating point; find the bound by trying steps until the walk explodes."""
    walk = descend(
        field,
        [float(c) for c in places[0]],
        rule=float(alpha),
        max_steps=_STEPS,
        tolerance=0.0,
        limit=float("inf"),
    )
    walked = np.zeros((_STEPS + 1, 2))
    walked[: len(walk)] = walk.points
    claimed = np.array([[float(c) for c in p] for p in places])
    tried = _largest_tame_step(np.array(hessian.tolist(), float))
    return Confirmation(
        "a descent in floating point, and trying step sizes until descent explodes",
        np.append(claimed, float(bound)),
        np.append(walked, tried),
        1e-6,
    )


def _largest_tame_step(hessian: Array) -> float:
    """Halve an interval of step sizes: does ``I − αH``, applied a million times, shrink or grow?"""

    def grows(step: float) -> bool:
        once = np.eye(len(hessian)) - step * hessian
        with np.errstate(all="ignore"):
            for _ in range(24):
                once = once @ once
                if not np.isfinite(once).all():
                    return True
        return bool(np.linalg.norm(once, 2) > 1)

    low, high = 0.0, 5 / float(np.trace(hessian))  # since λmax ≥ trace/2
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if grows(middle) else (middle, high)
    return (low + high) / 2
