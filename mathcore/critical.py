"""Where the gradient vanishes, and what kind of place that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array, MathError, Window, as_point
from mathcore.functions import Differentiable

__all__ = ["CriticalPoint", "Kind", "Reading", "classify", "find_critical_points", "read"]

Kind = Literal["minimum", "maximum", "saddle", "degenerate"]
"""Told by the Hessian's eigenvalues: all positive, all negative, both signs, or one (almost) zero
where the Hessian alone decides nothing."""

_NEWTON_STEPS = 60


@dataclass(frozen=True)
class CriticalPoint:
    """A point with vanishing gradient: where, how high, and the Hessian's ascending eigenvalues."""

    point: tuple[float, ...]
    value: float
    eigenvalues: tuple[float, ...]
    kind: Kind


@dataclass(frozen=True, eq=False)
class Reading:
    """What value, gradient and Hessian say about one place.

    ``eigenvalues`` ``(n,)`` ascend; column i of ``directions`` ``(n, n)`` is the unit direction in
    which the Hessian curves by eigenvalue i. ``condition`` is ``|λ|max/|λ|min``: 1 in a round
    bowl, large in a narrow valley, infinite where some direction does not curve at all.
    ``largest_stable_step`` is ``2/λmax`` (infinite if nothing curves upwards).
    """

    value: float
    gradient: Array
    eigenvalues: Array
    directions: Array

    @property
    def slope(self) -> float:
        """The gradient's length: small on a plateau and near critical points."""
        return float(np.linalg.norm(self.gradient))

    @property
    def condition(self) -> float:
        """The ratio of the strongest to the weakest curvature."""
        size = np.abs(self.eigenvalues)
        return float(size.max() / size.min()) if size.min() > 0 else float("inf")

    @property
    def largest_stable_step(self) -> float:
        """The bound on a fixed step set by the strongest upward curvature."""
        largest = float(self.eigenvalues[-1])
        return 2 / largest if largest > 0 else float("inf")

    @property
    def curvature(self) -> Kind:
        """The kind a critical point with this Hessian would be."""
        return classify(self.eigenvalues)


def read(f: Differentiable, point: npt.ArrayLike) -> Reading:
    """Read value, gradient and Hessian of ``f`` at one point ``(n,)``.

    Raises ``MathError`` where they are not finite.
    """
    here = as_point(point, f.dimension)
    value, gradient, hessian = float(f(here)), f.gradient(here), f.hessian(here)
    if not (np.isfinite(value) and np.isfinite(gradient).all() and np.isfinite(hessian).all()):
        raise MathError(
            f"The function has no finite value, gradient and Hessian at {here.tolist()}."
        )
    eigenvalues, directions = np.linalg.eigh(hessian)
    return Reading(value, gradient, eigenvalues, directions)


def classify(eigenvalues: npt.ArrayLike, *, zero: float = 1e-6) -> Kind:
    """Return the kind of critical point with these Hessian eigenvalues ``(n,)``.

    An eigenvalue counts as zero if it is at most ``zero`` times the largest in size.

    >>> classify([-1, 2])
    'saddle'
    """
    values = np.asarray(eigenvalues, float)
    if np.abs(values).min() <= zero * np.abs(values).max():
        return "degenerate"
    if (values > 0).all():
        return "minimum"
    return "maximum" if (values < 0).all() else "saddle"


def find_critical_points(
    f: Differentiable, window: Window, *, density: int = 24, tolerance: float = 1e-8
) -> tuple[CriticalPoint, ...]:
    """Find the critical points of a function of two variables in a window, by rising value.

    Newton's method for ``∇f = 0`` starts from every point of a ``density`` × ``density`` grid. A
    point counts if its next Newton step is below ``tolerance`` of the window's larger side (a
    small gradient alone would also accept a plateau). Points closer than a thousandth of that
    side count as one. Points with a basin narrower than the grid can be missed; of a whole curve
    of critical points it returns a sample of degenerate ones.
    """
    if f.dimension != 2:
        raise MathError(f"A window has 2 variables, the function has {f.dimension}.")
    side = float(window.size.max())
    points = np.stack(window.grid(density, density), axis=-1).reshape(-1, 2)
    with np.errstate(all="ignore"):
        for _ in range(_NEWTON_STEPS):
            step = _newton_steps(f, points, longest=side / density, negligible=tolerance)
            points = points + step
        settled = np.linalg.norm(
            _newton_steps(f, points, longest=side, negligible=tolerance), axis=-1
        )
    edge = tolerance * side
    inside = np.all((points >= window.low - edge) & (points <= window.low + window.size + edge), 1)
    order = np.argsort(np.where(inside, settled, np.inf), kind="stable")
    found: list[Array] = []
    for index in order[: int(np.sum(inside & (settled <= edge)))]:
        point = _without_dust(points[index], side)
        if all(np.linalg.norm(point - other) > 1e-3 * side for other in found):
            found.append(point)
    return tuple(sorted((_described(f, p) for p in found), key=lambda c: (c.value, c.point)))


def _newton_steps(f: Differentiable, points: Array, *, longest: float, negligible: float) -> Array:
    """Return ``−H⁺∇f`` at points ``(k, 2)``, cut to a length; ``nan`` where there is none."""
    gradients, hessians = f.gradient(points), f.hessian(points)
    good = np.isfinite(gradients).all(-1) & np.isfinite(hessians).all((-1, -2))
    steps = np.full_like(points, np.nan)
    inverse = np.linalg.pinv(hessians[good], rcond=1e-12, hermitian=True)
    steps[good] = -(inverse @ gradients[good][..., None])[..., 0]
    # Along a direction without curvature pinv says "stay", which solves nothing if f slopes there.
    unsolved = np.linalg.norm((hessians @ steps[..., None])[..., 0] + gradients, axis=-1)
    steps[unsolved > longest * negligible * np.abs(hessians).max((-1, -2))] = np.nan
    length = np.linalg.norm(steps, axis=-1, keepdims=True)
    return np.where(length > longest, steps * (longest / length), steps)


def _without_dust(point: Array, side: float) -> Array:
    """Turn coordinates that are zero to rounding into zeros."""
    return np.where(np.abs(point) < 1e-12 * side, 0.0, point)


def _described(f: Differentiable, point: Array) -> CriticalPoint:
    """Add value, eigenvalues and kind to a point."""
    found = read(f, point)
    return CriticalPoint(
        tuple(point.tolist()), found.value, tuple(found.eigenvalues.tolist()), found.curvature
    )
