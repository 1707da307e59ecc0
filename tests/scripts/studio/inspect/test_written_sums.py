"""Calculations in formulas are done again: what is right stays unsaid, what is unknown too."""

from __future__ import annotations

import numpy as np
import pytest

from scripts.studio.inspect.arithmetic import UnknownError, evaluate
from scripts.studio.inspect.written_sums import judged, unwrapped


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("3 dot 0.6 + 4 dot 0.8", 5.0),
        ("(4.41 - 4)/(0.1)", 4.1),
        ("-2^2", -4.0),
        ("2 (3 - 1)", 4.0),
        ("32 \\/ sqrt(4^2 + 3^2)", 6.4),
        ("10^(-3)", 0.001),
        ("(-4, 8) dot (2, 5)", 32.0),
        ("2 dot (1, -3)", (2.0, -6.0)),
    ],
)
def test_what_an_expression_comes_to(source: str, value: float | tuple[float, ...]) -> None:
    np.testing.assert_allclose(evaluate(source).value, value)


@pytest.mark.parametrize("source", ["", "2 x", "f(3)", "2 +", "(1, 2", "1/0", "50 %", "x_1"])
def test_what_is_no_sum_of_numbers_is_unknown(source: str) -> None:
    with pytest.raises(UnknownError):
        evaluate(source)


@pytest.mark.parametrize(
    "formula",
    [
        "norm(nabla f) = sqrt(1^2 + 2^2) approx 2.24",
        "1/3 = 0.33",
        "1024 approx 1000",
        "(0.995 - 1)/(0.01) = -0.499",
        "x = 2, y = 3",
        "2 -> 3",
        "w = 1 quad b = 2",
        '2 "times" 3 = 6',
        "f(2) = 4 != 5",
        "part(#0, 2) part(#1, + 3) = 5",
    ],
)
def test_what_is_right_or_unknown_is_not_blamed(formula: str) -> None:
    assert judged(f"$ {formula} $")[1] == ()


@pytest.mark.parametrize(
    "formula",
    [
        "3 dot 0.6 + 4 dot 0.8 = 5.2",
        "sqrt(5) approx 2.23",
        "f(3) = 9 - 3 = 5",
        "nabla f = (2 dot 1, 4 dot 1) = (2, 5)",
        "x_3 = 0.5 - 0.25 = 0.15",
    ],
)
def test_what_is_wrong_is_named(formula: str) -> None:
    assert len(judged(f"$ {formula} $")[1]) == 1


def test_marks_of_parts_are_taken_off() -> None:
    assert unwrapped("part(#0, f(x)) + part(#12, 2)").split() == ["f(x)", "+", "2"]
