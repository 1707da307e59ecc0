"""The numbers that a picture shows during a beat, for the words to be held against."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from manim import Mobject

from scenes.kit.digits import Figure
from scenes.kit.numbers import parse_shown
from scripts.studio.inspect.snapshot import Snapshot, TextUnit

_NUMBER = re.compile(r"(?<![\w.])[−-]?[0-9][0-9,]*(?:\.[0-9]+)?")
_RESULT = re.compile(r"(?:=|approx)\s*\"?([−-]?[0-9]+\.[0-9]+)")


@dataclass
class PictureNumbers:
    """All numbers that were seen, and between which values each figure that changes went."""

    values: set[float] = field(default_factory=set)
    ranges: dict[int, tuple[float, float]] = field(default_factory=dict)
    results: dict[int, float] = field(default_factory=dict)
    _kept: list[Mobject] = field(default_factory=list)

    def look(self, snapshot: Snapshot) -> None:
        """Note the numbers of all texts on screen."""
        self.results = {}
        for text in snapshot.texts:
            if isinstance(text.mobject, Figure):
                self._figure(text.mobject)
            else:
                self._text(text)

    def shows(self, value: float, same: Callable[[float, float], bool]) -> bool:
        """Whether a value was seen, or passed by a figure that changes."""
        passed = any(low <= value <= high for low, high in self.ranges.values() if low < high)
        return passed or any(same(abs(value), abs(shown)) for shown in self.values)

    @property
    def only_result(self) -> float | None:
        """The one decimal that the last picture gave as a result; None if there are more."""
        found = set(self.results.values())
        return found.pop() if len(found) == 1 else None

    def _figure(self, figure: Figure) -> None:
        try:
            value = parse_shown(figure.text)[0]
        except ValueError:
            return
        if id(figure) not in self.ranges:
            self._kept.append(figure)
        low, high = self.ranges.get(id(figure), (value, value))
        self.ranges[id(figure)] = (min(low, value), max(high, value))
        self.values.add(value)
        if "." in figure.text:
            self.results[id(figure)] = value

    def _text(self, text: TextUnit) -> None:
        for source in ("typst_code", "original_text", "tex_string", "text"):
            code = getattr(text.mobject, source, None)
            if not isinstance(code, str):
                continue
            for found in _NUMBER.findall(code):
                self.values.add(float(found.replace("−", "-").replace(",", "") or 0))
            for found in _RESULT.findall(code):
                self.results[id(text.mobject)] = float(found.replace("−", "-"))
