"""A bell on its way to the data: what a descent over (mu, sigma) does to the distribution."""

from __future__ import annotations

import numpy as np
from manim.constants import DR

from mathcore.arrays import Array, Window
from scenes.kit.bells import bell
from scenes.kit.graphs import Graph
from scenes.kit.layout import TIGHT, Region
from scenes.kit.plane import Plane
from scenes.kit.step_path import StepPath
from scenes.kit.two_maps import PATH_COLORS, BellFit
from scenes.kit.typography import LABEL, text

REACH = 3.2
"""How many widths of a bell are in the window on either side of it."""

ROOM = 1.25


class FittedBells:
    """The plot of the data's bell, and of a model's that follows a path over (mu, sigma)."""

    def __init__(self, fit: BellFit, region: Region) -> None:
        self.fit = fit
        ways = np.concatenate([fit.plain.old.points, fit.natural.old.points])
        low = float((ways[:, 0] - REACH * ways[:, 1]).min())
        high = float((ways[:, 0] + REACH * ways[:, 1]).max())
        narrowest = min(float(ways[:, 1].min()), float(fit.best[1]))
        top = ROOM * float(bell(0, narrowest)(np.zeros(1))[0])
        self.plane = Plane(
            Window((low, high), (0.0, top)), region, names=("x", "p"), colors=("ink", "value"),
            grid=False,
        )  # fmt: skip
        self.data = Graph(self.plane, bell(*fit.best), color="ink", subject="bell of the data")
        # Over the plot, where no bell comes however wide or high it is.
        plot = self.plane.plot
        self.name = text("data", size=LABEL)
        self.name.move_to((plot.right, plot.top + TIGHT, 0), aligned_edge=DR)

    def model(self, way: StepPath, name: str) -> Graph:
        """Return the model's bell at the head of a path, in the path's colour, following it."""

        def density(x: Array) -> Array:
            return bell(*way.head)(x)

        curve = Graph(self.plane, density, color=PATH_COLORS[name], subject="bell of the model")
        return curve.add_updater(lambda graph: graph.redraw(), call_updater=False)
