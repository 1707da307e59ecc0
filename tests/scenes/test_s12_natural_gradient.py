"""Segment 12: its facts, that every item of its row has its beat, and that remixes stay clean."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from manim import tempconfig

from mathcore.metrics import steepest_direction
from scenes.kit.params import ParamError, read_params
from scenes.kit.theme import use_theme
from scenes.s12_natural_gradient import NaturalGradient as Segment
from scripts.studio.inspect import inspect_scene

REQUIRED = {
    "the question": "ask",
    "the loss from close by": "look_closely",
    "circle (Euclid): steepest is minus the gradient": "turn_on_the_circle",
    "the unit ball of a metric decides": "measure_otherwise",
    "minus G inverse times the gradient": "solve_for_the_step",
    "why a nudge of mu weighs more for a narrow bell": "nudge_two_bells",
    "Fisher matrix of a Gaussian": "measure_by_change",
    "ellipses (Fisher), natural gradient": "see_the_balls",
    "plain and natural descent in (mu, sigma)": "descend_twice",
    "the same in (mu, log sigma)": "rename",
    "the natural path is the same curve, the plain one is not": "carry_back",
    "in the limit of small steps": "shrink_the_steps",
    "the answer in one sentence": "answer",
}

SETS: dict[str, dict[str, Any]] = {
    "default": {},
    "tilted": {"gradient": [1, 0], "metric": [[1, 0.6], [0.6, 1]], "start": [2.5, 2]},
    "far": {"mean": 50, "deviation": 12, "start": [10, 20], "narrow": 3, "wide": 9},
    "tiny": {
        "mean": 0.01,
        "deviation": 0.002,
        "start": [0.004, 0.004],
        "narrow": 0.1,
        "wide": 0.15,
    },
    "steep": {"gradient": [-30, 200], "metric": [[5, 0], [0, 1]], "start": [-2, 3]},
    "stretched": {"gradient": [0.2, -0.1], "metric": [[1, 0], [0, 12]], "wide": 3},
    "narrow start": {"start": [1.5, 0.6], "steps": [0.05, 0.02, 0.01, 0.005]},
    "wide start": {"start": [-1, 4], "deviation": 0.5, "steps": [0.2, 0.1, 0.05, 0.025]},
}


def params(name: str) -> Any:
    return read_params(Segment.Params, SETS[name], segment="s")


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_the_information_in_the_mean_of_two_bells() -> None:
    # 1/sigma^2 for sigma = 1/2 and 2, by hand.
    facts = Segment.facts(Segment.Params())
    assert facts["narrow_information"].value == 4
    assert facts["wide_information"].value == 0.25
    assert facts["times"].shown == "16"


def test_the_steepest_step_of_the_default_by_hand() -> None:
    # G = diag(0.4, 2.5) and the gradient (1, 1): d along -(2.5, 0.4), of G-length one.
    step = -steepest_direction([[0.4, 0], [0, 2.5]], [1, 1])
    by_hand = -np.array([2.5, 0.4]) / np.sqrt(0.4 * 2.5**2 + 2.5 * 0.4**2)
    assert np.allclose(step, by_hand)


@pytest.mark.parametrize("name", SETS)
def test_natural_is_one_curve_and_plain_is_two(name: str) -> None:
    fit = params(name).fit
    scale = float(np.ptp(fit.plain.old.points, axis=0).max())
    assert fit.natural.gap < 0.004 * scale
    assert fit.plain.gap > 0.03 * scale
    for pair in (fit.plain, fit.natural):
        assert np.allclose(pair.old.points[-1], fit.best, atol=0.01 * scale)
        assert np.allclose(pair.carried[-1], fit.best, atol=0.01 * scale)


@pytest.mark.parametrize("name", SETS)
def test_the_gap_of_natural_steps_shrinks_in_the_table(name: str) -> None:
    chosen = params(name)
    gaps = [chosen.fit.natural_steps(step).gap for step in chosen.steps]
    assert all(later < earlier for earlier, later in pairwise(gaps))
    assert gaps[-1] < chosen.fit.plain.gap / 5


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"metric": [[1, 2], [2, 1]]}, "positive eigenvalues"),
        ({"metric": [[1, 0.5], [0.2, 1]]}, "symmetric"),
        ({"metric": [[2, 0], [0, 2]]}, "choose a metric that turns it"),
        ({"gradient": [1, 0]}, "choose a metric that turns it"),
        ({"gradient": [0, 0]}, "points nowhere"),
        ({"start": [0, 2]}, "start from another mean"),
        ({"start": [-3, -1]}, "greater than 0"),
        ({"narrow": 3}, "must be wider"),
        ({"wide": 6}, "at most 6 times"),
        ({"start": [-3, 0.2]}, "begin with a smaller one"),
    ],
)
def test_refusals(values: dict[str, Any], problem: str) -> None:
    with pytest.raises(ParamError, match=problem):
        read_params(Segment.Params, values, segment="s")


LIGHT_ENOUGH = {"default", "tilted"}
INSPECTED = [
    pytest.param(name, id=name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy)
    for name in SETS
]


@pytest.mark.parametrize("name", INSPECTED)
def test_nothing_is_found_by_the_inspector(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    look_name = "dark" if list(SETS).index(name) % 2 == 0 else "light"
    scratch = str(tmp_path_factory.getbasetemp())
    with (
        use_theme(look_name) as look,
        tempconfig({"background_color": look.background, "media_dir": scratch}),
    ):
        report = inspect_scene(
            lambda: Segment(params=params(name)), width=480, height=270, fps=5, segment="s12"
        )
    assert not report.findings, "\n".join(report.lines())
    assert report.claims.failed == 0
    assert report.claims.checked > 1000
