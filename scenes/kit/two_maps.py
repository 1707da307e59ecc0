"""A bell fitted to data under two names of its width: the descents, and their maps side by side."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby

import numpy as np
from manim import VGroup, VMobject

from mathcore.arrays import Array, Window
from mathcore.families import FAMILIES, gaussian_loss
from mathcore.invariance import TwoNames, flow_under_two_names, walk_under_two_names
from mathcore.reparametrization import LOG_SIGMA
from scenes.kit.descent_path import DescentPath
from scenes.kit.layout import BELOW_TITLE, SNUG, TIGHT, Region, extent
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.panels import Cross
from scenes.kit.paths import path
from scenes.kit.plane import Plane
from scenes.kit.plates import Plated
from scenes.kit.step_path import StepPath
from scenes.kit.theme import theme
from scenes.kit.typography import LABEL, math
from scenes.kit.unit_balls import UnitBall

FISHER = FAMILIES["gaussian"].fisher

LONG, NATURAL_TIME = 80.0, 8.0
"""Times after which plain and natural flows have come to rest."""

THICK, THIN = 0.15, 0.04
EDGE, JOIN = 3.0, 2.0
"""Widths of a path on its own map, and of one that was carried there; strokes of its edge, and
of what joins the bars of the thick one."""

STROKE_PER_UNIT = 100.0

PATH_COLORS = {"plain": "gradient", "natural": "direction"}

ROOM = 0.14
"""Share of the paths' extent that stays free around them."""

MOST_STRETCH = 3.0
"""How far a window is opened for the sake of equal scales."""

LEVELS = 9
MOST_STOPS = 90
"""A walk of more steps is drawn without its stops."""

BEGUN = 1e-3
"""Steps of a path that is about to be walked: manim can't animate what has no points."""

NAME_GAP = 0.15
"""Distance of a name from its path, in scene units."""

BALL_ROWS, BALL_SHARE = 4, 0.42


class BellFit:
    """Descents of the mean surprise of data (mean, deviation), from one start (mu, sigma)."""

    def __init__(self, mean: float, deviation: float, start: tuple[float, float]) -> None:
        self.best = np.array([mean, deviation])
        self.start = np.array(start, float)
        self.loss = gaussian_loss(mean, deviation)
        self.new_loss = LOG_SIGMA.field(self.loss)

    @cached_property
    def plain(self) -> TwoNames:
        """Plain flow in sigma, and in its logarithm."""
        return flow_under_two_names(self.loss, LOG_SIGMA, self.start, duration=self._unit * LONG)

    @cached_property
    def natural(self) -> TwoNames:
        """Natural flow in sigma, and in its logarithm."""
        return flow_under_two_names(
            self.loss, LOG_SIGMA, self.start, duration=NATURAL_TIME, metric=FISHER
        )

    def natural_steps(self, step: float) -> TwoNames:
        """Return natural descent by steps of this size, in sigma and in its logarithm."""
        return walk_under_two_names(
            self.loss, LOG_SIGMA, self.start, step=step, duration=NATURAL_TIME, metric=FISHER
        )

    @property
    def _unit(self) -> float:
        """How long plain flow takes in comparison: with the square of the scale."""
        return max(1.0, float(self.best[1]) ** 2, float(self.start[1]) ** 2)


