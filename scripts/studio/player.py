"""One segment played beat by beat for who watches it: each beat is told when it has been played.

The player leaves a snapshot of itself at the beginning of each beat (see ``snapshots``). After a
change of the file that touches one beat and perhaps later ones, the snapshot there takes the new
functions and plays on, so that nothing before that beat is played again.
"""

from __future__ import annotations

import dataclasses
import mmap
import os
import signal
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.signal import resample_poly

from scenes.kit.lecture import LectureScene
from scenes.kit.theme import set_theme
from scripts.studio import children, snapshots
from scripts.studio.beat_code import changed_units, read_beats
from scripts.studio.class_code import ClassCode
from scripts.studio.draw import draw
from scripts.studio.drawing import (
    configured,
    drawing_inputs,
    form_of,
    painting_inputs,
    sources_of,
    write_pictures,
)
from scripts.studio.errors import UserError
from scripts.studio.film import mux
from scripts.studio.live_code import replace_units
from scripts.studio.mix import SAMPLE_RATE
from scripts.studio.plain import CodeOf
from scripts.studio.planes import Picture
from scripts.studio.prepare import prepare
from scripts.studio.produce import say
from scripts.studio.shares import Naming, Shares
from scripts.studio.sources import fitted
from scripts.studio.store import Store, key_of
from scripts.studio.voices.speech import SAMPLE_RATE as SPEECH_RATE
from scripts.studio.voices.speech import Speech
from scripts.studio.watch_messages import BeatShown, Message, Played, Problem, Snapshot, Turn
from scripts.studio.whole import remove
from scripts.studio.workers import TaskError, problem_of


class Stopped(BaseException):
    """Another change has come: what is being played is no longer wanted."""


