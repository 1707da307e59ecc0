"""A pause that one can see: a ring that runs empty, calmly, while the viewer works."""

from __future__ import annotations

from typing import Self

import numpy as np
from manim import FadeIn, FadeOut, Scene, ValueTracker
from manim.mobject.types.vectorized_mobject import VGroup, VMobject

from scenes.kit.claims import Claim, point_claim
from scenes.kit.layout import Region
from scenes.kit.painted import Array
from scenes.kit.paths import outlines, path, vertices
from scenes.kit.theme import theme
from scenes.kit.timing import BRIEF, EVEN

RADIUS = 0.95
RING_STROKE = 9.0
BAR = (0.17, 0.62)
"""Width and height of the two bars that everybody knows from a player, in units of the radius."""

_SAMPLES = 181


class PauseRing(VGroup):
    """A ring whose bright part is the share of the pause that is left, clockwise up to the top."""

    def __init__(self, region: Region, *, radius: float = RADIUS) -> None:
        self.radius = min(radius, region.width / 2, region.height / 2)
        self.left = ValueTracker(1.0)
        self.track = self._arc("axis", RING_STROKE / 3)
        self.arc = self._arc("highlight", RING_STROKE)
        self.bars = VMobject(fill_color=theme().muted, fill_opacity=1, stroke_width=0)
        super().__init__(self.track, self.arc, self.bars)
        self.middle = region.center
        self.track.set_points(path(self._rim(1.0)))
        self.bars.set_points(outlines(self._two_bars()))
        self.redraw()
        self.arc.add_updater(lambda _: self.redraw())

    def redraw(self) -> Self:
        """Draw as much of the ring as is left now."""
        self.arc.set_points(path(self._rim(self.left.get_value())))
        return self

    def claims(self) -> list[Claim]:
        """Claim that the bright part ends where the time that is left says."""

        def drawn() -> Array:
            return np.asarray(vertices(self.arc.points)[0])

        return [point_claim("time left", drawn, lambda: self._rim(self.left.get_value())[0])]

    def _rim(self, share: float) -> Array:
        """Return the part of the rim from where the time left begins to the top."""
        turns = (1.0 - share) + share * np.linspace(0.0, 1.0, _SAMPLES)
        angles = 2 * np.pi * turns
        rim = np.stack([np.sin(angles), np.cos(angles), np.zeros(_SAMPLES)], axis=-1)
        return np.asarray(self.middle + self.radius * rim)

    def _two_bars(self) -> Array:
        width, height = np.array(BAR) * self.radius
        box = np.array([(0, -1, 0), (1, -1, 0), (1, 1, 0), (0, 1, 0)]) * (width, height / 2, 0)
        right = box + np.array([0.7 * width, 0.0, 0.0])
        return np.asarray(np.array([right, right * (-1, 1, 1)]) + self.middle)

    def _arc(self, meaning: str, width: float) -> VMobject:
        return VMobject(stroke_color=theme().of(meaning), stroke_width=width, fill_opacity=0)


def think(scene: Scene, seconds: float, region: Region, *, radius: float = RADIUS) -> None:
    """Let a ring run empty in the middle of a region while the viewer works."""
    ring = PauseRing(region, radius=radius)
    scene.play(FadeIn(ring), run_time=BRIEF)
    scene.play(ring.left.animate.set_value(0.0), run_time=seconds, rate_func=EVEN)
    scene.play(FadeOut(ring), run_time=BRIEF)
