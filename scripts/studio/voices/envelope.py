"""Where in a sound somebody speaks: energy in short frames, onset and end of speech."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scripts.studio.voices.speech import SAMPLE_RATE

FRAME = 120
"""Samples of an energy frame: 5 ms."""

QUIET_DB = -38.0
"""Speech is what is louder than this, against the loudest tenth of the sound."""


def levels_db(samples: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Return the level of each 5 ms frame in dB of full scale, smoothed over 15 ms, ``(m,)``."""
    count = max(1, -(-len(samples) // FRAME))
    padded = np.zeros(count * FRAME)
    padded[: len(samples)] = samples
    power = np.mean(padded.reshape(count, FRAME) ** 2, axis=1)
    smooth = np.convolve(np.pad(power, 1, mode="edge"), np.ones(3) / 3, mode="valid")
    return np.asarray(10 * np.log10(smooth + 1e-12))


def active_frames(samples: npt.NDArray[np.floating]) -> npt.NDArray[np.bool_]:
    """Return for each 5 ms frame whether there is speech in it, ``(m,)``."""
    levels = levels_db(samples)
    loud = np.percentile(levels, 90)
    return np.asarray(levels > max(loud + QUIET_DB, -75.0))


def speech_bounds(samples: npt.NDArray[np.floating]) -> tuple[float, float] | None:
    """Return when speech begins and ends, in seconds, or None where there is only silence."""
    active = np.flatnonzero(active_frames(samples))
    if not len(active):
        return None
    return active[0] * FRAME / SAMPLE_RATE, (active[-1] + 1) * FRAME / SAMPLE_RATE


def silences(
    samples: npt.NDArray[np.floating], *, shortest: float = 0.06
) -> list[tuple[float, float]]:
    """Return the pauses between the first and the last sound, as (start, end) in seconds."""
    active = np.concatenate([active_frames(samples), [False]])
    edges = np.flatnonzero(np.diff(np.concatenate([[False], active]).astype(int)))
    ends, starts = edges[1:-1:2], edges[2::2]  # sound ends, sound starts again
    second = FRAME / SAMPLE_RATE
    pauses = [(a * second, b * second) for a, b in zip(ends, starts, strict=True)]
    return [(float(a), float(b)) for a, b in pauses if b - a >= shortest]
