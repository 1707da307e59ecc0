"""Fourth blind set: clean scenes of plots, maps and read-outs, near the limits but within."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Create,
    DashedLine,
    FadeIn,
    FadeOut,
    Polygon,
    ValueTracker,
    VGroup,
)

from scenes.kit.arrows import DirectionArrow, GradientArrow, VectorArrow
from scenes.kit.bars import Bars
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region, title_bar
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle, TangentLine
from scenes.kit.readout import Boxed, ReadOut, ReadOuts, plated
from scenes.kit.tables import NumberTable
from scenes.kit.theme import theme
from scenes.kit.typography import halo, math, prose, text
from scenes.kit.vectors import VectorField
from tests.scripts.studio.inspect.cases.fourth_stage import (
    BOWL,
    HILL,
    RIGHT_PART,
    SADDLE,
    WAVE,
    WHOLE,
    drawn,
    show,
    square_plane,
    then,
    wide_plane,
)


@drawn()
def map_with_plates_and_gradient(scene: Any) -> None:
    plane = square_plane(WHOLE)
    curves = LevelCurves(plane, BOWL, (0.5, 1, 1.5, 2))
    arrow = GradientArrow(plane, BOWL, (0.9, 0.6), scale=0.4)
    show(scene, plane, curves)
    then(scene, "plates", curves.labels(avoid=[arrow.tail, arrow.tip]), arrow)


@drawn(ground="light")
def saddle_map_on_paper(scene: Any) -> None:
    plane = square_plane(WHOLE)
    curves = LevelCurves(plane, SADDLE, (-2, -1, 0, 1, 2))
    show(scene, plane, curves, curves.labels())


@drawn()
def field_of_a_wave(scene: Any) -> None:
    plane = square_plane(WHOLE, 3.0)
    show(scene, plane, VectorField(plane, WAVE))
    then(scene, "name", math("nabla f", color="gradient").next_to(plane, RIGHT, buff=0.5))


@drawn(ground="light")
def field_of_a_hill_downhill(scene: Any) -> None:
    plane = square_plane()
    show(scene, plane, VectorField(plane, HILL, downhill=True))
    then(scene, "words", text("every arrow points down", width=4).move_to([4, 0.5, 0]))


@drawn()
def gradient_follows_its_point(scene: Any) -> None:
    plane = square_plane()
    t = ValueTracker(0.2)
    place = lambda: (np.cos(t.get_value()) * np.sqrt(2), np.sin(t.get_value()))  # noqa: E731
    arrow = GradientArrow(plane, BOWL, place, scale=0.3).follow()
    dot = PointDot(plane, place).follow(place)
    show(scene, plane, LevelCurves(plane, BOWL, (1.0,)), VGroup(arrow, dot))
    scene.play(t.animate.set_value(2.0), run_time=2)
    scene.wait()


@drawn()
def right_angle_stays_right(scene: Any) -> None:
    plane = square_plane(WHOLE)
    at = (1.0, np.sqrt(0.5))
    tangent = TangentLine(plane, BOWL, at)
    arrow = GradientArrow(plane, BOWL, at, scale=0.5)
    mark = RightAngle(
        lambda: plane.to_screen(at), lambda: arrow.tip - arrow.tail, lambda: tangent.direction
    )
    show(scene, plane, LevelCurves(plane, BOWL, (1.0,)))
    then(scene, "angle", tangent, arrow, mark)


@drawn()
def curve_and_its_name_just_apart(scene: Any) -> None:
    plane = wide_plane((-3, 3), (-1.5, 1.5))
    curve = Graph(plane, lambda x: np.sin(2 * x))
    name = math("sin 2 x", color="value").move_to(plane.to_screen((1.45, 1.25)))
    show(scene, plane, curve, name)


@drawn(ground="light")
def name_on_a_plate_over_the_curve(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 4))
    curve = Graph(plane, lambda x: 0.25 * x**2)
    name = plated(text("the loss")).move_to(plane.to_screen((2.6, 0.25 * 2.6**2)))
    show(scene, plane, curve, name)


@drawn()
def two_graphs_and_the_gap(scene: Any) -> None:
    plane = wide_plane((0, 3), (0, 3))
    upper = Graph(plane, lambda x: 0.3 * x**2 + 0.2)
    lower = Graph(plane, lambda x: 0.6 * x - 0.1, color="tangent")
    gap = DashedLine(plane.to_screen((2.5, 1.4)), plane.to_screen((2.5, 2.075)), color=theme().step)
    show(scene, plane, upper, lower)
    then(scene, "gap", gap, math("0.3 h^2", color="step").next_to(gap, RIGHT, buff=0.2))


@drawn()
def shaded_area_with_its_value(scene: Any) -> None:
    plane = wide_plane((0, 3), (0, 3), grid=False)
    x = np.linspace(0.6, 2.4, 40)
    top = [plane.to_screen((v, 0.3 * v**2 + 0.7)) for v in x]
    feet = [plane.to_screen((2.4, 0)), plane.to_screen((0.6, 0))]
    area = Polygon(*top, *feet, stroke_width=0, fill_color=theme().w, fill_opacity=0.25)
    curve = Graph(plane, lambda v: 0.3 * v**2 + 0.7)
    show(scene, plane, curve, area)
    then(scene, "value", math("integral_a^b f(x) d x").move_to(plane.to_screen((1.5, 0.6))))


@drawn(ground="light")
def asymptote_and_word_above_it(scene: Any) -> None:
    plane = wide_plane((0, 5), (0, 3), grid=False)
    curve = Graph(plane, lambda x: 2 - 2 * np.exp(-x), color="x")
    ends = [plane.to_screen((0, 2)), plane.to_screen((5, 2))]
    limit = DashedLine(*ends, color=theme().ink, stroke_width=4)
    word = text("the limit").next_to(plane.to_screen((1.2, 2)), UP, buff=0.15)
    show(scene, plane, curve, VGroup(limit, word))


@drawn()
def curve_dives_out_of_the_window(scene: Any) -> None:
    plane = wide_plane((-3, 3), (-3, 3))
    show(scene, plane, Graph(plane, lambda x: 1 / x))
    then(scene, "name", math("1\\/x", color="value").move_to(plane.to_screen((1.25, 1.75))))


@drawn()
def table_beside_the_secant(scene: Any) -> None:
    plane = wide_plane((0, 3), (0, 5), region=Region(-6.3, -3.0, 0.4, 2.6))
    table = NumberTable(
        ("h", "q"), ([1, 0.1, 0.01], [3, 2.1, 2.01]), places=(None, 2), colors=("step", "value")
    )
    secant = Graph(plane, lambda x: 3 * x - 2, color="tangent")
    show(scene, plane, Graph(plane, lambda x: x**2), secant)
    then(scene, "table", table.move_to([3.8, 0, 0]))


@drawn(ground="light")
def read_outs_in_a_column(scene: Any) -> None:
    x = ValueTracker(0.5)
    rows = ReadOuts(
        ReadOut("x", x.get_value, widest=9),
        ReadOut("f(x)", lambda: x.get_value() ** 2, widest=9),
        ReadOut("f'(x)", lambda: 2 * x.get_value(), widest=9),
    )
    show(scene, rows.center())
    scene.play(x.animate.set_value(2.25), run_time=2)
    scene.wait()


@drawn()
def number_grows_and_the_unit_gives_way(scene: Any) -> None:
    x = ValueTracker(4.0)
    height = ReadOut("h", x.get_value, places=1, widest=2000.0)
    unit = text("metres").next_to(height, RIGHT, buff=0.3)
    show(scene, VGroup(height, unit).center())
    scene.play(x.animate.set_value(1842.5), run_time=1)
    scene.wait()


@drawn()
def boxed_answer(scene: Any) -> None:
    work = math("D_u f = nabla f dot u = (-4, 8) dot (2, 5) \\/ sqrt(29)").shift(UP)
    show(scene, work)
    then(scene, "answer", Boxed(VGroup(math("D_u f = 32 / sqrt(29)"))).shift(DOWN * 1.2))


@drawn(ground="light")
def bars_with_figures(scene: Any) -> None:
    bars = Bars([0.42, 0.87, -0.31], Region(-4, -2.5, 4, 2.5), colors="x", figures=True, places=2)
    show(scene, bars)


@drawn()
def bars_grow_below_their_threshold(scene: Any) -> None:
    bars = Bars([0.4, 0.9, 0.6], Region(-4, -2.5, 4, 1.8), colors="value")
    bars.grow(0.2)
    word = text("largest").next_to(bars.end(1), UP, buff=0.2)
    word.add_updater(lambda m: m.next_to(bars.end(1), UP, buff=0.2), call_updater=True)
    show(scene, bars, word)
    scene.play(bars.animate.grow(1.0), run_time=1)
    scene.wait()


@drawn()
def title_within_the_margin(scene: Any) -> None:
    plane = square_plane(Region(-5.6, -3.2, 5.6, 2.5))
    show(scene, title_bar("Where does nothing change?"), plane)
    then(scene, "curve", LevelCurves(plane, SADDLE, (1.0,)))


@drawn(ground="light")
def small_print_just_large_enough(scene: Any) -> None:
    note = text("Stewart, Calculus, eighth edition, section 14.6", size=0.29, color="muted")
    show(scene, title_bar("Where to read on?"), note.move_to([-2.5, -2.9, 0]))


@drawn()
def formula_as_wide_as_the_frame_allows(scene: Any) -> None:
    line = math(
        "f(x + h, y + k) approx f(x, y) + h f_x + k f_y + (1)/(2) h^2 f_(x x) + h k f_(x y)"
    )
    show(scene, line.scale_to_fit_width(12.9))


@drawn()
def names_that_pass_each_other(scene: Any) -> None:
    plane = wide_plane((-3, 3), (0, 4))
    t = ValueTracker(2.0)
    ends = []
    for sign, name, side in ((-1, "p", UP), (1, "q", DOWN)):
        place = lambda s=sign: (s * t.get_value(), 2.0 + 0.4 * s)  # noqa: E731
        dot = PointDot(plane, place).follow(place)
        label = halo(math(name, color="x"))
        label.add_updater(lambda m, d=dot, s=side: m.next_to(d, s, buff=0.2), call_updater=True)
        ends.append(VGroup(dot, label))
    show(scene, plane, *ends)
    scene.play(t.animate.set_value(0.5), run_time=1)
    scene.wait()


@drawn()
def step_replaces_step(scene: Any) -> None:
    first = math("(d)/(d t) f(r(t)) = nabla f dot r'").move_to([0, 0.4, 0])
    show(scene, first)
    second = math("nabla f dot r' = 0").move_to([0, 0.4, 0])
    scene.play(FadeOut(first), run_time=0.5)
    scene.play(FadeIn(second), run_time=0.5)
    scene.wait()


@drawn(ground="light")
def direction_and_gradient_named(scene: Any) -> None:
    plane = square_plane(WHOLE)
    u = DirectionArrow(plane, (0, 0.5), (-1, 0.4))
    arrow = GradientArrow(plane, BOWL, (0, 0.5), scale=0.9)
    names = VGroup(
        u.labelled(math("u", color="direction")),
        math("nabla f", color="gradient").next_to(arrow.tip, RIGHT, buff=0.2),
    )
    show(scene, plane, VGroup(u, arrow), names)


@drawn()
def parabola_opens_beside_its_label(scene: Any) -> None:
    plane = wide_plane((-3, 3), (0, 5))
    bend = ValueTracker(2.0)
    curve = Graph(plane, lambda x: 2.0 * x**2)
    curve.add_updater(lambda g: g.redraw_as(lambda x: bend.get_value() * x**2))
    label = text("gentle").move_to(plane.to_screen((2.3, 0.75)))
    show(scene, plane, curve, label)
    scene.play(bend.animate.set_value(0.7), run_time=1)
    scene.wait()


@drawn()
def plane_and_curves_move_together(scene: Any) -> None:
    plane = square_plane(WHOLE)
    curves = LevelCurves(plane, SADDLE, (-1, 1))
    dot = PointDot(plane, (1.0, 0.0), color="x")
    show(scene, plane, curves, dot)
    dot.add_updater(lambda d: d.redraw())
    scene.play(VGroup(plane, curves).animate.shift(LEFT * 3), run_time=1)
    then(scene, "words", prose("Here $f$ is $1$.").move_to([3.6, 0, 0]))


@drawn(ground="light")
def curve_drawn_slowly(scene: Any) -> None:
    plane = wide_plane((-3, 3), (-1, 3), grid=False)
    scene.add(plane)
    scene.play(Create(Graph(plane, lambda x: x**2 / 3, color="w")), run_time=2)
    scene.wait()


@drawn()
def vector_sum_head_to_tail(scene: Any) -> None:
    plane = square_plane(RIGHT_PART, 3.0)
    first = VectorArrow(plane, (-2, -1), (2.5, 0.5), color="x")
    second = VectorArrow(plane, (0.5, -0.5), (0.5, 2), color="y")
    show(scene, plane, first, second)
    total = VectorArrow(plane, (-2, -1), (3, 2.5), color="highlight")
    then(scene, "sum", total, math("a + b").move_to([-3, 0, 0]))
