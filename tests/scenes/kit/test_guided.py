"""The shape of a guided problem: its sheet, its pause, its exact numbers, what it may be told."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pytest
import sympy
from manim import Scene

from mathcore.arrays import Window
from scenes.kit.exact_words import exact_number, exact_row, inline_row, is_exact, shortened
from scenes.kit.formulas import formula, inline, product_source, row, signed_sum, slashed
from scenes.kit.guided import PAPER, Asked, Sheet, stated
from scenes.kit.layout import RIGHT, Region, extent
from scenes.kit.paths import vertices
from scenes.kit.pause import PauseRing
from scenes.kit.plane import Plane
from scenes.kit.problem_params import ProblemParams
from scenes.kit.straight_line import StraightLine

x, y = sympy.symbols("x y")


pytestmark = pytest.mark.usefixtures("played_dry")


def test_the_ring_runs_empty_clockwise_up_to_the_top():
    ring = PauseRing(Region(-2, -2, 2, 2))
    for left in (1.0, 0.75, 0.25):
        ring.left.set_value(left)
        ring.arc.update()
        start, end = vertices(ring.arc.points)[[0, -1]]
        angle = 2 * np.pi * (1 - left)
        assert np.allclose(start[:2], ring.radius * np.array([np.sin(angle), np.cos(angle)]))
        assert np.allclose(end[:2], [0, ring.radius])
        assert ring.claims()[0].read().error_px < 1e-6


def test_a_question_mark_gives_way_to_the_answer_in_the_same_place():
    scene = Scene()
    asked = [Asked("a =", "2"), Asked("b =", "frac(1, 3)")]
    sheet = Sheet(scene, [stated("f = x")], asked)
    sheet.ask()
    for one in asked:
        first = (one.question.submobjects[0], one.answer.submobjects[0])
        assert np.allclose(*(glyph.get_center() for glyph in first))
    sheet.answer()
    shown = scene.get_mobject_family_members()
    assert all(one.answer in shown and one.question not in shown for one in asked)


@pytest.mark.parametrize("lines", [1, 3])
def test_the_paper_is_divided_by_what_the_task_needs(lines):
    given = [stated(f"f(x, y) = x^2 + frac(1, {k}) x y + y^2 + 1") for k in range(2, 2 + lines)]
    sheet = Sheet(Scene(), given, [Asked("a =", "2")])
    rule = sheet.rule.get_start()[1]
    assert all(extent(line)[0][1] > rule for line in given)
    assert sheet.room.top < rule
    assert sheet.room.height > 0.35 * PAPER.height


def test_lines_that_would_be_crowded_stand_two_at_a_time():
    asked = [Asked("a =", "2")]
    flat, high = ("f_x = 2 x", "f = vec(1, 2, 3, 4, 5)")
    rows = [
        len(Sheet(Scene(), [stated("f = x")], asked, most=3, highest=[flat, line]).work.rows)
        for line in (flat, high)
    ]
    assert rows == [3, 2]


def test_lines_in_a_row_stand_at_one_height_and_the_first_stands_alone():
    given = [stated("f(x, y) = x^2 y - y^2"), stated("p_(0) = 2"), stated("F^(-1) = frac(1, 3)")]
    Sheet(Scene(), given, [Asked("a =", "2")])
    first, second, third = (line.part("=").get_center()[1] for line in given)
    assert np.isclose(second, third)
    assert first > second


def test_exact_numbers_are_said_as_they_are_written():
    shown = {k: exact_number(sympy.Rational(k)).shown for k in ("3", "9/20", "25/8", "-1/3")}
    assert list(shown.values()) == ["3", "0.45", "25/8", "−1/3"]
    assert exact_number(sympy.sqrt(2)).shown == "1.414"
    assert exact_row((sympy.Rational(3, 5), 2)).shown == "(3/5, 2)"
    assert exact_row((sympy.Rational(2, 3), 2)).spoken == "two over three, two"


def test_numbers_that_are_too_long_to_write_are_rounded():
    assert shortened([3 * sympy.exp(2), sympy.Rational(1, 3)])[0] == "="
    sign, (slope, whole) = shortened([sympy.log(2) + 3, 2])
    assert (sign, formula(slope), formula(whole)) == ("approx", "3.693", "2")


def test_numbers_that_must_fit_on_a_line():
    fifths = inline_row((sympy.Rational(-3, 5), sympy.Rational(2, 3)))
    assert inline(fifths.shown) == "(-0.6, 2 \\/ 3)"
    assert inline(inline_row((sympy.Rational(1, 3) * 10**5, 2)).shown) == "(100000 \\/ 3, 2)"
    assert is_exact(sympy.Rational(1, 8))
    assert is_exact(sympy.Rational(1, 7))
    assert not is_exact(sympy.Rational(1, 1001))
    assert not is_exact(sympy.sqrt(2))


def test_exact_formulas():
    assert row((2 * x, sympy.Rational(1, 3))) == "(2 x, frac(1, 3))"
    assert signed_sum([x**2, 3 * x * y, 0, -x * y]) == "x^(2) + 3 x y - x y"
    assert signed_sum([0]) == "0"
    assert slashed(sympy.Rational(-2, 3)) == "-2 \\/ 3"
    assert slashed(sympy.Rational(7, 10)) == "0.7"
    assert product_source(x + y, sympy.exp(x)) == "(x + y) e^(x)"
    assert product_source(sympy.exp(x), y, dots=True) == "e^(x) dot y"
    assert product_source(1, -x) == "-x"
    assert product_source(x, y, labels=("u", "v")) == "{{ x : u }} {{ y : v }}"


class Params(ProblemParams):
    kind: ClassVar[str] = "direction"
    field: str = "x*y"
    at: tuple[float | str, float | str] = (1, "1/2")
    along: tuple[float | str, float | str] = (3, 4)


def test_a_problem_is_posed_from_its_givens_or_drawn_by_its_seed():
    assert Params().problem.facts["b"] == sympy.Rational(1, 2)
    assert Params(seed=3).problem.facts == Params(seed=3).problem.facts
    assert Params(seed=3).problem.facts != Params(seed=4).problem.facts
    with pytest.raises(ValueError, match="leave out either seed or at"):
        Params(seed=3, at=(1, 1))


def test_a_line_satisfies_its_equation_and_a_wrong_one_is_noticed():
    plane = Plane(Window((0, 4), (0, 4)), RIGHT)
    line = StraightLine(plane, (1.0, 2.0, 4.0))
    ends = plane.from_screen(vertices(line.points))
    assert np.allclose(ends @ [1, 2], 4)
    assert line.claims()[0].read().error_px < 1e-6
    line.shift(np.array([0.1, 0.0, 0.0]))
    assert line.claims()[0].read().error_px > 1.5
    assert len(StraightLine(plane, (1.0, 0.0, 9.0)).points) == 0
