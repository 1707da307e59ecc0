"""Numbers as one mobject each, put together from glyphs that were typeset once.

A read-out changes every frame; compiling and parsing Typst for it would cost 30 to 60 ms, moving
a few dozen cached points costs a fraction of one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Self

import numpy as np
import numpy.typing as npt
from manim import config
from manim.mobject.types.vectorized_mobject import VMobject

from scenes.kit.claims import Claim, number_claim
from scenes.kit.numbers import shown
from scenes.kit.theme import theme
from scenes.kit.typography import BODY, SMALLEST, Typeset, TypesetError

Array = npt.NDArray[np.float64]
Anchor = Literal["left", "center", "right", "point"]

_PLAIN = "0123456789.,\u2212+\u00d7\u221e()"
_SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b"
MISFIT = 0.04
"""How far drawn digits may be from their places, in em."""

_RAISED = dict(zip(_SUPERSCRIPTS, "0123456789\u2212", strict=True))


@dataclass(frozen=True)
class _Glyph:
    """Bézier points in em, the pen at the origin on the baseline, and how far the pen moves."""

    points: Array
    advance: float


class Figure(VMobject):
    """A number as ``numbers.shown`` writes it, drawn as one path on one baseline.

    ``anchor`` tells which point of it stays put when the number changes: an end, the middle, or
    the decimal point.
    """

    def __init__(
        self,
        value: float,
        *,
        places: int | None = None,
        size: float = BODY,
        color: str = "ink",
        anchor: Anchor = "left",
    ) -> None:
        if size < SMALLEST - 1e-9:
            raise TypesetError(
                f"a number of em-size {size:.3f} is too small to read; the least is {SMALLEST:.3f}"
            )
        super().__init__(fill_color=theme().of(color), fill_opacity=1, stroke_width=0)
        self.places, self.anchor = places, anchor
        self._unit = size
        self._frame = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]) * size
        self._truth: Callable[[], float] | None = None
        self._write(shown(value, places=places))
        self.value = float(value)

    @property
    def em_size(self) -> float:
        """The present em-size in scene units."""
        box = self._reference_box()
        return float(np.ptp(self.points[:, 0]) / box) if box else self._unit

    @property
    def pen(self) -> Array:
        """The anchor on the baseline, as a scene position ``(3,)``."""
        glyphs, start = compose(self.text), self._anchor_offset()
        low = glyphs[:, :2].min(axis=0)
        corner = np.array([self.points[:, 0].min(), self.points[:, 1].min(), 0.0])
        return corner - np.array([low[0] - start, low[1], 0.0]) * self.em_size

    def set_value(self, value: float) -> Self:
        """Show another number in place; the anchor stays where it is."""
        self.value = float(value)
        words = shown(value, places=self.places)
        if words != self.text:
            self._write(words, at=self.pen, size=self.em_size)
        return self

    def follow(self, source: Callable[[], float]) -> Self:
        """Show what ``source`` returns, now and at every frame."""
        self._truth = source
        self.set_value(source())
        return self.add_updater(lambda _: self.set_value(source()), call_updater=False)

    def put(self, position: npt.ArrayLike) -> Self:
        """Move so that the anchor is at a scene position ``(3,)`` on the baseline."""
        return self.shift(np.asarray(position, float) - self.pen)

    def claims(self) -> list[Claim]:
        """Claim that the digits drawn now are those of the value."""
        truth = self._truth or (lambda: self.value)
        return [number_claim(f"number {self.text}", self._drawn, truth)]

    def _drawn(self) -> str:
        """Return the text if its digits are what is drawn, at any size, place and turn."""
        drawn, wanted = self.points[:, :2], compose(self.text)[:, :2]
        if len(drawn) != len(wanted) or misfit(drawn, wanted) > MISFIT:
            raise ValueError(f"the digits drawn are not those of {self.text}")
        return self.text

    def _write(self, words: str, *, at: Array | None = None, size: float | None = None) -> None:
        self.text = words
        scale = size or self._unit
        points = compose(words).copy()
        points[:, 0] -= self._anchor_offset()
        points *= scale
        self.set_points(points if at is None else points + at)

    def _anchor_offset(self) -> float:
        """How far right of the pen's start the anchor lies, in em."""
        if self.anchor == "point":
            whole, _, _ = self.text.partition(".")
            return advance(whole)
        return {"left": 0.0, "center": 0.5, "right": 1.0}[self.anchor] * advance(self.text)

    def _reference_box(self) -> float:
        return float(np.ptp(compose(self.text)[:, 0])) if len(self.points) else 0.0


@lru_cache(maxsize=4096)
def compose(words: str) -> Array:
    """Return the Bézier points ``(k, 3)`` of a shown number, in em, from the pen's start."""
    pieces, pen = [], 0.0
    for letter in words:
        glyph = _glyph(letter)
        pieces.append(glyph.points + np.array([pen, 0.0, 0.0]))
        pen += glyph.advance
    return np.concatenate(pieces)


def misfit(drawn: Array, wanted: Array) -> float:
    """Return the largest distance between points ``(k, 2)`` that a similarity cannot remove.

    The similarity ``z -> a z + b`` of the plane is fitted to all points by least squares; the
    distance is in units of ``wanted``.
    """
    here, there = drawn @ np.array([1, 1j]), wanted @ np.array([1, 1j])
    here, there = here - here.mean(), there - there.mean()
    size = np.vdot(there, there).real
    turn = np.vdot(there, here) / size if size else 0.0
    if abs(turn) < 1e-9:
        return float("inf")
    return float(np.max(np.abs(here / turn - there), initial=0.0))


def advance(words: str) -> float:
    """Return how wide a shown number is, in em, side bearings included."""
    return sum(_glyph(letter).advance for letter in words)


def _glyph(letter: str) -> _Glyph:
    glyphs = _glyphs(str(config.get_dir("tex_dir")))
    if letter in glyphs:
        return glyphs[letter]
    if letter in _RAISED:
        small = glyphs[_RAISED[letter]]
        return _Glyph(small.points * 0.7 + np.array([0.0, 0.36, 0.0]), small.advance * 0.7)
    if letter == " ":
        return _Glyph(np.zeros((0, 3)), 0.28)
    raise TypesetError(f"{letter!r} can't stand in a number; only digits and signs can")


@lru_cache(maxsize=2)
def _glyphs(folder: str) -> dict[str, _Glyph]:
    """Typeset all signs once, each between two zeros whose distance tells how wide it is."""
    row = "0" + "".join(f"{sign}0" for sign in _PLAIN)
    strip = Typeset(f'$ "{row}" $')
    boxes = [glyph.points for glyph in strip.submobjects]
    scale = 1 / strip.em_size
    zero = boxes[0]
    baseline = zero[:, 1].min()
    bearing = 0.039 * strip.em_size  # of the zero: its ink begins a little after the pen
    # "0" + "0" + "0": the distance of neighbours is the zero's own advance.
    width = boxes[1][:, 0].min() - boxes[0][:, 0].min()
    glyphs = {}
    for k, sign in enumerate(_PLAIN):
        before, here, after = boxes[2 * k : 2 * k + 3]
        pen = before[:, 0].min() - bearing + width
        step = after[:, 0].min() - before[:, 0].min() - width
        origin = np.array([pen, baseline, 0.0])
        glyphs[sign] = _Glyph((here - origin) * scale, float(step * scale))
    return glyphs
