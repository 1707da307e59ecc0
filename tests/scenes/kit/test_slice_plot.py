"""The slice plot: everything is where the field puts it; planted shifts are found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.dials import UnitCircle
from scenes.kit.layout import LEFT
from scenes.kit.plane import Plane
from scenes.kit.slice_plot import SlicePlot
from scripts.studio.draw import studio_config


@pytest.fixture(autouse=True)
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    scratch: Path = tmp_path_factory.getbasetemp()
    with studio_config(width=160, height=90, fps=10, scratch=scratch, background="#000000"):
        yield


def plot() -> SlicePlot:
    return SlicePlot(
        ScalarField.from_text("x**2 + y"),
        (1.0, 0.0),
        (1.0, 0.0),
        steps=(1.0, 0.1, 0.01, 0.001),
        span=(-3.0, 1.0),
        region=LEFT,
        names=("x", "f"),
        colors=("x", "value"),
        origin=1.0,
    )


def worst(mobject: object) -> float:
    return max(claim.read().error_px for claim in mobject.claims())  # type: ignore[attr-defined]


def test_everything_is_where_the_field_puts_it() -> None:
    made = plot()
    # By hand: the slice is x^2, its tangent at 1 has slope 2, the first quotient is 2 + h = 3.
    assert made.slope == pytest.approx(2.0)
    assert made.table.table.quotients[0] == pytest.approx(3.0)
    for part in (made.graph, made.start, made.end, made.secant, made.legs, made.tangent):
        assert worst(part) < 0.5
    made.step.set_value(0.1)
    for part in (made.end, made.secant, made.legs):
        part.update()
        assert worst(part) < 0.5
    assert made.end_point() == pytest.approx((1.1, 1.21))


def test_a_shifted_secant_is_found() -> None:
    made = plot()
    made.secant.shift(np.array([0.0, 0.1, 0.0]))
    assert worst(made.secant) > 5


def test_the_unit_circle_is_cut_to_its_window_and_checked() -> None:
    plane = Plane(Window((-0.5, 3), (-3, 3)), LEFT, equal=True)
    circle = UnitCircle(plane, (0.0, 0.0))
    assert worst(circle) < 0.1
    assert plane.from_screen(circle.points)[:, 0].min() >= -0.5 - 1e-9
    circle.scale(1.05)
    assert worst(circle) > 3
