"""Borders between basins: where symmetry puts them, and what a descent near one meets."""

from __future__ import annotations

import numpy as np
import pytest

from mathcore.arrays import MathError
from mathcore.basins import basin_border
from mathcore.descent import descend
from mathcore.gallery import known

WELLS = known("double_well").field


def test_the_border_of_two_wells_is_the_line_between_them() -> None:
    # (x² - 1)² + y² is even in x, so x = 0 parts the basins.
    border = basin_border(WELLS, (-0.7, 0.4), (1.1, 1.3), rule=0.05)
    assert border[0] == pytest.approx(0, abs=1e-9)
    assert border[1] == pytest.approx(0.4 + 0.9 * 0.7 / 1.8)


def test_a_descent_from_nearby_passes_close_to_the_saddle() -> None:
    border = basin_border(WELLS, (-0.7, 0.5), (0.7, 0.5), rule=0.05)
    path = descend(WELLS, border + np.array([1e-5, 0]), rule=0.05, max_steps=200)
    assert np.linalg.norm(path.points, axis=1).min() < 0.03
    assert np.linalg.norm(path.end - np.array([1, 0])) < 1e-3


def test_within_one_basin_there_is_no_border() -> None:
    with pytest.raises(MathError, match="end in the same place"):
        basin_border(WELLS, (0.5, 1), (1.5, -1), rule=0.05)
