import pytest
import sympy as sp

from scenes.kit.reading import display_expression, speak_expression

x, y, sigma = sp.symbols("x y sigma")


@pytest.mark.parametrize(
    ("expression", "eye", "ear"),
    [
        (x**2 * y**3 - 4 * y, "x²y³ − 4y", "x squared y cubed minus four y"),
        (32 / sp.sqrt(29), "32/√29", "thirty-two over the square root of twenty-nine"),
        (x * sp.exp(y), "x eʸ", "x times e to the y"),
        (-sp.sqrt(5), "−√5", "minus the square root of five"),
        (1 / sigma**2, "1/σ²", "one over sigma squared"),
        (sp.log(x**2 + y**2), "log(x² + y²)", "the logarithm of x squared plus y squared"),
        (sp.sin(x) * sp.cos(y), "sin(x) cos(y)", "the sine of x times the cosine of y"),
        (sp.Rational(81, 121), "81/121", "eighty-one over one hundred twenty-one"),
        (sp.Float(0.125), "0.125", "zero point one two five"),
        (sp.Symbol("a") * x, "ax", "ay x"),
        (-x - y, "−x − y", "minus x minus y"),
    ],
)
def test_a_formula_for_eye_and_ear(expression, eye, ear):
    assert display_expression(expression) == eye
    assert speak_expression(expression) == ear


def test_what_has_no_short_reading_is_refused():
    with pytest.raises(ValueError, match="one line"):
        speak_expression(sp.Integral(x, x))
