"""Level curves from closer and closer: true at every distance, straight in the limit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from mathcore.arrays import Window
from scenes.kit.bent_levels import BentLevels
from scenes.kit.layout import STAGE
from scenes.kit.paths import vertices
from scenes.kit.plane import Plane
from scripts.studio.draw import studio_config

GRADIENT = np.array([1.0, 2.0])


@pytest.fixture(autouse=True)
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    scratch: Path = tmp_path_factory.getbasetemp()
    with studio_config(width=160, height=90, fps=10, scratch=scratch, background="#000000"):
        yield


def seen_from(share: float) -> BentLevels:
    plane = Plane(Window((-2, 2), (-2, 2)), STAGE, equal=True)
    family = BentLevels(plane, GRADIENT, [-3, -1, 0, 1, 3], width=2)
    family.share.set_value(share)
    for curve in family:
        curve.update()
    return family


@pytest.mark.parametrize("share", [1.0, 0.4, 0.0])
def test_every_level_has_its_value_from_every_distance(share: float) -> None:
    claims = [claim for curve in seen_from(share) for claim in curve.claims()]
    assert len(claims) == 5
    assert max(claim.read().error_px for claim in claims) < 0.1


def test_levels_bend_from_afar_and_are_straight_from_close_by() -> None:
    turns = []
    for share in (1.0, 0.0):
        family = seen_from(share)
        line = family.plane.from_screen(vertices(family[2].points))
        (ax, ay), (bx, by) = line[1] - line[0], line[-1] - line[-2]
        turns.append(abs(float(np.arctan2(ax * by - ay * bx, ax * bx + ay * by))))
        assert np.allclose(family.value(line), 0, atol=2e-3)
    assert turns[0] > 0.5
    assert turns[1] < 1e-6


def test_a_level_that_was_moved_is_noticed() -> None:
    curve = seen_from(0.5)[1]
    curve.shift(np.array([0.2, 0.0, 0.0]))
    assert curve.claims()[0].read().error_px > 1.5
