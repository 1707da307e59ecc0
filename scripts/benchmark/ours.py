"""What one measured process of ours does: a scene becomes a silent film, or is only encoded.

``python -m scripts.benchmark.ours FILE CLASS FOLDER WIDTH HEIGHT FPS WORKERS [--floor]`` draws with
the studio as a build does, groups of pictures named by what they show and kept in a store, and
prints, as JSON, how many frames there are. With ``--floor`` one process draws every picture, the
time inside the encoder is counted and told; nothing is stored.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from manim import Scene

from scenes.kit.lecture import LectureScene
from scenes.kit.theme import theme
from scripts.studio.draw import draw, studio_config
from scripts.studio.drawing import drawn, group_names, write_pictures
from scripts.studio.encode import FilmEncoder
from scripts.studio.groups import Format
from scripts.studio.outline import SceneReference
from scripts.studio.plan import ROOT, Job, Quality, RenderOptions
from scripts.studio.prepare import load_scene, prepare
from scripts.studio.records import DrawRecord
from scripts.studio.sinks import Frame

FILM = "film.mp4"


class TimedEncoder:
    """Hands pictures to an encoder and counts the processor's seconds spent there."""

    def __init__(self, film: FilmEncoder) -> None:
        self._film = film
        self.seconds = 0.0

    def frame(self, rgba: Frame, repeat: int = 1) -> None:
        """Take one picture, shown for ``repeat`` frames."""
        start = time.process_time()
        self._film.frame(rgba, repeat)
        self.seconds += time.process_time() - start

    def key_next(self) -> None:
        """Begin a new group of pictures."""
        start = time.process_time()
        self._film.key_next()
        self.seconds += time.process_time() - start


def film(scene: SceneReference, folder: Path, size: Quality, workers: int) -> int:
    """Draw a scene's film with so many processes; return how many frames it has."""
    job = Job(1, "film", scene.class_name, scene, size)
    options = RenderOptions(folder, folder / "store", workers)
    entry = drawn(prepare(job), {}, options, lambda *progress: None)
    write_pictures(folder / FILM, job, group_names(entry), options)
    record = DrawRecord.model_validate_json(entry.file("record.json").read_text("utf-8"))
    return record.frames


def encoding_alone(scene: type[Scene], folder: Path, form: Format) -> tuple[int, float]:
    """Return a scene's frames and the processor's seconds that encoding them takes."""
    encoder = FilmEncoder(folder / FILM, width=form.width, height=form.height, fps=form.fps)
    with encoder:
        timed = TimedEncoder(encoder)
        record = draw(scene, timed, options={})
        start = time.process_time()
    return record.frames, timed.seconds + time.process_time() - start


def reference(file: Path, name: str) -> SceneReference:
    """Return how the studio names a scene: a segment of the course by its module."""
    inside = file.is_relative_to(ROOT / "scenes")
    module = f"scenes.{file.stem}" if inside else None
    return SceneReference(file, name, module)


def main(arguments: Sequence[str]) -> None:
    """Do what the module's first lines say."""
    file, name, out, width, height, fps, workers, *more = arguments
    scene, folder = reference(Path(file), name), Path(out)
    size = Quality("bench", int(width), int(height), int(fps))
    frames, seconds = 0, 0.0
    if "--floor" in more:
        found, form = load_scene(scene), Format(size.width, size.height, Fraction(size.fps))
        background = theme().background if issubclass(found, LectureScene) else None
        with studio_config(
            width=size.width, height=size.height, fps=size.fps, scratch=folder,
            background=background,
        ):  # fmt: skip
            frames, seconds = encoding_alone(found, folder, form)
    else:
        frames = film(scene, folder, size, int(workers))
    print(json.dumps({"frames": frames, "encoding": seconds}))


if __name__ == "__main__":
    main(sys.argv[1:])
