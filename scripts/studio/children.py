"""Forked children: each goes on from where its parent stands, and ends with a result or a sentence.

A child inherits the whole state of a scene at no cost and needs nothing sent to it. It waits until
it is let go, so that what both of them do next (files of typeset text, for instance) its parent
has done first. It ends when its parent ends.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from scripts.studio.workers import TaskError, problem_of

CAN_FORK = sys.platform == "linux"
"""Elsewhere a forked process may not use the system's fonts (macOS) or there is none (Windows)."""

_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
_LONGEST_STORY = 20_000
_NUMBER = 4  # bytes of a number in a pipe

Todo = Mapping[int, str]
"""What a child is to do: numbered things, with their names."""


@dataclass(frozen=True)
class Child:
    """A running child, as its parent sees it."""

    pid: int
    task: str
    """What it does, for the sentence if it dies: ``drawing frames 0 to 119``."""
    gate: int
    story: int

    def let_go(self, todo: Todo) -> None:
        """Let the child begin, and tell it what it is to do."""
        told = json.dumps([*todo.items()]).encode()
        with contextlib.suppress(BrokenPipeError):  # it was killed, which is told later
            os.write(self.gate, len(told).to_bytes(_NUMBER, "big") + told)
        os.close(self.gate)

    def ended(self, *, wait: bool) -> bool:
        """Tell whether the child has ended well; TaskError if it has ended otherwise."""
        pid, status = os.waitpid(self.pid, 0 if wait else os.WNOHANG)
        if pid == 0:
            return False
        with os.fdopen(self.story, "rb") as pipe:
            told = pipe.read()
        if os.WIFSIGNALED(status):
            raise TaskError(
                f"a process {self.task} was ended (signal {os.WTERMSIG(status)}); "
                "run the same command again"
            )
        if told:
            raise TaskError(**json.loads(told))
        if os.WEXITSTATUS(status):
            raise TaskError(f"a process {self.task} ended with status {os.WEXITSTATUS(status)}")
        return True

    def end(self) -> None:
        """End the child at once."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def fork(task: str, *, holding: int | None, closing: Callable[[], None]) -> Child | Todo:
    """Fork; return the child to the parent, and to the child, once it is let go, what to do.

    ``holding`` is a descriptor that the child keeps and the parent gives up; ``closing`` closes in
    the child what belongs to its siblings.
    """
    gate, opener = os.pipe()
    story, teller = os.pipe()
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        for descriptor in (gate, teller, holding):
            if descriptor is not None:
                os.close(descriptor)
        return Child(pid, task, opener, story)
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    closing()
    os.close(opener)
    os.close(story)
    told = _read(gate, int.from_bytes(_read(gate, _NUMBER), "big"))
    if not told or os.getppid() != parent:  # the parent died
        os._exit(1)
    # What came from the parent is left alone, or every collection would copy its pages.
    gc.freeze()
    _Self.teller = teller
    return dict(json.loads(told))


def _read(pipe: int, count: int) -> bytes:
    """Return so many bytes of a pipe, fewer only if it ends."""
    found = b""
    while len(found) < count:
        more = os.read(pipe, count - len(found))
        if not more:
            break
        found += more
    return found


class _Self:
    """What a child knows of itself."""

    teller: int = -1


def is_child() -> bool:
    """Tell whether this process was forked by :func:`fork`."""
    return _Self.teller >= 0


def leave(error: BaseException | None = None) -> NoReturn:
    """End a child, telling its parent what went wrong; nothing that the parent opened is closed."""
    if error is not None:
        lines = "".join(traceback.format_exception(error))[-_LONGEST_STORY:]
        told = {"problem": problem_of(error), "story": lines}
        os.write(_Self.teller, json.dumps(told).encode())
    os._exit(0 if error is None else 1)
