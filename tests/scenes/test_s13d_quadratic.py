"""Problem (d): its numbers by hand, its words, what it refuses, and other instances."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.kit.params import ParamError
from scenes.s13d_quadratic import QuadraticProblem as Segment
from tests.scenes.conftest import Inspect
from tests.scenes.guided_problem import SHAPE, inspect_instance, instances, params, words


def test_it_has_the_shape_of_a_guided_problem() -> None:
    names = [beat.name for beat in Segment.beats()]
    assert [name for name in names if name in SHAPE] == list(SHAPE)


def test_the_numbers_by_hand() -> None:
    # x^T A x = x^2 + 4 x y + 2 y^2: the gradient is (2 x + 4 y, 4 x + 4 y); 2 A x = (10, 8).
    said = words(Segment, {})
    assert "gradient there is (8, 12)." in said["put_the_point_in"]
    assert "given (10, 8). This one is askew" in said["confirm"]


def test_a_wrong_gradient_that_is_not_askew_is_told_so() -> None:
    # A = ((1, 2), (0, -3)) at (1, 1): x^T A x = 0, so that 2 A x = (6, -6) lies along (4, -4).
    said = words(Segment, {"matrix": [[1, 2], [0, -3]], "at": [1, 1]})
    assert "a wrong length" in said["confirm"]


def test_a_seed_draws_another_problem_and_its_solution() -> None:
    first, second = (words(Segment, {"seed": seed}) for seed in (1, 4))
    assert first["see_the_task"] != second["see_the_task"]
    assert first["put_the_point_in"] != second["put_the_point_in"]


@pytest.mark.parametrize(
    ("values", "parameter", "part"),
    [
        ({"matrix": [[1, 2], [2, 1]]}, "matrix", "must not be symmetric"),
        ({"at": [0, 0]}, "at", "gradient is not zero"),
        ({"matrix": [[1, 2]]}, "matrix", "missing"),
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
        {"seed": 9},
        {"matrix": [[1, 2], [0, -3]], "at": [1, 1]},
        {"matrix": [[0, 1], [0, 0]], "at": [3, -2]},
        {"matrix": [["1/2", -1], [3, 2.5]], "at": [-10, 4]},
    ),
)
def test_nothing_is_found_by_the_inspector(
    values: dict[str, Any], number: int, inspected: Inspect
) -> None:
    inspect_instance(inspected, Segment, values, number)
