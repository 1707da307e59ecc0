"""Pictures, sound, captions and chapters to one MP4; several of them to one film.

The encoded pictures are copied, never encoded again. Sound becomes AAC once: its 1024 samples of
priming get a negative time and so an edit list, which makes players start at the first real
sample. The index is moved to the front so that a film plays before it is loaded.
"""

from __future__ import annotations

import copy
import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import av
import numpy as np
import numpy.typing as npt
from av.container import OutputContainer

from scripts.studio.atoms import set_track_enabled
from scripts.studio.mix import SAMPLE_RATE
from scripts.studio.probe import Chapter, Probe, probe
from scripts.studio.sources import (
    FilmError,
    Pictures,
    check_length,
    check_same,
    decoded_sound,
    fitted,
    open_pictures,
)
from scripts.studio.tracks import audio_packets, caption_packets, open_audio, open_captions
from scripts.studio.whole import whole_file

__all__ = [
    "CaptionLike",
    "Chapter",
    "FilmError",
    "Joined",
    "Part",
    "Probe",
    "decoded_sound",
    "join",
    "mux",
    "probe",
    "shifted",
]

LANGUAGES = {
    "ar": "ara", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fr": "fra", "it": "ita",
    "ja": "jpn", "nl": "nld", "pl": "pol", "pt": "por", "ru": "rus", "tr": "tur", "zh": "zho",
}  # fmt: skip
"""Two-letter language codes to the three-letter ones (ISO 639-2/T) that MP4 writes."""


class CaptionLike(Protocol):
    """What a caption has: when it is shown, in seconds, and its lines."""

    @property
    def start(self) -> float: ...

    @property
    def end(self) -> float: ...

    @property
    def lines(self) -> Sequence[str]: ...


C = TypeVar("C", bound=CaptionLike)


@dataclass(frozen=True)
class Part(Generic[C]):
    """One film of a joined film: its file, its chapter's title, its captions, its sound.

    ``audio`` are the mixed samples (mono ``(n,)``, 48 kHz); without them the film's own sound is
    decoded and encoded a second time.
    """

    path: Path
    title: str
    captions: Sequence[C] = ()
    audio: npt.NDArray[np.floating] | None = None


@dataclass(frozen=True)
class Joined(Generic[C]):
    """A joined film: its length in seconds, frames, chapters, and captions in its own time."""

    duration: float
    frames: int
    chapters: tuple[Chapter, ...]
    captions: tuple[C, ...] = field(default=())


def mux(
    video: Path,
    audio: npt.NDArray[np.floating] | None,
    *,
    out: Path,
    captions: Sequence[CaptionLike] = (),
    chapters: Sequence[Chapter] = (),
    title: str,
    language: str = "en",
    metadata: Mapping[str, str] | None = None,
    captions_shown: bool = False,
) -> Probe:
    """Write a film from encoded pictures and samples (mono ``(n,)``, 48 kHz), and probe it.

    ``audio`` None gives a silent sound track. Sound that differs by more than 50 ms from the
    pictures in length is a FilmError. Captions are a track that is off until the viewer asks for
    it (words on screen that are also spoken hurt learning), unless ``captions_shown``.
    """
    with ExitStack() as sources:
        pictures = open_pictures(sources, video)
        samples = np.zeros(0) if audio is None else np.asarray(audio)
        wanted = round(pictures.duration * SAMPLE_RATE)
        if audio is not None:
            check_length(samples, wanted, video)
        _write(
            [pictures],
            iter([fitted(samples, wanted)]),
            out=out,
            captions=captions,
            chapters=chapters,
            metadata={"title": title, **(metadata or {})},
            language=language,
            captions_shown=captions_shown,
        )
    return probe(out)


