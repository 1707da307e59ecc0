"""Probes: a third batch, mostly clean scenes near the rules that came with the first two."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Angle,
    Brace,
    Circle,
    Create,
    CurvedArrow,
    Dot,
    DoubleArrow,
    FadeIn,
    FadeOut,
    Indicate,
    Line,
    Polygon,
    Rectangle,
    RightAngle,
    Sector,
    Square,
    Text,
    TransformFromCopy,
    Underline,
    VGroup,
    Write,
)

from scenes.kit.arrows import Arrow
from scenes.kit.bars import Bars
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.readout import Boxed, ReadOut
from scenes.kit.theme import theme
from scenes.kit.typography import halo, math, text
from tests.scripts.studio.inspect.cases.fourth_stage import (
    BOWL,
    LEFT_PART,
    RIGHT_PART,
    drawn,
    said,
    show,
    square_plane,
    then,
    wide_plane,
)


@drawn()
def title_with_a_rule_under_it(scene: Any) -> None:
    title = text("What is a gradient?").to_edge(UP, buff=0.4)
    rule = Rectangle(width=9, height=0.04, stroke_width=0).set_fill(theme().axis, 1)
    show(scene, title, rule.next_to(title, DOWN, buff=0.15))


@drawn(ground="light")
def underlined_word(scene: Any) -> None:
    word = text("direction")
    show(scene, word, Underline(word, color=theme().direction))


@drawn()
def brace_over_a_difference(scene: Any) -> None:
    line = Line([-2, 0, 0], [2, 0, 0], color=theme().x, stroke_width=5)
    brace = Brace(line, UP, color=theme().ink)
    show(scene, line, brace, math("h", color="step").next_to(brace, UP, buff=0.15))


@drawn(ground="light")
def sector_and_its_angle(scene: Any) -> None:
    sector = Sector(radius=2, angle=0.8, fill_color=theme().direction, fill_opacity=0.3)
    arms = [
        Line([0, 0, 0], [3 * np.cos(a), 3 * np.sin(a), 0], color=theme().ink, stroke_width=4)
        for a in (0.0, 0.8)
    ]
    show(scene, sector, *arms, math("theta", color="direction").move_to([1.3, 0.5, 0]))


@drawn()
def plain_right_angle(scene: Any) -> None:
    a = Line([0, 0, 0], [3, 1, 0], color=theme().x, stroke_width=4)
    b = Line([0, 0, 0], [-1, 3, 0], color=theme().y, stroke_width=4)
    show(scene, VGroup(a, b, RightAngle(a, b, length=0.3, color=theme().ink)))


@drawn()
def plain_angle_with_its_name(scene: Any) -> None:
    a = Line([-2, -1, 0], [3, -1, 0], color=theme().x, stroke_width=4)
    b = Line([-2, -1, 0], [2, 2, 0], color=theme().y, stroke_width=4)
    angle = Angle(a, b, radius=1.0, color=theme().ink)
    show(scene, a, b, angle, math("theta").move_to([-0.6, -0.55, 0]))


@drawn(ground="light")
def flow_of_three_cards(scene: Any) -> None:
    cards = VGroup(
        *(
            Rectangle(width=2.6, height=1.2, stroke_width=0).set_fill(theme().panel, 1)
            for _ in range(3)
        )
    ).arrange(RIGHT, buff=1.2)
    words = VGroup(*(text(w).move_to(c) for w, c in zip(("data", "loss", "step"), cards)))  # noqa: B905
    ways = VGroup(
        *(
            Arrow(cards[k].get_right() + 0.1 * RIGHT, cards[k + 1].get_left() - 0.1 * RIGHT)
            for k in range(2)
        )
    )
    show(scene, cards, words, ways)


@drawn()
def curved_arrow_from_name_to_curve(scene: Any) -> None:
    plane = wide_plane((-3, 3), (0, 5), region=Region(-6, -3, 2, 2.7))
    name = math("x^2 / 2", color="value").move_to([4, 1.5, 0])
    way = CurvedArrow(name.get_left() + 0.15 * LEFT, plane.to_screen((2.2, 2.6)), color=theme().ink)
    show(scene, plane, Graph(plane, lambda x: x**2 / 2))
    then(scene, "name", name, way)


@drawn()
def double_arrow_measures_a_width(scene: Any) -> None:
    arrow = DoubleArrow([-3, 0, 0], [3, 0, 0], color=theme().step, buff=0)
    show(scene, arrow, math("2 h", color="step").next_to(arrow, UP, buff=0.2))


@drawn(ground="light")
def filled_triangle_of_a_slope(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 4))
    corners = [plane.to_screen(p) for p in ((1, 1), (3, 1), (3, 2.5))]
    slope = Polygon(*corners, stroke_width=0, fill_color=theme().step, fill_opacity=0.25)
    show(scene, plane, Graph(plane, lambda x: 0.75 * x + 0.25), slope)


@drawn()
def soft_shadow_behind_a_card(scene: Any) -> None:
    shadow = Rectangle(width=6, height=2, stroke_width=0).set_fill("#0a0d12", 1).shift(0.1 * DOWN)
    card = Rectangle(width=6, height=2, color=theme().axis, stroke_width=2)
    card.set_fill(theme().panel, 1)
    show(scene, shadow, card, text("One symbol, one color"))


@drawn()
def word_with_a_halo_over_the_curve(scene: Any) -> None:
    plane = wide_plane((-3, 3), (-1.5, 1.5))
    show(scene, plane, Graph(plane, lambda x: np.sin(2 * x)))
    then(scene, "name", halo(text("a wave")).move_to(plane.to_screen((1.6, 0.9))))


@drawn()
def number_indicated(scene: Any) -> None:
    rate = ReadOut("f_x", 1.5)
    show(scene, rate)
    scene.play(Indicate(rate, color=theme().highlight), run_time=1)
    scene.wait()


@drawn(ground="light")
def term_copied_down(scene: Any) -> None:
    first = math("f_x x' + f_y y'").shift(UP)
    show(scene, first)
    second = math("f_x x'").shift(DOWN)
    scene.play(TransformFromCopy(first, second), run_time=1)
    scene.wait()


@drawn()
def same_formula_at_another_point(scene: Any) -> None:
    show(scene, ReadOut("f_x", 1.5).shift(UP), math("f_x (2, 1) = 1.75").shift(DOWN))


@drawn()
def chain_of_exact_and_rounded(scene: Any) -> None:
    show(
        scene,
        math("(2 dot 4 - 3)/(sqrt(4^2 + 3^2)) = 5/5 = 1").shift(UP),
        math("cos theta = 0.6/1 = 0.6, quad theta approx 53.13").shift(DOWN),
    )


@drawn(ground="light")
def steps_of_a_descent_in_numbers(scene: Any) -> None:
    lines = ("x_1 = 2 - 0.25 dot 4 = 1", "x_2 = 1 - 0.25 dot 2 = 0.5", "x_3 = 0.5 - 0.25 = 0.25")
    show(scene, *(math(s).move_to([0, 1.5 - 1.5 * k, 0]) for k, s in enumerate(lines)))


@drawn()
def card_leaves_through_the_edge(scene: Any) -> None:
    card = VGroup(Square(2, color=theme().x, stroke_width=4), math("f"))
    show(scene, card, text("next").shift(3 * LEFT))
    scene.play(FadeOut(card, shift=8 * RIGHT), run_time=1)
    scene.wait()


@drawn()
def formula_comes_in_from_below(scene: Any) -> None:
    line = math("nabla f = 0").move_to([0, -6, 0])
    scene.add(line, text("Where is it flat?").shift(2 * UP))
    scene.play(line.animate.move_to([0, 0, 0]), run_time=1)
    scene.wait()


@drawn(ground="light")
def two_maps_and_an_answer(scene: Any) -> None:
    left, right = square_plane(LEFT_PART), square_plane(RIGHT_PART)
    show(scene, left, LevelCurves(left, BOWL, (0.5, 1)), right, LevelCurves(right, BOWL, (1,)))
    then(scene, "answer", Boxed(VGroup(math("kappa = 2"))).move_to([0.6, 3.2, 0]))


@drawn()
def bars_with_one_at_nothing(scene: Any) -> None:
    bars = Bars([0.4, 0.0, 0.9, -0.2], Region(-4, -2.5, 4, 2.5), colors=("x", "y", "w", "b"))
    show(scene, bars)


@drawn()
def dots_of_a_sequence(scene: Any) -> None:
    dots = VGroup(*(Dot([0.6 * k - 3, 2 * 0.7**k, 0], color=theme().x) for k in range(11)))
    show(scene, Line([-4, 0, 0], [4.5, 0, 0], color=theme().axis), dots)


@drawn(narration=said("The sum of three and four is seven, and half of it is three point five."))
def arithmetic_in_the_words(scene: Any) -> None:
    show(scene, math("(3 + 4)/(2) = 3.5"), seconds=8)


# -- planted --------------------------------------------------------------------------------


@drawn("low-contrast", ground="light")
def pale_arrow_alone(scene: Any) -> None:
    show(scene, Arrow((-2, -1, 0), (2, 1, 0), color="#e5cba8"))


@drawn("low-contrast")
def dark_brace(scene: Any) -> None:
    line = Line([-2, 0, 0], [2, 0, 0], color=theme().x, stroke_width=5)
    show(scene, line, Brace(line, UP, color="#232c39"))


@drawn("near-edge")
def brace_squeezed_under_the_edge(scene: Any) -> None:
    line = Line([-2, 3.4, 0], [2, 3.4, 0], color=theme().x, stroke_width=5)
    show(scene, line, Brace(line, UP, color=theme().ink, buff=0.2, sharpness=1).set_y(3.78))


@drawn("too-many-new")
def marks_names_and_numbers_together(scene: Any) -> None:
    plane = square_plane(LEFT_PART)
    show(scene, plane)
    scene.next_section("all")
    scene.play(
        FadeIn(LevelCurves(plane, BOWL, (1.0,))),
        Create(Line(plane.to_screen((-2, 1)), plane.to_screen((2, -1)), color=theme().tangent)),
        FadeIn(Arrow(plane.to_screen((0, 0)), plane.to_screen((1, 1)), color="gradient")),
        Write(math("nabla f = (x, 2 y)").move_to([4, 1, 0])),
        FadeIn(ReadOut("f", 1.0).move_to([4, -1, 0])),
        FadeIn(PointDot(plane, (0.0, 0.0))),
        run_time=1,
    )
    scene.wait()


@drawn("wrong-number", ground="light")
def third_step_slips(scene: Any) -> None:
    lines = ("x_1 = 2 - 0.25 dot 4 = 1", "x_2 = 1 - 0.25 dot 2 = 0.5", "x_3 = 0.5 - 0.25 = 0.15")
    show(scene, *(math(s).move_to([0, 1.5 - 1.5 * k, 0]) for k, s in enumerate(lines)))


@drawn("text-over-line")
def brace_through_its_own_name(scene: Any) -> None:
    line = Line([-2, 0, 0], [2, 0, 0], color=theme().x, stroke_width=5)
    brace = Brace(line, UP, color=theme().ink)
    show(scene, line, brace, math("h + k", color="step").move_to(brace))


@drawn("text-covered", ground="light")
def circle_filled_over_its_name(scene: Any) -> None:
    name = Text("ball", font_size=36, color=theme().ink)
    ring = Circle(radius=1, color=theme().x, stroke_width=5)
    show(scene, name, ring)
    scene.play(ring.animate.set_fill(theme().x, 0.9), run_time=1)
    scene.wait()
