"""A ring round a place of a plane where a gradient vanishes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VMobject

from mathcore.arrays import Array
from mathcore.fields import ScalarField
from scenes.kit.claims import Claim, point_claim
from scenes.kit.paths import path, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

RADIUS = 0.26
STROKE = 5.0
_CORNERS = 49


class Ring(VMobject):
    """A circle about ``point`` ``(2,)``, which claims that ``grad f`` is zero there."""

    def __init__(
        self, plane: Plane, field: ScalarField, point: npt.ArrayLike, *, color: str = "highlight"
    ) -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=STROKE, fill_opacity=0)
        self.plane, self.field, self.point = plane, field, np.asarray(point, float)
        turn = np.linspace(0, 2 * np.pi, _CORNERS)
        circle = np.stack([np.cos(turn), np.sin(turn), np.zeros_like(turn)], axis=-1)
        self.set_points(path(plane.to_screen(self.point) + RADIUS * circle))

    def claims(self) -> list[Claim]:
        """Claim that its middle is where Newton's step for ``grad f = 0`` ends."""

        def drawn() -> Array:
            corners = vertices(self.points)
            return np.asarray((corners[0] + corners[_CORNERS // 2]) / 2)

        def truth() -> Array:
            gradient, hessian = self.field.gradient(self.point), self.field.hessian(self.point)
            step = np.linalg.pinv(hessian, rcond=1e-9, hermitian=True) @ gradient
            return self.plane.to_screen(self.point - step)

        return [point_claim("where the gradient vanishes", drawn, truth)]
