"""The level curves about a point from closer and closer: bent from afar, straight in the limit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import ValueTracker, VGroup, VMobject

from mathcore.arrays import Array
from scenes.kit.claims import Claim, point_claim
from scenes.kit.paths import paths, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

AWAY = 1.15
"""How far away the lowest place is from afar, in half diagonals of the window: out of sight."""

_SAMPLES = 121


class BentLevels(VGroup):
    """Levels of the rise of a loss over steps d, as seen from a distance ``share``.

    Of ``L = g.d + k |d|^2 / 2`` the view that is enlarged ``1/share`` times shows
    ``L(share d) / share = g.d + share k |d|^2 / 2``: circles which become lines ``g.d = c``.
    """

    def __init__(
        self, plane: Plane, gradient: npt.ArrayLike, levels: Sequence[float], *, width: float
    ) -> None:
        self.plane, self.gradient = plane, np.asarray(gradient, float)
        self.share = ValueTracker(1.0)
        steepness = float(np.linalg.norm(self.gradient))
        self.bend = steepness / (AWAY * self._reach)
        low, high = min(levels), max(levels)
        super().__init__()
        for level in levels:
            shade = theme().level_color((level - low) / (high - low))
            self.add(BentLevel(self, float(level), shade, width))

    def value(self, steps: Array) -> Array:
        """Return the rise ``(...)`` after steps ``(..., 2)``, as it is seen now."""
        share = float(self.share.get_value())
        return np.asarray(steps @ self.gradient + share * self.bend * (steps**2).sum(axis=-1) / 2)

    def slope(self, steps: Array) -> Array:
        """Return the gradient ``(..., 2)`` of that."""
        return np.asarray(self.gradient + float(self.share.get_value()) * self.bend * steps)

    def line(self, level: float) -> Array:
        """Return the points ``(k, 2)`` of a level: the side of its circle that is in the window."""
        steepness = float(np.linalg.norm(self.gradient))
        bend = float(self.share.get_value()) * self.bend
        along = np.linspace(-self._reach, self._reach, _SAMPLES)
        left = level - bend * along**2 / 2
        under = steepness**2 + 2 * bend * left
        along, left, under = (part[under >= 0] for part in (along, left, under))
        # Of both roots the one that stays finite as the curve becomes straight.
        up = 2 * left / (steepness + np.sqrt(under))
        uphill = self.gradient / steepness
        across = np.array([-uphill[1], uphill[0]])
        return np.asarray(up[:, None] * uphill + along[:, None] * across)

    @property
    def _reach(self) -> float:
        return float(np.linalg.norm(self.plane.window.size)) / 2


class BentLevel(VMobject):
    """One of those levels, which follows the view."""

    def __init__(self, family: BentLevels, level: float, shade: str, width: float) -> None:
        super().__init__(stroke_color=shade, stroke_width=width, fill_opacity=0)
        self.family, self.level = family, level
        self.redraw()
        self.add_updater(lambda curve: curve.redraw(), call_updater=False)

    def redraw(self) -> BentLevel:
        """Draw the level as it is seen now."""
        plane, line = self.family.plane, self.family.line(self.level)
        pieces = plane.clip(line) if len(line) > 1 else []
        self.set_points(paths(plane.to_screen(piece) for piece in pieces))
        return self

    def claims(self) -> list[Claim]:
        """Claim that every vertex has the level's value."""
        if len(self.points) == 0:
            return []
        family = self.family

        def drawn() -> Array:
            return vertices(self.points)

        def truth() -> Array:
            steps = family.plane.from_screen(drawn())
            slope = family.slope(steps)
            off = (family.value(steps) - self.level) / (slope**2).sum(axis=-1)
            return family.plane.to_screen(steps - off[:, None] * slope)

        return [point_claim(f"level {self.level:.3g} from close by", drawn, truth)]
