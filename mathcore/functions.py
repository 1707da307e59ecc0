"""The little that descent, flow and the critical points ask of a function."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import numpy.typing as npt

from mathcore.arrays import Array

__all__ = ["Differentiable", "value_and_gradient"]


@runtime_checkable
class Differentiable(Protocol):
    """A function of n real inputs that knows its first two derivatives.

    ``ScalarField`` is one; so is any object with these four. Outside its domain it answers with
    ``nan`` or ``inf``, not with an exception.
    """

    @property
    def dimension(self) -> int:
        """The number n of inputs."""
        ...

    def __call__(self, points: npt.ArrayLike) -> Array:
        """Return the values ``(...)`` at points ``(..., n)``."""
        ...

    def gradient(self, points: npt.ArrayLike) -> Array:
        """Return the gradients ``(..., n)`` at points ``(..., n)``."""
        ...

    def hessian(self, points: npt.ArrayLike) -> Array:
        """Return the Hessians ``(..., n, n)`` at points ``(..., n)``."""
        ...


def value_and_gradient(f: Differentiable, points: npt.ArrayLike) -> tuple[Array, Array]:
    """Return values ``(...)`` and gradients ``(..., n)`` at points ``(..., n)``.

    A function that has a method of this name computes both at once.
    """
    at_once = getattr(f, "value_and_gradient", None)
    if at_once is not None:
        both: tuple[Array, Array] = at_once(points)
        return both
    return f(points), f.gradient(points)
