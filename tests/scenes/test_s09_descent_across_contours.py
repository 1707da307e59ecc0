"""Segment 9: its facts, its beats, and other bowls and other data, drawn and inspected."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from mathcore.bowls import bowl
from scenes.kit.params import ParamError, read_params
from scenes.s09_descent_across_contours import DescentAcrossContours as Segment
from tests.scenes.conftest import Inspect

REQUIRED = {
    "the question": "ask",
    "each step leaves the contour at a right angle": "leave_at_a_right_angle",
    "exact line search stops where the line touches a contour": "search_along_the_line",
    "consecutive steps are perpendicular": "turn_at_every_step",
    "curvatures: the Hessian's eigenvalues": "measure_the_curvatures",
    "the value falls by ((κ − 1)/(κ + 1))² = 81/121 each step": "lose_the_same_share",
    "too small, right, too large": "choose_a_step",
    "divergence above 2/λ_max": "find_the_limit",
    "the running example before centering": "crawl_along_the_valley",
    "the running example after centering": "center_the_inputs",
    "the answer in one sentence": "answer",
}

SETS: dict[str, dict[str, Any]] = {
    "default": {},
    "turned": {"field": "x**2 + x*y + 2*y**2", "at": [3, -4]},
    "steep": {"field": "(x**2 + 14*y**2)/2", "at": [14, 1], "targets": [6, 4, 4, 3, 1]},
    "off-centre": {"field": "(x - 30)**2 + 6*(y + 5)**2 + 7", "at": [24, -4]},
    "flat": {"field": "0.001*(x**2 + 5*y**2)", "at": [5, 1.2], "inputs": [1, 2, 3, 4, 5]},
    "tall": {"field": "8*x**2 + y**2", "at": [-1, 8], "start": [-1, 0.5]},
    "few data": {"inputs": [1, 2, 4], "targets": [3, 2, 5], "steps": [0.01, 0.08, 0.18]},
    "uneven scales": {"inputs": [2, 5, 8, 9], "targets": [-1, 0.5, 0.2, 3], "start": [1, 0]},
}


def params(name: str) -> Any:
    return read_params(Segment.Params, SETS[name], segment="s09")


def words(name: str) -> dict[str, str]:
    return {beat: said.display for beat, said in Segment.script(params(name)).items()}


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_the_facts_of_the_default() -> None:
    facts = Segment.facts(Segment.Params())
    assert facts["share"].shown == "81/121"
    root = math.sqrt(41)
    assert facts["lambda_max"].value == pytest.approx(7 + root)
    assert facts["lambda_min"].value == pytest.approx(7 - root)
    assert facts["before"].value == pytest.approx((7 + root) / (7 - root))
    assert facts["limit"].value == pytest.approx(2 / (7 + root))
    shown = {name: facts[name].shown for name in ("before", "limit", "after", "sharp", "gentle")}
    assert shown == {
        "before": "22.46", "limit": "0.1492", "after": "2", "sharp": "4", "gentle": "2",
    }  # fmt: skip
    said = Segment.script(Segment.Params())["lose_the_same_share"]
    assert "eighty-one over one hundred twenty-one of the value" in said.spoken
    assert "That is kappa minus one" in said.display


@pytest.mark.parametrize("name", SETS)
def test_line_searches_stop_where_the_line_touches_and_turn_by_a_right_angle(name: str) -> None:
    chosen = params(name)
    path = chosen.zigzag
    assert 4 <= len(path.moves) <= 8
    assert np.allclose(path.turns, math.pi / 2, atol=1e-7)
    assert chosen.shown.contains(path.points).all()
    left = (path.values[1:] - bowl(chosen.field).floor) / (
        path.values[:-1] - bowl(chosen.field).floor
    )
    assert np.allclose(left, float(Segment.facts(chosen)["share"].__float__()), rtol=1e-5)


@pytest.mark.parametrize("name", SETS)
def test_two_steps_converge_and_one_diverges(name: str) -> None:
    chosen = params(name)
    small, right, large = chosen.sizes
    assert small < right < chosen.fit.largest_stable_step < large
    lows = [chosen.walk(size).values for size in chosen.sizes]
    assert lows[1][-1] < lows[0][-1] < lows[0][0] < lows[2][-1]
    after = chosen.walk(chosen.centered_step, centered=True)
    assert after.values[-1] < lows[1][-1]


def test_words_follow_the_bowl_and_the_data() -> None:
    assert "At worst" in words("turned")["lose_the_same_share"]
    assert "the height above the bottom" in words("off-centre")["lose_the_same_share"]
    assert "almost straight" in words("default")["center_the_inputs"]
    assert "does better" in words("uneven scales")["center_the_inputs"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"field": "x**4 + y**2"}, "is not quadratic"),
        ({"field": "x**2 - y**2"}, "has no minimum"),
        ({"field": "x**2 + y**2"}, "a zigzag is seen between"),
        ({"at": [10, 0]}, "no zigzag to show"),
        ({"inputs": [1, 1], "targets": [0, 1]}, "two different inputs"),
        ({"inputs": [-1, 0, 1], "targets": [0, 1, 1]}, "already centered"),
        ({"steps": [0.01, 0.1, 0.12]}, "one above"),
        ({"start": [1.1, 1.4]}, "floor of the loss's valley"),
        ({"start": [2, -1]}, "floor of the loss's valley"),
    ],
)
def test_what_shows_nothing_is_refused(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ParamError, match=sentence):
        read_params(Segment.Params, values, segment="s09")


LIGHT_ENOUGH = {"default", "turned"}
INSPECTED = [
    pytest.param(name, id=name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy)
    for name in SETS
]


@pytest.mark.parametrize("name", INSPECTED)
def test_nothing_is_found_by_the_inspector(name: str, inspected: Inspect) -> None:
    # Half the sets in each theme.
    look = "dark" if list(SETS).index(name) % 2 == 0 else "light"
    report = inspected(lambda: Segment(params=params(name)), theme=look, segment="s09")
    assert report.claims.checked > 1000
