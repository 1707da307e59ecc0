"""The silent voice: nothing is heard, and every word takes the time it is estimated to take."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.kit.narration import WORDS_PER_MINUTE, Narration, estimate_cues
from scripts.studio.voices.speech import SAMPLE_RATE, Speech


@dataclass(frozen=True)
class SilentVoice:
    """Silence of the estimated length, at a pace in words a minute."""

    words_per_minute: float = WORDS_PER_MINUTE
    name: str = "silent"

    @property
    def version(self) -> str:
        """The pace decides everything."""
        return f"1 {self.words_per_minute:g} wpm"

    def source(self, beat: str) -> str:
        """Return nothing: silence is the same for all beats."""
        return ""

    def speak(self, narration: Narration, *, beat: str) -> Speech:
        """Keep silent as long as the words would take."""
        cues = estimate_cues(narration, words_per_minute=self.words_per_minute)
        return Speech(np.zeros(round(cues.duration * SAMPLE_RATE), np.float32), cues)
