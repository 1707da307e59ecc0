"""Things that leave the frame."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Axes,
    Circle,
    FunctionGraph,
    MathTypst,
    Rectangle,
    ReplacementTransform,
    Scene,
    Square,
    Typst,
    ValueTracker,
    VGroup,
)

from scenes.kit.arrows import GradientArrow
from scenes.kit.digits import Figure
from scenes.kit.theme import use_theme
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import (
    BOWL,
    DARK_PAPER,
    LIGHT_PAPER,
    paper,
    square_plane,
)

KIND = "out-of-frame"


@case(defect=KIND)
def title_wider_than_the_frame(scene: Scene) -> None:
    title = Typst("How does a function answer when all of its inputs are nudged together?")
    scene.add(title.scale_to_fit_width(15.2))


@case(defect=KIND)
def circle_cut_by_the_right_edge(scene: Scene) -> None:
    scene.add(Circle(1.5, color="#67c0fa").move_to((6.4, 0, 0)))


@case(defect=KIND)
def arrow_through_the_ceiling(scene: Scene) -> None:
    scene.add(Arrow(DOWN, 4.5 * UP + RIGHT, buff=0, color="#fddc3a"))


@case(defect=KIND)
def word_half_gone_at_the_left(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    scene.add(Typst("parameter space", color="#1b2430", font_size=60).move_to((-6.6, 1, 0)))


@case(defect=KIND)
def parabola_shoots_out(scene: Scene) -> None:
    scene.add(FunctionGraph(lambda x: x**2 - 2, x_range=(-3, 3), color="#5cf0e2"))


@case(defect=KIND)
def axes_taller_than_the_frame(scene: Scene) -> None:
    scene.add(Axes(x_range=[-3, 3], y_range=[-3, 3], x_length=9, y_length=9, tips=False))


@case(defect=KIND)
def square_stops_halfway_in(scene: Scene) -> None:
    square = Square(2, color="#fa8341").move_to((9, 0.5, 0))
    scene.add(Typst("Watch the right side"), square)
    scene.play(square.animate.move_to((7.2, 0.5, 0)), run_time=0.8)
    scene.wait(1)


@case(defect=KIND)
def word_leaves_and_stops_on_the_edge(scene: Scene) -> None:
    word = Typst("no longer needed", font_size=54)
    scene.add(word)
    scene.play(word.animate.shift(4.05 * DOWN), run_time=0.8)
    scene.wait(1)


@case(defect=KIND)
def formula_grows_out_of_the_frame(scene: Scene) -> None:
    short = MathTypst("norm(X w - y)^2", font_size=60)
    long = MathTypst(
        "(X w - y)^T (X w - y) = w^T X^T X w - 2 y^T X w + y^T y = sum_i (x_i^T w - y_i)^2",
        font_size=60,
    )
    scene.add(short)
    scene.play(ReplacementTransform(short, long), run_time=0.6)
    scene.wait(1)


@case(defect=KIND)
def gradient_arrow_far_too_long(scene: Scene) -> None:
    """The arrow is true to the gradient, which is longer than the frame is high."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    scene.add(plane, GradientArrow(plane, BOWL, (0.4, 1.0), scale=0.6))


@case(defect=KIND)
def number_runs_out_at_the_right(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    value = ValueTracker(2.0)
    with use_theme("light"):
        figure = Figure(2.0, places=3, size=0.9)
    figure.put((4.4, 0, 0)).follow(value.get_value)
    scene.add(figure)
    scene.play(value.animate.set_value(123456.789), run_time=0.8)
    scene.wait(1)


@case(defect=KIND)
def panel_below_the_frame(scene: Scene) -> None:
    panel = Rectangle(width=5, height=2, color="#8f7df5", fill_color="#18202b", fill_opacity=1)
    scene.add(panel.move_to((0, -3.4, 0)))


@case(defect=KIND)
def row_too_wide(scene: Scene) -> None:
    """The outer two of seven squares are only half inside."""
    scene.add(VGroup(*(Square(1.6, color="#46a9c9") for _ in range(7))).arrange(RIGHT, buff=0.65))


@case(defect=KIND)
def updater_drives_a_dot_over_the_edge(scene: Scene) -> None:
    way = ValueTracker(0.0)
    ball = Circle(0.4, color="#fddc3a", fill_opacity=0.8)
    ball.add_updater(
        lambda m: m.move_to(LEFT * way.get_value() + UP * np.sin(way.get_value())),
        call_updater=True,
    )
    scene.add(ball)
    scene.play(way.animate.set_value(7.05), run_time=0.8)
    scene.wait(1)
