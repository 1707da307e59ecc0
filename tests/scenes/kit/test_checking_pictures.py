"""Pictures that confirm a result: a secant that shrinks to the tangent, a close-up, names."""

from __future__ import annotations

import numpy as np
import pytest

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.arrow_names import named
from scenes.kit.arrows import VectorArrow
from scenes.kit.close_up import CloseUp
from scenes.kit.layout import LEFT, RIGHT, SIDE, extent
from scenes.kit.plane import Plane
from scenes.kit.slope_check import LAST_STEP, SlopeCheck


def check(text, at, direction=(1.0, 0.0), **more):
    field = ScalarField.from_text(text, variables=("x", "y"))
    slope = float(field.gradient(at) @ np.array(direction))
    options = {"names": ("h", "f"), "colors": ("step", "value"), "label": "m", "label_colors": {}}
    return SlopeCheck(field, at, direction, RIGHT, claimed=slope, **options, **more)


def worst(mobject):
    claims = [c for m in mobject.get_family() if hasattr(m, "claims") for c in m.claims()]
    return max(claim.read().error_px for claim in claims)


def test_the_secant_closes_in_on_the_slope():
    # Over (x - h, x + h) the secant of x^3 at 1 has slope 3 + h^2.
    made = check("x**3", (1.0, 0.0))
    for step in (1.0, 0.5, LAST_STEP):
        made.step.set_value(step)
        parts = (made.secant, *made.ends, made.reading)
        for part in parts:
            part.update()
        assert made.measured() == pytest.approx(3 + step**2)
        assert max(map(worst, (*parts, made.tangent, made.graph))) < 1.5


def test_the_first_step_stays_where_the_function_is():
    assert check("log(x)", (0.5, 0.0)).step.get_value() < 0.5
    assert check("x*y", (0.5, 0.0)).step.get_value() == 1.0


def test_the_first_step_is_shorter_where_the_slice_bends_much():
    assert check("x**3", (1.0, 0.0)).step.get_value() == 1.0
    assert check("x + 100*x**4", (0.0, 0.0)).step.get_value() < 0.5
    assert check("x**2", (0.0, 0.0)).step.get_value() == 1.0


def test_a_close_up_is_as_many_times_as_large():
    plane = Plane(Window((-2, 2), (-2, 2)), RIGHT, equal=True)
    near = CloseUp(plane, (0.5, 1.0), LEFT, times=10)
    unit = plane.plot.width / plane.window.width
    closer = near.plane.plot.width / near.plane.window.width
    assert closer / unit == pytest.approx(10, rel=0.1)
    low, high = extent(near.frame)
    assert np.allclose((low + high) / 2, plane.to_screen((0.5, 1.0)))
    assert worst(near.frame) < 1e-6


@pytest.mark.parametrize("vector", [(1, 0.4), (-1, 0.4), (0.1, -1)])
def test_a_name_stands_on_the_side_where_the_other_arrow_is_not(vector):
    plane = Plane(Window((-2, 2), (-2, 2)), SIDE, equal=True)
    arrow = VectorArrow(plane, (0, 0), vector, scale=0.5)
    other = plane.vector_to_screen((1, 1))
    label = named(arrow, "bold(v)", color="ink", plot=plane.plot, away_from=other)
    along, away = arrow.tip - arrow.tail, label.get_center() - arrow.tip
    side = along[0] * away[1] - along[1] * away[0]
    assert side * (along[0] * other[1] - along[1] * other[0]) < 0
    assert plane.plot.holds(label)
