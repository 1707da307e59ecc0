"""Families of probability distributions and the metric they carry: Fisher information."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import sympy

from mathcore.arrays import Array, MathError, as_point
from mathcore.compiled import compiled
from mathcore.expressions import symbols_for
from mathcore.fields import ScalarField
from mathcore.metrics import Metric

__all__ = [
    "FAMILIES",
    "OUTCOME",
    "Family",
    "bernoulli_loss",
    "categorical",
    "gaussian_loss",
    "softmax",
]

OUTCOME = sympy.Symbol("x", real=True)
"""The symbol of the random outcome in every ``log_density``."""


@dataclass(frozen=True)
class Family:
    """A named family: its log density in the outcome x and the parameters, and its Fisher metric.

    The Fisher matrix is ``F = E[s sᵀ]`` with the score ``s = ∂ log density / ∂ parameters``.
    ``support`` is the set of outcomes x, as a SymPy set.
    """

    name: str
    parameters: tuple[str, ...]
    log_density: sympy.Expr
    support: sympy.Set
    fisher: Metric

    @property
    def score(self) -> tuple[sympy.Expr, ...]:
        """The derivatives of the log density by each parameter."""
        return tuple(sympy.diff(self.log_density, p) for p in symbols_for(self.parameters))

    def density(self, outcomes: npt.ArrayLike, parameters: npt.ArrayLike) -> Array:
        """Return the density, or chance, of outcomes ``(...)`` under parameters ``(n,)``."""
        x = np.asarray(outcomes, float)
        given = np.broadcast_to(
            as_point(parameters, len(self.parameters)), (*x.shape, self.fisher.dimension)
        )
        points = np.concatenate([x[..., None], given], axis=-1)
        names = (OUTCOME.name, *self.parameters)
        return compiled((sympy.exp(self.log_density),), names)(points)[..., 0]


def _family(
    name: str,
    parameters: tuple[str, ...],
    log_density: sympy.Expr,
    support: sympy.Set,
    fisher: sympy.Matrix,
) -> Family:
    return Family(name, parameters, log_density, support, Metric(fisher, parameters, "F"))


def _named() -> dict[str, Family]:
    x = OUTCOME
    p, eta, rate, mu, sigma, s = symbols_for(("p", "eta", "rate", "mu", "sigma", "s"))
    half_log_2pi = sympy.log(2 * sympy.pi) / 2
    chance = 1 / (1 + sympy.exp(-eta))
    positive = sympy.Interval(0, sympy.oo)
    return {
        "bernoulli": _family(
            "bernoulli",
            ("p",),
            x * sympy.log(p) + (1 - x) * sympy.log(1 - p),
            sympy.FiniteSet(0, 1),
            sympy.Matrix([[1 / (p * (1 - p))]]),
        ),
        "bernoulli logit": _family(
            "bernoulli logit",
            ("eta",),
            x * eta - sympy.log(1 + sympy.exp(eta)),
            sympy.FiniteSet(0, 1),
            sympy.Matrix([[chance * (1 - chance)]]),
        ),
        "gaussian": _family(
            "gaussian",
            ("mu", "sigma"),
            -sympy.log(sigma) - half_log_2pi - (x - mu) ** 2 / (2 * sigma**2),
            sympy.S.Reals,
            sympy.diag(1 / sigma**2, 2 / sigma**2),
        ),
        "gaussian log scale": _family(
            "gaussian log scale",
            ("mu", "s"),
            -s - half_log_2pi - (x - mu) ** 2 * sympy.exp(-2 * s) / 2,
            sympy.S.Reals,
            sympy.diag(sympy.exp(-2 * s), 2),
        ),
        "poisson": _family(
            "poisson",
            ("rate",),
            x * sympy.log(rate) - rate - sympy.loggamma(x + 1),
            sympy.S.Naturals0,
            sympy.Matrix([[1 / rate]]),
        ),
        "exponential": _family(
            "exponential",
            ("rate",),
            sympy.log(rate) - rate * x,
            positive,
            sympy.Matrix([[1 / rate**2]]),
        ),
    }


FAMILIES: Mapping[str, Family] = MappingProxyType(_named())
"""The families with a fixed number of parameters, by name.

