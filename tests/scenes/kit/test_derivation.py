"""Lines of working: what travels, what leaves, how many stand, and what is highlighted."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Scene

from mathcore.expressions import parse
from scenes.kit.derivation import Derivation
from scenes.kit.formulas import formula
from scenes.kit.layout import RIGHT, extent
from scenes.kit.rewriting import matched
from scenes.kit.theme import theme
from scenes.kit.typography import math

COLORS = {"x": "x", "y": "y"}


pytestmark = pytest.mark.usefixtures("played_dry")


@pytest.fixture
def work():
    return Derivation(RIGHT, colors=COLORS)


def on_screen(scene):
    return [part for part in scene.get_mobject_family_members() if hasattr(part, "typst_code")]


def test_letters_that_are_held_are_written_as_numbers():
    for text, wanted in {
        "x**2*y": "x^(2) dot {{ 3 : y }}",
        "4*y": "4 dot {{ 3 : y }}",
        "exp(x*y)": "e^(x dot {{ 3 : y }})",
        "x/y**2": "frac(x, {{ 3 : y }}^(2))",
        "sin(y)*x": "x sin {{ 3 : y }}",
    }.items():
        assert formula(parse(text), held={"y": 3}) == wanted
    assert formula(parse("x*y"), held={"y": -1}) == "x {{ (-1) : y }}"
    assert formula(parse("x**2*y")) == "x^(2) y"


def test_an_exponent_comes_down_and_a_letter_becomes_its_number():
    old, new = math("x^2 y", colors=COLORS), math("2 x dot {{ 3 : y }}", colors=COLORS)
    pairs = matched(old, new)
    place = {id(g): k for line in (old, new) for k, g in enumerate(line.submobjects)}
    # x, 2, y and 2, x, dot, 3 in reading order.
    assert sorted((place[id(a)], place[id(b)]) for a, b in pairs) == [(0, 1), (1, 0), (2, 3)]


def test_a_line_turns_into_the_next_and_only_that_is_left(work):
    scene = Scene()
    scene.play(*work.write("f = x^2 y"))
    scene.play(*work.turn("f = x^2 dot {{ 3 : y }}", y="muted"))
    assert on_screen(scene) == [work.last]
    assert work.last.part("y")[0].get_fill_color().to_hex().lower() == theme().muted
    scene.play(*work.follow("f_x = 2 x dot {{ 3 : y }}", y="muted"))
    assert on_screen(scene) == work.lines
    assert len(work.lines) == 2


def test_no_more_than_three_lines_stand_and_none_over_another(work):
    scene = Scene()
    scene.play(*work.write("f = x"))
    for power in range(2, 6):
        scene.play(*work.follow(f"f = frac(x^{power}, y)"))
        assert on_screen(scene) == work.lines
        assert all(RIGHT.holds(line) for line in work.lines)
    assert len(work.lines) == 3
    for upper, lower in zip(work.lines, work.lines[1:], strict=False):
        assert extent(upper)[0][1] > extent(lower)[1][1]
    signs = [line.part("=")[0].get_center()[0] for line in work.lines]
    assert np.allclose(signs, signs[0])


def test_the_spotlight_mutes_the_rest_and_slides(work):
    scene = Scene()
    scene.play(*work.write("f = {{ x^2 : first }} + {{ y : second }}"))
    line = work.last
    before = [glyph.get_fill_color() for glyph in line.submobjects]
    scene.play(*work.spotlight("first"))
    assert line.part("first")[0].get_fill_color().to_hex().lower() == theme().x
    assert line.part("second")[0].get_fill_color().to_hex().lower() == theme().muted
    scene.play(*work.spotlight("second"))
    low, high = extent(line.part("second"))
    assert work.bar.get_center()[0] == pytest.approx((low[0] + high[0]) / 2)
    assert work.bar.get_top()[1] < low[1]
    scene.play(*work.relax())
    assert [glyph.get_fill_color() for glyph in line.submobjects] == before
    assert work.bar is None


def test_lines_leave_but_those_that_are_kept(work):
    scene = Scene()
    scene.play(*work.write("f = x"))
    scene.play(*work.write("f = y"))
    scene.play(*work.leave(keep=1))
    assert on_screen(scene) == work.lines
    scene.play(*work.leave())
    assert on_screen(scene) == []
    with pytest.raises(IndexError, match="no line yet"):
        _ = work.last


def test_the_name_of_a_partial_does_not_take_a_letter_away():
    old, new = math("f = x + y", colors=COLORS), math("f_x = x + y", colors=COLORS)
    place = {id(g): k for line in (old, new) for k, g in enumerate(line.submobjects)}
    pairs = sorted((place[id(a)], place[id(b)]) for a, b in matched(old, new))
    assert pairs == [(0, 0), (1, 2), (2, 3), (3, 4), (4, 5)]
