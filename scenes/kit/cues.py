"""When each word of a beat is said, measured by a voice or estimated from the words alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scenes.kit.template import PHONEMES, Narration

WORDS_PER_MINUTE = 152.0
"""A calm lecturing pace, pauses included; the default voice's, so both make a film as long."""

SYLLABLES_PER_WORD = 1.43
SENTENCE_PAUSE, CLAUSE_PAUSE = 1.7, 1.4
"""Pauses after a sentence and after a clause, in syllables (fitted to the default voice)."""

_VOWELS = re.compile(r"[aeiouy]+")
_PHONEME_VOWELS = re.compile(r"[AIOQWYaeiouæɑɐɒɔəɚɛɜɪɨʊʌᵻᵊ]+ː?")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")
_CLAUSE_END = re.compile(r"[,;:—–][\"'”’)]*$")


@dataclass(frozen=True)
class BeatCues:
    """Times in seconds from the beginning of a beat's sound.

    ``words[i]`` is (start, end) of word ``i`` of the narration, ``marks`` the moment of each
    mark. Raises ``ValueError`` unless ``0 <= start <= end <= duration`` and starts never go back.
    """

    duration: float
    words: tuple[tuple[float, float], ...]
    marks: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        earlier = 0.0
        for index, (start, end) in enumerate(self.words):
            if not earlier <= start <= end <= self.duration:
                raise ValueError(
                    f"Word {index} has the times {start:.3f} to {end:.3f} s, after {earlier:.3f} s "
                    f"and within {self.duration:.3f} s were expected"
                )
            earlier = start
        for name, moment in self.marks.items():
            if not 0 <= moment <= self.duration:
                raise ValueError(
                    f"The mark {name!r} is at {moment:.3f} s of a beat of {self.duration:.3f} s"
                )

    @classmethod
    def of_words(
        cls, narration: Narration, duration: float, words: Sequence[tuple[float, float]]
    ) -> BeatCues:
        """Place the narration's marks at the beginnings of their words."""
        if len(words) != len(narration.words):
            raise ValueError(
                f"{len(words)} word times were given for {len(narration.words)} words of "
                f"{narration.template!r}"
            )
        times = tuple((float(start), float(end)) for start, end in words)
        moments = [start for start, _ in times] + [times[-1][1] if times else 0.0]
        marks = {name: moments[index] for name, index in narration.marks.items()}
        return cls(float(duration), times, marks)

    def to_json(self) -> str:
        """Write the cues as JSON, times to a tenth of a millisecond kept exactly."""
        words = [list(word) for word in self.words]
        return json.dumps({"duration": self.duration, "words": words, "marks": dict(self.marks)})

    @classmethod
    def from_json(cls, text: str) -> BeatCues:
        """Read what ``to_json`` wrote."""
        data = json.loads(text)
        words = tuple((float(start), float(end)) for start, end in data["words"])
        marks = {str(name): float(moment) for name, moment in data["marks"].items()}
        return cls(float(data["duration"]), words, marks)


def estimate_cues(narration: Narration, *, words_per_minute: float = WORDS_PER_MINUTE) -> BeatCues:
    """Estimate the times of words from their syllables, without a voice.

    A word of 1.43 syllables takes its share of a minute; sentences and clauses are followed by
    a pause. ``words_per_minute`` counts ordinary English words, pauses included.
    """
    if words_per_minute <= 0:
        raise ValueError(f"words_per_minute is {words_per_minute}: it must be positive")
    # One word in eleven ends a sentence, one in twenty a clause: their pauses count as pace.
    per_word = SYLLABLES_PER_WORD + SENTENCE_PAUSE / 11 + CLAUSE_PAUSE / 20
    syllable = 60.0 / words_per_minute / per_word
    times, now = [], 0.0
    for weight, pause in weights(narration):
        times.append((now, now + weight * syllable))
        now += (weight + pause) * syllable
    return BeatCues.of_words(narration, now, times)


def weights(narration: Narration) -> list[tuple[float, float]]:
    """Return for each word its length and the pause after it, both in syllables."""
    result = []
    for word in narration.words:
        tail = PHONEMES.sub(lambda match: match["word"], word.spoken)
        inner = CLAUSE_PAUSE * len(re.findall(r"[,;:](?=\s)", tail))
        if _SENTENCE_END.search(tail):
            pause = SENTENCE_PAUSE
        else:
            pause = CLAUSE_PAUSE if _CLAUSE_END.search(tail) else 0.0
        result.append((max(1.0, syllables(word.spoken)) + inner, pause))
    return result


def syllables(spoken: str) -> float:
    """Count the syllables of spoken text, inline phonemes by their vowels."""
    count = 0
    for match in PHONEMES.finditer(spoken):
        count += len(_PHONEME_VOWELS.findall(match["phonemes"])) or 1
    for word in re.findall(r"[a-z']+", PHONEMES.sub(" ", spoken).lower()):
        groups = len(_VOWELS.findall(word))
        silent_e = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
        count += max(1, groups - silent_e)
    return float(count)
