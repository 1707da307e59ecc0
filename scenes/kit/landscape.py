"""One landscape twice: as a surface and as its map, with descents that run on both together."""

from __future__ import annotations

import numpy as np
from manim import Mobject, VGroup

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from mathcore.trajectory import Trajectory
from scenes.kit.descent_path import DescentPath
from scenes.kit.layout import Region
from scenes.kit.levels import LevelCurves
from scenes.kit.lifted_descent import LiftedDescent, standing
from scenes.kit.marks import PointDot
from scenes.kit.panels import STANDING
from scenes.kit.plane import Plane
from scenes.kit.space import Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_levels import LiftedContours
from scenes.kit.surface import SurfacePlot

ELEVATION, AZIMUTH = 48.0, -60.0
ZOOM = 1.42
TALL, LIFT = 0.5, 0.16
"""Height of the surface and its height over the floor, in floor sides."""
THIN = 0.035


class Landscape:
    """Surface and map of a field over one window, with the same curves; nothing is on screen.

    ``heights`` bound the surface, ``levels`` are those of the curves. ``relief`` (axes, surface
    and curves on it) and ``chart`` (plane and curves) are what is shown first.
    """

    def __init__(
        self,
        field: ScalarField,
        window: Window,
        heights: tuple[float, float],
        levels: tuple[float, ...],
        regions: tuple[Region, Region],
        *,
        azimuth: float = AZIMUTH,
    ) -> None:
        self.field = field
        names = (*field.variables, field.name)
        self.plane = Plane(window, regions[1], names=(names[0], names[1]), equal=True)
        self.curves = LevelCurves(self.plane, field, levels)
        self.space = Space(
            window,
            heights,
            region=regions[0],
            azimuth=azimuth,
            elevation=ELEVATION,
            height=TALL,
            lift=LIFT,
        )
        self.space.view.look(zoom=ZOOM)
        self.surface = SurfacePlot(self.space, field)
        self.axes = SpaceAxes(
            self.space, names=names, colors=(*(_meaning(n) for n in names[:2]), "value")
        )
        self.lifted = LiftedContours.of_levels(self.space, field, levels, behind=self.surface)

    @property
    def relief(self) -> tuple[Mobject, ...]:
        """What shows the surface."""
        return self.axes, self.surface, self.lifted

    @property
    def chart(self) -> tuple[Mobject, ...]:
        """What shows the map."""
        return self.plane, self.curves

    def descent(self, trajectory: Trajectory, *, subject: str) -> PairedDescent:
        """Return a descent on both, none of it drawn yet."""
        return PairedDescent(self, trajectory, subject)


class PairedDescent(VGroup):
    """A descent on the map and on the surface: ``path`` says how far it is drawn."""

    def __init__(self, land: Landscape, trajectory: Trajectory, subject: str) -> None:
        self.path = DescentPath(land.plane, trajectory, taken=0, width=THIN, subject=subject)
        self.dot = PointDot(
            land.plane, lambda: self.path.head, radius=STANDING, subject=f"end of the {subject}"
        ).follow(lambda: self.path.head)
        self.lifted = LiftedDescent(land.space, land.field, self.path, behind=land.surface)
        self.upper = standing(land.space, land.field, self.path, land.surface)
        super().__init__(self.path, self.dot, self.lifted, self.upper)


def equal_levels(
    middle: float, lowest: float, highest: float, *, below: int = 3
) -> tuple[float, ...]:
    """Return levels in equal steps through ``middle``, ``below`` of them under it.

    The lowest lies half a step above ``lowest``, so that a minimum there has a curve round it.
    """
    step = (middle - lowest) / (below + 0.5)
    above = int(np.floor((highest - middle) / step - 1e-9))
    return tuple(float(middle + k * step) for k in range(-below, above + 1))


def _meaning(name: str) -> str:
    return name if name in ("x", "y", "w", "b") else "ink"
