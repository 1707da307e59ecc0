"""Probes: planted defects of truth, words and pace, written by the inspector's own author."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, RIGHT, UP, Create, FadeIn, Rectangle, Transform, ValueTracker, VGroup

from mathcore.arrays import Window
from scenes.kit.arrows import DirectionArrow, GradientArrow, VectorArrow
from scenes.kit.graphs import Graph
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle, TangentLine
from scenes.kit.narration import Fact
from scenes.kit.numbers import Number
from scenes.kit.readout import ReadOut
from scenes.kit.slices import TangentLine3D
from scenes.kit.space import Space
from scenes.kit.space_marks import point_on_surface
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.fourth_stage import (
    BOWL,
    HILL,
    SADDLE,
    WHOLE,
    KitScene,
    drawn,
    said,
    show,
    square_plane,
    wide_plane,
)


@drawn("wrong-number")
def sum_written_wrongly(scene: Any) -> None:
    show(scene, math("nabla f dot u = 3 dot 0.6 + 4 dot 0.8 = 5.2"))


@drawn("wrong-number", ground="light")
def root_cut_in_a_plain_formula(scene: Any) -> None:
    show(scene, math("norm(nabla f) = sqrt(1^2 + 2^2) approx 2.23"))


@drawn("wrong-number")
def quotient_off_by_a_sign(scene: Any) -> None:
    show(scene, math("(f(2.1) - f(2))/(0.1) = (4.41 - 4)/(0.1) = -4.1"))


@drawn("wrong-number")
def formula_contradicts_the_read_out(scene: Any) -> None:
    show(scene, ReadOut("f_x", 1.5).shift(UP), math("f_x = 1.75").shift(DOWN))


@drawn("wrong-number", ground="light")
def read_out_turned_into_an_old_one(scene: Any) -> None:
    rate = ReadOut("f_x", 1.5)
    show(scene, rate)
    scene.play(Transform(rate.figure, ReadOut("f_x", 1.25).figure), run_time=1)
    scene.wait()


@drawn("false-claim")
def gradient_drawn_too_long(scene: Any) -> None:
    plane = square_plane(WHOLE)
    arrow = GradientArrow(plane, BOWL, (0.6, 0.5), scale=0.5)
    show(scene, plane, arrow.put(arrow.tail, arrow.tail + 1.06 * (arrow.tip - arrow.tail)))


@drawn("false-claim", ground="light")
def right_angle_with_the_wrong_arm(scene: Any) -> None:
    plane = square_plane(WHOLE)
    at = (1.0, 0.5)
    arrow = GradientArrow(plane, BOWL, at, scale=0.5)
    mark = RightAngle(
        lambda: plane.to_screen(at),
        lambda: arrow.tip - arrow.tail,
        lambda: plane.vector_to_screen((-0.8, 1.0)),
    )
    show(scene, plane, arrow, mark)


@drawn("false-claim")
def curve_fades_in_lower(scene: Any) -> None:
    plane = wide_plane((-2, 2), (-1, 3))
    curve = Graph(plane, lambda x: x**2 - 0.5)
    scene.add(plane)
    scene.play(Create(curve), run_time=1)
    scene.play(curve.animate.shift(DOWN * 0.03), run_time=1)
    scene.wait()


@drawn("false-claim")
def map_and_field_slide_apart(scene: Any) -> None:
    plane = square_plane(WHOLE)
    curves = LevelCurves(plane, SADDLE, (-1, 1))
    show(scene, plane, curves)
    scene.play(VGroup(plane, curves[0]).animate.shift(RIGHT), run_time=1)
    scene.wait()


@drawn("false-claim", ground="light")
def unit_vector_of_length_two(scene: Any) -> None:
    plane = square_plane(WHOLE, 3.0)
    arrow = DirectionArrow(plane, (0, 0), (1, 1))
    show(scene, plane, arrow)
    scene.play(arrow.animate.scale(2, about_point=plane.to_screen((0, 0))), run_time=1)
    scene.wait()


@drawn("false-claim")
def tangent_tilts_out_of_true(scene: Any) -> None:
    plane = square_plane(WHOLE)
    at = (1.0, np.sqrt(0.5))
    tangent = TangentLine(plane, BOWL, at)
    show(scene, plane, LevelCurves(plane, BOWL, (1.0,)), tangent)
    scene.play(tangent.animate.rotate(0.02, about_point=plane.to_screen(at)), run_time=1)
    scene.wait()


@drawn("false-claim", scene_class=KitScene)
def point_floats_over_the_hill(scene: Any) -> None:
    space = Space(Window((-2, 2), (-2, 2)), (0, 3), region=WHOLE)
    dot = point_on_surface(space, HILL, Heading((0.6, -0.3), (1.0, 0.0)))
    show(scene, SurfacePlot(space, HILL), dot.shift(UP * 0.05))


@drawn("false-claim", scene_class=KitScene)
def tangent_in_space_drawn_beside(scene: Any) -> None:
    space = Space(Window((-2, 2), (-2, 2)), (0, 3), region=WHOLE)
    tangent = TangentLine3D(space, HILL, Heading((0.6, -0.3), (1.0, 0.0)))
    show(scene, SurfacePlot(space, HILL), tangent.shift(RIGHT * 0.05))


@drawn("low-contrast")
def veil_over_the_words(scene: Any) -> None:
    words = text("only near the point", color="muted")
    veil = Rectangle(width=8, height=2, stroke_width=0).set_fill(theme().background, 0.55)
    show(scene, words, veil)


@drawn("text-over-line")
def label_falls_behind_its_arrow(scene: Any) -> None:
    """The name waits where the arrow was, and the arrow turns into it."""
    plane = square_plane(WHOLE)
    turn = ValueTracker(0.0)
    way = lambda: (1.4 * np.cos(turn.get_value()), 1.4 * np.sin(turn.get_value()))  # noqa: E731
    arrow = VectorArrow(plane, (0, 0), way, color="x").follow()
    name = math("v", color="x").move_to(plane.to_screen((0.5, 0.5)))
    show(scene, arrow, name)
    scene.play(turn.animate.set_value(np.pi / 4), run_time=1)
    scene.wait()


@drawn("unspeakable", narration=said("So f' is the slope of the tangent, at every point of it."))
def prime_in_the_words(scene: Any) -> None:
    show(scene, math("f'"), seconds=6)


@drawn("unspeakable", narration=said("Divide by dy and keep the other variable where it was."))
def differential_in_the_words(scene: Any) -> None:
    show(scene, math("d y"), seconds=6)


@drawn("unspeakable", narration=said("Take the partial w.r.t. the first variable only."))
def abbreviation_in_the_words(scene: Any) -> None:
    show(scene, math("f_x"), seconds=6)


@drawn("unspeakable", narration=said("The product xy grows when either of its factors does."))
def product_run_together(scene: Any) -> None:
    show(scene, math("x y"), seconds=6)


@drawn("unspeakable", narration=said("The value drops iff the step is short enough for it."))
def mathematician_shorthand(scene: Any) -> None:
    show(scene, math("x"), seconds=6)


RATE: dict[str, Fact] = {"rate": Number(np.sqrt(5), 2)}


@drawn("wrong-number", narration=said("The rate is two point four two here.", facts=RATE))
def typed_rate_is_not_the_fact(scene: Any) -> None:
    show(scene, math("norm(nabla f)"), seconds=5)


@drawn("wrong-number", narration=said("The slope is [1.5](one point seven five) here."))
def caption_and_voice_disagree(scene: Any) -> None:
    show(scene, math("f_x"), seconds=5)


@drawn("wrong-number", narration=said("The slope at the point is three point one."))
def says_another_number_than_shown(scene: Any) -> None:
    show(scene, ReadOut("f_x", 2.1), seconds=5)


@drawn("still-picture", narration=said("Look at the curve for a moment. " * 9))
def something_moves_out_of_sight(scene: Any) -> None:
    """What moves is outside the frame, so that nothing changes for a viewer."""
    tracker = ValueTracker(0.0)
    far = Rectangle(color=theme().x).add_updater(
        lambda m: m.move_to([20 + tracker.get_value(), 0, 0]), call_updater=True
    )
    show(scene, math("f(x)"), far)
    scene.play(tracker.animate.set_value(3), run_time=41)


@drawn("too-many-new", ground="light")
def four_curves_of_four_colors(scene: Any) -> None:
    plane = wide_plane((-2, 2), (-2, 4))
    show(scene, plane)
    scene.next_section("curves")
    colors = ("x", "y", "value", "direction", "w")
    curves = [
        Graph(plane, lambda x, k=k: k * x / 2, color=c) for k, c in enumerate(colors, start=-2)
    ]
    scene.play(*(FadeIn(curve) for curve in curves), run_time=1)
    scene.wait()


@drawn("false-claim")
def dot_beside_its_curve_from_the_start(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 4))
    show(scene, plane, PointDot(plane, (1.5, 2.5)).shift(UP * 0.03))
