"""Segment 11: its facts, its beats, and other digits, hills, plateaus and valleys, inspected."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import tempconfig

from mathcore.critical import read
from scenes.kit.params import ParamError, read_params
from scenes.kit.theme import use_theme
from scenes.s11_reading_the_landscape import WANDERING
from scenes.s11_reading_the_landscape import ReadingTheLandscape as Segment
from scripts.studio.inspect import inspect_scene

REQUIRED = {
    "the question": "ask",
    "a real loss": "see_its_loss",
    "minimum, and how narrow its valley is": "read_the_minimum",
    "saddle": "read_the_saddle",
    "descents from several starts": "start_in_several_places",
    "a saddle that slows": "slow_down_at_the_saddle",
    "maximum; a plateau that stalls; a valley that zigzags": "meet_three_more",
    "the answer in one sentence": "answer",
}

SETS: dict[str, dict[str, Any]] = {
    "default": {},
    "other digits": {"digits": [2, 6], "pixel": 34, "step": 0.08},
    "zeros against ones": {
        "digits": [0, 1], "starts": [[-2.4, -0.2], [0.5, -0.4], [-0.4, 1.8], [2.6, 0.2]],
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


def test_one_stray_stalls_and_the_other_gets_home() -> None:
    scene = Segment(params=params("default"))
    maximum, plateau, valley = scene._three_more()
    stalled, home = (path.trajectory for path in plateau.paths)
    assert np.linalg.norm(stalled.end - stalled.start) < 0.2 < np.linalg.norm(stalled.end)
    assert np.linalg.norm(home.end) < 0.05
    assert all(path.trajectory.values[-1] < 1 for path in maximum.paths)
    turns = valley.paths[0].trajectory.turns
    assert (turns > np.pi / 2).sum() >= 10


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
def test_nothing_is_found_by_the_inspector(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # Half the sets in each theme; five pictures a second, for it is the rests that are judged.
    look = "dark" if list(SETS).index(name) % 2 == 0 else "light"
    scratch = str(tmp_path_factory.getbasetemp())
    with (
        use_theme(look) as colors,
        tempconfig({"background_color": colors.background, "media_dir": scratch}),
    ):
        report = inspect_scene(
            lambda: Segment(params=params(name)), width=480, height=270, fps=5, segment="s11"
        )
    assert not report.findings, "\n".join(report.lines())
    assert report.claims.failed == 0
    assert report.claims.checked > 500
