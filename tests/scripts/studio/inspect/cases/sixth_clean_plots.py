"""Sixth blind set: clean plots and maps of the kit."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Create, FadeIn, ValueTracker, VGroup

from mathcore.arrays import Window
from mathcore.models import FIVE_POINTS
from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.bars import Bars
from scenes.kit.close_up import CloseUp, MapFrame
from scenes.kit.dials import AngleArc, UnitCircle
from scenes.kit.following import FollowingLine
from scenes.kit.graphs import Graph
from scenes.kit.knob_dials import KnobDial
from scenes.kit.layout import SIDE, STAGE, Region, place, stack, title_bar
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, TangentLine
from scenes.kit.panels import DataPanel, Knobs, LossPanel, Residuals
from scenes.kit.plates import Plated
from scenes.kit.readout import Boxed, ReadOut, ReadOuts
from scenes.kit.step_path import StepPath
from scenes.kit.straight_line import StraightLine
from scenes.kit.stretching import Reframe, StretchingPlane, flattened
from scenes.kit.tables import NumberTable
from scenes.kit.typography import LABEL, math, prose, text
from scenes.kit.unit_balls import UnitBall
from scenes.kit.vectors import VectorField
from tests.scripts.studio.inspect.cases.sixth_stage import (
    BOARD,
    HALF_LEFT,
    HALF_RIGHT,
    NEAR_LEFT,
    NEAR_RIGHT,
    SLOPE,
    TWIST,
    VALLEY,
    WAVES,
    drawn,
    flat,
    show,
    then,
    true,
)


@drawn()
def run_and_rise_of_a_secant(scene: Any) -> None:
    plane = flat((0, 3), (0, 5))
    curve = Graph(plane, lambda x: 1 + x**2 / 3)
    legs = FollowingLine(
        plane,
        lambda: [(0.6, 1.12), (2.4, 1.12), (2.4, 2.92)],
        color="step",
        width=4,
        subject="legs",
    )
    names = VGroup(
        math("h", color="step").next_to(plane.to_screen((1.5, 1.12)), DOWN, buff=0.15),
        math("Delta f", color="step").next_to(plane.to_screen((2.4, 2.0)), RIGHT, buff=0.2),
    )
    show(scene, plane, curve)
    then(scene, "legs", legs, names)


@drawn(ground="light")
def angle_in_the_unit_circle(scene: Any) -> None:
    plane = flat((-1.5, 1.5), (-1.5, 1.5), Region(-3.2, -3.0, 3.2, 3.0), equal=True)
    show(scene, plane, UnitCircle(plane, (0.0, 0.0)))
    arrow = DirectionArrow(plane, (0, 0), (-0.6, 0.8))
    arc = AngleArc(
        plane, (0.0, 0.0), start=0.0, turned=lambda: np.degrees(np.arctan2(4, -3)), radius=0.45
    )
    name = math("theta", size=LABEL).move_to(plane.to_screen((0.36, 0.66)))
    then(scene, "u", arrow, VGroup(arc, name))


@drawn()
def unit_ball_of_another_metric(scene: Any) -> None:
    plane = true(3.0)
    show(scene, plane, UnitBall(plane, np.array([[0.4, 0.1], [0.1, 1.0]])))
    then(scene, "circle", UnitBall(plane, np.eye(2), color="muted"))


@drawn(ground="light")
def straight_line_touches_a_map(scene: Any) -> None:
    """At (1.5, 0.5) the gradient of x²/6 + 2 y² is (0.5, 2); 0.5 · 1.5 + 2 · 0.5 = 1.75."""
    plane = true(3.0)
    show(scene, plane, LevelCurves(plane, VALLEY, (0.875,)))
    then(scene, "line", StraightLine(plane, (0.5, 2.0, 1.75)), PointDot(plane, (1.5, 0.5)))


@drawn()
def descent_runs_down_the_map_of_the_fit(scene: Any) -> None:
    panel = LossPanel(FIVE_POINTS, Knobs(0.0, 0.0), BOARD)
    show(scene, panel)
    path = StepPath(panel.plane, [(0.0, 0.0), (0.8, 0.4), (1.2, 0.8), (1.1, 1.2)], taken=0.0)
    scene.add(path)
    scene.play(path.animate.go_to(3.0), run_time=2)
    scene.wait()


@drawn(ground="light")
def two_knobs_and_their_names(scene: Any) -> None:
    w = ValueTracker(-0.5)
    one = KnobDial(lambda: w.get_value(), (-1, 1), color="w", radius=1.0).shift(LEFT * 2.5)
    other = KnobDial(lambda: 0.7, (-1, 1), color="b", radius=1.0).shift(RIGHT * 2.5)
    names = VGroup(
        math("w", color="w", size=0.6).next_to(one, DOWN, buff=0.3),
        math("b", color="b", size=0.6).next_to(other, DOWN, buff=0.3),
    )
    show(scene, one, other, names)


@drawn()
def close_up_of_a_corner_of_the_map(scene: Any) -> None:
    plane = true(3.0, NEAR_LEFT)
    show(scene, plane, LevelCurves(plane, TWIST, (0.3, 0.8, 1.5)))
    near = CloseUp(plane, (1.2, 0.4), Region(3.0, -1.6, 6.2, 1.6), times=3.0)
    curves = LevelCurves(near.plane, TWIST, (0.3, 0.8))
    then(scene, "near", MapFrame(plane, near.plane.window), near.plane, curves)


@drawn(ground="light")
def table_of_a_descent_filled_row_by_row(scene: Any) -> None:
    """Halving each time: 8, 4, 2, 1."""
    table = NumberTable(
        ("k", "x_k", "f(x_k)"), ([0, 1, 2, 3], [8, 4, 2, 1], [64, 16, 4, 1]),
        places=(0, 0, 0), colors=("step", "x", "value"), size=0.5,
    )  # fmt: skip
    table.move_to([0, 0.2, 0])
    show(scene, table.header)
    for k, row in enumerate(table.rows):
        scene.next_section(f"row {k}")
        scene.play(FadeIn(row), run_time=0.4)
    scene.wait()


@drawn()
def bars_below_and_above_zero_with_figures(scene: Any) -> None:
    bars = Bars(
        [-0.62, 0.35, 0.9, -0.2, 0.5], Region(-4, -2.6, 4, 2.7), colors="slice", figures=True
    )
    show(scene, bars)


@drawn(ground="light")
def plane_is_flattened_and_recovers(scene: Any) -> None:
    plane = StretchingPlane(Window((-3, 3), (-1.5, 1.5)), BOARD, flattest=0.5)
    curves = LevelCurves(plane, TWIST, (0.5, 1.0))
    show(scene, plane, curves)
    home = plane.plot
    scene.play(Reframe(plane, flattened(home, 0.6), carrying=(curves,)), run_time=1.5)
    scene.play(Reframe(plane, home, carrying=(curves,)), run_time=1.5)
    scene.wait()


@drawn()
def gaps_between_the_data_and_a_poor_line(scene: Any) -> None:
    knobs = Knobs(0.5, 1.0)
    panel = DataPanel(FIVE_POINTS, knobs, BOARD)
    show(scene, panel)
    then(scene, "gaps", Residuals(panel.plane, FIVE_POINTS, knobs))


@drawn(ground="light")
def step_downhill_from_a_point_of_its_curve(scene: Any) -> None:
    plane = true(3.0)
    arrow = GradientArrow(plane, VALLEY, (2.1, 0.8), scale=0.3, downhill=True)
    show(scene, plane, LevelCurves(plane, VALLEY, (0.2, 2.0)))
    then(scene, "step", arrow, PointDot(plane, (2.1, 0.8)))


@drawn()
def one_curve_strong_and_the_others_faint(scene: Any) -> None:
    plane = true(3.2)
    curves = LevelCurves(plane, WAVES, (-0.6, -0.2, 0.2, 0.6))
    show(scene, plane, curves)
    scene.play(curves.animate.highlight(0.2, dim=False), run_time=0.6)
    scene.wait()


@drawn(ground="light")
def point_runs_along_the_sine(scene: Any) -> None:
    plane = flat((0, 360), (-1, 1), angles=True, names=("theta", "f"))
    t = ValueTracker(20.0)
    place_ = lambda: (t.get_value(), np.sin(np.radians(t.get_value())))  # noqa: E731
    show(
        scene,
        plane,
        Graph(plane, lambda a: np.sin(np.radians(a))),
        PointDot(plane, place_).follow(place_),
    )
    scene.play(t.animate.set_value(300.0), run_time=2.5)
    scene.wait()


@drawn()
def boxed_answer_in_words_and_symbols(scene: Any) -> None:
    answer = Boxed(VGroup(prose("The rate along $u$ is $nabla f dot u$.", size=0.6)))
    show(scene, title_bar("How fast if I walk that way?"), answer.move_to([0, 0, 0]))


@drawn(ground="light")
def three_lines_of_a_proof_beside_their_map(scene: Any) -> None:
    plane = true(2.4, STAGE)
    show(scene, plane, LevelCurves(plane, TWIST, (0.4, 0.9)))
    lines = [math("f(r(t)) = c"), math("nabla f dot r' = 0"), math("nabla f perp r'")]
    stack(lines, SIDE, gap=0.5, align="left")
    for k, line in enumerate(lines):
        then(scene, f"line {k}", line)


@drawn()
def sentence_wraps_beside_a_plot(scene: Any) -> None:
    plane = flat((0, 2), (0, 4), NEAR_LEFT)
    show(scene, plane, Graph(plane, lambda x: x**2))
    then(scene, "words", place(text("twice as far, four times as high", width=3.6), NEAR_RIGHT))


@drawn(ground="light")
def name_on_a_plate_follows_its_point(scene: Any) -> None:
    plane = true(3.0)
    t = ValueTracker(0.3)
    place_ = lambda: (2 * np.cos(t.get_value()), 0.9 * np.sin(t.get_value()))  # noqa: E731
    dot = PointDot(plane, place_).follow(place_)
    name = Plated(math("r(t)", size=LABEL)).follow(plane, place_, place_)
    show(scene, plane, dot, name)
    scene.play(t.animate.set_value(2.6), run_time=2)
    scene.wait()


@drawn()
def function_and_its_derivative_read_together(scene: Any) -> None:
    t = ValueTracker(0.4)
    for where, f, name in (
        (HALF_LEFT, lambda x: x**3 / 3, "f"),
        (HALF_RIGHT, lambda x: x**2, "f'"),
    ):
        plane = flat((0, 2), (0, 4), where, names=("x", name))
        at = lambda f=f: (t.get_value(), f(t.get_value()))  # noqa: E731
        then(scene, name, VGroup(plane, Graph(plane, f)), PointDot(plane, at).follow(at))
    scene.play(t.animate.set_value(1.8), run_time=2)
    scene.wait()


@drawn(ground="light")
def field_of_a_slope_is_the_same_everywhere(scene: Any) -> None:
    plane = true(3.0)
    show(scene, plane, VectorField(plane, SLOPE))


@drawn()
def tangents_at_three_places_of_a_curve(scene: Any) -> None:
    plane = true(3.0)
    show(scene, plane, LevelCurves(plane, VALLEY, (1.0,)))
    for k, angle in enumerate((0.6, 1.6, 2.8)):
        at = (np.sqrt(6) * np.cos(angle), np.sqrt(0.5) * np.sin(angle))
        then(scene, f"place {k}", TangentLine(plane, VALLEY, at, reach=0.9), PointDot(plane, at))


@drawn(ground="light")
def read_outs_of_a_point_on_a_parabola(scene: Any) -> None:
    plane, x = flat((0, 3), (0, 9), NEAR_LEFT), ValueTracker(0.5)
    at = lambda: (x.get_value(), x.get_value() ** 2)  # noqa: E731
    dot = PointDot(plane, at).follow(at)
    show(scene, plane, Graph(plane, lambda v: v**2), dot)
    rows = ReadOuts(
        ReadOut("x", lambda: x.get_value(), widest=3, signed=False),
        ReadOut("x^2", lambda: x.get_value() ** 2, widest=9, signed=False),
    )
    then(scene, "numbers", rows.move_to([4.4, 0.4, 0]))
    scene.play(x.animate.set_value(2.5), run_time=2)
    scene.wait()


@drawn()
def curve_is_drawn_under_its_title(scene: Any) -> None:
    plane = flat((-1, 3), (0, 8), Region(-6.3, -3.1, 6.3, 2.5))
    scene.add(title_bar("What does one input do?"), plane)
    scene.play(Create(Graph(plane, np.exp, over=(-1.0, 2.0))), run_time=1.5)
    scene.wait()
    name = math("e^x", color="value").next_to(plane.to_screen((1.2, 3.32)), UP + LEFT, buff=0.25)
    then(scene, "name", name)