class TwoMaps:
    """The maps over (mu, sigma) and (mu, s), each with its level curves, ends and both paths."""

    def __init__(self, fit: BellFit) -> None:
        self.fit = fit
        above, below = BELOW_TITLE.rows(0.86, 0.14, gap=SNUG)
        self.left, self.right = above.columns(0.5, 0.5, gap=0.6)
        self.under_left, self.under_right = below.columns(0.5, 0.5, gap=0.6)
        flows = {"plain": fit.plain, "natural": fit.natural}
        self.old_plane = self._plane(
            [pair.old.points for pair in flows.values()]
            + [pair.carried for pair in flows.values()],
            self.left,
            ("mu", "sigma"),
            least=0.05,
        )
        self.new_plane = self._plane(
            [pair.new.points for pair in flows.values()], self.right, ("mu", "s")
        )
        self.old_levels = LevelCurves(self.old_plane, fit.loss, self._levels())
        self.new_levels = LevelCurves(self.new_plane, fit.new_loss, self._levels())
        self.old_ends = _ends(self.old_plane, fit.start, fit.best)
        self.new_ends = _ends(
            self.new_plane, LOG_SIGMA.to_new(fit.start), LOG_SIGMA.to_new(fit.best)
        )
        self.old, self.new, self.carried = {}, {}, {}
        for name, pair in flows.items():
            color = PATH_COLORS[name]
            self.old[name] = DescentPath(
                self.old_plane,
                pair.old,
                color=color,
                width=THICK,
                taken=BEGUN,
                subject=f"{name} path",
            )
            self.new[name] = DescentPath(
                self.new_plane,
                pair.new,
                color=color,
                width=THICK,
                taken=BEGUN,
                subject=f"{name} path in s",
            )
            self.carried[name] = StepPath(
                self.old_plane, pair.carried, color="ink", width=THIN, stops=False,
                subject=f"{name} path carried back",
            )  # fmt: skip

            for own in (self.old[name], self.new[name]):
                # Where a thick path bends, its bars would part at the outer side.
                own.set_stroke(theme().of(color), width=JOIN)
        for path_back in self.carried.values():
            path_back.set_stroke(width=EDGE, background=True)

    def name_of_carried(self, name: str) -> Plated | None:
        """Return the name of a path that was carried here, where the plain one here is far.

        Where the paths leave no room for it there is none.
        """
        here = self.old_plane.to_screen(self.carried[name].places)[:, :2]
        there = self.old_plane.to_screen(self.old["plain"].places)[:, :2]
        gaps = np.linalg.norm(here[:, None] - there, axis=-1)
        far = int(gaps.min(axis=1).argmax())
        near = there[int(gaps[far].argmin())]
        label = math(f'"{name} in" s', size=LABEL, color=PATH_COLORS[name])
        plated = Plated(label).beside(
            self.old_plane,
            self.carried[name].places[far],
            here[far] - near,
            clear=NAME_GAP,
            within=self.old_plane.plot.inset(TIGHT),
        )
        low, high = extent(plated)
        ways = [*self.old.values(), *self.carried.values()]
        places = np.concatenate([self.old_plane.to_screen(way.places)[:, :2] for way in ways])
        inside = (places > low[:2] - NAME_GAP / 2) & (places < high[:2] + NAME_GAP / 2)
        return None if inside.all(axis=1).any() else plated

    def walk(self, pair: TwoNames) -> VGroup:
        """Return a natural walk on the first map, and the other one carried there."""
        stops = len(pair.old.points) <= MOST_STOPS
        own = StepPath(
            self.old_plane, pair.old.points, color="direction", width=THICK, stops=stops,
            subject="natural steps",
        )  # fmt: skip
        other = StepPath(
            self.old_plane, pair.carried, color="ink", width=THIN, stops=False,
            subject="natural steps in s, carried back",
        )  # fmt: skip
        other.set_stroke(width=EDGE, background=True)
        return VGroup(own, other)

    def ghosts(self, name: str) -> tuple[VMobject, VMobject]:
        """Return a path of the second map there, and as it lies on the first: one turns into it."""
        pair = self.fit.plain if name == "plain" else self.fit.natural
        lines = (self.new_plane.to_screen(pair.new.points), self.old_plane.to_screen(pair.carried))
        width = STROKE_PER_UNIT * THIN
        there, here = (
            VMobject(stroke_color=theme().ink, stroke_width=width).set_points(path(line))
            for line in lines
        )
        # At its end it lies on the thick path for a moment; what takes its place is judged there.
        there.decorative = True  # type: ignore[attr-defined]
        return there, here

    def _plane(
        self, paths: list[Array], region: Region, names: tuple[str, str], least: float = -np.inf
    ) -> Plane:
        points = np.concatenate(paths)
        low, high = points.min(axis=0), points.max(axis=0)
        size = (high - low) * (1 + 2 * ROOM)
        middle = (low + high) / 2
        # As wide as high in the proportions of the region, so that the map fills it and angles
        # are true; where that would make a thread of the paths, each axis has its own scale.
        shape = region.width / region.height
        filled = np.maximum(size, [size[1] * shape, size[0] / shape])
        equal = bool((filled <= MOST_STRETCH * size).all())
        size = filled if equal else size
        bottom = max(middle[1] - size[1] / 2, least)
        window = Window(
            (float(middle[0] - size[0] / 2), float(middle[0] + size[0] / 2)),
            (float(bottom), float(bottom + size[1])),
        )
        return Plane(window, region, names=names, colors=("x", "y"), equal=equal)

    def _levels(self) -> list[float]:
        """Return levels from the lowest on, each step of the plain path's height a bit larger."""
        low = float(self.fit.loss(self.fit.best))
        high = float(self.fit.loss(self.fit.start))
        return [low + (high - low) * (k / (LEVELS - 1)) ** 2 for k in range(1, LEVELS + 1)]


def fisher_balls(plane: Plane) -> VGroup:
    """Return balls of equal Fisher radius all over the plane of mu and sigma."""
    low, size = plane.window.low, plane.window.size
    columns = max(2, round(BALL_ROWS * size[0] / size[1]))
    spacing = float(size[1]) / BALL_ROWS
    heights = low[1] + (np.arange(BALL_ROWS) + 0.5) * spacing
    places = low[0] + (np.arange(columns) + 0.5) * size[0] / columns
    radius = BALL_SHARE * spacing / float(heights[-1])
    return VGroup(
        *(
            UnitBall(
                plane, FISHER((mu, sigma)), center=(mu, sigma), radius=radius,
                subject="ball of the Fisher metric",
            )
            for sigma in heights
            for mu in places
        )
    )  # fmt: skip


def balls_by_width(balls: VGroup) -> list[VGroup]:
    """Return the balls in rows of equal sigma, from the narrowest bell on."""
    round_all = [ball for ball in balls if isinstance(ball, UnitBall)]
    sigma = {id(ball): float(ball.middle[1]) for ball in round_all}
    rows = groupby(sorted(round_all, key=lambda ball: sigma[id(ball)]), lambda b: sigma[id(b)])
    return [VGroup(*row) for _, row in rows]


def _ends(plane: Plane, start: Array, best: Array) -> VGroup:
    """Return the marks of start and best, which are seen in front of all paths."""
    return VGroup(PointDot(plane, start, subject="start"), Cross(plane, best).set_z_index(1))
