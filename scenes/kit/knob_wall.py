"""From two knobs to a million: a wall of knobs that one sees from further and further away."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np
import numpy.typing as npt

from scenes.kit.color import to_rgb
from scenes.kit.knob_dials import knob_angles
from scenes.kit.layout import BELOW_TITLE, Region
from scenes.kit.painted import Array, Context, Painted, set_color
from scenes.kit.theme import theme

ACROSS, UP = 40, 25
"""Knobs on a plate, and plates on the wall: a thousand of each, so a million knobs in all."""

MARGIN = 2.0
"""Free width around the knobs of a plate, in knobs."""

RADIUS = 0.36
"""Radius of a knob, where two neighbours are one unit apart."""

RIM, POINTER = 0.08, 0.12
"""Widths of a knob's strokes, in knobs."""

PAIR_STROKE, PAIR_STROKES = 0.06, (0.03, 0.12)
"""Width of the rims of our two knobs at a scale of one, and its bounds, in knobs."""

PAIR = 2.2
"""Scene units from knob to knob where only two of them are seen."""

FADING = (0.05, 0.11)
"""Scene units from knob to knob below which knobs are no longer told apart."""

TURN = 1.1
"""The most that a knob turns, in radians."""


class KnobWall(Painted):
    """A wall of 40 x 25 plates with 40 x 25 knobs each, seen at a ``stage`` from 0 to 2.

    At stage 0 two knobs alone are seen, coloured as ``w`` and ``b``; at stage 1 the plate they sit
    on, a thousand knobs; at stage 2 the whole wall, a million. ``turn`` from 0 to 1 turns all
    knobs, each its own way.
    """

    animated: ClassVar[tuple[str, ...]] = ("stage", "turn")

    def __init__(self, region: Region = BELOW_TITLE, *, seed: int = 7) -> None:
        super().__init__()
        self.region = region
        self.stage, self.turn = 0.0, 0.0
        random = np.random.default_rng(seed)
        self._shares = random.uniform(0.1, 0.9, (3 * UP, 3 * ACROSS))
        self._ways = random.uniform(-TURN, TURN, self._shares.shape)
        self.settle()

    @property
    def count(self) -> int:
        """How many knobs there are at the last whole stage."""
        return (2, ACROSS * UP, (ACROSS * UP) ** 2)[int(np.clip(self.stage, 0, 2))]

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
            hubs, angles, home = self._knobs(scale, center)
            _paint_knobs(ctx, hubs[home], angles[home], ours * (1 - away))
            if others > 0:
                _paint_knobs(ctx, hubs[~home], angles[~home], others * (1 - away))
            self._paint_pair(ctx, scale, 1 - away)
        ctx.restore()

    # -- where one looks from ----------------------------------------------------------------

    def _view(self) -> tuple[float, Array]:
        """Return scene units per knob and the middle of the view, in knobs."""
        plate = np.array([ACROSS + MARGIN, UP + MARGIN])
        room = np.array([self.region.width, self.region.height])
        scales = np.array([PAIR, (room / plate).min(), (room / plate / (ACROSS, UP)).min()])
        home = np.array([ACROSS // 2, UP // 2])
        middles = np.array(
            [_pair().mean(axis=0), plate / 2, (np.array([ACROSS, UP]) / 2 - home) * plate]
        )
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
        width, height = ACROSS + MARGIN, UP + MARGIN
        gap = MARGIN / 2 + away
        near = to_rgb(theme().panel)
        for shade, strength, at_home in (("axis", others, False), ("highlight", ours, True)):
            set_color(ctx, near + away * (to_rgb(theme().of(shade)) - near), strength)
            for x, y in _corners():
                if (x == 0 and y == 0) == at_home:
                    ctx.rectangle(x + gap / 2, y + gap / 2, width - gap, height - gap)
            ctx.fill()

    def _paint_pair(self, ctx: Context, scale: float, strength: float) -> None:
        """Paint the two knobs that we know, in their own colours, strong among many."""
        width = float(np.clip(PAIR_STROKE / np.sqrt(scale), *PAIR_STROKES))
        for (x, y), color, way in zip(_pair().tolist(), ("w", "b"), (1.0, -0.6), strict=True):
            set_color(ctx, to_rgb(theme().of(color)), strength)
            ctx.set_line_width(width)
            ctx.new_sub_path()
            ctx.arc(x, y, RADIUS, 0, 2 * np.pi)
            ctx.stroke()
            angle = float(knob_angles(0.3)) - way * TURN * self.turn
            _pointers(ctx, np.array([[x, y]]), np.array([angle]), 1.6 * width)

    def _knobs(self, scale: float, center: Array) -> tuple[Array, Array, npt.NDArray[np.bool_]]:
        """Return the knobs in view: hubs ``(k, 2)``, pointer angles, which are on our plate."""
        rows, columns = np.mgrid[-UP : 2 * UP, -ACROSS : 2 * ACROSS]
        plates = np.stack([columns // ACROSS, rows // UP], axis=-1)
        hubs = (np.stack([columns, rows], axis=-1) + plates * MARGIN + (MARGIN + 1) / 2).reshape(
            -1, 2
        )
        angles = (knob_angles(self._shares) - self._ways * self.turn).ravel()
        home = (plates == 0).all(axis=-1).ravel()
        reach = np.array([self.region.width, self.region.height]) / 2 / scale + 1
        seen = (np.abs(hubs - center) < reach).all(axis=1)
        seen &= np.abs(hubs[:, None] - _pair()).max(axis=-1).min(axis=1) > 0.5
        return hubs[seen], angles[seen], home[seen]


def _corners() -> list[tuple[float, float]]:
    """Return the lower left corners of all plates; that of our two knobs' plate is the origin."""
    return [
        ((column - ACROSS // 2) * (ACROSS + MARGIN), (row - UP // 2) * (UP + MARGIN))
        for row in range(UP)
        for column in range(ACROSS)
    ]


def _pair() -> Array:
    """Return the hubs ``(2, 2)`` of our two knobs, in the middle of their plate."""
    first = np.array([ACROSS // 2 - 1, UP // 2]) + (MARGIN + 1) / 2
    return np.stack([first, first + np.array([1, 0])])


def _paint_knobs(ctx: Context, hubs: Array, angles: Array, strength: float) -> None:
    """Paint knobs, all rims in one stroke and all pointers in another."""
    set_color(ctx, to_rgb(theme().axis), strength)
    ctx.set_line_width(RIM)
    for x, y in hubs.tolist():
        ctx.new_sub_path()
        ctx.arc(x, y, RADIUS, 0, 2 * np.pi)
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
