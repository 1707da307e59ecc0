"""Problem (f): its numbers by hand, its words, what it refuses, and other instances."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.kit.params import ParamError
from scenes.s13f_bernoulli import BernoulliProblem as Segment
from tests.scenes.conftest import Inspect
from tests.scenes.guided_problem import SHAPE, inspect_instance, instances, params, words


def test_it_has_the_shape_of_a_guided_problem() -> None:
    names = [beat.name for beat in Segment.beats()]
    assert [name for name in names if name in SHAPE] == list(SHAPE)


def test_the_numbers_by_hand() -> None:
    # L' = (p - q) / (p (1 - p)) = -0.5 / 0.16 = -25/8, F = 1 / 0.16 = 25/4, L' / F = p - q = -1/2.
    facts = Segment.facts(Segment.Params())
    assert [facts[name].shown for name in ("slope", "natural", "next", "plain")] == [
        "−3.125", "−0.5", "0.45", "1.76",
    ]  # fmt: skip
    said = words(Segment, {})
    assert "goes half the way to it" in said["confirm"]
    assert "lead to 1.76: no probability is above one." in said["confirm"]


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"heads": 2, "tosses": 8, "at": "3/4", "step": "1/4"}, "to 0.08: too far"),
        ({"step": 1}, "goes all the way to it"),
        ({"step": 0.3}, "goes 30 % of the way to it"),
    ],
)
def test_words_follow_what_the_steps_do(values: dict[str, Any], part: str) -> None:
    assert part in words(Segment, values)["confirm"]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, ["0.7", "0.2", "0.5", "−3.125"]),
        ({"heads": 2, "tosses": 8, "at": "3/4", "step": "1/4"}, ["0.25", "0.75", "0.25", "2.667"]),
        ({"heads": 1, "tosses": 3, "at": "1/2"}, ["1/3", "1/2", "1/2", "2/3"]),
    ],
)
def test_an_instance_keeps_to_decimals_or_to_fractions(
    values: dict[str, Any], shown: list[str]
) -> None:
    facts = Segment.facts(params(Segment, values))
    assert [facts[name].shown for name in ("share", "guess", "step", "slope")] == shown


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"heads": 1, "tosses": 10, "at": 0.8}, "no probability is below zero"),
        ({"heads": 7, "tosses": 10, "at": "1/5", "step": "32/125"}, "there the loss is infinite"),
    ],
)
def test_what_is_no_probability_is_said_to_be_none(values: dict[str, Any], part: str) -> None:
    assert part in words(Segment, values)["confirm"]


def test_a_seed_draws_another_problem_and_its_solution() -> None:
    first, second = (words(Segment, {"seed": seed}) for seed in (1, 4))
    assert first["see_the_task"] != second["see_the_task"]
    assert first["make_the_step"] != second["make_the_step"]


@pytest.mark.parametrize(
    ("values", "parameter", "part"),
    [
        ({"heads": 10}, "heads", "between 1 and tosses"),
        ({"at": "7/10"}, "at", "gradient is zero there"),
        ({"step": 2}, "step", "at most 1"),
        ({"seed": 1, "heads": 3}, "seed", "leave out either seed or heads"),
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
        {"heads": 2, "tosses": 8, "at": "3/4", "step": "1/4"},
        {"heads": 1, "tosses": 2, "at": "1/100", "step": 1},
        {"heads": 9, "tosses": 10, "at": 0.85, "step": 0.1},
        {"heads": 1, "tosses": 20, "at": "1/2", "step": "1/3"},
    ),
)
def test_nothing_is_found_by_the_inspector(
    values: dict[str, Any], number: int, inspected: Inspect
) -> None:
    inspect_instance(inspected, Segment, values, number)
