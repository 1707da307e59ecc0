"""What a path says about itself, on paths short enough to check by eye."""

import numpy as np
import pytest

from mathcore.trajectory import Trajectory, angles, curve_gap


def _staircase():
    points = np.array([(0.0, 0.0), (3.0, 0.0), (3.0, 4.0)])
    return Trajectory(
        points, np.array([8.0, 4.0, 0.0]), np.zeros((3, 2)), np.ones(2), "finished", "Done."
    )


def test_lengths_turns_and_ratios():
    path = _staircase()
    assert path.length == 7
    np.testing.assert_allclose(path.turns, [np.pi / 2])
    np.testing.assert_array_equal(path.value_ratios, [0.5, 0])
    np.testing.assert_array_equal(path.moves, [(3, 0), (0, 4)])
    assert (path.start == 0).all()
    assert path.within(0.5, of=(3, 4)) == 2
    assert path.within(0.5, of=(9, 9)) is None


def test_the_arrays_are_read_only():
    with pytest.raises(ValueError, match="read-only"):
        _staircase().points[0] = 1


def test_tiny_angles_are_exact():
    assert angles(np.array([1.0, 0]), np.array([1.0, 1e-12])) == pytest.approx(1e-12, rel=1e-6)
    assert np.isnan(angles(np.zeros(2), np.ones(2)))


def test_gap_is_measured_to_the_segments_not_the_vertices():
    assert curve_gap([(5, 1), (11, 0)], [(0, 0), (10, 0)]) == 1
    assert curve_gap([(5, 0)], [(0, 0), (10, 0)]) == 0
