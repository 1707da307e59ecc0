"""Segment 8: its facts, its beats, and other landscapes, drawn and inspected."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.level_walks import angle_on_screen
from scenes.kit.map_levels import even_levels, map_window
from scenes.kit.params import ParamError, read_params
from scenes.kit.relief import relief
from scenes.s08_level_curves import LevelCurvesSegment as Segment
from tests.scenes.conftest import Inspect

REQUIRED = {
    "the question": "ask",
    "horizontal cut of the surface": "cut_at_our_height",
    "level set {x : f(x) = c}": "cut_at_our_height",
    "cuts dropping to the floor as contours": "let_them_fall",
    "equal steps of height": "step_from_curve_to_curve",
    "close contours = long gradient": "read_the_gaps",
    "r(t) on the level curve: f(r(t)) = c": "walk_on_the_curve",
    "grad f . r' = 0": "differentiate",
    "a moving point whose right angle stays right": "keep_the_right_angle",
    "unequal scales: the angle looks wrong, and why": "stretch_the_axes",
    "the answer in one sentence": "answer",
}

OTHERS: dict[str, dict[str, Any]] = {
    "oscillating": {"field": "sin(x)*cos(y)", "at": (0.5, 0.8)},
    "open curves": {"field": "exp(x*y)", "at": (0.5, 1)},
    "saddle": {"field": "x**2 - y**2", "at": (1, 0.5)},
    "steep valley": {"field": "(1 - x)**2 + 100*(y - x**2)**2", "at": (-0.5, 1)},
    "plane": {"field": "0.3*x + 0.1*y", "at": (1, 1)},
    "pole": {"field": "log(x**2 + y**2)", "at": (1, 1)},
    "two hills": {"field": "exp(-(x-1)**2-y**2) + exp(-(x+1)**2-y**2)", "at": (1, 0.8)},
    "off-centre": {"field": "x**2/4 + y**2", "at": (6, 4)},
    "flat": {"field": "0.001*(x**2 + 3*y**2)", "at": (1, 1)},
}


def _params(name: str) -> Segment.Params:
    values = {"window": None, **OTHERS[name]} if name in OTHERS else {}
    return read_params(Segment.Params, values, segment="level-curves")


def test_every_required_item_has_its_beat() -> None:
    assert set(REQUIRED.values()) <= {beat.name for beat in Segment.beats()}


def test_the_facts_of_the_default() -> None:
    # f = x^3 - 3x + y^2 at (0, 1), by hand: height 1, gradient (-3, 2). On the axis its curve
    # meets x^3 - 3x = 1, where the gradient's length is 3 |x^2 - 1|: x = 2 cos 20 and -2 sin 10.
    facts = Segment.facts(Segment.Params())
    assert facts["c"].value == 1
    assert facts["step"].value == 1
    steep = 3 * ((2 * math.cos(math.radians(20))) ** 2 - 1)
    gentle = 3 * (1 - (2 * math.sin(math.radians(10))) ** 2)
    assert facts["steep_length"].value == pytest.approx(steep, rel=2e-3)
    assert facts["gentle_length"].value == pytest.approx(gentle, rel=2e-3)
    # Flattened to a half, gradient (-3, 1) and tangent (2, 1.5).
    cosine = (-6 + 1.5) / (math.hypot(3, 1) * math.hypot(2, 1.5))
    assert facts["angle"].value == pytest.approx(math.degrees(math.acos(cosine)), abs=1e-6)
    assert facts["journey"] == "once round"


@pytest.mark.parametrize("name", ["default", *OTHERS])
def test_levels_are_equally_spaced_and_gaps_end_on_them(name: str) -> None:
    params = _params(name)
    land = relief(params.field, params.at, params.shown, params.levels)
    assert land.here in land.levels
    assert np.allclose(np.diff(land.levels), land.step, rtol=1e-9)
    steep, gentle, scale = land.pair
    assert steep.length >= gentle.length * (1 - 1e-9)
    for slope in (steep, gentle):
        assert abs(slope.to_level - slope.level) == pytest.approx(land.step)
        assert params.field(slope.at) == pytest.approx(slope.level, abs=1e-7)
        assert params.field(slope.end) == pytest.approx(slope.to_level, abs=1e-7)
        tip = np.array(slope.at) + scale * params.field.gradient(slope.at)
        assert land.window.contains(tip)


@pytest.mark.parametrize("name", ["default", *OTHERS])
def test_gradient_and_curve_are_perpendicular_all_along_the_walk(name: str) -> None:
    params = _params(name)
    way = relief(params.field, params.at, params.shown, params.levels).walk
    assert way.low <= way.start <= way.high
    arcs = np.linspace(way.low, way.high, 50)
    points = way.curve.at(arcs if way.curve.closed else np.clip(arcs, 0, way.curve.length))
    values = params.field(points)
    assert np.allclose(values, params.field(params.at), rtol=1e-8, atol=1e-9)
    chords = way.curve.at(np.clip(arcs + 1e-6 * way.curve.length, 0, way.high)) - points
    gradients = params.field.gradient(points)
    cosine = np.abs((chords * gradients).sum(axis=1))[:-1]
    lengths = (np.linalg.norm(chords, axis=1) * np.linalg.norm(gradients, axis=1))[:-1]
    assert (cosine <= 1e-3 * lengths).all()


def test_the_words_fit_the_ground() -> None:
    even = Segment.script(_params("plane"))["read_the_gaps"].display
    uneven = Segment.script(Segment.Params())["read_the_gaps"].display
    assert "just as wide" in even
    assert "narrow" not in even
    assert "narrow" in uneven
    assert (
        "along the curve and back"
        in Segment.script(_params("saddle"))["keep_the_right_angle"].display
    )


def test_along_an_axis_the_angle_survives() -> None:
    params = read_params(
        Segment.Params, {"field": "x", "at": (1, 1), "window": None}, segment="level-curves"
    )
    assert Segment.facts(params)["angle"].shown == "90"
    assert "runs along an axis" in Segment.script(params)["stretch_the_axes"].display


def test_a_level_place_is_refused() -> None:
    with pytest.raises(ParamError, match="no direction there is level"):
        read_params(Segment.Params, {"at": [1, 0]}, segment="level-curves")


def test_even_levels_and_windows() -> None:
    assert even_levels(1.0, 0.5, (0.0, 2.2), 9) == (0.5, 1.0, 1.5, 2.0)
    assert even_levels(1.0, 0.5, (-9.0, 9.0), 1) == (0.5, 1.0, 1.5)
    assert map_window(Window((0, 10), (0, 2))) == Window((0, 10), (-1.5, 3.5))
    bowl = ScalarField.from_text("x**2 + y**2")
    assert angle_on_screen(bowl, (1, 1)) == pytest.approx(90)
    # (1, 1/2) and (1, -1/2) meet at 2 atan(1/2).
    assert angle_on_screen(bowl, (1, 1), (1, 0.5)) == pytest.approx(
        math.degrees(2 * math.atan(0.5))
    )


LIGHT_ENOUGH = {"default", "steep valley", "plane"}
INSPECTED = [
    pytest.param(name, marks=() if name in LIGHT_ENOUGH else pytest.mark.heavy)
    for name in ["default", *OTHERS]
]


@pytest.mark.parametrize("name", INSPECTED)
def test_the_picture_passes_its_inspection(name: str, inspected: Inspect) -> None:
    params, look = _params(name), "light" if name in list(OTHERS)[::2] else "dark"
    report = inspected(lambda: Segment(params=params), theme=look, segment="s08")
    assert report.claims.worst_px <= 1.5
    assert report.claims.checked > 1000
