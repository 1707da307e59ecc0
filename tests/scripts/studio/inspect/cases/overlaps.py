"""Texts over texts."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    FadeIn,
    MathTypst,
    NumberLine,
    Scene,
    Square,
    Typst,
    ValueTracker,
    VGroup,
)

from scenes.kit.arrows import Arrow
from scenes.kit.digits import Figure
from scenes.kit.theme import use_theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import DARK_PAPER, LIGHT_PAPER, paper

KIND = "text-over-text"


@case(defect=KIND)
def lines_too_close(scene: Scene) -> None:
    """Two lines of a paragraph are set with almost no leading."""
    first = Typst("The gradient points uphill")
    second = Typst("The step goes the other way").next_to(first, DOWN, buff=-0.22)
    scene.add(VGroup(first, second))


@case(defect=KIND)
def title_runs_into_the_note(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    title = text("How fast does f change along u", size=0.56).move_to((-2.2, 3.0, 0))
    note = text("segment six", size=0.4, color="muted")
    note.next_to(title, RIGHT, buff=-0.45)
    scene.add(title, note)


@case(defect=KIND)
def formula_on_formula(scene: Scene) -> None:
    below = MathTypst("f(x, y) = x^2 + x y + 2 y^2")
    above = MathTypst("f(x, y) = x^2 - y^2").shift(0.08 * RIGHT)
    scene.add(below, above)


@case(defect=KIND)
def cross_fade_that_forgets_to_fade_out(scene: Scene) -> None:
    old, new = Typst("First we hold y still"), Typst("Then we hold x still")
    scene.add(old)
    scene.play(FadeIn(new), run_time=0.6)
    scene.wait(1)


@case(defect=KIND)
def label_travels_onto_another(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        waiting = text("minimum").move_to((2, 0, 0))
        going = text("saddle", color="error").move_to((-3, 0.1, 0))
    scene.add(waiting, going)
    scene.play(going.animate.move_to((1.6, 0.1, 0)), run_time=1)
    scene.wait(1)


@case(defect=KIND)
def labels_of_a_number_line_too_wide(scene: Scene) -> None:
    """Each number is broader than the distance of its neighbours."""
    line = NumberLine(x_range=[0, 4, 1], length=5)
    labels = VGroup(
        *(Typst(f"{k}00 000", font_size=46).next_to(line.n2p(k), DOWN, buff=0.2) for k in (1, 2, 3))
    )
    scene.add(VGroup(line, labels))


@case(defect=KIND)
def growing_number_reaches_its_unit(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    size = ValueTracker(9.5)
    number = Figure(9.5, places=2, size=0.6).move_to((-1, 0, 0)).follow(size.get_value)
    unit = text("metres", size=0.6).next_to(number, RIGHT, buff=0.3)
    scene.add(number, unit)
    scene.play(size.animate.set_value(24512.25), run_time=1)
    scene.wait(1)


@case(defect=KIND)
def rotated_word_across_a_word(scene: Scene) -> None:
    flat = Typst("contour", font_size=60)
    steep = Typst("gradient", font_size=60).rotate(1.1)
    scene.add(flat, steep)


@case(defect=KIND)
def superscript_touches_the_line_above(scene: Scene) -> None:
    """A formula's root sign and exponents stand in the descenders of the sentence above."""
    sentence = Typst("by the quotient rule we get", font_size=54).move_to(0.6 * UP)
    formula = MathTypst("y = g(x)^(p^q) / sqrt(h(x))", font_size=54)
    formula.next_to(sentence, DOWN, buff=-0.3)
    scene.add(sentence, formula)


@case(defect=KIND)
def two_arrows_one_place_for_their_labels(scene: Scene) -> None:
    """Two arrows end near each other and both names ride at the tips."""
    paper(scene, DARK_PAPER)
    first = Arrow((-3, -1, 0), (1, 0.6, 0), color="gradient")
    second = Arrow((-3, 1.6, 0), (1.0, 0.65, 0), color="direction")
    names = VGroup(
        first.labelled(math("nabla f", color="gradient")),
        second.labelled(math("bold(u)_1", color="direction")),
    )
    scene.add(VGroup(first, second), names)


@case(defect=KIND)
def caption_of_one_shape_on_the_next(scene: Scene) -> None:
    square = Square(1.2).shift(3 * LEFT + UP)
    circle = Circle(0.6).shift(RIGHT + UP)
    left = Typst("where y is kept constant").next_to(square, DOWN)
    right = Typst("where x is kept constant").next_to(circle, DOWN)
    scene.add(VGroup(square, circle), left, right)
