"""Ramps of colour for numbers: from a value to its shade, and from a drawn shade back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from scenes.kit.color import from_lab, to_lab, to_rgb
from scenes.kit.theme import theme

Array = npt.NDArray[np.float64]

STEPS = 1024
"""Shades of a ramp: finer than a screen's, so that reading back loses nothing."""


@dataclass(frozen=True)
class Ramp:
    """Colours for the values from ``low`` to ``high``: stops ``#rrggbb``, mixed in L*a*b*."""

    stops: tuple[str, ...]
    low: float
    high: float

    def colors(self, values: npt.ArrayLike) -> Array:
        """Return the sRGB shades ``(..., 3)`` of values ``(...)``; beyond the ends, the ends'."""
        share = (np.asarray(values, float) - self.low) / (self.high - self.low)
        index = np.rint(np.clip(share, 0, 1) * (STEPS - 1)).astype(int)
        return np.asarray(self._table[index])

    def values(self, colors: npt.ArrayLike) -> Array:
        """Read the values ``(...)`` back from sRGB shades ``(..., 3)``: those of the nearest."""
        shades = np.asarray(colors, float)
        gaps = np.linalg.norm(shades[..., None, :] - self._table, axis=-1)
        share = gaps.argmin(axis=-1) / (STEPS - 1)
        return np.asarray(self.low + share * (self.high - self.low))

    @cached_property
    def _table(self) -> Array:
        stops = np.stack([to_lab(to_rgb(stop)) for stop in self.stops])
        places = np.linspace(0, len(stops) - 1, STEPS)
        mixed = [np.interp(places, np.arange(len(stops)), channel) for channel in stops.T]
        return from_lab(np.stack(mixed, axis=-1))


def ink_ramp(low: float = 0.0, high: float = 1.0) -> Ramp:
    """Return the ramp of ink on paper: from the panel's colour to that of ink."""
    return Ramp((theme().panel, theme().ink), low, high)


def sign_ramp(limit: float) -> Ramp:
    """Return the ramp of what lowers (``-limit``), does nothing (0) and raises (``limit``)."""
    return Ramp(theme().signs, -limit, limit)
