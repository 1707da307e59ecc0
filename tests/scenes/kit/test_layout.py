from itertools import pairwise

import numpy as np
import pytest
from manim import Square, VGroup

from scenes.kit import layout
from scenes.kit.layout import (
    BELOW_TITLE,
    LEFT,
    RIGHT,
    SAFE,
    SIDE,
    STAGE,
    TITLE_STRIP,
    LayoutError,
    Region,
    extent,
    place,
    stack,
    title_bar,
)  # fmt: skip
from scenes.kit.typography import SMALLEST, text


def overlap(a, b):
    return min(a.right, b.right) > max(a.left, b.left) and min(a.top, b.top) > max(
        a.bottom, b.bottom
    )


def test_regions_lie_apart_and_leave_the_captions_room():
    for one, other in [(TITLE_STRIP, BELOW_TITLE), (STAGE, SIDE), (LEFT, RIGHT)]:
        assert not overlap(one, other)
    assert SAFE.bottom >= layout.SCREEN.bottom + 0.08 * layout.SCREEN.height - 1e-9


def test_columns_and_rows_keep_their_proportions():
    left, right = Region(0, 0, 7, 2).columns(2, 1, gap=1)
    assert (left.width, right.width, right.left) == pytest.approx((4, 2, 5))
    upper, lower = Region(0, 0, 2, 7).rows(2, 1, gap=1)
    assert (upper.height, lower.height, upper.bottom) == pytest.approx((4, 2, 3))


def test_an_empty_region_is_refused():
    with pytest.raises(LayoutError, match="empty"):
        Region(1, 0, 1, 2)


@pytest.mark.parametrize(
    ("align", "corner"), [("top-left", (0, 3)), ("bottom-right", (4, 1)), ("center", (2, 2))]
)
def test_place_aligns_and_shrinks(align, corner):
    region = Region(0, 1, 4, 3)
    square = place(Square(5), region, align=align)
    assert region.holds(square)
    low, high = extent(square)
    assert high[1] - low[1] == pytest.approx(2)
    anchor = {"top-left": (low[0], high[1]), "bottom-right": (high[0], low[1])}.get(
        align, tuple((low + high)[:2] / 2)
    )
    assert anchor == pytest.approx(corner)


def test_place_never_enlarges():
    assert place(Square(0.5), SAFE).width == pytest.approx(0.5)


def test_text_is_not_shrunk_beyond_reading():
    with pytest.raises(LayoutError, match="too small to read"):
        place(text("far too many words for so small a place"), Region(0, 0, 2, 1))
    shrunk = place(text("some words"), Region(0, 0, 1.9, 1))
    assert shrunk.em_size >= SMALLEST
    assert Region(0, 0, 1.9, 1).holds(shrunk)


def test_stack_keeps_order_and_distance():
    items = [Square(2), Square(3), text("x")]
    stack(items, SIDE, gap=0.4)
    boxes = [extent(item) for item in items]
    for upper, lower in pairwise(boxes):
        assert upper[0][1] - lower[1][1] == pytest.approx(0.4)
    assert all(SIDE.holds(item) for item in items)
    assert np.allclose([low[0] for low, _ in boxes], SIDE.left)


def test_beside_shares_the_row():
    items = [Square(2), VGroup(Square(1)), Square(3)]
    region = Region(-2, -2, 2, 2)
    layout.beside(items, region, gap=0.2)
    edges = [extent(item) for item in items]
    for left, right in pairwise(edges):
        assert right[0][0] - left[1][0] == pytest.approx(0.2)
    assert all(region.holds(item) for item in items)


def test_the_question_goes_into_the_title_strip():
    assert TITLE_STRIP.holds(title_bar("What does one input do, the others held still?"))
