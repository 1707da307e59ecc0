"""Segment 14: its facts, that every item of its row has its beat, and that remixes stay clean."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.kit.params import ParamError, read_params
from scenes.kit.uses import READING
from scenes.s14_summary import Summary as Segment
from tests.scenes.conftest import Inspect

REQUIRED = {
    "the central question": "ask",
    "partial = one input's sensitivity": "nudge_one_input",
    "gradient = all of them, pointing to steepest increase": "collect_them",
    "directional derivative = rate in any direction, greatest along the gradient":
        "turn_to_any_direction",
    "level curves perpendicular": "stay_on_the_level",
    "minus the gradient lowers the loss fastest, locally": "turn_round",
    "the way down walked to the best line": "walk_down",
    "where each is used": "see_where_it_is_used",
    "where to read on": "read_on",
    "the answer in one sentence": "answer",
}  # fmt: skip

DEFAULT: dict[str, Any] = {}
CENTERED = {"inputs": [-2, -1, 0, 1, 2]}
ZIGZAG = {"step": 0.13}
STEEP = {"inputs": [2, 3, 4, 5], "targets": [50, -20, -60, -90]}
FALLING = {"inputs": [0, 1, 2, 3], "targets": [5, 3, 2, 0], "start": [1, 7]}
FLAT = {"inputs": [0, 1, 2], "targets": [0.02, 0.03, 0.05], "start": [0.1, 0]}
NEGATIVE = {"inputs": [-4, -3, -1], "targets": [-8, -3, -2]}
PERFECT = {"inputs": [0, 1, 2], "targets": [1, 3, 5]}
NARROW = {"inputs": [10, 11, 12, 13], "targets": [1, 3, 2, 5]}
SETS = [DEFAULT, CENTERED, ZIGZAG, STEEP, FALLING, FLAT, NEGATIVE, PERFECT]
NAMES = ["default", "centered", "zigzag", "steep", "falling", "flat", "negative", "perfect"]


def params(values: dict[str, Any]) -> Any:
    return read_params(Segment.Params, values, segment="s")


def words(values: dict[str, Any]) -> dict[str, str]:
    return {name: said.display for name, said in Segment.script(params(values)).items()}


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_the_facts_by_hand() -> None:
    # -2/5 * sum(x y) = -18.8 and -2/5 * sum(y) = -7.2; the best line 1.1 x + 1.4 leaves
    # residuals 0.4, -0.5, -0.4, 0.7, -0.2 and so (0.16 + 0.25 + 0.16 + 0.49 + 0.04)/5 = 0.22.
    facts = Segment.facts(Segment.Params())
    assert facts["w_partial"].shown == "−18.8"
    assert facts["b_partial"].shown == "−7.2"
    assert facts["loss"].shown == "15.6"
    assert facts["final"].shown == "0.22"
    assert Segment.Params().eta == 0.05


def test_the_walk_arrives_whatever_the_data() -> None:
    for values in [*SETS, NARROW]:
        chosen = params(values)
        walk = chosen.descent
        least = float(chosen.fit.loss(chosen.best))
        assert np.allclose(walk.start, chosen.start)
        assert not walk.diverged
        left = (walk.values[-1] - least) / (walk.values[0] - least)
        assert chosen.arrives == (left < 1e-7) == (values not in (STEEP, NARROW))


def test_words_count_the_steps() -> None:
    assert "still on its way along the valley" in words(NARROW)["walk_down"]
    steps = len(Segment.Params().descent) - 1
    assert (
        f"After {steps} steps the loss has come from 15.6 down to 0.22."
        in (words(DEFAULT)["walk_down"])
    )


def test_the_four_references_are_those_of_the_course() -> None:
    for entry, wanted in zip(
        READING,
        (
            ("Stewart", "Calculus: Early Transcendentals", "8th ed.", "14.3–14.6"),
            ("Deisenroth, Faisal, Ong", "Mathematics for Machine Learning", "5.1–5.2"),
            ("MIT 18.S096", "Matrix Calculus for Machine Learning and Beyond"),
            ("Boyd, Vandenberghe", "Convex Optimization", "Appendix A"),
        ),
        strict=True,
    ):
        assert all(words in entry for words in wanted)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"step": 0.2}, "does not come down; the step must be below 0.1492"),
        ({"step": 1e-5}, "the walk would take too long"),
        ({"step": 0}, "greater than 0"),
        ({"start": [1.1, 1.4]}, "already close to its least"),
    ],
)
def test_what_can_t_be_walked_is_refused(values: dict[str, Any], refusal: str) -> None:
    with pytest.raises(ParamError, match=refusal):
        params(values)


LIGHT_ENOUGH = {"default", "steep"}
INSPECTED = [
    pytest.param(values, id=name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy)
    for name, values in zip(NAMES, SETS, strict=True)
]


@pytest.mark.parametrize("values", INSPECTED)
def test_nothing_is_found_by_the_inspector(values: dict[str, Any], inspected: Inspect) -> None:
    # Half the sets in each theme.
    name = "dark" if SETS.index(values) % 2 == 0 else "light"
    report = inspected(lambda: Segment(params=params(values)), theme=name, segment="s14")
    assert report.claims.checked > 1000
