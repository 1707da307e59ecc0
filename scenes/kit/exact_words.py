"""Exact numbers of worked problems, as written and as said: fractions, short roots, decimals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy

from scenes.kit.numbers import Number, Ratio, parse_shown
from scenes.kit.template import Readable

MOST_OPERATIONS = 3
LARGEST_DENOMINATOR = 99


@dataclass(frozen=True)
class Row:
    """Numbers that are shown as ``(3/5, 4/5)`` and spoken one after the other."""

    parts: tuple[Readable, ...]

    @property
    def shown(self) -> str:
        """The row for the eye."""
        return "(" + ", ".join(part.shown for part in self.parts) + ")"

    @property
    def spoken(self) -> str:
        """The row for the ear."""
        return ", ".join(part.spoken for part in self.parts)


def exact_number(value: Any) -> Readable:
    """Return a number as it is said: 2, 0.45, 3/5, or rounded where it is no fraction.

    >>> exact_number(sympy.Rational(25, 8)).shown, exact_number(sympy.Rational(9, 20)).shown
    ('25/8', '0.45')
    """
    number = sympy.sympify(value)
    rounded = Number(float(number))
    if not number.is_Rational or ((number.q % 10 == 0 or number.q == 1) and _ends(number, rounded)):
        return rounded
    return Ratio(int(number.p), int(number.q))


def exact_row(values: Iterable[Any]) -> Row:
    """Return a point or vector as it is said."""
    return Row(tuple(exact_number(value) for value in values))


def inline_number(value: Any) -> Readable:
    """Return a number that fits on a line: a decimal if that is exact, else a small fraction.

    >>> [inline_number(sympy.Rational(n)).shown for n in ("-3/5", "2/3", "1000/3003")]
    ['−0.6', '2/3', '0.333']
    """
    number = sympy.sympify(value)
    rounded = Number(float(number))
    if not number.is_Rational or number.q > LARGEST_DENOMINATOR or _ends(number, rounded):
        return rounded
    return Ratio(int(number.p), int(number.q))


def inline_row(values: Iterable[Any]) -> Row:
    """Return a point whose numbers fit on a line."""
    return Row(tuple(inline_number(value) for value in values))


def is_exact(value: Any) -> bool:
    """Tell whether :func:`inline_number` says a number exactly."""
    said = inline_number(value)
    return isinstance(said, Ratio) or _ends(sympy.sympify(value), Number(float(value)))


def is_short(value: Any) -> bool:
    """Tell whether an exact number is short enough to be written: 3/5, 2√5, 3e², but no sines."""
    number = sympy.sympify(value)
    functions = {type(part) for part in number.atoms(sympy.Function)}
    return bool(
        number.is_Rational or (number.count_ops() <= MOST_OPERATIONS and functions <= {sympy.exp})
    )


def shortened(values: Iterable[Any]) -> tuple[str, tuple[sympy.Expr, ...]]:
    """Return numbers as they are written, and the sign before them: rounded unless all are short.

    >>> shortened([sympy.sqrt(5), sympy.Rational(1, 3)])
    ('=', (sqrt(5), 1/3))
    """
    exact = tuple(sympy.sympify(value) for value in values)
    if all(map(is_short, exact)):
        return "=", exact
    return "approx", tuple(n if n.is_Rational else sympy.Float(float(n)) for n in exact)


def _ends(number: sympy.Rational, rounded: Number) -> bool:
    return bool(sympy.Rational(repr(parse_shown(rounded.shown)[0])) == number)
