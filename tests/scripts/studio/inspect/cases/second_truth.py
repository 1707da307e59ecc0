"""Second set: mathematical things that were moved off their mathematics, and wrong numbers."""

from __future__ import annotations

import numpy as np
from manim import DEGREES, RIGHT, UP, FadeIn, Rotate, Scene, ValueTracker, VGroup

from mathcore.arrays import Window
from mathcore.models import FIVE_POINTS
from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.crossings import DrawnAngle
from scenes.kit.dials import UnitCircle
from scenes.kit.digits import Figure
from scenes.kit.graphs import Graph
from scenes.kit.layout import SIDE, STAGE, place
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle, TangentLine
from scenes.kit.numbers import Number
from scenes.kit.panels import DataPanel, Knobs
from scenes.kit.plane import Plane
from scenes.kit.readout import ReadOut
from scenes.kit.space import Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_marks import SpacePoint
from scenes.kit.surface import SurfacePlot
from scenes.kit.tables import NumberTable
from scenes.kit.timing import QUICK
from scenes.kit.typography import TITLE, math
from scenes.kit.vectors import VectorField
from scripts.studio.inspect import Speech
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.second_stage import (
    at,
    dark,
    lecture_case,
    light,
    said,
    sums,
)  # fmt: skip
from tests.scripts.studio.inspect.cases.stage import BOWL, SADDLE, KitScene, square_plane

HERE = (0.9, 0.6)


def unit_plane() -> Plane:
    """Return a plane that fills the stage."""
    return Plane(Window((-2, 2), (-2, 2)), STAGE, equal=True)


# -- geometry that is not what it claims ------------------------------------------------------


@case(defect="false-claim")
def gradient_made_longer_by_hand(scene: Scene) -> None:
    with dark(scene):
        plane = unit_plane()
        arrow = GradientArrow(plane, BOWL, HERE, scale=0.4)
        scene.add(plane, LevelCurves(plane, BOWL), arrow.scale(1.35, about_point=arrow.tail))


@case(defect="false-claim")
def levels_pushed_aside(scene: Scene) -> None:
    with light(scene):
        plane = unit_plane()
        scene.add(plane, LevelCurves(plane, SADDLE).shift(0.25 * RIGHT))


@case(defect="false-claim")
def corner_mark_on_a_crooked_corner(scene: Scene) -> None:
    with dark(scene):
        plane = unit_plane()
        corner = plane.to_screen(HERE)
        first = plane.vector_to_screen((1.0, 0.0))
        second = plane.vector_to_screen((0.35, 1.0))
        scene.add(plane, DirectionArrow(plane, HERE, (1.0, 0.0), scale=0.9))
        scene.add(DirectionArrow(plane, HERE, (0.35, 1.0), scale=0.9, color="gradient"))
        scene.add(RightAngle(lambda: corner, lambda: first, lambda: second))


@case(defect="false-claim")
def tangent_turned_into_a_secant(scene: Scene) -> None:
    with dark(scene):
        plane = unit_plane()
        tangent = TangentLine(plane, BOWL, HERE)
        scene.add(plane, LevelCurves(plane, BOWL, [float(BOWL(HERE))]), tangent)
        scene.play(Rotate(tangent, angle=14 * DEGREES, about_point=plane.to_screen(HERE)))
        scene.wait(1)


@case(defect="false-claim")
def graph_lifted_off_its_axes(scene: Scene) -> None:
    with light(scene):
        plane = Plane(Window((-3, 3), (-2, 2)), STAGE)
        graph = Graph(plane, np.sin)
        scene.add(plane, graph)
        scene.play(graph.animate.shift(0.7 * UP), run_time=1)
        scene.wait(1)


@case(defect="false-claim")
def point_left_behind(scene: Scene) -> None:
    with dark(scene):
        plane = square_plane()
        scene.add(plane, PointDot(plane, (1.0, 1.0)))
        scene.play(plane.animate.shift(1.5 * RIGHT), run_time=1)
        scene.wait(1)


@case(defect="false-claim")
def unit_circle_drawn_as_an_ellipse(scene: Scene) -> None:
    with dark(scene):
        plane = unit_plane()
        scene.add(plane, UnitCircle(plane, (0, 0)).stretch(1.4, 0))


@case(defect="false-claim")
def field_of_arrows_pushed_up(scene: Scene) -> None:
    with light(scene):
        plane = unit_plane()
        field = VectorField(plane, BOWL)
        scene.add(plane, field.shift(0.25 * UP))


@case(defect="false-claim", scene_class=KitScene)
def point_floats_over_the_surface(scene: Scene) -> None:
    with dark(scene):
        space = Space(Window((-1, 1), (-1, 1)), (0.0, 3.0), region=STAGE)
        surface = SurfacePlot(space, BOWL)
        dot = SpacePoint(space, lambda: (0.5, -0.5, float(BOWL((0.5, -0.5)))), color="gradient")
        scene.add(SpaceAxes(space), surface, dot.shift(0.8 * UP))


