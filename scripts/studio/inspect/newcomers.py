"""What one new mobject brings: one thing, or the far parts of a mixed group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import CoordinateSystem, Group, Mobject, NumberLine, VGroup, VMobject

from scripts.studio.inspect.meanings import TICK, Arrival, clusters, meanings
from scripts.studio.inspect.novelty import MOST_NEW
from scripts.studio.inspect.snapshot import Box, Shape, Snapshot, TextUnit, is_text

FAMILY = 4
"""So many short texts in one group are a family: the numbers of a dial."""

MARK = 0.4
"""A drawing smaller than this every way, in scene units, is a mark at something else."""

MARKS = 3
"""So many marks in one group still belong to what they mark."""

PLATE_MARGIN = 0.3
"""A plain fill that reaches so far around a text at most is its plate."""


def of_owner(arrival: Arrival, owner: Mobject | None) -> Arrival:
    """Return a part of what the author keeps by name: parts of an instrument are a family."""
    if owner is None:
        return arrival
    if type(owner) in (VGroup, Group):
        return replace(arrival, owner=id(owner))
    # Parts of tiles of one kind are a family; parts of a formula belong to that formula.
    whole = id(owner) if is_text(owner) else type(owner).__name__
    return replace(arrival, look=("part of", whole), text=False)


def arrivals_of(snapshot: Snapshot, mobject: Mobject, second: float) -> list[Arrival]:
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
        parts = [a for child in mobject.submobjects for a in arrivals_of(snapshot, child, second)]
        if len(clusters(meanings(parts))) > MOST_NEW:
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
