"""Calculations that a formula on screen writes out, done again: ``3 dot 0.6 + 4 dot 0.8 = 5``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import numpy as np

from scripts.studio.inspect.arithmetic import UnknownError, Value, evaluate
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.snapshot import Snapshot
from scripts.studio.inspect.tally import Tally

MATHEMATICS = re.compile(r"\$([^$]*)\$")
_WORDS = re.compile(r'"[^"]*"')
_APART = re.compile(r"[;#]|\\(?!/)|\b(?:quad|qquad|or|and|arrow[.\w]*)\b|=>|->|!=|<=|>=|<|>")
_RELATION = re.compile(r"(=|\bapprox\b)")
_PART = re.compile(r"part\(#\d+,")
ROUGHLY = 0.05
"""Two calculations that are called about equal may differ by this share."""


def wrong_sums(snapshot: Snapshot, tally: Tally) -> Iterator[Sighting]:
    """Yield the resting formulas in which two numbers that are called equal are not."""
    for text in snapshot.texts:
        code = getattr(text.mobject, "typst_code", None)
        if not isinstance(code, str) or not snapshot.resting(text):
            continue
        checked, wrong = judged(code)
        for _ in range(checked - len(wrong)):
            tally.add(0.0)
        for sentence in wrong:
            tally.add(float("inf"))
            yield Sighting(
                "wrong-number", (text.name,), float("inf"), "", f"{text.name} writes {sentence}"
            )


@lru_cache(maxsize=4096)
def judged(code: str) -> tuple[int, tuple[str, ...]]:
    """Return how many equalities of numbers Typst code states, and every wrong one."""
    checked, wrong = 0, []
    for mathematics in MATHEMATICS.findall(code):
        for statement in statements(mathematics):
            found = sides(statement)
            # An equality with one side unknown still joins those before and after it.
            signs = ["=", *_RELATION.findall(statement)]
            known = [(k, value, side) for k, (value, side) in enumerate(found) if value is not None]
            for (i, one, first), (j, other, second) in pairwise(known):
                roughly = "approx" in signs[i + 1 : j + 1]
                checked += 1
                if not _equal(one, other, roughly=roughly):
                    wrong.append(f"{first} {'approx' if roughly else '='} {second}")
    return checked, tuple(wrong)


def unwrapped(source: str) -> str:
    """Return Typst mathematics without the marks of parts that can be picked out."""
    while match := _PART.search(source):
        depth, end = 1, match.end()
        while end < len(source) and depth:
            depth += {"(": 1, ")": -1}.get(source[end], 0)
            end += 1
        source = source[: match.start()] + source[match.end() : end - 1] + source[end:]
    return source


def statements(source: str) -> Iterator[str]:
    """Yield what is stated one after the other: commas outside brackets part statements."""
    source = unwrapped(source).replace('","', "")
    # What follows words may go on with what stands before them: its first side is none.
    source = _WORDS.sub(" ; ? ", source.replace("&", ""))
    for piece in _APART.split(source):
        depth, start = 0, 0
        for place, letter in enumerate(piece):
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if letter == "," and depth == 0:
                yield piece[start:place]
                start = place + 1
        yield piece[start:]


def sides(statement: str) -> list[tuple[Value | None, str]]:
    """Return what each side of a chain of equalities comes to, None if unknown, and its source."""
    return [(_value(side), side.strip()) for side in _RELATION.split(statement)[::2]]


def _value(side: str) -> Value | None:
    try:
        return evaluate(side)
    except (UnknownError, RecursionError):
        return None


def _equal(one: Value, other: Value, *, roughly: bool) -> bool:
    """Whether two values may be called equal: within the digits that are written of them."""
    if one.value.shape != other.value.shape:
        return one.value.ndim != other.value.ndim  # that is no statement about numbers
    half = np.maximum(*(np.where(v.whole and not roughly, 0.0, v.half) for v in (one, other)))
    allowed = half + one.error + other.error + 1e-9 * np.abs(one.value)
    if roughly and not (one.half.any() or other.half.any()):
        allowed = allowed + ROUGHLY * np.abs(one.value)
    return bool((np.abs(one.value - other.value) <= allowed * (1 + 1e-9) + 1e-12).all())
