"""A gentle peak limiter for finished tracks: it looks ahead, so it never clips and never pumps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import ndimage, signal

Signal = npt.NDArray[np.float64]

WINDOW = 0.03
"""Seconds over which the gain eases down to a peak and, after it, up again."""

OVERSAMPLING = 4
"""How finely the curve between samples is looked at (BS.1770's true peak)."""

CHUNK, OVERLAP = 1 << 19, 1 << 8


def true_peak(samples: Signal) -> float:
    """Return the largest magnitude of the curve through the samples, 4 times oversampled."""
    return float(np.max(peaks(samples), initial=0.0))


def peaks(samples: Signal) -> Signal:
    """Return ``(n,)``: the largest magnitude of the oversampled curve around each sample."""
    result = np.abs(samples)
    for start in range(0, len(samples), CHUNK):
        # A chunk at a time: the oversampled track of a long film would not fit in memory.
        before = min(start, OVERLAP)
        piece = samples[start - before : start + CHUNK + OVERLAP]
        fine = np.abs(signal.resample_poly(piece, OVERSAMPLING, 1))
        highest = fine.reshape(-1, OVERSAMPLING).max(axis=1)[before : before + CHUNK]
        here = result[start : start + CHUNK]
        np.maximum(here, highest[: len(here)], out=here)
    return result


def limited(samples: Signal, ceiling: float, rate: int) -> Signal:
    """Return the samples ``(n,)`` with gains of at most 1 that hold the true peak at the ceiling.

    With p the peaks, the gain wanted is ``min(1, ceiling / p)``; its minimum over a window,
    averaged over the same window, is smooth and nowhere above what is wanted.
    """
    height = peaks(samples)
    if np.max(height, initial=0.0) <= ceiling:
        return samples
    # The oversampled curve belongs to a sample and the three steps after it: guard both.
    height = ndimage.maximum_filter1d(height, 3)
    wanted = np.minimum(1.0, ceiling / np.maximum(height, ceiling))
    width = 2 * int(WINDOW * rate / 2) + 1
    lowest = ndimage.minimum_filter1d(wanted, width, mode="nearest")
    gain = ndimage.uniform_filter1d(lowest, width, mode="nearest")
    return np.asarray(samples * gain)
