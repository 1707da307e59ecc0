"""How loud a voice is, and where its phrases are."""

from __future__ import annotations

import math
import warnings

import numpy as np
import numpy.typing as npt
import pyloudnorm

Signal = npt.NDArray[np.float64]

BOTH_CHANNELS_DB = 10 * math.log10(2)
"""What one channel gains when two speakers play it."""

BLOCK = 0.4
"""Length in seconds of the blocks in which loudness is measured (BS.1770)."""

PAUSE = 0.2
"""Shortest silence in seconds that parts two phrases."""

SHORTEST_PHRASE = 0.8
"""Shortest phrase in seconds worth a gain of its own; a single word has no level of its own."""


def loudness(samples: Signal, rate: int) -> float:
    """Return the integrated, gated loudness in LUFS of mono ``(n,)`` played on two channels.

    Silence has loudness -inf. A sound shorter than a block of 0.4 s is measured as if it went
    on: repeated until it fills one.
    """
    if samples.size == 0 or not np.any(samples):
        return -math.inf
    needed = math.ceil(BLOCK * rate) + 1
    if samples.size < needed:
        samples = np.tile(samples, math.ceil(needed / samples.size))
    with warnings.catch_warnings():
        # Blocks of silence have the logarithm of nought; gating leaves them out.
        warnings.simplefilter("ignore", RuntimeWarning)
        measured = float(pyloudnorm.Meter(rate).integrated_loudness(samples))
    # Everything below the gate of -70 LUFS is reported as (nearly) nothing.
    return measured + BOTH_CHANNELS_DB if measured > -100 else -math.inf


def phrases(samples: Signal, rate: int) -> list[tuple[int, int]]:
    """Return where phrases lie, as sample ranges: sound between pauses of at least 0.2 s.

    A pause is where the level (RMS over 20 ms) is 35 dB below the speech's loud parts. A phrase
    shorter than 0.8 s is joined to its nearer neighbour.
    """
    hop = max(1, rate // 50)
    count = len(samples) // hop
    if count == 0 or not np.any(samples):
        return []
    level = np.sqrt(np.mean(samples[: count * hop].reshape(count, hop) ** 2, axis=1))
    sounding = level > np.quantile(level, 0.95) * 10.0 ** (-35 / 20)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], sounding.astype(np.int8), [0]))))
    runs = [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
    runs = _bridged(runs, PAUSE * rate / hop)
    runs = _without_short(runs, SHORTEST_PHRASE * rate / hop)
    return [(start * hop, min(end * hop, len(samples))) for start, end in runs]


def _bridged(runs: list[tuple[int, int]], pause: float) -> list[tuple[int, int]]:
    """Join runs that are parted by less than a pause."""
    joined = runs[:1]
    for start, end in runs[1:]:
        if start - joined[-1][1] < pause:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _without_short(runs: list[tuple[int, int]], shortest: float) -> list[tuple[int, int]]:
    """Join every run that is too short to its nearer neighbour, the shortest first."""
    left = list(runs)
    while len(left) > 1:
        k = min(range(len(left)), key=lambda i: left[i][1] - left[i][0])
        if left[k][1] - left[k][0] >= shortest:
            break
        before = left[k][0] - left[k - 1][1] if k > 0 else math.inf
        after = left[k + 1][0] - left[k][1] if k + 1 < len(left) else math.inf
        first = k - 1 if before <= after else k
        left[first : first + 2] = [(left[first][0], left[first + 1][1])]
    return left
