"""Descent against hand-computed steps, textbook rates, and its promises on any input."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import rosen, rosen_der, rosen_hess

from mathcore.arrays import MathError, Window
from mathcore.descent import descend, largest_stable_step
from mathcore.families import FAMILIES, gaussian_loss
from mathcore.fields import ScalarField
from mathcore.functions import Differentiable
from mathcore.gallery import known
from mathcore.line_search import first_minimum
from mathcore.metrics import euclidean
from mathcore.steps import (
    Backtracking,
    ExactLineSearch,
    FixedStep,
    Momentum,
    NaturalGradient,
    Newton,
)

ELLIPSE = ScalarField.from_text("(x**2 + 10*y**2)/2")
ROSENBROCK = known("rosenbrock").field
RULES = [
    FixedStep(0.1),
    ExactLineSearch(),
    Backtracking(),
    Momentum(0.02),
    Momentum(0.02, nesterov=True),
    Newton(),
    Newton(damped=False),
    NaturalGradient(euclidean(("x", "y")), 0.1),
]


@pytest.fixture(autouse=True)
def _no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def test_fixed_step_by_hand():
    path = descend(ELLIPSE, (8, 8), rule=0.5, max_steps=3)
    np.testing.assert_allclose(path.points, [(8, 8), (4, -32), (2, 128), (1, -512)])
    np.testing.assert_allclose(path.gradients[1], (4, -320))
    np.testing.assert_allclose(path.steps, 0.5)
    assert path.outcome == "finished"


@pytest.mark.parametrize(("share", "outcome"), [(0.9, "converged"), (1.1, "diverged")])
def test_fixed_step_diverges_above_two_over_the_largest_eigenvalue(share, outcome):
    bound = largest_stable_step(ELLIPSE, (10, 1))
    assert bound == pytest.approx(2 / 10)
    path = descend(ELLIPSE, (10, 1), rule=share * bound, max_steps=5000)
    assert path.outcome == outcome
    assert np.isfinite(path.points).all()


def test_at_the_bound_itself_the_stiff_coordinate_swings_for_ever():
    path = descend(ELLIPSE, (0, 1), rule=0.2, max_steps=50)
    np.testing.assert_allclose(path.points[:, 1], [(-1.0) ** k for k in range(51)])


def test_exact_line_search_zigzags_as_the_textbook_says():
    path = descend(ELLIPSE, (10, 1), rule=ExactLineSearch(), max_steps=25)
    np.testing.assert_allclose(path.value_ratios, 81 / 121, rtol=1e-12)
    np.testing.assert_allclose(path.turns, np.pi / 2, rtol=1e-10)
    g = path.gradients
    cosine = np.sum(g[1:] * g[:-1], -1) / np.linalg.norm(g[1:], axis=-1) ** 2
    np.testing.assert_allclose(cosine, 0, atol=1e-10)
    np.testing.assert_allclose(path.steps, 2 / 11, rtol=1e-12)


def test_exact_line_search_finds_the_minimum_of_no_parabola():
    # φ(t) = cosh(t − 1.5) along the ray: the minimum lies at 1.5.
    f = ScalarField.from_text("cosh(x - 1.5) + y**2")
    found = first_minimum(f, np.array([0.0, 0.0]), np.array([1.0, 0.0]))
    assert found.step == pytest.approx(1.5, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.floats(-1.5, 1.5), st.floats(-1, 2))
def test_exact_line_search_on_rosenbrock_meets_the_exact_roots(x, y):
    start = np.array([x, y])
    direction = -ROSENBROCK.gradient(start)
    if np.linalg.norm(direction) < 1e-3:
        return
    # Along a line Rosenbrock is a quartic polynomial; its slope's first root comes from NumPy.
    t = np.linspace(0, 1, 5) / np.linalg.norm(direction)
    quartic = np.polynomial.Polynomial.fit(t, ROSENBROCK(start + t[:, None] * direction), 4)
    roots = quartic.deriv().roots()
    real = sorted(r.real for r in roots if abs(r.imag) < 1e-9 and r.real > 0)
    found = first_minimum(ROSENBROCK, start, direction).step
    assert min(abs(found - root) / root for root in real) < 1e-5
    slope = ROSENBROCK.gradient(start + found * direction) @ direction
    assert abs(slope) <= 1e-10 * (direction @ direction)


def test_line_search_says_when_there_is_no_minimum():
    plane = ScalarField.from_text("x + 2*y")
    assert "without end" in first_minimum(plane, np.zeros(2), np.array([-1.0, 0])).problem
    assert "not fall" in first_minimum(plane, np.zeros(2), np.array([1.0, 0])).problem
    well = ScalarField.from_text("log(x) + y**2")
    assert "ends" in first_minimum(well, np.array([1.0, 0]), np.array([-1.0, 0])).problem


def test_backtracking_takes_the_first_power_that_passes():
    # f = 5x²: α = 1, 1/2, 1/4 overshoot beyond the start's height, 1/8 does not.
    path = descend(ScalarField.from_text("5*x**2 + 0*y", ("x", "y")), (1, 0),
                   rule=Backtracking(), max_steps=1)  # fmt: skip
    assert path.steps[0] == 1 / 8
    assert path.end[0] == pytest.approx(1 - 10 / 8)


def test_backtracking_asks_for_a_fair_share():
    # f = 5x² falls by α(1 − 5α)‖∇f‖²: a share of 0.6 needs α ≤ 0.08, so 1/8 no longer passes.
    path = descend(
        ScalarField.from_text("5*x**2", ("x",)), (1,), rule=Backtracking(share=0.6), max_steps=1
    )
    assert path.steps[0] == 1 / 16


def test_momentum_by_hand():
    ball = descend(ELLIPSE, (10, 1), rule=Momentum(0.1, 0.5), max_steps=2)
    # v1 = −0.1(10, 10) = (−1, −1); v2 = 0.5 v1 − 0.1(9, 0) = (−1.4, −0.5)
    np.testing.assert_allclose(ball.points, [(10, 1), (9, 0), (7.6, -0.5)])
    ahead = descend(ELLIPSE, (10, 1), rule=Momentum(0.1, 0.5, nesterov=True), max_steps=2)
    # gradient at (9, 0) + 0.5 v1 = (8.5, −0.5) is (8.5, −5): v2 = (−0.5, −0.5) + (−0.85, 0.5)
    np.testing.assert_allclose(ahead.end, (9 - 1.35, 0))


def test_momentum_is_faster_in_a_narrow_valley():
    valley = ScalarField.from_text("(x**2 + 100*y**2)/2")
    plain = descend(valley, (10, 1), rule=0.019, max_steps=5000)
    ball = descend(valley, (10, 1), rule=Momentum(0.019, 0.8), max_steps=5000)
    assert plain.converged
    assert ball.converged
    assert len(ball) < len(plain) / 4


def test_newton_reaches_the_minimum_of_a_quadratic_in_one_step():
    f = ScalarField.from_text("6*x**2 + 4*x*y + y**2 - 3*x + y")
    path = descend(f, (37, -12), rule=Newton())
    assert path.converged
    assert len(path) == 2
    np.testing.assert_allclose(f.gradient(path.end), 0, atol=1e-10)


def test_newton_goes_downhill_even_at_a_saddle():
    saddle = ScalarField.from_text("x**4/4 - x**2/2 + y**2")
    # At (0.1, 0.5): H = diag(−0.97, 2), gradient (−0.099, 1), so the move is (0.099/0.97, −1/2).
    once = descend(saddle, (0.1, 0.5), rule=Newton(damped=False), max_steps=1)
    np.testing.assert_allclose(once.moves[0], (0.099 / 0.97, -0.5))
    path = descend(saddle, (0.1, 0.5), rule=Newton())
    assert path.converged
    np.testing.assert_allclose(path.end, (1, 0), atol=1e-8)
    assert (np.diff(path.values) < 0).all()


def test_rosenbrock_is_slow_for_steepest_descent_and_quick_for_newton():
    slow = descend(ROSENBROCK, (-1.2, 1), rule=ExactLineSearch(), max_steps=300)
    quick = descend(ROSENBROCK, (-1.2, 1), rule=Newton(), max_steps=50)
    assert slow.outcome == "finished"
    assert np.linalg.norm(slow.end - 1) > 0.1
    np.testing.assert_allclose(slow.turns, np.pi / 2, atol=1e-6)
    assert quick.converged
    np.testing.assert_allclose(quick.end, (1, 1), atol=1e-10)


def test_a_saddle_slows_and_a_plateau_stalls():
    saddle = ScalarField.from_text("x**4/4 - x**2/2 + y**2")
    near, far = (descend(saddle, (x, 1), rule=0.1, max_steps=500) for x in (1e-6, 0.5))
    assert near.converged
    assert len(near) > 2 * len(far)
    on_the_ridge = descend(saddle, (0, 1), rule=0.1, max_steps=500)
    np.testing.assert_allclose(on_the_ridge.end, 0, atol=1e-8)  # converged, but to the saddle
    dent = ScalarField.from_text("-exp(-x**2 - y**2)")
    stalled = descend(dent, (3, 0), rule=0.1, max_steps=500, tolerance=1e-12)
    assert stalled.outcome == "finished"
    assert stalled.length < 0.2


def test_natural_gradient_with_fisher_steps_over_the_scale():
    # L = log σ + ((μ−1)² + ¼)/(2σ²): natural descent moves μ by α(μ − 1) wherever σ is.
    metric = FAMILIES["gaussian"].fisher
    path = descend(gaussian_loss(1, 0.5), (3, 2), rule=NaturalGradient(metric, 0.25), max_steps=1)
    assert path.end[0] == pytest.approx(3 - 0.25 * 2)


class _Rosen:
    """Rosenbrock's function as SciPy has it: any object with the four members will do."""

    dimension = 2

    def __call__(self, points):
        return np.asarray(rosen(np.moveaxis(np.asarray(points, float), -1, 0)))

    def gradient(self, points):
        return np.asarray(rosen_der(np.asarray(points, float)))

    def hessian(self, points):
        return np.asarray(rosen_hess(np.asarray(points, float)))


