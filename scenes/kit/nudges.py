"""Nudges of one knob at a time: the step on the map, and the quotient of what the loss does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import VGroup

from scenes.kit.arrows import VectorArrow
from scenes.kit.formulas import number
from scenes.kit.instruments import Instruments
from scenes.kit.plane import Plane
from scenes.kit.plates import Plated
from scenes.kit.typography import LABEL, math

COLORS = {"Delta w": "w", "Delta b": "b", "Delta L": "value"}
ASIDE = ((0.0, -1.0), (-1.0, 0.0))
"""On which side of its arrow each nudge is named."""


class Nudges:
    """For w and for b: ``arrows`` of a step from ``start``, ``quotients`` and their ``results``.

    ``changes`` are what the loss does for each step. The quotients ``ΔL/Δw = change/step`` stand in
    the rows of the instruments, the results ``ΔL/Δw = rate`` in the same places. Nothing is on
    screen by itself.
    """

    def __init__(
        self,
        plane: Plane,
        start: npt.ArrayLike,
        step: float,
        changes: Sequence[float],
        instruments: Instruments,
    ) -> None:
        self.plane, self.start, self.step = plane, np.asarray(start, float), step
        self.arrows = [self._arrow(name, k) for k, name in enumerate("wb")]
        self.quotients, self.results = [], []
        for k, (name, change) in enumerate(zip("wb", changes, strict=True)):
            left = f"frac(Delta L, Delta {name}) {{{{ = : equals }}}}"
            quotient, result = (
                instruments.line_up(math(f"{left} {right}", colors=COLORS), k)
                for right in (
                    f"frac({number(change)}, {number(step)})",
                    number(change / step),
                )
            )
            self.quotients.append(quotient)
            self.results.append(result)

    def _arrow(self, name: str, k: int) -> VGroup:
        """Return the arrow of a nudge with its name."""
        way = self.step * np.eye(2)[k]
        arrow = VectorArrow(self.plane, self.start, way, color=name, subject=f"nudge of {name}")
        label = Plated(math(f"Delta {name}", size=LABEL, color=name))
        return VGroup(label.beside(self.plane, self.start + way / 2, ASIDE[k]), arrow)
