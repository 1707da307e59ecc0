"""Step rules: given where we stand, how far and which way to go.

A rule looks at the function, the point, the gradient there and the previous displacement (zero
at the start), and answers with a ``Move``. It remembers nothing, so one rule serves many walks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from mathcore.arrays import Array, MathError
from mathcore.functions import Differentiable
from mathcore.line_search import first_minimum
from mathcore.metrics import MetricLike, natural_gradient

__all__ = [
    "Backtracking",
    "ExactLineSearch",
    "FixedStep",
    "Momentum",
    "Move",
    "NaturalGradient",
    "Newton",
    "Rule",
]


@dataclass(frozen=True, eq=False)
class Move:
    """A displacement ``(n,)``, the factor α behind it, and, if there is none to make, why."""

    displacement: Array
    step: float
    problem: str = ""


class Rule(Protocol):
    """Whatever proposes the next displacement."""

    def __call__(self, f: Differentiable, point: Array, gradient: Array, previous: Array) -> Move:
        """Return the move to make from ``point``."""
        ...


@dataclass(frozen=True)
class FixedStep:
    """Steepest descent with one step size: ``x ← x − α∇f(x)``.

    On a quadratic with largest Hessian eigenvalue λ it converges for ``α < 2/λ`` only.
    """

    step: float

    def __post_init__(self) -> None:
        _require_positive("step", self.step)

    def __call__(self, f: Differentiable, point: Array, gradient: Array, previous: Array) -> Move:
        """Return ``−α∇f``."""
        return Move(-self.step * gradient, self.step)


@dataclass(frozen=True)
class ExactLineSearch:
    """Steepest descent that goes to the first minimum along the line: ``argmin f(x − α∇f)``.

    There the new gradient is perpendicular to the old one, hence the zigzag.
    """

    def __call__(self, f: Differentiable, point: Array, gradient: Array, previous: Array) -> Move:
        """Return ``−α∇f`` with the α of the first minimum."""
        found = first_minimum(f, point, -gradient)
        return Move(-found.step * gradient, found.step, found.problem)


@dataclass(frozen=True)
class Backtracking:
    """Steepest descent with Armijo's test: shrink α until the fall is a fair share of the promise.

    Accepts the first of ``α = start, start·shrink, …`` with
    ``f(x − α∇f) ≤ f(x) − share·α‖∇f‖²``.
    """

    start: float = 1.0
    shrink: float = 0.5
    share: float = 1e-4

    def __post_init__(self) -> None:
        _require_positive("start", self.start)
        for name, number in (("shrink", self.shrink), ("share", self.share)):
            if not 0 < number < 1:
                raise MathError(f"{name} must lie between 0 and 1, got {number:g}.")

    def __call__(self, f: Differentiable, point: Array, gradient: Array, previous: Array) -> Move:
        """Return ``−α∇f`` with the first α that passes the test."""
        step = self.accepted(f, point, gradient, -gradient)
        return Move(-step * gradient, step, "" if step else _NO_STEP)

    def accepted(self, f: Differentiable, point: Array, gradient: Array, direction: Array) -> float:
        """Return the first α that passes along ``direction``, or 0 if none does."""
        here, promise = float(f(point)), self.share * float(gradient @ direction)
        step = self.start
        while np.any(point + step * direction != point):
            if float(f(point + step * direction)) <= here + step * promise:
                return step
            step *= self.shrink
        return 0.0


@dataclass(frozen=True)
class Momentum:
    """The heavy ball: ``v ← decay·v − α∇f(x)``, ``x ← x + v``.

    With ``nesterov=True`` the gradient is taken at ``x + decay·v``, where the ball is about to be.
    """

    step: float
    decay: float = 0.9
    nesterov: bool = False

    def __post_init__(self) -> None:
        _require_positive("step", self.step)
        if not 0 <= self.decay < 1:
            raise MathError(f"decay must be at least 0 and below 1, got {self.decay:g}.")

    def __call__(self, f: Differentiable, point: Array, gradient: Array, previous: Array) -> Move:
        """Return the new velocity."""
        drift = self.decay * previous
        slope = f.gradient(point + drift) if self.nesterov else gradient
        return Move(drift - self.step * slope, self.step)


@dataclass(frozen=True)
class Newton:
    """Newton's step ``−H⁻¹∇f``, made downhill where the Hessian is not positive definite.

    There each eigenvalue λ is replaced by ``max(|λ|, floor·|λ|max)``: the same step where H is
    positive definite, a descent direction elsewhere, so that saddles repel. With ``damped=True``
    the step is halved until it passes Armijo's test; near a minimum and on any quadratic with a
    minimum the full step passes.
    """

    damped: bool = True
    floor: float = 1e-8

    def __call__(self, f: Differentiable, point: Array, gradient: Array, previous: Array) -> Move:
        """Return ``−α|H|⁻¹∇f``."""
        hessian = f.hessian(point)
        if not np.all(np.isfinite(hessian)):
            return Move(np.zeros_like(point), 0.0, "The Hessian is not finite here.")
        values, vectors = np.linalg.eigh(hessian)
        size = np.abs(values)
        if not size.max() > 0:
            return Move(np.zeros_like(point), 0.0, "The Hessian is zero here: no curvature to use.")
        size = np.maximum(size, self.floor * size.max())
        direction = -vectors @ ((vectors.T @ gradient) / size)
        step = Backtracking().accepted(f, point, gradient, direction) if self.damped else 1.0
        return Move(step * direction, step, "" if step else _NO_STEP)


@dataclass(frozen=True)
class NaturalGradient:
    """Steepest descent under a metric G: ``x ← x − αG(x)⁻¹∇f(x)``."""

    metric: MetricLike
    step: float

    def __post_init__(self) -> None:
        _require_positive("step", self.step)

    def __call__(self, f: Differentiable, point: Array, gradient: Array, previous: Array) -> Move:
        """Return ``−αG⁻¹∇f``."""
        try:
            slope = natural_gradient(self.metric(point), gradient)
        except MathError as error:
            return Move(np.zeros_like(point), 0.0, str(error))
        return Move(-self.step * slope, self.step)


_NO_STEP = "No step along this direction lowers the function any further."


def _require_positive(name: str, number: float) -> None:
    """Refuse a step size that is not a positive number."""
    if not (np.isfinite(number) and number > 0):
        raise MathError(f"{name} must be a positive number, got {number:g}.")
