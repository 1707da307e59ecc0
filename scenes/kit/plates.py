"""A label on a plate of background, beside a point of a map whose lines it interrupts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from manim import Rectangle, VGroup, VMobject

from scenes.kit.claims import Chart, Claim
from scenes.kit.layout import Region
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]
Source = Callable[[], npt.ArrayLike]

EDGE = 0.07
GAP = 0.1


class Plated(VGroup):
    """A label on a plate, set ``GAP`` beyond ``clear`` units from a point on screen.

    ``beside`` puts it there once, ``follow`` keeps it there.
    """

    def __init__(self, label: VMobject) -> None:
        self.label = label
        self.plate = Rectangle(
            width=label.width + 2 * EDGE,
            height=label.height + 2 * EDGE,
            stroke_width=0,
            fill_color=theme().background,
            fill_opacity=1,
        ).move_to(label)
        super().__init__(self.plate, label)

    def beside(
        self,
        chart: Chart,
        point: npt.ArrayLike,
        toward: npt.ArrayLike,
        *,
        clear: float = GAP,
        within: Region | None = None,
    ) -> Plated:
        """Stand beside a point ``(2,)`` of a chart, on the side ``toward`` ``(2 or 3,)`` on screen.

        With ``within`` (a region) the other side is taken where the first would leave it.
        """
        way = np.resize(np.asarray(toward, float)[:2], 2)
        way = way / max(float(np.linalg.norm(way)), 1e-12)
        half = np.array([self.plate.width, self.plate.height]) / 2
        at = chart.to_screen(point)[:2]
        spots = [at + sign * way * (clear + float(np.abs(way) @ half)) for sign in (1.0, -1.0)]
        spot = spots[0]
        if within is not None and _outside(spots[0], half, within) > 1e-9:
            spot = min(spots, key=lambda s: _outside(s, half, within))
        self.move_to(np.array([*spot, 0.0]))
        return self

    def keep_in(self, region: Region) -> Plated:
        """Come back into a region by the shortest way."""
        half = np.array([self.plate.width, self.plate.height]) / 2
        low, high = np.array([[region.left, region.bottom], [region.right, region.top]])
        spot = np.clip(self.plate.get_center()[:2], low + half, high - half)
        self.move_to(np.array([*spot, 0.0]))
        return self

    def follow(self, chart: Chart, point: Source, toward: Source) -> Plated:
        """Stay beside a moving point."""
        self.beside(chart, point(), toward())
        self.add_updater(lambda _: self.beside(chart, point(), toward()), call_updater=False)
        return self

    def claims(self) -> list[Claim]:
        """Claim nothing: it is a name."""
        return []


def _outside(spot: Array, half: Array, within: Region) -> float:
    low = np.array([within.left, within.bottom]) - (spot - half)
    high = spot + half - np.array([within.right, within.top])
    return float(np.maximum(low, 0).sum() + np.maximum(high, 0).sum())
