"""The gradient's arrow between floor and surface: laid on the hill, where it does not belong."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, ClassVar, Self

import numpy as np

from mathcore.calculus import tangent_plane
from mathcore.fields import ScalarField
from scenes.kit.claims import Claim, point_claim
from scenes.kit.color import to_rgb
from scenes.kit.painted import Array
from scenes.kit.space import Space
from scenes.kit.space_lines import BOLD, SpaceLine
from scenes.kit.space_marks import FloorArrow, head_size
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot
from scenes.kit.theme import theme

ARM = 0.26
"""Half the width of the cross through a wrong arrow, in scene units at zoom 1."""


class LiftedArrow(FloorArrow):
    """``scale * grad f(at)``, carried from the floor (``lift`` 0) up to the surface (``lift`` 1).

    On the surface it lies in the tangent plane, turned up until its drawn length is that of the
    arrow on the floor. ``arrow.animate.raise_to(1)`` moves it; on its way up it takes the color
    of a mistake.
    """

    animated: ClassVar[tuple[str, ...]] = ("lift", "rgb")
    shared: ClassVar[tuple[str, ...]] = (*FloorArrow.shared, "field", "heading")

    def __init__(
        self,
        space: Space,
        field: ScalarField,
        heading: Heading,
        *,
        scale: float = 1.0,
        behind: SurfacePlot | None = None,
        **options: Any,
    ) -> None:
        self.field, self.heading, self.lift = field, heading, 0.0
        super().__init__(
            space,
            lambda: heading.at,
            lambda: scale * field.gradient(heading.at),
            behind=behind,
            follows=(heading,),
            **options,
        )

    def raise_to(self, lift: float) -> Self:
        """Carry it to a share of the way up, and color it accordingly."""
        self.lift = float(lift)
        right, wrong = (to_rgb(theme().of(name)) for name in ("gradient", "error"))
        self.rgb = right + self.lift * (wrong - right)
        return self

    def foot(self) -> Array:
        """Return where the arrow starts: ``(3,)``."""
        floor = self.space.box.floor
        height = floor + self.lift * (float(self.field(self.heading.at)) - floor)
        return np.array([*self.tail, height])

    def ahead(self) -> Array:
        """Return the way from tail to tip ``(3,)``, as long on every height as on the floor."""
        along, box = self.vector, self.space.box
        rise = self.lift * float(along @ self.field.gradient(self.heading.at))
        flat = float(np.linalg.norm(along * box.scale[:2]))
        steep = float(np.hypot(flat, rise * box.scale[2]))
        return np.array([*along, rise]) * (flat / steep if steep > 0 else 1.0)

    def head(self) -> Array:
        """Return the arrow head's corners ``(4, 3)``, a dart in the tangent plane."""
        box, foot = self.space.box, self.foot()
        way = self.ahead() * box.scale
        length = float(np.linalg.norm(way))
        if length < 1e-12:
            return np.repeat(foot[None], 4, axis=0)
        forth = way / length
        aside = np.array([-way[1], way[0], 0.0]) / float(np.linalg.norm(way[:2]))
        size = head_size(self.space, length)
        tip = foot * box.scale + way
        corners = [tip, tip - size * forth + 0.42 * size * aside, tip - 0.78 * size * forth,
                   tip - size * forth - 0.42 * size * aside]  # fmt: skip
        return np.asarray(np.stack(corners) / box.scale)

    def curves(self) -> list[Array]:
        """Return the shaft, ending inside the head."""
        shares = np.linspace(0, 1, 40)[:, None]
        start, end = self.foot(), self.head()[2]
        return [start + shares * (end - start)]

    def claims(self) -> Iterable[Claim]:
        """Claim that tail and tip are in the tangent plane, brought down as far as it is."""

        def drawn() -> Array:
            ends = np.stack([self.built[0].points[0], self.built[-1].points[0]])
            return self.place(np.pad(ends, ((0, 0), (0, 1))))

        def truth() -> Array:
            plane, floor = tangent_plane(self.field, self.heading.at), self.space.box.floor
            places = np.stack([self.tail, self.tail + self.ahead()[:2]])
            heights = floor + self.lift * (plane.at(places) - floor)
            return self.space.to_screen(self.space.at(places, heights))

        return [point_claim("the gradient's arrow, carried up to the surface", drawn, truth)]


class Strike(SpaceLine):
    """A cross through the middle of an arrow, facing the eye: this is wrong."""

    shared: ClassVar[tuple[str, ...]] = (*SpaceLine.shared, "arrow")

    def __init__(self, arrow: LiftedArrow, *, color: str = "error", arm: float = ARM) -> None:
        self.arrow, self.arm = arrow, arm
        super().__init__(arrow.space, color=color, width=BOLD)

    def depends(self) -> tuple[Hashable, ...]:
        """Follow the arrow."""
        return (self.arrow.stamp(),)

    def curves(self) -> list[Array]:
        """Return both strokes of the cross."""
        right, up, _ = self.space.projection.frame
        box = self.space.box
        middle = self.arrow.foot() + self.arrow.ahead() / 2
        reach = self.arm / self.space.scale
        ways = [reach * (right + side * up) / box.scale for side in (1.0, -1.0)]
        return [np.stack([middle - way, middle + way]) for way in ways]
