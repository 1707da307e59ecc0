"""Watching a segment's files: after each change, what it touched is played again and told.

Who watches loads nothing of the project itself. It forks the player (see ``player``) from a process
that has loaded the libraries only, so a player always runs the files as they are now; and it knows
from the source which beats a change can touch, so that mostly a snapshot takes it from there.
"""

from __future__ import annotations

import ast
import contextlib
import mmap
import multiprocessing
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from scripts.studio import children
from scripts.studio.beat_code import BeatCode, read_beats, touched
from scripts.studio.errors import UserError
from scripts.studio.fingerprint import Sources
from scripts.studio.ledger import recordings_of
from scripts.studio.needs import CACHE_FILE
from scripts.studio.plan import Job, RenderOptions
from scripts.studio.snapshots import wake
from scripts.studio.watch_messages import BeatShown, Message, Played, Problem, Snapshot, Turn

Stamps = dict[Path, tuple[int, int]]
"""When files were changed (ns) and how long they are; a file that is gone has none."""

PlanNow = Callable[[], tuple[Job, tuple[Path, ...]]]
"""Reads the lecture: the job, and the files that it was read from."""


def stamps(files: Iterable[Path]) -> Stamps:
    """Return what files look like from outside."""
    found: Stamps = {}
    for file in files:
        with contextlib.suppress(OSError):
            stat = file.stat()
            found[file] = (stat.st_mtime_ns, stat.st_size)
    return found


@dataclass(frozen=True)
class State:
    """A segment as it was when it was last played."""

    job: Job
    digests: dict[str, str]
    recordings: dict[str, str]
    source: str
    code: BeatCode | None


