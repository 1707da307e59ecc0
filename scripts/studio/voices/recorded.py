"""The instructor's own voice: one sound file per beat, in a directory of recordings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.resampler import AudioResampler

from scenes.kit.cues import weights
from scenes.kit.narration import BeatCues, Narration
from scripts.studio.voices.envelope import speech_bounds
from scripts.studio.voices.level import even_out
from scripts.studio.voices.speech import SAMPLE_RATE, Samples, Speech, VoiceError

SUFFIXES = (".wav", ".flac", ".mp3", ".m4a", ".ogg")
KEPT = 0.15
"""Seconds of silence kept before and after what is said."""


@dataclass(frozen=True)
class RecordedVoice:
    """Recordings ``SLUG/BEAT.wav`` (or .flac .mp3 .m4a .ogg, or ``SLUG.BEAT.wav``) in a directory.

    The times of words are estimated: they share what is heard in proportion to their syllables.
    """

    directory: Path
    name: str = "recorded"
    version: str = "1"

    def find(self, beat: str) -> Path | None:
        """Return the recording of the beat ``slug/beat``, or None."""
        for stem in (beat, beat.replace("/", ".")):
            for suffix in SUFFIXES:
                path = self.directory / f"{stem}{suffix}"
                if path.is_file():
                    return path
        return None

    def source(self, beat: str) -> str:
        """Return the sum of the beat's recording, so that a new take is noticed."""
        path = self.find(beat)
        return hashlib.sha256(path.read_bytes()).hexdigest() if path else ""

    def missing(self, narrations: Mapping[str, Narration]) -> list[str]:
        """Return a line for each recording that is missing: its file name and what to say."""
        lines = [
            f"  {self.directory / beat}.wav  says: {narration.plain}"
            for beat, narration in narrations.items()
            if narration.words and self.find(beat) is None
        ]
        if not lines:
            return []
        others = ", ".join(SUFFIXES[1:])
        return [f"Recordings are missing (.wav, or {others} instead): {len(lines)}", *lines]

    def speak(self, narration: Narration, *, beat: str) -> Speech:
        """Read the beat's recording; raises ``VoiceError`` if there is none or it is silent."""
        if not narration.words:
            return Speech(np.zeros(0, np.float32), BeatCues.of_words(narration, 0.0, []))
        path = self.find(beat)
        if path is None:
            raise VoiceError("\n".join(self.missing({beat: narration})))
        samples = decode(path)
        heard = speech_bounds(samples)
        if heard is None or np.max(np.abs(samples)) < 1e-3:
            raise VoiceError(f"{path} is silent: it should say: {narration.plain}")
        first = max(0, round((heard[0] - KEPT) * SAMPLE_RATE))
        last = min(len(samples), round((heard[1] + KEPT) * SAMPLE_RATE))
        samples = even_out(samples[first:last])
        begin, end = heard[0] - first / SAMPLE_RATE, heard[1] - first / SAMPLE_RATE
        duration = len(samples) / SAMPLE_RATE
        times = share(narration, begin, min(end, duration))
        return Speech(samples, BeatCues.of_words(narration, duration, times))


def share(narration: Narration, begin: float, end: float) -> list[tuple[float, float]]:
    """Divide the time from ``begin`` to ``end`` among the words by syllables and pauses."""
    sizes = weights(narration)
    sizes[-1] = (sizes[-1][0], 0.0)  # the last sound is the last word's end
    unit = (end - begin) / sum(length + pause for length, pause in sizes)
    times, now = [], begin
    for length, pause in sizes:
        # Rounding must not carry the last word past the end.
        times.append((min(now, end), min(now + length * unit, end)))
        now += (length + pause) * unit
    return times


def decode(path: Path) -> Samples:
    """Read any sound file as float32 mono at 24 kHz; raises ``VoiceError`` if it can't be read."""
    resampler = AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
    pieces: list[np.ndarray[Any, Any]] = []
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise VoiceError(f"{path} holds no sound")
            for frame in container.decode(audio=0):
                frame.pts = None
                pieces += [part.to_ndarray().reshape(-1) for part in resampler.resample(frame)]
            pieces += [part.to_ndarray().reshape(-1) for part in resampler.resample(None)]
    except av.FFmpegError as error:
        raise VoiceError(f"{path} can't be read as sound: {error}") from error
    return np.concatenate([np.zeros(0, np.float32), *pieces]).astype(np.float32)
