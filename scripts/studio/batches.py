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
from scripts.studio.parts import Parts

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

NEARLY = 4 / 255
"""Shades of a part that differ by no more are one: a gradient takes three times as long.

A line that is thinner than a pixel shows less of them, so its shades may differ by more.
"""

draws_as_manim = keeping(
    VMobject,
    ("get_fill_rgbas", "get_stroke_rgbas", "get_stroke_width", "get_num_points", "get_anchors",
     "get_gradient_start_and_end_points", "consider_points_equals_2d",
     "get_subpath_split_indices_from_points"),
)  # fmt: skip


class Batches:
    """Camera mixin: draws many mobjects at once, as seen by a flat camera."""

    lines = False
    """Whether straight curves are drawn as lines (see ``bezier_paths``)."""

    def display_multiple_non_background_colored_vmobjects(
        self: Any, vmobjects: Iterable[VMobject], pixel_array: Array
    ) -> None:
        """Draw mobjects in their order."""
        self.draw_all(list(vmobjects), self.get_cairo_context(pixel_array))

    def draw_all(self: Any, vmobjects: Sequence[VMobject], ctx: cairo.Context[Any]) -> None:
        """Draw mobjects in their order into a context, which may be clipped."""
        parts = self._parts_of(vmobjects)
        if parts is None:
            for each in vmobjects:
                self.display_vectorized(each, ctx)
            return
        Batch(self, parts).draw(ctx, vmobjects)

    def _parts_of(self: Any, vmobjects: Sequence[VMobject]) -> Parts | None:
        """Return those mobjects that are simple, if they are worth it: the last ones if these."""
        lamp = self.lamp()
        known: Parts | None = getattr(self, "_parts", None)
        if known is not None:
            others = [each for each in vmobjects if id(each) not in known.number]
            if (
                len(vmobjects) - len(others) == len(known.vmobjects)
                and not any(_is_simple(each, self.shades(each)) for each in others)
                and known.still([self.shades(each) for each in known.vmobjects], lamp)
            ):
                return known
        simple = [each for each in vmobjects if _is_simple(each, self.shades(each))]
        parts: Parts | None = None
        if len(simple) >= FEW:
            parts = Parts(simple, [self.shades(each) for each in simple], lamp)
        if parts is not None and not parts.finite:
            parts = None
        self._parts = parts
        return parts

    def lamp(self) -> Array:
        """Return where the light is that falls on what is shaded."""
        return np.zeros(3)

    def shades(self, vmobject: VMobject) -> bool:
        """Tell whether this camera shades a mobject."""
        return False

    def seen(self, vmobjects: Sequence[VMobject], points: Array, sizes: Array) -> Array:
        """Return where points ``(N, 3)`` are seen; each mobject has ``sizes`` of them in turn."""
        return points


class SpaceBatches(Batches):
    """The same, as seen by manim's camera for 3D."""

    lines = True

    def lamp(self: Any) -> Array:
        """Return where the light is that falls on what is shaded."""
        place: Array = self.light_source.points[0]
        return place

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
    """Parts as a camera sees them now, ready to be drawn."""

    def __init__(self, camera: Any, parts: Parts) -> None:
        self._camera, self._parts = camera, parts
        starts, sizes = parts.starts, parts.sizes
        seen = camera.seen(parts.vmobjects, parts.points, sizes)
        self._rows, at = rows_of_many(seen, starts // 4, parts.curve_tolerance, lines=camera.lines)
        self._at = [*at.tolist(), len(self._rows)]
        self._unit = camera.cairo_line_width_multiple * (camera.frame_width / camera.frame_width)
        ends = seen[parts.corners, :2].reshape(-1, 4).tolist()
        pixel = camera.frame_width / camera.pixel_width
        thin = np.minimum(1, np.array(parts.widths) * self._unit / pixel)
        self._fill = _sources(parts.fills, ends)
        self._stroke = _sources(parts.strokes, ends, thin)

    def draw(self, ctx: cairo.Context[Any], vmobjects: Sequence[VMobject]) -> None:
        """Draw these mobjects, the parts among them and others, into a context."""
        trace = tracer()
        assert trace is not None
        append, at, number = trace(ctx, self._rows), self._at, self._parts.number
        fills, strokes, widths, unit = self._fill, self._stroke, self._parts.widths, self._unit
        # What the context has been told of lines, which most parts share.
        width = joint = cap = None
        for each in vmobjects:
            k = number.get(id(each))
            if k is None:
                self._camera.display_vectorized(each, ctx)
                width = joint = cap = None
                continue
            fill, stroke = fills[k], strokes[k] if widths[k] else None
            if fill is None and stroke is None:
                continue
            ctx.new_path()
            append(at[k], at[k + 1])
            if fill is not None:
                _paint_with(ctx, fill)
                ctx.fill_preserve()
            if stroke is not None:
                _paint_with(ctx, stroke)
                if widths[k] != width:
                    width = widths[k]
                    ctx.set_line_width(width * unit)
                if each.joint_type is not joint:
                    joint = each.joint_type
                    ctx.set_line_join(LINE_JOIN_MAP[joint])
                if each.cap_style is not cap:
                    cap = each.cap_style
                    ctx.set_line_cap(CAP_STYLE_MAP[cap])
                ctx.stroke_preserve()


def _paint_with(ctx: cairo.Context[Any], source: Any) -> None:
    if type(source) is tuple:
        ctx.set_source_rgba(*source)
    else:
        ctx.set_source(source)


def _sources(
    colors: Array, ends: Sequence[Sequence[float]], seen: float | Array = 1.0
) -> list[Source]:
    """Return what to paint each part with.

    ``colors`` ``(n, 2, 4)`` are those between which it is painted, ``ends`` where the gradient
    begins and ends; ``seen`` is how much of a color a pixel shows at most.
    """
    both = colors.copy()
    shown = (both[..., 3] > 0).any(axis=1)
    plain = np.abs(both[:, 0] - both[:, 1]).max(axis=1) * seen <= NEARLY
    both[plain] = both[plain].mean(axis=1, keepdims=True)
    found: list[Source] = [None] * len(both)
    start, end = both[:, 0].tolist(), both[:, 1].tolist()
    for k in np.flatnonzero(shown & plain).tolist():
        found[k] = tuple(start[k])
    for k in np.flatnonzero(shown & ~plain).tolist():
        gradient = cairo.LinearGradient(*ends[k])
        gradient.add_color_stop_rgba(0, *start[k])
        gradient.add_color_stop_rgba(1, *end[k])
        found[k] = gradient
    return found
