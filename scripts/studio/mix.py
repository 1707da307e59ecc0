"""Speeches to one sound track of a film's exact length, at an even and standard loudness.

Loudness is that of ITU-R BS.1770-4 / EBU R 128 in LUFS (pyloudnorm measures it). A track is one
channel that the film plays on two speakers; two equal channels are 10 log10(2) = 3.01 LU louder
than one, and every loudness named here is the one that is heard and that a meter reads in the
film: of both channels together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import signal

from scripts.studio.limiter import limited, true_peak
from scripts.studio.loudness import loudness, phrases

Samples = npt.NDArray[np.float32]

SAMPLE_RATE = 48_000
"""Samples a second of every track."""

TARGET_LUFS = -16.0
"""Integrated loudness of a film: usual for speech on the web."""

CEILING_DBFS = -2.0
"""Highest true peak of a track; the half decibel up to -1.5 is left to AAC's own overshoot."""

PHRASE_GAIN_DB = 12.0
"""Most that one phrase is raised or lowered: beyond it a phrase is meant to differ, or is noise."""

SILENCE = 10.0 ** (-60 / 20)
"""Largest sample that counts as silence."""


class MixError(ValueError):
    """Speeches that cannot be laid on a track, in a sentence."""


@dataclass(frozen=True)
class Placed:
    """One speech and when it starts: mono samples ``(n,)`` in [-1, 1] at ``rate``, a time in s."""

    samples: npt.NDArray[np.floating]
    start: float
    name: str
    rate: int = 24_000


@dataclass(frozen=True)
class Track:
    """A film's sound: mono ``(n,)`` at 48 kHz, its integrated loudness and its true peak.

    ``lufs`` is -inf when nobody speaks; ``peak_dbfs`` likewise.
    """

    samples: Samples
    lufs: float
    peak_dbfs: float

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self.samples) / SAMPLE_RATE


def mix(speeches: Sequence[Placed], *, duration: float, target_lufs: float = TARGET_LUFS) -> Track:
    """Lay speeches on one track of ``round(duration * 48000)`` samples, evened and normalised.

    Phrases (what stands between pauses) are brought to their median loudness, the whole to
    ``target_lufs``, with a limiter that keeps the true peak at or below -2 dBFS. No speech gives
    silence. A speech that would sound before the start or beyond the end is a MixError; silence
    may overhang and is cut.
    """
    track = np.zeros(round(duration * SAMPLE_RATE))
    voices = [_resampled(speech) for speech in speeches]
    heard = [_heard_phrases(samples) for samples in voices]
    levels = [phrase.lufs for one in heard for phrase in one]
    # Even out around the usual level first: a recording may be quiet as a whole.
    usual = float(np.median(levels)) if levels else target_lufs
    for speech, samples, spoken in zip(speeches, voices, heard, strict=True):
        _lay(track, _evened(samples, spoken, usual), speech)
    return _normalised(track, target_lufs)


def _resampled(speech: Placed) -> npt.NDArray[np.float64]:
    samples = np.asarray(speech.samples, np.float64)
    if samples.ndim != 1:
        raise MixError(f"the speech of {speech.name} has shape {samples.shape}; it must be mono")
    if not np.all(np.isfinite(samples)):
        raise MixError(f"the speech of {speech.name} holds samples that are not numbers")
    if len(samples) == 0 or speech.rate == SAMPLE_RATE:
        return samples
    shared = math.gcd(SAMPLE_RATE, speech.rate)
    return np.asarray(signal.resample_poly(samples, SAMPLE_RATE // shared, speech.rate // shared))


@dataclass(frozen=True)
class _Phrase:
    """Where a phrase lies, in samples, and how loud it is."""

    start: int
    end: int
    lufs: float


def _heard_phrases(samples: npt.NDArray[np.float64]) -> list[_Phrase]:
    found = [
        _Phrase(start, end, loudness(samples[start:end], SAMPLE_RATE))
        for start, end in phrases(samples, SAMPLE_RATE)
    ]
    return [phrase for phrase in found if math.isfinite(phrase.lufs)]


def _evened(
    samples: npt.NDArray[np.float64], spoken: Sequence[_Phrase], level: float
) -> npt.NDArray[np.float64]:
    """Bring each phrase of a speech to a level, with gains that glide during the pauses."""
    if not spoken:
        return samples
    times = [edge for phrase in spoken for edge in (phrase.start, phrase.end)]
    gains = np.repeat([level - phrase.lufs for phrase in spoken], 2)
    gains = np.clip(gains, -PHRASE_GAIN_DB, PHRASE_GAIN_DB)
    gain_db = np.interp(np.arange(len(samples)), times, gains)
    return np.asarray(samples * 10.0 ** (gain_db / 20))


def _lay(track: npt.NDArray[np.float64], samples: npt.NDArray[np.float64], speech: Placed) -> None:
    """Add a speech to the track at its start."""
    first = round(speech.start * SAMPLE_RATE)
    if first < 0:
        raise MixError(f"the speech of {speech.name} starts at {speech.start:g} s, before the film")
    room = max(0, len(track) - first)
    overhang = samples[room:]
    if overhang.size and np.max(np.abs(overhang)) > SILENCE:
        last = int(np.flatnonzero(np.abs(samples) > SILENCE)[-1])
        raise MixError(
            f"the speech of {speech.name} sounds until {(first + last) / SAMPLE_RATE:.2f} s; "
            f"the film ends at {len(track) / SAMPLE_RATE:.2f} s"
        )
    fits = samples[:room]
    track[first : first + len(fits)] += fits


def _normalised(track: npt.NDArray[np.float64], target_lufs: float) -> Track:
    """Bring the whole to the target under the ceiling."""
    ceiling = 10.0 ** (CEILING_DBFS / 20)
    measured = loudness(track, SAMPLE_RATE)
    if not math.isfinite(measured):
        return Track(np.zeros(len(track), np.float32), -math.inf, -math.inf)
    gain, result = 0.0, track
    # Limiting peaks takes a little loudness away; two more rounds give it back.
    for _ in range(3):
        gain += target_lufs - measured
        result = limited(track * 10.0 ** (gain / 20), ceiling, SAMPLE_RATE)
        measured = loudness(result, SAMPLE_RATE)
        if abs(measured - target_lufs) < 0.05:
            break
    peak = 20 * math.log10(true_peak(result))
    return Track(result.astype(np.float32), measured, peak)
