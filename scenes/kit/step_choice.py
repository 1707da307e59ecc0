"""One fit, three step sizes: too small, right, too large, each on a map of its own."""

from __future__ import annotations

from mathcore.bowls import bowl
from mathcore.descent import descend
from mathcore.models import LineFit
from scenes.kit.bowl_numbers import COLORS
from scenes.kit.fit_descent import FitDescent, around
from scenes.kit.formulas import number
from scenes.kit.layout import TIGHT, Region, place
from scenes.kit.panels import best_of, filling
from scenes.kit.typography import LABEL, Typeset, math, text

NUMBERS, APART = 0.6, 0.16
"""Width of the numbers at the left of a map, and the gap between two maps."""

VERDICTS = ("too small", "just right", "too large")

ROOM = 1.4
"""Room around start and best point, as a share of their distance."""


class StepChoice:
    """Maps with the descents side by side; nothing is on screen by itself.

    Over each of ``maps`` stands its step size, ``sizes``, and under it what that is, ``verdicts``,
    or by what a step multiplies the distance across the valley, ``factors``. All maps are alike, so
    only the first one has numbers at its left, and all are as large as that allows.
    """

    def __init__(
        self,
        fit: LineFit,
        start: tuple[float, float],
        sizes: tuple[float, float, float],
        region: Region,
        *,
        taken: int,
    ) -> None:
        loss = bowl(fit.loss)
        above, below = region.rows(0.9, 0.1, gap=TIGHT)
        columns = _overlapping(above, len(sizes))
        window = filling(around([start, best_of(fit)], room=ROOM), columns[0])
        self.maps: list[FitDescent] = []
        self.sizes: list[Typeset] = []
        self.verdicts: list[Typeset] = []
        self.factors: list[Typeset] = []
        for size, words, top in zip(sizes, VERDICTS, columns, strict=True):
            # A step out of the map is the last one: what comes after is only farther away.
            walk = descend(fit.loss, start, rule=size, max_steps=taken, tolerance=0, window=window)
            shown = FitDescent(fit, walk, top, window=window)
            plane = shown.panel.plane
            if self.maps:
                plane.remove(plane.y_labels)
            self.maps.append(shown)
            middle = plane.plot.center[0]
            name = math(f"eta = {number(size)}", colors={"eta": "step"})
            self.sizes.append(name.move_to((middle, plane.names[1].get_center()[1], 0.0)))
            self.verdicts.append(place(text(words), below).set_x(middle))
            factor = number(float(loss.factors(size)[1]), places=2)
            line = math(
                f"1 - eta lambda_max = {factor}", size=LABEL, colors={"eta": "step", **COLORS}
            )
            self.factors.append(place(line, below).set_x(middle))


def _overlapping(region: Region, count: int) -> list[Region]:
    """Return columns that overlap where only the first one has numbers."""
    moved = (region.width - NUMBERS) / count
    return [
        Region(left, region.bottom, left + NUMBERS + moved - APART, region.top)
        for left in (region.left + k * moved for k in range(count))
    ]
