"""Segment 12: steepest per unit of what? Metrics, Fisher information and the natural gradient."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import Create, FadeIn, FadeOut, Mobject, Transform, VGroup
from manim.constants import DOWN, LEFT

from mathcore.families import FAMILIES
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.fitted_bells import FittedBells
from scenes.kit.formulas import formula, number
from scenes.kit.layout import AIRY, BELOW_TITLE, SIDE, SNUG, STAGE, WIDE, place, stack
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.narration import Fact
from scenes.kit.natural_params import NaturalParams
from scenes.kit.numbers import Number
from scenes.kit.readout import Boxed, ReadOut
from scenes.kit.rewriting import Rewrite
from scenes.kit.steepest_map import SteepestMap
from scenes.kit.tables import NumberTable
from scenes.kit.timing import (
    BLINK,
    BRIEF,
    EASED,
    OUT_AND_BACK,
    QUICK,
    SLOW,
    STEADY,
    SWEEP,
    SWEEPING,
)
from scenes.kit.two_bells import TwoBells
from scenes.kit.two_maps import TwoMaps, balls_by_width, fisher_balls
from scenes.kit.typography import BODY, LABEL, TITLE, math, text

BELLS, UNDER_BELLS = BELOW_TITLE.rows(0.72, 0.28, gap=SNUG)

KEYS = (
    '{{ "plain: " class("unary", -) nabla L : plain }} quad quad '
    '{{ "natural: " class("unary", -) F^(-1) nabla L : natural }}'
)

COLORS = {
    "L": "value",
    "nabla L": "gradient",
    "bold(d)": "direction",
    "mu": "x",
    "sigma": "y",
    "s": "y",
    "eta": "step",
    "plain": "gradient",
    "natural": "direction",
}

EMPHASIS = 2.5
"""How many times as thick a ball is drawn for a moment when it is spoken of."""


class NaturalGradient(LectureScene):
    """The unit ball of a metric decides what is steepest; Fisher's does not mind names."""

    question = "Is “steepest” absolute?"

    class Params(NaturalParams):
        """A gradient and a metric to look at closely; the bells; the descent and its step sizes."""

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
        """Minus the gradient points the way of steepest descent: <map>the largest fall for <step>a
        step of given length. But who says <long>how long a step is?"""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self.hold(self.time_to("map") - STEADY)
        self.title = settle_question(self, card, self.question)
        self._build_close_map()
        look = self.look
        self.until("map")
        self.play(
            *(FadeIn(part) for part in (look.plane.frame, look.levels, look.here)), run_time=QUICK
        )
        self.until("step")
        self.play(*(FadeIn(part) for part in (look.step, look.end, look.d)), run_time=BRIEF)
        self.until("long")
        self.play(FadeIn(self.how_long), run_time=QUICK)

    @beat(
        """From very <close>close, a loss is almost linear: its level curves are parallel lines, and
        <gradient>the gradient stands across them."""
    )
    def look_closely(self) -> None:
        look = self.look
        self.until("close")
        self.play(
            look.levels.share.animate.set_value(0.0),
            run_time=self.time_to("gradient", at_least=SLOW),
            rate_func=EASED,
        )
        self.until("gradient")
        self.play(FadeIn(look.arrow), FadeIn(look.name), run_time=QUICK)

    @beat(
        """All steps d of length one end <circle>on a circle. Turn the step <turn>until the loss
        falls the most. There, a level line <touch>just touches the circle, and d points against
        the gradient."""
    )
    def turn_on_the_circle(self) -> None:
        look = self.look
        self.play(*(FadeIn(part) for part in look.axes), run_time=BRIEF)
        self.until("circle")
        self.play(
            Create(look.ball), FadeOut(look.d), Rewrite(self.how_long, self.usual), run_time=QUICK
        )
        self.play(FadeIn(look.touch), FadeIn(self.fall), run_time=BRIEF)
        self.until("turn")
        self.play(
            look.angle.animate.set_value(self.plain_angle),
            run_time=self.time_to("touch", at_least=SWEEP / 2),
            rate_func=SWEEPING,
        )

    @beat(
        """Now measure length otherwise: <measure>a matrix G weighs every direction. Steps of
        length one now end on <ellipse>an ellipse. <turn>Turn again: the lowest level line
        <touch>touches elsewhere. Steepest is another direction now."""
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
        """Such a rule for length <metric>is a metric; steps of length one <ball>bound its unit
        ball. Where ball and line touch, G d and the gradient <normal>are perpendicular to both. So
        the steepest step <solve>goes along minus G inverse, times the gradient."""
    )
    def solve_for_the_step(self) -> None:
        look = self.look
        clear_away(self, self.usual, self.fall, self.weighed)
        for arrow in (look.normal, look.uphill):
            arrow.redraw()
        named = look.names_of_normals()
        for mark, words in zip(("metric", "ball"), self.metric, strict=True):
            self.until(mark)
            self.play(FadeIn(words), run_time=QUICK)
        self.until("normal")
        self.play(
            *(FadeOut(part) for part in (look.step, look.arrow, look.name)),
            *(FadeIn(part) for part in (look.normal, look.uphill, *named, self.parallel)),
            run_time=QUICK,
        )
        self.until("solve")
        self.play(
            *(FadeOut(part) for part in (look.normal, look.uphill, *named)),
            *(FadeIn(part) for part in (look.step, self.solved)),
            run_time=QUICK,
        )

    @beat(
        """Which metric? Say our parameters make a bell: its <mu>mean mu, its
        <sigma>width sigma. Nudge the mean <narrow>of a narrow bell, and much of it changes. Give a
        wide bell <wide>the same nudge: you hardly see it."""
    )
    def nudge_two_bells(self) -> None:
        clear_away(self, keep=[self.title])
        bells = self.bells = TwoBells(self.params.narrow, self.params.wide, BELLS, UNDER_BELLS)
        self.definition, self.matrix = bells.fisher()
        self.play(FadeIn(bells.plane), *(Create(curve) for curve in bells.bells), run_time=STEADY)
        for mark, named in (("mu", bells.mean), ("sigma", bells.width)):
            self.until(mark)
            self.play(FadeIn(named), run_time=BRIEF)
        self.hold(self.time_to("narrow") - BRIEF)
        self.play(FadeOut(bells.mean), FadeOut(bells.width), run_time=BRIEF)
        for mark, nudge, parts, label in zip(
            ("narrow", "wide"), bells.nudges, bells.changes, bells.labels, strict=True
        ):
            self.until(mark)
            self.add(*parts)
            self.play(nudge.animate.set_value(bells.nudge), FadeIn(label), run_time=STEADY)

    @beat(
        """So let a step be as long as the bell changes. That is <fisher>Fisher information: the
        mean of the squared slopes of log p. For mu it is <mu>one over sigma squared: {times} times
        more for the narrow bell. For sigma, <sigma>twice that."""
    )
    def measure_by_change(self) -> None:
        self.hold(self.time_to("fisher") - BRIEF)
        self.play(FadeOut(self.bells.labels), run_time=BRIEF)
        self.until("fisher")
        self.play(FadeIn(self.definition), run_time=QUICK)
        self.until("mu")
        self.play(FadeIn(self.bells.information), run_time=QUICK)
        self.hold(self.time_to("sigma") - BRIEF)
        self.play(FadeOut(self.definition), run_time=BRIEF)
        self.until("sigma")
        self.play(FadeIn(self.matrix), run_time=QUICK)

    @beat(
        """On the plane of mu and sigma, <balls>steps of equal Fisher length look small where the
        bell is <narrow>narrow, and large where it is <wide>wide. Steepest descent now goes
        <natural>along minus F inverse, times the gradient: the natural gradient."""
    )
    def see_the_balls(self) -> None:
        clear_away(self, keep=[self.title])
        self._build_maps()
        self.play(FadeIn(self.maps.old_plane), run_time=QUICK)
        self.until("balls")
        self.play(*(Create(ball) for ball in self.balls), FadeIn(self.fisher), run_time=STEADY)
        rows = balls_by_width(self.balls)
        for mark, row in (("narrow", rows[0]), ("wide", rows[-1])):
            self.until(mark)
            thick = EMPHASIS * row.get_stroke_width()
            self.play(row.animate.set_stroke(width=thick), run_time=STEADY, rate_func=OUT_AND_BACK)
        self.until("natural")
        self.play(FadeIn(self.natural_rule), run_time=QUICK)

    @beat(
        """Fit the bell to <data>data: the loss <loss>L is minus the mean logarithm of its density.
        Plain descent <plain>takes this path, and the bell goes along. Natural descent
        <natural>takes another."""
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
            self.play(path.animate.go_to(path.steps), run_time=max(SLOW, room), rate_func=SWEEPING)
            self.play(FadeOut(model), run_time=BLINK)

    @beat(
        """But sigma is only a name. Use <rename>its logarithm, s, instead: the same bells, the
        same loss, <map>another map. Descend again: <plain>plain, along minus this map's gradient,
        and <natural>natural."""
    )
    def rename(self) -> None:
        maps = self.maps
        data = (self.fitted.plane, self.fitted.data, self.fitted.name, self.loss)
        self.hold(self.time_to("rename") - QUICK)
        clear_away(self, *data)
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
        different path. The natural one <natural>lies exactly on the old one: it does not depend on
        names."""
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
        self.play(FadeOut(self.renamed), run_time=BRIEF)
        self.play(FadeIn(self.carried_key), run_time=BRIEF)

    @beat(
        """So far, steps were infinitely small. With <first>steps of {largest}, the natural paths
        part a little. <shrink>Smaller steps, and their gap <zero>goes to zero. The plain gap
        <stays>stays: {plain_gap}."""
    )
    def shrink_the_steps(self) -> None:
        maps = self.maps
        self._build_table()
        other_map = (maps.new_plane, maps.new_levels, maps.new_ends, *maps.new.values())
        self.hold(self.time_to("first") - QUICK)
        clear_away(self, *other_map)
        before: tuple[Mobject, ...] = (maps.old["natural"], maps.carried["natural"])
        for k, walk in enumerate(self.walks):
            if k < 2:
                self.until(("first", "shrink")[k])
            new = (walk, self.table.rows[k]) if k else (walk, self.table.rows[k], self.table.header)
            self.play(
                *(FadeOut(part) for part in before), *(FadeIn(part) for part in new), run_time=QUICK
            )
            before = (walk,)
        self.until("stays")
        self.play(FadeIn(self.plain_gap), run_time=QUICK)

    @beat(
        """So steepest is not absolute: <answer>it is steepest per unit of length, and a metric
        says what a unit is."""
    )
    def answer(self) -> None:
        lines = VGroup(
            math("bold(d) prop - G^(-1) nabla L", colors=COLORS, size=TITLE),
            math('G = I: quad {{ "plain" : plain }}', colors=COLORS, size=BODY),
            math('G = F: quad {{ "natural" : natural }}', colors=COLORS, size=BODY),
        )
        stack(lines, self.maps.right.inset(AIRY), gap=AIRY, align="center")
        self.hold(self.time_to("answer") - QUICK)
        clear_away(self, self.table, self.plain_gap)
        self.until("answer")
        self.play(FadeIn(Boxed(lines, gap=AIRY)), run_time=STEADY)

    # -- what is seen ----------------------------------------------------------------------

    def _build_close_map(self) -> None:
        """Make the close look at a loss, and what is written beside it."""
        self.look = SteepestMap(self.params.gradient, self.params.metric, STAGE)
        look = self.look
        self.plain_angle = look.lowest(np.eye(2))
        target = look.lowest(self.params.metric)
        self.plain_angle += 360.0 * round((target - self.plain_angle) / 360.0)
        look.angle.set_value(self.plain_angle - 140.0)
        for part in (look.touch, look.step, look.end, look.ball, look.d):
            part.update()
        (a, b), (c, d) = self.params.metric
        matrix = f"mat({number(a)}, {number(b)}; {number(c)}, {number(d)})"
        self.usual = math("bold(d)^top bold(d) = 1", colors=COLORS)
        self.weighed = VGroup(
            math("bold(d)^top G bold(d) = 1", colors=COLORS), math(f"G = {matrix}", colors=COLORS)
        )
        self.fall = ReadOut("nabla L dot bold(d)", lambda: look.fall, colors=COLORS, widest=10)
        stack([self.usual, *self.weighed, self.fall], SIDE, gap=WIDE, align="left")
        asked = 'norm(bold(d)) = {{ class("normal", ?) : asked }}'
        self.how_long = math(asked, colors={**COLORS, "asked": "highlight"})
        self.how_long.move_to(self.usual).align_to(self.usual, LEFT)
        above, below = SIDE.rows(0.52, 0.48)
        self.metric = VGroup(
            _named("metric", "norm(bold(d))^2 = bold(d)^top G bold(d)"),
            _named("unit ball", "bold(d)^top G bold(d) <= 1"),
        )
        stack(self.metric, above, gap=AIRY, align="left")
        self.parallel = math("G bold(d) prop - nabla L", colors=COLORS)
        self.solved = Boxed(VGroup(math("bold(d) prop - G^(-1) nabla L", colors=COLORS)))
        stack([self.parallel, self.solved], below, gap=WIDE, align="top-left")

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
        line = math(KEYS, colors=COLORS, size=LABEL)
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
        self.plain_gap = ReadOut(
            '{{ "plain gap" : plain }}', fit.plain.gap, color="gradient", colors=COLORS
        )
        stack([self.table, self.plain_gap], self.maps.right, gap=WIDE, align="center")


def _named(name: str, source: str) -> VGroup:
    """Return a formula under its name."""
    named = VGroup(text(name, size=LABEL, color="muted"), math(source, colors=COLORS))
    named[1].next_to(named[0], DOWN, buff=SNUG).align_to(named[0], LEFT)
    return named


def _fisher() -> str:
    """Return the Gaussian's Fisher matrix as a formula."""
    return formula(FAMILIES["gaussian"].fisher.matrix)
