"""Guided problem (c): the tangent of a level curve, from the gradient."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from manim import Create, FadeIn, FadeOut, ReplacementTransform

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.arrow_names import named
from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.ceremony import clear_away
from scenes.kit.close_up import CloseUp
from scenes.kit.exact_words import exact_number, exact_row, shortened
from scenes.kit.formulas import formula, row
from scenes.kit.guided import PICTURE, Asked, Sheet, pick_out, pose_problem, stated
from scenes.kit.layout import TIGHT
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import HIGHLIGHT_STROKE, LevelCurves
from scenes.kit.map_levels import map_window, room_for_curve
from scenes.kit.marks import PointDot, RightAngle
from scenes.kit.narration import Fact
from scenes.kit.plane import Plane
from scenes.kit.plates import Plated
from scenes.kit.problem_params import ExactPoint, ProblemParams
from scenes.kit.straight_line import StraightLine
from scenes.kit.timing import BRIEF, QUICK, STEADY
from scenes.kit.typography import LABEL, math
from scenes.kit.windows import window_around

LINE = ("line_x", "line_y", "line_c")
"""The facts that are A, B and C of the tangent A x + B y = C."""

LINES = 3
"""From the gradient to the equation, what one needs is seen together."""

CLOSER = 10.0
STRIDE = 0.22
"""Length of the step along the tangent, as a share of the map's width."""

ROOM = 1.15
"""How much wider the map is than what it must show."""

COLORS = {"f": "value", "x": "x", "y": "y", "nabla f": "gradient", "slope": "gradient"}


