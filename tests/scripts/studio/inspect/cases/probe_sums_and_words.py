"""Probes near the rules for sums in formulas, for what is told, and for what a voice can read."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, UP, Rectangle, Square, ValueTracker

from scenes.kit.narration import Fact
from scenes.kit.numbers import Number
from scenes.kit.readout import ReadOut, ReadOuts
from scenes.kit.theme import theme
from scenes.kit.typography import math, prose
from tests.scripts.studio.inspect.cases.fourth_stage import (
    LEFT_PART,
    drawn,
    said,
    show,
    square_plane,
    then,
)

RATE: dict[str, Fact] = {"rate": Number(np.sqrt(5), 2)}


@drawn("wrong-number")
def sum_written_wrongly(scene: Any) -> None:
    show(scene, math("nabla f dot u = 3 dot 0.6 + 4 dot 0.8 = 5.2"))


@drawn("wrong-number", ground="light")
def root_cut_in_a_plain_formula(scene: Any) -> None:
    show(scene, math("norm(nabla f) = sqrt(1^2 + 2^2) approx 2.23"))


@drawn("wrong-number")
def quotient_off_by_a_sign(scene: Any) -> None:
    show(scene, math("(f(2.1) - f(2))/(0.1) = (4.41 - 4)/(0.1) = -4.1"))


@drawn("wrong-number", ground="light")
def dot_product_of_rows_wrong(scene: Any) -> None:
    show(scene, math("nabla f dot u = (-4, 8) dot (2, 5) = 34"))


@drawn("wrong-number", ground="light")
def third_step_slips(scene: Any) -> None:
    lines = ("x_1 = 2 - 0.25 dot 4 = 1", "x_2 = 1 - 0.25 dot 2 = 0.5", "x_3 = 0.5 - 0.25 = 0.15")
    show(scene, *(math(s).move_to([0, 1.5 - 1.5 * k, 0]) for k, s in enumerate(lines)))


@drawn("wrong-number")
def formula_contradicts_the_read_out(scene: Any) -> None:
    show(scene, ReadOut("f_x", 1.5).shift(UP), math("f_x = 1.75").shift(DOWN))


@drawn("wrong-number", narration=said("The greatest rate is {rate} per unit step.", facts=RATE))
def picture_shows_other_digits_than_the_words(scene: Any) -> None:
    show(scene, math("norm(nabla f) = 2.42"), seconds=5)


@drawn("still-picture", narration=said("Look at the curve for a moment. " * 9))
def something_moves_out_of_sight(scene: Any) -> None:
    """What moves is outside the frame, so that nothing changes for a viewer."""
    tracker = ValueTracker(0.0)
    far = Rectangle(color=theme().x).add_updater(
        lambda m: m.move_to([20 + tracker.get_value(), 0, 0]), call_updater=True
    )
    show(scene, math("f(x)"), far)
    scene.play(tracker.animate.set_value(3), run_time=41)


@drawn("still-picture", narration=said("Look at the curve for a moment. " * 9))
def something_unseen_turns(scene: Any) -> None:
    ghost = Square(1, color=theme().x).set_opacity(0)
    show(scene, math("f(x)"), ghost)
    scene.play(ghost.animate.rotate(1.0), run_time=41)


@drawn("unspeakable", narration=said("So f' is the slope of the tangent, at every point of it."))
def prime_in_the_words(scene: Any) -> None:
    show(scene, math("f'"), seconds=6)


@drawn("unspeakable", narration=said("Divide by dy and keep the other variable where it was."))
def differential_in_the_words(scene: Any) -> None:
    show(scene, math("d y"), seconds=6)


@drawn("unspeakable", narration=said("Take the partial w.r.t. the first variable only."))
def abbreviation_in_the_words(scene: Any) -> None:
    show(scene, math("f_x"), seconds=6)


@drawn("unspeakable", narration=said("Here the avg of both slopes is what the chord shows."))
def short_form_in_the_words(scene: Any) -> None:
    show(scene, math("m"), seconds=6)


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
def same_formula_at_another_point(scene: Any) -> None:
    show(scene, ReadOut("f_x", 1.5).shift(UP), math("f_x (2, 1) = 1.75").shift(DOWN))


@drawn()
def chain_of_exact_and_rounded(scene: Any) -> None:
    show(
        scene,
        math("(2 dot 4 - 3)/(sqrt(4^2 + 3^2)) = 5/5 = 1").shift(UP),
        math("cos theta = 0.6/1 = 0.6, quad theta approx 53.13").shift(DOWN),
    )


@drawn(ground="light")
def steps_of_a_descent_in_numbers(scene: Any) -> None:
    lines = ("x_1 = 2 - 0.25 dot 4 = 1", "x_2 = 1 - 0.25 dot 2 = 0.5", "x_3 = 0.5 - 0.25 = 0.25")
    show(scene, *(math(s).move_to([0, 1.5 - 1.5 * k, 0]) for k, s in enumerate(lines)))


@drawn(ground="light")
def prose_with_inline_sums(scene: Any) -> None:
    show(scene, prose("Two steps of $0.5$ make $2 dot 0.5 = 1$."))


@drawn(narration=said("Why is the y-axis here? My own sky is dry, by the way."))
def words_without_vowels_but_with_y(scene: Any) -> None:
    show(scene, math("y"), seconds=6)


@drawn(narration=said("The neighbours' slopes agree, and Newton's too, don't they?"))
def apostrophes_of_every_kind(scene: Any) -> None:
    show(scene, math("f'"), seconds=6)
