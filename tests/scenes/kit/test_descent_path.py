"""Paths of descents: what is drawn is the trajectory, step by step, and cut at the window."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Create, Mobject, VGroup

from mathcore.arrays import Window
from mathcore.descent import descend
from mathcore.fields import ScalarField
from mathcore.flow import gradient_flow
from mathcore.gallery import known
from mathcore.steps import ExactLineSearch, Momentum
from scenes.kit.descent_path import DescentPath, StepCorners
from scenes.kit.layout import STAGE, Region
from scenes.kit.loss_plot import LossPlot
from scenes.kit.marks import PointDot
from scenes.kit.plane import Plane
from scenes.kit.step_path import STOP, StepPath
from scenes.kit.timing import stepping

VALLEY, WINDOW = known("valley").field, Window((-2, 11.5), (-3.5, 3.5))
ZIGZAG = descend(VALLEY, (10, 1), rule=ExactLineSearch(), max_steps=6)


@pytest.fixture
def plane() -> Plane:
    return Plane(WINDOW, STAGE, equal=True)


def errors(mobject: Mobject) -> list[float]:
    family = mobject.get_family()
    return [c.read().error_px for m in family if hasattr(m, "claims") for c in m.claims()]


@pytest.mark.parametrize("taken", [0, 0.25, 1, 2.5, 6])
def test_a_path_is_its_trajectory_as_far_as_it_is_drawn(plane: Plane, taken: float) -> None:
    path = DescentPath(plane, ZIGZAG, taken=taken)
    assert max(errors(path)) < 1e-6
    assert len(path.drawn_stops) == int(taken) + 1
    assert path.drawn_legs.shape[1] == int(np.ceil(taken))
    across = [np.interp(taken, np.arange(7), ZIGZAG.points[:, axis]) for axis in (0, 1)]
    assert np.allclose(path.head, across)


def test_it_is_animated_by_its_steps_and_others_follow_its_head(plane: Plane) -> None:
    path = DescentPath(plane, ZIGZAG, taken=1)
    dot = PointDot(plane, path.head).follow(lambda: path.head)
    walk = path.animate(rate_func=stepping(3)).go_to(4).build()
    walk.begin()
    for share, taken in ((1 / 3, 2), (0.5, 2.5), (2 / 3, 3), (1, 4)):
        walk.interpolate(share)
        dot.update()
        assert path.taken == pytest.approx(taken)
        assert max(errors(path)) < 1e-6
        assert np.allclose(plane.from_screen(dot.get_center()), path.head)
    walk.finish()
    assert path.taken == 4
    # A copy doesn't carry a plane of its own, unless it is copied together with it.
    assert path.copy().plane is plane
    both = VGroup(path, plane).copy()
    assert both[0].plane is both[1]
    assert both[1] is not plane


@pytest.mark.parametrize("stops", [True, False])
def test_create_draws_it_step_by_step(plane: Plane, stops: bool) -> None:
    path = DescentPath(plane, ZIGZAG, stops=stops)
    drawing = Create(path, rate_func=lambda t: t)
    drawing.begin()
    drawing.interpolate(0.5)
    assert path.taken == pytest.approx(3)
    drawing.interpolate(1)
    drawing.finish()
    assert path.taken == 6


def test_create_draws_a_path_without_stops(plane: Plane) -> None:
    path = StepPath(plane, [(0, 0), (1, 0), (1, 1)], stops=False)
    drawing = Create(path, rate_func=lambda t: t)
    drawing.begin()
    drawing.interpolate(1.0)
    assert path.taken == path.steps


def test_colors_fade_without_moving_a_step(plane: Plane) -> None:
    path = DescentPath(plane, ZIGZAG, taken=2)
    fading = path.animate.set_opacity(0.2).build()
    fading.begin()
    fading.interpolate(0.5)
    assert path.get_fill_opacity() == pytest.approx(0.6)
    assert max(errors(path)) < 1e-6


def test_legs_are_cut_at_the_window_and_those_outside_left_out() -> None:
    # By hand: on x^2 a step of 1.5 goes from 1 to -2, 4, -8 …, each twice as far.
    bowl = ScalarField.from_text("x**2 + y**2/100")
    away = descend(bowl, (1, 0), rule=1.5, max_steps=8)
    assert away.points[:4, 0].tolist() == [1, -2, 4, -8]
    plane = Plane(Window((-3, 3), (-1, 1)), STAGE)
    path = DescentPath(plane, away)
    assert max(errors(path)) < 1e-6
    assert len(path.drawn_stops) == 2
    assert plane.plot.inset(-STOP).holds(path)


def test_a_path_that_is_moved_or_turned_is_found(plane: Plane) -> None:
    path = DescentPath(plane, ZIGZAG)
    path.shift((0.02, 0, 0))
    assert max(errors(path)) == pytest.approx(0.02 * 135)
    uphill = DescentPath(plane, ZIGZAG, directions=ZIGZAG.gradients[:-1])
    assert max(errors(uphill)) > 100


def test_other_rules_claim_their_own_directions(plane: Plane) -> None:
    heavy = descend(VALLEY, (10, 1), rule=Momentum(0.05), max_steps=5)
    assert max(errors(DescentPath(plane, heavy))) > 1.5
    assert max(errors(DescentPath(plane, heavy, directions=heavy.moves))) < 1e-6
    flow = gradient_flow(VALLEY, (10, 1), duration=2.0)
    assert max(errors(DescentPath(plane, flow))) < 1e-6


def test_close_stops_are_drawn_smaller(plane: Plane) -> None:
    crawl = descend(VALLEY, (10, 1), rule=0.002, max_steps=200)
    path = DescentPath(plane, crawl)
    assert path.stop_radius < STOP
    assert max(errors(path)) < 1e-6
    assert DescentPath(plane, ZIGZAG).stop_radius == STOP


def test_corners_stand_between_consecutive_legs_after_a_line_search(plane: Plane) -> None:
    path = DescentPath(plane, ZIGZAG, taken=0)
    corners = StepCorners(path).follow()
    assert errors(corners) == []
    assert len(StepCorners(path, ahead=True).points) == 8
    path.go_to(2.5)
    corners.update()
    assert max(errors(corners)) < 1e-6
    assert len(corners.points) == 3 * 8
    # The second mark touches the first leg: its contour arm runs back along it.
    back = ZIGZAG.points[0] - ZIGZAG.points[1]
    arm = plane.from_screen(corners.points[8 + 7]) - ZIGZAG.points[1]
    assert abs(back[0] * arm[1] - back[1] * arm[0]) < 1e-9
    assert back @ arm > 0


def test_unequal_scales_are_found_by_the_corners() -> None:
    path = DescentPath(Plane(Window((-2, 11.5), (-9, 9)), STAGE), ZIGZAG)
    assert max(errors(StepCorners(path))) > 1.5
    assert max(errors(path)) < 1e-6


def test_the_plot_keeps_up_with_its_path(plane: Plane) -> None:
    path = DescentPath(plane, ZIGZAG, taken=0)
    plot = LossPlot(path, Region(3, -3, 6.5, 0))
    path.go_to(3)
    plot.update()
    assert plot.trace.taken == 3
    assert max(errors(plot)) < 0.5
    heights = plot.plane.from_screen(plot.trace.drawn_stops)[:, 1]
    assert np.allclose(heights, 55 * (81 / 121) ** np.arange(4))


def test_what_diverges_leaves_the_plot_at_the_top(plane: Plane) -> None:
    away = descend(VALLEY, (10, 1), rule=0.25, max_steps=12)
    plot = LossPlot(DescentPath(plane, away), Region(3, -3, 6.5, 0), ceiling=100)
    assert plot.plane.plot.inset(-STOP).holds(plot.trace)
    assert max(errors(plot)) < 0.5


def test_one_place_is_a_path_of_no_steps(plane: Plane) -> None:
    path = StepPath(plane, [(0.0, 0.0)])
    assert path.steps == 0
    assert np.allclose(path.head, 0)
    assert max(errors(path)) < 1e-9


def test_stepping_rests_at_every_step() -> None:
    rate = stepping(4)
    assert [rate(t) for t in (0, 0.25, 0.5, 1)] == [0, 0.25, 0.5, 1]
    assert rate(0.125) == pytest.approx(0.125)
    assert rate(0.26) - rate(0.25) < 0.002
