"""What arrives within one breath, counted as meanings and not as patches of the picture.

Over a whole beat drawings that touch are one patch (:mod:`.novelty`). Within a breath the count is
stricter, for then a viewer has no time to tell them apart: four graphs of four colors in one plane
are four things, wherever they touch. One thing are

- a drawing with its labels: short texts close to it, two at most;
- a family: drawings of one class and one color, or groups that are built alike;
- coordinate axes with the first thing that is drawn in them;
- an instrument: read-outs near each other, the parts of a group that the author keeps by name.

Dots and small marks belong to what they mark, and one text that comes with one drawing is its
name, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from manim import (
    AnimationGroup,
    CoordinateSystem,
    Group,
    Mobject,
    NumberLine,
    VGroup,
    VMobject,
)

from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.novelty import LABEL_GAP, MOST_NEW, WORD_GAP
from scripts.studio.inspect.snapshot import Box, Shape, Snapshot, TextUnit, is_text

Breaths = tuple[tuple[float, int], ...]
BREATHS: Breaths = ((1.0, MOST_NEW), (2.0, 4), (4.0, 6))
"""Seconds, and how many things may begin to appear within them."""

SET_OUT: Breaths = ((1.0, MOST_NEW + 1),)
"""The same for what a plain scene sets out before anything moves: a title may be there already."""

FAMILY = 4
"""So many short texts in one group are a family: the numbers of a dial."""

TICK = 3
"""Glyphs that a number at a scale has at most; a drawing brings as many of these as it needs."""

LABELS = 2
"""Texts that one drawing may bring along."""

LABEL = 14
"""Glyphs that a label has at most."""

MARK = 0.4
"""A drawing smaller than this every way, in scene units, is a mark at something else."""

MARKS = 3
"""So many marks in one group still belong to what they mark."""

PLATE_MARGIN = 0.3
"""A plain fill that reaches so far around a text at most is its plate."""

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


class Arrivals:
    """Everything that appeared in one beat, and how much of it within one breath."""

    def __init__(self) -> None:
        self._met: dict[int, Mobject] = {}
        self._beat: list[Arrival] = []

    def open_beat(self) -> None:
        """Begin to count anew: a new beat, a new breath."""
        self._beat = []

    def meet(self, mobjects: Sequence[Mobject]) -> None:
        """Note what is there, so that it is no news later; kept, so that no id is used again."""
        for mobject in mobjects:
            self._met |= {id(part): part for part in mobject.get_family()}

    def fresh(self, tops: Sequence[Mobject]) -> list[Mobject]:
        """Return those of which no part was ever met."""
        return [m for m in tops if not any(id(part) in self._met for part in m.get_family())]

    def note(
        self,
        snapshot: Snapshot,
        fresh: Sequence[Mobject],
        *,
        start: float,
        delays: Mapping[int, float],
        beat: str,
        owners: Sequence[Mobject],
        breaths: Breaths = BREATHS,
    ) -> Iterator[Sighting]:
        """Note what begins to appear at ``start``; yield a sighting if that makes too many.

        ``delays`` are the seconds after ``start`` at which single mobjects, by id, follow.
        """
        self.meet(fresh)
        kept = {id(part): owner for owner in owners for part in owner.submobjects}
        for mobject in _taken_apart(fresh, owners):
            parts = [id(part) for part in mobject.get_family()]
            later = min((delays[key] for key in parts if key in delays), default=0.0)
            found = _arrivals(snapshot, mobject, start + later)
            self._beat += [_of_owner(a, kept.get(id(mobject))) for a in found]
        yield from self._too_many(beat, breaths)

    def _too_many(self, beat: str, breaths: Breaths) -> Iterator[Sighting]:
        for breath, most in breaths:
            for first in self._beat:
                end = first.second + breath - 1e-6
                things = _meanings([a for a in self._beat if first.second <= a.second < end])
                if len(things) > most:
                    names = ", ".join(thing.name for thing in things)
                    yield Sighting(
                        "too-many-new",
                        (beat,),
                        len(things),
                        "things",
                        f"{len(things)} new things appear within {breath:g} s ({names}); "
                        f"{most} are the most",
                    )
                    return


def delays_of(animation: AnimationGroup | object, *, scale: float = 1.0) -> dict[int, float]:
    """Return by mobject's id how long after an animation's beginning its own part begins."""
    if not isinstance(animation, AnimationGroup) or not len(animation.animations):
        return {}
    found: dict[int, float] = {}
    whole = max(float(animation.max_end_time), 1e-9)
    pace = scale * float(animation.run_time) / whole
    for member, begin, _ in animation.anims_with_timings:
        later = float(begin) * pace
        own = getattr(member, "mobject", None)
        if isinstance(own, Mobject):
            found |= {id(part): later for part in own.get_family()}
        found |= {key: later + more for key, more in delays_of(member, scale=pace).items()}
    return found


def _taken_apart(fresh: Sequence[Mobject], owners: Sequence[Mobject]) -> list[Mobject]:
    """Return the mobjects, those of bundles that nobody named one by one.

    ``FadeIn(a, b, c)`` makes a group of what it is given; what the author keeps together by name
    stays together.
    """
    named = {id(owner) for owner in owners}
    apart: list[Mobject] = []
    for mobject in fresh:
        if type(mobject) is Group and id(mobject) not in named:
            apart += _taken_apart(mobject.submobjects, owners)
        else:
            apart.append(mobject)
    return apart


def _of_owner(arrival: Arrival, owner: Mobject | None) -> Arrival:
    """Return a part of what the author keeps by name: parts of an instrument are a family."""
    if owner is None:
        return arrival
    if type(owner) in (VGroup, Group):
        return replace(arrival, owner=id(owner))
    # Parts of tiles of one kind are a family; parts of a formula belong to that formula.
    whole = id(owner) if is_text(owner) else type(owner).__name__
    return replace(arrival, look=("part of", whole), text=False)


def _arrivals(snapshot: Snapshot, mobject: Mobject, second: float) -> list[Arrival]:
    """Return the things that a mobject makes: one, or the far parts of a mixed group."""
    family = {id(part) for part in mobject.get_family()}
    texts = [t for t in snapshot.texts if id(t.mobject) in family and snapshot.frame.meets(t.box)]
    shapes = [
        s
        for s in snapshot.shapes
        if id(s.leaf.mobject) in family and snapshot.frame.meets(s.leaf.box)
    ]
    whole = _arrival(mobject, texts, shapes, second)
    if whole is None:
        return []
    if type(mobject) in (VGroup, Group) and whole.look[0] != "numbers":
        parts = [a for child in mobject.submobjects for a in _arrivals(snapshot, child, second)]
        if len(_clusters(_meanings(parts))) > MOST_NEW:
            return parts
    return [whole]


def _arrival(
    mobject: Mobject, texts: list[TextUnit], shapes: list[Shape], second: float
) -> Arrival | None:
    boxes = [text.box for text in texts] + [shape.leaf.box for shape in shapes]
    if not boxes:
        return None
    box = Box.union(boxes)
    if not texts and len(shapes) <= MARKS and all(_small(shape.leaf.box) for shape in shapes):
        return None
    name = shapes[0].name if shapes else texts[0].name
    glyphs = sum(len(text.leaves) for text in texts)
    words = bool(texts) and all(_plate(shape.leaf.box, texts) for shape in shapes)
    return Arrival(second, box, words, name, _look(mobject, texts), glyphs, _has_axes(mobject))


def _small(box: Box) -> bool:
    return max(box.width, box.height) < MARK


def _plate(box: Box, texts: Sequence[TextUnit]) -> bool:
    written = Box.union(text.box for text in texts)
    return box.contains(written) and written.grown(PLATE_MARGIN).contains(box)


def _has_axes(mobject: Mobject) -> bool:
    return any(
        isinstance(part, CoordinateSystem | NumberLine) or hasattr(part, "to_screen")
        for part in mobject.get_family()
    )


def _look(mobject: Mobject, texts: Sequence[TextUnit]) -> tuple[object, ...]:
    """Return what members of a family have in common."""
    kind = type(mobject)
    if is_text(mobject):
        return ("text", id(mobject))
    if kind in (VGroup, Group, VMobject):
        if _has_axes(mobject):
            return ("small maps",)
        if _numbers(mobject, texts):
            return ("numbers", id(mobject))
        # Groups are alike when they are built alike.
        children = tuple(sorted({type(child).__name__ for child in mobject.submobjects}))
        only_text = len(texts) and all(is_text(child) for child in mobject.submobjects)
        return ("text", id(mobject)) if only_text or not children else ("group", children)
    return (kind.__name__, None if texts else _color(mobject))


def _numbers(mobject: Mobject, texts: Sequence[TextUnit]) -> bool:
    """Whether a group is nothing but short numbers, as round a dial."""
    short = all(len(text.leaves) <= TICK and _is_number(text.mobject) for text in texts)
    return len(texts) >= FAMILY and short and all(is_text(child) for child in mobject.submobjects)


def _is_number(mobject: Mobject) -> bool:
    code = str(getattr(mobject, "typst_code", getattr(mobject, "text", "")))
    words = re.search(r'\[#"(.*)"\]$', code)
    return bool(re.fullmatch(r"[-−\d., /\\]+", words[1] if words else code.strip("$ ")))


def _color(mobject: Mobject) -> object:
    for part in mobject.family_members_with_points():
        # An outline of no width has a color too, which nobody sees.
        stroked = getattr(part, "stroke_width", 0) > 0
        for read in ("get_stroke_rgbas", "get_fill_rgbas") if stroked else ("get_fill_rgbas",):
            rgbas = getattr(part, read, lambda: np.zeros((0, 4)))()
            if len(rgbas) and rgbas[0, 3] > 0:
                return tuple(np.round(rgbas[0, :3], 2))
    return getattr(mobject, "color", None)


def _meanings(arrivals: Sequence[Arrival]) -> list[Arrival]:
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
        together = len(members) > 1 and len(_clusters(members)) <= MOST_NEW
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


def _clusters(arrivals: Sequence[Arrival]) -> list[Box]:
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
