"""Colours as light: luminance, contrast and one colour laid over another (WCAG 2).

Colours are RGB in 0..1, arrays ``(..., 3)``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from scripts.studio.inspect.snapshot import Leaf

Array = npt.NDArray[np.float64]


def luminance(rgb: npt.ArrayLike) -> Array:
    """Return the relative luminance ``0.2126 R + 0.7152 G + 0.0722 B`` of linearised sRGB."""
    value = np.asarray(rgb, float)
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: npt.ArrayLike, other: npt.ArrayLike) -> Any:
    """Return the contrast ``(L1 + 0.05) / (L2 + 0.05)``, from 1 to 21, of colours ``(..., 3)``."""
    first, second = luminance(one), luminance(other)
    return (np.maximum(first, second) + 0.05) / (np.minimum(first, second) + 0.05)


def over(rgba: npt.ArrayLike, ground: npt.ArrayLike) -> Array:
    """Return the colour seen where ``rgba`` ``(4,)`` is painted over ``ground`` ``(..., 3)``."""
    color = np.asarray(rgba, float)
    return np.asarray(color[:3] * color[3] + np.asarray(ground, float) * (1 - color[3]))


def leaf_fill_rgba(leaf: Leaf) -> Array:
    """Return a leaf's mean fill colour ``(4,)``."""
    mobject: Any = leaf.mobject
    return np.asarray(np.mean(mobject.get_fill_rgbas(), axis=0), float)


def leaf_stroke_rgba(leaf: Leaf) -> Array:
    """Return a leaf's mean stroke colour ``(4,)``."""
    mobject: Any = leaf.mobject
    return np.asarray(np.mean(mobject.get_stroke_rgbas(), axis=0), float)
