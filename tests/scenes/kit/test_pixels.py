"""Pictures of pixels: shades that are read back, frames round pixels, bars of scores."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.kit.layout import RIGHT, Region
from scenes.kit.pixels import PixelGrid, PixelMark, PixelNumbers
from scenes.kit.ramps import ink_ramp, sign_ramp
from scenes.kit.score_bars import ScoreBars
from scenes.kit.sign_legend import SignLegend
from scenes.kit.theme import use_theme

BOX = Region(-4, -2, 4, 2)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_a_ramp_gives_back_the_value_of_a_shade(name: str) -> None:
    values = np.linspace(-1.5, 1.5, 31)
    with use_theme(name):
        for ramp in (sign_ramp(1.5), ink_ramp(-1.5, 1.5)):
            assert np.abs(ramp.values(ramp.colors(values)) - values).max() < 3 / 255
            assert (ramp.colors([-9, 9]) == ramp.colors([-1.5, 1.5])).all()


def test_pixels_are_squares_and_the_first_row_is_on_top() -> None:
    grid = PixelGrid(np.eye(2, 4), BOX, ramp=ink_ramp())
    assert grid.side == 2
    assert np.allclose(grid.center_of(0, 0), (-3, 1, 0))
    assert np.allclose(grid.center_of(1, 3), (3, -1, 0))
    assert np.allclose(grid.copy().shift((1, 2, 0)).center_of(1, 3), (4, 1, 0))


def test_a_wrong_shade_is_noticed() -> None:
    numbers = np.array([[0.2, 0.4], [0.6, 0.8]])
    grid = PixelGrid(lambda: numbers, BOX, ramp=ink_ramp())
    (claim,) = grid.claims()
    assert claim.read().error_px < 0.5
    numbers = numbers + np.array([[0, 0], [0, 0.1]])
    (claim,) = grid.claims()
    assert claim.read().error_px == pytest.approx(25.5, abs=1)
    assert "row 2, column 2" in claim.read().detail
    assert grid.redraw().claims()[0].read().error_px < 0.5


def test_a_frame_stands_round_its_pixel() -> None:
    grid = PixelGrid(np.zeros((3, 3)), BOX, ramp=ink_ramp())
    mark = PixelMark(grid, 2, 1)
    assert mark.claims()[0].read().error_px < 1e-6
    assert mark.width > grid.side
    mark.shift((0.1, 0, 0))
    assert mark.claims()[0].read().error_px == pytest.approx(13.5)


def test_numbers_stand_where_the_pixels_are() -> None:
    values = np.array([[0.0, 0.25], [1.0, 0.5]])
    grid, numbers = PixelGrid(values, BOX, ramp=ink_ramp()), PixelNumbers(values, BOX)
    assert [figure.text for figure in numbers] == ["0.0", "0.3", "1.0", "0.5"]
    for figure, (row, column) in zip(numbers, np.ndindex(2, 2), strict=True):
        assert np.allclose(figure.get_center(), grid.center_of(row, column), atol=0.03)


def test_bars_follow_the_scores_and_frame_the_largest() -> None:
    scores = np.array([1.0, -2.0, 3.0])
    bars = ScoreBars(lambda: scores, RIGHT, asked=1, span=(-2, 3))
    assert bars.claims()[0].read().error_px < 1e-6
    assert np.allclose(bars.winner.get_center(), bars.names[2].get_center())
    unit = bars.bars[0].width
    assert bars.bars[1].width == pytest.approx(2 * unit)
    scores = np.array([4.0, 0.0, 1.0])
    assert bars.claims()[0].read().error_px > 50
    bars.update()
    assert bars.claims()[0].read().error_px < 1e-6
    assert np.allclose(bars.winner.get_center(), bars.names[0].get_center())
    assert [figure.text for figure in bars.numbers] == ["4.00", "0.00", "1.00"]


def test_the_legend_names_both_ends() -> None:
    legend = SignLegend(sign_ramp(1.6), RIGHT, raises="raises", lowers="lowers")
    assert [figure.text for figure in legend.numbers] == ["1.6", "0.8", "0.0", "−0.8", "−1.6"]
    assert legend.strip.claims()[0].read().error_px < 0.5
