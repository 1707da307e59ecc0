"""A plot laid upon a slice's pane: its frame is the pane, its graph the curve on the surface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.claims import PIXELS_PER_UNIT
from scenes.kit.layout import STAGE
from scenes.kit.pane_view import (
    beside_pane,
    closest,
    facing,
    local_heights,
    pane_box,
    plane_upon,
)
from scenes.kit.slices import SliceCurve
from scenes.kit.space import Space
from scenes.kit.states import Heading
from scripts.studio.draw import studio_config

AT = (2.0, -1.0)
STEWART = ScalarField.from_text("x**2*y**3 - 4*y")
NAMES, COLORS = ("h", "f"), ("step", "value")


@pytest.fixture(autouse=True)
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    scratch: Path = tmp_path_factory.getbasetemp()
    with studio_config(width=160, height=90, fps=10, scratch=scratch, background="#000000"):
        yield


def standing(direction: tuple[float, float]) -> tuple[Space, Heading]:
    window = Window.around(AT, 1.4)
    heading = Heading(AT, direction)
    heights = local_heights(STEWART, window, AT, heading.unit)
    return Space(window, heights, region=STAGE), heading


@pytest.mark.parametrize("direction", [(2, 5), (1, 0), (0, -1), (-3, 1)])
def test_the_plot_lies_exactly_on_the_pane(direction: tuple[float, float]) -> None:
    space, heading = standing(direction)
    seen = closest(space, heading, STAGE)
    box = pane_box(space, heading, seen)
    low, high = space.box.low[2], space.box.high[2]
    plane = plane_upon(
        box, Window(heading.span(space.window), (low, high)), names=NAMES, colors=COLORS
    )
    assert STAGE.holds(plane)
    assert pane_box(space, heading, seen, to_floor=True).bottom > STAGE.bottom - 1e-9
    assert box.width > 0.7 * STAGE.width or box.height > 0.6 * STAGE.height
    azimuth = facing(space, heading)
    space.view.look(azimuth=azimuth, elevation=0.0, zoom=seen.zoom, offset=seen.offset)
    curve = SliceCurve(space, STEWART, heading)
    for line in curve.drawn_lines():
        steps, heights = plane.from_screen(line).T
        wanted = plane.to_screen(np.stack([steps, STEWART(heading.along(steps))], axis=-1))
        assert np.ptp(steps) > 0.5
        assert np.abs(wanted - line).max() * PIXELS_PER_UNIT < 1.5
        assert heights.min() >= low - 1e-6
        assert heights.max() <= high + 1e-6


def test_the_path_runs_to_the_right_when_seen_straight_on() -> None:
    space, heading = standing((-3, 1))
    space.view.look(azimuth=facing(space, heading), elevation=0.0)
    ends = space.to_screen(space.on_floor(heading.along(np.array([0.0, 1.0]))))
    assert ends[1, 0] - ends[0, 0] > 0.3


def test_local_heights_hold_the_point_with_room_for_a_label() -> None:
    for text, at in (("x**2 + y**2", (0.0, 0.0)), ("x**2 - y**2", (1.0, 1.0)), ("7", (0.0, 0.0))):
        field = ScalarField.from_text(text)
        low, high = local_heights(field, Window.around(at, 1.4), at, (0.6, 0.8))
        here = float(field(at))
        assert low + 0.1 * (high - low) < here < high - 0.1 * (high - low)


def test_local_heights_cut_what_is_far_above_the_path() -> None:
    # Along x at the bottom of a steep valley: f = 1000 y^2 + x leaves the path's range at once.
    field = ScalarField.from_text("1000*y**2 + x")
    low, high = local_heights(field, Window.around((0, 0), 1.4), (0.0, 0.0), (1.0, 0.0))
    assert low < 0 < high < 1000


def test_the_eye_stands_where_the_surface_is_low() -> None:
    # f rises with y: looking along x the eye belongs on the side of small y, azimuth about -90.
    field = ScalarField.from_text("x + 3*y")
    heading = Heading((0.0, 0.0), (1.0, 0.0))
    window = Window.around((0, 0), 1.4)
    space = Space(window, local_heights(field, window, (0, 0), heading.unit), region=STAGE)
    eye = np.radians(beside_pane(space, heading, field))
    assert np.sin(eye) < -0.5
