"""Turning on the spot: staff, ring and climb in space, shadow and profile beside them."""

from __future__ import annotations

import numpy as np
import pytest

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.following import FollowingLine
from scenes.kit.layout import STAGE
from scenes.kit.plane import Plane
from scenes.kit.profile import Profile
from scenes.kit.shadow_map import ShadowMap, drawn_scale
from scenes.kit.space import Heading, Space
from scenes.kit.turning import FULL_TURN, Climb, Plate, TangentRing, TangentStaff

FIELD = ScalarField.from_text("x*exp(y)")
AT = (2.0, 0.0)
ALONG = np.array([1.0, 2.0])


def worst(mobject) -> float:
    return max(claim.read().error_px for claim in mobject.claims())


def hill(direction=(1, 0)):
    return Space(Window.around(AT, 1.5), (-1.0, 5.0), region=STAGE), Heading(AT, direction)


@pytest.mark.parametrize("azimuth", [-60.0, 30.0, 170.0])
def test_everything_that_turns_stays_true(azimuth):
    space, heading = hill()
    space.view.look(azimuth=azimuth)
    things = [
        TangentStaff(space, FIELD, heading),
        Climb(space, FIELD, heading, "run"),
        Climb(space, FIELD, heading, "rise"),
        TangentRing(space, heading, FIELD),
        TangentRing(space, heading, None, level=-1.0),
    ]
    for _ in range(3):
        heading.turn_by(0.8)
        assert max(worst(thing) for thing in things) < 0.1


def test_the_staffs_tip_is_on_the_ring_and_highest_along_the_gradient():
    space, heading = hill(ALONG)
    staff, ring = TangentStaff(space, FIELD, heading), TangentRing(space, heading, FIELD)
    assert np.allclose(staff.tip(), ring.highest())
    assert ring.highest()[2] == pytest.approx(2 + np.sqrt(5))
    heights = ring.tips(np.linspace(0, FULL_TURN, 200))[:, 2]
    assert heights.max() <= ring.highest()[2] + 1e-9
    assert len(Plate(ring).built) > 100


def test_a_ring_grows_with_the_turn_and_then_stays():
    space, heading = hill()
    ring = TangentRing(space, heading, FIELD, start=heading.angle).follow_turn()
    assert ring.reach() == 0
    heading.turn_by(1.0)
    assert ring.reach() == pytest.approx(1.0)
    heading.turn_by(9.0)
    assert ring.reach() == pytest.approx(FULL_TURN)
    heading.turn_by(-9.5)
    ring.complete()
    assert ring.reach() == pytest.approx(FULL_TURN)


@pytest.mark.parametrize("degrees", [0.0, 40.0, 90.0, 150.0, 180.0, -70.0])
def test_the_shadow_is_as_long_as_the_rate_and_never_longer_than_the_gradient(degrees):
    _, heading = hill(ALONG)
    heading.turn_by(np.radians(degrees))
    flat = ShadowMap(FIELD, heading, STAGE)
    assert flat.scale == 1
    assert flat.angle() == pytest.approx(degrees) or abs(degrees) == 180
    assert flat.rate() == pytest.approx(np.sqrt(5) * np.cos(np.radians(degrees)))
    shadow = flat.foot() - flat.at
    assert np.linalg.norm(shadow) == pytest.approx(abs(flat.rate()), abs=1e-12)
    assert np.linalg.norm(shadow) <= np.sqrt(5) + 1e-12
    assert shadow @ (flat.tip() - flat.foot()) == pytest.approx(0, abs=1e-9)
    assert flat.plane.window.contains(np.stack([flat.foot(), flat.tip()])).all()


def test_what_follows_u_on_the_map_stays_true():
    _, heading = hill()
    flat = ShadowMap(FIELD, heading, STAGE)
    flat.begin_trace()
    heading.turn_by(1.3)
    for part in (flat.shadow, flat.perpendicular, flat.trace, flat.u, flat.arc):
        part.update()
        assert worst(part) < 0.01
    # All feet of perpendiculars lie on the circle over the gradient.
    middle = flat.at + flat.slope / 2
    assert np.allclose(np.linalg.norm(flat.traced() - middle, axis=1), np.sqrt(5) / 2)


def test_gradients_of_any_length_are_drawn_beside_u():
    assert drawn_scale(np.sqrt(5)) == 1
    for length in (0.003, 0.5, 40.0, 2e5):
        assert 1.2 < drawn_scale(length) * length <= 2.8


def test_the_profile_shows_the_rate():
    rate = [1.5]
    profile = Profile(lambda: rate[0], 2.0, STAGE)
    for rate[0] in (1.5, -2.0, 0.4):
        for line in (profile.run, profile.rise, profile.staff):
            line.update()
            assert worst(line) < 0.01
    rate[0] = 0.0
    assert len(profile.rise.update().points) == 0


def test_a_line_that_was_shifted_is_caught():
    line = FollowingLine(
        Plane(Window((0, 1), (0, 1))), lambda: [(0, 0), (1, 1)], color="value", width=3, subject="s"
    )
    assert worst(line) < 0.01
    line.clear_updaters().shift(np.array([0.1, 0.0, 0.0]))
    assert worst(line) > 5
