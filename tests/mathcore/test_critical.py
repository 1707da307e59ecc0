"""Critical points against everything the gallery knows, and against polynomial algebra."""

import numpy as np
import pytest
import sympy

from mathcore.arrays import MathError, Window
from mathcore.critical import classify, find_critical_points, read
from mathcore.fields import ScalarField
from mathcore.gallery import GALLERY
from mathcore.models import FIVE_POINTS


@pytest.mark.parametrize("slug", [slug for slug, known in GALLERY.items() if known.complete])
def test_finds_all_that_the_gallery_knows_and_nothing_else(slug):
    entry = GALLERY[slug]
    found = find_critical_points(entry.field, entry.window)
    assert len(found) == len(entry.critical)
    for expected in entry.critical:
        nearest = min(found, key=lambda c: np.linalg.norm(np.subtract(c.point, expected.point)))
        np.testing.assert_allclose(nearest.point, expected.point, atol=5e-6)
        assert nearest.kind == expected.kind
        assert nearest.value == pytest.approx(expected.value, abs=1e-4)


def test_agrees_with_exact_algebra():
    field = ScalarField.from_text("x**3 - 3*x*y**2/2 + y**3/3 - 2*x + y")
    x, y = field.symbols
    expression = field.expression
    roots = sympy.solve([expression.diff(x), expression.diff(y)], [x, y])
    pairs = [(complex(a), complex(b)) for a, b in roots]
    real = sorted((a.real, b.real) for a, b in pairs if abs(a.imag) + abs(b.imag) < 1e-9)
    found = sorted(c.point for c in find_critical_points(field, Window((-4, 4), (-4, 4))))
    np.testing.assert_allclose(found, real, atol=1e-10)


def test_every_one_of_a_lattice():
    found = find_critical_points(ScalarField.from_text("sin(x)*cos(y)"), Window((-4, 4), (-4, 4)))
    kinds = [c.kind for c in found]
    assert [kinds.count(k) for k in ("minimum", "saddle", "maximum")] == [3, 6, 3]


def test_a_plateau_is_no_critical_point():
    found = find_critical_points(ScalarField.from_text("exp(-x**2-y**2)"), Window((-9, 9), (-9, 9)))
    assert [c.point for c in found] == [(0.0, 0.0)]
    assert found[0].kind == "maximum"


@pytest.mark.parametrize("text", ["x**4 + y**4", "x**3 - 3*x*y**2", "x**2 + y**3"])
def test_degenerate_points_are_called_so(text):
    found = find_critical_points(ScalarField.from_text(text), Window((-1, 1), (-1, 1)))
    assert [c.kind for c in found] == ["degenerate"]
    np.testing.assert_allclose(found[0].point, 0, atol=1e-6)


def test_none_where_there_is_none_and_no_crash_outside_the_domain():
    window = Window((-2, 2), (-2, 2))
    for text in ("x + 2*y", "log(x) + y**2", "1/x + y", "exp(x)"):
        assert find_critical_points(ScalarField.from_text(text), window) == ()


@pytest.mark.parametrize(
    ("eigenvalues", "kind"),
    [
        ((1, 2), "minimum"),
        ((-2, -1), "maximum"),
        ((-1, 2), "saddle"),
        ((0, 2), "degenerate"),
        ((1e-9, 2), "degenerate"),
        ((0, 0), "degenerate"),
    ],
)
def test_kinds(eigenvalues, kind):
    assert classify(eigenvalues) == kind


def test_reading_the_running_example():
    seen = read(FIVE_POINTS.loss, (0, 0))
    np.testing.assert_allclose(seen.eigenvalues, (7 - 41**0.5, 7 + 41**0.5))
    assert seen.condition == pytest.approx(22.455, abs=1e-3)
    assert seen.largest_stable_step == pytest.approx(0.1492, abs=1e-4)
    assert seen.slope == pytest.approx(np.hypot(18.8, 7.2))
    assert seen.curvature == "minimum"
    hessian = seen.directions @ np.diag(seen.eigenvalues) @ seen.directions.T
    np.testing.assert_allclose(hessian, [[12, 4], [4, 2]])


def test_errors():
    with pytest.raises(MathError, match="2 variables"):
        find_critical_points(ScalarField.from_text("x", ("x",)), Window((0, 1), (0, 1)))
    with pytest.raises(MathError, match="no finite value"):
        read(ScalarField.from_text("log(x)"), (-1, 0))
