"""SymPy expressions as one array function."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import sympy

from mathcore.arrays import Array, as_points
from mathcore.expressions import symbols_for

__all__ = ["compiled", "in_real_symbols"]


@lru_cache(maxsize=256)
def compiled(
    expressions: tuple[sympy.Expr, ...], variables: tuple[str, ...]
) -> Callable[[npt.ArrayLike], Array]:
    """Return a function from points ``(..., n)`` to the m expressions' values ``(..., m)``.

    The expressions are in the real symbols of ``variables``. Outside the domain the values are
    ``nan`` or ``inf``, without warnings.
    """
    evaluate = sympy.lambdify(symbols_for(variables), list(expressions), modules="numpy", cse=True)

    def function(points: npt.ArrayLike) -> Array:
        array = as_points(points, len(variables))
        result = np.empty((*array.shape[:-1], len(expressions)))
        with np.errstate(all="ignore"):
            # Assignment broadcasts the entries that SymPy found to be constant.
            for column, values in enumerate(evaluate(*np.moveaxis(array, -1, 0))):
                result[..., column] = values
        return result

    return function


def in_real_symbols(formula: sympy.Basic, variables: tuple[str, ...]) -> sympy.Basic:
    """Replace symbols named like a variable by the real ones that ``compiled`` expects."""
    real = {symbol.name: symbol for symbol in symbols_for(variables)}
    return formula.xreplace({s: real[s.name] for s in formula.free_symbols if s.name in real})
