"""From the store to the output folder: one segment's files and its entry in the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scripts.studio import whole
from scripts.studio.inspect import InspectionReport
from scripts.studio.manifest import (
    BeatEntry,
    ClaimsEntry,
    Files,
    LayoutEntry,
    SegmentEntry,
    WordEntry,
)
from scripts.studio.plan import Job
from scripts.studio.records import DrawRecord
from scripts.studio.store import Entry
from scripts.studio.timeline import Timeline

FILES = {
    "film": ("film.mp4", ".mp4"),
    "vtt": ("captions.vtt", ".vtt"),
    "srt": ("captions.srt", ".srt"),
    "transcript": ("transcript.md", ".md"),
    "poster": ("poster.png", ".png"),
    "sheet": ("sheet.png", "-sheet.png"),
}
"""Kinds of published files: their names in the store, and what follows the slug outside."""


def publish(
    job: Job,
    film: Entry,
    timeline: Timeline,
    record: DrawRecord,
    report: InspectionReport,
    out: Path,
    *,
    seconds: Mapping[str, float],
    reused: bool,
) -> SegmentEntry:
    """Give the files their names below ``out``; return the entry, with what each step took."""
    files = {}
    for kind, (stored, ending) in FILES.items():
        target = out / f"{job.slug}{ending}"
        whole.publish(film.file(stored), target)
        files[kind] = target.name
    return SegmentEntry(
        slug=job.slug,
        title=job.title,
        files=Files.model_validate(files),
        duration=timeline.duration,
        frames=record.frames,
        width=record.width,
        height=record.height,
        fps=record.fps,
        beats=tuple(
            BeatEntry(
                name=b.name,
                start=b.start,
                end=b.end,
                words=tuple(WordEntry(text=w.text, start=w.start, end=w.end) for w in b.words),
            )
            for b in timeline.beats
        ),
        claims=ClaimsEntry(
            checked=report.claims.checked,
            failed=report.claims.failed,
            worst_error_px=report.claims.worst_px,
        ),
        layout=LayoutEntry(findings=len(report.findings), waived=len(report.waived)),
        seconds=dict(seconds),
        reused=reused,
    )
