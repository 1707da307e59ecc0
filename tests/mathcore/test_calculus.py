"""Partials, directional derivatives, difference tables and tangents."""

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.arrays import MathError
from mathcore.calculus import (
    difference_gradient,
    difference_table,
    directional_derivative,
    gradient_expressions,
    hessian_expressions,
    partial,
    slice_values,
    tangent_line,
    tangent_plane,
    unit,
)
from mathcore.fields import ScalarField

STEWART = ScalarField.from_text("x**2*y**3 - 4*y")
PRODUCT = ScalarField.from_text("x**2*sin(x*y)")
ANGLE = st.floats(0, 2 * np.pi)
COORDINATE = st.floats(-2, 2)


def test_partials_as_in_the_textbook():
    # Stewart 14.3: f = x^3 + x^2 y^3 - 2 y^2, f_x(2, 1) = 16, f_y(2, 1) = 8.
    field = ScalarField.from_text("x**3 + x**2*y**3 - 2*y**2")
    assert partial(field, "x")((2, 1)) == 16
    assert partial(field, "y")((2, 1)) == 8
    assert partial(field, "x").name == "f_x"
    assert partial(partial(field, "x"), "y").text == "6*x*y**2"


def test_partial_agrees_with_sympys_limit():
    x, y = PRODUCT.symbols
    h = sympy.Symbol("h", real=True)
    quotient = (PRODUCT.expression.subs(x, x + h) - PRODUCT.expression) / h
    at = {x: sympy.Rational(1, 2), y: 3}
    limit = float(sympy.limit(quotient.subs(at), h, 0))
    assert float(partial(PRODUCT, "x")((0.5, 3))) == pytest.approx(limit, rel=1e-13)


def test_gradient_and_hessian_expressions():
    x, y = STEWART.symbols
    assert gradient_expressions(STEWART) == (2 * x * y**3, 3 * x**2 * y**2 - 4)
    hessian = hessian_expressions(STEWART)
    assert hessian == ((2 * y**3, 6 * x * y**2), (6 * x * y**2, 6 * x**2 * y))


def test_unknown_variable_is_named():
    with pytest.raises(MathError, match="no variable 'z'; its variables are x, y"):
        partial(STEWART, "z")


def test_stewarts_directional_derivative():
    rate = directional_derivative(STEWART, (2, -1), (2, 5), normalize=True)
    assert float(rate) == pytest.approx(32 / np.sqrt(29), rel=1e-15)


def test_a_direction_of_another_length_is_refused_with_its_length():
    with pytest.raises(MathError, match=r"has length 5.38516. Pass normalize=True"):
        directional_derivative(STEWART, (2, -1), (2, 5))
    with pytest.raises(MathError, match="not zero"):
        directional_derivative(STEWART, (2, -1), (0, 0), normalize=True)
    with pytest.raises(MathError, match="length nan"):
        directional_derivative(STEWART, (2, -1), (np.nan, 0))


def test_points_and_directions_broadcast():
    angles = np.linspace(0, 2 * np.pi, 7)
    turning = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    rates = directional_derivative(STEWART, (2, -1), turning)
    assert rates.shape == (7,)
    assert np.allclose(rates, np.hypot(4, 8) * np.cos(angles - np.arctan2(8, -4)))
    many = directional_derivative(STEWART, np.ones((5, 1, 2)), turning)
    assert many.shape == (5, 7)


@given(COORDINATE, COORDINATE, ANGLE)
def test_no_direction_beats_the_gradient(a, b, angle):
    point, u = np.array([a, b]), np.array([np.cos(angle), np.sin(angle)])
    steepest = np.linalg.norm(PRODUCT.gradient(point))
    rate = float(directional_derivative(PRODUCT, point, u))
    assert abs(rate) <= steepest * (1 + 1e-12) + 1e-150
    assert directional_derivative(PRODUCT, point, -u) == pytest.approx(-rate, abs=1e-15)


@pytest.mark.parametrize("scale", [1e-200, 1.0, 1e200])
def test_unit_has_length_one_at_any_scale(scale):
    assert unit(np.array([[3.0, 4.0], [-5.0, 12.0]]) * scale) == pytest.approx(
        np.array([[0.6, 0.8], [-5 / 13, 12 / 13]])
    )


