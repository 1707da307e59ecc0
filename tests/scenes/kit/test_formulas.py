"""Formulas are read back by an independent reader of Typst mathematics and evaluated."""

import math as std
import re

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.expressions import parse
from scenes.kit import formulas
from scenes.kit.formulas import fitted, formula, outer_terms, typeset
from scenes.kit.layout import LayoutError
from scenes.kit.typography import BODY, SMALLEST, TypesetError, precompile

AT = {"x": 0.7, "y": 1.3}
FUNCTIONS = {
    "sin": std.sin, "cos": std.cos, "tan": std.tan, "log": std.log, "arctan": std.atan,
    "arcsin": std.asin, "arccos": std.acos, "sinh": std.sinh, "cosh": std.cosh, "tanh": std.tanh,
}  # fmt: skip


class Reader:
    """Evaluates what a person would read: juxtaposition multiplies, ``sin x`` takes one symbol."""

    def __init__(self, source):
        source = source.replace('","', "")
        self.tokens = re.findall(r"[A-Za-z]+|\d+\.?\d*|\S", source)

    def peek(self):
        return self.tokens[0] if self.tokens else ""

    def take(self, wanted=None):
        token = self.tokens.pop(0)
        assert wanted in (None, token), f"{token} instead of {wanted}"
        return token

    def sum(self):
        sign = -1 if self.peek() == "-" and self.take() else 1
        total = sign * self.product()
        while self.peek() in ("+", "-"):
            total += (1 if self.take() == "+" else -1) * self.product()
        return total

    def product(self):
        value, last = self.power(), ""
        while self.peek() not in ("", "+", "-", ")", ","):
            dotted = self.peek() in ("dot", "times") and self.take()
            assert dotted or not self.peek()[0].isdigit(), "a number touches what is before it"
            value *= self.power()
        del last
        return value

    def power(self):
        base = self.atom()
        return base ** self.raised() if self.peek() == "^" else base

    def raised(self):
        self.take("^")
        return self.group()[0]

    def group(self):
        self.take("(")
        values = [self.sum()]
        while self.peek() == ",":
            self.take()
            values.append(self.sum())
        self.take(")")
        return values

    def atom(self):
        token = self.peek()
        if token == "(":
            return self.group()[0]
        self.take()
        if token in FUNCTIONS:
            exponent = self.raised() if self.peek() == "^" else 1
            inside = self.group()[0] if self.peek() == "(" else self.atom()
            return FUNCTIONS[token](inside) ** exponent
        special = {"e": std.e, "pi": std.pi, **AT}
        if token in special:
            return special[token]
        if token == "frac":
            above, below = self.group()
            return above / below
        if token == "root":
            degree, inside = self.group()
            return inside ** (1 / degree)
        if token in ("sqrt", "abs"):
            (inside,) = self.group()
            return inside**0.5 if token == "sqrt" else abs(inside)
        return float(token)


def read(source):
    reader = Reader(source)
    value = reader.sum()
    assert not reader.tokens
    return value


def meant(expression):
    return complex(expression.subs({s: AT[s.name] for s in expression.free_symbols}).evalf())


