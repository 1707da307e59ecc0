"""Terrains: landmarks, surface and map with one descent on both, verdicts and tiles."""

from __future__ import annotations

import numpy as np
import pytest

from mathcore.arrays import Window
from mathcore.descent import descend
from mathcore.gallery import known
from mathcore.neuron import HiddenNeuron, ink_reader
from scenes.kit.landmark_tiles import Site, tiles
from scenes.kit.landscape import Landscape, equal_levels
from scenes.kit.layout import BELOW_TITLE, LEFT, RIGHT
from scenes.kit.place_verdict import Verdict, curvature_source, slope_source
from scenes.kit.terrain import terrain
from tests.scenes.kit.read_back import errors

WINDOW = Window((-3, 3), (-2, 2))


def test_levels_pass_through_the_saddle_and_close_round_the_minima() -> None:
    land = terrain(ink_reader(), WINDOW)
    assert land.problem() == ""
    assert land.levels[0] < land.levels[1]
    assert land.pass_height in land.levels
    steps = np.diff([level for level in land.levels[1:] if level <= land.heights[1]])
    assert np.allclose(steps, steps[0])
    assert land.lowest < land.levels[0]
    assert terrain(ink_reader(), WINDOW) is land


def test_a_terrain_without_landmarks_says_so() -> None:
    # Without correlation the origin is no saddle.
    flat = terrain(HiddenNeuron((-1, -1, 1, 1), (-1, 1, -1, 1)), WINDOW)
    assert "two minima and a saddle" in flat.problem()


def test_levels_in_equal_steps() -> None:
    assert equal_levels(1.0, 0.3, 1.9, below=3) == pytest.approx(
        (0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 1.8)
    )


def test_one_descent_runs_on_surface_and_map() -> None:
    land = terrain(ink_reader(), WINDOW)
    shown = Landscape(land.field, WINDOW, land.heights, land.levels, (LEFT, RIGHT))
    # The surface's two parts: nothing of it lies before a divider, and so that part is empty.
    assert LEFT.holds(shown.axes, slack=0.05)
    inside = shown.surface.points
    assert np.all(inside[:, :2] > (LEFT.left, LEFT.bottom))
    assert np.all(inside[:, :2] < (LEFT.right, LEFT.top))
    pair = shown.descent(land.walk((-2.4, 0.3), 0.1, 12), subject="test")
    for taken in (0.0, 3.5, 12.0):
        pair.path.go_to(taken)
        pair.update()
        assert max(errors(pair)) < 0.5
    lifted = pair.lifted.curves()[0]
    assert np.allclose(lifted[:, 2], land.field(lifted[:, :2]))
    # A faded copy leaves the path itself alone.
    pair.copy().set_opacity(0)
    assert pair.path.get_fill_opacity() == 1


def test_verdicts_read_gradient_and_curvatures() -> None:
    wells = known("double_well").field
    verdict = Verdict(wells, (0, 0), "saddle", BELOW_TITLE)
    # (x² - 1)² + y² at the origin: f_xx = -4, f_yy = 2.
    assert curvature_source(verdict.reading) == "lambda = -4, med 2"
    assert slope_source(wells, verdict.reading) == "norm(nabla f) = 0"
    assert BELOW_TITLE.holds(verdict)


def test_tiles_stand_side_by_side_and_keep_to_their_region() -> None:
    bowl, plateau = known("bowl"), known("plateau")
    walk = descend(bowl.field, (1.2, -0.8), rule=0.2, max_steps=9)
    made = tiles(
        [
            Site("minimum", bowl.field, bowl.window, "lambda > 0", descent=walk),
            Site("plateau", plateau.field, plateau.window, "norm(nabla f) approx 0"),
        ],
        BELOW_TITLE,
    )
    for tile in made:
        assert BELOW_TITLE.holds(tile, slack=0.03)
        assert max(errors(tile)) < 0.5
        assert tile.title.get_center()[0] == pytest.approx(tile.plane.plot.center[0])
    # A name without descenders stands as high as one with them.
    feet = [np.median([letter.get_bottom()[1] for letter in tile.title]) for tile in made]
    assert np.ptp(feet) < 0.01
    path, head = made[0].paths[0], made[0].heads[0]
    path.go_to(4)
    head.update()
    assert np.allclose(made[0].plane.from_screen(head.get_center()), walk.points[4])
