"""Every fact that the gallery states is true."""

import numpy as np
import pytest

from mathcore.arrays import MathError
from mathcore.calculus import directional_derivative, gradient_expressions
from mathcore.expressions import parse
from mathcore.fields import ScalarField
from mathcore.gallery import GALLERY, known, rosenbrock

ALL = pytest.mark.parametrize("entry", GALLERY.values(), ids=GALLERY)


@ALL
def test_gradients_are_the_stated_ones(entry):
    points = np.random.default_rng(3).uniform(-2, 2, size=(200, 2))
    stated = [ScalarField.from_text(text)(points) for text in entry.gradient]
    assert np.allclose(entry.field.gradient(points), np.stack(stated, axis=-1), rtol=1e-9)
    assert len(gradient_expressions(entry.field)) == 2


def _polished(field, point):
    for _ in range(5):
        step = np.linalg.pinv(field.hessian(point)) @ field.gradient(point)
        point = point - step
    return point


@ALL
def test_critical_points_are_where_and_what_they_are_said_to_be(entry):
    for fact in entry.critical:
        exact = _polished(entry.field, np.array(fact.point, float))
        assert np.abs(exact - fact.point).max() <= 0.5e-5
        assert np.abs(entry.field.gradient(exact)).max() < 1e-10
        assert float(entry.field(exact)) == pytest.approx(fact.value, abs=0.5e-5)
        low, high = np.linalg.eigvalsh(entry.field.hessian(exact))
        kind = (
            "minimum" if low > 1e-9 else "maximum" if high < -1e-9
            else "saddle" if low < -1e-9 and high > 1e-9 else "degenerate"
        )  # fmt: skip
        assert kind == fact.kind
        assert entry.window.contains(exact)


@ALL
def test_complete_lists_miss_no_critical_point(entry):
    if not entry.complete:
        pytest.skip("the list is not said to be complete")
    points = np.stack(entry.window.grid(41, 41), axis=-1).reshape(-1, 2)
    found = points
    for _ in range(60):
        steps = (
            np.linalg.pinv(np.nan_to_num(entry.field.hessian(found)))
            @ np.nan_to_num(entry.field.gradient(found))[..., None]
        )
        found = found - np.clip(steps[..., 0], -0.2, 0.2)
    good = (np.linalg.norm(entry.field.gradient(found), axis=-1) < 1e-9) & entry.window.contains(
        found
    )
    # Far out on the plateau the gradient underflows; those are not critical points.
    good &= np.abs(entry.field.hessian(found)).max(axis=(-1, -2)) > 1e-6
    stated = np.array([fact.point for fact in entry.critical]).reshape(-1, 2)
    for point in found[good]:
        assert np.linalg.norm(stated - point, axis=-1).min() < 1e-3


@ALL
def test_rates_are_the_stated_ones(entry):
    for fact in entry.rates:
        exact = float(parse(fact.rate))
        if fact.direction is None:
            rate = np.linalg.norm(entry.field.gradient(fact.point))
        else:
            rate = directional_derivative(entry.field, fact.point, fact.direction, normalize=True)
        assert float(rate) == pytest.approx(exact, rel=1e-13)


def test_the_courses_own_figures_are_there():
    assert {"32/sqrt(29)", "sqrt(5)"} <= {r.rate for k in GALLERY.values() for r in k.rates}
    assert known("rosenbrock").field is rosenbrock
    assert known("stewart_steepest").field.gradient((2, 0)).tolist() == [1, 2]


def test_unknown_names_are_answered_with_the_known_ones():
    with pytest.raises(MathError, match="no field 'bow'; it has bowl, valley"):
        known("bow")
