"""The instruments of the line fit: both knobs with their values, and under them the loss."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from manim.mobject.types.vectorized_mobject import VGroup, VMobject

from mathcore.models import LineFit
from scenes.kit.knob_dials import KnobDial
from scenes.kit.layout import SNUG, Region, place
from scenes.kit.numbers import shown
from scenes.kit.panels import READINGS, Knobs, LossPanel, best_of
from scenes.kit.readout import ReadOut
from scenes.kit.relief import places_for
from scenes.kit.typography import LABEL, Typeset

Array = npt.NDArray[np.float64]

EQUALS = 1.2
"""Where equals signs stand, from the left of the region."""

LARGE = 1e4
"""A loss from here on is read without decimals."""

NAMES = ("w", "b")
COLORS = {"w": "w", "b": "b", "L": "value"}


class Instruments(VGroup):
    """Dials and read-outs of ``w`` and ``b``, and the loss, in the rows of a region.

    The dials' scales are the axes of the map. ``rows`` are the regions under the loss that stay
    free, one for each knob.
    """

    def __init__(
        self, fit: LineFit, knobs: Knobs, chart: LossPanel, region: Region = READINGS
    ) -> None:
        above, between, under, *self.rows = region.rows(1.25, 1.25, 0.6, 1.15, 1.15, gap=SNUG)
        self.fit, self.knobs, self.window = fit, knobs, chart.plane.window
        words = self._values()
        left = region.right - max(line.width for line in words)
        self.w, self.b = (
            self._with_dial(line, k, row, left)
            for k, (line, row) in enumerate(zip(words, (above, between), strict=True))
        )
        self.equals = region.left + EQUALS
        self.loss = self._loss()
        self._set(self.loss, self.loss.label.submobjects[-1], under)
        super().__init__(self.w, self.b, self.loss)

    def line_up(self, line: Typeset, k: int) -> Typeset:
        """Set a line, whose equals sign is its part ``equals``, under the loss; return it."""
        self._set(line, line.part("equals"), self.rows[k])
        return line

    def _values(self) -> list[ReadOut]:
        """Return the read-outs of both knobs, with room for a sign where one may come."""
        ends = [*self.window.x, *self.window.y]
        return [
            ReadOut(
                name,
                self._knob(k),
                places=places_for(self.window.size),
                size=LABEL,
                colors=COLORS,
                widest=max(ends, key=lambda end: len(shown(end, places=0))),
                signed=bool(np.min([self.knobs.at, best_of(self.fit)]) < 0),
            )
            for k, name in enumerate(NAMES)
        ]

    def _with_dial(self, words: ReadOut, k: int, row: Region, left: float) -> VGroup:
        """Return a knob's dial and value in a row, the value to the right of ``left``."""
        scale = (self.window.x, self.window.y)[k]
        dial = KnobDial(self._knob(k), scale, color=NAMES[k], subject=f"knob {NAMES[k]}")
        place(dial, Region(row.left, row.bottom, left - SNUG, row.top))
        return VGroup(dial, place(words, row, align="right"))

    def _loss(self) -> ReadOut:
        """Return the read-out of the loss, with room for the largest on the map."""
        loss, knobs, window = self.fit.loss, self.knobs, self.window
        corners = np.stack(np.meshgrid(window.x, window.y), axis=-1)
        # A convex loss is largest at a corner.
        largest = float(loss(corners).max())
        return ReadOut(
            "L",
            lambda: float(loss(knobs.at)),
            places=places_for(largest) + 1 if largest < LARGE else 0,
            colors=COLORS,
            widest=largest,
            signed=False,
        )

    def _knob(self, k: int) -> Callable[[], float]:
        return lambda: float(self.knobs.at[k])

    def _set(self, line: VMobject, sign: VMobject, row: Region) -> None:
        """Set a line into a row, its equals sign under the others if there is room for that."""
        place(line, row)
        room = row.right - float(line.get_right()[0])
        across = min(self.equals - float(sign.get_center()[0]), room)
        line.shift(np.array([across, 0.0, 0.0]))
