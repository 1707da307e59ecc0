"""One formula becomes another: what both share travels, what is gone fades, what is new arrives.

Glyphs are matched in three rounds: equal glyphs in the same order, the longest runs first; then
what is left of parts with the same label, so that a letter becomes its number; then equal signs of
another size, so that an exponent can come down and become a factor.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject, config

from scenes.kit.typography import Typeset, math

FAR = 6.0
"""Glyphs of another size travel no further than this, in em; further off they are strangers."""

_RAISED = "0123456789nkxy"
"""Signs that may be an exponent in one formula and a factor in the next."""

_GONE, _COMING = 0.45, 0.55  # shares of the way by which the old is gone and the new begins

Pair = tuple[VMobject, VMobject]


class Rewrite(Animation):
    """Turn one typeset formula into another, or with ``stay`` let the other grow out of it.

    At the end the new formula itself is on screen, and the old one is not unless it stays. With
    ``part`` only the part of that name grows out of the part of the same name.
    """

    def __init__(
        self,
        old: Typeset,
        new: Typeset,
        *,
        stay: bool = False,
        part: str | None = None,
        **options: Any,
    ) -> None:
        self.old, self.stay = old, stay
        self.new: VMobject = new if part is None else new.part(part)
        pairs = matched(old, new, part=part)
        self.moving = [(start.copy(), start.copy(), end.copy()) for start, end in pairs]
        used = {id(glyph) for pair in pairs for glyph in pair}
        gone = [] if stay else [glyph for glyph in old.submobjects if id(glyph) not in used]
        fresh = [glyph for glyph in self.new.submobjects if id(glyph) not in used]
        self.leaving = [(glyph.copy(), glyph.copy()) for glyph in gone]
        self.coming = [(glyph.copy(), glyph.copy()) for glyph in fresh]
        for piece, start, end in self.moving:
            piece.align_points(end)
            start.align_points(end)
        shown = [piece for piece, *_ in (*self.moving, *self.leaving, *self.coming)]
        super().__init__(VGroup(*shown), introducer=True, **options)

    def begin(self) -> None:
        """Take over; the pieces were made when the animation was."""
        self.interpolate(0)

    def interpolate_mobject(self, alpha: float) -> None:
        """Move, fade and bring in the pieces for ``alpha`` of the way."""
        share = self.rate_func(alpha)
        for piece, start, end in self.moving:
            piece.interpolate(start, end, share)
        for piece, model in self.leaving:
            _show(piece, model, 1 - share / _GONE)
        for piece, model in self.coming:
            _show(piece, model, (share - _COMING) / (1 - _COMING))

    def finish(self) -> None:
        """Show the last moment."""
        self.interpolate(1)

    def _setup_scene(self, scene: Any) -> None:
        super()._setup_scene(scene)
        if scene is not None and not self.stay:
            scene.remove(self.old)

    def clean_up_from_scene(self, scene: Any) -> None:
        """Put the new formula in the place of the pieces."""
        scene.remove(self.mobject)
        scene.add(self.new)


def _show(piece: VMobject, model: VMobject, share: float) -> None:
    """Show a piece at a share, cut to 0..1, of its model's opacity; rules are strokes."""
    share = float(np.clip(share, 0, 1))
    piece.set_fill(opacity=share * model.get_fill_opacity())
    piece.set_stroke(opacity=share * model.get_stroke_opacity())


def matched(old: Typeset, new: Typeset, *, part: str | None = None) -> list[Pair]:
    """Return the glyphs of two formulas, or parts, that are each other's past and future."""
    if part is not None:
        first, second = list(old.part(part)), list(new.part(part))
        pairs = _in_order(first, second)
        used = {id(glyph) for pair in pairs for glyph in pair}
        first, second = ([g for g in side if id(g) not in used] for side in (first, second))
        return pairs + _by_sign(first, second, reach=FAR * old.em_size)
    pairs = _in_order(old.submobjects, new.submobjects)
    pairs += _by_label(old, new, used={id(glyph) for pair in pairs for glyph in pair})
    return pairs + _by_sign(*_left_over(old, new, pairs), reach=FAR * old.em_size)


