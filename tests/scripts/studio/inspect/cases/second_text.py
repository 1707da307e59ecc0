"""Second set: text over text, text over lines that are not its own, text that is covered."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    PI,
    RIGHT,
    UP,
    Axes,
    Brace,
    Circle,
    Create,
    CurvedArrow,
    DashedLine,
    Dot,
    FadeIn,
    FunctionGraph,
    Line,
    MathTypst,
    NumberLine,
    ParametricFunction,
    Polygon,
    Rectangle,
    Rotate,
    Scene,
    Square,
    Triangle,
    Typst,
    VGroup,
    Write,
)  # fmt: skip

from mathcore.arrays import Window
from scenes.kit.arrows import Arrow
from scenes.kit.layout import SIDE, STAGE, place, title_bar
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.plane import Plane
from scenes.kit.plates import Plated
from scenes.kit.readout import ReadOut
from scenes.kit.space import Space
from scenes.kit.space_lines import SpacePath
from scenes.kit.surface import SurfacePlot
from scenes.kit.timing import QUICK, STEADY
from scenes.kit.typography import HERO, LABEL, TITLE, math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.second_stage import (
    at,
    cross_of_axes,
    dark,
    lecture_case,
    light,
    parabola,
    sums,
    words,
)  # fmt: skip
from tests.scripts.studio.inspect.cases.stage import BOWL, KitScene

# -- text over text ---------------------------------------------------------------------------


@case(defect="text-over-text")
def two_headings_in_one_strip(scene: Scene) -> None:
    with dark(scene):
        scene.add(
            words("What does a derivative measure?", -1.6, 3.2, size=TITLE),
            words("How fast things change", 2.2, 3.1, size=TITLE),
        )


@case(defect="text-over-text")
def numbers_crowd_on_a_line(scene: Scene) -> None:
    with light(scene):
        line = NumberLine(x_range=[0, 30, 1], length=10, color="#1b2430", include_tip=False)
        numbers = VGroup(
            *(words(f"{k}.25", -5 + k / 3, -0.5, size=LABEL, color="ink") for k in range(0, 31, 2))
        )
        scene.add(line, numbers)


@case(defect="text-over-text")
def formula_slides_onto_its_neighbour(scene: Scene) -> None:
    with dark(scene):
        first = sums("f'(x) = lim_(h -> 0) (f(x + h) - f(x)) / h", 0, 1.5)
        second = sums("f(x) = x^2", 0, -2)
        scene.add(first, second)
        scene.play(second.animate.move_to(first.get_center() + 0.6 * RIGHT), run_time=1)
        scene.wait(1)


@case(defect="text-over-text")
def columns_too_narrow_for_their_numbers(scene: Scene) -> None:
    rows = VGroup()
    for k, row in enumerate([("0.1", "4.641000"), ("0.01", "4.060401"), ("0.001", "4.006004")]):
        rows.add(Typst(row[0], font_size=48).move_to(at(-0.4, 1 - k)))
        rows.add(Typst(row[1], font_size=48).move_to(at(0.4, 1 - k)))
    scene.add(rows)


@case(defect="text-over-text")
def two_names_for_one_place(scene: Scene) -> None:
    with dark(scene):
        arrow = Arrow(at(-2, -1), at(1, 1), color="gradient")
        dot = Dot(at(1, 1.0), color="#eceff4")
        scene.add(
            arrow, dot, sums("nabla f(P)", 1.7, 1.4, color="gradient"), sums("P = (1, 2)", 2.1, 1.4)
        )


@case(defect="text-over-text")
def old_formula_was_never_taken_away(scene: Scene) -> None:
    old = MathTypst("f(x, y) = x^2 y^3 - 4 y", font_size=60)
    scene.play(Write(old), run_time=1)
    new = MathTypst("(partial f) / (partial x) = 2 x y^3", font_size=60)
    scene.play(FadeIn(new), run_time=1)
    scene.wait(1)


@case(defect="text-over-text")
def word_grows_into_the_next(scene: Scene) -> None:
    with light(scene):
        left, right = words("steepest", -1.6), words("ascent", 1.0)
        scene.add(left, right)
        scene.play(left.animate.scale(3.4), run_time=1)
        scene.wait(1)


@case(defect="text-over-text")
def read_out_over_an_equation(scene: Scene) -> None:
    with light(scene):
        reading = ReadOut("abs(nabla f)", 5.942).move_to(at(2, 0.1))
        scene.add(sums("D_u f = nabla f dot u = 3.1", 1.6, 0.0), reading)


@lecture_case(defect="text-over-text")
class QuestionRunsIntoTheColumn(LectureScene):
    """A title longer than its strip, over a formula that was set too high."""

    @beat("Here is a formula at the right, and the question above it.")
    def show(self) -> None:
        """Show both."""
        formula = math("f(x, y) = x^2 + 2 y^2", size=TITLE).move_to(at(4.2, 3.2))
        self.play(FadeIn(formula), run_time=QUICK)
        self.play(FadeIn(title_bar("Along which way does a hill rise fastest of all?")))


# -- text over lines --------------------------------------------------------------------------


@case(defect="text-over-line")
def parabola_through_its_equation(scene: Scene) -> None:
    with dark(scene):
        scene.add(cross_of_axes(), parabola(), sums("y = x^2 / 2 - 2", 2.2, 0.7))


@case(defect="text-over-line")
def shaft_strikes_out_the_word(scene: Scene) -> None:
    with dark(scene):
        scene.add(Arrow(at(-4, 0.05), at(4, 0.05), color="gradient"), words("uphill", 0, 0))


@case(defect="text-over-line")
def side_of_a_triangle_through_a_name(scene: Scene) -> None:
    shape = Polygon(at(-3, -2), at(3, -2), at(0, 2.5), color="#67c0fa")
    scene.add(shape, MathTypst("a = sqrt(b^2 + c^2)", font_size=48).move_to(at(1.6, 0.2)))


@case(defect="text-over-line")
def rim_through_the_number(scene: Scene) -> None:
    with light(scene):
        scene.add(Circle(radius=2, color="#005eaf"), words("r = 2.00", 2.1, 0.1, size=TITLE))


@case(defect="text-over-line")
def brace_laid_on_the_words(scene: Scene) -> None:
    base = Line(at(-3, -1), at(3, -1))
    brace = Brace(base, UP)
    scene.add(base, brace, Typst("run of the step", font_size=48).move_to(brace))


@case(defect="text-over-line")
def number_line_through_a_caption(scene: Scene) -> None:
    with light(scene):
        line = NumberLine(x_range=[-4, 4, 1], length=9, color="#1b2430")
        scene.add(line, words("all values of the input x", 0, 0.02))


@case(defect="text-over-line")
def line_turns_into_a_label_and_stays(scene: Scene) -> None:
    with dark(scene):
        line = Line(at(-3, -1), at(3, -1), color="#ff9fbd", stroke_width=5)
        scene.add(line, words("tangent here", 1.7, 0.75))
        scene.play(Rotate(line, angle=PI / 4, about_point=at(0, -1)), run_time=1)
        scene.wait(1)


@case(defect="text-over-line")
def asymptote_through_a_sentence(scene: Scene) -> None:
    with dark(scene):
        curve = FunctionGraph(lambda x: 2 * np.tanh(x) - 0.5, x_range=(-5, 5), color="#5cf0e2")
        scene.add(
            curve,
            DashedLine(at(-5, 1.5), at(5, 1.5), color="#fddc3a", stroke_width=4),
            words("it never gets above one", -1.5, 1.55),
        )


@case(defect="text-over-line")
def levels_through_a_formula(scene: Scene) -> None:
    with light(scene):
        plane = Plane(Window((-2, 2), (-2, 2)), STAGE, equal=True)
        middle = plane.to_screen((0.7, 0.7))
        scene.add(plane, LevelCurves(plane, BOWL), sums("f(x, y) = x^2 + 2 y^2").move_to(middle))


@case(defect="text-over-line")
def axis_through_the_result(scene: Scene) -> None:
    axes = Axes(x_range=[-3, 3], y_range=[-2, 2], x_length=9, y_length=5)
    scene.add(axes, MathTypst("integral_0^1 x^2 d x = 1/3", font_size=60).shift(0.1 * DOWN))


@case(defect="text-over-line", scene_class=KitScene)
def line_in_space_through_a_label(scene: Scene) -> None:
    with dark(scene):
        space = Space(Window((-1, 1), (-1, 1)), (0.0, 1.0), region=STAGE)
        path = SpacePath(space, [[(-1, -1, 0.0), (1, 1, 1.0)]], color="gradient", width=0.05)
        label = words("way up the hill").move_to(space.to_screen((0.0, 0.0, 0.5)))
        scene.add(path, label)


@case(defect="text-over-line")
def spiral_over_the_heading(scene: Scene) -> None:
    spiral = ParametricFunction(
        lambda t: at(0.25 * t * np.cos(t), 0.25 * t * np.sin(t)), t_range=(0, 4 * PI),
        color="#f7495f",
    )  # fmt: skip
    scene.add(Typst("gradient descent", font_size=60).shift(0.4 * UP))
    scene.play(Create(spiral), run_time=1)
    scene.wait(1)


@case(defect="text-over-line")
def bent_arrow_crosses_the_term_it_skips(scene: Scene) -> None:
    with dark(scene):
        scene.add(sums("a", -3, 0), sums("b", 3, 0), sums("a b + b a", 0, -0.88))
        scene.add(CurvedArrow(at(-2.6, 0), at(2.6, 0), angle=PI / 2.4, color="#fddc3a"))


# -- text covered -----------------------------------------------------------------------------


@case(defect="text-covered")
def half_a_sentence_behind_a_panel(scene: Scene) -> None:
    with dark(scene):
        scene.add(words("the gradient points straight uphill"))
        scene.add(
            Rectangle(
                width=3, height=1.6, fill_color="#18202b", fill_opacity=1, stroke_color="#74839a"
            ).move_to(at(2.0, 0))
        )


@case(defect="text-covered")
def disc_parks_on_the_formula(scene: Scene) -> None:
    scene.add(MathTypst("e^(i pi) + 1 = 0", font_size=72))
    disc = Circle(radius=0.8, fill_opacity=1, color="#fa8341").move_to(at(-6, 0))
    scene.play(disc.animate.move_to(at(0.3, 0)), run_time=1)
    scene.wait(1)


@case(defect="text-covered")
def triangle_in_front_of_the_title(scene: Scene) -> None:
    with light(scene):
        shape = Triangle(fill_opacity=1, color="#4417b8", z_index=5).scale(1.6).move_to(at(-3, 2.6))
        scene.add(shape, words("Which way is steepest?", -2.4, 3.0, size=TITLE))


@case(defect="text-covered")
def broad_arrow_over_a_word(scene: Scene) -> None:
    with dark(scene):
        scene.add(words("direction of descent", 0, 0, size=TITLE))
        scene.add(Arrow(at(-3, -1.6), at(2.2, 1.4), color="gradient", stem=0.5))


@case(defect="text-covered")
def plate_hides_the_end_of_its_neighbour(scene: Scene) -> None:
    with dark(scene):
        scene.add(sums("f(x, y) = x^2 + 2 y^2", 0, 1))
        scene.add(Plated(sums("nabla f = 0", 0, 0, size=HERO)).move_to(at(2.3, 1)))


@case(defect="text-covered", scene_class=KitScene)
def surface_in_front_of_a_formula(scene: Scene) -> None:
    with dark(scene):
        space = Space(Window((-1, 1), (-1, 1)), (0.0, 3.0), region=STAGE)
        scene.add(SurfacePlot(space, BOWL))
        scene.add(
            sums("f(x, y) = x^2 + 2 y^2")
            .move_to(space.to_screen((0.0, 0.0, 1.0)))
            .set_z_index(-10, family=True)
        )


@case(defect="text-covered")
def frosted_panel_over_the_rule(scene: Scene) -> None:
    with light(scene):
        scene.add(
            words("the product rule", 0, 0.5, size=TITLE), sums("(f g)' = f' g + f g'", 0, -1)
        )
        panel = Rectangle(
            width=7, height=1.4, stroke_width=0, fill_color="#f4f2ee", fill_opacity=0.92
        )
        scene.play(FadeIn(panel.move_to(at(0, -1))), run_time=1)
        scene.wait(1)


@case(defect="text-covered")
def squares_stacked_on_the_heading(scene: Scene) -> None:
    scene.add(Typst("sum of the first odd numbers", font_size=54))
    squares = VGroup(
        *(
            Square(0.8, fill_opacity=1, fill_color="#46a9c9", stroke_color="#10151d").move_to(
                at(-3 + 0.8 * k, -0.8 * j + 0.6)
            )
            for k in range(3)
            for j in range(3)
        )
    )
    scene.add(squares)


@case(defect="text-covered")
def bar_grows_over_its_label(scene: Scene) -> None:
    with light(scene):
        bar = Rectangle(
            width=1.6, height=1, fill_color="#005eaf", fill_opacity=1, stroke_width=0
        ).move_to(at(0, -2.5), aligned_edge=DOWN)
        label = words("loss", 0, -0.2, size=TITLE)
        scene.add(label, bar)
        scene.play(bar.animate.stretch_to_fit_height(4, about_edge=DOWN), run_time=1)
        scene.wait(1)


@lecture_case(defect="text-covered")
class AnswerBehindItsBox(LectureScene):
    """A box that was filled and comes in front of what it should frame."""

    @beat("And here is the answer, in a box.")
    def show(self) -> None:
        """Show the answer, then the box."""
        answer = place(math("nabla f perp r'", size=HERO), SIDE)
        self.play(FadeIn(answer), run_time=QUICK)
        box = Rectangle(
            width=answer.width + 0.6, height=answer.height + 0.6, fill_color="#fff1b8",
            fill_opacity=1, stroke_width=0,
        ).move_to(answer)  # fmt: skip
        self.play(FadeIn(box), FadeIn(text("the answer").shift(3 * LEFT)), run_time=STEADY)
