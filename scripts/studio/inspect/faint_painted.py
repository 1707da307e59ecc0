"""Contrast of lines that mobjects paint themselves, such as curves and arrows in a space.

Their colours stand in no attribute that manim knows, so each is painted alone, on nothing, and its
thin parts are compared with the frame's pixels just beside them. A rim that lifts a line off what
is behind it counts as a part of the line: what matters is how strongly anything of it stands out.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import cairo
import numpy as np
import numpy.typing as npt
from manim import Mobject
from scipy.ndimage import distance_transform_edt, grey_opening

from scenes.kit.surface import SurfacePlot
from scripts.studio.inspect.contrast import LINE_LEAST, MARK_LEAST, TOLERANCE, faint
from scripts.studio.inspect.ink import Window
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.light import contrast
from scripts.studio.inspect.pixels import look
from scripts.studio.inspect.snapshot import VISIBLE, Leaf, Shape, Snapshot

Array = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.uint8]

FINER = 2.0
"""How many times finer than the frame a mobject is painted, so that rims stay apart from lines."""

WIDEST = 0.1
"""Scene units: what is broader is an area."""

SHORTEST = 0.4
"""Scene units: what is smaller every way is a dot, whose rim makes it seen."""

BESIDE = 0.2
"""Scene units within which the ground beside a line is looked for."""

CLEAR = 1.5
"""Pixels of the frame between a line and the ground that it is compared with."""

REACH = 0.06
"""Scene units across a line within which its strongest ink counts."""

FULL = 0.75
"""A mobject whose strongest ink is weaker than this share of its own opacity is seen through."""

OUTLINED_LEAST = 1.5
"""What a line with an outline of its own must stand out at least."""

MOSTLY = 0.5
"""The part of a line that must be drawn at full strength for it to be judged."""

MOST = 300
"""Spots of one mobject that are looked at."""


@dataclass(frozen=True)
class Spots:
    """Spots on a mobject's lines ``(k, 2)``, inks near each ``(k, m, 4)``, and free ground."""

    here: Array
    inks: Array
    beside: Array


class PaintedLines:
    """Finds lines in what mobjects paint, and remembers them while nothing there changes."""

    def __init__(self) -> None:
        # With the mobject, so that no other takes its id.
        self._kept: dict[int, tuple[Hashable, Spots | None, Mobject]] = {}

    def faint(self, snapshot: Snapshot, frame: Pixels) -> Iterator[Sighting]:
        """Yield resting painted lines that stand out less than 3:1."""
        for shape in snapshot.shapes:
            if not _judged(shape, snapshot):
                continue
            spots = self._spots(snapshot, shape.leaf)
            measured = None if spots is None else _contrast(snapshot, frame, spots)
            if measured is not None and measured.ratio < TOLERANCE * measured.least:
                yield faint(shape.name, measured.ratio, measured.least, "the line ")

    def _spots(self, snapshot: Snapshot, leaf: Leaf) -> Spots | None:
        mobject: Any = leaf.mobject
        picture = mobject.picture() if hasattr(mobject, "picture") else None
        looks = (picture, getattr(mobject, "reveal", 1.0), leaf.fill, mobject.points.tobytes())
        key = (snapshot.frame, snapshot.camera.pixel_width, looks)
        known = self._kept.get(id(mobject))
        if picture is not None and known is not None and known[0] == key:
            return known[1]
        found = find_spots(snapshot, leaf)
        self._kept[id(mobject)] = key, found, mobject
        return found


def _judged(shape: Shape, snapshot: Snapshot) -> bool:
    leaf = shape.leaf
    decorative = any(getattr(part, "decorative", False) for part in shape.chain())
    seen = leaf.fill > VISIBLE and leaf.box.meets(snapshot.frame)
    dot = max(leaf.box.width, leaf.box.height) < SHORTEST
    # A surface that is seen edge on is narrow, and yet no line.
    line = leaf.paints_itself and not dot and not isinstance(leaf.mobject, SurfacePlot)
    return line and seen and not decorative and snapshot.resting(shape)


