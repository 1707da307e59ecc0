"""What one measured process of ours does: a scene becomes a silent film, or is only encoded.

``python -m scripts.benchmark.ours FILE CLASS FOLDER WIDTH HEIGHT FPS WORKERS [--floor]`` draws with
the studio's renderer and prints, as JSON, frames and what the encoder alone took. With ``--floor``
one process draws every picture and the time inside the encoder is counted; nothing is stored.
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
from scripts.studio.encode import FilmEncoder, FilmWriter
from scripts.studio.groups import Format
from scripts.studio.outline import SceneReference
from scripts.studio.prepare import load_scene
from scripts.studio.shares import Shares
from scripts.studio.sinks import Frame
from scripts.studio.store import Store

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


def film(scene: type[Scene], folder: Path, form: Format, workers: int) -> int:
    """Draw a scene's film with so many processes; return how many frames it has."""
    shares = Shares(form, Store(folder), {}, workers=workers)
    with shares:
        record = draw(scene, shares, options={})
    with FilmWriter(folder / FILM, form) as writer:
        for group in shares.groups():
            writer.group(group)
    return record.frames


def encoding_alone(scene: type[Scene], folder: Path, form: Format) -> tuple[int, float]:
    """Return a scene's frames and the processor's seconds that encoding them takes."""
    encoder = FilmEncoder(folder / FILM, width=form.width, height=form.height, fps=form.fps)
    with encoder:
        timed = TimedEncoder(encoder)
        record = draw(scene, timed, options={})
        start = time.process_time()
    return record.frames, timed.seconds + time.process_time() - start


def main(arguments: Sequence[str]) -> None:
    """Do what the module's first lines say."""
    file, name, out, width, height, fps, workers, *more = arguments
    scene = load_scene(SceneReference(Path(file), name))
    folder, form = Path(out), Format(int(width), int(height), Fraction(fps))
    background = theme().background if issubclass(scene, LectureScene) else "#000000"
    with studio_config(
        width=form.width, height=form.height, fps=int(fps), scratch=folder, background=background
    ):
        if "--floor" in more:
            frames, seconds = encoding_alone(scene, folder, form)
        else:
            frames, seconds = film(scene, folder, form, int(workers)), 0.0
    print(json.dumps({"frames": frames, "encoding": seconds}))


if __name__ == "__main__":
    main(sys.argv[1:])
