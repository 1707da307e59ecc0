"""Tables of numbers whose decimals align, among them the quotients that close in on a limit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim.mobject.geometry.line import Line
from manim.mobject.types.vectorized_mobject import VGroup

from mathcore.calculus import DifferenceTable
from scenes.kit.claims import Claim, number_claim
from scenes.kit.digits import Figure, advance
from scenes.kit.numbers import shown
from scenes.kit.theme import theme
from scenes.kit.typography import LABEL, Typeset, math

RULE_STROKE = 2.0

_ROW = 1.5
"""Distance of baselines, in em."""
_COLUMN_GAP = 1.4
_MOST_PLACES = 6


class NumberTable(VGroup):
    """Columns of numbers under headings, aligned at their decimal points.

    ``places`` gives each column's decimals, None for as many as each number needs; ``least`` a
    least width for each, in scene units.
    ``rows[k]`` is what to reveal at once; ``header`` holds headings and rule.
    """

    def __init__(
        self,
        headings: Sequence[str],
        columns: Sequence[Sequence[float]],
        *,
        places: Sequence[int | None],
        colors: Sequence[str],
        size: float = LABEL,
        least: Sequence[float] | None = None,
    ) -> None:
        super().__init__()
        self.size = size
        self._least = least or [0.0] * len(headings)
        titles = [
            math(words, size=size, color=color)
            for words, color in zip(headings, colors, strict=True)
        ]
        self.columns = [
            [Figure(v, places=p, size=size, color=c, anchor="point") for v in values]
            for values, p, c in zip(columns, places, colors, strict=True)
        ]
        self._values = [[float(value) for value in values] for values in columns]
        points, right = self._lay_columns(titles)
        tallest = max(title.height for title in titles)
        for title in titles:
            title.shift(np.array([0.0, tallest / 2, 0.0]))
        rule = Line(
            np.array([0.0, -0.35 * size, 0.0]),
            np.array([right, -0.35 * size, 0.0]),
            stroke_color=theme().axis,
            stroke_width=RULE_STROKE,
        )
        self.header = VGroup(*titles, rule)
        self.rows = VGroup()
        for k in range(len(columns[0])):
            baseline = -(0.35 + 1.25 + k * _ROW) * size
            row = VGroup()
            for column, x in zip(self.columns, points, strict=True):
                row.add(column[k].put(np.array([x, baseline, 0.0])))
            self.rows.add(row)
        self.add(self.header, self.rows)

    def claims(self) -> list[Claim]:
        """Claim that the table still holds the numbers that it was made of."""
        return [
            _entry_claim(figure, value)
            for column, values in zip(self.columns, self._values, strict=True)
            for figure, value in zip(column, values, strict=True)
        ]

    def _lay_columns(self, titles: Sequence[Typeset]) -> tuple[list[float], float]:
        """Set the titles side by side; return the x of each decimal point and the right end."""
        points, left = [], 0.0
        for title, column, least in zip(titles, self.columns, self._least, strict=True):
            before = max(advance(f.text.partition(".")[0]) for f in column) * self.size
            after = max(advance(f.text) for f in column) * self.size
            tail = max(
                (advance(f.text) - advance(f.text.partition(".")[0])) * self.size for f in column
            )
            width = max(title.width, before + tail, after, least)
            title.move_to(np.array([left + width / 2, 0.0, 0.0]))
            points.append(left + (width - before - tail) / 2 + before)
            left += width + _COLUMN_GAP * self.size
        return points, left - _COLUMN_GAP * self.size


class QuotientTable(NumberTable):
    """``h | quotient`` for ever smaller steps, and below a rule the limit they close in on.

    ``rows`` are revealed one by one, then ``limit_row``. ``heading`` is the quotient in Typst
    mathematics.
    """

    def __init__(
        self,
        table: DifferenceTable,
        *,
        heading: str = "(Delta f)/(h)",
        limit: str = "h -> 0",
        size: float = LABEL,
        color: str = "value",
    ) -> None:
        self.table = table
        places = telling_places(table)
        words = math(limit, size=size, color="step")
        super().__init__(
            ("h", heading),
            (table.steps.tolist(), table.quotients.tolist()),
            places=(None, places),
            colors=("step", color),
            size=size,
            least=(words.width, 0.0),
        )
        last = self.columns[1][-1].pen
        baseline = last - np.array([0.0, (_ROW + 0.35) * size, 0.0])
        self.limit_figure = Figure(
            float(table.limit), places=places, size=size, color="highlight", anchor="point"
        ).put(baseline)
        words.move_to(np.array([self.header[0].get_center()[0], 0.0, 0.0]))
        words.shift(np.array([0.0, baseline[1] + 0.32 * size - words.get_center()[1], 0.0]))
        rule = self.header[-1].copy()
        rule.shift(np.array([0.0, baseline[1] + 1.05 * size - rule.get_center()[1], 0.0]))
        self.limit_row = VGroup(rule, words, self.limit_figure)
        self.add(self.limit_row)


def _entry_claim(figure: Figure, value: float) -> Claim:
    return number_claim(f"table entry {figure.text}", lambda: figure.text, lambda: value)


def telling_places(table: DifferenceTable) -> int:
    """Return the fewest decimals that tell all quotients and the limit apart, as far as any do."""
    numbers = [*np.asarray(table.quotients, float).tolist(), float(table.limit)]
    apart = {
        places: len({shown(number, places=places) for number in numbers})
        for places in range(2, _MOST_PLACES + 1)
    }
    most = max(apart.values())
    return min(places for places, count in apart.items() if count == most)