def play(turn: Turn, told: Connection, counter: mmap.mmap | None) -> None:
    """Play a segment from its beginning; then stay, for the sake of the snapshots.

    ``counter`` shows the number of the present turn to all processes; None where none is forked.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever watches ends all
    if counter is not None:
        snapshots.end_with_parent(os.getppid())
    Player(turn, told, counter).run()
    while counter is not None:
        signal.pause()


class Player:
    """A sink for pictures and an observer of beats; see the module."""

    def __init__(self, turn: Turn, told: Connection, counter: mmap.mmap | None) -> None:
        self._turn, self._told, self._counter = turn, told, counter
        self._shares: Shares | None = None
        self._beat = ""
        self._beats = self._frames = 0

    def run(self) -> None:
        """Play all, and tell how it ended: of a later turn, if a snapshot was woken on the way."""
        try:
            self._play()
            self._finish()
        except (Stopped, Exception) as error:
            if self._shares is not None:
                self._shares.__exit__(type(error), error, error.__traceback__)
            if not isinstance(error, Stopped):
                self._tell(Problem(self._turn.number, _sentence(error)))
        else:
            self._tell(Played(self._turn.number, time.monotonic() - self._turn.since))

    def _play(self) -> None:
        job = self._turn.job
        set_theme(job.theme)
        self._prepared = prepare(job)
        self._code = read_beats(self._turn.source, job.scene.class_name)
        self._say()
        options = self._prepared.options(cues=self._cues())
        scene_class = self._prepared.scene_class
        with configured(self._prepared, self._turn.options):
            if not issubclass(scene_class, LectureScene):
                self._begin(job.scene.class_name)
            draw(scene_class, self, options=options, observers=[self])

    def _say(self) -> None:
        """Have all words spoken, and know what the pictures depend on by now."""
        options, prepared = self._turn.options, self._prepared
        self._speeches: Mapping[str, Speech] = {}
        self._spoken: Mapping[str, str] = {}
        self._speeches, self._spoken = say(prepared, options, lambda *progress: None)
        self._drawing = key_of(drawing_inputs(prepared, self._cues(), options))
        self._paints: CodeOf = ClassCode(sources_of(options))

    def _cues(self) -> dict[str, Any]:
        return {name: speech.cues for name, speech in self._speeches.items()}

    # -- beats -----------------------------------------------------------------------------

    def beat_started(self, scene: LectureScene, name: str) -> None:
        """Tell of the beat before, and leave a snapshot here; one that is woken goes on here."""
        self._finish()
        if self._counter is not None:
            pipe = self._turn.folder / f".{self._turn.number}-{os.getpid()}-{name}.pipe"
            turn = snapshots.leave_snapshot(pipe)
            if turn is None:
                self._tell(Snapshot(self._turn.number, name, pipe))
            else:
                self._take(turn, scene)
        self._begin(name, len(scene.records))

    def beat_ended(self, scene: LectureScene, name: str) -> None:
        """Nothing to do: a beat is at its end when its successor begins."""

    def _take(self, turn: Turn, scene: LectureScene) -> None:
        """Go on with the code and the words of another turn."""
        self._turn, before = turn, self._code
        job, scene_class = turn.job, type(scene)
        now = read_beats(turn.source, job.scene.class_name)
        assert before is not None
        assert now is not None
        replace_units(scene_class, job.scene.file, turn.source, changed_units(before, now))
        self._code = now
        narrations = scene_class.script(scene.params, words=job.words)
        self._prepared = dataclasses.replace(self._prepared, job=job, narrations=narrations)
        self._say()
        scene.narrations, scene.cues = narrations, self._cues()

    def _begin(self, beat: str, place: int = 1) -> None:
        self._beat, self._place, self._frames = beat, place, 0
        options = self._turn.options
        self._shares = Shares(
            form_of(self._turn.job),
            Store(options.store),
            {"drawing": self._drawing, "beat": beat},
            workers=options.workers,
            naming=Naming(
                painting_inputs(self._prepared, options), self.code_of, children.CAN_FORK
            ),
        )
        self._shares.__enter__()

    def _finish(self) -> None:
        """See that the beat's pictures are all there, and tell of it."""
        shares = self._shares
        if shares is None:
            return
        shares.__exit__(None, None, None)
        if children.is_child():
            children.leave()
        self._shares = None
        turn, beat = self._turn, self._beat
        key = key_of({"groups": shares.names, "sound": self._spoken.get(beat, "")})
        new = turn.clips and turn.known.get(beat) != key
        clip = self._clip(shares.names) if new else None
        seconds = self._frames / turn.job.quality.fps
        took = time.monotonic() - turn.since
        self._tell(BeatShown(turn.number, beat, key, seconds, took, clip))

    def _clip(self, names: list[str]) -> Path:
        """Write the beat as a film of its own."""
        turn, speech = self._turn, self._speeches.get(self._beat)
        path = turn.folder / f"{self._place:02}-{self._beat}.mp4"
        silent = path.with_name(f".{path.name}")
        length = round(self._frames / turn.job.quality.fps * SAMPLE_RATE)
        try:
            write_pictures(silent, turn.job, names, turn.options)
            title = f"{turn.job.title}: {self._beat}"
            mux(silent, _sound(speech, length), out=path, title=title)
        finally:
            remove(silent)
        return path

    def _tell(self, message: Message) -> None:
        self._told.send(message)

    # -- the renderer's side (see ``draw.Sink``) -------------------------------------------

    def code_of(self, cls: type) -> bytes:
        """Return the hash of the code by which a class paints, as it is now."""
        return self._paints(cls)

    @property
    def drawing(self) -> bool:
        """Whether this process is to draw the frames just taken."""
        return self._shares is not None and self._shares.drawing

    @property
    def begins(self) -> bool:
        """Whether the next frame, or the one just taken, is the first of its group."""
        return self._shares is None or self._shares.begins

    @property
    def wants_tokens(self) -> bool:
        """Whether ``take`` is to be told what the frame shows."""
        return not children.is_child()

    def take(self, repeat: int, *, again: bool, token: bytes | None = None) -> int:
        """Return how many of ``repeat`` equal frames are shown next."""
        if self._counter is not None and _number(self._counter) != self._turn.number:
            raise Stopped
        assert self._shares is not None
        return self._shares.take(repeat, again=again, token=token)

    def show(self, picture: Picture | None, repeat: int) -> None:
        """Take one picture, if it was to be drawn, for ``repeat`` frames."""
        self._frames += repeat
        assert self._shares is not None
        self._shares.show(picture, repeat)

    def key_next(self) -> None:
        """Begin a new group with the next frame."""
        if self._shares is not None:
            self._shares.key_next()


def _sound(speech: Speech | None, length: int) -> npt.NDArray[np.float32]:
    samples = np.zeros(0, np.float32) if speech is None else speech.samples
    if len(samples):
        samples = resample_poly(samples, SAMPLE_RATE // SPEECH_RATE, 1)
    return fitted(samples, length)


def _number(counter: mmap.mmap) -> int:
    return int.from_bytes(counter[:8], "big")


def _sentence(error: BaseException) -> str:
    if isinstance(error, UserError):
        return str(error)
    return error.problem if isinstance(error, TaskError) else problem_of(error)
