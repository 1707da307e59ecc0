"""Texts that almost touch the edge of the frame."""

from __future__ import annotations

from manim import (
    DL,
    DOWN,
    LEFT,
    RIGHT,
    UP,
    UR,
    Arrow,
    MathTypst,
    Rectangle,
    Scene,
    Square,
    Typst,
    VGroup,
    Write,
)

from scenes.kit.digits import Figure
from scenes.kit.theme import use_theme
from scenes.kit.typography import text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import DARK_PAPER, LIGHT_PAPER, paper

KIND = "near-edge"


@case(defect=KIND)
def title_under_the_very_top(scene: Scene) -> None:
    scene.add(Typst("What stays the same?", font_size=54).to_edge(UP, buff=0.06))


@case(defect=KIND)
def note_at_the_left_edge(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        note = text("first, hold y still")
    scene.add(note.to_edge(LEFT, buff=0.08))


@case(defect=KIND)
def source_in_the_corner(scene: Scene) -> None:
    scene.add(Typst("Stewart, 14.6").to_corner(UR, buff=0.07))


@case(defect=KIND)
def formula_on_the_floor(scene: Scene) -> None:
    formula = MathTypst("nabla f = (f_x, f_y)").to_edge(DOWN, buff=0.05)
    scene.play(Write(formula), run_time=0.6)
    scene.wait(1)


@case(defect=KIND)
def label_pushed_to_the_edge_by_its_shape(scene: Scene) -> None:
    shape = Square(1.6, color="#67c0fa").move_to((3.9, 1, 0))
    label = Typst("the input").next_to(shape, RIGHT, buff=0.1)
    label.shift(RIGHT * (7.04 - label.get_right()[0]))
    scene.add(shape, label)


@case(defect=KIND)
def long_sentence_from_edge_to_edge(scene: Scene) -> None:
    line = Typst("The gradient is orthogonal to the level curve at every point of it")
    scene.add(line.scale_to_fit_width(14.05))


@case(defect=KIND)
def read_out_in_the_lower_left_corner(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    figure = Figure(32.5, places=2, size=0.6)
    scene.add(figure.to_corner(DL, buff=0.06))


@case(defect=KIND)
def name_slides_to_the_edge(scene: Scene) -> None:
    name = Typst("saddle", font_size=54)
    arrow = Arrow(2 * LEFT + DOWN, 2 * RIGHT + DOWN, color="#7fd18b")
    scene.add(name, arrow)
    scene.play(name.animate.to_edge(RIGHT, buff=0.05), run_time=0.8)
    scene.wait(1)


@case(defect=KIND)
def boxed_result_low_in_the_frame(scene: Scene) -> None:
    """The box is fully visible, the text in it almost touches the edge."""
    result = MathTypst("32 / sqrt(29)", font_size=44)
    box = Rectangle(width=6, height=result.height + 0.24, stroke_width=1, color="#fff1b8")
    group = VGroup(box, result).to_edge(DOWN, buff=0.02)
    scene.add(group)
