"""A derivative as a rule writes it down, before anything is tidied: ``u' v + u v'``."""

from __future__ import annotations

from collections.abc import Mapping

import sympy

from mathcore.expressions import derivative
from mathcore.fields import ScalarField
from mathcore.working import composition, depends, factors, kind_of, tidy
from scenes.kit.formulas import formula

Held = Mapping[str, float | str]


def by_rule(field: ScalarField, variable: str, *, held: Held | None = None) -> str:
    """Return ``f_variable`` in Typst mathematics as the first rule leaves it.

    ``held`` writes numbers for the letters that are held still, as ``formula`` does. The pieces
    that the rule brought are parts: the terms of a sum ``term0``, ``term1`` …; for a quotient and a
    product ``slope0`` and ``slope1``; for a composition ``outer`` and ``inner``.
    """
    expression, symbol = field.expression, field.symbols[field.variables.index(variable)]
    write = _Writer(field, symbol, held or {})
    kind = kind_of(expression, symbol)
    if kind == "sum":
        return write.terms()
    if kind == "product":
        return write.product()
    if kind == "quotient":
        return write.quotient()
    if kind == "composition":
        return write.chain()
    return formula(derivative(expression, symbol), held=held)


def terms_of(field: ScalarField, *, held: Held | None = None) -> str:
    """Return a function in Typst mathematics, its terms as parts ``term0``, ``term1`` …

    Without their signs they are the parts ``bare0``, ``bare1`` …
    """
    return _row(formula(term, held=held) for term in _ordered(field.expression))


def nested(field: ScalarField, *, held: Held | None = None) -> str:
    """Return a composition in Typst mathematics, its inner function as the part ``u``."""
    taken = composition(field)
    inside = formula(taken.inner.expression, held=held)
    core = taken.outer.expression.as_coeff_Mul()[1]
    bare = isinstance(core, sympy.exp) or core.as_base_exp()[1] == sympy.Rational(1, 2)
    return formula(taken.outer.expression, held={"u": inside if bare else f"({inside})"})


def count_terms(field: ScalarField) -> int:
    """Return how many terms ``terms_of`` writes."""
    return len(_ordered(field.expression))


class _Writer:
    """Writes the derivative of one expression, rule by rule."""

    def __init__(self, field: ScalarField, symbol: sympy.Symbol, held: Held) -> None:
        self.field, self.expression, self.symbol, self.held = field, field.expression, symbol, held

    def terms(self) -> str:
        """A sum: term by term; what does not depend on the symbol leaves a zero."""
        slopes = (tidy(derivative(term, self.symbol)) for term in _ordered(self.expression))
        return _row(self.plain(slope) for slope in slopes)

    def product(self) -> str:
        """A product, split in two: ``u' v + u v'``."""
        u, v = self.halves(factors(self.expression)[0])
        below = factors(self.expression)[1]
        first = self.times(self.part("slope0", derivative(u, self.symbol)), v)
        second = self.times(self.factor(u), self.part("slope1", derivative(v, self.symbol)))
        whole = f"{first} + {second}"
        return whole if below == 1 else f"frac({whole}, {self.plain(below)})"

    def quotient(self) -> str:
        """A quotient: ``(u' v - u v') / v^2``."""
        u, v = factors(self.expression)
        first = self.times(self.part("slope0", derivative(u, self.symbol)), v)
        second = self.times(self.factor(u), self.part("slope1", derivative(v, self.symbol)))
        if not depends(u, self.symbol):
            return f"-frac({second}, {self.squared(v)})"
        return f"frac({first} - {second}, {self.squared(v)})"

    def chain(self) -> str:
        """A composition: outer slope times inner slope."""
        taken = composition(self.field)
        outer, inner = taken.outer_slope(), taken.inner_slope(self.symbol.name)
        return f"{{{{ {self.factor(outer)} : outer }}}} dot {self.part('inner', inner)}"

    def halves(self, product: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
        """Split a product before its last factor that depends on the symbol."""
        parts = list(product.as_ordered_factors())
        last = max(k for k, part in enumerate(parts) if depends(part, self.symbol))
        rest = [part for k, part in enumerate(parts) if k != last]
        return sympy.Mul(*rest), parts[last]

    def plain(self, expression: sympy.Expr) -> str:
        return formula(expression, held=self.held)

    def factor(self, expression: sympy.Expr) -> str:
        words = self.plain(expression)
        return f"({words})" if expression.is_Add or words.startswith("-") else words

    def squared(self, expression: sympy.Expr) -> str:
        words = self.plain(expression)
        return f"{words}^2" if expression.is_Symbol else f"({words})^2"

    def part(self, label: str, slope: sympy.Expr) -> str:
        return f"{{{{ {self.factor(slope)} : {label} }}}}"

    def times(self, first: str, second: str | sympy.Expr) -> str:
        """Write a product of two factors, leaving out a one."""
        other = second if isinstance(second, str) else self.factor(second)
        one = ("1", "{{ 1 : slope0 }}", "{{ 1 : slope1 }}")
        if first in one or other in one:
            return other if first in one else first
        return f"{first} dot {other}"


def _ordered(expression: sympy.Expr) -> list[sympy.Expr]:
    terms = list(expression.as_ordered_terms())
    # As formula writes a sum: with a positive term first where there is one.
    return sorted(
        terms, key=lambda term: bool(term.could_extract_minus_sign()) and term is terms[0]
    )


def _row(terms: object) -> str:
    """Join terms by their signs, each a part of its own with the sign before it."""
    pieces = []
    for k, words in enumerate(terms):  # type: ignore[arg-type, var-annotated]
        sign, words = ("-", words[1:].lstrip()) if words.startswith("-") else ("+", words)
        lead = "" if k == 0 and sign == "+" else f"{sign} "
        pieces.append(f"{{{{ {lead}{{{{ {words} : bare{k} }}}} : term{k} }}}}")
    return " ".join(pieces)
