"""Guided problem (d): the gradient of a quadratic form whose matrix is not symmetric."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

import numpy as np
from manim import FadeIn, Group
from pydantic import model_validator

from mathcore.arrays import Window
from scenes.kit.arrow_names import named
from scenes.kit.arrows import GradientArrow, VectorArrow, fitting_scale
from scenes.kit.exact_words import exact_row
from scenes.kit.formulas import formula, row, signed_sum
from scenes.kit.guided import PICTURE, Asked, Sheet, pick_out, pose_problem, stated
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle
from scenes.kit.narration import Fact
from scenes.kit.plane import Plane
from scenes.kit.problem_params import ExactPoint, ProblemParams
from scenes.kit.timing import BRIEF, QUICK, STEADY
from scenes.kit.typography import math

ROOM = 1.15
"""How far the map reaches about the point, in its distances from the origin along an axis."""

COLORS = {
    "f": "value",
    "x": "x",
    "y": "y",
    "bold(x)": "ink",
    "nabla f": "gradient",
    "slope": "gradient",
}

ASKEW = "This one is askew"
PARALLEL = "This one has the right direction here, but a wrong length"


class QuadraticProblem(LectureScene):
    """Can I find the gradient of a quadratic form when A is not symmetric?"""

    question = "Can I still do it when A is not symmetric?"

    class Params(ProblemParams):
        """The matrix A, and the point at which the gradient is wanted."""

        kind: ClassVar[str] = "quadratic"

        matrix: tuple[ExactPoint, ExactPoint] = ((1, 3), (1, 2))
        at: ExactPoint = (2, 1)

        @model_validator(mode="after")
        def _has_a_gradient(self) -> Self:
            if not any(self.problem.confirmation.claimed):
                raise ValueError("at must be a point where the gradient is not zero")
            return self

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the point, the gradient there, and what 2Ax would have said."""
        found = params.problem.facts
        level = params.problem.field(params.problem.point)
        return {
            "at": exact_row((found["a"], found["b"])),
            "gradient": exact_row((found["slope_x"], found["slope_y"])),
            "tempting": exact_row((found["naive_x"], found["naive_y"])),
            "verdict": PARALLEL if abs(float(level)) < 1e-12 else ASKEW,
        }

    @beat(
        """The gradient of a quadratic form you know by heart. Here is <task>one, with its map. But
        look closely <matrix>at the matrix."""
    )
    def ask(self) -> None:
        self.title = pose_problem(self, self.question, "task")
        self._build()
        self.until("task")
        self.play(FadeIn(self.sheet.given[0]), FadeIn(self.plane), run_time=QUICK)
        self.play(FadeIn(self.curves), run_time=QUICK)
        self.until("matrix")
        self.play(FadeIn(self.sheet.given[1]), run_time=QUICK)

    @beat(
        """Our point <point>is {at}, and through it runs <curve>this level curve. What is <asked>the
        gradient at our point?"""
    )
    def see_the_task(self) -> None:
        self.until("point")
        self.play(FadeIn(self.dot), run_time=BRIEF)
        self.until("curve")
        self.play(*pick_out(self.curves, self.level), run_time=QUICK)
        self.until("asked")
        self.sheet.ask()

    @beat("Work it out on paper. Stop the film, <go>or take this moment.")
    def try_it(self) -> None:
        self.until("go")
        self.sheet.pause(self.params.pause)

    @beat(
        """A hint. Two A x is the gradient <only>only if A equals its own transpose. This one
        <but>does not. <go>So multiply out, and differentiate."""
    )
    def hint(self) -> None:
        self.sheet.hint(
            only=math("nabla f = 2 A bold(x) <==> A = A^top", colors=COLORS),
            but=math("A != A^top", colors=COLORS),
        )
        self.until("go")
        self.sheet.think_on(self.params.pause)

    @beat(
        """We multiply out. <out>Every entry of A gives one term. The two mixed terms <mixed>come
        together."""
    )
    def multiply_out(self) -> None:
        found, work = self.params.problem.facts, self.sheet.work
        x, y = self.field.symbols
        (a, b), (c, d) = found["A"].tolist()
        self.sheet.begin()
        self.until("out")
        apart = signed_sum([a * x**2, b * x * y, c * x * y, d * y**2])
        self.play(*work.write(f"f = {apart}"), run_time=QUICK)
        self.until("mixed")
        self.play(*work.turn(f"f = {formula(found['f'])}"), run_time=QUICK)

    @beat(
        """Now both partial derivatives. <both>Their coefficients are a matrix too: <sum>A plus its
        transpose."""
    )
    def differentiate(self) -> None:
        found, work = self.params.problem.facts, self.sheet.work
        self.until("both")
        slopes = row((found["f_x"], found["f_y"]))
        self.play(*work.follow(f"nabla f = {slopes}"), run_time=QUICK)
        self.until("sum")
        total = formula(found["total"])
        self.play(*work.write(f"A + A^top = {total}"), run_time=QUICK)

    @beat("We multiply that <product>with our point. The gradient there <result>is {gradient}.")
    def put_the_point_in(self) -> None:
        found, work = self.params.problem.facts, self.sheet.work
        self.until("product")
        product = f"{formula(found['total'])} vec({self.inside})"
        self.play(*work.write(f"nabla f {self.here} = {product}"), run_time=QUICK)
        self.until("result")
        result = f"nabla f {self.here} = {{{{ {self.slopes} : slope }}}}"
        self.play(*work.turn(result), run_time=QUICK)

    @beat(
        """Let the map be the judge. A gradient <right>stands at a right angle to the level curve.
        Ours does. Two A x would have <wrong>given {tempting}. {verdict}: it is no gradient."""
    )
    def confirm(self) -> None:
        self.until("right")
        self.play(FadeIn(self.ours), run_time=QUICK)
        self.play(FadeIn(self.corner), run_time=BRIEF)
        self.until("wrong")
        found = self.params.problem.facts
        tempting = row((found["naive_x"], found["naive_y"]))
        self.play(
            *self.sheet.work.write(f"{{{{ 2 A bold(x) = {tempting} : wrong }}}}", wrong="error"),
            FadeIn(self.theirs),
            run_time=QUICK,
        )

    @beat("So for <rule>any matrix, the gradient is <answer>A plus its transpose, times x.")
    def answer(self) -> None:
        self.until("rule")
        self.play(*self.sheet.work.turn("nabla f = (A + A^top) bold(x)"), run_time=STEADY)
        self.until("answer")
        self.sheet.answer()

    # -- what is seen ----------------------------------------------------------------------

    def _build(self) -> None:
        """Make the sheet and the map."""
        found = self.params.problem.facts
        self.field = self.params.problem.field
        self.inside = ", ".join(formula(found[name]) for name in ("a", "b"))
        self.here = f"({self.inside})"
        self.slopes = row((found["slope_x"], found["slope_y"]))
        given = [
            stated("f(bold(x)) = bold(x)^top A thin bold(x)", colors={"f": "value"}),
            stated(f"A = {formula(found['A'])}"),
        ]
        asked = [Asked(f"nabla f {self.here} =", self.slopes, colors=COLORS)]
        self.sheet = Sheet(self, given, asked, colors=COLORS)
        self._build_map()

    def _build_map(self) -> None:
        problem, field = self.params.problem, self.field
        at = (problem.point[0], problem.point[1])
        wrong = np.array([float(problem.facts[name]) for name in ("naive_x", "naive_y")])
        window = Window.around(at, ROOM * max(map(abs, at)))
        plane = self.plane = Plane(window, PICTURE, equal=True)
        self.level = float(field(at))
        self.curves = LevelCurves(plane, field, through=self.level)
        self.dot = PointDot(plane, at)
        scale = fitting_scale(plane, [at, at], [field.gradient(at), wrong])
        ours = GradientArrow(plane, field, at, scale=scale)
        theirs = VectorArrow(plane, at, wrong, scale=scale, color="error", subject="2Ax")
        right, other = (arrow.tip - arrow.tail for arrow in (ours, theirs))
        name = named(ours, "nabla f", color="gradient", plot=plane.plot, away_from=other)
        wrong_name = named(theirs, "(2 A bold(x))", color="error", plot=plane.plot, away_from=right)
        self.ours, self.theirs = Group(ours, name), Group(theirs, wrong_name)
        slope_x, slope_y = field.gradient(at)
        along = np.array([-slope_y, slope_x])
        # On the side where the other arrow is not.
        side = -np.sign(other @ plane.vector_to_screen(along)) or 1.0
        self.corner = RightAngle(
            lambda: plane.to_screen(at),
            lambda: plane.vector_to_screen(field.gradient(at)),
            lambda: plane.vector_to_screen(side * along),
        )
