"""The shades of many parts of a surface at once, as manim's camera for 3D gives them.

A part has two shades, at its first corner and at the one opposite; manim fills it with a gradient
between them. A shade is the part's color plus the light that falls there:
``0.5 c^3`` where ``c`` is the cosine between the normal and the direction of the lamp, and half of
that where it is negative (``manim.utils.color.core.get_shaded_rgb``).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_UP, _DOWN = np.array([0.0, 1.0, 0.0]), np.array([0.0, -1.0, 0.0])
_ALIGNED = 1e-6


def corners(starts: Array, sizes: Array) -> Array:
    """Return where in the stacked points the two corners ``(n, 2)`` of each part are."""
    return np.stack([starts, starts + (sizes - 1) // 6 * 3], axis=1)


def lights(points: Array, starts: Array, sizes: Array, lamp: Array) -> Array:
    """Return the light ``(n, 2)`` at the two corners of each part.

    ``points`` are those of all parts, ``(N, 3)``; a part's are ``sizes`` from ``starts`` on.
    """
    at = corners(starts, sizes) - starts[:, None]
    last = sizes[:, None]
    before = np.where(at > 2, at - 3, last - 4)
    after = np.where(at < last - 3, at + 3, 3)
    corner = points[starts[:, None] + at]
    normals = unit_normals(
        points[starts[:, None] + after] - corner, points[starts[:, None] + before] - corner
    )
    normals[sizes <= 4] = _UP
    way = lamp - corner
    far = _length(way)
    cosine = (normals * np.divide(way, far, out=np.zeros_like(way), where=far > 0)).sum(axis=-1)
    light: Array = 0.5 * cosine**3
    light[light < 0] *= 0.5
    return light


def unit_normals(first: Array, second: Array) -> Array:
    """Return the unit normals of pairs of vectors ``(..., 3)``.

    Where the two are aligned, it is the normal nearest to the z axis; where that is undecided,
    down: see ``manim.utils.space_ops.get_unit_normal``.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        u, v = (w / np.abs(w).max(axis=-1, keepdims=True) for w in (first, second))
        cross = np.stack(
            [
                u[..., 1] * v[..., 2] - u[..., 2] * v[..., 1],
                u[..., 2] * v[..., 0] - u[..., 0] * v[..., 2],
                u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0],
            ],
            axis=-1,
        )
        size = _length(cross)
        normals = cross / size
        special = ~(size[..., 0] > _ALIGNED)
        if special.any():
            normals[special] = _beside(first[special], u[special], second[special], v[special])
    return normals


def _beside(first: Array, u: Array, second: Array, v: Array) -> Array:
    """Return normals of vectors that are aligned, or of which one is zero."""
    none, other = ~first.any(axis=-1, keepdims=True), second.any(axis=-1, keepdims=True)
    w = np.where(none, v, u)
    x, y, z = w[..., 0], w[..., 1], w[..., 2]
    tilted = np.stack([-x * z, -y * z, x * x + y * y], axis=-1)
    tilted /= _length(tilted)
    flat = (np.abs(x) < _ALIGNED) & (np.abs(y) < _ALIGNED)
    return np.where((none & ~other) | flat[..., None], _DOWN, tilted)


def _length(vectors: Array) -> Array:
    length: Array = np.sqrt((vectors * vectors).sum(axis=-1, keepdims=True))
    return length
