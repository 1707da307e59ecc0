"""Draw a scene: run it through manim's Cairo renderer and send its frames to one encoder.

manim draws; what differs from ``manim render`` is only where frames go (one film with a known
frame count instead of many partial files) and that a held picture is encoded from one frame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from manim import (
    Camera,
    Mobject,
    MovingCamera,
    Scene,
    ThreeDCamera,
    UpdateFromFunc,
    config,
    tempconfig,
)
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter
from manim.utils.iterables import list_update

from scenes.kit.lecture import BeatObserver, LectureScene
from scripts.studio.batches import SpaceBatches
from scripts.studio.beats import lecture_beats, section_beats
from scripts.studio.blends import hasten
from scripts.studio.cameras import fast_camera
from scripts.studio.canvas import Canvas, can_keep, own_ways
from scripts.studio.display_list import DisplayList
from scripts.studio.records import DrawRecord
from scripts.studio.sinks import Everything, FrameSink, Sink


class _NoFiles(SceneFileWriter):
    """manim's file writer, with nothing left to write: frames go to the sink."""

    sounds = 0

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
        self.sounds += 1


class FilmRenderer(CairoRenderer):
    """manim's Cairo renderer with a sink in place of partial movie files.

    It draws a frame only if the sink says so: the state of the scene is stepped on all the same.
    """

    def __init__(self, sink: Sink):
        super().__init__(file_writer_class=_NoFiles)
        self._sink = sink
        self._still_parts: list[Mobject] = []
        self._still_due = self._opened = False
        self._play_begins = True
        self.frames = 0

    def init_scene(self, scene: Scene, *args: Any) -> None:
        super().init_scene(scene, *args)
        # The scene knows its camera; the renderer is made before the scene.
        self.camera = fast_camera(scene.camera_class)()
        self._canvas = Canvas(self.camera) if can_keep(type(self.camera)) else None
        code_of = self._sink.code_of
        told = self._canvas is not None and code_of is not None
        self._names = DisplayList(self.camera, code_of) if told and code_of else None
        self._in_beats = isinstance(scene, LectureScene)

    def save_static_frame_data(self, scene: Scene, static_mobjects: Any) -> Any:
        # Called when the animations of a play have begun.
        hasten(scene.animations or ())
        # Drawn when a frame of this play is drawn, if one is.
        self.static_image = None
        if self._canvas is not None:
            # Between plays a scene may have used its camera.
            self._canvas.forget()
        self._still_parts = list(static_mobjects or [])
        self._still_due = bool(self._still_parts)
        self._play_begins = True
        if self._names is not None:
            self._names.play_begins(self._still_parts)
        if self._still_parts:
            self._open(scene)
            if not self._in_beats and _may_reach_others(scene):
                # manim shows it as it is now, whatever happens to it during the play.
                self._draw_still(scene)
                if self._names is not None and self._sink.wants_tokens:
                    self._names.still_is_drawn()
        return None

    def _draw_still(self, scene: Scene) -> None:
        """Draw what stands still throughout a play."""
        super().update_frame(scene, self._still_parts)
        # Kept while the camera draws over its own array.
        self.static_image = self.camera.pixel_array.copy()
        self._still_due = False

    def _open(self, scene: Scene) -> None:
        """Let the camera open its canvas when manim's would: it stays where the view is then."""
        if not self._opened and scene.mobjects:
            self.camera.get_cairo_context(self.camera.pixel_array)
            self._opened = True

    def update_frame(self, *args: Any, **kwargs: Any) -> None:
        """Draw nothing: frames are drawn when they are shown."""

    def render(self, scene: Scene, time: float, moving_mobjects: Any = None) -> None:
        self._open(scene)
        self._emit(scene, moving_mobjects, 1)

    def freeze_current_frame(self, duration: float) -> None:
        scene = self._scene
        self._open(scene)
        # A segment holds for a whole number of frames; for others manim's own rounding counts.
        rate = self.camera.frame_rate
        frames = round(duration * rate) if self._in_beats else int(duration / (1 / rate))
        self._emit(scene, scene.moving_mobjects, max(1, frames))

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        self._scene = scene
        super().play(scene, *args, **kwargs)

    def remarks(self, scene: Scene) -> list[str]:
        """Return what a user should know about a scene that was drawn, in sentences."""
        found = []
        if self._canvas is None and not isinstance(self.camera, SpaceBatches):
            ways = own_ways(scene.camera_class, (Camera, MovingCamera, ThreeDCamera))
            found.append(
                f"{type(scene).__name__} was drawn by manim's own means, which are slower: its "
                f"camera, {scene.camera_class.__name__}, has ways of its own ({', '.join(ways)})."
            )
        if self.file_writer.sounds:
            found.append(
                f"{type(scene).__name__} adds sounds with add_sound; its film is without them."
            )
        return found

    def show_alone(self, scene: Scene, seconds: float) -> None:
        """Show a scene that plays nothing."""
        self._emit(scene, None, max(1, round(seconds * self.camera.frame_rate)))

    def _emit(self, scene: Scene, moving: Any, repeat: int) -> None:
        """Show the present state for ``repeat`` frames."""
        if self.skip_animations:
            return
        left, drawn, token = repeat, False, None
        while left:
            whole = self._play_begins or self._sink.begins
            if left == repeat or whole:
                # Held on into a further group, the picture is still the one drawn as a whole.
                token = self._token(scene, moving, whole=whole)
            self._play_begins = False
            taken = self._sink.take(left, again=left < repeat, token=token)
            if self._canvas is not None and self._sink.begins:
                # What a group looks like must not depend on who drew the one before it.
                self._canvas.forget()
            if self._sink.drawing and not drawn:
                self._draw(scene, moving)
                drawn = True
            self._sink.show(self.camera.pixel_array if drawn else None, taken)
            left -= taken
        self.time += repeat * (1 / self.camera.frame_rate)
        self.frames += repeat

    def _draw(self, scene: Scene, moving: Any) -> None:
        if self._still_due:
            self._draw_still(scene)
        if self._canvas is None:
            super().update_frame(scene, moving)
        else:
            base = self.camera.background if self.static_image is None else self.static_image
            assert base is not None
            self._canvas.draw(base, _shown(scene, moving))

    def _token(self, scene: Scene, moving: Any, *, whole: bool) -> bytes | None:
        if self._names is None or not self._sink.wants_tokens:
            return None
        return self._names.token(_shown(scene, moving), whole=whole)

    def beat_started(self, scene: LectureScene, name: str) -> None:
        """Let every beat begin with a key frame."""
        self._sink.key_next()

    def beat_ended(self, scene: LectureScene, name: str) -> None:
        """Nothing to do: a beat's end is its successor's beginning."""


