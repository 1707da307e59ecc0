"""The gradient field in a plane: a grid of arrows as a dozen paths, whatever their number."""

from __future__ import annotations

from typing import Self

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VGroup, VMobject

from mathcore.fields import ScalarField
from scenes.kit.arrows import arrow_outlines
from scenes.kit.claims import Claim, point_claim
from scenes.kit.paths import flat, outlines
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]

SPACING = 0.62
"""Distance of neighbouring arrows, in scene units."""

_BINS = 12
_FULL_AT = 0.6  # share of the arrows that are shown in true proportion
_CAP = 0.86  # longest arrow, as a share of the spacing
_STEM, _TIP_LENGTH, _TIP_WIDTH = 0.032, 0.15, 0.13
_LEAST = 0.03
_TOP = 0.97  # share of the arrows that have a colour of their own; the strongest share the last


class VectorField(VGroup):
    """Gradients of a field on an even grid of the plot.

    Each arrow starts half its length before its grid point, so that the point is its middle. Its
    length on screen is ``scale * |∇f|`` up to a cap; its colour is ``|∇f|`` on the theme's ramp.
    ``downhill`` turns all arrows round. ``grow`` draws them at a share of their length.
    ``strongest`` is the length from which on all have the ramp's last color.
    """

    def __init__(
        self,
        plane: Plane,
        field: ScalarField,
        *,
        spacing: float = SPACING,
        downhill: bool = False,
    ) -> None:
        super().__init__()
        self.plane, self.field, self.spacing = plane, field, spacing
        self.sign = -1.0 if downhill else 1.0
        points = self._grid()
        gradients = field.gradient(points)
        known = np.isfinite(gradients).all(axis=1)
        self.at = points[known]
        strengths = np.linalg.norm(gradients[known], axis=1)
        lengths = np.linalg.norm(plane.vector_to_screen(gradients[known]), axis=1)
        full = float(np.quantile(lengths, _FULL_AT)) if len(lengths) else 0.0
        if full <= 0:
            full = float(lengths.max(initial=0.0))
        self.cap = _CAP * spacing
        self.scale_factor = self.cap / full if full > 0 else 1.0
        self.strongest = float(np.quantile(strengths, _TOP)) if len(strengths) else 0.0
        self.bins = self._bins(strengths, self.strongest or 1.0)
        for shade in theme().level_colors(_BINS):
            self.add(VMobject(fill_color=shade, fill_opacity=1, stroke_width=0))
        self.share = 1.0
        self.grow(1.0)

    @property
    def count(self) -> int:
        """How many grid points have an arrow."""
        return len(self.at)

    def grow(self, share: float) -> Self:
        """Draw all arrows at this share (0..1) of their length."""
        self.share = float(share)
        tails, tips = self._truth()
        corners = arrow_outlines(
            tails, tips, stem=_STEM, tip_length=_TIP_LENGTH, tip_width=_TIP_WIDTH
        )
        seen = np.linalg.norm(tips - tails, axis=1) >= _LEAST
        for k, child in enumerate(self.submobjects):
            child.set_points(outlines(corners[(self.bins == k) & seen]))
        return self

    def claims(self) -> list[Claim]:
        """Claim that every drawn tail and tip is where the gradient puts it."""

        def truth() -> Array:
            tails, tips = self._truth()
            seen = np.linalg.norm(tips - tails, axis=1) >= _LEAST
            ordered = [np.flatnonzero((self.bins == k) & seen) for k in range(_BINS)]
            order = np.concatenate(ordered)
            return np.concatenate([tails[order], tips[order]])

        def drawn() -> Array:
            corners = np.concatenate(
                [child.points.reshape(-1, 28, 3)[:, ::4] for child in self.submobjects]
            )
            return np.concatenate([(corners[:, 0] + corners[:, 6]) / 2, corners[:, 3]])

        if not any(len(child.points) for child in self.submobjects):
            return []
        return [point_claim(f"gradient field of {self.field.name}", drawn, truth)]

    def _grid(self) -> Array:
        plot = self.plane.plot
        columns = max(2, int(plot.width / self.spacing))
        rows = max(2, int(plot.height / self.spacing))
        x = plot.left + (np.arange(columns) + 0.5) * plot.width / columns
        y = plot.bottom + (np.arange(rows) + 0.5) * plot.height / rows
        X, Y = np.meshgrid(x, y)
        return self.plane.from_screen(flat(np.stack([X.ravel(), Y.ravel()], axis=-1)))

    def _truth(self) -> tuple[Array, Array]:
        """Return where all tails and tips belong on screen, each ``(k, 3)``."""
        middle = self.plane.to_screen(self.at)
        way = self.plane.vector_to_screen(self.sign * self.field.gradient(self.at))
        length = np.linalg.norm(way, axis=1, keepdims=True)
        wanted = np.minimum(length * self.scale_factor, self.cap) * self.share
        half = way / np.where(length > 0, length, 1.0) * wanted / 2
        return middle - half, middle + half

    @staticmethod
    def _bins(strengths: Array, top: float) -> npt.NDArray[np.int_]:
        """Sort arrows into colours by strength, up to the strongest few that share the last."""
        return np.asarray(np.minimum((strengths / top * _BINS).astype(int), _BINS - 1))
