"""Where a line of text may be broken so that it is read without stumbling."""

from __future__ import annotations

import re

MOST_CHARACTERS, MOST_LINES = 42, 2

_HOLDS_ON = frozenset(
    re.findall(
        r"\S+",
        """
        a an the of to in on at by for with from as and or but so if that which is are was be has
        not no its it one's this these each every very more than into over under per along minus
        plus times equals we you they does do can must
        """,
    )
)
"""Words that want the next one beside them."""

_BEGINS_PHRASE = frozenset(
    re.findall(
        r"\S+",
        """
        and or but so because if when where while which that who as than of to in on at by for
        with from into over along across until then is are equals
        """,
    )
)
"""Words before which a reader may take breath."""


def break_cost(before: str, after: str) -> float:
    """Return how much a break between two words disturbs: 0 after a sentence, 9 within a phrase."""
    bare = before.rstrip("\"'”’)")
    if bare.endswith((".", "?", "!", "…")):
        return 0.0
    if bare.endswith((",", ";", ":", "—", "–")):
        return 1.0
    if before.lower() in _HOLDS_ON:
        return 9.0
    return 2.5 if after.lower() in _BEGINS_PHRASE else 5.0


def break_lines(text: str) -> tuple[str, ...] | None:
    """Break text into at most two balanced lines of at most 42 characters; None if it won't fit.

    Text that fits one line stays in one. Of all breaks the one is taken that disturbs least and
    leaves lines of about equal length, never a short word alone.
    """
    if len(text) <= MOST_CHARACTERS:
        return (text,)
    words = text.split(" ")
    best: tuple[float, tuple[str, str]] | None = None
    for cut in range(1, len(words)):
        upper, lower = " ".join(words[:cut]), " ".join(words[cut:])
        if max(len(upper), len(lower)) > MOST_CHARACTERS:
            continue
        alone = 6.0 if cut in (1, len(words) - 1) else 0.0
        uneven = abs(len(upper) - len(lower)) / 4
        cost = break_cost(words[cut - 1], words[cut]) + uneven + alone
        if best is None or cost < best[0]:
            best = cost, (upper, lower)
    return best[1] if best else None
