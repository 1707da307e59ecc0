"""Opaque things over texts."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    Dot,
    FadeIn,
    ManimColor,
    MathTypst,
    Polygon,
    Rectangle,
    Scene,
    Square,
    Typst,
    VGroup,
)

from scenes.kit.levels import LevelCurves
from scenes.kit.theme import theme
from scenes.kit.typography import text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import (
    BOWL,
    DARK_PAPER,
    LIGHT_PAPER,
    paper,
    square_plane,
)

KIND = "text-covered"


@case(defect=KIND)
def square_over_half_a_word(scene: Scene) -> None:
    word = Typst("partial derivative", font_size=60)
    scene.add(word, Square(1.2, color="#67c0fa", fill_opacity=1).next_to(word, RIGHT, buff=-1.0))


@case(defect=KIND)
def disc_over_a_letter(scene: Scene) -> None:
    formula = MathTypst("nabla f = (2 x, 4 y)", font_size=70)
    scene.add(formula, Dot(formula.get_center() + 0.4 * RIGHT, radius=0.25, color="#fa8341"))


@case(defect=KIND)
def panel_fades_in_over_a_sentence(scene: Scene) -> None:
    sentence = Typst("The slice is a curve of one variable")
    panel = Rectangle(width=3, height=2, fill_color="#263445", fill_opacity=1, stroke_width=0)
    scene.add(sentence)
    scene.play(FadeIn(panel.shift(1.5 * LEFT)), run_time=0.6)
    scene.wait(1)


@case(defect=KIND)
def background_plate_over_a_neighbour(scene: Scene) -> None:
    """The plate behind one label has the paper's colour and eats the end of another label."""
    paper(scene, DARK_PAPER)
    first = text("data space", size=0.56)
    second = text("parameter space", size=0.56).next_to(first, RIGHT, buff=0.35)
    plate = Rectangle(
        width=second.width + 1.9,
        height=1,
        fill_color=theme().background,
        fill_opacity=1,
        stroke_width=0,
    ).move_to(second)
    scene.add(first, plate, second)


@case(defect=KIND)
def area_under_a_curve_over_its_formula(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    x = np.linspace(-3, 3, 40)
    top = np.stack([x, 2 - x**2 / 4, 0 * x], axis=1)
    area = Polygon(
        (-3, -1.5, 0), *top, (3, -1.5, 0), fill_color="#2a5296", fill_opacity=1, stroke_width=0
    )
    label = MathTypst("integral f(x) dif x", color="#1b2430").move_to((3.0, -0.4, 0))
    scene.add(label, area)


@case(defect=KIND)
def picture_over_the_caption(scene: Scene) -> None:
    ink = [[120 + 15 * ((row * column + row) % 8) for column in range(8)] for row in range(8)]
    picture = VGroup(
        *(
            Square(0.375, fill_color=ManimColor((gray, gray, gray)), fill_opacity=1, stroke_width=0)
            for row in ink
            for gray in row
        )
    ).arrange_in_grid(8, 8, buff=0)
    caption = Typst("a handwritten three").next_to(picture, DOWN, buff=-0.25)
    scene.add(caption, picture)


@case(defect=KIND)
def circle_moves_onto_a_word(scene: Scene) -> None:
    word = Typst("valley", font_size=60).shift(2 * RIGHT)
    ball = Circle(0.5, color="#7fd18b", fill_opacity=1).shift(3 * LEFT + UP)
    scene.add(word, ball)
    scene.play(ball.animate.move_to(word.get_left() + 0.3 * RIGHT), run_time=0.8)
    scene.wait(1)


@case(defect=KIND)
def label_plate_over_a_tick_label(scene: Scene) -> None:
    """The plate of a level's number was dragged over a tick label of the axis."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    curves = LevelCurves(plane, BOWL, [1.0, 3.0])
    remark = text("low", size=0.4)
    plate = Rectangle(width=1.2, height=0.5, fill_color="#263445", fill_opacity=1, stroke_width=0)
    remark.move_to(plane.y_labels[1].get_center() + 0.75 * LEFT)
    plate.move_to(remark).shift(0.25 * RIGHT)
    scene.add(plane, curves, plate, remark)
