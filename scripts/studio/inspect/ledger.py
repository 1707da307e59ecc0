"""Keep one entry per defect, however many sampled moments show it."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.studio.inspect.findings import Finding

PASSING_KINDS = {
    "text-over-text",
    "text-over-line",
    "text-covered",
    "out-of-frame",
    "near-edge",
    "low-contrast",
}


@dataclass(frozen=True)
class Sighting:
    """A defect as seen at one moment; ``worse`` orders sightings of the same defect."""

    kind: str
    mobjects: tuple[str, ...]
    amount: float
    unit: str
    sentence: str
    worse: float | None = None


@dataclass
class _Entry:
    sighting: Sighting
    beat: str
    first: float
    last: float
    lasting: bool
    latest: int


class Ledger:
    """Sightings by kind and mobjects, each with its first second, its last and its worst."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, tuple[str, ...]], _Entry] = {}

    def see(
        self,
        sighting: Sighting,
        *,
        beat: str,
        second: float,
        until: float,
        sample: int = -1,
        passing: bool = False,
    ) -> None:
        """Note that a defect was seen at ``second`` and stays to be seen ``until``.

        A layout defect seen in motion (``passing``) counts only when two samples in a row show
        it: a label that follows a point may slip over an axis. ``sample`` counts the samples.
        """
        passing = passing and sighting.kind in PASSING_KINDS
        key = (sighting.kind, sighting.mobjects)
        entry = self._entries.get(key)
        if entry is None:
            self._entries[key] = _Entry(sighting, beat, second, until, not passing, sample)
            return
        if not entry.lasting and passing and sample != entry.latest + 1:
            entry.first, entry.last = second, until
        else:
            entry.lasting = True
        entry.latest = sample
        entry.last = max(entry.last, until)
        if _severity(sighting) > _severity(entry.sighting):
            entry.sighting = sighting

    def findings(self, segment: str) -> tuple[Finding, ...]:
        """Return the findings in order of time."""
        found = [_finding(segment, entry) for entry in self._entries.values() if entry.lasting]
        return tuple(sorted(found, key=lambda finding: (finding.second, finding.kind)))


def _severity(sighting: Sighting) -> float:
    return sighting.amount if sighting.worse is None else sighting.worse


def _finding(segment: str, entry: _Entry) -> Finding:
    seen = entry.sighting
    return Finding(
        kind=seen.kind,
        segment=segment,
        beat=entry.beat,
        second=round(entry.first, 3),
        duration=round(max(0.0, entry.last - entry.first), 3),
        mobjects=seen.mobjects,
        amount=round(seen.amount, 3) if abs(seen.amount) < 1e9 else seen.amount,
        unit=seen.unit,
        sentence=seen.sentence,
    )
