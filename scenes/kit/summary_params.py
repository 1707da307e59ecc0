"""What the summary may be told: the line fit, the first film's nudge, and the steps down."""

from __future__ import annotations

import numpy as np
from pydantic import ValidationInfo, field_validator

from mathcore.arrays import Array, Window
from mathcore.descent import descend
from mathcore.models import LineFit
from mathcore.trajectory import Trajectory
from scenes.kit.nudge_params import NudgeParams
from scenes.kit.panels import map_window
from scenes.kit.params import Positive
from scenes.kit.ticks import nearest_round

REACH = 2.0
"""How much further from the best the map reaches than the start: room for arrows at it."""

CALM_STEP = 0.35
"""Share of the largest stable step that is taken when nobody says."""

CLOSE = 1e-7
"""Share of the loss to be gained below which the walk has arrived."""

MOST_STEPS = 600


class SummaryParams(NudgeParams):
    """The data, the start, the first film's nudge, and the size of the steps down (or None)."""

    step: Positive | None = None

    @property
    def eta(self) -> float:
        """The step size; without one, a round number well below the largest stable one."""
        return self.step or nearest_round(CALM_STEP * self.fit.largest_stable_step)

    @property
    def window(self) -> Window:
        """The map's window: all pictures of the loss show the same part of it."""
        return map_window(self.fit, self.start, reach=REACH)

    @property
    def descent(self) -> Trajectory:
        """The walk down by fixed steps, until nearly all of the loss is gained."""
        loss, start = self.fit.loss, self.start
        whole = descend(loss, start, rule=self.eta, max_steps=MOST_STEPS)
        left = self._left(whole)
        enough = int(np.argmax(left < CLOSE)) if left.min() < CLOSE else len(whole) - 1
        return descend(loss, start, rule=self.eta, max_steps=enough)

    @property
    def arrives(self) -> bool:
        """Whether the walk ends at the best line, and not on its way there."""
        return bool(self._left(self.descent)[-1] < CLOSE)

    def _left(self, walk: Trajectory) -> Array:
        """Return which share of the loss to be gained is left along a walk."""
        least = float(self.fit.loss(self.best))
        return np.asarray((walk.values - least) / (walk.values[0] - least))

    @field_validator("step")
    @classmethod
    def _comes_down(cls, step: float | None, info: ValidationInfo) -> float | None:
        if step is not None and {"inputs", "targets"} <= info.data.keys():
            most = LineFit(info.data["inputs"], info.data["targets"]).largest_stable_step
            if step >= most:
                raise ValueError(
                    f"with steps of {step:g} the descent does not come down; the step must "
                    f"be below {most:.4g}"
                )
            if step < most / MOST_STEPS:
                raise ValueError(
                    f"with steps of {step:g} the walk would take too long; the step must be "
                    f"at least {most / MOST_STEPS:.2g}"
                )
        return step
