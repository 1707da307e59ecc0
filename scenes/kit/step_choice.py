"""One fit, three step sizes: too small, right, too large, each on a map of its own."""

from __future__ import annotations

from collections.abc import Sequence

from mathcore.bowls import bowl
from mathcore.descent import descend
from mathcore.models import LineFit
from scenes.kit.bowl_numbers import COLORS
from scenes.kit.fit_descent import FitDescent, around
from scenes.kit.formulas import number
from scenes.kit.layout import TIGHT, Region, place
from scenes.kit.panels import best_of, filling
from scenes.kit.typography import LABEL, math

ROOM = 1.4
"""Room around start and best point, as a share of their distance."""


class StepChoice:
    """Maps with the descents side by side; nothing is on screen by itself.

    Under each of ``maps`` stand its step size, ``sizes``, and by what a step multiplies the
    distance across the valley, ``factors``.
    """

    def __init__(
        self,
        fit: LineFit,
        start: tuple[float, float],
        sizes: Sequence[float],
        region: Region,
        *,
        taken: int,
    ) -> None:
        loss = bowl(fit.loss)
        above, middle, below = region.rows(0.8, 0.09, 0.11, gap=TIGHT)
        columns = [row.columns(*[1.0] * len(sizes)) for row in (above, middle, below)]
        window = filling(around([start, best_of(fit)], room=ROOM), columns[0][0])
        self.maps, self.sizes, self.factors = [], [], []
        for size, top, under, last in zip(sizes, *columns, strict=True):
            # A step out of the map is the last one: what comes after is only farther away.
            walk = descend(fit.loss, start, rule=size, max_steps=taken, tolerance=0, window=window)
            shown = FitDescent(fit, walk, top, window=window)
            middle_of = shown.panel.plane.plot.center[0]
            self.maps.append(shown)
            name = math(f"eta = {number(size)}", colors={"eta": "step"})
            self.sizes.append(place(name, under).set_x(middle_of))
            factor = number(float(loss.factors(size)[1]), places=2)
            line = math(
                f"1 - eta lambda_max = {factor}", size=LABEL, colors={"eta": "step", **COLORS}
            )
            self.factors.append(place(line, last).set_x(middle_of))