@case(defect="false-claim", scene_class=KitScene)
def surface_beside_its_box(scene: Scene) -> None:
    with light(scene):
        space = Space(Window((-1, 1), (-1, 1)), (0.0, 3.0), region=STAGE)
        scene.add(SpaceAxes(space), SurfacePlot(space, BOWL).shift(0.9 * RIGHT))


@case(defect="false-claim")
def tick_label_under_the_wrong_mark(scene: Scene) -> None:
    with light(scene):
        plane = unit_plane()
        plane.x_labels[0].shift(0.7 * RIGHT)
        scene.add(plane, Graph(plane, np.cos))


@case(defect="false-claim")
def arc_larger_than_its_angle(scene: Scene) -> None:
    with dark(scene):
        plane = unit_plane()
        corner = plane.to_screen((-0.5, -0.5))
        first, second = np.array([1.0, 0, 0]), np.array([0.7, 0.7, 0])
        arc = DrawnAngle(lambda: corner, lambda: first, lambda: second, radius=1.2)
        scene.add(plane, DirectionArrow(plane, (-0.5, -0.5), (1, 0), scale=1.5))
        scene.add(DirectionArrow(plane, (-0.5, -0.5), (1, 1), scale=1.5, color="gradient"))
        scene.add(arc.rotate(25 * DEGREES, about_point=corner))


@case(defect="false-claim")
def line_stays_where_the_knobs_were(scene: Scene) -> None:
    with dark(scene):
        knobs = Knobs(0.5, 1.0)
        panel = DataPanel(FIVE_POINTS, knobs, STAGE)
        panel.clear_updaters()
        scene.add(panel)
        scene.play(knobs.w.animate.set_value(1.0), run_time=1)
        scene.wait(1)


# -- numbers that are wrong -------------------------------------------------------------------


@case(defect="wrong-number")
def reading_that_was_not_brought_along(scene: Scene) -> None:
    with dark(scene):
        tracker = ValueTracker(1.0)
        reading = ReadOut("abs(nabla f)", lambda: tracker.get_value(), size=TITLE)
        scene.add(reading)
        reading.figure.clear_updaters()
        scene.play(tracker.animate.set_value(4.5), run_time=1)
        scene.wait(1)


@case(defect="wrong-number")
def level_curve_with_another_number(scene: Scene) -> None:
    with light(scene):
        plane = unit_plane()
        curves = LevelCurves(plane, BOWL, [1.0, 3.0])
        labels = curves.labels()
        labels[0].figure.set_value(2.0)
        scene.add(plane, curves, labels)


@case(defect="wrong-number")
def table_with_a_slip(scene: Scene) -> None:
    with dark(scene):
        table = NumberTable(
            ("x", "x^2"), ([1, 2, 3], [1, 4, 9]), places=(0, 0), colors=("x", "value"), size=TITLE
        )
        table.columns[1][2].value = 8.0
        scene.add(table.move_to(at(0, 0)))


@case(defect="wrong-number")
def tick_says_another_value(scene: Scene) -> None:
    with dark(scene):
        plane = unit_plane()
        label = plane.y_labels[-1]
        label._write("5", at=label.pen, size=label.em_size)
        scene.add(plane, LevelCurves(plane, BOWL))


@case(defect="wrong-number")
def minus_sign_lost(scene: Scene) -> None:
    with light(scene):
        figure = Figure(2.236, places=3, size=TITLE)
        figure.value = -2.236
        scene.add(VGroup(sums("f_x = ", -2, 0, size=TITLE), figure.move_to(at(0.3, 0))))


@case(
    defect="wrong-number",
    narration={
        "scene": Speech(
            said("The slope at this point is {rate}.", rate=Number(5.942)).narration,
            facts={"rate": Number(3.25)},
        )
    },
)
def words_of_an_older_computation(scene: Scene) -> None:
    with dark(scene):
        scene.play(FadeIn(sums("nabla f dot u", size=TITLE)), run_time=1)
        scene.wait(2)


@case(
    defect="wrong-number",
    narration={
        "scene": said(
            "And its length is [{length}](two point nine), no more and no less.",
            length=Number(2.236, 3),
        )
    },
)
def shows_one_number_says_another(scene: Scene) -> None:
    with light(scene):
        scene.play(FadeIn(sums("abs(nabla f)", size=TITLE)), run_time=1)
        scene.wait(2)


@lecture_case(defect="wrong-number")
class ResultOfAnotherPoint(LectureScene):
    """A read-out that shows the value of a point that was there before."""

    @beat("At the new point the height is this.")
    def show(self) -> None:
        """Move on, and forget the read-out."""
        there = np.array([1.0, 1.0])
        reading = ReadOut("f(P)", lambda: float(BOWL(there)), size=TITLE)
        reading.figure.clear_updaters()
        there[:] = (0.5, 2.0)
        self.play(FadeIn(math("P = (0.5, 2)")), FadeIn(place(reading, SIDE)), run_time=QUICK)
