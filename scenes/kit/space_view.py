"""Choosing what to look at and from where: the range of heights and the eye's azimuth."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mathcore.arrays import MathError, Window
from mathcore.fields import ScalarField

OBLIQUE = 22.0
"""An azimuth stays this many degrees off the axes, which would otherwise be seen end on."""

FACING = 40.0
"""Degrees between the eye's azimuth and the normal of the slice: seen obliquely, yet open."""


def height_range(
    field: ScalarField,
    window: Window,
    *,
    trim: float = 0.03,
    points: npt.ArrayLike | None = None,
    resolution: int = 121,
) -> tuple[float, float]:
    """Return the z range ``(low, high)`` in which to draw a field over a window.

    All values are kept if they spread at most twice as far as the middle ``1 - 2 trim`` of them;
    otherwise that middle part is taken, with a little room. The heights at ``points`` ``(k, 2)``
    are always inside. A constant field gets a range of 1 about its value.
    """
    X, Y = window.grid(resolution, resolution)
    with np.errstate(all="ignore"):
        values = field(np.stack([X, Y], axis=-1))
    values = values[np.isfinite(values)]
    if not len(values):
        raise MathError(f"{field} is undefined all over x {window.x}, y {window.y}.")
    low, high = np.quantile(values, [trim, 1 - trim])
    least, most = float(values.min()), float(values.max())
    room = 0.06 * (high - low)
    low = least if least >= low - 0.5 * (high - low) else low - room
    high = most if most <= high + 0.5 * (high - low) else high + room
    if points is not None:
        with np.errstate(all="ignore"):
            kept = field(np.asarray(points, float).reshape(-1, 2))
        kept = kept[np.isfinite(kept)]
        if len(kept):
            spare = 0.15 * (high - low)
            low, high = min(low, float(kept.min()) - spare), max(high, float(kept.max()) + spare)
    if high - low < 1e-9 * max(1.0, abs(low)):
        return float(low) - 0.5, float(high) + 0.5
    return float(low), float(high)


def choose_view(
    field: ScalarField,
    window: Window,
    point: npt.ArrayLike,
    direction: npt.ArrayLike,
    *,
    facing: float = FACING,
) -> float:
    """Return an azimuth in degrees from which the slice along a direction is well seen.

    Four azimuths look at the slice's plane about ``facing`` degrees off its normal, but at no
    axis end on. Of these the one is
    taken from which least of the surface stands before the slice, then the one nearest to the
    customary view (x to the right, y into the depth).
    """
    at, along = np.asarray(point, float), np.asarray(direction, float)
    scale = 1 / np.array([window.width, window.height])
    drawn = along * scale
    normal = float(np.degrees(np.arctan2(drawn[0], -drawn[1])))
    X, Y = window.grid(41, 41)
    places = np.stack([X, Y], axis=-1)
    with np.errstate(all="ignore"):
        heights = field(places)
    finite = np.isfinite(heights)
    middle = float(np.median(heights[finite]))
    spread = float(np.subtract(*np.quantile(heights[finite], [0.9, 0.1]))) or 1.0
    ranking = []
    for side, turn in ((s, t) for s in (0.0, 180.0) for t in (-facing, facing)):
        azimuth = oblique(normal + side + turn)
        angle = np.radians(azimuth)
        eye = np.array([np.cos(angle), np.sin(angle)])
        across = np.array([-drawn[1], drawn[0]])
        before = ((places - at) * scale) @ across * np.sign(across @ eye) > 0
        wall = heights[before & finite]
        stands = float(np.mean(np.clip((wall - middle) / spread, -2, 2))) if len(wall) else 0.0
        # Sixty degrees away from the customary view weigh as much as a wall of half the spread.
        turned = abs((azimuth + 60 + 180) % 360 - 180)
        ranking.append((stands + turned / 120, azimuth))
    best = min(ranking)[1]
    return float((best + 180) % 360 - 180)


def oblique(azimuth: float) -> float:
    """Return the nearest azimuth that is ``OBLIQUE`` degrees off the directions of both axes.

    >>> oblique(-88.0), oblique(-60.0)
    (-68.0, -60.0)
    """
    quarter = np.floor(azimuth / 90) * 90
    return float(quarter + np.clip(azimuth - quarter, OBLIQUE, 90 - OBLIQUE))
