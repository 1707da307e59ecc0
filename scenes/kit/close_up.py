"""A close-up of a map: a small square of it drawn again, many times as large."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VMobject

from mathcore.arrays import Window
from scenes.kit.claims import Claim, point_claim
from scenes.kit.layout import Region
from scenes.kit.paths import flat, path, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

FRAME_STROKE = 3.0


class CloseUp:
    """A plane about ``at`` in which lengths are ``times`` as long as on the map ``plane``.

    ``frame`` is the square on the map that the close-up ``plane`` shows. Nothing is on screen by
    itself.
    """

    def __init__(self, plane: Plane, at: npt.ArrayLike, region: Region, *, times: float) -> None:
        unit = plane.plot.width / plane.window.width
        side = min(region.width, region.height)
        window = Window.around(at, side / (2 * times * unit))
        self.frame = MapFrame(plane, window)
        self.plane = Plane(window, region, equal=True, bare=True, grid=False)
        self.plane.remove(self.plane.names)
        self.plane.frame.match_style(self.frame)
        self.times = times


class MapFrame(VMobject):
    """The outline of a window on a map."""

    def __init__(self, plane: Plane, window: Window) -> None:
        super().__init__(stroke_color=theme().highlight, stroke_width=FRAME_STROKE, fill_opacity=0)
        self.plane, self.window = plane, window
        self.set_points(path(plane.to_screen(self._corners())))

    def claims(self) -> list[Claim]:
        """Claim that the corners are the window's."""
        return [
            point_claim(
                "frame of a close-up",
                lambda: vertices(self.points),
                lambda: self.plane.to_screen(self._corners()),
            )
        ]

    def _corners(self) -> npt.NDArray[np.float64]:
        (x0, x1), (y0, y1) = self.window.x, self.window.y
        return flat([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])[:, :2]