def test_any_differentiable_object_will_do():
    assert isinstance(_Rosen(), Differentiable)
    ours = descend(ROSENBROCK, (-1.2, 1), rule=Newton(), max_steps=30)
    theirs = descend(_Rosen(), (-1.2, 1), rule=Newton(), max_steps=30)
    np.testing.assert_allclose(ours.points[:10], theirs.points[:10], rtol=1e-8)


@pytest.mark.parametrize("rule", RULES, ids=repr)
@pytest.mark.parametrize(
    "text", ["exp(x**2 + y**2)", "log(x) + y**2", "x**3 - y**3", "-x**2*y**2", "sqrt(x) + 1/y", "x"]
)
def test_trouble_is_a_result_and_never_a_warning(rule, text):
    path = descend(ScalarField.from_text(text), (1.5, 2), rule=rule, max_steps=60)
    for array in (path.points, path.values, path.gradients, path.steps):
        assert np.isfinite(array).all()
    assert len(path.points) == len(path.values) == len(path.gradients) == len(path.steps) + 1
    assert path.reason.endswith(".")
    assert path.converged == (np.linalg.norm(path.gradients[-1]) <= 1e-8)


class _Bowl:
    """The quadratic ½xᵀHx."""

    dimension = 2

    def __init__(self, matrix):
        self.matrix = matrix

    def __call__(self, points):
        return np.asarray(np.einsum("...i,ij,...j", points, self.matrix, points) / 2)

    def gradient(self, points):
        return points @ self.matrix

    def hessian(self, points):
        return self.matrix


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0.1, 20), min_size=2, max_size=2),
    st.floats(0, np.pi),
    st.lists(st.floats(-10, 10), min_size=2, max_size=2),
)
def test_on_any_bowl_all_line_searches_fall_and_meet_kantorovich(eigenvalues, angle, start):
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    f = _Bowl(turn @ np.diag(eigenvalues) @ turn.T)
    worst = ((max(eigenvalues) - min(eigenvalues)) / sum(eigenvalues)) ** 2
    exact = descend(f, start, rule=ExactLineSearch(), max_steps=8, tolerance=1e-6)
    assert (exact.value_ratios <= worst + 1e-9).all()
    armijo = descend(f, start, rule=Backtracking(), max_steps=8, tolerance=1e-6)
    assert (np.diff(armijo.values) < 0).all()


def test_window_limit_and_start():
    window = Window((-2, 2), (-2, 2))
    path = descend(ScalarField.from_text("x*y"), (1, -1.01), rule=0.3, window=window)
    assert path.outcome == "left the window"
    assert not window.contains(path.end)
    assert window.contains(path.points[:-1]).all()
    at_rest = descend(ELLIPSE, (0, 0), rule=0.1)
    assert at_rest.converged
    assert len(at_rest) == 1
    with pytest.raises(MathError, match="can't start"):
        descend(ScalarField.from_text("log(x)", ("x",)), (-1,), rule=0.1)


@pytest.mark.parametrize(
    "make",
    [
        lambda: FixedStep(0),
        lambda: FixedStep(float("nan")),
        lambda: Momentum(0.1, 1.0),
        lambda: Backtracking(shrink=1.5),
        lambda: NaturalGradient(euclidean(("x",)), -1),
        lambda: descend(ELLIPSE, (1, 2, 3), rule=0.1),
        lambda: descend(ELLIPSE, (1, 2), rule=0.1, max_steps=-1),
    ],
)
def test_senseless_requests_are_refused_in_one_sentence(make):
    with pytest.raises(MathError, match=r"\d.*\.$|nan"):
        make()
