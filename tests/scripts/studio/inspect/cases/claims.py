"""Mathematical mobjects that were moved, turned or scaled away from where they belong."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, UP, Scene, ValueTracker

from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.graphs import Graph
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle, TangentLine
from scenes.kit.theme import use_theme
from scenes.kit.vectors import VectorField
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import (
    BOWL,
    DARK_PAPER,
    LIGHT_PAPER,
    SADDLE,
    paper,
    square_plane,
    wide_plane,
)

KIND = "false-claim"
PX = 1 / 135
"""Scene units per pixel of a 1080-line frame."""

HERE = (0.8, 0.66)


@case(defect=KIND)
def dot_beside_its_point(scene: Scene) -> None:
    """12 px too far right, on the curve's wrong side."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    scene.add(plane, PointDot(plane, (1.0, 0.5)).shift(12 * PX * RIGHT))


@case(defect=KIND)
def gradient_turned_by_six_degrees(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane()
    arrow = GradientArrow(plane, BOWL, HERE, scale=0.2)
    arrow.rotate(np.radians(6), about_point=arrow.tail)
    scene.add(plane, LevelCurves(plane, BOWL, [0.5, 1.51, 3.0]), arrow)


@case(defect=KIND)
def gradient_twenty_percent_too_long(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        plane = square_plane()
        arrow = GradientArrow(plane, SADDLE, (0.8, -0.5), scale=0.5)
    arrow.scale(1.2, about_point=arrow.tail)
    scene.add(plane, arrow)


@case(defect=KIND)
def one_level_curve_out_of_place(scene: Scene) -> None:
    """The middle one of three is 8 px too high."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    curves = LevelCurves(plane, BOWL, [0.5, 1.5, 3.0])
    curves.curve(1.5).shift(8 * PX * UP)
    scene.add(plane, curves)


@case(defect=KIND)
def level_curves_stay_when_the_plane_moves(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane()
    curves = LevelCurves(plane, SADDLE, [-1.0, 0.5, 1.0])
    scene.add(plane, curves)
    scene.play(plane.animate.shift(0.15 * RIGHT), run_time=0.5)
    scene.wait(1)


@case(defect=KIND)
def graph_five_pixels_too_low(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        plane = wide_plane()
        graph = Graph(plane, lambda x: 1 + np.cos(x))
    scene.add(plane, graph.shift(-5 * PX * UP))


@case(defect=KIND)
def graph_stretched_upwards(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = wide_plane()
    graph = Graph(plane, lambda x: 1 + np.sin(x))
    scene.add(plane, graph.stretch(1.08, 1, about_point=plane.to_screen((0, 1))))


@case(defect=KIND)
def graph_of_an_older_function(scene: Scene) -> None:
    """The function was exchanged and the graph not drawn again."""
    paper(scene, DARK_PAPER)
    plane = wide_plane()
    graph = Graph(plane, lambda x: x**2 / 4)
    graph.function = lambda x: x**2 / 4.4
    scene.add(plane, graph)


@case(defect=KIND)
def right_angle_of_eighty_four_degrees(scene: Scene) -> None:
    """The corner mark lies between a gradient and a line that is no tangent."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    arrow = GradientArrow(plane, BOWL, HERE, scale=0.2)
    turn = np.radians(84)
    spin = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    way = spin @ (arrow.tip - arrow.tail)
    mark = RightAngle(lambda: arrow.tail, lambda: arrow.tip - arrow.tail, lambda: way)
    scene.add(plane, arrow, mark)


@case(defect=KIND)
def right_angle_under_unequal_scales(scene: Scene) -> None:
    """Gradient and tangent are perpendicular in numbers, but not on this picture."""
    paper(scene, DARK_PAPER)
    plane = wide_plane()
    point = (1.5, 1.0)
    arrow = GradientArrow(plane, BOWL, point, scale=0.2)
    tangent = TangentLine(plane, BOWL, point)
    mark = RightAngle(lambda: arrow.tail, lambda: arrow.tip - arrow.tail, lambda: tangent.direction)
    scene.add(plane, tangent, arrow)
    scene.wait(0.5)
    scene.add(mark)
    scene.wait(0.5)


@case(defect=KIND)
def tangent_that_cuts_the_curve(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane()
    tangent = TangentLine(plane, BOWL, HERE)
    tangent.rotate(np.radians(5), about_point=plane.to_screen(HERE))
    scene.add(plane, LevelCurves(plane, BOWL, [1.5112]), tangent)


@case(defect=KIND)
def vector_field_a_little_beside(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane(grid=False)
    scene.add(plane, VectorField(plane, SADDLE).shift(6 * PX * UP))


@case(defect=KIND)
def arrow_left_behind_by_its_point(scene: Scene) -> None:
    """Dot and arrow belong to one moving point, but only the dot follows it."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    along = ValueTracker(0.3)

    def point() -> tuple[float, float]:
        return along.get_value(), 0.5

    dot = PointDot(plane, point).follow(point)
    arrow = GradientArrow(plane, BOWL, point, scale=0.2)
    scene.add(plane, arrow, dot)
    scene.play(along.animate.set_value(0.9), run_time=0.6)
    scene.wait(1)


@case(defect=KIND)
def direction_longer_than_a_unit(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane()
    arrow = DirectionArrow(plane, (0.0, 0.0), (2.0, 5.0))
    arrow.put(arrow.tail, arrow.tail + 1.1 * (arrow.tip - arrow.tail))
    scene.add(plane, arrow)


@case(defect=KIND)
def label_that_slipped_off_its_curve(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane()
    curves = LevelCurves(plane, BOWL, [0.5, 3.0])
    labels = curves.labels()
    labels[1].shift(0.25 * UP)
    scene.add(plane, curves, labels)


@case(defect=KIND)
def tick_label_at_the_wrong_place(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = wide_plane()
    plane.x_labels[2].shift(20 * PX * RIGHT)
    scene.add(plane)


@case(defect=KIND)
def dot_drifts_off_during_the_scene(scene: Scene) -> None:
    """It is true at first; then the whole lot is nudged and the dot goes too far."""
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        plane = wide_plane()
        graph = Graph(plane, lambda x: x**2 / 5)
        dot = PointDot(plane, (2.0, 0.8), color="gradient")
    scene.add(plane, graph, dot)
    scene.wait(0.5)
    scene.play(dot.animate.shift(0.2 * UP), run_time=0.4)
    scene.wait(1)
