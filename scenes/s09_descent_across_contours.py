"""Segment 9: why descent leaves contours at right angles, zigzags, crawls, and what helps."""

from __future__ import annotations

from collections.abc import Mapping

from manim import Create, FadeIn, FadeOut, VGroup

from mathcore.arrays import Window
from mathcore.bowls import bowl
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
    share_fact,
)
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.curvature_plot import CurvaturePlot
from scenes.kit.descent_params import TAKEN, DescentParams
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
from scenes.kit.readout import Boxed, ReadOut
from scenes.kit.step_choice import StepChoice
from scenes.kit.timing import BRIEF, EASED, QUICK, SLOW, STEADY, SWEEP, stepping
from scenes.kit.typography import math

VALLEY, COLUMN = BELOW_TITLE.columns(0.77, 0.23, gap=SNUG)
"""The map of the valley, and a column for what is measured on it."""

BEYOND = 0.45
"""How far past the touching point one looks, in steps."""

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

    class Params(DescentParams):
        """A bowl and a start for the line searches; data and three step sizes for a line fit."""

        @property
        def shown(self) -> Window:
            """The part of the valley on the map."""
            chosen = self.window or around([*self.zigzag.points, self.bowl.lowest], room=0.12)
            return filling(chosen, VALLEY)

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
            "kappa": condition_number(valley),
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
        perpendicular <level>to the level curve, so the step leaves it <corner>at a right angle."""
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
        self.until("level")
        # The curve comes behind what is there already.
        self.add(search.level.update(), search.arrow, search.arrow_name, search.dot)
        self.play(FadeIn(search.level), run_time=BRIEF)
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
        """How slow is it? Cut the valley <cut>along its two main directions. <gentle>One way it
        curves gently, <sharp>the other way {kappa} times as strongly. These two curvatures are
        the <hessian>eigenvalues of the Hessian, the matrix of second derivatives. Their quotient,
        <kappa>kappa, is the condition number."""
    )
    def measure_the_curvatures(self) -> None:
        self._build_curvatures()
        clear_away(self, self.rule, self.height, self.search.level)
        cut, search = self.slices, self.search
        self.play(FadeIn(cut.plane), run_time=BRIEF)
        self.until("cut")
        self.play(*(Create(axis) for axis in search.axes), run_time=QUICK)
        for which, mark in enumerate(("gentle", "sharp")):
            self.until(mark)
            self.play(Create(cut.curves[which]), FadeIn(search.axis_names[which]), run_time=QUICK)
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
        self.plot.redraw()  # it does not follow the path back while it is off screen
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
