"""Arrows that are vectors of a chart: gradient, direction, and any other, with labels that follow.

An arrow's stem and tip have a constant width on screen; short ones keep their shape by shrinking
as a whole. All geometry is rebuilt in place, so that an arrow can follow a moving point cheaply.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt
from manim.mobject.mobject import Mobject
from manim.mobject.types.vectorized_mobject import VMobject

from mathcore.fields import ScalarField
from scenes.kit.claims import Chart, Claim, vector_claim
from scenes.kit.layout import SAFE, SNUG, Region, extent
from scenes.kit.paths import outlines
from scenes.kit.theme import theme
from scenes.kit.typography import Typeset, halo

Array = npt.NDArray[np.float64]

STEM = 0.055
TIP_LENGTH = 0.26
TIP_WIDTH = 0.22
LONGEST = 1.9
SHORTEST = 0.5
"""Bounds, in scene units, within which an automatic scale keeps the longest arrow."""

_TIP, _TAIL_LEFT, _TAIL_RIGHT = 3, 0, 6  # which corners of the outline these are


class WindowedChart(Chart, Protocol):
    """A chart that knows the box on screen that it fills."""

    @property
    def plot(self) -> Region:
        """The box of the plot, in scene units."""
        ...


def arrow_outlines(
    tails: npt.ArrayLike,
    tips: npt.ArrayLike,
    *,
    stem: float = STEM,
    tip_length: float = TIP_LENGTH,
    tip_width: float = TIP_WIDTH,
) -> Array:
    """Return the seven corners ``(n, 7, 3)`` of arrows from tails to tips, each ``(n, 3)``.

    An arrow shorter than twice its tip is drawn with everything smaller in proportion; one of no
    length collapses to a point.
    """
    start, end = np.atleast_2d(np.asarray(tails, float)), np.atleast_2d(np.asarray(tips, float))
    way = end - start
    length = np.linalg.norm(way[:, :2], axis=1)[:, None]
    along = np.where(length > 0, way / np.where(length > 0, length, 1), 0.0)
    across = np.stack([-along[:, 1], along[:, 0], np.zeros(len(along))], axis=1)
    share = np.minimum(1.0, length / (2 * tip_length))
    neck = end - along * tip_length * share
    half, wing = across * stem / 2 * share, across * tip_width / 2 * share
    return np.stack(
        [start + half, neck + half, neck + wing, end, neck - wing, neck - half, start - half],
        axis=1,
    )


class Arrow(VMobject):
    """A filled arrow from one scene position to another."""

    def __init__(
        self,
        tail: npt.ArrayLike = (0, 0, 0),
        tip: npt.ArrayLike = (1, 0, 0),
        *,
        color: str = "ink",
        stem: float = STEM,
    ) -> None:
        super().__init__(fill_color=theme().of(color), fill_opacity=1, stroke_width=0)
        self.stem = stem
        self.put(tail, tip)

    def put(self, tail: npt.ArrayLike, tip: npt.ArrayLike) -> Self:
        """Draw the arrow between these scene positions ``(3,)``."""
        ends = np.stack([np.asarray(tail, float), np.asarray(tip, float)])
        if not np.isfinite(ends).all():  # no gradient here: no arrow
            self.clear_points()
            return self
        growth = self.stem / STEM
        corners = arrow_outlines(
            tail, tip, stem=self.stem, tip_length=TIP_LENGTH * growth, tip_width=TIP_WIDTH * growth
        )
        self.set_points(outlines(corners))
        return self

    @property
    def tip(self) -> Array:
        """Where the arrow ends, read from what is drawn."""
        return np.array(self.points[4 * _TIP])

    @property
    def tail(self) -> Array:
        """Where the arrow begins, read from what is drawn."""
        return np.array((self.points[4 * _TAIL_LEFT] + self.points[4 * _TAIL_RIGHT]) / 2)

    def labelled(self, label: VMobject, *, within: Region = SAFE) -> VMobject:
        """Let a label ride at the tip, clear of the arrow and inside a region; return the label."""
        if isinstance(label, Typeset):
            halo(label)
        label.add_updater(lambda text: ride(text, self, within), call_updater=True)
        return label


class VectorArrow(Arrow):
    """The vector ``scale * vector()`` of a chart, drawn from the point ``point()``.

    Both are callables, or constants, in the chart's coordinates ``(n,)``; ``redraw`` reads them
    again.
    """

    def __init__(
        self,
        chart: Chart,
        point: npt.ArrayLike | Callable[[], npt.ArrayLike],
        vector: npt.ArrayLike | Callable[[], npt.ArrayLike],
        *,
        scale: float = 1.0,
        color: str = "ink",
        stem: float = STEM,
        subject: str = "vector",
    ) -> None:
        self.chart, self.vector_scale, self.subject = chart, float(scale), subject
        self._point, self._vector = _callable(point), _callable(vector)
        super().__init__(color=color, stem=stem)
        self.redraw()

    def truth(self) -> tuple[Array, Array]:
        """Return base point and drawn vector ``(n,), (n,)`` in coordinates."""
        point = np.asarray(self._point(), float)
        return point, np.asarray(self._vector(), float) * self.vector_scale

    def redraw(self) -> Self:
        """Draw what point and vector are now."""
        point, vector = self.truth()
        tail, tip = self.chart.to_screen(np.stack([point, point + vector]))
        return self.put(tail, tip)

    def move_base(self, point: npt.ArrayLike | Callable[[], npt.ArrayLike]) -> Self:
        """Draw the vector from another point, or from what a callable says now."""
        self._point = _callable(point)
        return self.redraw()

    def follow(
        self,
        point: Callable[[], npt.ArrayLike] | None = None,
        vector: Callable[[], npt.ArrayLike] | None = None,
    ) -> Self:
        """Follow a moving point, a changing vector, or both, at every frame."""
        self._point = point or self._point
        self._vector = vector or self._vector
        self.redraw()
        return self.add_updater(lambda _: self.redraw(), call_updater=False)

    def claims(self) -> list[Claim]:
        """Claim that tail and tip are where point and vector put them."""
        if len(self.points) == 0:
            return []
        return [vector_claim(self.subject, self.chart, lambda: (self.tail, self.tip), self.truth)]


class GradientArrow(VectorArrow):
    """The gradient of a field at a point, in the chart of its inputs.

    Without ``scale`` a round one is chosen so that the arrow is well visible and stays inside the
    plot.
    """

    def __init__(
        self,
        chart: WindowedChart,
        field: ScalarField,
        point: npt.ArrayLike | Callable[[], npt.ArrayLike],
        *,
        scale: float | None = None,
        downhill: bool = False,
        color: str = "gradient",
        stem: float = STEM * 1.2,
    ) -> None:
        base = _callable(point)
        sign = -1.0 if downhill else 1.0
        if scale is None:
            here = np.asarray(base(), float)[None]
            scale = fitting_scale(chart, here, sign * field.gradient(here))
        self.field = field
        super().__init__(
            chart,
            base,
            lambda: sign * field.gradient(np.asarray(self._point(), float)),
            scale=scale,
            color=color,
            stem=stem,
            subject=f"{'minus ' if downhill else ''}gradient of {field.name}",
        )


class DirectionArrow(VectorArrow):
    """A direction u at a point: the vector made one unit long in coordinates, times ``scale``."""

    def __init__(
        self,
        chart: Chart,
        point: npt.ArrayLike | Callable[[], npt.ArrayLike],
        direction: npt.ArrayLike | Callable[[], npt.ArrayLike],
        *,
        scale: float = 1.0,
        unit: bool = True,
        color: str = "direction",
        stem: float = STEM * 1.2,
    ) -> None:
        given = _callable(direction)

        def vector() -> Array:
            way = np.asarray(given(), float)
            return way / np.linalg.norm(way) if unit else way

        super().__init__(
            chart, point, vector, scale=scale, color=color, stem=stem, subject="direction u"
        )


def fitting_scale(
    chart: WindowedChart,
    points: npt.ArrayLike,
    vectors: npt.ArrayLike,
    *,
    longest: float = LONGEST,
    shortest: float = SHORTEST,
) -> float:
    """Return one round scale (1, 2, 5 times a power of ten) for vectors ``(k, n)`` at points.

    No arrow is then longer than ``longest`` scene units and all tips stay inside the plot, unless
    the longest arrow would become shorter than ``shortest``: being seen comes first.
    """
    base, arms = np.asarray(points, float), np.asarray(vectors, float)
    start = chart.to_screen(base)
    way = (chart.to_screen(base + arms) - start)[:, :2]
    length = np.linalg.norm(way, axis=1)
    if not np.isfinite(length).all() or length.max(initial=0.0) <= 0:
        return 1.0
    plot = chart.plot
    low, high = np.array([plot.left, plot.bottom]), np.array([plot.right, plot.top])
    with np.errstate(divide="ignore", invalid="ignore"):
        room = np.where(way > 0, (high - start[:, :2]) / way, (low - start[:, :2]) / way)
    inside = np.nanmin(np.where(way == 0, np.inf, room))
    most, least = longest / length.max(), shortest / length.max()
    return _round_down(max(min(most, float(inside) * 0.97), least), least)


def turning_scale(chart: WindowedChart, point: npt.ArrayLike, *, longest: float = LONGEST) -> float:
    """Return a round scale at which a unit vector can turn once about a point inside the plot."""
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    ways = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    points = np.broadcast_to(np.asarray(point, float), ways.shape)
    return fitting_scale(chart, points, ways, longest=longest)


def ride(label: Mobject, arrow: Arrow, within: Region) -> None:
    """Set a label beyond an arrow's tip, or beside the tip where there is no room beyond it."""
    low, high = extent(label)
    half = (high - low)[:2] / 2
    tip, tail = arrow.tip[:2], arrow.tail[:2]
    length = float(np.linalg.norm(tip - tail))
    along = (tip - tail) / length if length > 1e-9 else np.array([0.0, 1.0])
    across = np.array([-along[1], along[0]])
    least = np.array([within.left, within.bottom]) + half
    most = np.array([within.right, within.top]) - half

    def beyond(way: Array, gap: float) -> Array:
        return tip + way * (gap + float(np.abs(way) @ half))

    spots = [
        beyond(along, SNUG * 0.7),
        beyond(across, SNUG + TIP_WIDTH / 2) - along * TIP_LENGTH,
        beyond(-across, SNUG + TIP_WIDTH / 2) - along * TIP_LENGTH,
    ]
    outside = [float(np.abs(spot - spot.clip(least, most)).sum()) for spot in spots]
    best = spots[int(np.argmin(outside))].clip(least, most)
    label.move_to(np.array([*best, 0.0]))


def _round_down(scale: float, least: float) -> float:
    magnitude = 10.0 ** np.floor(np.log10(scale))
    steps = [m * magnitude for m in (1.0, 2.0, 5.0)]
    rounded = max(step for step in steps if step <= scale * (1 + 1e-9))
    return float(rounded if rounded >= least * 0.999 else scale)


def _callable(
    given: npt.ArrayLike | Callable[[], npt.ArrayLike],
) -> Callable[[], npt.ArrayLike]:
    if callable(given):
        return given
    return lambda: given
