"""SymPy expressions as a line of text and as words: x**2*y**3 - 4*y, "x squared y cubed …"."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

import sympy as sp

from scenes.kit.numbers import MINUS, Ratio, integer_in_words, shown, spoken

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "sigma": "σ", "phi": "φ", "pi": "π",
}  # fmt: skip
_SPOKEN_FUNCTIONS = {
    "sin": "the sine of", "cos": "the cosine of", "tan": "the tangent of",
    "log": "the logarithm of", "Abs": "the absolute value of",
    "sinh": "the hyperbolic sine of", "cosh": "the hyperbolic cosine of",
    "tanh": "the hyperbolic tangent of", "asin": "the arc sine of", "acos": "the arc cosine of",
    "atan": "the arc tangent of",
}  # fmt: skip
_POWERS = {2: "squared", 3: "cubed"}


def display_expression(expression: sp.Basic) -> str:
    """Write an expression as one line of text: ``x²y³ − 4y``, ``32/√29``, ``x eʸ``.

    Raises ``ValueError`` for what has no short line (integrals, matrices, relations).
    """
    return _Display().write(expression)


def speak_expression(expression: sp.Basic) -> str:
    """Write an expression in words: ``x squared y cubed minus four y``.

    Raises ``ValueError`` for what has no short reading (integrals, matrices, relations).
    """
    return _Speech().write(expression)


class _Reader(ABC):
    """Walks an expression; the two readers differ in how they write each kind of node."""

    def write(self, node: sp.Basic) -> str:
        if isinstance(node, sp.Symbol | sp.NumberSymbol):
            return self.letter(str(node))
        if isinstance(node, sp.Rational):
            return self.rational(node)
        if isinstance(node, sp.Float):
            return self.number(float(node))
        if isinstance(node, sp.Add):
            return self.sum_of(node)
        if isinstance(node, sp.Mul):
            return self.product_of(node)
        if isinstance(node, sp.exp):
            return self.power_of(sp.E, node.args[0])
        if isinstance(node, sp.Pow):
            return self.power(node)
        if isinstance(node, sp.Function | sp.Abs) and len(node.args) == 1:
            return self.function(type(node).__name__, node.args[0])
        raise ValueError(f"{node} ({type(node).__name__}) can't be read in one line")

    def sum_of(self, node: sp.Add) -> str:
        first, *rest = _in_reading_order(node)
        text = self.write(first)
        for term in rest:
            negative = bool(term.could_extract_minus_sign())
            text += self.minus if negative else self.plus
            text += self.write(-term if negative else term)
        return text

    def product_of(self, node: sp.Mul) -> str:
        if node.could_extract_minus_sign():
            positive = self.write(-node)
            return self.negated(positive, -node)
        top, bottom = _textbook_fraction(node)
        if bottom != 1:
            return self.quotient(top, bottom)
        return self.product(list(node.as_ordered_factors()))

    def power(self, node: sp.Pow) -> str:
        base, exponent = node.args
        if exponent == sp.Rational(1, 2):
            return self.root(base)
        if exponent.could_extract_minus_sign():
            return self.quotient(sp.Integer(1), base ** (-exponent))
        return self.power_of(base, exponent)

    plus, minus = " + ", " − "

    @abstractmethod
    def letter(self, name: str) -> str: ...

    @abstractmethod
    def number(self, value: float) -> str: ...

    @abstractmethod
    def rational(self, value: sp.Rational) -> str: ...

    @abstractmethod
    def negated(self, positive: str, node: sp.Basic) -> str: ...

    @abstractmethod
    def product(self, factors: list[sp.Basic]) -> str: ...

    @abstractmethod
    def quotient(self, top: sp.Basic, bottom: sp.Basic) -> str: ...

    @abstractmethod
    def root(self, base: sp.Basic) -> str: ...

    @abstractmethod
    def power_of(self, base: sp.Basic, exponent: sp.Basic) -> str: ...

    @abstractmethod
    def function(self, name: str, argument: sp.Basic) -> str: ...


class _Display(_Reader):
    def letter(self, name: str) -> str:
        return {"E": "e", "pi": "π"}.get(name) or _LETTERS.get(name, name)

    def number(self, value: float) -> str:
        return shown(value)

    def rational(self, value: sp.Rational) -> str:
        if value.q == 1:
            return shown(int(value.p))
        return Ratio(int(value.p), int(value.q)).shown

    def negated(self, positive: str, node: sp.Basic) -> str:
        return MINUS + (f"({positive})" if isinstance(node, sp.Add) else positive)

    def product(self, factors: list[sp.Basic]) -> str:
        text = ""
        for factor in factors:
            part = self.write(factor)
            if isinstance(factor, sp.Add):
                part = f"({part})"
            if text:
                text += _glue(text, part)
            text += part
        return text

    def quotient(self, top: sp.Basic, bottom: sp.Basic) -> str:
        over, under = self.write(top), self.write(bottom)
        over = f"({over})" if isinstance(top, sp.Add) else over
        under = f"({under})" if isinstance(bottom, sp.Add | sp.Mul) else under
        return f"{over}/{under}"

    def root(self, base: sp.Basic) -> str:
        return f"√{self.atom(base)}"

    def power_of(self, base: sp.Basic, exponent: sp.Basic) -> str:
        if base == sp.E and isinstance(exponent, sp.Symbol) and str(exponent) in {"x", "y"}:
            return "e" + {"x": "ˣ", "y": "ʸ"}[str(exponent)]
        if isinstance(exponent, sp.Integer):
            return self.atom(base) + str(exponent).translate(_SUPERSCRIPTS)
        if base == sp.E:
            return f"exp({self.write(exponent)})"
        return f"{self.atom(base)}^{self.atom(exponent)}"

    def function(self, name: str, argument: sp.Basic) -> str:
        name = {"log": "log", "Abs": "abs"}.get(name, name)
        return f"{name}({self.write(argument)})"

    def atom(self, node: sp.Basic) -> str:
        text = self.write(node)
        simple = isinstance(node, sp.Symbol | sp.NumberSymbol | sp.Integer) and node != -1
        return text if simple and not text.startswith(MINUS) else f"({text})"


def _glue(before: str, after: str) -> str:
    """Return what stands between two factors so that they can't be read as one."""
    if before[-1].isdigit() and after[0].isdigit():
        return "·"
    named = after[0].isalpha() and not re.match(r"[a-zα-ω](?![a-z(ˣʸ])", after)
    return " " if named or before[-1] == ")" else ""


