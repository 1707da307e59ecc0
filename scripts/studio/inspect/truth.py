"""Truth: what drawn things claim is read back and compared with what was computed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from manim import Mobject

from scenes.kit.claims import Claim, Reading
from scenes.kit.number_words import parse_spoken
from scenes.kit.numbers import Number, parse_shown
from scripts.studio.inspect.findings import ClaimTotals
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.snapshot import VISIBLE, Snapshot

TOLERANCE_PX = 1.5
"""How far a drawn thing may be from its place, in pixels of a 1080-line frame."""


@dataclass
class Tally:
    """The running count of claims; ``add`` takes the error of one reading."""

    checked: int = 0
    failed: int = 0
    worst_px: float = 0.0
    _known: set[str] = field(default_factory=set)

    def add(self, error_px: float) -> bool:
        """Count one reading and return whether it failed."""
        failed = not error_px <= TOLERANCE_PX
        self.checked += 1
        self.failed += failed
        if math.isfinite(error_px):
            self.worst_px = max(self.worst_px, error_px)
        return failed

    def totals(self) -> ClaimTotals:
        """Return the count as a value of the report; only finite errors enter the worst one."""
        return ClaimTotals(
            checked=self.checked, failed=self.failed, worst_px=round(self.worst_px, 4)
        )


def false_claims(
    snapshot: Snapshot, name: Callable[[Mobject], str], tally: Tally
) -> Iterator[Sighting]:
    """Read back every claim of what is on screen at rest; yield the false ones."""
    for mobject, owner in _claiming(snapshot, name):
        for claim in mobject.claims():
            reading = read(claim)
            if not tally.add(reading.error_px):
                continue
            kind = "wrong-number" if claim.kind == "number" else "false-claim"
            yield Sighting(
                kind,
                (owner,),
                reading.error_px,
                "px",
                f"{owner} claims {claim.subject}: {reading.detail}",
            )


def read(claim: Claim) -> Reading:
    """Read a claim; one that can't be read counts as infinitely wrong."""
    try:
        reading = claim.read()
    except Exception as error:  # a claim may fail in any way, and each is a finding
        return Reading(float("inf"), f"it can't be read back ({type(error).__name__}: {error})")
    if math.isnan(reading.error_px):
        return Reading(float("inf"), f"{reading.detail} (not a number)")
    return reading


def _claiming(snapshot: Snapshot, name: Callable[[Mobject], str]) -> Iterator[tuple[Any, str]]:
    shown = {id(leaf.mobject) for leaf in snapshot.leaves if leaf.visible}
    seen: set[int] = set()

    def walk(mobject: Mobject, moving: bool) -> Iterator[tuple[Any, str]]:
        moving = moving or id(mobject) in snapshot.moving
        if id(mobject) in seen:
            return
        seen.add(id(mobject))
        if callable(getattr(mobject, "claims", None)) and not moving:
            family = mobject.get_family()
            still = not any(id(part) in snapshot.moving for part in family)
            if still and any(id(part) in shown and _drawn(part) for part in family):
                yield mobject, name(mobject)
        for child in mobject.submobjects:
            yield from walk(child, moving)

    for top in snapshot.tops:
        yield from walk(top, False)


def _drawn(mobject: Mobject) -> bool:
    opacity = getattr(mobject, "get_fill_opacity", lambda: 1.0)()
    stroke = getattr(mobject, "get_stroke_opacity", lambda: 1.0)()
    return max(float(opacity), float(stroke)) > VISIBLE


def wrong_spoken_numbers(words: Any, facts: Mapping[str, Any], tally: Tally) -> Iterator[Sighting]:
    """Parse the numbers that a narration shows and says; yield those that are not the facts."""
    for word in words:
        if len(word.facts) != 1:
            continue
        fact = facts.get(word.facts[0])
        if not isinstance(fact, Number):
            continue
        said, shown = _said(word.spoken), _shown(word.display)
        for what, value in (("says", said), ("shows", shown)):
            if value is None:
                continue
            half = _half_unit(fact)
            wrong = not abs(value - fact.value) <= half + 1e-9 * abs(fact.value)
            if tally.add(float("inf") if wrong else 0.0):
                yield Sighting(
                    "wrong-number",
                    (word.facts[0],),
                    abs(value - fact.value),
                    "",
                    f"the narration {what} {value:g} for {word.facts[0]}, "
                    f"the value is {fact.value:.10g}",
                )


def _half_unit(fact: Number) -> float:
    try:
        return parse_shown(fact.shown)[1]
    except ValueError:
        return 0.0


def _said(text: str) -> float | None:
    try:
        return parse_spoken(text)
    except ValueError:
        return None


def _shown(text: str) -> float | None:
    try:
        return parse_shown(text.strip(".,;:!?"))[0]
    except ValueError:
        return None
