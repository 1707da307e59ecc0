"""A path of steps on a plane: a dot at every stop, a bar between them, all of it one mobject.

It is drawn as far as ``taken`` steps, whole or in part, and that number can be animated:
``play(path.animate.go_to(3))`` or ``play(Create(path))``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from manim import VMobject, straight_path

from scenes.kit.claims import Claim, point_claim
from scenes.kit.marks import CIRCLE
from scenes.kit.paths import clip_segments, outlines
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]

LEG = 0.05
STOP = 0.075
"""Width of a leg, and radius of a stop, in scene units."""

RIM = 5.0
"""Stroke of background colour around the path, which keeps it apart from what it crosses."""

_BEGUN = 1e-3
_CLOSEST = 0.4
_BAR = 16


class Legs(NamedTuple):
    """The legs that are in the window: ends ``(m, 2)``, numbers, and whether they begin in it."""

    start: Array
    end: Array
    number: npt.NDArray[np.int64]
    begun: npt.NDArray[np.bool_]


class StepPath(VMobject):
    """Stops ``places`` ``(k, 2)`` of a plane and the legs between them, cut at its window.

    Stops that lie close together are drawn smaller, without ``stops`` not at all. ``taken``
    counts the steps that are drawn: 2.5 is two legs and half of the third.
    """

    def __init__(
        self,
        plane: Plane,
        places: npt.ArrayLike,
        *,
        taken: float | None = None,
        color: str = "step",
        width: float = LEG,
        stops: bool = True,
        subject: str = "path",
    ) -> None:
        super().__init__(
            fill_color=theme().of(color),
            fill_opacity=1,
            stroke_width=0,
            background_stroke_color=theme().background,
            background_stroke_width=RIM,
        )
        self.plane, self.subject, self.leg_width = plane, subject, width
        self.places = np.array(places, float)
        self.stop_radius = self._fitting_radius() if stops else 0.0
        self.taken = float(self.steps if taken is None else taken)
        self._bars = 0
        self.redraw()

    @property
    def steps(self) -> int:
        """How many steps there are in all."""
        return len(self.places) - 1

    @property
    def head(self) -> Array:
        """Where the drawn path ends, in coordinates ``(2,)``; others may follow it."""
        whole = min(int(self.taken), self.steps)
        here = self.places[whole]
        if whole == self.steps:
            return np.array(here)
        return np.asarray(here + (self.taken - whole) * (self.places[whole + 1] - here))

    def go_to(self, step: float) -> Self:
        """Draw the path up to a step, whole or in part; animatable."""
        self.taken = float(np.clip(step, 0, self.steps))
        return self.redraw()

    def redraw(self) -> Self:
        """Draw the first ``taken`` steps where the plane is now."""
        start, end, _, _ = self.legs()
        first, last = self.plane.to_screen([start, end])
        bars = outlines(_bars(first, last, self.leg_width))
        self._bars = len(start)
        discs = _discs(self._stops(), self.stop_radius)
        drawn = np.concatenate([bars, discs])
        if len(drawn) == 0:
            # Without a point manim would take it for nothing, and never draw it again.
            window = self.plane.window
            spot = np.clip(self.head, window.low, window.low + window.size)
            drawn = np.repeat(self.plane.to_screen(spot[None]), 4, axis=0)
        self.set_points(drawn)
        return self

    def claims(self) -> list[Claim]:
        """Claim that every stop and both ends of every leg lie where the path has them."""
        made = []
        if self._bars:
            made.append(
                point_claim(
                    f"legs of {self.subject}",
                    lambda: self.drawn_legs,
                    lambda: self.plane.to_screen(np.stack(self.legs()[:2])),
                )
            )
        if self.stop_radius > 0 and len(self._stops()):
            made.append(
                point_claim(f"stops of {self.subject}", lambda: self.drawn_stops, self._stops)
            )
        return made

    @property
    def drawn_legs(self) -> Array:
        """Both ends ``(2, m, 3)`` of the legs, read from what is drawn."""
        corners = self.points[: _BAR * self._bars].reshape(-1, 4, 4, 3)[:, :, 0]
        return np.stack([corners[:, :2].mean(axis=1), corners[:, 2:].mean(axis=1)])

    @property
    def drawn_stops(self) -> Array:
        """The stops' centres ``(m, 3)``, read from what is drawn."""
        discs = self.points[_BAR * self._bars :].reshape(-1, len(CIRCLE), 3)
        return np.asarray(discs[:, [0, 8]].mean(axis=1))

    def legs(self) -> Legs:
        """Return the legs as they should be drawn: as far as ``taken``, cut at the window."""
        whole = int(self.taken)
        corners = self.places[: whole + 1]
        if self.taken > whole:
            corners = np.concatenate([corners, self.head[None]])
        first, way = corners[:-1], np.diff(corners, axis=0)
        low = self.plane.window.low
        enter, leave, kept = clip_segments(first, corners[1:], low, low + self.plane.window.size)
        start, end = (first + share[:, None] * way for share in (enter, leave))
        return Legs(start[kept], end[kept], np.flatnonzero(kept), enter[kept] == 0)

    def _stops(self) -> Array:
        """Return where on screen the stops that are in the window belong: ``(m, 3)``."""
        reached = self.places[: int(self.taken) + 1]
        return self.plane.to_screen(reached[self.plane.window.contains(reached)])

    def _fitting_radius(self) -> float:
        """Return a radius by which stops don't hide the legs between them."""
        if not self.steps:
            return STOP
        moves = np.linalg.norm(self.plane.vector_to_screen(np.diff(self.places, axis=0)), axis=1)
        return float(np.clip(_CLOSEST * np.median(moves), 0.7 * self.leg_width, STOP))

    # -- as manim animates it --------------------------------------------------------------------

    def align_points(self, vmobject: Any) -> Self:
        """Need no alignment with another state of itself: the steps are what is blended."""
        if not isinstance(vmobject, StepPath):
            super().align_points(vmobject)
        return self

    def interpolate(
        self,
        mobject1: Any,
        mobject2: Any,
        alpha: float,
        path_func: Callable[..., Any] = straight_path(),  # noqa: B008 - manim's own default
    ) -> Self:
        """Blend two states: by their steps where these differ, otherwise as manim does."""
        if mobject1.taken == mobject2.taken:
            return super().interpolate(mobject1, mobject2, alpha, path_func)
        self.interpolate_color(mobject1, mobject2, alpha)
        return self.go_to((1 - alpha) * mobject1.taken + alpha * mobject2.taken)

    def pointwise_become_partial(self, vmobject: VMobject, a: float, b: float) -> Self:
        """Show the steps of ``vmobject`` up to the share ``b``; this is what ``Create`` calls."""
        if isinstance(vmobject, StepPath):
            # Never nothing at all: manim leaves out of an animation what has no points.
            self.go_to(max(float(b) * vmobject.taken, min(_BEGUN, vmobject.taken)))
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        # A copy of the path alone, such as animations make, lies on the same plane; a copy of
        # a group that holds the plane, too, must not take the original into it.
        if not memo:
            memo[id(self.plane)] = self.plane
        return super().__deepcopy__(memo)


def _bars(start: Array, end: Array, width: float) -> Array:
    """Return the corners ``(m, 4, 3)`` of bars between positions ``(m, 3)``: two at each end."""
    way = end - start
    length = np.linalg.norm(way[:, :2], axis=1)[:, None]
    along = way / np.where(length > 0, length, 1.0)
    half = np.stack([-along[:, 1], along[:, 0], np.zeros(len(along))], axis=1) * width / 2
    return np.stack([start + half, start - half, end - half, end + half], axis=1)


def _discs(centers: Array, radius: float) -> Array:
    """Return the points of discs around positions ``(m, 3)``, all in one path."""
    if radius <= 0:
        return np.zeros((0, 3))
    circle = np.concatenate([radius * CIRCLE, np.zeros((len(CIRCLE), 1))], axis=1)
    return np.asarray((centers[:, None] + circle).reshape(-1, 3))
