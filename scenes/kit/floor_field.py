"""The gradient field on the floor of a space: input space, as it lies below the surface."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import numpy as np

from mathcore.fields import ScalarField
from scenes.kit.arrows import arrow_outlines
from scenes.kit.claims import Claim, point_claim
from scenes.kit.color import to_rgb
from scenes.kit.painted import Array, Context, set_color, trace_path
from scenes.kit.paths import flat
from scenes.kit.space import FLOOR, InSpace, Space
from scenes.kit.theme import theme

ACROSS = 11
"""Arrows along the longer side of the floor."""

CAP, FULL_AT = 0.84, 0.6
"""The longest arrow, as a share of the grid's spacing, and the share of arrows in proportion."""

STEM, TIP_LENGTH, TIP_WIDTH = 0.075, 0.32, 0.26
"""Shape of an arrow, as shares of the grid's spacing."""

STRONGEST = 0.97
LEAST = 0.06


class FloorField(InSpace):
    """Gradients on an even grid of the floor, each with its grid point in the middle.

    Lengths are in proportion up to a cap; colors tell ``|grad f|`` on the theme's ramp, as in a
    :class:`~scenes.kit.vectors.VectorField`. The surface is painted over it.
    """

    shared: ClassVar[tuple[str, ...]] = ("_built", "field", "at")

    def __init__(self, space: Space, field: ScalarField) -> None:
        super().__init__(space, z_index=FLOOR + 0.5)
        self.field = field
        window, sides = space.window, np.array(space.box.sides[:2])
        self.spacing = 1.0 / ACROSS  # the floor's longer side is one
        counts = np.maximum(np.rint(sides * ACROSS).astype(int), 2)
        shares = [(np.arange(k) + 0.5) / k for k in counts]
        X, Y = np.meshgrid(*shares)
        grid = window.low + np.stack([X.ravel(), Y.ravel()], axis=-1) * window.size
        with np.errstate(all="ignore"):
            gradients = field.gradient(grid)
        known = np.isfinite(gradients).all(axis=1)
        self.at, self.gradients = grid[known], gradients[known]
        strengths = np.linalg.norm(self.gradients, axis=1)
        top = float(np.quantile(strengths, STRONGEST)) if len(strengths) else 1.0
        shares_of_top = np.minimum(strengths / (top or 1.0), 1.0)
        self.colors = [to_rgb(theme().level_color(float(share))) for share in shares_of_top]
        self.settle()

    def ends(self) -> tuple[Array, Array]:
        """Return tails and tips ``(k, 2)`` in input space."""
        scale = self.space.box.scale[:2]
        way = self.gradients * scale
        length = np.linalg.norm(way, axis=1, keepdims=True)
        full = float(np.quantile(length, FULL_AT)) if len(length) else 1.0
        cap = CAP * self.spacing
        wanted = np.minimum(length * cap / (full or float(length.max(initial=0)) or 1.0), cap)
        half = way / np.where(length > 0, length, 1.0) * wanted / 2 / scale
        return self.at - half, self.at + half

    def build(self) -> Array:
        """Return the arrows' outlines on screen: ``(k, 7, 2)``."""
        scale = self.space.box.scale[:2]
        tails, tips = self.ends()
        corners = arrow_outlines(
            flat(tails * scale),
            flat(tips * scale),
            stem=STEM * self.spacing,
            tip_length=TIP_LENGTH * self.spacing,
            tip_width=TIP_WIDTH * self.spacing,
        )
        return self.space.to_screen(self.space.on_floor(corners[..., :2] / scale))[..., :2]

    def extent(self) -> Array:
        """Return the corners of all arrows."""
        points = self.built.reshape(-1, 2)
        if not len(points):
            return np.zeros((2, 2))
        return np.stack([points.min(axis=0), points.max(axis=0)])

    def paint(self, ctx: Context) -> None:
        """Fill the arrows, growing from their middles as they are revealed."""
        for outline, color in zip(self.built, self.colors, strict=True):
            middle = (outline[[0, 6]].mean(axis=0) + outline[3]) / 2
            trace_path(ctx, middle + self.reveal * (outline - middle), closed=True)
            set_color(ctx, color)
            ctx.fill()

    def claims(self) -> Iterable[Claim]:
        """Claim that every tail and tip is where the gradient puts it."""

        def drawn() -> Array:
            ends = np.concatenate([self.built[:, [0, 6]].mean(axis=1), self.built[:, 3]])
            return self.place(flat(ends))

        def truth() -> Array:
            return self.space.floor.to_screen(np.concatenate(self.ends()))

        return [point_claim(f"gradient field of {self.field.name} on the floor", drawn, truth)]
