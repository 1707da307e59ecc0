"""The order in which manim's camera for 3D draws: what is shaded, from far to near; then the rest.

manim computes a center and a distance for one mobject after the other; here the centers of all
simple ones are found at once. Distances are manim's to the last bit: of two faces that are equally
far away (a symmetric solid has many) the same one must come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import Mobject, VMobject

from scripts.studio.manims import keeping

Array = npt.NDArray[Any]

_own_center = keeping(VMobject, ("get_z_index_reference_point", "get_center", "get_critical_point",
           "get_points_defining_boundary", "get_extremum_along_dim", "get_anchors",
           "get_start_anchors", "get_end_anchors", "get_family", "_iter_family"))  # fmt: skip


def by_depth(mobjects: Sequence[Mobject], rotation: Array) -> list[Mobject]:
    """Return mobjects in the order in which they are drawn; ``rotation`` is the camera's."""
    near = depths(mobjects, rotation)
    return [mobjects[k] for k in sorted(range(len(near)), key=near.__getitem__)]


def depths(mobjects: Sequence[Mobject], rotation: Array) -> list[float]:
    """Return how near to the camera each mobject is; infinity for one that isn't shaded."""
    shaded = [k for k, each in enumerate(mobjects) if getattr(each, "shade_in_3d", False)]
    simple = [k for k in shaded if _is_simple(mobjects[k])]
    references = dict(zip(simple, _centers([mobjects[k].points for k in simple]), strict=True))
    groups: dict[int, Array] = {}
    found, into_view = [np.inf] * len(mobjects), rotation.T
    for k in shaded:
        point = references.get(k)
        if point is None:
            # The parts of one group share its center, which manim finds anew for each of them.
            group = getattr(mobjects[k], "z_index_group", None)
            if group is None or id(group) not in groups:
                point = mobjects[k].get_z_index_reference_point()
            else:
                point = groups[id(group)]
            if group is not None:
                groups[id(group)] = point
        found[k] = np.dot(point, into_view)[2]
    return found


def _is_simple(mobject: Mobject) -> bool:
    """Tell whether the center is that of the mobject's own anchors, two to a curve."""
    size = len(mobject.points)
    return (
        not mobject.submobjects
        and size >= 4
        and size % 4 == 0
        and "z_index_group" not in vars(mobject)
        and _own_center(type(mobject))
    )


def _centers(points: list[Array]) -> Array:
    """Return the centers ``(n, 3)`` of the boxes around the anchors of n mobjects."""
    if not points:
        return np.empty((0, 3))
    sizes = np.array([len(each) for each in points])
    anchors = np.concatenate(points).reshape(-1, 4, 3)[:, ::3].reshape(-1, 3)
    starts = (np.cumsum(sizes) - sizes) // 2
    return (np.minimum.reduceat(anchors, starts) + np.maximum.reduceat(anchors, starts)) / 2
