"""What may be told to the film of the gradient: a function of two inputs, and one of three."""

from __future__ import annotations

import numpy as np
from pydantic import ValidationInfo, field_validator

from mathcore.arrays import Array, Window
from mathcore.fields import ScalarField
from scenes.kit.map_levels import map_window
from scenes.kit.params import FieldSpec, PlaceParams, Point, SolidPoint, SolidSpec, spec
from scenes.kit.rate_plot import FLAT


class GradientParams(PlaceParams):
    """The function, the point, and a function of three inputs with a point of its own."""

    field: FieldSpec = spec("x**2*y - x**2 - y**2")
    at: Point = (1, 0)
    solid: SolidSpec = ScalarField.from_text("x*y*z", variables=("x", "y", "z"))
    inside: SolidPoint = (1, -2, 3)

    @property
    def map(self) -> Window:
        """The part of input space that is shown, at most twice as long as wide."""
        return map_window(self.shown)

    @property
    def gradient(self) -> Array:
        """The gradient at the point."""
        return self.field.gradient(self.at)

    @field_validator("at")
    @classmethod
    def _has_a_gradient(cls, at: tuple[float, float], info: ValidationInfo) -> tuple[float, float]:
        field = info.data.get("field")
        if field is not None and float(np.linalg.norm(field.gradient(at))) < FLAT:
            raise ValueError(
                f"the gradient of {field.text} is zero at {list(at)}, so there is no arrow to "
                "draw; choose a point where it is not zero"
            )
        return at

    @field_validator("inside")
    @classmethod
    def _in_its_domain(
        cls, inside: tuple[float, float, float], info: ValidationInfo
    ) -> tuple[float, float, float]:
        solid = info.data.get("solid")
        if solid is not None and not np.isfinite(solid.gradient(inside)).all():
            raise ValueError(
                f"{solid.text} has no gradient at {list(inside)}; choose a point of its domain"
            )
        return inside
