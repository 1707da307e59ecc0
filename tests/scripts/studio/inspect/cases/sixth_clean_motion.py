"""Sixth blind set: clean motions, spaces and words."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    PI,
    RIGHT,
    UP,
    Circle,
    Create,
    FadeIn,
    FadeOut,
    Line,
    MovingCameraScene,
    Rotate,
    Square,
    Swap,
    Transform,
    ValueTracker,
    VGroup,
    Write,
    linear,
)

from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.numbers import Coordinates, Number
from scenes.kit.readout import ReadOut
from scenes.kit.slices import DropLine, FloorLine, SliceCurve, SlicePlane, TangentLine3D
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_labels import pin
from scenes.kit.space_levels import Level, LevelPlane, LiftedContours
from scenes.kit.space_marks import (
    direction_arrow,
    gradient_arrow,
    point_on_floor,
    point_on_surface,
)
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.sixth_stage import (
    BUMP,
    NEAR_LEFT,
    TWIST,
    VALLEY,
    WAVES,
    KitScene,
    box,
    drawn,
    flat,
    show,
    speech,
    taught,
    then,
    true,
    word,
)

# -- spaces ---------------------------------------------------------------------------------------


@drawn(scene_class=KitScene)
def tangent_in_the_slice_through_a_flank(scene: Any) -> None:
    space, heading = box((0, 3)), Heading((0.8, 0.0), (1.0, 0.0))
    surface = SurfacePlot(space, BUMP).divide(heading).fade_front(0.12)
    show(scene, SpaceAxes(space), surface)
    then(scene, "slice", SlicePlane(space, heading), SliceCurve(space, BUMP, heading))
    then(
        scene,
        "tangent",
        TangentLine3D(space, BUMP, heading),
        point_on_surface(space, BUMP, heading),
    )


@drawn(ground="light", scene_class=KitScene)
def pane_rises_through_the_waves(scene: Any) -> None:
    space, level = box((-1, 1), reach=3.0), Level(-0.6)
    show(scene, SpaceAxes(space), SurfacePlot(space, WAVES).divide(level))
    then(scene, "pane", LevelPlane(space, level))
    scene.play(level.animate.set_level(0.5), run_time=1.5)
    scene.wait()


@drawn(scene_class=KitScene)
def direction_turns_on_the_floor_with_its_line(scene: Any) -> None:
    space, heading = box((0, 3)), Heading((0.5, -0.5), (1.0, 0.2))
    show(scene, SpaceAxes(space))
    then(scene, "line", FloorLine(space, heading), direction_arrow(space, heading, length=1.2))
    scene.play(heading.animate.turn_by(2.0), run_time=2)
    scene.wait()


@drawn(ground="light", scene_class=KitScene)
def contours_appear_on_the_bump_one_by_one(scene: Any) -> None:
    space = box((0, 3))
    surface = SurfacePlot(space, BUMP)
    show(scene, SpaceAxes(space), surface)
    rings = LiftedContours.of_levels(space, BUMP, (0.8, 1.4, 2.0, 2.6), behind=surface)
    scene.play(Create(rings), run_time=2)
    scene.wait()


@drawn(scene_class=KitScene)
def top_of_the_bump_named_while_the_view_turns(scene: Any) -> None:
    space = box((0, 3))
    show(scene, SpaceAxes(space), SurfacePlot(space, BUMP))
    then(scene, "name", pin(text("the top"), space, (0.0, 0.0, 3.0), toward=(0.6, 1.0), gap=0.2))
    scene.play(space.turn(azimuth=-30), run_time=2)
    scene.wait()


@drawn(ground="light", scene_class=KitScene)
def height_read_off_beside_a_walk_over_the_bump(scene: Any) -> None:
    space, heading = box((0, 3), NEAR_LEFT), Heading((1.6, -1.4), (1.0, 0.0))
    show(scene, SpaceAxes(space), SurfacePlot(space, BUMP, opacity=0.7))
    dot, foot = point_on_surface(space, BUMP, heading), point_on_floor(space, heading, color="x")
    then(scene, "walk", dot, foot, DropLine(space, BUMP, heading))
    then(scene, "number", ReadOut("f", lambda: float(BUMP(heading.at))).move_to([4.5, 0.5, 0]))
    scene.play(heading.animate.move_at((0.4, -0.3)), run_time=2)
    scene.wait()


@drawn(scene_class=KitScene)
def gradient_follows_its_point_on_the_floor(scene: Any) -> None:
    space, heading = box((0, 3)), Heading((1.5, -1.0), (1.0, 0.0))
    contours = LiftedContours.of_levels(space, BUMP, (0.6, 1.0, 1.6), drop=1.0)
    show(scene, SpaceAxes(space), contours)
    arrow = gradient_arrow(space, BUMP, heading, length=1.0)
    then(scene, "arrow", arrow, point_on_floor(space, heading))
    scene.play(heading.animate.move_at((-0.6, -1.5)), run_time=2)
    scene.wait()


# -- motions --------------------------------------------------------------------------------------


@drawn()
def square_becomes_a_circle_above_its_name(scene: Any) -> None:
    shape, name = Square(3.0, color=theme().x, stroke_width=6), word("the same area", 40)
    show(scene, shape.shift(UP * 0.6), name.shift(DOWN * 2.3))
    ring = Circle(3 / np.sqrt(PI), color=theme().y, stroke_width=6).move_to(shape)
    scene.play(Transform(shape, ring), run_time=1.2)
    scene.wait()


@drawn(ground="light")
def words_are_written_and_make_room_for_the_next(scene: Any) -> None:
    first, second = word("First, one input.", 48), word("Then, the other.", 48)
    scene.play(Write(first), run_time=1)
    scene.wait(0.5)
    scene.play(FadeOut(first), run_time=0.5)
    scene.play(FadeIn(second), run_time=0.5)
    scene.wait()


@drawn()
def wheel_rolls_along_the_ground(scene: Any) -> None:
    ground = Line([-6, -1.2, 0], [6, -1.2, 0], color=theme().axis)
    wheel = VGroup(
        Circle(1.2, color=theme().value), Line([0, 0, 0], [0, 1.2, 0], color=theme().value)
    )
    wheel.shift(LEFT * 3.6)
    show(scene, ground, wheel)
    scene.play(
        Rotate(wheel[1], -3.0, about_point=wheel[0].get_center()), run_time=0.8, rate_func=linear
    )
    scene.play(wheel.animate.shift(RIGHT * 5), run_time=1.2)
    scene.wait()


@drawn(ground="light")
def two_factors_change_places_in_arcs(scene: Any) -> None:
    one, other = math("g'(f)", size=0.8).shift(LEFT * 3), math("nabla f", size=0.8).shift(RIGHT * 3)
    show(scene, one, other)
    scene.play(Swap(one, other, path_arc=PI / 2), run_time=1.5)
    scene.wait()


@drawn(scene_class=MovingCameraScene)
def camera_glides_from_one_panel_to_the_next(scene: Any) -> None:
    show(scene, VGroup(Circle(1.6, color=theme().x), word("data", 40)).shift(LEFT * 0.5))
    scene.add(VGroup(Square(3.2, color=theme().y), word("model", 40)).shift(RIGHT * 17))
    scene.play(scene.camera.frame.animate.move_to([17, 0, 0]), run_time=1.5)
    scene.wait()


# -- words ----------------------------------------------------------------------------------------

LONG = """The point starts on the left, where the ground is high. It comes down, fast at first and
slower later, and it passes the lowest place without a halt. Then it climbs again, on the other
side, and it loses its speed as it does so. Where it stops, it is as high as it was when it began.
Nothing was lost on the way, and nothing was won."""


@drawn(narration={"scene": speech(LONG, pace=128)})
def long_talk_over_a_point_that_never_rests(scene: Any) -> None:
    plane, x = flat((-2, 2), (0, 4)), ValueTracker(-1.8)
    dot = Circle(0.14, stroke_width=0).set_fill(theme().highlight, 1)
    dot.add_updater(
        lambda d: d.move_to(plane.to_screen((x.get_value(), x.get_value() ** 2))), call_updater=True
    )
    scene.add(plane, Graph(plane, lambda v: v**2), dot)
    scene.play(x.animate.set_value(1.8), run_time=32)
    scene.wait()


FACTS = {
    "at": Coordinates.of((1.5, -0.5)),
    "rate": Number(np.sqrt(0.5**2 + 2**2), 2),
    "half": Number(0.5, 1),
    "gain": Number(np.sqrt(0.5**2 + 2**2) / 2, 2),
}


@drawn(
    ground="light",
    narration={
        "scene": speech(
            "At {at} the length is {rate}, and a step of {half} makes about {gain}.",
            facts=FACTS,
        )
    },
)
def point_rate_and_product_told_in_one_sentence(scene: Any) -> None:
    plane = true(3.0, Region(-6.3, -3.0, 6.3, 2.6))
    show(scene, plane, LevelCurves(plane, VALLEY, (0.875,)), seconds=12)


@drawn(narration={"scene": speech("Its square, [x²](x squared), beats [10x](ten x) in the end.")})
def powers_shown_as_signs_and_said_in_words(scene: Any) -> None:
    show(scene, math("x^2 > 10 x", size=0.8), seconds=6)


class Punctual(LectureScene):
    """A lesson whose arrows come at their words, in two beats."""

    @beat("Here is a map. At this point <up>the gradient points uphill.")
    def uphill(self) -> None:
        """Draw the map at once, the arrow at its word."""
        self.plane = true(3.0)
        self.play(
            FadeIn(VGroup(self.plane, LevelCurves(self.plane, TWIST, (0.5, 1.0)))), run_time=0.6
        )
        self.until("up")
        self.play(FadeIn(GradientArrow(self.plane, TWIST, (1.4, 0.3), scale=0.5)), run_time=0.4)

    @beat("Across it lies <across>a direction in which nothing changes.")
    def across(self) -> None:
        """Draw the direction at its word."""
        gradient = TWIST.gradient(np.array([1.4, 0.3]))
        self.until("across")
        way = (-gradient[1], gradient[0])
        self.play(FadeIn(DirectionArrow(self.plane, (1.4, 0.3), way, scale=0.7)), run_time=0.4)


@taught(Punctual, ground="light")
def arrows_come_at_their_words(scene: Any) -> None:
    LectureScene.construct(scene)
