"""Segment 9: why descent leaves contours at right angles, zigzags, crawls, and what helps."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import Create, FadeIn, FadeOut, VGroup
from pydantic import ValidationInfo, field_validator

from mathcore.arrays import MathError, Window
from mathcore.bowls import Bowl, bowl
from mathcore.descent import descend
from mathcore.models import FIVE_POINTS, LineFit
from mathcore.steps import ExactLineSearch
from mathcore.trajectory import Trajectory
from scenes.kit.bowl_numbers import (
    COLORS as CURVATURES,
)
from scenes.kit.bowl_numbers import (
    condition_digits,
    condition_formula,
    condition_number,
    hessian_formula,
    is_worst,
    known,
    law_of_shares,
    rounded,
    share_fact,
)
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.curvature_plot import CurvaturePlot
from scenes.kit.descent_path import DescentPath
from scenes.kit.fit_descent import Centering, FitDescent, around, common_window
from scenes.kit.formulas import fitted, number
from scenes.kit.layout import BELOW_TITLE, SNUG, TIGHT, place
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.line_searches import STRONG, STRONGEST, LineSearches
from scenes.kit.loss_plot import LossPlot
from scenes.kit.narration import Fact
from scenes.kit.numbers import Number
from scenes.kit.panels import READINGS, filling
from scenes.kit.params import FieldSpec, Finite, Point, Positive, SegmentParams, WindowSpec, spec
from scenes.kit.readout import Boxed, ReadOut
from scenes.kit.step_choice import StepChoice
from scenes.kit.timing import BRIEF, EASED, QUICK, SLOW, STEADY, SWEEP, stepping
from scenes.kit.typography import math

VALLEY, COLUMN = BELOW_TITLE.columns(0.77, 0.23, gap=SNUG)
"""The map of the valley, and a column for what is measured on it."""

FEWEST, MOST = 4, 8
"""Bounds for the number of line searches that are shown."""
SPENT = 0.03
"""Share of the height that is as good as nothing."""
BEYOND = 0.45
"""How far past the touching point one looks, in steps."""

FLATTEST, LONGEST_VALLEY = 2.0, 15.0
"""Condition numbers between which the zigzag is seen."""

SHARES = (0.03, 0.67, 1.06)
"""Fixed steps, too small, right and too large, as shares of the largest stable one."""
CENTERED = 0.02
"""A mean, or a distance, that is no more than this share of the scale is as good as none."""
ON_THE_FLOOR = 0.1
"""Least distance across the loss's valley, as a share of that along it, at which one may start."""
TAKEN = 12
"""Steps of fixed size that are shown."""

LAW = "That is kappa minus one, over kappa plus one, squared."
AT_WORST = "At worst, it would be kappa minus one, over kappa plus one, squared."
ROUND = 3.0
"""Condition number up to which a bowl is nearly round."""
STRAIGHT = "goes almost straight to the bottom"
BETTER = "does better; for a straight path, the inputs' scale would have to change, too"

COLORS = {
    "eta": "step", "nabla f": "gradient", "nabla L": "gradient", "f": "value", "L": "value",
    **CURVATURES,
}  # fmt: skip


