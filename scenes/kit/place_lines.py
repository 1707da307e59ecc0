"""Lines that tell where a point of input space is, and what one step along its tangent does."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from mathcore.fields import ScalarField
from scenes.kit.space import Space
from scenes.kit.space_lines import SpacePath
from scenes.kit.surface import SurfacePlot

SAMPLES = 40


def floor_guides(space: Space, at: tuple[float, float], *, behind: SurfacePlot) -> VGroup:
    """Return the lines on the floor that lead to ``at`` from its x and from its y on their axes."""
    (x, y), window = at, space.window
    ways = (((x, window.y[0]), "x"), ((window.x[1], y), "y"))
    return VGroup(
        *(
            SpacePath(
                space,
                [space.on_floor(np.linspace(start, at, SAMPLES))],
                color=color,
                behind=behind,
            )
            for start, color in ways
        )
    )


def unit_step(space: Space, field: ScalarField, at: tuple[float, float]) -> tuple[VGroup, VGroup]:
    """Return a step of one along x from ``(at, f(at))``, and the tangent's rise over it.

    Both are empty where the step or the rise would leave the box.
    """
    (x, y), height = at, float(field(at))
    risen = height + float(field.gradient(at)[0])
    if x + 1 > space.window.x[1] or not space.box.low[2] <= risen <= space.box.high[2]:
        return VGroup(), VGroup()
    corner = space.at(np.array([x + 1, y]), height)
    run = np.stack([space.at(np.array(at), height), corner])
    rise = np.stack([corner, space.at(np.array([x + 1, y]), risen)])
    return (
        VGroup(SpacePath(space, [run], color="x")),
        VGroup(SpacePath(space, [rise], color="value")),
    )