@dataclass
class Watch:
    """One segment, watched. ``say`` is given every line for the user; ``clock`` is monotonic."""

    plan: PlanNow
    options: RenderOptions
    folder: Path
    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    _state: State | None = None
    _stamps: Stamps = field(default_factory=dict)
    _player: Any = None
    _told: Connection | None = None
    _counter: mmap.mmap | None = None
    _turn: int = 0
    _snapshots: dict[str, Path] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _announced: int = 0
    busy: bool = False
    """Whether something is being played."""

    def __post_init__(self) -> None:
        if children.CAN_FORK:
            self._counter = mmap.mmap(-1, 8)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sweep()

    def look(self) -> None:
        """Hear what the player says, then see whether a file was changed."""
        self.hear()
        now = stamps(self._stamps or self._files())
        if not self._stamps or now != self._stamps:
            self._stamps = now
            self._changed()

    def hear(self, timeout: float = 0.0) -> None:
        """Take what the player has said, waiting up to ``timeout`` seconds for a first word."""
        while self._told is not None and self._told.poll(timeout):
            try:
                self._heard(self._told.recv())
            except EOFError:
                self._lost()
            timeout = 0.0

    def close(self) -> None:
        """End all players and remove what they needed."""
        self._end_player()
        self._sweep()

    # -- changes ---------------------------------------------------------------------------

    def _files(self) -> tuple[Path, ...]:
        return self._state_now()[1]

    def _state_now(self) -> tuple[State, tuple[Path, ...]]:
        if self._state is not None:  # before others tell it in their own way
            file = self._state.job.scene.file
            ast.parse(file.read_bytes(), filename=str(file))
        job, files = self.plan()
        sources = Sources(self.options.root, self.options.store / CACHE_FILE)
        digests = sources.closure([job.scene], said=True)
        sources.save()
        source = job.scene.file.read_text(encoding="utf-8")
        code = read_beats(source, job.scene.class_name)
        reached = tuple(self.options.root / name for name in digests)
        spoken = recordings_of(job)
        own = tuple(Path(job.voice) / name for name in spoken)
        return State(job, digests, spoken, source, code), (*files, *reached, *own)

    def _changed(self) -> None:
        since = self.clock()
        try:
            now, files = self._state_now()
        except SyntaxError as error:
            self.say(f"{_shown(Path(str(error.filename)))}, line {error.lineno}: {error.msg}")
            return
        except UserError as error:
            self.say(str(error))
            return
        except OSError as error:  # a file that an editor is about to replace
            self.say(f"{error.filename}: {error.strerror}")
            return
        self._stamps = stamps(files)
        before = self._state
        beats = None if before is None else self._touched(before, now)
        if beats == ():
            self._state = now
            self.say("Saved; nothing that is seen or heard has changed.")
            return
        self._state = now
        self._play(now, beats, since)

    def _touched(self, before: State, now: State) -> tuple[str, ...] | None:
        """Return the beats that a change can touch, None for all."""
        own = Sources(self.options.root).name(now.job.scene.file)
        elsewhere = {**before.digests, own: ""} != {**now.digests, own: ""}
        elsewhere |= before.recordings != now.recordings
        as_told = replace(now.job, words=before.job.words, sources=before.job.sources)
        if elsewhere or as_told != before.job or before.code is None or now.code is None:
            return None
        beats = touched(before.code, now.code)
        if beats is None:
            return None
        old, new = before.job.words, now.job.words
        other = {name for name in {*old, *new} if old.get(name) != new.get(name)}
        return tuple(beat for beat in now.code.beats if beat in other or beat in beats)

    # -- players ---------------------------------------------------------------------------

    def _play(self, state: State, beats: tuple[str, ...] | None, since: float) -> None:
        first = self._turn == 0
        self._turn += 1
        if self._counter is not None:
            self._counter[:8] = self._turn.to_bytes(8, "big")
        self.busy, self._announced = True, 0
        turn = Turn(
            self._turn, state.job, self.options, state.source, self.folder, since,
            dict(self._keys), clips=not first,
        )  # fmt: skip
        if beats is None or not self._wake(turn, state, beats):
            self._start(turn)

    def _wake(self, turn: Turn, state: State, beats: tuple[str, ...]) -> bool:
        """Let the snapshot at or before the first touched beat play on; tell whether there is."""
        assert state.code is not None
        order = state.code.beats
        last = order.index(beats[0]) if beats else len(order) - 1
        for beat in order[last + 1 :]:
            if beat in self._snapshots:
                wake(self._snapshots.pop(beat), None)
        for beat in reversed(order[: last + 1]):
            pipe = self._snapshots.get(beat)
            if pipe is not None and wake(pipe, turn):
                return True
            self._snapshots.pop(beat, None)
        return False

    def _start(self, turn: Turn) -> None:
        self._end_player()
        forking = self._counter is not None
        context: Any = multiprocessing.get_context("fork" if forking else "spawn")
        self._told, there = context.Pipe(duplex=False)
        self._player = context.Process(target=_play, args=(turn, there, self._counter), daemon=True)
        self._player.start()
        there.close()  # so that the pipe ends with the last player

    def _end_player(self) -> None:
        if self._player is not None:
            self._player.kill()  # all that it has forked goes with it
            self._player.join()
            self._player = None
        if self._told is not None:
            self._told.close()
            self._told = None
        self._snapshots.clear()

    def _lost(self) -> None:
        code = self._player.exitcode if self._player is not None else None
        self._end_player()
        if self.busy:
            self.busy = False
            self.say(f"The player was ended (exit status {code}); save the file to play again.")

    # -- what is told ----------------------------------------------------------------------

    def _heard(self, message: Message) -> None:
        if message.turn != self._turn:
            return
        match message:
            case Snapshot():
                self._snapshots[message.beat] = message.pipe
            case BeatShown():
                self._keys[message.beat] = message.key
                if message.clip is not None:
                    self._announced += 1
                    shown = _shown(message.clip)
                    length = f"{message.seconds:.1f} s"
                    self.say(f"{message.beat} ({length}), made in {message.took:.1f} s: {shown}")
            case Problem():
                self.busy = False
                self.say(message.sentence)
            case Played():
                self.busy = False
                self._played(message)

    def _played(self, message: Played) -> None:
        if self._turn == 1:
            beats = len(self._keys)
            self.say(f"Ready: {beats} beat{'s' * (beats != 1)} played in {message.took:.1f} s.")
        elif not self._announced:
            self.say(f"Played again in {message.took:.1f} s; every beat is as it was.")

    def _sweep(self) -> None:
        for pipe in self.folder.glob(".*.pipe"):
            pipe.unlink(missing_ok=True)


def _play(turn: Turn, told: Connection, counter: mmap.mmap | None) -> None:
    from scripts.studio.player import play

    play(turn, told, counter)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
