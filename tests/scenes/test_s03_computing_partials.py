"""Segment 3: its facts, that every item of its row has its beat, and that remixes stay clean."""

from __future__ import annotations

import math
from typing import Any

import pytest

from scenes.kit.params import ParamError, read_params
from scenes.s03_computing_partials import ComputingPartials as Segment
from tests.scenes.conftest import Inspect

REQUIRED = {
    "the question": "ask",
    "treat the other letters as numbers": "make_y_a_number",
    "polynomials": "go_term_by_term",
    "the letter comes back": "put_the_letter_back",
    "a central difference, with the error shown": "check_it",
    "the other letter": "exchange_the_roles",
    "exp(x*y), and a wrong try that is caught": "forget_the_chain_rule",
    "the chain rule": "use_the_chain_rule",
    "products": "pass_a_first",
    "quotients": "pass_a_second",
    "sin and cos": "pass_a_third",
    "log(x**2 + y**2)": "pass_a_fourth",
    "the answer in one sentence": "answer",
}

DEFAULT: dict[str, Any] = {}
GENTLE = {"at": [1, 2], "field": "x**2 + x*y + 2*y**2", "chain": "sin(x*y)"}
NEGATIVE = {
    "at": [1, -1],
    "field": "x**2*y**3 - 4*y",
    "chain": "(x**2 + y**2)**3",
    "gallery": ["x*y", "1/(x - 2*y)", "y**2", "sqrt(x**2 + y**2)"],
}
STEEP = {
    "at": [-1, 1],
    "field": "(1-x)**2 + 100*(y-x**2)**2",
    "chain": "exp(3*x + y)",
    "gallery": ["x**2*sin(x)", "(x - y)/(x**2 + 1)", "x**2", "cos(3*x)"],
}
FLAT = {"at": [0.5, 1], "field": "0.05*x + 0.02*y", "chain": "log(x + 3*y*x)", "step": 0.001}
SADDLE = {"at": [0, 1], "field": "x**2 - y**2", "chain": "sin(2*x + y)"}
OSCILLATING = {"at": [0.4, 2], "field": "sin(3*x) + cos(2*y)", "chain": "cos(5*x*y)", "step": 0.001}
FAR = {"at": [10, -4], "field": "x**2/4 + y**2", "chain": "sqrt(x**2 + y**2)"}
SETS = [DEFAULT, GENTLE, NEGATIVE, STEEP, FLAT, SADDLE, OSCILLATING, FAR]
NAMES = ["default", "gentle", "negative", "steep", "flat", "saddle", "oscillating", "far"]
PLAIN = ["x*sin(y)", "x/y**2", "sin(x)*cos(y)", "x + y"]
for chosen in (GENTLE, FLAT, SADDLE, OSCILLATING, FAR):
    chosen.setdefault("gallery", PLAIN)


def params(values: dict[str, Any]) -> Any:
    return read_params(Segment.Params, values, segment="s")


def words(values: dict[str, Any]) -> dict[str, str]:
    return {name: said.display for name, said in Segment.script(params(values)).items()}


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_facts_against_numbers_worked_by_hand() -> None:
    # f = x^3 y + 2 x + y^2 at (1/2, 4): f_x = 3/4 * 4 + 2 = 5, f_y = 1/8 + 8; the central
    # difference of a cubic is off by h^2 times its leading coefficient, here 4.
    facts = Segment.facts(Segment.Params())
    assert facts["slope_x"].value == pytest.approx(5)
    assert facts["slope_y"].value == pytest.approx(8.125)
    assert facts["error"].value == pytest.approx(4e-4, rel=1e-6)
    assert facts["central"].shown == "5.0004"
    # e^(xy): y e^2 with the chain rule, e^2 without.
    assert facts["wrong"].value == pytest.approx(math.exp(2))
    assert facts["right"].value == pytest.approx(4 * math.exp(2))
    assert facts["inner"].value == 4
    assert facts["slope1"].value == pytest.approx(4 / 4.5**2)
    assert facts["slope3"].value == pytest.approx(1 / 16.25)


def test_words_follow_the_functions() -> None:
    said = words(DEFAULT)
    assert "slope is zero" in said["go_term_by_term"]
    assert said["pass_a_first"].startswith("Two factors, and both hold x.")
    assert said["pass_a_second"].startswith("A quotient.")
    other = words(NEGATIVE)
    assert "only one holds x" in other["pass_a_first"]
    assert other["pass_a_third"].startswith("There is no x in it.")
    assert "stay where they are" in words({"field": "x*y + x"})["go_term_by_term"]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"chain": "x + y"}, "not one function inside another"),
        ({"chain": "exp(x + y)"}, "same without the chain rule"),
        ({"field": "log(x - 1)"}, "no gradient"),
        ({"field": "sin(200*x)", "step": 0.1}, "too coarse"),
        ({"step": 0}, "greater than 0"),
        ({"gallery": ["x", "y"]}, "gallery"),
    ],
)
def test_what_cannot_be_shown_is_refused(values: dict[str, Any], problem: str) -> None:
    with pytest.raises(ParamError, match=problem):
        params(values)


LIGHT_ENOUGH = {"default", "negative"}
INSPECTED = [
    pytest.param(values, id=name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy)
    for name, values in zip(NAMES, SETS, strict=True)
]


@pytest.mark.parametrize("values", INSPECTED)
def test_nothing_is_found_by_the_inspector(values: dict[str, Any], inspected: Inspect) -> None:
    # Half the sets in each theme.
    name = "dark" if SETS.index(values) % 2 == 0 else "light"
    report = inspected(lambda: Segment(params=params(values)), theme=name, segment="s03")
    assert report.claims.checked > 1000
