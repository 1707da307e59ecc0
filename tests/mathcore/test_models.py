"""The running example against the numbers of the course and against NumPy's least squares."""

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mathcore.arrays import MathError
from mathcore.calculus import difference_gradient
from mathcore.descent import descend, largest_stable_step
from mathcore.models import FIVE_POINTS, LineFit


def test_the_facts_of_the_course():
    assert FIVE_POINTS.hessian == sympy.Matrix([[12, 4], [4, 2]])
    np.testing.assert_allclose(FIVE_POINTS.loss.hessian((3, -2)), [[12, 4], [4, 2]])
    assert FIVE_POINTS.eigenvalues == (7 - sympy.sqrt(41), 7 + sympy.sqrt(41))
    assert FIVE_POINTS.condition == pytest.approx(22.46, abs=0.005)
    assert FIVE_POINTS.largest_stable_step == pytest.approx(0.1492, abs=5e-5)
    centered = FIVE_POINTS.centered()
    assert centered.inputs == (-2, -1, 0, 1, 2)
    assert centered.hessian == sympy.diag(4, 2)
    assert centered.condition == 2


def test_the_default_data_by_hand():
    assert FIVE_POINTS.optimum == (sympy.Rational(11, 10), sympy.Rational(7, 5))
    assert float(FIVE_POINTS.loss((1.1, 1.4))) == pytest.approx(0.22)
    np.testing.assert_allclose(FIVE_POINTS.residuals((1.1, 1.4)), (0.4, -0.5, -0.4, 0.7, -0.2))
    np.testing.assert_allclose(FIVE_POINTS.gradient((0, 0)), (-18.8, -7.2))
    assert FIVE_POINTS.centered().optimum == (sympy.Rational(11, 10), sympy.Rational(18, 5))


numbers = st.integers(-50, 50).map(lambda i: i / 10)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(numbers, numbers), min_size=2, max_size=8), numbers, numbers)
def test_any_fit_agrees_with_numpy(pairs, w, b):
    xs, ys = zip(*pairs, strict=True)
    assume(np.ptp(xs) > 0.3)
    fit = LineFit(xs, ys)
    slope, height = np.polyfit(xs, ys, 1)
    np.testing.assert_allclose([float(v) for v in fit.optimum], (slope, height), atol=1e-7)
    direct = np.mean((w * np.array(xs) + b - np.array(ys)) ** 2)
    assert float(fit.loss((w, b))) == pytest.approx(direct, abs=1e-9)
    np.testing.assert_allclose(fit.gradient((w, b)), fit.loss.gradient((w, b)), atol=1e-9)
    np.testing.assert_allclose(
        fit.gradient((w, b)), difference_gradient(fit.loss, (w, b)), atol=1e-5
    )
    hessian = np.array(fit.hessian.tolist(), float)
    np.testing.assert_allclose(
        [float(v) for v in fit.eigenvalues], np.linalg.eigvalsh(hessian), atol=1e-9
    )
    assert fit.centered().hessian[0, 1] == 0


def test_descent_obeys_the_stated_bound_before_and_after_centering():
    for fit in (FIVE_POINTS, FIVE_POINTS.centered()):
        bound = fit.largest_stable_step
        assert bound == pytest.approx(largest_stable_step(fit.loss, (0, 0)))
        below = descend(fit.loss, (0, 0), rule=0.97 * bound, max_steps=2000, tolerance=1e-6)
        above = descend(fit.loss, (0, 0), rule=1.03 * bound, max_steps=2000)
        assert below.converged
        np.testing.assert_allclose(below.end, [float(v) for v in fit.optimum], atol=1e-5)
        assert above.diverged
    step = 1 / 3  # far above the first bound, best for the centered data
    assert len(descend(FIVE_POINTS.centered().loss, (0, 0), rule=step)) < 25


def test_shapes_and_thirds():
    assert FIVE_POINTS.predict(np.zeros((4, 3, 2))).shape == (4, 3, 5)
    thirds = LineFit((0, 0, 1), (1, 2, 3)).centered()
    assert thirds.hessian[0, 1] == 0
    assert LineFit((0, 1), (0.1, 0.2)).optimum == (sympy.Rational(1, 10), sympy.Rational(1, 10))


@pytest.mark.parametrize(
    ("xs", "ys", "words"),
    [
        ((1, 2, 3), (1, 2), "got 3 inputs and 2 targets"),
        ((1, 1), (1, 2), "two different inputs"),
        ((1, float("nan")), (1, 2), "finite"),
        (("a", "b"), (1, 2), "real numbers"),
    ],
)
def test_bad_data_are_refused(xs, ys, words):
    with pytest.raises(MathError, match=words):
        LineFit(xs, ys)
