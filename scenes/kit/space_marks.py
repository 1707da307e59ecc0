"""Points of a space and arrows on its floor, which is input space: where gradients live."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import ClassVar

import cairo
import numpy as np
import numpy.typing as npt

from mathcore.fields import ScalarField
from scenes.kit.claims import Claim, point_claim
from scenes.kit.color import to_rgb
from scenes.kit.painted import Array, Context, set_color, trace_path
from scenes.kit.space import LINES, InSpace, Space
from scenes.kit.space_lines import (
    BOLD,
    CASING,
    CASING_STRENGTH,
    HAIR,
    HIDDEN_STRENGTH,
    THIN,
    Hidden,
    SpaceLine,
    Stroke,
    first_part,
)
from scenes.kit.states import Heading, State
from scenes.kit.surface import SurfacePlot, sight_test
from scenes.kit.theme import theme

HEAD = 0.34
"""Length of an arrow's head, in scene units at zoom 1."""


def head_size(space: Space, length: float) -> float:
    """Return how long the head of an arrow of a drawn length is, both in box units."""
    return min(HEAD / space.scale, 0.6 * length)


class FloorArrow(SpaceLine):
    """An arrow lying in input space, on the floor: a gradient, a direction, a step.

    ``tail`` and ``vector`` are ``(2,)`` in input space, or functions that return them, so that
    the arrow can follow a heading. Hidden parts show through faintly.
    """

    shared: ClassVar[tuple[str, ...]] = (*SpaceLine.shared, "_tail", "_vector")

    def __init__(
        self,
        space: Space,
        tail: npt.ArrayLike | Callable[[], npt.ArrayLike],
        vector: npt.ArrayLike | Callable[[], npt.ArrayLike],
        *,
        color: str = "gradient",
        width: float = BOLD,
        behind: SurfacePlot | None = None,
        follows: tuple[State, ...] = (),
        hidden: Hidden = "faint",
    ) -> None:
        self._tail, self._vector = tail, vector
        super().__init__(
            space, color=color, width=width, behind=behind, follows=follows, hidden=hidden
        )

    @property
    def tail(self) -> Array:
        """Where the arrow starts: ``(2,)``."""
        return np.asarray(self._tail() if callable(self._tail) else self._tail, float)

    @property
    def vector(self) -> Array:
        """What the arrow stands for: ``(2,)``."""
        return np.asarray(self._vector() if callable(self._vector) else self._vector, float)

    def depends(self) -> tuple[Hashable, ...]:
        """Follow its own ends too."""
        return (*super().depends(), self.tail.tobytes(), self.vector.tobytes())

    def head(self) -> Array:
        """Return the arrow head's corners ``(4, 3)``, a dart lying on the floor."""
        box = self.space.box
        ahead = self.vector * box.scale[:2]
        length = float(np.linalg.norm(ahead))
        if length < 1e-12:
            return np.repeat(self.space.on_floor(self.tail)[None], 4, axis=0)
        forth = ahead / length
        aside = np.array([-forth[1], forth[0]])
        size = head_size(self.space, length)
        tip = (self.tail + self.vector) * box.scale[:2]
        flat = np.stack(
            [tip, tip - size * forth + 0.42 * size * aside, tip - 0.78 * size * forth,
             tip - size * forth - 0.42 * size * aside]
        )  # fmt: skip
        return self.space.on_floor(flat / box.scale[:2])

    def curves(self) -> list[Array]:
        """Return the shaft, ending inside the head."""
        shares = np.linspace(0, 1, 40)[:, None]
        start, end = self.space.on_floor(self.tail), self.head()[2]
        return [start + shares * (end - start)]

    def build(self) -> list[Stroke]:
        """Return the shaft's strokes and, last, the head."""
        head = self.head()
        hidden = bool(sight_test(self.behind)(head[:1])[0])
        return [*super().build(), Stroke(self.space.to_screen(head)[:, :2], hidden)]

    def paint(self, ctx: Context) -> None:
        """Paint shaft and head."""
        *shaft, head = self.built
        strokes = first_part(shaft, min(self.reveal * 1.2, 1.0))
        for hidden in (True, False):
            strength = HIDDEN_STRENGTH if hidden else 1.0
            if hidden and self.hidden == "none":
                continue
            for cased in (True, False) if not hidden else (False,):
                color = self.casing if cased else self.rgb
                set_color(ctx, color, CASING_STRENGTH if cased else strength)
                ctx.set_line_cap(cairo.LINE_CAP_BUTT)
                ctx.set_line_width(self.line_width + (CASING if cased else 0))
                for stroke in strokes:
                    if stroke.hidden == hidden:
                        trace_path(ctx, stroke.points)
                ctx.stroke()
                if head.hidden == hidden and self.reveal > 0.8:
                    trace_path(ctx, head.points, closed=True)
                    if cased:
                        ctx.set_line_width(CASING)
                        ctx.stroke()
                    else:
                        ctx.fill()

    def claims(self) -> Iterable[Claim]:
        """Claim that tail and tip are at ``tail`` and ``tail + vector`` on the floor."""

        def drawn() -> Array:
            chart = self.space.floor
            tip = np.pad(self.built[-1].points[0], (0, 1))
            start = np.pad(self.built[0].points[0], (0, 1))
            back = chart.to_screen(chart.from_screen(np.stack([start, tip])))
            return self.place(back)

        def truth() -> Array:
            ends = np.stack([self.tail, self.tail + self.vector])
            return self.space.floor.to_screen(ends)

        return [point_claim("arrow in input space", drawn, truth)]


