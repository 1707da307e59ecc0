"""Mobjects that paint themselves onto the frame, and the camera that lets them.

A surface has thousands of faces; as manim mobjects each costs Python work on every frame. A
``Painted`` mobject keeps its parts in arrays and paints them in one loop of cairo calls. For the
rest of manim it is an ordinary ``VMobject`` whose points are its bounding rectangle: it can be
faded, created, moved, scaled, copied, interpolated and put in groups.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from typing import Any, ClassVar, Self, TypeAlias

import cairo
import numpy as np
import numpy.typing as npt
from manim import Camera, VMobject, straight_path

Array = npt.NDArray[np.float64]
Context: TypeAlias = "cairo.Context[Any]"
"""What a mobject paints with."""

RIM = 0.15
"""Scene units by which strokes may reach beyond a mobject's extent."""

LARGEST = 8192
"""Pixels a side beyond which a picture is not kept."""


class Kept:
    """The last picture of a costly mobject: what it showed, and its pixels."""

    def __init__(self) -> None:
        self.key: Hashable = None
        self.pixels: cairo.ImageSurface | None = None


class Painted(VMobject):
    """A mobject that paints itself with cairo instead of through one Bezier path.

    A subclass gives ``extent()``, the ``(2, 2)`` corners (low, high) of what it paints in scene
    units, and ``paint(ctx)``, which paints in scene units at full strength. ``alpha`` (the fill
    opacity) fades the whole; ``reveal`` in 0..1 says how much of it ``Create`` has drawn.

    ``animated`` names the numbers or float arrays that ``.animate`` and ``Transform`` blend;
    ``shared`` names the attributes that copies share instead of duplicating.
    """

    animated: ClassVar[tuple[str, ...]] = ()
    shared: ClassVar[tuple[str, ...]] = ()
    unpainted: ClassVar[tuple[str, ...]] = ()
    """Attributes that ``paint`` doesn't read, such as functions asked elsewhere."""
    costly: ClassVar[bool] = False
    """Whether a picture that has not changed is kept and shown again (a surface is)."""

    def __init__(self, *, z_index: float = 0, opacity: float = 1.0) -> None:
        super().__init__(stroke_width=0, fill_opacity=opacity, z_index=z_index)
        self.reveal = 1.0
        self.kept = Kept()
        self.rest: Array = np.zeros((2, 2))

    def extent(self) -> Array:
        """Return the corners ``[[x0, y0], [x1, y1]]`` of what is painted, in scene units."""
        raise NotImplementedError

    def paint(self, ctx: Context) -> None:
        """Paint everything at full strength, in scene units with y upwards."""
        raise NotImplementedError

    def picture(self) -> Hashable:
        """Return something that changes whenever what is painted does (asked if ``costly``)."""
        return None

    @property
    def alpha(self) -> float:
        """The opacity of the whole, 0..1."""
        return float(self.get_fill_opacity())

    def settle(self) -> Self:
        """Fit the bounding rectangle to the present extent, keeping any shift or scale."""
        corners = self.extent()
        # An empty rectangle would make manim believe there is nothing to show.
        corners = np.stack([corners[0], np.maximum(corners[1], corners[0] + 1e-6)])
        if self.has_no_points():
            self.rest = corners
            self.points = rectangle(corners)
        elif not np.array_equal(corners, self.rest):
            matrix, offset = self.placement()
            self.rest = corners
            self.points = rectangle(corners)
            self.points[:, :2] = self.points[:, :2] @ matrix.T + offset
        return self

    def placement(self) -> tuple[Array, Array]:
        """Return the affine map ``x -> M x + t`` that shifts and scales have applied so far."""
        size = self.rest[1] - self.rest[0]
        # The rectangle starts at its low corner and runs along x, then y.
        low, right, high = self.points[0, :2], self.points[3, :2], self.points[7, :2]
        matrix = np.stack([(right - low) / size[0], (high - right) / size[1]], axis=-1)
        return matrix, low - matrix @ self.rest[0]

    def place(self, points: npt.ArrayLike) -> Array:
        """Apply the placement to positions ``(..., 3)``."""
        matrix, offset = self.placement()
        moved = np.array(points, float)
        moved[..., :2] = moved[..., :2] @ matrix.T + offset
        return moved

    def interpolate(
        self,
        mobject1: Any,
        mobject2: Any,
        alpha: float,
        path_func: Callable[..., Any] = straight_path(),  # noqa: B008 - manim's own default
    ) -> Self:
        """Blend two states: points and colours as manim does, then the ``animated`` values."""
        super().interpolate(mobject1, mobject2, alpha, path_func)
        # With the rectangle goes what it is compared with, or the picture would be stretched.
        for name in ("reveal", "rest", *self.animated):
            first, second = getattr(mobject1, name), getattr(mobject2, name)
            setattr(self, name, first * (1 - alpha) + second * alpha)
        return self

    def pointwise_become_partial(self, vmobject: VMobject, a: float, b: float) -> Self:
        """Show the part of ``vmobject`` up to ``b``; this is what ``Create`` calls."""
        if isinstance(vmobject, Painted):
            self.reveal = float(b) * vmobject.reveal
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        memo[id(self.kept)] = Kept()
        for name in self.shared:
            value = self.__dict__.get(name)
            memo[id(value)] = value
        return super().__deepcopy__(memo)


