"""Does a manifest tell the truth? Its files are opened and compared, as a player sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import av
from PIL import Image, UnidentifiedImageError

from scripts.studio.manifest import FilmEntry, Manifest, SegmentEntry
from scripts.studio.probe import Probe, probe

TOLERANCE = 0.05
"""Largest difference in seconds between what is stated and what a player reports."""

CUE = re.compile(r"(?:(\d+):)?(\d\d):(\d\d)[.,](\d{3}) --> (?:(\d+):)?(\d\d):(\d\d)[.,](\d{3})")


def verify(manifest: Manifest, directory: Path) -> list[str]:
    """Return what is wrong with a manifest, a sentence each; nothing when all holds.

    Every file exists and is not empty; films have the stated length (to 50 ms, pictures and sound
    alike), frames, size and chapters, start before they are loaded and carry the captions that
    stand beside them; pictures can be opened.
    """
    problems: list[str] = []
    for segment in manifest.segments:
        problems += _segment(segment, directory)
    if manifest.film is not None:
        problems += _whole(manifest.film, manifest.segments, directory)
    return problems


def cue_times(text: str) -> list[tuple[float, float]]:
    """Return start and end of every cue of a WebVTT or SubRip file, in seconds."""
    times = []
    for match in CUE.finditer(text):
        h1, m1, s1, f1, h2, m2, s2, f2 = (int(part or 0) for part in match.groups())
        start = 3600 * h1 + 60 * m1 + s1 + f1 / 1000
        times.append((start, 3600 * h2 + 60 * m2 + s2 + f2 / 1000))
    return times


def _segment(entry: SegmentEntry, directory: Path) -> Iterator[str]:
    files = entry.files
    yield from _missing(files.model_dump().values(), directory)
    seen = _opened(files.film, directory)
    if isinstance(seen, str):
        yield seen
    elif seen is not None:
        yield from _film(files.film, seen, entry.duration, entry.frames)
        if (seen.width, seen.height) != (entry.width, entry.height):
            yield (
                f"{files.film} has {seen.width}x{seen.height} pixels, "
                f"not {entry.width}x{entry.height}"
            )
        if seen.fps != entry.fps or not seen.steady:
            steady = "" if seen.steady else ", unevenly"
            yield f"{files.film} shows {seen.fps} frames a second{steady}, not {entry.fps}"
        yield from _captions(seen, files.film, [files.vtt, files.srt], directory)
    for name in (files.poster, files.sheet):
        yield from _picture(name, directory)


def _whole(entry: FilmEntry, segments: Sequence[SegmentEntry], directory: Path) -> Iterator[str]:
    yield from _missing([entry.file, entry.vtt, entry.srt], directory)
    frames = sum(segment.frames for segment in segments)
    if entry.frames != frames:
        yield f"{entry.file} is said to have {entry.frames} frames, its segments have {frames}"
    seen = _opened(entry.file, directory)
    if isinstance(seen, str):
        yield seen
    elif seen is not None:
        yield from _film(entry.file, seen, entry.duration, entry.frames)
        yield from _chapters(entry, seen)
        yield from _captions(seen, entry.file, [entry.vtt, entry.srt], directory)


def _chapters(entry: FilmEntry, seen: Probe) -> Iterator[str]:
    stated = [(chapter.title, chapter.start, chapter.end) for chapter in entry.chapters]
    inside = [(chapter.title, chapter.start, chapter.end) for chapter in seen.chapters]
    if [title for title, _, _ in stated] != [title for title, _, _ in inside]:
        yield f"{entry.file} has the chapters {[t for t, _, _ in inside]}, not those stated"
    else:
        for (title, *a), (_, *b) in zip(stated, inside, strict=True):
            if _apart(a, b):
                yield f"{entry.file}: chapter {title!r} lasts from {b[0]:.3f} to {b[1]:.3f} s"


def _missing(names: Iterable[str], directory: Path) -> Iterator[str]:
    for name in names:
        path = directory / name
        if not path.is_file():
            yield f"{name} does not exist"
        elif path.stat().st_size == 0 and path.suffix != ".srt":  # SubRip without words is empty
            yield f"{name} is empty"


def _opened(name: str, directory: Path) -> Probe | str | None:
    """Return what a player sees, or why it sees nothing, or None when there is no file."""
    path = directory / name
    if not path.is_file():
        return None
    try:
        return probe(path)
    except (av.FFmpegError, IndexError, ValueError) as error:
        return f"{name} cannot be played: {error}"


def _film(name: str, seen: Probe, duration: float, frames: int) -> Iterator[str]:
    if seen.audio_duration is None:
        yield f"{name} has no sound track"
    lengths = {"": seen.duration, ", pictures": seen.video_duration, ", sound": seen.audio_duration}
    for what, measured in lengths.items():
        if measured is not None and abs(measured - duration) > TOLERANCE:
            yield f"{name}{what}: lasts {measured:.3f} s, not {duration:.3f} s"
    if seen.frames != frames:
        yield f"{name} has {seen.frames} frames, not {frames}"
    if not seen.fast_start:
        yield f"{name} must be loaded whole before it starts (its index stands at the end)"


def _captions(seen: Probe, film: str, names: Sequence[str], directory: Path) -> Iterator[str]:
    inside = [(caption.start, caption.end) for caption in seen.captions]
    for name in names:
        path = directory / name
        if not path.is_file():
            continue
        beside = cue_times(path.read_text(encoding="utf-8"))
        if len(beside) != len(inside):
            yield f"{name} has {len(beside)} captions, {film} has {len(inside)} inside"
            continue
        for number, (a, b) in enumerate(zip(beside, inside, strict=True), start=1):
            if _apart(a, b):
                yield (
                    f"{name}: caption {number} is shown from {a[0]:.3f} to {a[1]:.3f} s, "
                    f"in {film} from {b[0]:.3f} to {b[1]:.3f} s"
                )


def _picture(name: str, directory: Path) -> Iterator[str]:
    path = directory / name
    if path.is_file():
        try:
            with Image.open(path) as image:
                image.verify()
        except (UnidentifiedImageError, OSError, SyntaxError) as error:
            yield f"{name} cannot be opened: {error}"


def _apart(a: Sequence[float], b: Sequence[float]) -> bool:
    return any(abs(x - y) > TOLERANCE for x, y in zip(a, b, strict=True))
