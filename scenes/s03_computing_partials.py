"""Segment 3: how a partial derivative is computed by hand, and how one checks it."""

from __future__ import annotations

from collections.abc import Mapping

from manim import Create, FadeIn, FadeOut, VGroup

from mathcore.arrays import Window
from mathcore.calculus import partial
from mathcore.fields import ScalarField
from mathcore.working import composition, depends, tidy
from scenes.kit.central_check import (
    FIRST_STEP,
    CentralCheck,
    central,
    reach_of,
    telling,
)
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.derivation import Derivation
from scenes.kit.formulas import fitted, formula, number
from scenes.kit.layout import AIRY, BELOW_TITLE, LEFT, RIGHT, WIDE, place, stack
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.local_slice import LocalSlice
from scenes.kit.narration import Fact
from scenes.kit.numbers import Coordinates, Number
from scenes.kit.partials_params import PartialsParams, shown_error
from scenes.kit.readout import Boxed
from scenes.kit.rule_lines import by_rule, count_terms, nested, terms_of
from scenes.kit.slices import FloorLine
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.timing import BRIEF, QUICK, STEADY
from scenes.kit.typography import HERO, TITLE

COLORS = {"f": "value", "x": "x", "y": "y", "h": "step"}
CLOSER = 1.25
OPENED = 0.14
"""Opacity of the surface before the slice while the slice is looked at."""

LARGE = 0.64
"""Em-size of the lines: large, for there are few of them."""

HELD = "muted"
"""The color of a letter that is held still, and of the number that stands for it."""

DIFFERENCE = "frac(Delta f, 2 h) = frac(f(x + h, y) - f(x - h, y), 2 h)"
LIMIT = "frac(partial f, partial x) (x, y) = lim_(h -> 0) frac(f(x + h, y) - f(x, y), h)"
RULE = (
    "f_x (x, {{ y : held }}) = "
    'lr(frac(dif, dif x) f(x, {{ y : held }}) |)_({{ y : held }} space = "const")'
)
CHECK = "f_x approx frac(f(x + h, y) - f(x - h, y), 2 h)"