class SpacePoint(InSpace):
    """A dot at ``where()`` ``(3,)``; a ring where the surface hides it."""

    shared: ClassVar[tuple[str, ...]] = ("_built", "behind", "follows", "where")

    def __init__(
        self,
        space: Space,
        where: Callable[[], npt.ArrayLike],
        *,
        color: str = "ink",
        radius: float = 0.085,
        behind: SurfacePlot | None = None,
        follows: tuple[State, ...] = (),
        subject: str = "point in space",
    ) -> None:
        super().__init__(space, z_index=LINES + 0.5)
        self.where, self.radius, self.behind, self.follows = where, radius, behind, follows
        self.subject = subject
        self.rgb: Array = to_rgb(theme().of(color))
        self.rim: Array = to_rgb(theme().background)
        self.settle()

    def depends(self) -> tuple[Hashable, ...]:
        """Follow its place, its states and the surface."""
        stamps = tuple(state.stamp() for state in self.follows)
        place = np.asarray(self.where(), float).tobytes()
        return (place, *stamps) if self.behind is None else (place, *stamps, self.behind.stamp())

    def build(self) -> Stroke:
        """Return the dot's centre and whether it is out of sight."""
        here = np.asarray(self.where(), float)
        hidden = bool(sight_test(self.behind)(here[None])[0])
        return Stroke(self.space.to_screen(here)[:2], hidden)

    def extent(self) -> Array:
        """Return the dot's square."""
        return np.stack([self.built.points - self.radius, self.built.points + self.radius])

    def paint(self, ctx: Context) -> None:
        """Paint the dot, or its ring."""
        (x, y), hidden = self.built
        if not np.isfinite(x + y):
            return
        ctx.arc(x, y, self.radius * self.reveal, 0, 2 * np.pi)
        if hidden:
            set_color(ctx, self.rgb, HIDDEN_STRENGTH + 0.2)
            ctx.set_line_width(THIN)
            ctx.stroke()
            return
        set_color(ctx, self.rgb)
        ctx.fill_preserve()
        set_color(ctx, self.rim, 0.8)
        ctx.set_line_width(HAIR)
        ctx.stroke()

    def claims(self) -> Iterable[Claim]:
        """Claim that the dot's centre is the projection of its point."""
        return [
            point_claim(
                self.subject,
                lambda: self.get_center(),
                lambda: self.space.to_screen(self.where()),
            )
        ]


def point_on_surface(
    space: Space,
    field: ScalarField,
    heading: Heading,
    *,
    t: Callable[[], float] | float = 0.0,
    color: str = "ink",
    behind: SurfacePlot | None = None,
) -> SpacePoint:
    """Return the dot at ``(p, f(p))`` with ``p = at + t u``, following the heading."""

    def where() -> npt.ArrayLike:
        place = heading.along(np.array(t() if callable(t) else t))
        return space.at(place, field(place))

    return SpacePoint(
        space, where, color=color, behind=behind, follows=(heading,), subject="point on surface"
    )


def point_on_floor(
    space: Space, heading: Heading, *, color: str = "ink", behind: SurfacePlot | None = None
) -> SpacePoint:
    """Return the dot at ``at`` in input space, on the floor."""
    return SpacePoint(
        space,
        lambda: space.on_floor(heading.at),
        color=color,
        behind=behind,
        follows=(heading,),
        subject="point in input space",
    )


def direction_arrow(
    space: Space,
    heading: Heading,
    *,
    length: float = 1.0,
    color: str = "direction",
    behind: SurfacePlot | None = None,
) -> FloorArrow:
    """Return the arrow ``length * u`` at ``at`` on the floor, following the heading."""
    return FloorArrow(
        space, lambda: heading.at, lambda: length * heading.unit, color=color, behind=behind,
        follows=(heading,),
    )  # fmt: skip


def gradient_arrow(
    space: Space,
    field: ScalarField,
    heading: Heading,
    *,
    length: float | None = None,
    color: str = "gradient",
    behind: SurfacePlot | None = None,
) -> FloorArrow:
    """Return ``grad f(at)`` as an arrow on the floor, in input space where it lives.

    With ``length`` the arrow is drawn at this length (input units), showing direction only.
    """

    def vector() -> Array:
        gradient = field.gradient(heading.at)
        norm = float(np.linalg.norm(gradient))
        return gradient if length is None or norm == 0 else gradient * (length / norm)

    return FloorArrow(
        space, lambda: heading.at, vector, color=color, behind=behind, follows=(heading,)
    )
