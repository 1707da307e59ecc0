"""Pictures of few pixels: each a square whose shade is a number, all of them one mobject."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Self

import numpy as np
import numpy.typing as npt
from manim import VGroup, VMobject

from scenes.kit.claims import Claim, Reading, point_claim
from scenes.kit.color import contrast, to_hex, to_rgb
from scenes.kit.digits import Figure
from scenes.kit.layout import Region
from scenes.kit.painted import Array, Context, Painted, set_color
from scenes.kit.paths import path, vertices
from scenes.kit.ramps import Ramp
from scenes.kit.theme import theme
from scenes.kit.typography import LABEL

Source = Callable[[], npt.ArrayLike]

GAP = 0.035
"""Share of a pixel's side that stays free on each side of it."""

SIGNED = 0.3
"""From this share of the ramp's end on, a pixel carries its sign."""

SIGN_SIZE, SIGN_STROKE = 0.2, 0.085
"""Half length and thickness of a sign, as shares of a pixel's side."""

EDGE = 0.02
"""Thickness of the line round the whole picture, in scene units."""

SHADES = 255
"""A wrong shade counts as one pixel for every step of a screen's that it is off."""

MARK_STROKE = (3.0, 7.0)
RIM_STROKE = (5.0, 8.5)
"""Least and largest stroke of a frame round a pixel, and of its rim; they grow with the pixel."""

_STROKE_PER_UNIT = 100.0


class PixelGrid(Painted):
    """Numbers ``(rows, columns)`` as a picture, the first row on top, as large as a region allows.

    ``source`` is the picture, or is asked for it whenever the grid is redrawn. With ``signed`` the
    strong pixels also carry a plus or a minus, so that colour is not alone in telling them apart.
    ``Create`` sets pixel by pixel, in reading order.
    """

    shared: ClassVar[tuple[str, ...]] = ("ramp",)
    unpainted: ClassVar[tuple[str, ...]] = ("_source",)

    def __init__(
        self,
        source: npt.ArrayLike | Source,
        region: Region,
        *,
        ramp: Ramp,
        signed: bool = False,
        subject: str = "picture",
    ) -> None:
        super().__init__()
        self._source: Source = source if callable(source) else lambda: source
        self.ramp, self.signed, self.subject = ramp, signed, subject
        self.rows, self.columns = self.truth().shape
        self.side = min(region.width / self.columns, region.height / self.rows)
        half = np.array([self.columns, self.rows]) * self.side / 2
        self.corners = np.stack([region.center[:2] - half, region.center[:2] + half])
        self.redraw()
        self.settle()

    def truth(self) -> Array:
        """Return the numbers that should be seen now, ``(rows, columns)``."""
        return np.asarray(self._source(), float)

    def redraw(self) -> Self:
        """Take the shades of what the numbers are now."""
        self.shades = self.ramp.colors(self.truth())
        return self

    def follow(self) -> Self:
        """Redraw at every frame."""
        return self.add_updater(lambda grid: grid.redraw(), call_updater=False)

    def center_of(self, row: int, column: int) -> Array:
        """Return the middle of a pixel as a scene position ``(3,)``; rows count from the top."""
        (x0, _), (_, y1) = self.corners
        at = [x0 + (column + 0.5) * self.side, y1 - (row + 0.5) * self.side, 0.0]
        return self.place(np.array(at))

    def extent(self) -> Array:
        """Return the picture's corners."""
        return self.corners

    def paint(self, ctx: Context) -> None:
        """Fill the squares, as many as have been created, and write the signs on them."""
        shown = self.reveal * self.rows * self.columns
        size = self.side * (1 - 2 * GAP)
        (x0, _), (_, y1) = self.corners
        values = self.ramp.values(self.shades) if self.signed else None
        for k, shade in enumerate(self.shades.reshape(-1, 3)):
            if k >= shown:
                break
            row, column = divmod(k, self.columns)
            x = x0 + (column + GAP) * self.side
            y = y1 - (row + 1 - GAP) * self.side
            ctx.rectangle(x, y, size, size)
            set_color(ctx, shade)
            ctx.fill()
            if values is not None:
                self._write_sign(ctx, float(values[row, column]), shade, x + size / 2, y + size / 2)
        ctx.rectangle(
            x0, y1 - self.rows * self.side, self.columns * self.side, self.rows * self.side
        )
        set_color(ctx, to_rgb(theme().axis))
        ctx.set_line_width(EDGE)
        ctx.stroke()

    def _write_sign(self, ctx: Context, value: float, shade: Array, x: float, y: float) -> None:
        if abs(value) < SIGNED * self.ramp.high:
            return
        inks = (theme().ink, theme().background)
        ink = max(inks, key=lambda color: contrast(color, to_hex(shade)))
        arm, thick = SIGN_SIZE * self.side, SIGN_STROKE * self.side
        ctx.rectangle(x - arm, y - thick / 2, 2 * arm, thick)
        if value > 0:
            ctx.rectangle(x - thick / 2, y - arm, thick, 2 * arm)
        set_color(ctx, to_rgb(ink))
        ctx.fill()

    def claims(self) -> list[Claim]:
        """Claim that every pixel's shade, read back through the ramp, is its number."""

        def read() -> Reading:
            wanted = np.clip(self.truth(), self.ramp.low, self.ramp.high)
            off = np.abs(self.ramp.values(self.shades) - wanted)
            steps = off / (self.ramp.high - self.ramp.low) * SHADES
            worst = np.unravel_index(int(steps.argmax()), steps.shape)
            row, column = (int(part) + 1 for part in worst)
            return Reading(float(steps.max()), f"row {row}, column {column} is off by {off.max()}")

        return [Claim("shade", self.subject, read)]


