"""Where descents part: on one side of a border they end in one place, on the other in another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array, MathError, as_point
from mathcore.descent import descend
from mathcore.functions import Differentiable
from mathcore.steps import Rule

__all__ = ["basin_border"]

_HALVINGS = 48


def basin_border(
    f: Differentiable,
    one: npt.ArrayLike,
    other: npt.ArrayLike,
    *,
    rule: Rule | float,
    max_steps: int = 400,
) -> Array:
    """Return the point ``(n,)`` between two starts at which descents change where they end.

    The descents from ``one`` and ``other`` end in different places; halving the segment between
    them finds the border to ``2⁻⁴⁸`` of its length. A descent from the border itself would run
    into a saddle, so one from nearby comes close to it. Raises ``MathError`` if both descents end
    closer to each other than a hundredth of the starts' distance.
    """
    first, second = as_point(one, f.dimension), as_point(other, f.dimension)

    def end(start: Array) -> Array:
        return descend(f, start, rule=rule, max_steps=max_steps).end

    goals = end(first), end(second)
    if np.linalg.norm(goals[0] - goals[1]) < 0.01 * np.linalg.norm(first - second):
        raise MathError(
            f"The descents from {first.tolist()} and {second.tolist()} end in the same place, so "
            "there is no border between them."
        )
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        reached = end(first + middle * (second - first))
        nearer = np.linalg.norm(reached - goals[0]) < np.linalg.norm(reached - goals[1])
        low, high = (middle, high) if nearer else (low, middle)
    border: Array = first + (low + high) / 2 * (second - first)
    return border
