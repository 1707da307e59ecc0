"""Fifth blind set: text that lies on text, on a stranger's line, or under something solid."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Arrow,
    Axes,
    DashedLine,
    Dot,
    Polygon,
    Rectangle,
    RoundedRectangle,
    SurroundingRectangle,
    ValueTracker,
    VGroup,
)

from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.bars import Bars
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region, title_bar
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import TangentLine
from scenes.kit.readout import ReadOut
from scenes.kit.slices import SliceCurve, TangentLine3D
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.states import Heading
from scenes.kit.step_path import StepPath
from scenes.kit.surface import SurfacePlot
from scenes.kit.tables import NumberTable
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.fifth_stage import (
    DOME,
    TROUGH,
    KitScene,
    box,
    drawn,
    flat,
    node,
    show,
    then,
    true,
    word,
)

# -- text over text -------------------------------------------------------------------------------


@drawn("text-over-text")
def two_tall_rows_set_too_close(scene: Any) -> None:
    first = math("(partial f)/(partial x) = 2 x y^3")
    second = math("(partial f)/(partial y) = 3 x^2 y^2 - 4")
    first.move_to([-3, 1.0, 0])
    second.align_to(first, LEFT).set_y(0.45)
    show(scene, first, second)


@drawn("text-over-text", ground="light")
def names_of_neighbouring_bars_run_together(scene: Any) -> None:
    bars = Bars([0.7, 0.45, 0.9, 0.3], Region(-4, -2.0, 4, 2.6), colors="w")
    names = [text(w, size=0.36) for w in ("learning rate", "batch size", "momentum", "decay")]
    show(scene, bars, bars.named(names))


@drawn("text-over-text")
def formula_rises_into_the_title(scene: Any) -> None:
    title = title_bar("How fast, if I walk that way?")
    rule = math("D_u f = nabla f dot u").move_to([-3.6, -0.5, 0])
    show(scene, title, rule)
    scene.play(rule.animate.set_y(title.get_center()[1] - 0.1), run_time=1)
    scene.wait()


@drawn("text-over-text", scene_class=KitScene)
def name_of_a_corner_on_its_tick_number(scene: Any) -> None:
    space = box((0, 2))
    axes = SpaceAxes(space)
    show(scene, axes, SurfacePlot(space, DOME))
    spot = axes.tick_labels[0][1].get_center()
    then(
        scene,
        "corner",
        math("x = -1", color="x", size=0.33).move_to(spot + np.array([0.05, -0.1, 0])),
    )


@drawn("text-over-text")
def columns_of_plain_words_too_narrow(scene: Any) -> None:
    head = VGroup(word("method"), word("steps to converge"), word("loss"))
    row = VGroup(word("fixed step"), word("one hundred"), word("0.22"))
    for line, y in ((head, 0.8), (row, -0.2)):
        for x, entry in zip((-3.2, -0.6, 1.2), line, strict=True):
            entry.move_to([x, y, 0])
    show(scene, VGroup(head, row))


@drawn("text-over-text")
def names_meet_when_the_arrows_align(scene: Any) -> None:
    plane = true(3.0)
    turn = ValueTracker(2.6)
    base = (0.4, 0.3)
    way = lambda: (np.cos(turn.get_value()), np.sin(turn.get_value()))  # noqa: E731
    steep = GradientArrow(plane, TROUGH, base, scale=1.2)
    u = DirectionArrow(plane, base, way, scale=0.76).follow()
    names = (
        steep.labelled(math("nabla f", color="gradient")),
        u.labelled(math("u", color="direction")),
    )
    show(scene, plane, VGroup(steep, names[0]), VGroup(u, names[1]))
    scene.play(turn.animate.set_value(1.25), run_time=2)
    scene.wait()


# -- text over a line -----------------------------------------------------------------------------


@drawn("text-over-line", ground="light")
def upright_axis_through_the_formula(scene: Any) -> None:
    axes = Axes((-4, 4), (-2, 2), x_length=11, y_length=5, tips=False)
    axes.set_color(theme().axis)
    rule = math("f(x) = x^2 e^(-x)").move_to(axes.c2p(0.1, 1.3))
    show(scene, axes, rule)


@drawn("text-over-line")
def steps_run_through_the_name_of_the_goal(scene: Any) -> None:
    plane = true(3.0)
    places = [(2.6, 1.2), (0.9, -0.75), (0.6, 0.45), (0.15, -0.2), (0.05, 0.05)]
    show(scene, plane, StepPath(plane, places))
    then(scene, "goal", text("the minimum").move_to(plane.to_screen((1.6, 0.22))))


@drawn("text-over-line")
def tangent_comes_to_lie_on_a_read_out(scene: Any) -> None:
    plane = true(3.0)
    t = ValueTracker(2.4)
    place = lambda: (1.6 * np.cos(t.get_value()), 0.8 * np.sin(t.get_value()))  # noqa: E731
    tangent = TangentLine(plane, TROUGH, place, reach=4.5).follow(place)
    show(scene, plane, LevelCurves(plane, TROUGH, (0.64,)), tangent)
    value = ReadOut("f", 0.64).move_to(plane.to_screen((2.3, 0.41)))
    then(scene, "value", value)
    scene.play(t.animate.set_value(1.2), run_time=2)
    scene.wait()


@drawn("text-over-line")
def drop_line_cuts_the_coordinates(scene: Any) -> None:
    plane = flat((0, 4), (0, 4), grid=False)
    curve = Graph(plane, lambda x: 0.2 * x**2 + 0.4)
    ends = plane.to_screen([(3.0, 0.0), (3.0, 2.2)])
    drop = DashedLine(*ends, color=theme().x, stroke_width=4)
    where = math("(3, 2.2)").move_to(plane.to_screen((3.0, 1.1)))
    show(scene, plane, VGroup(curve, drop), where)


@drawn("text-over-line", ground="light")
def frame_made_for_a_shorter_answer(scene: Any) -> None:
    answer = word("The loss falls fastest along minus the gradient.", 34)
    frame = SurroundingRectangle(answer[:22], color=theme().highlight, buff=0.25)
    show(scene, answer, frame)


@drawn("text-over-line")
def arrow_shoots_through_the_middle_box(scene: Any) -> None:
    boxes = VGroup(*(node(w) for w in ("data", "model", "loss"))).arrange(RIGHT, buff=1.2)
    way = Arrow(boxes[0].get_right(), boxes[2].get_left(), buff=0.1, color=theme().ink)
    show(scene, boxes, way)


@drawn("text-over-line", scene_class=KitScene)
def tangent_in_space_through_its_slope(scene: Any) -> None:
    space, heading = box((0, 2)), Heading((1.0, -0.4), (1.0, 0.3))
    tangent = TangentLine3D(space, DOME, heading, reach=2.2)
    show(scene, SpaceAxes(space), SliceCurve(space, DOME, heading), tangent)
    ends = space.to_screen(tangent.curves()[0][[0, -1]])
    slope = math("D_u f", color="tangent", size=0.56).set_z_index(4)
    then(scene, "slope", slope.move_to(0.3 * ends[0] + 0.7 * ends[1]))


# -- text covered ---------------------------------------------------------------------------------


@drawn("text-covered", ground="light")
def panel_slides_over_half_a_rule(scene: Any) -> None:
    rule = math("nabla (g compose f) = g'(f) nabla f", size=0.6).move_to([-1.4, 0.6, 0])
    show(scene, rule)
    panel = RoundedRectangle(width=5.0, height=3.4, corner_radius=0.2, stroke_width=2)
    panel.set_stroke(theme().axis).set_fill(theme().panel, 1).move_to([9.9, 0.4, 0])
    scene.add(panel)
    scene.play(panel.animate.move_to([2.1, 0.4, 0]), run_time=1.5)
    scene.wait()


@drawn("text-covered")
def big_ball_on_the_word_saddle(scene: Any) -> None:
    name = word("saddle point", 40).move_to([0.4, 0.9, 0])
    ball = Dot([-0.5, 0.8, 0], radius=0.7, color=theme().y)
    show(scene, name, ball)


@drawn("text-covered")
def area_painted_after_its_name(scene: Any) -> None:
    plane = flat((0, 4), (0, 2), grid=False)
    x = np.linspace(0.5, 3.5, 60)
    top = 1.1 + 0.5 * np.sin(x)
    name = math("integral f", size=0.6).move_to(plane.to_screen((1.9, 0.7)))
    curve = Graph(plane, lambda v: 1.1 + 0.5 * np.sin(v))
    show(scene, plane, curve, name)
    rim = [plane.to_screen(p) for p in [*zip(x, top, strict=True), (3.5, 0.02), (0.5, 0.02)]]
    area = Polygon(*rim, stroke_width=0, fill_color=theme().w, fill_opacity=1)
    then(scene, "area", area)


@drawn("text-covered")
def row_marked_with_an_opaque_bar(scene: Any) -> None:
    table = NumberTable(
        ("eta", "k"), ([0.01, 0.1, 0.14], [812, 80, 51]), places=(2, 0), colors=("step", "value")
    ).center()
    show(scene, table)
    row = table.rows[1]
    bar = Rectangle(width=row.width + 0.4, height=row.height + 0.25, stroke_width=0)
    bar.set_fill(theme().highlight, 1).move_to(row)
    then(scene, "mark", bar)
