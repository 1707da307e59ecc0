import numpy as np
import pytest
from manim import VGroup

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.arrows import Arrow, DirectionArrow, GradientArrow, arrow_outlines, fitting_scale
from scenes.kit.layout import SAFE, extent
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle, TangentLine
from scenes.kit.plane import Plane
from scenes.kit.theme import theme
from scenes.kit.typography import math
from scenes.kit.vectors import VectorField
from tests.scenes.kit.read_back import errors

CASES = [
    ("x**2*y**3 - 4*y", Window((-3, 3), (-3, 3)), (2, -1)),
    ("(1 - x)**2 + 100*(y - x**2)**2", Window((-2, 2), (-1, 3)), (-0.5, 1)),
    ("sin(x)*cos(y)", Window((-3, 3), (-3, 3)), (0.5, 0.7)),
    ("exp(x*y)", Window((-1.5, 1.5), (-1.5, 1.5)), (1, 0.5)),
    ("1000*x*y + y**2/10000", Window((0, 0.02), (1000, 5000)), (0.01, 2500)),
    ("x**2 - y**2", Window((-2, 2), (-1, 1)), (1, 0.5)),
]


@pytest.fixture(params=CASES, ids=lambda case: case[0])
def case(request):
    words, window, point = request.param
    field = ScalarField.from_text(words)
    return Plane(window), field, np.array(point, float)


def test_level_curves_lie_on_their_levels(case):
    plane, field, point = case
    family = LevelCurves(plane, field, through=float(field(point)))
    assert float(field(point)) in family.levels
    assert 4 <= len(family) <= 12
    assert len(errors(family)) >= 4
    assert max(errors(family)) < 0.1
    assert plane.plot.holds(family)


def test_levels_rise_along_the_ramp_and_one_can_be_highlighted(case):
    plane, field, _ = case
    family = LevelCurves(plane, field)
    colors = [child.get_stroke_color().to_hex().lower() for child in family]
    assert colors[0] == theme().levels[0]
    assert colors[-1] == theme().levels[-1]
    family.highlight(family.levels[1])
    widths = [child.get_stroke_width() for child in family]
    assert int(np.argmax(widths)) == 1
    family.calm()
    assert len({float(child.get_stroke_width()) for child in family}) == 1


def test_level_labels_keep_clear_of_each_other_and_of_other_lines(case):
    plane, field, _ = case
    family = LevelCurves(plane, field, count=6)
    labels = family.labels()
    assert len(labels) >= 1
    assert max(errors(labels)) < 0.5
    for label in labels:
        low, high = extent(label)
        assert plane.plot.holds(label)
        for curve in family:
            if curve is not label.curve:
                points = curve.points[:, :2]
                assert not ((points > low[:2]) & (points < high[:2])).all(axis=1).any()


def test_a_wrong_level_and_a_shifted_curve_are_found(case):
    plane, field, _ = case
    family = LevelCurves(plane, field)
    family.shift((0.05, 0.02, 0))
    assert max(errors(family)) > 1.5


def test_gradient_arrow_shows_the_gradient_inside_the_plot(case):
    plane, field, point = case
    arrow = GradientArrow(plane, field, point)
    assert max(errors(arrow)) < 1e-6
    drawn = plane.from_screen(arrow.tip) - plane.from_screen(arrow.tail)
    assert drawn / plane.window.size == pytest.approx(
        arrow.vector_scale * field.gradient(point) / plane.window.size, abs=1e-9
    )
    assert plane.plot.holds(arrow, slack=0.15)
    assert 0.45 <= np.linalg.norm(arrow.tip - arrow.tail) <= 1.91
    arrow.rotate(0.05)
    assert max(errors(arrow)) > 1.5


def test_arrows_and_marks_follow_a_moving_point(case):
    plane, field, point = case
    here = [point]
    dot = PointDot(plane, point).follow(lambda: here[0])
    arrow = GradientArrow(plane, field, point).follow(lambda: here[0])
    tangent = TangentLine(plane, field, point).follow(lambda: here[0])
    direction = DirectionArrow(plane, point, (2, 5)).follow(lambda: here[0])
    marks = VGroup(dot, arrow, tangent, direction)
    for share in (0.2, 0.5, 0.8):
        here[0] = plane.window.low + share * plane.window.size * (0.9, 0.7)
        marks.update()
        assert np.allclose(dot.get_center(), plane.to_screen(here[0]))
        assert max(errors(marks)) < 1e-6