WRITTEN = {
    "x**2*y**3 - 4*y": "x^(2) y^(3) - 4 y",
    "-x*y": "-x y",
    "x/(1 + y**2)": "frac(x, y^(2) + 1)",
    "sin(x)**2": "sin^(2) x",
    "exp(-x**2/2)": "e^(-frac(x^(2), 2))",
    "log(x**2 + y**2)": "log (x^(2) + y^(2))",
    "sqrt(x*y)": "sqrt(x y)",
    "1.13*x": "1.13 x",
    "x/3": "frac(x, 3)",
    "x**(-2)": "frac(1, x^(2))",
    "2**x": "2^(x)",
    "abs(x)*exp(x*y)": "e^(x y) abs(x)",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_written_as_by_hand(text):
    assert formula(parse(text, ("x", "y"))) == WRITTEN[text]


expressions = st.recursive(
    st.sampled_from(["x", "y", "1", "2", "3", "7", "0.5", "1.25", "pi", "x", "y"]),
    lambda inner: st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("({} - {})".format, inner, inner),
        st.builds("({} * {})".format, inner, inner),
        st.builds("({} / ({}))".format, inner, st.sampled_from(["x", "3", "x*y", "1 + y**2"])),
        st.builds("({})**{}".format, inner, st.sampled_from(["2", "3", "(-1)"])),
        st.builds("sqrt(1 + ({})**2)".format, inner),
        st.builds("{}({})".format, st.sampled_from(["sin", "cos", "exp", "atan", "abs"]), inner),
    ),
    max_leaves=9,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(expressions)
def test_what_is_shown_means_the_expression(text):
    expression = parse(text, ("x", "y"))
    try:
        value = meant(expression)
    except (TypeError, OverflowError):
        return
    if not sympy.S(value).is_finite or expression.has(sympy.zoo, sympy.nan) or abs(value) > 1e12:
        return
    numbers = [n for n in expression.atoms(sympy.Rational) if not n.is_Integer or abs(n) >= 10**6]
    if any(abs(n.p) > 9999 or n.q > 9999 for n in numbers):
        return  # such numbers are rounded on screen
    assert read(formula(expression)) == pytest.approx(value.real, rel=1e-9, abs=1e-9)


def test_typst_accepts_a_sample_of_everything():
    for text in [*WRITTEN, "atan(y/x)", "x**(1/3)*2**x", "exp(x)/(x - y)", "12345*x + 1/7"]:
        precompile(f"$ {formula(parse(text, ('x', 'y')))} $")
    matrix = sympy.Matrix([[12, 4], [4, 2]])
    precompile(f"$ {formula(matrix)} $")
    with pytest.raises(TypesetError):
        precompile("$ frac(x $")


def test_symbols_equations_and_derivatives():
    x, y = sympy.symbols("x1 y")
    f = sympy.Function("f")
    assert formula(x) == "x_(1)"
    assert formula(sympy.Symbol("sigma")) == "sigma"
    assert formula(sympy.Eq(y, x + 1)) == "y = x_(1) + 1"
    assert formula(sympy.Derivative(f(y), y)) == "frac(partial, partial y) f (y)"
    with pytest.raises(ValueError, match="no formula is known"):
        formula(sympy.Integral(x, x))


@pytest.mark.parametrize(
    ("value", "source"),
    [(3e-6, "3 times 10^(-6)"), (1e-6, "10^(-6)"), (-2.5, "-2.5"), (float("inf"), "infinity")],
)
def test_numbers_go_through_one_place(value, source):
    assert formulas.number(value) == source


def test_points_and_vectors():
    assert formulas.point((2, -1)) == "(2, -1)"
    assert formulas.vector((-4, 8)) == "vec(-4, 8)"


def test_variables_have_their_colors():
    made = typeset(parse("x**2*y", ("x", "y")))
    assert set(made.part_labels) == {"x", "y"}


def test_long_formulas_fit_by_shrinking_then_by_breaking():
    terms = " + ".join(f"{k} x^{k} y" for k in range(1, 12))
    short = fitted(terms, width=30)
    assert short.em_size == pytest.approx(BODY)
    smaller = fitted(terms, width=short.width * 0.9)
    assert smaller.em_size == pytest.approx(0.9 * BODY)
    broken = fitted(terms, width=4)
    assert broken.width <= 4 + 1e-9
    assert broken.em_size >= SMALLEST
    assert broken.height > 2 * short.height
    with pytest.raises(LayoutError, match="too small to read"):
        fitted(f"sqrt({terms})", width=2)


def test_terms_split_outside_brackets_only():
    assert outer_terms("a + (b - c) d - frac(x + 1, 2)") == ["a", "+ (b - c) d", "- frac(x + 1, 2)"]


def test_a_part_with_its_sign_is_a_term():
    assert outer_terms("f = {{ x : a }} {{ - y : b }}") == ["f", "= {{ x : a }}", "{{ - y : b }}"]
