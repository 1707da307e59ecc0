"""Labels that stay upright beside a point of a space while the view turns."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from manim import Mobject

from scenes.kit.space import LABELS, Space

GAP = 0.16
"""Scene units between a point and the nearest side of its label's box."""


def pin(
    label: Mobject,
    space: Space,
    where: npt.ArrayLike | Callable[[], npt.ArrayLike],
    *,
    toward: npt.ArrayLike = (1.0, 1.0),
    gap: float = GAP,
) -> Mobject:
    """Keep a label beside a point ``(3,)`` of the space, or beside what a function returns.

    ``toward`` ``(2,)`` is the side of the point, on screen, on which the label lies.
    """
    way = np.asarray(toward, float) / np.linalg.norm(np.asarray(toward, float))

    def beside(mobject: Mobject) -> None:
        point = np.asarray(where() if callable(where) else where, float)
        half = np.array([mobject.width, mobject.height]) / 2
        offset = way * gap + np.sign(np.round(way, 6)) * half
        mobject.move_to(space.to_screen(point) + np.array([*offset, 0.0]))

    for part in label.get_family():
        part.set_z_index(LABELS)
    beside(label)
    label.add_updater(beside)
    return label
