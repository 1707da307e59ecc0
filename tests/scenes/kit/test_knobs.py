"""Dials point where their knob stands, the wall holds a million, the column of both reads true."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Transform

from mathcore.models import FIVE_POINTS, LineFit
from scenes.kit.instruments import Instruments
from scenes.kit.knob_dials import KnobDial, knob_angles
from scenes.kit.knob_wall import SHAPES, Grid, KnobWall
from scenes.kit.knob_words import comparison, turning
from scenes.kit.layout import Region
from scenes.kit.panels import READINGS, Knobs, LossPanel
from scenes.kit.typography import math
from tests.scenes.kit.read_back import errors


def test_a_knob_turns_clockwise_from_lower_left_to_lower_right():
    assert np.allclose(np.degrees(knob_angles([0, 0.5, 1])), [225, 90, -45])
    assert knob_angles(7) == knob_angles(1)


def test_a_dial_points_at_its_value_wherever_it_is():
    value = [0.0]
    dial = KnobDial(lambda: value[0], (-1, 3))
    assert len(dial.trail.points) == 0
    value[0] = 1.0
    assert max(errors(dial)) > 1.5
    dial.update()
    tip = dial.pointer.points[-1] - dial.rim.get_center()
    assert np.allclose(tip, [0, np.linalg.norm(tip), 0])
    dial.scale(0.7).shift((2, 1, 0)).update()
    assert max(errors(dial)) < 0.01


def test_two_a_thousand_a_million():
    wall = KnobWall()
    assert [wall.see(stage).count for stage in (0, 1, 2, 3)] == [2, 1000, 1_000_000, 10**9]


def test_a_thousand_stands_in_ten_blocks_of_a_hundred():
    for shape, block in SHAPES.items():
        assert np.prod(shape) == 1000
        assert np.prod(block) == 100
        assert [count % size for count, size in zip(shape, block, strict=True)] == [0, 0]
    hubs = Grid((50, 20), (25, 40)).hubs
    steps = np.diff(hubs[0, :, 0])
    assert (steps > 1.5).sum() == 4
    assert np.allclose(steps[steps < 1.5], 1)


def test_our_own_stand_where_the_grid_says():
    grid = Grid((50, 20), (25, 40), (40, 25))
    # The corners of our plate are those of one among the plates, and so for our wall.
    assert (grid.plate_corners == 0).all(axis=-1).sum() == 1
    wall = grid.wall_corners[25 // 2, 40 // 2]
    low, high = grid.plate_corners[0, 0], grid.plate_corners[-1, -1] + grid.plate
    assert (wall < low).all()
    assert np.allclose(wall + grid.wall / 2, (low + high) / 2)
    assert np.allclose(np.diff(grid.pair, axis=0), [[1, 0]])


@pytest.mark.parametrize("region", [Region(-6, -3, 6, 3), Region(-2, -3, 2, 3)])
def test_a_plate_and_the_wall_fill_their_region_in_turn(region):
    wall = KnobWall(region)
    scale, center = wall.see(1)._view()
    hubs, _, home, inside = wall._knobs(scale, center)
    across, up = wall.grid.knobs
    # The pair in the middle is painted by itself, and no knob of the whole plate is faded.
    assert home.sum() == across * up - 2
    assert (inside[home] == 1).all()
    assert (np.abs((hubs[home] - center) * scale) < [region.width / 2, region.height / 2]).all()
    room = np.array([region.width, region.height])
    for stage, size in ((1, wall.grid.plate), (2, wall.grid.wall), (3, wall.grid.hall)):
        filled = wall.see(stage)._view()[0] * size / room
        assert filled.max() == pytest.approx(1)


def test_a_wide_region_has_wide_plates():
    assert KnobWall(Region(-6, -2.5, 6, 2.5)).grid.knobs == (50, 20)
    assert KnobWall(Region(-4, -3, 4, 3)).grid.knobs == (40, 25)


def test_no_knob_is_cut_by_the_edge_of_the_view():
    wall = KnobWall().see(0.46)
    scale, center = wall._view()
    hubs, _, _, inside = wall._knobs(scale, center)
    room = np.array([wall.region.width, wall.region.height]) / 2
    free = (room - np.abs(hubs - center) * scale).min(axis=1)
    assert (free > 0.36 * scale).all()
    assert inside.min() < 0.5 < 1 == inside.max()


def test_the_view_draws_back_steadily():
    wall = KnobWall()
    scales = [wall.see(stage)._view()[0] for stage in np.linspace(0, 3, 31)]
    assert (np.diff(scales) < 0).all()
    goal = wall.copy().see(1.0)
    blend = Transform(wall.see(0.0), goal, rate_func=lambda t: t)
    blend.begin()
    blend.interpolate(0.5)
    assert wall.stage == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("fit", "start"),
    [
        (FIVE_POINTS, (0, 0)),
        (FIVE_POINTS.centered(), (-3, 12)),
        (LineFit((100, 250, 300), (-0.01, 0.02, 0.05)), (0, 0)),
    ],
)
def test_the_instruments_follow_the_knobs_and_stay_in_their_column(fit, start):
    knobs = Knobs(*start)
    made = Instruments(fit, knobs, LossPanel(fit, knobs))
    line = made.line_up(math("frac(Delta L, Delta w) {{ = : equals }} -1.58"), 0)
    assert line.part("equals").get_center()[0] == pytest.approx(made.equals)
    for part in (made.w, made.b, made.loss):
        assert READINGS.holds(part, slack=0.02)
    best = [float(value) for value in fit.optimum]
    knobs.turn_to(best)
    made.update()
    assert max(errors(made)) < 0.01
    assert made.loss.value == pytest.approx(float(fit.loss(best)))


def test_words_about_two_rates():
    assert turning(-1, -2) == "both knobs should turn up"
    assert turning(2, -1) == "w should turn down, and b up"
    assert turning(0, 3) == "w should turn nowhere yet, and b down"
    assert comparison(-15.8, -6.7).startswith("For this nudge, w does [2.4](two point four) times")
    assert comparison(0, 2) == "Only b does anything here."
    assert comparison(1.0, -1.01) == "For this nudge, both do about the same."
