"""Third blind set: clean pictures as a good lecture shows them, still and moving."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Brace,
    Circle,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    FadeOut,
    Line,
    NumberPlane,
    Polygon,
    Rectangle,
    RoundedRectangle,
    Scene,
    SurroundingRectangle,
    Transform,
    Underline,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    always_redraw,
)

from scenes.kit.layout import Region
from scenes.kit.tables import NumberTable
from scenes.kit.theme import theme, use_theme
from scenes.kit.typography import BODY, HERO, LABEL, TITLE, math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import DARK_PAPER, LIGHT_PAPER, paper
from tests.scripts.studio.inspect.cases.third_stage import cross_axes, curve, here, plated


@case(defect=None)
def boxed_result(scene: Scene) -> None:
    """A formula in a frame of its own, under a title."""
    paper(scene, DARK_PAPER)
    rule = math("nabla f dot u = |nabla f| cos theta", size=HERO)
    scene.add(text("What we found", size=TITLE).move_to(here(0, 2.4)), rule)
    scene.play(Create(SurroundingRectangle(rule, color=theme().highlight, buff=0.3)))
    scene.wait(0.5)


@case(defect=None)
def underlined_title(scene: Scene) -> None:
    """A title with a line below it, as one does on a board."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        title = text("Three ideas", size=HERO).move_to(here(0, 2))
        scene.add(title, Underline(title, color=theme().axis))
        scene.add(text("slope, direction, length", size=TITLE).move_to(here(0, 0)))


@case(defect=None)
def plate_on_a_grid(scene: Scene) -> None:
    """A sentence on an opaque plate in front of a grid."""
    paper(scene, DARK_PAPER)
    grid = NumberPlane(
        background_line_style={"stroke_color": theme().axis, "stroke_width": 2},
        axis_config={"stroke_color": theme().axis},
    )
    scene.add(grid, plated(text("every square is one unit", size=TITLE)))


@case(defect=None)
def brace_with_its_length(scene: Scene) -> None:
    """A brace below a line with the length's name."""
    paper(scene, DARK_PAPER)
    bar = Line(here(-2.5, 0.5), here(2.5, 0.5), color=theme().x, stroke_width=6)
    brace = Brace(bar, DOWN, color=theme().ink)
    scene.add(bar, brace, math("Delta x", size=TITLE).next_to(brace, DOWN, buff=0.2))


@case(defect=None)
def two_arrows_and_their_sum(scene: Scene) -> None:
    """Arrows tip to tail, the sum from the first tail; names beside the stems."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        a, b, c = here(-3, -1.5), here(1, -0.7), here(2.2, 1.8)
        for tail, tip, name, color, way in (
            (a, b, "u", "x", DOWN), (b, c, "v", "y", RIGHT), (a, c, "u + v", "slice", UP + LEFT),
        ):  # fmt: skip
            arrow = Arrow(tail, tip, buff=0, color=theme().of(color))
            label = math(name, size=BODY, color=color)
            scene.add(arrow, label.next_to((tail + tip) / 2, way, buff=0.3))


@case(defect=None)
def triangle_with_sides_named(scene: Scene) -> None:
    """A right triangle, each side named outside."""
    paper(scene, DARK_PAPER)
    a, b, c = here(-2.5, -1.5), here(2.5, -1.5), here(2.5, 1.5)
    shape = Polygon(a, b, c, color=theme().value, fill_opacity=0.15)
    scene.add(shape)
    scene.add(math("3", size=TITLE).next_to((b + c) / 2, RIGHT, buff=0.2))
    scene.add(math("5", size=TITLE).next_to((a + b) / 2, DOWN, buff=0.2))
    scene.add(math("c", size=TITLE).next_to((a + c) / 2, UP + LEFT, buff=0.2))


@case(defect=None)
def balls_pass_each_other(scene: Scene) -> None:
    """Two named balls swap sides; names and balls pass on two tracks."""
    paper(scene, DARK_PAPER)
    pairs = []
    for x, y, name in ((-4.0, 0.7, "a"), (4.0, -0.7, "b")):
        ball = Dot(here(x, y), radius=0.2, color=theme().y)
        pairs.append(VGroup(ball, math(name, size=BODY).next_to(ball, UP, buff=0.15)))
    scene.add(*pairs)
    scene.play(pairs[0].animate.shift(8 * RIGHT), pairs[1].animate.shift(8 * LEFT), run_time=1.2)
    scene.wait(0.5)


@case(defect=None)
def chain_of_transforms(scene: Scene) -> None:
    """One formula becomes the next, three times."""
    paper(scene, DARK_PAPER)
    rule = math("(x + h)^2 - x^2", size=HERO)
    scene.play(Write(rule), run_time=0.8)
    for source in ("2 x h + h^2", "h (2 x + h)", "2 x + h"):
        scene.play(Transform(rule, math(source, size=HERO)), run_time=0.6)
        scene.wait(0.4)


@case(defect=None)
def square_becomes_circle_with_word(scene: Scene) -> None:
    """A shape and the word in it change together."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        shape: VMobject = Rectangle(width=3, height=3, color=theme().x, stroke_width=5)
        word = text("square", size=BODY)
        scene.add(shape, word)
        ring = Circle(radius=1.6, color=theme().x, stroke_width=5)
        scene.play(Transform(shape, ring), Transform(word, text("circle", size=BODY)))
        scene.wait(0.5)