class TangentProblem(LectureScene):
    """Can I find the tangent of a level curve?"""

    question = "Can I find the tangent of a level curve?"

    class Params(ProblemParams):
        """The function and the point through which its level curve passes."""

        kind: ClassVar[str] = "tangent"

        field: str = "x**2 + x*y + y**2"
        at: ExactPoint = (1, 2)

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the point, the gradient there, and both sides of the tangent's equation."""
        found = params.problem.facts
        x, y = params.problem.field.symbols
        _, (a, b, _) = shortened(found[name] for name in LINE)
        return {
            "at": exact_row((found["a"], found["b"])),
            "gradient": exact_row((found["slope_x"], found["slope_y"])),
            "left": a * x + b * y,
            "right": exact_number(found["line_c"]),
        }

    @beat(
        """A level curve, and a point on it. With what <task>you know, you can write down its
        tangent."""
    )
    def ask(self) -> None:
        self.title = pose_problem(self, self.question, "task")
        self._build()
        self.until("task")
        self.play(FadeIn(self.sheet.given[0]), FadeIn(self.plane), run_time=QUICK)
        self.play(FadeIn(self.curves), run_time=QUICK)

    @beat(
        """Here is a function f, and a map of its level curves. <curve>One of them passes
        <point>through the point {at}. <asked>Which straight line touches it there?"""
    )
    def see_the_task(self) -> None:
        self.until("curve")
        self.play(*pick_out(self.curves, self.level), run_time=QUICK)
        self.until("point")
        self.play(FadeIn(self.dot), run_time=QUICK)
        self.until("asked")
        self.sheet.ask()

    @beat("Stop the film and take a sheet of paper. <go>Or think along with me for a moment.")
    def try_it(self) -> None:
        self.until("go")
        self.sheet.pause(self.params.pause)

    @beat(
        "A hint. The gradient <right>is perpendicular to the level curve. <go>How does that help?"
    )
    def hint(self) -> None:
        self.sheet.hint(right=math("nabla f perp { f = c }", colors=COLORS))
        self.until("go")
        self.sheet.think_on(self.params.pause)

    @beat(
        """First the gradient. We differentiate <both>by x and by y, and put our point <there>in.
        It is {gradient}."""
    )
    def take_the_gradient(self) -> None:
        _found, work = self.params.problem.facts, self.sheet.work
        self.sheet.begin()
        self.until("both")
        self.play(*work.write(self.partials), run_time=QUICK)
        self.until("there")
        self.play(
            *work.follow(f"nabla f {self.here} {self.sign} {self.slope}"),
            FadeIn(self.gradient),
            FadeIn(self.gradient_name),
            run_time=QUICK,
        )

    @beat(
        """Now walk from our point to any point x, y of the tangent. That step <step>is
        perpendicular to the gradient. So their dot product <zero>is zero."""
    )
    def use_the_right_angle(self) -> None:
        found, work = self.params.problem.facts, self.sheet.work
        step = ", ".join(
            formula(s - c)
            for s, c in zip(self.field.symbols, (found["a"], found["b"]), strict=True)
        )
        self.until("step")
        self.play(
            *work.write(f"{self.slope} dot ({step})"),
            *(FadeIn(part) for part in (self.step, self.step_name)),
            run_time=QUICK,
        )
        self.play(FadeIn(self.corner), run_time=BRIEF)
        self.until("zero")
        self.play(*work.turn(f"{self.slope} dot ({step}) = 0"), run_time=QUICK)

    @beat("Multiply out and tidy up: <line>{left} equals {right}.")
    def tidy_up(self) -> None:
        self.until("line")
        self.play(*self.sheet.work.follow(self.equation), run_time=QUICK)

    @beat(
        """Does it fit? Draw <line>the line. It touches our curve. Come closer, <near>ten times as
        close: there, the curve <same>almost becomes the line."""
    )
    def confirm(self) -> None:
        self.play(FadeOut(self.step), FadeOut(self.step_name), run_time=BRIEF)
        self.until("line")
        self.play(Create(self.line), run_time=STEADY)
        self.until("near")
        near = self.near
        clear_away(self, self.corner, *self.sheet.work.lines)
        self.play(Create(near.frame), run_time=QUICK)
        self.play(ReplacementTransform(near.frame.copy(), near.plane.frame), run_time=STEADY)
        self.until("same")
        self.play(*(FadeIn(part) for part in self.near_parts), run_time=QUICK)

    @beat(
        """So the gradient gives <answer>the tangent. Any step along it, dotted with the gradient,
        is zero."""
    )
    def answer(self) -> None:
        self.until("answer")
        self.sheet.answer()

    # -- what is seen ----------------------------------------------------------------------

    def _build(self) -> None:
        """Make the sheet, the map, and the close-up."""
        problem = self.params.problem
        found, self.field = problem.facts, problem.field
        self.here = row((found["a"], found["b"]))
        self.sign, slopes = shortened((found["slope_x"], found["slope_y"]))
        self.slope = f"{{{{ {row(slopes)} : slope }}}}"
        x, y = self.field.symbols
        sign, (a, b, c) = shortened(found[name] for name in LINE)
        self.equation = f"{formula(a * x + b * y)} {sign} {formula(c)}"
        given = [stated(f"f(x, y) = {formula(found['f'])}", colors=COLORS)]
        asked = [Asked(f'"tangent at" {self.here}":" quad', self.equation, colors=COLORS)]
        self.partials = f"nabla f = {row((found['f_x'], found['f_y']))}"
        high = [self.partials, self.equation]
        self.sheet = Sheet(self, given, asked, colors=COLORS, most=LINES, highest=high)
        self._build_map()

    def _build_map(self) -> None:
        problem = self.params.problem
        found, at = problem.facts, (problem.point[0], problem.point[1])
        self.level = float(found["level"])
        self.plane = Plane(_square(self.field, at), PICTURE, equal=True)
        self.curves = LevelCurves(self.plane, self.field, through=self.level)
        self.dot = PointDot(self.plane, at)
        self.gradient = GradientArrow(self.plane, self.field, at)
        self.gradient_name = named(self.gradient, "nabla f", color="gradient", plot=self.plane.plot)
        numbers = tuple(float(found[name]) for name in LINE)
        coefficients = (numbers[0], numbers[1], numbers[2])
        self.line = StraightLine(self.plane, coefficients)
        along = self._away_from_name((coefficients[1], -coefficients[0]))
        self.step = DirectionArrow(self.plane, at, along, scale=self._stride(), color="tangent")
        away = np.array(along) / np.linalg.norm(along) * self._stride()
        self.step_name = Plated(math("(x, y)", size=LABEL, colors=COLORS))
        self.step_name.beside(self.plane, at + away, self.step.tip - self.step.tail)
        self.step_name.keep_in(self.plane.plot.inset(TIGHT))
        self.corner = RightAngle(
            lambda: self.plane.to_screen(at),
            lambda: self.plane.vector_to_screen(self.field.gradient(at)),
            lambda: self.plane.vector_to_screen(along),
        )
        self.near = CloseUp(self.plane, at, self.sheet.room, times=CLOSER)
        curve = LevelCurves(self.near.plane, self.field, [self.level], width=HIGHLIGHT_STROKE)
        curve.match_color(self.curves.curve(self.level))
        line = StraightLine(self.near.plane, coefficients)
        self.near_parts = (curve, line, PointDot(self.near.plane, at))

    def _away_from_name(self, along: tuple[float, float]) -> tuple[float, float]:
        """Return the direction or its opposite: where the gradient's name does not stand."""
        aside = self.gradient_name.get_center() - self.dot.get_center()
        sign = -1.0 if float(aside @ self.plane.vector_to_screen(along)) > 0 else 1.0
        return sign * along[0], sign * along[1]

    def _stride(self) -> float:
        """Return how long, in coordinates, the step along the tangent is drawn."""
        return STRIDE * self.plane.window.width


def _square(field: ScalarField, at: tuple[float, float]) -> Window:
    """Return a square window that shows the level curve through a point well."""
    shown = map_window(room_for_curve(field, at, window_around(at)))
    return Window.around(shown.center, ROOM * float(np.max(shown.size)) / 2)
