"""Every Fisher matrix against the expectation of the score's outer product."""

import numpy as np
import pytest
import sympy
from scipy.integrate import quad

from mathcore.arrays import MathError
from mathcore.expressions import symbols_for
from mathcore.families import (
    FAMILIES,
    OUTCOME,
    bernoulli_loss,
    categorical,
    gaussian_loss,
    softmax,
)

CASES = [
    (FAMILIES["bernoulli"], (0.3,)),
    (FAMILIES["bernoulli"], (0.95,)),
    (FAMILIES["bernoulli logit"], (-1.2,)),
    (FAMILIES["gaussian"], (0.7, 0.4)),
    (FAMILIES["gaussian"], (-3, 2.5)),
    (FAMILIES["gaussian log scale"], (0.7, -0.5)),
    (FAMILIES["poisson"], (3.7,)),
    (FAMILIES["exponential"], (0.6,)),
    (categorical(3), (0.2, 0.5)),
    (softmax(4), (0.3, -1.0, 0.8)),
]


def _expectation(family, expression, at):
    """E[expression] by a sum over the outcomes or by quadrature."""
    put = dict(zip(symbols_for(family.parameters), at, strict=True))
    density = sympy.exp(family.log_density).subs(put)
    term = sympy.sympify(expression).subs(put)
    support = family.support
    if support is sympy.S.Naturals0:
        support = sympy.FiniteSet(*range(60))
    if isinstance(support, sympy.FiniteSet):
        return float(sum((density * term).subs(OUTCOME, i).evalf() for i in support))
    integrand = sympy.lambdify(OUTCOME, density * term)
    ends = (-60, 60) if support is sympy.S.Reals else (0, 80)
    return quad(integrand, *ends, points=(*np.linspace(-2, 2, 5),), limit=400)[0]


@pytest.mark.parametrize(("family", "at"), CASES, ids=lambda c: getattr(c, "name", str(c)))
def test_fisher_is_the_expected_outer_product_of_the_score(family, at):
    assert _expectation(family, 1, at) == pytest.approx(1, abs=1e-8)
    matrix = family.fisher(at)
    for i, first in enumerate(family.score):
        assert _expectation(family, first, at) == pytest.approx(0, abs=1e-7)
        for j, second in enumerate(family.score):
            expected = _expectation(family, first * second, at)
            assert matrix[i, j] == pytest.approx(expected, abs=1e-7)


def test_gaussian_fisher_as_the_course_states_it():
    sigma = symbols_for(("mu", "sigma"))[1]
    assert FAMILIES["gaussian"].fisher.matrix == sympy.diag(1 / sigma**2, 2 / sigma**2)


def test_losses_have_their_minimum_at_the_data():
    np.testing.assert_allclose(gaussian_loss(1, 0.5).gradient((1, 0.5)), 0, atol=1e-14)
    np.testing.assert_allclose(bernoulli_loss(0.7).gradient((0.7,)), 0, atol=1e-14)
    # By hand: ∂L/∂μ = (μ−m)/σ², ∂L/∂σ = 1/σ − (s² + (μ−m)²)/σ³ at (3, 2), m = 1, s = 1.
    np.testing.assert_allclose(gaussian_loss(1, 1).gradient((3, 2)), (0.5, 0.5 - 5 / 8))


def test_gaussian_loss_is_the_expected_surprise():
    family = FAMILIES["gaussian"]
    mu, sigma = 0.3, 0.8
    put = dict(zip(symbols_for(family.parameters), (mu, sigma), strict=True))
    surprise = -family.log_density.subs(put)
    expected = _expectation(family, surprise, (1.0, 0.5)) - np.log(2 * np.pi) / 2
    assert float(gaussian_loss(1.0, 0.5)((mu, sigma))) == pytest.approx(expected)


@pytest.mark.parametrize(
    "make",
    [
        lambda: categorical(1),
        lambda: softmax(0),
        lambda: gaussian_loss(0, 0),
        lambda: bernoulli_loss(1),
    ],
)
def test_senseless_families_are_refused(make):
    with pytest.raises(MathError, match=r"got -?\d.*\.$"):
        make()
