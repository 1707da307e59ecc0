"""How a partial derivative is worked out by hand: which rule comes first, and of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import sympy

from mathcore.arrays import MathError
from mathcore.expressions import derivative
from mathcore.fields import ScalarField

__all__ = ["Composition", "Kind", "composition", "depends", "factors", "kind_of", "tidy"]

Kind = Literal["constant", "letter", "sum", "multiple", "product", "quotient", "composition"]


@dataclass(frozen=True)
class Composition:
    """``f = g(h)``: the outer function of one variable ``u``, and the inner one, both exact."""

    outer: ScalarField
    inner: ScalarField

    def outer_slope(self) -> sympy.Expr:
        """Return g′(h), what one writes who forgets the chain rule."""
        (u,) = self.outer.symbols
        slope = derivative(self.outer.expression, u)
        return slope.xreplace({u: self.inner.expression})

    def inner_slope(self, variable: str) -> sympy.Expr:
        """Return ∂h/∂variable, the factor that the chain rule adds."""
        symbol = self.inner.symbols[self.inner.variables.index(variable)]
        return derivative(self.inner.expression, symbol)


def composition(field: ScalarField) -> Composition:
    """Take ``c·g(h(x, …))`` apart at its outermost function or power.

    Raises ``MathError`` for a sum, a product, or a function of a bare letter.

    >>> composition(ScalarField.from_text("exp(x*y)")).inner.text
    'x*y'
    """
    scale, core = field.expression.as_coeff_Mul()
    (u,) = ScalarField.from_text("u", ("u",)).symbols
    if isinstance(core, sympy.Function) and len(core.args) == 1:
        inner, outer = core.args[0], core.func(u)
    elif core.is_Pow and core.args[1].is_number:
        inner, outer = core.args[0], u ** core.args[1]
    else:
        raise MathError(f"{field.text} is not one function inside another, such as exp(x*y).")
    if inner.is_Symbol or not inner.free_symbols:
        raise MathError(f"{field.text} has nothing inside that the chain rule could be about.")
    return Composition(
        ScalarField(scale * outer, ("u",), "g"), ScalarField(inner, field.variables, "h")
    )


def kind_of(expression: sympy.Expr, symbol: sympy.Symbol) -> Kind:
    """Return which rule comes first when the expression is differentiated by the symbol.

    A multiple is a product in which one factor only depends on the symbol.
    """
    if not depends(expression, symbol):
        return "constant"
    if expression.is_Add:
        return "sum"
    above, below = factors(expression)
    if depends(below, symbol) and below != 1:
        return "quotient"
    parts = [factor for factor in sympy.Mul.make_args(above) if depends(factor, symbol)]
    if len(parts) > 1:
        return "product"
    if below != 1 or len(sympy.Mul.make_args(above)) > 1:
        return "multiple"
    inside = expression.args[0] if expression.args else expression
    return "letter" if expression.is_Symbol or inside.is_Symbol else "composition"


def factors(expression: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
    """Return numerator and denominator as they are written; an exponential stays above."""
    above, below = [], []
    for factor in sympy.Mul.make_args(expression):
        base, power = factor.as_base_exp()
        if power.is_Rational and power.is_negative and not isinstance(factor, sympy.exp):
            below.append(sympy.Pow(base, -power))
        else:
            above.append(factor)
    return sympy.Mul(*above), sympy.Mul(*below)


def depends(expression: sympy.Expr, symbol: sympy.Symbol) -> bool:
    """Tell whether the symbol occurs in the expression."""
    return bool(expression.has(symbol))


def tidy(expression: sympy.Expr) -> sympy.Expr:
    """Return the expression in the shortest of its usual forms: as it is, over one bar, factored.

    >>> x, y = ScalarField.from_text("x*y").symbols
    >>> tidy(1 / (x + y) - x / (x + y) ** 2)
    y/(x + y)**2
    """
    forms = [expression, sympy.together(expression), sympy.factor(expression)]
    return min(forms, key=lambda form: (sympy.count_ops(form), len(str(form))))
