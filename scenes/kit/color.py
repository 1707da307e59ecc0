"""The science of colour behind the theme: contrast, distance, colour-blindness.

Colours are ``#rrggbb`` text or sRGB arrays ``(..., 3)`` in 0..1.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Vision = Literal["normal", "protan", "deutan", "tritan"]

# Machado, Oliveira and Fernandes (2009), severity 1.0, applied to linear RGB.
_VISION: dict[Vision, Array] = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
_WHITE = _XYZ.sum(axis=1)


def to_rgb(color: str | npt.ArrayLike) -> Array:
    """Return sRGB ``(..., 3)`` in 0..1 of a ``#rrggbb`` text or of what is an array already."""
    if isinstance(color, str):
        digits = color.removeprefix("#")
        if len(digits) != 6:
            raise ValueError(f"{color!r} is not a colour: write it as '#rrggbb'")
        return np.array([int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)])
    return np.asarray(color, float)


def to_hex(rgb: npt.ArrayLike) -> str:
    """Return ``#rrggbb`` of one sRGB colour ``(3,)``, clipped to the gamut."""
    levels = np.rint(np.clip(np.asarray(rgb, float), 0, 1) * 255).astype(int)
    return "#" + "".join(f"{level:02x}" for level in levels)


def linear(rgb: npt.ArrayLike) -> Array:
    """Undo sRGB's transfer curve: light proportional to photons, 0..1."""
    c = np.asarray(rgb, float)
    return np.where(c <= 0.04045, c / 12.92, ((np.maximum(c, 0) + 0.055) / 1.055) ** 2.4)


def encoded(light: npt.ArrayLike) -> Array:
    """Apply sRGB's transfer curve, the inverse of ``linear``."""
    c = np.asarray(light, float)
    return np.where(c <= 0.0031308, c * 12.92, 1.055 * np.maximum(c, 0) ** (1 / 2.4) - 0.055)


def contrast(first: str | npt.ArrayLike, second: str | npt.ArrayLike) -> float:
    """Return the WCAG contrast ratio ``(L1 + 0.05) / (L2 + 0.05)``, from 1 to 21."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    light = sorted(float(linear(to_rgb(color)) @ weights) for color in (first, second))
    return (light[1] + 0.05) / (light[0] + 0.05)


def seen_by(color: str | npt.ArrayLike, vision: Vision) -> Array:
    """Return sRGB of a colour as seen under full colour-blindness (Machado 2009), ``(..., 3)``."""
    return encoded(np.clip(linear(to_rgb(color)) @ _VISION[vision].T, 0, 1))


def to_lab(rgb: npt.ArrayLike) -> Array:
    """Return CIE L*a*b* (D65) of sRGB colours ``(..., 3)``."""
    ratio = linear(rgb) @ _XYZ.T / _WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def from_lab(lab: npt.ArrayLike) -> Array:
    """Return sRGB of CIE L*a*b* colours ``(..., 3)``, clipped to the gamut."""
    values = np.asarray(lab, float)
    y = (values[..., 0] + 16) / 116
    f = np.stack([y + values[..., 1] / 500, y, y - values[..., 2] / 200], axis=-1)
    ratio = np.where(f > 6 / 29, f**3, 3 * (6 / 29) ** 2 * (f - 4 / 29))
    return np.clip(encoded((ratio * _WHITE) @ np.linalg.inv(_XYZ).T), 0, 1)


def distance(
    first: str | npt.ArrayLike, second: str | npt.ArrayLike, *, vision: Vision = "normal"
) -> float:
    """Return the CIEDE2000 difference of two colours as someone with this vision sees them.

    About 1 is just noticeable; beyond 10 nobody confuses the two.
    """
    (l1, a1, b1), (l2, a2, b2) = (to_lab(seen_by(color, vision)) for color in (first, second))
    mean_chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    dh = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    big_dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh) / 2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = (h1 + dh / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * np.cos(np.radians(mean_h - 30))
        + 0.24 * np.cos(np.radians(2 * mean_h))
        + 0.32 * np.cos(np.radians(3 * mean_h + 6))
        - 0.20 * np.cos(np.radians(4 * mean_h - 63))
    )
    scale_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    scale_c, scale_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    turn = np.exp(-(((mean_h - 275) / 25) ** 2))
    r = -2 * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7)) * np.sin(np.radians(60 * turn))
    lightness, chroma, hue = (l2 - l1) / scale_l, (c2 - c1) / scale_c, big_dh / scale_h
    return float(np.sqrt(lightness**2 + chroma**2 + hue**2 + r * chroma * hue))


def blend(stops: tuple[str, ...], share: float) -> str:
    """Return the colour at ``share`` (0..1) of a ramp of evenly spaced stops, mixed in L*a*b*."""
    position = float(np.clip(share, 0, 1)) * (len(stops) - 1)
    left = min(int(position), len(stops) - 2)
    low, high = to_lab(to_rgb(stops[left])), to_lab(to_rgb(stops[left + 1]))
    return to_hex(from_lab(low + (high - low) * (position - left)))
