"""Descent under two names: plain differs, natural does not; and what a density is."""

import numpy as np
import pytest
from scipy.stats import norm

from mathcore.families import FAMILIES, gaussian_loss
from mathcore.invariance import farthest_apart, flow_under_two_names, walk_under_two_names
from mathcore.reparametrization import LOG_SIGMA

LOSS = gaussian_loss(0.0, 1.0)
FISHER = FAMILIES["gaussian"].fisher
START = [-3.0, 1.0]


def test_natural_flow_is_one_curve_and_plain_flow_is_two():
    natural = flow_under_two_names(LOSS, LOG_SIGMA, START, duration=20, metric=FISHER, count=400)
    plain = flow_under_two_names(LOSS, LOG_SIGMA, START, duration=60, count=400)
    assert natural.gap < 1e-3
    assert plain.gap > 0.5
    np.testing.assert_allclose(natural.carried[0], START)
    np.testing.assert_allclose(plain.old.points[-1], [0, 1], atol=1e-3)


def test_the_natural_flow_is_straight_in_the_moments():
    # For an exponential family the natural flow of the mean surprise is a straight line in the
    # mean parameters E x and E x^2, towards those of the data: an independent derivation.
    points = flow_under_two_names(LOSS, LOG_SIGMA, START, duration=20, metric=FISHER).old.points
    moments = np.stack([points[:, 0], points[:, 0] ** 2 + points[:, 1] ** 2], axis=1)
    start, goal = moments[0], np.array([0.0, 1.0])
    way, away = goal - start, moments - start
    assert np.abs(way[0] * away[:, 1] - way[1] * away[:, 0]).max() < 1e-5


def test_the_gap_of_natural_steps_shrinks_with_the_step():
    gaps = [
        walk_under_two_names(LOSS, LOG_SIGMA, START, step=step, duration=2, metric=FISHER).gap
        for step in (0.02, 0.01, 0.005)
    ]
    assert gaps[0] / gaps[1] == pytest.approx(2, rel=0.1)
    assert gaps[1] / gaps[2] == pytest.approx(2, rel=0.1)


def test_distance_of_polylines():
    line = [[0.0, 0.0], [4.0, 0.0]]
    assert farthest_apart(line, [[0, 0], [1, 0], [4, 0]]) == 0
    assert farthest_apart(line, [[0, 0], [2, 3], [4, 0]]) == 3
    assert farthest_apart(line, [[0, 0], [2, 0]]) == 2


def test_density_of_a_gaussian_and_of_a_bernoulli():
    x = np.linspace(-3, 4, 15).reshape(3, 5)
    density = FAMILIES["gaussian"].density(x, [0.5, 2.0])
    np.testing.assert_allclose(density, norm(0.5, 2.0).pdf(x))
    assert FAMILIES["bernoulli"].density([0, 1], [0.3]) == pytest.approx([0.7, 0.3])
