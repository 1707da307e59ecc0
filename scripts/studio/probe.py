"""What a player sees in a film: lengths, frames, chapters, captions, colors."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
from av.stream import Disposition, Stream
from av.subtitles.stream import SubtitleStream

from scripts.studio.atoms import starts_fast


@dataclass(frozen=True)
class Chapter:
    """A named stretch of a film, in seconds."""

    title: str
    start: float
    end: float


@dataclass(frozen=True)
class CaptionEntry:
    """A caption of the film's own caption track, in seconds; lines are parted by newlines."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Probe:
    """A film as a player reports it; times in seconds, None where there is no such track.

    ``duration`` is the container's; ``video_duration``, ``audio_duration`` and the ``…_start``
    are the tracks' own. ``fps`` is the average rate, ``steady`` says that every frame lasts
    exactly ``1 / fps``. ``key_times`` are where a player can jump to without decoding.
    """

    duration: float
    video_duration: float
    video_start: float
    audio_duration: float | None
    audio_start: float | None
    width: int
    height: int
    fps: Fraction
    frames: int
    steady: bool
    key_times: tuple[float, ...]
    color_tags: tuple[int, int, int, int]
    title: str | None
    language: str | None
    fast_start: bool
    captions_shown: bool = False
    chapters: tuple[Chapter, ...] = ()
    captions: tuple[CaptionEntry, ...] = ()
    caption_language: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)


def probe(path: Path) -> Probe:
    """Read a film's headers and packet times (nothing is decoded).

    ``color_tags`` are the numbers of ISO/IEC 23091-2 for primaries, transfer and matrix and
    libav's for the range: (1, 1, 1, 1) is BT.709 in video range.
    """
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        audio = container.streams.audio[0] if container.streams.audio else None
        texts = container.streams.subtitles
        caption_stream = texts[0] if texts else None
        times, keys, captions = _packets(container, video, caption_stream)
        context = video.codec_context
        rate = video.average_rate or Fraction(0)
        gaps = {later - earlier for earlier, later in itertools.pairwise(times)}
        return Probe(
            duration=(container.duration or 0) / av.time_base,
            video_duration=_seconds(video, video.duration),
            video_start=_seconds(video, video.start_time),
            audio_duration=None if audio is None else _seconds(audio, audio.duration),
            audio_start=None if audio is None else _seconds(audio, audio.start_time),
            width=context.width,
            height=context.height,
            fps=rate,
            frames=len(times),
            steady=bool(rate) and gaps <= {1 / rate},
            key_times=tuple(float(key) for key in keys),
            color_tags=(
                int(context.color_primaries),
                int(context.color_trc),
                int(context.colorspace),
                int(context.color_range),
            ),
            title=container.metadata.get("title"),
            language=(audio or video).metadata.get("language"),
            fast_start=starts_fast(path),
            captions_shown=caption_stream is not None
            and bool(caption_stream.disposition & Disposition.default),
            chapters=tuple(
                Chapter(
                    chapter["metadata"].get("title", ""),
                    float(chapter["start"] * (chapter["time_base"] or Fraction(1, av.time_base))),
                    float(chapter["end"] * (chapter["time_base"] or Fraction(1, av.time_base))),
                )
                for chapter in container.chapters()
            ),
            captions=tuple(captions),
            caption_language=caption_stream.metadata.get("language") if caption_stream else None,
            metadata=dict(container.metadata),
        )


def _seconds(stream: Stream, ticks: int | None) -> float:
    return float((ticks or 0) * (stream.time_base or Fraction(1)))


def _packets(
    container: av.container.InputContainer,
    video: av.VideoStream,
    captions: SubtitleStream | None,
) -> tuple[list[Fraction], list[Fraction], list[CaptionEntry]]:
    """Return the display times of all frames, those of key frames, and the captions."""
    times: list[Fraction] = []
    keys: list[Fraction] = []
    entries: list[CaptionEntry] = []
    streams: list[Stream] = [video] if captions is None else [video, captions]
    for packet in container.demux(*streams):
        if packet.pts is None:
            continue
        time = packet.pts * packet.time_base
        if packet.stream.index == video.index:
            times.append(time)
            if packet.is_keyframe:
                keys.append(time)
            continue
        raw = bytes(packet)
        text = raw[2 : 2 + int.from_bytes(raw[:2], "big")].decode("utf-8")
        # An empty text is the gap between two captions.
        if text:
            end = time + (packet.duration or 0) * packet.time_base
            entries.append(CaptionEntry(float(time), float(end), text))
    return sorted(times), sorted(keys), entries
