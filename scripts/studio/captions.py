"""Captions: what is said, cut where a reader would pause, within the limits of easy reading."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scripts.studio.line_breaks import MOST_CHARACTERS, MOST_LINES, break_cost, break_lines
from scripts.studio.timeline import TimedWord, Timeline

SHORTEST, LONGEST = 1.0, 7.0
"""Seconds a caption stays at least and at most."""

MOST_WORDS_PER_MINUTE = 180.0
TOLERANCE = 1.08
"""The reading pace is "about" 180: findings begin above 180 times this."""

LINGER = 1.2
"""Seconds a caption may stay after its last word, as long as nothing else is said."""

EARLY = 0.5
"""Seconds a caption may come before its first word, where nothing else is said."""

AHEAD = (0.0, 0.15, 0.3)
"""Seconds by which a caption may cut the one before it short, when its words come fast."""

COMFORTABLE = 4.0
"""Seconds of the caption that reads best, one or two lines of it."""

LONG_GAP = 1.2
"""A silence longer than this, in seconds, never lies inside a caption if that can be avoided."""

_MOST_WORDS = 30
_VIOLATION = 1000.0


@dataclass(frozen=True)
class Caption:
    """Lines of text shown from ``start`` to ``end``, in seconds."""

    start: float
    end: float
    lines: tuple[str, ...]

    @property
    def duration(self) -> float:
        """Seconds on screen."""
        return self.end - self.start

    @property
    def words(self) -> int:
        """How many words are to be read; lone punctuation doesn't count."""
        return count_words(" ".join(self.lines))


@dataclass(frozen=True)
class Fault:
    """A limit that a caption breaks: by how much, in which unit, and in words."""

    caption: Caption
    amount: float
    unit: str
    problem: str

    def __str__(self) -> str:
        """Return the sentence that a person reads."""
        text = " ".join(self.caption.lines)
        return f"The caption at {self.caption.start:.2f} s, {text!r}, {self.problem}"


@dataclass(frozen=True)
class _Said:
    """A word, or part of a long one, and whether a beat begins with it."""

    word: TimedWord
    begins_beat: bool


def captions(timeline: Timeline) -> list[Caption]:
    """Cut the words of a timeline into captions.

    Of all ways to cut, the one is taken that breaks no limit if that is possible, then the one
    with the best places to break: ends of sentences, clauses, phrases. Each caption begins with
    its first word and lingers into the silence that follows as long as reading takes.
    """
    said = [
        _Said(part, index == 0 and number == 0)
        for beat in timeline.beats
        for index, word in enumerate(beat.words)
        for number, part in enumerate(_divided(word))
    ]
    path = _best_path(said, timeline.duration)
    groups = [_Group(said[begin.place : end.place], begin.ahead) for begin, end in pairwise(path)]
    return _timed(groups, timeline.duration)


def count_words(text: str) -> int:
    """Count what is read as a word: pieces between blanks with a letter, digit or symbol."""
    return sum(1 for piece in text.split() if re.search(r"[^\s—–\-….,;:!?]", piece))


def to_vtt(found: Sequence[Caption]) -> str:
    """Write captions as a WebVTT file."""
    blocks = ["WEBVTT"]
    for caption in found:
        text = "\n".join(caption.lines)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{_stamp(caption.start, '.')} --> {_stamp(caption.end, '.')}\n{text}")
    return "\n\n".join(blocks) + "\n"


def to_srt(found: Sequence[Caption]) -> str:
    """Write captions as a SubRip file."""
    blocks = [
        f"{number}\n{_stamp(caption.start, ',')} --> {_stamp(caption.end, ',')}\n"
        + "\n".join(caption.lines)
        for number, caption in enumerate(found, start=1)
    ]
    return "\n\n".join(blocks) + ("\n" if blocks else "")


def caption_findings(found: Sequence[Caption]) -> list[str]:
    """Return what is wrong with captions, a sentence each; an empty list means all is well."""
    return [str(fault) for fault in caption_faults(found)]


def caption_faults(found: Sequence[Caption]) -> list[Fault]:
    """Return every limit that captions in their order break."""
    faults = []
    for number, caption in enumerate(found):
        stays, lines = caption.duration, len(caption.lines)
        longest = max(map(len, caption.lines), default=0)
        pace = 60 * caption.words / max(stays, 1e-9)
        early = found[number - 1].end - caption.start if number else 0.0
        # Captions are timed in milliseconds, so limits hold to a millisecond.
        if not SHORTEST - 0.0015 <= stays <= LONGEST + 0.0015:
            faults.append(Fault(caption, stays, "s", f"stays {stays:.2f} s, not 1 to 7 s"))
        if not 1 <= lines <= MOST_LINES:
            faults.append(Fault(caption, lines, "lines", f"has {lines} lines, not 1 or 2"))
        if longest > MOST_CHARACTERS:
            problem = f"has a line of {longest} characters, more than 42"
            faults.append(Fault(caption, longest, "characters", problem))
        if pace > MOST_WORDS_PER_MINUTE * TOLERANCE:
            problem = f"must be read at {pace:.0f} words a minute, more than 180"
            faults.append(Fault(caption, pace, "words/min", problem))
        if early > 1e-9:
            faults.append(Fault(caption, early, "s", "begins before the one before it ends"))
    return faults


