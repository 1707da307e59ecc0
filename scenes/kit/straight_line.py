"""A straight line given by its equation, as the result of a calculation."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VMobject

from scenes.kit.claims import Claim, point_claim
from scenes.kit.marks import TANGENT_STROKE
from scenes.kit.paths import path, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]


class StraightLine(VMobject):
    """The line ``A x + B y = C`` through a plane's window; nothing where it misses the window."""

    def __init__(
        self,
        plane: Plane,
        coefficients: tuple[float, float, float],
        *,
        color: str = "tangent",
        width: float = TANGENT_STROKE,
    ) -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=width, fill_opacity=0)
        self.plane, self.coefficients = plane, coefficients
        normal, level = np.array(coefficients[:2], float), float(coefficients[2])
        size = float(normal @ normal)
        # From the point of the line that is nearest to the window's middle, both ways and beyond.
        middle = np.array(plane.window.center)
        foot = middle + normal * (level - normal @ middle) / size
        along = np.array([-normal[1], normal[0]]) / np.sqrt(size) * plane.window.size.sum()
        pieces = plane.clip([foot - along, foot + along])
        self.set_points(path(plane.to_screen(pieces[0])) if pieces else np.zeros((0, 3)))

    def claims(self) -> list[Claim]:
        """Claim that both ends satisfy the equation."""
        if len(self.points) == 0:
            return []
        a, b, c = self.coefficients

        def drawn() -> Array:
            return vertices(self.points)

        def truth() -> Array:
            ends = self.plane.from_screen(drawn())
            off = (ends @ np.array([a, b]) - c) / (a * a + b * b)
            return self.plane.to_screen(ends - off[:, None] * np.array([a, b]))

        return [point_claim(f"line {a:g} x + {b:g} y = {c:g}", drawn, truth)]
