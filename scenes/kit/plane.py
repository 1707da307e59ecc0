"""A framed plot of a window: ticks and names outside the frame, mathematics inside."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VGroup, VMobject

from mathcore.arrays import Window
from scenes.kit.claims import PIXELS_PER_UNIT, Claim, number_claim, point_claim
from scenes.kit.digits import Figure, advance
from scenes.kit.layout import STAGE, TIGHT, LayoutError, Region, extent
from scenes.kit.paths import clip_polyline, flat, path, paths
from scenes.kit.theme import MEANINGS, theme
from scenes.kit.ticks import Ticks, quarter_turns, ticks
from scenes.kit.typography import LABEL, SMALLEST, TICK, Colors, Typeset, math

Array = npt.NDArray[np.float64]

FRAME_STROKE = 2.0
GRID_STROKE = 1.5
MARK = 0.09
"""Length of a tick mark, in scene units."""

_ROOM_PER_X_TICK = 0.55
_ROOM_PER_Y_TICK = 0.5
_LEAST_PLOT = 1.0


class Plane(VGroup):
    """Axes for a window, placed in a region with everything that belongs to them.

    ``names`` are Typst mathematics, coloured by their own meaning unless ``colors`` says
    otherwise: a meaning for the whole name, or one for each of its symbols. With ``equal`` a unit
    is as long in x as in y and the plot is as large as the region then allows; without it the plot
    fills the region. ``bare`` leaves out numbers and marks; ``angles`` says that x is an angle in
    degrees, marked at quarter turns.

    The chart is read from the frame as it is drawn, so it stays true when the plane moves.
    """

    def __init__(
        self,
        window: Window,
        region: Region = STAGE,
        *,
        names: tuple[str, str] = ("x", "y"),
        colors: tuple[str | Colors, str | Colors] | None = None,
        equal: bool = False,
        grid: bool = True,
        bare: bool = False,
        angles: bool = False,
        size: float = TICK,
    ) -> None:
        super().__init__()
        if size < SMALLEST:
            raise LayoutError(f"tick labels of {size:.3f} are too small to read")
        self.window = window
        meanings = colors or (_meaning(names[0]), _meaning(names[1]))
        self.names = VGroup(*(_named(n, c) for n, c in zip(names, meanings, strict=True)))
        self._bare, self._angles, self._size = bare, angles, size
        plot = self._choose_plot(region, equal)
        self.x_ticks, self.y_ticks = self._ticks_for(plot)
        self.frame = _line(path(_corners(plot)[[0, 1, 2, 3, 0]]), theme().axis, FRAME_STROKE)
        self.grid = self._draw_grid() if grid else VMobject()
        # The inspector asks no contrast of what only guides the eye.
        self.grid.decorative = True  # type: ignore[attr-defined]
        self.zeros = self._draw_zero_lines()
        self.marks = self._draw_marks() if not bare else VMobject()
        self.x_labels, self.y_labels = self._write_labels() if not bare else (VGroup(), VGroup())
        self._set_names()
        self.powers = self._write_powers() if not bare else VGroup()
        self.add(
            self.grid, self.zeros, self.frame, self.marks, self.x_labels, self.y_labels,
            self.powers, self.names,
        )  # fmt: skip

    # -- the chart ------------------------------------------------------------------------------

    def to_screen(self, coordinates: npt.ArrayLike) -> Array:
        """Map coordinates ``(..., 2)`` to scene positions ``(..., 3)``."""
        origin, across, up = self._axes()
        share = (np.asarray(coordinates, float) - self.window.low) / self.window.size
        return origin + share[..., :1] * across + share[..., 1:] * up

    def from_screen(self, positions: npt.ArrayLike) -> Array:
        """Map scene positions ``(..., 3)`` back to coordinates ``(..., 2)``."""
        origin, across, up = self._axes()
        away = (np.asarray(positions, float) - origin)[..., :2]
        share = np.linalg.solve(np.stack([across, up], axis=-1)[:2], away[..., None])[..., 0]
        return np.asarray(self.window.low + share * self.window.size)

    def vector_to_screen(self, vectors: npt.ArrayLike) -> Array:
        """Map vectors of coordinates ``(..., 2)`` to scene vectors ``(..., 3)``."""
        _, across, up = self._axes()
        share = np.asarray(vectors, float) / self.window.size
        return np.asarray(share[..., :1] * across + share[..., 1:] * up)

    def clip(self, line: npt.ArrayLike) -> list[Array]:
        """Cut a polyline of coordinates ``(k, 2)`` to the window: the pieces inside."""
        low = self.window.low
        return clip_polyline(line, low, low + self.window.size)

    @property
    def plot(self) -> Region:
        """The box of the frame on screen."""
        origin, across, up = self._axes()
        far = origin + across + up
        return Region(float(origin[0]), float(origin[1]), float(far[0]), float(far[1]))

    @property
    def pixel(self) -> Array:
        """How many coordinate units ``(2,)`` one pixel of a 1080-line frame is."""
        plot = self.plot
        return np.asarray(
            self.window.size / (np.array([plot.width, plot.height]) * PIXELS_PER_UNIT)
        )

    def claims(self) -> list[Claim]:
        """Claim that every tick label stands at its value and says it."""
        made: list[Claim] = []
        for axis, marks in enumerate((self.x_ticks, self.y_ticks)):
            labels = (self.x_labels, self.y_labels)[axis]
            for label, value in zip(labels, marks.values, strict=False):
                made += self._label_claims(axis, label, value, marks.power)
        return made

    def _label_claims(self, axis: int, label: VMobject, value: float, power: int) -> list[Claim]:
        name = f"tick {'xy'[axis]} = {value:g}"
        inside = np.array(self.window.low)
        inside[axis] = value

        def drawn() -> Array:
            # Only along the axis: how far outside the frame the label is means nothing.
            here = self.to_screen(inside)
            here[axis] = label.get_center()[axis]
            return here

        return [
            point_claim(name, drawn, lambda: self.to_screen(inside)),
            number_claim(name, lambda: str(label.text), lambda: value / 10.0**power),
        ]

    def _axes(self) -> tuple[Array, Array, Array]:
        corners = self.frame.points
        return corners[0], corners[4] - corners[0], corners[8] - corners[4]

    # -- making it ------------------------------------------------------------------------------

    def _choose_plot(self, region: Region, equal: bool) -> Region:
        """Find the largest frame that leaves room for ticks and names outside it."""
        plot = region
        # The labels' width depends on the ticks, those on the room: twice round settles it.
        for _ in range(3):
            left, bottom, right, top = self._margins(plot)
            if (
                region.width - left - right < _LEAST_PLOT
                or region.height - bottom - top < _LEAST_PLOT
            ):
                raise LayoutError(
                    f"a region of {region.width:.2f} x {region.height:.2f} units is too small "
                    f"for a plot with its labels"
                )
            inner = Region(
                region.left + left, region.bottom + bottom, region.right - right, region.top - top
            )
            plot = _keep_aspect(inner, self.window) if equal else inner
        return plot

    def _margins(self, plot: Region) -> tuple[float, float, float, float]:
        name_x, name_y = (np.ptp(np.stack(extent(name)), axis=0) for name in self.names)
        if self._bare:
            side = max(float(name_y[0]), 0.0) + TIGHT
            return side, float(name_x[1]) + TIGHT, 0.05, 0.05
        x_ticks, y_ticks = self._ticks_for(plot)
        widest = max((advance(label) for label in y_ticks.labels), default=0) * self._size
        last = advance(x_ticks.labels[-1]) * self._size / 2 if x_ticks.labels else 0.0
        left = max(widest + MARK + TIGHT, float(name_y[0]) / 2)
        bottom = self._size * 0.75 + MARK + TIGHT
        right = max(float(name_x[0]) + 2 * TIGHT, last)
        top = float(name_y[1]) + TIGHT
        return left, bottom, right + (0.9 if x_ticks.power else 0.0), top

    def _ticks_for(self, plot: Region) -> tuple[Ticks, Ticks]:
        most_y = max(2, int(plot.height / _ROOM_PER_Y_TICK))
        y_ticks = ticks(*self.window.y, most=min(most_y, 8))
        if self._angles:
            return quarter_turns(*self.window.x), y_ticks
        most_x = max(2, int(plot.width / _ROOM_PER_X_TICK))
        for most in range(min(most_x, 9), 1, -1):
            x_ticks = ticks(*self.window.x, most=most)
            widest = max((advance(label) for label in x_ticks.labels), default=0) * self._size
            if widest + 0.3 <= x_ticks.step / self.window.width * plot.width:
                return x_ticks, y_ticks
        # Numbers too long for even two of them side by side: keep as many as there is room for.
        distance = x_ticks.step / self.window.width * plot.width
        return x_ticks.every(int(np.ceil((widest + 0.3) / distance))), y_ticks

    def _draw_grid(self) -> VMobject:
        low, high = self.window.low, self.window.low + self.window.size
        lines = [[(x, low[1]), (x, high[1])] for x in self.x_ticks.values]
        lines += [[(low[0], y), (high[0], y)] for y in self.y_ticks.values]
        return _line(paths(self.to_screen(lines)), theme().faint, GRID_STROKE)

    def _draw_zero_lines(self) -> VMobject:
        (x0, x1), (y0, y1) = self.window.x, self.window.y
        lines = [[(0.0, y0), (0.0, y1)]] if x0 < 0 < x1 else []
        lines += [[(x0, 0.0), (x1, 0.0)]] if y0 < 0 < y1 else []
        shade = theme().axis
        return _line(paths(self.to_screen(lines)) if lines else np.zeros((0, 3)), shade, 1.5)

    def _draw_marks(self) -> VMobject:
        (x0, _), (y0, _) = self.window.x, self.window.y
        feet = [self.to_screen((x, y0)) for x in self.x_ticks.values]
        sides = [self.to_screen((x0, y)) for y in self.y_ticks.values]
        lines = [[foot, foot + _at(0, -MARK)] for foot in feet]
        lines += [[side, side + _at(-MARK, 0)] for side in sides]
        return _line(paths(lines), theme().axis, FRAME_STROKE)

    def _write_labels(self) -> tuple[VGroup, VGroup]:
        (x0, _), (y0, _) = self.window.x, self.window.y
        below, beside = VGroup(), VGroup()
        for x, words in zip(self.x_ticks.values, self.x_ticks.labels, strict=True):
            label = _Tick(words, self._size)
            foot = self.to_screen((x, y0))
            label.next_to(foot, _at(0, -1), buff=MARK + TIGHT * 0.8)
            below.add(label)
        for y, words in zip(self.y_ticks.values, self.y_ticks.labels, strict=True):
            label = _Tick(words, self._size)
            side = self.to_screen((x0, y))
            label.next_to(side, _at(-1, 0), buff=MARK + TIGHT * 0.8)
            beside.add(label)
        return below, beside

    def _write_powers(self) -> VGroup:
        """Say once on each axis by which power of ten its labels are to be multiplied."""
        group = VGroup()
        for axis, marks in enumerate((self.x_ticks, self.y_ticks)):
            if marks.power:
                note = math(f"times 10^({marks.power})", size=self._size, color="muted")
                note.next_to(self.names[axis], _at(1, 0), buff=TIGHT)
                group.add(note)
        return group

    def _set_names(self) -> None:
        plot = self.plot
        name_x, name_y = self.names
        if self._bare:
            name_x.next_to(_at(plot.center[0], plot.bottom), _at(0, -1), buff=TIGHT)
            name_y.next_to(_at(plot.left, plot.center[1]), _at(-1, 0), buff=TIGHT)
            return
        name_x.next_to(_at(plot.right, plot.bottom), _at(1, 0), buff=TIGHT * 1.5)
        name_x.shift(_at(0, name_x.height / 2))
        name_y.next_to(_at(plot.left, plot.top), _at(0, 1), buff=TIGHT)


class _Tick(Figure):
    """A tick label: digits that are already words, for an axis with a common power of ten."""

    def __init__(self, words: str, size: float) -> None:
        super().__init__(0.0, size=size, color="muted")
        self._write(words)

    def claims(self) -> list[Claim]:
        """Claim nothing by itself: the plane claims that its labels are right."""
        return []


def _at(x: float, y: float) -> Array:
    return np.array([x, y, 0.0])


def _line(points: Array, color: str, width: float) -> VMobject:
    made = VMobject(stroke_color=color, stroke_width=width, fill_opacity=0)
    made.set_points(points)
    return made


def _corners(plot: Region) -> Array:
    return flat(
        [
            (plot.left, plot.bottom), (plot.right, plot.bottom), (plot.right, plot.top),
            (plot.left, plot.top),
        ]
    )  # fmt: skip


def _keep_aspect(inner: Region, window: Window) -> Region:
    unit = min(inner.width / window.width, inner.height / window.height)
    width, height = unit * window.width, unit * window.height
    x, y = inner.center[:2]
    return Region(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _named(name: str, color: str | Colors) -> Typeset:
    whole = {"color": color} if isinstance(color, str) else {"colors": color}
    return math(name, size=LABEL, **whole)


def _meaning(name: str) -> str:
    return name if name in MEANINGS else "value" if name.startswith("f") else "muted"
