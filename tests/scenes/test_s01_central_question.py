"""Segment 1: its facts, that every item of its row has its beat, and that remixes stay clean."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.kit.params import ParamError, read_params
from scenes.s01_central_question import CentralQuestion as Segment
from tests.scenes.conftest import Inspect

REQUIRED = {
    "the question": "ask",
    "the line fit with two knobs": "draw_a_line",
    "the loss": "measure_the_loss",
    "data space and parameter space move together": "see_two_spaces",
    "nudge w alone and read dL/dw": "nudge_w",
    "nudge b alone and read dL/db": "nudge_b",
    "the jump from two knobs to millions": "see_a_million",
    "steepest direction posed as a puzzle": "pose_the_first_puzzle",
    "contour lines posed as a puzzle": "pose_the_second_puzzle",
    "the answer in one sentence": "close",
}

DEFAULT: dict[str, Any] = {}
CENTERED = {"inputs": [-2, -1, 0, 1, 2], "start": [0, 0]}
GENTLE = {"nudge": 0.25, "start": [-0.5, 3]}
STEEP = {"inputs": [10, 20, 30, 40], "targets": [50, -20, -60, -90]}
FALLING = {"inputs": [0, 1, 2, 3], "targets": [5, 3, 2, 0], "start": [1, 7]}
FLAT = {"inputs": [0, 1, 2], "targets": [0.02, 0.03, 0.05], "start": [0.1, 0]}
NEGATIVE = {"inputs": [-4, -3, -1], "targets": [-8, -3, -2]}
PERFECT = {"inputs": [0, 1, 2], "targets": [1, 3, 5]}
SETS = [DEFAULT, CENTERED, GENTLE, STEEP, FALLING, FLAT, NEGATIVE, PERFECT]
NAMES = ["default", "centered", "gentle", "steep", "falling", "flat", "negative", "perfect"]


def params(values: dict[str, Any]) -> Any:
    return read_params(Segment.Params, values, segment="s")


def words(values: dict[str, Any]) -> dict[str, str]:
    return {name: said.display for name, said in Segment.script(params(values)).items()}


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_the_rates_by_hand() -> None:
    # L(0, 0) = (1 + 9 + 16 + 16 + 36)/5 = 15.6. The slopes there are -2/5 * sum(x y) = -18.8 and
    # -2/5 * sum(y) = -7.2, the second derivatives 12 and 2, so a nudge of 1/2 gives
    # -18.8/2 + 6/4 = -7.9 and -7.2/2 + 1/4 = -3.35.
    facts = Segment.facts(Segment.Params())
    assert facts["loss"].value == pytest.approx(15.6)
    assert facts["w_change"].value == pytest.approx(7.9)
    assert facts["b_change"].value == pytest.approx(3.35)
    assert facts["w_rate"].shown == "−15.8"
    assert facts["b_rate"].shown == "−6.7"
    said = words(DEFAULT)
    assert "both knobs should turn up." in said["compare_both"]
    assert "For this nudge, w does 2.4 times as much as b." in said["compare_both"]


def test_the_straight_way_is_not_the_steepest() -> None:
    chosen = Segment.Params()
    # atan2(1.4, 1.1) - atan2(7.2, 18.8) = 51.84 - 20.96 degrees.
    assert chosen.astray == pytest.approx(30.887, abs=1e-3)
    assert "It is not." in words(DEFAULT)["pose_the_first_puzzle"]
    # Where the map is round, it is: inputs -1 and 1 give 2 w^2 + 2 b^2 and terms of first degree.
    round_map = {"inputs": [-1, 1], "targets": [0, 2]}
    assert params(round_map).astray == pytest.approx(0, abs=1e-6)
    assert "by luck" in words(round_map)["pose_the_first_puzzle"]


def test_the_way_down_ends_at_the_best_line() -> None:
    for values in SETS:
        chosen = params(values)
        way = chosen.way_down
        assert np.allclose(way.start, chosen.start)
        reach = np.linalg.norm(way.end - chosen.best) / np.linalg.norm(way.start - chosen.best)
        assert reach < 1e-2


def test_without_a_nudge_a_round_one_is_chosen() -> None:
    assert Segment.Params().nudged_by == 0.5
    assert params({"nudge": 0.3}).nudged_by == 0.3
    for values in SETS:
        mantissa = f"{params(values).nudged_by:e}"[0]
        assert mantissa in "125"


def test_words_follow_the_signs_of_the_rates() -> None:
    said = words(FALLING)
    # The line x + 7 lies above all data: both knobs must turn down.
    assert "the loss rises by" in said["nudge_w"]
    assert "both knobs should turn down" in said["compare_both"]
    said = words(NEGATIVE)
    assert "w should turn up, and b down" in said["compare_both"]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"nudge": 5}, "a nudge of 5 can't be shown on this map; choose one from"),
        ({"nudge": 0.01}, "a nudge of 0.01 can't be shown on this map"),
        ({"nudge": -1}, "greater than 0"),
        ({"start": [1.1, 1.4]}, "already close to its least"),
    ],
)
def test_what_can_t_be_shown_is_refused(values: dict[str, Any], refusal: str) -> None:
    with pytest.raises(ParamError, match=refusal):
        params(values)


LIGHT_ENOUGH = {"default", "falling"}
INSPECTED = [
    pytest.param(values, id=name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy)
    for name, values in zip(NAMES, SETS, strict=True)
]


@pytest.mark.parametrize("values", INSPECTED)
def test_nothing_is_found_by_the_inspector(values: dict[str, Any], inspected: Inspect) -> None:
    # Half the sets in each theme.
    name = "dark" if SETS.index(values) % 2 == 0 else "light"
    report = inspected(lambda: Segment(params=params(values)), theme=name, segment="s01")
    assert report.claims.checked > 1000
