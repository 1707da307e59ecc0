"""Tosses of a coin, drawn one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scenes.kit.coins import MOST, Coins
from scenes.kit.layout import BELOW_TITLE
from scripts.studio.draw import studio_config


@pytest.fixture(autouse=True)
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    scratch: Path = tmp_path_factory.getbasetemp()
    with studio_config(width=160, height=90, fps=10, scratch=scratch, background="#000000"):
        yield


@pytest.mark.parametrize(("heads", "tosses"), [(7, 10), (1, 2), (1, 20), (36, MOST)])
def test_there_are_as_many_coins_as_tosses_within_the_region(heads: int, tosses: int) -> None:
    coins = Coins(heads, tosses, BELOW_TITLE)
    assert len(coins) == tosses
    assert BELOW_TITLE.holds(coins)
    (claim,) = coins.claims()
    assert claim.read().error_px == 0


def test_too_many_to_draw_are_written_as_a_share() -> None:
    assert len(Coins(70, 100, BELOW_TITLE)) == 1


def test_a_coin_that_shows_the_wrong_side_is_noticed() -> None:
    coins = Coins(2, 5, BELOW_TITLE)
    coins.letters.pop(0)
    (claim,) = coins.claims()
    assert claim.read().error_px > 1
