"""Sixth blind set: out of the frame, at its edge, too small, or hardly to be told from behind."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UR,
    Axes,
    Circle,
    Line,
    Polygon,
    Rotate,
    Text,
    VGroup,
)

from scenes.kit.bars import Bars
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.levels import LevelCurves
from scenes.kit.theme import theme
from scenes.kit.typography import math
from tests.scripts.studio.inspect.cases.sixth_stage import (
    TWIST,
    button,
    drawn,
    flat,
    show,
    true,
    word,
)

# -- out of the frame -----------------------------------------------------------------------------


@drawn("out-of-frame")
def expanded_gradient_in_display_size(scene: Any) -> None:
    rule = math("nabla f = (partial f\\/partial x_1, partial f\\/partial x_2, ..., "
                "partial f\\/partial x_n)", size=0.8)  # fmt: skip
    show(scene, rule.move_to([-3.0, 0.5, 0], aligned_edge=LEFT))


@drawn("out-of-frame", ground="light")
def exponential_shoots_off_over_the_top(scene: Any) -> None:
    axes = Axes((0, 3), (0, 5), x_length=9, y_length=5.5, tips=False).set_color(theme().axis)
    curve = axes.plot(np.exp, x_range=(0, 2.6), color=theme().value, stroke_width=6)
    show(scene, axes, curve)


@drawn("out-of-frame")
def last_rows_of_a_list_below_the_frame(scene: Any) -> None:
    names = ("loss", "knob", "slope", "tangent", "gradient", "direction", "level", "step", "valley")
    for k, name in enumerate(names):
        scene.add(word(name, 44).move_to([-4.5, 3.2 - 0.9 * k, 0], aligned_edge=LEFT))
        scene.wait(0.3)
        scene.next_section(name)
    scene.wait()


@drawn("out-of-frame", ground="light")
def name_carried_out_by_the_turning_arm(scene: Any) -> None:
    arm = Line([-1, -2.5, 0], [4.0, -2.5, 0], color=theme().tangent, stroke_width=6)
    name = word("slope", 40, "tangent").next_to(arm.get_end(), RIGHT, buff=0.3)
    show(scene, arm, name)
    scene.play(Rotate(VGroup(arm, name), 1.5, about_point=arm.get_start()), run_time=1.5)
    scene.play(VGroup(arm, name).animate.scale(1.15, about_point=arm.get_start()), run_time=0.6)
    scene.wait()


# -- near the edge --------------------------------------------------------------------------------


@drawn("near-edge", ground="light")
def heights_of_a_plot_pressed_to_the_left_edge(scene: Any) -> None:
    plane = flat((0, 5), (0, 2000), Region(-7.09, -3.0, 5.0, 3.0))
    show(scene, plane, Graph(plane, lambda x: 80 * x**2))


@drawn("near-edge")
def legend_shoved_into_the_corner(scene: Any) -> None:
    plane = true(3.0, Region(-6.3, -3.0, 3.6, 3.0))
    legend = word("low to high", 34).to_corner(UR, buff=0.04)
    show(scene, plane, LevelCurves(plane, TWIST, (0.5, 1.0, 1.5)), legend)


@drawn("near-edge")
def sentence_set_as_wide_as_the_screen(scene: Any) -> None:
    sentence = word("Each partial derivative answers for one input alone.", 48)
    show(scene, sentence.scale_to_fit_width(14.1))


# -- too small ------------------------------------------------------------------------------------


@drawn("text-too-small", ground="light")
def numbers_of_plain_axes_like_grains(scene: Any) -> None:
    axes = Axes((0, 6), (0, 4), x_length=10, y_length=5, tips=False).set_color(theme().axis)
    numbers = VGroup(
        *(Text(str(k), font_size=12, color=theme().ink).next_to(axes.c2p(k, 0), DOWN, buff=0.15)
          for k in range(1, 7))
    )  # fmt: skip
    show(scene, axes, axes.plot(lambda x: 4 - x / 2, color=theme().y), numbers)


@drawn("text-too-small")
def rule_shrinks_to_make_room_for_a_circle(scene: Any) -> None:
    rule = math("nabla (x^T A x) = (A + A^T) x", size=0.6)
    show(scene, rule)
    scene.play(rule.animate.scale(0.27).move_to([4.5, 2.5, 0]), run_time=1)
    scene.add(Circle(2.0, color=theme().direction))
    scene.wait()


@drawn("text-too-small")
def long_names_squeezed_under_narrow_bars(scene: Any) -> None:
    bars = Bars([0.3, 0.9, 0.5, 0.7, 0.2], Region(-4.5, -2.0, 4.5, 2.7), colors="b")
    words = (
        "first hidden layer",
        "second hidden layer",
        "third hidden layer",
        "output layer",
        "bias",
    )
    names = [word(w, 30).scale_to_fit_width(0.7) for w in words]
    show(scene, bars, bars.named(names))


# -- contrast -------------------------------------------------------------------------------------


@drawn("low-contrast")
def orange_words_on_a_red_button(scene: Any) -> None:
    show(scene, button("too large a step", "#cc3328", "#f08a3c", 6.0))


@drawn("low-contrast", ground="light")
def pale_yellow_parabola_on_paper(scene: Any) -> None:
    plane = flat((-2, 2), (0, 4))
    show(scene, plane, Graph(plane, lambda x: x**2, color="#f3e48c", width=6))


@drawn("low-contrast")
def conclusion_dimmed_to_a_quarter_and_left_so(scene: Any) -> None:
    conclusion = word("so the rate is zero", 46)
    show(scene, conclusion)
    scene.play(conclusion.animate.set_opacity(0.22), run_time=0.8)
    scene.wait()


@drawn("low-contrast", ground="light")
def name_in_nearly_the_color_of_its_area(scene: Any) -> None:
    corners = ([-4, -2, 0], [4, -2, 0], [4, 2.2, 0])
    area = Polygon(*corners, stroke_width=0).set_fill("#4f8f8c", 1)
    show(scene, area, word("area below", 42, "#2f6f6b").move_to([1.8, -1.2, 0]))


@drawn("low-contrast")
def white_word_slides_onto_a_bright_plate(scene: Any) -> None:
    plate = button("", "#f4e9b0", "ink", 5.5).shift(RIGHT * 3)
    name = word("goal", 52).shift(LEFT * 4)
    show(scene, plate, name)
    scene.play(name.animate.move_to(plate), run_time=1.5)
    scene.wait()