``bernoulli`` (p), ``bernoulli logit`` (eta = log(p/(1−p))), ``gaussian`` (mu, sigma),
``gaussian log scale`` (mu, s = log sigma), ``poisson`` (rate), ``exponential`` (rate).
"""


def categorical(count: int) -> Family:
    """Return the family of ``count`` outcomes 0, …, k−1 with free probabilities ``p1 … p(k−1)``.

    Outcome 0 has what is left, ``p0 = 1 − Σ pᵢ``. ``F = diag(1/pᵢ) + 1/p0``, (k−1)×(k−1).
    """
    names, free = _free("p", count)
    rest = 1 - sum(free)
    fisher = sympy.diag(*[1 / p for p in free]) + sympy.ones(count - 1) / rest
    return _family("categorical", names, _choice([rest, *free]), _outcomes(count), fisher)


def softmax(count: int) -> Family:
    """Return the same family by logits ``z1 … z(k−1)`` against outcome 0, whose logit is 0.

    ``pᵢ = exp(zᵢ)/(1 + Σ exp(z))`` and ``F = diag(p) − p pᵀ``. Fixing one logit makes F
    invertible; with k free logits adding a constant to all of them would change nothing.
    """
    names, free = _free("z", count)
    total = 1 + sum(sympy.exp(z) for z in free)
    chances = [1 / total, *[sympy.exp(z) / total for z in free]]
    column = sympy.Matrix(chances[1:])
    fisher = sympy.diag(*chances[1:]) - column * column.T
    return _family("softmax", names, _choice(chances), _outcomes(count), fisher)


def gaussian_loss(mean: float, deviation: float) -> ScalarField:
    """Return the expected surprise of data with this mean and deviation under N(mu, sigma²).

    ``L(mu, sigma) = log sigma + (deviation² + (mu − mean)²) / (2 sigma²)``, up to a constant; its
    minimum lies at (mean, deviation).
    """
    if not deviation > 0:
        raise MathError(f"the deviation must be a positive number, got {deviation:g}.")
    mu, sigma = symbols_for(("mu", "sigma"))
    m, d = sympy.Rational(str(mean)), sympy.Rational(str(deviation))
    return ScalarField(
        sympy.log(sigma) + (d**2 + (mu - m) ** 2) / (2 * sigma**2), ("mu", "sigma"), name="L"
    )


def bernoulli_loss(share: sympy.Rational | float) -> ScalarField:
    """Return the mean surprise ``L(p) = −share·log p − (1 − share)·log(1 − p)``.

    ``share`` is the observed share of ones, strictly between 0 and 1: there is the minimum.
    """
    q = sympy.Rational(str(share))
    if not 0 < q < 1:
        raise MathError(f"the share of ones must lie strictly between 0 and 1, got {share}.")
    (p,) = symbols_for(("p",))
    return ScalarField(-q * sympy.log(p) - (1 - q) * sympy.log(1 - p), ("p",), name="L")


def _free(letter: str, count: int) -> tuple[tuple[str, ...], list[sympy.Symbol]]:
    """Return names and symbols of the k − 1 free parameters."""
    if count < 2:
        raise MathError(f"a family of outcomes needs at least 2 of them, got {count}.")
    names = tuple(f"{letter}{i}" for i in range(1, count))
    return names, list(symbols_for(names))


def _choice(chances: list[sympy.Expr]) -> sympy.Expr:
    """Return the log density that picks the chance of outcome x."""
    return sympy.Piecewise(
        *[(sympy.log(chance), sympy.Eq(OUTCOME, i)) for i, chance in enumerate(chances)],
        (-sympy.oo, True),
    )


def _outcomes(count: int) -> sympy.Set:
    return sympy.FiniteSet(*range(count))
