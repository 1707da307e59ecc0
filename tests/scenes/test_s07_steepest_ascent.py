"""Segment 7: its facts, that every item of its row has its beat, and that remixes stay clean."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from mathcore.calculus import directional_derivative
from scenes.kit.equal_steps import ANGLES, climbs, telling_length, turned_from_gradient
from scenes.kit.params import ParamError, read_params
from scenes.s07_steepest_ascent import SteepestAscent as Segment
from tests.scenes.conftest import Inspect

REQUIRED = {
    "the question": "ask",
    "the directional derivative as a climb": "lay_down_a_staff",
    "as u turns the slope goes up and down": "turn_on_the_spot",
    "the angle between u and the gradient": "see_two_arrows",
    "D_u f = |grad f| cos theta": "find_the_cosine",
    "Cauchy-Schwarz named and seen": "cast_a_shadow",
    "maximum, minimum and zero": "find_the_extremes",
    "steps of equal length compared": "take_equal_steps",
    "the answer in one sentence": "answer",
}

DEFAULT: dict[str, Any] = {}
GENTLE = {"field": "sin(x)*cos(y)", "at": [0.5, 0.8], "direction": [1, 1]}
SADDLE = {"field": "x**2 - y**2", "at": [1, 1], "direction": [0, 1]}
STEEP = {"field": "(1-x)**2 + 100*(y-x**2)**2", "at": [-1, 1.5], "direction": [1, 0]}
FLAT = {"field": "0.05*x + 0.02*y", "at": [1, 1], "direction": [-3, 4]}
POLE = {"field": "log(x**2 + y**2)", "at": [1, 1], "direction": [1, 1]}
FAR = {"field": "x**2/4 + y**2", "at": [10, -4], "direction": [-3, 1]}
BACKWARD = {"field": "4 - x**2 - 2*y**2", "at": [1, -1], "direction": [2, -4]}
SETS = [DEFAULT, GENTLE, SADDLE, STEEP, FLAT, POLE, FAR, BACKWARD]
NAMES = ["default", "gentle", "saddle", "steep", "flat", "pole", "far", "backward"]


def params(values: dict[str, Any]) -> Any:
    return read_params(Segment.Params, values, segment="s")


def words(values: dict[str, Any]) -> dict[str, str]:
    return {name: said.display for name, said in Segment.script(params(values)).items()}


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_stewarts_example() -> None:
    # Stewart 14.6, example 7: f = x e^y at (2, 0): the gradient is (1, 2), the largest rate √5.
    facts = Segment.facts(Segment.Params())
    assert facts["gradient"].shown == "(1, 2)"
    assert facts["steepness"].value == pytest.approx(math.sqrt(5), abs=1e-12)
    assert facts["rate"].value == pytest.approx(8 / math.sqrt(37), abs=1e-12)
    said = Segment.script(Segment.Params())["find_the_extremes"]
    assert "no slope is larger: √5, about 2.236, the length" in said.display
    assert "the square root of five" in said.spoken


def test_the_steps_climb_as_far_as_said() -> None:
    # f(2 + h/√5, 2h/√5) − 2 with h = 0.2, by hand: 2.08944 · e^0.17889 − 2 = 0.49876.
    facts = Segment.facts(Segment.Params())
    assert facts["step"].value == 0.2
    assert facts["best"].shown == "0.499"
    assert facts["worst"].shown == "0.402"


@pytest.mark.parametrize("values", SETS, ids=NAMES)
def test_the_step_along_the_gradient_climbs_most_and_the_one_across_next_to_nothing(
    values: dict[str, Any],
) -> None:
    chosen = params(values)
    step = telling_length(chosen.field, chosen.at)
    climbed = climbs(chosen.field, chosen.at, step)
    assert (np.diff(climbed) < 0).all()
    assert abs(climbed[2]) <= 0.2 * climbed[0]
    ways = turned_from_gradient(chosen.field, chosen.at)
    rates = directional_derivative(chosen.field, chosen.at, ways)
    assert np.allclose(rates, chosen.steepness * np.cos(np.radians(ANGLES)))


def test_level_ground_is_refused() -> None:
    with pytest.raises(ParamError, match="no way is steepest"):
        params({"field": "x**2 + y**2", "at": [0, 0]})
    with pytest.raises(ParamError, match="points nowhere"):
        params({"direction": [0, 0]})


LIGHT_ENOUGH = {"default", "steep", "pole"}
INSPECTED = [
    pytest.param(values, id=name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy)
    for name, values in zip(NAMES, SETS, strict=True)
]


@pytest.mark.parametrize("values", INSPECTED)
def test_nothing_is_found_by_the_inspector(values: dict[str, Any], inspected: Inspect) -> None:
    # Half the sets in each theme.
    name = "dark" if SETS.index(values) % 2 == 0 else "light"
    report = inspected(lambda: Segment(params=params(values)), theme=name, segment="s07")
    assert report.claims.checked > 300
