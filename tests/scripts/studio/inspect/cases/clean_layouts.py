"""Texts and shapes that stand well with each other, however near."""

from __future__ import annotations

import itertools

import numpy as np
from manim import (
    DOWN,
    LEFT,
    PI,
    RIGHT,
    UP,
    Arrow,
    BackgroundRectangle,
    Brace,
    Circle,
    Dot,
    FunctionGraph,
    Line,
    MathTypst,
    NumberPlane,
    Polygon,
    Rectangle,
    RoundedRectangle,
    Scene,
    Square,
    SurroundingRectangle,
    Typst,
    Underline,
    VGroup,
)

from scenes.kit.theme import use_theme
from scenes.kit.typography import halo, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import DARK_PAPER, LIGHT_PAPER, paper


@case(defect=None)
def boxed_formula(scene: Scene) -> None:
    result = MathTypst("D_u f = 32 / sqrt(29)")
    scene.add(result, SurroundingRectangle(result, buff=0.15, color="#fff1b8"))


@case(defect=None)
def underlined_words(scene: Scene) -> None:
    words = Typst("unit vector", font_size=54)
    scene.add(words, Underline(words, color="#fddc3a"))


@case(defect=None)
def label_just_above_a_line(scene: Scene) -> None:
    line = Line(4 * LEFT, 4 * RIGHT, color="#67c0fa")
    scene.add(line, Typst("held still").next_to(line, UP, buff=0.07))


@case(defect=None)
def arrow_points_at_a_word(scene: Scene) -> None:
    word = Typst("minimum", font_size=54).shift(RIGHT + DOWN)
    arrow = Arrow(3 * LEFT + 2 * UP, word.get_corner(UP + LEFT) + 0.03 * UP, buff=0.1)
    scene.add(word, arrow.set_color("#7fd18b"))


@case(defect=None)
def brace_with_its_text(scene: Scene) -> None:
    line = Line(3 * LEFT, 3 * RIGHT, color="#d8edb4")
    brace = Brace(line, DOWN)
    scene.add(line, brace, MathTypst("h").next_to(brace, DOWN, buff=0.1))


