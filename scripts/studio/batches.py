"""Many mobjects drawn at once: arrays for all of them, then one tight loop of cairo calls.

manim computes for one mobject after the other where it is seen, how it is shaded and which way its
path goes. Here that is done for all together; what reaches cairo is the same, in the same order.
A mobject that is not simple (a gradient, a stroke behind, methods of its own) is drawn by manim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import cairo
import numpy as np
import numpy.typing as npt
from manim import VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP

from scenes.kit.painted import Painted
from scripts.studio.bezier_paths import rows_of_many, tracer
from scripts.studio.manims import keeping
from scripts.studio.shades import corners, lights

Array = npt.NDArray[Any]
Source: TypeAlias = "tuple[float, ...] | cairo.Pattern | None"
"""What to paint with: a color as cairo takes it, a gradient, or nothing."""

FLAT = ("display_multiple_non_background_colored_vmobjects", "apply_fill", "apply_stroke",
        "set_cairo_context_color")  # fmt: skip
"""Methods of a camera that are passed over, and therefore must be manim's own."""

SEEING = ("transform_points_pre_display", "get_fill_rgbas", "get_stroke_rgbas")
"""The same; they may be those of the camera for 3D too, and then with these:"""

PROJECTION = ("modified_rgbas", "project_points", "project_point", "get_rotation_matrix")

FEW = 4
"""Fewer mobjects than these are drawn one by one."""

NEARLY = 2 / 255
"""Shades of a part that differ by no more are one: a gradient takes three times as long."""

draws_as_manim = keeping(
    VMobject,
    ("get_fill_rgbas", "get_stroke_rgbas", "get_stroke_width", "get_num_points", "get_anchors",
     "get_gradient_start_and_end_points", "consider_points_equals_2d",
     "get_subpath_split_indices_from_points"),
)  # fmt: skip


class Batches:
    """Camera mixin: draws many mobjects at once, as seen by a flat camera."""

    def display_multiple_non_background_colored_vmobjects(
        self: Any, vmobjects: Iterable[VMobject], pixel_array: Array
    ) -> None:
        """Draw mobjects in their order."""
        self.draw_all(list(vmobjects), self.get_cairo_context(pixel_array))

    def draw_all(self: Any, vmobjects: Sequence[VMobject], ctx: cairo.Context[Any]) -> None:
        """Draw mobjects in their order into a context, which may be clipped."""
        simple = [each for each in vmobjects if _is_simple(each, self.shades(each))]
        batch = Batch(self, simple) if len(simple) >= FEW else None
        if batch is None or batch.rows is None:
            for each in vmobjects:
                self.display_vectorized(each, ctx)
            return
        number = {id(each): k for k, each in enumerate(simple)}
        draw = batch.onto(ctx)
        for each in vmobjects:
            k = number.get(id(each))
            if k is None:
                self.display_vectorized(each, ctx)
            else:
                draw(k)

    def shades(self, vmobject: VMobject) -> bool:
        """Tell whether this camera shades a mobject."""
        return False

    def seen(self, vmobjects: Sequence[VMobject], points: Array, sizes: Array) -> Array:
        """Return where points ``(N, 3)`` are seen; each mobject has ``sizes`` of them in turn."""
        return points


class SpaceBatches(Batches):
    """The same, as seen by manim's camera for 3D."""

    def shades(self: Any, vmobject: VMobject) -> bool:
        """Tell whether this camera shades a mobject."""
        return bool(vmobject.shade_in_3d and self.should_apply_shading)

    def seen(self: Any, vmobjects: Sequence[VMobject], points: Array, sizes: Array) -> Array:
        """Return where points ``(N, 3)`` are seen; each mobject has ``sizes`` of them in turn."""
        seen: Array = self.project_points(points)
        framed, facing = self.fixed_in_frame_mobjects, self.fixed_orientation_mobjects
        if framed or facing:
            end = 0
            for vmobject, size in zip(vmobjects, sizes.tolist(), strict=True):
                here = slice(end, end := end + size)
                if vmobject in framed or vmobject in facing:
                    seen[here] = self.transform_points_pre_display(vmobject, points[here])
        return seen


