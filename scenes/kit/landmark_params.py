"""What the segment on landmarks may be told, and the descents that meet each landmark."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from pydantic import Field, ValidationInfo, field_validator

from mathcore.arrays import Array, MathError, Window
from mathcore.critical import CriticalPoint, find_critical_points
from mathcore.descent import descend
from mathcore.fields import ScalarField
from mathcore.gallery import known
from mathcore.levels import value_range
from mathcore.neuron import HiddenNeuron, ink_reader
from mathcore.trajectory import Trajectory
from scenes.kit.layout import BELOW_TITLE, SNUG, Region
from scenes.kit.panels import filling
from scenes.kit.params import FieldSpec, Point, Positive, SegmentParams, WindowSpec, spec
from scenes.kit.terrain import Terrain, terrain

UPPER, STRIP = BELOW_TITLE.rows(0.87, 0.13, gap=SNUG)
RELIEF, CHART = UPPER.columns(0.5, 0.5, gap=SNUG)
"""Surface and map of a landscape, and the strip in which a place is judged."""

SIDES = Window((-3.0, 3.0), (-2.0, 2.0))
"""The part of the weights' space to look at, before it is widened to fill its region."""

PLATEAU_WINDOW = Window((-2.4, 2.4), (-2.4, 2.4))
EVEN_LEVELS = 3
MANY, INNERMOST, INMOST = 2.0, -2, -5
"""The curves of a valley: heights above its bottom grow by a factor, the start's height being its
power 0; the least power on the map, and on an enlarged part of it."""

FLEEING, STRAYING, BOUNCING = (0.1, 60), (0.2, 40), 40
"""Step size and most steps at a maximum and on a plateau; most steps in a valley."""

STARTS = ((-2.6, 0.3), (0.1, -2.2), (0.5, 0.4), (2.4, -0.3))
NEARBY = 0.05
"""How far from a maximum its descents start, as a share of its window."""
INSIDE = 0.06
"""How far from the window's edge the descents from a maximum end, as a share of it."""
ARRIVED = 0.05
"""A descent this near to a minimum has reached it."""
AROUND = 0.12
"""Room around the bounces of a descent, as a share of their extent."""


