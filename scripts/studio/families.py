"""The parts that a camera shows: what manim finds by generators and sets, found by plain loops."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from manim import Mobject

from scripts.studio.manims import keeping

WAYS = ("get_mobjects_to_display", "type_or_raise")
"""Methods of a camera that :class:`Families` replaces."""

_own_family = keeping(
    Mobject, ("get_family", "_iter_family", "family_members_with_points", "get_num_points",
              "__eq__", "__hash__")
)  # fmt: skip
_z_index = attrgetter("z_index")


def displayed(mobjects: Iterable[Mobject], *, by_z_index: bool) -> list[Mobject]:
    """Return all members with points of the families of mobjects, in the order of drawing.

    One that appears several times is drawn where it appears last.
    """
    found: list[Mobject] = []
    for mobject in mobjects:
        found += members(mobject)
    found = _last_of_each(found)
    return sorted(found, key=_z_index) if by_z_index else found


def members(mobject: Mobject) -> list[Mobject]:
    """Return the members with points of a mobject's family, itself among them, in order."""
    found: list[Mobject] = []
    try:
        _add_family(found, mobject, 0)
    except _OtherwiseError:
        return mobject.family_members_with_points()
    return _last_of_each(found)


def _last_of_each(mobjects: list[Mobject]) -> list[Mobject]:
    return list(dict.fromkeys(reversed(mobjects)))[::-1]


class _OtherwiseError(Exception):
    """A family that manim must find itself."""


_DEEPEST = 50


def _add_family(found: list[Mobject], mobject: Mobject, depth: int) -> None:
    # One that contains itself would never end; manim knows how to end.
    if depth > _DEEPEST or not _own_family(type(mobject)):
        raise _OtherwiseError
    if len(mobject.points):
        found.append(mobject)
    for part in mobject.submobjects:
        _add_family(found, part, depth + 1)


class Families:
    """Camera mixin: lists what is to be shown."""

    def get_mobjects_to_display(
        self: Any,
        mobjects: Iterable[Mobject],
        include_submobjects: bool = True,
        excluded_mobjects: list[Mobject] | None = None,
    ) -> list[Mobject]:
        """Return the mobjects to draw, in order."""
        if include_submobjects and not excluded_mobjects:
            return displayed(mobjects, by_z_index=self.use_z_index)
        found: list[Mobject] = super().get_mobjects_to_display(  # type: ignore[misc]
            mobjects, include_submobjects, excluded_mobjects
        )
        return found

    def type_or_raise(self: Any, mobject: Mobject) -> Any:
        """Return which of manim's kinds a mobject is of; a class always has the same."""
        kinds = vars(self).setdefault("kinds", {})
        kind = kinds.get(type(mobject))
        if kind is None:
            kind = kinds[type(mobject)] = super().type_or_raise(mobject)  # type: ignore[misc]
        return kind
