"""Many parts blended at once are blended as manim does."""

from __future__ import annotations

import numpy as np
import pytest
from manim import (
    AnimationGroup,
    Dot,
    FadeOut,
    Indicate,
    Line,
    ReplacementTransform,
    Rotate,
    Scene,
    Square,
    Surface,
    Transform,
    VGroup,
    tempconfig,
)

from scripts.studio.blends import Blend, hasten

STATE = ("points", "fill_rgbas", "stroke_rgbas", "background_stroke_rgbas", "sheen_direction",
         "stroke_width", "background_stroke_width", "sheen_factor")  # fmt: skip


class Own(Square):
    """A part with a blend of its own."""

    def interpolate_color(self, mobject1, mobject2, alpha):
        return super().interpolate_color(mobject1, mobject2, alpha**2)


def squares(kind=Square):
    return VGroup(*(kind(side_length=0.1 + 0.1 * k).shift([k, 0, 0]) for k in range(6)))


def plane():
    return Surface(lambda u, v: np.array([u, v, u * v]), resolution=(3, 3), u_range=(0, 1))


def moving(way: str):
    """A play of each kind; the second time the same."""
    things = squares(Own) if way == "own" else plane() if "surface" in way else squares()
    target = things.copy().set_color("#ff0000").set_stroke(width=9).scale(2).shift([0, 1, 0])
    if way == "rotate surface":
        return Rotate(things, 1.2, about_point=np.array([1.0, 0, 0]))
    if way == "leave":
        return FadeOut(things, shift=np.array([0, 1.0, 0]))
    if way == "indicate":
        return Indicate(things)
    if way == "replace":
        return ReplacementTransform(things, VGroup(*(Dot([0, k, 0]) for k in range(4))))
    if way == "lag":
        return Transform(things, target, lag_ratio=0.3)
    if way == "group":
        return AnimationGroup(Transform(things, target), FadeOut(Line()), lag_ratio=0.5)
    if way == "follow":
        target[2].add_updater(lambda part, dt: part.shift([0, dt, 0]))
    return Transform(things, target, path_arc=0.8 if way == "arc" else 0)


def states(way: str, *, at_once: bool):
    found = []
    with tempconfig({"dry_run": True}):
        animation = moving(way)
        animation._setup_scene(Scene())
        animation.begin()
        if at_once:
            hasten([animation])
        for alpha in (0, 0.1, 0.2, 0.7, 1.0, 1.0):
            animation.update_mobjects(0.1)
            animation.interpolate(alpha)
            for part in animation.mobject.family_members_with_points():
                found += [np.array(getattr(part, name)) for name in STATE]
        animation.finish()
    return found


WAYS = ("straight", "surface", "rotate surface", "arc", "leave", "indicate", "replace", "lag",
        "group", "own", "follow")  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_at_once_is_as_one_by_one(way: str) -> None:
    for expected, found in zip(states(way, at_once=False), states(way, at_once=True), strict=True):
        if way in ("rotate surface", "arc"):
            assert np.allclose(expected, found, rtol=0, atol=1e-12)
        else:
            assert np.array_equal(expected, found)


def test_what_blends_in_its_own_way_is_left_alone() -> None:
    class Late(Transform):
        def interpolate_mobject(self, alpha):
            super().interpolate_mobject(alpha / 2)

    late, plain = (kind(squares(), squares()) for kind in (Late, Transform))
    hasten([late, plain])
    assert "interpolate_mobject" not in vars(late)
    assert isinstance(plain.interpolate_mobject, Blend)
