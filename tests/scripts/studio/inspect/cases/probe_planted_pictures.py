"""Probes: planted defects of layout and look, written by the inspector's own author."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    PI,
    RIGHT,
    UP,
    Circle,
    DashedLine,
    Dot,
    FadeIn,
    LaggedStart,
    Line,
    MoveAlongPath,
    MovingCameraScene,
    Rectangle,
    Rotate,
    Square,
    Text,
    ValueTracker,
    VGroup,
)

from scenes.kit.arrows import Arrow, GradientArrow, VectorArrow
from scenes.kit.bars import Bars
from scenes.kit.layout import Region
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import TangentLine
from scenes.kit.pixels import PixelGrid
from scenes.kit.ramps import Ramp
from scenes.kit.readout import ReadOut, plated
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.fourth_stage import (
    BOWL,
    WHOLE,
    KitScene,
    drawn,
    show,
    square_plane,
)

GREYS = Ramp(("#000000", "#ffffff"), 0.0, 1.0)


@drawn("near-edge")
def dot_pressed_to_the_top(scene: Any) -> None:
    show(scene, Dot([1, 3.85, 0], radius=0.1, color=theme().x), math("x_0").move_to([1, 3.2, 0]))


@drawn("near-edge", ground="light")
def arrow_stops_short_of_the_edge(scene: Any) -> None:
    arrow = Arrow((-2, 0, 0), (-2, -3.96, 0), color="gradient")
    show(scene, arrow, math("-nabla f", color="gradient").next_to(arrow, RIGHT, buff=0.3))


@drawn("near-edge")
def card_almost_at_the_right(scene: Any) -> None:
    card = Rectangle(width=3, height=2, fill_color=theme().panel, fill_opacity=1)
    card.set_stroke(theme().axis, 3).to_edge(RIGHT, buff=0.04)
    show(scene, card, math("f_x = 2").move_to(card))


@drawn("near-edge")
def sidewise_title_at_the_left(scene: Any) -> None:
    name = text("loss").rotate(PI / 2)
    show(scene, square_plane(), name.to_edge(LEFT, buff=0.05))


@drawn("text-over-text")
def slanted_name_through_another(scene: Any) -> None:
    first = text("along the valley").rotate(0.5)
    show(scene, first, text("floor").move_to(first.get_center() + RIGHT * 0.4))


@drawn("text-over-text")
def group_brings_its_words_along(scene: Any) -> None:
    left = VGroup(Square(1.2, color=theme().x), text("before")).arrange(DOWN)
    right = VGroup(Square(1.2, color=theme().y), text("afterwards")).arrange(DOWN)
    VGroup(left, right).arrange(RIGHT, buff=3)
    show(scene, left, right)
    scene.play(right.animate.shift(LEFT * 3.4), run_time=1)
    scene.wait()


@drawn("text-over-text", ground="light")
def factor_slides_over_its_neighbour(scene: Any) -> None:
    line = math("f_x dot g + f_y dot h", size=0.7)
    show(scene, line)
    scene.play(line[-1].animate.shift(LEFT * 1.1), run_time=1)
    scene.wait()


@drawn("text-over-text")
def two_names_read_as_one(scene: Any) -> None:
    first = math("p_1", color="x").move_to([-1, 1, 0])
    second = math("q_1", color="y").next_to(first, RIGHT, buff=0.02)
    show(scene, VGroup(Dot([-1, 0.5, 0]), first), VGroup(Dot([-0.6, 0.5, 0]), second))


@drawn("text-over-line")
def dashes_through_the_sidewise_name(scene: Any) -> None:
    name = text("descent").rotate(PI / 2)
    show(scene, DashedLine([-2, 0.3, 0], [2, 0.3, 0], color=theme().ink, stroke_width=4), name)


@drawn("text-over-line", ground="light")
def circle_runs_through_its_label(scene: Any) -> None:
    ring = Circle(radius=2, color=theme().direction, stroke_width=5)
    show(scene, ring, text("unit circle").move_to(ring.point_at_angle(0.4)))


@drawn("text-over-line")
def swinging_arrow_rests_on_the_word(scene: Any) -> None:
    word = text("uphill").move_to([1.6, 1.6, 0])
    arrow = Arrow((0, 0, 0), (2.6, 0, 0), color="gradient")
    show(scene, word, arrow)
    scene.play(Rotate(arrow, PI / 4, about_point=ORIGIN), run_time=1)
    scene.wait()


@drawn("text-over-line")
def tangent_through_the_read_out(scene: Any) -> None:
    plane = square_plane(WHOLE)
    rate = ReadOut("f_x", 1.25).move_to(plane.to_screen((0.0, 1.0)))
    show(scene, plane, LevelCurves(plane, BOWL, (1.0,)), TangentLine(plane, BOWL, (0.01, 1.0)))
    scene.next_section("rate")
    show(scene, rate)


@drawn("text-covered")
def photograph_over_its_title(scene: Any) -> None:
    shades = np.random.default_rng(4).integers(40, 120, (14, 14))
    picture = VGroup(
        *(
            Square(
                0.25, fill_color=f"#{v:02x}{v:02x}{v:02x}", fill_opacity=1, stroke_width=0
            ).move_to([0.25 * j, -0.25 * i, 0])
            for i, row in enumerate(shades)
            for j, v in enumerate(row)
        )
    ).center()
    title = text("one digit of many").next_to(picture, UP, buff=-0.2)
    show(scene, title, picture)


@drawn("text-covered")
def disc_rolls_onto_the_number(scene: Any) -> None:
    number = math("0.25", size=0.6).move_to([2, 0, 0])
    disc = Circle(radius=0.6, fill_color=theme().y, fill_opacity=1, stroke_width=0)
    disc.move_to([-3, 0, 0])
    show(scene, number, disc)
    scene.play(MoveAlongPath(disc, Line([-3, 0, 0], [1.5, 0, 0])), run_time=1)
    scene.wait()


@drawn("out-of-frame")
def ball_leaves_on_its_way(scene: Any) -> None:
    """The name is outside for half of the way and back at the end."""
    t = ValueTracker(0.0)
    dot = Dot(color=theme().x).add_updater(
        lambda d: d.move_to([5 + 2.4 * np.sin(t.get_value()), 0, 0]), call_updater=True
    )
    name = text("ball").add_updater(lambda m: m.next_to(dot, UP), call_updater=True)
    show(scene, dot, name)
    scene.play(t.animate.set_value(np.pi), run_time=4)
    scene.wait()


@drawn("out-of-frame", ground="light")
def circle_cut_at_the_bottom(scene: Any) -> None:
    show(scene, Circle(radius=1.5, color=theme().x, stroke_width=5).move_to([2, -3, 0]))


@drawn("out-of-frame")
def bars_taller_than_the_board(scene: Any) -> None:
    show(scene, Bars([0.5, 1.0, 0.8], Region(-4, -2.5, 4, 4.6), colors="x"))


@drawn("text-too-small", scene_class=MovingCameraScene)
def camera_steps_back(scene: Any) -> None:
    show(scene, text("The loss of one neuron."))
    scene.play(scene.camera.frame.animate.scale(2), run_time=1)
    scene.wait()


@drawn("text-too-small")
def sidewise_axis_name_too_small(scene: Any) -> None:
    show(scene, square_plane(), text("loss").scale(0.5).rotate(PI / 2).move_to([3, 0, 0]))


@drawn("text-too-small")
def exponent_shrinks_with_its_group(scene: Any) -> None:
    group = VGroup(math("e^(-x)"), Line(LEFT, RIGHT, color=theme().x)).arrange(DOWN)
    show(scene, group)
    scene.play(group.animate.scale(0.5), run_time=1)
    scene.wait()


@drawn("low-contrast", scene_class=KitScene)
def words_over_a_digit(scene: Any) -> None:
    shades = np.random.default_rng(2).random((8, 8))
    picture = PixelGrid(shades, Region(-2.5, -2.5, 2.5, 2.5), ramp=GREYS)
    show(scene, picture, text("what is this?", color="value").move_to(picture))


@drawn("low-contrast")
def translucent_words(scene: Any) -> None:
    show(scene, text("still valid here").set_opacity(0.3))


@drawn("low-contrast")
def dark_words_on_a_bar(scene: Any) -> None:
    bars = Bars([0.4, 0.9, 0.6], Region(-4, -2.5, 4, 2.5), colors="slice")
    word = Text("b", font_size=36, color="#303a90").move_to([bars.middles[1], 0, 0])
    show(scene, bars, word)


@drawn("low-contrast", ground="light")
def field_arrow_in_pale_pink(scene: Any) -> None:
    plane = square_plane(WHOLE)
    arrow = GradientArrow(plane, BOWL, (0.6, 0.6), scale=0.6, color="#f3cdd6")
    show(scene, plane, LevelCurves(plane, BOWL, (0.54,)), arrow)


@drawn("low-contrast")
def tangent_too_dark(scene: Any) -> None:
    plane = square_plane(WHOLE, grid=False)
    tangent = Line(plane.to_screen((-1.5, -1)), plane.to_screen((1.5, 1)), stroke_width=5)
    show(scene, plane, tangent.set_color("#2a2f55"))


@drawn("low-contrast", ground="light")
def pale_words_on_a_plate(scene: Any) -> None:
    show(scene, plated(text("nearly flat").set_color("#b9bfc8")))


@drawn("low-contrast", ground="light")
def pale_point_on_paper(scene: Any) -> None:
    show(scene, square_plane(WHOLE, grid=False), Dot(radius=0.12, color="#e6e2c8").shift(RIGHT))


@drawn("too-many-new")
def five_colored_arrows_at_once(scene: Any) -> None:
    plane = square_plane(WHOLE)
    show(scene, plane)
    scene.next_section("arrows")
    ways = ((1, 0), (0, 1), (-1, 0.4), (0.7, -1), (-0.8, -0.8))
    colors = ("x", "y", "gradient", "direction", "tangent")
    arrows = [VectorArrow(plane, (0, 0), w, color=c) for w, c in zip(ways, colors, strict=True)]
    scene.play(*(FadeIn(a) for a in arrows), run_time=1)
    scene.wait()


@drawn("too-many-new", ground="light")
def formulas_tumble_in(scene: Any) -> None:
    lines = [math(f"f_{k} = x^{k}").move_to([0, 2.4 - 1.2 * k, 0]) for k in range(5)]
    show(scene, text("Powers").move_to([-5, 3, 0]))
    scene.next_section("lines")
    scene.play(LaggedStart(*(FadeIn(line) for line in lines), lag_ratio=0.1), run_time=1)
    scene.wait()


@drawn("too-many-new")
def seven_things_without_a_move(scene: Any) -> None:
    words = ("sum", "product", "chain", "quotient", "power", "sine", "logarithm")
    for k, word in enumerate(words):
        scene.add(text(word).move_to([4.0 * (k % 3) - 4.0, 2.0 - 1.6 * (k // 3), 0]))
    scene.wait()


@drawn("low-contrast", ground="light")
def pale_bar_among_strong_ones(scene: Any) -> None:
    base = Line([-3, -2, 0], [3, -2, 0], color=theme().axis, stroke_width=3)
    bars = [
        Rectangle(width=1, height=h, stroke_width=0, fill_color=c, fill_opacity=1)
        for h, c in ((1.0, theme().x), (2.5, "#e9e6dc"), (1.8, theme().x))
    ]
    for k, bar in enumerate(bars):
        bar.move_to([2 * k - 2, -2 + bar.height / 2, 0])
    show(scene, base, *bars)
