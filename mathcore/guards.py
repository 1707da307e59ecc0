"""Build SymPy terms safely: every constant is bounded before SymPy may fold it.

SymPy evaluates constants exactly and at once, so ``9**9**9`` or ``1.0001**1e6`` would run for
ages. Here each term carries, next to the expression, its value as a float when it is constant;
a step that would leave the finite real numbers, or need very long integers, is refused first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sympy

__all__ = ["FUNCTIONS", "RefusedError", "Term", "apply", "divide", "multiply", "negate", "power",
           "total"]  # fmt: skip

_MAX_BITS = 2048
_LONGEST_NUMBER = 996  # bits of 1e300, so that every number is also a float
_MAX_EXPONENT = 1000
_FINITE = "a finite real number"


class RefusedError(Exception):
    """Why a term cannot be built; the parser adds text and column."""

    def __init__(self, problem: str, expected: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.expected = expected


@dataclass(frozen=True)
class Term:
    """An expression and, when it has no variables, its value as a float."""

    expr: sympy.Expr
    value: float | None


def _sigmoid(u: sympy.Expr) -> sympy.Expr:
    # Through tanh, so that neither it nor its derivative overflows.
    return (1 + sympy.tanh(u / 2)) / 2


FUNCTIONS: dict[str, tuple[Callable[[sympy.Expr], sympy.Expr], Callable[[float], float]]] = {
    "sin": (sympy.sin, math.sin),
    "cos": (sympy.cos, math.cos),
    "tan": (sympy.tan, math.tan),
    "asin": (sympy.asin, math.asin),
    "acos": (sympy.acos, math.acos),
    "atan": (sympy.atan, math.atan),
    "sinh": (sympy.sinh, math.sinh),
    "cosh": (sympy.cosh, math.cosh),
    "tanh": (sympy.tanh, math.tanh),
    "asinh": (sympy.asinh, math.asinh),
    "acosh": (sympy.acosh, math.acosh),
    "atanh": (sympy.atanh, math.atanh),
    "exp": (sympy.exp, math.exp),
    "log": (sympy.log, math.log),
    "ln": (sympy.log, math.log),
    "log10": (lambda u: sympy.log(u) / sympy.log(10), math.log10),
    "log2": (lambda u: sympy.log(u) / sympy.log(2), math.log2),
    "sqrt": (sympy.sqrt, math.sqrt),
    "abs": (sympy.Abs, abs),
    "sigmoid": (_sigmoid, lambda u: (1 + math.tanh(u / 2)) / 2),
}
"""Each function of the grammar: how to build it, and its value on floats."""

_HEADS = tuple(
    getattr(sympy, name)
    for name in [
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "sech",
        "csch",
        "asinh",
        "acosh",
        "atanh",
        "exp",
        "log",
        "Abs",
    ]
)
_UNREAL = (sympy.zoo, sympy.nan, sympy.oo, -sympy.oo, sympy.I)


def total(terms: Sequence[Term]) -> Term:
    """Return the sum of the terms."""
    if len(terms) == 1:
        return terms[0]
    value = _folded(lambda values: math.fsum(values), terms, "the sum")
    return _checked(sympy.Add(*(term.expr for term in terms)), value)


def multiply(factors: Sequence[Term]) -> Term:
    """Return the product of the factors."""
    if len(factors) == 1:
        return factors[0]
    value = _folded(math.prod, factors, "the product")
    return _checked(sympy.Mul(*(factor.expr for factor in factors)), value)


def negate(term: Term) -> Term:
    """Return minus the term."""
    return Term(-term.expr, None if term.value is None else -term.value)


def divide(term: Term) -> Term:
    """Return one over the term."""
    if term.value == 0 or term.expr.is_zero:
        raise RefusedError("division by zero", "a divisor other than 0")
    value = _folded(lambda values: 1 / values[0], [term], "the quotient")
    return _checked(1 / term.expr, value)


def power(base: Term, exponent: Term) -> Term:
    """Return base**exponent."""
    if exponent.value is None:
        if base.value is not None and base.value <= 0:
            raise RefusedError(
                "a base that is not positive has no real power with a variable exponent",
                "a positive base",
            )
    elif base.value is None and abs(exponent.value) > _MAX_EXPONENT:
        raise RefusedError(
            f"the exponent {exponent.value:g} is too large", f"at most {_MAX_EXPONENT}"
        )
    if base.value == 0 and exponent.value is not None and exponent.value < 0:
        raise RefusedError("division by zero", "a base other than 0")
    value = _folded(lambda values: math.pow(*values), [base, exponent], "the power")
    if value == 0 and base.value != 0:
        raise RefusedError("the power is too close to zero", "a constant of at least 1e-300")
    _bound_powers(base.expr, exponent.expr)
    if exponent.value is None and base.expr.is_Rational and base.expr < 1:
        # SymPy holds (1/4)**(-y) and 4**y for different, but changes one into the other in -f.
        return _checked((1 / base.expr) ** (-exponent.expr), value)
    return _checked(base.expr**exponent.expr, value)


def apply(name: str, argument: Term) -> Term:
    """Return the named function of the argument."""
    build, evaluate = FUNCTIONS[name]
    value = _folded(lambda values: evaluate(values[0]), [argument], f"{name} of a constant")
    if name == "exp":
        if value == 0:
            raise RefusedError(
                "exp of a constant is too close to zero", "a constant of at least 1e-300"
            )
        _bound_powers(sympy.E, argument.expr)
    expr = build(argument.expr)
    if name == "abs" and any(not isinstance(f, _HEADS) for f in expr.atoms(sympy.Function)):
        # SymPy splits some arguments into complex parts; here everything is real.
        expr = sympy.Abs(argument.expr, evaluate=False)
    return _checked(expr, value)


def _folded(
    compute: Callable[[list[float]], float], terms: Sequence[Term], what: str
) -> float | None:
    """Return the constant's float value, None if a term varies; refuse what is not real."""
    values = [term.value for term in terms if term.value is not None]
    if len(values) < len(terms):
        return None
    try:
        value = float(compute(values))
    except OverflowError:
        value = math.inf
    except (ValueError, ZeroDivisionError):
        raise RefusedError(f"{what} is not a real number", _FINITE) from None
    if not math.isfinite(value) or abs(value) > 1e300:
        raise RefusedError(f"{what} is too large", f"{_FINITE} up to 1e300")
    return value


