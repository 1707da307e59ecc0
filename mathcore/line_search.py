"""The first minimum along a ray, found as the first zero of the slope."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from mathcore.arrays import Array
from mathcore.functions import Differentiable

__all__ = ["LineMinimum", "first_minimum"]

_GROWTH = 1.5
_MOST_TRIALS = 400
_FLAT = 1e-13


@dataclass(frozen=True)
class LineMinimum:
    """The step α ≥ 0 to the minimum, and a sentence if there is none to be found."""

    step: float
    problem: str = ""


def first_minimum(f: Differentiable, point: Array, direction: Array) -> LineMinimum:
    """Find the first ``α > 0`` at which ``φ(α) = f(point + α·direction)`` stops falling.

    Exact for a quadratic (``α = −φ′(0)/φ″(0)``). Otherwise the step grows by half from well
    inside the quadratic guess until the slope φ′ turns, and Brent's method closes in on the zero
    of φ′ (not on the minimum of φ, which rounding blurs to 1e-8): α is good to about 1e-14
    relative. A minimum narrower than half of its distance can be overlooked.
    """

    def slope(step: float) -> float:
        return float(f.gradient(point + step * direction) @ direction)

    at_start = slope(0.0)
    if not at_start < 0:
        return LineMinimum(0.0, "The function does not fall along this direction.")
    guess = _quadratic_guess(f, point, direction, at_start)
    if guess is not None and _is_quadratic(slope, guess, at_start):
        return LineMinimum(guess)
    return _by_bracket(slope, first=(guess or 1 / float(np.linalg.norm(direction))) / 16)


def _quadratic_guess(
    f: Differentiable, point: Array, direction: Array, slope: float
) -> float | None:
    """Return the minimum of the parabola that fits at the start, if it opens upwards."""
    curvature = float(direction @ f.hessian(point) @ direction)
    guess = -slope / curvature if curvature > 0 else np.nan
    return guess if np.isfinite(guess) and guess > 0 else None


def _is_quadratic(slope: Callable[[float], float], guess: float, at_start: float) -> bool:
    """Tell whether the slope is linear as far as the guess, where it must vanish."""
    return all(
        abs(slope(share * guess) - (1 - share) * at_start) <= -_FLAT * at_start
        for share in (0.25, 0.5, 1.0)
    )


def _by_bracket(slope: Callable[[float], float], *, first: float) -> LineMinimum:
    """Step out until the slope turns, then close in on its zero."""
    low, high = 0.0, first
    for _ in range(_MOST_TRIALS):
        here = slope(high)
        if here >= 0:
            return LineMinimum(_zero(slope, low, high))
        if np.isfinite(here):
            low, high = high, high * _GROWTH
        else:
            high = (low + high) / 2
        if high == low:
            return LineMinimum(low, "The function ends along this direction before it turns.")
    if np.isfinite(here):
        return LineMinimum(low, "The function falls without end along this direction.")
    return LineMinimum(low, "The function ends along this direction before it turns.")


def _zero(slope: Callable[[float], float], low: float, high: float) -> float:
    """Return the zero of an increasing slope between ``low`` and ``high``."""
    step: float = brentq(slope, low, high, xtol=1e-300, rtol=4 * np.finfo(float).eps, maxiter=200)
    return step
