"""Gradients worth knowing by heart: linear, quadratic, composition, along a curve, least squares.

Each rule is written in the textbook's form, so that it can be compared with the gradient that
SymPy finds for the same function.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import sympy

from mathcore.arrays import Array, MathError, as_point, as_points
from mathcore.expressions import symbols_for
from mathcore.fields import ScalarField

__all__ = [
    "along_curve",
    "chain_gradient",
    "compose",
    "curve_points",
    "curve_rate",
    "curve_velocity",
    "least_squares",
    "least_squares_gradient",
    "least_squares_hessian",
    "linear_field",
    "linear_gradient",
    "quadratic_field",
    "quadratic_form",
    "quadratic_gradient",
]


def linear_gradient(a: npt.ArrayLike) -> Array:
    """Return ∇(aᵀx) = a, the same ``(n,)`` at every x."""
    return as_point(a, name="a").copy()


def linear_field(a: npt.ArrayLike, variables: Sequence[str], name: str = "f") -> ScalarField:
    """Return the field aᵀx with exact coefficients."""
    weights = _exact(as_point(a, len(variables), name="a"))
    symbols = symbols_for(variables)
    terms = (weight * symbol for weight, symbol in zip(weights, symbols, strict=True))
    return ScalarField(sympy.Add(*terms), variables, name)


def quadratic_form(A: npt.ArrayLike, x: npt.ArrayLike) -> Array:
    """Return xᵀAx ``(...)`` for a square matrix ``(n, n)`` and points ``(..., n)``."""
    matrix = _square(A)
    points = as_points(x, len(matrix), name="x")
    return np.asarray(np.einsum("...i,ij,...j->...", points, matrix, points))


def quadratic_gradient(A: npt.ArrayLike, x: npt.ArrayLike) -> Array:
    """Return ∇(xᵀAx) = (A + Aᵀ)x ``(..., n)``; for symmetric A this is 2Ax.

    >>> quadratic_gradient([[1, 4], [0, 3]], (1, 2))
    array([10., 16.])
    """
    matrix = _square(A)
    return as_points(x, len(matrix), name="x") @ (matrix + matrix.T)


def quadratic_field(A: npt.ArrayLike, variables: Sequence[str], name: str = "f") -> ScalarField:
    """Return the field xᵀAx with exact coefficients."""
    matrix = _square(A)
    symbols = symbols_for(variables)
    if len(matrix) != len(symbols):
        raise MathError(f"A is {matrix.shape}, but there are {len(symbols)} variables.")
    terms = [
        weight * symbols[row] * symbols[column]
        for row, weights in enumerate(matrix)
        for column, weight in enumerate(_exact(weights))
    ]
    return ScalarField(sympy.Add(*terms), variables, name)


def compose(g: ScalarField, f: ScalarField) -> ScalarField:
    """Return the field g∘f, where g has one variable."""
    _require_one_variable(g)
    inside = g.expression.xreplace({g.symbols[0]: f.expression})
    return ScalarField(inside, f.variables, f"{g.name}∘{f.name}")


def chain_gradient(g: ScalarField, f: ScalarField, points: npt.ArrayLike) -> Array:
    """Return ∇(g∘f) = g′(f)∇f ``(..., n)``, where g has one variable.

    >>> g = ScalarField.from_text("u**2", ("u",), "g")
    >>> chain_gradient(g, ScalarField.from_text("x + 3*y"), (1, 2))
    array([14., 42.])
    """
    _require_one_variable(g)
    values, gradients = f.value_and_gradient(points)
    with np.errstate(all="ignore"):
        return np.asarray(g.gradient(values[..., None]) * gradients)


def curve_points(curve: Sequence[ScalarField], t: npt.ArrayLike) -> Array:
    """Return r(t) ``(..., n)``; the curve is one field of one variable for each coordinate."""
    parameter = _parameter(curve, t)
    return np.stack([coordinate(parameter) for coordinate in curve], axis=-1)


def curve_velocity(curve: Sequence[ScalarField], t: npt.ArrayLike) -> Array:
    """Return r′(t) ``(..., n)``."""
    parameter = _parameter(curve, t)
    return np.concatenate([coordinate.gradient(parameter) for coordinate in curve], axis=-1)


def curve_rate(field: ScalarField, curve: Sequence[ScalarField], t: npt.ArrayLike) -> Array:
    """Return d/dt f(r(t)) = ∇f(r(t))·r′(t), in the shape of ``t``.

    >>> circle = [ScalarField.from_text(c, ("t",)) for c in ("cos(t)", "sin(t)")]
    >>> float(curve_rate(ScalarField.from_text("x**2 + y**2"), circle, 0.7))
    0.0
    """
    gradients = field.gradient(curve_points(curve, t))
    return np.asarray(np.sum(gradients * curve_velocity(curve, t), axis=-1))


def along_curve(field: ScalarField, curve: Sequence[ScalarField]) -> ScalarField:
    """Return t ↦ f(r(t)) as a field of one variable, by substitution."""
    _parameter(curve, 0.0)
    if len(curve) != field.dimension:
        raise MathError(
            f"{field} has {field.dimension} variables, but the curve has {len(curve)} coordinates."
        )
    inside = dict(zip(field.symbols, (c.expression for c in curve), strict=True))
    return ScalarField(field.expression.xreplace(inside), curve[0].variables, f"{field.name}∘r")


def least_squares(X: npt.ArrayLike, w: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """Return ‖Xw − y‖² ``(...)``; data X ``(m, n)``, targets y ``(m,)``, weights w ``(..., n)``."""
    return np.asarray(np.sum(_residuals(X, w, y) ** 2, axis=-1))


def least_squares_gradient(X: npt.ArrayLike, w: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """Return ∇‖Xw − y‖² = 2Xᵀ(Xw − y) ``(..., n)``.

    >>> least_squares_gradient([[1, 0], [2, 1]], (1, 1), (0, 0))
    array([14.,  6.])
    """
    return 2.0 * _residuals(X, w, y) @ as_points(X, name="X")


def least_squares_hessian(X: npt.ArrayLike) -> Array:
    """Return the Hessian 2XᵀX ``(n, n)`` of ‖Xw − y‖², the same for every w."""
    data = as_points(X, name="X")
    return 2.0 * data.T @ data


def _residuals(X: npt.ArrayLike, w: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    data = as_points(X, name="X")
    if data.ndim != 2:
        raise MathError(f"X must be a matrix (m, n); got shape {data.shape}.")
    targets = as_point(y, data.shape[0], name="y")
    return as_points(w, data.shape[1], name="w") @ data.T - targets


def _square(A: npt.ArrayLike) -> Array:
    matrix = as_points(A, name="A")
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise MathError(f"A must be a square matrix; got shape {matrix.shape}.")
    return matrix


def _exact(numbers: Array) -> list[sympy.Rational]:
    return [sympy.Rational(repr(float(number))) for number in numbers]


def _require_one_variable(g: ScalarField) -> None:
    if g.dimension != 1:
        raise MathError(f"The outer function must have one variable; {g} has {g.dimension}.")


def _parameter(curve: Sequence[ScalarField], t: npt.ArrayLike) -> Array:
    """Check that all coordinates depend on one and the same variable; return t as points."""
    names = {coordinate.variables for coordinate in curve}
    if len(names) != 1 or len(next(iter(names))) != 1:
        raise MathError(
            "A curve needs one field of one and the same variable for each coordinate; got "
            f"{', '.join(str(coordinate) for coordinate in curve) or 'none'}."
        )
    return np.asarray(t, np.float64)[..., None]
