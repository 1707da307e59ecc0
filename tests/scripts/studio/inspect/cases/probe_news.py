"""Probes near the rules for what is new at once."""

from __future__ import annotations

from typing import Any

from manim import LEFT, RIGHT, Create, Dot, FadeIn, LaggedStart, Line, Rectangle, VGroup, Write

from scenes.kit.arrows import Arrow, VectorArrow
from scenes.kit.graphs import Graph
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.readout import Boxed, ReadOut
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.fourth_stage import (
    BOWL,
    LEFT_PART,
    RIGHT_PART,
    WHOLE,
    drawn,
    show,
    square_plane,
    then,
    wide_plane,
)


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


@drawn("too-many-new")
def seven_things_without_a_move(scene: Any) -> None:
    words = ("sum", "product", "chain", "quotient", "power", "sine", "logarithm")
    for k, word in enumerate(words):
        scene.add(text(word).move_to([4.0 * (k % 3) - 4.0, 2.0 - 1.6 * (k // 3), 0]))
    scene.wait()


@drawn("too-many-new")
def group_of_different_things(scene: Any) -> None:
    show(scene, text("Overview").move_to([-5, 3, 0]))
    scene.next_section("all")
    plane = square_plane(LEFT_PART)
    board = VGroup(
        plane,
        text("the plane of inputs").move_to([3.5, 2, 0]),
        math("nabla f = (x, 2 y)").move_to([3.5, 0.7, 0]),
        ReadOut("f", 1.5).move_to([3.5, -0.6, 0]),
        text("go downhill").move_to([3.5, -2, 0]),
    )
    scene.play(FadeIn(board), run_time=1)
    scene.wait()


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
def plates_near_but_apart(scene: Any) -> None:
    boxes = [Rectangle(width=2.6, height=1.2, color=theme().x, stroke_width=4) for _ in range(3)]
    chart = VGroup(*boxes).arrange(RIGHT, buff=1.2)
    words = [text(w).move_to(b) for w, b in zip(("w", "b", "L"), boxes, strict=True)]
    show(scene, chart, *words)


@drawn()
def dots_in_four_colors(scene: Any) -> None:
    plane = square_plane(WHOLE)
    colors = ("x", "y", "gradient", "direction")
    dots = [PointDot(plane, (k - 1.5, 0.5 * k - 0.5), color=c) for k, c in enumerate(colors)]
    show(scene, plane)
    then(scene, "dots", *dots)


@drawn()
def label_between_two_ticks(scene: Any) -> None:
    line = Line(LEFT * 4, RIGHT * 4, color=theme().axis, stroke_width=3)
    ticks = VGroup(*(Line([x, -0.1, 0], [x, 0.1, 0], color=theme().axis) for x in range(-4, 5)))
    numbers = VGroup(*(math(str(x)).move_to([x, -0.5, 0]) for x in range(-4, 5)))
    show(scene, VGroup(line, ticks, numbers), Dot([1.5, 0, 0], color=theme().x))


@drawn(ground="light")
def two_maps_and_an_answer(scene: Any) -> None:
    left, right = square_plane(LEFT_PART), square_plane(RIGHT_PART)
    show(scene, left, LevelCurves(left, BOWL, (0.5, 1)), right, LevelCurves(right, BOWL, (1,)))
    then(scene, "answer", Boxed(VGroup(math("kappa = 2"))).move_to([0.6, 3.2, 0]))


@drawn()
def dots_of_a_sequence(scene: Any) -> None:
    dots = VGroup(*(Dot([0.6 * k - 3, 2 * 0.7**k, 0], color=theme().x) for k in range(11)))
    show(scene, Line([-4, 0, 0], [4.5, 0, 0], color=theme().axis), dots)
