"""A tick or a cross: whether a check agrees, told by shape and not by color alone."""

from __future__ import annotations

import numpy as np
from manim.mobject.types.vectorized_mobject import VMobject

from scenes.kit.claims import Claim
from scenes.kit.paths import path, paths
from scenes.kit.theme import theme

VERDICT = 0.34
"""Height of the sign, in scene units."""

VERDICT_STROKE = 7.0

_TICK = np.array([[-0.55, 0.0, 0.0], [-0.15, -0.45, 0.0], [0.6, 0.55, 0.0]])
_CROSS = np.array([[[-0.45, 0.5, 0.0], [0.45, -0.5, 0.0]], [[-0.45, -0.5, 0.0], [0.45, 0.5, 0.0]]])


class Verdict(VMobject):
    """A tick in the color of what is right, or a cross in that of an error."""

    def __init__(self, right: bool, *, size: float = VERDICT) -> None:
        super().__init__(
            stroke_color=theme().of("right" if right else "error"),
            stroke_width=VERDICT_STROKE,
            fill_opacity=0,
        )
        self.set_points((path(_TICK) if right else paths(_CROSS)) * size)

    def claims(self) -> list[Claim]:
        """Claim nothing: the numbers beside it do."""
        return []
