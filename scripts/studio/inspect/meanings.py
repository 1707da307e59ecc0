"""How many things several arrivals mean to a viewer.

One thing are

- a drawing with its labels: short texts close to it, two at most;
- a family: drawings of one class and one color, or groups that are built alike;
- coordinate axes with the first thing that is drawn in them;
- an instrument: read-outs near each other, the parts of a group that the author keeps by name.

Dots and small marks belong to what they mark, and one text that comes with one drawing is its
name, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scripts.studio.inspect.novelty import LABEL_GAP, MOST_NEW, WORD_GAP
from scripts.studio.inspect.snapshot import Box

TICK = 3
"""Glyphs that a number at a scale has at most; a drawing brings as many of these as it needs."""

LABELS = 2
"""Texts that one drawing may bring along."""

LABEL = 14
"""Glyphs that a label has at most."""

APART = 0.6
"""Scene units between parts of one group that are things of their own."""


@dataclass(frozen=True)
class Arrival:
    """One thing: since when it appears, where, whether it is a text, and what it looks like."""

    second: float
    box: Box
    text: bool
    name: str
    look: tuple[object, ...]
    glyphs: int = 0
    axes: bool = False
    owner: int | None = None


def meanings(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Return one arrival for each thing that is new."""
    arrivals = _blocks(arrivals)
    families: dict[tuple[object, ...], Arrival] = {}
    for arrival in arrivals:
        families.setdefault(arrival.look, arrival)
    drawings = [a for a in families.values() if not a.text]
    members = [a for a in arrivals if not a.text]
    texts = _lines([a for a in arrivals if a.text])
    free = {id(member): LABELS for member in members}
    left = [text for text in texts if not _labels(text, members, free)]
    left = [text for text in left if not _named_by(text, left, members)]
    frames = [a for a in drawings if a.axes]
    inside = [a for a in drawings if not a.axes and any(_within(a, frame) for frame in frames)]
    # Each plot may bring the first thing that is drawn in it.
    spared = {id(a) for a in inside[: len(frames)]}
    return [a for a in drawings if id(a) not in spared] + left


def _labels(text: Arrival, members: Sequence[Arrival], free: dict[int, int]) -> bool:
    """Whether a text is the label of a drawing that comes with it, which then is taken."""
    for member in members:
        close = member.box.grown(LABEL_GAP / 2).meets(text.box.grown(LABEL_GAP / 2))
        if text.glyphs <= LABEL and close and (free[id(member)] or text.glyphs <= TICK):
            free[id(member)] -= text.glyphs > TICK
            return True
    return False


def _named_by(text: Arrival, texts: Sequence[Arrival], members: Sequence[Arrival]) -> bool:
    """Whether a text comes in one move with just one drawing."""
    beside = [a for a in members if a.second == text.second]
    return len(beside) == 1 and sum(t.second == text.second for t in texts) == 1


def _blocks(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Return the arrivals, parts of one named group as one if they are not far apart."""
    kept: dict[object, list[Arrival]] = {}
    for arrival in arrivals:
        kept.setdefault(id(arrival) if arrival.owner is None else arrival.owner, []).append(arrival)
    blocks: list[Arrival] = []
    for members in kept.values():
        together = len(members) > 1 and len(clusters(members)) <= MOST_NEW
        box = Box.union(member.box for member in members)
        blocks += [replace(members[0], box=box)] if together else members
    return blocks


def _within(arrival: Arrival, frame: Arrival) -> bool:
    return frame.box.contains(arrival.box, slack=0.3)


def _lines(texts: Sequence[Arrival]) -> list[Arrival]:
    """Return the texts, those side by side on one line as one."""
    left = list(texts)
    lines: list[Arrival] = []
    while left:
        line = left.pop(0)
        for other in list(left):
            level = min(line.box.top, other.box.top) - max(line.box.bottom, other.box.bottom)
            level_enough = level > 0.5 * min(line.box.height, other.box.height)
            if level_enough and line.box.grown(WORD_GAP).meets(other.box):
                left.remove(other)
                both = Box.union((line.box, other.box))
                glyphs = line.glyphs + other.glyphs
                line = Arrival(line.second, both, True, line.name, line.look, glyphs)
        lines.append(line)
    return lines


def clusters(arrivals: Sequence[Arrival]) -> list[Box]:
    """Return the boxes of what stands apart, close things joined."""
    boxes = [arrival.box for arrival in arrivals]
    joined = True
    while joined:
        joined = False
        for i, first in enumerate(boxes):
            near = [k for k in range(i + 1, len(boxes)) if first.grown(APART).meets(boxes[k])]
            if near:
                boxes[i] = Box.union((first, boxes.pop(near[0])))
                joined = True
                break
    return boxes
