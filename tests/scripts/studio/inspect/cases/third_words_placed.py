"""Third blind set: words that lie on words, on foreign lines, or behind something."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Circle,
    Create,
    Dot,
    FadeIn,
    Line,
    Polygon,
    Rectangle,
    ReplacementTransform,
    Scene,
    VGroup,
    Write,
)

from scenes.kit.graphs import Graph
from scenes.kit.levels import LevelCurves
from scenes.kit.plane import Plane
from scenes.kit.theme import theme, use_theme
from scenes.kit.typography import BODY, HERO, LABEL, TITLE, math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import BOWL, DARK_PAPER, LIGHT_PAPER, MIDDLE, paper
from tests.scripts.studio.inspect.cases.third_stage import board, cross_axes, curve, here


@case(defect="text-over-text")
def title_runs_into_formula(scene: Scene) -> None:
    """The formula was set half a line too high and lies across the title."""
    paper(scene, DARK_PAPER)
    title = text("The chain rule in two variables", size=TITLE).move_to(here(0, 2.8))
    rule = math("(dif f)/(dif t) = f_x dot(x) + f_y dot(y)", size=TITLE).move_to(here(0, 2.6))
    scene.add(title, rule)


@case(defect="text-over-text")
def two_point_names_at_one_point(scene: Scene) -> None:
    """Start and end of a walk coincide and both names are written above it."""
    paper(scene, DARK_PAPER)
    axes = cross_axes()
    dot = Dot(axes.c2p(1, 1), color=theme().highlight)
    first = text("start", size=LABEL).next_to(dot, UP, buff=0.15)
    scene.add(axes, dot, first, text("finish", size=LABEL).move_to(first).shift(0.12 * RIGHT))


@case(defect="text-over-text")
def new_sentence_on_the_old_one(scene: Scene) -> None:
    """The old sentence was forgotten when the next one came."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        old = text("Uphill is where the arrow points.", size=BODY).move_to(here(0, -1))
        new = text("Downhill is the opposite way.", size=BODY).move_to(here(0.2, -1))
        scene.play(Write(old), run_time=1)
        scene.wait(0.5)
        scene.play(FadeIn(new), run_time=0.6)
        scene.wait(1)


@case(defect="text-over-text")
def number_slid_under_its_unit(scene: Scene) -> None:
    """A longer number grew into the unit to its right."""
    paper(scene, DARK_PAPER)
    unit = text("metres per second", size=BODY).move_to(here(1.2, 0))
    number = math("12345.678", size=BODY).next_to(unit, LEFT, buff=0.25)
    scene.add(unit)
    scene.play(FadeIn(number), run_time=0.4)
    scene.play(number.animate.shift(0.9 * RIGHT), run_time=0.6)
    scene.wait(1)


@case(defect="text-over-text")
def axis_name_on_tick_numbers(scene: Scene) -> None:
    """The sentence under the plot was put where the numbers of the x axis are."""
    paper(scene, DARK_PAPER)
    plane = board()
    label = text("time since release, in seconds", size=LABEL)
    scene.add(plane, label.move_to(here(-1.0, plane.x_labels.get_center()[1])))


@case(defect="text-over-line")
def curve_through_a_caption(scene: Scene) -> None:
    """A wave crosses the words in the middle of the plot."""
    paper(scene, DARK_PAPER)
    axes = cross_axes()
    wave = curve(axes, lambda x: 1.2 * np.sin(2 * x))
    words = text("slope changes its sign here", size=BODY).move_to(axes.c2p(1.7, 0.6))
    scene.add(axes, wave, words)


@case(defect="text-over-line")
def arrow_through_a_formula(scene: Scene) -> None:
    """An arrow that leads elsewhere goes right through a formula."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        rule = math("nabla f = (2 x, 4 y)", size=HERO).move_to(here(0, 0.2))
        way = Arrow(here(-4.5, -1.6), here(4.5, 2.0), buff=0, color=theme().gradient)
        scene.add(rule, way)


@case(defect="text-over-line")
def level_curves_under_a_long_sign(scene: Scene) -> None:
    """A sentence without a plate lies on the level curves of a bowl."""
    paper(scene, DARK_PAPER)
    plane = Plane(board().window, MIDDLE)
    scene.add(plane, LevelCurves(plane, BOWL, count=7))
    scene.add(text("the steepest part", size=BODY).move_to(plane.to_screen((1.0, 0.9))))


@case(defect="text-over-line")
def divider_strikes_out_a_line(scene: Scene) -> None:
    """The rule that should part two halves of a slide runs through a sentence of one of them."""
    paper(scene, DARK_PAPER)
    rule = Line(here(0, -3), here(0, 3), color=theme().axis, stroke_width=4)
    words = text("one direction at a time, then both", size=BODY).move_to(here(1.4, 0.9))
    scene.add(rule, words)


@case(defect="text-over-line")
def moved_tangent_rests_on_its_neighbour(scene: Scene) -> None:
    """A line turns and comes to rest through the name of a point it has nothing to do with."""
    paper(scene, DARK_PAPER)
    bar = Line(here(-4, 1.8), here(4, 1.8), color=theme().tangent, stroke_width=5)
    name = text("lowest point", size=BODY).move_to(here(1.5, -0.6))
    dot = Dot(here(1.5, -1.2), color=theme().ink)
    scene.add(bar, name, dot)
    scene.play(bar.animate.move_to(here(0, -0.55)).rotate(0.06), run_time=1)
    scene.wait(1)


@case(defect="text-covered")
def panel_over_the_end_of_a_sentence(scene: Scene) -> None:
    """A filled panel, drawn later, hides the last words."""
    paper(scene, DARK_PAPER)
    words = text("The gradient collects both partial slopes", size=BODY).move_to(here(-1.5, 0))
    panel = Rectangle(width=4, height=3, stroke_width=2, fill_color=theme().panel, fill_opacity=1)
    scene.add(words, panel.move_to(here(3.6, 0)))


@case(defect="text-covered")
def disc_lands_on_a_label(scene: Scene) -> None:
    """A large disc moves onto a label and stays there."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        label = math("x = 3", size=TITLE).move_to(here(2, 0))
        disc = Circle(radius=0.9, color=theme().y, fill_color=theme().y, fill_opacity=1)
        scene.add(label, disc.move_to(here(-3, 0)))
        scene.play(disc.animate.move_to(here(2.3, 0.1)), run_time=1)
        scene.wait(1)


