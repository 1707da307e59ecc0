"""Where a title breaks: after a clause, or into lines about equally long, no word alone."""

from __future__ import annotations

from scenes.kit.typography import Typeset, column_height, text

_HALVINGS = 6
_SLACK = 1.0
"""Points by which a column may be taller without having another line."""

_CLAUSE = 1.15
"""How much wider than the narrowest lines those may be that break after a clause."""


def balanced(words: str, *, size: float, width: float) -> Typeset:
    """Set words in as few lines as ``width`` (scene units) allows, all of them about as long.

    The lines are those of the narrowest column that needs no more of them; or two that break after
    a comma or a colon, if these are not much wider.
    """
    whole = text(words, size=size)
    if whole.width <= width:
        return whole
    tallest = column_height(words, ems=width / size) + _SLACK
    narrow, wide = width / 2, width
    for _ in range(_HALVINGS):
        tried = (narrow + wide) / 2
        if column_height(words, ems=tried / size) > tallest:
            narrow = tried
        else:
            wide = tried
    narrowest = text(words, size=size, width=wide, centered=True)
    for end in (k for k, sign in enumerate(words[:-1]) if sign in ",:;."):
        lines = f"{words[: end + 1]}\n{words[end + 1 :].lstrip()}"
        clauses = text(lines, size=size, centered=True)
        if clauses.width <= min(_CLAUSE * narrowest.width, width):
            return clauses
    return narrowest
