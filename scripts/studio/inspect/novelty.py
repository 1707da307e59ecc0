"""How many new things a viewer meets at once.

A *thing* is what the eye takes as one: drawings that touch or overlap are one thing, a label close
to a drawing belongs to it, texts on one line with a word's gap between them are one text, and what
an author put in one group is one thing (but a group of several sentences is as many).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from manim import Group, Mobject, VGroup

from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.snapshot import Box, Shape, Snapshot, TextUnit

MOST_NEW = 3
"""New things that one moment may bring."""

LABEL_GAP, WORD_GAP = 0.5, 0.35
TINY = 0.3
SENTENCE = 9
"""A text of at least so many glyphs is a thing of its own within a group."""


@dataclass
class _Thing:
    box: Box
    text: bool
    name: str


def too_many_new(
    snapshot: Snapshot,
    fresh: Sequence[Mobject],
    *,
    most: int,
    beat: str,
    owners: Sequence[Mobject] = (),
) -> Iterator[Sighting]:
    """Yield a sighting if the top-level mobjects ``fresh`` make more than ``most`` new things.

    ``owners`` are the groups that the author keeps by name: parts of one of them that come one
    after the other, such as the rows of a table or the bars of a chart, are one thing.
    """
    things = _merge(_things(snapshot, fresh, owners))
    if len(things) <= most:
        return
    names = ", ".join(thing.name for thing in things)
    yield Sighting(
        "too-many-new",
        (beat,),
        len(things),
        "things",
        f"{len(things)} new things appear at once ({names}); {most} are the most",
    )


def _things(
    snapshot: Snapshot, fresh: Sequence[Mobject], owners: Sequence[Mobject]
) -> list[_Thing]:
    families = sorted((owner.get_family() for owner in owners), key=len)
    # Of groups within groups the largest counts, so it comes last.
    owner_of = {id(part): family[0] for family in families for part in family}
    whole = {id(mobject): owner_of.get(id(mobject), mobject) for mobject in fresh}
    wanted = {id(mobject): mobject for mobject in whole.values()}
    texts: dict[int, list[TextUnit]] = {key: [] for key in wanted}
    shapes: dict[int, list[Shape]] = {key: [] for key in wanted}
    for text in snapshot.texts:
        top = (*text.parents, text.mobject)[0]
        if id(top) in whole and snapshot.frame.meets(text.box):
            texts[id(whole[id(top)])].append(text)
    for shape in snapshot.shapes:
        top = (*shape.parents, shape.leaf.mobject)[0]
        if id(top) in whole and snapshot.frame.meets(shape.leaf.box):
            shapes[id(whole[id(top)])].append(shape)
    things: list[_Thing] = []
    for key, mobject in wanted.items():
        things += _of_group(mobject, texts[key], shapes[key])
    return things


def _of_group(mobject: Mobject, texts: list[TextUnit], shapes: list[Shape]) -> list[_Thing]:
    boxes = [text.box for text in texts] + [shape.leaf.box for shape in shapes]
    if not boxes:
        return []
    box = Box.union(boxes)
    plain = type(mobject) in (VGroup, Group)
    sentences = [text for text in texts if len(text.leaves) >= SENTENCE]
    if plain and not shapes and len(sentences) > MOST_NEW + 1:
        return [_Thing(text.box, True, text.name) for text in sentences]
    name = texts[0].name if not shapes and len(texts) == 1 else ""
    name = name or (shapes[0].name if shapes else texts[0].name)
    if not texts and box.width < TINY and box.height < TINY:
        return []
    return [_Thing(box, not shapes, name)]


def _merge(things: list[_Thing]) -> list[_Thing]:
    """Join things that the eye takes as one, until none is left to join."""
    things = list(things)
    joined = True
    while joined:
        joined = False
        for i, first in enumerate(things):
            for j in range(i + 1, len(things)):
                if _one(first, things[j]):
                    second = things.pop(j)
                    both = Box.union((first.box, second.box))
                    name = second.name if first.text and not second.text else first.name
                    things[i] = _Thing(both, first.text and second.text, name)
                    joined = True
                    break
            if joined:
                break
    return things


def _one(first: _Thing, second: _Thing) -> bool:
    if not first.text and not second.text:
        return first.box.grown(-0.02).meets(second.box.grown(-0.02))
    if first.text and second.text:
        level = min(first.box.top, second.box.top) - max(first.box.bottom, second.box.bottom)
        same_line = level > 0.5 * min(first.box.height, second.box.height)
        return same_line and first.box.grown(WORD_GAP / 2).meets(second.box.grown(WORD_GAP / 2))
    return first.box.grown(LABEL_GAP / 2).meets(second.box.grown(LABEL_GAP / 2))
