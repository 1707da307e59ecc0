"""Guides end at the point; a step of one and its rise end on the tangent, or aren't drawn."""

from __future__ import annotations

import numpy as np
import pytest

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.place_lines import floor_guides, unit_step
from scenes.kit.space import Space
from scenes.kit.surface import SurfacePlot

FIELD = ScalarField.from_text("4 - x**2 - 2*y**2")
SPACE = Space(Window((-2.3, 2.3), (-2.2, 2.2)), (-11.0, 4.0))


def test_guides_lead_from_the_axes_to_the_point():
    surface = SurfacePlot(SPACE, FIELD)
    along_x, along_y = floor_guides(SPACE, (1.0, -1.0), behind=surface)
    for guide, start in ((along_x, (1.0, -2.2)), (along_y, (2.3, -1.0))):
        (line,) = guide.curves()
        assert np.allclose(line[0], SPACE.on_floor(np.array(start)))
        assert np.allclose(line[-1], SPACE.on_floor(np.array([1.0, -1.0])))


def test_the_step_and_its_rise_reach_the_tangent():
    # f(1, -1) = 1 and f_x = -2 there: one to the right, the tangent is at -1.
    run, rise = unit_step(SPACE, FIELD, (1.0, -1.0))
    assert np.allclose(run[0].curves()[0], [[1, -1, 1], [2, -1, 1]])
    assert np.allclose(rise[0].curves()[0], [[2, -1, 1], [2, -1, -1]])


@pytest.mark.parametrize("at", [(1.5, 0.0), (-2.2, -2.1)])
def test_what_would_leave_the_box_is_not_drawn(at: tuple[float, float]):
    steep = ScalarField.from_text("9*x - 5 + 0*y")
    assert [len(part) for part in unit_step(SPACE, FIELD if at[0] > 0 else steep, at)] == [0, 0]
