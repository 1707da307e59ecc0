"""Fifth blind set: clean spaces, clean motions, and clean words with their pictures."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Axes,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Line,
    MoveAlongPath,
    MovingCameraScene,
    ReplacementTransform,
    Square,
    ValueTracker,
    VGroup,
)

from scenes.kit.arrows import DirectionArrow
from scenes.kit.bars import Bars
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.numbers import Number
from scenes.kit.readout import ReadOut
from scenes.kit.slices import DropLine, SecantLine3D, SliceCurve, SlicePlane
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_levels import LiftedContours
from scenes.kit.space_marks import (
    direction_arrow,
    gradient_arrow,
    point_on_floor,
    point_on_surface,
)
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot
from scenes.kit.theme import theme
from scenes.kit.typography import math
from tests.scripts.studio.inspect.cases.fifth_stage import (
    DOME,
    PASS,
    RIPPLE,
    TILTED,
    WEST,
    KitScene,
    box,
    drawn,
    flat,
    node,
    show,
    speech,
    taught,
    then,
    true,
    word,
)

# -- spaces ---------------------------------------------------------------------------------------


@drawn(ground="light", scene_class=KitScene)
def mountain_pass_on_paper(scene: Any) -> None:
    space = box((-2, 2), reach=1.4)
    show(scene, SpaceAxes(space), SurfacePlot(space, PASS))


@drawn(scene_class=KitScene)
def ripples_turn_by_a_quarter(scene: Any) -> None:
    space = box((-2, 2), reach=3.0)
    show(scene, SpaceAxes(space), SurfacePlot(space, RIPPLE))
    scene.play(space.turn(azimuth=30), run_time=3)
    scene.wait()


@drawn(ground="light", scene_class=KitScene)
def rings_of_the_dome_sink_to_the_floor(scene: Any) -> None:
    space = box((0, 2))
    rings = LiftedContours.of_levels(space, DOME, (0.4, 0.8, 1.2, 1.6))
    show(scene, SpaceAxes(space), rings)
    scene.play(rings.animate.set_drop(1.0), run_time=2)
    scene.wait()


@drawn(scene_class=KitScene)
def slice_walks_across_the_dome(scene: Any) -> None:
    space, heading = box((0, 2)), Heading((0.0, -1.2), (1.0, 0.0))
    surface = SurfacePlot(space, DOME).divide(heading).fade_front(0.15)
    show(scene, SpaceAxes(space), surface)
    then(scene, "slice", SlicePlane(space, heading), SliceCurve(space, DOME, heading))
    scene.play(heading.animate.move_at((0.0, 0.6)), run_time=2)
    scene.wait()


@drawn(scene_class=KitScene)
def secant_in_space_closes_in(scene: Any) -> None:
    space, heading = box((0, 2)), Heading((-1.2, 0.0), (1.0, 0.0))
    show(scene, SpaceAxes(space), SliceCurve(space, DOME, heading))
    secant = SecantLine3D(space, DOME, heading, step=1.0)
    then(scene, "secant", secant, point_on_surface(space, DOME, heading))
    scene.play(secant.animate.set_step(0.05), run_time=2)
    scene.wait()


@drawn(ground="light", scene_class=KitScene)
def point_stands_over_its_foot(scene: Any) -> None:
    space, heading = box((0, 2)), Heading((0.8, -1.4), (1.0, 0.0))
    show(scene, SpaceAxes(space), SurfacePlot(space, DOME, opacity=0.6))
    dots = point_on_surface(space, DOME, heading), point_on_floor(space, heading, color="x")
    then(scene, "drop", DropLine(space, DOME, heading), *dots)


@drawn(scene_class=KitScene)
def two_arrows_on_the_floor(scene: Any) -> None:
    space, heading = box((0, 2), WEST), Heading((1.0, -1.0), (1.0, 0.4))
    show(scene, SpaceAxes(space))
    arrows = gradient_arrow(space, DOME, heading, length=1.2), direction_arrow(space, heading)
    then(scene, "arrows", *arrows)
    names = VGroup(
        word("the gradient", 34, "gradient"), word("our direction", 34, "direction")
    ).arrange(DOWN, buff=0.5)
    then(scene, "names", names.move_to([4.0, 0.3, 0]))


@drawn(ground="light", scene_class=KitScene)
def surface_and_its_formula_side_by_side(scene: Any) -> None:
    space = box((0, 2), WEST)
    show(scene, SpaceAxes(space), SurfacePlot(space, DOME))
    then(scene, "rule", math("f = 2 e^(-(x^2 + y^2)\\/3)").move_to([3.9, 0.4, 0]))


# -- motions --------------------------------------------------------------------------------------


@drawn()
def question_leaves_before_the_plot_comes(scene: Any) -> None:
    question = word("Where does nothing change?", 48)
    show(scene, question)
    scene.play(FadeOut(question), run_time=0.6)
    plane = true(3.0)
    scene.play(FadeIn(plane), run_time=0.6)
    then(scene, "curve", LevelCurves(plane, TILTED, (1.0,)))


@drawn(scene_class=MovingCameraScene)
def camera_closes_in_on_all_there_is(scene: Any) -> None:
    square = Square(2.0, color=theme().y).shift(LEFT * 1.4)
    name = word("a unit square", 32).next_to(square, RIGHT, buff=0.4)
    show(scene, square, name)
    middle = VGroup(square, name).get_center()
    scene.play(scene.camera.frame.animate.scale(0.65).move_to(middle), run_time=1.5)
    scene.wait()


@drawn(ground="light")
def name_rides_round_with_its_arrow(scene: Any) -> None:
    plane = true(2.4)
    turn = ValueTracker(0.2)
    way = lambda: (np.cos(turn.get_value()), np.sin(turn.get_value()))  # noqa: E731
    arrow = DirectionArrow(plane, (0.0, 0.0), way, scale=0.8).follow()
    show(scene, plane, arrow, arrow.labelled(math("u", color="direction")))
    scene.play(turn.animate.set_value(5.0), run_time=4)
    scene.wait()


@drawn()
def bars_grow_over_their_names(scene: Any) -> None:
    bars = Bars([0.5, 0.9, 0.3, 0.7], Region(-4, -1.8, 4, 2.6), colors="step")
    names = bars.named([math(f"w_{k + 1}") for k in range(4)])
    bars.grow(0.05)
    show(scene, bars, names)
    scene.play(bars.animate.grow(1.0), run_time=1.5)
    scene.wait()


@drawn(ground="light")
def rule_turns_into_its_special_case(scene: Any) -> None:
    rule = math("nabla (x^T A x) = (A + A^T) x", size=0.6)
    special = math("nabla (x^T A x) = 2 A x", size=0.6)
    show(scene, rule)
    scene.play(ReplacementTransform(rule, special), run_time=1)
    scene.wait()


@drawn()
def ball_rolls_down_a_plain_curve(scene: Any) -> None:
    axes = Axes((-2, 2), (0, 4), x_length=9, y_length=5, tips=False).set_color(theme().axis)
    curve = axes.plot(lambda x: x**2, x_range=(-1.9, 0.1), color=theme().value)
    ball = Dot(curve.get_start(), radius=0.16, color=theme().highlight)
    show(scene, axes, curve, ball)
    scene.play(MoveAlongPath(ball, curve), run_time=2)
    scene.wait()


# -- words ----------------------------------------------------------------------------------------

BRISK = """Follow the point as it runs along the curve. Where the ground is steep, it hurries, and
where the ground is level, it takes its time."""


@drawn(narration={"scene": speech(BRISK, pace=132)})
def brisk_words_over_a_running_point(scene: Any) -> None:
    plane = flat((-2, 2), (0, 3))
    x = ValueTracker(-1.7)
    place = lambda: (x.get_value(), 0.8 * x.get_value() ** 2)  # noqa: E731
    show(scene, plane, Graph(plane, lambda v: 0.8 * v**2), PointDot(plane, place).follow(place))
    scene.play(x.animate.set_value(1.2), run_time=8)
    scene.wait(3)


STEP = {"eta": Number(0.1, 1), "loss": Number(0.22, 2)}


@drawn(
    ground="light",
    narration={
        "scene": speech("With steps of {eta} the loss comes down to {loss} in the end.", facts=STEP)
    },
)
def numbers_told_as_they_are_shown(scene: Any) -> None:
    rows = VGroup(ReadOut("eta", 0.1, places=1), ReadOut("L", 0.22)).arrange(DOWN, buff=0.5)
    show(scene, rows, seconds=7.5)


@drawn(narration={"scene": speech("Call it [∂L/∂w](the partial derivative by w), for short.")})
def symbol_in_the_caption_words_in_the_voice(scene: Any) -> None:
    show(scene, math("(partial L)/(partial w)", size=0.7), seconds=5)


class InTime(LectureScene):
    """A lesson whose two boxes come at their two words."""

    @beat(
        """Everything entering is called <first>the input; whatever results is called
        <then>the value."""
    )
    def name_both(self) -> None:
        """Bring each box as it is named."""
        boxes = VGroup(node("input"), node("value")).arrange(RIGHT, buff=2)
        self.until("first")
        self.play(FadeIn(boxes[0]), run_time=0.5)
        self.until("then")
        self.play(FadeIn(boxes[1]), run_time=0.5)

    @beat("Finally, a connecting line <now>appears between them.")
    def join(self) -> None:
        """Draw the line at its word."""
        self.until("now")
        self.play(Create(Line([-1, 0, 0], [1, 0, 0], color=theme().x)), run_time=0.5)


@taught(InTime)
def boxes_come_at_their_words(scene: Any) -> None:
    LectureScene.construct(scene)
