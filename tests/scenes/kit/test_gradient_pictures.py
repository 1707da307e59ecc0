"""What the gradient's segment adds to the kit: arrows carried up, fields on the floor, bars …"""

from __future__ import annotations

import numpy as np
import pytest

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.bars import Bars
from scenes.kit.color_key import ColorKey
from scenes.kit.floor_field import FloorField
from scenes.kit.from_above import FROM_ABOVE, NORTH_UP, lay_under
from scenes.kit.layout import STAGE, Region
from scenes.kit.lifted_arrow import LiftedArrow, Strike
from scenes.kit.plane import Plane
from scenes.kit.rings import Ring
from scenes.kit.routes import resting_places, room_for_arrows, route
from scenes.kit.space import Heading, Space
from scenes.kit.space_labels import beside_on_floor
from scenes.kit.theme import theme
from scenes.kit.typography import math

SQUARE = Window((-2, 2), (-2, 2))
BOWL = ScalarField.from_text("x**2 + y**2")
PASS = ScalarField.from_text("x**2*y - x**2 - y**2")


def worst(mobject) -> float:
    return max(claim.read().error_px for claim in mobject.claims())


def space() -> Space:
    return Space(SQUARE, (0.0, 8.0), region=STAGE, height=0.5, lift=0.45)


@pytest.mark.parametrize("lift", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("azimuth", [-60.0, 20.0, 200.0])
def test_a_carried_arrow_is_true_at_every_height(lift, azimuth):
    room = space()
    room.view.look(azimuth=azimuth)
    arrow = LiftedArrow(room, BOWL, Heading((1, 0.5), (1, 0)), scale=0.3).raise_to(lift)
    assert worst(arrow) < 0.01


def test_a_carried_arrow_is_as_long_up_there_as_below_and_looks_wrong():
    room = space()
    arrow = LiftedArrow(room, BOWL, Heading((1, 0.5), (1, 0)), scale=0.3)
    below = np.linalg.norm(arrow.ahead() * room.box.scale)
    assert np.allclose(arrow.vector, 0.3 * np.array([2.0, 1.0]))
    yellow = arrow.rgb.copy()
    arrow.raise_to(1.0)
    assert np.linalg.norm(arrow.ahead() * room.box.scale) == pytest.approx(below)
    assert arrow.foot()[2] == pytest.approx(1.25)
    assert not np.allclose(arrow.rgb, yellow)
    arrow.raise_to(0.0)
    assert np.allclose(arrow.rgb, yellow)
    assert len(Strike(arrow).drawn_lines()) == 2


@pytest.mark.parametrize("text", ["x**2 + y**2", "log(x) + y", "3 + 0*x"])
def test_the_field_on_the_floor_is_the_gradient(text):
    room = space()
    arrows = FloorField(room, ScalarField.from_text(text))
    assert len(arrows.at) > 0
    if len(arrows.built):
        assert worst(arrows) < 0.01
    tails, tips = arrows.ends()
    along = tips - tails
    crossed = along[:, 0] * arrows.gradients[:, 1] - along[:, 1] * arrows.gradients[:, 0]
    assert np.allclose(crossed, 0, atol=1e-9)


def test_from_above_the_floor_is_the_map():
    room, plane = space(), Plane(SQUARE, STAGE, equal=True)
    zoom = lay_under(room, plane)
    room.view.look(azimuth=NORTH_UP, elevation=FROM_ABOVE, zoom=zoom)
    corners = np.array([(-2, -2), (2, -2), (2, 2), (0.5, 1)])
    assert np.allclose(room.to_screen(room.on_floor(corners)), plane.to_screen(corners), atol=1e-6)


def test_places_of_rest_and_the_way_to_the_nearest():
    places = resting_places(PASS, SQUARE)
    assert {tuple(np.round(p, 3)) for p in places} == {(0, 0), (1.414, 1), (-1.414, 1)}
    way = route(PASS, (1, 0), SQUARE, places)
    assert way.rests
    assert np.allclose(way.at(0.0), (1, 0))
    assert np.linalg.norm(PASS.gradient(way.at(1.0))) < 1e-6
    tips = way.points + 0.99 * room_for_arrows(PASS, way.points, SQUARE) * PASS.gradient(way.points)
    assert SQUARE.contains(tips).all()


def test_without_a_place_of_rest_the_way_goes_where_the_gradient_is_short():
    cone = ScalarField.from_text("log(x**2 + y**2)")
    way = route(cone, (1, 1), SQUARE, resting_places(cone, SQUARE))
    assert not way.rests
    lengths = np.linalg.norm(cone.gradient(way.points), axis=1)
    assert lengths[-1] < lengths[0]


def test_bars_end_at_their_values():
    bars = Bars([-2.0, 1.0, 3.0], Region(0, 0, 5, 5), colors=["x", "y", "x"], figures=True)
    assert worst(bars) < 0.01
    assert bars.end(2)[1] - bars.zero_at == pytest.approx(3 * bars.unit)
    assert bars.zero_at - bars.end(0)[1] == pytest.approx(2 * bars.unit)
    bars.grow(0.5)
    assert worst(bars) < 0.01
    assert [bar.get_fill_color().to_hex().lower() for bar in bars.bars] == [theme().x, theme().y]
    assert worst(Bars(np.linspace(-1, 1, 300), Region(0, 0, 5, 5))) < 0.01
    bars.bars[0].shift(np.array([0.0, 0.1, 0.0]))
    assert worst(bars) > 5


def test_a_ring_claims_that_the_gradient_vanishes():
    plane = Plane(SQUARE)
    assert worst(Ring(plane, BOWL, (0, 0))) < 0.01
    assert worst(Ring(plane, BOWL, (0.1, 0))) > 5


def test_a_key_names_what_its_last_color_stands_for():
    key = ColorKey("norm(nabla f)", 9.206, width=3.0)
    assert worst(key) == 0
    assert key.ends[1].get_center()[0] > key.ends[0].get_center()[0]


def test_labels_on_the_floor_stay_inside_it():
    room = space()
    for where in [(1.9, 0.0), (-1.9, 1.9), (0.0, -1.95)]:
        label = math("-2")
        point = room.on_floor(np.array(where))
        beside_on_floor(label, room, point, away_from=room.on_floor(np.zeros(2)))
        assert SQUARE.contains(room.floor.from_screen(label.get_center()))
