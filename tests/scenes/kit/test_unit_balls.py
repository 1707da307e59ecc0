"""Unit balls, the line that touches one, nudged bells, and one descent on two maps."""

from __future__ import annotations

import numpy as np
import pytest

from mathcore.arrays import Window
from scenes.kit.bells import Changed, NudgedBell, bell
from scenes.kit.fitted_bells import FittedBells
from scenes.kit.layout import RIGHT, STAGE
from scenes.kit.plane import Plane
from scenes.kit.steepest_map import SteepestMap
from scenes.kit.two_maps import BellFit, TwoMaps, fisher_balls
from scenes.kit.unit_balls import LevelThrough, UnitBall

WINDOW = Window((-2, 2), (-2, 2))


def worst(mobject: UnitBall | LevelThrough | Changed | NudgedBell) -> float:
    return max(claim.read().error_px for claim in mobject.claims())


def test_a_ball_has_radius_one_in_its_metric() -> None:
    plane = Plane(WINDOW, STAGE, equal=True)
    ball = UnitBall(plane, [[4, 0], [0, 0.25]])
    assert worst(ball) < 1e-6
    unit = plane.vector_to_screen((1, 0))[0]
    assert ball.width == pytest.approx(unit, rel=1e-3)  # half axes 1/2 and 2
    ball.shift((0.1, 0, 0))
    assert worst(ball) > 5


def test_a_ball_follows_its_metric_and_is_cut_at_the_window() -> None:
    matrix = np.eye(2)
    ball = UnitBall(Plane(WINDOW, STAGE), lambda: matrix).follow()
    matrix = np.diag([0.1, 4.0])
    assert worst(ball) > 10
    ball.update()
    assert worst(ball) < 0.1  # where it is cut, a chord ends a little inside it


def test_the_level_line_goes_through_its_point() -> None:
    tip = np.array([0.5, -1.0])
    line = LevelThrough(Plane(WINDOW, STAGE), (2, 1), lambda: tip)
    assert worst(line) < 1e-6
    tip = np.array([0.0, 0.5])
    assert worst(line) > 10
    line.update()
    assert worst(line) < 1e-6


@pytest.mark.parametrize("matrix", [[[0.4, 0], [0, 2.5]], [[1, 0.6], [0.6, 1]]])
def test_the_lowest_step_is_where_the_line_touches(matrix: list[list[float]]) -> None:
    look = SteepestMap((1, 1), matrix, STAGE)
    look.share.set_value(1.0)
    look.angle.set_value(look.lowest(matrix))
    lowest = look.fall
    falls = []
    for angle in np.linspace(0, 360, 73):
        look.angle.set_value(float(angle))
        falls.append(look.fall)
    assert lowest <= min(falls) + 1e-9
    # By hand: the lowest value is minus the square root of g' G^-1 g.
    g = np.ones(2)
    assert lowest == pytest.approx(-np.sqrt(g @ np.linalg.solve(np.array(matrix), g)))
    # There both perpendiculars are parallel.
    look.angle.set_value(look.lowest(matrix))
    normal = look.matrix @ look.tip
    assert normal[0] * g[1] == pytest.approx(normal[1] * g[0])


def test_a_nudge_shifts_the_bell_and_fills_what_changed() -> None:
    plane = Plane(Window((-5, 5), (0, 1)), STAGE)
    shift = 0.0
    nudged = NudgedBell(plane, 0.0, 0.5, lambda: shift)
    changed = Changed(nudged)
    shift = 0.4
    assert worst(nudged) > 5
    nudged.update()
    changed.update()
    assert worst(nudged) < 0.5
    assert worst(changed) < 0.5
    assert bell(0, 0.5)(np.zeros(1))[0] == pytest.approx(2 / np.sqrt(2 * np.pi))


def test_balls_of_the_fisher_metric_grow_with_sigma() -> None:
    balls = fisher_balls(Plane(Window((-3, 1), (0.2, 3.2)), STAGE, equal=True))
    assert all(worst(ball) < 1e-6 for ball in balls)
    first, last = balls[0], balls[-1]
    assert last.width / first.width == pytest.approx(last.middle[1] / first.middle[1], rel=1e-3)


def test_a_carried_path_and_a_moving_bell() -> None:
    maps = TwoMaps(BellFit(0.0, 1.0, (-3.0, 1.0)))
    there, here = maps.ghosts("natural")
    assert len(there.points) == len(here.points)
    path = maps.old["natural"]
    model = FittedBells(maps.fit, RIGHT).model(path, "natural")
    assert model.function(np.array([-3.0]))[0] == pytest.approx(1 / np.sqrt(2 * np.pi), rel=0.01)
    path.go_to(path.steps)
    assert model.function(np.array([0.0]))[0] == pytest.approx(1 / np.sqrt(2 * np.pi), rel=0.01)
    for name in ("plain", "natural"):
        for drawn in (maps.old[name], maps.new[name], maps.carried[name]):
            drawn.go_to(drawn.steps)
            assert all(claim.read().error_px < 0.5 for claim in drawn.claims())
