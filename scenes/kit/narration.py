"""Narration as segments and studio use it: templates, times of words, what a voice can't read."""

from scenes.kit.cues import WORDS_PER_MINUTE, BeatCues, estimate_cues
from scenes.kit.template import (
    Fact,
    Narration,
    NarrationError,
    Readable,
    Word,
    plain_words,
)
from scenes.kit.unspeakable import Unspeakable, find_unspeakable

__all__ = [
    "WORDS_PER_MINUTE",
    "BeatCues",
    "Fact",
    "Narration",
    "NarrationError",
    "Readable",
    "Unspeakable",
    "Word",
    "estimate_cues",
    "find_unspeakable",
    "plain_words",
]
