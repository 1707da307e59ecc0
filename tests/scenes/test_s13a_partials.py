"""Problem (a): its numbers by hand, its words, what it refuses, and other instances."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.kit.params import ParamError
from scenes.s13a_partials import PartialsProblem as Segment
from tests.scenes.conftest import Inspect
from tests.scenes.guided_problem import SHAPE, inspect_instance, instances, params, words


def test_it_has_the_shape_of_a_guided_problem() -> None:
    names = [beat.name for beat in Segment.beats()]
    assert [name for name in names if name in SHAPE] == list(SHAPE)


def test_the_numbers_by_hand() -> None:
    # f = x^2 e^(x y): f_x = 2 x e^(x y) + x^2 y e^(x y) is 4 at (2, 0), f_y = x^3 e^(x y) is 8.
    said = words(Segment, {})
    assert "f sub x is 4." in said["differentiate_by_x"]
    assert "f sub y is 8." in said["differentiate_by_y"]
    # f = y sin(x - 2 y) at (2, 1): f_x = y cos 0 = 1, f_y = sin 0 - 2 y cos 0 = -2.
    said = words(Segment, {"first": "y", "outer": "sin(t)", "inner": "x - 2*y", "at": [2, 1]})
    assert "come to 1, and −2." in said["confirm"]


def test_a_seed_draws_another_problem_and_its_solution() -> None:
    first, second = (words(Segment, {"seed": seed}) for seed in (1, 2))
    assert first["see_the_task"] != second["see_the_task"]
    assert first["confirm"] != second["confirm"]


@pytest.mark.parametrize(
    ("values", "parameter", "part"),
    [
        ({"inner": "3"}, "inner", "true composition"),
        ({"outer": "log(t)", "at": [0, 0]}, "at", "no partials at"),
        ({"seed": 1, "first": "x"}, "seed", "leave out either seed or first"),
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
        {"seed": 4},
        {"seed": 7},
        {"first": "y", "outer": "sin(t)", "inner": "x - 2*y", "at": [2, 1]},
        {"first": "x + y", "outer": "log(t)", "inner": "x*y", "at": [1, 2]},
        {"first": "x*y", "outer": "1/t", "inner": "x**2 + y", "at": ["1/2", 1]},
    ),
)
def test_nothing_is_found_by_the_inspector(
    values: dict[str, Any], number: int, inspected: Inspect
) -> None:
    inspect_instance(inspected, Segment, values, number)
