"""The picture of the last frame, drawn anew only where something changed.

Where a mobject changed, the rectangle it was in and the one it is in are cleared and everything
that touches them is drawn there again, in order, clipped to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cairo
import numpy as np
import numpy.typing as npt
from manim import Camera, Mobject, MovingCamera, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from scenes.kit.painted import KitCamera
from scripts.studio.batches import Batches
from scripts.studio.cameras import WholePaths
from scripts.studio.families import Families
from scripts.studio.looks import Box, Look, look_of

Frame = npt.NDArray[Any]
Pixels = tuple[int, int, int, int]
"""A rectangle of whole pixels: left, top, right, bottom (both excluded)."""

_DRAWN = (VMobject, PMobject, AbstractImageMobject)

MOST_RECTANGLES = 12
MOST_OF_FRAME = 0.6
"""Share of the frame beyond which all of it is drawn."""

_DRAWING = ("capture_mobjects", "get_mobjects_to_display", "type_or_raise",
            "display_multiple_vectorized_mobjects", "transform_points_pre_display",
            "display_multiple_non_background_colored_vmobjects", "display_vectorized",
            "set_cairo_context_path", "apply_fill", "apply_stroke",
            "set_cairo_context_color", "get_fill_rgbas", "get_stroke_rgbas")  # fmt: skip

_SPACE = ("modified_rgbas", "project_points", "project_point")

_FLAT = (Camera, KitCamera, MovingCamera, Batches, Families, WholePaths)


def can_keep(camera_class: type[Camera]) -> bool:
    """Tell whether a camera draws each mobject by itself, as manim's flat cameras do."""
    return not own_ways(camera_class, _FLAT)


def own_ways(camera_class: type[Camera], known: Sequence[Any]) -> tuple[str, ...]:
    """Return the methods for drawing that a camera has from none of the ``known`` classes."""
    return tuple(
        name
        for name in _DRAWING + _SPACE
        if hasattr(camera_class, name)
        and all(getattr(camera_class, name) is not getattr(each, name, None) for each in known)
    )


