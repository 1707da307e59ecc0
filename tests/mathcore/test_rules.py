"""The gradients to know by heart, against SymPy's and against differences."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mathcore.arrays import MathError
from mathcore.calculus import difference_gradient
from mathcore.fields import ScalarField
from mathcore.rules import (
    along_curve,
    chain_gradient,
    compose,
    curve_points,
    curve_rate,
    curve_velocity,
    least_squares,
    least_squares_gradient,
    least_squares_hessian,
    linear_field,
    linear_gradient,
    quadratic_field,
    quadratic_form,
    quadratic_gradient,
)

NUMBER = st.floats(-5, 5, allow_subnormal=False)
CIRCLE = [ScalarField.from_text(text, ("t",)) for text in ("cos(t)", "sin(t)")]


def test_linear():
    assert linear_gradient((3, -1)).tolist() == [3, -1]
    field = linear_field((3, -1), ("x", "y"))
    assert field.text == "3*x - y"
    assert field.gradient((5, 7)).tolist() == [3, -1]


def test_asymmetric_quadratic_form_by_hand():
    # x^2 + 4xy + 3y^2 has the gradient (2x + 4y, 4x + 6y), not 2Ax = (2x + 8y, 6y).
    A = [[1, 4], [0, 3]]
    assert quadratic_field(A, ("x", "y")).text == "x**2 + 4*x*y + 3*y**2"
    assert quadratic_form(A, (1, 2)) == 21
    assert quadratic_gradient(A, (1, 2)).tolist() == [10, 16]
    assert (2 * np.array(A) @ [1, 2]).tolist() != [10, 16]


@settings(max_examples=40, deadline=None)
@given(arrays(float, (3, 3), elements=NUMBER), arrays(float, (4, 3), elements=NUMBER))
def test_quadratic_rule_is_sympys_gradient(A, points):
    field = quadratic_field(A, ("x", "y", "z"))
    assert field(points) == pytest.approx(quadratic_form(A, points), abs=1e-9)
    assert field.gradient(points) == pytest.approx(quadratic_gradient(A, points), abs=1e-9)
    assert field.hessian(points[0]) == pytest.approx(A + A.T)


@pytest.mark.parametrize("outer", ["u**2", "exp(u)", "sin(3*u)", "log(10 + u)", "atan(u)"])
def test_composition_rule_is_sympys_gradient(outer):
    g = ScalarField.from_text(outer, ("u",), "g")
    f = ScalarField.from_text("x*y + sin(x)")
    points = np.random.default_rng(5).uniform(-1, 1, (3, 4, 2))
    whole = compose(g, f)
    assert whole.name == "g∘f"
    assert chain_gradient(g, f, points) == pytest.approx(whole.gradient(points), rel=1e-12)
    assert chain_gradient(g, f, points) == pytest.approx(
        difference_gradient(whole, points), abs=1e-7
    )


def test_curve_in_the_plane():
    assert curve_points(CIRCLE, [0, np.pi / 2]) == pytest.approx(np.eye(2))
    assert curve_velocity(CIRCLE, 0.0) == pytest.approx([0, 1])
    assert curve_points(CIRCLE, np.zeros((2, 3))).shape == (2, 3, 2)


@settings(max_examples=40)
@given(st.floats(-4, 4))
def test_rate_along_a_curve_is_the_derivative_by_substitution(t):
    field = ScalarField.from_text("x**2*y + exp(x)")
    assert curve_rate(field, CIRCLE, t) == pytest.approx(
        float(along_curve(field, CIRCLE).gradient([t])[0]), abs=1e-12
    )


def test_rate_along_a_level_curve_is_zero():
    t = np.linspace(0, 6, 13)
    assert np.abs(curve_rate(ScalarField.from_text("x**2 + y**2"), CIRCLE, t)).max() < 1e-15


def test_least_squares_of_the_course():
    # Inputs 0..4: the mean squared error has Hessian [[12, 4], [4, 2]], the sum five times that.
    X = np.stack([np.arange(5.0), np.ones(5)], axis=-1)
    assert (least_squares_hessian(X) / 5).tolist() == [[12, 4], [4, 2]]
    assert least_squares_gradient(X, (0, 0), np.arange(5.0)).tolist() == [-60, -20]
    assert least_squares(X, (1, 0), np.arange(5.0)) == 0


@settings(max_examples=40)
@given(
    arrays(float, (5, 3), elements=NUMBER),
    arrays(float, (2, 3), elements=NUMBER),
    arrays(float, 5, elements=NUMBER),
)
def test_least_squares_rule_agrees_with_differences(X, w, y):
    numeric = difference_gradient(lambda v: least_squares(X, v, y), w, step=1e-4)
    assert least_squares_gradient(X, w, y) == pytest.approx(numeric, abs=1e-4)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: quadratic_gradient([[1, 2]], (1, 2)), r"square matrix; got shape \(1, 2\)"),
        (lambda: quadratic_gradient(np.eye(2), (1, 2, 3)), "2 coordinates"),
        (lambda: quadratic_field(np.eye(2), ("x",)), "1 variables"),
        (lambda: linear_field((1, 2, 3), ("x", "y")), "2 coordinates"),
        (lambda: least_squares_gradient(np.eye(2), (1, 2), (1, 2, 3)), "y must have 2"),
        (lambda: compose(linear_field((1, 2), ("x", "y")), CIRCLE[0]), "one variable"),
        (lambda: curve_points([linear_field((1, 2), ("x", "y"))], 0), "same variable"),
        (lambda: curve_points([], 0), "none"),
        (lambda: along_curve(linear_field((1, 2, 3), ("x", "y", "z")), CIRCLE), "2 coordinates"),
    ],
)
def test_misfits_are_refused(make, words):
    with pytest.raises(MathError, match=words):
        make()
