"""The same points under other names: functions and metrics in new coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy.typing as npt
import sympy

from mathcore.arrays import Array, MathError
from mathcore.compiled import compiled
from mathcore.expressions import symbols_for
from mathcore.fields import ScalarField
from mathcore.metrics import Metric

__all__ = ["LOGIT", "LOG_SIGMA", "Reparametrization"]


@dataclass(frozen=True)
class Reparametrization:
    """A change of coordinates between old variables p and new variables q, both ways.

    ``old_of_new`` are the n expressions of p in q, ``new_of_old`` those of q in p.

    >>> LOG_SIGMA.to_new([3.0, 1.0])
    array([3., 0.])
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    old_of_new: tuple[sympy.Expr, ...]
    new_of_old: tuple[sympy.Expr, ...]

    def __post_init__(self) -> None:
        sizes = {len(self.old), len(self.new), len(self.old_of_new), len(self.new_of_old)}
        if len(sizes) > 1:
            raise MathError(
                f"a reparametrization needs as many new variables as old ones, got "
                f"{', '.join(self.old)} and {', '.join(self.new)}."
            )

    def to_new(self, points: npt.ArrayLike) -> Array:
        """Return q for p, ``(..., n)`` to ``(..., n)``."""
        return compiled(self.new_of_old, self.old)(points)

    def to_old(self, points: npt.ArrayLike) -> Array:
        """Return p for q, ``(..., n)`` to ``(..., n)``."""
        return compiled(self.old_of_new, self.new)(points)

    @property
    def jacobian(self) -> sympy.ImmutableMatrix:
        """``J = ∂p/∂q`` as a formula in q."""
        column = sympy.Matrix(self.old_of_new)
        return sympy.ImmutableMatrix(column.jacobian(symbols_for(self.new)))

    def jacobian_at(self, points: npt.ArrayLike) -> Array:
        """Return J at new points ``(..., n)``, shape ``(..., n, n)``."""
        flat = compiled(tuple(self.jacobian), self.new)(points)
        return flat.reshape(*flat.shape[:-1], len(self.old), len(self.new))

    def field(self, field: ScalarField) -> ScalarField:
        """Return ``q ↦ f(p(q))``, the same function of the new variables."""
        self._require(field.variables, field.name)
        plain = self._renamed(field.expression)
        shortest = min(plain, sympy.simplify(plain), key=sympy.count_ops)
        return ScalarField(shortest, self.new, name=field.name)

    def metric(self, metric: Metric) -> Metric:
        """Return the pullback ``JᵀG(p(q))J``: the same lengths in the new variables."""
        self._require(metric.variables, metric.name)
        pulled = self.jacobian.T * self._renamed(metric.matrix) * self.jacobian
        return Metric(sympy.simplify(pulled), self.new, metric.name)

    def _renamed(self, formula: Any) -> Any:
        """Substitute the old variables by their expressions."""
        pairs = list(zip(symbols_for(self.old), self.old_of_new, strict=True))
        return formula.subs(pairs, simultaneous=True)

    def _require(self, variables: tuple[str, ...], name: str) -> None:
        if tuple(variables) != self.old:
            raise MathError(
                f"{name} is in the variables ({', '.join(variables)}), this reparametrization "
                f"starts from ({', '.join(self.old)})."
            )


def _log_sigma() -> Reparametrization:
    mu, sigma, s = symbols_for(("mu", "sigma", "s"))
    return Reparametrization(
        ("mu", "sigma"), ("mu", "s"), (mu, sympy.exp(s)), (mu, sympy.log(sigma))
    )


def _logit() -> Reparametrization:
    p, eta = symbols_for(("p", "eta"))
    return Reparametrization(
        ("p",), ("eta",), (1 / (1 + sympy.exp(-eta)),), (sympy.log(p / (1 - p)),)
    )


LOG_SIGMA = _log_sigma()
"""(mu, sigma) to (mu, s) with s = log sigma."""

LOGIT = _logit()
"""p to eta = log(p / (1 − p))."""
