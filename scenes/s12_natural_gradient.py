"""Segment 12: steepest per unit of what? Metrics, Fisher information and the natural gradient."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import Create, FadeIn, FadeOut, Transform, ValueTracker, VGroup
from pydantic import ValidationInfo, field_validator

from mathcore.arrays import Array, Window
from mathcore.families import FAMILIES
from mathcore.metrics import steepest_direction
from scenes.kit.bells import Changed, NudgedBell, bell
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.fitted_bells import FittedBells
from scenes.kit.formulas import formula, number
from scenes.kit.graphs import Graph
from scenes.kit.layout import (
    AIRY,
    BELOW_TITLE,
    SIDE,
    SNUG,
    STAGE,
    WIDE,
    place,
    stack,
)
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.narration import Fact
from scenes.kit.numbers import Number
from scenes.kit.params import Direction, Finite, Positive, SegmentParams, Steps
from scenes.kit.plane import Plane
from scenes.kit.readout import Boxed, ReadOut
from scenes.kit.steepest_map import SteepestMap
from scenes.kit.tables import NumberTable
from scenes.kit.timing import BLINK, BRIEF, QUICK, SLOW, STEADY, SWEEP, SWEEPING
from scenes.kit.two_maps import BellFit, TwoMaps, fisher_balls
from scenes.kit.typography import BODY, LABEL, TITLE, math, text

BELLS, UNDER_BELLS = BELOW_TITLE.rows(0.72, 0.28, gap=SNUG)

MOST_WIDE = 6
"""How many times as wide as the narrow bell the wide one may be."""

LEAST_TURN = 3.0
"""Degrees by which the metric must turn the steepest direction, or there is nothing to see."""

KEYS = '{{ "plain:" - nabla L : plain }} quad quad {{ "natural:" - F^(-1) nabla L : natural }}'

COLORS = {
    "L": "value",
    "nabla L": "gradient",
    "bold(d)": "direction",
    "mu": "x",
    "sigma": "y",
    "s": "y",
    "eta": "step",
}

FAR_OUT = 3.6
"""How many widths of a bell are drawn on either side of it."""


class NaturalGradient(LectureScene):
    """The unit ball of a metric decides what is steepest; Fisher's does not mind names."""

    question = "Is “steepest” absolute?"

    class Params(SegmentParams):
        """A gradient and a metric to look at closely; the bells; the descent and its step sizes."""

        gradient: Direction = (1, 1)
        metric: tuple[tuple[Finite, Finite], tuple[Finite, Finite]] = ((0.4, 0), (0, 2.5))
        narrow: Positive = 0.5
        wide: Positive = 2.0
        mean: Finite = 0.0
        deviation: Positive = 1.0
        start: tuple[Finite, Positive] = (-3, 1)
        steps: Steps = (0.1, 0.05, 0.02, 0.01)

        @field_validator("metric")
        @classmethod
        def _is_a_metric(
            cls, rows: tuple[tuple[float, float], tuple[float, float]], info: ValidationInfo
        ) -> tuple[tuple[float, float], tuple[float, float]]:
            matrix = np.array(rows)
            if rows[0][1] != rows[1][0] or np.linalg.eigvalsh(matrix).min() <= 1e-9:
                raise ValueError(
                    "a metric is a symmetric matrix with positive eigenvalues, got "
                    f"{matrix.tolist()}"
                )
            gradient = info.data.get("gradient")
            if gradient is not None and _turn(gradient, matrix) < LEAST_TURN:
                raise ValueError(
                    f"under {matrix.tolist()} the steepest direction for the gradient "
                    f"{list(gradient)} is the usual one; choose a metric that turns it"
                )
            return rows

        @field_validator("wide")
        @classmethod
        def _is_wider(cls, wide: float, info: ValidationInfo) -> float:
            narrow = info.data.get("narrow", wide / 2)
            if not narrow < wide <= MOST_WIDE * narrow:
                raise ValueError(
                    f"the wide bell must be wider than {narrow:g}, and at most {MOST_WIDE} times "
                    f"as wide to be seen beside it, got {wide:g}"
                )
            return wide

        @field_validator("start")
        @classmethod
        def _is_off_the_middle(
            cls, start: tuple[float, float], info: ValidationInfo
        ) -> tuple[float, float]:
            mean, deviation = info.data.get("mean", 0.0), info.data.get("deviation", 1.0)
            if abs(start[0] - mean) < 0.25 * deviation:
                raise ValueError(
                    f"from {list(start)} every descent keeps the mean {mean:g}, so all paths are "
                    "one line; start from another mean"
                )
            return start

        @field_validator("steps")
        @classmethod
        def _stay_close(
            cls, steps: tuple[float, float, float, float], info: ValidationInfo
        ) -> tuple[float, float, float, float]:
            if {"mean", "deviation", "start"} <= set(info.data):
                fit = BellFit(info.data["mean"], info.data["deviation"], info.data["start"])
                gap = fit.natural_steps(steps[0]).gap
                if not gap < fit.plain.gap:
                    raise ValueError(
                        f"with a step of {steps[0]:g} natural descent jumps too far to compare; "
                        "begin with a smaller one"
                    )
            return steps

        @property
        def fit(self) -> BellFit:
            """The descents that fit a bell to the data."""
            return BellFit(self.mean, self.deviation, self.start)

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return what a nudge weighs for both bells, and the gaps of the paths."""
        fit = params.fit
        return {
            "narrow_information": Number(1 / params.narrow**2),
            "wide_information": Number(1 / params.wide**2),
            "times": Number((params.wide / params.narrow) ** 2),
            "largest": Number(params.steps[0]),
            "smallest": Number(params.steps[-1]),
            "plain_gap": Number(fit.plain.gap, 2),
            "first_gap": Number(fit.natural_steps(params.steps[0]).gap, 3),
            "last_gap": Number(fit.natural_steps(params.steps[-1]).gap, 3),
        }

    @beat(
        """Minus the gradient points the way of steepest descent: the largest fall for <step>a step
        of length one. But who says how long a step <long>is?"""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self.hold(self.time_to("step") - STEADY)
        self.title = settle_question(self, card, self.question)
        self._build_close_map()
        look = self.look
        self.until("step")
        self.play(FadeIn(look.plane), FadeIn(look.here), run_time=QUICK)
        self.until("long")
        self.play(FadeIn(look.step), FadeIn(look.end), run_time=BRIEF)

    @beat(
        """From very close, a loss is almost linear: <levels>its level curves are parallel lines,
        and <gradient>the gradient stands across them."""
    )
    def look_closely(self) -> None:
        look = self.look
        self.until("levels")
        self.play(Create(look.levels), run_time=STEADY)
        self.until("gradient")
        self.play(FadeIn(look.arrow), FadeIn(look.name), run_time=QUICK)

    @beat(
        """All steps d of length one end <circle>on a circle. Turn the step <turn>until the loss
        falls the most. There, a level line <touch>just touches the circle, and the step points
        against the gradient."""
    )
    def turn_on_the_circle(self) -> None:
        look = self.look
        self.until("circle")
        self.play(Create(look.ball), FadeIn(self.measured[0]), run_time=QUICK)
        self.play(FadeIn(look.touch), FadeIn(self.measured[1]), run_time=BRIEF)
        self.until("turn")
        self.play(
            look.angle.animate.set_value(self.plain_angle),
            run_time=self.time_to("touch", at_least=SWEEP / 2),
            rate_func=SWEEPING,
        )

    @beat(
        """Now measure length otherwise: <measure>a matrix G weighs every direction. The steps of
        length one end on <ellipse>an ellipse now. <turn>Turn again: the lowest level line
        <touch>touches elsewhere. The steepest direction has changed."""
    )
    def measure_otherwise(self) -> None:
        look = self.look
        self.until("measure")
        self.play(FadeIn(self.weighed), run_time=QUICK)
        self.until("ellipse")
        self.add(look.circle)
        self.play(look.share.animate.set_value(1.0), run_time=self.time_to("turn", at_least=STEADY))
        self.until("turn")
        self.play(
            look.angle.animate.set_value(look.lowest(self.params.metric)),
            run_time=self.time_to("touch", at_least=SLOW),
            rate_func=SWEEPING,
        )

    @beat(
        """Such a rule for length is <metric>a metric; its steps of length one are its unit ball.
        Where ball and line touch, they share <normal>one perpendicular: G d for the ball, the
        gradient for the line. <solve>So the steepest step points along minus G inverse, times the
        gradient."""
    )
    def solve_for_the_step(self) -> None:
        look = self.look
        clear_away(self, *self.measured, self.weighed)
        for arrow in (look.normal, look.uphill):
            arrow.redraw()
        self.until("metric")
        self.play(FadeIn(self.metric), run_time=QUICK)
        self.until("normal")
        self.play(
            FadeOut(look.step), FadeOut(look.arrow), FadeOut(look.name),
            FadeIn(look.normal), FadeIn(look.uphill), FadeIn(self.parallel), run_time=QUICK,
        )  # fmt: skip
        self.until("solve")
        self.play(
            FadeIn(self.solved), FadeOut(look.normal), FadeOut(look.uphill), FadeIn(look.step),
            run_time=QUICK,
        )  # fmt: skip

    @beat(
        """Which metric should we take? Say our parameters make a bell: its mean mu, its
        width sigma. Nudge the mean <narrow>of a narrow bell, and nearly everything changes. Give a
        wide bell <wide>the same nudge: you hardly see it."""
    )
    def nudge_two_bells(self) -> None:
        clear_away(self, keep=[self.title])
        self._build_bells()
        self.play(FadeIn(self.plane), *(Create(curve) for curve in self.bells), run_time=STEADY)
        for mark, nudge, parts, label in zip(
            ("narrow", "wide"), self.nudges, self.changes, self.labels, strict=True
        ):
            self.until(mark)
            self.add(*parts)
            self.play(nudge.animate.set_value(self.nudge), FadeIn(label), run_time=STEADY)

    @beat(
        """So let a step be as long as the distribution changes. <fisher>Fisher information
        measures that. For mu it is <mu>one over sigma squared: {times} times more for the narrow
        bell. For sigma, <sigma>two over sigma squared."""
    )
    def measure_by_change(self) -> None:
        self.until("fisher")
        self.play(FadeIn(self.definition), FadeOut(self.labels), run_time=QUICK)
        self.until("mu")
        self.play(FadeIn(self.information), run_time=QUICK)
        self.until("sigma")
        self.play(FadeIn(self.matrix), FadeOut(self.definition), run_time=QUICK)

    @beat(
        """On the plane of mu and sigma, <balls>steps of equal Fisher length look small where the
        bell is narrow, and large where it is wide. Steepest in this metric <natural>is minus F
        inverse, times the gradient: the natural gradient."""
    )
    def see_the_balls(self) -> None:
        clear_away(self, keep=[self.title])
        self._build_maps()
        maps = self.maps
        self.play(FadeIn(maps.old_plane), run_time=QUICK)
        self.until("balls")
        self.play(*(Create(ball) for ball in self.balls), FadeIn(self.fisher), run_time=STEADY)
        self.until("natural")
        self.play(FadeIn(self.natural_rule), run_time=QUICK)

    @beat(
        """Fit the bell to <data>data. The loss <loss>L is minus the mean logarithm of its density,
        over the data. Plain descent <plain>takes this path, and the bell goes along. Natural
        descent <natural>takes another."""
    )
    def descend_twice(self) -> None:
        maps = self.maps
        clear_away(self, self.balls, self.fisher, self.natural_rule)
        self.until("data")
        self.play(
            *(FadeIn(part) for part in (self.fitted.plane, self.fitted.data, self.fitted.name)),
            run_time=QUICK,
        )
        self.until("loss")
        self.play(
            *(FadeIn(part) for part in (self.loss, maps.old_levels, maps.old_ends)),
            run_time=STEADY,
        )
        for k, name in enumerate(("plain", "natural")):
            self.until(name)
            path = maps.old[name]
            model = self.fitted.model(path, name)
            self.add(path, model)
            self.play(FadeIn(self.keys[k]), FadeIn(model), run_time=BRIEF)
            room = self.time_left() if k else self.time_to("natural") - BRIEF
            self.play(
                path.animate.go_to(path.steps), run_time=max(STEADY, room), rate_func=SWEEPING
            )
            self.play(FadeOut(model), run_time=BLINK)

    @beat(
        """But sigma is only a name. Use <rename>its logarithm, s, instead: the same bells, the
        same loss, <map>another map. Descend again, <plain>plain, along minus this map's gradient,
        and <natural>natural."""
    )
    def rename(self) -> None:
        maps = self.maps
        clear_away(self, self.fitted.plane, self.fitted.data, self.fitted.name, self.loss)
        self.until("rename")
        self.play(FadeIn(maps.new_plane), FadeIn(self.renamed), run_time=QUICK)
        self.until("map")
        self.play(FadeIn(maps.new_levels), FadeIn(maps.new_ends), run_time=QUICK)
        for name in ("plain", "natural"):
            self.until(name)
            path = maps.new[name]
            self.add(path)
            self.play(path.animate.go_to(path.steps), run_time=STEADY, rate_func=SWEEPING)

    @beat(
        """Now carry the new paths <carry>back to the first map. The plain one <plain>is a
        different path: a new name has changed the way. The natural one <natural>lies exactly on
        the old one. It does not depend on names."""
    )
    def carry_back(self) -> None:
        maps = self.maps
        self.until("carry")
        for name in ("plain", "natural"):
            there, here = maps.ghosts(name)
            self.play(Transform(there, here), run_time=self.time_to(name, at_least=SLOW))
            self.remove(there)
            self.add(maps.carried[name])
            label = maps.name_of_carried(name)
            if label is not None:
                self.play(FadeIn(label), run_time=BRIEF)
        self.play(FadeIn(self.carried_key), FadeOut(self.renamed), run_time=BRIEF)

    @beat(
        """These paths have infinitely small steps. With steps of {largest}, the natural ones
        <first>part a little. <shrink>Make the steps smaller, and their gap <zero>goes to zero. The
        gap of the plain paths <stays>stays: {plain_gap}."""
    )
    def shrink_the_steps(self) -> None:
        maps = self.maps
        self._build_table()
        clear_away(self, maps.new_plane, maps.new_levels, maps.new_ends, *maps.new.values())
        ideal = (maps.old["natural"], maps.carried["natural"])
        self.play(*(FadeOut(m) for m in ideal), FadeIn(self.table.header), run_time=BRIEF)
        before: tuple[VGroup, ...] = ()
        for k, walk in enumerate(self.walks):
            if k == 0:
                self.until("first")
            elif k == 1:
                self.until("shrink")
            self.play(
                *(FadeOut(part) for part in before), FadeIn(walk), FadeIn(self.table.rows[k]),
                run_time=QUICK,
            )  # fmt: skip
            before = (walk,)
        self.until("stays")
        self.play(FadeIn(self.plain_gap), run_time=QUICK)

    @beat(
        """So steepest is not absolute. It is steepest <answer>per unit of length, and a metric
        says what a unit is."""
    )
    def answer(self) -> None:
        clear_away(self, self.table, self.plain_gap)
        lines = VGroup(
            math("bold(d) prop - G^(-1) nabla L", colors=COLORS, size=TITLE),
            math('G = I: quad "plain"', colors=COLORS, size=BODY),
            math('G = F: quad "natural"', colors=COLORS, size=BODY),
        )
        stack(lines, self.maps.right.inset(AIRY), gap=AIRY, align="center")
        self.until("answer")
        self.play(FadeIn(Boxed(lines, gap=AIRY)), run_time=STEADY)

    # -- what is seen ----------------------------------------------------------------------

    def _build_close_map(self) -> None:
        """Make the close look at a loss, and what is written beside it."""
        self.look = SteepestMap(self.params.gradient, self.params.metric, STAGE)
        look = self.look
        self.plain_angle = look.lowest(np.eye(2))
        look.angle.set_value(self.plain_angle - 140.0)
        target = look.lowest(self.params.metric)
        self.plain_angle += 360.0 * round((target - self.plain_angle) / 360.0)
        look.angle.set_value(self.plain_angle - 140.0)
        for part in (look.touch, look.step, look.end, look.ball):
            part.update()
        (a, b), (c, d) = self.params.metric
        matrix = f"mat({number(a)}, {number(b)}; {number(c)}, {number(d)})"
        usual = math("bold(d)^top bold(d) = 1", colors=COLORS)
        self.weighed = VGroup(
            math("bold(d)^top G bold(d) = 1", colors=COLORS), math(f"G = {matrix}", colors=COLORS)
        )
        fall = ReadOut("nabla L dot bold(d)", lambda: look.fall, colors=COLORS, widest=10)
        stack([usual, *self.weighed, fall], SIDE, gap=WIDE, align="left")
        self.measured = VGroup(usual, fall)
        self.metric = VGroup(
            text("metric", size=LABEL, color="muted"),
            math("bold(d)^top G bold(d) = 1", colors=COLORS),
        )
        stack(self.metric, SIDE.rows(0.3, 0.7)[0], gap=SNUG, align="left")
        self.parallel = math("G bold(d) prop - nabla L", colors=COLORS)
        self.solved = Boxed(VGroup(math("bold(d) prop - G^(-1) nabla L", colors=COLORS)))
        stack([self.parallel, self.solved], SIDE.rows(0.3, 0.7)[1], gap=WIDE, align="top-left")

    def _build_bells(self) -> None:
        """Make a narrow and a wide bell side by side, both nudged alike."""
        narrow, wide = self.params.narrow, self.params.wide
        self.nudge = 0.8 * narrow
        # From the left border on: room, the narrow bell, room, the wide one.
        middles = (4.2 * narrow, 8 * narrow + 3.2 * wide)
        top = 1.15 * float(bell(0, narrow)(np.zeros(1))[0])
        window = Window((0.0, middles[1] + 3.4 * wide), (0.0, top))
        self.plane = Plane(window, BELLS, names=("x", "p"), colors=("ink", "value"), grid=False)
        self.bells, self.changes, self.nudges, self.labels = [], [], [], VGroup()
        self.information = VGroup()
        for middle, width in zip(middles, (narrow, wide), strict=True):
            nudge = ValueTracker(0.0)
            # Further out both would lie flat on the axis, one upon the other.
            over = (middle - FAR_OUT * width, middle + FAR_OUT * width)
            curve = Graph(self.plane, bell(middle, width), over=over, color="value", subject="bell")
            nudged = NudgedBell(self.plane, middle, width, nudge.get_value)
            self.bells.append(curve)
            self.nudges.append(nudge)
            self.changes.append((Changed(nudged), nudged))
            line = f"sigma = {number(width)}, quad Delta mu = {number(self.nudge)}"
            weight = math(f"frac(1, sigma^2) = {number(1 / width**2)}", colors=COLORS)
            peak = self.plane.to_screen((middle, float(bell(middle, width)(np.array([middle]))[0])))
            label = math(line, colors=COLORS)
            place(label, UNDER_BELLS)
            half = label.width / 2
            middle_x = np.clip(peak[0], UNDER_BELLS.left + half, UNDER_BELLS.right - half)
            self.labels.add(label.set_x(float(middle_x)))
            reach = float(self.plane.vector_to_screen((2 * width, 0.0))[0])
            aside = (reach + weight.width / 2, -weight.height / 2, 0.0)
            weight.move_to(peak + (np.array(aside) if width == narrow else (0.0, 1.0, 0.0)))
            self.information.add(weight)
        self.definition = place(
            math('F = "mean of" (nabla log p) (nabla log p)^top', colors=COLORS), UNDER_BELLS
        )
        self.matrix = place(math(f"F = {_fisher()}", colors=COLORS), UNDER_BELLS)

    def _build_maps(self) -> None:
        """Make the maps of the loss under both names, the paths on them, and what names them."""
        self.maps = TwoMaps(self.params.fit)
        maps = self.maps
        self.balls = fisher_balls(maps.old_plane)
        self.fitted = FittedBells(maps.fit, maps.right)
        self.fisher = math(f"F = {_fisher()}", colors=COLORS)
        self.natural_rule = Boxed(
            VGroup(math("bold(d) prop - F^(-1) nabla L", colors=COLORS, size=TITLE))
        )
        stack([self.fisher, self.natural_rule], maps.right, gap=WIDE, align="center")
        line = math(KEYS, colors={"plain": "gradient", "natural": "direction"}, size=LABEL)
        place(line, maps.under_left)
        self.keys = VGroup(line.part("plain"), line.part("natural"))
        self.loss = place(
            math('L = - "mean of " log p(x)', colors={"L": "value", "p": "value"}), maps.under_right
        )
        self.renamed = place(math("s = log sigma", colors=COLORS), maps.under_right)
        self.carried_key = place(
            text("thin: carried back from the other map", size=LABEL), maps.under_right
        )

    def _build_table(self) -> None:
        """Make the paths of finite steps, and the table of their gaps."""
        fit, steps = self.params.fit, self.params.steps
        found = [fit.natural_steps(step) for step in steps]
        self.walks = [self.maps.walk(pair) for pair in found]
        self.table = NumberTable(
            ("eta", '"natural gap"'),
            (steps, [pair.gap for pair in found]),
            places=(None, 3),
            colors=("step", "direction"),
        )
        self.plain_gap = ReadOut('"plain gap"', fit.plain.gap, color="gradient")
        stack([self.table, self.plain_gap], self.maps.right, gap=WIDE, align="center")


def _turn(gradient: tuple[float, float], matrix: Array) -> float:
    """Return by how many degrees a metric turns the steepest direction."""
    first = steepest_direction(np.eye(2), gradient)
    second = steepest_direction(matrix, gradient)
    cosine = float(first @ second / np.linalg.norm(second))
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def _fisher() -> str:
    """Return the Gaussian's Fisher matrix as a formula."""
    return formula(FAMILIES["gaussian"].fisher.matrix)
