"""The surface ``z = f(x, y)`` as faces cut cleanly at the bounds of its z range."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.polygons import clip

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BISECTIONS = 14
"""Refinements of the curve along which the surface leaves the box; 2^-14 of a cell."""


@dataclass(frozen=True)
class Mesh:
    """Faces ``(n, m, 3)`` of a surface, padded by repeating the last corner.

    ``cell`` ``(n, 2)`` is the grid cell (column in x, row in y) that a face belongs to;
    ``gradient`` ``(n, 2)`` the slope at its middle; ``threads`` ``(s, 2, 3)`` are pieces of the
    fine grid drawn on the surface and ``thread_face`` ``(s,)`` the face that each lies on.
    """

    faces: Array
    cell: Ints
    gradient: Array
    threads: Array
    thread_face: Ints
    shape: tuple[int, int]
    window: Window

    @property
    def middles(self) -> Array:
        """The mean corner of each face: ``(n, 3)``."""
        return np.asarray(self.faces.mean(axis=1))

    def cells_at(self, points: Array) -> Array:
        """Return cell coordinates ``(..., 2)`` of points ``(..., 2)``, not rounded."""
        low = np.array([self.window.x[0], self.window.y[0]])
        size = np.array([self.window.width, self.window.height])
        return np.asarray((points - low) / size * np.array(self.shape) - 0.5)


def surface_mesh(
    field: ScalarField,
    window: Window,
    z: tuple[float, float],
    *,
    resolution: int = 48,
    every: int = 6,
) -> Mesh:
    """Build the mesh of ``f`` over a window between two heights.

    The grid has ``resolution`` cells along the longer side; every ``every``-th row and column
    carries a thread. Cells with an undefined corner are left out; at the z bounds cells are cut
    along ``f = bound``, found by bisection.
    """
    longer = max(window.width, window.height)
    columns = max(round(resolution * max(window.width / longer, 0.4)), 4)
    rows = max(round(resolution * max(window.height / longer, 0.4)), 4)
    x = np.linspace(*window.x, columns + 1)
    y = np.linspace(*window.y, rows + 1)
    grid = np.stack([*np.meshgrid(x, y, indexing="ij"), np.zeros((columns + 1, rows + 1))], -1)
    far = 4 * (z[1] - z[0])
    grid[..., 2] = heights(field, grid[..., :2], z[0] - far, z[1] + far)
    corners = [grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:]]
    faces = np.stack(corners, axis=2).reshape(-1, 4, 3)
    cell = np.stack(np.meshgrid(np.arange(columns), np.arange(rows), indexing="ij"), -1)
    cell = cell.reshape(-1, 2)
    good = np.isfinite(faces).all(axis=(1, 2))
    faces, cell = faces[good], cell[good]
    for bound, sign in ((z[0], 1.0), (z[1], -1.0)):
        faces, cell = _cut_at(field, faces, cell, bound, sign, far)
    threads, owner = _threads(field, x, y, cell, z, every)
    with np.errstate(all="ignore"):
        gradient = field.gradient(faces.mean(axis=1)[:, :2])
    return Mesh(faces, cell, np.nan_to_num(gradient), threads, owner, (columns, rows), window)


def heights(field: ScalarField, points: Array, low: float, high: float) -> Array:
    """Return ``f`` at points ``(..., 2)``, infinities and extremes brought to the bounds."""
    with np.errstate(all="ignore"):
        return np.asarray(np.clip(field(points), low, high))


def _cut_at(
    field: ScalarField, faces: Array, cell: Ints, bound: float, sign: float, far: float
) -> tuple[Array, Ints]:
    def above(points: Array) -> Array:
        return sign * (heights(field, points[..., :2], bound - far, bound + far) - bound)

    outside = sign * (faces[..., 2] - bound) < 0
    if not outside.any():
        return faces, cell
    parts, index = clip(faces, above, steps=BISECTIONS)
    # Every corner is an old one or on the cut; either way its height is f, held to the bound.
    true = heights(field, parts[..., :2], bound - far, bound + far)
    parts[..., 2] = sign * np.maximum(sign * true, sign * bound)
    return parts, cell[index]


def _threads(
    field: ScalarField, x: Array, y: Array, cell: Ints, z: tuple[float, float], every: int
) -> tuple[Array, Ints]:
    # Threads run through the middles of cells, so that each piece lies inside one face.
    offset = every // 2
    middle_x, middle_y = (x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2
    pieces, owners = [], []
    for axis, other in ((0, 1), (1, 0)):
        owner = np.flatnonzero(cell[:, axis] % every == offset)
        fixed = (middle_x, middle_y)[axis][cell[owner, axis]]
        running = (x, y)[other]
        for_cell = cell[owner, other]
        ends = np.stack([running[for_cell], running[for_cell + 1]], axis=1)
        points = np.empty((len(owner), 2, 3))
        points[..., axis] = fixed[:, None]
        points[..., other] = ends
        with np.errstate(all="ignore"):
            points[..., 2] = field(points[..., :2])
        inside = np.isfinite(points[..., 2]) & (points[..., 2] >= z[0]) & (points[..., 2] <= z[1])
        keep = inside.all(axis=1)
        pieces.append(points[keep])
        owners.append(owner[keep])
    return np.concatenate(pieces), np.concatenate(owners)
