"""The faces of a surface ready to paint: their colours, and the loop that fills them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scenes.kit.color import to_rgb
from scenes.kit.painted import Array, Context, pixel
from scenes.kit.theme import theme

LIGHTEN = 0.42
"""How far the ramp moves towards white in a light theme, where its colours are made for lines."""

BLEED = 0.6
"""Pixels by which a face reaches under its neighbours, so that no seam shows."""


class Faces(NamedTuple):
    """Faces ready to paint, back to front: corners in space and on screen, colours, threads.

    ``box`` is the rectangle ``[[x0, y0], [x1, y1]]`` around them on screen.
    """

    solid: Array
    corners: Array
    colors: Array
    threads: list[list[float] | None]
    thread_colors: Array
    box: Array


def dark_ink() -> str:
    """Return the darker of ink and background: what reads on the surface in either theme."""
    colors = theme()
    return min(colors.ink, colors.background, key=lambda color: float(to_rgb(color).sum()))


def surface_ramp(colors: tuple[str, ...] | None = None) -> Array:
    """Return the surface's colours ``(k, 3)``, low to high; lighter than lines on light ground."""
    ramp = np.stack([to_rgb(color) for color in colors or theme().levels])
    on_light = float(to_rgb(theme().background).mean()) > 0.5
    return np.asarray(ramp + (LIGHTEN * (1 - ramp) if on_light else 0))


def bounds(parts: list[Faces]) -> Array:
    """Return the corners ``(2, 2)`` of all faces; of the origin if there are none."""
    boxes = [faces.box for faces in parts if len(faces.corners)]
    if not boxes:
        return np.zeros((2, 2))
    low, high = zip(*boxes, strict=True)
    return np.array([np.min(low, axis=0), np.max(high, axis=0)])


def box_around(points: Array) -> Array:
    """Return the corners ``(2, 2)`` of points ``(..., 2)``; of the origin if there are none."""
    if not points.size:
        return np.zeros((2, 2))
    # By column: over rows of two, NumPy's minimum takes ten times as long.
    columns = [points[..., k].ravel() for k in (0, 1)]
    return np.array([[column.min() for column in columns], [column.max() for column in columns]])


def paint_faces(ctx: Context, faces: Faces, reveal: float = 1.0) -> None:
    """Fill faces back to front and draw their threads, in scene units."""
    count = round(len(faces.corners) * reveal)
    unit = pixel(ctx)
    middle = faces.corners.mean(axis=1, keepdims=True)
    arm = faces.corners - middle
    length = np.maximum(np.linalg.norm(arm, axis=-1, keepdims=True), unit)
    corners = (middle + arm * (1 + BLEED * unit / length))[:count]
    ctx.set_line_width(max(1.1 * unit, 0.008))
    move_to, line_to, fill = ctx.move_to, ctx.line_to, ctx.fill
    source, stroke = ctx.set_source_rgb, ctx.stroke
    # Most faces are quadrilaterals padded to the length of the few cut ones.
    if corners.shape[1] > 4:
        plain = (faces.corners[:count, 3:] == faces.corners[:count, -1:]).all(axis=(1, 2))
    else:
        plain = np.ones(count, bool)
    fills, inks = faces.colors[:, ::-1].tolist(), faces.thread_colors[:, ::-1].tolist()
    quads = corners[:, :4].reshape(count, 8).tolist()
    rows = zip(quads, plain.tolist(), fills, faces.threads, inks, strict=False)
    for k, ((x0, y0, x1, y1, x2, y2, x3, y3), four, color, thread, ink) in enumerate(rows):
        move_to(x0, y0)
        line_to(x1, y1)
        line_to(x2, y2)
        line_to(x3, y3)
        if not four:
            for x, y in corners[k, 4:].tolist():
                line_to(x, y)
        source(*color)
        fill()
        if thread:
            source(*ink)
            for j in range(0, len(thread), 4):
                move_to(thread[j], thread[j + 1])
                line_to(thread[j + 2], thread[j + 3])
            stroke()
