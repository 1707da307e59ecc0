"""A step in a plot: how far along, how far up, and the line through both ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VGroup, VMobject

from scenes.kit.claims import Claim, point_claim
from scenes.kit.layout import SNUG
from scenes.kit.paths import path, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme
from scenes.kit.typography import LABEL, halo, math

Array = npt.NDArray[np.float64]

LEG_STROKE = 3.0
ROOM = 0.6
"""A leg shorter than this, in scene units, has no room for its label."""

SHARES = (0.5, 0.3, 0.7, 0.15)
"""Where along the rise its name may stand, the best place first."""

ENOUGH = 0.1
"""A name this far from a curve is clear of it."""


class StepLegs(VGroup):
    """Run and rise from one point of a plot to another that may move, with their names.

    ``start`` is ``(x, y)`` and ``end()`` another, in the plane's coordinates. The names stand
    outside the triangle and leave when it is too small for them, or when ``named`` is unset. The
    name of the rise stands where ``curve``, the graph that is stepped on, leaves it most room.
    """

    def __init__(
        self,
        plane: Plane,
        start: tuple[float, float],
        end: Callable[[], tuple[float, float]],
        *,
        names: tuple[str, str] = ("h", "Delta f"),
        colors: tuple[str, str] = ("step", "value"),
        curve: VMobject | None = None,
    ) -> None:
        super().__init__()
        self.plane, self.start, self.end = plane, start, end
        self.named, self.share = True, SHARES[0]
        self.legs = VMobject(
            stroke_color=theme().of(colors[0]), stroke_width=LEG_STROKE, fill_opacity=0
        )
        self.names = VGroup(
            *(halo(math(name, size=LABEL, color=c)) for name, c in zip(names, colors, strict=True))
        )
        self.add(self.legs, self.names)
        if curve is not None:
            self.share = self._roomiest(vertices(curve.points))
        self.redraw()
        self.add_updater(lambda legs: legs.redraw())

    def redraw(self) -> StepLegs:
        """Draw the legs to where the end is now."""
        corners = self._corners()
        self.legs.set_points(path(corners))
        run, rise = corners[1] - corners[0], corners[2] - corners[1]
        below = -np.sign(rise[1]) or -1.0
        beyond = np.sign(run[0]) or 1.0
        places = (
            ((corners[0] + corners[1]) / 2, np.array([0.0, below, 0.0])),
            (corners[1] + self.share * rise, np.array([beyond, 0.0, 0.0])),
        )
        room = self.named and min(np.linalg.norm(run), np.linalg.norm(rise)) > ROOM
        for name, (middle, way) in zip(self.names, places, strict=True):
            name.next_to(middle, way, buff=SNUG / 2)
            strength = self.legs.get_stroke_opacity() if room else 0.0
            # The rim too: unseen letters must not cut the lines behind them.
            name.set_fill(opacity=strength).set_stroke(opacity=strength, background=True)
        return self

    def claims(self) -> Iterable[Claim]:
        """Claim that the legs meet where run and rise say."""
        return [
            point_claim("run and rise", lambda: vertices(self.legs.points), lambda: self._corners())
        ]

    def _roomiest(self, curve: Array) -> float:
        """Return the share of the rise beside which its name is clear of a curve and of zero."""
        corners, name = self._corners(), self.names[1]
        run, rise = corners[1] - corners[0], corners[2] - corners[1]
        beyond = np.array([np.sign(run[0]) or 1.0, 0.0, 0.0])
        zero = float(self.plane.to_screen((self.start[0], 0.0))[1])

        def clearance(share: float) -> float:
            name.next_to(corners[1] + share * rise, beyond, buff=SNUG / 2)
            half = np.array([name.width, name.height]) / 2
            away = np.abs(curve[:, :2] - name.get_center()[:2]) - half
            from_zero = abs(zero - float(name.get_center()[1])) - float(half[1])
            return min(ENOUGH, from_zero, float(np.max(away, axis=1).min(initial=ENOUGH)))

        return max(SHARES, key=clearance)

    def _corners(self) -> Array:
        (x0, y0), (x1, y1) = self.start, self.end()
        return self.plane.to_screen([(x0, y0), (x1, y0), (x1, y1)])
