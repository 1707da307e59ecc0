"""Truth: what drawn things claim is read back and compared with what was computed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from manim import Mobject

from scenes.kit.claims import Claim, Reading
from scenes.kit.digits import Figure
from scenes.kit.readout import ReadOut
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.snapshot import VISIBLE, Snapshot
from scripts.studio.inspect.tally import Tally


def false_claims(
    snapshot: Snapshot,
    name: Callable[[Mobject], str],
    tally: Tally,
    replaced: Mapping[int, Mobject] | None = None,
) -> Iterator[Sighting]:
    """Read back every claim of what is on screen at rest; yield the false ones.

    ``replaced`` maps what was transformed to what it looks like now.
    """
    for mobject, owner in _claiming(snapshot, name):
        for claim in _speaker(mobject, snapshot, replaced or {}).claims():
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


def _speaker(mobject: Any, snapshot: Snapshot, replaced: Mapping[int, Mobject]) -> Any:
    """Return what claims in a mobject's name: a number turned into another says that one's.

    Not so the figure of a read-out of which the name stays: that is one quantity's value.
    """
    shown = replaced.get(id(mobject))
    if not isinstance(mobject, Figure) or not isinstance(shown, Figure):
        return mobject
    unit = next((text for text in snapshot.texts if text.mobject is mobject), None)
    row = next((p for p in unit.parents if isinstance(p, ReadOut)), None) if unit else None
    named = row is not None and id(row) not in replaced
    return mobject if named else shown


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
