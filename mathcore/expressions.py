"""Text → SymPy through a fixed grammar, and SymPy → text that parses back.

Grammar (spaces are free, ``^`` is read as ``**``)::

    sum     := product (("+" | "-") product)*
    product := signed (("*" | "/") signed)*
    signed  := ("+" | "-")* power                so -x**2 is -(x**2)
    power   := atom ["**" signed]                so 2**3**2 is 2**(3**2), 2**-1 is 1/2
    atom    := number | variable | "pi" | "e" | function "(" sum ")" | "(" sum ")"

There is no implicit multiplication. Numbers are exact: ``0.1`` is 1/10. Variables are real.
SymPy's automatic identities apply (``x/x`` is 1, ``sqrt(x**2)`` is ``abs(x)``). No text ever
reaches ``eval``; sizes are bounded before SymPy sees them.
"""

from __future__ import annotations

import difflib
import keyword
import re
from collections.abc import Callable, Sequence
from fractions import Fraction

import sympy
from sympy.printing.precedence import precedence
from sympy.printing.str import StrPrinter

from mathcore.arrays import MathError
from mathcore.guards import (
    FUNCTIONS,
    RefusedError,
    Term,
    apply,
    divide,
    multiply,
    negate,
    power,
    total,
)
from mathcore.tokens import ExpressionError, Token, tokenize

__all__ = ["CONSTANTS", "FUNCTION_NAMES", "ExpressionError", "derivative", "parse", "symbols_for",
           "to_text"]  # fmt: skip

CONSTANTS = {"pi": sympy.pi, "e": sympy.E}
FUNCTION_NAMES = tuple(FUNCTIONS)

_MAX_DEPTH = 50
_MINUS_ONE = Term(sympy.S.NegativeOne, -1.0)


