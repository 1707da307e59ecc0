"""Problem (b): its numbers by hand, its words, what it refuses, and other instances."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.kit.params import ParamError
from scenes.s13b_direction import DirectionProblem as Segment
from tests.scenes.conftest import Inspect
from tests.scenes.guided_problem import SHAPE, inspect_instance, instances, params, words

STEWART = {"field": "x**2*y**3 - 4*y", "at": [2, -1], "along": [2, 5]}


def test_it_has_the_shape_of_a_guided_problem() -> None:
    names = [beat.name for beat in Segment.beats()]
    assert [name for name in names if name in SHAPE] == list(SHAPE)


def test_the_numbers_by_hand() -> None:
    # f = x^2 y - y^2: the gradient (2 x y, x^2 - 2 y) is (4, 2) at (2, 1); (4*3 + 2*4) / 5 = 4.
    facts = Segment.facts(Segment.Params())
    assert facts["gradient"].shown == "(4, 2)"
    assert facts["length"] == 5
    assert facts["rate"].shown == "4"
    said = words(Segment, STEWART)
    assert "it is (−4, 8)" in said["take_the_gradient"]
    assert "32/√29, about 5.942" in said["take_the_dot_product"]
    assert "comes to 5.942" in said["confirm"]


def test_a_seed_draws_another_problem_and_its_solution() -> None:
    first, second = (words(Segment, {"seed": seed}) for seed in (1, 2))
    assert first["see_the_task"] != second["see_the_task"]
    assert first["take_the_dot_product"] != second["take_the_dot_product"]


@pytest.mark.parametrize(
    ("values", "parameter", "part"),
    [
        ({"along": [0, 0]}, "along", "no direction"),
        ({"seed": 1, "at": [1, 1]}, "seed", "leave out either seed or at"),
        ({"field": "log(x)", "at": [-1, 0]}, "at", "no gradient"),
        ({"at": ["one", 2]}, "at", "must be a number"),
        ({"pause": 0}, "pause", "greater than or equal to 1"),
    ],
)
def test_what_makes_no_sense_is_refused(values: dict[str, Any], parameter: str, part: str) -> None:
    with pytest.raises(ParamError, match=part) as caught:
        params(Segment, values)
    assert caught.value.parameter == parameter


@pytest.mark.parametrize(
    ("values", "number"),
    instances(
        {},
        {"seed": 1},
        {"seed": 2},
        {"seed": 5},
        {"seed": 8},
        STEWART,
        {"field": "log(x**2 + y**2)", "at": [1, "1/2"], "along": [-1, 1]},
        {"field": "sin(x)*cos(y)", "at": [0.5, 0.8], "along": [0, -2]},
    ),
)
def test_nothing_is_found_by_the_inspector(
    values: dict[str, Any], number: int, inspected: Inspect
) -> None:
    inspect_instance(inspected, Segment, values, number)
