"""Groups: several segments under one name, which stands for all of them wherever one is named.

[groups.guided-problems]
title = "Guided problems"
segments = ["problem-partials", "problem-direction"]
pause = 5                              # every other key is a parameter of each of them
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GROUP_KEYS = ("title", "segments")


@dataclass(frozen=True)
class Group:
    """Segments that are named together, in the order in which they are played."""

    name: str
    title: str = ""
    segments: tuple[str, ...] = ()


def expanded(names: Iterable[str], groups: Mapping[str, Group]) -> tuple[str, ...]:
    """Return the slugs that names of segments and of groups stand for, in their order.

    >>> expanded(["a", "both"], {"both": Group("both", segments=("b", "c"))})
    ('a', 'b', 'c')
    """
    return tuple(
        slug for name in names for slug in (groups[name].segments if name in groups else (name,))
    )
