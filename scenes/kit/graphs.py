"""The graph of a function of one variable, sampled as finely as the picture needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VMobject

from scenes.kit.claims import Claim, graph_claim
from scenes.kit.paths import paths, vertices
from scenes.kit.plane import Plane
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]
Function = Callable[[Array], Array]

GRAPH_STROKE = 4.0

_TOLERANCE_PX = 0.2
_FIRST_SAMPLES = 129
_DEEPEST = 9
_BISECTIONS = 26
"""Halvings that place a crossing within a billionth of the window."""

_JUMP = 4.0
"""A step of more than this many plot heights that refining does not lessen is a pole."""


class Graph(VMobject):
    """The curve ``y = function(x)`` over an interval of a plane, cut to its window.

    ``function`` maps ``(k,)`` to ``(k,)``; where it is not finite the curve has a gap.
    """

    def __init__(
        self,
        plane: Plane,
        function: Function,
        *,
        over: tuple[float, float] | None = None,
        color: str = "value",
        width: float = GRAPH_STROKE,
        subject: str = "graph",
    ) -> None:
        super().__init__(stroke_color=theme().of(color), stroke_width=width, fill_opacity=0)
        self.plane, self.function, self.subject = plane, function, subject
        self.over = over or plane.window.x
        self.redraw()

    def redraw(self) -> Self:
        """Draw again what ``function`` and ``over`` are now."""
        pieces = sample(self.plane, self.function, self.over)
        self.set_points(paths(self.plane.to_screen(piece) for piece in pieces))
        return self

    def redraw_as(self, function: Function) -> Self:
        """Draw another function in place."""
        self.function = function
        return self.redraw()

    def claims(self) -> list[Claim]:
        """Claim that every vertex lies on the graph."""
        if len(self.points) == 0:
            return []
        return [graph_claim(self.subject, self.plane, self.function, lambda: vertices(self.points))]


def sample(plane: Plane, function: Function, over: tuple[float, float]) -> list[Array]:
    """Return the graph as polylines ``(k, 2)`` whose chords stay within 0.2 pixels of it."""
    low, high = max(over[0], plane.window.x[0]), min(over[1], plane.window.x[1])
    if low >= high:
        return []
    x = np.linspace(low, high, _FIRST_SAMPLES)
    y = _values(function, x)
    for _ in range(_DEEPEST):
        middle = (x[:-1] + x[1:]) / 2
        between = _values(function, middle)
        wanted = _needs_more(plane, y, between)
        if not wanted.any():
            break
        x = np.concatenate([x, middle[wanted]])
        y = np.concatenate([y, between[wanted]])
        order = np.argsort(x)
        x, y = x[order], y[order]
    x, y = _with_edges(plane, function, x, y)
    broken = np.abs(np.diff(y)) > _JUMP * plane.window.height
    y = np.insert(y, np.flatnonzero(broken) + 1, np.nan)
    x = np.insert(x, np.flatnonzero(broken) + 1, np.nan)
    return plane.clip(np.stack([x, y], axis=-1))


def _values(function: Function, x: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.broadcast_to(np.asarray(function(x), float), x.shape)


def _needs_more(plane: Plane, y: Array, between: Array) -> npt.NDArray[np.bool_]:
    """Tell in which intervals the chord misses the curve, where that is seen at all."""
    low, high = plane.window.y
    with np.errstate(invalid="ignore"):
        bend = np.abs(between - (y[:-1] + y[1:]) / 2) / plane.pixel[1]
        seen = (np.minimum(y[:-1], y[1:]) <= high) & (np.maximum(y[:-1], y[1:]) >= low)
        seen |= (between >= low) & (between <= high)
    half_known = np.isfinite(y[:-1]) != np.isfinite(y[1:])
    return np.asarray((bend > _TOLERANCE_PX) & seen | half_known)


def _with_edges(plane: Plane, function: Function, x: Array, y: Array) -> tuple[Array, Array]:
    """Add the points where the curve leaves the window, so that cutting keeps them on it."""
    for edge in plane.window.y:
        with np.errstate(invalid="ignore"):
            crosses = (y[:-1] - edge) * (y[1:] - edge) < 0
        if not crosses.any():
            continue
        left, right = x[:-1][crosses], x[1:][crosses]
        above = y[:-1][crosses] > edge
        for _ in range(_BISECTIONS):
            middle = (left + right) / 2
            same = (_values(function, middle) > edge) == above
            left, right = np.where(same, middle, left), np.where(same, right, middle)
        x = np.concatenate([x, left])
        y = np.concatenate([y, _values(function, left)])
        order = np.argsort(x, kind="stable")
        x, y = x[order], y[order]
    return x, y
