"""ScalarField: a formula with its value, gradient and Hessian compiled for arrays."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import sympy

from mathcore.arrays import Array, MathError, Window, as_points
from mathcore.expressions import derivative, parse, symbols_for, to_text

__all__ = ["ScalarField"]


class ScalarField:
    """A real function of n variables, given by a formula.

    ``f(points)`` maps ``(..., n)`` to ``(...)``, ``f.gradient(points)`` to ``(..., n)``,
    ``f.hessian(points)`` to ``(..., n, n)``; a million points are one call. Outside the domain
    the result is nan (or ±inf at a pole), without a warning; a derivative is nan wherever the
    value is, and the gradient is nan in a kink such as that of ``abs`` at 0.

    Fields are immutable, hashable, picklable, and equal when expression, variables and name are.

    >>> f = ScalarField.from_text("x**2*y**3 - 4*y")
    >>> f.gradient((2, -1))
    array([-4.,  8.])
    """

    __slots__ = ("_expression", "_name", "_variables")

    def __init__(self, expression: sympy.Expr, variables: Sequence[str], name: str = "f") -> None:
        symbols = symbols_for(variables)
        self._variables = tuple(symbol.name for symbol in symbols)
        self._expression = _canonical(expression, symbols)
        self._name = str(name)

    @classmethod
    def from_text(
        cls, text: str, variables: Sequence[str] = ("x", "y"), name: str = "f"
    ) -> ScalarField:
        """Read the field from text (see ``mathcore.expressions``); raises `ExpressionError`."""
        return cls(parse(text, variables), variables, name)

    @property
    def expression(self) -> sympy.Expr:
        """The SymPy expression, in the real symbols ``self.symbols``."""
        return self._expression

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the variables, in the order of the coordinates."""
        return self._variables

    @property
    def symbols(self) -> tuple[sympy.Symbol, ...]:
        """The SymPy symbols of the variables, in the same order."""
        return symbols_for(self._variables)

    @property
    def name(self) -> str:
        """What the field is called on screen."""
        return self._name

    @property
    def text(self) -> str:
        """The expression as text that ``from_text`` reads back."""
        return to_text(self._expression)

    @property
    def dimension(self) -> int:
        """The number n of variables."""
        return len(self._variables)

    def __call__(self, points: npt.ArrayLike) -> Array:
        """Return the values ``(...)`` at points ``(..., n)``."""
        return self._evaluate(0, points)[..., 0]

    def value_and_gradient(self, points: npt.ArrayLike) -> tuple[Array, Array]:
        """Return values ``(...)`` and gradients ``(..., n)`` from one evaluation."""
        columns = self._evaluate(1, points)
        values, gradients = columns[..., 0], columns[..., 1:]
        gradients[np.isnan(values)] = np.nan
        return values, gradients

    def gradient(self, points: npt.ArrayLike) -> Array:
        """Return the gradients ``(..., n)`` at points ``(..., n)``."""
        return self.value_and_gradient(points)[1]

    def hessian(self, points: npt.ArrayLike) -> Array:
        """Return the Hessians ``(..., n, n)``, symmetric, at points ``(..., n)``."""
        n = self.dimension
        columns = self._evaluate(2, points)
        undefined = np.isnan(columns[..., : n + 1]).any(axis=-1)
        result = np.empty((*columns.shape[:-1], n, n))
        rows, cols = np.triu_indices(n)
        result[..., rows, cols] = columns[..., n + 1 :]
        result[..., cols, rows] = columns[..., n + 1 :]
        result[undefined] = np.nan
        return result

    def finite_on(self, window: Window, *, resolution: int = 129) -> bool:
        """Tell whether values and gradients are finite on a grid over the window (n = 2)."""
        if self.dimension != 2:
            raise MathError(f"finite_on needs a field of 2 variables; {self} has {self.dimension}.")
        values, gradients = self.value_and_gradient(
            np.stack(window.grid(resolution, resolution), axis=-1)
        )
        return bool(np.isfinite(values).all() and np.isfinite(gradients).all())

    def renamed(self, name: str) -> ScalarField:
        """Return the same field under another name."""
        return type(self)(self._expression, self._variables, name)

    def _evaluate(self, order: int, points: npt.ArrayLike) -> Array:
        """Return value, gradient entries, upper Hessian entries up to ``order`` as columns."""
        array = as_points(points, self.dimension, name=f"points of {self._name}")
        function, size = _compiled(self._expression, self._variables, order)
        result = np.empty((*array.shape[:-1], size))
        with np.errstate(all="ignore"):
            # Assignment broadcasts the entries that SymPy found to be constant.
            for column, values in enumerate(function(*np.moveaxis(array, -1, 0))):
                result[..., column] = values
        return result

    def _content(self) -> tuple[sympy.Expr, tuple[str, ...], str]:
        return self._expression, self._variables, self._name

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ScalarField):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._content()

    def __str__(self) -> str:
        return f"{self._name}({', '.join(self._variables)}) = {self.text}"

    def __repr__(self) -> str:
        return f"ScalarField({self.text!r}, {self._variables}, {self._name!r})"


def _canonical(expression: sympy.Expr, symbols: tuple[sympy.Symbol, ...]) -> sympy.Expr:
    """Put the declared real symbols and exact numbers into the expression."""
    if isinstance(expression, str) or not isinstance(expression, (sympy.Expr, int, float)):
        raise MathError(
            f"A field needs a SymPy expression, not {type(expression).__name__}; "
            "for text use ScalarField.from_text."
        )
    expr = sympy.S(expression)
    by_name = {symbol.name: symbol for symbol in symbols}
    strangers = sorted({s.name for s in expr.free_symbols} - by_name.keys())
    if strangers:
        raise MathError(
            f"The expression {expr} has {', '.join(strangers)}, "
            f"but the declared variables are {', '.join(by_name)}."
        )
    expr = expr.xreplace({symbol: by_name[symbol.name] for symbol in expr.free_symbols})
    expr = expr.xreplace({f: sympy.Rational(repr(float(f))) for f in expr.atoms(sympy.Float)})
    if expr.has(sympy.zoo, sympy.nan, sympy.oo, -sympy.oo, sympy.I):
        raise MathError(f"The expression {expr} is not a finite real number anywhere.")
    return expr


@functools.lru_cache(maxsize=512)
def _compiled(
    expression: sympy.Expr, variables: tuple[str, ...], order: int
) -> tuple[Callable[..., list[Array]], int]:
    """Compile value (order 0), plus gradient (1), plus upper Hessian (2); also count them."""
    symbols = symbols_for(variables)
    entries = [expression]
    if order >= 1:
        slopes = [derivative(expression, symbol) for symbol in symbols]
        entries += slopes
    if order >= 2:
        rows, cols = np.triu_indices(len(symbols))
        entries += [derivative(slopes[i], symbols[j]) for i, j in zip(rows, cols, strict=True)]
    # Long integers overflow in NumPy; as floats they do not.
    long = {
        number: sympy.Float(number, 17)
        for entry in entries
        for number in entry.atoms(sympy.Rational)
        if max(abs(number.p), number.q) > 2**53
    }
    entries = [entry.xreplace(long) for entry in entries]
    return sympy.lambdify(symbols, entries, modules="numpy", cse=True), len(entries)
