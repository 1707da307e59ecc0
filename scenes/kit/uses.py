"""Where the ideas of the series are used, on cards, and where to read on."""

from __future__ import annotations

from manim import Rectangle, VGroup

from scenes.kit.layout import AIRY, BELOW_TITLE, SNUG, place, stack
from scenes.kit.theme import theme
from scenes.kit.typography import BODY, LABEL, math, prose, text

SYMBOL = 1.1
"""Em-size of a card's symbol."""

COLORS = {"f": "value", "c": "value", "nabla": "gradient", "bold(u)": "direction"}

USES = (
    ("frac(partial f, partial x_i)", "sensitivity: which input matters"),
    ("nabla f", "training: the step that lowers a loss"),
    ("D_bold(u) f", "line search: how far to go one way"),
    ("{ f = c }", "maps: minima, saddles, valleys"),
)
READING = (
    "*Stewart*, _Calculus: Early Transcendentals_, 8th ed., 14.3–14.6",
    "*Deisenroth, Faisal, Ong*, _Mathematics for Machine Learning_, 5.1–5.2",
    "*MIT 18.S096*, _Matrix Calculus for Machine Learning and Beyond_",
    "*Boyd, Vandenberghe*, _Convex Optimization_, Appendix A",
)


def cards() -> VGroup:
    """Return a card for each idea: how it is written, and where it is used."""
    cells = [cell for row in BELOW_TITLE.rows(1, 1) for cell in row.columns(1, 1)]
    made = VGroup()
    for cell, (source, words) in zip(cells, USES, strict=True):
        above, below = cell.inset(AIRY).rows(0.68, 0.32, gap=SNUG)
        plate = Rectangle(
            width=cell.width,
            height=cell.height,
            stroke_width=0,
            fill_color=theme().panel,
            fill_opacity=1,
        ).move_to(cell.center)
        symbol = place(math(source, colors=COLORS, size=SYMBOL), above)
        made.add(VGroup(plate, symbol, place(text(words, size=LABEL), below)))
    return made


def references() -> VGroup:
    """Return the books and courses, one below the other."""
    listed = VGroup(*(prose(entry, size=BODY) for entry in READING))
    stack(listed, BELOW_TITLE.inset(SNUG, vertically=AIRY), gap=2 * AIRY, align="left")
    return listed
