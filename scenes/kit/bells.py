"""A bell curve that is nudged: the curve before, the curve after, and all that changed between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
import numpy.typing as npt
from manim import VMobject

from mathcore.families import FAMILIES
from scenes.kit.claims import Claim, Reading, graph_claim
from scenes.kit.graphs import Graph
from scenes.kit.paths import outlines, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]

CHANGED = 0.55
"""Opacity of what changed."""

_SAMPLES = 241


def bell(mean: float, deviation: float) -> Callable[[Array], Array]:
    """Return the density of the normal distribution as a function of the outcome."""
    family = FAMILIES["gaussian"]
    return lambda x: family.density(x, (mean, deviation))


class NudgedBell(Graph):
    """The density of N(mean, deviation²), its mean moved by what ``nudge()`` says."""

    def __init__(
        self,
        plane: Plane,
        mean: float,
        deviation: float,
        nudge: Callable[[], float],
        *,
        over: tuple[float, float] | None = None,
    ) -> None:
        self.mean, self.deviation, self.nudge = mean, deviation, nudge
        super().__init__(plane, self._density, over=over, color="step", subject="nudged bell")
        self.add_updater(lambda curve: curve.redraw(), call_updater=False)

    def _density(self, x: Array) -> Array:
        return bell(self.mean + float(self.nudge()), self.deviation)(x)


class Changed(VMobject):
    """The area between a bell and the nudged bell: what the nudge changed."""

    def __init__(self, nudged: NudgedBell) -> None:
        super().__init__(stroke_width=0, fill_color=theme().step, fill_opacity=CHANGED)
        self.nudged = nudged
        self.redraw()
        self.add_updater(lambda area: area.redraw(), call_updater=False)

    def redraw(self) -> Self:
        """Fill what lies between the curves now."""
        low, high = self.nudged.plane.window.x
        x = np.linspace(max(low, self.nudged.over[0]), min(high, self.nudged.over[1]), _SAMPLES)
        before = bell(self.nudged.mean, self.nudged.deviation)(x)
        after = self.nudged.function(x)
        rim = np.concatenate(
            [np.stack([x, before], axis=1), np.stack([x, after], axis=1)[::-1]], axis=0
        )
        self.set_points(outlines(self.nudged.plane.to_screen(rim)[None]))
        return self

    def claims(self) -> list[Claim]:
        """Claim that the rim runs along both curves."""
        plane = self.nudged.plane

        def half(which: int) -> Callable[[], npt.ArrayLike]:
            return lambda: vertices(self.points)[: 2 * _SAMPLES].reshape(2, _SAMPLES, 3)[which]

        first = graph_claim("before", plane, bell(self.nudged.mean, self.nudged.deviation), half(0))
        second = graph_claim("after", plane, self.nudged.function, half(1))

        def read() -> Reading:
            return max(first.read(), second.read(), key=lambda reading: reading.error_px)

        return [Claim("graph", "what the nudge changed", read)]
