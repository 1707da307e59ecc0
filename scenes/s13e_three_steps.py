"""Guided problem (e): three descent steps by hand, and the largest step that is stable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import sympy
from manim import FadeIn, FadeOut

from mathcore.arrays import Array, Window
from mathcore.calculus import gradient_expressions
from mathcore.descent import descend
from mathcore.trajectory import Trajectory
from scenes.kit.descent_path import DescentPath
from scenes.kit.exact_words import exact_number, inline_row, is_exact
from scenes.kit.formulas import formula, inline, number, row, slashed
from scenes.kit.guided import (
    MOST,
    PAPER,
    PICTURE,
    QUIET,
    WORKING,
    Asked,
    Sheet,
    pose_problem,
    stated,
)
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.narration import Fact
from scenes.kit.plane import Plane
from scenes.kit.problem_params import Exact, ExactPoint, ProblemParams
from scenes.kit.timing import BRIEF, EVEN, QUICK, SLOW, STEADY
from scenes.kit.typography import LABEL, math

STEPS = 3
ROOM = 1.2
"""How far the map reaches, in the largest coordinate of a stop."""

ABOVE, BELOW = sympy.Rational(11, 10), sympy.Rational(9, 10)
"""Steps that are tried in the end, in units of the largest stable one."""

TRIED = 24
"""How many steps of those are made at most."""

NEAR, ASIDE = 0.3, 0.15
"""Where the first begins: at this share of the start, and so much of its length aside if needed."""

COLORS = {
    "f": "value",
    "x": "x",
    "y": "y",
    "nabla f": "gradient",
    "eta": "step",
    'eta_"max"': "step",
    "bold(x)": "ink",
}


class ThreeStepsProblem(LectureScene):
    """Can I go downhill with paper and pencil?"""

    question = "Can I go downhill with paper and pencil?"

    class Params(ProblemParams):
        """The Hessian of the quadratic function, where one starts, and the step size."""

        kind: ClassVar[str] = "three-steps"

        hessian: tuple[ExactPoint, ExactPoint] = ((1, 0), (0, 3))
        start: ExactPoint = (8, 8)
        step: Exact = "1/2"

        @property
        def steepest(self) -> Array:
            """The direction in which the function bends most, ``(2,)`` of length one."""
            bends, ways = np.linalg.eigh(self.problem.field.hessian(self.problem.point))
            return np.asarray(ways[:, int(np.argmax(bends))])

        @property
        def trial(self) -> Array:
            """Where the descent begins that tries a step above the largest stable one: ``(2,)``.

            It is near the minimum, and not so that the steepest bend goes unnoticed.
            """
            start = np.array(self.problem.point)
            length, bent = float(np.linalg.norm(start)), float(start @ self.steepest)
            aside = ASIDE * length if abs(NEAR * bent) < 0.5 * ASIDE * length else 0.0
            return np.asarray(NEAR * start + aside * self.steepest)

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the stops, the eigenvalues of the Hessian, the bound and what it says."""
        found = params.problem.facts
        stops = {f"x{k}": inline_row((found[f"x{k}"], found[f"y{k}"])) for k in range(STEPS + 1)}
        return {
            **stops,
            "step": exact_number(found["step"]),
            "largest": exact_number(found["largest"]),
            "smallest": exact_number(found["smallest"]),
            "bound": exact_number(found["bound"]),
            "verdict": found["verdict"],
        }

    @beat(
        """Three steps of gradient descent, with paper and pencil, <task>on the map of this
        function. And one question: how large may a step be?"""
    )
    def ask(self) -> None:
        self.title = pose_problem(self, self.question, "task")
        self._build()
        self.until("task")
        self.play(FadeIn(self.sheet.given[0]), FadeIn(self.plane), run_time=QUICK)
        self.play(FadeIn(self.curves), run_time=QUICK)

    @beat(
        """We start <start>at {x0}, with <size>the step size {step}. Where do we stand <asked>after
        three steps? And from which step size on does the descent run away?"""
    )
    def see_the_task(self) -> None:
        _, start, size = self.sheet.given
        self.until("start")
        self.play(FadeIn(start), FadeIn(self.dot), run_time=QUICK)
        self.until("size")
        self.play(FadeIn(size), run_time=QUICK)
        self.until("asked")
        self.sheet.ask()

    @beat("This one is real handwork. Stop the film, <go>or begin with the first step now.")
    def try_it(self) -> None:
        self.until("go")
        self.sheet.pause(self.params.pause)

    @beat(
        """A hint. Each step <step>subtracts the gradient, times the step size. And the bound
        <bound>comes from the largest eigenvalue of the Hessian. <go>Take your time."""
    )
    def hint(self) -> None:
        self.sheet.hint(
            step=math("bold(x)_(k+1) = bold(x)_k - eta thin nabla f(bold(x)_k)", colors=COLORS),
            bound=math('eta < frac(2, lambda_"max")', colors=COLORS),
        )
        self.until("go")
        self.sheet.think_on(self.params.pause)

    @beat(
        """The gradient <gradient>is quickly found. At our start, multiply it by {step}, and
        subtract. <first>The first step leads to {x1}."""
    )
    def make_one_step(self) -> None:
        self.sheet.begin()
        self.until("gradient")
        slope = row(gradient_expressions(self.params.problem.field))
        self.play(*self.sheet.work.write(f"nabla f = {slope}"), run_time=QUICK)
        self.until("first")
        self._step(1)

    @beat("From there, the same again: <second>{x2}. And once more: <third>{x3}.")
    def make_two_more(self) -> None:
        self.until("second")
        self._step(2)
        self.until("third")
        self._step(3)

    @beat(
        """Now the bound. The Hessian <hessian>has the eigenvalues {smallest} and {largest}. Two
        over the larger one <bound>is {bound}. Our own step size is {verdict} it."""
    )
    def find_the_bound(self) -> None:
        self.sheet.turn_page()
        work = self.sheet.work
        self.until("hessian")
        self.play(
            *work.write(f"H = {formula(self.found['H'])}, quad {self.eigenvalues}"), run_time=QUICK
        )
        self.until("bound")
        bound = f'eta_"max" = frac(2, lambda_"max") {self.bound}'
        self.play(*work.write(bound), run_time=QUICK)

    @beat(
        """Is that so? Start <near>close to the minimum, with a step size <above>a tenth above the
        bound. It leaps from side to side, farther and farther out. Now back to our start, but a
        tenth <below>below the bound. It leaps as well, and comes to rest."""
    )
    def confirm(self) -> None:
        work = self.sheet.work
        self.until("near")
        self.play(FadeOut(self.path), FadeOut(self.dot), FadeIn(self.close_by), run_time=BRIEF)
        self.until("above")
        self.play(*work.write(self._tried(ABOVE), tried="error"), run_time=QUICK)
        self.add(self.wild)
        self.play(
            self.wild.animate.go_to(self.wild.steps),
            run_time=self.time_to("below", at_least=SLOW),
            rate_func=EVEN,
        )
        self.until("below")
        self.play(
            *(FadeOut(part) for part in (self.wild, self.close_by)),
            *work.turn(self._tried(BELOW), tried="step"),
            run_time=QUICK,
        )
        self.add(self.tame)
        self.play(
            self.tame.animate.go_to(self.tame.steps),
            run_time=self.time_left(at_least=SLOW),
            rate_func=EVEN,
        )

    @beat(
        """So yes, by hand: <answer>subtract the step size times the gradient, and keep the step
        below two over the largest eigenvalue."""
    )
    def answer(self) -> None:
        self.until("answer")
        self.sheet.answer()

    # -- what is seen ----------------------------------------------------------------------

    def _step(self, k: int) -> None:
        """Write the k-th step, and go it on the map."""
        self.play(
            *self.sheet.work.write(self._step_source(k)),
            self.path.animate.go_to(k),
            run_time=STEADY,
        )

    def _step_source(self, k: int) -> str:
        """Return the line of the k-th step."""
        before, after = self.places[k - 1], self.places[k]
        slope = tuple(self.found["H"] * sympy.Matrix(before))
        step = slashed(self.found["step"])
        return (
            f"bold(x)_{k} = {_written(before)} - {step} thin {_written(slope)} "
            f"{_sign(after)} {_written(after)}"
        )

    def _tried(self, share: sympy.Rational) -> str:
        """Return the line of a step size that is a share of the largest stable one."""
        size = _equal_to(share * self.found["bound"])
        return f'{{{{ eta = {number(float(share))} thin eta_"max" {size} : tried }}}}'

    def _lines_at_once(self) -> tuple[int, float]:
        """Return how many lines of which size stand at once: all steps, if each has one line."""
        steps = range(1, STEPS + 1)
        widest = max(math(self._step_source(k), size=LABEL).width for k in steps)
        return (STEPS + 1, LABEL) if widest <= PAPER.width else (MOST, WORKING)

    def _build(self) -> None:
        """Make the sheet, the map and the descents."""
        found = self.found = self.params.problem.facts
        self.places = [(found[f"x{k}"], found[f"y{k}"]) for k in range(STEPS + 1)]
        both = [found[name] for name in ("smallest", "largest")]
        smallest, largest = map(formula, both)
        # Roots are too long for both side by side; the larger one is what counts.
        short = all(value.is_Rational for value in both)
        self.eigenvalues = (
            f'lambda = {smallest} "and" {largest}' if short else f'lambda_"max" = {largest}'
        )
        self.bound = _equal_to(found["bound"])
        given = [
            stated(f"f(x, y) = {formula(found['f'])}", colors=COLORS),
            stated(f"bold(x)_0 = {_written(self.places[0])}", colors=COLORS),
            stated(f"eta = {slashed(found['step'])}", colors=COLORS),
        ]
        last = self.places[STEPS]
        sign, shown = self.bound.split(" ", 1)
        asked = [
            Asked(f"bold(x)_3 {_sign(last)}", _written(last), colors=COLORS),
            Asked(f'eta_"max" {sign}', shown, colors=COLORS),
        ]
        # The three steps stand below each other: each begins where the one before has led.
        most, size = self._lines_at_once()
        self.sheet = Sheet(self, given, asked, colors=COLORS, most=most, size=size)
        self._build_map()

    def _build_map(self) -> None:
        field, trial = self.params.problem.field, self.params.trial
        stops = np.array([[float(c) for c in place] for place in self.places])
        reach = ROOM * float(np.abs(stops).max())
        plane = self.plane = Plane(Window.around((0, 0), reach), PICTURE, equal=True)
        self.curves = LevelCurves(plane, field, width=QUIET)
        self.dot = PointDot(plane, stops[0], subject="start")
        self.path = DescentPath(plane, self._walk(stops[0], float(self.found["step"]), STEPS))
        self.path.go_to(0)
        self.close_by = PointDot(plane, trial, color="error", subject="start of the trial")
        self.wild = self._trial(trial, ABOVE, "error", "descent above the bound")
        self.tame = self._trial(stops[0], BELOW, "step", "descent below the bound")

    def _trial(self, start: Array, share: sympy.Rational, color: str, subject: str) -> DescentPath:
        """Return a descent whose step is a share of the largest stable one."""
        walk = self._walk(start, float(share * self.found["bound"]), TRIED)
        return DescentPath(self.plane, walk, taken=0, color=color, subject=subject)

    def _walk(self, start: Array, step: float, steps: int) -> Trajectory:
        """Return a descent with a fixed step, which ends where it leaves the map."""
        return descend(
            self.params.problem.field,
            start,
            rule=step,
            max_steps=steps,
            tolerance=0.0,
            window=self.plane.window,
            limit=float("inf"),
        )


def _equal_to(value: sympy.Expr) -> str:
    """Return an exact number with its equals sign, or a rounded one with that for nearly."""
    return f"= {slashed(value)}" if value.is_Rational else f"approx {number(float(value))}"


def _written(place: tuple[sympy.Expr, ...]) -> str:
    """Return a point as it is written in a line of the solution."""
    return inline(inline_row(place).shown)


def _sign(place: tuple[sympy.Expr, ...]) -> str:
    """Return the sign before such a point: equal, or nearly so if it had to be rounded."""
    return "=" if all(map(is_exact, place)) else "approx"
