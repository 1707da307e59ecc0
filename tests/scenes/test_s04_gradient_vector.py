"""Segment 4: its facts, that every item of its row has its beat, and that remixes stay clean."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.kit.gradient_lists import knob_gradient
from scenes.kit.params import ParamError, read_params
from scenes.s04_gradient_vector import GradientVector as Segment
from tests.scenes.conftest import Inspect

REQUIRED = {
    "the question": "ask",
    "numbers at a point": "stand_on_the_hill",
    "both partials become one arrow": "make_one_arrow",
    "input space, not the surface: the mistake shown and corrected": "keep_it_on_the_floor",
    "the floor as a map": "look_from_above",
    "the gradient as a vector field, its length as color": "fill_the_map",
    "where it vanishes": "walk_through_the_field",
    "n variables, not two only": "count_the_inputs",
    "definition": "define_it",
    "the answer in one sentence": "answer",
}

DEFAULT: dict[str, Any] = {}
GENTLE = {"field": "sin(x)*cos(y)", "at": [0.5, 0.8]}
SADDLE = {"field": "x**2 - y**2", "at": [1, 1]}
STEEP = {"field": "(1-x)**2 + 100*(y-x**2)**2", "at": [-1, 1.5]}
FLAT = {"field": "0.05*x + 0.02*y", "at": [1, 1], "solid": "x + 2*y - z", "inside": [0, 0, 0]}
POLE = {"field": "log(x**2 + y**2)", "at": [1, 1]}
FAR = {"field": "x**2/4 + y**2", "at": [10, -4]}
VALLEY = {"field": "x**2", "at": [1.3, 0.5]}
SLOPE = {"field": "x*exp(y)", "at": [-1, 0], "solid": "exp(x)*sin(y) + z**2"}
WIDE = {"field": "sin(x) + y", "at": [0.3, 0.1], "window": [[-5, 5], [-1, 1]]}
SETS = [DEFAULT, GENTLE, SADDLE, STEEP, FLAT, POLE, FAR, VALLEY, SLOPE, WIDE]
NAMES = [
    "default", "gentle", "saddle", "steep", "flat", "pole", "far", "valley", "slope", "wide",
]  # fmt: skip


def params(values: dict[str, Any]) -> Any:
    return read_params(Segment.Params, values, segment="s")


def words(values: dict[str, Any]) -> dict[str, str]:
    return {name: said.display for name, said in Segment.script(params(values)).items()}


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_the_gradient_by_hand() -> None:
    # f = x²y − x² − y²: ∇f = (2xy − 2x, x² − 2y), which is (−2, 1) at (1, 0) and vanishes at
    # the origin and at (±√2, 1).
    facts = Segment.facts(Segment.Params())
    assert facts["gradient"].shown == "(−2, 1)"
    assert facts["slope_x"].value == -2
    assert facts["slope_y"].value == 1
    assert facts["zeros"].value == 3
    assert "vanishes at three places" in words(DEFAULT)["walk_through_the_field"]


def test_three_inputs_by_hand() -> None:
    # ∇(xyz) = (yz, xz, xy) at (1, −2, 3).
    assert Segment.facts(Segment.Params())["solid_gradient"].shown == "(−6, 3, −2)"


def test_the_untrained_readers_gradient() -> None:
    # 64 weights and a bias for each of ten digits. An untrained reader gives each digit the chance
    # 1/10, so the bias of a digit has the gradient 1/10 minus its share among the examples, and
    # all components of one input add up to zero.
    gradient = knob_gradient()
    assert gradient.shape == (650,)
    assert np.allclose(gradient[:640].reshape(10, 64).sum(axis=0), 0)
    assert np.abs(gradient[640:]).max() < 0.01


def test_words_follow_the_way() -> None:
    def said(values: dict[str, Any]) -> str:
        return words(values)["walk_through_the_field"]

    assert "Its arrow turns, and changes its length. Here it has shrunk to nothing" in said(DEFAULT)
    assert "Its arrow stays as it is." in said(FLAT)
    assert "the gradient vanishes nowhere" in said(FLAT)
    assert "the gradient vanishes nowhere" in said(POLE)
    assert "there only" in said(FAR)


def test_a_point_without_an_arrow_is_refused() -> None:
    with pytest.raises(ParamError, match="is zero at"):
        params({"field": "x**2 + y**2", "at": [0, 0]})
    with pytest.raises(ParamError, match="no gradient at"):
        params({"solid": "log(x) + y + z", "inside": [-1, 0, 0]})


LIGHT_ENOUGH = {"default", "steep", "pole"}
INSPECTED = [
    pytest.param(values, id=name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy)
    for name, values in zip(NAMES, SETS, strict=True)
]


@pytest.mark.parametrize("values", INSPECTED)
def test_nothing_is_found_by_the_inspector(values: dict[str, Any], inspected: Inspect) -> None:
    # Half the sets in each theme.
    name = "dark" if SETS.index(values) % 2 == 0 else "light"
    report = inspected(lambda: Segment(params=params(values)), theme=name, segment="s04")
    assert report.claims.checked > 300
