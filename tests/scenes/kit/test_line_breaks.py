"""Titles break into lines of about the same length, which don't cross when they become one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from manim import VGroup

from scenes.kit.ceremony import question_card, settling
from scenes.kit.layout import TITLE_STRIP, extent
from scenes.kit.line_breaks import balanced
from scenes.kit.typography import HERO, Typeset, text
from scripts.studio.draw import studio_config

WIDTH = 11.8


@pytest.fixture(autouse=True)
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    scratch: Path = tmp_path_factory.getbasetemp()
    with studio_config(width=160, height=90, fps=10, scratch=scratch, background="#000000"):
        yield


def lines_of(made: Typeset) -> list[float]:
    """The widths of the lines, top to bottom."""
    rows: list[list[np.ndarray]] = []
    for glyph in sorted(made.submobjects, key=lambda g: -g.get_bottom()[1]):
        if rows and abs(rows[-1][0][1] - glyph.get_bottom()[1]) < 0.5 * HERO:
            rows[-1] += [glyph.get_left(), glyph.get_right()]
        else:
            rows.append([glyph.get_bottom(), glyph.get_left(), glyph.get_right()])
    return [float(np.ptp([corner[0] for corner in row])) for row in rows]


def test_what_fits_stays_on_one_line() -> None:
    words = "Where does nothing change?"
    assert balanced(words, size=HERO, width=WIDTH).width == text(words, size=HERO).width


@pytest.mark.parametrize(
    "words",
    [
        "Which way is steepest, and how steep?",
        "Why does descent cross contours as it does?",
        "Can I find the rate along any arrow?",
        "What does one input do, the others held still, when the whole machine has many of them?",
    ],
)
def test_no_line_is_much_shorter_than_the_others(words: str) -> None:
    loose = text(words, size=HERO, width=WIDTH)
    made = balanced(words, size=HERO, width=WIDTH)
    widths = lines_of(made)
    assert len(widths) == len(lines_of(loose)) > 1
    assert min(widths) > 0.6 * max(widths)
    assert made.width <= WIDTH


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("What does one input do, the others held still?", "What does one input do,"),
        ("Which gradients should I know by heart?", "Which gradients should"),
    ],
)
def test_a_clause_stays_whole_and_no_word_stands_alone(words: str, first: str) -> None:
    made = balanced(words, size=HERO, width=WIDTH)
    assert lines_of(made)[0] == pytest.approx(text(first, size=HERO).width, abs=0.05)


def test_two_lines_that_become_one_do_not_cross_on_their_way() -> None:
    question = "Why does descent cross contours as it does?"
    card = question_card(question)
    middle = card.get_center()[1]
    upper, lower = (
        VGroup(*(g for g in card.submobjects if (g.get_center()[1] > middle) == above))
        for above in (True, False)
    )
    assert min(len(upper), len(lower)) > 5
    moving = settling(card, question)
    moving.begin()
    for share in np.linspace(0, 1, 31):
        moving.interpolate(float(share))
        (_, first), (second, _) = extent(upper), extent(lower)
        bottom, top = extent(upper)[0][1], extent(lower)[1][1]
        assert second[0] >= first[0] or top <= bottom
    assert TITLE_STRIP.holds(card, slack=0.05)
