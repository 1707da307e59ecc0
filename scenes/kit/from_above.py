"""From a space to a map: seen from straight above, the floor is the map, as large and in place."""

from __future__ import annotations

from typing import Any

from scenes.kit.plane import Plane
from scenes.kit.space import Space

FROM_ABOVE, NORTH_UP = 90.0, -90.0
"""Elevation and azimuth at which the floor is seen as a map, y upwards."""


def lay_under(space: Space, plane: Plane) -> float:
    """Move the space so that its floor lies on a plane of the same window when seen from above.

    Returns the zoom at which it then is as large as the plane.
    """
    plot, box = plane.plot, space.box
    space.centre = (float(plot.center[0]), float(plot.center[1]))
    # From above the floor is farther from the eye than the middle of the box.
    shrink = 1 + box.half_height / space.projection.distance
    return float(plot.width * shrink / (box.sides[0] * space.scale))


def rise_above(space: Space, zoom: float, **animation: Any) -> Any:
    """Return the animation that turns to look straight down at the floor."""
    return space.turn(azimuth=NORTH_UP, elevation=FROM_ABOVE, zoom=zoom, **animation)
