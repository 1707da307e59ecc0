"""What films are put together from: encoded pictures that are copied, and samples."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from av.container import InputContainer

from scripts.studio.mix import SAMPLE_RATE

SOUND_SLACK = 0.05
"""Most that sound and pictures may differ in length, in seconds; less is filled or cut."""


class FilmError(ValueError):
    """Parts that do not make a film, in a sentence."""


@dataclass(frozen=True)
class Pictures:
    """An opened film's encoded pictures."""

    container: InputContainer
    stream: av.VideoStream
    fps: Fraction
    frames: int

    @property
    def duration(self) -> Fraction:
        """Length in seconds."""
        return self.frames / self.fps

    def packets(self, first: int) -> Iterator[av.Packet[Any]]:
        """Yield the pictures' packets with times in frames, the first of them at ``first``."""
        for packet in self.container.demux(self.stream):
            if packet.pts is None or packet.dts is None:
                continue
            tick = packet.time_base * self.fps
            packet.pts = first + round(packet.pts * tick)
            packet.dts = first + round(packet.dts * tick)
            packet.duration = 1
            packet.time_base = 1 / self.fps
            yield packet


def open_pictures(sources: ExitStack, path: Path) -> Pictures:
    """Open a film for copying; it is closed with ``sources``."""
    if not path.is_file():
        raise FilmError(f"there is no film {path}")
    container = sources.enter_context(av.open(str(path)))
    if not container.streams.video:
        raise FilmError(f"{path} holds no pictures")
    stream = container.streams.video[0]
    if not stream.average_rate or not stream.frames:
        raise FilmError(f"{path} does not say how many frames it has and at what rate")
    return Pictures(container, stream, stream.average_rate, stream.frames)


def check_same(first: Path, expected: Pictures, other: Path, found: Pictures) -> None:
    """Raise a FilmError unless two films can follow each other without encoding them again."""
    for name, a, b in [
        ("size", *((one.stream.width, one.stream.height) for one in (expected, found))),
        ("frame rate", expected.fps, found.fps),
        ("encoder settings", *(one.stream.codec_context.extradata for one in (expected, found))),
    ]:
        if a != b:
            detail = "" if isinstance(a, bytes) else f" ({a} and {b})"
            raise FilmError(
                f"{first.name} and {other.name} differ in {name}{detail}; "
                "films are joined without encoding them again, so they must agree"
            )


def check_length(samples: npt.NDArray[np.floating], wanted: int, video: Path) -> None:
    """Raise a FilmError unless samples are mono and last as long as the pictures, to 50 ms."""
    if samples.ndim != 1:
        raise FilmError(f"sound for {video.name} has shape {samples.shape}; it must be mono")
    if abs(len(samples) - wanted) > SOUND_SLACK * SAMPLE_RATE:
        raise FilmError(
            f"{video.name} lasts {wanted / SAMPLE_RATE:.3f} s, its sound "
            f"{len(samples) / SAMPLE_RATE:.3f} s"
        )


def fitted(samples: npt.NDArray[np.floating], wanted: int) -> npt.NDArray[np.float32]:
    """Return exactly ``wanted`` samples: cut, or filled with silence."""
    result = np.zeros(wanted, np.float32)
    count = min(wanted, len(samples))
    result[:count] = samples[:count]
    return result


def decoded_sound(path: Path) -> npt.NDArray[np.float32]:
    """Return a film's sound as it is heard: mono ``(n,)`` at 48 kHz, from time 0; empty if none."""
    with av.open(str(path)) as container:
        if not container.streams.audio:
            return np.zeros(0, np.float32)
        resampler = av.AudioResampler(format="fltp", rate=SAMPLE_RATE)
        pieces = []
        for frame in itertools.chain(container.decode(audio=0), [None]):
            # The mean of the channels: libswresample's own way to mono would be 3 dB louder.
            pieces += [piece.to_ndarray().mean(axis=0) for piece in resampler.resample(frame)]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
