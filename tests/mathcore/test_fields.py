"""Values, gradients and Hessians on arrays of any shape, and fields as values themselves."""

import pickle
import time
import warnings

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.arrays import MathError, Window
from mathcore.calculus import difference_gradient
from mathcore.expressions import ExpressionError
from mathcore.fields import ScalarField

STEWART = ScalarField.from_text("x**2*y**3 - 4*y")


@pytest.fixture(autouse=True)
def _no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def test_hand_computed_value_gradient_hessian():
    assert STEWART((2, -1)) == 0
    assert STEWART.gradient((2, -1)).tolist() == [-4, 8]
    assert STEWART.hessian((2, -1)).tolist() == [[-2, 12], [12, -24]]


def test_shapes_follow_the_points():
    for shape in [(), (5,), (3, 4), (0,), (2, 1, 3)]:
        points = np.ones((*shape, 2))
        assert STEWART(points).shape == shape
        assert STEWART.gradient(points).shape == (*shape, 2)
        assert STEWART.hessian(points).shape == (*shape, 2, 2)
        assert STEWART(points).dtype == np.float64


def test_constants_broadcast():
    constant = ScalarField.from_text("7", ("x", "y"))
    assert constant(np.zeros((3, 2))).tolist() == [7, 7, 7]
    assert constant.gradient(np.zeros((3, 2))).tolist() == [[0, 0]] * 3
    linear = ScalarField.from_text("x", ("x", "y", "z"))
    assert linear.gradient(np.zeros((2, 3))).tolist() == [[1, 0, 0]] * 2
    assert not linear.hessian(np.zeros((2, 3))).any()


@pytest.mark.parametrize("n", [1, 3, 12])
def test_any_number_of_variables(n):
    names = [f"x{i}" for i in range(n)]
    field = ScalarField.from_text(" + ".join(f"{i + 1}*{v}**2" for i, v in enumerate(names)), names)
    point = np.arange(n) + 1.0
    assert field.gradient(point).tolist() == (2 * (np.arange(n) + 1) * point).tolist()
    assert np.array_equal(field.hessian(point), np.diag(2.0 * (np.arange(n) + 1)))


def test_a_million_gradients_are_one_call(monkeypatch):
    field = ScalarField.from_text("exp(-x**2)*sin(y) + x*y")
    calls = []
    evaluate = ScalarField._evaluate
    monkeypatch.setattr(
        ScalarField, "_evaluate", lambda self, *a: calls.append(1) or evaluate(self, *a)
    )
    points = np.random.default_rng(1).normal(size=(1_000_000, 2))
    field.gradient(points[:1])
    started = time.process_time()
    gradients = field.gradient(points)
    # A Python loop would need more than ten seconds.
    assert time.process_time() - started < 3
    assert len(calls) == 2
    x, y = points.T
    assert np.allclose(gradients[:, 0], -2 * x * np.exp(-(x**2)) * np.sin(y) + y, atol=1e-14)
    assert np.allclose(gradients[:, 1], np.exp(-(x**2)) * np.cos(y) + x, atol=1e-14)


def test_input_is_not_changed():
    points = np.array([[1.0, 2.0]])
    kept = points.copy()
    STEWART(points), STEWART.gradient(points), STEWART.hessian(points)
    assert np.array_equal(points, kept)


@pytest.mark.parametrize(
    ("text", "point", "value", "gradient"),
    [
        ("log(x)", (-1, 0), np.nan, [np.nan, np.nan]),
        ("log(x)", (0, 0), -np.inf, None),
        ("sqrt(x*y)", (1, -1), np.nan, [np.nan, np.nan]),
        ("1/x", (0, 0), np.inf, None),
        ("x/y", (0, 0), np.nan, [np.nan, np.nan]),
        ("exp(x)", (1e6, 0), np.inf, None),
        ("abs(x)", (0, 0), 0, [np.nan, 0]),
        ("abs(x)", (-2, 0), 2, [-1, 0]),
        ("asin(x)", (2, 0), np.nan, [np.nan, np.nan]),
        ("x", (np.nan, 0), np.nan, [np.nan, np.nan]),
        ("sigmoid(x)", (-1000, 0), 0, [0, 0]),
        ("1e25*x", (2, 0), 2e25, [1e25, 0]),
        ("x/1e25", (2, 0), 2e-25, [1e-25, 0]),
    ],
)
def test_outside_the_domain_without_a_warning(text, point, value, gradient):
    field = ScalarField.from_text(text)
    assert np.array_equal(field(point), value, equal_nan=True)
    if gradient is not None:
        assert np.array_equal(field.gradient(point), gradient, equal_nan=True)
    field.hessian(point)


