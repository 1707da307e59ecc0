"""Keeping the store within bounds: of each step's results, those that were used last."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from scripts.studio import whole
from scripts.studio.store import size_of

LIMITS: Mapping[str, int] = {
    "pictures": 2_000_000_000,
    "film": 1_500_000_000,
    "speech": 500_000_000,
    "draw": 100_000_000,
    "inspect": 100_000_000,
}
"""Bytes that are kept for later builds, by step: at least twice the series at final quality."""


def trim(root: Path, *, limits: Mapping[str, int] = LIMITS, used_since: float) -> int:
    """Remove what was used least recently until each step is within its limit; count the results.

    A result that was used at ``used_since`` (a time of the file system) or later stays.
    """
    return sum(_trim_step(root / step, limit, used_since) for step, limit in limits.items())


def _trim_step(folder: Path, limit: int, used_since: float) -> int:
    entries = []
    with contextlib.suppress(OSError):
        for file in os.scandir(folder):
            if whole.DRAFT.match(file.name):
                continue  # somebody is at work on it
            with contextlib.suppress(OSError):
                entries.append((file.stat().st_mtime, Path(file.path)))
    sizes = {path: size_of(path) for _, path in entries}
    left = sum(sizes.values())
    removed = 0
    for used, path in sorted(entries):
        if left <= limit or used >= used_since:
            break
        with contextlib.suppress(OSError):
            whole.discard(path)
        left -= sizes[path]
        removed += 1
    return removed
