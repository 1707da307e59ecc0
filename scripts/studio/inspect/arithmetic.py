"""Numbers calculated in Typst mathematics: what ``3 dot 0.6 + 4 dot 0.8`` comes to.

Only what is certain is calculated: numbers, the four operations, powers, roots, brackets, and
vectors in brackets. Anything else, a letter above all, makes the whole unknown.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<word>[a-z]+(?:\.[a-z]+)?)|(?P<sign>\\/|[-+*/^(),−]))"
)
_CALLS: dict[str, Callable[[Array], Array]] = {"sqrt": np.sqrt, "abs": np.abs}
_CONSTANTS = {"pi": math.pi}
_TIMES = ("dot", "times", "*")
ROUNDED_PLACES = 3
"""A number with so many decimals may be a rounded one, which calculating with it carries on."""


class UnknownError(ValueError):
    """What is written is no calculation with numbers alone."""


@dataclass(frozen=True)
class Value:
    """Values ``(k,)`` or ``()``, by how much each may be off, and half a unit of its last digit."""

    value: Array
    error: Array
    half: Array
    whole: bool = False

    @classmethod
    def of(cls, written: str) -> Value:
        """Return a number as written, with the half unit of its last digit."""
        places = len(written.partition(".")[2])
        zeros = 0 if places else len(written) - len(written.rstrip("0"))
        half = 0.5 * 10.0 ** (zeros - places if int(float(written)) or places else 0)
        error = half if places >= ROUNDED_PLACES else 0.0
        return cls(np.array(float(written)), np.array(error), np.array(half), whole=not places)


def evaluate(source: str) -> Value:
    """Return what an expression comes to; raises ``UnknownError``."""
    reader = _Reader(source)
    found = reader.sum()
    if reader.left:
        raise UnknownError(source)
    return found


class _Reader:
    """A reader of one expression from left to right, by descent through the operations."""

    def __init__(self, source: str) -> None:
        self.left: list[str] = []
        place, source = 0, source.strip()
        while place < len(source):
            match = _TOKEN.match(source, place)
            if match is None:
                raise UnknownError(source)
            self.left.append(match[0].strip())
            place = match.end()

    def sum(self) -> Value:
        """Read terms as far as they go and return what they come to."""
        negative = self._take("-", "−")
        if not negative:
            self._take("+")
        found = self._product()
        found = _negated(found) if negative else found
        while sign := self._take("+", "-", "−"):
            other = self._product()
            found = _joined(operator.add, found, other if sign == "+" else _negated(other))
        return found

    def _product(self) -> Value:
        found = self._power()
        while True:
            if self._take(*_TIMES):
                found = _times(found, self._factor())
            elif self._take("/", "\\/"):
                found = _joined(operator.truediv, found, self._factor())
            elif self.left and self.left[0] in ("(", *_CALLS):
                found = _times(found, self._power())
            else:
                return found

    def _factor(self) -> Value:
        return _negated(self._power()) if self._take("-", "−") else self._power()

    def _power(self) -> Value:
        base = self._atom()
        if not self._take("^"):
            return base
        power = self._atom()
        if base.value.ndim or power.value.ndim:
            raise UnknownError("a power of a vector")
        return _joined(operator.pow, base, power)

    def _atom(self) -> Value:
        if not self.left:
            raise UnknownError("the end")
        token = self.left.pop(0)
        if token[0].isdigit():
            return Value.of(token)
        if token in _CONSTANTS:
            return _exact(np.array(_CONSTANTS[token]))
        if token in _CALLS:
            inner = self._bracket(after=token)
            error = np.abs(inner.error / np.maximum(2 * np.sqrt(np.abs(inner.value)), 1e-9))
            return replace(_exact(_CALLS[token](inner.value)), error=error)
        if token in ("(", "vec"):
            return self._bracket(opened=token == "(")
        raise UnknownError(token)

    def _bracket(self, *, opened: bool = False, after: str = "") -> Value:
        if not opened and not self._take("("):
            raise UnknownError(after)
        entries = [self.sum()]
        while self._take(","):
            entries.append(self.sum())
        if not self._take(")"):
            raise UnknownError("an open bracket")
        if len(entries) == 1:
            return entries[0]
        if any(entry.value.ndim for entry in entries):
            raise UnknownError("a vector of vectors")
        return Value(
            np.stack([entry.value for entry in entries]),
            np.stack([entry.error for entry in entries]),
            np.stack([entry.half for entry in entries]),
            whole=all(entry.whole for entry in entries),
        )

    def _take(self, *tokens: str) -> str:
        return self.left.pop(0) if self.left and self.left[0] in tokens else ""


def _exact(value: Array) -> Value:
    if not np.isfinite(value).all():
        raise UnknownError("no number")
    return Value(value, np.zeros_like(value), np.zeros_like(value))


def _negated(value: Value) -> Value:
    return replace(value, value=-value.value)


def _times(first: Value, second: Value) -> Value:
    if not (first.value.ndim and second.value.ndim):
        return _joined(operator.mul, first, second)
    each = _joined(operator.mul, first, second)
    return replace(_exact(each.value.sum()), error=each.error.sum())


def _joined(operation: Callable[[Array, Array], Array], first: Value, second: Value) -> Value:
    """Return the result of an operation, and by how much the errors of both can change it."""
    if first.value.shape != second.value.shape and first.value.ndim and second.value.ndim:
        raise UnknownError("vectors of unlike length")
    with np.errstate(all="ignore"):
        result = np.asarray(operation(first.value, second.value), float)
        error = np.zeros_like(result)
        for a in (-1, 1):
            for b in (-1, 1):
                moved = operation(first.value + a * first.error, second.value + b * second.error)
                error = np.maximum(error, np.abs(moved - result))
    return replace(_exact(result), error=np.asarray(error))
