"""What the fourth blind set shares: grounds, regions, fields, and how things come on."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from manim import Mobject, Scene

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.layout import Region
from scenes.kit.narration import Narration, estimate_cues
from scenes.kit.painted import KitCamera
from scenes.kit.plane import Plane
from scenes.kit.theme import theme, use_theme
from scripts.studio.inspect import Speech
from tests.scripts.studio.inspect.cases.registry import case

WHOLE = Region(-5.6, -3.0, 5.6, 2.7)
LEFT_PART = Region(-6.4, -3.0, 0.6, 2.7)
RIGHT_PART = Region(1.3, -3.0, 6.4, 2.7)

BOWL = ScalarField.from_text("x**2/2 + y**2", ("x", "y"))
SADDLE = ScalarField.from_text("x**2 - y**2", ("x", "y"))
WAVE = ScalarField.from_text("sin(x) * cos(y)", ("x", "y"))
HILL = ScalarField.from_text("3*exp(-(x**2 + y**2)/2)", ("x", "y"))

Fill = Callable[[Any], None]


class KitScene(Scene):
    """A plain scene whose camera can paint what stands in a space."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("camera_class", KitCamera)
        super().__init__(**options)


def drawn(
    defect: str | None = None,
    *,
    ground: str = "dark",
    scene_class: type[Scene] = Scene,
    narration: Mapping[str, Any] | None = None,
) -> Callable[[Fill], Fill]:
    """Register a case that is drawn in a theme, on that theme's background."""

    def register(fill: Fill) -> Fill:
        @functools.wraps(fill)
        def on_ground(scene: Any) -> None:
            with use_theme(ground):
                scene.camera.background_color = theme().background
                fill(scene)

        return case(defect=defect, scene_class=scene_class, narration=narration)(on_ground)

    return register


def said(template: str, *, facts: Mapping[str, Any] | None = None, pace: float = 115.0) -> Any:
    """Return what is said in the scene's only beat, at a pace in words a minute."""
    narration = Narration.parse(template, facts or {})
    cues = estimate_cues(narration, words_per_minute=pace)
    return {"scene": Speech(narration, cues, dict(facts or {}))}


def show(scene: Scene, *things: Mobject, seconds: float = 1.0) -> None:
    """Add a few things and hold the picture."""
    scene.add(*things)
    scene.wait(seconds)


def then(scene: Scene, name: str, *things: Mobject) -> None:
    """Add a few more things in a beat of their own."""
    scene.next_section(name)
    show(scene, *things)


def square_plane(region: Region = LEFT_PART, reach: float = 2.0, **options: Any) -> Plane:
    """Return a plane with equal units from ``-reach`` to ``reach``."""
    return Plane(Window((-reach, reach), (-reach, reach)), region, equal=True, **options)


def wide_plane(x: tuple[float, float], y: tuple[float, float], **options: Any) -> Plane:
    """Return a plane that fills the board."""
    return Plane(Window(x, y), options.pop("region", WHOLE), **options)
