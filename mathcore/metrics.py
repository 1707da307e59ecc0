"""Metrics: what a unit step is, and therefore which direction is steepest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import sympy

from mathcore.arrays import Array, MathError
from mathcore.compiled import compiled, in_real_symbols

__all__ = [
    "Metric",
    "MetricLike",
    "euclidean",
    "natural_gradient",
    "pullback",
    "steepest_direction",
    "steepest_rate",
    "unit_ball",
]


class MetricLike(Protocol):
    """Whatever gives a symmetric positive definite matrix at every point."""

    def __call__(self, points: npt.ArrayLike) -> Array:
        """Return the matrices ``(..., n, n)`` at points ``(..., n)``."""
        ...


@dataclass(frozen=True)
class Metric:
    """A metric by formula: the matrix G whose ``√(dᵀG d)`` is the length of a small step d.

    ``matrix`` is n×n in the symbols named by ``variables``; calling it with points ``(..., n)``
    gives arrays ``(..., n, n)``, with ``nan`` or ``inf`` outside the domain. Two are equal if
    name, variables and matrix are.

    >>> Metric(sympy.diag(1, 4), ("x", "y"))([0.0, 0.0])
    array([[1., 0.],
           [0., 4.]])
    """

    matrix: sympy.ImmutableMatrix
    variables: tuple[str, ...]
    name: str = "G"

    def __post_init__(self) -> None:
        n = len(self.variables)
        matrix = in_real_symbols(sympy.ImmutableMatrix(self.matrix), self.variables)
        object.__setattr__(self, "matrix", matrix)
        if matrix.shape != (n, n):
            raise MathError(
                f"{self.name} has {n} variables, so its matrix must be {n}×{n}, got "
                f"{matrix.shape[0]}×{matrix.shape[1]}."
            )
        if sympy.simplify(matrix - matrix.T) != sympy.zeros(n, n):
            raise MathError(f"{self.name} must be symmetric, got {matrix.tolist()}.")

    @property
    def dimension(self) -> int:
        """The number n of variables."""
        return len(self.variables)

    def __call__(self, points: npt.ArrayLike) -> Array:
        """Return the matrices ``(..., n, n)`` at points ``(..., n)``."""
        flat = compiled(tuple(self.matrix), self.variables)(points)
        return flat.reshape(*flat.shape[:-1], self.dimension, self.dimension)


def euclidean(variables: Sequence[str]) -> Metric:
    """Return the metric of plain descent: the identity matrix."""
    return Metric(sympy.eye(len(variables)), tuple(variables), "I")


def natural_gradient(matrix: npt.ArrayLike, gradient: npt.ArrayLike) -> Array:
    """Return ``G⁻¹g`` for a metric matrix ``(n, n)`` and a gradient ``(n,)``.

    Raises ``MathError`` where the matrix is not positive definite.

    >>> natural_gradient([[1, 0], [0, 4]], [2, 4])
    array([2., 1.])
    """
    g = np.asarray(gradient, float)
    root = _root(matrix)
    return np.asarray(np.linalg.solve(root.T, np.linalg.solve(root, g)), np.float64)


def steepest_direction(matrix: npt.ArrayLike, gradient: npt.ArrayLike) -> Array:
    """Return the direction d of fastest increase among those with ``dᵀG d = 1``.

    ``d = G⁻¹g / √(gᵀG⁻¹g)``, for a metric matrix ``(n, n)`` and a gradient ``(n,)``. With G = I
    it is the unit vector along the gradient. Raises ``MathError`` for a zero gradient, which has
    no steepest direction, and for a matrix that is not positive definite.
    """
    g = np.asarray(gradient, float)
    slope = natural_gradient(matrix, g)
    rate = float(np.sqrt(g @ slope))
    if not rate > 0:
        raise MathError("the gradient is zero, so no direction is steepest.")
    return slope / rate


def steepest_rate(matrix: npt.ArrayLike, gradient: npt.ArrayLike) -> float:
    """Return the rate ``√(gᵀG⁻¹g)`` along the steepest direction; ``‖g‖`` for G = I."""
    return float(np.sqrt(np.asarray(gradient, float) @ natural_gradient(matrix, gradient)))


def unit_ball(
    matrix: npt.ArrayLike,
    count: int = 181,
    *,
    center: npt.ArrayLike = (0.0, 0.0),
    radius: float = 1.0,
) -> Array:
    """Return ``count`` points on the ellipse ``(p − center)ᵀG(p − center) = radius²``.

    For a 2×2 metric matrix; shape ``(count, 2)``, anticlockwise, the last point equal to the
    first.
    """
    root = _root(matrix)
    if root.shape != (2, 2):
        raise MathError(f"a unit ball is drawn for a 2×2 metric, got shape {root.shape}.")
    angle = np.linspace(0, 2 * np.pi, count)
    angle[-1] = 0.0
    circle = np.stack([np.cos(angle), np.sin(angle)])
    ellipse: Array = radius * np.linalg.solve(root.T, circle).T + np.asarray(center, float)
    return ellipse


def pullback(matrix: npt.ArrayLike, jacobian: npt.ArrayLike) -> Array:
    """Return ``JᵀG J``: the metric in new coordinates q when old ones are p(q) and ``J = ∂p/∂q``.

    Shapes ``(..., n, n)`` and ``(..., n, m)`` give ``(..., m, m)``.

    >>> pullback([[1, 0], [0, 2]], [[1, 0], [0, 3]])
    array([[ 1.,  0.],
           [ 0., 18.]])
    """
    G, J = np.asarray(matrix, float), np.asarray(jacobian, float)
    pulled: Array = np.swapaxes(J, -1, -2) @ G @ J
    return pulled


def _root(matrix: npt.ArrayLike) -> Array:
    """Return the lower Cholesky factor, or say that there is none."""
    G = np.asarray(matrix, float)
    if G.ndim != 2 or G.shape[0] != G.shape[1]:
        raise MathError(f"a metric matrix must be square, got shape {G.shape}.")
    try:
        root: Array = np.linalg.cholesky(G)
    except np.linalg.LinAlgError:
        root = np.full_like(G, np.nan)
    if not np.all(np.isfinite(root)):
        raise MathError(f"the metric is not positive definite here: {G.tolist()}.")
    return root
