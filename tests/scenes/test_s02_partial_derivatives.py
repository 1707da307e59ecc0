"""Segment 2: its facts, and that every item of its row in the course has its beat."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.kit.params import ParamError, read_params
from scenes.s02_partial_derivatives import PartialDerivatives as Segment
from tests.scenes.conftest import Inspect

REQUIRED = {
    "definition as a limit": "name_the_limit",
    "table of h = 1, 0.1, 0.01, 0.001": "shrink_the_step",
    "slice by a plane y = const": "hold_y_still",
    "tangent in the slice, in 3-D": "see_the_tangent",
    "slice by a plane x = const": "hold_x_still",
    "all common notations": "write_it_down",
    "the question": "ask",
    "the answer in one sentence": "answer",
}


def test_every_required_item_has_its_beat() -> None:
    beats = {beat.name for beat in Segment.beats()}
    assert set(REQUIRED.values()) <= beats


def test_the_facts_are_stewarts() -> None:
    # Stewart 14.3, example 2 (at (1, 1), mirrored to (1, -1)): f_x = -2, f_y = -4 there, 4 here.
    facts = Segment.facts(Segment.Params())
    assert facts["slope_x"].shown == "−2"
    assert facts["slope_y"].shown == "4"
    quotients = [facts[f"quotient{k}"].value for k in range(4)]
    # (f(1 + h, -1) - f(1, -1)) / h = -2 - h, by hand.
    assert np.allclose(quotients, [-3, -2.1, -2.01, -2.001], atol=1e-9)


def test_the_words_carry_the_numbers_of_a_remix() -> None:
    params = Segment.Params(field="x**2*y", at=(2, 3))
    script = Segment.script(params)
    assert script["answer"].display.endswith("here 12 for x, and 4 for y.")
    assert "one hundred" not in script["shrink_the_step"].spoken


def test_a_point_without_a_gradient_is_refused() -> None:
    with pytest.raises(ParamError, match="no value or no gradient"):
        read_params(Segment.Params, {"field": "log(x)", "at": [-1, 0]}, segment="s")
    with pytest.raises(ParamError, match="does not hold the point"):
        read_params(Segment.Params, {"window": [[5, 6], [5, 6]]}, segment="s")


OTHERS: dict[str, dict[str, Any]] = {
    "default": {},
    "gentle": {"field": "sin(x)*cos(y)", "at": [0.5, 0.8]},
    "saddle": {"field": "x**2 - y**2", "at": [1, 1]},
    "steep": {"field": "(1-x)**2 + 100*(y-x**2)**2", "at": [-1, 1.5]},
    "flat": {"field": "0.05*x + 0.02*y", "at": [1, 1]},
    "pole": {"field": "log(x**2 + y**2)", "at": [1, 1]},
    "off-centre": {"field": "x**2/4 + y**2", "at": [10, -4]},
    "growing": {"field": "exp(x*y)", "at": [0.5, 1]},
    "top": {"field": "4 - x**2 - 2*y**2", "at": [0, 0]},
}
LIGHT_ENOUGH = {"default", "steep", "top"}
INSPECTED = [
    pytest.param(name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy) for name in OTHERS
]


@pytest.mark.parametrize("name", INSPECTED)
def test_nothing_is_found_by_the_inspector(name: str, inspected: Inspect) -> None:
    params = read_params(Segment.Params, OTHERS[name], segment="s02")
    report = inspected(
        lambda: Segment(params=params),
        theme="dark" if list(OTHERS).index(name) % 2 == 0 else "light",
        segment="s02",
    )
    assert report.claims.checked > 1000
