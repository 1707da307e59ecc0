"""The captions that the words of a scene will have, cut from its timeline and held to limits."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise

from scripts.studio.captions import caption_faults, captions
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.speech import Speech
from scripts.studio.timeline import TimedWord, Timeline, TimelineBeat

FPS = 100
"""Frames a second of the timeline, fine enough for captions of any film."""


def finished_timeline(
    speeches: Mapping[str, Speech], starts: Mapping[str, float], lasts: float
) -> Timeline:
    """Place the words of every beat in the scene's time.

    ``starts`` maps a beat to its first second; ``lasts`` is the length of the scene. A beat whose
    words outlast its pictures is prolonged, as the film's pictures would be.
    """
    order = sorted(speeches, key=lambda beat: starts.get(beat, 0.0))
    planned = [starts.get(beat, 0.0) for beat in order] + [lasts]
    beats: list[TimelineBeat] = []
    end = 0.0
    for beat, (start, following) in zip(order, pairwise(planned), strict=True):
        start, cues = max(start, end), speeches[beat].timing()
        end = max(following, start + cues.duration)
        words = tuple(
            TimedWord(text=word.display, start=start + first, end=start + last)
            for word, (first, last) in zip(speeches[beat].narration.words, cues.words, strict=True)
        )
        beats.append(TimelineBeat(name=beat, start=start, end=end, words=words))
    frames = math.ceil(max(lasts, end) * FPS)
    return Timeline(slug="scene", title="", fps=FPS, frames=frames, beats=tuple(beats))


def bad_captions(timeline: Timeline) -> Iterator[tuple[str, float, float, Sighting]]:
    """Yield beat, start, end and sighting for each limit that one of the captions breaks."""
    for fault in caption_faults(captions(timeline)):
        caption = fault.caption
        text = " ".join(caption.lines)
        # A caption may come a little before its first word, in the beat before.
        middle = (caption.start + caption.end) / 2
        beat = next((b.name for b in timeline.beats if b.start <= middle < b.end), "")
        # Short stays are the worse the shorter they are.
        worse = 1 / max(fault.amount, 1e-9) if fault.unit == "s" else fault.amount
        sentence = f"the caption {text!r} {fault.problem}"
        sighting = Sighting(
            "caption-limit", (beat, text), fault.amount, fault.unit, sentence, worse
        )
        yield beat, caption.start, caption.end, sighting
