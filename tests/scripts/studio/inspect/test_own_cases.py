"""Small scenes that the inspector's author wrote while building it (the benchmark is blind)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import (
    BLACK,
    BLUE,
    BLUE_E,
    DOWN,
    GREY_D,
    LEFT,
    ORIGIN,
    PI,
    RIGHT,
    TAU,
    UL,
    UP,
    UR,
    WHITE,
    YELLOW,
    AnnotationDot,
    Arrow,
    Axes,
    Brace,
    Circle,
    Create,
    Cross,
    DashedLine,
    DecimalNumber,
    Dot,
    FadeIn,
    FadeOut,
    FunctionGraph,
    Line,
    MathTypst,
    NumberPlane,
    Rectangle,
    ReplacementTransform,
    Scene,
    Square,
    SurroundingRectangle,
    Table,
    Text,
    Transform,
    Typst,
    Underline,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
    linear,
    tempconfig,
)

from scripts.studio.inspect import inspect_scene

Fill = Callable[[Any], None]
CASES: list[tuple[str | None, Fill]] = []


def own(defect: str | None) -> Callable[[Fill], Fill]:
    def keep(fill: Fill) -> Fill:
        CASES.append((defect, fill))
        return fill

    return keep


# -- text over text -------------------------------------------------------------------------


@own("text-over-text")
def two_words_overlap(scene: Scene) -> None:
    scene.add(Text("gradient"), Text("descent").shift(0.3 * RIGHT + 0.2 * UP))


@own("text-over-text")
def formula_over_its_title(scene: Scene) -> None:
    scene.add(Typst("The chain rule"), MathTypst("frac(dif f, dif x) = 2 x").shift(0.3 * DOWN))


@own("text-over-text")
def fade_in_over_what_stays(scene: Scene) -> None:
    first = Typst("first words")
    scene.play(FadeIn(first))
    scene.play(FadeIn(Typst("second words").shift(0.1 * DOWN)))


@own(None)
def cross_fade(scene: Scene) -> None:
    first, second = Typst("first words"), Typst("second words")
    scene.play(FadeIn(first))
    scene.play(FadeOut(first), FadeIn(second))
    scene.play(ReplacementTransform(second, Typst("third words")))


@own(None)
def plate_hides_the_old_text(scene: Scene) -> None:
    plate = Rectangle(width=5, height=2, fill_color=BLACK, fill_opacity=1, stroke_width=0)
    scene.add(Typst("the old one"), plate, Typst("new"))


@own(None)
def transparent_text_is_not_there(scene: Scene) -> None:
    scene.add(Text("one"), Text("other").set_opacity(0))


# -- text over lines ------------------------------------------------------------------------


@own("text-over-line")
def line_through_a_word(scene: Scene) -> None:
    scene.add(Line(2 * LEFT, 2 * RIGHT), Typst("slope"))


@own("text-over-line")
def line_through_the_gap_between_words(scene: Scene) -> None:
    scene.add(Typst("two words"), Line(2 * DOWN, 2 * UP))


@own("text-over-line")
def curve_through_a_label(scene: Scene) -> None:
    scene.add(FunctionGraph(np.sin), Typst("$sin x$").move_to(UP + RIGHT * PI / 2))


@own("text-over-line")
def line_in_front_of_the_plate(scene: Scene) -> None:
    label = Typst("label")
    label.add_background_rectangle(opacity=1)
    scene.add(label, Line(2 * LEFT, 2 * RIGHT))


@own("text-over-line")
def arrow_tip_in_a_word(scene: Scene) -> None:
    scene.add(Typst("minimum"), Arrow(3 * LEFT, 0.3 * LEFT, buff=0))


@own("text-over-line")
def outline_of_a_narrow_box(scene: Scene) -> None:
    scene.add(Square(1.0), Typst("too wide a text"))


@own("text-over-line")
def rotated_text_on_a_line(scene: Scene) -> None:
    scene.add(Typst("steepest").rotate(PI / 5), Line(2 * LEFT, 2 * RIGHT))


@own(None)
def line_at_a_small_gap(scene: Scene) -> None:
    line = Line(2 * LEFT, 2 * RIGHT)
    scene.add(line, Typst("graph").next_to(line, UP, buff=0.08))


@own(None)
def curve_through_the_empty_corner(scene: Scene) -> None:
    formula = MathTypst("x = frac(a + b, c)")
    scene.add(formula, Line(formula.get_corner(UL) + 0.15 * DOWN + LEFT, formula.get_corner(UL)
                            + 0.15 * DOWN + 0.2 * RIGHT))  # fmt: skip


@own(None)
def plate_between_line_and_text(scene: Scene) -> None:
    label = Typst("label")
    label.add_background_rectangle()
    scene.add(Line(2 * LEFT, 2 * RIGHT), label)


@own(None)
def boxed_and_underlined_and_braced(scene: Scene) -> None:
    formula = MathTypst("sqrt(x^2 + y^2) = frac(1, 2)")
    below = Typst("named").shift(2 * DOWN)
    brace = Brace(formula, DOWN)
    scene.add(formula, SurroundingRectangle(formula), brace, below, Underline(below))


@own(None)
def crossed_out_on_purpose(scene: Scene) -> None:
    wrong = Typst("wrong")
    scene.add(wrong, Cross(wrong))


@own(None)
def text_inside_shapes(scene: Scene) -> None:
    circle = Circle(1.5, color=BLUE, fill_opacity=0.5)
    scene.add(circle, Typst("inside"))


@own(None)
def faint_grid_behind_text(scene: Scene) -> None:
    plane = NumberPlane(background_line_style={"stroke_opacity": 0.25})
    plane.axes.set_stroke(opacity=0.0)
    scene.add(plane, Typst("on the grid").shift(0.4 * UR))


@own(None)
def table_with_lines(scene: Scene) -> None:
    scene.add(Table([["1", "2"], ["3", "4"]], include_outer_lines=True))


@own(None)
def axes_with_labels(scene: Scene) -> None:
    axes = Axes(x_range=(-3, 3), y_range=(-2, 2), x_length=8, y_length=5)
    labels = VGroup(*(Typst(str(k), font_size=30).next_to(axes.c2p(k, 0), DOWN, buff=0.15)
                      for k in (-2, -1, 1, 2)))  # fmt: skip
    curve = axes.plot(lambda x: x**3 / 10)
    dot = Dot(axes.c2p(2, 0.8), color=YELLOW)
    scene.add(axes, labels, curve, dot, Typst("$P$").next_to(dot, UL, buff=0.1))


@own(None)
def arrow_pointing_at_text(scene: Scene) -> None:
    word = Typst("here")
    scene.add(word, Arrow(4 * LEFT, word.get_left(), buff=0.1))


# -- covered ----------------------------------------------------------------------------------


@own("text-covered")
def square_over_half_a_text(scene: Scene) -> None:
    scene.add(Typst("half hidden"), Square(1.0, fill_opacity=1, stroke_width=0).shift(0.8 * RIGHT))


# -- frame ------------------------------------------------------------------------------------


@own("out-of-frame")
def text_over_the_edge(scene: Scene) -> None:
    scene.add(Typst("a long title").move_to(7 * RIGHT))


@own("out-of-frame")
def curve_leaves_the_frame(scene: Scene) -> None:
    scene.add(FunctionGraph(lambda x: x * x, x_range=(-3, 3)))


@own("out-of-frame")
def moved_out_in_the_end(scene: Scene) -> None:
    square = Square()
    scene.play(square.animate.shift(7 * RIGHT))


@own("near-edge")
def text_at_the_edge(scene: Scene) -> None:
    scene.add(Typst("title").to_edge(UP, buff=0.03))


@own(None)
def backdrop_and_things_outside(scene: Scene) -> None:
    scene.add(NumberPlane(x_range=(-9, 9), y_range=(-5, 5),
                          background_line_style={"stroke_opacity": 0.2}))  # fmt: skip
    scene.add(Square().shift(20 * RIGHT), Dot().shift(5 * UP))


@own(None)
def enters_from_outside(scene: Scene) -> None:
    scene.play(FadeIn(Square(), shift=6 * RIGHT))


# -- size -------------------------------------------------------------------------------------


@own("text-too-small")
def small_typst(scene: Scene) -> None:
    scene.add(Typst("tiny", font_size=20))


@own("text-too-small")
def small_pango(scene: Scene) -> None:
    scene.add(Text("tiny").scale(0.35))


@own("text-too-small")
def scaled_and_turned(scene: Scene) -> None:
    scene.add(VGroup(Typst("tiny").rotate(PI / 2), Square()).scale(0.45))


@own("text-too-small")
def small_number(scene: Scene) -> None:
    scene.add(DecimalNumber(3.14, mob_class=Typst, font_size=18))


@own(None)
def subscripts_are_smaller(scene: Scene) -> None:
    scene.add(MathTypst("x_(i j)^2 + sum_(k=1)^n a_k", font_size=28))
    scene.add(Text("just enough", font_size=21).shift(DOWN))
    scene.add(Typst("xyz", font_size=27).shift(UP))


@own(None)
def transformed_text_keeps_its_size(scene: Scene) -> None:
    text = Typst("one")
    scene.add(text)
    scene.play(Transform(text, Typst("acres", font_size=28)))


# -- contrast ---------------------------------------------------------------------------------


@own("low-contrast")
def dark_text(scene: Scene) -> None:
    scene.add(Typst("dark", color=GREY_D))


@own("low-contrast")
def white_on_yellow(scene: Scene) -> None:
    scene.add(Rectangle(width=4, height=2, fill_color=YELLOW, fill_opacity=1, stroke_width=0))
    scene.add(Typst("white", color=WHITE))


@own("low-contrast")
def half_on_white(scene: Scene) -> None:
    plate = Rectangle(width=3, height=2, fill_color=WHITE, fill_opacity=1, stroke_width=0)
    scene.add(plate.shift(1.5 * RIGHT), Typst("half and half"))


@own("low-contrast")
def dark_curve(scene: Scene) -> None:
    scene.add(FunctionGraph(np.sin, color=GREY_D))


@own(None)
def dark_text_on_light(scene: Scene) -> None:
    scene.add(Rectangle(width=4, height=2, fill_color=WHITE, fill_opacity=1))
    scene.add(Typst("dark", color=BLUE_E))


@own(None)
def thin_strokes_are_judged_by_colour(scene: Scene) -> None:
    scene.add(Line(LEFT, RIGHT + 0.37 * UP, stroke_width=1))
    scene.add(Typst("thin", font_size=27).shift(DOWN))


@own(None)
def dashes_and_dots(scene: Scene) -> None:
    scene.add(DashedLine(2 * LEFT, 2 * RIGHT, stroke_opacity=0.3), Dot(), AnnotationDot(UP))


# -- novelty ----------------------------------------------------------------------------------


@own("too-many-new")
def five_texts_at_once(scene: Scene) -> None:
    texts = [Typst(f"idea number {k}").shift((2 - k) * UP) for k in range(5)]
    scene.play(*[FadeIn(text) for text in texts])


@own("too-many-new")
def five_squares_at_once(scene: Scene) -> None:
    squares = [Square(1).shift(2.5 * (k - 2) * RIGHT) for k in range(5)]
    scene.play(*[Create(square) for square in squares])


@own(None)
def one_after_the_other(scene: Scene) -> None:
    for k in range(5):
        scene.play(Write(Typst(f"idea number {k}").shift((2 - k) * UP)), run_time=0.8)


@own(None)
def plot_with_labels_at_once(scene: Scene) -> None:
    axes = Axes(x_range=(-3, 3), y_range=(-2, 2), x_length=8, y_length=5)
    curve, dot = axes.plot(np.sin), Dot(axes.c2p(1, np.sin(1)))
    label = Typst("$f$").next_to(dot, UP)
    title = Typst("A curve").to_edge(UP)
    scene.play(*[FadeIn(thing) for thing in (axes, curve, dot, label, title)])


# -- moments inside -----------------------------------------------------------------------------


@own("text-over-line")
def follower_runs_through_a_text(scene: Scene) -> None:
    time = ValueTracker(0.0)
    hand = always_redraw(lambda: Line(ORIGIN, 3 * np.array([np.cos(time.get_value()),
                                                        np.sin(time.get_value()), 0])))  # fmt: skip
    scene.add(hand, Typst("north").move_to(2 * UP))
    scene.play(time.animate.set_value(TAU * 0.45), run_time=5, rate_func=linear)


CASES_BY_NAME = {fill.__name__: (defect, fill) for defect, fill in CASES}


@pytest.mark.parametrize("name", list(CASES_BY_NAME))
def test_own_case(name: str, media_directory: Path) -> None:
    defect, fill = CASES_BY_NAME[name]
    with tempconfig({"media_dir": str(media_directory)}):
        report = inspect_scene(type(name, (Scene,), {"construct": fill}))
    kinds = {finding.kind for finding in report.findings}
    assert kinds == ({defect} if defect else set()), report.lines()
