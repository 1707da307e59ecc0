"""Segment 6: its facts, that every item of its row has its beat, and that remixes stay clean."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from scenes.kit.params import ParamError, read_params
from scenes.s06_directional_derivatives import DirectionalDerivatives as Segment
from tests.scenes.conftest import Inspect

REQUIRED = {
    "the question": "ask",
    "a unit vector u": "make_it_one_long",
    "vertical slice of the surface along u, in 3-D": "cut_along_u",
    "the slice is an ordinary function": "look_straight_on",
    "quotients that close in": "shrink_the_step",
    "definition as a limit": "name_the_limit",
    "D_u f = grad f . u from the chain rule": "use_the_chain_rule",
    "Stewart's example": "work_it_out",
    "a cosine as u turns": "turn_once_round",
    "why u has length one": "keep_length_one",
    "the answer in one sentence": "answer",
}

DEFAULT: dict[str, Any] = {}
GENTLE = {"field": "sin(x)*cos(y)", "at": [0.5, 0.8], "direction": [1, 1]}
DOWN_Y = {"field": "exp(x*y)", "at": [0.5, 1], "direction": [0, -1]}
SADDLE = {"field": "x**2 - y**2", "at": [1, 1], "direction": [1, 1]}
STEEP = {"field": "(1-x)**2 + 100*(y-x**2)**2", "at": [-1, 1], "direction": [1, 0]}
FLAT = {"field": "0.05*x + 0.02*y", "at": [1, 1], "direction": [3, 4]}
POLE = {"field": "log(x**2 + y**2)", "at": [1, 1], "direction": [0.6, 0.8]}
FAR = {"field": "x**2/4 + y**2", "at": [10, -4], "direction": [-3, 1]}
BOTTOM = {"field": "x**2 + y**2", "at": [0, 0], "direction": [1, 2]}
SETS = [DEFAULT, GENTLE, DOWN_Y, SADDLE, STEEP, FLAT, POLE, FAR, BOTTOM]
NAMES = ["default", "gentle", "down-y", "saddle", "steep", "flat", "pole", "far", "bottom"]


def params(values: dict[str, Any]) -> Any:
    return read_params(Segment.Params, values, segment="s")


def words(values: dict[str, Any]) -> dict[str, str]:
    return {name: said.display for name, said in Segment.script(params(values)).items()}


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_stewarts_example() -> None:
    # Stewart 14.6, example 4: f = x^2 y^3 - 4 y at (2, -1) along 2 i + 5 j gives 32 / sqrt(29).
    facts = Segment.facts(Segment.Params())
    assert facts["rate"].value == pytest.approx(32 / math.sqrt(29), abs=1e-12)
    assert facts["rate"].shown == "5.942"
    assert facts["gradient"].shown == "(−4, 8)"
    assert facts["wrong"].shown == "32"
    assert facts["pace"].value == pytest.approx(math.sqrt(29))
    said = Segment.script(Segment.Params())
    assert "32/√29, about 5.942:" in said["work_it_out"].display
    assert "thirty-two over the square root of twenty-nine" in said["work_it_out"].spoken
    assert "by its length, √29," in said["make_it_one_long"].display


def test_a_direction_of_length_one_is_compared_with_twice_itself() -> None:
    chosen = params(POLE)
    assert np.allclose(chosen.unit, (0.6, 0.8))
    assert np.allclose(chosen.long, (1.2, 1.6))


def test_where_the_gradient_vanishes_the_words_stay_true() -> None:
    said = words(BOTTOM)
    assert "u starts along x" in said["turn_once_round"]
    assert "lies along the gradient" not in said["find_peak_and_zero"]
    assert "rate is zero, whichever way" in said["find_peak_and_zero"]
    assert "The limit stays 0." in said["keep_length_one"]


def test_words_follow_the_pace_and_the_bend() -> None:
    slower = words({"field": "x*exp(y)", "at": [2, 0], "direction": [0.3, -0.2]})
    assert "only later" in slower["keep_length_one"]
    assert "only sooner" in words(DEFAULT)["keep_length_one"]
    # All quotients of a linear function are its rate (0.05 * 3 + 0.02 * 4) / 5.
    assert "quotients stay at 0.046." in words(FLAT)["shrink_the_step"]
    assert "close in on 5.942." in words(DEFAULT)["shrink_the_step"]


def test_no_direction_is_refused() -> None:
    with pytest.raises(ParamError, match="points nowhere"):
        params({"direction": [0, 0]})


LIGHT_ENOUGH = {"default", "steep", "pole", "bottom"}
INSPECTED = [
    pytest.param(values, id=name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy)
    for name, values in zip(NAMES, SETS, strict=True)
]


@pytest.mark.parametrize("values", INSPECTED)
def test_nothing_is_found_by_the_inspector(values: dict[str, Any], inspected: Inspect) -> None:
    # Half the sets in each theme.
    name = "dark" if SETS.index(values) % 2 == 0 else "light"
    report = inspected(lambda: Segment(params=params(values)), theme=name, segment="s06")
    assert report.claims.checked > 1000
