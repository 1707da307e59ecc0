"""Exact rates: short ones as written on a blackboard, none where there is no short one."""

from __future__ import annotations

import math

import pytest
import sympy

from mathcore.calculus import directional_derivative, unit
from mathcore.exact import exact_rate, over_root
from mathcore.fields import ScalarField


@pytest.mark.parametrize(
    ("text", "at", "along"),
    [
        ("x**2*y**3 - 4*y", (2, -1), (2, 5)),
        ("x*exp(y)", (2, 0), (1, 2)),
        ("x**2/4 + y**2", (10, -4), (3, 4)),
        ("log(x**2 + y**2)", (1, 1), (1, 0)),
        ("0.05*x + 0.02*y", (1, 1), (1, 1)),
        ("x**2 - y**2", (1, 1), (1, 1)),
    ],
)
def test_an_exact_rate_is_the_rate(
    text: str, at: tuple[float, float], along: tuple[float, float]
) -> None:
    field = ScalarField.from_text(text)
    exact = exact_rate(field, at, along)
    assert exact is not None
    assert float(exact) == pytest.approx(
        float(directional_derivative(field, at, unit(along))), abs=1e-12
    )
    root = over_root(exact)
    if root is not None:
        assert root[0] / math.sqrt(root[1]) == pytest.approx(float(exact))


def test_what_has_no_short_value_has_none() -> None:
    assert exact_rate(ScalarField.from_text("sin(x)*cos(y)"), (0.5, 0.8), (1, 1)) is None
    assert exact_rate(ScalarField.from_text("x**9*y"), (123.456, 7.891), (1, 1)) is None


def test_over_root_writes_stewarts_value_as_the_book_does() -> None:
    assert over_root(32 * sympy.sqrt(29) / 29) == (32, 29)
    assert over_root(-3 / sympy.sqrt(2)) == (-3, 2)
    assert over_root(sympy.Rational(17, 5)) is None
