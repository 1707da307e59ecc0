"""The rate over the angle, the same path at another pace, and the arc of an angle."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from manim import ValueTracker

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.dials import AngleArc
from scenes.kit.direction_map import DirectionMap
from scenes.kit.layout import RIGHT, STAGE
from scenes.kit.pace_plot import PacePlot
from scenes.kit.plane import Plane
from scenes.kit.rate_plot import RatePlot, places_for
from scenes.kit.steps import StepLegs
from scripts.studio.draw import studio_config

STEWART, AT = ScalarField.from_text("x**2*y**3 - 4*y"), (2.0, -1.0)
UNIT = np.array([2.0, 5.0]) / math.sqrt(29)


@pytest.fixture(autouse=True)
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    scratch: Path = tmp_path_factory.getbasetemp()
    with studio_config(width=160, height=90, fps=10, scratch=scratch, background="#000000"):
        yield


def test_the_rate_is_a_cosine_as_high_as_the_gradient_is_long() -> None:
    start = math.degrees(math.atan2(8, -4))  # the gradient's direction, by hand
    plot = RatePlot(STEWART, AT, ValueTracker(0.0), RIGHT, start=start)
    angles = np.array([0.0, 60.0, 90.0, 180.0])
    assert np.allclose(plot.rate(angles), math.sqrt(80) * np.array([1, 0.5, 0, -1]), atol=1e-9)


def test_the_curve_is_drawn_as_far_as_u_has_turned_and_stays() -> None:
    turned = ValueTracker(0.0)
    plot = RatePlot(STEWART, AT, turned, RIGHT)
    turned.set_value(120.0)
    plot.curve.update()
    drawn = plot.plane.from_screen(plot.curve.points)[:, 0]
    assert drawn.max() == pytest.approx(120.0, abs=1e-6)
    turned.set_value(30.0)
    plot.curve.update()
    plot.now.update()
    assert plot.plane.from_screen(plot.curve.points)[:, 0].max() == pytest.approx(120.0, abs=1e-6)
    for claim in (*plot.curve.claims(), *plot.now.claims()):
        assert claim.read().error_px < 0.5


def test_a_flat_place_has_no_ceiling() -> None:
    plot = RatePlot(ScalarField.from_text("x**2 + y**2"), (0.0, 0.0), ValueTracker(0.0), RIGHT)
    assert len(plot.ceiling) == 0
    assert np.allclose(plot.rate(np.linspace(0, 360, 7)), 0)


def test_at_another_pace_the_slope_grows_by_the_pace() -> None:
    pace = ValueTracker(1.0)
    plot = PacePlot(STEWART, AT, UNIT, pace, STAGE, names=("h", "f"))
    assert plot.wrong_rate() == pytest.approx(32 / math.sqrt(29))
    pace.set_value(math.sqrt(29))
    assert plot.wrong_rate() == pytest.approx(32.0)
    plot.hurried.update()
    plot.steeper.update()
    for part in (plot.walk, plot.slope, plot.hurried, plot.steeper):
        assert all(claim.read().error_px < 0.5 for claim in part.claims())
    # The same heights: the hurried walk ends sooner by the factor, at the same height.
    last = plot.plane.from_screen(plot.hurried.points)
    assert last[:, 0].max() == pytest.approx(1.25 / math.sqrt(29), abs=1e-6)
    assert last[-1, 1] == pytest.approx(float(plot.along(np.array(1.25))), abs=1e-6)


def test_an_arc_that_is_moved_fails_its_claim() -> None:
    plane = Plane(Window.around((0, 0), 1.4), STAGE, equal=True)
    arc = AngleArc(plane, (0.0, 0.0), start=30.0, turned=lambda: 60.0, radius=0.4)
    (claim,) = arc.claims()
    assert claim.read().error_px < 0.01
    # From 30 degrees by 60: it ends straight above the centre.
    assert np.allclose(plane.from_screen(arc.points[-1]), (0.0, 0.4), atol=1e-9)
    arc.rotate(math.radians(5), about_point=plane.to_screen((0, 0)))
    assert claim.read().error_px > 3


def test_names_that_are_not_shown_do_not_cut_the_lines_behind_them() -> None:
    plane = Plane(Window((0, 2), (0, 2)), STAGE)
    legs = StepLegs(plane, (0.5, 0.5), lambda: (1.5, 1.5))
    rims = [
        glyph.get_stroke_opacity(background=True)
        for glyph in legs.names.family_members_with_points()
    ]
    assert min(rims) == 1.0
    legs.named = False
    legs.redraw()
    for glyph in legs.names.family_members_with_points():
        assert glyph.get_fill_opacity() == 0.0
        assert glyph.get_stroke_opacity(background=True) == 0.0


def test_decimals_follow_the_size_of_what_is_measured() -> None:
    assert [places_for(size) for size in (3080.6, 8.9, 0.46, 0.0046, 0.0)] == [2, 2, 3, 5, 2]


@pytest.mark.parametrize("slope", [0.001, 1000.0])
def test_the_right_angle_is_as_large_however_long_the_gradient_is(slope: float) -> None:
    field = ScalarField.from_text(f"{slope}*x")
    shown = DirectionMap(field, (0.0, 0.0), (3.0, 4.0), Window.around((0, 0), 1.4))
    shown.turned.set_value(270.0)
    corner = shown.corner()
    assert corner.width == pytest.approx(0.24, abs=0.02)
    assert all(claim.read().error_px < 0.5 for claim in corner.claims())


def test_u_is_made_one_long_and_its_parts_add_up_to_it() -> None:
    shown = DirectionMap(STEWART, AT, (2.0, 5.0), Window.around(AT, 1.4))
    assert np.allclose(shown.way(), UNIT)
    first, _, second, _ = shown.legs
    tips = shown.plane.from_screen(np.stack([first.tip, second.tail, second.tip]))
    assert np.allclose(tips, [AT + UNIT * [1, 0], AT + UNIT * [1, 0], AT + UNIT], atol=1e-9)


def test_a_part_too_short_to_see_is_left_out_and_so_is_a_gradient_that_vanishes() -> None:
    field = ScalarField.from_text("x**2 + y**2")
    shown = DirectionMap(field, (0.0, 0.0), (0.0, -1.0), Window.around((0, 0), 1.4))
    assert len(shown.legs) == 2  # the part along y and its name
    assert len(shown.gradient) == 0
