from itertools import pairwise

import numpy as np
import pytest
from manim import VGroup

from mathcore.calculus import difference_table
from mathcore.fields import ScalarField
from scenes.kit.layout import SIDE, extent, place
from scenes.kit.numbers import parse_shown
from scenes.kit.readout import Boxed, ReadOut, ReadOuts
from scenes.kit.tables import NumberTable, QuotientTable
from scenes.kit.typography import math

STEWART = ScalarField.from_text("x**2*y**3 - 4*y")


def readings(mobject):
    family = mobject.get_family()
    return [c.read() for m in family if hasattr(m, "claims") for c in m.claims()]


def test_a_read_out_follows_its_source_and_keeps_its_point():
    now = [1.25]
    made = ReadOut("f", lambda: now[0], widest=500)
    pens = []
    for value in (1.25, -499.0, 37.5, 0.004):
        now[0] = value
        made.update()
        assert parse_shown(made.figure.text)[0] == pytest.approx(value, abs=0.005)
        pens.append(made.figure.pen)
        assert [r.error_px for r in readings(made)] == [0.0]
        assert extent(made.figure)[0][0] > extent(made.label)[1][0]
    assert np.allclose(pens, pens[0])


def test_a_read_out_that_lags_behind_is_found():
    now = [1.0]
    made = ReadOut("f", lambda: now[0])
    now[0] = 2.0
    (reading,) = readings(made)
    assert reading.error_px == float("inf")
    assert "shows 1.00" in reading.detail


def test_read_outs_align_their_points_and_keep_apart():
    rows = [
        ReadOut("D_bold(u) f", -1.5),
        ReadOut("f", 120.0),
        ReadOut("(partial f)/(partial x)", 2),
    ]
    group = ReadOuts(*rows, region=SIDE)
    assert SIDE.holds(group)
    assert len({round(float(row.figure.pen[0]), 9) for row in rows}) == 1
    for upper, lower in pairwise(rows):
        assert extent(upper)[0][1] > extent(lower)[1][1]


def test_a_box_goes_round_its_content():
    content = VGroup(math("x = 2"))
    made = Boxed(content)
    (low, high), (inner_low, inner_high) = extent(made.box), extent(content)
    assert (low[:2] < inner_low[:2]).all()
    assert (high[:2] > inner_high[:2]).all()


@pytest.mark.parametrize(
    ("text", "direction"),
    [("x**2*y**3 - 4*y", "x"), ("3*x", "x"), ("1e6*sin(x)", (0.6, 0.8)), ("exp(-9*x)*y", "y")],
)
def test_quotients_close_in_on_the_limit_row_by_row(text, direction):
    table = difference_table(ScalarField.from_text(text), (2, -1), direction)
    made = QuotientTable(table)
    assert len(made.rows) == 4
    shown_quotients = [parse_shown(row[1].text)[0] for row in made.rows]
    half = parse_shown(made.rows[0][1].text)[1]
    assert np.allclose(shown_quotients, table.quotients, rtol=0, atol=half * 1.001)
    assert parse_shown(made.limit_figure.text)[0] == pytest.approx(table.limit, abs=half * 1.001)
    # Nine figures, and the eight entries that the table was made of.
    assert [r.error_px for r in readings(made)] == [0.0] * 17
    points = {round(float(row[1].pen[0]), 9) for row in [*made.rows, [None, made.limit_figure]]}
    assert len(points) == 1
    items = [*made.header[:2], *[f for row in made.rows for f in row], *made.limit_row[1:]]
    for k, one in enumerate(items):
        for other in items[k + 1 :]:
            (a, b), (c, d) = extent(one), extent(other)
            assert not (np.minimum(b, d) > np.maximum(a, c))[:2].all()


def test_the_table_tells_its_quotients_apart():
    table = difference_table(STEWART, (2, -1), "x")
    assert [row[1].text for row in QuotientTable(table).rows] == [
        "−5.000", "−4.100", "−4.010", "−4.001"
    ]  # fmt: skip


def test_any_columns_can_be_set():
    made = NumberTable(
        ("n", "x", "L"), [(1, 2), (0.5, -0.25), (10.0, 2.5)],
        places=(None, 2, 1), colors=("muted", "x", "value"),
    )  # fmt: skip
    assert [figure.text for figure in made.rows[1]] == ["2", "−0.25", "2.5"]
    assert SIDE.holds(place(made, SIDE))
