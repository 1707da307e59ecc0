"""Fifth blind set: out of the frame or at its rim, too small, too faint."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Axes,
    Brace,
    Dot,
    FadeIn,
    Line,
    MovingCameraScene,
    Rectangle,
    Square,
    Text,
    ValueTracker,
    VGroup,
    rate_functions,
)

from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.levels import LevelCurves
from scenes.kit.readout import Boxed, ReadOut, ReadOuts
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.surface import SurfacePlot
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.fifth_stage import (
    DOME,
    EAST,
    PASS,
    TILTED,
    KitScene,
    box,
    drawn,
    flat,
    show,
    then,
    true,
    word,
)

# -- out of the frame -----------------------------------------------------------------------------


@drawn("out-of-frame")
def row_of_seven_words_too_wide(scene: Any) -> None:
    words = ["gradient", "descent", "momentum", "Newton", "natural", "stochastic", "averaged"]
    show(scene, VGroup(*(word(w, 44) for w in words)).arrange(RIGHT, buff=0.6))


@drawn("out-of-frame", ground="light", scene_class=KitScene)
def zoom_into_the_space_loses_its_numbers(scene: Any) -> None:
    space = box((0, 2))
    show(scene, SpaceAxes(space), SurfacePlot(space, DOME))
    scene.play(space.turn(zoom=1.9), run_time=1.5)
    scene.wait()


@drawn("out-of-frame")
def name_below_the_brace_below_the_square(scene: Any) -> None:
    square = Square(5.4, color=theme().x).shift(DOWN * 0.4)
    brace = Brace(square, DOWN, color=theme().ink)
    show(scene, VGroup(square, brace), word("one side", 40).next_to(brace, DOWN, buff=0.2))


@drawn("out-of-frame")
def name_out_of_sight_at_the_turning_point(scene: Any) -> None:
    """The name is outside in the middle of the motion, and back in the frame at its end."""
    axes = Axes((0, 3), (0, 9, 3), x_length=11, y_length=6, tips=False).set_color(theme().axis)
    curve = axes.plot(lambda v: v**2, color=theme().value)
    x = ValueTracker(1.3)
    dot = Dot(radius=0.1, color=theme().ink).add_updater(
        lambda d: d.move_to(axes.c2p(x.get_value(), x.get_value() ** 2)), call_updater=True
    )
    name = word("steeper and steeper", 36).add_updater(
        lambda m: m.next_to(dot, RIGHT, buff=0.3).shift(DOWN * 0.3), call_updater=True
    )
    show(scene, axes, curve, VGroup(dot, name))
    scene.play(
        x.animate.set_value(2.7), run_time=4, rate_func=rate_functions.there_and_back_with_pause
    )
    scene.wait()


@drawn("out-of-frame", scene_class=MovingCameraScene)
def camera_closes_in_and_cuts_the_sentence(scene: Any) -> None:
    square = Square(2.0, color=theme().y).shift(LEFT * 2)
    sentence = word("Look at this corner only.", 40).next_to(square, RIGHT, buff=0.5)
    show(scene, square, sentence)
    scene.play(scene.camera.frame.animate.scale(0.6).move_to(square), run_time=1.5)
    scene.wait()


# -- near the edge --------------------------------------------------------------------------------


@drawn("near-edge")
def boxed_answer_on_the_lower_rim(scene: Any) -> None:
    answer = Boxed(VGroup(math("norm(nabla f) = sqrt(5)")))
    show(scene, true(3.0, Region(-6.2, -2.4, 6.2, 3.2)), answer.to_edge(DOWN, buff=0.04))


@drawn("near-edge", ground="light")
def read_outs_on_the_left_rim(scene: Any) -> None:
    rows = ReadOuts(ReadOut("w", 1.1), ReadOut("b", 1.4), ReadOut("L", 0.22))
    show(scene, flat((0, 2), (0, 2), EAST), rows.to_edge(LEFT, buff=0.04))


@drawn("near-edge")
def heading_slides_up_to_the_very_top(scene: Any) -> None:
    heading = word("Which input matters?", 48)
    show(scene, heading)
    scene.play(heading.animate.to_edge(UP, buff=0.03), run_time=1)
    scene.wait()


# -- too small ------------------------------------------------------------------------------------


@drawn("text-too-small")
def map_shrunk_to_a_stamp(scene: Any) -> None:
    plane = true(3.0)
    both = VGroup(plane, LevelCurves(plane, PASS, (-1.5, -0.5, 0.5, 1.5)))
    show(scene, both)
    scene.play(both.animate.scale(0.42).move_to([4.2, 2.0, 0]), run_time=1.5)
    scene.wait()


@drawn("text-too-small", ground="light")
def remark_below_in_a_tiny_font(scene: Any) -> None:
    heading = word("Newton's method", 48).shift(UP)
    note = Text("needs second derivatives", font_size=13, color=theme().ink)
    show(scene, heading, note.next_to(heading, DOWN, buff=0.6))


@drawn("text-too-small")
def matrix_squeezed_beside_a_large_plot(scene: Any) -> None:
    plane = true(3.0, Region(-6.6, -3.1, 4.6, 2.9))
    hessian = math("H = mat(12, 4; 4, 2)").scale_to_fit_height(0.42).move_to([5.8, 0.4, 0])
    show(scene, plane, LevelCurves(plane, TILTED, (0.5, 1.5, 3.0)), hessian)


@drawn("text-too-small", scene_class=MovingCameraScene)
def words_dwindle_as_the_camera_backs_off(scene: Any) -> None:
    line = Line(LEFT * 5, RIGHT * 5, color=theme().x)
    name = word("one input", 30).next_to(line, UP, buff=0.3)
    show(scene, VGroup(line, name))
    scene.play(scene.camera.frame.animate.scale(2.4), run_time=1.5)
    scene.wait()


# -- too faint ------------------------------------------------------------------------------------


@drawn("low-contrast")
def pure_blue_words_in_the_dark(scene: Any) -> None:
    show(scene, Text("local, not global", font_size=44, color="#1414d8"))


@drawn("low-contrast", ground="light")
def grey_words_on_a_grey_plate(scene: Any) -> None:
    plate = Rectangle(width=6, height=1.6, stroke_width=0).set_fill("#8f98a6", 1)
    label = text("only a first guess", color="muted").move_to(plate)
    show(scene, VGroup(plate, label))


@drawn("low-contrast")
def white_words_on_a_yellow_button(scene: Any) -> None:
    button = Rectangle(width=5, height=1.5, stroke_width=0).set_fill(theme().gradient, 1)
    label = word("steepest ascent", 36).move_to(button)
    show(scene, VGroup(button, label))


@drawn("low-contrast", ground="light")
def curve_fades_to_a_ghost_and_stays(scene: Any) -> None:
    plane = flat((-3, 3), (-2, 2), grid=False)
    curve = Graph(plane, lambda x: np.cos(x) + x / 4)
    show(scene, plane, curve)
    scene.play(curve.animate.set_stroke(opacity=0.2), run_time=1)
    scene.wait()


@drawn("low-contrast", scene_class=KitScene)
def bright_name_on_a_bright_surface(scene: Any) -> None:
    space = box((0, 2))
    show(scene, SpaceAxes(space), SurfacePlot(space, DOME))
    name = text("top", size=0.4, color="#eef0b0").set_z_index(5)
    then(scene, "name", name.move_to(space.to_screen((0.0, 0.0, 1.5))))


@drawn("low-contrast")
def arrow_nearly_as_dark_as_the_ground(scene: Any) -> None:
    arrow = Arrow(LEFT * 3 + DOWN, RIGHT * 3 + UP, color="#2c3a4e", stroke_width=8)
    label = word("this way", 36).move_to([2.4, -1.0, 0])
    show(scene, label)
    scene.play(FadeIn(arrow), run_time=0.5)
    scene.wait()
