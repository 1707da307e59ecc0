"""What is manim's own: only a method that nobody has overridden may be done in another way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any


def keeping(base: Any, names: Sequence[str]) -> Callable[[Any], bool]:
    """Return what tells whether a class has these methods from ``base``, unchanged."""

    @cache
    def keeps(cls: Any) -> bool:
        return all(getattr(cls, name, None) is getattr(base, name) for name in names)

    return keeps
