"""The central question as a formula: what the loss is after a nudge of both knobs, in a box."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import Animation, ReplacementTransform, VGroup

from scenes.kit.layout import AIRY, SNUG, WIDE, Region, place
from scenes.kit.readout import Boxed
from scenes.kit.rewriting import Rewrite
from scenes.kit.typography import LABEL, TITLE, Typeset, math, text

_ASKED = "L(w + Delta w, b + Delta b)"
_COLORS = {
    "w": "w", "b": "b", "L": "value", "nabla": "gradient", "Delta w": "w", "Delta b": "b",
    "unknown": "highlight",
}  # fmt: skip


def nudged_loss(region: Region) -> Boxed:
    """Return the question, boxed within a region: ``L(w + Δw, b + Δb) = L(w, b) + ?``."""
    lines = [_line(_ASKED), _line("= L(w, b) + space {{ ? : unknown }}")]
    return _boxed(lines, [AIRY], region)


def answered_loss(region: Region) -> Boxed:
    """Return the answer, boxed: what a small nudge does, nearly, and what goes down fastest."""
    lines = [
        _line(_ASKED),
        _line("approx L(w, b) + nabla L dot (Delta w, Delta b)"),
        text("the smaller the nudge, the nearer", size=LABEL, color="muted"),
        _line('"fastest down:" space -nabla L'),
        text("locally, from where we stand", size=LABEL, color="muted"),
    ]
    return _boxed(lines, [AIRY, SNUG, WIDE, SNUG], region)


def into_answer(asked: Boxed, answered: Boxed) -> list[Animation]:
    """Return the animations by which the question becomes the answer: its box, and its lines."""
    lines = (
        [line for line in box.content if isinstance(line, Typeset)] for box in (asked, answered)
    )
    changed = [Rewrite(old, new) for old, new in zip(*lines, strict=False)]
    return [*changed, ReplacementTransform(asked.box, answered.box)]


def _line(source: str) -> Typeset:
    return math(source, colors=_COLORS, size=TITLE)


def _boxed(lines: Sequence[Typeset], gaps: Sequence[float], region: Region) -> Boxed:
    for (above, below), gap in zip(pairwise(lines), gaps, strict=True):
        below.next_to(above, np.array([0.0, -1.0, 0.0]), buff=gap)
    content = place(VGroup(*lines), region.inset(AIRY + SNUG / 2))
    return Boxed(content, gap=AIRY)
