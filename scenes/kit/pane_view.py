"""From a slice in space to its plot: looking straight at the pane, and axes laid exactly upon it.

Seen from the side at elevation 0 a pane is an upright rectangle, so a plot can take its place
without a jump: the curve on the surface becomes the graph of a function of one variable.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.layout import FRAME_HEIGHT, FRAME_WIDTH, Region
from scenes.kit.plane import Plane
from scenes.kit.projection import Projection
from scenes.kit.space import Space
from scenes.kit.space_view import oblique
from scenes.kit.states import Heading
from scenes.kit.typography import Colors
from scenes.kit.windows import span_around

SEEN_OFF = 38.0
"""Degrees by which the eye stands off the pane's normal when the slice is seen in space."""

NEARBY = (-0.55, 1.0)
"""The part of the path, in steps of length one, whose heights a local picture must show well."""

MIDDLE = (0.15, 0.85)
"""Shares of the heights around the point that are shown in any case."""

LABEL_ROOM = 0.17
"""Least distance of the point from the ends of the z range, as a share of the range."""

MARGINS = (1.05, 0.62, 0.45, 0.6)
"""Room left, below, right and above a plot for its labels, in scene units."""

_ROUNDS = 6


def local_heights(
    field: ScalarField, window: Window, point: npt.ArrayLike, direction: npt.ArrayLike
) -> tuple[float, float]:
    """Return the z range in which the slice through a point along a unit vector is seen well.

    It holds the heights along the path from ``-0.55`` to ``1`` and the middle of all heights
    nearby; what rises or falls beyond is cut. A constant field gets a range of 1.
    """
    at, along = np.asarray(point, float), np.asarray(direction, float)
    path = at + np.linspace(*NEARBY, 81)[:, None] * along
    X, Y = window.grid(61, 61)
    with np.errstate(all="ignore"):
        on_path = field(path)
        around = field(np.stack([X, Y], axis=-1))
    around = around[np.isfinite(around)]
    middle = np.quantile(around, MIDDLE).tolist() if len(around) else []
    low, high = span_around(on_path, keep=[float(field(at))])
    # The surroundings may take up half as much room as the path has, below it and above it.
    room = max(0.5 * (high - low), 0.4 * float(np.ptp(middle)) if middle else 0.0)
    least = min([low, *(max(height, low - room) for height in middle)])
    most = max([high, *(min(height, high + room) for height in middle)])
    # Above and below the point there is room for the name of a step.
    room = LABEL_ROOM * (most - least)
    here = float(field(at))
    return float(min(least, here - room)), float(max(most, here + room))


def facing(space: Space, heading: Heading) -> float:
    """Return the azimuth in degrees that looks straight at the pane, ``u`` pointing right."""
    drawn = heading.unit * space.box.scale[:2]
    return float(np.degrees(np.arctan2(drawn[1], drawn[0]))) - 90.0


def beside_pane(
    space: Space, heading: Heading, field: ScalarField, *, off: float = SEEN_OFF
) -> float:
    """Return an azimuth ``off`` degrees from the pane's normal, where less of the surface stands.

    Of the two sides it is the one on which the ground before the pane is lower.
    """
    straight = facing(space, heading)
    X, Y = space.window.grid(41, 41)
    places = np.stack([X, Y], axis=-1)
    with np.errstate(all="ignore"):
        heights = np.clip(field(places), space.box.low[2], space.box.high[2])

    def wall(azimuth: float) -> float:
        eye = np.array([np.cos(np.radians(azimuth)), np.sin(np.radians(azimuth))])
        near = ((places - heading.at) * space.box.scale[:2]) @ eye > 0
        seen = heights[near & np.isfinite(heights)]
        return float(seen.mean()) if len(seen) else 0.0

    return min((oblique(straight + turn) for turn in (-off, off)), key=wall)


@dataclass(frozen=True)
class Straight:
    """How a pane is looked at straight on: the ``zoom``, and the box's ``offset`` on screen."""

    zoom: float
    offset: tuple[float, float]


def pane_box(
    space: Space, heading: Heading, seen: Straight | None = None, *, to_floor: bool = False
) -> Region:
    """Return the pane's rectangle on screen, seen straight on, above the lift or with it."""
    seen = seen or Straight(1.0, (0.0, 0.0))
    view = Projection(
        space.box,
        np.radians(facing(space, heading)),
        0.0,
        space.scale * seen.zoom,
        (space.centre[0] + seen.offset[0], space.centre[1] + seen.offset[1]),
    )
    ends = heading.along(np.array(heading.span(space.window)))
    bottom = space.box.floor if to_floor else space.box.low[2]
    low, high = view.to_screen(space.at(ends, [bottom, space.box.high[2]]))
    return Region(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def closest(space: Space, heading: Heading, region: Region) -> Straight:
    """Return how the pane, seen straight on, fills a region with its labels and its floor."""
    left, bottom, right, top = MARGINS
    pane = pane_box(space, heading)
    below = pane.bottom - pane_box(space, heading, to_floor=True).bottom
    room = Region(region.left + left, region.bottom, region.right - right, region.top - top)
    zoom = min(
        room.width / pane.width,
        (room.height - bottom) / pane.height,
        room.height / (pane.height + below),
    )
    foot = max(bottom, zoom * below)
    middle = room.center[:2] + np.array([0.0, foot / 2])
    offset = middle - space.centre - zoom * (pane.center[:2] - space.centre)
    return Straight(zoom, (float(offset[0]), float(offset[1])))


def plane_upon(
    box: Region,
    window: Window,
    *,
    names: tuple[str, str],
    colors: tuple[str | Colors, str | Colors],
) -> Plane:
    """Return the plane of a window whose frame is exactly this rectangle of the screen."""
    outer = Region(-FRAME_WIDTH / 2, -FRAME_HEIGHT / 2, FRAME_WIDTH / 2, FRAME_HEIGHT / 2)
    plane = Plane(window, outer, names=names, colors=colors)
    for _ in range(_ROUNDS):  # the margins depend on the ticks, those on the frame
        have = plane.plot
        outer = Region(
            outer.left + box.left - have.left, outer.bottom + box.bottom - have.bottom,
            outer.right + box.right - have.right, outer.top + box.top - have.top,
        )  # fmt: skip
        plane = Plane(window, outer, names=names, colors=colors)
    return plane
