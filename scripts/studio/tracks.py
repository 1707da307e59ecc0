"""The two tracks a film gets besides its pictures: AAC sound and timed-text captions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.subtitles.stream import SubtitleStream

from scripts.studio.mix import SAMPLE_RATE

AUDIO_BITS = 128_000
"""Bits a second for two (equal) channels of speech."""

AUDIO_CODER = {"aac_coder": "fast"}
"""Measured on speech at this rate: 100 times real time and an error 39 dB below the sound; the
default coder reaches 50 times and 29 dB for the same size."""

CAPTION_TICK = Fraction(1, SAMPLE_RATE)
"""Captions are timed like samples.

libavformat ends a caption when any packet's time, in ticks of *that packet's* track, exceeds the
caption's end in ticks of its own. With the finest tick of the film that is never too early;
with milliseconds it is always at once, and adjacent captions get an empty one of no duration
in between.
"""

# The encoder that writes the track's default style reads it from a header in ASS format:
# white on a half-transparent ground at the bottom centre.
CAPTION_STYLE = b"""[Script Info]
ScriptType: v4.00+
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, \
Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, \
Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Sans-Serif,18,&H00ffffff,&H00ffffff,&H00000000,&H80000000,\
0,0,0,0,100,100,0,0,3,1,0,2,10,10,10,1
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def open_audio(container: OutputContainer, language: str) -> AudioStream:
    """Add an AAC track of two channels at 48 kHz."""
    stream = container.add_stream("aac", rate=SAMPLE_RATE, options=AUDIO_CODER)
    stream.codec_context.layout = "stereo"
    stream.codec_context.bit_rate = AUDIO_BITS
    stream.metadata["language"] = language
    stream.metadata["handler_name"] = "Narration"
    return stream


def audio_packets(
    stream: AudioStream, sound: Iterable[npt.NDArray[np.float32]]
) -> Iterator[av.Packet[Any]]:
    """Encode pieces of mono samples ``(n,)``, one after the other, on two equal channels."""
    first = 0
    for piece in sound:
        # A second at a time, so that packets come out as the film is written.
        for start in range(0, len(piece), SAMPLE_RATE):
            mono = piece[start : start + SAMPLE_RATE]
            both = np.ascontiguousarray(np.stack([mono, mono]), np.float32)
            frame = av.AudioFrame.from_ndarray(both, format="fltp", layout="stereo")
            frame.sample_rate, frame.time_base = SAMPLE_RATE, Fraction(1, SAMPLE_RATE)
            frame.pts = first
            first += len(mono)
            yield from stream.encode(frame)
    yield from stream.encode(None)


def open_captions(container: OutputContainer, language: str) -> SubtitleStream:
    """Add a track of 3GPP timed text (mov_text), the captions that MP4 players know."""
    stream = container.add_stream("mov_text", time_base=CAPTION_TICK)
    stream.codec_context.time_base = CAPTION_TICK
    stream.codec_context.subtitle_header = CAPTION_STYLE.replace(b"\n", b"\r\n")
    stream.metadata["language"] = language
    stream.metadata["handler_name"] = "Captions"
    return stream


def caption_packets(stream: SubtitleStream, captions: Sequence[Any]) -> Iterator[av.Packet[Any]]:
    """Yield a packet a caption: the length of its text in two bytes, then the text in UTF-8."""
    for caption in captions:
        text = "\n".join(caption.lines).encode("utf-8")
        packet: av.Packet[Any] = av.Packet(len(text).to_bytes(2, "big") + text)
        packet.stream = stream
        start, end = _ticks(caption.start), _ticks(caption.end)
        packet.time_base, packet.pts, packet.dts = CAPTION_TICK, start, start
        packet.duration = end - start
        packet.is_keyframe = True
        yield packet


def _ticks(seconds: float) -> int:
    return round(seconds / CAPTION_TICK)
