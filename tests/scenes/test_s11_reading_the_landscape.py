"""Segment 11: its facts, its beats, and other digits, hills, plateaus and valleys, inspected."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mathcore.critical import read
from mathcore.levels import value_range
from scenes.kit.landmark_params import RELIEF
from scenes.kit.params import ParamError, read_params
from scenes.s11_reading_the_landscape import WANDERING
from scenes.s11_reading_the_landscape import ReadingTheLandscape as Segment
from tests.scenes.conftest import Inspect

REQUIRED = {
    "the question": "ask",
    "a real loss": "see_its_loss",
    "minimum, and how narrow its valley is": "read_the_minimum",
    "saddle": "read_the_saddle",
    "descents from several starts": "start_in_several_places",
    "a saddle that slows": "slow_down_at_the_saddle",
    "maximum": "meet_the_maximum",
    "a plateau that stalls": "meet_the_plateau",
    "a valley that zigzags": "meet_the_valley",
    "the answer in one sentence": "answer",
}

SETS: dict[str, dict[str, Any]] = {
    "default": {},
    "other digits": {"digits": [2, 6], "pixel": 34, "step": 0.08},
    "zeros against ones": {
        "digits": [0, 1], "starts": [[-2.4, -0.2], [0.5, -0.4], [-0.1, 2.2], [2.6, 0.2]],
    },
    "gentle": {"digits": [5, 9], "pixel": 21, "hill": "1 - x**2 - 3*y**2 + x*y"},
    "steep valley": {"valley": "(x**2 + 30*y**2)/2", "valley_start": [-1.5, 0.5],
                     "valley_step": 0.06, "valley_window": [[-2, 2], [-1, 1]]},
    "oscillating": {"hill": "sin(2*x)*sin(2*y)", "hill_window": [[0, 1.57], [0, 1.57]],
                    "step": 0.12},
    "far plateau": {"plateau": "1 - exp(-(x**2 + 2*y**2))",
                    "plateau_starts": [[1.9, 1.2], [0.8, -0.5]]},
}  # fmt: skip


def params(name: str) -> Any:
    return read_params(Segment.Params, SETS[name], segment="s11")


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_the_landmarks_of_the_default() -> None:
    chosen = params("default")
    land = chosen.land
    facts = Segment.facts(chosen)
    assert facts["n"].shown == "269"
    # At the origin v tanh(w x) is v w x to second order: the Hessian is -2 mean(x y) off-diagonal.
    correlation = np.mean(np.array(chosen.neuron.inputs) * np.array(chosen.neuron.targets))
    assert np.allclose(land.saddle.point, 0)
    assert np.allclose(land.saddle.eigenvalues, (-2 * correlation, 2 * correlation))
    assert land.pass_height == pytest.approx(1)
    assert len(land.minima) == 2
    low, high = read(land.field, land.minima[0].point).eigenvalues
    assert facts["ratio"].value == round(high / low)


@pytest.mark.parametrize("name", ["default", "other digits", "zeros against ones", "gentle"])
def test_the_descent_hesitates_at_the_saddle_and_leaves_it(name: str) -> None:
    chosen = params(name)
    land = chosen.land
    path = land.hesitant(chosen.step, WANDERING)
    assert land.shelf(path) >= 8
    near = land.nearest_step(path)
    assert 3 < near < len(path) - 5
    assert np.linalg.norm(path.gradients[near]) < 0.5
    assert path.values[-1] < (land.pass_height + land.lowest) / 2
    assert (np.diff(path.values) < 0).all()


def test_one_stray_stalls_and_the_other_reaches_the_minimum() -> None:
    chosen = params("default")
    stalled, arrived = chosen.strays
    assert np.linalg.norm(stalled.end - stalled.start) < 0.2 < np.linalg.norm(stalled.end)
    assert np.linalg.norm(arrived.end) < 0.05
    assert chosen.outcome == "Of two descents, one reaches the minimum, the other stalls."
    both = read_params(Segment.Params, {"plateau_starts": [[2, 1.6], [-2, 1.6]]}, segment="s11")
    assert "both stall" in both.outcome


def test_descents_from_a_maximum_fall_and_stay_inside() -> None:
    chosen = params("default")
    window = chosen.hill_window
    for walk in chosen.fleeing:
        assert walk.values[-1] < 1
        share = (walk.end - window.low) / window.size
        assert ((share > 0.05) & (share < 0.95)).all()


def test_the_valley_is_rosenbrocks_and_steps_bounce_in_it() -> None:
    chosen = params("default")
    facts = Segment.facts(chosen)
    # At (1, 1) the Hessian is [[802, -400], [-400, 200]]: trace 1002, determinant 400.
    big = 501 + np.sqrt(501**2 - 400)
    assert facts["steepness"].value == round(big / (400 / big))
    assert "Rosenbrock" in facts["named"]
    assert Segment.facts(params("steep valley"))["named"] == ""
    assert (chosen.bouncing.turns > np.pi / 2).sum() >= 10
    part = chosen.bounces(RELIEF)
    assert part.contains(chosen.bouncing.points).all()


@pytest.mark.parametrize("name", SETS)
def test_no_part_of_the_loss_map_is_empty_unless_it_is_flat(name: str) -> None:
    land = params(name).land
    above = [level for level in land.levels if level > land.pass_height]
    top = value_range(land.field, land.window)[1]
    assert above[-1] > land.lowest + 0.7 * (top - land.lowest)
    roots = np.sqrt(np.array(above) - land.lowest)
    assert np.diff(roots).max() < 0.2 * np.sqrt(top - land.lowest)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"digits": [3, 3]}, "Two different digits"),
        ({"pixel": 0}, "needs two minima and a saddle"),
        ({"starts": [[9, 0], [0, 1], [1, 1], [1, 0]]}, "not on the surface"),
        ({"hill": "x**2 + y**2"}, "has no maximum"),
        ({"valley": "x + y"}, "has no minimum"),
    ],
)
def test_what_has_no_landmarks_is_refused(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ParamError, match=sentence):
        read_params(Segment.Params, values, segment="s11")


LIGHT_ENOUGH = {"default", "oscillating"}
INSPECTED = [
    pytest.param(name, id=name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy)
    for name in SETS
]


@pytest.mark.parametrize("name", INSPECTED)
def test_nothing_is_found_by_the_inspector(name: str, inspected: Inspect) -> None:
    look = "dark" if list(SETS).index(name) % 2 == 0 else "light"
    report = inspected(lambda: Segment(params=params(name)), theme=look, segment="s11")
    assert report.claims.checked > 500
