"""Second set: things out of the frame, text too near to its edge, too small, too faint."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Axes,
    Brace,
    Circle,
    Create,
    Ellipse,
    FadeIn,
    FunctionGraph,
    Line,
    MathTypst,
    MovingCameraScene,
    Polygon,
    Rectangle,
    Scene,
    Square,
    Transform,
    Typst,
    VGroup,
)  # fmt: skip

from mathcore.arrays import Window
from scenes.kit.arrows import Arrow
from scenes.kit.digits import Figure
from scenes.kit.layout import SIDE, STAGE, place, title_bar
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.plane import Plane
from scenes.kit.readout import ReadOut
from scenes.kit.tables import NumberTable
from scenes.kit.timing import QUICK
from scenes.kit.typography import LABEL, TITLE, math, text
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
from tests.scripts.studio.inspect.cases.stage import BOWL, square_plane

HALF_WIDTH, HALF_HEIGHT = 64 / 9, 4.0

# -- out of the frame -------------------------------------------------------------------------


@case(defect="out-of-frame")
def sentence_runs_off_the_right(scene: Scene) -> None:
    with dark(scene):
        scene.add(words("the directional derivative is largest along the gradient", 4.0, 1))


@case(defect="out-of-frame")
def tip_of_an_arrow_above_the_top(scene: Scene) -> None:
    with dark(scene):
        scene.add(cross_of_axes(), Arrow(at(0, 0), at(2.5, 5.2), color="gradient"))


@case(defect="out-of-frame")
def corners_of_a_polygon_below_the_frame(scene: Scene) -> None:
    shape = Polygon(at(-3, -5), at(3, -5), at(4, 0), at(0, 2.5), at(-4, 0), color="#67c0fa")
    scene.add(shape.set_fill("#67c0fa", 0.3), Typst("area", font_size=48))


@case(defect="out-of-frame", scene_class=MovingCameraScene)
def camera_comes_too_near(scene: MovingCameraScene) -> None:
    with light(scene):
        scene.add(parabola(color="#007c78"), words("lowest point", 2.9, -2.4, size=LABEL))
        scene.play(scene.camera.frame.animate.scale(0.4).move_to(at(0, -1.7)), run_time=1)
        scene.wait(1)


@case(defect="out-of-frame")
def table_taller_than_the_frame(scene: Scene) -> None:
    with dark(scene):
        table = NumberTable(
            ("h", "(Delta f) / h"),
            ([0.1 * k for k in range(1, 15)], [2 + 0.1 * k for k in range(1, 15)]),
            places=(1, 1), colors=("step", "value"),
        )  # fmt: skip
        scene.add(table.move_to(at(0, 0)))


@case(defect="out-of-frame")
def plot_slides_half_out(scene: Scene) -> None:
    plot = VGroup(
        Rectangle(width=5, height=4, color="#74839a"), FunctionGraph(np.sin, x_range=(-2.4, 2.4))
    )
    scene.add(plot, Typst("a sine", font_size=48).move_to(at(3.5, -2.8)))
    scene.play(plot.animate.move_to(at(-6.5, 0)), run_time=1)
    scene.wait(1)


@case(defect="out-of-frame")
def ticks_left_of_the_frame(scene: Scene) -> None:
    with light(scene):
        plane = Plane(Window((-2, 2), (-2, 2)), STAGE, equal=True)
        plane.shift(at(-HALF_WIDTH + 0.05 - plane.plot.left, 0))
        scene.add(plane, LevelCurves(plane, BOWL))


@case(defect="out-of-frame")
def brace_hangs_over_the_left_edge(scene: Scene) -> None:
    line = Line(at(-9, 0), at(-2, 0), color="#fddc3a")
    scene.add(line, Brace(line, DOWN), Typst("run", font_size=48).move_to(at(-4.5, -1)))


@case(defect="out-of-frame")
def ball_larger_than_the_frame(scene: Scene) -> None:
    with light(scene):
        scene.add(words("unit ball", 0, 0, size=TITLE))
        ball = Circle(radius=1.5, color="#7a0a55", stroke_width=5)
        scene.play(ball.animate.scale(3.6), run_time=1)
        scene.wait(1)


@lecture_case(defect="out-of-frame")
class ColumnFallsOutBelow(LectureScene):
    """A column of three lines, the last of which leaves the frame."""

    @beat("Three lines, one under the other, and the last of them is the result.")
    def show(self) -> None:
        """Show the column."""
        column = VGroup(*(math(s, size=TITLE) for s in ("f(x) = x^2", "f'(x) = 2 x", "f'(3) = 6")))
        column.arrange(DOWN, buff=1.2).move_to(at(3, -2.05))
        self.play(FadeIn(column), run_time=QUICK)


# -- near the edge ----------------------------------------------------------------------------


@case(defect="near-edge")
def title_touches_the_top(scene: Scene) -> None:
    with dark(scene):
        title = words("Which way is uphill?", size=TITLE)
        scene.add(title.shift(at(0, HALF_HEIGHT - 0.03 - title.get_top()[1])), parabola())


@case(defect="near-edge")
def formula_flush_with_the_left(scene: Scene) -> None:
    with light(scene):
        formula = sums("f(x, y) = x^2 + 2 y^2", size=TITLE)
        scene.add(formula.shift(at(-HALF_WIDTH + 0.04 - formula.get_left()[0], 1)))


@case(defect="near-edge")
def number_in_the_corner(scene: Scene) -> None:
    number = Typst("17", font_size=48)
    scene.add(Typst("a page", font_size=60))
    scene.add(number.to_corner(DOWN + RIGHT, buff=0.04))


@case(defect="near-edge")
def word_comes_to_rest_at_the_right(scene: Scene) -> None:
    with dark(scene):
        word = words("descent", 0, -1, size=TITLE)
        scene.add(word)
        scene.play(word.animate.shift(at(HALF_WIDTH - 0.05 - word.get_right()[0], 0)), run_time=1)
        scene.wait(1)


@case(defect="near-edge", scene_class=MovingCameraScene)
def camera_leaves_a_word_at_its_edge(scene: MovingCameraScene) -> None:
    with dark(scene):
        word = words("saddle", 0, 0, size=TITLE)
        scene.add(word, Line(at(2, -1), at(5, 1), color="#67c0fa"))
        edge = word.get_left()[0] - 0.04
        scene.play(scene.camera.frame.animate.move_to(at(edge + HALF_WIDTH, 0)), run_time=1)
        scene.wait(1)


@lecture_case(defect="near-edge")
class RemarkOnTheLastLine(LectureScene):
    """A remark so low that its descenders all but touch the frame."""

    @beat("One remark is left, far below.")
    def show(self) -> None:
        """Show the remark."""
        remark = text("lengths are not to scale").shift(3 * LEFT)
        remark.shift(at(0, -HALF_HEIGHT + 0.04 - remark.get_bottom()[1]))
        self.play(FadeIn(remark), FadeIn(title_bar("How long is it?")), run_time=QUICK)


# -- too small --------------------------------------------------------------------------------


@case(defect="text-too-small")
def footnote_in_tiny_type(scene: Scene) -> None:
    scene.add(Typst("the chain rule", font_size=60))
    scene.add(Typst("valid wherever both functions are smooth", font_size=14).shift(2 * DOWN))


@case(defect="text-too-small")
def labels_shrank_with_their_drawing(scene: Scene) -> None:
    with light(scene):
        plane = square_plane(names=("x", "y"))
        picture = VGroup(plane, LevelCurves(plane, BOWL))
        scene.add(picture.scale(0.45), words("level curves", 0, 3))


@case(defect="text-too-small", scene_class=MovingCameraScene)
def camera_moves_too_far_away(scene: MovingCameraScene) -> None:
    with dark(scene):
        scene.add(parabola(), words("lowest point", 0, -2.6))
        scene.play(scene.camera.frame.animate.scale(2.6), run_time=1)
        scene.wait(1)


@case(defect="text-too-small")
def formula_turns_into_a_tiny_one(scene: Scene) -> None:
    first = MathTypst("f(x) = sum_(k = 0)^oo a_k x^k", font_size=60)
    second = MathTypst("f(x) = a_0 + a_1 x + a_2 x^2 + dots.c", font_size=16)
    scene.add(first)
    scene.play(Transform(first, second), run_time=1)
    scene.wait(1)


@case(defect="text-too-small")
def reading_of_a_far_instrument(scene: Scene) -> None:
    with dark(scene):
        dial = VGroup(Circle(radius=1, color="#a5b1c2"), Figure(5.942, size=LABEL))
        dial[1].move_to(dial[0])
        scene.add(dial.scale(0.4), words("the meter", 0, 2))


@case(defect="text-too-small")
def names_squeezed_into_boxes(scene: Scene) -> None:
    boxes = VGroup()
    for k, name in enumerate(("input", "weights", "loss")):
        box = Rectangle(width=0.9, height=0.5, color="#5cf0e2").move_to(at(2 * k - 2, 0))
        boxes.add(box, Typst(name, font_size=15).move_to(box))
    scene.add(boxes)


@lecture_case(defect="text-too-small")
class SmallPrintInTheColumn(LectureScene):
    """A long remark, shrunk until it fits."""

    @beat("And then there is the small print, which nobody can read.")
    def show(self) -> None:
        """Show it."""
        remark = text("we assume that every function here has two derivatives that are continuous")
        self.play(FadeIn(remark.scale_to_fit_width(3.4).move_to(at(3, 0))), run_time=QUICK)


# -- contrast ---------------------------------------------------------------------------------


@case(defect="low-contrast")
def grey_words_on_a_dark_ground(scene: Scene) -> None:
    with dark(scene):
        scene.add(words("read this if you can", color="#2c3440"), parabola(foot=-3))


@case(defect="low-contrast")
def yellow_formula_on_white(scene: Scene) -> None:
    with light(scene):
        scene.add(sums("nabla f = (2 x, 4 y)", size=TITLE, color="#fddc3a"))


@case(defect="low-contrast")
def label_in_the_colour_of_its_panel(scene: Scene) -> None:
    panel = Rectangle(width=5, height=2, fill_color="#2a5296", fill_opacity=1, stroke_width=0)
    scene.add(panel, Typst("sea level", font_size=60, color="#1b3f7d"))


@case(defect="low-contrast")
def curve_nearly_as_dark_as_the_paper(scene: Scene) -> None:
    with dark(scene):
        scene.add(parabola(color="#1d2733"), cross_of_axes(), words("the loss", 2, 2))


@case(defect="low-contrast")
def formula_faded_to_a_ghost(scene: Scene) -> None:
    with dark(scene):
        formula = sums("(partial f) / (partial x) = 2 x", size=TITLE)
        scene.add(formula)
        scene.play(formula.animate.set_opacity(0.15), run_time=1)
        scene.wait(1)


@case(defect="low-contrast")
def white_words_on_a_pale_disc(scene: Scene) -> None:
    scene.add(
        Circle(radius=2.2, fill_color="#e6e9b0", fill_opacity=1, stroke_width=0),
        Typst("minimum", font_size=60, color="#ffffff"),
    )


@case(defect="low-contrast")
def panel_slides_behind_dark_words(scene: Scene) -> None:
    with light(scene):
        panel = Square(3, fill_color="#3a3f4a", fill_opacity=1, stroke_width=0).move_to(at(-5.2, 0))
        scene.add(panel, words("valley", 1.5, 0, size=TITLE))
        scene.play(panel.animate.move_to(at(1.5, 0)), run_time=1)
        scene.wait(1)


@case(defect="low-contrast")
def pale_ellipse_on_pale_paper(scene: Scene) -> None:
    with light(scene):
        scene.add(Ellipse(width=7, height=4, color="#ecebe4", stroke_width=5), words("a level set"))


@case(defect="low-contrast")
def axes_drawn_in_shadow(scene: Scene) -> None:
    axes = Axes(x_range=[-3, 3], y_range=[-2, 2], x_length=8, y_length=5).set_color("#171b20")
    scene.add(axes, FunctionGraph(np.sin, x_range=(-3, 3), color="#fddc3a"))


@lecture_case(defect="low-contrast")
class ResultInFadedInk(LectureScene):
    """A result that never fades in all the way."""

    @beat("This number is the result, and nobody sees it.")
    def show(self) -> None:
        """Show it faintly."""
        reading = place(ReadOut("abs(nabla f)", 2.24), SIDE).set_opacity(0.2)
        self.play(FadeIn(text("the result", size=TITLE).shift(5 * LEFT)), Create(parabola()))
        self.play(FadeIn(reading), run_time=QUICK)