@case(defect=None)
def words_in_a_filled_box(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    box = RoundedRectangle(width=6, height=1.6, fill_color="#14246e", fill_opacity=1)
    scene.add(box.set_stroke(width=0), Typst("a rate, not a length", color="#ffffff"))


@case(defect=None)
def words_inside_a_circle(scene: Scene) -> None:
    scene.add(Circle(2, color="#fa8341"), Typst("unit ball"))


@case(defect=None)
def words_that_fill_their_circle(scene: Scene) -> None:
    """Only a small gap is left between the ends of the word and the line."""
    word = Typst("Euclid", font_size=60)
    scene.add(word, Circle(word.width / 2 + 0.2, color="#67c0fa"))


@case(defect=None)
def plate_over_a_curve(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    curve = FunctionGraph(np.sin, x_range=(-5, 5), color="#5cf0e2")
    word = Typst("sine").move_to(curve.point_from_proportion(0.4))
    scene.add(curve, BackgroundRectangle(word, color=DARK_PAPER, fill_opacity=1, buff=0.1), word)


@case(defect=None)
def halo_over_a_faint_grid(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    grid = NumberPlane(
        x_range=[-5, 5],
        y_range=[-3, 3],
        background_line_style={"stroke_color": "#2a3544", "stroke_width": 1.5},
        axis_config={"stroke_color": "#2a3544", "stroke_width": 1.5},
    )
    scene.add(grid, halo(text("the map of the loss")))


@case(defect=None)
def curve_through_the_box_but_not_the_letters(scene: Scene) -> None:
    """An arch reaches into the gap of a text of two far lines."""
    lines = VGroup(Typst("above the curve"), Typst("below the curve").shift(2 * DOWN))
    curve = FunctionGraph(lambda x: -1 + 0.25 * np.sin(2 * x), x_range=(-4, 4), color="#fddc3a")
    scene.add(lines, curve)


@case(defect=None)
def line_between_two_columns(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    left = Typst("data space", color="#1b2430").shift(2 * LEFT)
    right = Typst("parameters", color="#1b2430").shift(2 * RIGHT)
    scene.add(VGroup(left, right), Line(2 * UP, 2 * DOWN, color="#6d7889"))


@case(defect=None)
def name_rotated_along_an_axis(scene: Scene) -> None:
    axis = Line(2.5 * DOWN, 2.5 * UP, color="#eceff4").shift(3 * LEFT)
    scene.add(axis, Typst("loss on the data").rotate(PI / 2).next_to(axis, LEFT, buff=0.15))


@case(defect=None)
def slanted_words_beside_a_slanted_line(scene: Scene) -> None:
    """Their bounding boxes overlap widely; the line stays a quarter of a unit away."""
    angle = np.arctan2(2.5, 6)
    line = Line((-3, -1.25, 0), (3, 1.25, 0), color="#39a678", stroke_width=5)
    words = Typst("tangent of slope five twelfths").rotate(angle)
    scene.add(line, words.shift(0.5 * np.array([-np.sin(angle), np.cos(angle), 0])))


@case(defect=None)
def triangle_around_a_number(scene: Scene) -> None:
    sides = Polygon((-3, -1.5, 0), (3, -1.5, 0), (0, 2.5, 0), color="#8f7df5")
    scene.add(sides, MathTypst("7", font_size=70).shift(0.4 * DOWN))


@case(defect=None)
def nested_groups_of_labelled_shapes(scene: Scene) -> None:
    cells = VGroup()
    for name, color in (("w", "#7586d6"), ("b", "#dbb185")):
        box = Square(1.6, color=color)
        cells.add(VGroup(box, MathTypst(name, font_size=60).move_to(box)))
    scene.add(VGroup(cells.arrange(RIGHT, buff=0.4)).shift(UP))


@case(defect=None)
def two_lines_with_good_leading(scene: Scene) -> None:
    scene.add(Typst("ascenders and descenders \\\n lodge tightly by habit", font_size=60))


@case(defect=None)
def accents_and_dots_in_one_word(scene: Scene) -> None:
    scene.add(Typst("naïve Übung, façade, Fréchet", font_size=54))


@case(defect=None)
def title_high_but_not_too_high(scene: Scene) -> None:
    title = Typst("Where does nothing change?", font_size=54).to_corner(UP + LEFT, buff=0.5)
    scene.add(title, Dot(color="#fddc3a"))


@case(defect=None)
def words_at_the_lower_end_of_the_safe_area(scene: Scene) -> None:
    scene.add(Typst("and nothing below it").move_to((0, -3.0, 0)))


@case(defect=None)
def panel_that_fills_the_whole_frame(scene: Scene) -> None:
    """A backdrop reaches to the edges of the frame, under a text far from them."""
    paper(scene, LIGHT_PAPER)
    backdrop = Rectangle(width=14.2, height=7.98, fill_color="#f4f2ee", fill_opacity=1)
    with use_theme("light"):
        words = text("a warmer paper")
    scene.add(backdrop.set_stroke(width=0), words)


@case(defect=None)
def diagram_of_three_boxes(scene: Scene) -> None:
    """Arrows run from box to box and touch no word."""
    words = ("inputs", "model", "loss")
    boxes = VGroup(
        *(
            VGroup(Rectangle(width=2.4, height=1.2, color="#a5b1c2"), Typst(word)).move_to(
                (4 * k - 4, 0, 0)
            )
            for k, word in enumerate(words)
        )
    )
    arrows = VGroup(
        *(
            Arrow(left.get_right(), right.get_left(), buff=0.05, color="#fddc3a")
            for left, right in itertools.pairwise(boxes)
        )
    )
    scene.add(boxes[0])
    scene.wait(1)
    scene.add(arrows[0], boxes[1])
    scene.wait(1)
    scene.add(arrows[1], boxes[2])
    scene.wait(1)
