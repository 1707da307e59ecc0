"""The first film's nudge is the same in later ones, and its rates close in on the partials."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.kit.fit_lines import errors_as_matrix, sums_of_errors
from scenes.kit.nudge_limit import NudgeLimit
from scenes.kit.nudge_params import NudgeParams
from scenes.kit.panels import DATA, MAP, READINGS
from scenes.kit.params import read_params
from scenes.kit.rule_params import RuleParams
from scenes.kit.typography import math
from scenes.s01_central_question import CentralQuestion
from tests.scenes.kit.read_back import errors


def test_the_nudge_and_its_rates_are_those_of_the_first_film():
    # 15.6 - 18.8 w + 6 w^2 over a nudge of 1/2: -18.8 + 3; and 15.6 - 7.2 b + b^2: -7.2 + 1/2.
    assert CentralQuestion.Params().nudged_by == RuleParams().nudged_by == 0.5
    assert np.allclose(RuleParams().rates, (-15.8, -6.7))
    assert np.allclose(RuleParams().slope, (-18.8, -7.2))


SETS = [
    {},
    {"start": [-0.5, 3], "nudge": 0.25},
    {"inputs": [10, 20, 30, 40], "targets": [50, -20, -60, -90]},
    {"inputs": [0, 1, 2], "targets": [0.02, 0.03, 0.05], "start": [0.1, 0]},
]


@pytest.mark.parametrize("values", SETS)
@pytest.mark.parametrize("k", [0, 1])
def test_the_secant_of_the_nudge_becomes_the_tangent(values, k):
    params = read_params(NudgeParams, values, segment="s")
    made = NudgeLimit(params, k, (DATA, MAP)[k], READINGS.rows(1, 1)[k])
    assert made.quotient() == pytest.approx(params.rates[k])
    assert made.rate.value == pytest.approx(params.rates[k])
    for part in [*made.ground, *made.nudge]:
        assert max(errors(part), default=0.0) < 0.01
    moving = made.shrink()
    moving.begin()
    moving.finish()
    assert made.quotient() == pytest.approx(params.slope[k], rel=1e-2)
    assert {made.rate, made.legs} <= {move.mobject for move in made.settle()}


def test_the_lines_of_the_fit_name_data_knobs_and_targets():
    fit = NudgeParams().fit
    line = math(errors_as_matrix(fit))
    assert {"data", "knobs", "goal"} <= set(line.part_labels)
    lines = sums_of_errors(fit, (0.0, 0.0), READINGS)
    assert len(lines) == 3
    assert all(READINGS.holds(line, slack=0.02) for line in lines)
