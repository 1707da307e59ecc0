"""What the third blind set shares: axes, curves, signs on plates, things that are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import Axes, Mobject, ParametricFunction, Rectangle, VGroup

from mathcore.arrays import Window
from scenes.kit.layout import Region
from scenes.kit.narration import Narration, estimate_cues
from scenes.kit.plane import Plane
from scenes.kit.theme import theme
from scripts.studio.inspect import Speech

LEFT_HALF = Region(-6.4, -3.0, -0.4, 2.6)
RIGHT_HALF = Region(0.6, -3.0, 6.4, 2.6)
BOARD = Region(-5.6, -3.0, 5.6, 2.9)


def board(reach: float = 3.0, **options: Any) -> Plane:
    """Return a wide plane from ``-reach`` to ``reach`` and from -2 to 2."""
    return Plane(Window((-reach, reach), (-2, 2)), BOARD, **options)


def cross_axes(width: float = 9.0, height: float = 5.0) -> Axes:
    """Return plain crossing axes without numbers, in the theme's axis colour."""
    return Axes(
        x_range=(-3, 3),
        y_range=(-2, 2),
        x_length=width,
        y_length=height,
        tips=False,
        axis_config={"stroke_color": theme().axis, "include_ticks": True},
    )


def curve(
    axes: Axes,
    function: Callable[[float], float],
    over: tuple[float, float] = (-3.0, 3.0),
    color: str = "value",
) -> ParametricFunction:
    """Return the graph of a function on axes, in the colour of a meaning."""
    made: ParametricFunction = axes.plot(
        function, x_range=[*over, 0.05], color=theme().of(color), stroke_width=5
    )
    return made


def plated(words: Mobject, *, room: float = 0.2) -> VGroup:
    """Return words on an opaque plate of the background's colour with a thin border."""
    plate = Rectangle(
        width=words.width + 2 * room,
        height=words.height + 2 * room,
        stroke_color=theme().axis,
        stroke_width=2,
        fill_color=theme().background,
        fill_opacity=1,
    )
    return VGroup(plate.move_to(words), words)


def here(x: float, y: float) -> npt.NDArray[np.float64]:
    """Return a scene position."""
    return np.array([x, y, 0.0])


def said(
    template: str, *, pace: float = 152.0, facts: Mapping[str, Any] | None = None
) -> dict[str, Speech]:
    """Return what is said in the only beat of a scene, at a pace in words per minute."""
    narration = Narration.parse(template, facts or {})
    cues = estimate_cues(narration, words_per_minute=pace)
    return {"scene": Speech(narration, cues, facts or {})}
