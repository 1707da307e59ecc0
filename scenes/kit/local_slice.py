"""A surface about a point, cut along a direction: all that is shown of a slice in space."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.layout import STAGE, Region
from scenes.kit.pane_view import SEEN_OFF, beside_pane, closest, facing, local_heights, pane_box
from scenes.kit.slices import (
    DropLine,
    FloorLine,
    SliceCurve,
    SlicePlane,
    TangentLine3D,
    direction_arrow,
    point_on_floor,
    point_on_surface,
)
from scenes.kit.space import Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_marks import FloorArrow
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot

ELEVATION, CLOSER, HEIGHT, LIFT = 24.0, 1.3, 0.78, 0.16
ALONG_X, ALONG_Y = (1.0, 0.0), (0.0, 1.0)


class LocalSlice:
    """The graph of a field over a window about ``at``, and its slice along a unit vector ``u``.

    The heights shown are those that matter for the slice. ``look_beside`` and ``turn_straight``
    are the two views; ``box`` is where the pane then is on screen. ``names`` are those of the axes;
    inputs have the colors of their names; ``off`` is how many degrees beside the pane's normal the
    eye stands. Nothing is on screen by itself.
    """

    def __init__(
        self,
        field: ScalarField,
        at: tuple[float, float],
        direction: npt.ArrayLike,
        window: Window,
        *,
        region: Region = STAGE,
        names: tuple[str, str, str] = ("x", "y", "f"),
        off: float = SEEN_OFF,
    ) -> None:
        self.field, self.window, self._off = field, window, off
        self.heights = local_heights(field, window, at, direction)
        self.space = space = Space(
            window, self.heights, region=region, elevation=ELEVATION, height=HEIGHT, lift=LIFT
        )
        self.heading = heading = Heading(at, direction)
        self.look_beside()
        self._straight = closest(space, heading, region)
        inputs = names[:2]
        self.axes = SpaceAxes(space, names=names, colors=(*inputs, "value"))
        self.surface = behind = SurfacePlot(space, field)
        self.pane = SlicePlane(space, heading)
        self.path = FloorLine(space, heading, color="direction", behind=behind)
        self.curve = SliceCurve(space, field, heading, behind=behind)
        self.tangent = TangentLine3D(space, field, heading, behind=behind)
        self.drop = DropLine(space, field, heading, behind=behind)
        self.foot = point_on_floor(space, heading, behind=behind)
        self.arrow = direction_arrow(space, heading, behind=behind)
        self.dot = point_on_surface(space, field, heading, behind=behind)
        self.compass = [
            FloorArrow(space, at, way, color=name, behind=behind)
            for name, way in zip(inputs, (ALONG_X, ALONG_Y), strict=True)
        ]

    @property
    def span(self) -> tuple[float, float]:
        """The ``t`` between which ``at + t u`` is inside the window."""
        return self.heading.span(self.window)

    @property
    def box(self) -> Region:
        """The pane's rectangle on screen when it is seen straight on."""
        return pane_box(self.space, self.heading, self._straight)

    def look_beside(self) -> None:
        """Stand off the pane, on the side where less of the surface is in the way."""
        azimuth = beside_pane(self.space, self.heading, self.field, off=self._off)
        self.space.view.look(azimuth=azimuth, elevation=ELEVATION, zoom=CLOSER, offset=(0, 0))

    def turn_straight(self) -> Any:
        """Return the animation that turns to look straight at the pane, ``u`` to the right."""
        azimuth = facing(self.space, self.heading)
        seen = self._straight
        return self.space.turn(azimuth=azimuth, elevation=0.0, zoom=seen.zoom, offset=seen.offset)
