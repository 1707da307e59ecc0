"""A mobject looks as it did, or it does not; what it computed for itself is no part of that."""

from __future__ import annotations

import numpy as np

from scenes.kit.painted import Painted
from scripts.studio.looks import look_of

CORNERS = np.array([[0.0, 0.0], [1.0, 1.0]])


class Patch(Painted):
    """Paints nothing, costs enough to be kept, and remembers what it computed."""

    costly = True

    def __init__(self, tint: tuple[float, ...] = (0.1, 0.2)) -> None:
        super().__init__()
        self.tint = tint
        self.build_anew()
        self.settle()

    def build_anew(self) -> None:
        self.built = ("state", np.array([1.0, 2.0]))

    def extent(self):
        return CORNERS

    def picture(self):
        return "state"


def test_a_result_computed_again_is_no_change() -> None:
    patch = Patch()
    look = look_of(patch, 0.01)
    assert look is not None
    patch.build_anew()
    assert look.still(patch)


def test_a_tuple_of_plain_values_is_part_of_the_look() -> None:
    patch = Patch()
    look = look_of(patch, 0.01)
    assert look is not None
    patch.tint = (0.1, 0.3)
    assert not look.still(patch)
