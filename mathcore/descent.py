"""Descent: repeat one step rule until the gradient vanishes, or say why that did not happen."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array, MathError, Window, as_point
from mathcore.functions import Differentiable, value_and_gradient
from mathcore.steps import FixedStep, Rule
from mathcore.trajectory import Outcome, Trajectory

__all__ = ["descend", "largest_stable_step"]


def descend(
    f: Differentiable,
    start: npt.ArrayLike,
    *,
    rule: Rule | float,
    max_steps: int = 100,
    tolerance: float = 1e-8,
    window: Window | None = None,
    limit: float = 1e6,
) -> Trajectory:
    """Walk down ``f`` from ``start`` by a step rule; a number as rule is a ``FixedStep``.

    Ends when ``‖∇f‖ ≤ tolerance`` (converged), after ``max_steps`` steps (finished), with the
    first point outside ``window`` (left the window), and when the path is further than ``limit``
    from its start or runs into a place without finite value or gradient (diverged; that place is
    not recorded). None of these is an exception: read ``outcome`` and ``reason``. Raises
    ``MathError`` for a start where ``f`` itself is not finite.
    """
    rule = FixedStep(float(rule)) if isinstance(rule, int | float) else rule
    if max_steps < 0:
        raise MathError(f"max_steps must not be negative, got {max_steps}.")
    with np.errstate(all="ignore"):
        walk = _Walk(as_point(start, f.dimension))
        if not walk.record(f, walk.origin):
            raise MathError(
                f"The descent can't start at {walk.origin.tolist()}: no finite value there."
            )
        end = None
        while end is None:
            end = _ending(walk, max_steps, tolerance, window, limit) or walk.advance(f, rule)
    return walk.trajectory(*end)


def largest_stable_step(f: Differentiable, point: npt.ArrayLike) -> float:
    """Return ``2/λ``, λ the largest eigenvalue of the Hessian at ``point``.

    Fixed-step descent on a quadratic converges below it and diverges above; on other functions it
    tells so near a minimum. Infinite where the function does not curve upwards.
    """
    largest = float(np.linalg.eigvalsh(f.hessian(as_point(point, f.dimension)))[-1])
    return 2 / largest if largest > 0 else float("inf")


@dataclass
class _Walk:
    """The records of a descent under way."""

    origin: Array
    points: list[Array] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    gradients: list[Array] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)

    def record(self, f: Differentiable, point: Array) -> bool:
        """Note a point with its value and gradient if all three are finite; say whether."""
        if not np.all(np.isfinite(point)):
            return False
        values, gradients = value_and_gradient(f, point)
        value, gradient = float(values), np.asarray(gradients, float)
        if not (np.isfinite(value) and np.all(np.isfinite(gradient))):
            return False
        self.points.append(point)
        self.values.append(value)
        self.gradients.append(gradient)
        return True

    def advance(self, f: Differentiable, rule: Rule) -> tuple[Outcome, str] | None:
        """Make one step; return an ending if there is none to make."""
        here = self.points[-1]
        previous = here - self.points[-2] if self.steps else np.zeros_like(here)
        move = rule(f, here, self.gradients[-1], previous)
        taken = len(self.steps)
        if move.problem:
            return "stalled", f"After {_steps(taken)}: {move.problem}"
        there = here + move.displacement
        if np.array_equal(there, here):
            return "stalled", f"After {_steps(taken)} the next one is too small to move the point."
        if not self.record(f, there):
            return "diverged", f"Step {taken + 1} leads where the function has no finite value."
        self.steps.append(move.step)
        return None

    def trajectory(self, outcome: Outcome, reason: str) -> Trajectory:
        """Freeze the records."""
        return Trajectory(
            np.array(self.points),
            np.array(self.values),
            np.array(self.gradients),
            np.array(self.steps),
            outcome,
            reason,
        )


def _ending(
    walk: _Walk, max_steps: int, tolerance: float, window: Window | None, limit: float
) -> tuple[Outcome, str] | None:
    """Return how the walk ends at its last point, or None while it may go on."""
    here, taken = walk.points[-1], len(walk.steps)
    slope = float(np.linalg.norm(walk.gradients[-1]))
    if slope <= tolerance:
        return "converged", (
            f"After {_steps(taken)} the gradient's length {slope:.1e} is within {tolerance:.1e}."
        )
    if not float(np.linalg.norm(here - walk.origin)) <= limit:
        return "diverged", f"After {_steps(taken)} the path is over {limit:g} from its start."
    if window is not None and not bool(np.all(window.contains(here))):
        return "left the window", f"After {_steps(taken)} the path is outside the window."
    if taken >= max_steps:
        return "finished", (
            f"All {_steps(taken)} are used; the gradient's length is still {slope:.1e}."
        )
    return None


def _steps(count: int) -> str:
    """Return the count with its noun."""
    return "1 step" if count == 1 else f"{count} steps"
