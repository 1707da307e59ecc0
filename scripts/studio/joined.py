"""The whole lecture as one film: segments joined, a chapter each, captions in its own time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.studio import whole
from scripts.studio.ledger import read_record
from scripts.studio.manifest import ChapterEntry, FilmEntry, SegmentEntry
from scripts.studio.plan import Plan, RenderOptions

RECORD = "whole-film"
"""Under which name the joined film's record is kept; no segment is called so."""


def file_stem(plan: Plan) -> str:
    """Return the joined film's name: the lecture's title in lower case with hyphens."""
    words = "".join(ch if ch.isalnum() else " " for ch in (plan.title or "lecture").lower())
    return "-".join(words.split()) or "lecture"


def inputs_of(
    plan: Plan, entries: Sequence[SegmentEntry], options: RenderOptions
) -> dict[str, dict[str, Any]]:
    """Return what the joined film depends on: its parts, their order and its title."""
    parts = {}
    for position, entry in enumerate(entries, start=1):
        record = read_record(options.out, entry.slug)
        stored = record.facts["store"]["film"] if record else ""
        parts[entry.slug] = f"{position}: {stored}"
    return {"part": parts, "setting": {"title": plan.title, "language": plan.language}}


def join_segments(plan: Plan, entries: Sequence[SegmentEntry], options: RenderOptions) -> FilmEntry:
    """Write the joined film and its caption files; return their manifest entry."""
    import numpy as np

    from scripts.studio.captions import captions, to_srt, to_vtt
    from scripts.studio.film import Part, join
    from scripts.studio.produce import credit
    from scripts.studio.timeline import Timeline

    parts = []
    for entry in entries:
        record = read_record(options.out, entry.slug)
        assert record is not None
        stored = options.store / "film" / record.facts["store"]["film"]
        timeline = Timeline.model_validate_json((stored / "timeline.json").read_text("utf-8"))
        parts.append(
            Part(
                options.out / entry.files.film,
                entry.title,
                captions=captions(timeline),
                audio=np.load(stored / "sound.npy"),
            )
        )
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
