"""Quadratic bowls: against the textbook, against descents, and as properties of random ones."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from mathcore.arrays import MathError
from mathcore.bowls import bowl, ellipse
from mathcore.descent import descend, largest_stable_step
from mathcore.fields import ScalarField
from mathcore.models import FIVE_POINTS
from mathcore.rules import quadratic_field
from mathcore.steps import ExactLineSearch

VALLEY = ScalarField.from_text("(x**2 + 10*y**2)/2")


def test_the_standard_example() -> None:
    # Boyd and Vandenberghe, 9.3.2: from (κ, 1) every step leaves ((κ - 1)/(κ + 1))².
    valley = bowl(VALLEY)
    assert valley.eigenvalues == (1, 10)
    assert valley.condition == 10
    assert valley.largest_stable_step == sympy.Rational(1, 5)
    assert valley.share_left((10, 1)) == valley.worst_share == sympy.Rational(81, 121)
    assert valley.minimum == (0, 0)
    assert valley.floor == 0


def test_the_running_example_before_and_after_centering() -> None:
    before, after = bowl(FIVE_POINTS.loss), bowl(FIVE_POINTS.centered().loss)
    assert before.hessian == sympy.Matrix([[12, 4], [4, 2]])
    assert before.eigenvalues == (7 - sympy.sqrt(41), 7 + sympy.sqrt(41))
    assert before.condition == (45 + 7 * sympy.sqrt(41)) / 4  # about 22.46
    assert float(before.largest_stable_step) == pytest.approx((7 - math.sqrt(41)) / 4)
    assert before.minimum == FIVE_POINTS.optimum
    assert after.hessian == sympy.diag(4, 2)
    assert after.condition == 2
    assert after.largest_stable_step == sympy.Rational(1, 2)


def test_one_step_is_enough_along_a_main_direction_and_in_a_round_bowl() -> None:
    assert bowl(VALLEY).share_left((0, 3)) == 0
    assert bowl(VALLEY).share_left((0, 0)) == 0
    assert bowl(ScalarField.from_text("x**2 + y**2 - 4*x")).share_left((5, 7)) == 0


@given(
    st.integers(1, 9), st.integers(1, 9), st.integers(-3, 3), st.integers(-5, 5), st.integers(-5, 5)
)
def test_what_is_computed_is_what_descents_do(a: int, e: int, q: int, x: int, y: int) -> None:
    if a * e <= q * q:
        return
    field = quadratic_field([[a, q], [q, e]], ("x", "y"))
    it = bowl(field)
    assert np.allclose(np.array(it.hessian, float), field.hessian((x, y)))
    assert np.allclose(
        np.array(it.hessian, float) @ it.directions,
        it.directions * [float(v) for v in it.eigenvalues],
    )
    assert float(it.largest_stable_step) == pytest.approx(largest_stable_step(field, (x, y)))
    share = float(it.share_left((x, y)))
    assert -1e-12 <= share <= float(it.worst_share) + 1e-12
    path = descend(field, (x, y), rule=ExactLineSearch(), max_steps=3, tolerance=1e-6)
    if share > 1e-6:
        assert np.allclose(path.value_ratios, share, rtol=1e-6)
    step = 0.1 / float(it.eigenvalues[1])
    walk = descend(field, (x, y), rule=step, max_steps=1, tolerance=0)
    if len(walk) > 1:
        along = it.directions.T @ (walk.points - it.lowest).T
        assert np.allclose(along[:, 1], it.factors(step) * along[:, 0])


@pytest.mark.parametrize(
    ("text", "words"),
    [("x**4 + y**2", "not quadratic"), ("x**2 - y**2", "no minimum"), ("x + y**2", "no minimum")],
)
def test_what_is_no_bowl_is_refused(text: str, words: str) -> None:
    with pytest.raises(MathError, match=words):
        bowl(ScalarField.from_text(text))
    with pytest.raises(MathError, match="2 variables"):
        bowl(ScalarField.from_text("x**2", variables=("x",)))


def test_ellipses_lie_on_their_level() -> None:
    it = bowl(FIVE_POINTS.loss)
    points = ellipse(np.array(it.hessian, float), it.lowest, 1.5)
    assert np.allclose(FIVE_POINTS.loss(points), it.floor + 1.5)
    assert np.allclose(points[0], points[-1])
    with pytest.raises(MathError, match="positive curvatures"):
        ellipse([[1, 0], [0, -1]], (0, 0), 1)
