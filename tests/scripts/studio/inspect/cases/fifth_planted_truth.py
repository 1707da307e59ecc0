"""Fifth blind set: drawn or told otherwise than the mathematics has it."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, RIGHT, UP, Transform, VGroup

from mathcore.contours import level_curves
from mathcore.models import FIVE_POINTS
from scenes.kit.arrows import GradientArrow
from scenes.kit.claims import number_claim
from scenes.kit.graphs import Graph
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle
from scenes.kit.numbers import Number
from scenes.kit.panels import DataPanel, Knobs, LossPanel
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_levels import LiftedContours
from scenes.kit.step_path import StepPath
from scenes.kit.surface import SurfacePlot
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.fifth_stage import (
    DOME,
    EAST,
    TROUGH,
    WEST,
    KitScene,
    box,
    drawn,
    flat,
    show,
    speech,
    stale,
    then,
    true,
    word,
)


@drawn("false-claim")
def map_slid_under_the_cross_of_the_best(scene: Any) -> None:
    knobs = Knobs(0.0, 0.0)
    panel = LossPanel(FIVE_POINTS, knobs, EAST)
    show(scene, panel)
    scene.play(panel.curves.animate.shift(RIGHT * 0.18 + UP * 0.1), run_time=1)
    scene.wait()


@drawn("false-claim", ground="light")
def arrow_lengthened_to_reach_the_next_curve(scene: Any) -> None:
    """At (1, 0.5) the gradient is (0.5, 1); the arrow is drawn a quarter too long."""
    plane = true(3.0)
    arrow = GradientArrow(plane, TROUGH, (1.0, 0.5), scale=0.5)
    arrow.put(arrow.tail, arrow.tail + 1.25 * (arrow.tip - arrow.tail))
    show(scene, plane, LevelCurves(plane, TROUGH, (0.5, 1.0)), arrow)


@drawn("false-claim")
def right_angle_between_gradient_and_chord(scene: Any) -> None:
    """(0.6, 1.6) and (-2.4, 0.36) make an angle of 102 degrees."""
    plane = true(3.0)
    at, end = (1.2, 0.8), (-1.2, 1.16)
    arrow = GradientArrow(plane, TROUGH, at, scale=0.4)
    corner, far = plane.to_screen(at), plane.to_screen(end)
    chord = VGroup(PointDot(plane, at), PointDot(plane, end))
    mark = RightAngle(
        lambda: corner, lambda: arrow.tip - arrow.tail, lambda: far - corner, size=0.4
    )
    line = Graph(plane, lambda x: 0.8 - 0.15 * (x - 1.2), over=(-1.2, 1.2), color="tangent")
    show(scene, plane, VGroup(line, chord), VGroup(arrow, mark))


@drawn("false-claim")
def data_point_nudged_for_a_nicer_fit(scene: Any) -> None:
    """The data are (0, 1), (1, 3), (2, 4), (3, 4), (4, 6); the last but one is drawn too high."""
    panel = DataPanel(FIVE_POINTS, Knobs(1.1, 1.4), WEST)
    panel.dots[3].shift(UP * 0.35)
    show(scene, panel)
    then(scene, "words", text("a nearly perfect line", width=4).move_to([4, 0, 0]))


@drawn("false-claim", scene_class=KitScene)
def ring_of_one_level_hung_at_another(scene: Any) -> None:
    """The ring of the level 1.2 hangs at the height 0.8, off the surface."""
    space = box((0, 2))
    lines = [line.points for line in level_curves(DOME, [1.2], space.window)[0].lines]
    ring = LiftedContours(space, DOME, [(0.8, lines)], color="gradient")
    show(scene, SpaceAxes(space), SurfacePlot(space, DOME, opacity=0.35), ring)


@drawn("false-claim")
def curve_transformed_away_from_its_name(scene: Any) -> None:
    """A parabola turns into a shifted one, while its name and what it stands for stay."""
    plane = flat((-3, 3), (-1, 5))
    curve = Graph(plane, lambda x: x**2 / 2)
    name = math("x^2\\/2", color="value").move_to(plane.to_screen((-1.1, 3.6)))
    show(scene, plane, curve, name)
    scene.play(Transform(curve, Graph(plane, lambda x: x**2 / 2 + 0.6)), run_time=1)
    scene.wait()


@drawn("false-claim", ground="light")
def descent_path_tilted_to_meet_the_goal(scene: Any) -> None:
    """Steps of 0.3 against the gradient of x²/4 + y² from (2, 1): factors 0.85 and 0.4."""
    plane = true(3.0)
    places = [(2 * 0.85**k, 0.4**k) for k in range(7)]
    path = StepPath(plane, places)
    show(scene, plane, LevelCurves(plane, TROUGH, (0.5, 1.0, 1.5)), path)
    scene.play(path.animate.rotate(0.12, about_point=plane.to_screen(places[0])), run_time=1)
    scene.wait()


class TypedRate(VGroup):
    """A rate written by hand: 32/√29 is 5.942, the last digits came out in another order."""

    def __init__(self) -> None:
        super().__init__(math("D_u f = 32 / sqrt(29) approx 5.492"))

    def claims(self) -> list[Any]:
        """Claim that what is typed is the rate."""
        return [number_claim("rate", lambda: "5.492", lambda: 32 / np.sqrt(29))]


@drawn("wrong-number")
def digits_change_places_in_the_rate(scene: Any) -> None:
    show(scene, word("Along (2, 5) the rate is").shift(UP), TypedRate().shift(DOWN * 0.3))


@drawn("wrong-number", ground="light")
def tick_relabelled_by_hand(scene: Any) -> None:
    """Between 1 and 3 the axis says 3."""
    plane = flat((0, 4), (0, 2))
    show(scene, plane, Graph(plane, lambda x: x / 2))
    values = list(plane.x_ticks.values)
    plane.x_labels[values.index(2.0)].set_value(3.0)
    scene.wait()


@drawn(
    "wrong-number",
    narration=stale(
        "A step above {most} diverges, whatever the start.",
        {"most": Number(0.25, 2)},
        {"most": Number(2 / 13.403, 2)},
    ),
)
def says_the_largest_step_of_other_data(scene: Any) -> None:
    show(scene, math("eta < 2 / lambda_max"), seconds=5)


RATE = {"rate": Number(32 / np.sqrt(29), 2)}


@drawn(
    "wrong-number",
    narration={"scene": speech("We climb at [{rate}](five point four nine) a unit.", facts=RATE)},
)
def voice_reads_another_rate_than_is_shown(scene: Any) -> None:
    show(scene, math("D_u f approx 5.94"), seconds=5)
