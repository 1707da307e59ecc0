"""Where an axis carries marks and what they say: steps of 1, 2 or 5, never crowded."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scenes.kit.numbers import shown

_PLAIN_BELOW = 1e5
_PLAIN_ABOVE = 1e-3


@dataclass(frozen=True)
class Ticks:
    """Marks of one axis: their values, and labels which times ``10**power`` are the values."""

    values: tuple[float, ...]
    labels: tuple[str, ...]
    power: int
    step: float

    def every(self, stride: int) -> Ticks:
        """Return every so-manyth tick, from the first."""
        return Ticks(self.values[::stride], self.labels[::stride], self.power, self.step * stride)


def nice_step(span: float, most: int) -> float:
    """Return the least of 1, 2, 5 times a power of ten with at most ``most`` steps in ``span``."""
    rough = span / max(most, 1)
    magnitude = 10.0 ** math.floor(math.log10(rough))
    return next(m * magnitude for m in (1, 2, 5, 10) if m * magnitude >= rough * (1 - 1e-9))


def nearest_round(value: float) -> float:
    """Return the 1, 2 or 5 times a power of ten that is nearest by ratio, for a positive value."""
    power = 10.0 ** math.floor(math.log10(value))
    near = min((1.0, 2.0, 5.0, 10.0), key=lambda m: abs(math.log(m * power / value)))
    return float(f"{near * power:.3g}")


def quarter_turns(low: float, high: float) -> Ticks:
    """Return ticks at the multiples of 90 for an axis of angles in degrees."""
    first, last = math.ceil(low / 90 - 1e-9), math.floor(high / 90 + 1e-9)
    values = tuple(90.0 * k for k in range(first, last + 1))
    return Ticks(values, tuple(shown(value) for value in values), 0, 90.0)


def ticks(low: float, high: float, *, most: int = 6) -> Ticks:
    """Choose ticks in ``[low, high]``, about ``most`` of them or fewer, at least two if possible.

    Values beyond 100 000 or in steps below a thousandth share a power of ten, which the axis
    shows once.
    """
    step = nice_step(high - low, most)
    while True:
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first >= 1 or step < (high - low) / 100:
            break
        step = nice_step(high - low, max(2, round((high - low) / step) + 1) * 2)
    decimals = -math.floor(math.log10(step) + 1e-9)
    values = [float(round(k * step, max(decimals, 0) + 1)) for k in range(first, last + 1)]
    largest = max(abs(low), abs(high))
    power = 0
    if largest >= _PLAIN_BELOW or (largest < _PLAIN_ABOVE * 10 and step < _PLAIN_ABOVE):
        power = math.floor(math.log10(largest) + 1e-9)
    places = max(0, decimals + power)
    labels = tuple(shown(value / 10.0**power, places=places if value else 0) for value in values)
    return Ticks(tuple(values), labels, power, step)
