"""A descent in space: the path that is drawn on the map, lifted onto the surface."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import ClassVar

import numpy as np

from mathcore.fields import ScalarField
from scenes.kit.claims import Claim
from scenes.kit.descent_path import DescentPath
from scenes.kit.painted import Array
from scenes.kit.space import Space
from scenes.kit.space_lines import BOLD, SpaceLine
from scenes.kit.space_marks import SpacePoint
from scenes.kit.surface import SurfacePlot

PER_LEG = 9
"""Points on the surface for each leg, which is straight on the map only."""


class LiftedDescent(SpaceLine):
    """The legs of a map's ``path`` on the surface of ``field``, as far as the path is drawn."""

    shared: ClassVar[tuple[str, ...]] = (*SpaceLine.shared, "field")

    def __init__(
        self,
        space: Space,
        field: ScalarField,
        path: DescentPath,
        *,
        behind: SurfacePlot | None = None,
        color: str = "step",
        width: float = BOLD,
    ) -> None:
        self.field, self.path = field, path
        super().__init__(space, color=color, width=width, behind=behind, clipped=True)

    def depends(self) -> tuple[Hashable, ...]:
        """Follow how far the path is drawn."""
        return (self.path.taken, *super().depends())

    def curves(self) -> list[Array]:
        """Return the drawn part of the path over its points."""
        corners = self.path.places[: int(self.path.taken) + 1]
        if self.path.taken > len(corners) - 1:
            corners = np.concatenate([corners, self.path.head[None]])
        if len(corners) < 2:
            return []
        share = np.linspace(0, 1, PER_LEG)[:, None]
        fine = (corners[:-1, None] + share * np.diff(corners, axis=0)[:, None]).reshape(-1, 2)
        inside = self.space.window.contains(fine)
        return [self.space.at(np.where(inside[:, None], fine, np.nan), self.field(fine))]

    def claims(self) -> Iterable[Claim]:
        """Claim that what is drawn lies on the surface over the path."""
        subject = f"{self.path.subject} on the surface"
        return [self.curve_claim(subject, self.curves)] if self.curves() else []


def standing(
    space: Space, field: ScalarField, path: DescentPath, behind: SurfacePlot | None = None
) -> SpacePoint:
    """Return the dot on the surface over the end of the drawn path."""
    return SpacePoint(
        space,
        lambda: space.at(path.head, field(path.head)),
        radius=0.11,
        behind=behind,
        subject=f"end of the {path.subject} on the surface",
    )
