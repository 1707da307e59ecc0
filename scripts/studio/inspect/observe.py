"""Run a scene without writing video and look at it at sampled moments.

The scene plays frame by frame at a low rate, so that updaters see the time pass, but pictures are
drawn only at the moments that are inspected: the end of every play, and moments inside plays during
which something other than the animated mobjects may move.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from manim import (
    Animation,
    AnimationGroup,
    Mobject,
    PMobject,
    Scene,
    ThreeDCamera,
    Transform,
    VMobject,
)
from manim.animation.transform import _MethodAnimation
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.renderer.cairo_renderer import CairoRenderer

from scenes.kit.digits import Figure
from scenes.kit.painted import Painted
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.states import View
from scripts.studio.inspect.arrivals import delays_of
from scripts.studio.inspect.snapshot import VISIBLE, Box, frame_of

Sampler = Callable[[bool], None]
SPACING, MOST_INSIDE = 0.3, 12
"""Seconds between the moments inside a play, and how many of them there are at most."""

GLANCES = (0.3, 0.65)
"""Shares of a play at which one looks whether the picture changes at all."""


@dataclass
class Play:
    """One call of ``play`` or ``wait``: when, whether anything moves, what it may introduce."""

    start: float
    end: float
    moves: bool


@dataclass
class PlayLog:
    """What the renderer notes for the checks.

    ``moving`` are the ids under an animation right now; ``replaced`` maps a text to the mobject
    whose looks a ``Transform`` gave it; ``targets`` are ids of what came by transformation and is
    therefore no news; ``delays`` are the seconds by which mobjects follow in the present play.
    """

    plays: list[Play] = field(default_factory=list)
    moving: frozenset[int] = frozenset()
    replaced: dict[int, Mobject] = field(default_factory=dict)
    targets: set[int] = field(default_factory=set)
    delays: dict[int, float] = field(default_factory=dict)
    kept: list[Mobject] = field(default_factory=list)


class InspectingRenderer(CairoRenderer):
    """Plays a scene for its geometry: keeps the clock, draws nothing of its own accord."""

    @classmethod
    def adopt(cls, scene: Scene, log: PlayLog) -> InspectingRenderer:
        """Take over a scene from the renderer it was made with, keeping its camera."""
        old: Any = scene.renderer
        new = cls.__new__(cls)
        new.__dict__.update(old.__dict__)
        new.log = log
        new.before_play = lambda: None
        new.inside_play = lambda: None
        new.after_play = lambda: None
        scene.renderer = new
        return new

    log: PlayLog
    most_inside: int = MOST_INSIDE
    before_play: Callable[[], None]
    inside_play: Callable[[], None]
    after_play: Callable[[], None]

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play the animations, sampling inside only where updaters may move other things."""
        self.skip_animations = False
        self.static_image = None
        self.before_play()
        self._seen = {fingerprint(scene, drawn=True)}
        scene.compile_animation_data(*args, **kwargs)
        animations = list(leaves_of(scene.animations or []))
        scene.begin_animations()
        start = self.time
        self._note(animations, scene)
        if scene.is_current_animation_frozen_frame():
            self.time += scene.duration
            self.log.plays.append(Play(start, self.time, moves=False))
        else:
            self._middle = self._moments(scene)
            self._glances = [scene.duration * share for share in GLANCES]
            scene.play_internal()
            self._seen.add(fingerprint(scene, drawn=True))
            self.log.plays.append(Play(start, self.time, moves=len(self._seen) > 1))
        self.log.moving = frozenset()
        self.num_plays += 1
        self.after_play()

    def render(self, scene: Scene, time: float, moving_mobjects: Any = None) -> None:
        """Let one frame pass; look at it if it is a chosen one."""
        self.time += 1.0 / float(self.camera.frame_rate)
        while self._glances and time >= self._glances[0]:
            self._glances.pop(0)
            if len(self._seen) == 1:
                self._seen.add(fingerprint(scene, drawn=True))
        while self._middle and time >= self._middle[0]:
            self._middle.pop(0)
            self.inside_play()

    def update_frame(self, *args: Any, **kwargs: Any) -> None:
        """Draw nothing: the inspector draws when it looks."""

    def _moments(self, scene: Scene) -> list[float]:
        if not _has_updaters(scene):
            return []
        count = int(np.clip(round(scene.duration / SPACING) - 1, 1, self.most_inside))
        return [scene.duration * (k + 1) / (count + 1) for k in range(count)]

    def _note(self, animations: list[Animation], scene: Scene) -> None:
        moving: set[int] = set()
        self.log.delays = {}
        for animation in scene.animations or []:
            self.log.delays |= delays_of(animation)
        for animation in animations:
            for changed in _mobjects_of(animation):
                moving.update(id(part) for part in changed.get_family())
                if isinstance(changed, View):
                    moving.update(_labels_seen_by(changed, scene))
            # FadeIn is a Transform for manim; what it brings is new all the same.
            if not isinstance(animation, Transform) or animation.is_introducer():
                continue
            source: Any = animation.mobject
            target: Any = animation.target_mobject
            if not isinstance(target, Mobject):
                continue
            self.log.kept += [source, target]
            self.log.targets.update(id(part) for part in target.get_family())
            self.log.targets.update(id(part) for part in source.get_family())
            for part, shown in zip(source.get_family(), target.get_family(), strict=False):
                # A number that was turned into another stays that one, however it is moved on.
                moved = isinstance(animation, _MethodAnimation) and isinstance(part, Figure)
                if shown is not part and not (moved and id(part) in self.log.replaced):
                    self.log.replaced[id(part)] = shown
        self.log.moving = frozenset(moving)


