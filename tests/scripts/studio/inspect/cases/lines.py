"""Lines across texts to which they don't belong."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    PI,
    RIGHT,
    UP,
    Arrow,
    Axes,
    Circle,
    Create,
    DashedLine,
    FunctionGraph,
    Line,
    MathTypst,
    Rectangle,
    Scene,
    Typst,
    ValueTracker,
    VGroup,
    always_redraw,
)

from scenes.kit.graphs import Graph
from scenes.kit.levels import LevelCurves
from scenes.kit.theme import use_theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import (
    BOWL,
    DARK_PAPER,
    LIGHT_PAPER,
    paper,
    square_plane,
    wide_plane,
)

KIND = "text-over-line"


@case(defect=KIND)
def sine_through_its_name(scene: Scene) -> None:
    curve = FunctionGraph(np.sin, x_range=(-5, 5), color="#67c0fa")
    scene.add(curve, MathTypst("y = sin(x)").move_to(curve.point_from_proportion(0.3)))


@case(defect=KIND)
def arrow_through_a_word(scene: Scene) -> None:
    scene.add(Typst("learning rate"), Arrow(2.5 * LEFT + DOWN, 2.5 * RIGHT + UP, color="#fddc3a"))


@case(defect=KIND)
def axis_through_a_formula(scene: Scene) -> None:
    axes = Axes(x_range=[-4, 4], y_range=[-2, 2], x_length=9, y_length=5, tips=False)
    scene.add(axes, MathTypst("L(w, b) = 1/n sum_i r_i^2").move_to(axes.c2p(0, 1)))


@case(defect=KIND)
def circle_through_its_caption(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    circle = Circle(1.6, color="#005eaf")
    scene.add(circle, Typst("unit ball", color="#1b2430").move_to(circle.get_right()))


@case(defect=KIND)
def frame_too_narrow_for_its_text(scene: Scene) -> None:
    """The box was made for a shorter text; its sides cut the first and last letters."""
    words = Typst("steepest descent")
    box = Rectangle(width=words.width - 0.5, height=1, color="#fddc3a")
    scene.add(VGroup(words, box))


@case(defect=KIND)
def dashed_line_across_a_number(scene: Scene) -> None:
    line = DashedLine(4 * LEFT, 4 * RIGHT, color="#7fd18b")
    scene.add(line, MathTypst("13.403", font_size=60).move_to(line.get_center() + 0.05 * UP))


@case(defect=KIND)
def level_curve_under_a_bare_label(scene: Scene) -> None:
    """The number of a level stands on its curve without a plate."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    curves = LevelCurves(plane, BOWL, [0.5, 1.5, 3.0])
    label = math("c", size=0.46).move_to(plane.to_screen((0.0, np.sqrt(0.75))))
    scene.add(plane, VGroup(curves, label))


@case(defect=KIND)
def graph_through_the_remark(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        plane = wide_plane(grid=False)
        graph = Graph(plane, lambda x: x**2 / 4)
        remark = text("flat here").move_to(plane.to_screen((1.9, 0.9)))
    scene.add(plane, graph, remark)


@case(defect=KIND)
def hand_stops_on_the_label(scene: Scene) -> None:
    """A hand that follows an angle ends on the name of a place."""
    angle = ValueTracker(0.0)
    hand = always_redraw(
        lambda: Line(
            ORIGIN,
            3 * np.array([np.cos(angle.get_value()), np.sin(angle.get_value()), 0]),
            color="#ff9fbd",
        )
    )
    label = Typst("steepest").move_to((1.2, 1.2, 0))
    scene.add(hand, label)
    scene.play(angle.animate.set_value(PI / 4), run_time=1)
    scene.wait(1)


@case(defect=KIND)
def curve_drawn_over_the_title(scene: Scene) -> None:
    title = Typst("What does one input do?", font_size=54).move_to(2.4 * UP)
    curve = FunctionGraph(lambda x: x**2 - 0.6, x_range=(-1.85, 1.85), color="#5cf0e2")
    scene.add(title)
    scene.play(Create(curve), run_time=0.8)
    scene.wait(1)


@case(defect=KIND)
def arrow_pushed_into_its_target(scene: Scene) -> None:
    """An arrow should point at a word and ends in the middle of it."""
    word = Typst("minimum", font_size=54)
    scene.add(word, Arrow(2.5 * UP + 2 * LEFT, 0.2 * RIGHT, buff=0, color="#fa8341"))


@case(defect=KIND)
def thin_line_along_a_line_of_text(scene: Scene) -> None:
    """Not an underline: a separator that was placed a little too high."""
    words = Typst("All other inputs are held still")
    rule = Line(5 * LEFT, 5 * RIGHT, stroke_width=2).move_to(words.get_center() + 0.06 * DOWN)
    scene.add(words, rule)
