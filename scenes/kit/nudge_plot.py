"""The score as a function of one pixel's ink: its graph, the tangent, and how far they part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
from manim import Polygon, ValueTracker, VGroup, VMobject

from mathcore.arrays import Array, Window
from scenes.kit.asked import TRUSTED, Asked
from scenes.kit.claims import Claim, point_claim
from scenes.kit.graphs import Graph
from scenes.kit.layout import TIGHT, WIDE, Region, place
from scenes.kit.marks import PointDot
from scenes.kit.paths import path
from scenes.kit.plane import Plane
from scenes.kit.readout import ReadOut
from scenes.kit.theme import theme
from scenes.kit.typography import TICK, text

DOT = 0.13
GAP_STROKE = 5.0
STRIP = 0.16
"""Opacity of the strip in which the tangent is trusted."""

_ROOM = 0.12


class NudgePlot:
    """The parts of the plot, each to be shown at its word; ``ink`` says how much ink there is."""

    def __init__(self, asked: Asked, ink: ValueTracker, region: Region) -> None:
        self.asked, self.ink = asked, ink
        names = (f"x_{asked.index + 1}", f"z_{asked.label}")
        self.plane = Plane(_window(asked), region, names=names, colors=("ink", "value"))
        inside = (0.0, 1.0)
        self.curve = Graph(self.plane, asked.score, over=inside, subject="score")
        self.tangent = Graph(
            self.plane, asked.tangent, over=inside, color="tangent", subject="tangent"
        )
        self.true = PointDot(
            self.plane, self.at_truth, color="value", radius=DOT, subject="true score"
        ).follow(self.at_truth)
        self.predicted = PointDot(
            self.plane, self.at_tangent, color="tangent", radius=DOT, subject="predicted score"
        ).follow(self.at_tangent)
        self.miss = _Miss(self)
        self.trusted = self._trusted()

    @property
    def now(self) -> float:
        """How much ink there is."""
        return float(self.ink.get_value())

    def at_truth(self) -> Array:
        """Return the point ``(2,)`` of the score."""
        return np.array([self.now, float(self.asked.score(self.now))])

    def at_tangent(self) -> Array:
        """Return the point ``(2,)`` of its prediction."""
        return np.array([self.now, float(self.asked.tangent(self.now))])

    def read_outs(self, name: str) -> list[ReadOut]:
        """Return the nudge, and the predicted and the true change called ``name``, following."""
        asked = self.asked
        start = float(asked.score(asked.value))
        colors = {"h": "step", name.split()[-1]: "value"}
        widest = max(1.0, abs(asked.far.true), abs(asked.far.predicted))

        def row(label: str, color: str, value: Callable[[], float]) -> ReadOut:
            return ReadOut(label, value, color=color, colors=colors, widest=widest)

        return [
            row("h", "step", lambda: self.now - asked.value),
            row(f'"predicted" {name}', "tangent", lambda: self.at_tangent()[1] - start),
            row(f'"true" {name}', "value", lambda: self.at_truth()[1] - start),
        ]

    def _trusted(self) -> VGroup:
        """Return the strip in which the prediction is good, with its remark."""
        start, end = self.asked.value, self.asked.trusted_to
        bottom, top = self.plane.window.y
        corners = self.plane.to_screen([(start, bottom), (end, bottom), (end, top), (start, top)])
        strip = Polygon(*corners, stroke_width=0, fill_color=theme().right, fill_opacity=STRIP)
        remark = text(f"off by less than {100 * TRUSTED:.0f} %", size=TICK, color="right")
        # Over the frame, clear of the score's name: inside it the graphs may be anywhere.
        plot, half = self.plane.plot, remark.width / 2
        x = float(np.clip(strip.get_x(), plot.left + WIDE + half, plot.right - half))
        place(remark, Region(x - half, plot.top + TIGHT, x + half, plot.top + 1), align="bottom")
        return VGroup(strip, remark)


class _Miss(VMobject):
    """The gap between what was predicted and what is true."""

    def __init__(self, plot: NudgePlot) -> None:
        super().__init__(stroke_color=theme().error, stroke_width=GAP_STROKE, fill_opacity=0)
        self.plot = plot
        self.add_updater(lambda _: self.redraw(), call_updater=True)

    def redraw(self) -> Self:
        """Draw it between both points as they are now."""
        self.set_points(path(self._ends()))
        return self

    def claims(self) -> list[Claim]:
        """Claim that it spans from the prediction to the truth."""
        return [point_claim("error of the prediction", lambda: self.points[[0, -1]], self._ends)]

    def _ends(self) -> Array:
        plot = self.plot
        return plot.plane.to_screen(np.stack([plot.at_tangent(), plot.at_truth()]))


def _window(asked: Asked) -> Window:
    """Return a window with all of the score and of its tangent, from no ink to full ink."""
    ink = np.linspace(0, 1, 101)
    heights = np.concatenate([asked.score(ink), asked.tangent(ink)])
    low, high = float(heights.min()), float(heights.max())
    room = _ROOM * max(high - low, 0.2)
    return Window((-0.05, 1.05), (low - room, high + room))
