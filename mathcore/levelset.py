"""One level set in a window: residual, exact points on it, and following it step by step.

Everything here works in *unit coordinates* q = (p − low)/size in [0, 1]², so that a window with
unequal sides is treated as it is seen. Tangents point so that higher values lie to the left:
t = (g_y, −g_x)/|g| with g the gradient in unit coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array, Window
from mathcore.fields import ScalarField

__all__ = ["Ending", "LevelSet"]

Ending = Literal["closed", "border", "junction", "edge"]
"""Where following stops: back at the start, at the window's border, at a critical point of the
same level, or where the field ends (or its curve has a corner)."""

_LARGEST_STEP = 1 / 48
_SMALLEST_STEP = 1e-7
_LARGEST_TURN = np.cos(np.radians(15.0))
_SMALL_TURN = np.cos(np.radians(6.0))
_MOST_STEPS = 20_000


@dataclass(frozen=True)
class LevelSet:
    """The set f = level in a window; ``span`` is the size of f's values there.

    A point counts as on it when |f − level| <= 1e-9·max(1, |level|, span); polishing goes on to
    rounding where it can.
    """

    field: ScalarField
    level: float
    window: Window
    span: float

    @property
    def tolerance(self) -> float:
        """The largest |f − level| of a point on the set."""
        return 1e-9 * max(1.0, abs(self.level), self.span)

    def to_unit(self, points: Array) -> Array:
        """Map points of the plane ``(..., 2)`` to unit coordinates."""
        return (points - self.window.low) / self.window.size

    def to_plane(self, q: Array) -> Array:
        """Map unit coordinates ``(..., 2)`` to points of the plane."""
        return self.window.low + q * self.window.size

    def sample(self, q: Array) -> tuple[Array, Array]:
        """Return f − level ``(...)`` and the gradient ``(..., 2)`` in unit coordinates."""
        values, gradients = self.field.value_and_gradient(self.to_plane(q))
        return values - self.level, gradients * self.window.size

    def tangents(self, q: Array) -> Array:
        """Return unit tangents ``(..., 2)``, higher values on the left; nan where ∇f = 0."""
        return _turned(self.sample(q)[1])

    def polish(
        self, q: Array, reach: npt.ArrayLike, free: Array | float = 1.0
    ) -> tuple[Array, npt.NDArray[np.bool_]]:
        """Move points ``(k, 2)`` along the gradient onto the set, by guarded Newton steps.

        Return the points and which of them arrived without going farther than ``reach``
        (``(k,)`` or one number). ``free`` scales the coordinates of the step: 0 holds one fixed,
        which keeps a point on the window's border.
        """
        start = q
        q = q.copy()
        limit = np.broadcast_to(np.asarray(reach, np.float64), q.shape[:-1])
        residual, gradient = self.sample(q)
        gradient = gradient * free
        goal = 1e-14 * max(abs(self.level), self.span)
        for _ in range(25):
            steepness = np.sum(gradient**2, axis=-1)
            with np.errstate(all="ignore"):
                step = -(residual / steepness)[..., None] * gradient
                length = np.linalg.norm(step, axis=-1)
                step *= np.minimum(1.0, limit / np.maximum(length, 1e-300))[..., None]
            going = (np.abs(residual) > goal) & np.isfinite(step).all(axis=-1)
            improved = np.zeros(going.shape, bool)
            for _ in range(5):
                trial = q + np.where(going[..., None], step, 0.0)
                new_residual, new_gradient = self.sample(trial)
                better = going & (np.abs(new_residual) < np.abs(residual))
                q = np.where(better[..., None], trial, q)
                residual = np.where(better, new_residual, residual)
                gradient = np.where(better[..., None], new_gradient * free, gradient)
                improved |= better
                going &= ~better
                if not going.any() or (np.abs(residual[going]) <= self.tolerance).all():
                    break
                step = step / 2
            if not improved.any():
                break
        moved = np.linalg.norm(q - start, axis=-1)
        return q, (np.abs(residual) <= self.tolerance) & (moved <= limit * (1 + 1e-9))

    def follow(self, start: Array, sign: float, junctions: Array) -> tuple[list[Array], Ending]:
        """Walk along the set from ``start`` ``(2,)``, forward (sign 1) or backward (−1).

        Predictor along the tangent, corrector along the gradient, the step halved until the
        curve turns by less than 15 degrees; so it cannot jump to another branch nearby.
        ``junctions`` ``(m, 2)`` are critical points on this level: the walk ends in one exactly.
        """
        points = [start]
        here, tangent = start, sign * self.tangents(start)
        step = _LARGEST_STEP / 4
        first = tangent
        for _ in range(_MOST_STEPS):
            if not np.isfinite(tangent).all():
                return points, "edge"
            gap, nearest = _nearest(junctions, here)
            if gap < 2 * step:
                towards = (nearest - here) @ tangent
                if towards > 0.995 * gap or (towards > 0 and gap < 1e-5):
                    points.append(nearest)
                    return points, "junction"
                step = max(min(step, gap / 2), _SMALLEST_STEP)
            trial, turn = self._stride(here, tangent, sign, step)
            if trial is None:
                step /= 2
                if step < _SMALLEST_STEP:
                    return points, "edge"
                continue
            if len(points) > 2 and _passes(here, trial, start, tangent, first):
                points.append(start)
                return points, "closed"
            if trial.min() < 0.0 or trial.max() > 1.0:
                points.append(self._border_point(here, trial))
                return points, "border"
            points.append(trial)
            here, tangent = trial, sign * self.tangents(trial)
            if turn > _SMALL_TURN:
                step = min(1.6 * step, _LARGEST_STEP)
        return points, "edge"

    def _stride(
        self, here: Array, tangent: Array, sign: float, step: float
    ) -> tuple[Array | None, float]:
        """Take one step; return the new point (None if it can't be trusted) and cos(turn)."""
        moved, arrived = self.polish((here + step * tangent)[None], step / 3)
        if not arrived[0]:
            return None, 0.0
        trial = moved[0]
        chord = (trial - here) / np.linalg.norm(trial - here)
        turn = float(min(chord @ tangent, sign * self.tangents(trial) @ chord))
        return (trial, turn) if turn > _LARGEST_TURN else (None, turn)

    def _border_point(self, inside: Array, outside: Array) -> Array:
        """Return the point of the set on the border between two points of it."""
        past = np.maximum(outside - 1.0, -outside)
        axis = int(np.argmax(past))
        border = 1.0 if outside[axis] > 1.0 else 0.0
        share = (border - inside[axis]) / (outside[axis] - inside[axis])
        guess = inside + share * (outside - inside)
        guess[axis] = border
        free = np.ones(2)
        free[axis] = 0.0
        polished, arrived = self.polish(guess[None], np.linalg.norm(outside - inside), free)
        return np.clip(polished[0], 0.0, 1.0) if arrived[0] else inside


def _turned(gradient: Array) -> Array:
    with np.errstate(all="ignore"):
        length = np.linalg.norm(gradient, axis=-1, keepdims=True)
        return np.asarray(np.stack([gradient[..., 1], -gradient[..., 0]], axis=-1) / length)


def _nearest(junctions: Array, here: Array) -> tuple[float, Array]:
    if not len(junctions):
        return np.inf, here
    gaps = np.linalg.norm(junctions - here, axis=-1)
    # A walk that starts at a junction's own place must be able to leave it.
    best = int(np.argmin(gaps))
    return float(gaps[best]), junctions[best]


def _passes(here: Array, trial: Array, start: Array, tangent: Array, first: Array) -> bool:
    """Tell whether the stride from here to trial passes the start, in the same sense."""
    stride = trial - here
    length = float(np.linalg.norm(stride))
    along = float((start - here) @ stride) / length
    aside = float(np.linalg.norm(start - here - along * stride / length))
    return 0.0 < along <= length * 1.001 and aside < 0.1 * length and float(tangent @ first) > 0.7
