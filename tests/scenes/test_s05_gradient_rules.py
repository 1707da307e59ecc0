"""Segment 5: its facts, that every item of its row has its beat, and that remixes stay clean."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mathcore.models import FIVE_POINTS
from scenes.kit.params import ParamError, read_params
from scenes.s05_gradient_rules import GradientRules as Segment
from tests.scenes.conftest import Inspect

REQUIRED = {
    "the question": "ask",
    "linear": "linear_rule",
    "a quadratic form, multiplied out": "meet_quadratic",
    "its partials in components": "differentiate_quadratic",
    "A plus its transpose": "quadratic_rule",
    "arrows that match it, and not 2Ax": "compare_arrows",
    "composition": "composition_rule",
    "along a curve": "curve_rule",
    "the rate read out": "run_along",
    "least squares": "least_squares_rule",
    "the running example": "check_with_the_fit",
    "the answer in one sentence": "answer",
}

DEFAULT: dict[str, Any] = {}
SYMMETRIC = {"a": [-1, 3], "A": [[2, 1], [1, 1]], "outer": "sqrt(1 + u)"}
SADDLE = {
    "A": [[1, 3], [1, -1]],
    "outer": "exp(u/8)",
    "curve": ["t", "t**2/2 - 1"],
    "span": [-1.2, 1.2],
}
STEEP = {"a": [50, -20], "A": [[40, -30], [10, 90]], "outer": "log(1 + u)"}
FLAT = {"a": [0.02, 0.01], "A": [[0.03, 0.02], [0, 0.01]], "outer": "u**2"}
HILL = {"a": [0, -1], "A": [[-1, 0.5], [0, -2]], "outer": "-u"}
OSCILLATING = {"outer": "sin(u)", "curve": ["t/4 - 1", "sin(2*t)"], "span": [0, 8]}
OFF_CENTER = {
    "window": [[1, 5], [-3, 1]],
    "curve": ["3 + cos(t)", "-1 + sin(t)"],
    "inputs": [-1, 0, 2],
    "targets": [2, 0.5, -1],
}
SETS = [DEFAULT, SYMMETRIC, SADDLE, STEEP, FLAT, HILL, OSCILLATING, OFF_CENTER]
NAMES = ["default", "symmetric", "saddle", "steep", "flat", "hill", "oscillating", "off-center"]


def params(values: dict[str, Any]) -> Any:
    return read_params(Segment.Params, values, segment="s")


def words(values: dict[str, Any]) -> dict[str, str]:
    return {name: said.display for name, said in Segment.script(params(values)).items()}


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_the_running_example_at_zero() -> None:
    # Errors -1, -3, -4, -4, -6 at the inputs 0 ... 4: their sum is -18, weighted -47.
    facts = Segment.facts(Segment.Params())
    assert facts["weighted"].value == pytest.approx(-47)
    assert facts["summed"].value == pytest.approx(-18)
    assert np.allclose(facts["gradient"].values, (-18.8, -7.2))
    assert np.allclose(FIVE_POINTS.loss.gradient((0, 0)), facts["gradient"].values)


def test_the_default_matrix_is_not_symmetric() -> None:
    chosen = Segment.Params()
    assert not chosen.symmetric
    assert np.allclose(chosen.form.gradient((1, 1)), (6, 4))


def test_words_follow_the_matrix_and_the_outer_function() -> None:
    said = words(DEFAULT)
    assert "They miss." in said["compare_arrows"]
    assert "keep their directions" in said["composition_rule"]
    other = words(SYMMETRIC)
    assert "It fits here." in other["compare_arrows"]
    assert "both are the same" in other["compare_arrows"]
    assert "turn right round" in words(HILL)["composition_rule"]
    assert "stay on their lines" in words(OSCILLATING)["composition_rule"]
    assert "divided by 3 for the mean" in words(OFF_CENTER)["check_with_the_fit"]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"A": [[0, 1], [-1, 0]]}, "form zero"),
        ({"A": [[1, 2]]}, "expected a matrix"),
        ({"a": [0, 0]}, "points nowhere"),
        ({"outer": "log(u)"}, "no slope"),
        ({"outer": "x**2"}, "x"),
        ({"span": [1, 0]}, "must rise"),
        ({"inputs": [1, 1], "targets": [0, 1]}, "two different inputs"),
    ],
)
def test_what_cannot_be_shown_is_refused(values: dict[str, Any], problem: str) -> None:
    with pytest.raises(ParamError, match=problem):
        params(values)


LIGHT_ENOUGH = {"default", "symmetric"}
INSPECTED = [
    pytest.param(values, id=name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy)
    for name, values in zip(NAMES, SETS, strict=True)
]


@pytest.mark.parametrize("values", INSPECTED)
def test_nothing_is_found_by_the_inspector(values: dict[str, Any], inspected: Inspect) -> None:
    # Half the sets in each theme.
    name = "dark" if SETS.index(values) % 2 == 0 else "light"
    report = inspected(lambda: Segment(params=params(values)), theme=name, segment="s05")
    assert report.claims.checked > 1000
