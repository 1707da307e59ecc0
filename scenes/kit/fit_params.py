"""What a segment about the line fit may be told: the data, and where the knobs stand first."""

from __future__ import annotations

import numpy as np
from pydantic import ValidationInfo, field_validator

from mathcore.arrays import Array
from mathcore.models import FIVE_POINTS, LineFit
from scenes.kit.panels import best_of
from scenes.kit.params import Finite, Point, SegmentParams

MOST_POINTS = 12
"""More points than these can't be told apart in a panel."""


class FitParams(SegmentParams):
    """Data for the line ``w·x + b``, and the knobs ``(w, b)`` from which the story starts."""

    inputs: tuple[Finite, ...] = FIVE_POINTS.inputs
    targets: tuple[Finite, ...] = FIVE_POINTS.targets
    start: Point = (0, 0)

    @property
    def fit(self) -> LineFit:
        """The fit, with its loss, its best line and its Hessian."""
        return LineFit(self.inputs, self.targets)

    @property
    def best(self) -> Array:
        """The best ``(w, b)``."""
        return best_of(self.fit)

    @field_validator("inputs")
    @classmethod
    def _can_carry_a_line(cls, inputs: tuple[float, ...]) -> tuple[float, ...]:
        if len(set(inputs)) < 2:
            raise ValueError(f"a line needs two different inputs, got {list(inputs)}")
        if len(inputs) > MOST_POINTS:
            raise ValueError(f"at most {MOST_POINTS} points can be seen apart, got {len(inputs)}")
        return inputs

    @field_validator("targets")
    @classmethod
    def _one_for_each_input(
        cls, targets: tuple[float, ...], info: ValidationInfo
    ) -> tuple[float, ...]:
        inputs = info.data.get("inputs")
        if inputs is not None and len(inputs) != len(targets):
            raise ValueError(
                f"each input needs one target; there are {len(inputs)} inputs and "
                f"{len(targets)} targets"
            )
        return targets

    @field_validator("start")
    @classmethod
    def _leaves_something_to_do(
        cls, start: tuple[float, float], info: ValidationInfo
    ) -> tuple[float, float]:
        inputs, targets = info.data.get("inputs"), info.data.get("targets")
        if inputs is not None and targets is not None:
            fit = LineFit(inputs, targets)
            least, spread = float(fit.loss(best_of(fit))), float(np.var(targets))
            if float(fit.loss(start)) - least < 0.05 * max(spread, least):
                w, b = best_of(fit).tolist()
                raise ValueError(
                    f"at {list(start)} the loss is already close to its least, at "
                    f"[{w:.4g}, {b:.4g}]; choose a start further away"
                )
        return start
