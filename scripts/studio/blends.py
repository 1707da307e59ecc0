"""A ``Transform`` of many parts, blended at once where manim blends one part after the other.

What comes out is manim's: for points on straight ways and for colors to the last bit, since both
are computed number by number. What is not simple (a part with a blend of its own, a path of a
user's) is left to manim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import Animation, AnimationGroup, Mobject, Transform, VMobject
from manim.utils.bezier import interpolate

from scripts.studio.families import members
from scripts.studio.manims import keeping

Array = npt.NDArray[Any]
Triple = tuple[Any, Any, Any]
"""A part, what it began as and what it becomes."""

FEW = 4
"""Fewer parts than these are blended one by one."""

_ARRAYS = ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas", "sheen_direction")
_NUMBERS = ("stroke_width", "background_stroke_width", "sheen_factor")

_blends_as_manim = keeping(VMobject, ("interpolate", "interpolate_color"))
_is_transform = keeping(Transform, ("interpolate", "interpolate_mobject", "interpolate_submobject",
                                    "get_all_families_zipped", "get_sub_alpha"))  # fmt: skip


def hasten(animations: Iterable[Any]) -> None:
    """Let the animations that are about to play blend their parts at once, if they can."""
    for animation in animations:
        if isinstance(animation, AnimationGroup):
            hasten(animation.animations)
        elif isinstance(animation, Transform) and _is_transform(type(animation)):
            animation.interpolate_mobject = Blend(animation)  # type: ignore[method-assign]


class Blend:
    """What stands in for an animation's ``interpolate_mobject``."""

    def __init__(self, animation: Transform) -> None:
        self._animation = animation
        self._families: list[list[Mobject]] = []
        self._stack: Stack | None = None
        self._others: list[Triple] = []

    def __call__(self, alpha: float) -> None:
        """Blend the animation's mobject as far as it has come, ``alpha`` from 0 to 1."""
        animation, path = self._animation, self._animation.path_func
        wholes: tuple[Any, ...] = (
            animation.mobject,
            animation.starting_mobject,
            animation.target_copy,
        )
        families = [members(each) for each in wholes]
        count = len(families[0])
        share = 1.0
        if count >= FEW and not animation.lag_ratio and _goes_by_points(path):
            share = animation.get_sub_alpha(alpha, 0, count)
        if share == 1:
            # Where it ends, manim copies the colors instead.
            Animation.interpolate_mobject(animation, alpha)
            return
        if self._stack is None or families != self._families or _has_updaters(families[1:]):
            triples: list[Triple] = list(zip(*families, strict=True))
            simple = [_is_simple(triple) for triple in triples]
            pairs = list(zip(triples, simple, strict=True))
            self._stack = Stack([triple for triple, is_simple in pairs if is_simple])
            self._others = [triple for triple, is_simple in pairs if not is_simple]
            self._families = families
        self._stack.blend(share, path)
        for triple in self._others:
            animation.interpolate_submobject(*triple, share)


class Stack:
    """Simple parts: what they began as and what they become, each as one array."""

    def __init__(self, triples: Sequence[Triple]) -> None:
        self._parts = [part for part, _, _ in triples]
        self._arrays: dict[str, tuple[Array, Array, list[slice]]] = {}
        if not triples:
            return
        for name in ("points", *_ARRAYS):
            starts = [getattr(start, name) for _, start, _ in triples]
            ends = [getattr(end, name) for _, _, end in triples]
            bounds = [0, *np.cumsum([len(each) for each in starts]).tolist()]
            slices = [slice(*pair) for pair in pairwise(bounds)]
            self._arrays[name] = np.concatenate(starts), np.concatenate(ends), slices
        self._numbers = [
            np.array([[float(getattr(triple[k], name)) for name in _NUMBERS] for triple in triples])
            for k in (1, 2)
        ]

    def blend(self, share: float, path: Any) -> None:
        """Blend the parts: ``share`` of the way from what they began as to what they become."""
        if not self._parts:
            return
        for name, (start, end, slices) in self._arrays.items():
            way = path if name == "points" else interpolate
            blended = way(start, end, share)
            for part, here in zip(self._parts, slices, strict=True):
                setattr(part, name, blended[here])
        rows = interpolate(*self._numbers, share).tolist()  # type: ignore[call-overload]
        for part, row in zip(self._parts, rows, strict=True):
            for name, value in zip(_NUMBERS, row, strict=True):
                setattr(part, name, value)


def _has_updaters(families: Iterable[Sequence[Mobject]]) -> bool:
    """Tell whether what is blended may change meanwhile."""
    return any(each.updaters for family in families for each in family)


def _is_simple(triple: Triple) -> bool:
    """Tell whether a part blends as manim's do, number by number in arrays of equal shape."""
    part, start, end = triple
    if not _blends_as_manim(type(part)):
        return False
    for name in ("points", *_ARRAYS):
        first, second = getattr(start, name, None), getattr(end, name, None)
        if (
            not isinstance(first, np.ndarray)
            or not isinstance(second, np.ndarray)
            or first.shape != second.shape
            or first.dtype != np.float64
            or second.dtype != np.float64
        ):
            return False
    numbers = (getattr(each, name) for each in (start, end) for name in _NUMBERS)
    return all(isinstance(number, float | int) for number in numbers)


def _goes_by_points(path: Any) -> bool:
    """Tell whether a path moves every point by itself, whichever mobject it belongs to."""
    if path is interpolate:
        return True
    if getattr(path, "__module__", "") != "manim.utils.paths":
        return False
    within = dict(zip(path.__code__.co_freevars, path.__closure__ or (), strict=True))
    centers = within.get("circles_centers")
    return centers is None or np.ndim(centers.cell_contents) == 1
