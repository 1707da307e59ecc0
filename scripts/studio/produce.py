"""One segment through all steps: speak, draw, inspect, mix, publish.

Every step's result lies in the store under the hash of what went in, so each is made once. This
runs in a worker process of its own; what it returns is plain data.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from scenes.kit.narration import BeatCues
from scenes.kit.theme import set_theme
from scripts.studio import whole
from scripts.studio.captions import captions, to_srt, to_vtt
from scripts.studio.drawing import (
    Report,
    configured,
    drawing_inputs,
    drawn,
    group_names,
    sources_of,
    write_pictures,
)
from scripts.studio.film import Chapter, mux
from scripts.studio.fingerprint import digests_of, tool_versions
from scripts.studio.inspect import InspectionReport, inspect_scene
from scripts.studio.manifest import (
    BeatEntry,
    ClaimsEntry,
    Files,
    LayoutEntry,
    SegmentEntry,
    WordEntry,
)
from scripts.studio.mix import Placed, mix
from scripts.studio.plan import Job, RenderOptions
from scripts.studio.prepare import Prepared, prepare
from scripts.studio.records import DrawRecord
from scripts.studio.sheets import contact_sheet, poster
from scripts.studio.speak import cache_key, choose_voice, speak
from scripts.studio.store import Entry, Store, key_of
from scripts.studio.timeline import Timeline, TimelineBeat, build_timeline, transcript
from scripts.studio.voices.speech import Speech

INSPECTION_FPS = 10
"""Moments a second at which the inspector may look; pictures are the same at any rate."""

INSPECTING = ("scripts.studio.inspect",)
PUBLISHING = ("scripts.studio.captions", "scripts.studio.film", "scripts.studio.mix",
              "scripts.studio.sheets", "scripts.studio.timeline")  # fmt: skip


@dataclass(frozen=True)
class Produced:
    """What came out of one segment: its manifest entry, its findings, and what a join needs."""

    entry: SegmentEntry
    findings: tuple[str, ...]
    store_keys: Mapping[str, str]
    remarks: tuple[str, ...] = ()


@dataclass
class _Watch:
    """Measures what each step took."""

    seconds: dict[str, float] = field(default_factory=dict)
    reused: dict[str, bool] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)


def produce(job: Job, options: RenderOptions, report: Report) -> Produced:
    """Make one segment and publish its files to ``options.out``; return what was made."""
    watch = _Watch()
    set_theme(job.theme)
    prepared = prepare(job)
    with watch.step("speak"):
        speeches, keys = say(prepared, options, report)
    cues = {name: speech.cues for name, speech in speeches.items()}
    with watch.step("draw"):
        drawing = drawn(prepared, cues, options, report)
    watch.reused["draw"] = drawing.reused
    record = DrawRecord.model_validate_json(drawing.file("record.json").read_text("utf-8"))
    with watch.step("inspect"):
        inspection = inspected(prepared, cues, options, report)
    watch.reused["inspect"] = inspection.reused
    findings = InspectionReport.model_validate_json(
        inspection.file("report.json").read_text("utf-8")
    )
    with watch.step("mix"):
        timeline = timed(prepared, record, cues)
        film = published(prepared, timeline, drawing, speeches, keys, options, report)
    watch.reused["mix"] = film.reused
    entry = _publish(job, film, timeline, record, findings, watch, options.out)
    keys_used = {"draw": drawing.key, "film": film.key}
    return Produced(entry, tuple(findings.lines()), keys_used, record.remarks)


def examine(job: Job, options: RenderOptions, report: Report) -> tuple[tuple[str, ...], int, bool]:
    """Inspect one segment without drawing it; return findings, waived ones, and if it was known."""
    set_theme(job.theme)
    prepared = prepare(job)
    speeches, _ = say(prepared, options, report)
    cues = {name: speech.cues for name, speech in speeches.items()}
    entry = inspected(prepared, cues, options, report)
    found = InspectionReport.model_validate_json(entry.file("report.json").read_text("utf-8"))
    return tuple(found.lines()), len(found.waived), entry.reused


def say(
    prepared: Prepared, options: RenderOptions, report: Report
) -> tuple[dict[str, Speech], dict[str, str]]:
    """Return the speech of every beat, and the keys that they are stored under."""
    if not prepared.narrations:
        return {}, {}
    job, voice = prepared.job, choose_voice(prepared.job.voice)
    speeches, keys = {}, {}
    for done, (name, narration) in enumerate(prepared.narrations.items()):
        report("speak", done, len(prepared.narrations))
        beat = f"{job.slug}/{name}"
        speeches[name] = speak(narration, voice, options.store / "speech", beat=beat)
        keys[name] = cache_key(narration, voice, beat=beat)
    return speeches, keys


def inspected(
    prepared: Prepared, cues: Mapping[str, BeatCues], options: RenderOptions, report: Report
) -> Entry:
    """Return the inspector's report of a segment, from the store or new."""
    job = prepared.job
    inputs = {
        **drawing_inputs(prepared, cues, options),
        "words": {name: n.display for name, n in prepared.narrations.items()},
        "inspector": digests_of(sources_of(options).closure([*INSPECTING, job.scene], said=True)),
    }

    def build(folder: Path) -> None:
        report("inspect", 0, 1)
        with configured(prepared, options):
            found = inspect_scene(
                lambda: prepared.scene_class(**prepared.options(cues=cues)),
                width=job.quality.width,
                height=job.quality.height,
                fps=INSPECTION_FPS,
                segment=job.slug,
            )
        whole.write_text(folder / "report.json", found.model_dump_json(indent=1))

    return Store(options.store).make("inspect", inputs, build)


