"""From two knobs to a billion: a wall of knobs that one sees from further and further away.

A thousand is always seen as ten blocks of a hundred, so that it can be counted: knobs on a plate,
plates on a wall, walls in a hall.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Self

import numpy as np
import numpy.typing as npt

from scenes.kit.color import to_rgb
from scenes.kit.knob_dials import knob_angles
from scenes.kit.layout import BELOW_TITLE, Region
from scenes.kit.painted import Array, Context, Painted, set_color
from scenes.kit.theme import theme

MARGIN = 2.0
"""Free width around the knobs of a plate, in knobs."""

RADIUS = 0.38
"""Radius of a knob, where two neighbours are one unit apart."""

BLOCK_GAP = 0.8
"""Free width between the blocks of a plate, in knobs."""

ASIDE_GAP = 0.35
"""Free width between the blocks of a wall, as a share of a plate's shorter side; so in the hall."""

RIM, POINTER = 0.07, 0.13
"""Widths of a knob's strokes, in knobs."""

FACE = 0.16
"""How far a knob's face stands out from its plate, as a share of the way to the rim's color."""

EDGE = 0.9
"""Knobs that near the edge of the view fade, so that none is cut by it; in knobs."""

SHADES = 8
"""In so many steps."""

PAIR_STROKE, PAIR_STROKES = 0.06, (0.03, 0.12)
"""Width of the rims of our two knobs at a scale of one, and its bounds, in knobs."""

PAIR = 2.2
"""Scene units from knob to knob where only two of them are seen."""

FADING, PLATE_FADING = (0.05, 0.11), (0.05, 0.12)
"""Scene units from knob to knob, from plate to plate, below which they are no longer told apart."""

TURN = 1.1
"""The most that a knob turns, in radians."""

Flags = npt.NDArray[np.bool_]


SHAPES = {(50, 20): (10, 10), (40, 25): (20, 5), (25, 40): (5, 20)}
"""The shapes that a thousand can have, and those of its ten blocks of a hundred."""

