"""What all lines in a vertical slice of a surface share."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from mathcore.fields import ScalarField
from scenes.kit.painted import Array
from scenes.kit.space import Space
from scenes.kit.space_lines import BOLD, SpaceLine
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot


class InSlice(SpaceLine):
    """A line in the slice of a field along a heading."""

    shared: ClassVar[tuple[str, ...]] = (*SpaceLine.shared, "heading", "field")

    def __init__(
        self,
        space: Space,
        field: ScalarField,
        heading: Heading,
        *,
        color: str,
        behind: SurfacePlot | None = None,
        width: float = BOLD,
        clipped: bool = True,
    ) -> None:
        self.field, self.heading = field, heading
        super().__init__(
            space, color=color, width=width, behind=behind, follows=(heading,), clipped=clipped
        )

    def value(self) -> float:
        """The height ``f(at)``."""
        return float(self.field(self.heading.at))

    def slope(self) -> float:
        """The rate along the unit direction, ``D_u f = grad f . u``."""
        return float(self.field.gradient(self.heading.at) @ self.heading.unit)

    def line(self, slope: float, start: float, end: float) -> Array:
        """Return the straight line through the surface point with this slope: ``(k, 3)``."""
        t = np.linspace(start, end, 60)
        return self.space.at(self.heading.along(t), self.value() + slope * t)


def half_length(line: InSlice, slope: float, reach: float) -> float:
    """Return the ``t`` at which a line of this slope is ``reach`` scene units from its point."""
    scale = line.space.box.scale * line.space.scale
    across, along = line.heading.unit * scale[:2], slope * scale[2]
    return float(reach / np.hypot(np.linalg.norm(across), along))