def timed(prepared: Prepared, record: DrawRecord, cues: Mapping[str, BeatCues]) -> Timeline:
    """Return the segment's timeline; a plain scene's has its sections and no words."""
    job = prepared.job
    if prepared.narrations:
        return build_timeline(job.slug, job.title, record, prepared.narrations, cues)
    beats = tuple(
        TimelineBeat(name=b.name, start=b.start_frame / record.fps, end=b.end_frame / record.fps)
        for b in record.beats
    )
    return Timeline(
        slug=job.slug, title=job.title, fps=record.fps, frames=record.frames, beats=beats
    )


def published(
    prepared: Prepared,
    timeline: Timeline,
    drawing: Entry,
    speeches: Mapping[str, Speech],
    speech_keys: Mapping[str, str],
    options: RenderOptions,
    report: Report,
) -> Entry:
    """Return the finished files of a segment, from the store or new."""
    job = prepared.job
    inputs = {
        "pictures": key_of({"groups": group_names(drawing)}),
        "speech": dict(speech_keys),
        "timeline": timeline.model_dump(mode="json"),
        "language": job.language,
        "voice": job.voice,
        "code": digests_of(sources_of(options).closure(PUBLISHING)),
        "tools": tool_versions(),
    }

    def build(folder: Path) -> None:
        report("mix", 0, 1)
        shown = captions(timeline)
        starts = {beat.name: beat.start for beat in timeline.beats}
        track = mix(
            [Placed(s.samples, starts[name], name) for name, s in speeches.items()],
            duration=timeline.duration,
        )
        np.save(folder / "sound.npy", track.samples)
        silent = folder / "silent.mp4"
        write_pictures(silent, job, group_names(drawing), options)
        mux(
            silent,
            track.samples,
            out=folder / "film.mp4",
            captions=shown,
            chapters=chapters_of(timeline),
            title=timeline.title,
            language=job.language,
            metadata={"comment": credit(job.voice)},
        )
        whole.remove(silent)
        whole.write_text(folder / "captions.vtt", to_vtt(shown))
        whole.write_text(folder / "captions.srt", to_srt(shown))
        whole.write_text(folder / "transcript.md", transcript(timeline))
        whole.write_text(folder / "timeline.json", timeline.model_dump_json(indent=1))
        film = folder / "film.mp4"
        poster(film, folder / "poster.png", time=poster_time(timeline))
        contact_sheet(
            film,
            folder / "sheet.png",
            beats=timeline.beats,
            fps=round(timeline.fps),
            title=timeline.title,
        )
        sound = {"lufs": _finite(track.lufs), "peak_dbfs": _finite(track.peak_dbfs)}
        whole.write_text(folder / "sound.json", json.dumps(sound))

    return Store(options.store).make("film", inputs, build)


def chapters_of(timeline: Timeline) -> list[Chapter]:
    """Return a chapter for every beat, titled with its name in words."""
    return [
        Chapter(title=beat.name.replace("_", " ").capitalize(), start=beat.start, end=beat.end)
        for beat in timeline.beats
    ]


def credit(voice: str) -> str:
    """Return the notice that the voice's licence asks for, empty for other voices."""
    if voice != "heart":
        return ""
    return "Speech: hibari, voice heart, (c) 2026 Maureese Williams, Apache License 2.0"


def poster_time(timeline: Timeline) -> float:
    """Return the moment at which the richest picture stands: the end of the last but one beat."""
    beat = timeline.beats[-2] if len(timeline.beats) > 1 else timeline.beats[-1]
    return max(0.0, beat.end - 1.0 / timeline.fps)


FILES = {
    "film": ("film.mp4", ".mp4"),
    "vtt": ("captions.vtt", ".vtt"),
    "srt": ("captions.srt", ".srt"),
    "transcript": ("transcript.md", ".md"),
    "poster": ("poster.png", ".png"),
    "sheet": ("sheet.png", "-sheet.png"),
}
"""Kinds of published files: their names in the store, and what follows the slug outside."""


def _publish(
    job: Job,
    film: Entry,
    timeline: Timeline,
    record: DrawRecord,
    report: InspectionReport,
    watch: _Watch,
    out: Path,
) -> SegmentEntry:
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
        seconds=watch.seconds,
        reused=all(watch.reused.values()),
    )


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None
