"""Probes: a second batch of both kinds, written when the first had been mended for."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    DashedLine,
    DashedVMobject,
    Dot,
    FadeIn,
    Line,
    Rectangle,
    Square,
    Succession,
    SurroundingRectangle,
    Text,
    ThreeDScene,
    Triangle,
    ValueTracker,
    VGroup,
    Write,
)

from scenes.kit.arrows import Arrow, VectorArrow
from scenes.kit.graphs import Graph
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.narration import Fact
from scenes.kit.numbers import Number
from scenes.kit.readout import ReadOut, ReadOuts
from scenes.kit.theme import theme
from scenes.kit.typography import math, prose, text
from tests.scripts.studio.inspect.cases.fourth_stage import (
    BOWL,
    LEFT_PART,
    WHOLE,
    drawn,
    said,
    show,
    square_plane,
    then,
    wide_plane,
)

RATE: dict[str, Fact] = {"rate": Number(np.sqrt(5), 2)}


@drawn("text-over-line")
def box_too_small_for_its_formula(scene: Any) -> None:
    formula = math("nabla f = (2 x, 2 y)")
    show(scene, formula, SurroundingRectangle(formula, buff=-0.12, color=theme().highlight))


@drawn("wrong-number", narration=said("The greatest rate is {rate} per unit step.", facts=RATE))
def picture_shows_other_digits_than_the_words(scene: Any) -> None:
    show(scene, math("norm(nabla f) = 2.42"), seconds=5)


@drawn("still-picture", narration=said("Look at the curve for a moment. " * 9))
def something_unseen_turns(scene: Any) -> None:
    ghost = Square(1, color=theme().x).set_opacity(0)
    show(scene, math("f(x)"), ghost)
    scene.play(ghost.animate.rotate(1.0), run_time=41)


@drawn("low-contrast")
def dashes_that_nobody_sees(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 4), grid=False)
    ends = [plane.to_screen((0, 2)), plane.to_screen((4, 2))]
    show(scene, plane, DashedLine(*ends, color="#171d27", stroke_width=4))


@drawn("low-contrast", ground="light")
def pale_triangle(scene: Any) -> None:
    shape = Triangle(color="#f0eee6", fill_opacity=1, stroke_width=0).scale(1.5)
    show(scene, shape, text("a simplex").move_to([0, -2.2, 0]))


@drawn("low-contrast")
def one_dark_letter_in_a_bright_word(scene: Any) -> None:
    word = Text("steepest", font_size=48, color=theme().ink)
    word[3].set_color("#2b3444")
    show(scene, word)


@drawn("too-many-new", ground="light")
def succession_without_a_breath(scene: Any) -> None:
    show(scene, text("Rules").move_to([-5, 3, 0]))
    scene.next_section("rules")
    rules = ("(f + g)' = f' + g'", "(c f)' = c f'", "(f g)' = f' g + f g'", "(e^x)' = e^x")
    lines = [math(s).move_to([0, 2 - 1.3 * k, 0]) for k, s in enumerate(rules)]
    scene.play(Succession(*(Write(line, run_time=0.2) for line in lines)))
    scene.wait()


@drawn("too-many-new")
def group_of_different_things(scene: Any) -> None:
    show(scene, text("Overview").move_to([-5, 3, 0]))
    scene.next_section("all")
    plane = square_plane(LEFT_PART)
    board = VGroup(
        plane,
        text("the plane of inputs").move_to([3.5, 2, 0]),
        math("nabla f = (x, 2 y)").move_to([3.5, 0.7, 0]),
        ReadOut("f", 1.5).move_to([3.5, -0.6, 0]),
        text("go downhill").move_to([3.5, -2, 0]),
    )
    scene.play(FadeIn(board), run_time=1)
    scene.wait()


@drawn("near-edge", ground="light")
def curve_ends_just_before_the_edge(scene: Any) -> None:
    t = np.linspace(0, 1, 40)
    curve = Line(LEFT, RIGHT, color=theme().x, stroke_width=4)
    curve.set_points_as_corners(np.stack([7.06 * t, 2 * np.sin(3 * t), 0 * t], axis=1))
    show(scene, curve)


@drawn("near-edge")
def moved_until_it_nearly_touches(scene: Any) -> None:
    ring = Circle(radius=1, color=theme().x, stroke_width=5)
    show(scene, ring)
    scene.play(ring.animate.shift(DOWN * 2.95), run_time=1)
    scene.wait()


@drawn("text-over-text")
def unit_stuck_to_its_number(scene: Any) -> None:
    number = math("3.2")
    show(scene, number, text("metres").next_to(number, RIGHT, buff=0.01))


@drawn("unspeakable", narration=said("Here the avg of both slopes is what the chord shows."))
def short_form_in_the_words(scene: Any) -> None:
    show(scene, math("m"), seconds=6)


@drawn("wrong-number", ground="light")
def dot_product_of_rows_wrong(scene: Any) -> None:
    show(scene, math("nabla f dot u = (-4, 8) dot (2, 5) = 34"))


# -- clean ----------------------------------------------------------------------------------


@drawn()
def sums_that_are_right(scene: Any) -> None:
    lines = (
        "nabla f dot u = 3 dot 0.6 + 4 dot 0.8 = 5",
        "norm(nabla f) = sqrt(1^2 + 2^2) approx 2.24",
        "(-4, 8) dot (2, 5) \\/ sqrt(29) = 32 \\/ sqrt(29) approx 5.94",
    )
    show(scene, *(math(s).move_to([0, 1.5 - 1.5 * k, 0]) for k, s in enumerate(lines)))


@drawn(ground="light")
def quotients_of_rounded_numbers(scene: Any) -> None:
    show(
        scene,
        math("(0.995 - 1)/(0.1) approx -0.05").shift(UP),
        math("x_1 = 2, quad x_2 = 3, quad 2 -> 3").shift(DOWN),
    )


@drawn(narration=said("The greatest rate is {rate} per unit step.", facts=RATE))
def picture_shows_what_is_told(scene: Any) -> None:
    show(scene, math("norm(nabla f) approx 2.236"), seconds=5)


@drawn(narration=said("From here the rate is {rate}, more than along x.", facts=RATE))
def picture_shows_another_quantity(scene: Any) -> None:
    show(scene, ReadOut("f_x", 1.0).shift(UP), math("u = (0.45, 0.89)"), seconds=5)


@drawn()
def read_outs_of_one_name_in_two_panels(scene: Any) -> None:
    left, right = square_plane(LEFT_PART), ReadOuts(ReadOut("L", 3.2), ReadOut("w", 0.5))
    show(scene, left)
    then(scene, "right", right.move_to([4, 1, 0]), math("L = 3.2 -> 1.1").move_to([4, -1, 0]))


@drawn()
def plates_near_but_apart(scene: Any) -> None:
    boxes = [Rectangle(width=2.6, height=1.2, color=theme().x, stroke_width=4) for _ in range(3)]
    chart = VGroup(*boxes).arrange(RIGHT, buff=1.2)
    words = [text(w).move_to(b) for w, b in zip(("w", "b", "L"), boxes, strict=True)]
    show(scene, chart, *words)


@drawn(ground="light")
def dashes_for_guidance(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 4), grid=False)
    ends = [plane.to_screen((0, 2)), plane.to_screen((4, 2))]
    ring = DashedVMobject(Circle(radius=1, color=theme().axis))
    show(scene, plane, DashedLine(*ends, color=theme().muted, stroke_width=3), ring)


@drawn()
def dots_in_four_colors(scene: Any) -> None:
    plane = square_plane(WHOLE)
    colors = ("x", "y", "gradient", "direction")
    dots = [PointDot(plane, (k - 1.5, 0.5 * k - 0.5), color=c) for k, c in enumerate(colors)]
    show(scene, plane)
    then(scene, "dots", *dots)


@drawn(ground="light")
def arrow_lies_on_a_pale_region(scene: Any) -> None:
    region = Rectangle(width=6, height=4, stroke_width=0).set_fill(theme().value, 0.15)
    show(scene, region, Arrow((-2, -1, 0), (2, 1, 0), color="gradient"))


@drawn()
def veil_over_what_is_done(scene: Any) -> None:
    """What is veiled so strongly is taken away, and the new formula lies on top."""
    old = math("f(x) = x^2")
    show(scene, old)
    veil = Rectangle(width=16, height=9, stroke_width=0).set_fill(theme().background, 0.97)
    then(scene, "new", veil, math("f'(x) = 2 x").shift(UP))


@drawn()
def label_between_two_ticks(scene: Any) -> None:
    line = Line(LEFT * 4, RIGHT * 4, color=theme().axis, stroke_width=3)
    ticks = VGroup(*(Line([x, -0.1, 0], [x, 0.1, 0], color=theme().axis) for x in range(-4, 5)))
    numbers = VGroup(*(math(str(x)).move_to([x, -0.5, 0]) for x in range(-4, 5)))
    show(scene, VGroup(line, ticks, numbers), Dot([1.5, 0, 0], color=theme().x))


@drawn(ground="light")
def prose_with_inline_sums(scene: Any) -> None:
    show(scene, prose("Two steps of $0.5$ make $2 dot 0.5 = 1$."))


@drawn(narration=said("Why is the y-axis here? My own sky is dry, by the way."))
def words_without_vowels_but_with_y(scene: Any) -> None:
    show(scene, math("y"), seconds=6)


@drawn(narration=said("The neighbours' slopes agree, and Newton's too, don't they?"))
def apostrophes_of_every_kind(scene: Any) -> None:
    show(scene, math("f'"), seconds=6)


@drawn()
def curve_follows_with_its_name(scene: Any) -> None:
    plane = wide_plane((-3, 3), (0, 5))
    bend = ValueTracker(0.2)
    curve = Graph(plane, lambda x: bend.get_value() * x**2)
    curve.add_updater(lambda g: g.redraw_as(lambda x: bend.get_value() * x**2))
    name = math("a x^2", color="value")
    name.add_updater(
        lambda m: m.move_to(plane.to_screen((2.0, 4 * bend.get_value())) + 0.9 * (UP + LEFT) * 0.7),
        call_updater=True,
    )
    show(scene, plane, curve, name)
    scene.play(bend.animate.set_value(0.5), run_time=1)
    scene.wait()


@drawn(scene_class=ThreeDScene)
def flat_picture_before_a_third_dimension(scene: Any) -> None:
    show(scene, Circle(radius=2, color=theme().x, stroke_width=5), math("z = 0"))


@drawn()
def levels_with_a_walker(scene: Any) -> None:
    plane = square_plane(WHOLE)
    t = ValueTracker(0.0)
    place = lambda: (np.sqrt(2) * np.cos(t.get_value()), np.sin(t.get_value()))  # noqa: E731
    walker = PointDot(plane, place, color="x").follow(place)
    way = VectorArrow(
        plane, place, lambda: (-np.sin(t.get_value()), np.cos(t.get_value())), scale=0.6
    ).follow()
    show(scene, plane, LevelCurves(plane, BOWL, (1.0,)), VGroup(way, walker))
    scene.play(t.animate.set_value(1.5), run_time=1.5)
    scene.wait()
