"""What a guided problem is made of: words, formulas, named numbers, and a confirmation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import sympy

from mathcore.arrays import Array, MathError
from mathcore.fields import ScalarField

__all__ = [
    "Confirmation",
    "Line",
    "Problem",
    "dot",
    "exact",
    "exact_matrix",
    "exact_point",
    "facts",
    "named",
]


@dataclass(frozen=True)
class Line:
    """One thing said: plain words, and a chain of formulas that are all equal.

    The chain reads ``chain[0] = chain[1] = …``; its first link is mostly a name, a SymPy symbol
    called ``f``, ``f_x``, ``f_y``, ``u_x``, ``nabla_f``, ``D_u``, … A link may be left unevaluated,
    as in ``4·3/5 + 2·4/5``, to show how the numbers come about; a link written like the one before
    it is dropped.
    """

    words: str
    chain: tuple[sympy.Basic, ...] = ()

    def __post_init__(self) -> None:
        links = [k.as_immutable() if isinstance(k, sympy.MatrixBase) else k for k in self.chain]
        texts = [str(link) for link in links]
        kept = [k for i, k in enumerate(links) if i == 0 or texts[i] != texts[i - 1]]
        object.__setattr__(self, "chain", tuple(kept))


@dataclass(frozen=True, eq=False)
class Confirmation:
    """The answer's numbers next to the same numbers found by another method."""

    method: str
    claimed: Array
    measured: Array
    tolerance: float

    @property
    def error(self) -> float:
        """The largest difference, relative to numbers above 1."""
        scale = np.maximum(1, np.abs(self.claimed))
        return float(np.max(np.abs(self.claimed - self.measured) / scale))

    @property
    def agrees(self) -> bool:
        """Whether the error is within the tolerance."""
        return self.error <= self.tolerance


@dataclass(frozen=True, eq=False)
class Problem:
    """A problem with its worked solution, all of it computed from the givens.

    ``facts`` holds every number and formula by name, exact, for narration and picture; ``field``
    and ``point`` are what to draw. ``answer`` repeats the result in one line.
    """

    kind: str
    title: str
    statement: tuple[Line, ...]
    hint: Line
    steps: tuple[Line, ...]
    answer: Line
    facts: Mapping[str, Any]
    field: ScalarField
    point: tuple[float, ...]
    confirmation: Confirmation


def facts(**named_values: Any) -> Mapping[str, Any]:
    """Return the facts as a mapping that can't be changed."""
    return MappingProxyType(named_values)


def named(name: str) -> sympy.Symbol:
    """Return the symbol that stands for a name on the left of an equation."""
    return sympy.Symbol(name, real=True)


def dot(first: Iterable[sympy.Expr], second: Iterable[sympy.Expr]) -> sympy.Expr:
    """Return ``a₁b₁ + a₂b₂ + …`` as it is written down, before any arithmetic."""
    terms = [sympy.Mul(a, b, evaluate=False) for a, b in zip(first, second, strict=True)]
    return sympy.Add(*terms, evaluate=False)


def exact(value: Any, name: str) -> sympy.Rational:
    """Return a given number as a fraction: 2, 0.5, ``"1/3"`` and fractions are welcome.

    Raises ``MathError`` that names the given.
    """
    try:
        number = sympy.Rational(repr(value) if isinstance(value, float) else str(value))
    except (TypeError, ValueError, ZeroDivisionError):
        number = None
    if number is None or not number.is_finite or max(abs(number.p), number.q) > 10**6:
        raise MathError(f"{name} must be a number such as 2, 0.5 or 1/3; got {value!r}.")
    return number


def exact_point(values: Sequence[Any], name: str) -> tuple[sympy.Rational, sympy.Rational]:
    """Return two given numbers as fractions; raises ``MathError`` that names the given."""
    if isinstance(values, str) or not isinstance(values, Sequence) or len(values) != 2:
        raise MathError(f"{name} must be two numbers such as (2, -1); got {values!r}.")
    return exact(values[0], name), exact(values[1], name)


def exact_matrix(rows: Sequence[Sequence[Any]], name: str) -> sympy.ImmutableMatrix:
    """Return a given 2×2 matrix with fractions; raises ``MathError`` that names the given."""
    if isinstance(rows, str) or not isinstance(rows, Sequence) or len(rows) != 2:
        raise MathError(f"{name} must be two rows such as ((1, 3), (1, 2)); got {rows!r}.")
    return sympy.ImmutableMatrix([exact_point(row, f"each row of {name}") for row in rows])