class DescentAcrossContours(LectureScene):
    """Each step of descent leaves its contour at a right angle; how it goes on is curvature's."""

    question = "Why does descent cross contours as it does?"

    class Params(SegmentParams):
        """A bowl and a start for the line searches; data and three step sizes for a line fit."""

        field: FieldSpec = spec("(x**2 + 10*y**2)/2")
        at: Point = (10, 1)
        window: WindowSpec | None = None
        inputs: tuple[Finite, ...] = FIVE_POINTS.inputs
        targets: tuple[Finite, ...] = FIVE_POINTS.targets
        start: Point = (0, 0)
        steps: tuple[Positive, Positive, Positive] | None = None

        @property
        def bowl(self) -> Bowl:
            """The bowl that the field is."""
            return bowl(self.field)

        @property
        def zigzag(self) -> Trajectory:
            """The line searches, until little is left of the height."""
            left = float(self.bowl.share_left(self.at))
            wanted = np.log(SPENT) / np.log(left) if left > 0 else FEWEST
            count = int(np.clip(np.ceil(wanted), FEWEST, MOST))
            return descend(self.field, self.at, rule=ExactLineSearch(), max_steps=count)

        @property
        def shown(self) -> Window:
            """The part of the valley on the map."""
            chosen = self.window or around([*self.zigzag.points, self.bowl.lowest], room=0.12)
            return filling(chosen, VALLEY)

        @property
        def fit(self) -> LineFit:
            """The fit to the data."""
            return LineFit(self.inputs, self.targets)

        @property
        def sizes(self) -> tuple[float, float, float]:
            """The three step sizes, chosen by the largest stable one unless given."""
            if self.steps is not None:
                return self.steps
            small, right, large = (share * self.fit.largest_stable_step for share in SHARES)
            return rounded(small), rounded(right), rounded(large, 2)

        @property
        def centered_step(self) -> float:
            """The step size with centered inputs, the same share of what is stable there."""
            return rounded(SHARES[1] * self.fit.centered().largest_stable_step)

        def walk(self, step: float, *, centered: bool = False) -> Trajectory:
            """Return the descent of the fit's loss by a fixed step."""
            loss = (self.fit.centered() if centered else self.fit).loss
            return descend(loss, self.start, rule=step, max_steps=TAKEN, tolerance=0)

        @field_validator("field")
        @classmethod
        def _is_a_valley(cls, field: FieldSpec) -> FieldSpec:
            try:
                condition = float(bowl(field).condition)
            except MathError as error:
                raise ValueError(f"{error}; this segment needs a quadratic bowl") from None
            if not FLATTEST <= condition <= LONGEST_VALLEY:
                raise ValueError(
                    f"the curvatures of {field.text} are as 1 to {condition:.3g}; a zigzag is "
                    f"seen between 1 to {FLATTEST:g} and 1 to {LONGEST_VALLEY:g}"
                )
            return field

        @field_validator("at")
        @classmethod
        def _zigzags(cls, at: tuple[float, float], info: ValidationInfo) -> tuple[float, float]:
            field = info.data.get("field")
            if field is not None and float(bowl(field).share_left(at)) < SPENT:
                raise ValueError(
                    f"from {list(at)} the first line search all but reaches the bottom, so there "
                    "is no zigzag to show; choose a start farther from the main directions"
                )
            return at

        @field_validator("targets")
        @classmethod
        def _can_be_fitted(
            cls, targets: tuple[float, ...], info: ValidationInfo
        ) -> tuple[float, ...]:
            inputs = info.data.get("inputs")
            if inputs is not None:
                try:
                    LineFit(inputs, targets)
                except MathError as error:
                    raise ValueError(str(error)) from None
                if abs(float(np.mean(inputs))) < CENTERED * float(np.ptp(inputs)):
                    raise ValueError(
                        f"the inputs {list(inputs)} are already centered, so there is nothing to "
                        "be gained by subtracting their mean"
                    )
            return targets

        @field_validator("start")
        @classmethod
        def _is_beside_the_valley(
            cls, start: tuple[float, float], info: ValidationInfo
        ) -> tuple[float, float]:
            if {"inputs", "targets"} <= info.data.keys():
                loss = bowl(LineFit(info.data["inputs"], info.data["targets"]).loss)
                along, across = np.abs(loss.directions.T @ (start - loss.lowest))
                if across < ON_THE_FLOOR * along or along + across < CENTERED:
                    raise ValueError(
                        f"{list(start)} lies on the floor of the loss's valley, where no step "
                        "overshoots; choose a start beside it"
                    )
            return start

        @field_validator("steps")
        @classmethod
        def _too_large_and_not(
            cls, steps: tuple[float, float, float] | None, info: ValidationInfo
        ) -> tuple[float, float, float] | None:
            if steps is not None and {"inputs", "targets"} <= info.data.keys():
                limit = LineFit(info.data["inputs"], info.data["targets"]).largest_stable_step
                if not steps[0] < steps[1] < limit < steps[2]:
                    raise ValueError(
                        f"the steps must be too small, right and too large: two below {limit:.4g} "
                        f"in rising order and one above, got {list(steps)}"
                    )
            return steps

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return start, share of the height left, curvatures, step sizes and condition numbers."""
        valley, before, after = params.bowl, bowl(params.fit.loss), bowl(params.fit.centered().loss)
        share = valley.share_left(params.at)
        small, right, large = params.sizes
        return {
            "a": Number(params.at[0]),
            "b": Number(params.at[1]),
            "share": share_fact(share),
            "height": "the value" if abs(valley.floor) < 1e-9 else "the height above the bottom",
            "law": LAW if is_worst(valley, share) else AT_WORST,
            "kappa": Number(float(valley.condition)),
            "small": Number(small),
            "right": Number(right),
            "large": Number(large),
            "limit": Number(float(before.largest_stable_step), 4),
            "lambda_min": Number(float(before.eigenvalues[0]), 3),
            "lambda_max": Number(float(before.eigenvalues[1]), 3),
            "before": condition_number(before),
            "after": condition_number(after),
            "gentle": Number(float(after.eigenvalues[0])),
            "sharp": Number(float(after.eigenvalues[1])),
            "centered_step": Number(params.centered_step),
            "straight": STRAIGHT if float(after.condition) < ROUND else BETTER,
        }

    @beat(
        """Against the gradient is the way down. <map>But follow it, <follow>step by step, and the
        path swings from side to side."""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self._build_valley()
        search = self.search
        self.until("map")
        here = (search.plane, search.curves, search.dot)
        self.title = settle_question(self, card, self.question, arriving=here)
        self.add(search.path, search.dot)
        self.until("follow")
        steps = search.path.steps
        self.play(
            search.path.animate.go_to(steps),
            run_time=self.time_left(at_least=SLOW),
            rate_func=stepping(steps),
        )

    @beat(
        """Once more from the start, <here>x equals {a}, y equals {b}. Gradient
        descent <rule>subtracts the gradient, times a step size, [η](eta). The gradient is
        perpendicular to the level curve, so the step leaves it <corner>at a right angle."""
    )
    def leave_at_a_right_angle(self) -> None:
        search = self.search
        self.play(FadeOut(search.path), FadeOut(search.dot), run_time=BRIEF)
        search.path.go_to(0)
        search.dot.update()
        self.until("here")
        self.play(FadeIn(search.dot), run_time=BRIEF)
        self.until("rule")
        self.play(FadeIn(self.rule), Create(search.arrow), run_time=QUICK)
        self.play(FadeIn(search.arrow_name), run_time=BRIEF)
        self.until("corner")
        self.play(Create(search.corners), run_time=QUICK)

    @beat(
        """How far should we go? Straight on, <line>for as long as it goes down. The level curve
        through us <shrink>shrinks, until it only <touch>touches our line. Beyond it, we
        would <climb>climb again. To stop right there is called exact line search."""
    )
    def search_along_the_line(self) -> None:
        search = self.search
        self.until("line")
        gone = (search.arrow, search.arrow_name)
        self.play(*(FadeOut(m) for m in gone), Create(search.ray), run_time=QUICK)
        self.until("shrink")
        self.play(FadeIn(self.height), run_time=BRIEF)
        self.add(search.level.update(), search.path, search.corners, search.dot)
        self.play(search.path.animate.go_to(1), run_time=self.time_to("touch"), rate_func=EASED)
        self.until("climb")
        for way in (BEYOND, 0.0):
            self.play(search.beyond.animate.set_value(way), run_time=STEADY, rate_func=EASED)
        self.play(FadeOut(search.ray), run_time=BRIEF)

    @beat(
        """A curve that touches our path <along>runs along it. The next step leaves that curve
        <turn>at a right angle, so it is perpendicular to the last one. And so is <next>the next,
        and the next: a zigzag."""
    )
    def turn_at_every_step(self) -> None:
        search = self.search
        self.until("along")
        self.play(search.level.animate.set_stroke(width=STRONGEST), run_time=BRIEF)
        self.play(search.level.animate.set_stroke(width=STRONG), run_time=BRIEF)
        self.until("turn")
        self.play(search.path.animate.go_to(2), run_time=SLOW)
        self.until("next")
        rest = search.path.steps
        self.play(
            search.path.animate.go_to(rest),
            run_time=max(SWEEP, self.time_left()),
            rate_func=stepping(rest - 2),
        )

    @beat(
        """How slow is it? Cut the valley along its two main directions. <gentle>One way it curves
        gently, <sharp>the other way {kappa} times as strongly. These two curvatures are the
        <hessian>eigenvalues of the Hessian, the matrix of second derivatives. Their quotient,
        <kappa>kappa, is the condition number."""
    )
    def measure_the_curvatures(self) -> None:
        self._build_curvatures()
        clear_away(self, self.rule, self.height, self.search.level)
        cut, search = self.slices, self.search
        self.play(FadeIn(cut.plane), run_time=BRIEF)
        for which, mark in enumerate(("gentle", "sharp")):
            self.until(mark)
            self.play(Create(search.axes[which]), Create(cut.curves[which]), run_time=QUICK)
            self.play(FadeIn(search.axis_names[which]), run_time=BRIEF)
        self.until("hessian")
        self.play(FadeIn(self.hessian), run_time=QUICK)
        self.until("kappa")
        self.play(FadeIn(self.kappa), run_time=QUICK)

    @beat(
        """Kappa sets the slowest pace. <again>Each step leaves <share>{share} of {height}. {law}"""
    )
    def lose_the_same_share(self) -> None:
        self._build_pace()
        path = self.search.path
        gone = (self.slices, self.hessian, *self.search.axes, *self.search.axis_names)
        self.play(*(FadeOut(m) for m in gone), path.animate.go_to(0), run_time=QUICK)
        self.play(self.kappa.animate.move_to(self.kappa_place), FadeIn(self.plot), run_time=QUICK)
        self.until("share")
        self.play(FadeIn(self.law), run_time=BRIEF)
        self.play(
            path.animate.go_to(path.steps),
            run_time=max(SWEEP, self.time_left()),
            rate_func=stepping(path.steps),
        )

    @beat(
        """In practice one keeps one step size. Here is the loss of our line fit, from w and b
        at zero. With <small>{small}, we creep. With <right>{right}, a few steps bring us into the
        valley. With <large>{large}, each step overshoots by more than the last: the descent
        diverges."""
    )
    def choose_a_step(self) -> None:
        clear_away(self, keep=[self.title])
        self._build_choices()
        choice = self.choice
        self.play(*(FadeIn(m) for m in choice.maps), run_time=STEADY)
        marks: tuple[str, ...] = ("small", "right", "large", "")
        for k, (shown, size) in enumerate(zip(choice.maps, choice.sizes, strict=True)):
            self.until(marks[k])
            self.play(FadeIn(size), FadeIn(choice.verdicts[k]), run_time=BRIEF)
            following = marks[k + 1]
            self.play(
                shown.path.animate.go_to(shown.path.steps),
                run_time=self.time_to(following) if following else self.time_left(at_least=SLOW),
                rate_func=stepping(shown.path.steps),
            )

    @beat(
        """Why? Across the valley, each step multiplies the distance from its floor <factor>by one
        minus [η](eta) times the curvature. Below minus one, that distance grows. So [η](eta) must
        stay <limit>below two over the largest eigenvalue: {limit}."""
    )
    def find_the_limit(self) -> None:
        self.until("factor")
        choice = self.choice
        self.play(
            *(FadeOut(verdict) for verdict in choice.verdicts),
            *(FadeIn(factor) for factor in choice.factors),
            run_time=QUICK,
        )
        self.until("limit")
        self.play(FadeIn(self.limit), run_time=QUICK)

    @beat(
        """Yet even a good step <crawl>crawls along the valley. The eigenvalues are
        <lambdas>{lambda_max} and {lambda_min}: kappa <kappa>is {before}. A step that is safe
        across is tiny along."""
    )
    def crawl_along_the_valley(self) -> None:
        clear_away(self, keep=[self.title])
        self._build_centering()
        shown = self.centering
        self.play(FadeIn(shown), run_time=QUICK)
        self.add(self.crawl)
        self.until("crawl")
        self.play(
            self.crawl.animate.go_to(TAKEN),
            run_time=self.time_to("lambdas", at_least=SLOW),
            rate_func=stepping(TAKEN),
        )
        self.until("lambdas")
        self.play(FadeIn(self.given[0]), FadeIn(self.given[1]), run_time=QUICK)
        self.until("kappa")
        self.play(FadeIn(self.given[2]), run_time=QUICK)

    @beat(
        """Now center the inputs: <center>subtract their mean. The points slide, and the narrow
        valley becomes a wide bowl. Its curvatures are <diagonal>{sharp} and {gentle}, so kappa is
        {after}. The same rule, with step size {centered_step}, <straight>{straight}."""
    )
    def center_the_inputs(self) -> None:
        shown = self.centering
        self.play(FadeOut(self.crawl), FadeOut(self.given), run_time=BRIEF)
        shown.knobs.path = None
        shown.update()
        self.until("center")
        self.play(
            shown.share.animate.set_value(1.0), run_time=self.time_to("diagonal", at_least=SLOW)
        )
        self.until("diagonal")
        self.play(FadeIn(self.centered), run_time=QUICK)
        shown.knobs.path = self.straight
        self.add(self.straight)
        self.until("straight")
        self.play(
            self.straight.animate.go_to(self.straight.steps),
            run_time=self.time_left(at_least=SLOW),
            rate_func=stepping(self.straight.steps),
        )

    @beat(
        """So why does descent cross contours as it does? It leaves them <right>at a right angle,
        wherever the bottom may be. In a <narrow>narrow valley that means a zigzag. In a
        <wide>wide bowl, almost straight down."""
    )
    def answer(self) -> None:
        clear_away(self, keep=[self.title])
        self._build_answer()
        self.play(*(FadeIn(m) for shown in self.pair for m in shown), run_time=QUICK)
        self.until("right")
        self.play(FadeIn(self.conclusion), run_time=QUICK)
        for mark, (shown, _) in zip(("narrow", "wide"), self.pair, strict=True):
            self.until(mark)
            self.play(
                shown.path.animate.go_to(shown.path.steps),
                run_time=SLOW,
                rate_func=stepping(shown.path.steps),
            )

    # -- what is seen ----------------------------------------------------------------------

    def _build_valley(self) -> None:
        """Make the map of the line searches, the rule, and what is measured beside it."""
        params = self.params
        self.search = LineSearches(params.bowl, params.zigzag, params.shown, VALLEY)
        rule = fitted("bold(x) arrow.l bold(x) - eta nabla f", colors=COLORS, width=COLUMN.width)
        above, below, _ = COLUMN.rows(0.22, 0.16, 0.62)
        self.rule = place(rule, above)
        height = ReadOut(
            "f", lambda: float(params.field(self.search.here())), colors=COLORS, color="value"
        )
        self.height = place(height, below, align="left")

    def _build_curvatures(self) -> None:
        """Make the two slices of the bowl, its Hessian and the condition number."""
        valley = self.params.bowl
        above, middle, below = COLUMN.rows(0.52, 0.22, 0.26, gap=SNUG)
        reach = 0.5 * min(self.params.shown.width, self.params.shown.height)
        self.slices = CurvaturePlot(valley, reach, above)
        self.hessian = place(hessian_formula(valley, COLUMN.width), middle)
        self.kappa = place(condition_formula(valley, COLUMN.width), below)

    def _build_pace(self) -> None:
        """Make the plot of what is left after each step, and the law that it follows."""
        valley = self.params.bowl
        above, middle, below = COLUMN.rows(0.52, 0.22, 0.26, gap=SNUG)
        self.plot = LossPlot(self.search.path, above, floor=valley.floor)
        self.kappa_place = middle.center
        share = valley.share_left(self.params.at)
        law = law_of_shares(valley, share, COLUMN.width - 2 * SNUG)
        self.law = place(Boxed(VGroup(law)), below)

    def _build_choices(self) -> None:
        """Make a map of the fit's loss for each step size, and the bound that parts them."""
        params = self.params
        above, below = BELOW_TITLE.rows(0.86, 0.14, gap=TIGHT)
        self.choice = StepChoice(params.fit, params.start, params.sizes, above, taken=TAKEN)
        limit = number(params.fit.largest_stable_step, places=4)
        words = math(f"eta < 2 slash lambda_max = {limit}", colors=COLORS)
        self.limit = place(Boxed(VGroup(words), gap=TIGHT), below)

    def _build_centering(self) -> None:
        """Make data and map of the fit, both descents, and what is known of the loss each time."""
        params, fit = self.params, self.params.fit
        self.centering = Centering(fit, params.start)
        plane = self.centering.plane
        self.crawl = DescentPath(plane, params.walk(params.sizes[1]), taken=0)
        self.centering.knobs.path = self.crawl
        arrived = params.walk(params.centered_step, centered=True)
        self.straight = DescentPath(plane, arrived, taken=0, subject="descent when centered")
        self.given = known(bowl(fit.loss), READINGS)
        self.centered = known(bowl(fit.centered().loss), READINGS)

    def _build_answer(self) -> None:
        """Make both maps with their descents, side by side, and the answer."""
        params, fit = self.params, self.params.fit
        left, right, column = BELOW_TITLE.columns(0.38, 0.38, 0.24)
        pairs = []
        for shown, region, step in (
            (fit, left, params.sizes[1]), (fit.centered(), right, params.centered_step)
        ):  # fmt: skip
            above, below = region.rows(0.88, 0.12, gap=TIGHT)
            window = common_window(fit, params.start, above)
            walk = params.walk(step, centered=shown is not fit)
            descent = FitDescent(shown, walk, above, window=window)
            kappa = math(f"kappa = {condition_digits(bowl(shown.loss))}")
            place(kappa, below).set_x(descent.panel.plane.plot.center[0])
            pairs.append((descent, kappa))
        self.pair = pairs
        said = math("-nabla L perp { L = c }", colors=COLORS)
        self.conclusion = place(Boxed(VGroup(said)), column)