def test_hessian_is_undefined_where_the_gradient_is():
    field = ScalarField.from_text("abs(x) + y**2")
    assert np.isnan(field.hessian((0, 1))).all()
    assert field.hessian((2, 1)).tolist() == [[0, 0], [0, 2]]


def test_finite_on():
    window = Window((-1, 1), (-1, 1))
    assert STEWART.finite_on(window)
    assert not ScalarField.from_text("log(x**2 + y**2)").finite_on(window)
    assert not ScalarField.from_text("sqrt(x)").finite_on(window)
    with pytest.raises(MathError, match="2 variables"):
        ScalarField.from_text("x", ("x",)).finite_on(window)


def test_fields_are_values():
    same = ScalarField.from_text("y^3*x^2 - 4*y")
    assert same == STEWART
    assert hash(same) == hash(STEWART)
    assert pickle.loads(pickle.dumps(STEWART)) == STEWART
    assert STEWART.renamed("g") != STEWART
    assert ScalarField.from_text("x", ("x", "y")) != ScalarField.from_text("x", ("y", "x"))
    assert STEWART != "x**2*y**3 - 4*y"
    assert {STEWART: 1}[same] == 1
    with pytest.raises(AttributeError):
        STEWART.text = "x"


def test_order_of_variables_is_order_of_coordinates():
    assert ScalarField.from_text("x - y", ("y", "x"))((1, 5)) == 4


def test_names_and_texts():
    assert str(STEWART) == "f(x, y) = x**2*y**3 - 4*y"
    assert ScalarField.from_text(STEWART.text) == STEWART
    assert (STEWART.dimension, STEWART.variables, STEWART.name) == (2, ("x", "y"), "f")


def test_plain_symbols_and_floats_are_adopted():
    a, b = sympy.symbols("x y")
    assert ScalarField(a * b * 0.1, ("x", "y")) == ScalarField.from_text("x*y/10")
    assert ScalarField(3, ("x",))((5,)) == 3


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (sympy.Symbol("z"), "has z, but the declared variables are x, y"),
        (sympy.zoo, "not a finite real"),
        (sympy.I * sympy.Symbol("x"), "not a finite real"),
        ("x + y", "from_text"),
        (None, "from_text"),
    ],
)
def test_unfit_expressions_are_refused(expression, words):
    with pytest.raises(MathError, match=words):
        ScalarField(expression, ("x", "y"))


def test_wrong_points_are_refused_by_name():
    with pytest.raises(MathError, match=r"points of f must have 2 coordinates.*\(3,\)"):
        STEWART((1, 2, 3))
    with pytest.raises(ExpressionError):
        ScalarField.from_text("import os")


TERMS = st.sampled_from(
    ["x**2", "x*y", "sin(x*y)", "exp(-x**2 - y**2)", "y**3", "cos(x + 2*y)", "tanh(x - y)",
     "x/(1 + y**2)", "log(2 + x**2 + y**2)", "sqrt(1 + x**2*y**2)", "atan(x)*y"]
)  # fmt: skip
COORDINATE = st.floats(-2, 2)


@settings(max_examples=60, deadline=None)
@given(st.lists(TERMS, min_size=1, max_size=3), COORDINATE, COORDINATE)
def test_derivatives_agree_with_complex_steps_and_differences(terms, u, v):
    field = ScalarField.from_text(" + ".join(terms))
    gradient = field.gradient((u, v))
    # Complex step: no subtraction, so exact to rounding; compiled apart from the field.
    symbols = sympy.symbols("x y")
    loose = field.expression.subs(dict(zip(field.symbols, symbols, strict=True)))
    function = sympy.lambdify(symbols, loose, "numpy")
    h = 1e-30
    steps = [np.imag(function(u + 1j * h, v + 0j)) / h, np.imag(function(u + 0j, v + 1j * h)) / h]
    assert gradient == pytest.approx(steps, rel=1e-9, abs=1e-9)
    hessian = field.hessian((u, v))
    for axis in range(2):
        slopes = difference_gradient(lambda p, axis=axis: field.gradient(p)[..., axis], (u, v))
        assert hessian[axis] == pytest.approx(slopes, rel=1e-5, abs=1e-5)
    assert np.array_equal(hessian, hessian.T)
