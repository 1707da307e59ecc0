"""Reading a landscape as a map, computed before it is drawn: for the words and the picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.level_walks import Walk, angle_on_screen, most_crooked, walk
from scenes.kit.map_levels import even_levels, even_step, heights_over, legible
from scenes.kit.slopes import Slope, steep_and_gentle
from scenes.kit.space_view import height_range

EVEN_RATIO = 1.1
"""Gradients whose lengths differ by less are about equally long."""


@dataclass(frozen=True)
class Relief:
    """A field over a window as a map about a place: levels at equal steps, and ways along them.

    ``flat`` are the lengths on screen of a unit of x and of y when the map is flattened.
    """

    field: ScalarField
    at: tuple[float, float]
    window: Window
    count: int
    flat: tuple[float, float] = (1.0, 0.5)

    @property
    def here(self) -> float:
        """The height ``f(at)``."""
        return float(self.field(self.at))

    @cached_property
    def heights(self) -> tuple[float, float]:
        """All heights that are worth showing."""
        trimmed = height_range(self.field, self.window, points=[self.at])
        return heights_over(self.field, self.window, trimmed)

    @cached_property
    def step(self) -> float:
        """The step of height from level to level."""
        side = min(self.window.width, self.window.height)
        return even_step(self.field, self.at, self.heights, side, self.count)

    @cached_property
    def levels(self) -> tuple[float, ...]:
        """The levels, one of them ``here``, in equal steps."""
        levels = even_levels(self.here, self.step, self.heights, self.count)
        return legible(self.field, levels, self.here, self.window)

    @property
    def box(self) -> tuple[float, float]:
        """The heights between which the landscape is drawn: one step beyond the levels."""
        low, high = self.heights
        return max(low, self.levels[0] - self.step), min(high, self.levels[-1] + self.step)

    @property
    def walk(self) -> Walk:
        """The walk along the level curve through ``at``."""
        return walk(self.field, self.at, self.window)

    @property
    def pair(self) -> tuple[Slope, Slope, float]:
        """A steep place, a gentle one, and the scale at which both gradients are drawn."""
        return steep_and_gentle(self.field, self.at, self.window, self.levels)

    @property
    def crooked_at(self) -> float:
        """The arc length at which the flattened map shows a wrong angle."""
        return most_crooked(self.field, self.walk, self.flat)

    @property
    def crooked_angle(self) -> float:
        """The angle in degrees between gradient and curve that the flattened map shows there."""
        there = self.walk.curve.at(self.crooked_at)
        return float(angle_on_screen(self.field, there, self.flat))

    @property
    def even(self) -> bool:
        """Whether the gradient is about as long at the steep place as at the gentle one."""
        steep, gentle, _ = self.pair
        return steep.length < EVEN_RATIO * gentle.length


@lru_cache(maxsize=64)
def relief(field: ScalarField, at: tuple[float, float], window: Window, count: int) -> Relief:
    """Return the map of a field about a place, computed once for all who ask."""
    return Relief(field, at, window, count)


def places_for(values: npt.ArrayLike) -> int:
    """Return how many decimals show the largest of these values to three digits."""
    largest = float(np.nanmax(np.abs(np.asarray(values, float))))
    if largest <= 0:
        return 2
    return int(np.clip(2 - np.floor(np.log10(largest)), 0, 8))
