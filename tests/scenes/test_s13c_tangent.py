"""Problem (c): its numbers by hand, its words, what it refuses, and other instances."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.kit.params import ParamError
from scenes.s13c_tangent import TangentProblem as Segment
from tests.scenes.conftest import Inspect
from tests.scenes.guided_problem import SHAPE, inspect_instance, instances, params, words

UPRIGHT = {"field": "x**2/4 + y**2/9", "at": [-2, 0]}


def test_it_has_the_shape_of_a_guided_problem() -> None:
    names = [beat.name for beat in Segment.beats()]
    assert [name for name in names if name in SHAPE] == list(SHAPE)


def test_the_numbers_by_hand() -> None:
    # f = x^2 + x y + y^2: the gradient (2 x + y, x + 2 y) is (4, 5) at (1, 2); 4*1 + 5*2 = 14.
    said = words(Segment, {})
    assert "It is (4, 5)." in said["take_the_gradient"]
    assert "4x + 5y equals 14." in said["tidy_up"]
    assert "x equals −2." in words(Segment, UPRIGHT)["tidy_up"]


def test_a_seed_draws_another_problem_and_its_solution() -> None:
    first, second = (words(Segment, {"seed": seed}) for seed in (1, 2))
    assert first["see_the_task"] != second["see_the_task"]
    assert first["tidy_up"] != second["tidy_up"]


@pytest.mark.parametrize(
    ("values", "parameter", "part"),
    [
        ({"field": "x**2 + y**2", "at": [0, 0]}, "at", "no tangent"),
        ({"field": "x +* y"}, "field", "x \\+\\* y"),
        ({"seed": 3, "field": "x*y"}, "seed", "leave out either seed or field"),
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
        {"seed": 3},
        {"seed": 6},
        {"seed": 9},
        UPRIGHT,
        {"field": "x**3 - 3*x + y**2", "at": [0, 1]},
        {"field": "x*y", "at": ["1/2", 3]},
        {"field": "x*exp(y)", "at": [2, 0]},
    ),
)
def test_nothing_is_found_by_the_inspector(
    values: dict[str, Any], number: int, inspected: Inspect
) -> None:
    inspect_instance(inspected, Segment, values, number)
