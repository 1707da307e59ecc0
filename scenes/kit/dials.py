"""The unit circle of directions in a plane."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VMobject

from scenes.kit.claims import Claim, point_claim
from scenes.kit.paths import paths, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

CIRCLE_STROKE = 2.5
_SAMPLES = 361


class UnitCircle(VMobject):
    """All ends ``center + u`` of unit vectors in a plane's coordinates, cut to its window."""

    def __init__(
        self, plane: Plane, center: tuple[float, float], *, color: str = "direction"
    ) -> None:
        super().__init__(
            stroke_color=theme().of(color),
            stroke_width=CIRCLE_STROKE,
            fill_opacity=0,
        )
        self.plane, self.center_point = plane, np.asarray(center, float)
        angles = np.linspace(0, 2 * np.pi, _SAMPLES)
        rim = self.center_point + np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        self.set_points(paths(plane.to_screen(piece) for piece in plane.clip(rim)))

    def claims(self) -> list[Claim]:
        """Claim that every vertex is at distance one from the centre."""
        if len(self.points) == 0:
            return []

        def drawn() -> npt.NDArray[np.float64]:
            return vertices(self.points)

        def truth() -> npt.NDArray[np.float64]:
            away = self.plane.from_screen(drawn()) - self.center_point
            length = np.linalg.norm(away, axis=-1, keepdims=True)
            return self.plane.to_screen(self.center_point + away / length)

        return [point_claim("unit circle", drawn, truth)]
