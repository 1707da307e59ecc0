"""What a mobject looks like and where: enough to tell whether it must be drawn again.

A look holds copies, since manim changes arrays in place. Two looks of a mobject are equal only if
every pixel is; what can't be told apart safely has no look and is drawn on every frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import LineJointType, Mobject, VMobject

from scenes.kit.painted import RIM, Painted
from scripts.studio.manims import keeping

Box = tuple[float, float, float, float]
"""Low x, low y, high x, high y, in scene units."""

MITER = 10.0
"""How many half widths a pointed corner of a line may reach (cairo's limit)."""

SQUARE_CAP = 1.5

_COLORS = ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas")
_looks_as_manim = keeping(
    VMobject,
    ("get_fill_rgbas", "get_stroke_rgbas", "get_stroke_width", "get_gradient_start_and_end_points"),
)
_PLAIN = (float, int, bool, str, type(None))


@dataclass(frozen=True)
class Look:
    """How a mobject looks: its arrays, the rest of what counts, and the box it is drawn in.

    Arrays are kept as their bytes, which are compared many times as fast as arrays.
    """

    arrays: list[bytes]
    rest: Any
    box: Box

    def still(self, mobject: VMobject) -> bool:
        """Tell whether a mobject looks like this now."""
        return self.arrays == _bytes(mobject) and bool(self.rest == _rest(mobject))


def look_of(mobject: Mobject, line_unit: float) -> Look | None:
    """Return a mobject's look, or None for one that must always be drawn.

    ``line_unit`` is the width in scene units of a stroke of width 1.
    """
    if not _can_tell(mobject):
        return None
    assert isinstance(mobject, VMobject)
    box = _painted_box(mobject) if isinstance(mobject, Painted) else _box(mobject, line_unit)
    return None if box is None else Look(_bytes(mobject), _rest(mobject), box)


def _can_tell(mobject: Mobject) -> bool:
    if not isinstance(mobject, VMobject) or mobject.get_background_image():
        return False
    if isinstance(mobject, Painted):
        return mobject.picture() is not None
    if mobject.shade_in_3d or not _looks_as_manim(type(mobject)):
        return False
    # A gradient runs over all parts of a mobject, which may move while it stands.
    return not mobject.submobjects or all(len(array) < 2 for array in _colors(mobject))


def _colors(mobject: VMobject) -> list[npt.NDArray[Any]]:
    arrays = (getattr(mobject, name, None) for name in _COLORS)
    return [array for array in arrays if array is not None]


def _bytes(mobject: VMobject) -> list[bytes]:
    found = [mobject.points.tobytes()]
    for name in _COLORS:
        array = getattr(mobject, name, None)
        if array is not None:
            found.append(array.tobytes())
    return found


def _rest(mobject: VMobject) -> Any:
    if isinstance(mobject, Painted):
        own = [value for value in vars(mobject).values() if _plain(value)]
        return (own, mobject.picture())
    return (
        mobject.stroke_width,
        mobject.background_stroke_width,
        mobject.joint_type,
        mobject.cap_style,
        np.asarray(mobject.sheen_direction).tobytes(),
    )


def _plain(value: object) -> bool:
    """Tell whether a value compares to one truth: a tuple does if all that it holds does.

    What a mobject keeps of its own computing (arrays in a tuple) follows from its picture.
    """
    if isinstance(value, tuple):
        return all(map(_plain, value))
    return isinstance(value, _PLAIN)


def _box(mobject: VMobject, line_unit: float) -> Box | None:
    if not len(mobject.points):
        return None
    # By column: over rows, NumPy's minimum takes ten times as long.
    x, y = mobject.points[:, 0], mobject.points[:, 1]
    low, high = (float(x.min()), float(y.min())), (float(x.max()), float(y.max()))
    if not np.isfinite([*low, *high]).all():
        return None
    widest = max(mobject.get_stroke_width(), mobject.get_stroke_width(background=True))
    pointed = mobject.joint_type in (LineJointType.AUTO, LineJointType.MITER)
    reach = widest * line_unit / 2 * (MITER if pointed else SQUARE_CAP)
    return (low[0] - reach, low[1] - reach, high[0] + reach, high[1] + reach)


def _painted_box(mobject: Painted) -> Box | None:
    matrix, offset = mobject.placement()
    (x0, y0), (x1, y1) = mobject.extent() + np.array([[-RIM], [RIM]])
    corners = np.array([(x0, y0), (x1, y0), (x0, y1), (x1, y1)]) @ matrix.T + offset
    if not np.isfinite(corners).all():
        return None
    low, high = corners.min(axis=0), corners.max(axis=0)
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
