"""Changes of coordinates: there and back, and metrics that agree with the family's own."""

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.arrays import MathError
from mathcore.calculus import difference_gradient
from mathcore.families import FAMILIES, bernoulli_loss, gaussian_loss
from mathcore.fields import ScalarField
from mathcore.metrics import pullback
from mathcore.reparametrization import LOG_SIGMA, LOGIT, Reparametrization


@settings(deadline=None)
@given(st.floats(-5, 5), st.floats(0.01, 9))
def test_there_and_back(mu, sigma):
    np.testing.assert_allclose(LOG_SIGMA.to_old(LOG_SIGMA.to_new((mu, sigma))), (mu, sigma))
    p = sigma / 10
    np.testing.assert_allclose(LOGIT.to_old(LOGIT.to_new((p,))), (p,))


@pytest.mark.parametrize(
    ("change", "old", "new", "at"),
    [
        (LOG_SIGMA, "gaussian", "gaussian log scale", (0.4, -0.7)),
        (LOGIT, "bernoulli", "bernoulli logit", (1.3,)),
    ],
)
def test_pulled_back_fisher_is_the_fisher_of_the_new_parameters(change, old, new, at):
    pulled = change.metric(FAMILIES[old].fisher)
    np.testing.assert_allclose(pulled(at), FAMILIES[new].fisher(at))
    by_arrays = pullback(FAMILIES[old].fisher(change.to_old(at)), change.jacobian_at(at))
    np.testing.assert_allclose(by_arrays, pulled(at))


@pytest.mark.parametrize(
    ("change", "loss", "at"),
    [(LOG_SIGMA, gaussian_loss(1, 0.5), (0.2, 0.3)), (LOGIT, bernoulli_loss(0.3), (-0.4,))],
)
def test_fields_keep_their_values_and_follow_the_chain_rule(change, loss, at):
    there = change.field(loss)
    assert float(there(at)) == pytest.approx(float(loss(change.to_old(at))))
    chain = change.jacobian_at(at).T @ loss.gradient(change.to_old(at))
    np.testing.assert_allclose(there.gradient(at), chain)
    np.testing.assert_allclose(there.gradient(at), difference_gradient(there, at), atol=1e-8)


def test_wrong_variables_are_named():
    with pytest.raises(MathError, match=r"\(x, y\).*\(mu, sigma\)"):
        LOG_SIGMA.field(ScalarField.from_text("x + y"))
    with pytest.raises(MathError, match="as many new variables"):
        Reparametrization(("x",), ("u", "v"), (sympy.S(1),), (sympy.S(1),))