@case(defect=None)
def tangent_sweeps_along_a_curve(scene: Scene) -> None:
    """A tangent slides along a parabola whose name stands clear of its way."""
    paper(scene, DARK_PAPER)
    axes = cross_axes()
    bend = curve(axes, lambda x: 0.3 * x * x - 1)
    t = ValueTracker(-1.5)

    def tangent() -> Line:
        x = t.get_value()
        points = [axes.c2p(x + d, 0.3 * x * x - 1 + 0.6 * x * d) for d in (-0.8, 0.8)]
        return Line(*points, color=theme().tangent, stroke_width=5)

    scene.add(axes, bend, always_redraw(tangent))
    scene.play(t.animate.set_value(1.5), run_time=1.5)
    scene.wait(0.5)


@case(defect=None)
def dashed_projections_to_both_axes(scene: Scene) -> None:
    """A point with dashed lines to the axes, its feet named below and beside."""
    paper(scene, DARK_PAPER)
    axes = cross_axes()
    spot, foot, side = axes.c2p(1.5, 1.2), axes.c2p(1.5, 0), axes.c2p(0, 1.2)
    scene.add(axes, Dot(spot, color=theme().highlight))
    scene.add(*(DashedLine(spot, end, color=theme().muted) for end in (foot, side)))
    scene.add(math("x_0", size=BODY).next_to(foot, DOWN, buff=0.2))
    scene.add(math("y_0", size=BODY).next_to(side, LEFT, buff=0.2))


@case(defect=None)
def flow_chart(scene: Scene) -> None:
    """Three boxes in a row joined by arrows that touch their edges."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        boxes = []
        for words, x in (("guess", -4.6), ("measure", 0.0), ("step", 4.6)):
            box = RoundedRectangle(width=2.8, height=1.4, corner_radius=0.2, color=theme().axis)
            boxes.append(box.move_to(here(x, 0)))
            scene.add(box, text(words, size=BODY).move_to(box))
        for left, right in ((0, 1), (1, 2)):
            ends = boxes[left].get_right(), boxes[right].get_left()
            scene.add(Arrow(*ends, buff=0, color=theme().ink))


@case(defect=None)
def table_of_quotients(scene: Scene) -> None:
    """A dense but orderly table of numbers."""
    paper(scene, DARK_PAPER)
    steps = [1.0, 0.5, 0.25, 0.125, 0.0625]
    table = NumberTable(
        ["h", "2 + h"],
        [steps, [2 + h for h in steps]],
        places=[4, 4],
        colors=["step", "value"],
        size=BODY,
    )
    scene.add(table.move_to(here(0, 0)))


@case(defect=None)
def sentence_makes_room_for_a_plot(scene: Scene) -> None:
    """A sentence leaves before the plot arrives at its place."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        words = text("Let us look at it.", size=HERO)
        scene.play(FadeIn(words), run_time=0.5)
        scene.wait(0.5)
        scene.play(FadeOut(words), run_time=0.5)
        axes = cross_axes()
        scene.play(FadeIn(axes, curve(axes, lambda x: np.sin(2 * x))), run_time=0.6)
        scene.wait(0.5)


@case(defect=None)
def shaded_area_with_its_name(scene: Scene) -> None:
    """The area below a curve, with its name in the middle of the shade."""
    paper(scene, DARK_PAPER)
    axes = cross_axes()
    bend = curve(axes, lambda x: 1.8 - 0.2 * x * x, over=(-2.5, 2.5))
    area = axes.get_area(bend, x_range=(0.2, 2.2), color=theme().slice, opacity=0.35)
    scene.add(axes, area, bend, math("A", size=TITLE).move_to(axes.c2p(1.2, 0.7)))


@case(defect=None)
def concentric_rings_with_a_leader(scene: Scene) -> None:
    """Rings, and a name outside them with a leader line that ends before it."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        for radius in (0.6, 1.2, 1.8):
            scene.add(Circle(radius=radius, color=theme().x, stroke_width=4))
        scene.add(Line(here(1.27, 1.27), here(2.7, 2.0), color=theme().axis, stroke_width=3))
        scene.add(text("equal height", size=BODY).move_to(here(4.1, 2.1)))


@case(defect=None)
def number_line_with_a_marker(scene: Scene) -> None:
    """A number line, ticks, numbers below, a marker above."""
    paper(scene, DARK_PAPER)
    scene.add(Line(here(-5, 0), here(5, 0), color=theme().axis))
    for k in range(-2, 3):
        scene.add(Line(here(2 * k, -0.12), here(2 * k, 0.12), color=theme().axis))
        scene.add(math(str(k), size=LABEL).move_to(here(2 * k, -0.45)))
    marker = Arrow(here(-2, 1.2), here(-2, 0.1), buff=0, color=theme().highlight)
    scene.add(marker)
    scene.play(marker.animate.shift(4 * RIGHT), run_time=1)
    scene.wait(0.5)


@case(defect=None)
def words_inside_a_region(scene: Scene) -> None:
    """Three left-aligned lines of one paragraph in a panel."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        room = Region(-4, -1.6, 4, 1.6)
        panel = Rectangle(
            width=room.width,
            height=room.height,
            stroke_color=theme().axis,
            fill_color=theme().panel,
            fill_opacity=1,
        )
        lines = VGroup(
            *(
                text(words, size=BODY)
                for words in ("Walk along the curve.", "The height stays.", "The slope does not.")
            )
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.3)
        scene.add(panel, lines)