class ComputingPartials(LectureScene):
    """Treat the other letters as numbers, differentiate as before, and check the result."""

    question = "How do I compute one?"

    class Params(PartialsParams):
        """The point, the step of the check, and the functions."""

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the point, the partials, their central differences, and what the rules say."""
        at, h, x = params.at, params.step, params.field.symbols[0]
        slope_x, slope_y = (float(slope) for slope in params.field.gradient(at))
        measured = central(params.field, at, "x", h)
        right, checked = float(params.chain.gradient(at)[0]), central(params.chain, at, "x", h)
        inner = composition(params.chain).inner_slope("x")
        constant = any(not depends(term, x) for term in params.field.expression.as_ordered_terms())
        return {
            "at": Coordinates.of(at),
            "a": Number(at[0]),
            "b": Number(at[1]),
            "h": Number(h),
            "slope_x": Number(slope_x),
            "slope_y": Number(slope_y),
            "central": Number(measured, telling(abs(slope_x - measured))),
            "error": shown_error(slope_x, measured),
            "vanish": (
                "What holds no x is only a number, and its slope is zero."
                if constant
                else "The numbers stay where they are."
            ),
            "wrong": Number(params.wrong),
            "right": Number(right),
            "chain_central": Number(checked, telling(abs(right - checked))),
            "inner": Number(float(ScalarField(inner, ("x", "y"))(at))),
            "chain_error": shown_error(right, checked),
            **params.gallery_facts,
        }

    @beat(
        """A partial derivative is a limit. But nobody works out that limit every time. So
        how do we compute one?"""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self.title = settle_question(self, card, self.question)
        limit = fitted(LIMIT, size=HERO, colors=COLORS, width=BELOW_TITLE.width - 2 * WIDE)
        self.play(FadeIn(place(limit, BELOW_TITLE)), run_time=QUICK)

    @beat(
        """Take this function of x and y. We want its slope <slope>along x, at the point {at}. So
        y is held still, <number>at {b}. It isn't a variable now: it is a number, like any other.
        What is left <left>is a function of x alone."""
    )
    def make_y_a_number(self) -> None:
        field = self.params.field
        clear_away(self, keep=[self.title])
        self.work = Derivation(LEFT, colors=COLORS, size=LARGE)
        ground = self._ground()
        self.play(
            *self.work.write(f"f(x, y) = {formula(field.expression)}"),
            FadeIn(ground.axes),
            FadeIn(ground.surface),
            run_time=STEADY,
        )
        self.until("slope")
        along = FloorLine(ground.space, ground.heading, color="x", behind=ground.surface)
        self.play(Create(along), FadeIn(ground.foot), FadeIn(ground.dot), run_time=QUICK)
        self.until("number")
        ground.surface.divide(ground.heading)
        self.play(
            *self.work.turn(self._held_line(field, "y"), y=HELD),
            FadeIn(ground.pane),
            run_time=STEADY,
        )
        self.play(ground.surface.animate.fade_front(OPENED), Create(ground.curve), run_time=STEADY)
        self.until("left")
        self.play(FadeOut(ground.axes), ground.turn_straight(), run_time=STEADY)
        check = self.check = self._check(field, "x")
        in_space = [m for m in self.mobjects if m is not self.title and m is not self.work.last]
        self.play(
            *(FadeOut(part) for part in in_space),
            FadeIn(check.plane),
            FadeIn(check.graph),
            run_time=QUICK,
        )

    @beat("""That we can differentiate <terms>term by term, as always. {vanish}""")
    def go_term_by_term(self) -> None:
        work, field = self.work, self.params.field
        slopes = by_rule(field, "x", held=self._held("y"))
        start = f"f_x (x, {{{{ {number(self.params.at[1])} : y }}}}) ="
        self.until("terms")
        work.open(f"{{{{ {start} : start }}}} {slopes}", y=HELD)
        self.play(*work.grow("start"), run_time=BRIEF)
        count = count_terms(field)
        for k in range(count):
            share = self.time_left() / (count - k)
            self.play(*work.spotlight(f"bare{k}", line=-2), run_time=min(BRIEF, share / 2))
            self.play(*work.grow(f"term{k}"), run_time=min(STEADY, share / 2))
        self.play(*work.relax(line=-2), run_time=BRIEF)
        self.add(work.last)

    @beat(
        """Now write y again, <back>and here is f sub x, at any point. At ours, <value>it is
        {slope_x}: the slope of this tangent."""
    )
    def put_the_letter_back(self) -> None:
        field = self.params.field
        self.until("back")
        self.play(
            *self.work.turn(f"f_x = {formula(tidy(partial(field, 'x').expression))}"),
            run_time=STEADY,
        )
        self.until("value")
        check = self.check
        self.play(FadeIn(check.start), Create(check.line), *check.reveal(0), run_time=STEADY)

    @beat(
        """Is that right? Ask the function itself. Step to both sides <both>by h, and divide the
        change in f by <formula>two h. This is a central difference. Let h <shrink>shrink to {h},
        and it comes to <central>{central}. The error <error>is {error}. We can trust it."""
    )
    def check_it(self) -> None:
        check, work = self.check, self.work
        check.step.set_value(FIRST_STEP * check.reach)
        check.update()
        self.until("both")
        self.play(Create(check.secant), FadeIn(check.ends), run_time=QUICK)
        self.until("formula")
        self.play(*work.write(DIFFERENCE, size=TITLE), *check.reveal(1), run_time=QUICK)
        self.until("shrink")
        self.play(check.step.animate.set_value(self.params.step), run_time=self.time_to("central"))
        self.until("error")
        self.play(*check.reveal(2), run_time=BRIEF)

    @beat(
        """For the slope along y the roles are exchanged: x <exchange>is the number, {a}, and y
        the letter. <slope>F sub y is {slope_y}, and the check <agrees>agrees."""
    )
    def exchange_the_roles(self) -> None:
        work, field = self.work, self.params.field
        before, self.check = self.check, self._check(field, "y")
        check = self.check
        self.play(*work.leave(), *before.leave(secant=True), run_time=QUICK)
        work = self._two_lines()
        self.play(
            *work.write(self._held_line(field, "x"), x=HELD),
            FadeIn(check.plane),
            FadeIn(check.graph),
            run_time=QUICK,
        )
        self.until("exchange")
        self.play(
            *work.follow(f"f_y = {by_rule(field, 'y', held=self._held('x'))}", x=HELD),
            run_time=STEADY,
        )
        self.until("slope")
        self.play(
            *work.turn(f"f_y = {formula(tidy(partial(field, 'y').expression))}"),
            Create(check.line),
            FadeIn(check.start),
            *check.reveal(0),
            run_time=QUICK,
        )
        self.until("agrees")
        self.play(*check.reveal(1, 2), run_time=BRIEF)

    @beat(
        """Next, one function inside <inside>another. A quick try: take <wrong>the slope of the
        outer function, and stop. The check <caught>objects. We say {wrong}, and it
        <measured>measures {chain_central}. Our line cuts through the curve, instead of touching
        it."""
    )
    def forget_the_chain_rule(self) -> None:
        work, field = self.work, self.params.chain
        before, self.check = self.check, self._check(field, "x", claimed=self.params.wrong)
        self.play(*before.leave(), *work.leave(), run_time=QUICK)
        check = self.check
        self.play(*work.write(f"f(x, y) = {nested(field)}"), run_time=QUICK)
        self.until("inside")
        self.play(
            *work.turn(self._held_line(field, "y"), y=HELD),
            FadeIn(check.plane),
            FadeIn(check.graph),
            run_time=QUICK,
        )
        self.play(*work.spotlight("u"), run_time=QUICK)
        self.until("wrong")
        self.play(*work.relax(), run_time=BRIEF)
        wrong = formula(composition(field).outer_slope(), held=self._held("y"))
        self.play(*work.follow(f"f_x = {{{{ {wrong} : outer }}}}", outer="error"), run_time=QUICK)
        self.until("caught")
        self.play(FadeIn(check.start), Create(check.line), *check.reveal(0), run_time=QUICK)
        self.until("measured")
        self.play(Create(check.secant), *check.reveal(1), run_time=QUICK)
        self.play(*check.reveal(2), run_time=BRIEF)

    @beat(
        """What did we forget? When x moves, the inner function <inside>moves too: {inner} times as
        fast. The chain rule <times>multiplies by that slope. Now the line <turn>turns until it
        touches, and the error falls <fall>to {chain_error}."""
    )
    def use_the_chain_rule(self) -> None:
        work, check, field = self.work, self.check, self.params.chain
        self.until("inside")
        self.play(*work.spotlight("u", line=0), run_time=QUICK)
        self.until("times")
        self.play(
            *work.relax(line=0),
            *work.turn(f"f_x = {by_rule(field, 'x', held=self._held('y'))}", y=HELD),
            run_time=QUICK,
        )
        self.until("turn")
        self.play(
            check.slope.animate.set_value(check.exact),
            run_time=self.time_to("fall", at_least=STEADY),
        )
        self.until("fall")
        self.play(
            *check.set_right(),
            FadeOut(check.secant),
            *work.turn(f"f_x = {formula(tidy(partial(field, 'x').expression))}"),
            run_time=QUICK,
        )

    @beat("""{seen0} <rule>{done0} <check>The error is {error0}.""")
    def pass_a_first(self) -> None:
        self._pass(0)

    @beat("""{seen1} <rule>{done1} <check>And the check agrees.""")
    def pass_a_second(self) -> None:
        self._pass(1)

    @beat("""{seen2} <rule>{done2} <check>Here, too, they agree.""")
    def pass_a_third(self) -> None:
        self._pass(2)

    @beat("""{seen3} <rule>{done3} <check>And this is right as well.""")
    def pass_a_fourth(self) -> None:
        self._pass(3)

    @beat(
        """So we treat the other letters as numbers, <answer>and differentiate as we always did.
        And a central <check>difference catches our mistakes."""
    )
    def answer(self) -> None:
        clear_away(self, keep=[self.title])
        check = self._check(self.params.field, "x")
        check.step.set_value(FIRST_STEP * check.reach)
        content = VGroup(
            fitted(
                RULE,
                size=TITLE,
                colors={**COLORS, "held": HELD},
                width=LEFT.width - 2 * AIRY,
            ),
            fitted(CHECK, size=TITLE, colors=COLORS, width=LEFT.width - 2 * AIRY),
        )
        stack(content, LEFT.inset(AIRY), gap=WIDE, align="center")
        self.play(*(FadeIn(part) for part in check.picture()), run_time=QUICK)
        self.until("answer")
        self.play(FadeIn(Boxed(content, gap=AIRY)), run_time=STEADY)
        self.until("check")
        check.update()
        self.play(Create(check.secant), *(FadeIn(end) for end in check.ends), run_time=BRIEF)
        self.play(*check.reveal(0, 1), run_time=BRIEF)
        self.play(
            check.step.animate.set_value(self.params.step), run_time=self.time_left(at_least=STEADY)
        )
        self.play(*check.reveal(2), run_time=BRIEF)

    # -- what is seen ----------------------------------------------------------------------

    def _ground(self) -> LocalSlice:
        """Return the surface about the point, ready to be cut along x."""
        at = self.params.at
        reach = reach_of(self.params.field, at, 0)
        ground = LocalSlice(
            self.params.field, at, (1.0, 0.0), Window.around(at, reach), region=RIGHT
        )
        ground.space.view.look(zoom=CLOSER)
        # The numbers come with the plot; here there is no room for them.
        ground.axes = SpaceAxes(ground.space, labelled=False)
        return ground

    def _pass(self, k: int) -> None:
        """Show one function of the gallery: the letter held, the rule, the result, the check."""
        work, field = self.work, self.params.gallery[k]
        before, self.check = self.check, self._check(field, "x")
        check = self.check
        self.play(*before.leave(), *work.leave(), run_time=BRIEF)
        self.play(
            *work.write(self._held_line(field, "y"), y=HELD),
            FadeIn(check.plane),
            FadeIn(check.graph),
            run_time=BRIEF,
        )
        self.until("rule")
        rule = by_rule(field, "x", held=self._held("y"))
        self.play(*work.follow(f"f_x = {rule}", y=HELD), run_time=STEADY)
        self.until("check")
        self.play(
            *work.turn(f"f_x = {formula(tidy(partial(field, 'x').expression))}"),
            FadeIn(check.start),
            Create(check.line),
            *check.reveal(0, 1, 2),
            run_time=QUICK,
        )

    def _two_lines(self) -> Derivation:
        """Begin a derivation of two lines, the function and its slope."""
        self.work = Derivation(LEFT.inset(0, vertically=WIDE), colors=COLORS, size=LARGE, most=2)
        return self.work

    def _held(self, letter: str) -> dict[str, float]:
        return {letter: self.params.at["xy".index(letter)]}

    def _held_line(self, field: ScalarField, letter: str) -> str:
        """Return ``f(x, 4) = …`` with the number in the place of the letter everywhere."""
        inside = {"x": "x", "y": "y"}
        value = number(self.params.at["xy".index(letter)])
        inside[letter] = f"{{{{ {value} : {letter} }}}}"
        held = self._held(letter)
        whole = (
            nested(field, held=held) if field is self.params.chain else terms_of(field, held=held)
        )
        return f"f({inside['x']}, {inside['y']}) = {whole}"

    def _check(
        self, field: ScalarField, variable: str, *, claimed: float | None = None
    ) -> CentralCheck:
        return CentralCheck(
            field, self.params.at, variable, RIGHT, final_step=self.params.step, claimed=claimed
        )
