"""Points, windows and the errors that quote the numbers."""

from fractions import Fraction

import numpy as np
import pytest

from mathcore.arrays import MathError, Window, as_point, as_points


def test_points_are_float64_of_any_leading_shape():
    assert as_points([[1, 2], [3, 4]]).dtype == np.float64
    assert as_points(np.zeros((3, 4, 2), dtype=np.float32), 2).shape == (3, 4, 2)
    assert as_points([Fraction(1, 2), 2]).tolist() == [0.5, 2.0]


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (3.0, "the number 3.0"),
        ([1, 2, 3], r"2 coordinates.*shape \(3,\).*3"),
        ("ab", "real numbers"),
        (["1", "2"], "real numbers"),
        ([1 + 2j, 0], "complex"),
        ([[1, 2], [3]], "real numbers"),
        (None, "last axis"),
    ],
)
def test_bad_points_are_refused_with_the_numbers(points, words):
    with pytest.raises(MathError, match=words):
        as_points(points, 2)


def test_one_point_must_be_one_and_finite():
    assert as_point((2, -1)).tolist() == [2, -1]
    with pytest.raises(MathError, match=r"\(1, 2\)"):
        as_point([(2, -1)])
    with pytest.raises(MathError, match="inf"):
        as_point((2, np.inf))


def test_window_measures():
    window = Window((-2, 2), (0, 1))
    assert (window.width, window.height, window.center) == (4, 1, (0, 0.5))
    assert window.low.tolist() == [-2, 0]
    assert window.size.tolist() == [4, 1]
    assert window.contains([(0, 0), (2, 1), (2.1, 0)]).tolist() == [True, True, False]
    assert Window.around((1, 2), 3) == Window((-2, 4), (-1, 5))


def test_window_grid_has_rows_of_constant_y():
    X, Y = Window((0, 4), (0, 1)).grid(5, 2)
    assert X.tolist() == [[0, 1, 2, 3, 4]] * 2
    assert Y.tolist() == [[0] * 5, [1] * 5]
    with pytest.raises(MathError, match="1 by 5"):
        Window((0, 4), (0, 1)).grid(1, 5)


@pytest.mark.parametrize("span", [(1, 1), (2, 1), (0, np.inf), (np.nan, 1), (1,), "ab", 3])
def test_bad_windows_are_refused(span):
    with pytest.raises(MathError, match="window's y"):
        Window((0, 1), span)
