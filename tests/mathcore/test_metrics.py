"""Metrics: the steepest direction is the farthest point of the unit ball."""

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.arrays import MathError
from mathcore.families import FAMILIES
from mathcore.metrics import (
    Metric,
    euclidean,
    natural_gradient,
    pullback,
    steepest_direction,
    steepest_rate,
    unit_ball,
)

entries = st.floats(-3, 3)


@st.composite
def metrics(draw):
    """A random positive definite 2×2 matrix of moderate condition."""
    root = np.array(draw(st.lists(entries, min_size=4, max_size=4))).reshape(2, 2)
    return root @ root.T + 0.2 * np.eye(2)


@settings(max_examples=60, deadline=None)
@given(metrics(), st.lists(entries, min_size=2, max_size=2))
def test_steepest_direction_beats_the_whole_unit_ball(matrix, gradient):
    if np.linalg.norm(gradient) < 1e-3:
        return
    best = steepest_direction(matrix, gradient)
    assert best @ matrix @ best == pytest.approx(1)
    rates = unit_ball(matrix, 1441) @ gradient
    rate = steepest_rate(matrix, gradient)
    assert best @ gradient == pytest.approx(rate)
    assert rates.max() <= rate * (1 + 1e-12)
    assert rates.max() >= rate * (1 - 1e-2)


def test_euclid_gives_the_gradient_itself():
    np.testing.assert_allclose(steepest_direction(np.eye(2), (3, 4)), (0.6, 0.8))
    assert steepest_rate(np.eye(2), (3, 4)) == 5
    np.testing.assert_array_equal(euclidean(("x", "y"))([7, 8]), np.eye(2))


def test_by_hand_at_sigma_two():
    # F = diag(1/4, 1/2): F⁻¹(1, 1) = (4, 2); rate √6.
    matrix = FAMILIES["gaussian"].fisher([0, 2])
    np.testing.assert_allclose(matrix, np.diag([0.25, 0.5]))
    np.testing.assert_allclose(natural_gradient(matrix, (1, 1)), (4, 2))
    assert steepest_rate(matrix, (1, 1)) == pytest.approx(6**0.5)
    ball = unit_ball(matrix, 5, center=(1, 1), radius=0.5)
    np.testing.assert_allclose(ball[[0, 2, 4]], [(2, 1), (0, 1), (2, 1)], atol=1e-12)
    assert (ball[0] == ball[-1]).all()


@settings(max_examples=40, deadline=None)
@given(
    metrics(),
    st.floats(0.3, 3),
    st.floats(-3, 3),
    st.floats(0.3, 3),
    st.lists(entries, min_size=2, max_size=2),
)
def test_natural_gradient_is_covariant(matrix, stretch, shear, squeeze, gradient):
    jacobian = np.array([[stretch, shear], [0, squeeze]])
    # In new coordinates the gradient is Jᵀg; the natural step, brought back by J, is the same.
    there = natural_gradient(pullback(matrix, jacobian), jacobian.T @ gradient)
    np.testing.assert_allclose(jacobian @ there, natural_gradient(matrix, gradient), atol=1e-6)


def test_metric_is_a_value_and_vectorized():
    fisher = FAMILIES["gaussian"].fisher
    points = np.random.default_rng(0).uniform(0.5, 2, (3, 4, 2))
    assert fisher(points).shape == (3, 4, 2, 2)
    np.testing.assert_allclose(fisher(points)[1, 2], fisher(points[1, 2]))
    x, y = sympy.symbols("x y")
    assert Metric(sympy.diag(x, y), ("x", "y")) == Metric(sympy.diag(x, y), ("x", "y"))
    assert hash(euclidean(("x", "y"))) == hash(euclidean(("x", "y")))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: steepest_direction(np.eye(2), (0, 0)), "gradient is zero"),
        (lambda: natural_gradient([[1, 2], [2, 1]], (1, 1)), "not positive definite"),
        (lambda: natural_gradient([[np.nan, 0], [0, 1]], (1, 1)), "not positive definite"),
        (lambda: natural_gradient([1, 2], (1, 1)), "square"),
        (lambda: unit_ball(np.eye(3)), "2×2"),
        (lambda: Metric(sympy.eye(3), ("x", "y")), "must be 2×2"),
        (lambda: Metric(sympy.Matrix([[1, 2], [0, 1]]), ("x", "y")), "symmetric"),
    ],
)
def test_errors_say_what_is_wrong(make, words):
    with pytest.raises(MathError, match=words):
        make()
