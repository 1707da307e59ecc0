"""Where a title breaks: into lines about equally long, never with a lone word on the last."""

from __future__ import annotations

from scenes.kit.typography import Typeset, column_height, text

_HALVINGS = 6
_SLACK = 1.0
"""Points by which a column may be taller without having another line."""


def balanced(words: str, *, size: float, width: float) -> Typeset:
    """Set words in as few lines as ``width`` (scene units) allows, all of them about as long.

    The lines are those of the narrowest column that needs no more of them.
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
    return text(words, size=size, width=wide, centered=True)
