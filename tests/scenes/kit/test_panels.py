import numpy as np
import pytest

from mathcore.models import FIVE_POINTS, LineFit
from scenes.kit.panels import (
    DATA,
    MAP,
    DataPanel,
    Knobs,
    LossPanel,
    best_of,
    loss_levels,
    loss_window,
)
from tests.scenes.kit.read_back import errors

FITS = [FIVE_POINTS, FIVE_POINTS.centered(), LineFit((100, 250, 300), (-0.01, 0.02, 0.05))]


@pytest.mark.parametrize("fit", FITS)
def test_both_panels_are_true_and_move_together(fit):
    best = np.array([float(value) for value in fit.optimum])
    knobs = Knobs(best[0] + 0.1, best[1] - 0.2)
    left, right = DataPanel(fit, knobs), LossPanel(fit, knobs)
    assert DATA.holds(left.plane, slack=0.02)
    assert MAP.holds(right.plane, slack=0.02)
    before = right.dot.get_center(), left.line.points.copy()
    for point in (best, best + np.array([0.05, 0.3])):
        knobs.turn_to(point)
        left.update()
        right.update()
        assert np.allclose(right.plane.from_screen(right.dot.get_center()), point)
        assert max(errors(left)) < 0.01
        assert max(errors(right)) < 0.5
    assert not np.allclose(before[0], right.dot.get_center())
    assert not np.array_equal(before[1], left.line.points)


def test_a_panel_that_was_not_told_of_the_turn_is_found():
    knobs = Knobs(0.3, 3)
    left, right = DataPanel(FIVE_POINTS, knobs), LossPanel(FIVE_POINTS, knobs)
    knobs.turn_to((0.5, 2))
    assert max(errors(left)) > 1.5
    assert max(errors(right)) > 1.5


def test_without_gaps_there_are_no_residuals():
    fit = LineFit((0, 1, 2), (1, 3, 5))
    panel = DataPanel(fit, Knobs(2, 1))
    assert len(panel.residuals.points) == 0
    assert panel.residuals.claims() == []


@pytest.mark.parametrize("fit", FITS)
def test_a_unit_of_w_is_as_long_as_a_unit_of_b_on_the_map(fit):
    plane = LossPanel(fit, Knobs(*best_of(fit) + 0.3)).plane
    across, up = plane.vector_to_screen([[1.0, 0.0], [0.0, 1.0]])
    assert across[0] == pytest.approx(up[1])
    # The map fills its region: only ticks and names stand beside it.
    assert plane.plot.width > 0.7 * MAP.width
    assert plane.plot.height > 0.7 * MAP.height


def test_levels_double_above_the_least_loss_and_one_runs_through_the_knobs():
    window = loss_window(FIVE_POINTS, (0, 0))
    levels = loss_levels(FIVE_POINTS, (0, 0), window, count=6)
    assert len(levels) == 6
    # L(0, 0) is (1 + 9 + 16 + 16 + 36)/5 = 15.6, the least loss 0.22.
    assert np.isclose(levels, 15.6).any()
    assert np.allclose((levels[1:] - 0.22) / (levels[:-1] - 0.22), 2)
    # At the best point no level is L there, which would be no curve at all.
    assert loss_levels(FIVE_POINTS, best_of(FIVE_POINTS), window).min() > 0.22
