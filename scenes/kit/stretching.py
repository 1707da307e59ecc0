"""A plane whose frame can change its proportions: what unequal scales do to a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from manim import Animation, VGroup, VMobject

from mathcore.arrays import Window
from scenes.kit.layout import STAGE, Region
from scenes.kit.paths import path
from scenes.kit.plane import Plane, _corners
from scenes.kit.ticks import Ticks

Array = npt.NDArray[np.float64]


class StretchingPlane(Plane):
    """A plane with equal scales whose plot can be flattened to ``flattest`` of its height.

    It has no more ticks than then find room.
    """

    def __init__(self, window: Window, region: Region = STAGE, *, flattest: float = 0.5) -> None:
        self.flattest = flattest
        super().__init__(window, region, equal=True)

    def _ticks_for(self, plot: Region) -> tuple[Ticks, Ticks]:
        low = Region(plot.left, plot.bottom, plot.right, plot.bottom + self.flattest * plot.height)
        return super()._ticks_for(low)

    def reframe(self, plot: Region) -> Self:
        """Fill another box of the screen: lines are drawn anew, texts move but keep their shape."""
        feet = self._feet()
        self.frame.set_points(path(_corners(plot)[[0, 1, 2, 3, 0]]))
        for label, old, new in zip(
            [*self.x_labels, *self.y_labels], feet, self._feet(), strict=True
        ):
            label.shift(new - old)
        for part, fresh in (
            (self.grid, self._draw_grid()),
            (self.zeros, self._draw_zero_lines()),
            (self.marks, self._draw_marks()),
        ):
            part.set_points(fresh.points)
        self._set_names()
        return self

    def _feet(self) -> list[Array]:
        """Return the scene positions on the frame beside which the tick labels stand."""
        (x0, _), (y0, _) = self.window.x, self.window.y
        feet = [self.to_screen((x, y0)) for x in self.x_ticks.values]
        return feet + [self.to_screen((x0, y)) for y in self.y_ticks.values]


class Reframe(Animation):
    """Change a plane's proportions, carrying along curves that are drawn in it."""

    def __init__(
        self,
        plane: StretchingPlane,
        plot: Region,
        *,
        carrying: Sequence[VMobject] = (),
        **options: Any,
    ) -> None:
        self.plane = plane
        self.home, self.goal = plane.plot, plot
        self.carried = [
            (part, plane.from_screen(part.points))
            for mobject in carrying
            for part in mobject.family_members_with_points()
        ]
        super().__init__(VGroup(plane, *carrying), **options)

    def begin(self) -> None:
        """Take over; nothing is copied, since all states follow from the box."""
        self.mobject.suspend_updating()
        self.interpolate(0)

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw everything for the box at ``alpha`` of the way."""
        share = self.rate_func(alpha)
        ends = zip(_edges(self.home), _edges(self.goal), strict=True)
        self.plane.reframe(Region(*(a + share * (b - a) for a, b in ends)))
        for part, coordinates in self.carried:
            part.points = self.plane.to_screen(coordinates)

    def finish(self) -> None:
        """Draw the goal and let go."""
        self.interpolate(1)
        self.mobject.resume_updating()

    def clean_up_from_scene(self, scene: Any) -> None:
        """Leave everything on screen as it is."""


def _edges(box: Region) -> tuple[float, float, float, float]:
    return box.left, box.bottom, box.right, box.top


def flattened(box: Region, share: float) -> Region:
    """Return the box with ``share`` of its height, about the same middle."""
    middle, half = float(box.center[1]), box.height * share / 2
    return Region(box.left, middle - half, box.right, middle + half)
