"""Lines that become one pass each other's ends before they are on the same height."""

from __future__ import annotations

import numpy as np

from scenes.kit.ceremony import aside_first


def test_a_glyph_goes_sideways_first_and_arrives_where_it_should() -> None:
    square = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
    end = 0.5 * square + np.array([4.0, 3.0, 0.0])
    assert np.allclose(aside_first(square, end, 0.0), square)
    assert np.allclose(aside_first(square, end, 1.0), end)
    middle = aside_first(square, end, 0.45).mean(axis=0)
    across, up = (middle - square.mean(axis=0))[:2] / (end.mean(axis=0) - square.mean(axis=0))[:2]
    assert across > 0.8 > 0.3 > up


def test_what_has_no_points_has_no_way() -> None:
    nothing = np.zeros((0, 3))
    assert aside_first(nothing, nothing, 0.5) is nothing
