"""Fifth blind set: clean pictures of plain manim shapes and words, some of them near a limit."""

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
    Angle,
    AnnularSector,
    Arrow,
    Axes,
    Brace,
    Circle,
    CurvedArrow,
    DashedLine,
    Dot,
    DoubleArrow,
    Line,
    NumberLine,
    NumberPlane,
    Polygon,
    Rectangle,
    RoundedRectangle,
    Square,
    SurroundingRectangle,
    Text,
    Underline,
    VGroup,
)

from scenes.kit.theme import theme
from scenes.kit.typography import math
from tests.scripts.studio.inspect.cases.fifth_stage import drawn, node, show, then, word


@drawn()
def four_boxes_down_the_middle(scene: Any) -> None:
    names = ("read data", "fit line", "measure loss", "turn knobs")
    boxes = VGroup(*(node(name, 3.0, 0.9) for name in names)).arrange(DOWN, buff=0.7)
    ways = VGroup(
        *(
            Arrow(a.get_bottom(), b.get_top(), buff=0.08, color=theme().muted, stroke_width=4)
            for a, b in pairwise(boxes)
        )
    )
    show(scene, boxes, ways)


@drawn(ground="light")
def overlapping_circles_named_inside(scene: Any) -> None:
    sets = VGroup(
        Circle(1.9, color=theme().x, fill_opacity=0.12).shift(LEFT * 1.2),
        Circle(1.9, color=theme().y, fill_opacity=0.12).shift(RIGHT * 1.2),
    )
    left = word("convex", 30).shift(LEFT * 1.95)
    right = word("smooth", 30).shift(RIGHT * 1.95)
    show(scene, sets, left, right)


@drawn()
def paragraph_with_bullets_in_a_panel(scene: Any) -> None:
    panel = RoundedRectangle(width=9.5, height=4.4, corner_radius=0.25, stroke_width=2)
    panel.set_stroke(theme().axis).set_fill(theme().panel, 1)
    lines = VGroup()
    for words in ("small steps are safe", "large steps are fast", "too large ones diverge"):
        bullet = Dot(radius=0.08, color=theme().highlight)
        lines.add(VGroup(bullet, word(words, 36)).arrange(RIGHT, buff=0.3))
    lines.arrange(DOWN, buff=0.55, aligned_edge=LEFT).move_to(panel)
    show(scene, panel, lines)


@drawn(ground="light")
def ruled_table_of_words(scene: Any) -> None:
    rows = (("point", "kind"), ("origin", "minimum"), ("corner", "saddle"))
    table = VGroup()
    for k, (first, second) in enumerate(rows):
        y = 1.2 - 1.1 * k
        table.add(word(first, 34).move_to([-2, y, 0]), word(second, 34).move_to([2, y, 0]))
        if k:
            table.add(Line([-4, y + 0.55, 0], [4, y + 0.55, 0], color=theme().axis))
    show(scene, table)


@drawn()
def frame_round_the_whole_answer(scene: Any) -> None:
    answer = word("minus the gradient", 40)
    show(scene, answer, SurroundingRectangle(answer, color=theme().highlight, buff=0.25))


@drawn(ground="light")
def key_word_underlined(scene: Any) -> None:
    sentence = Text("The gradient is a local answer.", font_size=44, color=theme().ink)
    rule = Underline(sentence[14:19], color=theme().error, buff=0.12)
    show(scene, sentence, rule)


@drawn()
def angle_between_two_lines(scene: Any) -> None:
    first = Line([-3, -1.5, 0], [3.4, -1.5, 0], color=theme().x)
    second = Line([-3, -1.5, 0], [1.8, 2.2, 0], color=theme().y)
    arc = Angle(first, second, radius=1.3, color=theme().highlight)
    name = math("theta").move_to([-1.15, -0.78, 0])
    show(scene, VGroup(first, second), VGroup(arc, name))


@drawn(ground="light")
def triangle_with_a_dashed_height(scene: Any) -> None:
    corners = [np.array(p, float) for p in ((-3.5, -1.8, 0), (3.5, -1.8, 0), (0.8, 2.2, 0))]
    triangle = Polygon(*corners, color=theme().ink, stroke_width=4)
    height = DashedLine([0.8, 2.2, 0], [0.8, -1.8, 0], color=theme().x)
    names = VGroup(math("h", color="x").move_to([1.15, -0.3, 0]), math("c").move_to([0, -2.25, 0]))
    show(scene, triangle, height, names)


@drawn()
def arrow_points_at_a_word(scene: Any) -> None:
    target = word("the steepest way", 40).move_to([2.8, 1.4, 0])
    way = CurvedArrow([-4, -1.4, 0], target.get_left() + LEFT * 0.3, color=theme().gradient)
    show(scene, target, way)


@drawn()
def white_words_on_a_deep_blue_panel(scene: Any) -> None:
    panel = Rectangle(width=7, height=2, stroke_width=0).set_fill("#2456a6", 1)
    show(scene, VGroup(panel, word("hold one input still", 40)))


@drawn(ground="light")
def legend_of_three_colors(scene: Any) -> None:
    legend = VGroup()
    for color, name in (("x", "first input"), ("y", "second input"), ("value", "output")):
        disc = Circle(0.18, stroke_width=0).set_fill(theme().of(color), 1)
        legend.add(VGroup(disc, word(name, 34)).arrange(RIGHT, buff=0.3))
    show(scene, legend.arrange(DOWN, buff=0.5, aligned_edge=LEFT))