def leaves_of(animations: Any) -> Iterator[Animation]:
    """Yield the animations, those in groups one by one."""
    for animation in animations:
        yield animation
        if isinstance(animation, AnimationGroup):
            yield from leaves_of(animation.animations)


def _mobjects_of(animation: Animation) -> Iterator[Mobject]:
    for attribute in ("mobject", "target_mobject", "to_add_on_completion"):
        mobject = getattr(animation, attribute, None)
        if isinstance(mobject, Mobject):
            yield mobject


def _labels_seen_by(view: View, scene: Scene) -> Iterator[int]:
    """Yield the ids of the axes' labels that the eye carries along: on their way they may meet."""
    for mobject in scene.mobjects:
        for axes in mobject.get_family():
            if isinstance(axes, SpaceAxes) and axes.space.view is view:
                for labels in (axes.tick_labels, axes.names):
                    yield from (id(part) for part in labels.get_family())


def _has_updaters(scene: Scene) -> bool:
    return bool(scene.updaters) or any(
        part.updaters for mobject in scene.mobjects for part in mobject.get_family()
    )


def _seen(part: Mobject, camera: Any) -> bool:
    """Whether a mobject is painted, and not wholly outside of a frame that shows the plane."""
    if not isinstance(part, (VMobject, PMobject, AbstractImageMobject)):
        return False
    if isinstance(part, VMobject) and not _inked(part):
        return False
    if isinstance(part, Painted) or isinstance(camera, ThreeDCamera) or not len(part.points):
        return True
    points, frame = part.points[:, :2], frame_of(camera).grown(0.1)
    low, high = points.min(axis=0), points.max(axis=0)
    return frame.meets(Box(float(low[0]), float(low[1]), float(high[0]), float(high[1])))


def _inked(part: VMobject) -> bool:
    inks = (part.fill_rgbas, part.stroke_rgbas, part.background_stroke_rgbas)
    return any(len(ink) and float(ink[:, 3].max()) > VISIBLE for ink in inks)


def fingerprint(scene: Scene, *, drawn: bool = False) -> int:
    """Return a number that changes when anything in the scene changes.

    With ``drawn`` only what is painted counts, not numbers and views that are merely kept there.
    """
    camera: Any = scene.renderer.camera
    parts: list[Any] = [tuple(np.round(camera.frame_center, 6)), camera.frame_height]
    for mobject in scene.mobjects:
        for part in mobject.get_family():
            if drawn and not _seen(part, camera):
                continue
            parts.append(id(part))
            if isinstance(part, Painted):
                parts += [np.asarray(getattr(part, name)).tobytes() for name in part.animated]
                parts.append(part.reveal)
            for attribute in ("points", "fill_rgbas", "stroke_rgbas", "rgbas"):
                values = getattr(part, attribute, None)
                if isinstance(values, np.ndarray):
                    parts.append(hash(values.tobytes()))
    return hash(tuple(parts))
