"""One loudness for all sentences: the model speaks some of them 6 dB louder than others."""

from __future__ import annotations

import numpy as np

from scripts.studio.voices.envelope import FRAME, active_frames
from scripts.studio.voices.speech import Samples

LEVEL_DB = -20.0
"""Power of speech while somebody speaks, in dB of full scale."""

PEAK_DB = -1.0
"""No sample is above this; what would be is bent, not cut."""


def speech_level_db(samples: Samples) -> float:
    """Return the mean power of what is spoken, pauses left out, in dB of full scale."""
    active = np.repeat(active_frames(samples), FRAME)[: len(samples)]
    spoken = samples[active].astype(float)
    return float(10 * np.log10(np.mean(spoken**2) + 1e-12)) if len(spoken) else -120.0


def even_out(samples: Samples) -> Samples:
    """Bring speech to the common level ``LEVEL_DB`` and keep its peaks below ``PEAK_DB``."""
    level = speech_level_db(samples)
    if level < -60:
        return samples
    return bend_peaks(samples * np.float32(10 ** ((LEVEL_DB - level) / 20)))


def bend_peaks(samples: Samples) -> Samples:
    """Bend peaks smoothly below the ceiling ``p``: ``y = k + (p - k) tanh((x - k)/(p - k))``.

    Below the knee ``k = p / 2`` nothing changes; the slope is continuous there.
    """
    ceiling = 10 ** (PEAK_DB / 20)
    knee = ceiling / 2
    size = np.abs(samples)
    over = size > knee
    bent = knee + (ceiling - knee) * np.tanh((size - knee) / (ceiling - knee))
    return np.where(over, np.sign(samples) * bent, samples).astype(np.float32)
