"""Files that appear under their final name only when they are complete.

Everything is written beside its target, under a name that carries the writer's process id, and
renamed at the end. Whoever is killed in between leaves only such a draft, which the next run
sweeps away once that process is gone.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

DRAFT = re.compile(r"^\.draft-(\d+)-[0-9a-f]{8}(-.*)?$")
"""The name of something half-written: ``.draft-PID-RANDOM[-NAME]``."""

_ABANDONED_SECONDS = 2 * 24 * 3600


def draft_path(target: Path) -> Path:
    """Return a fresh name beside ``target`` (same folder, same suffix) to write to first."""
    return target.with_name(f".draft-{os.getpid()}-{secrets.token_hex(4)}-{target.name}")


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a path to write to; at the end it becomes ``target`` in one step, or nothing does.

    An existing ``target`` is replaced. If the body raises, the draft is removed and ``target`` is
    as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = draft_path(target)
    try:
        yield draft
        os.replace(draft, target)
    finally:
        remove(draft)


def write_text(target: Path, text: str) -> None:
    """Write a whole UTF-8 text file with ``\\n`` line ends."""
    with whole_file(target) as draft:
        draft.write_text(text, encoding="utf-8", newline="\n")


def publish(source: Path, target: Path) -> None:
    """Make ``target`` a copy of ``source``: a hard link where the file system can, else a copy.

    Neither file may be changed in place afterwards, only replaced.
    """
    with whole_file(target) as draft:
        try:
            os.link(source, draft)
        except OSError:
            shutil.copyfile(source, draft)


def sweep(folder: Path) -> int:
    """Remove the drafts in ``folder`` (not below) that no living process is writing; count them."""
    removed = 0
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return 0
    for entry in entries:
        match = DRAFT.match(entry.name)
        if match and _abandoned(int(match[1]), Path(entry.path)):
            remove(Path(entry.path))
            removed += 1
    return removed


def discard(path: Path) -> None:
    """Remove a finished file or folder: under another name first, so nobody finds half of it."""
    gone = draft_path(path)
    with contextlib.suppress(FileNotFoundError):
        os.rename(path, gone)
    remove(gone)


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it; nothing there is fine."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()


def alive(pid: int) -> bool:
    """Tell whether a process of this machine has the id ``pid`` (always true where unknowable)."""
    if sys.platform == "win32":
        return True  # os.kill(pid, 0) would end it there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _abandoned(pid: int, path: Path) -> bool:
    if not alive(pid):
        return True
    try:
        return time.time() - path.stat().st_mtime > _ABANDONED_SECONDS
    except OSError:
        return False
