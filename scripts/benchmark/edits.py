"""What a second build takes: of an unchanged project, and after an edit of one beat.

Both are measured in a copy of the project: one segment is built twice, and watched while one of
its beats is changed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.benchmark.runs import ROOT, BenchError, measured

SLUG, FILE = "level-curves", "scenes/s08_level_curves.py"
BEAT = "read_the_gaps"
ADDED = "        self.lengths[2].set_opacity(0.5)\n"
"""What the edit adds at the end of the beat."""

LIMIT = 1800.0
"""Seconds after which what is watched has failed."""

_COPIED = ("mathcore", "scenes", "scripts")


@dataclass(frozen=True)
class Again:
    """Seconds that a build with nothing to do takes, and the preview of a beat after an edit."""

    unchanged: float
    edit: float


def measure_again(folder: Path, *, quality: str = "preview") -> Again:
    """Copy the project into a folder and measure there."""
    project = folder / "project"
    for name in _COPIED:
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    lecture = [sys.executable, "-m", "scripts.cli"]
    settings = [SLUG, "--quality", quality, "--voice", "silent"]
    build = [*lecture, "render", "--only", *settings]
    measured(build, cwd=project)
    unchanged = min(measured(build, cwd=project).wall for _ in range(3))
    with _watching([*lecture, "watch", *settings], project) as lines:
        _until(lines, "Ready")
        edit(project / FILE)
        start = time.perf_counter()
        _until(lines, f"{BEAT} (")
        return Again(unchanged, time.perf_counter() - start)


def edit(file: Path) -> None:
    """Change the beat a little, so that its end looks otherwise."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    at = next((k for k, line in enumerate(lines) if f"def {BEAT}(" in line), None)
    if at is None:
        raise BenchError(f"{file.name} has no beat {BEAT}")
    end = next(k for k in range(at + 1, len(lines)) if lines[k].startswith("    @"))
    while not lines[end - 1].strip():
        end -= 1
    file.write_text("".join([*lines[:end], ADDED, *lines[end:]]), "utf-8")


@contextmanager
def _watching(command: list[str], project: Path) -> Iterator[Iterator[str]]:
    """Give the lines that a command prints, and end it with the block."""
    process = subprocess.Popen(
        command, cwd=project, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    try:
        yield iter(process.stdout)
    finally:
        process.terminate()
        process.wait()


def _until(lines: Iterator[str], beginning: str) -> None:
    """Read lines until one begins so; BenchError if none does."""
    told = []
    start = time.monotonic()
    for line in lines:
        told.append(line)
        if line.startswith(beginning):
            return
        if time.monotonic() - start > LIMIT:
            break
    raise BenchError(f"no line began with {beginning!r}:\n{''.join(told[-20:])}")
