"""Fourth blind set: planted defects that are seen in the picture alone."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    Create,
    DashedLine,
    FadeIn,
    Line,
    Polygon,
    Rectangle,
    ValueTracker,
    VGroup,
)

from mathcore.arrays import Window
from scenes.kit.arrows import GradientArrow, VectorArrow
from scenes.kit.bars import Bars
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region, title_bar
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.readout import ReadOut
from scenes.kit.slices import SliceCurve
from scenes.kit.space import Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot
from scenes.kit.tables import NumberTable
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.fourth_stage import (
    BOWL,
    HILL,
    RIGHT_PART,
    SADDLE,
    WHOLE,
    KitScene,
    drawn,
    show,
    square_plane,
    then,
    wide_plane,
)

BOX = Window((-2, 2), (-2, 2))


@drawn("text-over-text")
def number_grows_into_its_unit(scene: Any) -> None:
    """The room beside the number was measured while the number was short."""
    height = ReadOut("h", 4.0, places=1, widest=9.0)
    unit = text("metres above the sea").next_to(height, RIGHT, buff=0.2)
    show(scene, VGroup(height, unit).move_to([-2, 0.5, 0]))
    tracker = ValueTracker(4.0)
    height.follow(tracker.get_value)
    height.figure.anchor = "left"
    scene.play(tracker.animate.set_value(1842.5), run_time=1)
    scene.wait()


@drawn("text-over-text", ground="light")
def star_on_the_tick_number(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 3))
    curve = Graph(plane, lambda x: 0.4 * (x - 2) ** 2 + 0.6)
    foot = plane.x_labels[len(plane.x_labels) // 2].get_center()
    show(scene, plane, curve, math("x^*", color="x").move_to(foot + np.array([0.08, -0.12, 0])))


@drawn("text-over-text")
def second_line_reaches_the_formula(scene: Any) -> None:
    question = text("Which of the two knobs moves the loss more, if both turn alike?", width=8)
    question.to_corner(UP + LEFT, buff=0.7)
    formula = math("L(w, b) = sum_i (w x_i + b - y_i)^2")
    formula.move_to([question.get_left()[0] + formula.width / 2, question.get_bottom()[1] + 0.2, 0])
    show(scene, question, formula)


@drawn("text-over-text")
def names_meet_with_their_points(scene: Any) -> None:
    plane = wide_plane((-3, 3), (0, 4))
    tracker = ValueTracker(2.4)
    ends = []
    for sign, name in ((-1, "p"), (1, "q")):
        dot = PointDot(plane, lambda s=sign: (s * tracker.get_value(), 2.0)).add_updater(
            lambda d: d.redraw()
        )
        label = math(name + "_0", color="x").add_updater(
            lambda m, d=dot: m.next_to(d, UP, buff=0.2), call_updater=True
        )
        ends.append(VGroup(dot, label))
    show(scene, plane, *ends)
    scene.play(tracker.animate.set_value(0.12), run_time=1)
    scene.wait()


@drawn("text-over-text")
def next_step_written_over_the_last(scene: Any) -> None:
    first = math("(d)/(d t) f(r(t)) = nabla f dot r'").move_to([0, 0.4, 0])
    show(scene, first)
    second = math('(d)/(d t) f(r(t)) = 0 quad "on a level curve"').move_to([0, 0.4, 0])
    scene.play(FadeIn(second), run_time=1)
    scene.wait()


@drawn("text-over-line")
def curve_runs_through_its_own_name(scene: Any) -> None:
    plane = wide_plane((-3, 3), (-1.5, 1.5))
    curve = Graph(plane, lambda x: np.sin(2 * x))
    name = math("sin 2 x", color="value").move_to(plane.to_screen((0.3, 0.7)))
    show(scene, plane, curve, name)


@drawn("text-over-line")
def arrow_through_the_coordinates(scene: Any) -> None:
    plane = square_plane(WHOLE)
    arrow = GradientArrow(plane, BOWL, (0.5, 0.5), scale=0.8)
    dot = PointDot(plane, (0.5, 0.5))
    where = math("(1\\/2, 1\\/2)").next_to(dot, UP + RIGHT, buff=0.1)
    show(scene, plane, VGroup(arrow, dot), where)


@drawn("text-over-line", ground="light")
def asymptote_through_the_word(scene: Any) -> None:
    plane = wide_plane((0, 5), (0, 3), grid=False)
    curve = Graph(plane, lambda x: 2 - 2 * np.exp(-x), color="x")
    ends = [plane.to_screen((0, 2)), plane.to_screen((5, 2))]
    limit = DashedLine(*ends, color=theme().ink, stroke_width=4)
    word = text("the limit").move_to(plane.to_screen((1.2, 2)))
    show(scene, plane, curve, VGroup(limit, word))


@drawn("text-over-line")
def rule_slips_onto_the_first_row(scene: Any) -> None:
    table = NumberTable(
        ("h", "q"), ([1, 0.1, 0.01], [3.5, 3.05, 3.005]), places=(None, 3), colors=("step", "value")
    )
    table.header[-1].shift(DOWN * 0.42)
    show(scene, table.center())


@drawn("text-over-line", scene_class=KitScene)
def slice_through_the_words(scene: Any) -> None:
    space = Space(BOX, (0, 3), region=WHOLE)
    heading = Heading((0.0, 0.0), (1.0, 0.0))
    curve = SliceCurve(space, HILL, heading)
    top = space.to_screen((0.0, 0.0, 3.0))
    word = text("the slice along x").move_to(top + np.array([0.7, -0.55, 0]))
    word.set_z_index(5)
    show(scene, SpaceAxes(space), curve, word)


@drawn("text-over-line")
def parabola_opens_into_the_label(scene: Any) -> None:
    plane = wide_plane((-3, 3), (0, 5))
    bend = ValueTracker(2.0)
    curve = Graph(plane, lambda x: 2.0 * x**2)
    curve.add_updater(lambda g: g.redraw_as(lambda x: bend.get_value() * x**2))
    label = text("steep walls").move_to(plane.to_screen((2.0, 2.4)))
    show(scene, plane, curve, label)
    scene.play(bend.animate.set_value(0.6), run_time=1)
    scene.wait()


@drawn("text-covered")
def legend_laid_over_the_label(scene: Any) -> None:
    plane = wide_plane((-3, 3), (-2, 2))
    curve = Graph(plane, lambda x: x / 2)
    name = text("the chord").move_to(plane.to_screen((-1.6, 1.3)))
    show(scene, plane, curve, name)
    card = Rectangle(width=2.2, height=1.1, fill_color=theme().w, fill_opacity=1)
    card.set_stroke(width=0).move_to(name.get_right() + np.array([0.4, 0.2, 0]))
    then(scene, "legend", card)


@drawn("text-covered", ground="light")
def bar_grows_over_its_threshold(scene: Any) -> None:
    bars = Bars([0.4, 0.9, 0.6], Region(-4, -2.5, 4, 2.5), colors="x")
    word = text("too much").move_to([bars.middles[1], bars.end(1)[1] - 0.5, 0])
    bars.grow(0.3)
    show(scene, word, bars)
    scene.play(bars.animate.grow(1.0), run_time=1)
    scene.wait()


@drawn("text-covered")
def disc_over_half_a_formula(scene: Any) -> None:
    formula = math("norm(u) = 1").move_to([0.9, 1.0, 0])
    disc = Circle(radius=1.3, fill_color=theme().slice, fill_opacity=1, stroke_width=0)
    disc.move_to([-0.6, 0.6, 0])
    show(scene, formula, disc)


@drawn("text-covered", scene_class=KitScene)
def surface_before_the_caption(scene: Any) -> None:
    space = Space(BOX, (0, 3), region=WHOLE)
    word = text("the hill").set_z_index(-6)
    word.move_to(space.to_screen((0.0, 0.0, 1.5)) + RIGHT * 1.1)
    show(scene, word, SurfacePlot(space, HILL))


@drawn("out-of-frame")
def long_expansion_leaves_at_the_right(scene: Any) -> None:
    line = math("f(x + h, y + k) = f(x, y) + h f_x + k f_y + (1)/(2) (h^2 f_(x x) + 2 h k f_(x y))")
    line.scale(0.95).move_to([0, 0, 0])
    line.shift(RIGHT * (7.6 - line.get_right()[0]))
    show(scene, line)


@drawn("out-of-frame")
def arrow_name_rides_out_at_the_top(scene: Any) -> None:
    plane = square_plane(Region(-5.6, -3.2, 5.6, 3.7))
    turn = ValueTracker(0.3)
    arrow = VectorArrow(
        plane,
        (0.0, 1.0),
        lambda: (np.cos(turn.get_value()), np.sin(turn.get_value())),
        color="direction",
    ).follow()
    name = math("u", color="direction")
    name.add_updater(lambda m: m.move_to(arrow.tip + 0.55 * UP), call_updater=True)
    show(scene, plane, arrow, name)
    scene.play(turn.animate.set_value(np.pi / 2), run_time=1)
    scene.wait()


@drawn("out-of-frame", ground="light")
def close_up_pushes_the_numbers_out(scene: Any) -> None:
    plane = wide_plane((-2, 2), (-1, 1))
    curve = Graph(plane, lambda x: x**3 / 4)
    both = VGroup(plane, curve)
    show(scene, both)
    scene.play(both.animate.scale(1.3), run_time=1)
    scene.wait()


@drawn("out-of-frame")
def note_shifted_past_the_left_side(scene: Any) -> None:
    plane = square_plane(RIGHT_PART)
    note = text("Every step leaves the contour at a right angle.")
    note.next_to(plane, LEFT, buff=0.6)
    show(scene, plane, LevelCurves(plane, BOWL, (0.5, 1, 2)), note)


@drawn("near-edge")
def title_touches_the_top(scene: Any) -> None:
    title = text("Where does nothing change?", size=0.56).to_edge(UP, buff=0.04)
    show(scene, title, square_plane(WHOLE))


@drawn("near-edge", ground="light")
def result_pressed_to_the_right(scene: Any) -> None:
    plane = square_plane()
    show(scene, plane, math("D_u f = nabla f dot u").to_edge(RIGHT, buff=0.05))


@drawn("near-edge")
def legend_in_the_left_corner(scene: Any) -> None:
    key = VGroup(Line(LEFT * 0.4, RIGHT * 0.4, color=theme().x), text("loss on new data"))
    key.arrange(RIGHT, buff=0.2).to_edge(LEFT, buff=0.03).shift(UP * 2)
    show(scene, key)


@drawn("text-too-small")
def shrunken_plot(scene: Any) -> None:
    plane = wide_plane((-2, 2), (-2, 2))
    show(scene, VGroup(plane, Graph(plane, lambda x: x**2 - 1)).scale(0.6))


@drawn("text-too-small", ground="light")
def source_in_tiny_print(scene: Any) -> None:
    title = title_bar("What do all partials say together?")
    note = text("Stewart, Calculus, eighth edition, section 14.6").scale(0.42)
    show(scene, title, note.move_to([-3, -2.5, 0]))


@drawn("text-too-small")
def chain_rule_squeezed_into_a_column(scene: Any) -> None:
    line = math("(d)/(d t) f(x(t), y(t)) = f_x dot x'(t) + f_y dot y'(t)")
    show(scene, square_plane(), line.scale_to_fit_width(3.0).move_to([4, 0, 0]))


@drawn("low-contrast")
def remark_in_a_dull_grey(scene: Any) -> None:
    remark = text("only near the point")
    remark.set_color("#566070")
    show(scene, math("Delta f approx nabla f dot Delta x").shift(UP), remark)


@drawn("low-contrast")
def words_on_a_bright_region(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 2), grid=False)
    corners = [plane.to_screen(p) for p in ((0.5, 0.3), (3.5, 0.3), (3.5, 1.7), (0.5, 1.7))]
    region = Polygon(*corners, color=theme().value, fill_opacity=0.6, stroke_width=2)
    show(scene, plane, region, text("allowed").move_to(region))


@drawn("low-contrast", ground="light")
def yellow_formula_on_paper(scene: Any) -> None:
    formula = math("nabla f = (2 x, 2 y)", size=0.6).set_color("#d9b21f")
    show(scene, text("The gradient of the bowl").shift(UP), formula)


@drawn("low-contrast")
def level_curves_too_dim(scene: Any) -> None:
    plane = square_plane(WHOLE, grid=False)
    show(scene, plane, LevelCurves(plane, SADDLE, (-2, -1, 1, 2)).set_stroke(opacity=0.22))


@drawn("low-contrast")
def dark_blue_graph(scene: Any) -> None:
    plane = wide_plane((-3, 3), (-1, 3), grid=False)
    curve = Graph(plane, lambda x: x**2 / 3, color="#243a66")
    scene.add(plane)
    scene.play(Create(curve), run_time=1)
    scene.wait()


@drawn("low-contrast", ground="light")
def pale_arrow_on_paper(scene: Any) -> None:
    plane = square_plane(WHOLE, grid=False)
    show(scene, plane, VectorArrow(plane, (-1, -0.5), (2, 1), color="#e8c9a0"))