Shape = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """``knobs`` across and up on a plate, ``plates`` on the wall, and ``walls`` in the hall."""

    knobs: Shape
    plates: Shape
    walls: Shape = (25, 40)

    @classmethod
    def filling(cls, room: Array) -> Grid:
        """Return the grid whose plate, whose wall and whose hall fill a room ``(2,)`` best."""
        grids = [cls(*shapes) for shapes in product(SHAPES, repeat=3)]
        return max(grids, key=lambda grid: grid.scales(room))

    @property
    def plate(self) -> Array:
        """Width and height of a plate with its margin ``(2,)``, in knobs."""
        return _size(self.knobs, np.ones(2), BLOCK_GAP) + MARGIN

    @property
    def wall(self) -> Array:
        """Width and height of the wall with a margin ``(2,)``, in knobs."""
        return _size(self.plates, self.plate, self._aside(self.plate)) + self._aside(self.plate)

    @property
    def hall(self) -> Array:
        """Width and height of the hall ``(2,)``, in knobs."""
        return _size(self.walls, self.wall, self._aside(self.wall))

    @property
    def hubs(self) -> Array:
        """The middles ``(up, across, 2)`` of the knobs of a plate, from its lower left corner."""
        return _corners(self.knobs, np.ones(2), BLOCK_GAP) + (MARGIN + 1) / 2

    @property
    def pair(self) -> Array:
        """The hubs ``(2, 2)`` of our two knobs, neighbours in the middle of a middle block."""
        blocks = zip(self.knobs, SHAPES[self.knobs], strict=True)
        column, row = (count // 2 // block * block + block // 2 for count, block in blocks)
        return np.asarray(self.hubs[row, column - 1 : column + 1])

    @property
    def plate_corners(self) -> Array:
        """The lower left corners ``(rows, columns, 2)`` of all plates; our own is the origin."""
        corners = _corners(self.plates, self.plate, self._aside(self.plate))
        return np.asarray(corners - corners[self.plates[1] // 2, self.plates[0] // 2])

    @property
    def wall_corners(self) -> Array:
        """The lower left corners ``(rows, columns, 2)`` of all walls, from our plate's corner."""
        corners = _corners(self.walls, self.wall, self._aside(self.wall))
        ours = corners[self.walls[1] // 2, self.walls[0] // 2]
        return np.asarray(corners - ours + self.plate_corners[0, 0] - self._aside(self.plate) / 2)

    @property
    def middles(self) -> Array:
        """The middles ``(4, 2)`` of our pair, our plate, our wall and the hall, in knobs."""
        wall = self.plate_corners[0, 0] - self._aside(self.plate) / 2 + self.wall / 2
        hall = self.wall_corners[0, 0] + self.hall / 2
        return np.stack([self.pair.mean(axis=0), self.plate / 2, wall, hall])

    def scales(self, room: Array) -> tuple[float, float, float]:
        """Return the scene units per knob at which plate, wall and hall fill a room ``(2,)``."""
        plate, wall, hall = (
            float((room / size).min()) for size in (self.plate, self.wall, self.hall)
        )
        return plate, wall, hall

    @staticmethod
    def _aside(size: Array) -> float:
        return ASIDE_GAP * float(size.min())


def _corners(shape: Shape, size: Array, gap: float) -> Array:
    """Return the lower left corners ``(up, across, 2)`` of things that stand in their blocks."""
    columns, rows = np.meshgrid(*(np.arange(count) for count in shape))
    places = np.stack([columns, rows], axis=-1)
    return np.asarray(places * size + places // np.array(SHAPES[shape]) * gap)


def _size(shape: Shape, size: Array, gap: float) -> Array:
    """Return width and height ``(2,)`` of all that :func:`_corners` places."""
    return np.asarray(_corners(shape, size, gap)[-1, -1] + size)


class KnobWall(Painted):
    """A hall of a thousand walls of a thousand plates of knobs, seen at a ``stage`` from 0 to 3.

    At stage 0 two knobs alone are seen, coloured as ``w`` and ``b``; at stage 1 the plate they sit
    on, a thousand knobs; at stage 2 the whole wall, a million; at stage 3 a hall of such walls, a
    billion. In between the knobs grow smaller and more. ``turn`` from 0 to 1 turns all knobs, each
    its own way.
    """

    animated: ClassVar[tuple[str, ...]] = ("stage", "turn")

    def __init__(self, region: Region = BELOW_TITLE, *, seed: int = 7) -> None:
        super().__init__()
        self.region = region
        self.stage, self.turn = 0.0, 0.0
        self.grid = Grid.filling(self._room)
        random = np.random.default_rng(seed)
        across, up = self.grid.knobs
        self._shares = random.uniform(0.1, 0.9, (9, up, across))
        self._ways = random.uniform(-TURN, TURN, self._shares.shape)
        self.settle()

    @property
    def count(self) -> int:
        """How many knobs there are at the last whole stage."""
        grid = self.grid
        plate, wall, hall = (across * up for across, up in (grid.knobs, grid.plates, grid.walls))
        return (2, plate, plate * wall, plate * wall * hall)[int(np.clip(self.stage, 0, 3))]

    def see(self, stage: float) -> Self:
        """Look from further away or nearer; animatable."""
        self.stage = stage
        return self

    def turn_all(self, turn: float) -> Self:
        """Turn all knobs; animatable."""
        self.turn = turn
        return self

    def extent(self) -> Array:
        """The whole region."""
        box = self.region
        return np.array([[box.left, box.bottom], [box.right, box.top]])

    def paint(self, ctx: Context) -> None:
        """Paint the plates, and the knobs where they are large enough to be told apart."""
        scale, center = self._view()
        ctx.save()
        ctx.rectangle(self.region.left, self.region.bottom, self.region.width, self.region.height)
        ctx.clip()
        ctx.translate(*self.region.center[:2].tolist())
        ctx.scale(scale, scale)
        ctx.translate(*(-center).tolist())
        away, far = _gone(scale, FADING), _gone(scale * self.grid.plate.min(), PLATE_FADING)
        # First our own plate comes into sight, and when that is small the others; then so the wall.
        ours, others, halls = (float(np.clip(4 * (self.stage - k), 0, 1)) for k in range(3))
        if halls > 0:
            corners, size = self.grid.wall_corners, self.grid.wall
            self._paint_tiles(ctx, corners, size, self.grid.walls, halls, halls, max(far, 0.35))
        if far < 1:
            corners, size = self.grid.plate_corners, self.grid.plate
            self._paint_tiles(
                ctx, corners, size, self.grid.plates, ours * (1 - far), others * (1 - far), away
            )
        if away < 1:
            hubs, angles, home, inside = self._knobs(scale, center)
            strengths = inside * np.where(home, ours, others) * (1 - away)
            for strength in np.unique(strengths[strengths > 0]):
                alike = strengths == strength
                _paint_knobs(ctx, hubs[alike], angles[alike], float(strength))
            self._paint_pair(ctx, scale, 1 - away)
        ctx.restore()

    # -- where one looks from ----------------------------------------------------------------

    @property
    def _room(self) -> Array:
        return np.array([self.region.width, self.region.height])

    def _view(self) -> tuple[float, Array]:
        """Return scene units per knob and the middle of the view, in knobs."""
        grid = self.grid
        scales, middles = np.array([PAIR, *grid.scales(self._room)]), grid.middles
        k = min(int(self.stage), 2)
        share = self.stage - k
        scale = float(np.exp((1 - share) * np.log(scales[k]) + share * np.log(scales[k + 1])))
        # The view's width grows with 1/scale; moving in step with it keeps one point in place.
        spans = 1 / scales
        along = (1 / scale - spans[k]) / (spans[k + 1] - spans[k])
        return scale, middles[k] + along * (middles[k + 1] - middles[k])

    # -- painting ------------------------------------------------------------------------------

    def _paint_tiles(
        self,
        ctx: Context,
        corners: Array,
        size: Array,
        shape: Shape,
        ours: float,
        others: float,
        away: float,
    ) -> None:
        """Paint plates or walls: faint behind what is on them, in its stead from far away."""
        (width, height), home = size.tolist(), corners[shape[1] // 2, shape[0] // 2]
        gap = MARGIN / 2 + away if shape is self.grid.plates else 0.1 * float(size.min())
        near = to_rgb(theme().panel)
        for shade, strength, at_home in (("axis", others, False), ("highlight", ours, True)):
            set_color(ctx, near + away * (to_rgb(theme().of(shade)) - near), strength)
            chosen = (corners == home).all(axis=-1) == at_home
            for x, y in (corners[chosen] + gap / 2).tolist():
                ctx.rectangle(x, y, width - gap, height - gap)
            ctx.fill()

    def _paint_pair(self, ctx: Context, scale: float, strength: float) -> None:
        """Paint the two knobs that we know, in their own colours, strong among many."""
        width = float(np.clip(PAIR_STROKE / np.sqrt(scale), *PAIR_STROKES))
        for (x, y), color, way in zip(
            self.grid.pair.tolist(), ("w", "b"), (1.0, -0.6), strict=True
        ):
            set_color(ctx, to_rgb(theme().of(color)), strength)
            ctx.set_line_width(width)
            ctx.new_sub_path()
            ctx.arc(x, y, RADIUS, 0, 2 * np.pi)
            ctx.stroke()
            angle = float(knob_angles(0.3)) - way * TURN * self.turn
            _pointers(ctx, np.array([[x, y]]), np.array([angle]), 1.6 * width)

    def _knobs(self, scale: float, center: Array) -> tuple[Array, Array, Flags, Array]:
        """Return the knobs in view: hubs ``(k, 2)``, angles, whether ours, how far inside 0..1."""
        plates = self._near_plates()
        hubs = (plates[:, None, None] + self.grid.hubs).reshape(-1, 2)
        angles = (knob_angles(self._shares) - self._ways * self.turn).ravel()
        home = np.repeat((plates == 0).all(axis=-1), self.grid.hubs[..., 0].size)
        free = (self._room / 2 / scale - np.abs(hubs - center)).min(axis=1) - RADIUS - RIM
        seen = free > 0
        seen &= np.abs(hubs[:, None] - self.grid.pair).max(axis=-1).min(axis=1) > 0.5
        inside = np.ceil(np.clip(free / EDGE, 0, 1) * SHADES) / SHADES
        return hubs[seen], angles[seen], home[seen], inside[seen]

    def _near_plates(self) -> Array:
        """Return the corners ``(9, 2)`` of our own plate and of those around it."""
        across, up = (count // 2 for count in self.grid.plates)
        near = self.grid.plate_corners[up - 1 : up + 2, across - 1 : across + 2]
        return np.asarray(near.reshape(-1, 2))


def _gone(size: float, fading: tuple[float, float]) -> float:
    """Return how far things of a drawn size have faded into what they are on, 0..1."""
    return float(np.clip((fading[1] - size) / (fading[1] - fading[0]), 0, 1))


def _paint_knobs(ctx: Context, hubs: Array, angles: Array, strength: float) -> None:
    """Paint knobs, all faces and rims at once and all pointers in another stroke."""
    plate, rim = to_rgb(theme().panel), to_rgb(theme().axis)
    for x, y in hubs.tolist():
        ctx.new_sub_path()
        ctx.arc(x, y, RADIUS, 0, 2 * np.pi)
    set_color(ctx, plate + FACE * (rim - plate), strength)
    ctx.fill_preserve()
    set_color(ctx, rim, strength)
    ctx.set_line_width(RIM)
    ctx.stroke()
    set_color(ctx, to_rgb(theme().ink), strength)
    _pointers(ctx, hubs, angles, POINTER)


def _pointers(ctx: Context, hubs: Array, angles: Array, width: float) -> None:
    arms = RADIUS * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    ctx.set_line_width(width)
    for start, end in zip((hubs + arms / 4).tolist(), (hubs + arms).tolist(), strict=True):
        ctx.move_to(*start)
        ctx.line_to(*end)
    ctx.stroke()
