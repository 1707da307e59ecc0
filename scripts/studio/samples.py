"""Sound as it is kept: 16-bit samples, half of what is computed with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_FULL = 32767


def to_int16(samples: npt.NDArray[np.floating]) -> npt.NDArray[np.int16]:
    """Return samples in -1..1 as 16-bit integers; what is beyond is clipped."""
    return np.asarray(np.round(np.clip(samples, -1, 1) * _FULL), np.int16)


def from_int16(kept: npt.NDArray[np.int16]) -> npt.NDArray[np.float32]:
    """Return kept samples as numbers in -1..1."""
    return kept.astype(np.float32) / np.float32(_FULL)
