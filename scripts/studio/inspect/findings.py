"""What the inspector says: findings, waived findings, totals of claims, and the report."""

from __future__ import annotations

import math

from pydantic import BaseModel, ConfigDict, field_validator

KINDS = {
    "text-over-text": "two texts overlap",
    "text-over-line": "a line crosses a text that it does not belong to",
    "text-covered": "something opaque hides a part of a text",
    "out-of-frame": "something is partly outside the frame",
    "near-edge": "a text is too near to the frame's edge, or a figure all but touches it",
    "text-too-small": "a text's em is below 1/30 of the frame's height",
    "low-contrast": "a text below 4.5:1, or a line that carries meaning below 3:1",
    "too-many-new": "more than three new things appear at once",
    "still-picture": "words go on for long while nothing changes on screen",
    "caption-limit": "a caption is too long, too short or too fast",
    "unspeakable": "the narration holds notation that a voice can't read",
    "late-mark": "the picture reaches a mark of the narration too late",
    "false-claim": "a drawn thing is not where mathematics puts it",
    "wrong-number": "a shown or spoken number is not the computed one",
    "unused-waiver": "a waiver that waives nothing",
}
"""Every kind of finding, and what it means."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Finding(_Value):
    """One defect: where (segment, beat, second, mobjects), of what kind, and by how much.

    ``second`` is when it is first seen, ``duration`` for how long (0 at a single moment),
    ``amount`` how bad it is in ``unit`` (px are pixels of a 1080-line frame).
    """

    kind: str
    segment: str
    beat: str
    second: float
    duration: float = 0.0
    mobjects: tuple[str, ...]
    amount: float
    unit: str
    sentence: str

    @field_validator("kind")
    @classmethod
    def _known(cls, kind: str) -> str:
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is not a kind of finding; there are {', '.join(KINDS)}")
        return kind

    @field_validator("amount")
    @classmethod
    def _finite(cls, amount: float) -> float:
        # JSON knows no infinity; a wrong digit counts as very wrong.
        return amount if math.isfinite(amount) else 1e9

    def __str__(self) -> str:
        """Return the line that a person reads."""
        return f"{self.segment}/{self.beat} at {self.second:.2f} s: {self.kind}: {self.sentence}"


class WaivedFinding(_Value):
    """A finding that is meant, and why."""

    finding: Finding
    reason: str


class ClaimTotals(_Value):
    """How many claims were read back, how many failed, and the worst error in pixels."""

    checked: int = 0
    failed: int = 0
    worst_px: float = 0.0


class InspectionReport(_Value):
    """All that was found in one segment; ``samples`` is the number of moments looked at."""

    segment: str
    findings: tuple[Finding, ...]
    waived: tuple[WaivedFinding, ...] = ()
    claims: ClaimTotals = ClaimTotals()
    samples: int = 0

    @property
    def passed(self) -> bool:
        """Whether nothing was found that is not waived."""
        return not self.findings

    def lines(self) -> list[str]:
        """Return one line for a person per finding."""
        return [str(finding) for finding in self.findings]