class PixelMark(VMobject):
    """A frame round one pixel of a grid."""

    def __init__(self, grid: PixelGrid, row: int, column: int, *, color: str = "step") -> None:
        width = float(np.clip(10 * grid.side, *MARK_STROKE))
        super().__init__(stroke_color=theme().of(color), stroke_width=width, fill_opacity=0)
        # A rim of background on both sides, for the pixel may be as bright as the frame.
        rim = float(np.clip(16 * grid.side, *RIM_STROKE))
        self.set_stroke(theme().background, width + 2 * rim, background=True)
        self.grid, self.row, self.column = grid, row, column
        # Round the pixel, not upon it.
        half = grid.side / 2 + width / _STROKE_PER_UNIT / 2
        turns = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
        middle = grid.center_of(row, column)
        self.set_points(path([middle + np.array([x, y, 0.0]) for x, y in turns]))

    def claims(self) -> list[Claim]:
        """Claim that the frame stands round its pixel."""

        def drawn() -> Array:
            return np.asarray(vertices(self.points)[:4].mean(axis=0))

        return [
            point_claim(
                f"pixel in row {self.row + 1}, column {self.column + 1}",
                drawn,
                lambda: self.grid.center_of(self.row, self.column),
            )
        ]


class PixelNumbers(VGroup):
    """The numbers of a picture where its pixels are, in a grid as large as a region allows."""

    def __init__(
        self, values: npt.ArrayLike, region: Region, *, places: int = 1, size: float = LABEL
    ) -> None:
        super().__init__()
        numbers = np.asarray(values, float)
        rows, columns = numbers.shape
        side = min(region.width / columns, region.height / rows)
        corner = region.center + np.array([-columns, rows, 0.0]) * side / 2
        for (row, column), number in np.ndenumerate(numbers):
            figure = Figure(
                number,
                places=places,
                size=size,
                color="ink" if number else "muted",
                anchor="center",
            )
            middle = corner + np.array([column + 0.5, -row - 0.5, 0.0]) * side
            self.add(figure.put(middle - np.array([0.0, figure.height / 2, 0.0])))
