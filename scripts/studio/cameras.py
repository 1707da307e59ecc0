"""A scene's own camera, made faster where manim's own methods do the work.

What a camera class of manim's or a user's overrides stays as it is; only methods that are manim's
are replaced by others with the same result.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import cairo
from manim import Camera, Mobject, ThreeDCamera, VMobject

from scenes.kit.painted import PaintedDisplay
from scripts.studio.batches import FLAT, PROJECTION, SEEING, Batches, SpaceBatches
from scripts.studio.bezier_paths import rows_of, tracer
from scripts.studio.depths import by_depth
from scripts.studio.families import WAYS, Families
from scripts.studio.manims import keeping


def fast_camera(camera_class: type[Camera]) -> type[Camera]:
    """Return a subclass of a camera class that draws the same, faster."""
    return _made(camera_class)  # type: ignore[arg-type]  # mypy takes classes for unhashable


_goes_by_curves = keeping(Camera, ("set_cairo_context_path",))
_goes_one_by_one = keeping(Camera, FLAT)
_sees_flat = keeping(Camera, SEEING)
_sees_in_space = keeping(ThreeDCamera, SEEING + PROJECTION)
_lists_families = keeping(Camera, WAYS)
_goes_by_depth = keeping(ThreeDCamera, (*WAYS, "get_rotation_matrix"))


@cache
def _made(camera_class: Any) -> type[Camera]:
    mixins: list[type] = []
    if issubclass(camera_class, ThreeDCamera) and _goes_by_depth(camera_class):
        mixins.append(ByDepth)
    if tracer() is not None and _goes_by_curves(camera_class):
        mixins += [*_batches(camera_class), WholePaths]
    if _lists_families(camera_class) or ByDepth in mixins:
        mixins.append(Families)
    made: type[Camera] = type(camera_class.__name__, (*mixins, camera_class), {})
    return made


def _batches(camera_class: Any) -> list[type]:
    """Return the mixin that draws many mobjects at once, if all is manim's that it passes over."""
    shown = (Camera.display_vectorized, PaintedDisplay.display_vectorized)
    if camera_class.display_vectorized in shown and _goes_one_by_one(camera_class):
        if _sees_flat(camera_class):
            return [Batches]
        if _sees_in_space(camera_class):
            return [SpaceBatches]
    return []


class WholePaths:
    """Camera mixin: gives cairo a mobject's path at once."""

    def set_cairo_context_path(self: Any, ctx: cairo.Context[Any], vmobject: VMobject) -> Any:
        """Make the mobject's outline the context's path."""
        points = self.transform_points_pre_display(vmobject, vmobject.points)
        if len(points) == 0:
            return self
        ctx.new_path()
        if len(points) >= 4:
            trace = tracer()
            assert trace is not None
            rows = rows_of(points, vmobject.tolerance_for_point_equality)
            trace(ctx, rows)(0, len(rows))
        return self


class ByDepth:
    """Mixin for manim's camera for 3D: sorts mobjects by depth at once."""

    def get_mobjects_to_display(self: Any, *args: Any, **kwargs: Any) -> list[Mobject]:
        """Return the mobjects to draw, in order."""
        # What manim's camera for 3D sorts.
        mobjects = Families.get_mobjects_to_display(self, *args, **kwargs)
        return by_depth(mobjects, self.get_rotation_matrix())
