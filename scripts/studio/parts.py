"""What many simple mobjects are drawn from, in arrays that are kept while nothing changes.

While a camera turns around a surface, neither its points nor its colors nor the light on it change:
only where it is seen does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import VMobject

from scripts.studio.shades import corners, lights

Array = npt.NDArray[Any]


class Parts:
    """Simple mobjects (see ``batches``) in the order in which they were first drawn.

    ``shaded`` tells which of them the camera shades, in the light of a lamp at a place ``lamp``.
    """

    def __init__(self, vmobjects: Sequence[VMobject], shaded: Sequence[bool], lamp: Array) -> None:
        self.vmobjects = list(vmobjects)
        self.number = {id(each): k for k, each in enumerate(vmobjects)}
        self.shaded, self.lamp = list(shaded), np.array(lamp)
        self._numbers, self._arrays = _state(self.vmobjects)
        self.points = self._arrays[0]
        self.finite = bool(np.isfinite(self.points).all())
        self.sizes = np.array(self._numbers[0])
        self.starts = np.cumsum(self.sizes) - self.sizes
        self.curve_tolerance = np.repeat(
            [each.tolerance_for_point_equality for each in vmobjects], self.sizes // 4
        )
        self.widths = [each.get_stroke_width() for each in vmobjects]
        self.corners = corners(self.starts, self.sizes)
        light = None
        if self.finite and any(shaded):
            light = lights(self.points, self.starts, self.sizes, self.lamp)
            light[~np.array(shaded)] = 0
        self.fills = _both(self._arrays[1], self._numbers[1], light)
        self.strokes = _both(self._arrays[2], self._numbers[2], light)

    def still(self, shaded: Sequence[bool], lamp: Array) -> bool:
        """Tell whether all is as it was."""
        if self.shaded != shaded or not np.array_equal(self.lamp, lamp):
            return False
        numbers, arrays = _state(self.vmobjects)
        return numbers == self._numbers and all(map(np.array_equal, arrays, self._arrays))


def _state(vmobjects: Sequence[VMobject]) -> tuple[list[list[Any]], list[Array]]:
    """Return what parts are drawn from: numbers of each, and arrays of all."""
    points = [each.points for each in vmobjects]
    fills = [each.fill_rgbas for each in vmobjects]
    strokes = [each.stroke_rgbas for each in vmobjects]
    numbers: list[list[Any]] = [
        *([len(each) for each in arrays] for arrays in (points, fills, strokes)),
        [each.stroke_width for each in vmobjects],
        [each.background_stroke_width for each in vmobjects],
        [each.tolerance_for_point_equality for each in vmobjects],
    ]
    return numbers, [np.concatenate(arrays) for arrays in (points, fills, strokes)]


def _both(rgbas: Array, counts: Sequence[int], light: Array | None) -> Array:
    """Return the colors ``(n, 2, 4)``, as cairo takes them, between which each part is painted.

    Of a part's ``rgbas`` two count, or its only one twice; ``light`` ``(n, 2)`` is added to them.
    """
    sizes = np.array(counts)
    first = np.cumsum(sizes) - sizes
    both: Array = np.stack([rgbas[first], rgbas[first + np.minimum(sizes, 2) - 1]], axis=1)
    both = both[..., [2, 1, 0, 3]]
    if light is not None:
        both[..., :3] += light[..., None]
    return both