def _shown(scene: Scene, moving: Any) -> Any:
    """Return what is drawn over the still parts, as manim chooses it."""
    return moving or list_update(scene.mobjects, scene.foreground_mobjects)


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
        # Without a seed manim draws other random numbers every time; the same scene is to be the
        # same film, whichever process draws it.
        "seed": 0 if config.seed is None else config.seed,
    }


def studio_config(
    *, width: int, height: int, fps: int, scratch: Path, background: str | None = None
) -> AbstractContextManager[None]:
    """Set manim's global configuration, here and nowhere else, for the time of a drawing.

    Without a ``background`` manim's own stays: black, or what a plain scene's file has set.
    """
    settings = manim_settings(width=width, height=height, fps=fps, scratch=scratch)
    if background is not None:
        settings["background_color"] = background
    return tempconfig(settings)


def draw(
    scene_class: type[Scene],
    sink: Sink | FrameSink,
    *,
    options: Mapping[str, Any],
    observers: Sequence[BeatObserver] = (),
) -> DrawRecord:
    """Play a scene into a sink and return what was drawn, beat by beat.

    ``options`` go to the scene's constructor (``params``, ``cues``, ``words`` of a
    :class:`LectureScene`; nothing for a plain scene). ``observers`` hear of a segment's beats.
    A plain scene is one beat, or one beat a named section.
    """
    renderer = FilmRenderer(sink if isinstance(sink, Sink) else Everything(sink))
    if issubclass(scene_class, LectureScene):
        scene: Scene = scene_class(renderer=renderer, observers=[renderer, *observers], **options)
    else:
        scene = scene_class(renderer=renderer, **options)
    sections: list[tuple[str, int]] = []
    if not isinstance(scene, LectureScene):
        _note_sections(scene, renderer, sections)
    scene.render()
    if renderer.frames == 0:
        # A scene that only adds things is a picture; show it for a second.
        renderer.show_alone(scene, 1.0)
    beats = (
        lecture_beats(scene)
        if isinstance(scene, LectureScene)
        else section_beats(sections, renderer.frames, type(scene).__name__)
    )
    return DrawRecord(
        fps=int(config.frame_rate),
        frames=renderer.frames,
        width=config.pixel_width,
        height=config.pixel_height,
        beats=tuple(beats),
        remarks=tuple(renderer.remarks(scene)),
    )


def _may_reach_others(scene: Scene) -> bool:
    """Tell whether what is called on every frame may change mobjects that manim takes for still."""
    return (
        bool(scene.updaters)
        or any(each.updaters for each in scene.get_mobject_family_members())
        or any(isinstance(each, UpdateFromFunc) for each in scene.animations or ())
    )


def _note_sections(scene: Scene, renderer: FilmRenderer, sections: list[tuple[str, int]]) -> None:
    """Record where a plain scene begins its named sections."""
    begin = scene.next_section

    def next_section(name: str = "unnamed", *args: Any, **kwargs: Any) -> None:
        sections.append((name, renderer.frames))
        renderer._sink.key_next()
        begin(name, *args, **kwargs)

    scene.next_section = next_section  # type: ignore[method-assign]
