"""The values that a descent meets, over its steps: a small plot that keeps up with its path."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from mathcore.arrays import Window
from scenes.kit.descent_path import DescentPath
from scenes.kit.layout import Region
from scenes.kit.plane import Plane
from scenes.kit.step_path import StepPath

BEYOND = 0.12
"""Room above the highest value and beside the first and last step, as a share."""


class LossPlot(VGroup):
    """``step -> value`` for the stops of a descent, drawn as far as its path is.

    ``floor`` and ``ceiling`` bound the values that are shown (by default 0 or the least value,
    and a little more than the first value, so that what diverges leaves at the top); ``steps``
    bounds the steps. ``names`` are those of the axes.
    """

    def __init__(
        self,
        path: DescentPath,
        region: Region,
        *,
        steps: int | None = None,
        floor: float | None = None,
        ceiling: float | None = None,
        names: tuple[str, str] = ("k", "f"),
        color: str = "value",
    ) -> None:
        values = path.trajectory.values
        count = steps or max(path.steps, 1)
        low = min(0.0, float(values.min())) if floor is None else floor
        high = float(values[0]) if ceiling is None else ceiling
        room = BEYOND * ((high - low) or 1.0)
        side = BEYOND / 2 * count
        window = Window((-side, count + side), (low - (room if low < 0 else 0), high + room))
        self.path = path
        self.plane = Plane(window, region, names=names, colors=("muted", color))
        self.trace = StepPath(
            self.plane,
            np.stack([np.arange(len(values)), values], axis=-1),
            color=color,
            subject=f"values of {path.subject}",
        )
        super().__init__(self.plane, self.trace)
        self.redraw()
        self.add_updater(lambda _: self.redraw(), call_updater=False)

    def redraw(self) -> LossPlot:
        """Draw the values as far as the path has come."""
        self.trace.go_to(self.path.taken)
        return self
