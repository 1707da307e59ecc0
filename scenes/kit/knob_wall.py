"""From two knobs to a million: a wall of knobs that one sees from further and further away."""

from __future__ import annotations

from dataclasses import dataclass
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

RADIUS = 0.36
"""Radius of a knob, where two neighbours are one unit apart."""

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

FADING = (0.05, 0.11)
"""Scene units from knob to knob below which knobs are no longer told apart."""

TURN = 1.1
"""The most that a knob turns, in radians."""

Flags = npt.NDArray[np.bool_]


SHAPES = ((50, 20), (40, 25), (25, 40))
"""The shapes that a thousand can have: of knobs on a plate, and of plates on the wall."""


@dataclass(frozen=True)
class Grid:
    """``knobs`` across and up on a plate, and ``plates`` on the wall; ours is in the middle."""

    knobs: tuple[int, int]
    plates: tuple[int, int]

    @classmethod
    def filling(cls, room: Array) -> Grid:
        """Return the grid whose plate and whose wall fill a room ``(2,)`` best."""
        grids = [cls(knobs, plates) for knobs in SHAPES for plates in SHAPES]
        return max(grids, key=lambda grid: grid.scales(room))

    @property
    def plate(self) -> Array:
        """Width and height of a plate with its margin ``(2,)``, in knobs."""
        return np.array(self.knobs) + MARGIN

    @property
    def pair(self) -> Array:
        """The hubs ``(2, 2)`` of our two knobs, in the middle of their plate."""
        across, up = self.knobs
        first = np.array([across // 2 - 1, up // 2]) + (MARGIN + 1) / 2
        return np.stack([first, first + np.array([1, 0])])

    @property
    def corners(self) -> Array:
        """The lower left corners ``(1000, 2)`` of all plates; that of our own is the origin."""
        columns, rows = np.meshgrid(*(np.arange(count) - count // 2 for count in self.plates))
        return np.asarray(np.stack([columns, rows], axis=-1).reshape(-1, 2) * self.plate)

    @property
    def middle(self) -> Array:
        """The middle of the wall ``(2,)``, in knobs."""
        plates = np.array(self.plates)
        return np.asarray((plates / 2 - plates // 2) * self.plate)

    def scales(self, room: Array) -> tuple[float, float]:
        """Return the scene units per knob at which a plate, and the wall, fill a room ``(2,)``."""
        across, up = room / self.plate
        columns, rows = self.plates
        return float(min(across, up)), float(min(across / columns, up / rows))


class KnobWall(Painted):
    """A wall of a thousand plates with a thousand knobs each, seen at a ``stage`` from 0 to 2.

    At stage 0 two knobs alone are seen, coloured as ``w`` and ``b``; at stage 1 the plate they sit
    on, a thousand knobs; at stage 2 the whole wall, a million. In between the knobs grow smaller
    and more. ``turn`` from 0 to 1 turns all knobs, each its own way.
    """

    animated: ClassVar[tuple[str, ...]] = ("stage", "turn")

    def __init__(self, region: Region = BELOW_TITLE, *, seed: int = 7) -> None:
        super().__init__()
        self.region = region
        self.stage, self.turn = 0.0, 0.0
        self.grid = Grid.filling(self._room)
        random = np.random.default_rng(seed)
        across, up = self.grid.knobs
        self._shares = random.uniform(0.1, 0.9, (3 * up, 3 * across))
        self._ways = random.uniform(-TURN, TURN, self._shares.shape)
        self.settle()

    @property
    def count(self) -> int:
        """How many knobs there are at the last whole stage."""
        plate, wall = (across * up for across, up in (self.grid.knobs, self.grid.plates))
        return (2, plate, plate * wall)[int(np.clip(self.stage, 0, 2))]

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
        away = float(np.clip((FADING[1] - scale) / (FADING[1] - FADING[0]), 0, 1))
        # First our own plate comes into sight, and when that is small all the others.
        ours, others = (float(np.clip(4 * (self.stage - k), 0, 1)) for k in range(2))
        self._paint_plates(ctx, ours, others, away)
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
        scales = np.array([PAIR, *grid.scales(self._room)])
        middles = np.array([grid.pair.mean(axis=0), grid.plate / 2, grid.middle])
        k = min(int(self.stage), 1)
        share = self.stage - k
        scale = float(np.exp((1 - share) * np.log(scales[k]) + share * np.log(scales[k + 1])))
        # The view's width grows with 1/scale; moving in step with it keeps one point in place.
        spans = 1 / scales
        along = (1 / scale - spans[k]) / (spans[k + 1] - spans[k])
        return scale, middles[k] + along * (middles[k + 1] - middles[k])

    # -- painting ------------------------------------------------------------------------------

    def _paint_plates(self, ctx: Context, ours: float, others: float, away: float) -> None:
        """Paint all plates: faint behind their knobs, and in the knobs' stead from far away."""
        width, height = self.grid.plate.tolist()
        gap = MARGIN / 2 + away
        near = to_rgb(theme().panel)
        for shade, strength, at_home in (("axis", others, False), ("highlight", ours, True)):
            set_color(ctx, near + away * (to_rgb(theme().of(shade)) - near), strength)
            for x, y in self.grid.corners.tolist():
                if (x == 0 and y == 0) == at_home:
                    ctx.rectangle(x + gap / 2, y + gap / 2, width - gap, height - gap)
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
        across, up = self.grid.knobs
        rows, columns = np.mgrid[-up : 2 * up, -across : 2 * across]
        plates = np.stack([columns // across, rows // up], axis=-1)
        hubs = (np.stack([columns, rows], axis=-1) + plates * MARGIN + (MARGIN + 1) / 2).reshape(
            -1, 2
        )
        angles = (knob_angles(self._shares) - self._ways * self.turn).ravel()
        home = (plates == 0).all(axis=-1).ravel()
        free = (self._room / 2 / scale - np.abs(hubs - center)).min(axis=1) - RADIUS - RIM
        seen = free > 0
        seen &= np.abs(hubs[:, None] - self.grid.pair).max(axis=-1).min(axis=1) > 0.5
        inside = np.ceil(np.clip(free / EDGE, 0, 1) * SHADES) / SHADES
        return hubs[seen], angles[seen], home[seen], inside[seen]


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
