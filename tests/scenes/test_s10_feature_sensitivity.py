"""Segment 10: its facts, that every item of its row has its beat, and that remixes stay clean."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mathcore.digits import digits, linear_reader, misread, neural_reader
from scenes.kit.params import ParamError, read_params
from scenes.s10_feature_sensitivity import FeatureSensitivity as Segment
from tests.scenes.conftest import Inspect

REQUIRED = {
    "the question": "ask",
    "a real data set: handwritten digits": "meet_the_digit",
    "a trained classifier, and how well it reads what it never saw": "score_it",
    "one pixel nudged": "nudge_a_pixel",
    "gradient in the inputs, as a saliency map": "map_them_all",
    "what it shows": "read_the_map",
    "what it doesn't: a local statement": "predict",
    "maps of several digits, a misread one among them": "compare_digits",
    "for a linear model the sensitivity is the weight": "make_it_linear",
    "the answer in one sentence": "answer",
}

SETS: dict[str, dict[str, Any]] = {
    "default": {},
    "misread first": {"digits": [283, 0, 5], "nudge": 0.05},
    "another class": {"digits": [3, 10, 354], "asked": 5},
    "upwards": {"digits": [166, 227, 38, 26], "asked": 4},
    "full pixel": {"digits": [110, 5, 64], "asked": 1, "nudge": 0.3},
    "all read well": {"digits": [355, 416, 372, 12]},
    "nearly linear": {"digits": [264, 9, 18], "asked": 7},
    "unlike": {"digits": [1, 13, 20, 49], "asked": 9},
}


def params(name: str) -> Any:
    return read_params(Segment.Params, SETS[name], segment="s")


def words(name: str) -> dict[str, str]:
    return {beat: said.display for beat, said in Segment.script(params(name)).items()}


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_the_facts_are_those_of_the_network() -> None:
    facts, data, network = Segment.facts(Segment.Params()), digits(), neural_reader()
    assert facts["held"].value == 450
    assert facts["right"].value == 450 - len(misread(network))
    image = data.test_images[159]
    base = network.scores(image)
    assert facts["guess"] == facts["asked"] == "six"
    assert facts["before"].value == pytest.approx(base[6])
    # By hand: row 3, column 6 is the most sensitive pixel, and it is blank.
    changed = image.copy()
    assert changed[2 * 8 + 5] == 0
    changed[2 * 8 + 5] = 0.1
    assert facts["small_true"].value == pytest.approx(network.scores(changed)[6] - base[6])
    changed[2 * 8 + 5] = 1.0
    assert facts["far_true"].value == pytest.approx(network.scores(changed)[6] - base[6])
    assert facts["far_predicted"].value == pytest.approx(facts["slope"].value)
    assert facts["small_predicted"].value == pytest.approx(facts["slope"].value / 10)


def test_one_digit_of_the_default_is_misread() -> None:
    said = words("default")["compare_digits"]
    assert "The fourth is misread: it is a six, but the network says one." in said
    assert 283 in [case.index for case in misread(neural_reader())]
    assert 283 in [case.index for case in misread(linear_reader())]


def test_words_follow_the_digits() -> None:
    assert "and it is blank" in words("default")["read_the_map"].lower()
    assert "reads all of them correctly" in words("all read well")["compare_digits"]
    assert "The first is misread" in words("misread first")["compare_digits"]
    assert "score of one" in words("full pixel")["nudge_a_pixel"]
    emptied = words("full pixel")
    assert "a little less ink: 0.3." in emptied["nudge_a_pixel"]
    assert "Empty the pixel all the way" in emptied["predict"]


def test_the_trusted_strip_ends_where_the_prediction_is_off_by_a_tenth() -> None:
    asked = Segment.Params().question
    for ink, inside in ((asked.trusted_to - 0.01, True), (asked.trusted_to + 0.02, False)):
        true = float(asked.score(ink) - asked.score(asked.value))
        predicted = asked.slope * (ink - asked.value)
        assert (abs(true - predicted) < 0.1 * abs(predicted)) is inside


def test_the_linear_model_has_one_map_for_all() -> None:
    asked = Segment.Params().question
    data = digits()
    every = linear_reader().input_gradient(data.test_images, asked.label, of="score")
    assert (every == asked.weights.ravel()).all()
    spread = np.stack(asked.maps).std(axis=0).max()
    assert spread > 0.3


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"digits": [450, 1, 2]}, "numbered from 0 to 449"),
        ({"digits": [-1, 1, 2]}, "numbered from 0 to 449"),
        ({"digits": [7, 7, 2]}, "differ"),
        ({"asked": 10}, "asked"),
        ({"nudge": 0}, "nudge"),
    ],
)
def test_refusals(values: dict[str, Any], problem: str) -> None:
    with pytest.raises(ParamError, match=problem):
        read_params(Segment.Params, values, segment="s")


LIGHT_ENOUGH = {"default", "full pixel"}
INSPECTED = [
    pytest.param(name, id=name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy)
    for name in SETS
]


@pytest.mark.parametrize("name", INSPECTED)
def test_nothing_is_found_by_the_inspector(name: str, inspected: Inspect) -> None:
    look_name = "dark" if list(SETS).index(name) % 2 == 0 else "light"
    report = inspected(lambda: Segment(params=params(name)), theme=look_name, segment="s10")
    assert report.claims.checked > 1000
