"""The running example: a line fitted to points, and its loss as a function of two knobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import sympy

from mathcore.arrays import Array, MathError, as_point, as_points
from mathcore.expressions import symbols_for
from mathcore.fields import ScalarField
from mathcore.rules import least_squares_gradient

__all__ = ["FIVE_POINTS", "LineFit"]


@dataclass(frozen=True)
class LineFit:
    """The line ``w·x + b`` against data, judged by the mean squared error.

    ``L(w, b) = (1/n) Σ (w·xᵢ + b − yᵢ)²``. ``inputs`` and ``targets`` are n numbers each; a
    decimal counts as the fraction it was written for (0.1 is 1/10), so that the loss is exact.
    Parameters are arrays ``(..., 2)`` of (w, b). Raises ``MathError`` for fewer than two different
    inputs, because then no single line fits best.
    """

    inputs: tuple[float, ...]
    targets: tuple[float, ...]

    def __post_init__(self) -> None:
        for name in ("inputs", "targets"):
            values = as_point(getattr(self, name), name=name)
            object.__setattr__(self, name, tuple(values.tolist()))
        if len(self.inputs) != len(self.targets):
            raise MathError(
                f"A line fit needs one target per input; got {len(self.inputs)} inputs and "
                f"{len(self.targets)} targets."
            )
        if len(set(self.inputs)) < 2:
            raise MathError(f"A line fit needs two different inputs; got {list(self.inputs)}.")

    def __len__(self) -> int:
        return len(self.inputs)

    @cached_property
    def loss(self) -> ScalarField:
        """The mean squared error ``L(w, b)`` as an exact field, expanded into monomials."""
        w, b = symbols_for(("w", "b"))
        squares = [(w * x + b - y) ** 2 for x, y in zip(*self._exact, strict=True)]
        return ScalarField(sympy.expand(sympy.Add(*squares) / len(self)), ("w", "b"), name="L")

    @property
    def design(self) -> Array:
        """The matrix X ``(n, 2)`` with rows ``(xᵢ, 1)``, so that predictions are ``X (w, b)ᵀ``."""
        return np.column_stack([self.inputs, np.ones(len(self))])

    def predict(self, parameters: npt.ArrayLike) -> Array:
        """Return the line's heights at the inputs, ``(..., 2)`` to ``(..., n)``."""
        return np.asarray(as_points(parameters, 2, name="parameters") @ self.design.T)

    def residuals(self, parameters: npt.ArrayLike) -> Array:
        """Return ``w·xᵢ + b − yᵢ``, ``(..., 2)`` to ``(..., n)``; positive: the line is above."""
        return np.asarray(self.predict(parameters) - np.array(self.targets))

    def gradient(self, parameters: npt.ArrayLike) -> Array:
        """Return ``(2/n) Xᵀ(X(w, b)ᵀ − y)``, ``(..., 2)`` to ``(..., 2)``."""
        w = as_points(parameters, 2, name="parameters")
        return least_squares_gradient(self.design, w, self.targets) / len(self)

    @cached_property
    def hessian(self) -> sympy.ImmutableMatrix:
        """The constant Hessian ``(2/n) XᵀX = 2[[mean x², mean x], [mean x, 1]]``, exact."""
        xs, n = self._exact[0], len(self)
        first, second = sum(xs) / n, sum(x**2 for x in xs) / n
        return sympy.ImmutableMatrix([[2 * second, 2 * first], [2 * first, 2]])

    @cached_property
    def optimum(self) -> tuple[sympy.Rational, sympy.Rational]:
        """The exact best (w, b): ``w = cov(x, y)/var(x)``, ``b = mean y − w·mean x``."""
        xs, ys = self._exact
        x0, y0 = sum(xs) / len(self), sum(ys) / len(self)
        shared = sum((x - x0) * (y - y0) for x, y in zip(xs, ys, strict=True))
        w = shared / sum((x - x0) ** 2 for x in xs)
        return w, y0 - w * x0

    @cached_property
    def eigenvalues(self) -> tuple[sympy.Expr, sympy.Expr]:
        """The Hessian's exact eigenvalues, smaller first: ``m ∓ √(d² + c²)``."""
        (a, c), (_, e) = self.hessian.tolist()
        middle, spread = (a + e) / 2, sympy.sqrt(((a - e) / 2) ** 2 + c**2)
        return middle - spread, middle + spread

    @property
    def condition(self) -> float:
        """The condition number of the Hessian, larger by smaller eigenvalue."""
        small, large = self.eigenvalues
        return float(large / small)

    @property
    def largest_stable_step(self) -> float:
        """The step ``2/λmax`` above which fixed-step descent diverges."""
        return float(2 / self.eigenvalues[1])

    def centered(self) -> LineFit:
        """Return the fit to the same targets with the mean subtracted from the inputs.

        The best w stays, the best b becomes the mean target, and the Hessian becomes diagonal.
        """
        xs = self._exact[0]
        mean = sum(xs) / len(self)
        return LineFit(tuple(float(x - mean) for x in xs), self.targets)

    @cached_property
    def _exact(self) -> tuple[list[Any], list[Any]]:
        """Inputs and targets as rationals."""
        return _rationals(self.inputs), _rationals(self.targets)


def _rationals(numbers: Sequence[float]) -> list[Any]:
    """Return for each float the simplest fraction that rounds to it: 0.1 is 1/10 again."""
    simple = (Fraction(number).limit_denominator(10**6) for number in numbers)
    return [
        sympy.Rational(short if float(short) == number else repr(number))
        for short, number in zip(simple, numbers, strict=True)
    ]


FIVE_POINTS = LineFit((0, 1, 2, 3, 4), (1, 3, 4, 4, 6))
"""The data of the course: best line 1.1·x + 1.4 with loss 0.22."""
