"""The slope along u seen from the side: a staff over one step, and how far it climbs."""

from __future__ import annotations

from collections.abc import Callable

from manim.mobject.types.vectorized_mobject import VGroup

from mathcore.arrays import Window
from scenes.kit.following import FollowingLine
from scenes.kit.layout import Region
from scenes.kit.marks import PointDot
from scenes.kit.plane import Plane

WIDER = 1.2
STAFF_STROKE, RISE_STROKE, RUN_STROKE = 7.0, 9.0, 4.0


class Profile(VGroup):
    """A line of slope ``rate()`` through the origin, from -1 to 1, its run of one and its rise.

    ``most`` is the largest rate in size that will be shown.
    """

    def __init__(self, rate: Callable[[], float], most: float, region: Region) -> None:
        high = WIDER * most
        self.rate = rate
        self.plane = Plane(
            Window((-WIDER, WIDER), (-high, high)),
            region,
            names=("h", "Delta f"),
            colors=("step", "value"),
        )
        self.run, self.rise, self.staff = (
            FollowingLine(self.plane, corners, color=color, width=width, subject=subject)
            for corners, color, width, subject in (
                (self._level, "direction", RUN_STROKE, "run of one"),
                (self._upright, "value", RISE_STROKE, "rise"),
                (self._slanted, "tangent", STAFF_STROKE, "slope along u"),
            )
        )
        self.here = PointDot(self.plane, (0.0, 0.0))
        super().__init__(self.plane, self.run, self.rise, self.staff, self.here)

    def _level(self) -> list[tuple[float, float]]:
        return [(0.0, 0.0), (1.0, 0.0)]

    def _upright(self) -> list[tuple[float, float]]:
        return [(1.0, 0.0), (1.0, self.rate())]

    def _slanted(self) -> list[tuple[float, float]]:
        return [(-1.0, -self.rate()), (1.0, self.rate())]
