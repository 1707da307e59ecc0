"""A read-out and a formula that stand side by side and say different numbers of one quantity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from manim import Mobject

from scenes.kit.numbers import parse_shown
from scenes.kit.readout import ReadOut
from scripts.studio.inspect.arithmetic import Value
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.snapshot import Snapshot, TextUnit
from scripts.studio.inspect.tally import Tally
from scripts.studio.inspect.written_sums import MATHEMATICS, sides, statements, unwrapped

_NAME = re.compile(r"[_^(]|nabla|partial|dif")
"""What a quantity's name has that is more than a letter, which may stand for many things."""


def contradictions(snapshot: Snapshot, tally: Tally) -> Iterator[Sighting]:
    """Yield the resting formulas that state another number than the read-out of that name."""
    shown: dict[str, list[tuple[TextUnit, float, float]]] = defaultdict(list)
    for text in snapshot.texts:
        row = next((part for part in text.parents if isinstance(part, ReadOut)), None)
        if row is not None and text.mobject is row.label and snapshot.resting(text):
            name = _name_of(row.label)
            try:
                shown[name].append((text, *parse_shown(row.figure.text)))
            except ValueError:
                continue
    for text in snapshot.texts if shown else ():
        if any(isinstance(part, ReadOut) for part in text.parents) or not snapshot.resting(text):
            continue
        for name, stated in _stated(str(getattr(text.mobject, "typst_code", ""))):
            if len(shown.get(name, ())) == 1 and _NAME.search(name):
                read_out, value, half = shown[name][0]
                off = abs(float(stated.value) - value)
                if tally.add(float("inf") if off > half + float(stated.half) + 1e-9 else 0.0):
                    names = (text.name, read_out.name)
                    sentence = f"{text.name} says {stated.value:g}, the read-out {value:g}"
                    yield Sighting("wrong-number", names, off, "", sentence)


def _name_of(label: Mobject) -> str:
    code = str(getattr(label, "typst_code", ""))
    return _plain(code.strip("$ ").removesuffix("=").strip())


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", unwrapped(name)).replace("((", "(")


@lru_cache(maxsize=4096)
def _stated(code: str) -> tuple[tuple[str, Value], ...]:
    """Return names and the decimals that Typst code states of them: ``f_x = 1.75``."""
    found = []
    for mathematics in MATHEMATICS.findall(code):
        for statement in statements(mathematics):
            known = sides(statement)
            if len(known) < 2 or known[0][0] is not None:
                continue
            value = known[-1][0]
            # Only what is written as one decimal has a last digit.
            if value is not None and not value.value.ndim and value.half and not value.whole:
                found.append((_plain(known[0][1]), value))
    return tuple(found)
