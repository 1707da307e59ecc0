"""The central question as a formula: what the loss is after a nudge of both knobs, in a box."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import VGroup

from scenes.kit.layout import AIRY, SNUG, Region, place
from scenes.kit.readout import Boxed
from scenes.kit.typography import TITLE, math

QUESTION = ("= L(w, b) + space {{ ? : unknown }}",)
ANSWER = ("approx L(w, b)", "+ nabla L dot (Delta w, Delta b)")

_ASKED = "L(w + Delta w, b + Delta b)"
_COLORS = {
    "w": "w", "b": "b", "L": "value", "nabla": "gradient", "Delta w": "w", "Delta b": "b",
    "unknown": "highlight",
}  # fmt: skip


def nudged_loss(rest: Sequence[str], region: Region) -> Boxed:
    """Return ``L(w + Δw, b + Δb)`` and the lines that say what it is, boxed within a region."""
    lines = [math(source, colors=_COLORS, size=TITLE) for source in (_ASKED, *rest)]
    for above, below in pairwise(lines):
        below.next_to(above, np.array([0.0, -1.0, 0.0]), buff=AIRY)
    content = place(VGroup(*lines), region.inset(AIRY + SNUG / 2))
    return Boxed(content, gap=AIRY)