def _by_label(old: Typeset, new: Typeset, *, used: set[int]) -> list[Pair]:
    pairs: list[Pair] = []
    for label in (name for name in old.part_labels if name in new.part_labels):
        runs = zip(_runs(old, label, used), _runs(new, label, used), strict=False)
        for one, other in runs:
            # A letter may become a number of several digits, and back.
            for k in range(max(len(one), len(other))):
                pairs.append((one[min(k, len(one) - 1)], other[min(k, len(other) - 1)]))
    return _distinct(pairs)


def _in_order(old: Sequence[VMobject], new: Sequence[VMobject]) -> list[Pair]:
    first, second = [_key(g) for g in old], [_key(g) for g in new]
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return [(old[b.a + k], new[b.b + k]) for b in blocks for k in range(b.size)]


def _by_sign(old: Sequence[VMobject], new: Sequence[VMobject], *, reach: float) -> list[Pair]:
    pairs: list[Pair] = []
    free = list(new)
    for glyph in old:
        alike = [other for other in free if _sign(other) == _sign(glyph)]
        gaps = [float(np.linalg.norm(o.get_center() - glyph.get_center())) for o in alike]
        if gaps and min(gaps) < reach:
            chosen = alike[int(np.argmin(gaps))]
            free = [other for other in free if other is not chosen]
            pairs.append((glyph, chosen))
    return pairs


def _left_over(
    old: Typeset, new: Typeset, pairs: Iterable[Pair]
) -> tuple[list[VMobject], list[VMobject]]:
    used = {id(glyph) for pair in pairs for glyph in pair}
    return (
        [glyph for glyph in old.submobjects if id(glyph) not in used],
        [glyph for glyph in new.submobjects if id(glyph) not in used],
    )


def _runs(made: Typeset, label: str, used: set[int]) -> list[list[VMobject]]:
    """Return the unused glyphs of a part, those that stand next to each other together."""
    place = {id(glyph): k for k, glyph in enumerate(made.submobjects)}
    unused = [glyph for glyph in made.part(label) if id(glyph) not in used]
    glyphs = sorted(unused, key=lambda glyph: place[id(glyph)])
    numbered = groupby(enumerate(glyphs), key=lambda item: place[id(item[1])] - item[0])
    return [[glyph for _, glyph in run] for _, run in numbered]


def _distinct(pairs: list[Pair]) -> list[Pair]:
    """Drop pairs named twice, as when a part lies within another."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for one, other in pairs:
        if (id(one), id(other)) not in seen:
            seen.add((id(one), id(other)))
            kept.append((one, other))
    return kept


def _sign(glyph: VMobject) -> Hashable:
    """Return the sign that a glyph stands for, whether large or raised; else its shape."""
    shape = _shape(glyph)
    return _signs(str(config.get_dir("tex_dir"))).get(shape, shape)


@lru_cache(maxsize=2)
def _signs(folder: str) -> dict[Hashable, str]:
    """Typeset all signs in the three sizes of a formula, which have outlines of their own."""
    row = " ".join(_RAISED)
    return {
        _shape(glyph): sign
        for source in (row, f"a^({row})", f"a^(a^({row}))")
        for sign, glyph in zip(_RAISED, math(source).submobjects[-len(_RAISED) :], strict=True)
    }


def _key(glyph: VMobject) -> Hashable:
    """Return what glyphs of the same shape and size have in common."""
    return _shape(glyph), round(float(glyph.height), 2)


def _shape(glyph: VMobject) -> Hashable:
    """Return what glyphs of the same shape have in common, whatever their size."""
    points = glyph.points[:, :2]
    low, size = points.min(axis=0), np.ptp(points, axis=0).max()
    # The first and middle points tell letters apart; all of them would tell rounding errors apart.
    probe = (points[[0, len(points) // 3, len(points) // 2]] - low) / max(float(size), 1e-9)
    return len(points), tuple(np.round(probe, 1).ravel().tolist())