def symbols_for(variables: Sequence[str]) -> tuple[sympy.Symbol, ...]:
    """Return the real SymPy symbols that stand for these variables.

    Raises `MathError` when a name is not a plain identifier, is taken by the grammar, or is
    declared twice.
    """
    names = (variables,) if isinstance(variables, str) else tuple(variables)
    for name in names:
        if not (isinstance(name, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,30}", name)):
            raise MathError(
                f"A variable must be a letter followed by letters, digits or _; got {name!r}."
            )
        if keyword.iskeyword(name) or name in CONSTANTS or name in FUNCTIONS:
            raise MathError(f"The name {name!r} has a meaning already; choose another variable.")
    if len(set(names)) != len(names) or not names:
        raise MathError(f"The variables must be different, at least one; got {names}.")
    return tuple(sympy.Symbol(name, real=True) for name in names)


def parse(text: str, variables: Sequence[str] = ("x", "y")) -> sympy.Expr:
    """Read ``text`` as an expression in the given variables.

    Raises `ExpressionError` (with ``text``, ``column``, ``expected``) for anything outside the
    grammar, and for constants that are not finite real numbers.

    >>> parse("x^2*y^3 - 4*y")
    x**2*y**3 - 4*y
    """
    symbols = {symbol.name: symbol for symbol in symbols_for(variables)}
    return _Parser(text, tokenize(text), symbols).whole()


class _Parser:
    """One pass over the tokens, one method a rule of the grammar."""

    def __init__(self, text: str, tokens: list[Token], symbols: dict[str, sympy.Symbol]) -> None:
        self.text = text
        self.tokens = tokens
        self.symbols = symbols
        self.position = 0
        self.depth = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.position]

    def take(self, *operators: str) -> Token | None:
        """Step over the next token if it is one of the operators."""
        token = self.here
        if token.kind == "operator" and token.text in operators:
            self.position += 1
            return token
        return None

    def error(self, problem: str, expected: str, token: Token | None = None) -> ExpressionError:
        return ExpressionError(self.text, (token or self.here).column, problem, expected)

    def whole(self) -> sympy.Expr:
        term = self.sum()
        if self.here.kind != "end":
            raise self.unexpected()
        return term.expr

    def unexpected(self) -> ExpressionError:
        """Say what is wrong with a token that follows a complete operand."""
        token = self.here
        if token.kind in ("name", "number") or token.text == "(":
            before = self.tokens[self.position - 1].text[:20]
            return self.error(
                f"{token} follows {before!r} directly and there is no implicit multiplication",
                f'an operator between them, as in "{before}*{token.text[:20]}"',
            )
        if token.text == ")":
            return self.error('")" closes nothing', "an operator or the end")
        return self.error(f"found {token}", "an operator or the end")

    def sum(self) -> Term:
        # One n-ary sum: adding term by term would take quadratic time.
        start = self.here
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise self.error("it is nested too deeply", f"at most {_MAX_DEPTH} levels")
        terms = [self.product()]
        while sign := self.take("+", "-"):
            term = self.product()
            terms.append(negate(term) if sign.text == "-" else term)
        self.depth -= 1
        return self.guarded(start, total, terms)

    def product(self) -> Term:
        # Signs are factors of their own: SymPy treats -(x - y)/x and (y - x)/x as different.
        start = self.here
        minus, term = self.signed()
        factors = [term]
        while operator := self.take("*", "/"):
            at = self.here
            sign, factor = self.signed()
            minus ^= sign
            if operator.text == "/":
                factor = self.guarded(at, divide, factor)
            factors.append(factor)
        if minus:
            factors.append(_MINUS_ONE)
        return self.guarded(start, multiply, factors)

    def signed(self) -> tuple[bool, Term]:
        """Return whether an odd number of minus signs stands before a power, and the power."""
        minus = False
        while sign := self.take("+", "-"):
            minus ^= sign.text == "-"
        return minus, self.power()

    def power(self) -> Term:
        base = self.atom()
        if not self.take("**"):
            return base
        at = self.here
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise self.error("it is nested too deeply", f"at most {_MAX_DEPTH} levels")
        minus, term = self.signed()
        exponent = negate(term) if minus else term
        self.depth -= 1
        return self.guarded(at, power, base, exponent)

    def atom(self) -> Term:
        token = self.here
        if token.kind == "number":
            self.position += 1
            return self.number(token)
        if token.kind == "name":
            self.position += 1
            return self.named(token)
        if self.take("("):
            return self.closed(token)
        raise self.error(
            f"found {token}",
            f'a number, a variable ({", ".join(self.symbols)}), a function or "("',
        )

    def closed(self, opening: Token) -> Term:
        inner = self.sum()
        if not self.take(")"):
            if self.here.kind == "end":
                raise self.error('"(" is not closed', '")"', opening)
            raise self.unexpected()
        return inner

    def number(self, token: Token) -> Term:
        value = float(token.text)
        digits = re.split("[eE]", token.text)[0]
        if value in (0.0, float("inf")) and (value or re.search("[1-9]", digits)):
            raise self.error(
                f"the number {token.text[:30]} is out of range", "1e-300 to 1e300", token
            )
        exact = Fraction(token.text)
        return Term(sympy.Rational(exact.numerator, exact.denominator), value)

    def named(self, token: Token) -> Term:
        name = token.text
        called = self.here.kind == "operator" and self.here.text == "("
        if name in FUNCTIONS:
            if not self.take("("):
                raise self.error(f"the function {name} needs an argument", f'"{name}(...)"')
            argument = self.closed(self.tokens[self.position - 1])
            return self.guarded(token, apply, name, argument)
        if name in self.symbols or name in CONSTANTS:
            if called:
                raise self.error(
                    f"{name} is not a function and there is no implicit multiplication",
                    f'"{name}*(...)"',
                )
            if name in self.symbols:
                return Term(self.symbols[name], None)
            return Term(CONSTANTS[name], float(CONSTANTS[name]))
        raise self.unknown(token, called=called)

    def unknown(self, token: Token, *, called: bool) -> ExpressionError:
        """Say which names there are, the nearest first."""
        known = FUNCTION_NAMES if called else (*self.symbols, *CONSTANTS, *FUNCTION_NAMES)
        name = token.text[:30]
        near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
        among = ", ".join(known if called else (*self.symbols, *CONSTANTS))
        kind = "function" if called else "name"
        hint = f'perhaps "{near[0]}"; known: {among}' if near else f"one of {among}"
        return self.error(f'"{name}" is not a known {kind}', hint, token)

    def guarded(self, token: Token, build: Callable[..., Term], *arguments: object) -> Term:
        """Build a term; a refusal becomes an error at the token."""
        try:
            return build(*arguments)
        except RefusedError as refusal:
            raise self.error(refusal.problem, refusal.expected, token) from None