@case(defect="text-covered")
def hill_hides_the_summit_formula(scene: Scene) -> None:
    """A filled hill is drawn over the lower half of a formula."""
    paper(scene, DARK_PAPER)
    rule = math("f(x) = 4 - x^2", size=HERO).move_to(here(0, 1.0))
    hill = Polygon(
        *(here(x, 1.0 - 0.12 * x * x) for x in np.linspace(-5, 5, 40)),
        here(5, -3),
        here(-5, -3),
        color=theme().slice,
        fill_color=theme().slice,
        fill_opacity=1,
    )
    scene.add(rule, hill)


@case(defect="text-covered")
def plate_of_another_label_hides_this_one(scene: Scene) -> None:
    """A label's own plate is so wide that it wipes out half of the label beside it."""
    paper(scene, DARK_PAPER)
    first = text("before the step", size=BODY).move_to(here(-1.6, 0))
    plate = Rectangle(
        width=5, height=1.1, stroke_width=0, fill_color=theme().background, fill_opacity=1
    ).move_to(here(1.2, 0))
    second = text("after it", size=BODY).move_to(here(1.8, 0))
    scene.add(first, VGroup(plate, second))


@case(defect=None)
def labels_at_curve_ends(scene: Scene) -> None:
    """Two crossing curves, each with its name at its right end."""
    paper(scene, DARK_PAPER)
    axes = cross_axes()
    up = curve(axes, lambda x: 0.25 * x * x - 0.8, color="x")
    down = curve(axes, lambda x: -0.5 * x, color="y")
    scene.add(axes, up, down)
    scene.add(math("f", color="x").next_to(up.get_end(), RIGHT, buff=0.15))
    scene.add(math("g", color="y").next_to(down.get_end(), RIGHT, buff=0.15))


@case(defect=None)
def old_sentence_turns_into_the_new(scene: Scene) -> None:
    """A sentence is replaced by the next one on the same spot."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        old = text("Uphill is where the arrow points.", size=BODY)
        new = text("Downhill is the opposite way.", size=BODY)
        scene.play(Write(old), run_time=1)
        scene.wait(0.5)
        scene.play(ReplacementTransform(old, new), run_time=0.8)
        scene.wait(1)


@case(defect=None)
def name_under_a_brace_line(scene: Scene) -> None:
    """A distance line with end marks and its name just below."""
    paper(scene, DARK_PAPER)
    bar = Line(here(-2, 0), here(2, 0), color=theme().step, stroke_width=5)
    ends = VGroup(*(Line(here(x, -0.2), here(x, 0.2), color=theme().step) for x in (-2, 2)))
    scene.play(Create(bar), Create(ends), run_time=0.7)
    scene.play(FadeIn(math("h", size=TITLE, color="step").next_to(bar, DOWN, buff=0.25)))
    scene.wait(0.5)


@case(defect=None)
def sentence_above_a_numbered_plot(scene: Scene) -> None:
    """A plot with numbers, and a sentence clear above all of them."""
    paper(scene, DARK_PAPER)
    plane = board()
    graph = Graph(plane, lambda x: np.sin(2 * x))
    words = text("time since release, in seconds", size=LABEL)
    scene.add(plane, graph, words.next_to(plane, UP, buff=0.3))


@case(defect=None)
def arrow_between_two_boxes(scene: Scene) -> None:
    """Two boxed words and an arrow from the edge of one to the edge of the other."""
    paper(scene, DARK_PAPER)
    boxes = VGroup()
    for words, x in (("input", -3.0), ("output", 3.0)):
        label = text(words, size=TITLE).move_to(here(x, 0))
        box = Rectangle(width=2.8, height=1.3, color=theme().axis).move_to(label)
        boxes.add(VGroup(box, label))
    way = Arrow(boxes[0].get_right(), boxes[1].get_left(), buff=0.1, color=theme().direction)
    scene.add(boxes, way)


@case(defect=None)
def disc_passes_under_a_label(scene: Scene) -> None:
    """A ball flies past behind a word for a moment and comes to rest far from it."""
    paper(scene, DARK_PAPER)
    ball = Dot(here(-4, 0), radius=0.18, color=theme().highlight)
    label = text("halfway", size=BODY).move_to(here(0, 0.0))
    scene.add(ball, label)
    scene.play(ball.animate.move_to(here(4, 0)), run_time=0.8)
    scene.wait(0.6)
