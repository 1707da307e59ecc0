"""What who watches and who plays tell each other: plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.studio.plan import Job, RenderOptions


@dataclass(frozen=True)
class Turn:
    """One playing of a segment, or of its end: what to play, and what is known already."""

    number: int
    job: Job
    options: RenderOptions
    source: str
    """The text of the segment's file."""
    folder: Path
    """Where clips go."""
    since: float
    """When the change was noticed, by the monotonic clock."""
    known: Mapping[str, str] = field(default_factory=dict)
    """A key for what each beat shows and says so far."""
    clips: bool = True


@dataclass(frozen=True)
class Snapshot:
    """A process waits at the beginning of a beat, listening at a pipe."""

    turn: int
    beat: str
    pipe: Path


@dataclass(frozen=True)
class BeatShown:
    """A beat was played: a key for what it shows and says, its length, its clip if it is new."""

    turn: int
    beat: str
    key: str
    seconds: float
    took: float
    clip: Path | None


@dataclass(frozen=True)
class Played:
    """The segment was played to its end."""

    turn: int
    took: float


@dataclass(frozen=True)
class Problem:
    """It could not be played, in a sentence."""

    turn: int
    sentence: str


Message = Snapshot | BeatShown | Played | Problem
