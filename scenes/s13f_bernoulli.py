"""Guided problem (f): the natural gradient for the parameter of a coin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import sympy
from manim import Create, DashedLine, FadeIn, FadeOut, Rectangle, VGroup

from mathcore.arrays import Window
from scenes.kit.coins import Coins
from scenes.kit.exact_words import exact_number, inline_number, is_exact
from scenes.kit.formulas import formula, signed_sum, slashed
from scenes.kit.graphs import Graph
from scenes.kit.guided import PICTURE, Asked, Sheet, pose_problem, stated
from scenes.kit.layout import BELOW_TITLE, SNUG
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.marks import PointDot
from scenes.kit.narration import Fact
from scenes.kit.numbers import Number
from scenes.kit.plane import Plane
from scenes.kit.plates import Plated
from scenes.kit.problem_params import Exact, ProblemParams
from scenes.kit.step_path import StepPath
from scenes.kit.straight_line import StraightLine
from scenes.kit.theme import theme
from scenes.kit.timing import BRIEF, QUICK, STEADY
from scenes.kit.typography import LABEL, math, text

MARGIN = 0.12
FARTHEST = 0.9
"""How far beside the interval from 0 to 1 the picture reaches at least, and at most."""

EDGES = (0.05, 0.95)
"""Where the curve, which has no end, may leave the picture upwards."""

BAND = 0.55
"""Height of the band below the curve in which the steps are drawn, in heights of the curve."""

DEEP, DEEPER = 0.45, 0.8
"""How deep in that band the natural step is drawn, and the plain one."""

VEIL = 0.16
"""Opacity of what covers the places that are no probabilities."""

COLORS = {"L": "value", "L'": "gradient", "eta": "step"}

PLAIN_PLACES = 2
"""Decimals of the place to which the plain step leads: it is only told, never computed with."""

PORTIONS = {
    sympy.Rational(1, 4): "a quarter of the way",
    sympy.Rational(1, 2): "half the way",
    sympy.Integer(1): "all the way",
}


class BernoulliProblem(LectureScene):
    """Can I take a natural step?"""

    question = "Can I take a natural step?"

    class Params(ProblemParams):
        """What the coin did, the guess for its chance of heads, and the step size."""

        kind: ClassVar[str] = "bernoulli"

        heads: int = 7
        tosses: int = 10
        at: Exact = "1/5"
        step: Exact = "1/2"

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return gradient, Fisher information, natural gradient, and where both steps lead."""
        found = params.problem.facts
        said = (lambda value: Number(float(value))) if _in_decimals(found) else exact_number
        return {
            "heads": Number(int(found["heads"])),
            "tosses": Number(int(found["tosses"])),
            "share": said(found["share"]),
            "guess": said(found["p0"]),
            "step": said(found["step"]),
            "slope": said(found["slope"]),
            "natural": said(found["natural"]),
            "next": said(found["natural_next"]),
            "plain": Number(float(found["plain_next"]), PLAIN_PLACES),
            "portion": _portion(found["step"]),
            "verdict": _verdict(found),
        }

    @beat(
        """Somebody has tossed a coin, again and again. It fell <task>heads {heads} times in
        {tosses}. How likely is heads? We make a guess, and from there, a natural step."""
    )
    def ask(self) -> None:
        self.title = pose_problem(self, self.question, "task")
        self._build()
        self.until("task")
        self.play(FadeIn(self.coins), run_time=QUICK)

    @beat(
        """We guess <guess>that its chance of heads, p, is {guess}. This curve <loss>is the loss L:
        how badly each p fits what we saw. Find the natural gradient <asked>at our guess, and make
        one step, with step size {step}."""
    )
    def see_the_task(self) -> None:
        loss, guess, step = self.sheet.given
        self.until("guess")
        self.play(FadeIn(guess), run_time=QUICK)
        self.until("loss")
        self.play(FadeOut(self.coins), FadeIn(loss), run_time=BRIEF)
        self.play(*(FadeIn(m) for m in (self.plane, self.curve, self.dot)), run_time=QUICK)
        self.until("asked")
        self.play(FadeIn(step), run_time=BRIEF)
        self.sheet.ask()

    @beat("The last one. Stop the film, <go>or think about it while the ring runs.")
    def try_it(self) -> None:
        self.until("go")
        self.sheet.pause(self.params.pause)

    @beat(
        """A hint. Divide the gradient <divide>by the Fisher information. For a coin, that is
        <fisher>one over p times one minus p. <go>Try again."""
    )
    def hint(self) -> None:
        self.sheet.hint(
            divide=math("F^(-1) L' = frac(L', F)", colors=COLORS),
            fisher=math("F = frac(1, p (1 - p))", colors=COLORS),
        )
        self.until("go")
        self.sheet.think_on(self.params.pause)

    @beat(
        """First the plain gradient. <both>Differentiate both logarithms, and bring them over one
        denominator. At our guess, <value>the slope is {slope}."""
    )
    def take_the_gradient(self) -> None:
        work = self.sheet.work
        self.sheet.begin()
        self.until("both")
        q = self.written("share"), formula(self._decimals(1 - self.share))
        apart = f"- frac({q[0]}, p) + frac({q[1]}, 1 - p)"
        self.play(*work.write(f"L' = {apart}"), run_time=QUICK)
        self.play(*work.turn(f"L' = frac({self.gap}, p (1 - p))"), run_time=STEADY)
        self.until("value")
        here = f"L'({self.written('p0')}) {self.sign('slope')} {self.written('slope')}"
        self.play(*work.follow(here), FadeIn(self.tangent), run_time=QUICK)

    @beat(
        """The Fisher information has the same denominator. Divide, <cancel>and it cancels. What
        remains is p minus {share}. At our guess, <value>that is {natural}."""
    )
    def divide(self) -> None:
        work = self.sheet.work
        self.until("cancel")
        self.play(*work.leave(), run_time=BRIEF)
        self.play(
            *work.write(f"F^(-1) L' = frac({self.gap}, p (1 - p)) dot p (1 - p)"), run_time=QUICK
        )
        self.play(*work.turn(f"F^(-1) L' = {self.gap}"), run_time=STEADY)
        self.until("value")
        natural = signed_sum([self.shown("p0"), -self.shown("share")])
        self.play(
            *work.write(f"F^(-1) L' = {natural} = {self.written('natural')}"),
            run_time=QUICK,
        )

    @beat("One step against it, with step size {step}: <step>our new guess is {next}.")
    def make_the_step(self) -> None:
        found, sign = self.found, self.sign("natural_next")
        self.play(FadeOut(self.tangent), Create(self.plumb), run_time=BRIEF)
        self.until("step")
        natural = self.written("natural")
        factor = f"({natural})" if found["natural"] < 0 else natural
        way = f"{self.written('p0')} - {slashed(self.shown('step'))} dot {factor}"
        self.play(
            *self.sheet.work.write(f"p_1 = {way} {sign} {self.written('natural_next')}"),
            self.natural.animate.go_to(1),
            run_time=STEADY,
        )

    @beat(
        """Does the step make sense? The share of heads <best>was {share}; there the loss is least.
        The natural step <way>goes {portion} to it. The plain gradient, with the same step size,
        <plain>would lead to {plain}: <verdict>{verdict}."""
    )
    def confirm(self) -> None:
        self.until("best")
        self.play(FadeIn(self.best), FadeIn(self.best_name), run_time=QUICK)
        self.until("way")
        self.play(FadeIn(self.natural_name), FadeIn(self.landed), run_time=QUICK)
        self.until("plain")
        self.add(self.plain)
        self.play(self.plain.animate.go_to(1), FadeIn(self.plain_name), run_time=STEADY)
        if self.found["plain_leaves"]:
            self.until("verdict")
            self.play(FadeIn(self.outside), run_time=QUICK)

    @beat(
        """So a natural step is easy here: <answer>the gradient, divided by the Fisher information,
        is just our guess, minus what we saw."""
    )
    def answer(self) -> None:
        self.until("answer")
        self.sheet.answer()

    # -- what is seen ----------------------------------------------------------------------

    def shown(self, name: str) -> sympy.Expr:
        """Return one of the problem's numbers in the one format of its instance."""
        return self._decimals(self.found[name])

    def written(self, name: str) -> str:
        """Return such a number in Typst mathematics."""
        return formula(self.shown(name))

    def sign(self, name: str) -> str:
        """Return the sign before such a number: equal, or nearly so if it had to be rounded."""
        whole = not _in_decimals(self.found) or is_exact(self.found[name])
        return "=" if whole else "approx"

    def _decimals(self, value: sympy.Expr) -> sympy.Expr:
        """Return an expression with its fractions as decimals, if all givens are decimals."""
        if not _in_decimals(self.found):
            return value
        fractions = [r for r in value.atoms(sympy.Rational) if not r.is_Integer]
        return value.xreplace({r: sympy.Float(float(r)) for r in fractions})

    def _build(self) -> None:
        """Make the sheet and the picture."""
        found = self.found = self.params.problem.facts
        self.field = self.params.problem.field
        (self.p,) = self.field.symbols
        self.share = found["share"]
        self.gap = f"p - {self.written('share')}"
        loss = stated(f"L(p) = {formula(self._decimals(found['L']))}", colors=COLORS)
        guess = stated(f"p_0 = {slashed(self.shown('p0'))}")
        step = stated(f"eta = {slashed(self.shown('step'))}", colors=COLORS)
        asked = [
            Asked(f"{name} {self.sign(what)}", slashed(self.shown(what)), colors=COLORS)
            for name, what in (("F^(-1) L'", "natural"), ("p_1", "natural_next"))
        ]
        self.sheet = Sheet(self, [loss, guess, step], asked, colors=COLORS)
        self.coins = Coins(int(found["heads"]), int(found["tosses"]), BELOW_TITLE)
        self._build_picture()

    def _build_picture(self) -> None:
        found = self.found
        start, here = float(found["p0"]), self._loss(float(found["p0"]))
        least, share = self._loss(float(self.share)), float(self.share)
        plane = self.plane = Plane(
            self._window(here, least), PICTURE, names=("p", "L"), colors=("ink", "value")
        )
        self.curve = Graph(
            plane, lambda p: self.field(np.asarray(p)[:, None]), over=(1e-6, 1 - 1e-6)
        )
        self.dot = PointDot(plane, (start, here), subject="our guess")
        slope = float(found["slope"])
        self.tangent = StraightLine(plane, (-slope, 1.0, here - slope * start))
        self.best = PointDot(plane, (share, least), color="highlight", subject="least loss")
        self.best_name = Plated(math(self.written("share"), size=LABEL, color="highlight"))
        self.best_name.beside(plane, (share, least), (0, 1), clear=SNUG)
        landing = float(found["natural_next"])
        self.landed = PointDot(plane, (landing, self._loss(landing)), subject="the new guess")
        depth = least - plane.window.y[0]
        foot = plane.to_screen((start, least - DEEPER * depth))
        self.plumb = DashedLine(self.dot.get_center(), foot, color=theme().axis)
        self.natural, self.natural_name = self._step(landing, least - DEEP * depth, "direction")
        self.plain, self.plain_name = self._step(
            float(found["plain_next"]), least - DEEPER * depth, "gradient"
        )
        self.outside = self._outside()

    def _step(self, to: float, height: float, color: str) -> tuple[StepPath, Plated]:
        """Return a step from the guess, drawn at a height below the curve, and its name."""
        start = float(self.found["p0"])
        path = StepPath(
            self.plane, [(start, height), (to, height)], taken=0, color=color, subject="step"
        )
        name = "natural" if color == "direction" else "plain"
        label = Plated(text(name, size=LABEL, color=color))
        middle = (start + np.clip(to, *self.plane.window.x)) / 2
        label.beside(self.plane, (middle, height), (0, 1), clear=SNUG)
        return path, label

    def _outside(self) -> VGroup:
        """Return what is no probability: veils over the plot on either side of 0 and 1."""
        plot = self.plane.plot
        zero, one = (float(self.plane.to_screen((p, 0.0))[0]) for p in (0, 1))
        veils = VGroup()
        for left, right in ((plot.left, zero), (one, plot.right)):
            veil = Rectangle(
                width=right - left,
                height=plot.height,
                stroke_width=0,
                fill_color=theme().error,
                fill_opacity=VEIL,
            )
            veils.add(veil.move_to(((left + right) / 2, plot.bottom + plot.height / 2, 0)))
        return veils

    def _loss(self, p: float) -> float:
        return float(self.field(np.array([p])))

    def _window(self, here: float, least: float) -> Window:
        """Return a window with our guess, the least loss, and as much of the plain step as fits."""
        plain = float(self.found["plain_next"])
        left = float(np.clip(plain - MARGIN, -FARTHEST, -MARGIN))
        right = float(np.clip(plain + MARGIN, 1 + MARGIN, 1 + FARTHEST))
        height = 1.35 * (max(here, *map(self._loss, EDGES)) - least)
        return Window((left, right), (least - BAND * height, least + height))


