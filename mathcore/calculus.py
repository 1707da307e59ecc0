"""Partials, directional derivatives, difference quotients, tangents: what segments 2 to 7 teach."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import sympy

from mathcore.arrays import Array, MathError, as_point, as_points
from mathcore.expressions import derivative
from mathcore.fields import ScalarField

__all__ = [
    "DifferenceTable",
    "Scheme",
    "TangentLine",
    "TangentPlane",
    "difference_gradient",
    "difference_table",
    "directional_derivative",
    "gradient_expressions",
    "hessian_expressions",
    "partial",
    "slice_values",
    "tangent_line",
    "tangent_plane",
    "unit",
]

Scheme = Literal["forward", "backward", "central"]

_UNIT_TOLERANCE = 1e-9


def partial(field: ScalarField, variable: str) -> ScalarField:
    """Return the partial derivative ∂f/∂variable as a field named ``f_variable``.

    Raises `MathError` when the field has no such variable.

    >>> partial(ScalarField.from_text("x**2*y"), "x").text
    '2*x*y'
    """
    symbol = field.symbols[_index(field, variable)]
    slope = derivative(field.expression, symbol)
    return ScalarField(slope, field.variables, f"{field.name}_{variable}")


def gradient_expressions(field: ScalarField) -> tuple[sympy.Expr, ...]:
    """Return all n partial derivatives as SymPy expressions, in the order of the variables."""
    return tuple(derivative(field.expression, symbol) for symbol in field.symbols)


def hessian_expressions(field: ScalarField) -> tuple[tuple[sympy.Expr, ...], ...]:
    """Return the n×n second partial derivatives as SymPy expressions, row by row."""
    return tuple(
        tuple(derivative(slope, symbol) for symbol in field.symbols)
        for slope in gradient_expressions(field)
    )


def unit(direction: npt.ArrayLike) -> Array:
    """Return directions ``(..., n)`` scaled to length one; raises `MathError` for length 0."""
    array = as_points(direction, name="direction")
    # Scaling by the largest entry first keeps tiny and huge vectors from under- or overflowing.
    largest = np.max(np.abs(array), axis=-1, keepdims=True, initial=0.0)
    if not (np.isfinite(largest).all() and (largest > 0).all()):
        raise MathError(f"A direction must be finite and not zero; got {array.tolist()}.")
    scaled = array / largest
    return np.asarray(scaled / np.linalg.norm(scaled, axis=-1, keepdims=True))


def directional_derivative(
    field: ScalarField,
    points: npt.ArrayLike,
    directions: npt.ArrayLike,
    *,
    normalize: bool = False,
) -> Array:
    """Return D_u f = ∇f·u ``(...)`` at points ``(..., n)`` along directions ``(..., n)``.

    The two broadcast against each other. Directions must have length one, or be scaled to it
    with ``normalize=True``; otherwise `MathError` names the length found.

    >>> f = ScalarField.from_text("x**2*y**3 - 4*y")
    >>> rate = directional_derivative(f, (2, -1), (2, 5), normalize=True)
    >>> float(round(rate * 29**0.5, 9))
    32.0
    """
    along = as_points(directions, field.dimension, name="directions")
    if normalize:
        along = unit(along)
    else:
        _require_unit(along)
    return np.asarray(np.sum(field.gradient(points) * along, axis=-1))


def slice_values(
    field: ScalarField, point: npt.ArrayLike, direction: npt.ArrayLike, t: npt.ArrayLike
) -> Array:
    """Return f(p + t·v), the vertical slice of the graph through p along v; shape of ``t``."""
    start, along = _ray(field, point, direction)
    return field(start + np.asarray(t, np.float64)[..., None] * along)


@dataclass(frozen=True, eq=False)
class DifferenceTable:
    """Difference quotients for shrinking steps, next to the limit they close in on.

    All arrays are ``(k,)``; ``limit`` is ∇f·v; ``errors`` are ``quotients - limit``, with sign.
    """

    steps: Array
    quotients: Array
    limit: float
    errors: Array
    scheme: Scheme


def difference_table(
    field: ScalarField,
    point: npt.ArrayLike,
    direction: npt.ArrayLike | str,
    *,
    steps: Sequence[float] = (1.0, 0.1, 0.01, 0.001),
    scheme: Scheme = "forward",
) -> DifferenceTable:
    """Return the difference quotients of f at p along v for each step h.

    Forward (f(p + hv) − f(p))/h, backward (f(p) − f(p − hv))/h, central
    (f(p + hv) − f(p − hv))/2h. ``direction`` is a vector, or a variable's name for that axis. It
    need not have length one: the limit is ∇f·v in any case. Raises `MathError` for steps that
    are not positive, an unknown scheme, or a point outside the domain.

    >>> difference_table(ScalarField.from_text("x**2"), (3, 0), "x").quotients.round(6)
    array([7.   , 6.1  , 6.01 , 6.001])
    """
    start, along = _ray(field, point, direction)
    h = np.asarray(steps, np.float64)
    if h.ndim != 1 or not (np.isfinite(h).all() and (h > 0).all()):
        raise MathError(f"The steps must be positive numbers; got {tuple(steps)}.")
    ends = {"forward": (1.0, 0.0), "backward": (0.0, -1.0), "central": (1.0, -1.0)}
    if scheme not in ends:
        raise MathError(f"The scheme must be one of {', '.join(ends)}; got {scheme!r}.")
    ahead, behind = ends[scheme]
    rise = slice_values(field, start, along, ahead * h) - slice_values(
        field, start, along, behind * h
    )
    quotients = rise / ((ahead - behind) * h)
    limit = float(_defined_gradient(field, start) @ along)
    return DifferenceTable(h, quotients, limit, quotients - limit, scheme)


def difference_gradient(
    function: Callable[[Array], npt.ArrayLike], points: npt.ArrayLike, *, step: float = 1e-5
) -> Array:
    """Return the gradient ``(..., n)`` by central differences, with no formula but f itself.

    The i-th entry is (f(p + h e_i) − f(p − h e_i))/2h with h = ``step``·max(1, |p_i|); its error
    is of order h². ``function`` maps ``(..., n)`` to ``(...)``. This is the check that catches a
    wrong derivative.
    """
    array = as_points(points)
    columns = []
    for axis in range(array.shape[-1]):
        h = step * np.maximum(1.0, np.abs(array[..., axis]))
        ahead, behind = array.copy(), array.copy()
        ahead[..., axis] += h
        behind[..., axis] -= h
        # The step that was really taken, after rounding.
        taken = ahead[..., axis] - behind[..., axis]
        columns.append((np.asarray(function(ahead)) - np.asarray(function(behind))) / taken)
    return np.stack(columns, axis=-1)


@dataclass(frozen=True, eq=False)
class TangentLine:
    """The line t ↦ f(p) + (∇f·v) t that touches the slice of f through p along v at t = 0."""

    point: Array
    direction: Array
    value: float
    slope: float

    def at(self, t: npt.ArrayLike) -> Array:
        """Return the heights at parameters ``t``, in the shape of ``t``."""
        return np.asarray(self.value + self.slope * np.asarray(t, np.float64))


def tangent_line(
    field: ScalarField, point: npt.ArrayLike, direction: npt.ArrayLike | str
) -> TangentLine:
    """Return the tangent of the slice through ``point`` along ``direction`` (vector or variable).

    >>> line = tangent_line(ScalarField.from_text("x**2*y"), (3, 2), "x")
    >>> line.value, line.slope, float(line.at(0.5))
    (18.0, 12.0, 24.0)
    """
    start, along = _ray(field, point, direction)
    slope = float(_defined_gradient(field, start) @ along)
    return TangentLine(start, along, float(field(start)), slope)


@dataclass(frozen=True, eq=False)
class TangentPlane:
    """The plane (hyperplane) x ↦ f(p) + ∇f(p)·(x − p) that touches the graph of f at p."""

    point: Array
    value: float
    gradient: Array

    def at(self, points: npt.ArrayLike) -> Array:
        """Return the heights ``(...)`` over points ``(..., n)``."""
        array = as_points(points, len(self.point))
        return np.asarray(self.value + (array - self.point) @ self.gradient)

    @property
    def normal(self) -> Array:
        """The upward normal ``(n + 1,)``: (−∇f, 1), not scaled."""
        return np.append(-self.gradient, 1.0)


def tangent_plane(field: ScalarField, point: npt.ArrayLike) -> TangentPlane:
    """Return the tangent plane of the graph of f over ``point``; raises where ∇f is undefined."""
    start = as_point(point, field.dimension)
    gradient = _defined_gradient(field, start)
    return TangentPlane(start, float(field(start)), gradient)


def _index(field: ScalarField, variable: str) -> int:
    if variable in field.variables:
        return field.variables.index(variable)
    near = difflib.get_close_matches(str(variable), field.variables, n=1, cutoff=0.0)
    raise MathError(
        f"{field} has no variable {variable!r}; "
        f"its variables are {', '.join(field.variables)}" + (f" ({near[0]}?)." if near else ".")
    )


def _ray(
    field: ScalarField, point: npt.ArrayLike, direction: npt.ArrayLike | str
) -> tuple[Array, Array]:
    start = as_point(point, field.dimension)
    if isinstance(direction, str):
        return start, np.eye(field.dimension)[_index(field, direction)]
    along = as_point(direction, field.dimension, name="direction")
    if not along.any():
        raise MathError(f"A direction must not be zero; got {along.tolist()}.")
    return start, along


def _require_unit(directions: Array) -> None:
    lengths = np.linalg.norm(directions, axis=-1)
    wrong = ~(np.abs(lengths - 1.0) <= _UNIT_TOLERANCE)
    if wrong.any():
        length = float(lengths[wrong].flat[0])
        first = directions[wrong].reshape(-1, directions.shape[-1])[0].tolist()
        raise MathError(
            f"A direction must have length 1; {first} has length {length:.6g}. "
            "Pass normalize=True to scale it."
        )


def _defined_gradient(field: ScalarField, point: Array) -> Array:
    value, gradient = field.value_and_gradient(point)
    if not (np.isfinite(value) and np.isfinite(gradient).all()):
        raise MathError(f"{field} has no derivative at {tuple(point.tolist())}.")
    return gradient
