"""The graph of a linear function: a tilted plane, over a floor with the same arrow everywhere."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import VGroup

from mathcore.arrays import Window, as_point
from mathcore.rules import linear_field, linear_gradient
from scenes.kit.layout import RIGHT, Region
from scenes.kit.space import Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_marks import FloorArrow
from scenes.kit.space_view import height_range, oblique
from scenes.kit.surface import SurfacePlot

REACH = 2.0
ROWS = 3
"""Arrows in a row, and rows of them."""

LENGTH = 0.75
"""Length of an arrow, as a share of the distance of two."""

ELEVATION, HEIGHT, LIFT, CLOSER = 26.0, 0.42, 0.42, 1.12


class TiltedPlane:
    """The surface of ``a . x`` and, below it on the floor, the vector ``a`` at many points.

    ``arrow`` is the one in the middle; ``others`` are the rest. All are scaled alike. Nothing is
    on screen by itself.
    """

    def __init__(self, a: npt.ArrayLike, region: Region = RIGHT) -> None:
        self.a = linear_gradient(a)
        self.field = linear_field(as_point(a, 2, name="a"), ("x1", "x2"))
        window = Window.around((0.0, 0.0), REACH)
        self.space = Space(
            window,
            height_range(self.field, window),
            region=region,
            elevation=ELEVATION,
            azimuth=oblique(float(np.degrees(np.arctan2(*self.a[::-1]))) - 120.0),
            height=HEIGHT,
            lift=LIFT,
        )
        self.space.view.look(zoom=CLOSER)
        self.axes = SpaceAxes(self.space, names=("x_1", "x_2", "f"))
        self.surface = SurfacePlot(self.space, self.field)
        spacing = 2 * REACH / ROWS
        self.scale = LENGTH * spacing / float(np.linalg.norm(self.a))
        spots = (np.arange(ROWS) - (ROWS - 1) / 2) * spacing
        arrows = {(x, y): self._arrow((x, y)) for x in spots for y in spots}
        self.arrow = arrows.pop((0.0, 0.0))
        self.others = VGroup(*arrows.values())

    def _arrow(self, middle: tuple[float, float]) -> FloorArrow:
        vector = self.a * self.scale
        return FloorArrow(self.space, np.asarray(middle) - vector / 2, vector, behind=self.surface)
