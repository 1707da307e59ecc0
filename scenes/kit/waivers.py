"""Waivers: a finding that is meant, waived by name and with a reason, next to the code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Waivable = TypeVar("Waivable", bound=Callable[..., object])


@dataclass(frozen=True)
class Waiver:
    """One kind of finding, allowed for one mobject (by name), because of a reason."""

    kind: str
    mobject: str
    reason: str


def waive(kind: str, mobject: str, *, reason: str) -> Callable[[Waivable], Waivable]:
    """Waive findings of ``kind`` about ``mobject`` in the decorated beat or segment."""
    if not reason.strip():
        raise ValueError(f"a waiver of {kind} for {mobject} needs a reason")

    def mark(target: Waivable) -> Waivable:
        # Not inherited: a subclass's own dictionary holds its own waivers only.
        own = target.__dict__.get("waivers", ())
        target.waivers = (Waiver(kind, mobject, reason), *own)  # type: ignore[attr-defined]
        return target

    return mark


def waivers_of(target: object) -> tuple[Waiver, ...]:
    """Return the waivers that stand on a beat's function or a segment's class."""
    return tuple(getattr(target, "waivers", ()))
