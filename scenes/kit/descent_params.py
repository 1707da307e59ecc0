"""What a segment about descents may be told: a bowl to search in, and a line fit with its steps."""

from __future__ import annotations

import numpy as np
from pydantic import ValidationInfo, field_validator

from mathcore.arrays import MathError
from mathcore.bowls import Bowl, bowl
from mathcore.descent import descend
from mathcore.models import FIVE_POINTS, LineFit
from mathcore.steps import ExactLineSearch
from mathcore.trajectory import Trajectory
from scenes.kit.bowl_numbers import rounded
from scenes.kit.params import FieldSpec, Finite, Point, Positive, SegmentParams, WindowSpec, spec

FEWEST, MOST = 4, 8
"""Bounds for the number of line searches that are shown."""
SPENT = 0.03
"""Share of the height that is as good as nothing."""

FLATTEST, LONGEST_VALLEY = 2.0, 15.0
"""Condition numbers between which the zigzag is seen."""

SHARES = (0.03, 0.67, 1.06)
"""Fixed steps, too small, right and too large, as shares of the largest stable one."""
CENTERED = 0.02
"""A mean, or a distance, that is no more than this share of the scale is as good as none."""
ON_THE_FLOOR = 0.1
"""Least distance across the loss's valley, as a share of that along it, at which one may start."""
TAKEN = 12
"""Steps of fixed size that are shown."""


class DescentParams(SegmentParams):
    """A bowl and a start for the line searches; data and three step sizes for a line fit."""

    field: FieldSpec = spec("(x**2 + 10*y**2)/2")
    at: Point = (10, 1)
    window: WindowSpec | None = None
    inputs: tuple[Finite, ...] = FIVE_POINTS.inputs
    targets: tuple[Finite, ...] = FIVE_POINTS.targets
    start: Point = (0, 0)
    steps: tuple[Positive, Positive, Positive] | None = None

    @property
    def bowl(self) -> Bowl:
        """The bowl that the field is."""
        return bowl(self.field)

    @property
    def zigzag(self) -> Trajectory:
        """The line searches, until little is left of the height."""
        left = float(self.bowl.share_left(self.at))
        wanted = np.log(SPENT) / np.log(left) if left > 0 else FEWEST
        count = int(np.clip(np.ceil(wanted), FEWEST, MOST))
        return descend(self.field, self.at, rule=ExactLineSearch(), max_steps=count)

    @property
    def fit(self) -> LineFit:
        """The fit to the data."""
        return LineFit(self.inputs, self.targets)

    @property
    def sizes(self) -> tuple[float, float, float]:
        """The three step sizes, chosen by the largest stable one unless given."""
        if self.steps is not None:
            return self.steps
        small, right, large = (share * self.fit.largest_stable_step for share in SHARES)
        return rounded(small), rounded(right), rounded(large, 2)

    @property
    def centered_step(self) -> float:
        """The step size with centered inputs, the same share of what is stable there."""
        return rounded(SHARES[1] * self.fit.centered().largest_stable_step)

    def walk(self, step: float, *, centered: bool = False) -> Trajectory:
        """Return the descent of the fit's loss by a fixed step."""
        loss = (self.fit.centered() if centered else self.fit).loss
        return descend(loss, self.start, rule=step, max_steps=TAKEN, tolerance=0)

    @field_validator("field")
    @classmethod
    def _is_a_valley(cls, field: FieldSpec) -> FieldSpec:
        try:
            condition = float(bowl(field).condition)
        except MathError as error:
            raise ValueError(f"{error}; this segment needs a quadratic bowl") from None
        if not FLATTEST <= condition <= LONGEST_VALLEY:
            raise ValueError(
                f"the curvatures of {field.text} are as 1 to {condition:.3g}; a zigzag is "
                f"seen between 1 to {FLATTEST:g} and 1 to {LONGEST_VALLEY:g}"
            )
        return field

    @field_validator("at")
    @classmethod
    def _zigzags(cls, at: tuple[float, float], info: ValidationInfo) -> tuple[float, float]:
        field = info.data.get("field")
        if field is not None and float(bowl(field).share_left(at)) < SPENT:
            raise ValueError(
                f"from {list(at)} the first line search all but reaches the bottom, so there "
                "is no zigzag to show; choose a start farther from the main directions"
            )
        return at

    @field_validator("targets")
    @classmethod
    def _can_be_fitted(cls, targets: tuple[float, ...], info: ValidationInfo) -> tuple[float, ...]:
        inputs = info.data.get("inputs")
        if inputs is not None:
            try:
                LineFit(inputs, targets)
            except MathError as error:
                raise ValueError(str(error)) from None
            if abs(float(np.mean(inputs))) < CENTERED * float(np.ptp(inputs)):
                raise ValueError(
                    f"the inputs {list(inputs)} are already centered, so there is nothing to "
                    "be gained by subtracting their mean"
                )
        return targets

    @field_validator("start")
    @classmethod
    def _is_beside_the_valley(
        cls, start: tuple[float, float], info: ValidationInfo
    ) -> tuple[float, float]:
        if {"inputs", "targets"} <= info.data.keys():
            loss = bowl(LineFit(info.data["inputs"], info.data["targets"]).loss)
            along, across = np.abs(loss.directions.T @ (start - loss.lowest))
            if across < ON_THE_FLOOR * along or along + across < CENTERED:
                raise ValueError(
                    f"{list(start)} lies on the floor of the loss's valley, where no step "
                    "overshoots; choose a start beside it"
                )
        return start

    @field_validator("steps")
    @classmethod
    def _too_large_and_not(
        cls, steps: tuple[float, float, float] | None, info: ValidationInfo
    ) -> tuple[float, float, float] | None:
        if steps is not None and {"inputs", "targets"} <= info.data.keys():
            limit = LineFit(info.data["inputs"], info.data["targets"]).largest_stable_step
            if not steps[0] < steps[1] < limit < steps[2]:
                raise ValueError(
                    f"the steps must be too small, right and too large: two below {limit:.4g} "
                    f"in rising order and one above, got {list(steps)}"
                )
        return steps
