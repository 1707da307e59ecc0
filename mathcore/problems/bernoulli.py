"""Problem (f): the natural gradient for the parameter of a coin."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import sympy

from mathcore.arrays import MathError
from mathcore.families import FAMILIES, bernoulli_loss
from mathcore.problems.problem import Confirmation, Line, Problem, exact, facts, named

__all__ = ["pose_bernoulli", "random_bernoulli"]


def pose_bernoulli(
    *, heads: int = 7, tosses: int = 10, at: Any = Fraction(1, 5), step: Any = Fraction(1, 2)
) -> Problem:
    """Find gradient, Fisher information and natural gradient of the coin's loss at p = ``at``.

    ``L(p) = −q·log p − (1 − q)·log(1 − p)`` with ``q = heads/tosses``. ``L′ = (p − q)/(p(1 − p))``,
    ``F = 1/(p(1 − p))``, so that the natural gradient ``L′/F = p − q`` is the plain difference.
    """
    for name, count in (("heads", heads), ("tosses", tosses)):
        if not isinstance(count, int) or isinstance(count, bool):
            raise MathError(f"{name} must be a whole number; got {count!r}.")
    if not 0 < heads < tosses:
        raise MathError(f"heads must lie between 1 and tosses - 1; got {heads} of {tosses}.")
    place, alpha = exact(at, "at"), exact(step, "step")
    if not 0 < place < 1:
        raise MathError(f"at must lie strictly between 0 and 1; got {place}.")
    if not 0 < alpha <= 1:
        raise MathError(f"step must be positive and at most 1; got {alpha}.")
    q = sympy.Rational(heads, tosses)
    if place == q:
        raise MathError(f"at must not be the share of heads {q}: the gradient is zero there.")
    loss = bernoulli_loss(q)
    (p,) = loss.symbols
    fisher = FAMILIES["bernoulli"].fisher.matrix[0]
    natural = sympy.simplify(sympy.diff(loss.expression, p) / fisher)
    slope = natural * fisher
    here = {p: place}
    slope_here, fisher_here = slope.subs(here), fisher.subs(here)
    natural_here = slope_here / fisher_here
    natural_next, plain_next = place - alpha * natural_here, place - alpha * slope_here
    return Problem(
        kind="bernoulli",
        title="Natural gradient for a coin",
        statement=(
            Line(f"A coin fell heads {heads} times in {tosses}.", (named("L"), loss.expression)),
            Line("Our guess for its chance of heads.", (named("p_0"), place)),
            Line("Find the natural gradient and make one step.", (named("alpha"), alpha)),
        ),
        hint=Line("Divide the gradient by the Fisher information."),
        steps=(
            Line("The plain gradient.", (named("dL_dp"), slope)),
            Line("At our guess.", (named("dL_dp"), slope_here)),
            Line("The Fisher information of a coin.", (named("F"), fisher)),
            Line("At our guess.", (named("F"), fisher_here)),
            Line("Their quotient is a plain difference.", (named("natural"), natural)),
            Line("At our guess.", (named("natural"), natural_here)),
            Line(
                "One natural step.",
                (
                    named("p_1"),
                    sympy.Add(
                        place, sympy.Mul(-alpha, natural_here, evaluate=False), evaluate=False
                    ),
                    natural_next,
                ),
            ),
            Line(
                "A plain step of this size."
                if 0 < plain_next < 1
                else "A plain step of this size leaves the interval from 0 to 1.",
                (named("p_1"), plain_next),
            ),
        ),
        answer=Line("The natural gradient.", (named("natural"), natural_here)),
        facts=facts(
            heads=heads,
            tosses=tosses,
            share=q,
            p0=place,
            step=alpha,
            L=loss.expression,
            slope=slope_here,
            fisher=fisher_here,
            natural=natural_here,
            natural_next=natural_next,
            plain_next=plain_next,
            plain_leaves=not 0 < plain_next < 1,
        ),
        field=loss,
        point=(float(place),),
        confirmation=Confirmation(
            "differences of the data's log likelihood, and the curvature of the KL divergence",
            np.array([float(slope_here), float(fisher_here), float(natural_here)]),
            _measured(heads, tosses, float(place)),
            1e-5,
        ),
    )


def random_bernoulli(random: Random) -> dict[str, Any]:
    """Choose a dozen tosses at most and a guess with a small denominator."""
    tosses = random.choice((4, 5, 8, 10))
    heads = random.randint(1, tosses - 1)
    guesses = [
        g
        for g in map(Fraction, ("1/2", "1/4", "3/4", "1/5", "4/5"))
        if g != Fraction(heads, tosses)
    ]
    return {
        "heads": heads,
        "tosses": tosses,
        "at": random.choice(guesses),
        "step": random.choice((Fraction(1, 2), Fraction(1, 4), Fraction(1))),
    }


def _measured(heads: int, tosses: int, p: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return slope, Fisher information and their quotient from the data, by differences only."""
    outcomes = np.repeat([1.0, 0.0], [heads, tosses - heads])
    h = 1e-3 * min(p, 1 - p)

    def surprise(at: float) -> float:
        return -float(np.mean(np.log(np.where(outcomes == 1, at, 1 - at))))

    def divergence(at: float) -> float:
        return float(p * np.log(p / at) + (1 - p) * np.log((1 - p) / (1 - at)))

    slope = (surprise(p + h) - surprise(p - h)) / (2 * h)
    curvature = (divergence(p + h) + divergence(p - h)) / h**2
    return np.array([slope, curvature, slope / curvature])
