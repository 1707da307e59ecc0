"""Mobjects of a space whose drawing is not what they claim."""

from __future__ import annotations

import numpy as np

from mathcore.arrays import Window
from scenes.kit.in_slice import half_length
from scenes.kit.painted import Array
from scenes.kit.slices import SliceCurve, TangentLine3D
from scenes.kit.space import Heading, Space
from scenes.kit.surface import SurfacePlot
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import DARK_PAPER, MIDDLE, SADDLE, KitScene, paper

KIND = "false-claim"


class SteeperTangent(TangentLine3D):
    """A tangent drawn with a slope that is too large by a half."""

    def curves(self) -> list[Array]:
        """Return the wrong line."""
        half = half_length(self, self.slope(), self.reach)
        return [self.line(1.5 * self.slope(), -half, half)]


class FloatingCurve(SliceCurve):
    """A slice drawn a little above the surface."""

    def curves(self) -> list[Array]:
        """Return the wrong curve."""
        return [line + np.array([0.0, 0.0, 0.15]) for line in super().curves()]


def hall() -> Space:
    """Return a space for the saddle."""
    return Space(Window((-1, 1), (-1, 1)), (-1.3, 1.3), region=MIDDLE)


@case(defect=KIND, scene_class=KitScene)
def tangent_in_the_slice_too_steep(scene: KitScene) -> None:
    paper(scene, DARK_PAPER)
    space, heading = hall(), Heading((0.5, 0.2), (1.0, 0.0))
    surface = SurfacePlot(space, SADDLE, resolution=16)
    scene.add(surface, SteeperTangent(space, SADDLE, heading))


@case(defect=KIND, scene_class=KitScene)
def slice_floating_over_the_surface(scene: KitScene) -> None:
    paper(scene, DARK_PAPER)
    space, heading = hall(), Heading((0.2, 0.2), (1.0, 1.0))
    surface = SurfacePlot(space, SADDLE, resolution=16)
    scene.add(surface, FloatingCurve(space, SADDLE, heading))
