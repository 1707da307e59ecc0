"""Bowls on maps: curves that move, principal directions, slices, and what is written of them."""

from __future__ import annotations

import numpy as np
import pytest

from mathcore.arrays import Window
from mathcore.bowls import bowl
from mathcore.descent import descend
from mathcore.fields import ScalarField
from mathcore.models import FIVE_POINTS
from mathcore.steps import ExactLineSearch
from scenes.kit.bowl_levels import BowlLevel, BowlLevels, Shape
from scenes.kit.bowl_numbers import condition_number, exact, known, rounded, share_fact
from scenes.kit.curvature_plot import CurvaturePlot, name_of_curvature, principal_line
from scenes.kit.fit_descent import Centering, FitDescent, common_window
from scenes.kit.layout import BELOW_TITLE, READ_OUT, SIDE, STAGE
from scenes.kit.line_searches import LineSearches
from scenes.kit.numbers import Ratio
from scenes.kit.plane import Plane
from scenes.kit.step_choice import StepChoice
from tests.scenes.kit.read_back import errors

TURNED = ScalarField.from_text("x**2 + x*y + 2*y**2 - 3*x")
WINDOW = Window((-4, 8), (-4, 4))


def test_curves_of_a_bowl_are_exact_and_follow_it() -> None:
    plane, shape = Plane(WINDOW, STAGE, equal=True), Shape.of(bowl(TURNED))
    height = [1.0]
    curve = BowlLevel(plane, shape, lambda: height[0]).follow()
    assert max(errors(curve)) < 0.05
    assert shape.height((2, 1)) == pytest.approx(float(TURNED((2, 1))) - bowl(TURNED).floor)
    height[0] = 3.0
    assert max(errors(curve)) > 1.5
    curve.update()
    assert max(errors(curve)) < 0.05
    assert max(errors(BowlLevels(plane, shape, [0.5, 20.0, 4.0]))) < 0.05


def test_principal_lines_are_named_inside_the_map() -> None:
    plane, it = Plane(WINDOW, STAGE, equal=True), bowl(TURNED)
    for which in (0, 1):
        assert max(errors(principal_line(plane, it, which))) < 1e-6
        assert plane.plot.holds(name_of_curvature(plane, it, which))
    slices = CurvaturePlot(it, 2.0, SIDE)
    assert max(errors(slices)) < 0.5
    assert SIDE.holds(slices, slack=0.03)


def test_the_searched_line_and_the_curve_through_where_one_looks() -> None:
    it = bowl(TURNED)
    path = descend(TURNED, (6, 3), rule=ExactLineSearch(), max_steps=4)
    search = LineSearches(it, path, WINDOW, STAGE)
    search.path.go_to(1)
    search.beyond.set_value(0.4)
    for part in (search.dot, search.level, search.corners):
        part.update()
        assert max(errors(part)) < 0.1
    assert np.allclose(search.here(), path.points[1] + 0.4 * path.moves[0])


def test_a_fit_descends_on_its_map_and_hides_its_dot_outside() -> None:
    window = Window((-1, 2), (-1, 2))
    away = descend(FIVE_POINTS.loss, (0, 0), rule=0.2, max_steps=3)
    shown = FitDescent(FIVE_POINTS, away, STAGE, window=window)
    assert max(errors(shown)) < 0.5
    shown.path.go_to(1)
    shown.update()
    assert shown.panel.dot.get_fill_opacity() == 0
    shown.path.go_to(0)
    shown.update()
    assert shown.panel.dot.get_fill_opacity() == 1
    copied = shown.copy()
    copied.set_opacity(0)
    assert shown.panel.plane.frame.get_stroke_opacity() == 1


def test_centering_slides_the_data_and_turns_the_valley() -> None:
    shown = Centering(FIVE_POINTS, (0, 0))
    for share in (0.0, 0.4, 1.0):
        shown.share.set_value(share)
        shown.update()
        assert max(errors(shown)) < 0.5
        assert np.allclose(shown.shape().hessian, np.array(shown.now.hessian, float))
    assert shown.now.inputs == FIVE_POINTS.centered().inputs
    assert common_window(FIVE_POINTS, (0, 0), STAGE).contains([(0, 0), (1.1, 3.6)]).all()


def test_three_steps_side_by_side() -> None:
    choice = StepChoice(FIVE_POINTS, (0, 0), (0.01, 0.1, 0.16), BELOW_TITLE, taken=12)
    for shown, name in zip(choice.maps, choice.sizes, strict=True):
        shown.path.go_to(shown.path.steps)
        shown.update()
        assert max(errors(shown)) < 0.5
        assert name.get_center()[0] == pytest.approx(shown.panel.plane.plot.center[0])
    # What leaves the map ends there.
    assert choice.maps[2].path.steps < 12


def test_what_is_written_is_exact_where_that_is_short() -> None:
    before, after = bowl(FIVE_POINTS.loss), bowl(FIVE_POINTS.centered().loss)
    assert exact(before.eigenvalues[1]) == "sqrt(41) + 7"
    assert exact(before.condition) == "22.455"
    assert condition_number(before).shown == "22.46"
    assert condition_number(after).shown == "2"
    assert share_fact(bowl(ScalarField.from_text("(x**2 + 10*y**2)/2")).worst_share) == Ratio(
        81, 121
    )
    assert (rounded(0.0999), rounded(0.1582, 2)) == (0.1, 0.16)
    assert "plus.minus sqrt(41)" in known(before, SIDE)[1][0].typst_code.replace(
        "part(#0, lambda)", "lambda"
    )
    assert SIDE.holds(known(after, SIDE))
    assert READ_OUT.width > 0
