"""Which rule comes first, how a composition comes apart, and that tidying changes no value."""

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from mathcore.arrays import MathError
from mathcore.expressions import derivative, parse
from mathcore.fields import ScalarField
from mathcore.working import composition, factors, kind_of, tidy

X, Y = ScalarField.from_text("x*y").symbols

KINDS = {
    "y**2 + 3": "constant",
    "x": "letter",
    "x**3": "letter",
    "sin(x)": "letter",
    "x**2 + y": "sum",
    "3*x": "multiple",
    "sin(x)*cos(y)": "multiple",
    "x/y": "multiple",
    "x*exp(x*y)": "product",
    "x/(x + y)": "quotient",
    "1/x": "quotient",
    "exp(x*y)": "composition",
    "log(x**2 + y**2)": "composition",
    "(x + y)**3": "composition",
    "sqrt(x*y + 1)": "composition",
}


@pytest.mark.parametrize("text", KINDS)
def test_the_first_rule(text):
    assert kind_of(parse(text), X) == KINDS[text]


@pytest.mark.parametrize("text", ["exp(x*y)", "3*sin(x + y)", "(x**2 + y)**3", "log(x**2 + y**2)"])
def test_outer_times_inner_slope_is_the_derivative(text):
    field = ScalarField.from_text(text)
    taken = composition(field)
    for variable, symbol in zip("xy", field.symbols, strict=True):
        whole = taken.outer_slope() * taken.inner_slope(variable)
        assert sympy.simplify(whole - derivative(field.expression, symbol)) == 0


@pytest.mark.parametrize("text", ["x + y", "x*y", "exp(x)", "x**2"])
def test_no_composition_is_refused(text):
    with pytest.raises(MathError, match=r"nothing inside|not one function"):
        composition(ScalarField.from_text(text))


def test_a_quotient_comes_apart_and_an_exponential_stays_above():
    assert factors(parse("x/(x + y)")) == (X, X + Y)
    assert factors(parse("x*exp(-x)")) == (X * sympy.exp(-X), 1)


@given(
    st.sampled_from(["x/(x + y)", "x*exp(x*y)", "log(x**2 + y**2)", "x**2*y + y/x", "x*sin(x)"]),
    st.floats(0.5, 2),
    st.floats(0.5, 2),
)
def test_tidying_keeps_the_value(text, x, y):
    slope = derivative(parse(text), X)
    raw, tidied = (ScalarField(form, ("x", "y")) for form in (slope, tidy(slope)))
    assert np.isclose(raw((x, y)), tidied((x, y)), rtol=1e-9)
