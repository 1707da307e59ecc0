"""Sixth blind set: drawn, written or told otherwise than the mathematics has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from manim import DOWN, RIGHT, UP, Text, ValueTracker, VGroup

from scenes.kit.arrows import GradientArrow, VectorArrow
from scenes.kit.bars import Bars
from scenes.kit.claims import Claim, number_claim, vector_claim
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle, TangentLine
from scenes.kit.numbers import Coordinates, Number
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_marks import FloorArrow
from scenes.kit.surface import SurfacePlot
from scenes.kit.tables import NumberTable
from scenes.kit.theme import theme
from scenes.kit.typography import math
from tests.scripts.studio.inspect.cases.sixth_stage import (
    NEAR_LEFT,
    SLOPE,
    TWIST,
    VALLEY,
    KitScene,
    box,
    drawn,
    flat,
    show,
    speech,
    stale,
    then,
    true,
)

# -- pictures -------------------------------------------------------------------------------------


@drawn("false-claim")
def sum_of_two_arrows_falls_short_of_the_corner(scene: Any) -> None:
    """(1.5, 0.2) + (0.5, 0.8) = (2, 1); the arrow is cut to three quarters."""
    plane = true(3.0)
    show(
        scene,
        plane,
        VectorArrow(plane, (0, 0), (1.5, 0.2), color="x"),
        VectorArrow(plane, (1.5, 0.2), (0.5, 0.8), color="y"),
    )
    total = VectorArrow(plane, (0, 0), (2.0, 1.0), color="highlight")
    then(scene, "sum", total.scale(0.75, about_point=total.tail))


@drawn("false-claim", ground="light")
def bars_stretched_by_a_third_for_effect(scene: Any) -> None:
    bars = Bars([0.4, 0.7, 0.55], Region(-3, -2.4, 3, 2.0), colors="gradient")
    show(scene, bars)
    foot = np.array([0.0, bars.zero_at, 0.0])
    scene.play(bars.bars.animate.stretch(1.35, 1, about_point=foot), run_time=1)
    scene.wait()


@drawn("false-claim")
def plane_narrowed_while_its_parabola_stays(scene: Any) -> None:
    plane = flat((-2, 2), (0, 4))
    show(scene, plane, Graph(plane, lambda x: x**2, over=(-1.4, 1.4)))
    scene.play(plane.animate.stretch(0.8, 0), run_time=1)
    scene.wait()


@drawn("false-claim", ground="light")
def start_dragged_off_to_clear_the_curve(scene: Any) -> None:
    """The dot stands for (1, 0.5) and is drawn at about (1.25, 0.7)."""
    plane = true(3.0)
    dot = PointDot(plane, (1.0, 0.5), color="error", radius=0.12)
    show(scene, plane, LevelCurves(plane, VALLEY, (0.5, 1.0)), dot)
    scene.play(dot.animate.shift(RIGHT * 0.5 + UP * 0.4), run_time=0.8)
    scene.wait()


@drawn("false-claim")
def tangent_turned_until_it_cuts_the_curve(scene: Any) -> None:
    plane = true(3.0)
    at = (1.5, 0.5)
    tangent = TangentLine(plane, VALLEY, at).rotate(0.35, about_point=plane.to_screen(at))
    show(scene, plane, LevelCurves(plane, VALLEY, (float(VALLEY(np.array(at))),)), tangent)


class SwappedGradient(FloorArrow):
    """The gradient of x/2 + y, which is (1/2, 1), typed in with its parts in the wrong order."""

    def claims(self) -> Iterable[Claim]:
        """Claim to be the gradient."""

        def ends() -> tuple[Any, Any]:
            chart = self.space.floor
            return chart.to_screen(self.tail), chart.to_screen(self.tail + self.vector)

        def truth() -> tuple[Any, Any]:
            return self.tail, SLOPE.gradient(self.tail)

        return [vector_claim("gradient", self.space.floor, ends, truth)]


@drawn("false-claim", ground="light", scene_class=KitScene)
def gradient_on_the_floor_with_its_parts_swapped(scene: Any) -> None:
    space = box((-4, 4))
    show(scene, SpaceAxes(space), SurfacePlot(space, SLOPE, opacity=0.5))
    then(scene, "arrow", SwappedGradient(space, (0.5, -1.5), (1.0, 0.5)))


@drawn("false-claim")
def right_angle_marked_on_axes_of_unequal_units(scene: Any) -> None:
    """As the units of x and y are not drawn equally long, the two meet at about 114 degrees."""
    plane = flat((-3, 3), (-1, 1), Region(-5.5, -3.0, 5.5, 3.0))
    at = (1.5, 0.4)
    arrow = GradientArrow(plane, TWIST, at, scale=0.7)
    tangent = TangentLine(plane, TWIST, at)
    mark = RightAngle(
        lambda: plane.to_screen(at), lambda: arrow.tip - arrow.tail, lambda: tangent.direction,
        size=0.5,
    )  # fmt: skip
    show(scene, plane, tangent, VGroup(arrow, mark))


# -- numbers --------------------------------------------------------------------------------------


@drawn("wrong-number", ground="light")
def entry_of_a_table_typed_over(scene: Any) -> None:
    """((1 + h)² - 1)/h for h = 1, 0.1, 0.01 is 3, 2.1, 2.01; the second is made 2.4."""
    table = NumberTable(
        ("h", "(Delta f)/h"), ([1, 0.1, 0.01], [3, 2.1, 2.01]), places=(None, 2),
        colors=("step", "value"), size=0.56,
    )  # fmt: skip
    table.columns[1][1].set_value(2.4)
    show(scene, table.move_to([0, 0, 0]))


class Height(VGroup):
    """The height of a moving point, written once and never again."""

    def __init__(self, t: ValueTracker) -> None:
        self.words = f"{t.get_value() ** 2:.2f}"
        self.t = t
        super().__init__(Text(f"height {self.words}", font_size=40, color=theme().ink))

    def claims(self) -> list[Claim]:
        """Claim to say the height of the point now."""
        return [number_claim("height", lambda: self.words, lambda: self.t.get_value() ** 2)]


@drawn("wrong-number")
def height_stays_while_its_point_climbs(scene: Any) -> None:
    plane, t = flat((-2, 2), (0, 4), NEAR_LEFT), ValueTracker(0.5)
    place = lambda: (t.get_value(), t.get_value() ** 2)  # noqa: E731
    show(scene, plane, Graph(plane, lambda x: x**2), PointDot(plane, place).follow(place))
    then(scene, "height", Height(t).move_to([4.3, 0.5, 0]))
    scene.play(t.animate.set_value(1.8), run_time=1.5)
    scene.wait()


@drawn("wrong-number", ground="light")
def level_number_of_another_curve(scene: Any) -> None:
    """The number 1 on the curve of level 1 is made a 2."""
    plane = true(3.0)
    curves = LevelCurves(plane, TWIST, (0.5, 1.0))
    labels = curves.labels()
    labels[1].figure.set_value(2.0)
    show(scene, plane, curves, labels)


@drawn("wrong-number")
def sum_of_products_added_up_wrongly(scene: Any) -> None:
    """12 times 0.5 is 6, 4 times 2 is 8, and that makes 14."""
    show(scene, math("12 dot 0.5 + 4 dot 2 = 16", size=0.7))


@drawn("wrong-number", ground="light")
def length_of_the_vector_three_four(scene: Any) -> None:
    """The length is 5."""
    show(scene, math("norm(nabla f) = sqrt(3^2 + 4^2) = 6", size=0.7))


@drawn(
    "wrong-number",
    narration=stale(
        "We start at {at}, and from there we go downhill.",
        {"at": Coordinates.of((2.0, -1.0))},
        {"at": Coordinates.of((3.0, -1.0))},
    ),
)
def says_the_start_of_an_earlier_draft(scene: Any) -> None:
    plane = true(4.0)
    show(scene, plane, PointDot(plane, (3.0, -1.0), color="error"), seconds=6)


SHARE = {"share": Number(0.25, 2)}


@drawn(
    "wrong-number",
    narration={"scene": speech("Each step leaves [{share}](point five two) of it.", facts=SHARE)},
)
def caption_and_voice_disagree_about_the_share(scene: Any) -> None:
    show(scene, math("f_(k+1) = 0.25 f_k", size=0.7).shift(DOWN * 0.5), seconds=5)
