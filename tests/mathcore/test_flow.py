"""Gradient flow against closed solutions; natural flow does not care about coordinates."""

import numpy as np
import pytest
from scipy.linalg import expm

from mathcore.arrays import MathError, Window
from mathcore.descent import descend
from mathcore.families import FAMILIES, gaussian_loss
from mathcore.fields import ScalarField
from mathcore.flow import gradient_flow
from mathcore.gallery import known
from mathcore.reparametrization import LOG_SIGMA
from mathcore.steps import NaturalGradient
from mathcore.trajectory import curve_gap

LOSS = gaussian_loss(1, 0.5)
FISHER = FAMILIES["gaussian"].fisher
START = (-1.0, 2.0)


def test_on_a_quadratic_the_flow_is_the_matrix_exponential():
    f = ScalarField.from_text("(x**2 + 10*y**2)/2 + x*y")
    flow = gradient_flow(f, (3, -2), duration=2, count=40)
    exact = [expm(-t * np.array([[1, 1], [1, 10]])) @ (3, -2) for t in flow.times]
    np.testing.assert_allclose(flow.points, exact, atol=1e-7)
    assert flow.outcome == "finished"
    assert flow.times[-1] == 2
    assert (np.diff(flow.values) < 0).all()


def test_points_are_spread_along_the_curve():
    flow = gradient_flow(known("rosenbrock").field, (-1.2, 1), duration=1000, count=200)
    moves = np.linalg.norm(flow.moves, axis=-1)
    assert moves.max() < 1.3 * moves.mean()
    assert flow.converged
    np.testing.assert_allclose(flow.end, (1, 1), atol=1e-6)


def test_descent_with_small_steps_follows_the_flow():
    f = known("rosenbrock").field
    flow = gradient_flow(f, (-1.2, 1), duration=1, count=4000)
    gaps = [
        curve_gap(descend(f, (-1.2, 1), rule=h, max_steps=int(0.5 / h)).points, flow.points)
        for h in (2e-4, 1e-4)
    ]
    assert gaps[0] / gaps[1] == pytest.approx(2, rel=0.2)


def _both(metric, other_metric):
    """The flow in (μ, σ), and the flow in (μ, log σ) read back in (μ, σ)."""
    here = gradient_flow(LOSS, START, duration=100, metric=metric, count=1500)
    there = gradient_flow(
        LOG_SIGMA.field(LOSS), LOG_SIGMA.to_new(START), duration=100, metric=other_metric
    )
    return here, LOG_SIGMA.to_old(there.points)


def test_natural_flow_is_the_same_curve_in_both_parametrizations():
    here, there = _both(FISHER, LOG_SIGMA.metric(FISHER))
    assert here.converged
    assert curve_gap(there, here.points) < 1e-4
    np.testing.assert_allclose(there[-1], (1, 0.5), atol=1e-6)


def test_plain_flow_is_not():
    here, there = _both(None, None)
    assert here.converged
    np.testing.assert_allclose(there[-1], (1, 0.5), atol=1e-6)
    assert curve_gap(there, here.points) > 0.15


def test_natural_steps_agree_only_in_the_limit_of_small_steps():
    def gap(step):
        count = round(8 / step)
        here = descend(LOSS, START, rule=NaturalGradient(FISHER, step), max_steps=count)
        there = descend(
            LOG_SIGMA.field(LOSS),
            LOG_SIGMA.to_new(START),
            rule=NaturalGradient(LOG_SIGMA.metric(FISHER), step),
            max_steps=count,
        )
        return curve_gap(LOG_SIGMA.to_old(there.points), here.points)

    coarse, fine = gap(0.2), gap(0.02)
    assert coarse > 0.005
    assert fine < coarse / 5


def test_endings():
    bowl = ScalarField.from_text("x**2 + y**2")
    assert gradient_flow(bowl, (0, 0), duration=1).converged
    slope = ScalarField.from_text("x")
    left = gradient_flow(slope, (0, 0), duration=9, window=Window((-1, 1), (-1, 1)))
    assert left.outcome == "left the window"
    np.testing.assert_allclose(left.end, (-1, 0), atol=1e-9)
    away = gradient_flow(ScalarField.from_text("-x**2 - y**2"), (1, 1), duration=99)
    assert away.diverged
    assert np.isfinite(away.values).all()
    # dx/dt = −1/x reaches the end of the domain of log at time 1/2.
    over = gradient_flow(ScalarField.from_text("log(x) + y**2"), (1, 1), duration=9)
    assert over.diverged
    assert over.times[-1] == pytest.approx(0.5, abs=1e-3)
    with pytest.raises(MathError, match="positive duration"):
        gradient_flow(bowl, (1, 1), duration=0)
    with pytest.raises(MathError, match="can't start"):
        gradient_flow(ScalarField.from_text("log(x)", ("x",)), (-1,), duration=1)