def _bound_powers(base: sympy.Expr, exponent: sympy.Expr) -> None:
    """Refuse base**exponent if SymPy might fold it into an integer of many digits.

    Logarithms in the exponent count as bases, since exp(n*log(c)) folds to c**n.
    """
    numbers = base.atoms(sympy.Rational)
    for logarithm in exponent.atoms(sympy.log):
        numbers |= logarithm.atoms(sympy.Rational)
    bits = sum(_bits(number) for number in numbers)
    factor = math.prod(max(1.0, abs(float(number))) for number in exponent.atoms(sympy.Rational))
    if bits * factor > _MAX_BITS:
        raise RefusedError("the power needs numbers of too many digits", "smaller numbers")
    inner = max((_height(power) for power in base.atoms(sympy.Pow)), default=1.0)
    if base.free_symbols and inner * factor > _MAX_EXPONENT:
        raise RefusedError(
            f"the exponents multiply to {inner * factor:g}", f"at most {_MAX_EXPONENT}"
        )


def _bits(number: sympy.Rational) -> int:
    return max(abs(int(number.p)).bit_length(), int(number.q).bit_length()) - 1


def _height(expr: sympy.Pow) -> float:
    return abs(float(expr.exp)) if expr.exp.is_Rational else 1.0


def _checked(expr: sympy.Expr, value: float | None) -> Term:
    """Refuse an expression in which SymPy found an infinity or an imaginary part."""
    if expr.has(*_UNREAL):
        raise RefusedError("it is not a finite real number anywhere", _FINITE)
    if any(_bits(number) > _LONGEST_NUMBER for number in expr.atoms(sympy.Rational)):
        raise RefusedError("the numbers in it multiply to too many digits", "smaller numbers")
    if expr.is_Rational or (value is None and expr.is_number):
        # Variables may cancel, and SymPy's value is exact: sin(pi) is 0, not 1e-16.
        value = float(expr)
    return Term(expr, value)
