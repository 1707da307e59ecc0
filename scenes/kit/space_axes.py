"""The frame of a space: floor with a faint grid, three labelled edges, chosen anew as it turns."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import cairo
import numpy as np
from manim import Mobject, VGroup, VMobject

from scenes.kit.claims import Claim, number_claim, point_claim
from scenes.kit.color import to_rgb
from scenes.kit.painted import Array, Context, set_color, trace_path
from scenes.kit.space import FLOOR, LABELS, InSpace, Space
from scenes.kit.space_lines import HAIR, THIN
from scenes.kit.theme import theme
from scenes.kit.ticks import Ticks, ticks
from scenes.kit.typography import LABEL, TICK, math

MOST = (5, 5, 4)
"""Ticks aimed at on x, y and z."""

TICK_LENGTH = 0.09
TICK_GAP = 0.26
NAME_GAP = 0.66
"""Distances of tick marks, tick labels and axis names from their edge, in scene units."""

CORNER, CORNER_SHIFT = 0.5, 0.24
"""Labels nearer than this to the corner where two axes meet move aside, at most so far."""

LEAST_ROOM = 0.03
"""With less room between labels, in scene units, every other one leaves, and at last all fade."""

EDGE_ON = 0.16
"""An axis fades while the eye is within this sine of looking along it."""


class Edge(NamedTuple):
    """The edge of the box that carries an axis: two ends ``(2, 3)``, outward side, strength."""

    ends: Array
    outward: Array
    strength: float


class SpaceAxes(VGroup):
    """Floor, grid, axis edges, tick labels and names of a space.

    ``names`` are Typst formulas for the three axes. Labels stay upright and outside the box: x and
    y along the floor edges nearest to the eye, z along the leftmost vertical edge. While the
    eye looks along an axis its labels fade, and they come back on the other side.
    """

    def __init__(
        self,
        space: Space,
        *,
        names: Sequence[str] = ("x", "y", "f"),
        colors: Sequence[str] = ("x", "y", "value"),
        labelled: bool = True,
    ) -> None:
        super().__init__()
        self.space = space
        self.label_strength = 1.0
        box = space.box
        self.marks = [
            ticks(low, high, most=most) if labelled else Ticks((), (), 0, 1.0)
            for low, high, most in zip(box.low, box.high, MOST, strict=True)
        ]
        self.frame = SpaceFrame(space, [marks.values for marks in self.marks])
        self.tick_labels = VGroup(
            *(
                VGroup(*(math(label, size=TICK, color="muted") for label in marks.labels))
                for marks in self.marks
            )
        )
        self.names = VGroup(
            *(
                axis_name(name, marks.power, color=color)
                for name, marks, color in zip(names, self.marks, colors, strict=True)
            )
        )
        self.add(self.frame, self.tick_labels, self.names)
        for part in (*self.tick_labels.get_family(), *self.names.get_family()):
            part.set_z_index(LABELS)
        self._placed: Hashable = None
        place_labels(self)
        self.add_updater(place_labels)

    def fade_labels(self, strength: float) -> None:
        """Show all labels at a strength of 0..1, for instance before the eye moves far."""
        self.label_strength = float(strength)
        self._placed = None
        place_labels(self)

    def claims(self) -> Iterable[Claim]:
        """Claim that tick marks stand at their values and say them."""
        made = []
        for axis, marks in enumerate(self.marks):
            if marks.values:
                made.append(self._tick_claim(axis))
            for text, value in zip(marks.labels, marks.values, strict=True):
                made.append(self._number_claim(axis, text, value / 10.0**marks.power))
        return made

    def _tick_claim(self, axis: int) -> Claim:
        first = sum(len(marks.values) for marks in self.marks[:axis])
        values = np.array(self.marks[axis].values)

        def drawn() -> Array:
            starts = [mark[0] for mark in self.frame.built[3][first : first + len(values)]]
            return self.frame.place(np.pad(np.reshape(starts, (-1, 2)), ((0, 0), (0, 1))))

        def truth() -> Array:
            points = np.repeat(axis_edges(self.space)[axis].ends[:1], len(values), axis=0)
            points[:, axis] = values
            return self.frame.place(self.space.to_screen(points))

        return point_claim(f"ticks of {'xyz'[axis]}", drawn, truth)

    def _number_claim(self, axis: int, text: str, value: float) -> Claim:
        return number_claim(f"tick {'xyz'[axis]} = {value:g}", lambda: text, lambda: value)


def axis_name(name: str, power: int, *, color: str) -> VMobject:
    """Return an axis name, with the power of ten by which its tick labels are multiplied."""
    if not power:
        return math(name, size=LABEL, color=color)
    source = f"{{{{{name} : name}}}} quad times 10^({power})"
    return math(source, size=LABEL, color="muted", colors={"name": color})


def place_labels(axes: Mobject) -> None:
    """Updater: put every label of a ``SpaceAxes`` beside its edge as the eye sees it."""
    assert isinstance(axes, SpaceAxes)
    stamp = axes.space.stamp()
    if stamp == axes._placed:
        return
    axes._placed = stamp
    edges = axis_edges(axes.space)
    for axis, edge in enumerate(edges):
        labels, spots = axes.tick_labels[axis], []
        for tick, label in zip(axes.marks[axis].values, labels, strict=True):
            at, out = anchor(axes.space, edge, axis, tick)
            at = at + corner_shift(axes.space, edge, axis, tick)
            spots.append(settle_label(label, at, out, TICK_GAP))
        strength = edge.strength * axes.label_strength
        # Where all have no room, every other one stands: half-faded they could not be read.
        every = 1 if room_between(spots) == 1 else 2
        room = room_between(spots[::every])
        for index, label in enumerate(labels):
            set_strength(label, strength * room if index % every == 0 else 0.0)
        low, high = axes.space.box.low[axis], axes.space.box.high[axis]
        middle = (low + high) / 2 if axis < 2 else high
        at, out = anchor(axes.space, edge, axis, middle)
        gap = NAME_GAP
        if axis == 2:
            out, gap = np.array([0.0, 1.0]), 0.34
        elif axes.tick_labels[axis]:
            gap += 0.3 * max(2 * spot.half[0] for spot in spots) * abs(out[0])
        settle_label(axes.names[axis], at, out, gap)
        set_strength(axes.names[axis], edge.strength * axes.label_strength)


def corner_shift(space: Space, edge: Edge, axis: int, value: float) -> Array:
    """Return how far ``(2,)`` a label moves away from the corner where two axes meet."""
    if axis == 2:
        return np.zeros(2)
    near = edge.ends[0].copy()
    toward = space.projection.frame[2]
    near[axis] = (space.box.high if toward[axis] >= 0 else space.box.low)[axis]
    point = edge.ends[0].copy()
    point[axis] = value
    corner, here, middle = space.to_screen(np.stack([near, point, edge.ends.mean(axis=0)]))[:, :2]
    close = 1 - float(np.linalg.norm(here - corner)) / CORNER
    away = middle - corner
    return np.asarray(max(close, 0.0) * CORNER_SHIFT * away / max(np.linalg.norm(away), 1e-9))


class Spot(NamedTuple):
    """Where a label stands: the middle ``(2,)`` of its box and half the box's size ``(2,)``."""

    middle: Array
    half: Array