class _Speech(_Reader):
    plus, minus = " plus ", " minus "

    def letter(self, name: str) -> str:
        # "a" would be read as the article; "ay" is how the letter is written for the voice.
        return {"E": "e", "a": "ay", "A": "ay"}.get(name) or name.replace("_", " sub ")

    def number(self, value: float) -> str:
        return spoken(value)

    def rational(self, value: sp.Rational) -> str:
        if value.q == 1:
            return integer_in_words(int(value.p))
        return Ratio(int(value.p), int(value.q)).spoken

    def negated(self, positive: str, node: sp.Basic) -> str:
        return f"minus {positive}"

    def product(self, factors: list[sp.Basic]) -> str:
        parts: list[str] = []
        for factor in factors:
            said = self.write(factor)
            if isinstance(factor, sp.Add):
                said = f"the quantity {said},"
            # Letters follow a number or each other without a word; all else is multiplied aloud.
            plain = isinstance(factor, sp.Symbol) or (
                isinstance(factor, sp.Pow) and isinstance(factor.args[0], sp.Symbol)
            )
            parts.append(said if plain or not parts else f"times {said}")
        return " ".join(parts).rstrip(",")

    def quotient(self, top: sp.Basic, bottom: sp.Basic) -> str:
        said = self.write(bottom)
        if isinstance(bottom, sp.Add):
            said = f"the quantity {said}"
        return f"{self.write(top)} over {said}"

    def root(self, base: sp.Basic) -> str:
        return f"the square root of {self.write(base)}"

    def power_of(self, base: sp.Basic, exponent: sp.Basic) -> str:
        said = self.write(base)
        if isinstance(base, sp.Add):
            said = f"the quantity {said},"
        if isinstance(exponent, sp.Integer) and int(exponent) in _POWERS:
            return f"{said} {_POWERS[int(exponent)]}"
        quantity = "quantity " if isinstance(exponent, sp.Add) else ""
        return f"{said} to the {quantity}{self.write(exponent)}"

    def function(self, name: str, argument: sp.Basic) -> str:
        if name not in _SPOKEN_FUNCTIONS:
            return f"{name} of {self.write(argument)}"
        return f"{_SPOKEN_FUNCTIONS[name]} {self.write(argument)}"


def _textbook_fraction(node: sp.Mul) -> tuple[sp.Basic, sp.Basic]:
    """Divide a product into top and bottom, 32*sqrt(29)/29 as 32 over sqrt(29)."""
    top, bottom = node.as_numer_denom()
    coefficient, rest = top.as_coeff_Mul()
    if isinstance(bottom, sp.Integer) and isinstance(rest, sp.Pow):
        base, exponent = rest.args
        if exponent == sp.Rational(1, 2) and isinstance(base, sp.Integer) and bottom % base == 0:
            return coefficient, sp.Integer(bottom / base) * rest
    return top, bottom


def _in_reading_order(node: sp.Add) -> list[sp.Basic]:
    terms = list(node.as_ordered_terms())
    # A leading minus is easy to miss: begin with a positive term where there is one.
    first = next((term for term in terms if not term.could_extract_minus_sign()), terms[0])
    terms.remove(first)
    return [first, *terms]
