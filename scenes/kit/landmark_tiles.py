"""Small maps side by side, each with one landmark on it and, if told, a descent that meets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import VGroup, VMobject

from mathcore.arrays import Array, Window
from mathcore.contours import choose_levels
from mathcore.fields import ScalarField
from mathcore.trajectory import Trajectory
from scenes.kit.descent_path import DescentPath
from scenes.kit.formulas import fitted
from scenes.kit.layout import SNUG, TIGHT, Region, place
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.panels import filling
from scenes.kit.place_verdict import COLORS
from scenes.kit.plane import Plane
from scenes.kit.typography import BODY, LABEL, text

LEG, CURVE = 0.035, 4.0
"""Width of a leg in scene units, and stroke of a level curve."""
BELOW = 0.25
"""How far the baseline of a name is below the middle of its place, in em."""
SHORTEST = 1.4
"""Least length of a level curve that is drawn, in scene units."""


@dataclass(frozen=True)
class Site:
    """A landmark to be mapped: its name, the field, where to look, and what is said of it."""

    name: str
    field: ScalarField
    window: Window
    said: str
    levels: tuple[float, ...] | None = None
    descent: Trajectory | None = None


class Tile(VGroup):
    """The map of a site, without axes, named below.

    ``paths`` and ``heads`` are its descent and that one's end, if there is one; none is drawn yet.
    """

    def __init__(self, site: Site, region: Region, *, count: int = 9) -> None:
        above, name, said = region.rows(0.76, 0.11, 0.13, gap=TIGHT)
        window = filling(site.window, above, bare=True)
        self.site = site
        self.plane = Plane(
            window, above, names=_names(site.field), equal=True, bare=True, grid=False
        )
        # A saddle's curves may lie on the axes, which would hide behind them; and what the axes
        # are called differs from map to map and does not matter here.
        self.plane.remove(self.plane.zeros, self.plane.names)
        levels = site.levels or choose_levels(site.field, window, count=count)
        self.curves = LevelCurves(self.plane, site.field, levels, width=CURVE)
        # A bit of a curve in a corner says nothing on so small a map.
        self.curves.remove(*(c for c in self.curves.curves if _length(c.points) < SHORTEST))
        self.paths = [
            DescentPath(
                self.plane,
                walk,
                taken=0,
                width=LEG,
                stops=False,
                subject=f"descent at a {site.name}",
            )
            for walk in (site.descent,)
            if walk is not None
        ]
        self.heads = [_head(path) for path in self.paths]
        middle = self.plane.plot.center[0]
        self.title = place(text(site.name, size=BODY), name).set_x(middle)
        # Names with and without descenders stand on one line.
        self.title.shift(
            np.array([0.0, name.center[1] - BELOW * BODY - _baseline(self.title), 0.0])
        )
        formula = fitted(site.said, size=LABEL, colors=COLORS, width=region.width - SNUG)
        self.said = place(formula, said).set_x(middle)
        self.chart = VGroup(self.plane, self.curves)
        super().__init__(self.chart, *self.paths, *self.heads, self.title, self.said)


def tiles(
    sites: Sequence[Site], region: Region, *, gap: float = SNUG, count: int = 9
) -> list[Tile]:
    """Return the tiles of sites side by side in a region, with about ``count`` curves each."""
    columns = region.columns(*[1.0] * len(sites), gap=gap)
    return [Tile(site, column, count=count) for site, column in zip(sites, columns, strict=True)]


def _baseline(words: VMobject) -> float:
    """Return the height of a word's baseline: that on which most of its letters end."""
    return float(np.median([glyph.get_bottom()[1] for glyph in words.family_members_with_points()]))


def _names(field: ScalarField) -> tuple[str, str]:
    return field.variables[0], field.variables[1]


def _head(path: DescentPath) -> PointDot:
    """Return the dot at the end of a path's drawn part."""
    dot = PointDot(path.plane, path.head, subject=f"end of the {path.subject}")
    return dot.follow(lambda: path.head)


def _length(points: Array) -> float:
    """Return the length of a path of straight Bezier pieces ``(4k, 3)``."""
    return float(np.linalg.norm(points[3::4] - points[0::4], axis=1).sum())