def room_between(spots: Sequence[Spot]) -> float:
    """Return 1 if neighbouring labels stand apart, 0 if they meet: the axis is seen end on."""
    room = np.inf
    for first, second in pairwise(spots):
        away = np.abs(second.middle - first.middle)
        room = min(room, float((away - (first.half + second.half)).max()))
    return float(np.clip(room / LEAST_ROOM, 0.0, 1.0))


def settle_label(label: VMobject, at: Array, out: Array, gap: float) -> Spot:
    """Put a label's box ``gap`` beyond ``at`` in direction ``out``, and return where it is."""
    half = np.array([label.width, label.height]) / 2
    # The box touches the circle of radius ``gap`` from outside, whatever its shape.
    reach = gap - 0.12 + float(np.abs(out) @ half) * 0.9
    middle = at + out * reach
    label.move_to(np.array([*middle, 0.0]))
    return Spot(middle, half)


def set_strength(label: VMobject, strength: float) -> None:
    """Set a label's opacity, if it is another one."""
    shown = label.get_fill_opacity() if not len(label) else label[0].get_fill_opacity()
    if not np.isclose(shown, strength):
        label.set_fill(opacity=strength)


def axis_edges(space: Space) -> list[Edge]:
    """Return the edges that carry x, y and z in the present view."""
    box = space.box
    low, high = np.array(box.low), np.array(box.high)
    toward = space.projection.frame[2]
    near = np.where(toward[:2] >= 0, high[:2], low[:2])
    sign = np.where(toward[:2] >= 0, 1.0, -1.0)
    level = float(np.hypot(*toward[:2])) or 1.0
    sines = np.abs(toward[:2]) / level
    strengths = np.clip(sines / EDGE_ON - 0.15, 0, 1)
    x_edge = np.array([[low[0], near[1], box.floor], [high[0], near[1], box.floor]])
    y_edge = np.array([[near[0], low[1], box.floor], [near[0], high[1], box.floor]])
    corners = np.array([[x, y] for x in (low[0], high[0]) for y in (low[1], high[1])])
    sides = space.to_screen(space.at(corners, low[2]))[:, 0]
    order = np.argsort(sides)
    corner = corners[order[0]]
    # Where two corners are equally far left, the axis is about to jump: it fades meanwhile.
    margin = (sides[order[1]] - sides[order[0]]) / space.scale
    z_edge = np.array([[*corner, low[2]], [*corner, high[2]]])
    outward = np.array([*(corner - box.middle[:2]) * box.scale[:2], 0.0])
    return [
        Edge(x_edge, np.array([0.0, sign[1], 0.0]), float(strengths[1])),
        Edge(y_edge, np.array([sign[0], 0.0, 0.0]), float(strengths[0])),
        Edge(z_edge, outward, float(np.clip(margin / 0.06, 0, 1))),
    ]