class LandmarkParams(SegmentParams):
    """Two digits and a pixel for the real loss; a hill, a plateau and a valley to compare."""

    digits: tuple[int, int] = (1, 0)
    pixel: int = Field(36, ge=0, le=63)
    starts: tuple[Point, Point, Point, Point] | None = None
    step: Positive = 0.1
    hill: FieldSpec = spec("cos(x) + cos(y)")
    hill_window: WindowSpec = Window((-2, 2), (-2, 2))
    plateau: FieldSpec = spec("1 - exp(-x**2 - y**2)")
    plateau_starts: tuple[Point, Point] = ((2, 1.6), (-1, 0.9))
    valley: FieldSpec = known("rosenbrock").field
    valley_window: WindowSpec = Window((-1.7, 1.7), (-0.7, 2))
    valley_start: Point = (-1.2, 1)
    valley_step: Positive = 0.0025

    @property
    def neuron(self) -> HiddenNeuron:
        """The neuron that tells the two digits apart."""
        return ink_reader(*self.digits, self.pixel)

    @property
    def land(self) -> Terrain:
        """Its loss, over the part of the weights' space on the map."""
        return terrain(self.neuron, filling(SIDES, CHART))

    @property
    def begun_at(self) -> tuple[Point, ...]:
        """Where the descents start, if not told: in the valleys and beside them."""
        mirrored = 1.0 if self.neuron.correlation > 0 else -1.0
        return self.starts or tuple((mirrored * w, v) for w, v in STARTS)

    @cached_property
    def top(self) -> CriticalPoint:
        """The hill's maximum."""
        return _first(self.hill, self.hill_window, "maximum")

    @cached_property
    def bottom(self) -> CriticalPoint:
        """The valley's minimum."""
        return _first(self.valley, self.valley_window, "minimum")

    @property
    def fleeing(self) -> tuple[Trajectory, ...]:
        """Two descents from beside the maximum, as far as they stay well inside the window."""
        aside = NEARBY * self.hill_window.size * np.array([1, 0.6])
        return tuple(self._flee(np.array(self.top.point) + way * aside) for way in (1, -1))

    @property
    def strays(self) -> tuple[Trajectory, ...]:
        """The descents on the plateau."""
        step, most = STRAYING
        return tuple(
            descend(self.plateau, start, rule=step, max_steps=most) for start in self.plateau_starts
        )

    @property
    def outcome(self) -> str:
        """What becomes of the descents on the plateau."""
        minima = [
            p.point
            for p in find_critical_points(self.plateau, PLATEAU_WINDOW)
            if p.kind == "minimum"
        ]
        arrived = sum(
            any(np.linalg.norm(walk.end - np.array(m)) < ARRIVED for m in minima)
            for walk in self.strays
        )
        return (
            "Of two descents, both stall.",
            "Of two descents, one reaches the minimum, the other stalls.",
            "Two descents reach the minimum.",
        )[arrived]

    @property
    def plateau_levels(self) -> tuple[float, ...]:
        """Levels in equal steps, which leave a plateau empty."""
        levels = np.linspace(*value_range(self.plateau, PLATEAU_WINDOW), EVEN_LEVELS + 2)
        return tuple(levels[1:-1].tolist())

    @property
    def bouncing(self) -> Trajectory:
        """The descent in the valley."""
        return descend(self.valley, self.valley_start, rule=self.valley_step, max_steps=BOUNCING)

    @property
    def is_rosenbrock(self) -> bool:
        """Whether the valley is Rosenbrock's function."""
        return bool(self.valley == known("rosenbrock").field)

    def valley_levels(self, window: Window, *, least: int = INNERMOST) -> tuple[float, ...]:
        """Return levels whose heights above the valley's bottom double, up to the walls' tops."""
        low = self.bottom.value
        rise = float(self.valley(self.valley_start)) - low
        high = value_range(self.valley, window)[1] - low
        return tuple((low + rise * MANY ** np.arange(least, np.log2(high / rise))).tolist())

    def bounces(self, region: Region) -> Window:
        """Return the window about the steps in the valley, of the shape of a region."""
        points = self.bouncing.points
        low, high = points.min(axis=0), points.max(axis=0)
        room = AROUND * (high - low) + 1e-6
        (x0, y0), (x1, y1) = (low - room).tolist(), (high + room).tolist()
        return filling(Window((x0, x1), (y0, y1)), region)

    def _flee(self, start: Array) -> Trajectory:
        hill, window = self.hill, self.hill_window
        step, most = FLEEING
        walk = descend(hill, start, rule=step, max_steps=most, window=window)
        edge = INSIDE * window.size
        within = (
            (walk.points > window.low + edge) & (walk.points < window.low + window.size - edge)
        ).all(-1)
        inside = len(walk.points) if within.all() else int(np.argmin(within))
        return descend(hill, start, rule=step, max_steps=max(inside - 1, 1))

    @field_validator("pixel")
    @classmethod
    def _has_the_landmarks(cls, pixel: int, info: ValidationInfo) -> int:
        if "digits" in info.data:
            try:
                neuron = ink_reader(*info.data["digits"], pixel)
            except MathError as error:
                raise ValueError(str(error)) from None
            problem = terrain(neuron, filling(SIDES, CHART)).problem()
            if problem:
                ones, zeros = info.data["digits"]
                raise ValueError(f"with pixel {pixel} and the digits {ones} and {zeros} {problem}")
        return pixel

    @field_validator("starts")
    @classmethod
    def _stand_on_the_surface(
        cls, starts: tuple[Point, ...] | None, info: ValidationInfo
    ) -> tuple[Point, ...] | None:
        if starts and {"digits", "pixel"} <= info.data.keys():
            neuron = ink_reader(*info.data["digits"], info.data["pixel"])
            land = terrain(neuron, filling(SIDES, CHART))
            for start in starts:
                loss = float(land.field(start))
                if not land.window.contains(start) or loss > land.heights[1]:
                    raise ValueError(
                        f"{list(start)} is not on the surface that is shown, where w and v "
                        f"lie in {list(land.window.x)} and {list(land.window.y)} and the loss "
                        f"is at most {land.heights[1]:.3g}"
                    )
        return starts

    @field_validator("hill_window", "valley_window")
    @classmethod
    def _has_its_landmark(cls, window: Window, info: ValidationInfo) -> Window:
        name = str(info.field_name).removesuffix("_window")
        kind = {"hill": "maximum", "valley": "minimum"}[name]
        if name in info.data:
            field: ScalarField = info.data[name]
            if not any(p.kind == kind for p in find_critical_points(field, window)):
                raise ValueError(f"{field.text} has no {kind} in this window; show another")
        return window


def _first(field: ScalarField, window: Window, kind: str) -> CriticalPoint:
    """Return the first critical point of a kind in a window."""
    return next(p for p in find_critical_points(field, window) if p.kind == kind)
