"""Words against picture: pace, what can't be read aloud, marks that come late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scenes.kit.narration import BeatCues, Narration, estimate_cues, find_unspeakable
from scripts.studio.inspect.ledger import Sighting

LONGEST_STILL = 15.0
"""Seconds of speech that one unchanged picture can bear."""

LATEST_MARK = 0.3
"""Seconds by which the picture may miss the word that it waits for."""


@dataclass(frozen=True)
class Speech:
    """What is said in a beat, when, and the facts that are spoken of."""

    narration: Narration
    cues: BeatCues | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def timing(self) -> BeatCues:
        """Return the times of the words, estimated where none were measured."""
        return self.cues if self.cues is not None else estimate_cues(self.narration)


def unspeakable(speech: Speech) -> Iterator[Sighting]:
    """Yield what a voice can't read in a beat's narration."""
    for problem in find_unspeakable(speech.narration):
        sentence = f"a voice can't read {problem}"
        yield Sighting("unspeakable", (problem.text,), 1.0, "word", sentence)


def still_picture(
    beat: str, start: float, duration: float, changes: Sequence[tuple[float, float]]
) -> Iterator[Sighting]:
    """Yield a sighting if words go on over a picture unchanged for more than 15 s.

    ``changes`` are the intervals (start, end) during which something moves; the words last from
    ``start`` for ``duration`` seconds.
    """
    edges = [(start, start), *sorted(changes), (start + duration, start + duration)]
    longest, last = 0.0, start
    for begin, end in edges:
        begin, end = max(begin, start), min(end, start + duration)
        longest = max(longest, min(begin, start + duration) - last)
        last = max(last, end)
    if longest > LONGEST_STILL:
        sentence = f"in {beat} nothing changes during {longest:.1f} s of speech"
        yield Sighting("still-picture", (beat,), longest, "s", sentence)


def late_marks(beat: str, marks: Mapping[str, Any]) -> Iterator[Sighting]:
    """Yield the marks that the picture reached more than 0.3 s after their word.

    ``marks`` maps a name to a record with ``wanted`` and ``reached``, in seconds.
    """
    for name, record in marks.items():
        late = float(record.reached) - float(record.wanted)
        if late > LATEST_MARK:
            sentence = f"the picture reaches <{name}> {late:.2f} s after its word"
            yield Sighting("late-mark", (beat, name), late, "s", sentence)