class Canvas:
    """Draws frames onto a camera's pixels; see the module."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._base: Frame | None = None
        self._view: Any = None
        self._order: list[int] = []
        self._looks: dict[int, Look | None] = {}
        self._places: dict[int, Pixels] = {}
        self._kept: list[Mobject] = []

    def forget(self) -> None:
        """Draw the next frame whole."""
        self._base = None

    def draw(self, base: Frame, mobjects: Sequence[Mobject]) -> None:
        """Draw mobjects (families, as they are given to a camera) over a base picture.

        ``base`` is the same array as before if, and only if, its content is.
        """
        # A camera passes over what is none of these: a ValueTracker has points and no picture.
        families = self._camera.get_mobjects_to_display(mobjects)
        shown: list[Mobject] = [part for part in families if isinstance(part, _DRAWN)]
        ctx = self._camera.get_cairo_context(self._camera.pixel_array)
        view = ctx.get_matrix()
        unit = self._camera.cairo_line_width_multiple
        order = [id(mobject) for mobject in shown]
        changed = self._changed(shown, order, unit)
        same = base is self._base and view == self._view
        if same and self._order != order:
            same = _in_order(self._order, order)
        rectangles = self._rectangles(changed, view) if same else None
        if view != self._view:
            self._places.clear()
        before, self._base, self._view = self._order, base, view
        self._order, self._kept = order, shown  # kept, so that no id is used again
        if rectangles is None:
            self._camera.set_frame_to_background(base)
            self._camera.capture_mobjects(mobjects)
        elif rectangles:
            self._redraw(ctx, base, shown, rectangles)
        for gone in set(before) - set(order):
            self._looks.pop(gone, None)
            self._places.pop(gone, None)

    def _changed(self, shown: list[Mobject], order: list[int], unit: float) -> list[Look | None]:
        """Return old and new looks of all that changed, came or went; None for one unknown."""
        changed: list[Look | None] = []
        for mobject, key in zip(shown, order, strict=True):
            old = self._looks.get(key)
            if old is not None and old.still(mobject):  # type: ignore[arg-type]
                continue
            new = look_of(mobject, unit)
            if key in self._looks:
                changed.append(old)
            changed.append(new)
            self._looks[key] = new
            self._places.pop(key, None)
        here = set(order)
        changed += [self._looks[key] for key in self._order if key not in here]
        return changed

    def _rectangles(self, changed: list[Look | None], view: cairo.Matrix) -> list[Pixels] | None:
        """Return disjoint rectangles of pixels that hold all changes; None for the whole frame."""
        found: list[Pixels] = []
        boxes = [look.box for look in changed if look is not None]
        if len(boxes) < len(changed):
            return None
        for one in self._pixels(boxes, view):
            if one[0] < one[2] and one[1] < one[3]:
                _join(found, one)
                if len(found) > MOST_RECTANGLES:
                    # What comes after one another mostly stands side by side.
                    last = found.pop()
                    _join(found, _union(found.pop(), last))
        height, width = self._camera.pixel_array.shape[:2]
        if sum(map(_area, found)) > MOST_OF_FRAME * width * height:
            return None
        return found

    def _pixels(self, boxes: Sequence[Box], view: cairo.Matrix) -> list[Pixels]:
        """Return which pixels boxes lie on."""
        if not boxes:
            return []
        x0, y0, x1, y1 = np.array(boxes).T
        across = np.sort([view.xx * x + view.xy * y + view.x0 for x, y in ((x0, y0), (x1, y1))], 0)
        down = np.sort([view.yx * x + view.yy * y + view.y0 for x, y in ((x0, y0), (x1, y1))], 0)
        height, width = self._camera.pixel_array.shape[:2]
        # Cut before rounding, which infinity would not survive; a pixel more for the soft edge.
        sides = (
            np.floor(np.clip(across[0] - 1, 0, width)),
            np.floor(np.clip(down[0] - 1, 0, height)),
            np.ceil(np.clip(across[1] + 1, 0, width)),
            np.ceil(np.clip(down[1] + 1, 0, height)),
        )
        return [tuple(row) for row in np.stack(sides, axis=1).astype(int).tolist()]

    def _touched(
        self, shown: list[Mobject], rectangles: list[Pixels], view: cairo.Matrix
    ) -> list[Any]:
        """Return the mobjects that lie on one of the rectangles."""
        keys = [id(mobject) for mobject in shown]
        new = [key for key in keys if key not in self._places]
        looks = [self._looks[key] for key in new]
        boxes = [look.box for look in looks if look is not None]
        self._places.update(zip(new, self._pixels(boxes, view), strict=True))
        places = np.array([self._places[key] for key in keys]).reshape(-1, 1, 4)
        others = np.array(rectangles)
        apart = (places[..., :2] >= others[:, 2:]) | (others[:, :2] >= places[..., 2:])
        hit = (~apart.any(axis=-1)).any(axis=-1)
        return [shown[k] for k in np.flatnonzero(hit).tolist()]

    def _redraw(
        self, ctx: Any, base: Frame, shown: list[Mobject], rectangles: list[Pixels]
    ) -> None:
        pixels = self._camera.pixel_array
        view = ctx.get_matrix()
        ctx.save()
        ctx.identity_matrix()
        ctx.new_path()  # manim leaves that of the last mobject
        for left, top, right, bottom in rectangles:
            pixels[top:bottom, left:right] = base[top:bottom, left:right]
            ctx.rectangle(left, top, right - left, bottom - top)
        ctx.clip()
        ctx.set_matrix(view)
        touched = self._touched(shown, rectangles, view)
        if isinstance(self._camera, Batches):
            self._camera.draw_all(touched, ctx)
        else:
            for mobject in touched:
                self._camera.display_vectorized(mobject, ctx)
        ctx.restore()


def _in_order(before: list[int], now: list[int]) -> bool:
    """Tell whether what stays has kept its order."""
    old, new = set(before), set(now)
    return [key for key in before if key in new] == [key for key in now if key in old]


def _join(found: list[Pixels], one: Pixels) -> None:
    """Add a rectangle, taking in those that it touches."""
    k = 0
    while k < len(found):
        if _touch(found[k], one):
            one = _union(found.pop(k), one)
            k = 0
        else:
            k += 1
    found.append(one)


def _touch(a: Pixels, b: Pixels) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _union(a: Pixels, b: Pixels) -> Pixels:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _area(one: Pixels) -> int:
    return (one[2] - one[0]) * (one[3] - one[1])
