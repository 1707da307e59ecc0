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
from scenes.kit.theme import theme

ELEVATION, AZIMUTH = 50.0, -60.0
MARGINS = (0.75, 0.5, 0.35, 0.1)
"""Room for ticks and names to the left of a surface, below it, to its right and above it."""
TALL, LIFT = 0.46, 0.08
"""Height of the surface and its height over the floor, in floor sides."""
THIN, WIDE_RIM = 0.035, 11.0
SEEN = 41
"""Points a side by which it is told how much room a surface takes."""
BEYOND = 9
"""Parts into which levels divide what rises above the surface that is shown."""


class Landscape:
    """Surface and map of a field over one window, with the same curves; nothing is on screen.

    ``heights`` bound the surface, ``levels`` are those of the curves; where the surface is cut off
    the map goes on. A height has one color on both. ``relief`` (axes, surface and curves on it) and
    ``chart`` (plane and curves) are what is shown first.
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
        low, high = heights
        for curve in self.curves.curves:
            share = float(np.clip((curve.level - low) / (high - low), 0, 1))
            curve.set_stroke(theme().level_color(share))
        self.space = Space(
            window,
            heights,
            region=regions[0],
            azimuth=azimuth,
            elevation=ELEVATION,
            height=TALL,
            lift=LIFT,
        )
        fill_region(self.space, field, regions[0])
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
        # Steep ground is full of curves, through which a path has to be seen.
        self.path.set_stroke(width=WIDE_RIM, background=True)
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


def levels_beyond(levels: tuple[float, ...], bottom: float, top: float) -> tuple[float, ...]:
    """Return levels from the last of ``levels`` up to ``top``, the roots of their heights even.

    The heights are those over ``bottom``. On a wall that rises like a square such curves lie at
    even distances, so that no part of the map is left empty unless it is flat.
    """
    first, last = (float(np.sqrt(level - bottom)) for level in (levels[-1], top))
    roots = np.linspace(first, last, BEYOND + 1)[1:-1]
    return tuple((bottom + roots**2).tolist())


def fill_region(space: Space, field: ScalarField, region: Region) -> None:
    """Let the surface of a field and its floor fill a region as they are seen now, labels and all.

    The eye must not turn afterwards: from elsewhere they may not fit.
    """
    left, below, right, above = MARGINS
    room = Region(
        region.left + left, region.bottom + below, region.right - right, region.top - above
    )
    X, Y = space.window.grid(SEEN, SEEN)
    places = np.stack([X, Y], axis=-1).reshape(-1, 2)
    low, high = space.box.low[2], space.box.high[2]
    heights = np.nan_to_num(np.clip(field(places), low, high), nan=low)
    shown = np.concatenate([space.at(places, heights), space.at(places, space.box.floor)])
    seen = space.to_screen(shown)
    size = np.ptp(seen, axis=0)
    grow = float(min(room.width / size[0], room.height / size[1]))
    middle = (seen.min(axis=0) + seen.max(axis=0))[:2] / 2 - space.centre
    space.view.look(zoom=space.view.zoom * grow)
    x, y = room.center[:2] - grow * middle
    space.centre = (float(x), float(y))


def _meaning(name: str) -> str:
    return name if name in ("x", "y", "w", "b") else "ink"