def test_forward_table_by_hand():
    # f = x^2 at 3: the quotient is 6 + h.
    table = difference_table(ScalarField.from_text("x**2"), (3, 0), "x")
    assert table.quotients == pytest.approx([7, 6.1, 6.01, 6.001])
    assert table.limit == 6
    assert table.errors == pytest.approx([1, 0.1, 0.01, 0.001])
    backward = difference_table(ScalarField.from_text("x**2"), (3, 0), "x", scheme="backward")
    assert backward.quotients == pytest.approx([5, 5.9, 5.99, 5.999])
    central = difference_table(ScalarField.from_text("x**3"), (1, 0), "x", scheme="central")
    assert central.quotients == pytest.approx([4, 3.01, 3.0001, 3.000001])


@settings(max_examples=50)
@given(COORDINATE, COORDINATE, ANGLE)
def test_forward_errors_shrink_like_h_and_central_like_h_squared(a, b, angle):
    u = (np.cos(angle), np.sin(angle))
    steps = (1e-2, 1e-3, 1e-4)
    for scheme, order in (("forward", 1), ("backward", 1), ("central", 2)):
        table = difference_table(PRODUCT, (a, b), u, steps=steps, scheme=scheme)
        bound = 200 * np.array(steps) ** order + 1e-10
        assert (np.abs(table.errors) <= bound).all()


def test_table_limit_is_linear_in_the_direction():
    one = difference_table(STEWART, (2, -1), (2, 5))
    assert one.limit == pytest.approx(32)  # not 32/sqrt(29): the direction is not of length one


@pytest.mark.parametrize(
    ("kwargs", "words"),
    [
        ({"steps": (0.1, 0)}, "positive"),
        ({"steps": (-1,)}, "positive"),
        ({"scheme": "sideways"}, "forward, backward, central; got 'sideways'"),
    ],
)
def test_bad_tables_are_refused(kwargs, words):
    with pytest.raises(MathError, match=words):
        difference_table(STEWART, (2, -1), (1, 0), **kwargs)


def test_undefined_points_are_refused():
    field = ScalarField.from_text("log(x) + y")
    for make in (lambda: tangent_plane(field, (-1, 0)), lambda: tangent_line(field, (0, 0), "x")):
        with pytest.raises(MathError, match="no derivative at"):
            make()
    with pytest.raises(MathError, match="not be zero"):
        tangent_line(STEWART, (1, 1), (0, 0))


def test_wrong_try_is_caught_by_differences():
    field = ScalarField.from_text("exp(x*y)")
    numeric = difference_gradient(field, (1.0, 0.5))
    assert numeric == pytest.approx(field.gradient((1.0, 0.5)), rel=1e-8)
    forgot_the_chain_rule = ScalarField.from_text("exp(x*y)")((1.0, 0.5))
    assert abs(numeric[0] - forgot_the_chain_rule) > 0.5


def test_differences_take_any_leading_shape():
    points = np.random.default_rng(0).uniform(-1, 1, (4, 3, 2))
    assert difference_gradient(PRODUCT, points) == pytest.approx(PRODUCT.gradient(points), abs=1e-8)


@given(COORDINATE, COORDINATE, ANGLE)
def test_tangents_touch_to_second_order(a, b, angle):
    u = np.array([np.cos(angle), np.sin(angle)])
    line = tangent_line(PRODUCT, (a, b), u)
    t = np.array([-1e-3, 0.0, 1e-3])
    curve = slice_values(PRODUCT, (a, b), u, t)
    assert curve[1] == line.at(0)
    assert np.abs(curve - line.at(t)).max() <= 100 * 1e-6
    plane = tangent_plane(PRODUCT, (a, b))
    assert plane.at(np.array([a, b]) + t[:, None] * u) == pytest.approx(line.at(t), abs=1e-12)


def test_tangent_plane_as_in_stewart():
    # Stewart 14.4: z = 2x^2 + y^2 at (1, 1, 3) has z = 4x + 2y - 3.
    plane = tangent_plane(ScalarField.from_text("2*x**2 + y**2"), (1, 1))
    assert plane.at([(0, 0), (1, 1), (1.1, 0.95)]) == pytest.approx([-3, 3, 3.3])
    assert plane.normal.tolist() == [-4, -2, 1]


def test_slices_keep_the_shape_of_the_parameter():
    assert slice_values(STEWART, (2, -1), "x", np.zeros((2, 3))).shape == (2, 3)
    assert slice_values(STEWART, (2, -1), "y", 0.0).shape == ()
