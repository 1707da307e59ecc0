"""What a rule writes down, and how a claimed slope is checked by a central difference."""

from __future__ import annotations

import pytest

from mathcore.fields import ScalarField
from scenes.kit.central_check import CentralCheck, central, reach_of
from scenes.kit.layout import RIGHT, extent
from scenes.kit.rule_lines import by_rule, count_terms, nested, terms_of
from scenes.kit.typography import math

CUBIC = ScalarField.from_text("x**3*y + 2*x + y**2")
CHAIN = ScalarField.from_text("exp(x*y)")


def bare(source):
    """Return a source without the marks of its parts."""
    while "{{" in source:
        start = source.rindex("{{")
        end = source.index("}}", start)
        source = source[:start] + source[start + 2 : end].rpartition(":")[0] + source[end + 2 :]
    return " ".join(source.split())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("x**3*y + 2*x + y**2", "3 x^(2) y + 2 + 0"),
        ("x*exp(x*y)", "e^(x y) + x dot y e^(x y)"),
        ("x/(x + y)", "frac((x + y) - x, (x + y)^2)"),
        ("1/x", "-frac( 1 , x^2)"),
        ("sin(x)*cos(y)", "cos x cos y"),
        ("log(x**2 + y**2)", "frac(1, x^(2) + y^(2)) dot 2 x"),
        ("y**2", "0"),
    ],
)
def test_rules_are_written_as_by_hand(text, rule):
    assert bare(by_rule(ScalarField.from_text(text), "x")) == rule


def test_terms_and_inner_functions_are_parts():
    assert count_terms(CUBIC) == 3
    assert bare(terms_of(CUBIC, held={"y": 4})) == "x^(3) dot 4 + 2 x + 4 ^(2)"
    assert {"term0", "bare2", "y"} <= set(math(terms_of(CUBIC, held={"y": 4})).part_labels)
    assert nested(CHAIN, held={"y": 4}) == "e^({{ x dot {{ 4 : y }} : u }})"
    assert nested(ScalarField.from_text("log(x + y)")) == "log {{ (x + y) : u }}"


def test_a_cubic_is_missed_by_the_square_of_the_step():
    assert central(CUBIC, (0.5, 4), "x", 0.01) == pytest.approx(5 + 4e-4)


def test_a_wrong_claim_turns_right():
    check = CentralCheck(CHAIN, (0.5, 4), "x", RIGHT, final_step=0.01, claimed=7.389)
    assert not check.right
    assert check.rows[2].figure.text == "22.175"
    check.slope.set_value(check.exact)
    check.update()
    check.set_right()
    assert check.rows[2].figure.text == "0.008"
    family = [part for part in check.get_family() if hasattr(part, "claims")]
    errors = [claim.read().error_px for part in family for claim in part.claims()]
    assert max(errors) < 0.1
    low, high = extent(check)
    assert RIGHT.left <= low[0] <= high[0] <= RIGHT.right


def test_the_picture_is_so_near_that_the_tangent_is_seen():
    assert reach_of(CHAIN, (0.5, 4), 0) <= 0.6
    assert reach_of(ScalarField.from_text("x + y"), (0, 0), 0) == 1.5
    assert reach_of(ScalarField.from_text("log(x)*y"), (1, 1), 0) < 1
