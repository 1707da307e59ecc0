"""Sixth blind set: clean pictures of plain manim shapes and words."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    PI,
    RIGHT,
    UP,
    ArcBetweenPoints,
    Arrow,
    Axes,
    BackgroundRectangle,
    Brace,
    Circle,
    Cube,
    DashedLine,
    Dot,
    Line,
    NumberLine,
    Polygon,
    Rectangle,
    RegularPolygon,
    RoundedRectangle,
    Square,
    SurroundingRectangle,
    Text,
    VGroup,
)

from scenes.kit.theme import theme
from scenes.kit.typography import math
from tests.scripts.studio.inspect.cases.sixth_stage import (
    button,
    column,
    drawn,
    show,
    then,
    tick,
    word,
)


@drawn()
def frame_round_the_second_row_of_numbers(scene: Any) -> None:
    rows = ("3", "-1", "0"), ("2", "5", "4"), ("1", "0", "7")
    cells = VGroup(
        *(math(v, size=0.6).move_to([1.6 * k - 1.6, 1.4 - 1.4 * r, 0])
          for r, row in enumerate(rows) for k, v in enumerate(row))
    )  # fmt: skip
    show(scene, cells)
    then(scene, "row", SurroundingRectangle(cells[3:6], color=theme().highlight, buff=0.28))


@drawn(ground="light")
def brace_under_one_half_of_a_formula(scene: Any) -> None:
    rule = math("nabla f dot u = norm(nabla f) cos theta", size=0.7).shift(UP * 0.6)
    brace = Brace(rule[:4], DOWN, color=theme().axis)
    show(scene, rule)
    then(scene, "brace", brace, word("the rate", 34).next_to(brace, DOWN, buff=0.15))


@drawn()
def years_above_and_below_a_time_line(scene: Any) -> None:
    line = Line([-5.5, 0, 0], [5.5, 0, 0], color=theme().axis, stroke_width=4)
    events = ("Newton", "Euler", "Cauchy", "Robbins")
    marks = VGroup()
    for k, name in enumerate(events):
        at = np.array([-4.2 + 2.8 * k, 0, 0])
        marks.add(Dot(at, radius=0.11, color=theme().highlight))
        marks.add(word(name, 34).move_to(at + (UP if k % 2 else DOWN) * 0.48))
    show(scene, line, marks)


@drawn(ground="light")
def tree_of_a_product_and_a_sum(scene: Any) -> None:
    places = {"+": (0, 2), "x": (-2.2, 0.2), "dot": (2.2, 0.2), "y": (0.9, -1.7), "z": (3.5, -1.7)}
    edges = VGroup()
    for parent, child in (("+", "x"), ("+", "dot"), ("dot", "y"), ("dot", "z")):
        ends = (np.array([*places[n], 0.0]) for n in (parent, child))
        edges.add(Line(*ends, color=theme().axis, stroke_width=4))
    nodes = VGroup()
    for name, place in places.items():
        disc = Circle(0.5, color=theme().value, stroke_width=4).set_fill(theme().background, 1)
        nodes.add(VGroup(disc, math(name)).move_to([*place, 0]))
    show(scene, edges, nodes)


@drawn()
def rings_of_a_target_hit_from_outside(scene: Any) -> None:
    rings = VGroup(*(Circle(r, color=theme().value, stroke_width=4) for r in (0.7, 1.4, 2.1)))
    shot = Arrow([-5.5, 2.2, 0], [-0.1, 0.05, 0], color=theme().error, buff=0)
    show(scene, rings, Dot(color=theme().highlight))
    then(scene, "shot", shot, word("one more step", 34).move_to([-4.9, -0.6, 0]))


@drawn(ground="light")
def face_of_a_clock(scene: Any) -> None:
    face = Circle(2.7, color=theme().ink, stroke_width=5)
    hours = VGroup(
        *(word(str(h), 32).move_to(
            2.25 * np.array([np.sin(h * PI / 6), np.cos(h * PI / 6), 0])) for h in range(1, 13))
    )  # fmt: skip
    hands = VGroup(
        Line([0, 0, 0], [0.9, 0.9, 0], color=theme().error, stroke_width=8),
        Line([0, 0, 0], [0, 1.6, 0], color=theme().ink, stroke_width=5),
    )
    show(scene, VGroup(face, hours), hands)


@drawn()
def three_tasks_with_check_marks(scene: Any) -> None:
    names = ("take the partials", "collect them", "turn them around")
    rows = column([word(n, 42) for n in names], -2.4, 1.4, 1.3)
    ticks = VGroup(*(tick(row.get_left() + LEFT * 0.8) for row in rows))
    show(scene, rows, ticks)


@drawn(ground="light")
def staircase_with_its_rise_and_run(scene: Any) -> None:
    corners = [[-4, -2, 0]]
    for k in range(4):
        corners += [[-4 + 2 * k, -1 + k, 0], [-2 + 2 * k, -1 + k, 0]]
    stairs = VGroup(*(Line(a, b, color=theme().step, stroke_width=6) for a, b in pairwise(corners)))
    names = VGroup(
        word("rise", 32).move_to([-4.7, -1.5, 0]), word("run", 32).move_to([-3, -0.65, 0])
    )
    show(scene, stairs, names)


@drawn()
def before_and_after_on_two_sides_of_a_rule(scene: Any) -> None:
    rule = Line([0, -2.4, 0], [0, 2.4, 0], color=theme().axis)
    left = VGroup(word("before", 46), math("kappa = 22.46", size=0.6)).arrange(DOWN, buff=0.8)
    right = VGroup(word("after", 46), math("kappa = 2", size=0.6)).arrange(DOWN, buff=0.8)
    show(scene, rule, left.shift(LEFT * 3.2), right.shift(RIGHT * 3.2))


@drawn(ground="light")
def question_in_a_speech_bubble(scene: Any) -> None:
    bubble = RoundedRectangle(width=8.6, height=2.2, corner_radius=0.5, color=theme().ink)
    tail = Polygon([-2, -1.1, 0], [-1, -1.1, 0], [-2.4, -2.1, 0], color=theme().ink)
    show(scene, VGroup(bubble, tail), word("Which way is down?", 46))


@drawn()
def few_lines_of_code_on_a_panel(scene: Any) -> None:
    panel = Rectangle(width=9, height=3.2, stroke_width=0).set_fill(theme().panel, 1)
    lines = ("w = w - step * dw", "b = b - step * db", "loss = measure(w, b)")
    code = column([Text(c, font="Monospace", font_size=26, color=theme().ink) for c in lines],
                  -3.6, 0.9, 0.9)  # fmt: skip
    show(scene, panel, code)


@drawn(ground="light")
def cloud_of_points_with_its_line_named_outside(scene: Any) -> None:
    chance = np.random.default_rng(11)
    axes = Axes((0, 10), (0, 6), x_length=8, y_length=5, tips=False).set_color(theme().axis)
    axes.shift(LEFT * 1.6)
    xs = chance.uniform(0.5, 9.5, 26)
    ys = 0.4 * xs + 1 + chance.normal(0, 0.35, 26)
    cloud = VGroup(*(Dot(axes.c2p(a, b), radius=0.07, color=theme().x)
                     for a, b in zip(xs, ys, strict=True)))  # fmt: skip
    line = axes.plot(lambda x: 0.4 * x + 1, color=theme().error, stroke_width=5)
    show(scene, axes, cloud)
    then(scene, "line", line, word("best line", 34, "error").next_to(axes.c2p(10, 5), RIGHT))


@drawn()
def strip_of_shades_with_its_ends_numbered(scene: Any) -> None:
    cells = VGroup(
        *(Square(0.7, stroke_width=0).set_fill(theme().level_color(k / 9), 1) for k in range(10))
    ).arrange(RIGHT, buff=0)
    ends = VGroup(math("0").next_to(cells[0], DOWN), math("1").next_to(cells[-1], DOWN))
    show(scene, cells, ends)


@drawn(ground="light")
def column_of_a_thermometer(scene: Any) -> None:
    tube = RoundedRectangle(width=0.8, height=4.8, corner_radius=0.4, color=theme().ink)
    mercury = RoundedRectangle(width=0.5, height=2.6, corner_radius=0.25, stroke_width=0)
    mercury.set_fill(theme().error, 1).move_to([0, -0.95, 0])
    marks = VGroup()
    for k in range(4):
        y = -1.5 + k
        marks.add(Line([0.55, y, 0], [0.85, y, 0], color=theme().ink))
        marks.add(word(str(10 * k), 32).move_to([1.35, y, 0]))
    show(scene, VGroup(tube, mercury), marks)


@drawn()
def jumps_along_a_number_line(scene: Any) -> None:
    line = NumberLine((0, 8, 1), length=11, color=theme().axis).shift(DOWN)
    stops = (0, 3, 5, 6)
    hops = VGroup()
    for a, b in pairwise(stops):
        hops.add(ArcBetweenPoints(line.n2p(b) + UP * 0.15, line.n2p(a) + UP * 0.15, angle=2,
                                  color=theme().step, stroke_width=5))  # fmt: skip
        hops.add(math(f"+{b - a}").next_to(hops[-1], UP, buff=0.12))
    show(scene, line, hops)


@drawn(ground="light")
def plate_of_words_interrupts_a_wave(scene: Any) -> None:
    axes = Axes((0, 10), (-2, 2), x_length=12, y_length=5, tips=False).set_color(theme().axis)
    wave = axes.plot(lambda x: 1.2 * np.sin(x), color=theme().value, stroke_width=5)
    name = word("one oscillation", 36).move_to(axes.c2p(3.15, 0.0))
    plate = BackgroundRectangle(name, color=theme().background, fill_opacity=1, buff=0.2)
    show(scene, axes, wave, VGroup(plate, name))


@drawn()
def cube_with_its_edge_named_outside(scene: Any) -> None:
    cube = Cube(
        2.4, fill_opacity=0.15, fill_color=theme().x, stroke_color=theme().x, stroke_width=4
    )
    cube.rotate(0.5, axis=UP).rotate(0.4, axis=RIGHT)
    show(scene, cube, math("a", size=0.6).next_to(cube, DOWN, buff=0.3))


@drawn(ground="light")
def letters_on_squares_of_two_colors(scene: Any) -> None:
    for k, letter in enumerate("abcd"):
        square = Square(1.5, stroke_width=0)
        square.set_fill("#1b3a5c" if k % 2 else "#e9dfc4", 1)
        ink = "#ffffff" if k % 2 else "#1b2430"
        scene.add(VGroup(square, word(letter, 48, ink)).move_to([1.5 * k - 2.25, 0, 0]))
        scene.wait(0.3)
        scene.next_section(letter)
    scene.wait()


@drawn()
def reason_written_over_the_arrow_between_two_steps(scene: Any) -> None:
    first, second = math("f(r(t)) = c", size=0.6), math("nabla f dot r' = 0", size=0.6)
    first.move_to([-4, 0, 0])
    second.move_to([4, 0, 0])
    way = Arrow(first.get_right(), second.get_left(), buff=0.4, color=theme().muted)
    show(scene, first)
    then(
        scene, "so", VGroup(way, word("by the chain rule", 32).next_to(way, UP, buff=0.15)), second
    )


@drawn(ground="light")
def hexagon_with_its_diagonal_and_its_corners_named(scene: Any) -> None:
    cell = RegularPolygon(6, radius=2.2, color=theme().value, stroke_width=5)
    corners = cell.get_vertices()
    diagonal = DashedLine(corners[0], corners[3], color=theme().error)
    names = VGroup(*(math(n).move_to(1.2 * c) for n, c in zip("ABCDEF", corners, strict=True)))
    show(scene, cell, diagonal, names)


@drawn()
def dark_words_on_a_bright_button(scene: Any) -> None:
    show(scene, button("try it yourself", "highlight", "#10151d"))
    then(scene, "hint", word("pause the film here", 32, "muted").shift(DOWN * 1.6))
