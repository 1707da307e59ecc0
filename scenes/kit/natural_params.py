"""What the segment on the natural gradient may be told: a metric, two bells, data and a descent."""

from __future__ import annotations

import numpy as np
from pydantic import ValidationInfo, field_validator

from mathcore.arrays import Array
from mathcore.metrics import steepest_direction
from scenes.kit.params import Direction, Finite, Positive, SegmentParams, Steps
from scenes.kit.two_maps import BellFit

MOST_WIDE = 6
"""How many times as wide as the narrow bell the wide one may be."""

LEAST_TURN = 3.0
"""Degrees by which the metric must turn the steepest direction, or there is nothing to see."""


class NaturalParams(SegmentParams):
    """A gradient and a metric to look at closely; the bells; the descent and its step sizes."""

    gradient: Direction = (1, 1)
    metric: tuple[tuple[Finite, Finite], tuple[Finite, Finite]] = ((0.4, 0), (0, 2.5))
    narrow: Positive = 0.5
    wide: Positive = 2.0
    mean: Finite = 0.0
    deviation: Positive = 1.0
    start: tuple[Finite, Positive] = (-3, 1)
    steps: Steps = (0.1, 0.05, 0.02, 0.01)

    @field_validator("metric")
    @classmethod
    def _is_a_metric(
        cls, rows: tuple[tuple[float, float], tuple[float, float]], info: ValidationInfo
    ) -> tuple[tuple[float, float], tuple[float, float]]:
        matrix = np.array(rows)
        if rows[0][1] != rows[1][0] or np.linalg.eigvalsh(matrix).min() <= 1e-9:
            raise ValueError(
                f"a metric is a symmetric matrix with positive eigenvalues, got {matrix.tolist()}"
            )
        gradient = info.data.get("gradient")
        if gradient is not None and turned_by(gradient, matrix) < LEAST_TURN:
            raise ValueError(
                f"under {matrix.tolist()} the steepest direction for the gradient "
                f"{list(gradient)} is the usual one; choose a metric that turns it"
            )
        return rows

    @field_validator("wide")
    @classmethod
    def _is_wider(cls, wide: float, info: ValidationInfo) -> float:
        narrow = info.data.get("narrow", wide / 2)
        if not narrow < wide <= MOST_WIDE * narrow:
            raise ValueError(
                f"the wide bell must be wider than {narrow:g}, and at most {MOST_WIDE} times "
                f"as wide to be seen beside it, got {wide:g}"
            )
        return wide

    @field_validator("start")
    @classmethod
    def _is_off_the_middle(
        cls, start: tuple[float, float], info: ValidationInfo
    ) -> tuple[float, float]:
        mean, deviation = info.data.get("mean", 0.0), info.data.get("deviation", 1.0)
        if abs(start[0] - mean) < 0.25 * deviation:
            raise ValueError(
                f"from {list(start)} every descent keeps the mean {mean:g}, so all paths are "
                "one line; start from another mean"
            )
        return start

    @field_validator("steps")
    @classmethod
    def _stay_close(
        cls, steps: tuple[float, float, float, float], info: ValidationInfo
    ) -> tuple[float, float, float, float]:
        if {"mean", "deviation", "start"} <= set(info.data):
            fit = BellFit(info.data["mean"], info.data["deviation"], info.data["start"])
            gap = fit.natural_steps(steps[0]).gap
            if not gap < fit.plain.gap:
                raise ValueError(
                    f"with a step of {steps[0]:g} natural descent jumps too far to compare; "
                    "begin with a smaller one"
                )
        return steps

    @property
    def fit(self) -> BellFit:
        """The descents that fit a bell to the data."""
        return BellFit(self.mean, self.deviation, self.start)


def turned_by(gradient: tuple[float, float], matrix: Array) -> float:
    """Return by how many degrees a metric turns the steepest direction."""
    first = steepest_direction(np.eye(2), gradient)
    second = steepest_direction(matrix, gradient)
    cosine = float(first @ second / np.linalg.norm(second))
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))