def rectangle(corners: Array) -> Array:
    """Return the 16 Bezier points ``(16, 3)`` of the rectangle with corners ``(2, 2)``."""
    (x0, y0), (x1, y1) = corners
    loop = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])
    steps = np.array([0, 1 / 3, 2 / 3, 1])[:, None]
    sides = [(1 - steps) * a + steps * b for a, b in pairwise(loop)]
    return np.concatenate([np.concatenate(sides), np.zeros((16, 1))], axis=1)


class PaintedDisplay:
    """Camera mixin: paints ``Painted`` mobjects by their own method."""

    def display_vectorized(self, vmobject: VMobject, ctx: Context) -> Any:
        """Draw one mobject; everything that isn't ``Painted`` goes to manim."""
        if isinstance(vmobject, Painted):
            paint(vmobject, ctx)
            return self
        return super().display_vectorized(vmobject, ctx)  # type: ignore[misc]


class KitCamera(PaintedDisplay, Camera):
    """Manim's camera, able to show ``Painted`` mobjects."""


def paint(mobject: Painted, ctx: Context) -> None:
    """Paint a mobject into a frame's context, faded and placed as it stands."""
    alpha = mobject.alpha
    matrix, offset = mobject.placement()
    # A mobject shrunk to nothing has no inverse; cairo would refuse its matrix.
    if alpha <= 0 or abs(np.linalg.det(matrix)) < 1e-9:
        return
    ctx.save()
    ctx.new_path()
    ctx.transform(cairo.Matrix(*matrix[:, 0], *matrix[:, 1], *offset))
    if mobject.costly:
        paint_kept(mobject, ctx, alpha)
    elif alpha >= 1:
        mobject.paint(ctx)
    else:
        (x0, y0), (x1, y1) = mobject.extent() + np.array([[-RIM], [RIM]])
        ctx.rectangle(x0, y0, x1 - x0, y1 - y0)
        ctx.clip()
        # As one layer, so that overlapping parts don't add up.
        ctx.push_group()
        mobject.paint(ctx)
        ctx.pop_group_to_source()
        ctx.paint_with_alpha(alpha)
    ctx.restore()


def paint_kept(mobject: Painted, ctx: Context, alpha: float) -> None:
    """Paint a costly mobject from its pixels, which are kept as long as it looks the same."""
    corners = mobject.extent() + np.array([[-RIM], [RIM]])
    low, high = device_bounds(ctx, corners)
    width, height = int(high[0] - low[0]), int(high[1] - low[1])
    if width <= 0 or height <= 0 or max(width, height) > LARGEST:
        mobject.paint(ctx)
        return
    m = ctx.get_matrix()
    key = (mobject.picture(), mobject.reveal, (m.xx, m.yx, m.xy, m.yy, m.x0, m.y0))
    pixels = mobject.kept.pixels if mobject.kept.key == key else None
    if pixels is None:
        pixels = cairo.ImageSurface(cairo.FORMAT_ARGB32, width, height)
        layer = cairo.Context(pixels)
        layer.translate(-low[0], -low[1])
        layer.transform(ctx.get_matrix())
        mobject.paint(layer)
    # Always from pixels, the first time too: a frame must not depend on those painted before it.
    mobject.kept.key, mobject.kept.pixels = key, pixels
    ctx.identity_matrix()
    ctx.set_source_surface(pixels, low[0], low[1])
    ctx.paint_with_alpha(alpha)


def device_bounds(ctx: Context, corners: Array) -> tuple[Array, Array]:
    """Return the whole pixels, low and high ``(2,)``, that a rectangle in user space touches."""
    (x0, y0), (x1, y1) = corners
    spots = np.array([ctx.user_to_device(x, y) for x in (x0, x1) for y in (y0, y1)])
    return np.floor(spots.min(axis=0)), np.ceil(spots.max(axis=0))


def set_color(ctx: Context, rgb: Sequence[float] | Array, alpha: float = 1.0) -> None:
    """Set the source colour; manim's frames hold red where cairo expects blue."""
    ctx.set_source_rgba(rgb[2], rgb[1], rgb[0], alpha)


def pixel(ctx: Context) -> float:
    """Return the size of one pixel in the context's present units."""
    dx, dy = ctx.device_to_user_distance(1, 0)
    return float(np.hypot(dx, dy))


def trace_path(ctx: Context, points: Array, *, closed: bool = False) -> None:
    """Add the polyline ``(k, 2 or more)`` to the context's path."""
    rows = points[:, :2].tolist()
    ctx.move_to(*rows[0])
    line_to = ctx.line_to
    for x, y in rows[1:]:
        line_to(x, y)
    if closed:
        ctx.close_path()
