"""Motion that passes through states which would be defects if they lasted."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    TAU,
    UP,
    Arrow,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    FunctionGraph,
    MathTypst,
    Rectangle,
    ReplacementTransform,
    Scene,
    Square,
    Transform,
    Typst,
    ValueTracker,
    Write,
    always_redraw,
)

from scenes.kit.theme import use_theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import DARK_PAPER, LIGHT_PAPER, paper


@case(defect=None)
def cross_fade_at_one_place(scene: Scene) -> None:
    old, new = Typst("First we hold y still"), Typst("Then we hold x still")
    scene.add(old)
    scene.wait(0.5)
    scene.play(FadeOut(old), FadeIn(new), run_time=0.6)
    scene.wait(0.5)


@case(defect=None)
def formula_becomes_another(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        first, second = math("f(x, y) = x^2 y"), math("(partial f) / (partial x) = 2 x y")
    scene.add(first)
    scene.wait(0.5)
    scene.play(ReplacementTransform(first, second), run_time=0.6)
    scene.wait(0.5)


@case(defect=None)
def copy_of_a_term_moves_down(scene: Scene) -> None:
    formula = MathTypst("nabla f = (2 x, 4 y)").shift(UP)
    below = MathTypst("f_x = 2 x").shift(DOWN)
    scene.add(formula)
    scene.play(Transform(formula.copy(), below), run_time=0.6)
    scene.wait(0.5)


@case(defect=None)
def words_slide_in_from_the_left(scene: Scene) -> None:
    words = Typst("here comes the step", font_size=54).shift(11 * LEFT)
    scene.add(words)
    scene.play(words.animate.move_to(ORIGIN), run_time=0.8)
    scene.wait(0.5)


@case(defect=None)
def square_slides_out_wholly(scene: Scene) -> None:
    square = Square(1.5, color="#fa8341")
    scene.add(square)
    scene.play(square.animate.shift(9 * RIGHT), run_time=0.8)
    scene.wait(0.5)


@case(defect=None)
def written_and_taken_away(scene: Scene) -> None:
    words = Typst("for a moment only", font_size=54)
    scene.play(Write(words), run_time=0.7)
    scene.play(FadeOut(words), run_time=0.4)
    scene.play(Create(Circle(1, color="#67c0fa")), run_time=0.5)
    scene.wait(0.5)


@case(defect=None)
def hand_turns_around_a_dial(scene: Scene) -> None:
    """The hand is shorter than the way to the label outside the dial."""
    angle = ValueTracker(0.1)
    hand = always_redraw(
        lambda: Arrow(
            ORIGIN,
            1.8 * np.array([np.cos(angle.get_value()), np.sin(angle.get_value()), 0]),
            buff=0,
            color="#ff9fbd",
        )
    )
    scene.add(Circle(2, color="#a5b1c2"), hand, MathTypst("theta").move_to((2.5, 0.5, 0)))
    scene.play(angle.animate.set_value(TAU - 0.1), run_time=1)
    scene.wait(0.5)


@case(defect=None)
def label_rides_on_a_dot(scene: Scene) -> None:
    along = ValueTracker(-3.0)
    curve = FunctionGraph(lambda x: np.sin(x) - 0.5, x_range=(-4, 4), color="#5cf0e2")
    dot = Dot(color="#fddc3a")
    dot.add_updater(
        lambda m: m.move_to(curve.get_point_from_function(along.get_value())), call_updater=True
    )
    label = MathTypst("P").add_updater(lambda m: m.move_to(dot.get_center() + 0.9 * UP))
    label.update()
    scene.add(curve, dot, label)
    scene.play(along.animate.set_value(0.2), run_time=1)
    scene.wait(0.5)


@case(defect=None)
def words_under_a_pane_of_no_opacity(scene: Scene) -> None:
    """Pane and second text are there, but wholly transparent."""
    words = Typst("only this can be seen")
    ghost = Typst("and this can not").set_opacity(0)
    pane = Rectangle(width=6, height=2, fill_color="#fa8341", fill_opacity=0, stroke_opacity=0)
    scene.add(words, ghost, pane)


@case(defect=None)
def ghost_fades_in_after_its_forerunner_left(scene: Scene) -> None:
    old, new = Typst("before"), Typst("after").set_opacity(0)
    scene.add(old, new)
    scene.wait(0.5)
    scene.play(FadeOut(old), run_time=0.4)
    scene.play(new.animate.set_opacity(1), run_time=0.4)
    scene.wait(0.5)


@case(defect=None)
def things_waiting_outside(scene: Scene) -> None:
    """A formula and a small text wait wholly outside the frame."""
    scene.add(
        Circle(1, color="#7fd18b"),
        MathTypst("x^2").move_to((12, 0, 0)),
        Typst("notes", font_size=12).move_to((0, -7, 0)),
    )


@case(defect=None)
def shape_turns_into_a_shape_around_words(scene: Scene) -> None:
    words = Typst("the level set")
    shape = Square(5, color="#8f7df5")
    scene.add(words, shape)
    scene.play(Transform(shape, Circle(2.2, color="#8f7df5")), run_time=0.7)
    scene.wait(0.5)


@case(defect=None)
def four_things_one_after_the_other(scene: Scene) -> None:
    """In the end four stand there, but they came one by one."""
    paper(scene, DARK_PAPER)
    for k, word in enumerate(("step", "look", "turn", "again")):
        scene.play(FadeIn(text(word).move_to((-4.5 + 3 * k, 0, 0))), run_time=0.4)
        scene.wait(1)


@case(defect=None)
def formula_grows_within_the_frame(scene: Scene) -> None:
    formula = MathTypst("norm(X w - y)^2")
    scene.add(formula)
    scene.play(formula.animate.scale(3), run_time=0.6)
    scene.wait(0.5)
