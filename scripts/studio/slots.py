"""At most so many processes draw at once, however many builds there are.

A slot is a locked file. The lock goes with the process that inherits it and is free the moment
that process ends, however it ends.
"""

from __future__ import annotations

import os
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where drawing is not shared among forked processes
    fcntl = None  # type: ignore[assignment]


def take_slot(folder: Path, count: int) -> int | None:
    """Return an open descriptor that holds one of ``count`` slots, or None if none is free.

    The slot is held until every copy of the descriptor is closed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        descriptor = os.open(folder / f"{number}.slot", os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
        else:
            return descriptor
    return None
