"""Labels that stay upright beside a point of a space while the view turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from manim import Mobject, VMobject

from scenes.kit.space import LABELS, Space

GAP = 0.16
"""Scene units between a point and the nearest side of its label's box."""

TURNS = (0.0, 45.0, -45.0, 90.0, -90.0, 135.0, -135.0, 180.0)
"""Sides of a point that are tried for its label, in degrees from the wanted one."""


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


def beside_on_floor(
    label: VMobject,
    space: Space,
    where: npt.ArrayLike,
    *,
    away_from: npt.ArrayLike,
    clear_of: Sequence[Mobject] = (),
) -> VMobject:
    """Keep a label beside a point ``(3,)`` on the floor, away from another one, inside the floor.

    Where that side would leave the floor, beyond which axes have their labels, or meet a label in
    ``clear_of``, the nearest side that does not is taken.
    """
    point, inside = np.asarray(where, float), np.asarray(away_from, float)
    middle, edge = space.to_screen(np.stack([inside, point]))[:, :2]
    way = edge - middle if np.linalg.norm(edge - middle) > 1e-9 else np.array([0.0, -1.0])
    best = (np.inf, way)
    for rank, turn in enumerate(TURNS):
        cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
        toward = np.array([cos * way[0] - sin * way[1], sin * way[0] + cos * way[1]])
        pin(label, space, point, toward=toward).clear_updaters()
        outside = not bool(space.window.contains(_on_floor(label, space)).all())
        met = any(_meet(label, other) for other in clear_of)
        # Text over text is worse than text beyond the floor's edge.
        best = min(best, (100.0 * met + 10.0 * outside + rank, toward), key=lambda b: b[0])
    pin(label, space, point, toward=best[1])
    return label


def _on_floor(label: Mobject, space: Space) -> npt.NDArray[np.float64]:
    """Return which points ``(4, 2)`` of the floor are seen behind a label's corners."""
    half = np.array([label.width, label.height, 0.0]) / 2
    corners = np.array([[x, y, 0.0] for x in (-1, 1) for y in (-1, 1)]) * half
    return space.floor.from_screen(label.get_center() + corners)


def _meet(first: Mobject, second: Mobject) -> bool:
    gap = np.abs(first.get_center() - second.get_center())[:2]
    reach = np.array([first.width + second.width, first.height + second.height]) / 2
    return bool((gap < reach).all())
