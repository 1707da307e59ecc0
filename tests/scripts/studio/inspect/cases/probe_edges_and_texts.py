"""Probes near the rules for edges, for names that meet, and for glyphs that were moved."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, LEFT, PI, RIGHT, Axes, Circle, Dot, FadeOut, Line, Rectangle, Square, VGroup

from scenes.kit.arrows import Arrow
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.fourth_stage import drawn, show


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


@drawn("near-edge", ground="light")
def curve_ends_just_before_the_edge(scene: Any) -> None:
    t = np.linspace(0, 1, 40)
    curve = Line(LEFT, RIGHT, color=theme().x, stroke_width=4)
    curve.set_points_as_corners(np.stack([7.06 * t, 2 * np.sin(3 * t), 0 * t], axis=1))
    show(scene, curve)


@drawn("near-edge")
def moved_until_it_nearly_touches(scene: Any) -> None:
    ring = Circle(radius=1, color=theme().x, stroke_width=5)
    show(scene, ring)
    scene.play(ring.animate.shift(DOWN * 2.95), run_time=1)
    scene.wait()


@drawn("text-over-text")
def two_names_read_as_one(scene: Any) -> None:
    first = math("p_1", color="x").move_to([-1, 1, 0])
    second = math("q_1", color="y").next_to(first, RIGHT, buff=0.02)
    show(scene, VGroup(Dot([-1, 0.5, 0]), first), VGroup(Dot([-0.6, 0.5, 0]), second))


@drawn("text-over-text")
def unit_stuck_to_its_number(scene: Any) -> None:
    number = math("3.2")
    show(scene, number, text("metres").next_to(number, RIGHT, buff=0.01))


@drawn("text-over-text", ground="light")
def factor_slides_over_its_neighbour(scene: Any) -> None:
    line = math("f_x dot g + f_y dot h", size=0.7)
    show(scene, line)
    scene.play(line[-1].animate.shift(LEFT * 1.1), run_time=1)
    scene.wait()


@drawn()
def panel_fills_the_left_third(scene: Any) -> None:
    frame = scene.camera
    panel = Rectangle(width=4.5, height=frame.frame_height, stroke_width=0)
    panel.set_fill(theme().panel, 1).move_to([-frame.frame_width / 2 + 2.25, 0, 0])
    show(scene, panel, text("Input space").move_to(panel))


@drawn()
def band_from_edge_to_edge(scene: Any) -> None:
    band = Rectangle(width=14.1, height=1.2, stroke_width=0).set_fill(theme().panel, 1)
    show(scene, band, text("A band that spans the board"))


@drawn(ground="light")
def border_around_the_board(scene: Any) -> None:
    border = Rectangle(width=14.0, height=7.8, color=theme().axis, stroke_width=3)
    show(scene, border, text("Question"))


@drawn()
def line_runs_out_on_both_sides(scene: Any) -> None:
    show(scene, Line([-9, -1, 0], [9, 1.5, 0], color=theme().tangent, stroke_width=4))


@drawn()
def ray_leaves_at_the_right(scene: Any) -> None:
    rays = VGroup(
        *(Line([-5, y, 0], [7.6, 1.4 * y, 0], color=theme().x, stroke_width=4) for y in (-1, 0, 1))
    )
    for ray in rays:
        ray.decorative = True
    show(scene, rays)


@drawn(ground="light")
def figure_well_within_the_edge(scene: Any) -> None:
    card = Rectangle(width=3, height=2, color=theme().x, stroke_width=4).to_edge(RIGHT, buff=0.25)
    show(scene, card, math("f_x = 2").move_to(card))


@drawn()
def plain_axes_over_the_board(scene: Any) -> None:
    axes = Axes(x_range=(-3, 3), y_range=(-2, 2), tips=True)
    show(scene, axes, axes.plot(lambda x: np.sin(2 * x), color=theme().value))


@drawn()
def names_a_word_apart(scene: Any) -> None:
    first = math("p_1", color="x").move_to([-1, 1, 0])
    second = math("q_1", color="y").next_to(first, RIGHT, buff=0.2)
    show(scene, VGroup(Dot([-1, 0.5, 0]), first), VGroup(Dot([-0.4, 0.5, 0]), second))


@drawn(ground="light")
def formula_put_together_from_parts(scene: Any) -> None:
    parts = VGroup(*(math(s) for s in ("nabla f", "=", "(2 x, 2 y)"))).arrange(RIGHT, buff=0.12)
    show(scene, parts)


@drawn()
def factors_exchange_their_places(scene: Any) -> None:
    first, second = math("f_x", color="x"), math("x'", color="y")
    VGroup(first, second).arrange(RIGHT, buff=0.4)
    show(scene, first, second)
    there, here = first.get_center(), second.get_center()
    scene.play(first.animate.move_to(here), second.animate.move_to(there), run_time=1, path_arc=PI)
    scene.wait()


@drawn()
def card_leaves_through_the_edge(scene: Any) -> None:
    card = VGroup(Square(2, color=theme().x, stroke_width=4), math("f"))
    show(scene, card, text("next").shift(3 * LEFT))
    scene.play(FadeOut(card, shift=8 * RIGHT), run_time=1)
    scene.wait()
