"""Steps of one length in several directions from the gradient, and what each of them climbs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array
from mathcore.calculus import unit
from mathcore.fields import ScalarField

ANGLES = (0.0, 45.0, 90.0, 135.0, 180.0)
"""Degrees by which the steps are turned from the gradient."""

LENGTHS = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.001)
NEAR = 0.2
"""A step is short enough if the climbs differ from ``h |grad f| cos`` by this share at most."""


def turned_from_gradient(field: ScalarField, at: npt.ArrayLike) -> Array:
    """Return the unit vectors ``(5, 2)`` at ``ANGLES`` from the gradient, counter-clockwise."""
    along = unit(field.gradient(at))
    angles = np.radians(ANGLES)
    across = np.array([-along[1], along[0]])
    return np.asarray(np.cos(angles)[:, None] * along + np.sin(angles)[:, None] * across)


def climbs(field: ScalarField, at: npt.ArrayLike, length: float) -> Array:
    """Return what a step of this length climbs in each direction: ``(5,)``."""
    start = np.asarray(at, float)
    with np.errstate(all="ignore"):
        return np.asarray(field(start + length * turned_from_gradient(field, at)) - field(start))


def telling_length(field: ScalarField, at: npt.ArrayLike) -> float:
    """Return the longest of ``LENGTHS`` at which the climbs are nearly ``h |grad f| cos``."""
    steepness = float(np.linalg.norm(field.gradient(at)))
    for length in LENGTHS:
        predicted = length * steepness * np.cos(np.radians(ANGLES))
        found = climbs(field, at, length)
        if np.isfinite(found).all() and np.abs(found - predicted).max() <= NEAR * predicted[0]:
            return length
    return LENGTHS[-1]
