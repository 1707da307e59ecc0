"""Someone who walks along a level curve: a point, the gradient and the way there, of one number."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
from manim import ValueTracker

from mathcore.polylines import Polyline

Array = npt.NDArray[np.float64]


class Walker(ValueTracker):
    """A place on a level curve, ``s`` arc length from the curve's first point.

    ``walker.animate.walk_to(s)`` moves it; everything that follows it asks for ``at``,
    ``gradient`` and ``velocity`` (of length one), each ``(2,)``, all computed once for every ``s``.
    """

    def __init__(self, curve: Polyline, s: float) -> None:
        super().__init__(s)
        self.curve = curve
        self._known: tuple[float, Array, Array] | None = None

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        # Copies, such as those that animations make, walk on the same curve.
        memo[id(self.curve)] = self.curve
        return super().__deepcopy__(memo)

    def walk_to(self, s: float) -> Self:
        """Go to another arc length; on a closed curve it may exceed the curve's length."""
        self.set_value(s)
        return self

    @property
    def at(self) -> Array:
        """Where one stands."""
        return self._look()[0]

    @property
    def gradient(self) -> Array:
        """The gradient there."""
        return self._look()[1]

    @property
    def velocity(self) -> Array:
        """The direction of walking: the gradient turned right by a quarter, of length one."""
        gradient = self.gradient
        return np.asarray(np.array([gradient[1], -gradient[0]]) / np.linalg.norm(gradient))

    def _look(self) -> tuple[Array, Array]:
        s = float(self.get_value())
        if self._known is None or self._known[0] != s:
            inside = s if self.curve.closed else min(max(s, 0.0), self.curve.length)
            point = self.curve.at(inside)
            self._known = (s, point, self.curve.level_set.field.gradient(point))
        return self._known[1:]