def join(
    parts: Sequence[Part[C]],
    *,
    out: Path,
    title: str,
    language: str = "en",
    metadata: Mapping[str, str] | None = None,
    captions_shown: bool = False,
) -> Joined[C]:
    """Join films into one, a chapter each, by copying their pictures and encoding sound once.

    Each part's sound is laid at the very sample where its first frame is shown, so nothing
    drifts however many parts there are. Films of different size, rate or encoder settings are a
    FilmError that names them.
    """
    if not parts:
        raise FilmError("there is no film to join")
    with ExitStack() as sources:
        pictures = [open_pictures(sources, part.path) for part in parts]
        for part, one in zip(parts[1:], pictures[1:], strict=True):
            check_same(parts[0].path, pictures[0], part.path, one)
        fps = pictures[0].fps
        starts = [0]
        for one in pictures:
            starts.append(starts[-1] + one.frames)
        chapters = tuple(
            Chapter(part.title, float(start / fps), float(end / fps))
            for part, start, end in zip(parts, starts, starts[1:], strict=False)
        )
        captions = tuple(
            shifted(caption, chapter.start)
            for part, chapter in zip(parts, chapters, strict=True)
            for caption in part.captions
        )
        edges = [round(start / fps * SAMPLE_RATE) for start in starts]
        _write(
            pictures,
            _joined_sound(parts, edges),
            out=out,
            captions=captions,
            chapters=chapters,
            metadata={"title": title, **(metadata or {})},
            language=language,
            captions_shown=captions_shown,
        )
    return Joined(float(starts[-1] / fps), starts[-1], chapters, captions)


def shifted(caption: C, seconds: float) -> C:
    """Return a caption that is shown later by some seconds, otherwise the same."""
    later = copy.copy(caption)
    # Captions are frozen, so that nobody moves them by accident; here it is meant.
    object.__setattr__(later, "start", caption.start + seconds)
    object.__setattr__(later, "end", caption.end + seconds)
    return later


def _joined_sound(
    parts: Sequence[Part[C]], edges: Sequence[int]
) -> Iterator[npt.NDArray[np.float32]]:
    for part, start, end in zip(parts, edges, edges[1:], strict=False):
        if part.audio is not None:
            check_length(part.audio, end - start, part.path)
        samples = decoded_sound(part.path) if part.audio is None else np.asarray(part.audio)
        yield fitted(samples, end - start)


def _write(
    pictures: Sequence[Pictures],
    sound: Iterable[npt.NDArray[np.float32]],
    *,
    out: Path,
    captions: Sequence[CaptionLike],
    chapters: Sequence[Chapter],
    metadata: Mapping[str, str],
    language: str,
    captions_shown: bool,
) -> None:
    """Write all tracks, interleaved by time, whole or not at all."""
    language = LANGUAGES.get(language.partition("-")[0].lower(), language)
    _check_captions(captions, float(sum(one.duration for one in pictures)))
    with whole_file(out) as beside:
        with av.open(
            str(beside), "w", format="mp4", container_options={"movflags": "+faststart"}
        ) as container:
            container.metadata.update(metadata)
            _set_chapters(container, chapters)
            video = container.add_stream_from_template(pictures[0].stream)
            video.metadata["language"] = language
            audio = open_audio(container, language)
            tracks = [_following(pictures, video), audio_packets(audio, sound)]
            if captions:
                text = open_captions(container, language)
                # First in a tie: a caption must be there before a picture of the same time.
                tracks.insert(0, caption_packets(text, captions))
            for packet in heapq.merge(*tracks, key=_decode_time):
                container.mux_one(packet)
        if captions:
            set_track_enabled(beside, b"sbtl", enabled=captions_shown)


def _check_captions(captions: Sequence[CaptionLike], duration: float) -> None:
    before = 0.0
    for number, caption in enumerate(captions, start=1):
        name = f"caption {number} ({' '.join(caption.lines)!r})"
        # A tenth of a millisecond: times are sums of floating-point numbers.
        if caption.start < before - 1e-4:
            raise FilmError(
                f"{name} starts at {caption.start:.3f} s, before what comes before it ends "
                f"({before:.3f} s)"
            )
        if caption.end <= caption.start:
            raise FilmError(
                f"{name} ends at {caption.end:.3f} s, not after it starts at {caption.start:.3f} s"
            )
        if caption.end > duration + 1e-4:
            raise FilmError(
                f"{name} ends at {caption.end:.3f} s, after the film ({duration:.3f} s)"
            )
        before = caption.end


def _following(pictures: Sequence[Pictures], stream: av.VideoStream) -> Iterator[av.Packet[Any]]:
    first = 0
    for one in pictures:
        for packet in one.packets(first):
            packet.stream = stream
            yield packet
        first += one.frames


def _decode_time(packet: av.Packet[Any]) -> Fraction:
    return (packet.dts or 0) * packet.time_base


def _set_chapters(container: OutputContainer, chapters: Sequence[Chapter]) -> None:
    container.set_chapters(
        [
            {
                "id": number,
                "start": round(chapter.start * 1000),
                "end": round(chapter.end * 1000),
                "time_base": Fraction(1, 1000),
                "metadata": {"title": chapter.title},
            }
            for number, chapter in enumerate(chapters)
        ]
    )
