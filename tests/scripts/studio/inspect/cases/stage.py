"""What the cases share: paper of a colour, a scene that can draw spaces, small plots."""

from __future__ import annotations

from typing import Any

from manim import Camera, ManimColor, Scene

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.layout import Region
from scenes.kit.painted import KitCamera
from scenes.kit.plane import Plane

DARK_PAPER, LIGHT_PAPER = "#10151d", "#fcfbf9"

BOWL = ScalarField.from_text("x**2 + 2*y**2")
SADDLE = ScalarField.from_text("x**2 - y**2")
RIDGE = ScalarField.from_text("x**2*y**3 - 4*y")

MIDDLE = Region(-4.0, -2.8, 4.0, 3.2)
"""A place in the frame with room all around it."""


class KitScene(Scene):
    """A plain scene whose camera can paint what lives in a space."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("camera_class", KitCamera)
        super().__init__(**options)


def paper(scene: Scene, color: str = DARK_PAPER) -> None:
    """Give the scene a background of this colour."""
    camera = scene.camera
    assert isinstance(camera, Camera)
    camera.background_color = ManimColor(color)


def square_plane(reach: float = 2.0, **options: Any) -> Plane:
    """Return a plane from ``-reach`` to ``reach`` with equal units, in the middle of the frame."""
    return Plane(Window((-reach, reach), (-reach, reach)), MIDDLE, equal=True, **options)


def wide_plane(**options: Any) -> Plane:
    """Return a plane of a wide window whose y unit is longer than its x unit."""
    return Plane(Window((-4, 4), (-1, 3)), MIDDLE, **options)
