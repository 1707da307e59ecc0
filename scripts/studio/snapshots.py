"""Forked processes that wait where a scene stands, to play on from there when they are told.

A snapshot listens at a named pipe. For each message it forks a process that goes on with it and
ends the one it forked before; so many edits can start from the same moment. What was forked ends
with whom it was forked from.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import signal
from pathlib import Path
from typing import Any

_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
_LENGTH = 8  # bytes


def leave_snapshot(pipe: Path) -> Any:
    """Fork a snapshot; return None to who goes on, and the message to whoever it wakes.

    The snapshot listens at ``pipe``, which is made, when this returns.
    """
    os.mkfifo(pipe)
    # Open at both ends: it is never at its end, and whoever writes finds a reader.
    listening = os.open(pipe, os.O_RDWR)
    parent = os.getpid()
    if os.fork():
        os.close(listening)
        return None
    end_with_parent(parent)
    return _wait(listening)


def wake(pipe: Path, message: Any) -> bool:
    """Send a message to a snapshot (None ends it); tell whether it is still there."""
    content = pickle.dumps(message)
    try:
        descriptor = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    except OSError:
        return False
    os.set_blocking(descriptor, True)
    with os.fdopen(descriptor, "wb") as file, contextlib.suppress(BrokenPipeError):
        file.write(len(content).to_bytes(_LENGTH, "big") + content)
    return True


def end_with_parent(parent: int) -> None:
    """Let this process be killed when its parent ends."""
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _wait(listening: int) -> Any:
    child = 0
    while True:
        message = pickle.loads(_read(listening, int.from_bytes(_read(listening, _LENGTH), "big")))
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        if message is None:
            os._exit(0)
        parent = os.getpid()
        child = os.fork()
        if not child:
            end_with_parent(parent)
            os.close(listening)
            return message


def _read(pipe: int, count: int) -> bytes:
    found = b""
    while len(found) < count:
        found += os.read(pipe, count - len(found))
    return found
