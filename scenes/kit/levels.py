"""Level curves of a field in a plane: one child a level, labels where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self

import numpy as np
import numpy.typing as npt
from manim.mobject.geometry.polygram import Rectangle
from manim.mobject.types.vectorized_mobject import VGroup, VMobject

from mathcore.contours import choose_levels, level_curves
from mathcore.fields import ScalarField
from scenes.kit.claims import Claim, level_claim, number_claim
from scenes.kit.digits import Figure
from scenes.kit.paths import paths, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme
from scenes.kit.typography import TICK

Array = npt.NDArray[np.float64]

LEVEL_STROKE = 3.0
HIGHLIGHT_STROKE = 6.0
DIMMED = 0.3

_PLATE = 0.07
_CLEARANCE = 0.1
_CANDIDATES = 48


class LevelCurve(VMobject):
    """All lines of one level, as subpaths of one path."""

    def __init__(
        self, plane: Plane, field: ScalarField, level: float, lines: Iterable[Array], color: str
    ) -> None:
        super().__init__(stroke_color=color, stroke_width=LEVEL_STROKE, fill_opacity=0)
        self.plane, self.field, self.level = plane, field, level
        self.set_points(paths(plane.to_screen(line) for line in lines))

    def claims(self) -> list[Claim]:
        """Claim that every vertex lies on the level set."""
        if len(self.points) == 0:
            return []
        subject = f"{self.field.name} = {self.level:g}"
        return [
            level_claim(subject, self.plane, self.field, self.level, lambda: vertices(self.points))
        ]


class LevelCurves(VGroup):
    """The family of level curves of a field, coloured from low to high by the theme's ramp.

    Without ``levels`` about ``count`` round ones are chosen, ``through`` (a level) among them.
    """

    def __init__(
        self,
        plane: Plane,
        field: ScalarField,
        levels: Sequence[float] | npt.ArrayLike | None = None,
        *,
        count: int = 8,
        through: float | None = None,
        width: float = LEVEL_STROKE,
    ) -> None:
        super().__init__()
        if levels is None:
            levels = choose_levels(field, plane.window, count=count, through=through)
        chosen = sorted(float(level) for level in np.atleast_1d(np.asarray(levels, float)))
        self.plane, self.field, self.levels = plane, field, tuple(chosen)
        self.curves: list[LevelCurve] = []
        families = level_curves(field, chosen, plane.window)
        shades = theme().level_colors(len(chosen)) if len(chosen) > 1 else [theme().value]
        for family, shade in zip(families, shades, strict=True):
            lines = [line.points for line in family.lines]
            self.curves.append(LevelCurve(plane, field, family.level, lines, shade))
        self.add(*self.curves)
        self.set_stroke(width=width)

    def curve(self, level: float) -> LevelCurve:
        """Return the curve whose level is nearest to this one."""
        return self.curves[int(np.argmin(np.abs(np.array(self.levels) - level)))]

    def highlight(self, level: float, *, dim: bool = True) -> Self:
        """Draw one level strongly and, if ``dim``, the others faintly; animatable."""
        chosen = self.curve(level)
        for child in self.submobjects:
            strong = child is chosen
            child.set_stroke(
                width=HIGHLIGHT_STROKE if strong else LEVEL_STROKE,
                opacity=1.0 if strong or not dim else DIMMED,
            )
        return self

    def calm(self) -> Self:
        """Draw all levels alike again; animatable."""
        return self.set_stroke(width=LEVEL_STROKE, opacity=1.0)

    def labels(
        self,
        levels: Iterable[float] | None = None,
        *,
        size: float = TICK,
        avoid: npt.ArrayLike = (),
    ) -> VGroup:
        """Return number plates for levels, each on its own line where nothing else is near.

        ``avoid`` are scene positions ``(k, 3)`` to keep clear of. A level without room for a
        label gets none.
        """
        taken: list[tuple[Array, Array]] = []
        plates = VGroup()
        keep_off = np.asarray(avoid, float).reshape(-1, 3)[:, :2]
        for level in self.levels if levels is None else levels:
            curve = self.curve(level)
            plate = LevelLabel(curve, size)
            spot = self._roomiest(curve, plate, keep_off, taken)
            if spot is not None:
                plate.move_to(np.array([*spot, 0.0]))
                half = np.array([plate.width, plate.height]) / 2
                taken.append((spot - half, spot + half))
                plates.add(plate)
        return plates

    def _roomiest(
        self,
        curve: LevelCurve,
        plate: VMobject,
        keep_off: Array,
        taken: list[tuple[Array, Array]],
    ) -> Array | None:
        """Find the vertex of a curve with the most free space for a plate around it."""
        own = vertices(curve.points)[:, :2]
        if len(own) == 0:
            return None
        half = np.array([plate.width, plate.height]) / 2
        plot = self.plane.plot
        low = np.array([plot.left, plot.bottom]) + half + _CLEARANCE
        high = np.array([plot.right, plot.top]) - half - _CLEARANCE
        spots = own[np.unique(np.linspace(0, len(own) - 1, _CANDIDATES).astype(int))]
        spots = spots[((spots >= low) & (spots <= high)).all(axis=1)]
        if len(spots) == 0:
            return None
        others = [vertices(c.points)[:, :2] for c in self.submobjects if c is not curve]
        obstacles = np.concatenate([*others, keep_off])
        room = np.full(len(spots), 1.0)
        if len(obstacles):
            room = _gap(spots[:, None] - half, spots[:, None] + half, obstacles, obstacles).min(1)
        for box_low, box_high in taken:
            room = np.minimum(room, _gap(spots - half, spots + half, box_low, box_high))
        best = int(np.argmax(np.minimum(room, 0.5)))
        return spots[best] if room[best] >= _CLEARANCE else None


class LevelLabel(VGroup):
    """The number of a level on a plate that interrupts its line."""

    def __init__(self, curve: LevelCurve, size: float) -> None:
        self.curve = curve
        # In ink: not every colour of the level ramp is strong enough for text.
        self.figure = Figure(curve.level, size=size, anchor="center")
        self.plate = Rectangle(
            width=self.figure.width + 2 * _PLATE,
            height=self.figure.height + 2 * _PLATE,
            stroke_width=0,
            fill_color=theme().background,
            fill_opacity=1,
        ).move_to(self.figure)
        super().__init__(self.plate, self.figure)

    def claims(self) -> list[Claim]:
        """Claim that the number is the level and that the plate sits on its curve."""
        curve, words = self.curve, self.figure.text
        return [
            number_claim(f"label {words}", lambda: self.figure.text, lambda: curve.level),
            level_claim(
                f"place of label {words}",
                curve.plane, curve.field, curve.level, self.plate.get_center,
            ),
        ]  # fmt: skip


def _gap(low: Array, high: Array, other_low: Array, other_high: Array) -> Array:
    """Return the free distance between upright boxes (points are boxes of no size); 0 if none."""
    apart = np.maximum(np.maximum(other_low - high, low - other_high), 0.0)
    return np.asarray(np.linalg.norm(apart, axis=-1))
