"""A bowl cut along its two principal directions: a gentle parabola and a sharp one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import VGroup

from mathcore.arrays import Array, Window
from mathcore.bowls import Bowl
from scenes.kit.formulas import formula, number
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.plane import Plane
from scenes.kit.plates import Plated
from scenes.kit.step_path import StepPath
from scenes.kit.typography import LABEL, math

MOST_OPERATIONS = 3
LINE = 0.03
"""Width of a principal direction on the map, in scene units."""


class CurvaturePlot(VGroup):
    """Heights over the distance ``s`` from the bottom: ``½λs²`` along each principal direction.

    ``plane`` is to come first, then ``curves[0]`` and ``names[0]`` (the gentle one), then the
    other.
    """

    def __init__(self, bowl: Bowl, reach: float, region: Region) -> None:
        gentle, sharp = (float(value) for value in bowl.eigenvalues)
        # Here both are seen: the sharp one leaves at the top, the gentle one at the side.
        top = np.sqrt(gentle * sharp) * reach**2 / 2
        window = Window((-reach, reach), (-0.06 * top, top))
        self.plane = Plane(window, region, names=("s", "f"), colors=("muted", "value"))
        self.curves = VGroup(
            *(
                Graph(self.plane, _parabola(value), color="slice", subject="slice of the bowl")
                for value in (gentle, sharp)
            )
        )
        at = [
            (0.74 * reach, gentle * (0.74 * reach) ** 2 / 2),
            (np.sqrt(1.5 * top / sharp), 0.75 * top),
        ]
        self.names = VGroup(
            *(
                Plated(math(f"lambda = {exact(value)}", size=LABEL, color="slice")).beside(
                    self.plane, spot, toward, clear=0.16, within=self.plane.plot
                )
                for value, spot, toward in zip(
                    bowl.eigenvalues, at, ((-0.4, 1.0), (1.0, -0.1)), strict=True
                )
            )
        )
        super().__init__(self.plane, self.curves, self.names)


def principal_line(plane: Plane, bowl: Bowl, which: int) -> StepPath:
    """Return the line through a bowl's lowest point along a principal direction (0: gentle)."""
    way = bowl.directions[:, which] * float(np.hypot(*plane.window.size))
    ends = [bowl.lowest - way, bowl.lowest + way]
    return StepPath(
        plane, ends, stops=False, color="slice", width=LINE, subject="principal direction"
    )


def exact(value: Any) -> str:
    """Return a SymPy number in Typst mathematics: exact if that is short, otherwise its digits."""
    short = value.count_ops() <= MOST_OPERATIONS and len(str(value)) <= 12
    return formula(value) if short else number(float(value))


def _parabola(curvature: float) -> Callable[[Array], Array]:
    def height(distance: Array) -> Array:
        return np.asarray(curvature * np.asarray(distance) ** 2 / 2)

    return height