def _is_simple(vmobject: VMobject, shaded: bool) -> bool:
    size = len(vmobject.points)
    if size < 4 or size % 4 or vmobject.background_stroke_width or isinstance(vmobject, Painted):
        return False
    for name in ("fill_rgbas", "stroke_rgbas"):
        colors = getattr(vmobject, name, None)
        if not isinstance(colors, np.ndarray) or colors.ndim != 2 or colors.shape[1] != 4:
            return False
        if len(colors) != 1 and not (shaded and len(colors)):
            return False
    return draws_as_manim(type(vmobject))


class Batch:
    """Simple mobjects, ready to be drawn; ``rows`` is None where a point is not finite."""

    def __init__(self, camera: Any, vmobjects: Sequence[VMobject]) -> None:
        self._vmobjects = vmobjects
        self.rows: Array | None = None
        points = np.concatenate([each.points for each in vmobjects])
        if not np.isfinite(points).all():
            return
        sizes = np.array([len(each.points) for each in vmobjects])
        starts = np.cumsum(sizes) - sizes
        seen = camera.seen(vmobjects, points, sizes)
        tolerance = [each.tolerance_for_point_equality for each in vmobjects]
        self.rows, at = rows_of_many(seen, starts // 4, np.repeat(tolerance, sizes // 4))
        self._at = [*at.tolist(), len(self.rows)]
        self._width = [each.get_stroke_width() for each in vmobjects]
        self._unit = camera.cairo_line_width_multiple * (camera.frame_width / camera.frame_width)
        light = None
        shaded = np.array([camera.shades(each) for each in vmobjects])
        if shaded.any():
            light = lights(points, starts, sizes, camera.light_source.points[0])
            light[~shaded] = 0
        ends = seen[corners(starts, sizes), :2].reshape(-1, 4).tolist()
        self._fill = _sources([each.fill_rgbas for each in vmobjects], light, ends)
        self._stroke = _sources([each.stroke_rgbas for each in vmobjects], light, ends)

    def onto(self, ctx: cairo.Context[Any]) -> Any:
        """Return what draws the mobject of a number into a context."""
        trace = tracer()
        assert trace is not None
        assert self.rows is not None
        append, at = trace(ctx, self.rows), self._at
        fills, strokes, widths, unit = self._fill, self._stroke, self._width, self._unit
        vmobjects = self._vmobjects

        def draw(k: int) -> None:
            fill, stroke, width = fills[k], strokes[k], widths[k]
            if width == 0:
                stroke = None
            if fill is None and stroke is None:
                return
            ctx.new_path()
            append(at[k], at[k + 1])
            if fill is not None:
                _paint_with(ctx, fill)
                ctx.fill_preserve()
            if stroke is not None:
                _paint_with(ctx, stroke)
                ctx.set_line_width(width * unit)
                ctx.set_line_join(LINE_JOIN_MAP[vmobjects[k].joint_type])
                ctx.set_line_cap(CAP_STYLE_MAP[vmobjects[k].cap_style])
                ctx.stroke_preserve()

        return draw


def _paint_with(ctx: cairo.Context[Any], source: Any) -> None:
    if type(source) is tuple:
        ctx.set_source_rgba(*source)
    else:
        ctx.set_source(source)


def _sources(
    rgbas: Sequence[Array], light: Array | None, ends: Sequence[Sequence[float]]
) -> list[Source]:
    """Return what to paint each mobject with.

    ``rgbas`` are a mobject's colors, of which two count; ``light`` ``(n, 2)`` is added to them;
    ``ends`` are where a gradient begins and ends.
    """
    sizes = np.array([min(len(each), 2) for each in rgbas])
    flat = np.concatenate([each[:2] for each in rgbas])
    first = np.cumsum(sizes) - sizes
    both = np.stack([flat[first], flat[first + sizes - 1]], axis=1)[..., [2, 1, 0, 3]]
    if light is not None:
        both[..., :3] += light[..., None]
    shown = (both[..., 3] > 0).any(axis=1)
    plain = np.abs(both[:, 0] - both[:, 1]).max(axis=1) <= NEARLY
    both[plain] = both[plain].mean(axis=1, keepdims=True)
    found: list[Source] = [None] * len(rgbas)
    start, end = both[:, 0].tolist(), both[:, 1].tolist()
    for k in np.flatnonzero(shown & plain).tolist():
        found[k] = tuple(start[k])
    for k in np.flatnonzero(shown & ~plain).tolist():
        gradient = cairo.LinearGradient(*ends[k])
        gradient.add_color_stop_rgba(0, *start[k])
        gradient.add_color_stop_rgba(1, *end[k])
        found[k] = gradient
    return found
