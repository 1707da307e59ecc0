"""A descent on a map and once more in an enlarged part of it, where its single steps are seen."""

from __future__ import annotations

from manim import Mobject

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from mathcore.trajectory import Trajectory
from scenes.kit.close_up import MapFrame
from scenes.kit.descent_path import DescentPath
from scenes.kit.layout import Region
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.panels import STANDING
from scenes.kit.plane import Plane

SMALL, LARGE = 0.03, 0.05
"""Width of a leg on the map and in the enlarged part."""


class Enlarged:
    """A map, a part of it drawn large, and a descent on both; nothing is on screen by itself.

    ``windows`` and ``levels`` are those of the part and of the map, in the order of ``regions``.
    ``chart`` and ``part`` are what is shown first, ``frame`` is the part's outline on the map;
    ``paths`` and ``dots`` stand on both.
    """

    def __init__(
        self,
        field: ScalarField,
        windows: tuple[Window, Window],
        levels: tuple[tuple[float, ...], tuple[float, ...]],
        regions: tuple[Region, Region],
        walk: Trajectory,
        *,
        subject: str,
    ) -> None:
        names = (field.variables[0], field.variables[1])
        self.planes = [
            Plane(window, region, names=names, equal=True)
            for window, region in zip(windows, regions, strict=True)
        ]
        curves = [
            LevelCurves(plane, field, told) for plane, told in zip(self.planes, levels, strict=True)
        ]
        self.frame = MapFrame(self.planes[1], windows[0])
        self.planes[0].frame.match_style(self.frame)
        self.part: tuple[Mobject, ...] = (self.planes[0], curves[0])
        self.chart: tuple[Mobject, ...] = (self.planes[1], curves[1])
        self.paths = [
            DescentPath(plane, walk, taken=0, width=width, subject=f"{subject} {where}")
            for plane, width, where in zip(
                self.planes, (LARGE, SMALL), ("enlarged", "on the map"), strict=True
            )
        ]
        self.dots = [self._dot(path) for path in self.paths]

    def _dot(self, path: DescentPath) -> PointDot:
        dot = PointDot(
            path.plane, lambda: path.head, radius=STANDING, subject=f"end of the {path.subject}"
        )
        return dot.follow(lambda: path.head)