def anchor(space: Space, edge: Edge, axis: int, value: float) -> tuple[Array, Array]:
    """Return the screen position ``(2,)`` of a value on its edge, and the way outward ``(2,)``."""
    point = edge.ends[0].copy()
    point[axis] = value
    step = 0.05 * edge.outward / space.box.scale
    here, there = space.to_screen(np.stack([point, point + step]))[:, :2]
    if axis == 2:
        return here, np.array([-1.0, 0.0])
    # Outward on screen is at right angles to the edge, on the side where the outside lies.
    first, second = space.to_screen(edge.ends)[:, :2]
    along = (second - first) / max(float(np.linalg.norm(second - first)), 1e-9)
    out = np.array([-along[1], along[0]])
    out *= 1.0 if out @ (there - here) >= 0 else -1.0
    return here, out


class SpaceFrame(InSpace):
    """The lines of a space's frame: floor plate, its grid, the axis edges and their ticks."""

    def __init__(self, space: Space, ticks: Sequence[Sequence[float]]) -> None:
        super().__init__(space, z_index=FLOOR)
        self.tick_values = ticks
        colors = theme()
        self.plate, self.grid, self.axis = (
            to_rgb(color) for color in (colors.panel, colors.faint, colors.axis)
        )
        self.settle()

    def build(self) -> tuple[Array, list[Array], list[tuple[Array, float]], list[Array]]:
        """Return plate, grid lines, axis edges with strengths, and tick marks, on screen."""
        space, box = self.space, self.space.box
        (x0, x1), (y0, y1) = space.window.x, space.window.y
        plate = space.on_floor(np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]))
        grid = [space.on_floor(np.array([[x, y0], [x, y1]])) for x in self.tick_values[0]]
        grid += [space.on_floor(np.array([[x0, y], [x1, y]])) for y in self.tick_values[1]]
        edges = axis_edges(space)
        lines = [(space.to_screen(edge.ends)[:, :2], edge.strength) for edge in edges]
        foot = edges[2].ends[0].copy()
        foot[2] = box.floor
        lines.append((space.to_screen(np.stack([foot, edges[2].ends[0]]))[:, :2], 0.35))
        marks = []
        for axis, edge in enumerate(edges):
            for tick in self.tick_values[axis]:
                at, out = anchor(space, edge, axis, tick)
                marks.append(np.stack([at, at + TICK_LENGTH * edge.strength * out]))
        flat = [space.to_screen(line)[:, :2] for line in grid]
        return space.to_screen(plate)[:, :2], flat, lines, marks

    def extent(self) -> Array:
        """Return the bounds of all lines."""
        plate, _, lines, marks = self.built
        points = np.concatenate([plate, *(line for line, _ in lines), *marks])
        return np.stack([points.min(axis=0), points.max(axis=0)])

    def paint(self, ctx: Context) -> None:
        """Paint the plate, then grid, edges and ticks."""
        plate, grid, lines, marks = self.built
        trace_path(ctx, plate, closed=True)
        set_color(ctx, self.plate)
        ctx.fill_preserve()
        ctx.set_line_width(HAIR)
        set_color(ctx, self.grid)
        ctx.stroke()
        for line in grid:
            trace_path(ctx, line[0] + self.reveal * (line - line[0]))
        ctx.stroke()
        ctx.set_line_cap(cairo.LINE_CAP_ROUND)
        ctx.set_line_width(THIN * 0.8)
        for line, strength in lines:
            trace_path(ctx, line[0] + self.reveal * (line - line[0]))
            set_color(ctx, self.axis, max(strength, 0.25))
            ctx.stroke()
        for mark in marks:
            trace_path(ctx, mark)
        set_color(ctx, self.axis, self.reveal)
        ctx.stroke()
