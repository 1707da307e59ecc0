"""Pictures of the gradient rules: arrows at points, a form in components, a point that runs."""

from __future__ import annotations

import numpy as np
import pytest

from mathcore.arrays import Window
from mathcore.calculus import difference_gradient
from mathcore.fields import ScalarField
from mathcore.rules import quadratic_field, quadratic_gradient
from scenes.kit.arrow_sample import ArrowSample, points_on_levels
from scenes.kit.curve_run import CurveRun
from scenes.kit.layout import LEFT, RIGHT
from scenes.kit.plane import Plane
from scenes.kit.quadratic_lines import expanded, matrix, partial_line, summed, terms_of
from scenes.kit.tilted_plane import TiltedPlane
from scenes.kit.typography import math

A = np.array([[2.0, 2.0], [0.0, 1.0]])
FORM = quadratic_field(A, ("x1", "x2"))
CIRCLE = [ScalarField.from_text(c, ("t",), "r") for c in ("1.1*cos(t)", "1.1*sin(t)")]


@pytest.fixture
def plane():
    return Plane(Window((-2, 2), (-2, 2)), RIGHT, names=("x_1", "x_2"), equal=True)


def errors(*mobjects):
    family = [part for mobject in mobjects for part in mobject.get_family()]
    return [c.read().error_px for part in family if hasattr(part, "claims") for c in part.claims()]


def test_points_lie_on_their_levels_and_inside(plane):
    points = points_on_levels(plane, FORM, [0.5, 2.0])
    assert len(points) > 6
    values = FORM(points)
    assert np.minimum(abs(values - 0.5), abs(values - 2)).max() < 1e-6
    assert (np.abs(points) < 2).all()


def test_arrows_turn_from_the_wrong_rule_to_the_right_one(plane):
    points = points_on_levels(plane, FORM, [0.5, 2.0])
    arrows = ArrowSample(plane, points, lambda p: 2 * p @ A.T, lambda p: quadratic_gradient(A, p))
    measured = difference_gradient(FORM, points)
    assert np.abs(arrows.vectors() - measured).max() > 0.5
    arrows.share.set_value(1.0)
    arrows.update()
    assert np.allclose(arrows.vectors(), measured, atol=1e-6)
    assert max(errors(arrows)) < 0.01


def test_the_form_in_components():
    assert terms_of(1) == ["t11", "t12", "t21"]
    assert terms_of(2) == ["t12", "t21", "t22"]
    assert "{{ a_(21) x_(2) x_(1) : t21 }}" in expanded()
    line = partial_line(2)
    assert "{{ 2 a_(22) x_(2) : t22 }}" in line
    assert "t11" not in line
    assert "mat(2 a_(11), a_(12) + a_(21); a_(12) + a_(21), 2 a_(22))" in summed()
    assert {"e12", "e21"} <= set(math(matrix("A^top", transposed=True)).part_labels)


def test_the_rate_along_a_curve_is_the_slope_of_the_plot(plane):
    run = CurveRun(plane, FORM, CIRCLE, (0.0, 6.28), LEFT)
    moving = (run.dot, run.velocity, run.gradient, run.mark, run.tangent, run.figure)
    for moment in (0.0, 1.3, 4.0, 6.28):
        run.time.set_value(moment)
        for part in moving:
            part.update()
        assert run.rate() == pytest.approx(float(run.slope() @ run.speed()))
        assert max(errors(*moving, run.way, run.graph)) < 0.5


def test_a_linear_function_has_the_same_arrow_everywhere():
    tilted = TiltedPlane((2, 1))
    vectors = [arrow.vector for arrow in (tilted.arrow, *tilted.others)]
    assert len(vectors) == 9
    assert np.allclose(vectors, np.array([2, 1]) * tilted.scale)
    middle = tilted.arrow.tail + tilted.arrow.vector / 2
    assert np.allclose(middle, 0)
