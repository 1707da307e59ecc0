"""What each segment in an output folder was made from, and whether that is still so.

A record is written last, after the files it names, so an interrupted build leaves none and is
taken up again. It answers two questions without loading manim: is there anything to do, and if
so, why.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from scripts.studio.beat_changes import BeatTable
from scripts.studio.fingerprint import folder_digest
from scripts.studio.plan import VOICES, Job
from scripts.studio.whole import write_text

FOLDER = ".lecture"
"""Where in an output folder the records lie."""


@dataclass(frozen=True)
class FileRecord:
    """What a finished file looked like: bytes, time of change (ns), SHA-256."""

    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True)
class JobRecord:
    """The inputs of one segment's films and the files that came out, by path from ``out``."""

    inputs: Mapping[str, Any]
    outputs: Mapping[str, FileRecord]
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What a later build wants to know without making it again (its manifest entry)."""
    beats: BeatTable = field(default_factory=dict)
    """The scene's own file, beat by beat: tells what in it changed (see ``beat_changes``)."""


def job_inputs(
    job: Job, *, sources: Mapping[str, str], tools: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """Return all that a segment's results depend on, in groups that ``changes`` can name.

    ``sources`` is the closure of the scene and of the studio (with narration), ``tools`` the
    versions.
    """
    return {
        "sources": dict(sources),
        "tools": dict(tools),
        "parameter": dict(job.params),
        "words": dict(job.words),
        "recording": recordings_of(job),
        "setting": {
            "slug": job.slug,
            "title": job.title,
            "scene": str(job.scene),
            "quality": asdict(job.quality),
            "theme": job.theme,
            "voice": job.voice,
            "language": job.language,
            "position": job.index,
        },
    }


def recordings_of(job: Job) -> dict[str, str]:
    """Return the hash of every recording that a job's voice is made of, by name."""
    return {} if job.voice in VOICES else folder_digest(Path(job.voice))


def record_file(out: Path, slug: str) -> Path:
    """Return where the record of a segment lies."""
    return out / FOLDER / f"{slug}.json"


def record_outputs(out: Path, files: Iterable[Path]) -> dict[str, FileRecord]:
    """Describe finished files below ``out``, for a record."""
    described = {}
    for file in files:
        stat = file.stat()
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        described[file.relative_to(out).as_posix()] = FileRecord(
            stat.st_size, stat.st_mtime_ns, digest
        )
    return described


def write_record(out: Path, slug: str, record: JobRecord) -> None:
    """Write a record whole; do this after all its files have their final names."""
    text = json.dumps(asdict(record), ensure_ascii=False, indent=1, sort_keys=True)
    write_text(record_file(out, slug), text + "\n")


def read_record(out: Path, slug: str) -> JobRecord | None:
    """Return a segment's record, or None if there is none that can be read."""
    try:
        table = json.loads(record_file(out, slug).read_text(encoding="utf-8"))
        outputs = {path: FileRecord(**item) for path, item in table["outputs"].items()}
        known = {name: table.get(name, {}) for name in ("facts", "beats")}
        return JobRecord(table["inputs"], outputs, **known)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def is_current(inputs: Mapping[str, Any], record: JobRecord | None, out: Path) -> bool:
    """Tell whether nothing went in that did not then, and every file is still as it was left."""
    return record is not None and _plain(inputs) == record.inputs and not damaged(record, out)


def damaged(record: JobRecord, out: Path) -> list[str]:
    """Name the files of a record that are gone or were touched since (by size and time)."""
    wrong = []
    for path, item in record.outputs.items():
        try:
            stat = (out / path).stat()
        except OSError:
            wrong.append(path)
            continue
        if (stat.st_size, stat.st_mtime_ns) != (item.size, item.mtime_ns):
            wrong.append(path)
    return wrong


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Say in a line each what differs between two sets of inputs, by name."""
    now = _plain(now)
    lines = []
    for group in [*now, *(name for name in before if name not in now)]:
        old, new = before.get(group, {}), now.get(group, {})
        for name in sorted({*old, *new}):
            if old.get(name) != new.get(name) or (name in old) != (name in new):
                lines.append(_sentence(group, name, old, new))
    return lines


def _sentence(group: str, name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    verb = "changed" if name in old and name in new else "is new" if name in new else "is gone"
    if group == "sources":
        return f"{name} {verb}"
    if group == "words":
        return f"words of beat {name} {verb}"
    if group == "recording":
        return f"recording {name} {verb}"
    label = name if group in ("setting", "tools") else f"{group} {name}"
    if group == "tools":
        return f"{label} {old.get(name, 'none')} → {new.get(name, 'none')}"
    if group == "setting" and name == "quality":
        return f"quality: {old.get(name, {}).get('name')} → {new.get(name, {}).get('name')}"
    left = repr(old[name]) if name in old else "the default"
    right = repr(new[name]) if name in new else "the default"
    return f"{label}: {left} → {right}"


def _plain(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """As it would come back from a file: lists for tuples, text keys."""
    plain: dict[str, Any] = json.loads(json.dumps(inputs))
    return plain
