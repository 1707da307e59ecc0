"""Fifth blind set: clean plots and maps of the kit, some of them near a limit."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Create,
    DashedLine,
    FadeIn,
    Polygon,
    ValueTracker,
    VGroup,
)

from mathcore.calculus import difference_table
from mathcore.fields import ScalarField
from mathcore.models import FIVE_POINTS
from scenes.kit.arrows import DirectionArrow, GradientArrow, VectorArrow
from scenes.kit.bars import Bars
from scenes.kit.color_key import ColorKey
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region, title_bar
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle, TangentLine
from scenes.kit.panels import DataPanel, Knobs, LossPanel
from scenes.kit.readout import Boxed, ReadOut, ReadOuts, plated
from scenes.kit.step_path import StepPath
from scenes.kit.tables import QuotientTable
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from scenes.kit.vectors import VectorField
from tests.scripts.studio.inspect.cases.fifth_stage import (
    EAST,
    PASS,
    RIPPLE,
    TILTED,
    TROUGH,
    WEST,
    drawn,
    flat,
    show,
    then,
    true,
)


@drawn()
def line_fit_turns_both_knobs(scene: Any) -> None:
    knobs = Knobs(0.0, 0.0)
    data, loss = DataPanel(FIVE_POINTS, knobs, WEST), LossPanel(FIVE_POINTS, knobs, EAST)
    show(scene, data)
    then(scene, "loss", loss)
    scene.play(knobs.w.animate.set_value(1.1), knobs.b.animate.set_value(1.4), run_time=2)
    scene.wait()


@drawn(ground="light")
def tilted_bowl_with_plates_on_paper(scene: Any) -> None:
    plane = true(3.0)
    curves = LevelCurves(plane, TILTED, (0.5, 1.5, 3.0))
    show(scene, plane, curves, curves.labels())


@drawn()
def zigzag_with_its_start_named_beside(scene: Any) -> None:
    """Exact line search on (x² + 4 y²)/2 from (2, 0.5): factors (3/5, -3/5) each step."""
    plane = true(3.0)
    field = ScalarField.from_text("(x**2 + 4*y**2)/2", ("x", "y"))
    places = [(2 * 0.6**k, 0.5 * (-0.6) ** k) for k in range(7)]
    show(scene, plane, LevelCurves(plane, field, (0.25, 1.0, 2.5)))
    name = text("start", size=0.36).move_to(plane.to_screen((2.55, 0.75)))
    then(scene, "path", StepPath(plane, places), name)


@drawn()
def ripple_field_with_its_key(scene: Any) -> None:
    plane = true(3.0, Region(-6.6, -3.1, 4.0, 2.9))
    field = VectorField(plane, RIPPLE)
    show(scene, plane, field)
    key = ColorKey("norm(nabla f)", round(field.strongest, 2), width=1.9)
    then(scene, "key", key.move_to([5.5, 0.2, 0]))


@drawn(ground="light")
def bars_with_short_names_below(scene: Any) -> None:
    bars = Bars([0.42, -0.31, 0.87], Region(-3, -1.6, 3, 2.6), colors=("x", "y", "w"), figures=True)
    names = [math(f"x_{k + 1}") for k in range(3)]
    show(scene, bars, bars.named(names))


@drawn()
def quotients_close_in_beside_their_curve(scene: Any) -> None:
    plane = flat((0, 3), (0, 6), WEST)
    show(scene, plane, Graph(plane, lambda x: x**2 / 2 + 1))
    field = ScalarField.from_text("x**2/2 + 1", ("x",))
    table = QuotientTable(difference_table(field, (2.0,), (1.0,)))
    then(scene, "table", table.move_to([3.9, 0, 0]))


@drawn(ground="light")
def boxed_answer_well_above_the_rim(scene: Any) -> None:
    plane = true(3.0, Region(-6.2, -2.0, 6.2, 3.3))
    show(scene, plane, TangentLine(plane, TROUGH, (1.2, 0.8)))
    answer = Boxed(VGroup(math("0.6 (x - 1.2) + 1.6 (y - 0.8) = 0")))
    then(scene, "answer", answer.to_edge(DOWN, buff=0.6))


@drawn()
def read_outs_change_beside_a_map(scene: Any) -> None:
    plane = true(2.4, Region(-6.8, -3.1, 2.4, 2.9))
    t = ValueTracker(0.3)
    place = lambda: (1.6 * np.cos(t.get_value()), 0.9 * np.sin(t.get_value()))  # noqa: E731
    dot = PointDot(plane, place, color="highlight").follow(place)
    show(scene, plane, VGroup(LevelCurves(plane, PASS, (-1, -0.5, 0.5, 1)), dot))
    rows = ReadOuts(
        ReadOut("x", lambda: place()[0], widest=1.6),
        ReadOut("y", lambda: place()[1], widest=1.6),
        ReadOut("x y", lambda: place()[0] * place()[1], widest=1.6),
    )
    then(scene, "numbers", rows.move_to([4.9, 0, 0]))
    scene.play(t.animate.set_value(3.6), run_time=3)
    scene.wait()


@drawn(ground="light")
def right_angle_walks_with_its_point(scene: Any) -> None:
    plane = true(3.0)
    t = ValueTracker(0.5)
    place = lambda: (2 * np.cos(t.get_value()), np.sin(t.get_value()))  # noqa: E731
    tangent = TangentLine(plane, TROUGH, place, reach=1.0).follow(place)
    arrow = GradientArrow(plane, TROUGH, place, scale=0.22).follow()
    mark = RightAngle(
        lambda: plane.to_screen(place()),
        lambda: arrow.tip - arrow.tail,
        lambda: tangent.direction,
    ).follow()
    show(scene, plane, LevelCurves(plane, TROUGH, (1.0,)))
    then(scene, "walk", tangent, arrow, mark)
    scene.play(t.animate.set_value(2.4), run_time=3)
    scene.wait()


@drawn()
def cosine_over_a_full_turn(scene: Any) -> None:
    plane = flat((0, 360), (-1.5, 1.5), angles=True, names=("theta", "D_u f"))
    curve = Graph(plane, lambda a: 1.2 * np.cos(np.radians(a)), color="direction")
    scene.add(plane)
    scene.play(Create(curve), run_time=2)
    scene.wait()


@drawn(ground="light")
def logarithm_plunges_at_the_left(scene: Any) -> None:
    plane = flat((-0.5, 4), (-3, 2))
    curve = Graph(plane, np.log, over=(1e-3, 4.0), color="w")
    show(scene, plane, curve, math("ln x", color="w").move_to(plane.to_screen((3.2, 1.65))))


@drawn()
def two_lines_cross_with_names_at_their_ends(scene: Any) -> None:
    plane = flat((0, 4), (0, 4), Region(-6.2, -3.1, 4.4, 2.9), grid=False)
    show(
        scene,
        plane,
        VGroup(
            Graph(plane, lambda x: 0.5 + 0.7 * x, color="x"),
            text("training", size=0.4, color="x").next_to(plane.to_screen((4, 3.3)), RIGHT),
        ),
        VGroup(
            Graph(plane, lambda x: 3.4 - 0.5 * x, color="y"),
            text("testing", size=0.4, color="y").next_to(plane.to_screen((4, 1.4)), RIGHT),
        ),
    )


@drawn()
def secant_turns_into_the_tangent(scene: Any) -> None:
    plane = flat((0, 3), (0, 5))
    h = ValueTracker(1.5)
    secant = Graph(plane, lambda x: 1 + (2 + h.get_value()) * (x - 1), color="step")
    secant.add_updater(
        lambda g: g.redraw_as(lambda x: 1 + (2 + h.get_value()) * (x - 1)), call_updater=False
    )
    show(scene, plane, Graph(plane, lambda x: x**2), secant)
    scene.play(h.animate.set_value(0.01), run_time=2)
    scene.wait()


@drawn(ground="light")
def two_small_plots_titled_above(scene: Any) -> None:
    left, right = (Region(-6.3, -2.6, -0.5, 2.0), Region(0.5, -2.6, 6.3, 2.0))
    for where, name, bend in ((left, "convex", 1.0), (right, "concave", -1.0)):
        plane = flat((-2, 2), (-2, 2), where)
        curve = Graph(plane, lambda x, b=bend: b * (x**2 / 2 - 1))
        title = text(name).next_to(plane, UP, buff=0.3)
        then(scene, name, plane, curve, title)


@drawn()
def unit_arrows_named_at_their_tips(scene: Any) -> None:
    plane = true(2.4)
    for k, way in enumerate(((1.0, 0.2), (-0.6, 0.8), (-0.3, -1.0))):
        arrow = DirectionArrow(plane, (0.0, 0.0), way, scale=0.8)
        name = arrow.labelled(math(f"u_{k + 1}", color="direction"))
        scene.add(arrow, name)
        scene.wait(0.4)
        scene.next_section(f"arrow {k}")
    show(scene, plane)


@drawn()
def plate_interrupts_a_level_line(scene: Any) -> None:
    plane = true(3.0)
    curves = LevelCurves(plane, PASS, (-1.0, 1.0))
    name = plated(text("the same value", size=0.34)).move_to(plane.to_screen((1.6, 1 / 1.6)))
    show(scene, plane, curves, name)


@drawn(ground="light")
def drop_lines_and_feet_beside_the_numbers(scene: Any) -> None:
    plane = flat((0, 4), (0, 4), grid=False)
    curve = Graph(plane, lambda x: 0.2 * x**2 + 0.4)
    corner = plane.to_screen((3.0, 2.2))
    drops = VGroup(
        DashedLine(corner, plane.to_screen((3.0, 0.0)), color=theme().x, stroke_width=4),
        DashedLine(corner, plane.to_screen((0.0, 2.2)), color=theme().y, stroke_width=4),
    )
    show(scene, plane, VGroup(curve, drops, PointDot(plane, (3.0, 2.2))))
    then(scene, "name", math("(3, 2.2)").next_to(corner, DOWN + RIGHT, buff=0.18))


@drawn()
def shaded_triangle_named_in_its_middle(scene: Any) -> None:
    plane = flat((0, 4), (0, 2), grid=False)
    corners = [plane.to_screen(p) for p in ((0.5, 0.2), (3.6, 0.2), (3.6, 1.75))]
    run = Polygon(*corners, color=theme().step, fill_opacity=0.18, stroke_width=4)
    show(scene, plane, run)
    scene.play(FadeIn(text("rise over run").move_to(plane.to_screen((2.75, 0.6)))), run_time=0.6)
    scene.wait()


@drawn()
def title_map_and_one_gradient(scene: Any) -> None:
    plane = true(3.0, Region(-6.2, -3.1, 6.2, 2.5))
    show(scene, title_bar("Which way is steepest, and how steep?"), plane)
    arrow = GradientArrow(plane, TILTED, (0.8, 0.2), scale=0.4)
    curve = LevelCurves(plane, TILTED, (0.84,))
    then(scene, "arrow", curve, arrow, arrow.labelled(math("nabla f", color="gradient")))


@drawn(ground="light")
def field_downhill_with_one_start(scene: Any) -> None:
    plane = true(3.0)
    show(scene, plane, VectorField(plane, TROUGH, downhill=True))
    dot = PointDot(plane, (-2.2, 0.9), color="error", radius=0.13)
    then(scene, "start", dot)


@drawn()
def parallelogram_of_two_vectors(scene: Any) -> None:
    plane = true(3.0)
    a, b = (
        VectorArrow(plane, (0, 0), (1.6, 0.3), color="x"),
        VectorArrow(plane, (0, 0), (0.4, 0.9), color="y"),
    )
    sides = VGroup(
        DashedLine(plane.to_screen((1.6, 0.3)), plane.to_screen((2.0, 1.2)), color=theme().y),
        DashedLine(plane.to_screen((0.4, 0.9)), plane.to_screen((2.0, 1.2)), color=theme().x),
    )
    show(scene, plane, a, b)
    then(scene, "sum", sides, VectorArrow(plane, (0, 0), (2.0, 1.2), color="highlight"))