def test_the_tangent_touches_and_the_angle_is_right_on_equal_scales():
    field = ScalarField.from_text("x**2 + x*y + 2*y**2")
    plane = Plane(Window((-3, 3), (-2, 2)), equal=True)
    arrow, tangent = GradientArrow(plane, field, (1, 0.5)), TangentLine(plane, field, (1, 0.5))
    corner = RightAngle(
        lambda: plane.to_screen((1, 0.5)), lambda: arrow.tip - arrow.tail, lambda: tangent.direction
    )
    assert max(errors(VGroup(tangent, corner))) < 1e-6


def test_unequal_scales_make_the_angle_wrong_and_the_claim_says_so():
    field = ScalarField.from_text("x**2 + x*y + 2*y**2")
    plane = Plane(Window((-3, 3), (-0.5, 1.0)))
    arrow, tangent = GradientArrow(plane, field, (1, 0.5)), TangentLine(plane, field, (1, 0.5))
    corner = RightAngle(
        lambda: plane.to_screen((1, 0.5)), lambda: arrow.tip - arrow.tail, lambda: tangent.direction
    )
    assert max(errors(VGroup(arrow, tangent))) < 1e-6
    assert max(errors(corner)) > 1.5


def test_where_the_gradient_vanishes_nothing_is_drawn_or_claimed():
    field = ScalarField.from_text("x**2 + y**2")
    plane = Plane(Window((-1, 1), (-1, 1)))
    tangent = TangentLine(plane, field, (0, 0))
    arrow = GradientArrow(plane, field, (0, 0))
    assert tangent.claims() == []
    assert np.linalg.norm(arrow.tip - arrow.tail) == 0
    undefined = GradientArrow(plane, ScalarField.from_text("log(x)"), (-0.5, 0), scale=1)
    assert undefined.claims() == []


def test_direction_arrows_have_length_one_unless_told_otherwise():
    plane = Plane(Window((-3, 3), (-3, 3)))
    unit = DirectionArrow(plane, (0, 0), (2, 5))
    assert np.linalg.norm(plane.from_screen(unit.tip)) == pytest.approx(1)
    free = DirectionArrow(plane, (0, 0), (1, 2), unit=False)
    assert plane.from_screen(free.tip) == pytest.approx((1, 2))


def test_short_arrows_keep_their_shape():
    long, short = arrow_outlines([(0, 0, 0)] * 2, [(2, 0, 0), (0.1, 0, 0)])
    assert np.ptp(long[:, 1]) == pytest.approx(0.22)
    assert np.ptp(short[:, 1]) < 0.06
    assert short[3] == pytest.approx((0.1, 0, 0))
    assert np.isfinite(arrow_outlines([(1, 1, 0)], [(1, 1, 0)])).all()


def test_a_common_scale_keeps_all_arrows_of_a_path_inside():
    plane = Plane(Window((-3, 3), (-3, 3)), equal=True)
    field = ScalarField.from_text("x**2 + 3*y**2")
    points = np.stack([np.cos(np.linspace(0, 6, 40)), np.sin(np.linspace(0, 6, 40))], axis=-1)
    scale = fitting_scale(plane, points, field.gradient(points))
    tips = points + scale * field.gradient(points)
    assert plane.window.contains(tips).all()
    assert scale in (0.1, 0.2, 0.5)


@pytest.mark.parametrize("tip", [(1, 0, 0), (6.4, 0, 0), (0, 3.6, 0), (-6.5, 3.5, 0), (6.5, -3, 0)])
def test_labels_ride_clear_of_the_arrow_and_in_the_frame(tip):
    arrow = Arrow((0, 0, 0), tip)
    label = arrow.labelled(math("nabla f"))
    low, high = extent(label)
    assert SAFE.holds(label)
    inside = (arrow.points[:, :2] > low[:2]) & (arrow.points[:, :2] < high[:2])
    assert not inside.all(axis=1).any()


def test_vector_field_is_a_dozen_paths_and_true(case):
    plane, field, _ = case
    arrows = VectorField(plane, field)
    assert len(arrows.submobjects) <= 12
    assert arrows.count >= 20
    assert max(errors(arrows)) < 1e-6
    assert plane.plot.holds(arrows)
    arrows.grow(0.5)
    assert max(errors(arrows)) < 1e-6
    arrows.shift((0.05, 0, 0))
    assert max(errors(arrows)) > 1.5


def test_vector_field_leaves_out_where_nothing_is_defined():
    plane = Plane(Window((-2, 2), (-2, 2)))
    arrows = VectorField(plane, ScalarField.from_text("log(x) + y"))
    assert (arrows.at[:, 0] > 0).all()
    assert max(errors(arrows)) < 1e-6
    still = VectorField(plane, ScalarField.from_text("3"))
    assert still.claims() == []
