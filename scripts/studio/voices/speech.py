"""What a voice gives, a piece of speech with the times of its words, and what a voice must do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from scenes.kit.narration import BeatCues, Narration
from scripts.studio.errors import UserError

SAMPLE_RATE = 24_000
"""Samples a second of all speech, one channel."""

Samples = npt.NDArray[np.float32]


class VoiceError(UserError):
    """A voice can't say what it was given; the message names the beat and the word or file."""


@dataclass(frozen=True)
class Speech:
    """The sound of one beat: float32 samples ``(n,)`` in [-1, 1] at 24 kHz, and its cues."""

    samples: Samples
    cues: BeatCues

    @property
    def duration(self) -> float:
        """Length of the sound in seconds."""
        return len(self.samples) / SAMPLE_RATE


@runtime_checkable
class Voice(Protocol):
    """Whatever can say a narration. ``version`` changes whenever the same words sound different."""

    @property
    def name(self) -> str:
        """The voice's name, as in ``--voice NAME``."""
        ...

    @property
    def version(self) -> str:
        """What the sound depends on besides words and source: model, pace, lexicon."""
        ...

    def source(self, beat: str) -> str:
        """Return what sounds differently from beat to beat, a recording's sum; else ``""``."""
        ...

    def speak(self, narration: Narration, *, beat: str) -> Speech:
        """Say the narration of the beat named ``slug/beat``; raises ``VoiceError``."""
        ...
