"""Ink on paper: how strongly each pixel of a small window is covered by a mobject.

Masks are arrays ``(height, width)`` in 0..1, drawn by cairo with the camera's own paths and line
widths, at ``PIXELS`` pixels of mask per scene unit of an 8-unit frame. A window may be turned, so
that a slanted text lies level in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cairo
import numpy as np
import numpy.typing as npt
from manim import VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP

from scripts.studio.inspect.snapshot import Box, Leaf, sample_path

Mask = npt.NDArray[np.float64]
PIXELS = 90.0
THINNEST = 2.0
"""Strokes are drawn at least this many mask pixels wide, so that a hair line counts as a line."""


@dataclass(frozen=True)
class Window:
    """A rectangle of the frame, turned by ``angle`` about its centre, and its resolution."""

    center: tuple[float, float]
    width: float
    height: float
    resolution: float
    angle: float = 0.0

    @classmethod
    def over(cls, box: Box, *, resolution: float, margin: float = 0.0) -> Window:
        """Return the level window over a box."""
        grown = box.grown(margin)
        center = ((grown.left + grown.right) / 2, (grown.bottom + grown.top) / 2)
        return cls(center, grown.width, grown.height, resolution)

    @property
    def shape(self) -> tuple[int, int]:
        """The mask's rows and columns."""
        return (
            max(2, int(np.ceil(self.height * self.resolution))),
            max(2, int(np.ceil(self.width * self.resolution))),
        )

    @property
    def box(self) -> Box:
        """The level box around the window."""
        c, s = abs(np.cos(self.angle)), abs(np.sin(self.angle))
        wide = (self.width * c + self.height * s) / 2
        high = (self.width * s + self.height * c) / 2
        x, y = self.center
        return Box(x - wide, y - high, x + wide, y + high)

    def matrix(self) -> cairo.Matrix:
        """Return the map from frame coordinates to mask pixels."""
        rows, columns = self.shape
        matrix = cairo.Matrix()
        matrix.translate(columns / 2, rows / 2)
        matrix.scale(self.resolution, -self.resolution)
        matrix.rotate(-self.angle)
        matrix.translate(-self.center[0], -self.center[1])
        return matrix


def fill_mask(camera: Any, leaf: Leaf, window: Window) -> Mask:
    """Return where a leaf's inside is painted, without its opacity."""
    if not isinstance(leaf.mobject, VMobject):
        return _quad_mask(leaf, window)
    if leaf.paints_itself:
        return painted_mask(camera, leaf, window)
    surface, ctx = _paper(window)
    camera.set_cairo_context_path(ctx, leaf.mobject)
    ctx.fill()
    return _read(surface)


def stroke_mask(camera: Any, leaf: Leaf, window: Window) -> Mask:
    """Return where a leaf's outline is painted, without its opacity."""
    surface, ctx = _paper(window)
    mobject: Any = leaf.mobject
    camera.set_cairo_context_path(ctx, mobject)
    width = stroke_units(camera, leaf)
    ctx.set_line_width(max(width, THINNEST / window.resolution))
    ctx.set_line_join(LINE_JOIN_MAP[mobject.joint_type])
    ctx.set_line_cap(CAP_STYLE_MAP[mobject.cap_style])
    ctx.stroke()
    return _read(surface)


def painted_mask(camera: Any, leaf: Leaf, window: Window) -> Mask:
    """Return the alpha of a mobject that paints itself, its own opacity included."""
    rows, columns = window.shape
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, columns, rows)
    ctx = cairo.Context(surface)
    ctx.set_matrix(window.matrix())
    camera.display_vectorized(leaf.mobject, ctx)
    surface.flush()
    data = np.frombuffer(surface.get_data(), np.uint8).reshape(rows, columns, 4)
    return data[..., 3] / 255.0


def ink_mask(camera: Any, leaf: Leaf, window: Window) -> Mask:
    """Return all that a leaf paints, with its opacities."""
    ink = np.zeros(window.shape)
    if leaf.paints_itself:
        return painted_mask(camera, leaf, window)
    if leaf.fill > 0:
        ink = fill_mask(camera, leaf, window) * leaf.fill
    if leaf.stroked:
        ink = np.maximum(ink, stroke_mask(camera, leaf, window) * leaf.stroke)
    return ink


def stroke_units(camera: Any, leaf: Leaf) -> float:
    """Return the width of a leaf's stroke in scene units."""
    return leaf.stroke_width * float(camera.cairo_line_width_multiple)


def _paper(window: Window) -> tuple[cairo.ImageSurface, cairo.Context[Any]]:
    rows, columns = window.shape
    surface = cairo.ImageSurface(cairo.FORMAT_A8, columns, rows)
    ctx = cairo.Context(surface)
    ctx.set_matrix(window.matrix())
    return surface, ctx


def _read(surface: cairo.ImageSurface) -> Mask:
    surface.flush()
    rows, columns, stride = surface.get_height(), surface.get_width(), surface.get_stride()
    data = np.frombuffer(surface.get_data(), np.uint8).reshape(rows, stride)
    return data[:, :columns] / 255.0


def _quad_mask(leaf: Leaf, window: Window) -> Mask:
    """Return the mask of an image, whose points are three of its corners."""
    surface, ctx = _paper(window)
    if len(leaf.polyline) == 3:
        first, second, third = leaf.polyline
        for corner in (first, second, second + third - first, third):
            ctx.line_to(*corner)
        ctx.close_path()
        ctx.fill()
    return _read(surface)


def enclosed_area(path: npt.NDArray[np.float64]) -> float:
    """Return the area that a closed polyline ``(k, 2)`` encloses."""
    x, y = path[:, 0], path[:, 1]
    return 0.5 * abs(float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))))


def path_area_and_length(points: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Return the area and the perimeter of a path's polyline ``(k, 2)``."""
    path = sample_path(points)
    area = enclosed_area(path)
    length = float(np.sum(np.hypot(*(np.roll(path, -1, axis=0) - path).T)))
    return area, length
