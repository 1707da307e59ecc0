"""Segment 6: its facts, and that every item of its row in the course has its beat."""

from __future__ import annotations

import math

import numpy as np
import pytest

from scenes.kit.params import ParamError, read_params
from scenes.s06_directional_derivatives import DirectionalDerivatives as Segment

REQUIRED = {
    "the question": "ask",
    "a unit vector u": "face_a_way",
    "vertical slice of the surface along u, in 3-D": "cut_along_u",
    "definition as a limit": "name_the_limit",
    "D_u f = grad f . u from the chain rule": "use_the_chain_rule",
    "Stewart's example": "work_it_out",
    "a cosine as u turns": "turn_once_round",
    "why u has length one": "keep_length_one",
    "the answer in one sentence": "answer",
}


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_stewarts_example() -> None:
    # Stewart 14.6, example 4: f = x^2 y^3 - 4 y at (2, -1) along 2 i + 5 j gives 32 / sqrt(29).
    facts = Segment.facts(Segment.Params())
    assert facts["rate"].value == pytest.approx(32 / math.sqrt(29), abs=1e-12)
    assert facts["rate"].shown == "5.942"
    assert facts["gradient"].shown == "(−4, 8)"
    assert facts["wrong"].shown == "32"
    assert facts["length"].value == pytest.approx(math.sqrt(29))


def test_a_direction_of_length_one_is_compared_with_twice_itself() -> None:
    params = Segment.Params(direction=(0.6, 0.8))
    assert np.allclose(params.unit, (0.6, 0.8))
    assert np.allclose(params.long, (1.2, 1.6))


def test_where_the_gradient_vanishes_the_words_say_so() -> None:
    script = Segment.script(
        read_params(Segment.Params, {"field": "x**2 + y**2", "at": [0, 0]}, segment="s")
    )
    assert "the gradient is zero" in script["turn_once_round"].display
    assert "cosine" not in script["turn_once_round"].display


def test_no_direction_is_refused() -> None:
    with pytest.raises(ParamError, match="points nowhere"):
        read_params(Segment.Params, {"direction": [0, 0]}, segment="s")
