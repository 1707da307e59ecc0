"""The secant through two points of a slice, and the triangle of its run and rise."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import ClassVar, Self

import numpy as np

from mathcore.fields import ScalarField
from scenes.kit.claims import Claim
from scenes.kit.in_slice import InSlice, half_length
from scenes.kit.painted import Array
from scenes.kit.space import Space
from scenes.kit.space_lines import BOLD, THIN
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot


class SecantLine3D(InSlice):
    """The secant through ``t = 0`` and ``t = h``; ``secant.animate.set_step(0.1)`` closes it in."""

    animated: ClassVar[tuple[str, ...]] = ("step",)

    def __init__(
        self,
        space: Space,
        field: ScalarField,
        heading: Heading,
        *,
        step: float,
        color: str = "step",
        behind: SurfacePlot | None = None,
        width: float = BOLD,
        reach: float = 1.6,
    ) -> None:
        self.step, self.reach = float(step), reach
        super().__init__(
            space, field, heading, color=color, behind=behind, width=width, clipped=False
        )

    def set_step(self, step: float) -> Self:
        """Use another step ``h``, not zero."""
        if step == 0:
            raise ValueError("a secant needs a step other than 0")
        self.step = float(step)
        return self

    def quotient(self) -> float:
        """The difference quotient ``(f(at + h u) - f(at)) / h``."""
        there = float(self.field(self.heading.along(np.array(self.step))))
        return (there - self.value()) / self.step

    def curves(self) -> list[Array]:
        """Return the line, reaching beyond both points."""
        slope = self.quotient()
        half = half_length(self, slope, self.reach)
        low, high = self.heading.span(self.space.window)
        first, second = sorted((0.0, self.step))
        return [self.line(slope, max(first - half / 2, low), min(second + half, high))]

    def claims(self) -> Iterable[Claim]:
        """Claim that it goes through both surface points."""
        return [
            self.curve_claim(
                f"secant of step {self.step:.3g}",
                lambda: [self.line(self.quotient(), *self.heading.span(self.space.window))],
            )
        ]


class SecantTriangle(InSlice):
    """Run ``h`` and rise ``f(at + h u) - f(at)`` of a secant, as two legs in the slice."""

    shared: ClassVar[tuple[str, ...]] = (*InSlice.shared, "secant")

    def __init__(
        self,
        secant: SecantLine3D,
        *,
        color: str = "step",
        behind: SurfacePlot | None = None,
        width: float = THIN,
    ) -> None:
        self.secant = secant
        super().__init__(
            secant.space,
            secant.field,
            secant.heading,
            color=color,
            width=width,
            behind=behind,
            clipped=False,
        )

    def depends(self) -> tuple[Hashable, ...]:
        """Follow the secant's step too."""
        return (*super().depends(), self.secant.step)

    def curves(self) -> list[Array]:
        """Return the two legs as one line: along, then up or down."""
        t = np.linspace(0, self.secant.step, 30)
        there = self.heading.along(np.array(self.secant.step))
        run = self.space.at(self.heading.along(t), self.value())
        heights = np.linspace(self.value(), float(self.field(there)), 30)
        return [np.concatenate([run, self.space.at(np.broadcast_to(there, (30, 2)), heights)[1:]])]

    def claims(self) -> Iterable[Claim]:
        """Claim that the legs meet below (or above) the second surface point."""
        return [self.curve_claim("run and rise of the secant", self.curves)]
