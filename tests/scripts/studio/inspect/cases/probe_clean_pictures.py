"""Probes: clean scenes near the limits of layout and look, written by the inspector's author."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    PI,
    RIGHT,
    UP,
    Axes,
    Circle,
    DashedLine,
    Dot,
    FadeIn,
    FadeOut,
    LaggedStart,
    Line,
    MovingCameraScene,
    NumberPlane,
    Rectangle,
    ReplacementTransform,
    Rotate,
    Square,
    ValueTracker,
    VGroup,
)

from scenes.kit.arrows import Arrow, GradientArrow, VectorArrow
from scenes.kit.bars import Bars
from scenes.kit.color_key import ColorKey
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, TangentLine
from scenes.kit.pixels import PixelGrid
from scenes.kit.ramps import Ramp
from scenes.kit.readout import ReadOut, plated
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from scenes.kit.vectors import VectorField
from tests.scripts.studio.inspect.cases.fourth_stage import (
    BOWL,
    LEFT_PART,
    RIGHT_PART,
    SADDLE,
    WHOLE,
    KitScene,
    drawn,
    show,
    square_plane,
    then,
    wide_plane,
)

GREYS = Ramp(("#000000", "#ffffff"), 0.0, 1.0)


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
def grid_beyond_the_board(scene: Any) -> None:
    show(scene, NumberPlane(), Dot([1, 1, 0], color=theme().x))


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
def slanted_name_beside_its_line(scene: Any) -> None:
    line = Line([-3, -1.5, 0], [3, 1.5, 0], color=theme().tangent, stroke_width=4)
    name = text("tangent").rotate(np.arctan(0.5)).move_to([-0.2, 0.35, 0])
    show(scene, line, name)


@drawn()
def word_inside_the_ring(scene: Any) -> None:
    show(scene, Circle(radius=1.4, color=theme().x, stroke_width=5), text("unit ball"))


@drawn()
def factors_exchange_their_places(scene: Any) -> None:
    first, second = math("f_x", color="x"), math("x'", color="y")
    VGroup(first, second).arrange(RIGHT, buff=0.4)
    show(scene, first, second)
    there, here = first.get_center(), second.get_center()
    scene.play(first.animate.move_to(here), second.animate.move_to(there), run_time=1, path_arc=PI)
    scene.wait()


@drawn()
def formula_rewritten(scene: Any) -> None:
    first = math("(x + h)^2 - x^2")
    show(scene, first)
    scene.play(ReplacementTransform(first, math("2 x h + h^2")), run_time=1)
    scene.wait()


@drawn(ground="light")
def word_on_a_pale_card_in_a_photo(scene: Any) -> None:
    shades = np.random.default_rng(3).random((6, 9))
    photo = VGroup(
        *(
            Square(
                1.0, fill_color=f"#{int(200 * v):02x}4060", fill_opacity=1, stroke_width=0
            ).move_to([j - 4, 2.5 - i, 0])
            for i, row in enumerate(shades)
            for j, v in enumerate(row)
        )
    )
    show(scene, photo, plated(text("a hillside in autumn")))


@drawn(scene_class=KitScene)
def digit_with_its_name_below(scene: Any) -> None:
    picture = PixelGrid(
        np.random.default_rng(2).random((8, 8)), Region(-2, -1.5, 2, 2.5), ramp=GREYS
    )
    show(scene, picture, text("eight by eight").next_to(picture, DOWN, buff=0.4))


@drawn()
def key_beside_its_field(scene: Any) -> None:
    plane = square_plane(WHOLE)
    field = VectorField(plane, BOWL)
    show(scene, plane, field)
    then(scene, "key", ColorKey("norm(nabla f)", 4.0, width=2.5).next_to(plane, RIGHT, buff=0.6))


@drawn(ground="light")
def probe_arrow_in_its_field(scene: Any) -> None:
    plane = square_plane(WHOLE)
    show(scene, plane, VectorField(plane, SADDLE))
    then(scene, "probe", GradientArrow(plane, SADDLE, (0.5, 0.5), scale=0.5, color="x"))


@drawn(ground="light")
def thin_bars_in_soft_colors(scene: Any) -> None:
    show(scene, Bars(np.linspace(0.2, 1, 24), Region(-5, -2.5, 5, 2.5), colors="b"))


@drawn()
def shadow_of_an_arrow(scene: Any) -> None:
    ghost = Arrow((-2, -1, 0), (1, 0.5, 0), color="gradient").set_fill(opacity=0.35)
    ghost.decorative = True
    show(scene, ghost, Arrow((-2, -1, 0), (0.5, 1.2, 0), color="gradient"))


@drawn()
def dashed_heights(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 4))
    show(scene, plane, Graph(plane, lambda x: x**2 / 4))
    drops = VGroup(
        *(
            DashedLine(plane.to_screen((x, 0)), plane.to_screen((x, x**2 / 4)), color=theme().axis)
            for x in (1, 2, 3)
        )
    )
    then(scene, "heights", drops)


@drawn()
def label_crosses_an_axis_on_its_way(scene: Any) -> None:
    plane = square_plane(WHOLE)
    t = ValueTracker(-1.0)
    place = lambda: (t.get_value(), 1.2)  # noqa: E731
    dot = PointDot(plane, place).follow(place)
    name = math("x").add_updater(lambda m: m.next_to(dot, UP, buff=0.15), call_updater=True)
    show(scene, plane, dot, name)
    scene.play(t.animate.set_value(1.0), run_time=1.5)
    scene.wait()


@drawn(scene_class=MovingCameraScene)
def camera_comes_closer(scene: Any) -> None:
    plane = square_plane(WHOLE)
    dot = PointDot(plane, (0.5, 0.5))
    show(scene, plane, dot)
    scene.play(scene.camera.frame.animate.scale(0.4).move_to(dot), run_time=1)
    scene.wait()


@drawn()
def three_rules_one_by_one(scene: Any) -> None:
    lines = [math(s).move_to([0, 1.5 - 1.2 * k, 0]) for k, s in enumerate(("f'", "g'", "h'"))]
    scene.play(LaggedStart(*(FadeIn(line) for line in lines), lag_ratio=0.5), run_time=3)
    scene.wait()


@drawn(ground="light")
def four_points_and_their_line(scene: Any) -> None:
    plane = wide_plane((0, 5), (0, 5))
    points = [PointDot(plane, p) for p in ((1, 1.2), (2, 1.9), (3, 2.2), (4, 3.3))]
    scene.add(plane)
    scene.play(LaggedStart(*(FadeIn(p) for p in points)), run_time=1)
    scene.play(FadeIn(Graph(plane, lambda x: 0.65 * x + 0.5, color="w")), run_time=1)
    scene.wait()


@drawn()
def plane_curve_point_and_rate(scene: Any) -> None:
    plane = square_plane(LEFT_PART)
    show(
        scene,
        plane,
        LevelCurves(plane, BOWL, (0.5, 1.0)),
        PointDot(plane, (1.0, 0.5)),
        ReadOut("f", 0.75).move_to([4, 0, 0]),
    )


@drawn()
def arrow_turns_past_a_word(scene: Any) -> None:
    word = text("uphill").move_to([1.6, 1.6, 0])
    arrow = Arrow((0, 0, 0), (2.6, 0, 0), color="gradient")
    show(scene, word, arrow)
    scene.play(Rotate(arrow, PI / 2, about_point=[0, 0, 0]), run_time=1)
    scene.wait()


@drawn()
def tangent_glides_along_the_curve(scene: Any) -> None:
    plane = square_plane(WHOLE)
    t = ValueTracker(0.3)
    place = lambda: (np.sqrt(2) * np.cos(t.get_value()), np.sin(t.get_value()))  # noqa: E731
    tangent = TangentLine(plane, BOWL, place).follow(place)
    show(scene, plane, LevelCurves(plane, BOWL, (1.0,)), tangent)
    scene.play(t.animate.set_value(1.3), run_time=1)
    scene.wait()


@drawn()
def picture_leaves_as_another_comes(scene: Any) -> None:
    old = VGroup(square_plane(LEFT_PART), math("f").move_to([3, 0, 0]))
    show(scene, old)
    new = square_plane(RIGHT_PART)
    scene.play(FadeOut(old, shift=LEFT * 2), FadeIn(new), run_time=1)
    then(scene, "more", VectorArrow(new, (0, 0), (1, 1), color="x"))
