"""Guided problem (b): the gradient at a point, and the rate of change along an arrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np
from manim import Create, FadeIn, FadeOut, Group, VGroup

from mathcore.arrays import Array, Window
from mathcore.exact import exact_rate
from scenes.kit.arrow_names import named
from scenes.kit.arrows import DirectionArrow, GradientArrow, VectorArrow, fitting_scale
from scenes.kit.exact_words import exact_number, exact_row, shortened
from scenes.kit.formulas import formula, row
from scenes.kit.guided import PICTURE, QUIET, Asked, Sheet, pose_problem, stated
from scenes.kit.layout import SNUG
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.narration import Fact
from scenes.kit.plane import Plane
from scenes.kit.plates import Plated
from scenes.kit.problem_params import ExactPoint, ProblemParams
from scenes.kit.rate_words import products, rate_in_words, with_exact
from scenes.kit.slope_check import LAST_STEP, SlopeCheck
from scenes.kit.straight_line import StraightLine
from scenes.kit.timing import BRIEF, QUICK
from scenes.kit.typography import LABEL, math

LINES = 3
"""The gradient, u and their product are seen together."""

REACH = 1.5
"""Half the side of the map about the point."""

COLORS = {
    "f": "value",
    "x": "x",
    "y": "y",
    "h": "step",
    "bold(u)": "direction",
    "nabla f": "gradient",
    "nabla": "gradient",
    "slope": "gradient",
}
MEASURED = "frac(f(bold(p) + h bold(u)) - f(bold(p) - h bold(u)), 2 h)"


class DirectionProblem(LectureScene):
    """Can I find the rate of change along any arrow?"""

    question = "Can I find the rate along any arrow?"

    class Params(ProblemParams):
        """The function, the point, and the arrow along which one walks."""

        kind: ClassVar[str] = "direction"

        field: str = "x**2*y - y**2"
        at: ExactPoint = (2, 1)
        along: ExactPoint = (3, 4)

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return point, arrow and length, the gradient, and the rate exactly."""
        problem, found = params.problem, params.problem.facts
        arrow = (float(found["v_x"]), float(found["v_y"]))
        return {
            "at": exact_row((found["a"], found["b"])),
            "arrow": exact_row((found["v_x"], found["v_y"])),
            "length": found["length"],
            "gradient": exact_row((found["slope_x"], found["slope_y"])),
            "rate": rate_in_words(problem.field, problem.point, arrow),
            "about": exact_number(float(found["rate"])),
        }

    @beat(
        """Stand at a point of a hillside, and walk along an arrow. Here is <task>the map of f, its
        height. How fast does it change that way?"""
    )
    def ask(self) -> None:
        self.title = pose_problem(self, self.question, "task")
        self._build()
        self.until("task")
        self.play(FadeIn(self.sheet.given[0]), FadeIn(self.plane), run_time=QUICK)
        self.play(FadeIn(self.curves), run_time=QUICK)

    @beat(
        """Our point p <point>is {at}. We leave it along an arrow: v <way>is {arrow}. What is
        <asked>the gradient at p, and what is the rate of change along v?"""
    )
    def see_the_task(self) -> None:
        self.until("point")
        self.play(FadeIn(self.here), FadeIn(self.sheet.given[1]), run_time=QUICK)
        self.until("way")
        self.play(FadeIn(self.way), FadeIn(self.sheet.given[2]), run_time=QUICK)
        self.until("asked")
        self.sheet.ask()

    @beat("Now it is your turn. Stop the film, <go>or use these moments.")
    def try_it(self) -> None:
        self.until("go")
        self.sheet.pause(self.params.pause)

    @beat(
        """A hint. A rate is a change per unit of distance. So first give the arrow <unit>length
        one. <go>And then?"""
    )
    def hint(self) -> None:
        self.sheet.hint(unit=math("bold(u) = frac(bold(v), norm(bold(v)))", colors=COLORS))
        self.until("go")
        self.sheet.think_on(self.params.pause)

    @beat(
        """The gradient comes first. <both>Differentiate by x, then by y. Put in our point, and
        <there>it is {gradient}."""
    )
    def take_the_gradient(self) -> None:
        _found, work = self.params.problem.facts, self.sheet.work
        self.sheet.begin()
        self.until("both")
        self.play(*work.write(self.partials), run_time=QUICK)
        self.until("there")
        self.play(
            *work.follow(f"nabla f(bold(p)) {self.sign} {{{{ {row(self.slopes)} : slope }}}}"),
            FadeIn(self.gradient),
            FadeIn(self.gradient_name),
            run_time=QUICK,
        )

    @beat("The arrow v <length>has length {length}. Divide by it, <unit>and u has length one.")
    def make_it_one_long(self) -> None:
        found, work = self.params.problem.facts, self.sheet.work
        length = formula(found["length"])
        arrow = row((found["v_x"], found["v_y"]))
        self.until("length")
        self.play(*work.write(f"norm(bold(v)) = {length}"), run_time=QUICK)
        self.until("unit")
        over = "" if found["length"] == 1 else f" \\/ {length}"
        self.play(
            *work.turn(f"bold(u) = {arrow}{over}"),
            FadeOut(self.way),
            *(FadeIn(part) for part in (self.u, self.u_name)),
            run_time=QUICK,
        )

    @beat(
        """Now the dot product: <terms>multiply component by component, and add. The rate <rate>is
        {rate}."""
    )
    def take_the_dot_product(self) -> None:
        work = self.sheet.work
        self.until("terms")
        self.play(*work.write(f"nabla f dot bold(u) {self.written}"), run_time=QUICK)
        self.until("rate")
        self.play(*work.turn(f"nabla f dot bold(u) {self.result}"), run_time=QUICK)

    @beat(
        """Let us check it by walking <walk>along u. On that line, <slice>the heights make this
        curve. Go a step h forward, a step back, and <secant>join the ends. Now let h
        <shrink>shrink: the slope of this line <same>comes to {about}."""
    )
    def confirm(self) -> None:
        check = self.check
        self.until("walk")
        self.play(FadeOut(self.gradient), FadeOut(self.gradient_name), run_time=BRIEF)
        self.play(Create(self.line), run_time=QUICK)
        self.until("slice")
        picture = (self.plane, self.curves, self.line, self.here, self.u, self.u_name)
        self.play(*(FadeOut(part) for part in picture), run_time=BRIEF)
        self.play(FadeIn(check.plane), run_time=BRIEF)
        self.play(Create(check.graph), FadeIn(check.start), run_time=QUICK)
        self.until("secant")
        self.play(
            *(FadeIn(part) for part in (*check.ends, check.secant, check.reading)), run_time=QUICK
        )
        self.until("shrink")
        self.play(check.step.animate.set_value(LAST_STEP), run_time=self.time_to("same"))
        self.until("same")
        self.play(
            *(FadeOut(part) for part in (*check.ends, check.secant)),
            FadeIn(check.tangent),
            run_time=BRIEF,
        )

    @beat("So for any arrow: <answer>the gradient, dotted with the unit vector along it.")
    def answer(self) -> None:
        self.until("answer")
        self.sheet.answer()

    # -- what is seen ----------------------------------------------------------------------

    def _build(self) -> None:
        """Make the sheet, the map, and the slice along u."""
        problem = self.params.problem
        found = problem.facts
        self.sign, self.slopes = shortened((found["slope_x"], found["slope_y"]))
        self.arrow = np.array([float(found["v_x"]), float(found["v_y"])])
        exact = exact_rate(problem.field, problem.point, self.arrow)
        self.result = with_exact(exact, float(found["rate"]))
        slopes = np.array([float(slope) for slope in self.slopes])
        self.written = products(slopes, self.arrow, in_line=True)
        self.partials = f"nabla f = {row((found['f_x'], found['f_y']))}"
        given = [
            stated(f"f(x, y) = {formula(found['f'])}", colors=COLORS),
            stated(f"bold(p) = {row((found['a'], found['b']))}"),
            stated(f"bold(v) = {row((found['v_x'], found['v_y']))}", colors=COLORS),
        ]
        sign, rate = self.result.split(" ", 1)
        asked = [
            Asked(f"nabla f(bold(p)) {self.sign}", row(self.slopes), colors=COLORS),
            Asked(f'"rate along" bold(v) {sign}', rate, colors=COLORS),
        ]
        high = [self.partials, *(f"nabla f dot bold(u) {x}" for x in (self.written, self.result))]
        self.sheet = Sheet(self, given, asked, colors=COLORS, most=LINES, highest=high)
        self._build_map()
        self.check = SlopeCheck(
            problem.field,
            self.at,
            (float(found["u_x"]), float(found["u_y"])),
            PICTURE,
            claimed=float(found["rate"]),
            names=("h", "f"),
            colors=("step", "value"),
            label=MEASURED,
            label_colors=COLORS,
        )

    def _build_map(self) -> None:
        field = self.params.problem.field
        self.at = (self.params.problem.point[0], self.params.problem.point[1])
        plane = self.plane = Plane(Window.around(self.at, REACH), PICTURE, equal=True)
        self.curves = LevelCurves(plane, field, width=QUIET)
        scale = fitting_scale(plane, [self.at], [self.arrow])
        v = VectorArrow(plane, self.at, self.arrow, scale=scale, subject="the arrow v")
        self.u = DirectionArrow(plane, self.at, self.arrow)
        self.gradient = GradientArrow(plane, field, self.at)
        way, slope = self.u.tip - self.u.tail, self.gradient.tip - self.gradient.tail
        self.line = StraightLine(plane, self._along_u(), color="slice")
        p_name = Plated(math("bold(p)", size=LABEL))
        p_name.beside(plane, self.at, _aside([way, slope, -way]), clear=SNUG)
        self.here = VGroup(PointDot(plane, self.at), p_name)
        v_name = named(v, "bold(v)", color="ink", plot=plane.plot, away_from=slope)
        self.way = Group(v, v_name)
        self.u_name = named(self.u, "bold(u)", color="direction", plot=plane.plot, away_from=slope)
        self.gradient_name = named(
            self.gradient, "nabla f", color="gradient", plot=plane.plot, away_from=way
        )

    def _along_u(self) -> tuple[float, float, float]:
        """Return A, B and C of the line A x + B y = C through the point along u."""
        (x, y), (along_x, along_y) = self.at, self.arrow
        return (-along_y, along_x, along_x * y - along_y * x)


def _aside(ways: Sequence[Array]) -> Array:
    """Return the direction on screen, of eight, that is farthest from all of these."""
    angles = np.arange(8) * np.pi / 4
    round_about = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    lengths = np.maximum([np.linalg.norm(way) for way in ways], 1e-12)
    near = [round_about @ way[:2] / length for way, length in zip(ways, lengths, strict=True)]
    return np.asarray(round_about[int(np.max(near, axis=0).argmin())])
