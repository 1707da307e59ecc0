"""One segment through all steps: speak, draw, inspect, mix, publish.

Every step's result lies in the store under the hash of what went in, so each is made once. This
runs in a worker process of its own; what it returns is plain data.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scenes.kit.narration import BeatCues
from scenes.kit.theme import set_theme
from scripts.studio import whole
from scripts.studio.drawing import Report, configured, drawing_inputs, drawn, sources_of
from scripts.studio.fingerprint import digests_of
from scripts.studio.finishing import published, timed
from scripts.studio.inspect import InspectionReport, inspect_scene
from scripts.studio.manifest import SegmentEntry
from scripts.studio.plan import Job, RenderOptions
from scripts.studio.prepare import Prepared, prepare
from scripts.studio.publishing import publish
from scripts.studio.records import DrawRecord
from scripts.studio.speak import cache_key, choose_voice, speak
from scripts.studio.store import Entry, Store
from scripts.studio.voices.speech import Speech

INSPECTION_FPS = 10
"""Moments a second at which the inspector may look; pictures are the same at any rate."""

INSPECTING = ("scripts.studio.inspect",)


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
    entry = publish(
        job,
        film,
        timeline,
        record,
        findings,
        options.out,
        seconds=watch.seconds,
        reused=all(watch.reused.values()),
    )
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
