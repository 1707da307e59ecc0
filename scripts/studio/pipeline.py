"""The steps in a row, for a whole lecture: what has not changed is left, the rest is made.

manim is imported only when something has to be made, so a second run of an unchanged tree is over
in a moment.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.studio import ledger, needs, whole
from scripts.studio.beat_changes import BeatTable, beat_table
from scripts.studio.ledger import JobRecord
from scripts.studio.manifest import FailedEntry, Manifest, SegmentEntry, write_manifest
from scripts.studio.outcome import Outcome, SegmentOutcome, State
from scripts.studio.plan import Job, Plan, RenderOptions
from scripts.studio.progress import Reporter
from scripts.studio.workers import Ended, run_all

if TYPE_CHECKING:
    from scripts.studio.produce import Produced

MANIFEST = "manifest.json"


def render(plan: Plan, options: RenderOptions, report: Reporter) -> Outcome:
    """Make every film of a plan that is not up to date, the joined film and the manifest.

    A segment that fails does not stop the others. UserError, before anything is made, for what a
    user wrote wrongly.
    """
    start = time.monotonic()
    inputs = needs.inputs_now(plan, root=options.root, store=options.store)
    records = {job.slug: ledger.read_record(options.out, job.slug) for job in plan.jobs}
    due = [
        job
        for job in plan.jobs
        if not ledger.is_current(inputs[job.slug], records[job.slug], options.out)
    ]
    beats = {job.slug: beat_table(job.scene) for job in due}
    made = _make(due, options, report, "produce") if due else {}
    outcomes = []
    for job in plan.jobs:
        ended = made.get(job.slug)
        if ended is not None and ended.result is not None:
            record = _record(ended.result, inputs[job.slug], beats[job.slug], options.out)
            ledger.write_record(options.out, job.slug, record)
            records[job.slug] = record
        outcomes.append(_outcome(job, ended, records[job.slug], options.out))
    entries = _entries(plan, outcomes, records)
    film, problem = _whole_film(plan, outcomes, entries, options, report)
    duration = sum(entry.duration for entry in entries)
    return Outcome(
        segments=tuple(outcomes),
        files=film,
        problem=problem,
        seconds=round(time.monotonic() - start, 2),
        duration=duration,
    )


def check(plan: Plan, options: RenderOptions, report: Reporter) -> Outcome:
    """Inspect every segment of a plan without making films."""
    start = time.monotonic()
    made = _make(list(plan.jobs), options, report, "examine")
    outcomes = []
    for job in plan.jobs:
        ended = made[job.slug]
        if ended.result is None:
            outcomes.append(SegmentOutcome(job.slug, "failed", problem=ended.problem))
        else:
            lines, waived, reused = ended.result
            state: State = "unchanged" if reused else "made"
            outcomes.append(SegmentOutcome(job.slug, state, findings=lines, waived=waived))
    return Outcome(tuple(outcomes), seconds=round(time.monotonic() - start, 2))


def _make(
    jobs: Sequence[Job], options: RenderOptions, report: Reporter, task: str
) -> dict[str, Ended[Any]]:
    """Run a task of ``produce`` for every job in its own worker."""
    from scripts.studio import produce
    from scripts.studio.prepare import prepare_all

    prepare_all(jobs)
    steps: dict[int, str] = {}

    def progress(index: int, step: str, done: int, total: int) -> None:
        job = jobs[index]
        if steps.get(index) != step:
            steps[index] = step
            report.start(job.slug, f"{job.slug}: {step}", total)
        report.advance(job.slug, done)

    def ended(index: int, how: Ended[Any]) -> None:
        job = jobs[index]
        report.finish(job.slug, f"{job.slug}: {how.problem or 'done'}")
        if how.traceback:
            log = options.out / ledger.FOLDER / f"{job.slug}.log"
            whole.write_text(log, how.traceback)
            report.say(f"The whole story is in {log}")

    outcomes = run_all(
        getattr(produce, task),
        [(job, options) for job in jobs],
        workers=options.workers,
        progress=progress,
        ended=ended,
    )
    return {job.slug: how for job, how in zip(jobs, outcomes, strict=True)}


def _record(made: Produced, inputs: Mapping[str, Any], beats: BeatTable, out: Path) -> JobRecord:
    files = [out / name for name in made.entry.files.model_dump().values()]
    facts = {
        "entry": made.entry.model_dump(mode="json"),
        "findings": list(made.findings),
        "store": dict(made.store_keys),
    }
    return JobRecord(inputs, ledger.record_outputs(out, files), facts, beats)


def _outcome(
    job: Job, ended: Ended[Any] | None, record: JobRecord | None, out: Path
) -> SegmentOutcome:
    if ended is not None and ended.result is None:
        return SegmentOutcome(job.slug, "failed", problem=ended.problem)
    assert record is not None
    entry = SegmentEntry.model_validate(record.facts["entry"])
    return SegmentOutcome(
        slug=job.slug,
        state="unchanged" if ended is None else "made",
        findings=tuple(record.facts["findings"]),
        remarks=() if ended is None or ended.result is None else ended.result.remarks,
        waived=entry.layout.waived,
        seconds=sum(entry.seconds.values()),
        duration=entry.duration,
        files={kind: str(out / name) for kind, name in entry.files.model_dump().items()},
    )


def _entries(
    plan: Plan, outcomes: Sequence[SegmentOutcome], records: dict[str, JobRecord | None]
) -> list[SegmentEntry]:
    entries = []
    for outcome in outcomes:
        record = records[outcome.slug]
        if outcome.state != "failed" and record is not None:
            entry = SegmentEntry.model_validate(record.facts["entry"])
            reused = entry.reused or outcome.state == "unchanged"
            entries.append(entry.model_copy(update={"reused": reused}))
    return entries


def _whole_film(
    plan: Plan,
    outcomes: Sequence[SegmentOutcome],
    entries: Sequence[SegmentEntry],
    options: RenderOptions,
    report: Reporter,
) -> tuple[dict[str, str], str]:
    """Join the films and write the manifest, unless both are there and nothing changed."""
    if not plan.whole:
        # A selection leaves the lecture's own film and manifest as they are.
        return {}, ""
    failed = [
        FailedEntry(slug=job.slug, title=job.title, reason=outcome.problem)
        for job, outcome in zip(plan.jobs, outcomes, strict=True)
        if outcome.state == "failed"
    ]
    from scripts.studio import joined

    inputs = joined.inputs_of(plan, entries, options)
    record = ledger.read_record(options.out, joined.RECORD)
    unchanged = all(outcome.state == "unchanged" for outcome in outcomes)
    if unchanged and ledger.is_current(inputs, record, options.out):
        assert record is not None
        return dict(record.facts["files"]), ""
    if failed:
        _manifest(plan, entries, failed, None, options)
        return {}, f"The whole film was not joined: {len(failed)} of its segments failed."
    report.say("Joining the segments …")
    film = joined.join_segments(plan, entries, options)
    _manifest(plan, entries, failed, film, options)
    names = [film.file, film.vtt, film.srt, MANIFEST]
    files = {"film": film.file, "vtt": film.vtt, "srt": film.srt, "manifest": MANIFEST}
    paths = {kind: str(options.out / name) for kind, name in files.items()}
    outputs = ledger.record_outputs(options.out, [options.out / name for name in names])
    ledger.write_record(options.out, joined.RECORD, JobRecord(inputs, outputs, {"files": paths}))
    return paths, ""


def _manifest(
    plan: Plan,
    entries: Sequence[SegmentEntry],
    failed: Sequence[FailedEntry],
    film: Any,
    options: RenderOptions,
) -> None:
    job = plan.jobs[0]
    manifest = Manifest.model_validate(
        {
            "title": plan.title,
            "language": plan.language,
            "quality": job.quality.name,
            "voice": job.voice if "/" not in job.voice else Path(job.voice).name,
            "theme": job.theme,
            "segments": [entry.model_dump() for entry in entries],
            "failed": [entry.model_dump() for entry in failed],
            "film": None if film is None else film.model_dump(),
        }
    )
    write_manifest(manifest, options.out / MANIFEST)
