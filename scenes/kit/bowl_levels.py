"""Level curves of a bowl that changes while one watches: exact ellipses, redrawn at every frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
import sympy
from manim import VGroup, VMobject

from mathcore.bowls import Bowl, ellipse
from mathcore.expressions import symbols_for
from mathcore.fields import ScalarField
from scenes.kit.claims import Claim, level_claim
from scenes.kit.levels import LEVEL_STROKE
from scenes.kit.paths import paths, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]


class Shape(NamedTuple):
    """What a bowl looks like: its Hessian ``(2, 2)`` and its lowest point ``(2,)``."""

    hessian: Array
    lowest: Array

    @classmethod
    def of(cls, bowl: Bowl) -> Shape:
        """Take the shape of a bowl."""
        return cls(np.array(bowl.hessian, float), bowl.lowest)

    def height(self, point: npt.ArrayLike) -> float:
        """Return ``½(x − m)ᵀH(x − m)``, the height of a point ``(2,)`` above the lowest."""
        away = np.asarray(point, float) - self.lowest
        return float(away @ self.hessian @ away / 2)

    def field(self) -> ScalarField:
        """Return the height as a field, for comparison."""
        x = sympy.Matrix(symbols_for(("x", "y"))) - sympy.Matrix(self.lowest.tolist())
        height = (x.T * sympy.Matrix(self.hessian.tolist()) * x)[0] / 2
        return ScalarField(height, ("x", "y"))


class BowlLevel(VMobject):
    """The curve at ``height`` above the lowest point of ``shape``, cut at the window.

    Both are given, or asked for whenever it is redrawn.
    """

    def __init__(
        self,
        plane: Plane,
        shape: Shape | Callable[[], Shape],
        height: float | Callable[[], float],
        *,
        color: str = "value",
        width: float = LEVEL_STROKE,
    ) -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=width, fill_opacity=0)
        self.plane = plane
        self._shape = shape if callable(shape) else lambda: shape
        self._height = height if callable(height) else lambda: height
        self.redraw()

    def redraw(self) -> Self:
        """Draw the curve as it is now."""
        curve = ellipse(*self._shape(), self._height())
        self.set_points(paths(self.plane.to_screen(piece) for piece in self.plane.clip(curve)))
        return self

    def follow(self) -> Self:
        """Redraw it at every frame."""
        return self.add_updater(lambda _: self.redraw(), call_updater=False)

    def claims(self) -> list[Claim]:
        """Claim that every vertex lies at the height."""
        if len(self.points) == 0:
            return []
        field, height = self._shape().field(), self._height()
        subject = f"height {height:g} in a bowl"
        return [level_claim(subject, self.plane, field, height, lambda: vertices(self.points))]


class BowlLevels(VGroup):
    """A family of them, coloured from low to high by the theme's ramp."""

    def __init__(
        self, plane: Plane, shape: Shape | Callable[[], Shape], heights: Sequence[float]
    ) -> None:
        shades = theme().level_colors(len(heights))
        super().__init__(
            *(
                BowlLevel(plane, shape, height, color=shade)
                for height, shade in zip(sorted(heights), shades, strict=True)
            )
        )

    def follow(self) -> Self:
        """Redraw all of them at every frame."""
        for curve in self.submobjects:
            curve.follow()
        return self
