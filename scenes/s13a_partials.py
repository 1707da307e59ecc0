"""Guided problem (a): both partial derivatives of a product, with the chain rule inside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from manim import Create, FadeIn, FadeOut, VGroup

from mathcore.expressions import derivative
from scenes.kit.exact_words import exact_number, exact_row, shortened
from scenes.kit.formulas import formula, product_source, row, signed_sum
from scenes.kit.guided import PICTURE, Asked, Sheet, pose_problem, stated
from scenes.kit.layout import AIRY
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.narration import Fact
from scenes.kit.problem_params import ExactPoint, ProblemParams
from scenes.kit.slope_check import LAST_STEP, SlopeCheck
from scenes.kit.timing import BRIEF, QUICK, STEADY
from scenes.kit.typography import math

FACTORS = (("u", "p"), ("v", "q"))
"""What the problem calls the factors, and what they are called here: u is a direction."""

LINES = 3
"""The rule, what it needs and what comes of it are seen together."""

NO_Y = "There is no y in p, so its derivative is zero."
WITH_Y = "This time p depends on y."

COLORS = {"f": "value", "x": "x", "y": "y", "h": "step"}


class PartialsProblem(LectureScene):
    """Can I take both partial derivatives of a product myself?"""

    question = "Can I take both partial derivatives myself?"

    class Params(ProblemParams):
        """The first factor, the outer and the inner function of the second, and the point."""

        kind: ClassVar[str] = "partials"

        first: str = "x**2"
        outer: str = "exp(t)"
        inner: str = "x*y"
        at: ExactPoint = (2, 0)

        @property
        def still_by_y(self) -> bool:
            """Whether the first factor stays as it is while y moves."""
            field = self.problem.field
            return field.symbols[1] not in self.problem.facts["u"].free_symbols

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the point and both partial derivatives there."""
        found = params.problem.facts
        return {
            "at": exact_row((found["a"], found["b"])),
            "a": exact_number(found["a"]),
            "b": exact_number(found["b"]),
            "slope_x": exact_number(found["slope_x"]),
            "slope_y": exact_number(found["slope_y"]),
            "of_p": NO_Y if params.still_by_y else WITH_Y,
        }

    @beat(
        """Now it is your turn. This is the first of our problems. Here is <task>f, and <slices>two
        slices of it. It is a product, with a function inside a function: two rules are needed."""
    )
    def ask(self) -> None:
        self.title = pose_problem(self, self.question, "task")
        self._build()
        self.until("task")
        self.play(FadeIn(self.sheet.given[0]), run_time=QUICK)
        self.until("slices")
        self.play(*(FadeIn(check.plane) for check in self.checks), run_time=BRIEF)
        self.play(*(Create(check.graph) for check in self.checks), run_time=STEADY)

    @beat(
        """Find the partial derivatives of f <asked>by x and by y, at the point {at}. They are
        <point>the slopes of these slices, at our point."""
    )
    def see_the_task(self) -> None:
        self.until("asked")
        self.sheet.ask()
        self.until("point")
        self.play(*(FadeIn(check.start) for check in self.checks), run_time=QUICK)

    @beat("Take paper and pencil. Stop the film, <go>or try it while the ring runs.")
    def try_it(self) -> None:
        self.until("go")
        self.sheet.pause(self.params.pause)

    @beat(
        """A hint. Hold the other letter still, as if it were a number. <product>Outside stands a
        product. Inside it, <chain>a chain. <go>Try again."""
    )
    def hint(self) -> None:
        self.sheet.hint(
            product=math("(p q)' = p' q + p q'", colors=COLORS),
            chain=math("(g(t))' = g'(t) dot t'"),
        )
        self.until("go")
        self.sheet.think_on(self.params.pause)

    @beat(
        """Call the factors <p>p and <q>q. By x, the product rule says: <rule>derivative of p times
        q, plus p times the derivative of q."""
    )
    def name_the_factors(self) -> None:
        work = self.sheet.work
        self.sheet.begin()
        self.play(*work.write(f"f = {self.product}"), run_time=QUICK)
        for factor, below in (("p", self.under_p), ("q", self.under_q)):
            self.until(factor)
            self.play(*work.turn(f"f = {below}"), run_time=BRIEF)
        self.until("rule")
        self.play(*work.write("f_x = p_x q + p q_x"), run_time=QUICK)

    @beat(
        """In q, the chain rule: <outer>the outer slope, times <inner>the inner one, by x. Put all
        of it <together>in. And at our point, <value>f sub x is {slope_x}."""
    )
    def differentiate_by_x(self) -> None:
        self._differentiate("x")

    @beat(
        """Now by y, and x stays still. <rule>The same rule. {of_p} <outer>The outer slope is the
        same, <inner>but the inner one is not. <together>Put it in. At our point, <value>f sub y is
        {slope_y}."""
    )
    def differentiate_by_y(self) -> None:
        self.until("rule")
        self.play(*self.sheet.work.leave(), run_time=BRIEF)
        self.play(*self.sheet.work.write("f_y = p_y q + p q_y"), run_time=QUICK)
        if self.params.still_by_y:
            self.play(*self.sheet.work.turn("f_y = p q_y"), run_time=STEADY)
        self._differentiate("y")

    @beat(
        """Check by measuring. In each slice, <secant>join two points, one step on either side, and
        <shrink>let the step shrink. The slopes come to <same>{slope_x}, and {slope_y}."""
    )
    def confirm(self) -> None:
        self.play(*self.sheet.work.leave(), run_time=BRIEF)
        self.until("secant")
        for check in self.checks:
            self.play(
                *(FadeIn(part) for part in (*check.ends, check.secant, check.reading)),
                run_time=BRIEF,
            )
        self.until("shrink")
        self.play(
            *(check.step.animate.set_value(LAST_STEP) for check in self.checks),
            run_time=self.time_to("same"),
        )
        self.until("same")
        for check in self.checks:
            self.play(
                *(FadeOut(part) for part in (*check.ends, check.secant)),
                FadeIn(check.tangent),
                run_time=BRIEF,
            )

    @beat(
        """So: hold the other letter still, <answer>product rule outside, chain rule inside. And a
        quick measurement tells whether it is right."""
    )
    def answer(self) -> None:
        self.until("answer")
        self.sheet.answer()

    # -- what is seen ----------------------------------------------------------------------

    def _differentiate(self, letter: str) -> None:
        """Write the second factor's derivative, then the whole one, then its value."""
        found, work = self.params.problem.facts, self.sheet.work
        self.until("outer")
        name = f"q_{letter} = "
        self.play(*work.write(f"{name} {product_source(found['outer_slope'])}"), run_time=QUICK)
        self.until("inner")
        both = product_source(found["outer_slope"], found[f"inner_{letter}"], dots=True)
        self.play(*work.turn(f"{name} {both}"), run_time=QUICK)
        self.until("together")
        self.play(*work.write(f"f_{letter} = {self._whole(letter)}"), run_time=QUICK)
        self.until("value")
        sign, (value,) = shortened([found[f"slope_{letter}"]])
        line = f"f_{letter} {self.here} {sign} {formula(value)}"
        self.play(*work.follow(line), run_time=QUICK)

    def _whole(self, letter: str) -> str:
        """Return a partial derivative as the product rule has it, term by term in its order."""
        found, along = (
            self.params.problem.facts,
            self.params.problem.field.symbols["xy".index(letter)],
        )
        slope = found["outer_slope"] * found[f"inner_{letter}"]
        return signed_sum([derivative(found["u"], along) * found["v"], found["u"] * slope])

    def _build(self) -> None:
        """Make the sheet, and the two slices through the point."""
        found = self.params.problem.facts
        self.here = row((found["a"], found["b"]))
        self.product = product_source(found["u"], found["v"], labels=("p", "q"))
        first, second = (f"{{{{ {formula(found[name])} : {part} }}}}" for name, part in FACTORS)
        named = [f"underbrace({first}, p)", f"underbrace({second}, q)"]
        self.under_p, self.under_q = f"{named[0]} {second}", " ".join(named)
        given = [stated(f"f(x, y) = {product_source(found['u'], found['v'])}", colors=COLORS)]
        values = [shortened([found[f"slope_{letter}"]]) for letter in "xy"]
        asked = [
            Asked(f"f_{letter} {self.here} {sign}", formula(value), colors=COLORS)
            for letter, (sign, (value,)) in zip("xy", values, strict=True)
        ]
        high = [f"f = {self.under_q}", *(f"f_{letter} = {self._whole(letter)}" for letter in "xy")]
        self.sheet = Sheet(self, given, asked, colors=COLORS, most=LINES, highest=high)
        self.checks = [self._slice(k) for k in (0, 1)]
        self.measured = VGroup(*(check.reading for check in self.checks))

    def _slice(self, k: int) -> SlopeCheck:
        """Return the slice along x (0) or y (1), to be measured."""
        problem = self.params.problem
        here = [formula(problem.facts[name]) for name in ("a", "b")]
        letter, found = "xy"[k], problem.facts
        held = f"f(x, {here[1]})" if k == 0 else f"f({here[0]}, y)"
        ahead, behind = (
            ", ".join(f"{c} {sign} h" if i == k else c for i, c in enumerate(here))
            for sign in ("+", "-")
        )
        return SlopeCheck(
            problem.field,
            (problem.point[0], problem.point[1]),
            (1.0 - k, float(k)),
            PICTURE.rows(0.5, 0.5, gap=AIRY)[k],
            claimed=float(found[f"slope_{letter}"]),
            names=(letter, held),
            colors=(letter, {"f": "value", letter: letter}),
            label=f"frac(f({ahead}) - f({behind}), 2 h)",
            label_colors=COLORS,
            origin=problem.point[k],
            reading_in=self.sheet.room.rows(0.5, 0.5)[k],
        )
