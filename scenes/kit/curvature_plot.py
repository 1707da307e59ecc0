"""A bowl cut along its two principal directions: a gentle parabola and a sharp one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import VGroup

from mathcore.arrays import Array, Window
from mathcore.bowls import Bowl
from scenes.kit.bowl_numbers import exact
from scenes.kit.graphs import Graph
from scenes.kit.layout import TIGHT, Region
from scenes.kit.plane import Plane
from scenes.kit.plates import Plated
from scenes.kit.step_path import StepPath
from scenes.kit.typography import LABEL, math

LINE = 0.03
"""Width of a principal direction on the map, in scene units."""


class CurvaturePlot(VGroup):
    """Heights over the distance ``s`` from the bottom: ``½λs²`` along each principal direction.

    ``plane`` is to come first, then ``curves[0]``, the gentle one, then the other.
    """

    def __init__(self, bowl: Bowl, reach: float, region: Region) -> None:
        gentle, sharp = (float(value) for value in bowl.eigenvalues)
        # Here both are seen: the sharp one leaves at the top, the gentle one at the side.
        top = np.sqrt(gentle * sharp) * reach**2 / 2
        window = Window((-reach, reach), (-0.06 * top, top))
        self.plane = Plane(window, region, names=("s", "f"), colors=("muted", "value"), bare=True)
        self.curves = VGroup(
            *(
                Graph(self.plane, _parabola(value), color="slice", subject="slice of the bowl")
                for value in (gentle, sharp)
            )
        )
        super().__init__(self.plane, self.curves)


def principal_line(plane: Plane, bowl: Bowl, which: int) -> StepPath:
    """Return the line through a bowl's lowest point along a principal direction (0: gentle)."""
    way = bowl.directions[:, which] * float(np.hypot(*plane.window.size))
    ends = [bowl.lowest - way, bowl.lowest + way]
    line = StepPath(
        plane, ends, stops=False, color="slice", width=LINE, subject="principal direction"
    )
    return line.set_z_index(-1)  # what goes on in the bowl is seen in front of it


def name_of_curvature(plane: Plane, bowl: Bowl, which: int) -> Plated:
    """Return ``λ = …`` where a principal line comes to the map's right or upper border."""
    way = bowl.directions[:, which]
    way = way if way[np.abs(way).argmax()] > 0 else -way
    reach = float(np.hypot(*plane.window.size))
    end = plane.clip([bowl.lowest, bowl.lowest + reach * way])[0][-1]
    side = plane.vector_to_screen([way[1], -way[0]])
    label = Plated(math(f"lambda = {exact(bowl.eigenvalues[which])}", size=LABEL, color="slice"))
    return label.beside(plane, end, side, within=plane.plot.inset(TIGHT)).keep_in(
        plane.plot.inset(TIGHT)
    )


def _parabola(curvature: float) -> Callable[[Array], Array]:
    def height(distance: Array) -> Array:
        return np.asarray(curvature * np.asarray(distance) ** 2 / 2)

    return height
