"""What a segment may be told that nudges the knobs of a line fit: by how much, and what it reads.

The first film reads the rates of one nudge; later ones show what they close in on. All must
choose the same nudge.
"""

from __future__ import annotations

import numpy as np
from pydantic import ValidationInfo, field_validator

from mathcore.arrays import Array
from mathcore.models import LineFit
from scenes.kit.fit_params import FitParams
from scenes.kit.numbers import Number
from scenes.kit.panels import map_window
from scenes.kit.params import Positive
from scenes.kit.ticks import nearest_round

NUDGE = 0.15
SMALLEST_NUDGE, LARGEST_NUDGE = 0.03, 0.3
"""Shares of the map's sides: a nudge that is well seen, and between which one can be shown."""


class NudgeParams(FitParams):
    """The data, where the knobs stand first, and by how much each is nudged (or None)."""

    nudge: Positive | None = None

    @property
    def nudged_by(self) -> float:
        """The nudge; without one, a round number that is well seen on the map."""
        return self.nudge or nearest_round(
            NUDGE * float(map_window(self.fit, self.start).size.min())
        )

    @property
    def changes(self) -> Array:
        """By how much the loss changes for a nudge of w alone, and of b alone."""
        loss, start = self.fit.loss, np.asarray(self.start, float)
        return np.asarray(loss(start + self.nudged_by * np.eye(2)) - loss(start))

    @property
    def rates(self) -> Array:
        """The changes over the nudge: ΔL/Δw and ΔL/Δb."""
        return self.changes / self.nudged_by

    @property
    def slope(self) -> Array:
        """The gradient of the loss at the start: what the rates close in on as nudges shrink."""
        return self.fit.gradient(self.start)

    @property
    def nudged_facts(self) -> dict[str, Number]:
        """The nudge, both rates and both partials, to be spoken of."""
        (w_rate, b_rate), (w_partial, b_partial) = self.rates.tolist(), self.slope.tolist()
        return {
            "nudge": Number(self.nudged_by),
            "w_rate": Number(w_rate),
            "b_rate": Number(b_rate),
            "w_partial": Number(w_partial),
            "b_partial": Number(b_partial),
        }

    @field_validator("nudge")
    @classmethod
    def _can_be_seen(cls, nudge: float | None, info: ValidationInfo) -> float | None:
        if nudge is not None and {"inputs", "targets", "start"} <= info.data.keys():
            fit = LineFit(info.data["inputs"], info.data["targets"])
            size = map_window(fit, info.data["start"]).size
            least, most = SMALLEST_NUDGE * size.max(), LARGEST_NUDGE * size.min()
            if not least <= nudge <= most:
                raise ValueError(
                    f"a nudge of {nudge:g} can't be shown on this map; choose one from "
                    f"{least:.2g} to {most:.2g}"
                )
        return nudge
