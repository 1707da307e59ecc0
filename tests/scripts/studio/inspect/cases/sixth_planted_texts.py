"""Sixth blind set: words that meet other words, lines, or what lies over them."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Arc,
    Circle,
    DashedLine,
    Dot,
    FadeIn,
    Line,
    NumberLine,
    Rectangle,
    ValueTracker,
    VGroup,
)

from scenes.kit.graphs import Graph
from scenes.kit.levels import LevelCurves
from scenes.kit.readout import ReadOut
from scenes.kit.slices import SliceCurve
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_labels import pin
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.sixth_stage import (
    BUMP,
    VALLEY,
    KitScene,
    box,
    drawn,
    flat,
    show,
    then,
    true,
    word,
)

# -- text over text -------------------------------------------------------------------------------


@drawn("text-over-text")
def two_remarks_side_by_side_grown_too_long(scene: Any) -> None:
    show(
        scene,
        word("steep along the first input", 38).move_to([-2.4, 0.6, 0]),
        word("flat along the second input", 38).move_to([2.4, 0.6, 0]),
    )


@drawn("text-over-text", ground="light")
def next_line_written_before_the_old_one_left(scene: Any) -> None:
    first, second = math("f(x) = (x - 1)^2 + 3", size=0.7), math("f'(x) = 2 (x - 1)", size=0.7)
    show(scene, first)
    scene.play(FadeIn(second), run_time=0.7)
    scene.wait()


@drawn("text-over-text")
def digits_outgrow_their_room_and_hit_the_name(scene: Any) -> None:
    """Room was kept for one digit before the point, and six come."""
    loss = ValueTracker(3.0)
    row = ReadOut("L(w, b)", lambda: loss.get_value(), widest=9.0, size=0.6)
    show(scene, row)
    scene.play(loss.animate.set_value(482916.0), run_time=2)
    scene.wait()


@drawn("text-over-text", ground="light")
def numbers_under_a_line_in_quarter_steps(scene: Any) -> None:
    line = NumberLine((0, 3, 0.25), length=8.0, color=theme().axis)
    numbers = VGroup(
        *(
            word(f"{k / 4:.2f}", 38).next_to(line.n2p(k / 4), np.array([0, -1, 0]))
            for k in range(13)
        )
    )
    show(scene, line, numbers)


@drawn("text-over-text")
def two_words_swap_straight_through_each_other(scene: Any) -> None:
    one, other = (
        word("steepest ascent", 44).shift(LEFT * 3),
        word("level curve", 44).shift(RIGHT * 3),
    )
    show(scene, one, other)
    scene.play(one.animate.shift(RIGHT * 6), other.animate.shift(LEFT * 6), run_time=4)
    scene.wait()


# -- text over a line -----------------------------------------------------------------------------


@drawn("text-over-line", ground="light")
def height_written_on_its_curve_without_a_plate(scene: Any) -> None:
    """The curve of x²/6 + 2 y² = 1.5 passes (3, 0) and (1.5, 0.75)."""
    plane = true(3.2)
    curves = LevelCurves(plane, VALLEY, (0.5, 1.5))
    y = np.sqrt((1.5 - 1.5**2 / 6) / 2)
    show(scene, plane, curves, word("height 1.5", 30).move_to(plane.to_screen((1.5, y))))


@drawn("text-over-line")
def long_edge_through_the_name_of_another_stop(scene: Any) -> None:
    stops = {"data": (-5, -1.5), "features": (0, 0.3), "answer": (5, 1.5)}
    dots = VGroup(*(Dot([*p, 0], radius=0.13, color=theme().highlight) for p in stops.values()))
    names = VGroup(*(word(n, 36).move_to([x, y - 0.45, 0]) for n, (x, y) in stops.items()))
    ends = [dots[k].get_center() for k in range(3)]
    edges = VGroup(
        Line(ends[0], ends[1], color=theme().x),
        Line(ends[1], ends[2], color=theme().x),
        Line(ends[0], np.array([3.6, 0.564, 0]), color=theme().y),
    )
    show(scene, VGroup(dots, names), edges)


@drawn("text-over-line", ground="light", scene_class=KitScene)
def slice_curve_swings_through_a_name_as_the_view_turns(scene: Any) -> None:
    space, heading = box((0, 3)), Heading((0.0, 0.0), (1.0, 0.0))
    curve = SliceCurve(space, BUMP, heading)
    name = pin(text("the ridge", color="slice"), space, (0.9, 0.0, 1.9), toward=(1.0, 0.1), gap=0.1)
    show(scene, SpaceAxes(space), curve)
    then(scene, "name", name)
    scene.play(space.turn(azimuth=120), run_time=2)
    scene.wait()


@drawn("text-over-line")
def circle_grows_into_its_own_remark(scene: Any) -> None:
    ring = Circle(1.0, color=theme().direction, stroke_width=6)
    remark = word("all unit steps", 36).move_to([2.9, 0.4, 0])
    show(scene, ring, remark)
    scene.play(ring.animate.scale(2.8), run_time=1.5)
    scene.wait()


@drawn("text-over-line", ground="light")
def level_line_rises_and_stops_on_the_formula(scene: Any) -> None:
    plane = flat((0, 4), (0, 4))
    rule = math("c = x^2\\/4").move_to(plane.to_screen((1.2, 3.0)))
    line = DashedLine(plane.to_screen((0, 0.6)), plane.to_screen((4, 0.6)), color=theme().error)
    show(scene, plane, VGroup(Graph(plane, lambda x: x**2 / 4), rule), line)
    scene.play(
        line.animate.shift(plane.to_screen((0, 3.0)) - plane.to_screen((0, 0.6))), run_time=1
    )
    scene.wait()


@drawn("text-over-line")
def tall_fraction_pokes_through_the_rule_of_a_table(scene: Any) -> None:
    cells = VGroup(
        math("f").move_to([-2, 1.4, 0]),
        math("(partial f)/(partial x)").move_to([2, 1.4, 0]),
        math("x y").move_to([-2, 0.0, 0]),
        math("(y^2 + 1)/(2 x)").move_to([2, -0.05, 0]),
    )
    rules = VGroup(
        Line([-4, 0.25, 0], [4, 0.25, 0], color=theme().axis),
        Line([0, 2.0, 0], [0, -0.8, 0], color=theme().axis),
    )
    show(scene, cells, rules)


# -- text covered ---------------------------------------------------------------------------------


@drawn("text-covered", scene_class=KitScene)
def formula_left_behind_the_surface(scene: Any) -> None:
    space = box((0, 3))
    rule = math("f = 3 / (1 + x^2 + y^2)", size=0.6).move_to(space.to_screen((0.0, 0.0, 1.2)))
    rule.set_z_index(-20)
    show(scene, rule, SpaceAxes(space), SurfacePlot(space, BUMP))


@drawn("text-covered", ground="light")
def scattered_points_upon_the_name_of_their_cloud(scene: Any) -> None:
    chance = np.random.default_rng(6)
    places = chance.normal((1.0, 0.5), (1.1, 0.35), (34, 2))
    name = word("training data", 40).move_to([1.0, 0.5, 0])
    dots = VGroup(*(Dot([*p, 0], radius=0.13, color=theme().x) for p in places))
    show(scene, name, dots)


@drawn("text-covered")
def column_grows_over_the_number_above_it(scene: Any) -> None:
    foot = Line([-3, -2.5, 0], [3, -2.5, 0], color=theme().axis)
    number = math("81\\/121", size=0.6).move_to([0, 0.6, 0])
    column = Rectangle(width=2.0, height=2.2, stroke_width=0).set_fill(theme().value, 1)
    column.move_to([0, -1.4, 0])
    show(scene, number, foot, column)
    scene.play(column.animate.stretch_to_fit_height(3.08).move_to([0, -0.96, 0]), run_time=1.5)
    scene.wait()


@drawn("text-covered", ground="light")
def opaque_disc_meant_to_mark_one_factor(scene: Any) -> None:
    rule = math("nabla f = (2 x y^3, 3 x^2 y^2 - 4)", size=0.8)
    disc = Circle(0.42, stroke_width=0).set_fill(theme().gradient, 1).move_to(rule[8])
    rim = Arc(0.5, 0, 6.28, color=theme().error).move_to(disc)
    show(scene, rule)
    then(scene, "mark", disc, rim)
