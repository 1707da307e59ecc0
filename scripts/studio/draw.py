"""Draw a scene: run it through manim's Cairo renderer and send its frames to one encoder.

manim draws; what differs from ``manim render`` is only where frames go (one film with a known
frame count instead of many partial files) and that a held picture is encoded from one frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import numpy.typing as npt
from manim import Scene, config, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter

from scenes.kit.lecture import LectureScene
from scripts.studio.records import BeatRecord, DrawRecord, MarkRecord

Frame = npt.NDArray[Any]
"""A picture ``(height, width, 4)`` of RGBA bytes."""


class FrameSink(Protocol):
    """Where frames go: an encoder, or a test's list."""

    def frame(self, rgba: Frame, repeat: int = 1) -> None:
        """Take one picture, shown for ``repeat`` frames."""

    def key_next(self) -> None:
        """Start a new group of pictures with the next frame, so that players can seek to it."""


class _NoFiles(SceneFileWriter):
    """manim's file writer, with nothing left to write: frames go to the sink."""

    def add_partial_movie_file(self, hash_animation: str | None) -> None:
        return

    def begin_animation(self, *args: Any, **kwargs: Any) -> None:
        return

    def end_animation(self, *args: Any, **kwargs: Any) -> None:
        return

    def finish(self) -> None:
        return

    def add_sound(self, *args: Any, **kwargs: Any) -> None:
        # Sound is mixed outside manim; a plain scene's own sounds are not supported.
        return


class FilmRenderer(CairoRenderer):
    """manim's Cairo renderer with a frame sink in place of partial movie files."""

    def __init__(self, sink: FrameSink, advance: Callable[[int], None] = lambda frames: None):
        super().__init__(file_writer_class=_NoFiles)
        self._sink, self._advance = sink, advance
        self.frames = 0

    def init_scene(self, scene: Scene, *args: Any) -> None:
        super().init_scene(scene, *args)
        # The scene knows its camera; the renderer is made before the scene.
        self.camera = scene.camera_class()

    def get_frame(self) -> Frame:
        """Return the current picture itself: the sink converts it before the next is drawn."""
        return self.camera.pixel_array

    def save_static_frame_data(self, scene: Scene, static_mobjects: Any) -> Any:
        # The still part of a picture is kept while the camera draws over its own array.
        still = super().save_static_frame_data(scene, static_mobjects)
        self.static_image = None if still is None else still.copy()
        return self.static_image

    def add_frame(self, frame: Frame, num_frames: int = 1) -> None:
        if self.skip_animations:
            return
        self.time += num_frames / self.camera.frame_rate
        self.frames += num_frames
        self._sink.frame(frame, repeat=num_frames)
        self._advance(num_frames)

    def freeze_current_frame(self, duration: float) -> None:
        self.add_frame(self.get_frame(), max(1, round(duration * self.camera.frame_rate)))

    def beat_started(self, scene: LectureScene, name: str) -> None:
        """Let every beat begin with a key frame."""
        self._sink.key_next()

    def beat_ended(self, scene: LectureScene, name: str) -> None:
        """Nothing to do: a beat's end is its successor's beginning."""


def manim_settings(*, width: int, height: int, fps: int, scratch: Path) -> dict[str, Any]:
    """Return the manim configuration for drawing without manim's own output."""
    return {
        "pixel_width": width,
        "pixel_height": height,
        "frame_rate": fps,
        "media_dir": str(scratch),
        "dry_run": True,
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "WARNING",
    }


def studio_config(
    *, width: int, height: int, fps: int, scratch: Path, background: str
) -> AbstractContextManager[None]:
    """Set manim's global configuration, here and nowhere else, for the time of a drawing."""
    settings = manim_settings(width=width, height=height, fps=fps, scratch=scratch)
    return tempconfig({**settings, "background_color": background})


def draw(
    scene_class: type[Scene],
    sink: FrameSink,
    *,
    options: Mapping[str, Any],
    advance: Callable[[int], None] = lambda frames: None,
) -> DrawRecord:
    """Play a scene into a sink and return what was drawn, beat by beat.

    ``options`` go to the scene's constructor (``params``, ``cues``, ``words`` of a
    :class:`LectureScene`; nothing for a plain scene). ``advance`` hears of every drawn frame.
    A plain scene is one beat, or one beat a named section.
    """
    renderer = FilmRenderer(sink, advance)
    if issubclass(scene_class, LectureScene):
        scene: Scene = scene_class(renderer=renderer, observers=[renderer], **options)
    else:
        scene = scene_class(renderer=renderer, **options)
    sections: list[tuple[str, int]] = []
    if not isinstance(scene, LectureScene):
        _note_sections(scene, renderer, sections)
    scene.render()
    if renderer.frames == 0:
        # A scene that only adds things is a picture; show it for a second.
        renderer.static_image = None
        renderer.update_frame(scene)
        renderer.add_frame(renderer.get_frame(), round(renderer.camera.frame_rate))
    beats = (
        _lecture_beats(scene)
        if isinstance(scene, LectureScene)
        else _section_beats(sections, renderer.frames, type(scene).__name__)
    )
    return DrawRecord(
        fps=int(config.frame_rate),
        frames=renderer.frames,
        width=config.pixel_width,
        height=config.pixel_height,
        beats=tuple(beats),
    )


def _lecture_beats(scene: LectureScene) -> list[BeatRecord]:
    return [
        BeatRecord(
            name=record.name,
            start_frame=record.start_frame,
            end_frame=record.end_frame,
            marks={
                name: MarkRecord(wanted=mark.wanted, reached=mark.reached)
                for name, mark in record.marks.items()
            },
        )
        for record in scene.records
    ]


def _note_sections(scene: Scene, renderer: FilmRenderer, sections: list[tuple[str, int]]) -> None:
    """Record where a plain scene begins its named sections."""
    begin = scene.next_section

    def next_section(name: str = "unnamed", *args: Any, **kwargs: Any) -> None:
        sections.append((name, renderer.frames))
        renderer._sink.key_next()
        begin(name, *args, **kwargs)

    scene.next_section = next_section  # type: ignore[method-assign]


def _section_beats(
    sections: list[tuple[str, int]], frames: int, scene_name: str
) -> list[BeatRecord]:
    starts = [entry for entry in sections if entry[1] < frames]
    if not starts or starts[0][1] > 0:
        starts.insert(0, (scene_name, 0))
    ends = [start for _, start in starts[1:]] + [frames]
    return [
        BeatRecord(name=name, start_frame=start, end_frame=end, marks={})
        for (name, start), end in zip(starts, ends, strict=True)
        if end > start
    ]
