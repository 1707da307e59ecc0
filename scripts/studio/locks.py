"""One at a time: locks between processes that end with the process, however it ends.

The operating system holds the lock, not the file, so a lock of a dead process is free at once:
nothing has to be judged stale. The file only keeps who has it, for the sentence that others see
while they wait. POSIX record locks are used since forked workers do not inherit them.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_POLL_SECONDS = 0.1
_here: dict[str, threading.Lock] = {}  # record locks do not exclude threads of one process
_here_guard = threading.Lock()


class BusyError(RuntimeError):
    """The lock was not free within the time allowed; ``holder`` is the process id, if known."""

    def __init__(self, path: Path, holder: int | None) -> None:
        self.path = path
        self.holder = holder
        super().__init__(f"{path} is held by {'process ' + str(holder) if holder else 'another'}")


@contextlib.contextmanager
def locked(
    path: Path,
    *,
    timeout: float | None = None,
    on_wait: Callable[[int | None], None] | None = None,
) -> Iterator[None]:
    """Hold the lock file ``path`` (made if need be) for the length of the ``with`` block.

    ``timeout`` in seconds: None waits as long as the holder lives, 0 does not wait; BusyError is
    raised when it runs out. ``on_wait`` is called once, with the holder's process id.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    name = os.path.realpath(path)
    with _here_guard:
        mine = _here.setdefault(name, threading.Lock())
    deadline = None if timeout is None else time.monotonic() + timeout
    if not mine.acquire(blocking=False):
        if on_wait is not None:
            on_wait(os.getpid())
        if not mine.acquire(timeout=-1 if deadline is None else max(0.0, timeout or 0.0)):
            raise BusyError(path, os.getpid())
    try:
        with open(path, "a+b") as file:
            _acquire(file.fileno(), path, deadline, on_wait)
            try:
                file.seek(0)
                file.truncate()
                file.write(f" {os.getpid()}\n".encode())
                file.flush()
                yield
            finally:
                file.truncate(0)
                _release(file.fileno())
    finally:
        mine.release()


def _acquire(
    descriptor: int,
    path: Path,
    deadline: float | None,
    on_wait: Callable[[int | None], None] | None,
) -> None:
    told = False
    while not _try(descriptor):
        if deadline is not None and time.monotonic() >= deadline:
            raise BusyError(path, _holder(descriptor))
        if not told and on_wait is not None:
            on_wait(_holder(descriptor))
            told = True
        time.sleep(_POLL_SECONDS)


def _holder(descriptor: int) -> int | None:
    # Read through the open descriptor: closing another one would drop this process's locks.
    try:
        os.lseek(descriptor, 1, os.SEEK_SET)  # byte 0 is the one that Windows locks
        return int(os.read(descriptor, 20))
    except (OSError, ValueError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> bool:
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 0)
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, 0)
