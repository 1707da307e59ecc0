"""A neuron's loss as a terrain: its landmarks, how it is mapped, and a descent that hesitates."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from mathcore.arrays import Array, MathError, Window
from mathcore.basins import basin_border
from mathcore.critical import CriticalPoint, find_critical_points
from mathcore.descent import descend
from mathcore.fields import ScalarField
from mathcore.levels import value_range
from mathcore.neuron import HiddenNeuron
from mathcore.trajectory import Trajectory
from scenes.kit.landscape import equal_levels, levels_beyond

ABOVE_SADDLE = 1.0
"""Height of the terrain above its saddle, in heights of the saddle above the minimum."""
FLOOR_LEVEL = 0.6
"""Level of the curve in the valley: share of the way from the minimum to the floor's edge."""
ALONG_THE_VALLEYS = -122.0
"""Azimuth in degrees that looks along valleys that run from lower left to upper right."""
APART = 0.004
"""How far from the border between the basins one starts, as a share of the window's height."""
SHELF = 0.06
"""A loss this near to the saddle's, as a share of its height, hardly changes."""
_BORDER_SAMPLES = 400


@dataclass(frozen=True)
class Terrain:
    """The loss of a neuron over a window that holds a saddle and a minimum on either side of it."""

    neuron: HiddenNeuron
    window: Window

    @property
    def field(self) -> ScalarField:
        """The loss."""
        return self.neuron.loss

    @cached_property
    def critical(self) -> tuple[CriticalPoint, ...]:
        """All critical points in the window, by rising value."""
        return find_critical_points(self.field, self.window)

    @property
    def minima(self) -> list[CriticalPoint]:
        """The minima, that with the larger w first."""
        found = [point for point in self.critical if point.kind == "minimum"]
        return sorted(found, key=lambda point: -point.point[0])

    @property
    def saddle(self) -> CriticalPoint | None:
        """The saddle, if there is one."""
        return next((point for point in self.critical if point.kind == "saddle"), None)

    def problem(self) -> str:
        """Say what this terrain lacks, or nothing."""
        if self.saddle is None or len(self.minima) != 2:
            kinds = ", ".join(point.kind for point in self.critical) or "none"
            return (
                "the loss needs two minima and a saddle between them on its map; its critical "
                f"points there are: {kinds}"
            )
        return ""

    @property
    def lowest(self) -> float:
        """The loss at the minima."""
        return self.minima[0].value

    @property
    def pass_height(self) -> float:
        """The loss at the saddle."""
        if self.saddle is None:
            raise MathError("This terrain has no saddle.")
        return self.saddle.value

    @property
    def heights(self) -> tuple[float, float]:
        """The heights between which it is drawn."""
        return 0.0, self.pass_height + ABOVE_SADDLE * (self.pass_height - self.lowest)

    @property
    def azimuth(self) -> float:
        """Whence both valleys and the saddle between them are in sight."""
        return ALONG_THE_VALLEYS if self.neuron.correlation > 0 else -180 - ALONG_THE_VALLEYS

    @cached_property
    def levels(self) -> tuple[float, ...]:
        """Levels in equal steps through the saddle, and one that closes round each minimum.

        Above the surface that is shown the steps grow.
        """
        t = np.linspace(0, 1, _BORDER_SAMPLES)[:, None]
        corners = self.window.low + self.window.size * np.array(
            [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
        )
        edge = np.concatenate([a + t * (b - a) for a, b in itertools.pairwise(corners)])
        floor = float(self.field(edge).min())
        closed = self.lowest + FLOOR_LEVEL * (floor - self.lowest)
        equal = equal_levels(self.pass_height, self.lowest, self.heights[1])
        top = value_range(self.field, self.window)[1]
        return (closed, *equal, *levels_beyond(equal, self.lowest, top))

    def walk(self, start: tuple[float, float], step: float, count: int) -> Trajectory:
        """Return the descent from a start by a fixed step."""
        return descend(self.field, start, rule=step, max_steps=count, tolerance=1e-6)

    def hesitant(self, step: float, count: int) -> Trajectory:
        """Return a descent that starts beside the border of both basins and so meets the saddle."""
        return _hesitant(self, step, count)

    def nearest_step(self, path: Trajectory) -> int:
        """Return the step of a path that is nearest to the saddle."""
        away = path.points - np.array(self.saddle.point if self.saddle else (0.0, 0.0))
        return int(np.linalg.norm(away, axis=1).argmin())

    def shelf(self, path: Trajectory) -> int:
        """Return for how many steps of a path the loss hardly differs from the saddle's."""
        near = np.abs(path.values - self.pass_height) < SHELF * (self.pass_height - self.lowest)
        return int(near.sum())


@lru_cache(maxsize=16)
def _hesitant(land: Terrain, step: float, count: int) -> Trajectory:
    # Parameters, words and picture all ask for it, and it takes a hundred descents to find.
    w = -np.sign(land.neuron.correlation) * land.window.width / 6
    top = land.window.y[1]
    border = basin_border(land.field, (w, 0.0), (w, top), rule=step)
    start: Array = border + np.array([0.0, APART * land.window.height])
    return descend(land.field, start, rule=step, max_steps=count, tolerance=1e-6)


@lru_cache(maxsize=16)
def terrain(neuron: HiddenNeuron, window: Window) -> Terrain:
    """Return a neuron's terrain; the same one for the same neuron."""
    return Terrain(neuron, window)
