"""The finished files of one segment, in the store: film with sound, captions, poster, sheet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from scenes.kit.narration import BeatCues
from scripts.studio import whole
from scripts.studio.captions import captions, to_srt, to_vtt
from scripts.studio.drawing import Report, group_names, sources_of, write_pictures
from scripts.studio.film import Chapter, mux
from scripts.studio.fingerprint import digests_of, tool_versions
from scripts.studio.mix import Placed, mix
from scripts.studio.plan import RenderOptions
from scripts.studio.prepare import Prepared
from scripts.studio.records import DrawRecord
from scripts.studio.samples import to_int16
from scripts.studio.sheets import contact_sheet, poster
from scripts.studio.store import Entry, Store, key_of
from scripts.studio.timeline import Timeline, TimelineBeat, build_timeline, transcript
from scripts.studio.voices.speech import Speech

SOUND = "sound.npy"
"""The mixed sound as 16-bit samples, for the joined film."""

FINISHING = ("scripts.studio.captions", "scripts.studio.film", "scripts.studio.mix",
              "scripts.studio.samples", "scripts.studio.sheets",
              "scripts.studio.timeline")  # fmt: skip
"""The code that, beside this file, decides how finished files come out."""


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
        "code": digests_of(sources_of(options).closure(FINISHING, files=[Path(__file__)])),
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
        np.save(folder / SOUND, to_int16(track.samples))
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


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None
