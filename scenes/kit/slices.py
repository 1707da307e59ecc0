"""A vertical slice of a surface along a direction, and what is drawn in it.

All of it follows one ``Heading``: turn or move the heading and the plane, the curve, the tangent
and the secant go with it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import ClassVar

import numpy as np

from mathcore.fields import ScalarField
from scenes.kit.claims import Claim, point_claim
from scenes.kit.color import to_rgb
from scenes.kit.in_slice import InSlice, half_length
from scenes.kit.painted import Array, Context, set_color, trace_path
from scenes.kit.secants import SecantLine3D, SecantTriangle
from scenes.kit.space import PANE, Heading, InSpace, Space
from scenes.kit.space_lines import BOLD, HAIR, THIN, SpaceLine
from scenes.kit.space_marks import direction_arrow, gradient_arrow, point_on_floor, point_on_surface
from scenes.kit.surface import SurfacePlot
from scenes.kit.theme import theme

SAMPLES = 161
"""Vertices of a slice curve; chords then miss the curve by a small part of a pixel."""

GLASS = 0.17
"""Opacity of a pane."""


class SlicePlane(InSpace):
    """The vertical plane through ``heading.at`` along ``heading.unit``, as a pane of glass.

    Together with ``surface.divide(heading)`` it is painted between the two parts of the surface.
    """

    shared: ClassVar[tuple[str, ...]] = ("_built", "heading")

    def __init__(self, space: Space, heading: Heading, *, color: str = "slice") -> None:
        super().__init__(space, z_index=PANE)
        self.heading = heading
        self.rgb: Array = to_rgb(theme().of(color))
        self.settle()

    def depends(self) -> tuple[Hashable, ...]:
        """Follow the heading."""
        return (self.heading.stamp(),)

    def corners(self) -> Array:
        """Return the pane's corners ``(4, 3)``: along the floor, then back along the top."""
        ends = self.heading.along(self.heading.span(self.space.window))
        box = self.space.box
        return np.concatenate(
            [self.space.at(ends, box.floor), self.space.at(ends[::-1], box.high[2])]
        )

    def build(self) -> Array:
        """Return the corners on screen: ``(4, 2)``."""
        return self.space.to_screen(self.corners())[:, :2]

    def extent(self) -> Array:
        """Return the pane's bounds."""
        return np.stack([self.built.min(axis=0), self.built.max(axis=0)])

    def paint(self, ctx: Context) -> None:
        """Paint the pane, growing upwards as it is revealed."""
        pane = self.built.copy()
        pane[2:] = pane[1::-1] + self.reveal * (pane[2:] - pane[1::-1])
        trace_path(ctx, pane, closed=True)
        set_color(ctx, self.rgb, GLASS)
        ctx.fill_preserve()
        set_color(ctx, self.rgb, 0.75)
        ctx.set_line_width(HAIR)
        ctx.stroke()

    def claims(self) -> Iterable[Claim]:
        """Claim that the lower corners are on the line ``at + t u`` where it leaves the window."""

        def truth() -> Array:
            ends = self.heading.along(self.heading.span(self.space.window))
            return self.space.floor.to_screen(ends)

        return [
            point_claim(
                "foot of the slice",
                lambda: self.place(np.pad(self.built[:2], ((0, 0), (0, 1)))),
                truth,
            )
        ]


class SliceCurve(InSlice):
    """The curve ``t -> f(at + t u)`` on the surface, within the window and the z range."""

    def __init__(
        self,
        space: Space,
        field: ScalarField,
        heading: Heading,
        *,
        color: str = "slice",
        behind: SurfacePlot | None = None,
        width: float = BOLD,
    ) -> None:
        super().__init__(space, field, heading, color=color, behind=behind, width=width)

    def curves(self) -> list[Array]:
        """Return the curve."""
        return [self._sampled(SAMPLES)]

    def _sampled(self, count: int) -> Array:
        places = self.heading.along(np.linspace(*self.heading.span(self.space.window), count))
        with np.errstate(all="ignore"):
            return self.space.at(places, self.field(places))

    def claims(self) -> Iterable[Claim]:
        """Claim that the curve lies on the graph over the line through ``at`` along ``u``."""
        return [self.curve_claim("slice of the surface", lambda: [self._sampled(12 * SAMPLES)])]


class TangentLine3D(InSlice):
    """The tangent in the slice: through ``(at, f(at))`` with slope ``D_u f``.

    ``reach`` is its drawn half-length in scene units at zoom 1 seen from the side, so that a
    steep tangent is as long as a flat one.
    """

    animated: ClassVar[tuple[str, ...]] = ("reach",)

    def __init__(
        self,
        space: Space,
        field: ScalarField,
        heading: Heading,
        *,
        color: str = "tangent",
        behind: SurfacePlot | None = None,
        width: float = BOLD,
        reach: float = 1.6,
    ) -> None:
        self.reach = reach
        super().__init__(
            space, field, heading, color=color, behind=behind, width=width, clipped=False
        )

    def curves(self) -> list[Array]:
        """Return the line, cut to the box's window."""
        half = half_length(self, self.slope(), self.reach)
        low, high = self.heading.span(self.space.window)
        start, end = max(-half, low), min(half, high)
        return [self.line(self.slope(), start, end)] if start < end else []

    def claims(self) -> Iterable[Claim]:
        """Claim that it goes through the point with the slope ``D_u f``."""
        return [
            self.curve_claim(
                f"tangent of slope {self.slope():.3g}",
                lambda: [self.line(self.slope(), *self.heading.span(self.space.window))],
            )
        ]


class FloorLine(SpaceLine):
    """The line ``at + t u`` in input space, on the floor."""

    shared: ClassVar[tuple[str, ...]] = (*SpaceLine.shared, "heading")

    def __init__(
        self,
        space: Space,
        heading: Heading,
        *,
        color: str = "slice",
        behind: SurfacePlot | None = None,
        width: float = THIN,
    ) -> None:
        self.heading = heading
        super().__init__(
            space, color=color, width=width, behind=behind, follows=(heading,), hidden="faint"
        )

    def curves(self) -> list[Array]:
        """Return the line across the window."""
        t = np.linspace(*self.heading.span(self.space.window), 60)
        return [self.space.on_floor(self.heading.along(t))]

    def claims(self) -> Iterable[Claim]:
        """Claim that it lies on ``at + t u``."""
        return [self.curve_claim("direction line on the floor", self.curves)]


class DropLine(SpaceLine):
    """The vertical line from ``(at, f(at))`` down to the floor."""

    shared: ClassVar[tuple[str, ...]] = (*SpaceLine.shared, "heading", "field")

    def __init__(
        self,
        space: Space,
        field: ScalarField,
        heading: Heading,
        *,
        color: str = "muted",
        behind: SurfacePlot | None = None,
        width: float = THIN,
    ) -> None:
        self.field, self.heading = field, heading
        super().__init__(space, color=color, width=width, behind=behind, follows=(heading,))

    def curves(self) -> list[Array]:
        """Return the line."""
        heights = np.linspace(self.space.box.floor, float(self.field(self.heading.at)), 40)
        return [self.space.at(np.broadcast_to(self.heading.at, (40, 2)), heights)]

    def claims(self) -> Iterable[Claim]:
        """Claim that it stands on ``at``."""
        return [self.curve_claim("drop line", self.curves)]


__all__ = [
    "DropLine", "FloorLine", "InSlice", "SecantLine3D", "SecantTriangle", "SliceCurve",
    "SlicePlane", "TangentLine3D", "direction_arrow", "gradient_arrow", "point_on_floor",
    "point_on_surface",
]  # fmt: skip
