import numpy as np
import pytest
from manim import tempconfig

from mathcore.models import FIVE_POINTS, LineFit
from scenes.kit.layout import LEFT, RIGHT
from scenes.kit.panels import DataPanel, Knobs, LossPanel

FITS = [FIVE_POINTS, FIVE_POINTS.centered(), LineFit((100, 250, 300), (-0.01, 0.02, 0.05))]


@pytest.fixture(autouse=True, scope="module")
def _own_cache(tmp_path_factory):
    with tempconfig({"media_dir": str(tmp_path_factory.mktemp("media"))}):
        yield


def errors(mobject):
    family = mobject.get_family()
    return [c.read().error_px for m in family if hasattr(m, "claims") for c in m.claims()]


@pytest.mark.parametrize("fit", FITS)
def test_both_panels_are_true_and_move_together(fit):
    best = np.array([float(value) for value in fit.optimum])
    knobs = Knobs(best[0] + 0.1, best[1] - 0.2)
    left, right = DataPanel(fit, knobs), LossPanel(fit, knobs)
    assert LEFT.holds(left.plane, slack=0.02)
    assert RIGHT.holds(right.plane, slack=0.02)
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
