"""The quadratic form of a 2×2 matrix in components, with its entries and terms as named parts.

Entries are the parts ``e11`` … ``e22`` wherever the matrix is written, terms ``t11`` … ``t22``
wherever they stand, so that each can be followed from line to line.
"""

from __future__ import annotations

import sympy

from mathcore.expressions import derivative, symbols_for
from scenes.kit.formulas import formula

PLACES = ("11", "12", "21", "22")
ENTRIES = tuple(f"e{place}" for place in PLACES)
TERMS = tuple(f"t{place}" for place in PLACES)

_X = symbols_for(("x1", "x2"))
_A = dict(zip(PLACES, symbols_for(tuple(f"a{place}" for place in PLACES)), strict=True))


def matrix(name: str = "A", *, transposed: bool = False) -> str:
    """Return ``A = (a11 a12; a21 a22)``, or with rows and columns exchanged."""
    order = ("11", "21", "12", "22") if transposed else PLACES
    cells = [f"{{{{ {formula(_A[place])} : e{place} }}}}" for place in order]
    return f"{name} = mat({cells[0]}, {cells[1]}; {cells[2]}, {cells[3]})"


def product() -> str:
    """Return the form as row times matrix times column."""
    x1, x2 = (formula(symbol) for symbol in _X)
    cells = [formula(_A[place]) for place in PLACES]
    middle = f"mat({cells[0]}, {cells[1]}; {cells[2]}, {cells[3]})"
    return f"f = mat({x1}, {x2}) {middle} vec({x1}, {x2})"


def expanded() -> str:
    """Return the form multiplied out, term by term."""
    return "f = " + " + ".join(f"{{{{ {_written(place)} : t{place} }}}}" for place in PLACES)


def partial_line(k: int) -> str:
    """Return ∂f/∂x_k, each slope a part named after the term that it comes from."""
    symbol = _X[k - 1]
    slopes = {place: derivative(_term(place), symbol) for place in PLACES}
    sums = [f"{{{{ {formula(slope)} : t{place} }}}}" for place, slope in slopes.items() if slope]
    pieces = [
        piece if j == 0 else f"{{{{ + : plus{place(piece)} }}}} {piece}"
        for j, piece in enumerate(sums)
    ]
    return f"{{{{ frac(partial f, partial x_({k})) = : start }}}} {' '.join(pieces)}"


def terms_of(k: int) -> list[str]:
    """Return the names of the terms that depend on ``x_k``, in reading order."""
    return [f"t{place}" for place in PLACES if _term(place).has(_X[k - 1])]


def summed() -> str:
    """Return the gradient as a matrix times x: both partials, one under the other."""
    rows = [[derivative(derivative(_whole(), first), second) for second in _X] for first in _X]
    cells = "; ".join(", ".join(formula(cell) for cell in row) for row in rows)
    return f"nabla f = mat({cells}) bold(x)"


def place(piece: str) -> str:
    """Return the place that a named piece ends with."""
    return piece.removesuffix("}}").strip()[-2:]


def _term(place: str) -> sympy.Expr:
    row, column = (_X[int(index) - 1] for index in place)
    return _A[place] * row * column


def _whole() -> sympy.Expr:
    return sympy.Add(*(_term(place) for place in PLACES))


def _written(place: str) -> str:
    """Write a term in the order of the product: entry, then row's letter, then column's."""
    row, column = (_X[int(index) - 1] for index in place)
    if row == column:
        return formula(_A[place] * row**2)
    return f"{formula(_A[place])} {formula(row)} {formula(column)}"