@drawn()
def source_line_of_modest_size_at_the_foot(scene: Any) -> None:
    heading = word("Where to read on", 52).shift(UP * 1.5)
    source = word("Boyd and Vandenberghe, Convex Optimization", 26, "muted")
    show(scene, heading, source.move_to([-1.2, -2.9, 0]))


@drawn(ground="light")
def heading_nearly_as_wide_as_the_frame(scene: Any) -> None:
    heading = word("Why does descent cross contours the way it does?", 48)
    show(scene, heading.scale_to_fit_width(12.8).shift(UP * 2.6))


@drawn()
def layers_of_a_small_network(scene: Any) -> None:
    layers = [[(-3.5, y) for y in (1.6, 0, -1.6)], [(0, 0.9), (0, -0.9)], [(3.5, 0.0)]]
    nodes = [
        [Circle(0.4, color=theme().x, stroke_width=4).move_to([*p, 0]) for p in layer]
        for layer in layers
    ]
    edges = VGroup()
    for one, other in pairwise(nodes):
        for a in one:
            for b in other:
                way = b.get_center() - a.get_center()
                way = way / np.linalg.norm(way) * 0.4
                ends = (a.get_center() + way, b.get_center() - way)
                edges.add(Line(*ends, color=theme().axis, stroke_width=3))
    letters = VGroup(
        *(math(f"x_{k + 1}", size=0.36).move_to(n) for k, n in enumerate(nodes[0])),
        math("y", size=0.36).move_to(nodes[2][0]),
    )
    show(scene, edges, VGroup(*(n for layer in nodes for n in layer), letters))


@drawn()
def plain_grid_with_an_arrow_named_outside(scene: Any) -> None:
    grid = NumberPlane(
        (-3, 3), (-2, 2), x_length=8.4, y_length=5.6,
        background_line_style={"stroke_color": theme().faint, "stroke_width": 2},
        axis_config={"stroke_color": theme().axis},
    ).shift(LEFT * 2.3)  # fmt: skip
    way = Arrow(grid.c2p(0, 0), grid.c2p(2, 1), buff=0, color=theme().direction)
    show(scene, grid, way)
    then(scene, "name", word("two right, one up", 30).move_to([4.4, 0.5, 0]))


@drawn(ground="light")
def brace_under_a_bar_with_its_length(scene: Any) -> None:
    bar = Rectangle(width=6, height=0.5, stroke_width=0).set_fill(theme().w, 1).shift(UP * 0.6)
    brace = Brace(bar, DOWN, color=theme().ink)
    show(scene, VGroup(bar, brace), math("Delta x").next_to(brace, DOWN, buff=0.15))


@drawn()
def histogram_with_classes_below(scene: Any) -> None:
    columns = VGroup()
    for k, height in enumerate((0.8, 1.9, 3.1, 2.2, 0.9)):
        bar = Rectangle(width=1.0, height=height, stroke_width=2, stroke_color=theme().background)
        bar.set_fill(theme().value, 1).move_to([1.0 * k - 2, -1.6 + height / 2, 0])
        columns.add(bar, math(str(k + 1)).move_to([1.0 * k - 2, -2.05, 0]))
    show(scene, columns)


@drawn(ground="light")
def shares_of_a_ring_named_outside(scene: Any) -> None:
    shares, names, start = (0.5, 0.3, 0.2), ("x", "y", "z"), 0.0
    ring = VGroup()
    for share, name, color in zip(shares, names, ("x", "y", "value"), strict=True):
        turn = 2 * PI * share
        ring.add(AnnularSector(1.0, 1.9, turn, start, fill_color=theme().of(color), fill_opacity=1))
        middle = start + turn / 2
        ring.add(math(name).move_to([2.35 * np.cos(middle), 2.35 * np.sin(middle), 0]))
        start += turn
    show(scene, ring)


@drawn()
def interval_marked_on_a_number_line(scene: Any) -> None:
    line = NumberLine((-3, 3, 1), length=11, color=theme().axis, include_ticks=True)
    part = Line(line.n2p(-1), line.n2p(2), color=theme().highlight, stroke_width=10)
    below = VGroup(
        *(math(str(k).replace("-", "\u2212")).next_to(line.n2p(k), DOWN, buff=0.3)
          for k in range(-3, 4))
    )  # fmt: skip
    span = DoubleArrow(line.n2p(-1) + UP, line.n2p(2) + UP, buff=0, color=theme().ink)
    show(scene, VGroup(line, below), part)
    then(scene, "span", VGroup(span, math("2 h").next_to(span, UP, buff=0.15)))


@drawn(ground="light")
def plain_axes_with_a_curve_and_its_name(scene: Any) -> None:
    axes = Axes((0, 5), (0, 3), x_length=9, y_length=5, tips=False).set_color(theme().axis)
    curve = axes.plot(lambda x: 2.4 * np.exp(-x / 2), color=theme().value, stroke_width=5)
    show(scene, axes, curve, word("the loss", 34, "value").move_to(axes.c2p(2.2, 1.6)))


@drawn()
def five_squares_in_a_row(scene: Any) -> None:
    row = VGroup(
        *(Square(1.2, color=theme().level_color(k / 4), stroke_width=5) for k in range(5))
    ).arrange(RIGHT, buff=0.5)
    show(scene, row, word("one pattern, five times", 34).next_to(row, DOWN, buff=0.5))
