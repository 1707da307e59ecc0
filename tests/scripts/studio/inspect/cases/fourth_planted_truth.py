"""Fourth blind set: planted defects of truth, of words and of pace."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, RIGHT, UP, Rotate, Scene, ValueTracker, VGroup

from mathcore.arrays import Window
from scenes.kit.arrows import DirectionArrow, GradientArrow, VectorArrow
from scenes.kit.bars import Bars
from scenes.kit.claims import number_claim
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.lecture import Beat, LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle, TangentLine
from scenes.kit.narration import Fact, Narration, estimate_cues
from scenes.kit.numbers import Number
from scenes.kit.readout import ReadOut
from scenes.kit.space import Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.surface import SurfacePlot
from scenes.kit.tables import NumberTable
from scenes.kit.typography import math, text
from scenes.kit.vectors import VectorField
from scenes.kit.waivers import waive
from scripts.studio.inspect import Speech
from tests.scripts.studio.inspect.cases.fourth_stage import (
    BOWL,
    HILL,
    LEFT_PART,
    SADDLE,
    WHOLE,
    KitScene,
    drawn,
    said,
    show,
    square_plane,
    wide_plane,
)


@drawn("false-claim")
def plane_moves_without_its_curves(scene: Any) -> None:
    plane = square_plane(WHOLE)
    show(scene, plane, LevelCurves(plane, BOWL, (0.5, 1, 1.5)))
    scene.play(plane.animate.shift(RIGHT * 0.08), run_time=1)
    scene.wait()


@drawn("false-claim")
def gradient_left_behind_by_its_point(scene: Any) -> None:
    plane = square_plane(WHOLE)
    at = ValueTracker(-1.0)
    arrow = GradientArrow(plane, SADDLE, lambda: (at.get_value(), 0.5), scale=0.4)
    dot = PointDot(plane, (-1.0, 0.5)).follow(lambda: (at.get_value(), 0.5))
    show(scene, plane, arrow, dot)
    scene.play(at.animate.set_value(0.8), run_time=1)
    scene.wait()


@drawn("false-claim", ground="light")
def graph_stretched_by_hand(scene: Any) -> None:
    plane = wide_plane((-2, 2), (-1, 3))
    curve = Graph(plane, lambda x: x**2 - 0.5)
    show(scene, plane, curve)
    scene.play(curve.animate.stretch(1.04, 1), run_time=1)
    scene.wait()


@drawn("false-claim")
def right_angle_on_unequal_axes(scene: Any) -> None:
    """Perpendicular in coordinates is not so on a stretched screen, where the mark is drawn."""
    plane = wide_plane((-2, 2), (-2, 2))
    at = np.array([1.2, 0.6])
    way = BOWL.gradient(at)
    arms = [plane.vector_to_screen(way), plane.vector_to_screen((-way[1], way[0]))]
    mark = RightAngle(lambda: plane.to_screen(at), lambda: arms[0], lambda: arms[1])
    show(scene, plane, GradientArrow(plane, BOWL, at, scale=0.4), mark)


@drawn("false-claim")
def direction_turned_as_a_picture(scene: Any) -> None:
    plane = square_plane(WHOLE)
    arrow = DirectionArrow(plane, (0.0, 0.0), (1.0, 1.0))
    show(scene, plane, arrow)
    scene.play(Rotate(arrow, 0.12, about_point=arrow.tail), run_time=1)
    scene.wait()


@drawn("false-claim", ground="light")
def tangent_pushed_aside_for_its_name(scene: Any) -> None:
    plane = square_plane(WHOLE)
    curves = LevelCurves(plane, BOWL, (1.0,))
    tangent = TangentLine(plane, BOWL, (1.0, np.sqrt(0.5))).shift(UP * 0.05)
    show(scene, plane, curves, tangent)


@drawn("false-claim")
def field_of_arrows_drawn_backwards(scene: Any) -> None:
    plane = square_plane(WHOLE)
    field = VectorField(plane, BOWL)
    for child in field:
        if len(child.points):
            child.rotate(0.03, about_point=plane.to_screen((0, 0)))
    show(scene, plane, field)


@drawn("false-claim")
def bar_rounded_up_by_eye(scene: Any) -> None:
    bars = Bars([0.42, 0.87, 0.61], Region(-4, -2.5, 4, 2.5), colors="x")
    for child in bars.submobjects:
        if child is not bars.zero:
            child.stretch(1.03, 1, about_edge=DOWN)
    show(scene, bars)


@drawn("false-claim")
def dot_dragged_off_its_curve(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 4))
    curve = Graph(plane, lambda x: 4 - x)
    dot = PointDot(plane, (1.5, 2.5))
    show(scene, plane, curve, dot)
    scene.play(dot.animate.shift(RIGHT * 0.04 + UP * 0.02), run_time=1)
    scene.wait()


@drawn("false-claim")
def tick_numbers_spread_to_fit(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 2))
    plane.x_labels.stretch(1.015, 0)
    for label in plane.x_labels:
        label.stretch(1 / 1.015, 0)
    show(scene, plane, Graph(plane, lambda x: x / 2))


@drawn("wrong-number")
def read_out_frozen_too_early(scene: Any) -> None:
    at = ValueTracker(1.0)
    rate = ReadOut("f_x", lambda: 2 * at.get_value())
    show(scene, rate)
    rate.figure.clear_updaters()
    scene.play(at.animate.set_value(1.5), run_time=1)
    scene.wait()


class Slope(VGroup):
    """A formula with a number typed by hand, which says what it stands for."""

    def __init__(self, typed: str, value: float) -> None:
        self.typed, self.value = typed, value
        super().__init__(math(f"norm(nabla f) = {typed}"))

    def claims(self) -> list[Any]:
        """Claim that the typed number is the value."""
        return [number_claim("length", lambda: self.typed, lambda: self.value)]


@drawn("wrong-number", ground="light")
def root_five_cut_instead_of_rounded(scene: Any) -> None:
    show(scene, text("the greatest rate").shift(UP), Slope("2.23", float(np.sqrt(5))))


@drawn("wrong-number")
def table_entry_edited_by_hand(scene: Any) -> None:
    table = NumberTable(
        ("h", "q"), ([1, 0.1, 0.01], [3, 2.1, 2.01]), places=(None, 2), colors=("step", "value")
    )
    table.columns[1][1].set_value(2.01)
    show(scene, table.center())


@drawn("wrong-number")
def level_plate_from_the_neighbour(scene: Any) -> None:
    plane = square_plane(WHOLE)
    curves = LevelCurves(plane, BOWL, (0.5, 1.5))
    plates = curves.labels()
    plates[0].figure.set_value(1.5)
    show(scene, plane, curves, plates)


def stale() -> Any:
    """Return words that were filled before the step was changed, with the facts of today."""
    narration = Narration.parse(
        "The greatest rate is {rate} per unit step.", {"rate": Number(2.42, 2)}
    )
    facts = {"rate": Number(2.236, 2)}
    return {"scene": Speech(narration, estimate_cues(narration), facts)}


@drawn("wrong-number", narration=stale())
def says_another_number_than_the_fact(scene: Any) -> None:
    show(scene, math("norm(nabla f)"), seconds=5)


@drawn("unspeakable", narration=said("Now the sum over all x_i goes down."))
def index_in_the_words(scene: Any) -> None:
    show(scene, math("sum_i x_i"), seconds=4)


@drawn("unspeakable", narration=said("The derivative of exp is itself, which is rare."))
def function_name_in_the_words(scene: Any) -> None:
    show(scene, math("(d)/(d x) e^x = e^x"), seconds=5)


@drawn("unspeakable", narration=said("Take a step of length η against the gradient."))
def greek_letter_in_the_words(scene: Any) -> None:
    show(scene, math("x - eta nabla f"), seconds=4)


@drawn("unspeakable", narration=said("After 30 steps the loss has halved."))
def digits_in_the_words(scene: Any) -> None:
    show(scene, math("L / 2"), seconds=4)


@drawn("unspeakable", narration=said("The value f(x, y) stays, since we walk on the level."))
def call_in_the_words(scene: Any) -> None:
    show(scene, math("f(x, y) = c"), seconds=6)


HURRIED = (
    "The gradient gathers all the partial derivatives into a single vector, and its length is the "
    "greatest rate at which the value can change when you take a short step from where you stand."
)


@drawn("caption-limit", narration=said(HURRIED, pace=190))
def words_rushed_to_fit(scene: Any) -> None:
    show(scene, math("nabla f = (f_x, f_y)"), seconds=11)


LONG = "[f(x + h, y + k) ≈ f(x, y) + h f_x(x, y) + k f_y(x, y)](f changes by the sum of both parts)"


@drawn("caption-limit", narration=said(f"Near the point, {LONG}."))
def formula_too_wide_for_a_line(scene: Any) -> None:
    show(scene, math("f(x + h, y + k)"), seconds=7)


@drawn("too-many-new")
def six_notations_at_once(scene: Any) -> None:
    show(scene, text("one partial derivative").shift(2.5 * UP))
    names = ("(partial f)/(partial x)", "f_x", "partial_x f", "D_1 f", "f_1", "f'_x")
    for k, name in enumerate(names):
        scene.add(math(name).move_to([4.0 * (k % 3) - 4.0, 0.8 - 2.0 * (k // 3), 0]))
    scene.wait()


@drawn("too-many-new", ground="light")
def the_whole_picture_in_one_go(scene: Any) -> None:
    plane = square_plane()
    arrow = GradientArrow(plane, BOWL, (0.8, 0.5), scale=0.5)
    scene.add(plane, LevelCurves(plane, BOWL, (0.5, 1, 1.5)), arrow)
    scene.add(TangentLine(plane, BOWL, (0.8, 0.5)), PointDot(plane, (-1, 1)))
    scene.add(math("nabla f = (x, 2 y)").move_to([4, 2, 0]))
    scene.add(math("f(x, y) = (x^2)/(2) + y^2").move_to([4, 0.5, 0]))
    scene.add(ReadOut("norm(nabla f)", 1.28).move_to([4, -1, 0]))
    scene.wait()


SLOW = "Look at the curve for a moment. " * 9


@drawn("still-picture", narration=said(SLOW))
def one_formula_for_half_a_minute(scene: Any) -> None:
    show(scene, math("D_u f = norm(nabla f) cos theta", size=0.6), seconds=42)


class Late(LectureScene):
    """A lesson whose second picture comes long after its word."""

    @classmethod
    def facts(cls, params: Any) -> dict[str, Fact]:
        """Return nothing to name."""
        return {}

    @classmethod
    def beats(cls) -> tuple[Beat, ...]:
        """Return the beat, whatever subclass plays it."""
        return (Beat("turn_round", Late.turn_round.words, ()),)  # type: ignore[attr-defined]

    @beat("Turning completely round, <slow>everything rising before is now descending equally.")
    def turn_round(self) -> None:
        """Let the arrow turn for too long."""
        plane = square_plane(WHOLE)
        arrow = VectorArrow(plane, (0, 0), (1, 1))
        self.add(plane, arrow)
        self.play(Rotate(arrow, 2 * np.pi, about_point=arrow.tail), run_time=4)
        self.until("slow")
        self.add(math("-nabla f", color="gradient").move_to([4.6, 0, 0]))


@drawn("late-mark", scene_class=Late)
def turn_takes_longer_than_the_words(scene: Any) -> None:
    LectureScene.construct(scene)


@waive("text-over-line", "Typeset", reason="the name used to stand on the curve")
class OldWaiver(Scene):
    """A scene whose defect has been mended, while the waiver stayed."""


@drawn("unused-waiver", scene_class=OldWaiver)
def waiver_outlives_its_overlap(scene: Any) -> None:
    plane = wide_plane((-2, 2), (-1, 3))
    name = math("x^2").move_to(plane.to_screen((0.25, 2.25)))
    show(scene, plane, Graph(plane, lambda x: x**2), name)


@waive("too-many-new", "Plane", reason="all of them were met in the segment before")
class OldNovelty(Scene):
    """A scene that came to show less than it did."""


@drawn("unused-waiver", scene_class=OldNovelty, ground="light")
def waiver_of_novelty_without_need(scene: Any) -> None:
    plane = square_plane(LEFT_PART)
    show(scene, plane, LevelCurves(plane, SADDLE, (-1, 1)))


@drawn("false-claim", scene_class=KitScene)
def point_lifted_by_an_old_height(scene: Any) -> None:
    """The dot claims the summit, and was set where the hill was a little lower."""
    space = Space(Window((-2, 2), (-2, 2)), (0, 3), region=WHOLE)
    chart = space.at_height(3.0)
    dot = PointDot(chart, (0.0, 0.0), color="x")
    dot.shift(space.to_screen((0.0, 0.0, 2.93)) - space.to_screen((0.0, 0.0, 3.0)))
    show(scene, SpaceAxes(space), SurfacePlot(space, HILL), dot.set_z_index(3))
