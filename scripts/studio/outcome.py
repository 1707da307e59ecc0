"""What a build reports back: per segment, and as an exit status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

State = Literal["made", "unchanged", "failed"]


@dataclass(frozen=True)
class SegmentOutcome:
    """How one segment went.

    ``problem`` says in a sentence why it failed; ``findings`` are the inspector's unwaived ones,
    a sentence each; ``remarks`` are other sentences, said when it is made; ``files`` maps a kind
    (film, vtt, …) to its path; ``seconds`` is work time.
    """

    slug: str
    state: State
    problem: str = ""
    findings: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    waived: int = 0
    seconds: float = 0.0
    duration: float = 0.0
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How a build or check went: its segments, then the whole film if one was made."""

    segments: tuple[SegmentOutcome, ...]
    files: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    seconds: float = 0.0
    duration: float = 0.0

    @property
    def exit_status(self) -> int:
        """0 if all succeeded and nothing was found, else 1."""
        bad = any(item.state == "failed" or item.findings for item in self.segments)
        return 1 if bad or self.problem else 0

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON, with the exit status."""
        return {"status": self.exit_status, **asdict(self)}

    def lines(self) -> list[str]:
        """Say in plain lines what was found, what failed, and at the end what was made."""
        lines = []
        for item in self.segments:
            lines += [f"{item.slug}: {finding}" for finding in item.findings]
            lines += [f"{item.slug}: {remark}" for remark in item.remarks]
            if item.problem:
                lines.append(f"{item.slug} failed: {item.problem}")
        if self.problem:
            lines.append(self.problem)
        return [*lines, self._summary()]

    def _summary(self) -> str:
        counts = {
            state: sum(item.state == state for item in self.segments)
            for state in ("made", "unchanged", "failed")
        }
        total = len(self.segments)
        noun = "segment" if total == 1 else "segments"
        found = sum(len(item.findings) for item in self.segments)
        tail = f", {found} finding{'' if found == 1 else 's'}" if found else ""
        if counts["unchanged"] == total and not found:
            return f"Nothing to do: {total} {noun} unchanged ({self.seconds:.1f} s)."
        parts = [f"{count} {state}" for state, count in counts.items() if count]
        return f"{total} {noun}: {', '.join(parts)}{tail} ({self.seconds:.1f} s)."