class _Magnitude(sympy.Function):  # type: ignore[misc]
    """``abs`` of a real number, with the derivative u/|u|: undefined at 0, as it should be."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        return self.args[0] / self


def derivative(expr: sympy.Expr, symbol: sympy.Symbol) -> sympy.Expr:
    """Return the partial derivative of ``expr`` by ``symbol``, inside the same grammar.

    ``d|u| = u/|u| du`` for real u, so no sign or Dirac terms appear.

    >>> derivative(parse("x*exp(x*y)"), symbols_for("x")[0])
    x*y*exp(x*y) + exp(x*y)
    """
    shaped = expr.replace(sympy.Abs, _Magnitude)
    return shaped.diff(symbol).replace(_Magnitude, sympy.Abs)


class _Printer(StrPrinter):  # type: ignore[misc]
    """SymPy's printer with the grammar's own names."""

    def _print_Exp1(self, expr: sympy.Expr) -> str:  # noqa: N802 (SymPy's name)
        return "e"

    def _print_Abs(self, expr: sympy.Expr) -> str:  # noqa: N802
        return f"abs({self._print(expr.args[0])})"

    def _print_Pow(self, expr: sympy.Pow, rational: bool = False) -> str:  # noqa: N802
        # SymPy would print (1/4)**(-y) as 1/4**(-y), which reads back as 4**y.
        base, exponent = expr.args
        if not (base.is_Rational and not base.is_Integer):
            return str(super()._print_Pow(expr, rational))
        return f"({base})**{self.parenthesize(exponent, precedence(expr), strict=True)}"

    def _print_Mul(self, expr: sympy.Mul) -> str:  # noqa: N802
        # SymPy would print x/(2*(y + 1)), which reads back as x/(2*y + 2), another tree.
        coefficient, rest = expr.as_coeff_Mul()
        factors = sympy.Mul.make_args(rest)
        if any(f.is_Pow and f.base.is_Rational and not f.base.is_Integer for f in factors):
            shown = [self.parenthesize(f, precedence(expr), strict=False) for f in factors]
            return "*".join([str(coefficient), *shown])
        below = [f for f in factors if f.is_Pow and f.exp.is_Rational and f.exp.is_negative]
        if coefficient.is_Integer or len(below) != 1 or 1 / below[0] != below[0].base:
            return str(super()._print_Mul(expr))
        if not below[0].base.is_Add:
            return str(super()._print_Mul(expr))
        above = [f for f in factors if f is not below[0]]
        numbers = [] if above and abs(coefficient.p) == 1 else [str(abs(coefficient.p))]
        shown = [self.parenthesize(factor, precedence(expr), strict=False) for factor in above]
        sign = "-" if coefficient.p < 0 else ""
        return f"{sign}{'*'.join(numbers + shown)}/{coefficient.q}/({self._print(below[0].base)})"


def to_text(expr: sympy.Expr) -> str:
    """Return the expression as text of the grammar: ``parse(to_text(f)) == f``.

    (As long as the text is not too long or deep for `parse`.)

    >>> to_text(parse("e**(2*x)/3 + abs(y)", ("x", "y")))
    'exp(2*x)/3 + abs(y)'
    """
    return str(_Printer({"order": None}).doprint(expr))
