"""Hidden is what a straight look from the eye finds behind the surface."""

import numpy as np
import pytest

from scenes.kit.occlusion import Occluder, clip_heights, finite_runs, split_by_sight

LOW, HIGH = np.array([-3.0, -3.0, 0.0]), np.array([3.0, 3.0, 2.0])


def hill(points):
    return 2 * np.exp(-(points**2).sum(axis=-1) * 2)


def test_a_line_behind_a_hill_is_hidden_in_the_middle_only():
    occluder = Occluder(hill, LOW, HIGH)
    eye = np.array([0.0, -30.0, 6.0])
    x = np.linspace(-2.5, 2.5, 101)
    line = np.stack([x, np.full_like(x, 1.5), np.full_like(x, 0.3)], axis=-1)
    hidden = occluder.hides(line, eye)
    assert hidden[50]
    assert not hidden[[0, 100]].any()
    assert (hidden == hidden[::-1]).all()
    # One hidden stretch, no speckles.
    assert np.abs(np.diff(hidden.astype(int))).sum() == 2
    pieces = split_by_sight(line, lambda p: occluder.hides(p, eye))
    assert [piece.hidden for piece in pieces] == [False, True, False]


def test_the_place_where_sight_ends_agrees_with_a_fine_search():
    occluder = Occluder(hill, LOW, HIGH)
    eye = np.array([0.0, -30.0, 6.0])

    def line(count):
        x = np.linspace(-2.5, 0.0, count)
        return np.stack([x, np.full_like(x, 1.5), np.full_like(x, 0.3)], axis=-1)

    fine = line(20001)
    edge = fine[np.argmax(occluder.hides(fine, eye)), 0]
    pieces = split_by_sight(line(41), lambda p: occluder.hides(p, eye), refine=8)
    assert pieces[0].points[-1, 0] == pytest.approx(edge, abs=1e-3)


def test_a_surface_close_to_its_lower_bound_hides_the_floor():
    occluder = Occluder(lambda p: 0.001 + 0 * p[..., 0], LOW, HIGH)
    floor = np.array([[0.5, 0.5, -1.0], [-1.0, 0.0, -1.0]])
    assert occluder.hides(floor, np.array([0.0, -30.0, 15.0])).all()


def test_one_sees_through_the_hole_that_a_bound_cuts():
    # Below z = 0 this funnel is not drawn: a hole of radius 1 about the origin.
    occluder = Occluder(lambda p: np.log((p**2).sum(axis=-1)), LOW, HIGH)
    eye = np.array([0.0, 0.0, 30.0])
    points = np.array([[0.3, 0.0, -1.5], [1.6, 0.0, -1.5]])
    assert occluder.hides(points, eye).tolist() == [False, True]


def test_before_the_hill_and_above_it_nothing_is_hidden():
    occluder = Occluder(hill, LOW, HIGH)
    eye = np.array([0.0, -30.0, 6.0])
    points = np.array([[0, -2, 0.3], [0.4, -2.5, 0.5], [0, 1.5, 2.5]])
    assert not occluder.hides(points, eye).any()


def test_a_curve_on_a_bowl_seen_from_above_is_seen():
    occluder = Occluder(lambda p: 0.2 * (p**2).sum(axis=-1), LOW, HIGH)
    t = np.linspace(-2, 2, 81)
    flat = np.stack([t, 0.3 * t], axis=-1)
    curve = np.concatenate([flat, occluder.height(flat)[:, None]], axis=1)
    assert not occluder.hides(curve, np.array([5.0, -10.0, 25.0])).any()


def test_the_far_side_of_a_hill_is_hidden_by_its_near_side():
    occluder = Occluder(hill, LOW, HIGH)
    flat = np.array([[0.0, 0.7], [0.0, -0.7]])
    points = np.concatenate([flat, hill(flat)[:, None]], axis=1)
    hidden = occluder.hides(points, np.array([0.0, -30.0, 3.0]))
    assert hidden.tolist() == [True, False]


def test_a_faded_part_hides_nothing():
    occluder = Occluder(hill, LOW, HIGH, lambda p: p[..., 1] > 0.9)
    points = np.array([[0, 1.5, 0.3]])
    assert not occluder.hides(points, np.array([0.0, -30.0, 6.0])).any()


def test_undefined_surface_hides_nothing():
    occluder = Occluder(lambda p: np.full(p.shape[:-1], np.nan), LOW, HIGH)
    assert not occluder.hides(np.zeros((3, 3)), np.array([0.0, -30.0, 6.0])).any()


def test_clip_heights_puts_points_on_the_bounds():
    z = np.array([-1.0, 3.0, 1.0, np.nan, 1.0, 1.5])
    line = np.stack([np.arange(6.0), np.zeros(6), z], axis=-1)
    runs = clip_heights(line, 0.0, 2.0)
    assert [run[:, 0].tolist() for run in runs] == [[0.25, 0.75], [1.5, 2.0], [4.0, 5.0]]
    assert runs[0][:, 2].tolist() == [0.0, 2.0]


def test_finite_runs_drop_single_points():
    line = np.array([[0, 0, 0], [np.nan, 0, 0], [1, 0, 0], [2, 0, 0]])
    assert [len(run) for run in finite_runs(line)] == [2]
