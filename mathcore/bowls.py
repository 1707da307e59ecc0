"""Quadratic bowls: how steepest descent fares in them depends on their curvatures alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import sympy

from mathcore.arrays import Array, MathError, as_point
from mathcore.fields import ScalarField

__all__ = ["Bowl", "bowl", "ellipse"]


@dataclass(frozen=True)
class Bowl:
    """A quadratic ``f(x) = ½(x − m)ᵀH(x − m) + c`` of two variables with a minimum, exactly.

    ``field`` is f, ``hessian`` the constant matrix H, ``minimum`` the point m.
    """

    field: ScalarField
    hessian: sympy.ImmutableMatrix
    minimum: tuple[sympy.Expr, ...]

    @property
    def lowest(self) -> Array:
        """The point m as floats ``(2,)``."""
        return np.array([float(value) for value in self.minimum])

    @cached_property
    def floor(self) -> float:
        """The value c at the minimum."""
        return float(self.field(self.lowest))

    @cached_property
    def eigenvalues(self) -> tuple[sympy.Expr, sympy.Expr]:
        """The curvatures along the principal directions, smaller first: ``p ∓ √(d² + q²)``."""
        (a, q), (_, e) = self.hessian.tolist()
        middle, spread = (a + e) / 2, sympy.sqrt(((a - e) / 2) ** 2 + q**2)
        return middle - spread, middle + spread

    @cached_property
    def directions(self) -> Array:
        """The principal directions as the columns of ``(2, 2)``, in the eigenvalues' order."""
        vectors: Array = np.linalg.eigh(np.array(self.hessian, float))[1]
        return vectors

    @cached_property
    def condition(self) -> sympy.Expr:
        """The condition number κ, larger by smaller eigenvalue."""
        small, large = self.eigenvalues
        return sympy.expand(sympy.radsimp(large / small))

    @cached_property
    def largest_stable_step(self) -> sympy.Expr:
        """The step ``2/λmax`` above which fixed-step descent diverges."""
        return sympy.radsimp(2 / self.eigenvalues[1])

    @cached_property
    def worst_share(self) -> sympy.Expr:
        """The most that one exact line search leaves of the height: ``((κ − 1)/(κ + 1))²``."""
        small, large = self.eigenvalues
        return sympy.radsimp(((large - small) / (large + small)) ** 2)

    def share_left(self, point: npt.ArrayLike) -> sympy.Expr:
        """Return which share of ``f − c`` one exact line search from a point ``(2,)`` leaves.

        ``1 − (g·g)²/((g·Hg)(g·H⁻¹g))`` with the gradient g: in two dimensions the same at every
        later step too, for the gradients alternate between two directions at a right angle
        (Boyd and Vandenberghe, 9.3.2). Zero at the minimum itself.
        """
        at = [sympy.Rational(repr(float(v))) for v in as_point(point, 2)]
        g = self.hessian * (sympy.Matrix(at) - sympy.Matrix(self.minimum))
        if g.is_zero_matrix:
            return sympy.Integer(0)
        square, curved = g.dot(g), g.dot(self.hessian * g)
        return sympy.nsimplify(1 - square**2 / (curved * g.dot(self.hessian.inv() * g)))

    def factors(self, step: float) -> Array:
        """Return by what a fixed step multiplies the distance along each direction: ``1 − ηλ``."""
        return np.array([1 - step * float(value) for value in self.eigenvalues])


def bowl(field: ScalarField) -> Bowl:
    """Return the bowl that a field of two variables is.

    Raises ``MathError`` unless the field is quadratic and curves upwards in every direction.

    >>> bowl(ScalarField.from_text("(x**2 + 10*y**2)/2")).share_left((10, 1))
    81/121
    """
    if field.dimension != 2:
        raise MathError(f"A bowl has 2 variables; {field} has {field.dimension}.")
    hessian = sympy.hessian(field.expression, field.symbols).applyfunc(sympy.expand)
    if hessian.free_symbols:
        raise MathError(f"{field.text} is not quadratic: its curvatures differ from place to place")
    if not (hessian[0, 0] > 0 and hessian.det() > 0):
        raise MathError(f"{field.text} has no minimum: some way it does not curve upwards")
    slope = [sympy.expand(field.expression.diff(s)) for s in field.symbols]
    (lowest,) = sympy.linsolve(slope, *field.symbols)
    return Bowl(field, sympy.ImmutableMatrix(hessian), tuple(lowest))


def ellipse(
    hessian: npt.ArrayLike, center: npt.ArrayLike, height: float, *, count: int = 181
) -> Array:
    """Return points ``(count, 2)`` of the level curve ``½(x − m)ᵀH(x − m) = height``, closed.

    ``hessian`` is positive definite ``(2, 2)``, ``center`` is m ``(2,)``, ``height`` not negative.
    """
    curvatures, directions = np.linalg.eigh(np.asarray(hessian, float))
    if not curvatures[0] > 0 or height < 0:
        raise MathError(
            f"A level curve of a bowl needs positive curvatures and a height of at least 0; got "
            f"{curvatures.tolist()} and {height:g}."
        )
    around = np.linspace(0, 2 * np.pi, count)
    circle = np.stack([np.cos(around), np.sin(around)], axis=-1)
    return np.asarray(
        np.asarray(center, float) + circle * np.sqrt(2 * height / curvatures) @ directions.T
    )
