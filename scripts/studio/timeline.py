"""When everything in a segment happens: the one source of captions, chapters and transcript.

beat start = start_frame / fps,   word start = beat start + its cue
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scenes.kit.narration import BeatCues, Narration
from scripts.studio.records import BeatRecord, DrawRecord


class TimelineError(ValueError):
    """Pictures and words that do not fit together; the message names segment and beat."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TimedWord(_Model):
    """A word as captions show it, with the seconds in the segment at which it is said."""

    text: str
    start: float = Field(ge=0)
    end: float = Field(ge=0)


class TimelineBeat(_Model):
    """A beat: its seconds in the segment, its words and the moments of its marks."""

    name: str
    start: float = Field(ge=0)
    end: float = Field(ge=0)
    words: tuple[TimedWord, ...] = ()
    marks: dict[str, float] = {}

    @property
    def text(self) -> str:
        """The words of the beat in one line."""
        return " ".join(word.text for word in self.words)


class Timeline(_Model):
    """A segment in seconds from its first frame; written and read as JSON."""

    slug: str
    title: str
    fps: float = Field(gt=0)
    frames: int = Field(ge=0)
    beats: tuple[TimelineBeat, ...]

    @property
    def duration(self) -> float:
        """Length of the segment in seconds."""
        return self.frames / self.fps

    @property
    def words(self) -> tuple[TimedWord, ...]:
        """All words of the segment in order."""
        return tuple(word for beat in self.beats for word in beat.words)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        earlier = 0.0
        for beat in self.beats:
            if not earlier - 1e-9 <= beat.start <= beat.end:
                raise ValueError(f"The beat {beat.name!r} of {self.slug} is out of order")
            earlier = beat.end
        return self


def build_timeline(
    slug: str,
    title: str,
    record: DrawRecord,
    narrations: Mapping[str, Narration],
    cues: Mapping[str, BeatCues],
) -> Timeline:
    """Place words and marks of every beat in the segment's time.

    ``narrations`` and ``cues`` are by beat name. Raises ``TimelineError`` for a drawn beat
    without words, for words without a drawn beat, and for words that last longer than their
    beat's pictures.
    """
    drawn = {beat.name for beat in record.beats}
    undrawn = [name for name in narrations if name not in drawn]
    if undrawn:
        raise TimelineError(f"{slug}: words but no pictures for the beats {', '.join(undrawn)}")
    beats = []
    for beat in record.beats:
        if beat.name not in narrations or beat.name not in cues:
            raise TimelineError(f"{slug}: no words were spoken for the beat {beat.name!r}")
        beats.append(_place(slug, beat, record.fps, narrations[beat.name], cues[beat.name]))
    return Timeline(
        slug=slug, title=title, fps=record.fps, frames=record.frames, beats=tuple(beats)
    )


def transcript(timeline: Timeline) -> str:
    """Return the words of a segment as Markdown: a paragraph a beat, with the time it begins."""
    lines = [f"## {timeline.title}", ""]
    for beat in timeline.beats:
        if beat.words:
            lines += [f"**{clock(beat.start)}** {beat.text}", ""]
    return "\n".join(lines)


def clock(seconds: float) -> str:
    """Write seconds as ``m:ss`` or ``h:mm:ss``, rounded down."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _place(
    slug: str, beat: BeatRecord, fps: float, narration: Narration, cues: BeatCues
) -> TimelineBeat:
    start, end = beat.start_frame / fps, beat.end_frame / fps
    if len(cues.words) != len(narration.words):
        raise TimelineError(
            f"{slug}: the beat {beat.name!r} has {len(narration.words)} words and "
            f"{len(cues.words)} word times"
        )
    said = max((stop for _, stop in cues.words), default=0.0)
    # A beat ends on a frame, its words anywhere within it.
    if start + said > end + 1.0 / fps:
        raise TimelineError(
            f"{slug}: the words of the beat {beat.name!r} last {said:.2f} s, its pictures "
            f"{end - start:.2f} s"
        )
    words = tuple(
        TimedWord(text=word.display, start=_seconds(start + a), end=_seconds(start + b))
        for word, (a, b) in zip(narration.words, cues.words, strict=True)
    )
    marks = {name: _seconds(start + moment) for name, moment in cues.marks.items()}
    return TimelineBeat(name=beat.name, start=start, end=end, words=words, marks=marks)


def _seconds(value: float) -> float:
    # A tenth of a millisecond is below a sample of hearing and keeps the JSON short.
    return round(value, 4)
