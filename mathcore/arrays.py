"""The shape rule in code: points, windows, and errors that quote the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Array", "MathError", "Window", "as_point", "as_points"]

Array: TypeAlias = npt.NDArray[np.float64]


class MathError(ValueError):
    """A mathematical request that cannot be met; the message is one sentence for a person."""


def as_points(
    points: npt.ArrayLike, dimension: int | None = None, *, name: str = "points"
) -> Array:
    """Return ``points`` as a float64 array ``(..., n)``.

    With ``dimension`` given, the last axis must have that length. The result may share memory
    with the input; nobody in ``mathcore`` writes to it. Raises `MathError` when the input is not
    an array of real numbers or its last axis has another length.

    >>> as_points([(1, 2), (3, 4)], 2).shape
    (2, 2)
    """
    try:
        raw = np.asarray(points)
        if raw.dtype.kind not in "biuf":
            raw = _as_real_numbers(raw)
        array = raw.astype(np.float64, copy=False)
    except (TypeError, ValueError) as error:
        raise MathError(f"{name} must be an array of real numbers ({error}).") from None
    if array.ndim == 0:
        raise MathError(f"{name} must have a last axis of coordinates; got the number {array}.")
    if dimension is not None and array.shape[-1] != dimension:
        raise MathError(
            f"{name} must have {dimension} coordinates on the last axis; "
            f"got shape {array.shape}, that is {array.shape[-1]}."
        )
    return array


def _as_real_numbers(raw: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """Convert an object array (fractions, SymPy numbers) element by element; refuse the rest."""
    if raw.dtype.kind != "O":
        raise TypeError(f"got data of type {raw.dtype}")
    return raw.astype(np.float64)


def as_point(point: npt.ArrayLike, dimension: int | None = None, *, name: str = "point") -> Array:
    """Return one finite point as a float64 array ``(n,)``.

    Raises `MathError` when it is not one point, has another number of coordinates than
    ``dimension``, or is not finite.

    >>> as_point((2, -1))
    array([ 2., -1.])
    """
    array = as_points(point, dimension, name=name)
    if array.ndim != 1:
        raise MathError(f"{name} must be one point of shape (n,); got shape {array.shape}.")
    if not np.isfinite(array).all():
        raise MathError(f"{name} must be finite; got {array.tolist()}.")
    return array


@dataclass(frozen=True)
class Window:
    """A rectangle of the plane: ``x`` and ``y`` are ``(low, high)`` with ``low < high``.

    >>> Window((-2, 2), (0, 1)).center
    (0.0, 0.5)
    """

    x: tuple[float, float]
    y: tuple[float, float]

    def __post_init__(self) -> None:
        object.__setattr__(self, "x", _as_span(self.x, "x"))
        object.__setattr__(self, "y", _as_span(self.y, "y"))

    @classmethod
    def around(cls, center: npt.ArrayLike, radius: float) -> Window:
        """Return the square window with this center ``(2,)`` and half side ``radius``."""
        x, y = as_point(center, 2, name="center").tolist()
        return cls((x - radius, x + radius), (y - radius, y + radius))

    @property
    def width(self) -> float:
        """Length of the x side."""
        return self.x[1] - self.x[0]

    @property
    def height(self) -> float:
        """Length of the y side."""
        return self.y[1] - self.y[0]

    @property
    def center(self) -> tuple[float, float]:
        """The middle ``(x, y)``."""
        return (self.x[0] + self.x[1]) / 2, (self.y[0] + self.y[1]) / 2

    @property
    def low(self) -> Array:
        """The lower left corner ``(2,)``."""
        return np.array([self.x[0], self.y[0]])

    @property
    def size(self) -> Array:
        """Both sides ``(2,)``."""
        return np.array([self.width, self.height])

    def contains(self, points: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Tell which points ``(..., 2)`` lie in the window, border included: ``(...)``."""
        array = as_points(points, 2)
        x, y = array[..., 0], array[..., 1]
        inside = (self.x[0] <= x) & (x <= self.x[1]) & (self.y[0] <= y) & (y <= self.y[1])
        return np.asarray(inside)

    def grid(self, nx: int, ny: int) -> tuple[Array, Array]:
        """Return ``X, Y``, each ``(ny, nx)``, of evenly spaced points, border included."""
        if nx < 2 or ny < 2:
            raise MathError(f"a grid needs at least 2 points a side; got {nx} by {ny}.")
        X, Y = np.meshgrid(np.linspace(*self.x, nx), np.linspace(*self.y, ny))
        return X, Y


def _as_span(span: Sequence[float], axis: str) -> tuple[float, float]:
    try:
        low, high = (float(end) for end in span)
    except (TypeError, ValueError):
        raise MathError(f"the window's {axis} must be a pair (low, high); got {span!r}.") from None
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        raise MathError(
            f"the window's {axis} must run from low to high, both finite; got ({low:g}, {high:g})."
        )
    return low, high