def _in_decimals(found: Mapping[str, sympy.Expr]) -> bool:
    """Tell whether all that is given are short decimals, such as 0.2; else there are fractions."""
    return all(_is_decimal(found[name]) for name in ("share", "p0", "step"))


def _is_decimal(value: sympy.Rational) -> bool:
    return isinstance(inline_number(value), Number)


def _portion(step: sympy.Rational) -> str:
    """Return which part of the way to the least loss a natural step goes."""
    percent = exact_number(100 * step)
    return PORTIONS.get(step) or f"[{percent.shown} %]({percent.spoken} percent) of the way"


def _verdict(found: Mapping[str, sympy.Expr]) -> str:
    """Return what is to be said of the place to which the plain step leads."""
    if found["plain_leaves"]:
        return _beyond(found["plain_next"])
    before, after = found["p0"] - found["share"], found["plain_next"] - found["share"]
    if before * after < 0:
        return "too far, beyond the least loss"
    if abs(after) > abs(found["natural_next"] - found["share"]):
        return "a shorter step"
    return "a longer step, by luck a good one"


def _beyond(place: sympy.Expr) -> str:
    """Return what forbids a place that is no inner point of the interval from 0 to 1."""
    if place in (0, 1):
        return "there the loss is infinite"
    return "no probability is above one" if place > 1 else "no probability is below zero"
