"""Turning on the spot, in space: a tangent over u, and the ring that its tip draws."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import ClassVar, Literal, Self

import numpy as np

from mathcore.calculus import directional_derivative
from mathcore.fields import ScalarField
from scenes.kit.claims import Claim, point_claim
from scenes.kit.color import to_rgb
from scenes.kit.in_slice import InSlice
from scenes.kit.painted import Array, Context, set_color, trace_path
from scenes.kit.space import PANE, InSpace, Space
from scenes.kit.space_lines import BOLD, THIN, SpaceLine
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot
from scenes.kit.theme import theme

FULL_TURN = 2 * np.pi
SAMPLES = 241
GLASS = 0.22
"""Opacity of the plate inside the ring."""


class TangentStaff(InSlice):
    """The tangent along ``u`` from ``at - u`` to ``at + u``: as long as a step of length one."""

    def __init__(
        self,
        space: Space,
        field: ScalarField,
        heading: Heading,
        *,
        behind: SurfacePlot | None = None,
    ) -> None:
        super().__init__(
            space, field, heading, color="tangent", behind=behind, width=1.2 * BOLD, clipped=False
        )

    def tip(self) -> Array:
        """Return the point ``(at + u, f + D_u f)``."""
        return np.asarray(self.line(self.slope(), 1.0, 1.0)[0])

    def curves(self) -> list[Array]:
        """Return the line."""
        return [self.line(self.slope(), -1.0, 1.0)]

    def claims(self) -> Iterable[Claim]:
        """Claim that both ends are where the rate along ``u`` puts them."""

        def drawn() -> Array:
            lines = self.drawn_lines()
            return np.stack([lines[0][0], lines[-1][-1]])

        def truth() -> Array:
            ends = self.heading.along(np.array([-1.0, 1.0]))
            rate = float(directional_derivative(self.field, self.heading.at, self.heading.unit))
            return self.space.to_screen(
                self.space.at(ends, self.value() + rate * np.array([-1, 1]))
            )

        if self.behind is not None or not self.drawn_lines():
            return [self.curve_claim("tangent along u", self.curves)]
        return [point_claim("tangent of length one along u", drawn, truth)]


class Climb(InSlice):
    """The triangle under the staff: one step on the level, then up, or down, by ``D_u f``.

    ``part`` is "run" or "rise".
    """

    def __init__(
        self,
        space: Space,
        field: ScalarField,
        heading: Heading,
        part: Literal["run", "rise"],
        *,
        behind: SurfacePlot | None = None,
    ) -> None:
        self.part = part
        color, width = ("direction", THIN) if part == "run" else ("value", 1.3 * BOLD)
        super().__init__(
            space, field, heading, color=color, behind=behind, width=width, clipped=False
        )

    def curves(self) -> list[Array]:
        """Return the leg."""
        here = self.heading.along(np.array([0.0, 1.0, 1.0]))
        corners = self.space.at(here, self.value() + self.slope() * np.array([0.0, 0.0, 1.0]))
        start, end = corners[:2] if self.part == "run" else corners[1:]
        return [start + np.linspace(0, 1, 40)[:, None] * (end - start)]

    def claims(self) -> Iterable[Claim]:
        """Claim that it is one long, or rises by ``D_u f``."""
        return [self.curve_claim(f"{self.part} under the tangent", self.curves)]


class TangentRing(SpaceLine):
    """All tips ``(at + u, f + D_u f)`` as ``u`` turns once round, drawn as far as ``turned``.

    The ring starts at the angle ``start``; both are in radians. Without a field the ring is level,
    at ``level``.
    """

    animated: ClassVar[tuple[str, ...]] = ("turned",)
    shared: ClassVar[tuple[str, ...]] = (*SpaceLine.shared, "field", "heading")

    def __init__(
        self,
        space: Space,
        heading: Heading,
        field: ScalarField | None,
        *,
        start: float = 0.0,
        turned: float = FULL_TURN,
        level: float = 0.0,
        color: str = "tangent",
        width: float = THIN,
        behind: SurfacePlot | None = None,
    ) -> None:
        self.field, self.heading, self.level = field, heading, float(level)
        self.start, self.turned = float(start), float(turned)
        self._since: float | None = None
        super().__init__(
            space, color=color, width=width, behind=behind, follows=(heading,), hidden="faint"
        )

    def follow_turn(self) -> Self:
        """Draw the ring as far as the heading has turned from ``start``, from now on."""
        self._since = self.start
        return self

    def complete(self) -> Self:
        """Show the whole ring, however the heading turns."""
        self._since, self.turned = None, FULL_TURN
        return self

    def depends(self) -> tuple[Hashable, ...]:
        """Follow the heading's turn, if it was told to."""
        return (*super().depends(), self._since)

    def reach(self) -> float:
        """Return how far the ring is drawn, in radians."""
        if self._since is None:
            return self.turned
        return float(np.clip(self.heading.angle - self._since, 0.0, FULL_TURN))

    def curves(self) -> list[Array]:
        """Return the ring, or the part of it that is drawn."""
        return [self.tips(self.start + np.linspace(0.0, self.reach(), SAMPLES))]

    def tips(self, angles: Array) -> Array:
        """Return the tips ``(k, 3)`` at angles ``(k,)``."""
        ways = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        at = self.heading.at
        if self.field is None:
            return self.space.at(at + ways, self.level)
        rates = ways @ self.field.gradient(at)
        return self.space.at(at + ways, float(self.field(at)) + rates)

    def highest(self) -> Array:
        """Return the highest tip ``(3,)``: over the gradient's direction."""
        assert self.field is not None
        slope = self.field.gradient(self.heading.at)
        return np.asarray(self.tips(np.array([np.arctan2(slope[1], slope[0])]))[0])

    def claims(self) -> Iterable[Claim]:
        """Claim that every vertex is a tip."""
        fine = self.start + np.linspace(0.0, FULL_TURN, 8 * SAMPLES)
        return [self.curve_claim("ring of tangents", lambda: [self.tips(fine)])]


class Plate(InSpace):
    """The inside of a ring as a pane of glass: the tangent plane over the unit circle."""

    shared: ClassVar[tuple[str, ...]] = ("_built", "ring")

    def __init__(self, ring: TangentRing, *, color: str = "tangent") -> None:
        super().__init__(ring.space, z_index=PANE)
        self.ring = ring
        self.rgb: Array = to_rgb(theme().of(color))
        self.settle()

    def depends(self) -> tuple[Hashable, ...]:
        """Follow the ring."""
        return (self.ring.stamp(),)

    def build(self) -> Array:
        """Return the rim on screen: ``(k, 2)``."""
        return self.space.to_screen(self.ring.tips(np.linspace(0.0, FULL_TURN, SAMPLES)))[:, :2]

    def extent(self) -> Array:
        """Return the rim's bounds."""
        return np.stack([self.built.min(axis=0), self.built.max(axis=0)])

    def paint(self, ctx: Context) -> None:
        """Paint the pane."""
        trace_path(ctx, self.built, closed=True)
        set_color(ctx, self.rgb, GLASS * self.reveal)
        ctx.fill()
