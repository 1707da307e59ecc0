"""A segment's pictures without its film: one still at the end of every beat, or of every play.

The scene is played for its geometry only and drawn just where a still is taken, so that a whole
segment is seen at full size in seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import numpy as np
from manim import Scene
from PIL import Image

from scenes.kit.theme import set_theme, theme
from scripts.studio.draw import studio_config
from scripts.studio.errors import UserError, unknown
from scripts.studio.inspect.observe import InspectingRenderer, PlayLog
from scripts.studio.plan import Job, RenderOptions
from scripts.studio.prepare import prepare
from scripts.studio.produce import INSPECTION_FPS, say
from scripts.studio.whole import whole_file


def photograph(
    job: Job,
    options: RenderOptions,
    folder: Path,
    *,
    progress: Callable[[float], None] = lambda share: None,
    beats: Collection[str] = (),
    every_play: bool = False,
) -> list[Path]:
    """Write a job's stills at its quality's size to ``folder``, with the times of its own voice.

    ``beats`` names those that are wanted (default: all); UserError for one that there isn't.
    ``progress`` hears which share of the beats has been played.
    """
    set_theme(job.theme)
    prepared = prepare(job)
    for beat in beats:
        if beat not in prepared.narrations:
            raise UserError(unknown("beat", beat, prepared.narrations))
    speeches, _ = say(prepared, options, lambda step, done, total: None)
    cues = {name: speech.cues for name, speech in speeches.items()}
    settings = studio_config(
        width=job.quality.width,
        height=job.quality.height,
        fps=INSPECTION_FPS,
        scratch=options.store / "manim",
        background=theme().background,
    )
    with settings:
        scene = prepared.scene_class(**prepared.options(cues=cues))
        count = max(1, len(prepared.narrations))
        return take_stills(
            scene,
            folder,
            beats=beats,
            every_play=every_play,
            begun=lambda done: progress(done / count),
        )


def take_stills(
    scene: Scene,
    folder: Path,
    *,
    beats: Collection[str] = (),
    every_play: bool = False,
    begun: Callable[[int], None] = lambda done: None,
) -> list[Path]:
    """Play a scene and write its stills to ``folder``; return their paths in order.

    They are called ``NN-BEAT.png``, or with ``every_play`` ``NN-BEAT-KK.png`` for the K-th play of
    a beat. A plain scene has no beats: a still is taken after each of its plays. manim's
    configuration decides the size; ``begun`` hears how many beats have begun. Earlier stills of
    the beats that were asked for are removed at the end.
    """
    board = _Board(scene, folder, beats, every_play, begun)
    scene.render()
    for path in folder.glob("*.png"):
        name = _STILL.fullmatch(path.name)
        if name and path not in board.paths and (not beats or name["beat"] in beats):
            path.unlink()
    return board.paths


_STILL = re.compile(r"\d\d-(?P<beat>\w+?)(-\d\d)?\.png")


class _Board:
    """Where the stills of one scene go."""

    def __init__(
        self,
        scene: Scene,
        folder: Path,
        wanted: Collection[str],
        every_play: bool,
        begun: Callable[[int], None],
    ) -> None:
        self.scene: Any = scene
        self.folder, self.wanted, self.begun = folder, wanted, begun
        self.paths: list[Path] = []
        self.beat, self.beats, self.plays = "scene", 0, 0
        in_lecture = hasattr(scene, "observers")
        renderer = InspectingRenderer.adopt(scene, PlayLog())
        if in_lecture:
            lecture: Any = scene
            lecture.observers = [*lecture.observers, self]
        if every_play or not in_lecture:
            renderer.after_play = self._after_play
        self.ends = in_lecture and not every_play

    def beat_started(self, scene: Any, name: str) -> None:
        """Count the beats, and the plays in each."""
        self.begun(self.beats)
        self.beat, self.beats, self.plays = name, self.beats + 1, 0

    def beat_ended(self, scene: Any, name: str) -> None:
        """Take the picture that a beat comes to rest on."""
        if self.ends:
            self._take(f"{self.beats:02d}-{name}")

    def _after_play(self) -> None:
        self.plays += 1
        self._take(f"{self.beats:02d}-{self.beat}-{self.plays:02d}")

    def _take(self, name: str) -> None:
        if self.wanted and self.beat not in self.wanted:
            return
        camera = self.scene.renderer.camera
        camera.reset()
        camera.capture_mobjects(self.scene.mobjects)
        path = self.folder / f"{name}.png"
        with whole_file(path) as draft:
            Image.fromarray(np.asarray(camera.pixel_array)[..., :3]).save(draft)
        self.paths.append(path)
