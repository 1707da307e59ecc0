"""Polyline: a piece of a level curve whose vertices, and all points between, are exact."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array, MathError, as_point
from mathcore.levelset import LevelSet

__all__ = ["Polyline"]


@dataclass(frozen=True, eq=False)
class Polyline:
    """A connected piece of the level curve ``level_set``, parametrized by arc length.

    ``points`` are ``(k, 2)``, each exactly on the level, ordered so that higher values lie to
    the left. ``closed`` means that the first point is repeated as the last.
    """

    points: Array
    closed: bool
    level_set: LevelSet

    @property
    def level(self) -> float:
        """The value of the field along the line."""
        return self.level_set.level

    @property
    def length(self) -> float:
        """The arc length in the units of the plane."""
        return float(self.arc_lengths[-1])

    @cached_property
    def arc_lengths(self) -> Array:
        """Arc length from the first point to each point ``(k,)``.

        Each chord counts as the arc of a circle with the same turn θ: c·(θ/2)/sin(θ/2); a turn
        of more than 40° is a corner, with straight sides.
        """
        chords = np.diff(self.points, axis=0)
        lengths = np.linalg.norm(chords, axis=-1)
        cosines = np.sum(self._tangents[:-1] * self._tangents[1:], axis=-1)
        half = np.arccos(np.clip(np.where(cosines > 0.766, cosines, 1.0), -1.0, 1.0)) / 2
        return np.concatenate([[0.0], np.cumsum(lengths / np.sinc(half / np.pi))])

    @cached_property
    def _tangents(self) -> Array:
        """Unit tangents in the plane at the vertices; at a critical point, of the next chord."""
        gradients = self.level_set.field.gradient(self.points)
        with np.errstate(all="ignore"):
            tangents = np.stack([gradients[:, 1], -gradients[:, 0]], axis=-1)
            tangents /= np.linalg.norm(tangents, axis=-1, keepdims=True)
        chords = np.diff(self.points, axis=0)
        chords /= np.maximum(np.linalg.norm(chords, axis=-1, keepdims=True), 1e-300)
        chords = np.concatenate([chords, chords[-1:]])
        # In a corner there is no gradient; in a saddle, where branches end, it is only noise.
        ahead = np.asarray(np.sum(tangents * chords, axis=-1))
        noise = np.asarray(np.isnan(ahead))
        noise[[0, -1]] |= ~(ahead[[0, -1]] > 0.5)
        tangents[noise] = chords[noise]
        return tangents

    def at(self, s: npt.ArrayLike) -> Array:
        """Return the points ``(..., 2)`` at arc lengths ``s`` ``(...)``, polished onto the level.

        On a closed line ``s`` wraps around; on an open one it must lie in [0, length].
        """
        arc = self._wrapped(s)
        index = np.clip(
            np.searchsorted(self.arc_lengths, arc, side="right") - 1, 0, len(self.points) - 2
        )
        start, end = self.arc_lengths[index], self.arc_lengths[index + 1]
        span = np.maximum(end - start, 1e-300)
        u = ((arc - start) / span)[..., None]
        a, b = self.points[index], self.points[index + 1]
        slope_a, slope_b = (self._tangents[i] * span[..., None] for i in (index, index + 1))
        # Cubic Hermite interpolation, then onto the level: the guess is off by O(span**4).
        guess = (
            (1 + 2 * u) * (1 - u) ** 2 * a
            + u * (1 - u) ** 2 * slope_a
            + u**2 * (3 - 2 * u) * b
            - u**2 * (1 - u) * slope_b
        )
        flat = self.level_set.to_unit(guess.reshape(-1, 2))
        polished, arrived = self.level_set.polish(flat, 0.02)
        # A vertex is exact as it is, also in a saddle, where Newton has no direction to go.
        result = self.level_set.to_plane(np.where(arrived[:, None], polished, flat))
        result = result.reshape(guess.shape)
        return np.where(u == 0.0, a, np.where(u == 1.0, b, result))

    def tangent(self, s: npt.ArrayLike) -> Array:
        """Return unit tangents ``(..., 2)`` in the plane at arc lengths ``s``."""
        points = self.at(s)
        gradients = self.level_set.field.gradient(points)
        with np.errstate(all="ignore"):
            turned = np.stack([gradients[..., 1], -gradients[..., 0]], axis=-1)
            return np.asarray(turned / np.linalg.norm(turned, axis=-1, keepdims=True))

    def arc_of(self, point: npt.ArrayLike) -> float:
        """Return the arc length of the line's point nearest to ``point`` ``(2,)``."""
        target = as_point(point, 2)
        a, chord = self.points[:-1], np.diff(self.points, axis=0)
        squared = np.maximum(np.sum(chord**2, axis=-1), 1e-300)
        u = np.clip(np.sum((target - a) * chord, axis=-1) / squared, 0.0, 1.0)
        best = int(np.argmin(np.linalg.norm(a + u[:, None] * chord - target, axis=-1)))
        arcs = self.arc_lengths
        return float(arcs[best] + u[best] * (arcs[best + 1] - arcs[best]))

    def _wrapped(self, s: npt.ArrayLike) -> Array:
        arc = np.asarray(s, np.float64)
        if self.closed:
            return np.asarray(np.where(arc == self.length, arc, arc % self.length))
        slack = 1e-9 * self.length
        if not ((arc >= -slack) & (arc <= self.length + slack)).all():
            raise MathError(
                f"The arc length must lie in [0, {self.length:.6g}]; "
                f"got {float(np.min(arc)):.6g} to {float(np.max(arc)):.6g}."
            )
        return np.clip(arc, 0.0, self.length)
