"""A narrow and a wide bell side by side, their means nudged alike: how much does each change?"""

from __future__ import annotations

import numpy as np
from manim import DashedLine, Line, ValueTracker, VGroup

from mathcore.arrays import Window
from mathcore.families import FAMILIES
from scenes.kit.bells import Changed, NudgedBell, bell
from scenes.kit.claims import Claim, point_claim
from scenes.kit.formulas import formula, number
from scenes.kit.graphs import Graph
from scenes.kit.layout import TIGHT, Region, place
from scenes.kit.plane import Plane
from scenes.kit.theme import theme
from scenes.kit.typography import Typeset, math

COLORS = {"mu": "x", "sigma": "y"}

FAR_OUT = 3.6
"""How many widths of a bell are drawn on either side of it."""

NUDGE = 0.8
"""The nudge of both means, in widths of the narrow bell."""

NAMED_STROKE = 3.0


class TwoBells:
    """Both bells in one plot in ``region``, with what is said of them; below it stand formulas.

    ``nudges`` are the trackers of both nudges; ``changes`` shows what changed by each.
    """

    def __init__(self, narrow: float, wide: float, region: Region, below: Region) -> None:
        self.widths, self.below = (narrow, wide), below
        self.nudge = NUDGE * narrow
        # From the left border on: room, the narrow bell, room, the wide one.
        self.middles = (4.2 * narrow, 8 * narrow + 3.2 * wide)
        top = 1.15 * self._height(0)
        window = Window((0.0, self.middles[1] + 3.4 * wide), (0.0, top))
        self.plane = Plane(window, region, names=("x", "p"), colors=("ink", "value"), grid=False)
        self.nudges = [ValueTracker(0.0) for _ in self.widths]
        self.bells = VGroup(*map(self._bell, (0, 1)))
        self.changes = [self._change(k) for k in (0, 1)]
        self.labels = VGroup(*map(self._label, (0, 1)))
        self.information = VGroup(*map(self._weight, (0, 1)))
        self.mean, self.width = self._mean(), self._width()

    def fisher(self) -> VGroup:
        """Return what Fisher information is, and what it is for a bell, below the plot."""
        definition = 'F = "mean of" (nabla log p) (nabla log p)^top'
        matrix = f"F = {formula(FAMILIES['gaussian'].fisher.matrix)}"
        lines = (math(source, colors=COLORS) for source in (definition, matrix))
        return VGroup(*(place(line, self.below) for line in lines))

    def _height(self, k: int) -> float:
        return float(bell(0.0, self.widths[k])(np.zeros(1))[0])

    def _over(self, k: int) -> tuple[float, float]:
        """Return where a bell is drawn: further out both would lie flat on the axis."""
        middle, width = self.middles[k], self.widths[k]
        return (middle - FAR_OUT * width, middle + FAR_OUT * width)

    def _bell(self, k: int) -> Graph:
        density = bell(self.middles[k], self.widths[k])
        return Graph(self.plane, density, over=self._over(k), color="value", subject="bell")

    def _change(self, k: int) -> tuple[Changed, NudgedBell]:
        left, right = self._over(k)
        nudged = NudgedBell(
            self.plane,
            self.middles[k],
            self.widths[k],
            self.nudges[k].get_value,
            over=(left, right + self.nudge),
        )
        return Changed(nudged), nudged

    def _label(self, k: int) -> Typeset:
        """Return a bell's width and nudge, under it."""
        line = f"sigma = {number(self.widths[k])}, quad Delta mu = {number(self.nudge)}"
        label = place(math(line, colors=COLORS), self.below)
        half = label.width / 2
        middle = float(self.plane.to_screen((self.middles[k], 0.0))[0])
        return label.set_x(float(np.clip(middle, self.below.left + half, self.below.right - half)))

    def _weight(self, k: int) -> Typeset:
        """Return what a nudge of a bell's mean weighs, beside or over it."""
        weight = math(f"frac(1, sigma^2) = {number(1 / self.widths[k] ** 2)}", colors=COLORS)
        peak = self.plane.to_screen((self.middles[k], self._height(k)))
        reach = float(self.plane.vector_to_screen((2 * self.widths[0], 0.0))[0])
        aside = (reach + weight.width / 2, -weight.height / 2, 0.0)
        return weight.move_to(peak + (np.array(aside) if k == 0 else (0.0, 1.0, 0.0)))

    def _mean(self) -> BellMark:
        """Return the mean of the wide bell: a line up to its peak."""
        middle = self.middles[1]
        return BellMark(self.plane, (middle, 0.0), (middle, self._height(1)), "mu", dashed=True)

    def _width(self) -> BellMark:
        """Return its width: from the middle to where it is steepest."""
        middle, width = self.middles[1], self.widths[1]
        level = float(bell(middle, width)(np.array([middle + width]))[0])
        return BellMark(self.plane, (middle, level), (middle + width, level), "sigma")


class BellMark(VGroup):
    """A line in the plot of a bell that stands for one of its parameters, with its name."""

    def __init__(
        self,
        plane: Plane,
        start: tuple[float, float],
        end: tuple[float, float],
        name: str,
        *,
        dashed: bool = False,
    ) -> None:
        self.plane, self.ends, self.name = plane, np.array([start, end]), name
        tail, tip = plane.to_screen(self.ends)
        shade = theme().of(COLORS[name])
        kind = DashedLine if dashed else Line
        self.line = kind(tail, tip, stroke_color=shade, stroke_width=NAMED_STROKE)
        label = math(name, colors=COLORS)
        # Over the peak, or outside of the bell, whose curve falls at the line's end.
        label.next_to(tip, np.array([0.0 if dashed else 1.0, 1.0, 0.0]), buff=TIGHT)
        super().__init__(self.line, label)

    def claims(self) -> list[Claim]:
        """Claim that the line goes from where it should to where it should."""
        ends = (self.line.get_start, self.line.get_end)
        return [
            point_claim(
                f"{self.name} of the bell",
                lambda: np.stack([end() for end in ends]),
                lambda: self.plane.to_screen(self.ends),
            )
        ]
