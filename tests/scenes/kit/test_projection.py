"""The projection goes to the screen and back, and keeps its promises about depth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes.kit.projection import Box, Projection

BOX = Box((-1.0, 2.0, -5.0), (3.0, 4.0, 10.0), (1.0, 0.5, 0.6), 0.2)


def view(azimuth: float, elevation: float) -> Projection:
    return Projection(BOX, np.radians(azimuth), np.radians(elevation), 4.0, (1.0, -0.5))


@given(st.floats(-360, 360), st.floats(5, 85), st.floats(-1, 3), st.floats(2, 4), st.floats(-5, 10))
def test_round_trip_through_a_horizontal_plane(azimuth, elevation, x, y, z):
    projection = view(azimuth, elevation)
    # A plane seen edge on has no way back.
    if abs(projection.eye[2] - z) < 1.0:
        return
    screen = projection.to_screen([x, y, z])
    assert screen[2] == 0
    assert projection.from_screen(screen, z) == pytest.approx([x, y], abs=1e-7)


def test_the_middle_of_the_box_is_at_the_centre():
    assert view(-60, 25).to_screen(BOX.middle) == pytest.approx([1.0, -0.5, 0.0])


def test_customary_view_has_x_to_the_right_and_y_into_depth():
    projection = view(-90, 20)
    middle = BOX.middle
    right, back, up = middle + np.diag([1, 0.5, 3])
    assert projection.to_screen(right)[0] > 1.0
    assert projection.to_screen(right)[1] == pytest.approx(-0.5)
    assert projection.depth(back) < projection.depth(middle)
    assert projection.to_screen(up)[1] > -0.5


def test_nearer_things_are_drawn_larger():
    projection = view(-90, 20)
    sizes = []
    for y in (2.0, 4.0):
        ends = projection.to_screen([[0, y, 0], [1, y, 0]])
        sizes.append(np.linalg.norm(ends[1] - ends[0]))
    assert sizes[0] > sizes[1]


def test_floor_is_below_the_range_by_the_lift():
    # 15 units of z are drawn 0.6 high, so a lift of 0.2 is 5 units.
    assert BOX.floor == pytest.approx(-10.0)


def test_eye_projects_straight_ahead():
    projection = view(33, 40)
    halfway = (projection.eye + BOX.middle) / 2
    assert projection.to_screen(halfway) == pytest.approx([1.0, -0.5, 0.0])