def _divided(word: TimedWord) -> list[TimedWord]:
    """Divide a word whose display is longer than a line, a formula, at its blanks."""
    if len(word.text) <= MOST_CHARACTERS or " " not in word.text:
        return [word]
    parts = word.text.split()
    share = (word.end - word.start) / len(parts)
    return [
        TimedWord(text=part, start=word.start + n * share, end=word.start + (n + 1) * share)
        for n, part in enumerate(parts)
    ]


@dataclass(frozen=True)
class _Cut:
    """A cut before word ``place``; the caption after it comes ``ahead`` seconds before its word."""

    place: int
    ahead: float = 0.0


@dataclass(frozen=True)
class _Group:
    """The words of one caption, and how long before the first of them it comes."""

    said: Sequence[_Said]
    ahead: float


def _best_path(said: Sequence[_Said], duration: float) -> list[_Cut]:
    """Return the cheapest path of cuts from the first word to the end."""
    start, goal = _Cut(0), _Cut(len(said))
    cost: dict[_Cut, float] = {start: 0.0}
    came_from: dict[_Cut, _Cut] = {}
    for end in range(1, len(said) + 1):
        for begin in range(end - 1, max(-1, end - 1 - _MOST_WORDS), -1):
            text = " ".join(item.word.text for item in said[begin:end])
            if end - begin > 1 and break_lines(text) is None:
                break  # longer ones fit even less
            wording, needed = _wording_cost(said, begin, end), _needed(text)
            room = _room(said, begin, end, duration)
            spoken = said[end - 1].word.end - said[begin].word.start
            for before in (_Cut(begin, ahead) for ahead in AHEAD):
                if before not in cost:
                    continue
                for after in (_Cut(end, ahead) for ahead in AHEAD[: 1 if end == goal.place else 3]):
                    reading = _reading_cost(needed, spoken, room + before.ahead - after.ahead)
                    total = cost[before] + wording + reading + 4.0 * after.ahead
                    if total < cost.get(after, math.inf):
                        cost[after], came_from[after] = total, before
    path = [goal]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


def _wording_cost(said: Sequence[_Said], begin: int, end: int) -> float:
    """Return how badly the words ``begin`` to ``end`` are cut out of what is said."""
    ends_beat = end == len(said) or said[end].begins_beat
    total = 0.0 if ends_beat else break_cost(said[end - 1].word.text, said[end].word.text)
    if end - begin == 1 and not (ends_beat and said[begin].begins_beat):
        total += 8.0  # an orphan
    for before, item in pairwise(said[begin:end]):
        total += 4.0 if item.begins_beat else 0.0
        total += 1.5 if before.word.text.endswith((".", "?", "!", "…")) else 0.0
        total += 20.0 if item.word.start - before.word.end > LONG_GAP else 0.0
    return total


def _reading_cost(needed: float, spoken: float, room: float) -> float:
    """Return how uncomfortable it is to read in ``room`` seconds; a broken limit costs most."""
    illegible = max(0.0, max(SHORTEST, needed / TOLERANCE) - room)
    excess = max(0.0, spoken - LONGEST)
    uneasy = 0.25 * (min(max(spoken, needed), LONGEST) - COMFORTABLE) ** 2
    return uneasy + 3.0 * max(0.0, needed - room) + _VIOLATION * (illegible + excess)


def _room(said: Sequence[_Said], begin: int, end: int, duration: float) -> float:
    """Return for how long a caption of these words may stay."""
    first, last = said[begin].word, said[end - 1].word
    following = said[end].word.start if end < len(said) else duration
    room = min(following, last.end + LINGER) - first.start
    silence = first.start - (said[begin - 1].word.end + LINGER if begin else 0.0)
    return room + min(EARLY, max(0.0, silence))


def _needed(text: str) -> float:
    return max(SHORTEST, 60 * count_words(text) / MOST_WORDS_PER_MINUTE)


def _timed(groups: Sequence[_Group], duration: float) -> list[Caption]:
    result: list[Caption] = []
    for number, group in enumerate(groups):
        text = " ".join(item.word.text for item in group.said)
        earliest = result[-1].end if result else 0.0
        start = max(earliest, group.said[0].word.start - group.ahead)
        following = duration
        if number + 1 < len(groups):
            after = groups[number + 1]
            following = after.said[0].word.start - after.ahead
        end = min(following, group.said[-1].word.end + LINGER)
        if end - start < _needed(text):
            start = max(earliest, start - EARLY, end - _needed(text))
        end = min(max(start, end), start + LONGEST)
        lines = break_lines(text) or (text,)
        # Down to a millisecond, so that no caption outlasts its film.
        result.append(Caption(round(start, 3), math.floor(end * 1000 + 1e-6) / 1000, lines))
    return result


def _stamp(seconds: float, separator: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{separator}{rest % 1000:03}"
