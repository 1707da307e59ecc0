"""Problem (e): its numbers by hand, its words, what it refuses, and other instances."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.kit.params import ParamError
from scenes.s13e_three_steps import ThreeStepsProblem as Segment
from tests.scenes.conftest import Inspect
from tests.scenes.guided_problem import SHAPE, inspect_instance, instances, params, words

RUNNING = {"hessian": [[12, 4], [4, 2]], "start": [1, 1], "step": 0.1}


def test_it_has_the_shape_of_a_guided_problem() -> None:
    names = [beat.name for beat in Segment.beats()]
    assert [name for name in names if name in SHAPE] == list(SHAPE)


def test_the_numbers_by_hand() -> None:
    # x <- x - (x, 3 y) / 2 from (8, 8): (4, -4), (2, 2), (1, -1); the bound is 2 / 3.
    said = words(Segment, {})
    assert "leads to (4, −4)." in said["make_one_step"]
    assert "(2, 2). And once more: (1, −1)." in said["make_two_more"]
    assert "is 2/3. Our own step size is below it." in said["find_the_bound"]
    # The running example: eigenvalues 7 +- sqrt(41), the bound 0.149.
    said = words(Segment, RUNNING)
    assert "0.597 and 13.403" in said["find_the_bound"]
    assert "is 0.149. Our own step size is below it." in said["find_the_bound"]


def test_the_steps_about_the_bound_are_tried_where_they_tell() -> None:
    # In (8, 0) there is nothing along y, where f bends most: no step would seem too large.
    assert params(Segment, {"start": [8, 0]}).trial[1] != 0
    assert np.allclose(params(Segment, {}).trial, [2.4, 2.4])


def test_a_seed_draws_another_problem_and_its_solution() -> None:
    first, second = (words(Segment, {"seed": seed}) for seed in (1, 4))
    assert first["see_the_task"] != second["see_the_task"]
    assert first["make_two_more"] != second["make_two_more"]


@pytest.mark.parametrize(
    ("values", "parameter", "part"),
    [
        ({"hessian": [[1, 2], [2, 1]]}, "hessian", "positive definite"),
        ({"start": [0, 0]}, "start", "minimum already"),
        ({"step": 0}, "step", "must be positive"),
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
        RUNNING,
        {"start": [8, 0]},
        {"hessian": [[2, 0], [0, 2]], "start": [3, -5], "step": "3/4"},
        {"step": 1},
    ),
)
def test_nothing_is_found_by_the_inspector(
    values: dict[str, Any], number: int, inspected: Inspect
) -> None:
    inspect_instance(inspected, Segment, values, number)
