"""The walk through a gradient field that a segment shows, and what is said of it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from mathcore.arrays import Array, Window
from mathcore.fields import ScalarField
from scenes.kit.numbers import integer_in_words
from scenes.kit.routes import MOST_MARKED, Route, resting_places, route

NOTABLE = 0.05
"""Changes below this share, or below so many radians, are not spoken of."""


def rests(field: ScalarField, at: tuple[float, float], window: Window) -> tuple[Array, Route]:
    """Return where the gradient vanishes in the window, and the way that our point will walk."""
    return _rests(field, at, window)


@lru_cache(maxsize=32)
def _rests(field: ScalarField, at: tuple[float, float], window: Window) -> tuple[Array, Route]:
    places = resting_places(field, window)
    return places[:MOST_MARKED], route(field, at, window, places)


def journey(field: ScalarField, way: Route) -> dict[str, str]:
    """Say how the gradient changes along the way, and what it is at its end."""
    gradients = field.gradient(way.points)
    lengths = np.linalg.norm(gradients, axis=1)
    longest = float(lengths.max())
    seen = gradients[lengths > NOTABLE * longest]
    turns = float(np.ptp(np.unwrap(np.arctan2(seen[:, 1], seen[:, 0])))) > NOTABLE
    varies = float(np.ptp(lengths)) > NOTABLE * longest
    changes = {
        (True, True): "Its arrow turns, and changes its length.",
        (True, False): "Its arrow turns.",
        (False, True): "Its arrow changes its length.",
        (False, False): "Its arrow stays as it is.",
    }[turns, varies]
    arrival = "Here it is nearly as short as it gets."
    if way.rests:
        arrival = "Here it has shrunk to nothing: both partial derivatives are zero."
    elif not varies:
        arrival = "It is as long everywhere on its way."
    return {"changes": changes, "arrival": arrival}


def where_it_vanishes(count: int, way: Route) -> str:
    """Say at how many places of the map the gradient vanishes."""
    if count == 0:
        return "On this map, the gradient vanishes nowhere."
    if count == 1:
        return "On this map, the gradient vanishes there only."
    many = "many" if count >= MOST_MARKED else integer_in_words(count)
    return f"On this map, the gradient vanishes at {many} places."
