"""The whole lecture as one film: segments joined, a chapter each, captions in its own time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.studio import whole
from scripts.studio.ledger import read_record
from scripts.studio.manifest import ChapterEntry, FilmEntry, SegmentEntry
from scripts.studio.plan import Plan, RenderOptions

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from scripts.studio.timeline import Timeline

RECORD = "whole-film"
"""Under which name the joined film's record is kept; no segment is called so."""


def file_stem(plan: Plan) -> str:
    """Return the joined film's name: the lecture's title in lower case with hyphens."""
    words = "".join(ch if ch.isalnum() else " " for ch in (plan.title or "lecture").lower())
    return "-".join(words.split()) or "lecture"


def inputs_of(
    plan: Plan, entries: Sequence[SegmentEntry], options: RenderOptions
) -> dict[str, dict[str, Any]]:
    """Return what the joined film depends on: its parts, their order and what it says of itself."""
    parts = {}
    for position, entry in enumerate(entries, start=1):
        record = read_record(options.out, entry.slug)
        stored = record.facts["store"]["film"] if record else ""
        parts[entry.slug] = f"{position}: {stored}"
    setting = {
        "title": plan.title,
        "description": plan.description,
        "language": plan.language,
        "voice": plan.jobs[0].voice,
    }
    return {"part": parts, "setting": setting}


def join_segments(plan: Plan, entries: Sequence[SegmentEntry], options: RenderOptions) -> FilmEntry:
    """Write the joined film and its caption files; return their manifest entry."""
    from scripts.studio.captions import captions, to_srt, to_vtt
    from scripts.studio.film import Part, join
    from scripts.studio.finishing import credit

    parts = [
        Part(
            options.out / entry.files.film,
            entry.title,
            captions=captions(_timeline(entry)),
            audio=_mixed_sound(entry, options),
        )
        for entry in entries
    ]
    stem = file_stem(plan)
    film = options.out / f"{stem}.mp4"
    joined = join(
        parts,
        out=film,
        title=plan.title,
        language=plan.language,
        metadata={"comment": credit(plan.jobs[0].voice), "description": plan.description},
    )
    whole.write_text(film.with_suffix(".vtt"), to_vtt(list(joined.captions)))
    whole.write_text(film.with_suffix(".srt"), to_srt(list(joined.captions)))
    return FilmEntry(
        file=film.name,
        vtt=Path(film.name).with_suffix(".vtt").name,
        srt=Path(film.name).with_suffix(".srt").name,
        duration=joined.duration,
        frames=joined.frames,
        chapters=tuple(
            ChapterEntry(title=c.title, start=c.start, end=c.end) for c in joined.chapters
        ),
    )


def _timeline(entry: SegmentEntry) -> Timeline:
    """Return the times of a segment's words as its manifest entry tells them."""
    from scripts.studio.timeline import TimedWord, Timeline, TimelineBeat

    beats = tuple(
        TimelineBeat(
            name=beat.name,
            start=beat.start,
            end=beat.end,
            words=tuple(TimedWord(text=w.text, start=w.start, end=w.end) for w in beat.words),
        )
        for beat in entry.beats
    )
    return Timeline(
        slug=entry.slug, title=entry.title, fps=entry.fps, frames=entry.frames, beats=beats
    )


def _mixed_sound(entry: SegmentEntry, options: RenderOptions) -> npt.NDArray[np.floating] | None:
    """Return a segment's mixed sound, or None if the store was cleaned since (the film has it)."""
    import numpy as np

    from scripts.studio.finishing import SOUND
    from scripts.studio.samples import from_int16

    record = read_record(options.out, entry.slug)
    stored = record.facts["store"]["film"] if record else ""
    file = options.store / "film" / stored / SOUND
    return from_int16(np.load(file)) if stored and file.is_file() else None
