"""Segment 5: the gradients worth knowing by heart, each with a picture that shows why."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import sympy
from manim import Create, FadeIn, FadeOut, VGroup

from mathcore.calculus import difference_gradient
from mathcore.contours import choose_levels
from mathcore.rules import (
    chain_gradient,
    quadratic_gradient,
)
from scenes.kit.arrow_sample import ArrowSample, points_on_levels
from scenes.kit.arrows import GradientArrow
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.curve_run import CurveRun
from scenes.kit.derivation import Derivation
from scenes.kit.everyday_functions import bowl, everyday_functions
from scenes.kit.fit_lines import errors_as_matrix, sums_of_errors
from scenes.kit.formulas import fitted, formula, row, vector
from scenes.kit.layout import (
    AIRY,
    BELOW_TITLE,
    LEFT,
    RIGHT,
    SNUG,
    TIGHT,
    WIDE,
    Region,
    place,
    stack,
)
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.narration import Fact
from scenes.kit.nudge_limit import NudgeLimit
from scenes.kit.numbers import Coordinates, Number
from scenes.kit.panels import DATA, MAP, READINGS, DataPanel, Knobs, LossPanel
from scenes.kit.plane import Plane
from scenes.kit.quadratic_lines import expanded, matrix, partial_line, product, summed
from scenes.kit.readout import Boxed, plated
from scenes.kit.rule_params import RuleParams
from scenes.kit.theme import theme
from scenes.kit.tilted_plane import TiltedPlane
from scenes.kit.timing import BRIEF, LEAVING, QUICK, SLOW, STEADY, SWEEPING
from scenes.kit.typography import LABEL, TITLE, math, text

COLORS = {
    "f": "value",
    "x_(1)": "x",
    "x_(2)": "y",
    "nabla": "gradient",
    "L": "value",
    "bold(r)": "tangent",
    "bold(r)'": "tangent",
    "r'_1": "tangent",
    "r'_2": "tangent",
}
LINEAR = "nabla (bold(a)^top bold(x)) = bold(a)"
TRIED = "nabla (bold(x)^top A bold(x)) = {{ 2 A bold(x) : tried }}"
QUADRATIC = "nabla (bold(x)^top A bold(x)) = (A + A^top) bold(x)"
COMPOSED = "nabla g(f) = g'(f) nabla f"
ALONG = "frac(dif, dif t) f(bold(r)(t)) = nabla f dot bold(r)'"
SQUARES = "nabla norm(X bold(w) - bold(y))^2 = 2 X^top (X bold(w) - bold(y))"
BY_HEART = {
    "linear": LINEAR,
    "quadratic": QUADRATIC,
    "composed": COMPOSED,
    "along a curve": ALONG,
    "least squares": SQUARES,
}
"""The rules, as they stand together at the end."""

WORKING, ASIDE = BELOW_TITLE.columns(0.68, 0.32, gap=0.5)
"""Lines of a derivation that are long, and what stands beside them."""

LEVELS = 7
LARGE = 0.64
RUN = 5.0
"""Seconds that the point takes along its curve."""


class GradientRules(LectureScene):
    """Linear, quadratic, composed, along a curve; and together: least squares."""

    question = "Which gradients should I know by heart?"

    class Params(RuleParams):
        """One example for each rule; the fit's data, its start and the first film's nudge."""

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the vectors and matrices of the examples, and the fit's numbers at (0, 0)."""
        fit, start = params.fit, params.start
        errors = fit.residuals(start)
        whole = np.asarray(fit.design.T @ errors)
        total = np.asarray(params.A) + np.asarray(params.A).T
        return {
            "a": Coordinates.of(params.a),
            "misses": "It fits here." if params.symmetric else "They miss.",
            "agree": (
                "Here A equals its transpose, so both are the same."
                if params.symmetric
                else "Only where A equals its transpose, is it two A x."
            ),
            "keep": params.arrows_do,
            "w0": Number(start[0]),
            "b0": Number(start[1]),
            **params.nudged_facts,
            "count": Number(len(fit)),
            "weighted": Number(float(whole[0])),
            "summed": Number(float(whole[1])),
            "gradient": Coordinates.of(fit.gradient(start).tolist()),
            "sum11": Number(float(total[0, 0])),
            "sum12": Number(float(total[0, 1])),
            "sum22": Number(float(total[1, 1])),
        }

    @beat(
        """A few functions turn up everywhere in machine learning. Which of their gradients should
        we know by heart?"""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self.title = settle_question(self, card, self.question)
        for picture in everyday_functions(self.params, BELOW_TITLE):
            self.play(FadeIn(picture), run_time=QUICK)

    @beat(
        """First, a linear function: <sum>each input times a number of its own, all added up. Its
        <plane>graph is a plane."""
    )
    def meet_linear(self) -> None:
        clear_away(self, keep=[self.title])
        self.work = Derivation(LEFT.inset(0, vertically=WIDE), colors=COLORS, size=LARGE, most=2)
        above, below = RIGHT.rows(0.12, 0.88, gap=SNUG)
        self.tilted = TiltedPlane(self.params.a, below)
        example = fitted(
            f"f = {formula(self.tilted.field.expression)}", colors=COLORS, width=above.width
        )
        self.play(*self.work.write("f = bold(a)^top bold(x)"), run_time=QUICK)
        self.until("sum")
        sums = "{{ a_(1) : a1 }} x_(1) + {{ a_(2) : a2 }} x_(2)"
        self.play(*self.work.turn(f"f = bold(a)^top bold(x) = {sums}"), run_time=QUICK)
        self.until("plane")
        shown = (self.tilted.axes, self.tilted.surface, place(example, above))
        self.play(*(FadeIn(part) for part in shown), run_time=STEADY)

    @beat(
        """By x one, only <first>a one is left. By x two, <second>a two. So the gradient is
        <vector>a itself: here {a}, and <everywhere>the same everywhere."""
    )
    def linear_rule(self) -> None:
        work, tilted = self.work, self.tilted
        column = "vec({{ a_(1) : a1 }}, {{ a_(2) : a2 }})"
        whole = f"= bold(a) = {vector(self.params.a)}"
        work.open(f"{{{{ nabla f = {column} : start }}}} {{{{ {whole} : whole }}}}")
        self.play(*work.grow("start", but=("a1", "a2")), run_time=BRIEF)
        for part, mark in (("a1", "first"), ("a2", "second")):
            self.until(mark)
            self.play(*work.spotlight(part, line=-2), run_time=BRIEF)
            self.play(*work.grow(part), run_time=QUICK)
        self.until("vector")
        self.play(*work.relax(line=-2), *work.grow("whole"), FadeIn(tilted.arrow), run_time=QUICK)
        self.until("everywhere")
        self.play(FadeIn(tilted.others), run_time=STEADY)

    @beat(
        """Next, a quadratic form: a matrix A <between>between x and x. Multiply it out: every pair
        of inputs, <terms>with its own entry of A."""
    )
    def meet_quadratic(self) -> None:
        clear_away(self, keep=[self.title])
        self.work = Derivation(WORKING, colors=COLORS)
        self.bowl = bowl(self.params, BELOW_TITLE.rows(0.28, 0.72)[1])
        self.play(*self.work.write("f = bold(x)^top A bold(x)"), FadeIn(self.bowl), run_time=QUICK)
        self.until("between")
        self.play(*self.work.turn(product()), run_time=STEADY)
        self.until("terms")
        self.play(*self.work.turn(expanded()), run_time=STEADY)

    @beat(
        """By x one, the square <square>gives two. And both mixed terms count: one comes from A's
        first row, <mixed>one from its first column. By x two it is <two>the same."""
    )
    def differentiate_quadratic(self) -> None:
        work = self.work
        clear_away(self, self.bowl)
        self.square = Derivation(ASIDE, colors=COLORS, most=2, align="center")
        square = self.square
        work.open(partial_line(1))
        self.play(*square.write(matrix()), *work.grow("start"), run_time=QUICK)
        self.until("square")
        self._grow_slope("t11", "e11")
        self._grow_slope("t12", "e11", "e12")
        self.until("mixed")
        self._grow_slope("t21", "e11", "e21")
        self.add(work.last)
        self.play(*work.relax(line=0), *square.relax(), run_time=BRIEF)
        self.until("two")
        self.play(*work.write(partial_line(2)), run_time=QUICK)

    @beat(
        """Together, the matrix <sum>is A plus its transpose: A with rows and columns
        <transpose>exchanged. That is <rule>the rule."""
    )
    def quadratic_rule(self) -> None:
        work, square = self.work, self.square
        self.until("sum")
        self.play(*work.follow(summed()), run_time=STEADY)
        self.until("transpose")
        self.play(*square.follow(matrix("A^top", transposed=True)), run_time=STEADY)
        self.until("rule")
        self.play(*work.turn("nabla f = (A + A^top) bold(x)"), run_time=QUICK)

    @beat(
        """Here is one from above. Its slopes, <measured>measured by central
        differences, are the outlined arrows. Try two A x: <wrong>{misses} A plus its transpose
        <right>falls into place. {agree}"""
    )
    def compare_arrows(self) -> None:
        clear_away(self, keep=[self.title])
        self._build_map()
        above, below = LEFT.rows(0.3, 0.7)
        numbers = self._numbers_of_a(below)
        self.work = Derivation(above, colors=COLORS, most=1, align="center")
        self.play(FadeIn(self.map), FadeIn(self.levels), FadeIn(numbers), run_time=QUICK)
        self.until("measured")
        self.play(FadeIn(self.measured), run_time=QUICK)
        self.until("wrong")
        self.play(FadeIn(self.tried), *self.work.write(TRIED, tried="error"), run_time=QUICK)
        self.until("right")
        self.play(
            self.tried.share.animate.set_value(1.0),
            FadeOut(self.measured, rate_func=LEAVING),
            *self.work.turn(QUADRATIC),
            run_time=STEADY,
        )
        self.play(self.tried.animate.set_fill(theme().gradient), run_time=BRIEF)

    @beat(
        """Third, a composition: g of f. By the chain rule, <each>each partial gets the same
        factor, the slope of g. So the <whole>whole gradient gets it. The arrows <stretch>{keep}"""
    )
    def composition_rule(self) -> None:
        clear_away(self, keep=[self.title, self.map, self.levels])
        self.work = Derivation(LEFT.inset(0, vertically=WIDE), colors=COLORS, size=LARGE, most=2)
        work, form, outer = self.work, self.params.form, self.params.outer
        arrows = ArrowSample(
            self.map,
            self.spots,
            form.gradient,
            lambda p: chain_gradient(outer, form, p),
            subject="gradient of g(f)",
        )
        before = ArrowSample(
            self.map, self.spots, form.gradient, color="ink", scale=arrows.factor
        ).outlined()
        self.play(
            *work.write(f"g(u) = {formula(outer.expression)}"), FadeIn(arrows), run_time=QUICK
        )
        self.until("each")
        each = "frac(partial, partial x_(i)) g(f) = g'(f) frac(partial f, partial x_(i))"
        self.play(*work.write(each), run_time=QUICK)
        self.until("whole")
        self.play(*work.turn(COMPOSED), run_time=STEADY)
        self.until("stretch")
        self.add(before, arrows)
        self.play(arrows.share.animate.set_value(1.0), run_time=STEADY)

    @beat(
        """Fourth, a moving point, r of t. How fast <change>does f change? <add>Each input adds its
        partial, times its own speed. Summed, that is <dot>a dot product: gradient and velocity."""
    )
    def curve_rule(self) -> None:
        clear_away(self, keep=[self.title, self.map, self.levels])
        above, below = LEFT.rows(0.36, 0.64)
        params = self.params
        self.run = CurveRun(self.map, params.form, params.curve, params.span, below)
        run = self.run
        # A point on its way, with the arrows that it carries: one thing.
        self.traveler = VGroup(run.way, run.dot, run.velocity, run.gradient)
        self.work = Derivation(above, colors=COLORS, most=1)
        curve = row(coordinate.expression for coordinate in params.curve)
        self.play(
            Create(run.way),
            FadeIn(run.dot),
            *self.work.write(f"bold(r)(t) = {curve}"),
            run_time=STEADY,
        )
        self.until("change")
        self.play(*self.work.leave(), run_time=BRIEF)
        self.play(*(FadeIn(part) for part in (run.plot, run.graph, run.mark)), run_time=QUICK)
        self.until("add")
        parts = "frac(partial f, partial x_(1)) r'_1 + frac(partial f, partial x_(2)) r'_2"
        self.play(
            *self.work.write(f"frac(dif, dif t) f(bold(r)(t)) = {parts}"),
            FadeIn(run.velocity),
            FadeIn(run.gradient),
            run_time=QUICK,
        )
        self.until("dot")
        self.play(*self.work.turn(ALONG), run_time=QUICK)

    @beat(
        """Let it run. <run>Against the arrow, f falls. With the arrow, f rises. The slope of this
        curve <slope>is that dot product."""
    )
    def run_along(self) -> None:
        run = self.run
        run.figure.update()
        self.play(FadeIn(run.tangent), FadeIn(run.figure), run_time=QUICK)
        self.until("run")
        self.play(
            run.time.animate.set_value(self.params.span[1]),
            run_time=max(RUN, self.time_left()),
            rate_func=SWEEPING,
        )

    @beat(
        """Now least squares: the squared length <norm>of a fit's errors. <data>X holds the inputs
        and a column of ones, bold w <knobs>both knobs, <goal>y the targets. Multiplied out: a
        quadratic form, <linear>a linear part, and a number. We <know>know the gradient <form>of
        the first, <line>of the second, <rest>and of the third. Together: <rule>two X transposed,
        times the errors."""
    )
    def least_squares_rule(self) -> None:
        clear_away(self, keep=[self.title])
        work = self.work = Derivation(WORKING, colors=COLORS)
        errors = Derivation(ASIDE, colors={"w": "w", "b": "b"}, most=1)
        errors.open(errors_as_matrix(self.params.fit), **{"bold(w)": "ink"})
        self.play(*work.write("f = norm(X bold(w) - bold(y))^2"), run_time=QUICK)
        for part in ("data", "knobs", "goal"):
            self.until(part)
            self.play(*errors.grow(part), run_time=QUICK)
        self.add(errors.last)
        parts = (
            "{{ bold(w)^top X^top X bold(w) : form }} {{ - 2 (X^top bold(y))^top bold(w) : line }} "
            "{{ + bold(y)^top bold(y) : rest }}"
        )
        self.until("linear")
        self.play(*work.turn(f"f = {parts}"), run_time=STEADY)
        self.until("know")
        slopes = "{{ 2 X^top X bold(w) : form }} {{ - 2 X^top bold(y) : line }} {{ + 0 : rest }}"
        work.open(f"{{{{ nabla f = : start }}}} {slopes}")
        self.play(*work.grow("start"), run_time=BRIEF)
        for part in ("form", "line", "rest"):
            self.until(part)
            self.play(*work.spotlight(part, line=-2), run_time=BRIEF)
            self.play(*work.grow(part), run_time=BRIEF)
        self.add(work.last)
        self.until("rule")
        self.play(
            *work.relax(line=-2),
            *work.follow("nabla f = 2 X^top (X bold(w) - bold(y))"),
            run_time=STEADY,
        )

    @beat(
        """Our points, with w at {w0} and b at {b0}. <errors>The errors, times their inputs, add up
        to <weighted>{weighted}; as they are, to <summed>{summed}. Twice that, divided by {count}
        for the mean, <gradient>is the gradient of our loss."""
    )
    def check_with_the_fit(self) -> None:
        clear_away(self, keep=[self.title])
        fit, start = self.params.fit, self.params.start
        knobs = Knobs(*start)
        data, loss = DataPanel(fit, knobs), LossPanel(fit, knobs)
        arrow = GradientArrow(loss.plane, fit.loss, start)
        lines = self.sums = sums_of_errors(fit, start, READINGS)
        self.play(
            FadeIn(data.plane), FadeIn(data.dots), Create(data.line), FadeIn(loss), run_time=QUICK
        )
        self.until("errors")
        self.play(Create(data.residuals), run_time=QUICK)
        for line, mark in zip(lines, ("weighted", "summed"), strict=False):
            self.until(mark)
            self.play(FadeIn(line), run_time=BRIEF)
        self.until("gradient")
        name = plated(math("nabla L", size=LABEL, colors=COLORS))
        arrow.labelled(name, within=loss.plane.plot.inset(TIGHT))
        self.play(FadeIn(arrow), FadeIn(name), FadeIn(lines[2]), run_time=QUICK)

    @beat(
        """In the first film, a nudge of <nudge>{nudge} gave {w_rate} <two>for w, and
        <other>{b_rate} for b. As nudges <shrink>shrink, the rates close in on <limit>our
        partials: {w_partial} and {b_partial}."""
    )
    def meet_the_nudge(self) -> None:
        clear_away(self, keep=[self.title, self.sums[2]])
        above = Region(READINGS.left, self.sums[2].get_top()[1] + AIRY, READINGS.right, DATA.top)
        rows = above.rows(1, 1)
        limits = [
            NudgeLimit(self.params, k, region, row)
            for k, (region, row) in enumerate(zip((DATA, MAP), rows, strict=True))
        ]
        for made, mark in zip(limits, ("nudge", "other"), strict=True):
            self.play(*(FadeIn(part) for part in made.ground), run_time=QUICK)
            self.until(mark)
            self.play(*(FadeIn(part) for part in made.nudge), run_time=QUICK)
            if made is limits[0]:
                self.until("two")
        self.until("shrink")
        self.play(
            *(made.shrink() for made in limits),
            run_time=self.time_to("limit", at_least=SLOW),
            rate_func=SWEEPING,
        )
        self.until("limit")
        self.play(*(part for made in limits for part in made.settle()), run_time=QUICK)

    @beat(
        """So know these <answer>by heart. Many gradients in machine learning are made of them."""
    )
    def answer(self) -> None:
        clear_away(self, keep=[self.title])
        rows = [
            (text(name, size=TITLE, color="muted"), math(rule, size=TITLE, colors=COLORS))
            for name, rule in BY_HEART.items()
        ]
        stack([rule for _, rule in rows], BELOW_TITLE.inset(AIRY), gap=AIRY, align="left")
        widest = max(name.width for name, _ in rows) + WIDE
        for name, rule in rows:
            rule.shift(np.array([widest, 0.0, 0.0]))
            name.next_to(rule, np.array([-1.0, 0.0, 0.0]))
            name.set_x(BELOW_TITLE.left + WIDE + name.width / 2)
        content = VGroup(*(part for row in rows for part in row)).move_to(BELOW_TITLE.center)
        self.until("answer")
        self.play(FadeIn(Boxed(content, gap=AIRY)), run_time=STEADY)

    # -- what is seen ----------------------------------------------------------------------

    def _grow_slope(self, term: str, *entries: str) -> None:
        """Let a term's slope come down while its entries of A are lit."""
        self.play(
            *self.work.spotlight(term, line=-2),
            *self.square.spotlight(*entries, bar=False),
            run_time=BRIEF,
        )
        sign = f"plus{term.removeprefix('t')}"
        signed = self.work.grow(sign) if sign in self.work.last.part_labels else []
        self.play(*signed, *self.work.grow(term), run_time=QUICK)

    def _build_map(self) -> None:
        """Make the map of the form: heights, measured slopes, and the arrows that are tried."""
        form, A = self.params.form, np.asarray(self.params.A)
        self.map = Plane(
            self.params.window, RIGHT, names=("x_1", "x_2"), colors=("x", "y"), equal=True
        )
        levels = choose_levels(form, self.params.window, count=LEVELS)
        self.levels = LevelCurves(self.map, form, levels)
        chosen = levels[: max(1, len(levels) // 2)]
        self.spots = points_on_levels(self.map, form, chosen)
        self.tried = ArrowSample(
            self.map,
            self.spots,
            lambda p: 2 * p @ A.T,
            lambda p: quadratic_gradient(A, p),
            color="error",
            subject="arrows of the rule that is tried",
        )
        self.measured = ArrowSample(
            self.map,
            self.spots,
            lambda p: difference_gradient(form, p),
            color="ink",
            subject="measured slopes",
            scale=self.tried.factor,
        ).outlined()
        # What is measured is seen around whatever is tried.
        self.measured.set_z_index(1)

    def _numbers_of_a(self, region: Region) -> VGroup:
        """Return A and A plus its transpose, in numbers."""
        A = np.asarray(self.params.A)
        lines = [
            math(f"{name} = {formula(sympy.Matrix(values).applyfunc(sympy.nsimplify))}", size=TITLE)
            for name, values in (("A", A), ("A + A^top", A + A.T))
        ]
        stack(lines, region, gap=WIDE, align="center")
        return VGroup(*lines)