def find_spots(snapshot: Snapshot, leaf: Leaf) -> Spots | None:
    """Paint a mobject alone and return spots on its thin parts; None if it is mostly areas."""
    density = FINER * snapshot.camera.pixel_height / snapshot.frame.height
    window = Window.over(leaf.box, resolution=density, margin=BESIDE)
    rgb, alpha = _paint(snapshot.camera, leaf, window)
    size = max(3, round(WIDEST * density))
    if min(alpha.shape) <= size:
        return None
    thin = alpha - grey_opening(alpha, size=(size, size))
    strongest = float(alpha.max())
    # What is seen through a surface is weak on purpose; judged are lines mostly at full strength.
    if strongest < FULL * leaf.fill or thin.sum() < 0.5 * alpha.sum():
        return None
    core = np.argwhere(thin > 0.6 * strongest)
    if len(core) < MOSTLY * np.sum(thin > 0.25 * strongest):
        return None
    core = core[:: max(1, len(core) // MOST)]
    away, nearest = distance_transform_edt(alpha > 0.04, return_indices=True)
    rows, columns = core.T
    free = nearest[:, rows, columns].T
    near = away[rows, columns] <= BESIDE * density
    core, free = core[near], free[near]
    if not len(core):
        return None
    free = _clear_of(core, free, away)
    inks = _inks(rgb, alpha, core, density)
    return Spots(_positions(window, core), inks, _positions(window, free))


def _clear_of(
    core: npt.NDArray[np.int_], free: npt.NDArray[np.int_], away: Array
) -> npt.NDArray[np.int_]:
    """Return ground a little farther off, where the frame's pixels hold none of the line."""
    way = (free - core) / np.linalg.norm(free - core, axis=1, keepdims=True)
    farther = np.round(free + CLEAR * FINER * way).astype(int)
    farther = np.clip(farther, 0, np.array(away.shape) - 1)
    clear = away[farther[:, 0], farther[:, 1]] == 0
    return np.where(clear[:, None], farther, free)


def _paint(camera: Any, leaf: Leaf, window: Window) -> tuple[Array, Array]:
    """Return colour ``(rows, columns, 3)`` and opacity of what a mobject paints."""
    rows, columns = window.shape
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, columns, rows)
    ctx = cairo.Context(surface)
    ctx.set_matrix(window.matrix())
    camera.display_vectorized(leaf.mobject, ctx)
    surface.flush()
    data = np.frombuffer(surface.get_data(), np.uint8).reshape(rows, columns, 4) / 255.0
    alpha = data[..., 3]
    # The kit paints red where cairo has blue, as manim's frames want it.
    return data[..., :3] / np.maximum(alpha, 1e-6)[..., None], alpha


def _positions(window: Window, pixels: npt.NDArray[np.int_]) -> Array:
    rows, columns = window.shape
    x = window.center[0] + (pixels[:, 1] + 0.5 - columns / 2) / window.resolution
    y = window.center[1] - (pixels[:, 0] + 0.5 - rows / 2) / window.resolution
    return np.stack([x, y], axis=1)


def _inks(rgb: Array, alpha: Array, core: npt.NDArray[np.int_], density: float) -> Array:
    """Return the inks within ``REACH`` of each spot, as they cover what is below: colour, alpha."""
    reach = max(1, round(REACH * density))
    steps = range(-reach, reach + 1, max(1, reach // 2))
    rgba = np.dstack([rgb, alpha])
    inks = [rgba[core[:, 0], core[:, 1]]]
    for down in steps:
        for right in steps:
            row = np.clip(core[:, 0] + down, 0, alpha.shape[0] - 1)
            column = np.clip(core[:, 1] + right, 0, alpha.shape[1] - 1)
            inks.append(rgba[row, column])
    return np.asarray(np.clip(np.stack(inks, axis=1), 0, 1))


class Measured(NamedTuple):
    """How strongly a line stands out, and how strongly it must."""

    ratio: float
    least: float


def _contrast(snapshot: Snapshot, frame: Pixels, spots: Spots) -> Measured | None:
    """Return the median over all seen spots of the strongest contrast; None if it is hidden.

    A line that stands out from its own rim as a mark must has an outline, as marks have: seen are
    two edges on either side, and each of them may be weaker than a bare line's.
    """
    here, inside = look(snapshot, frame, spots.here)
    ground, known = look(snapshot, frame, spots.beside)
    share = spots.inks[..., 3:]
    inks = spots.inks[..., :3] * share + ground[:, None] * (1 - share)
    ratios = contrast(inks, ground[:, None])
    shown = inside & known & _mixed(here, inks[:, 0], ground)
    if shown.sum() < max(5, 0.2 * len(shown)):
        return None
    outline = contrast(inks, inks[:, :1]).max(axis=1)
    outlined = float(np.median(outline[shown])) >= MARK_LEAST
    ratio = float(np.median(ratios.max(axis=1)[shown]))
    return Measured(ratio, OUTLINED_LEAST if outlined else LINE_LEAST)


def _mixed(here: Array, ink: Array, ground: Array) -> npt.NDArray[np.bool_]:
    """Return where the frame shows a mixture of ink and ground, and not something in front."""
    way = ink - ground
    share = np.sum((here - ground) * way, axis=1) / np.maximum(np.sum(way**2, axis=1), 1e-12)
    rest = np.abs(here - ground - share[:, None] * way).max(axis=1)
    return np.asarray(
        (share > 0.15) & (share < 1.5) & (rest < 0.2) & (abs(way).max(axis=1) > 0.015)
    )
