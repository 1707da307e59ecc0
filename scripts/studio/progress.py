"""How far a build is: bars with the time left on a terminal, plain lines elsewhere, or silence.

A task has a key, a title and a total in any unit (frames, say); whoever works on it reports how
much is done. Nothing here decides anything.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PLAIN_EVERY_SECONDS = 10.0


class Reporter(Protocol):
    """What a build tells about itself; use as a context manager."""

    def __enter__(self) -> Self:
        """Begin; bars appear with their first task."""
        ...

    def __exit__(self, *_: object) -> None:
        """End; what was shown stays readable."""
        ...

    def say(self, sentence: str) -> None:
        """Show one line that stays."""
        ...

    def start(self, key: str, title: str, total: float) -> None:
        """Begin a task; starting a known key anew gives it another title and total."""
        ...

    def advance(self, key: str, done: float) -> None:
        """Set how much of a task is done, in the unit of its total."""
        ...

    def finish(self, key: str, sentence: str) -> None:
        """End a task with a line that stays."""
        ...


def reporter(*, json: bool = False, stream: IO[str] | None = None) -> Reporter:
    """Choose: silence with ``json``, bars if ``stream`` (stdout) is a terminal, else lines."""
    stream = stream or sys.stdout
    if json:
        return Silent()
    return Bars(stream) if stream.isatty() else Lines(stream)


def duration_text(seconds: float) -> str:
    """Say a time shortly: ``8 s``, ``1 min 20 s``, ``2 h 05 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


class Silent:
    """Says nothing."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End."""

    def say(self, sentence: str) -> None:
        """Say nothing."""

    def start(self, key: str, title: str, total: float) -> None:
        """Say nothing."""

    def advance(self, key: str, done: float) -> None:
        """Say nothing."""

    def finish(self, key: str, sentence: str) -> None:
        """Say nothing."""


@dataclass
class _Task:
    title: str
    total: float
    started: float
    told: float


@dataclass
class Lines:
    """Plain lines: at the start and end of a task and every ten seconds between."""

    stream: IO[str]
    _tasks: dict[str, _Task] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End."""

    def say(self, sentence: str) -> None:
        """Print the sentence at once."""
        print(sentence, file=self.stream, flush=True)

    def start(self, key: str, title: str, total: float) -> None:
        """Print the title if it is a new one."""
        now = time.monotonic()
        known = self._tasks.get(key)
        if known is None or known.title != title:
            self.say(f"{title} …")
        self._tasks[key] = _Task(title, total, now, now)

    def advance(self, key: str, done: float) -> None:
        """Print percent and time left, at most every ten seconds for each task."""
        task = self._tasks.get(key)
        now = time.monotonic()
        if task is None or now - task.told < PLAIN_EVERY_SECONDS or done <= 0:
            return
        task.told = now
        left = (now - task.started) * max(0.0, task.total - done) / done
        percent = 100 * done / task.total if task.total else 100
        self.say(f"{task.title}: {percent:.0f} %, about {duration_text(left)} left")

    def finish(self, key: str, sentence: str) -> None:
        """Print the sentence."""
        self._tasks.pop(key, None)
        self.say(sentence)


class Bars:
    """Progress bars with the time left, drawn by rich."""

    def __init__(self, stream: IO[str]) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        self._progress: Progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=Console(file=stream, highlight=False),
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        """Begin to draw."""
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the bars that are left; lines stay."""
        self._progress.stop()

    def say(self, sentence: str) -> None:
        """Print above the bars."""
        self._progress.console.print(sentence, markup=False, soft_wrap=True)

    def start(self, key: str, title: str, total: float) -> None:
        """Show a bar, or begin the same one anew."""
        if key in self._tasks:
            self._progress.reset(self._tasks[key], total=total, description=title)
        else:
            self._tasks[key] = self._progress.add_task(title, total=total)

    def advance(self, key: str, done: float) -> None:
        """Move the bar."""
        if key in self._tasks:
            self._progress.update(self._tasks[key], completed=done)

    def finish(self, key: str, sentence: str) -> None:
        """Take the bar away and print the sentence."""
        if key in self._tasks:
            self._progress.remove_task(self._tasks.pop(key))
        self.say(sentence)
