"""True pictures made of the kit: planes, level curves, arrows, marks, read-outs, spaces."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, UP, Scene, ValueTracker

from mathcore.arrays import Window
from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.digits import Figure
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle, TangentLine
from scenes.kit.slices import SliceCurve, SlicePlane, TangentLine3D
from scenes.kit.space import Heading, Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_labels import pin
from scenes.kit.space_marks import point_on_surface
from scenes.kit.surface import SurfacePlot
from scenes.kit.theme import use_theme
from scenes.kit.typography import math
from scenes.kit.vectors import VectorField
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import (
    BOWL,
    DARK_PAPER,
    LIGHT_PAPER,
    MIDDLE,
    RIDGE,
    SADDLE,
    KitScene,
    paper,
    square_plane,
    wide_plane,
)


@case(defect=None)
def graph_on_a_plane(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        plane = wide_plane()
        scene.add(plane, Graph(plane, lambda x: 1 + np.sin(2 * x)))


@case(defect=None)
def graph_with_a_pole(scene: Scene) -> None:
    """The graph leaves its window twice and comes back."""
    paper(scene, DARK_PAPER)
    plane = wide_plane()
    scene.add(plane, Graph(plane, lambda x: 1 / x))


@case(defect=None)
def level_curves_with_plates(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane()
    curves = LevelCurves(plane, BOWL, [0.5, 1.5, 3.0, 5.0])
    scene.add(plane, curves, curves.labels())


@case(defect=None)
def level_curves_of_a_saddle_on_light(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        plane = square_plane()
        curves = LevelCurves(plane, SADDLE, [-2.0, -0.5, 0.0, 0.5, 2.0])
        scene.add(plane, curves, curves.labels())


@case(defect=None)
def many_levels_of_a_ridge(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane(3.0)
    scene.add(plane, LevelCurves(plane, RIDGE))


@case(defect=None)
def one_level_highlighted(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane()
    curves = LevelCurves(plane, BOWL, [0.5, 1.5, 3.0])
    scene.add(plane, curves)
    scene.play(curves.animate.highlight(1.5, dim=False), run_time=0.5)
    scene.wait(0.5)


@case(defect=None)
def gradient_with_its_label(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane()
    arrow = GradientArrow(plane, BOWL, (0.6, -0.5))
    scene.add(plane, arrow, arrow.labelled(math("nabla f", color="gradient")))


@case(defect=None)
def direction_on_unequal_axes(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        plane = wide_plane()
        scene.add(plane, DirectionArrow(plane, (-1.0, 0.5), (2.0, 1.0)))


@case(defect=None)
def field_of_gradients(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane(grid=False)
    scene.add(plane, VectorField(plane, SADDLE))


@case(defect=None)
def right_angle_that_stays_right(scene: Scene) -> None:
    """Point, gradient, tangent and corner mark move along a level curve."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    turn = ValueTracker(0.4)

    def point() -> tuple[float, float]:
        angle = turn.get_value()
        return float(1.2 * np.cos(angle)), float(1.2 / np.sqrt(2) * np.sin(angle))

    tangent = TangentLine(plane, BOWL, point).follow(point)
    arrow = GradientArrow(plane, BOWL, point, scale=0.2).follow(point)
    mark = RightAngle(
        lambda: arrow.tail, lambda: arrow.tip - arrow.tail, lambda: tangent.direction
    ).follow()
    scene.add(plane, LevelCurves(plane, BOWL, [1.44]))
    scene.wait(1)
    scene.add(tangent, arrow, mark)
    scene.play(turn.animate.set_value(2.0), run_time=0.8)
    scene.wait(0.5)


@case(defect=None)
def read_out_that_runs(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    step = ValueTracker(1.0)
    name = math("h =", size=0.6).shift(1.2 * UP)
    figure = Figure(1.0, places=3, size=0.6).next_to(name, RIGHT).follow(step.get_value)
    scene.add(name, figure)
    scene.play(step.animate.set_value(0.001), run_time=0.8)
    scene.wait(0.5)


@case(defect=None)
def numbers_large_and_small(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        scene.add(Figure(3.2e-7).shift(UP), Figure(-1234567.0), Figure(0.59688).shift(-1 * UP))


@case(defect=None)
def plane_and_its_curves_move_together(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane()
    curves = LevelCurves(plane, BOWL, [0.5, 3.0])
    scene.add(plane, curves)
    scene.play(plane.animate.shift(2 * RIGHT), curves.animate.shift(2 * RIGHT), run_time=0.5)
    scene.wait(0.5)


@case(defect=None)
def dot_runs_along_its_graph(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = wide_plane()
    graph = Graph(plane, lambda x: 1 + np.cos(x))
    x = ValueTracker(-3.0)

    def point() -> tuple[float, float]:
        return x.get_value(), float(1 + np.cos(x.get_value()))

    scene.add(plane, graph, PointDot(plane, point, color="gradient").follow(point))
    scene.play(x.animate.set_value(2.5), run_time=0.8)
    scene.wait(0.5)


def hall() -> Space:
    """Return a space for the saddle."""
    return Space(Window((-1, 1), (-1, 1)), (-1.3, 1.3), region=MIDDLE)


@case(defect=None, scene_class=KitScene)
def surface_with_its_axes(scene: KitScene) -> None:
    paper(scene, DARK_PAPER)
    room = Region(-5.5, -3.2, 5.5, 3.4)
    space = Space(Window((-1, 1), (-1, 1)), (-1.3, 1.3), region=room)
    scene.add(SpaceAxes(space), SurfacePlot(space, SADDLE, resolution=16))


@case(defect=None, scene_class=KitScene)
def slice_with_its_tangent(scene: KitScene) -> None:
    paper(scene, DARK_PAPER)
    space, heading = hall(), Heading((0.3, 0.2), (1.0, 0.4))
    surface = SurfacePlot(space, SADDLE, resolution=16).divide(heading).fade_front(0.16)
    scene.add(surface, SlicePlane(space, heading))
    scene.wait(1)
    scene.add(
        SliceCurve(space, SADDLE, heading, behind=surface),
        TangentLine3D(space, SADDLE, heading, behind=surface),
        point_on_surface(space, SADDLE, heading, behind=surface),
    )
    scene.wait(0.5)


@case(defect=None, scene_class=KitScene)
def label_pinned_above_the_surface(scene: KitScene) -> None:
    paper(scene, DARK_PAPER)
    space, heading = hall(), Heading((0.0, 0.0), (1.0, 0.0))
    surface = SurfacePlot(space, SADDLE, resolution=16)
    label = pin(math("z = f(x, y)"), space, (0.0, 0.0, 1.3), toward=(0.0, 1.0), gap=0.6)
    scene.add(surface, point_on_surface(space, SADDLE, heading), label)
