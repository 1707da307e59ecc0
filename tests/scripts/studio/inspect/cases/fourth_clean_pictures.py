"""Fourth blind set: clean scenes of spaces, of linked pictures, and of words with their pace."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Circle,
    Dot,
    Line,
    NumberPlane,
    RoundedRectangle,
    Text,
    ValueTracker,
    VGroup,
)

from mathcore.arrays import Window
from scenes.kit.arrows import GradientArrow, VectorArrow
from scenes.kit.floor_field import FloorField
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.lecture import Beat, LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.numbers import Number
from scenes.kit.readout import ReadOut
from scenes.kit.slices import SliceCurve, SlicePlane, TangentLine3D
from scenes.kit.space import Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_levels import Level, LevelPlane, LiftedContours
from scenes.kit.space_marks import direction_arrow, gradient_arrow, point_on_surface
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.fourth_stage import (
    BOWL,
    HILL,
    LEFT_PART,
    RIGHT_PART,
    WHOLE,
    KitScene,
    drawn,
    said,
    show,
    square_plane,
    then,
    wide_plane,
)

BOX = Window((-2, 2), (-2, 2))


def hill_space(region: Region = WHOLE) -> Space:
    """Return the space in which the hill stands."""
    return Space(BOX, (0, 3), region=region)


@drawn(scene_class=KitScene)
def hill_in_its_box(scene: Any) -> None:
    space = hill_space()
    show(scene, SpaceAxes(space), SurfacePlot(space, HILL))


@drawn(scene_class=KitScene)
def hill_turns_once_to_the_side(scene: Any) -> None:
    space = hill_space(LEFT_PART)
    show(scene, SpaceAxes(space), SurfacePlot(space, HILL))
    scene.play(space.turn(azimuth=-25), run_time=2)
    then(scene, "formula", math("f(x, y)", color="value").move_to([4, 1, 0]))


@drawn(scene_class=KitScene)
def slice_and_tangent(scene: Any) -> None:
    space = hill_space()
    heading = Heading((0.6, 0.3), (1.0, 0.0))
    surface = SurfacePlot(space, HILL).divide(heading).fade_front(0.15)
    show(scene, SpaceAxes(space), surface, SlicePlane(space, heading))
    dot = point_on_surface(space, HILL, heading)
    then(
        scene, "tangent", SliceCurve(space, HILL, heading), TangentLine3D(space, HILL, heading), dot
    )


@drawn(scene_class=KitScene)
def contours_fall_to_the_floor(scene: Any) -> None:
    space = hill_space()
    lines = LiftedContours.of_levels(space, HILL, (0.5, 1, 1.5, 2, 2.5))
    show(scene, SpaceAxes(space), lines)
    scene.play(lines.animate.set_drop(1.0), run_time=2)
    scene.wait()


@drawn(scene_class=KitScene)
def gradient_lives_on_the_floor(scene: Any) -> None:
    space = hill_space(LEFT_PART)
    heading = Heading((1.0, -1.0), (0.0, 1.0))
    show(scene, SpaceAxes(space), SurfacePlot(space, HILL, opacity=0.3))
    arrow = gradient_arrow(space, HILL, heading, length=1.0)
    then(scene, "arrow", arrow, math("nabla f", color="gradient").move_to([3.6, -1, 0]))


@drawn(scene_class=KitScene)
def horizontal_cut(scene: Any) -> None:
    space = hill_space()
    level = Level(1.5)
    surface = SurfacePlot(space, HILL).divide(level)
    show(scene, SpaceAxes(space), surface, LevelPlane(space, level))
    scene.play(level.animate.set_level(2.0), run_time=1)
    scene.wait()


@drawn(scene_class=KitScene)
def field_on_the_floor(scene: Any) -> None:
    space = Space(BOX, (0, 6), region=WHOLE)
    show(scene, SpaceAxes(space), FloorField(space, BOWL))
    heading = Heading((0.5, 0.5), (1.0, 1.0))
    then(scene, "direction", direction_arrow(space, heading))


@drawn(scene_class=KitScene)
def space_and_map_side_by_side(scene: Any) -> None:
    space = hill_space(Region(-6.6, -3.0, 0.2, 2.7))
    plane = square_plane(RIGHT_PART)
    show(scene, SpaceAxes(space), SurfacePlot(space, HILL))
    curves = LevelCurves(plane, HILL, (0.5, 1, 2))
    then(scene, "map", plane, curves, GradientArrow(plane, HILL, (1.0, 0.5), scale=0.4))


@drawn()
def data_and_parameters(scene: Any) -> None:
    data = wide_plane((0, 5), (0, 4), region=Region(-6.4, -2.8, -0.2, 2.4))
    points = VGroup(*(PointDot(data, p) for p in ((1, 1.2), (2, 1.9), (3, 2.2), (4, 3.3))))
    show(scene, data, points, Graph(data, lambda x: 0.65 * x + 0.5, color="w"))
    plane = square_plane(Region(0.8, -2.8, 6.4, 2.4), names=("w", "b"))
    then(scene, "parameters", plane, PointDot(plane, (0.65, 0.5), color="highlight"))


@drawn(ground="light")
def linked_point_and_reading(scene: Any) -> None:
    plane = wide_plane((0, 3), (0, 5), region=LEFT_PART)
    x = ValueTracker(0.5)
    place = lambda: (x.get_value(), 0.5 * x.get_value() ** 2)  # noqa: E731
    rate = ReadOut("f'(x)", x.get_value).move_to([4, 0.5, 0])
    show(scene, plane, Graph(plane, lambda v: 0.5 * v**2))
    then(scene, "point", PointDot(plane, place, color="x").follow(place), rate)
    scene.play(x.animate.set_value(2.5), run_time=2)
    scene.wait()


@drawn()
def unit_circle_with_radius(scene: Any) -> None:
    circle = Circle(radius=2.2, color=theme().direction, stroke_width=4)
    radius = Line([0, 0, 0], 2.2 * np.array([0.8, 0.6, 0]), color=theme().ink, stroke_width=4)
    name = math("norm(u) = 1", color="direction").move_to([0.1, 1.2, 0])
    show(scene, circle, radius, name)


@drawn()
def translucent_disc_under_a_formula(scene: Any) -> None:
    disc = Circle(radius=2.0, stroke_color=theme().value, stroke_width=4)
    disc.set_fill(theme().value, 0.15)
    show(scene, disc, math("x^2 + y^2 <= 4"))


@drawn(ground="light")
def card_with_a_sentence(scene: Any) -> None:
    card = RoundedRectangle(width=7, height=2, corner_radius=0.2)
    card.set_stroke(theme().axis, 3).set_fill(theme().panel, 1)
    show(scene, card, text("The gradient lives in input space."))


@drawn()
def muted_remark_is_still_read(scene: Any) -> None:
    formula = math("Delta f approx nabla f dot Delta x").shift(UP)
    show(scene, formula, text("only near the point", color="muted"))


@drawn(ground="light")
def muted_remark_on_paper(scene: Any) -> None:
    formula = math("2 / lambda_max approx 0.149").shift(UP)
    show(scene, formula, text("the largest stable step", color="muted"))


@drawn()
def table_lines_between_the_rows(scene: Any) -> None:
    rows = [math(s) for s in ("f_x = e^y", "f_y = x e^y", "nabla f = (1, 2)")]
    table = VGroup()
    for k, row in enumerate(rows):
        row.move_to([0, 1.5 - 1.2 * k, 0])
        table.add(row)
    for y in (0.9, -0.3):
        table.add(Line([-2.5, y, 0], [2.5, y, 0], color=theme().axis, stroke_width=2))
    show(scene, table)


@drawn()
def plain_manim_plane(scene: Any) -> None:
    grid = NumberPlane(x_range=(-4, 4), y_range=(-2, 2), x_length=10, y_length=5)
    dot = Dot(grid.c2p(1.5, 1.5), color=theme().x)
    show(scene, grid, dot)


@drawn(ground="light")
def plain_manim_words(scene: Any) -> None:
    first = Text("steepest", font_size=36, color=theme().ink).shift(UP)
    second = Text("flat", font_size=36, color=theme().x).next_to(first, DOWN, buff=0.4)
    show(scene, first, second)


@drawn()
def graph_turns_into_its_derivative(scene: Any) -> None:
    plane = wide_plane((-2, 2), (-2, 4))
    share = ValueTracker(0.0)

    def mixed(x: Any) -> Any:
        return (1 - share.get_value()) * x**2 + share.get_value() * 2 * x

    curve = Graph(plane, mixed).add_updater(lambda g: g.redraw())
    show(scene, plane, curve)
    scene.play(share.animate.set_value(1.0), run_time=1)
    scene.wait()


@drawn()
def three_new_things_in_each_beat(scene: Any) -> None:
    show(scene, *(math(s).move_to([-4, y, 0]) for s, y in (("f_x", 2), ("f_y", 0), ("f_z", -2))))
    then(scene, "more", *(math(s).move_to([0, y, 0]) for s, y in (("2 x", 2), ("2 y", 0))))


WELL_PACED = (
    "Walk along the level curve, and the value does not change. So the gradient has no part along "
    "your way: it stands at a right angle to the curve."
)


@drawn(narration=said(WELL_PACED, pace=125))
def spoken_at_a_brisk_pace(scene: Any) -> None:
    plane = square_plane(WHOLE)
    show(scene, plane, LevelCurves(plane, BOWL, (1.0,)), seconds=5)
    show(scene, GradientArrow(plane, BOWL, (1.0, np.sqrt(0.5)), scale=0.4), seconds=7)


FACTS = {"rate": Number(np.sqrt(5), 2)}


@drawn(narration=said("The greatest rate is {rate} per unit step.", facts=FACTS))
def spoken_number_is_the_fact(scene: Any) -> None:
    show(scene, ReadOut("norm(nabla f)", float(np.sqrt(5))).center(), seconds=5)


@drawn(
    narration=said("The slope [f_x](f sub x) at the point is minus two, so we step to the left.")
)
def symbols_written_in_words(scene: Any) -> None:
    show(scene, math("f_x = -2"), seconds=7)


@drawn(narration=said("Compare [Δf](delta f) with its linear part, and let the step shrink."))
def greek_said_by_name(scene: Any) -> None:
    show(scene, math("Delta f approx f_x Delta x + f_y Delta y"), seconds=6)


class Punctual(LectureScene):
    """A lesson whose picture waits for its word."""

    @classmethod
    def beats(cls) -> tuple[Beat, ...]:
        """Return the beat, whatever subclass plays it."""
        return (Beat("turn_round", Punctual.turn_round.words, ()),)  # type: ignore[attr-defined]

    @beat("Turning completely round, quietly, <now>everything rising before is descending equally.")
    def turn_round(self) -> None:
        """Show the other way at its word."""
        plane = square_plane(WHOLE)
        self.add(plane, VectorArrow(plane, (0, 0), (1, 1)))
        self.until("now")
        self.add(VectorArrow(plane, (0, 0), (-1, -1), color="direction"))


@drawn(scene_class=Punctual)
def arrow_comes_at_its_word(scene: Any) -> None:
    LectureScene.construct(scene)


@drawn(narration=said("Hold on to this picture for a while, and let the point run down."))
def point_runs_while_words_are_said(scene: Any) -> None:
    plane = wide_plane((-2, 2), (0, 4))
    x = ValueTracker(1.8)
    place = lambda: (x.get_value(), x.get_value() ** 2)  # noqa: E731
    show(scene, plane, Graph(plane, lambda v: v**2), PointDot(plane, place).follow(place))
    scene.play(x.animate.set_value(0.1), run_time=5)
    scene.wait()


@drawn()
def key_beside_two_curves(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 2), region=Region(-6.3, -3.0, 1.6, 2.6))
    show(
        scene,
        plane,
        Graph(plane, lambda v: 1.8 * np.exp(-v), color="x"),
        Graph(plane, lambda v: 1.8 * np.exp(-v / 3), color="y"),
    )
    key = VGroup()
    for color, words in (("x", "right step"), ("y", "small step")):
        sample = Line([0, 0, 0], [0.7, 0, 0], color=theme().of(color), stroke_width=5)
        key.add(VGroup(sample, text(words)).arrange(RIGHT, buff=0.25))
    then(scene, "key", key.arrange(DOWN, buff=0.4).move_to([4.3, 0.5, 0]))
