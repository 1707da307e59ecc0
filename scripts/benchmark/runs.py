"""Run what is measured, each in processes of its own, and tell what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.benchmark import ours

ROOT = Path(__file__).resolve().parents[2]


class BenchError(RuntimeError):
    """A measured command that failed, in a sentence."""


@dataclass(frozen=True)
class Subject:
    """A scene to measure: what it stands for, its file and its class."""

    kind: str
    file: Path
    name: str
    background: str = "#000000"


@dataclass(frozen=True)
class Size:
    """Size and rate of the films that are made."""

    width: int = 1920
    height: int = 1080
    fps: int = 60


@dataclass(frozen=True)
class Measured:
    """What one command took: seconds on the clock, seconds of processors, peak memory in MB.

    ``memory`` is that of its largest process; ``told`` is what it printed last.
    """

    wall: float
    cpu: float
    memory: float
    told: str = ""


def measured(command: Sequence[str], *, cwd: Path = ROOT) -> Measured:
    """Run a command in a folder and measure it; BenchError if it fails."""
    start = time.perf_counter()
    # One thread per numeric library and no progress bars: what is measured is the drawing.
    plain = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=plain,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise BenchError(f"{' '.join(command)} failed:\n{output[-2000:]}")
    return Measured(
        wall=time.perf_counter() - start,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss / 1024,
        told=output.strip().splitlines()[-1] if output.strip() else "",
    )


def stock_command(subject: Subject, size: Size, folder: Path) -> list[str]:
    """Return the command line of stock manim for a subject, films going to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "manim.cfg"
    settings.write_text(f"[CLI]\nbackground_color = {subject.background}\n", "utf-8")
    return [
        *(sys.executable, "-m", "manim", "render", "--disable_caching", "--progress_bar", "none"),
        *("-v", "WARNING", "-c", str(settings), "--media_dir", str(folder)),
        *("-r", f"{size.width},{size.height}", "--fps", str(size.fps)),
        *(str(subject.file), subject.name),
    ]


def stock_film(subject: Subject, folder: Path) -> Path:
    """Return the film that :func:`stock_command` made."""
    found = [p for p in folder.rglob(f"{subject.name}.mp4") if "partial_movie_files" not in p.parts]
    if len(found) != 1:
        raise BenchError(f"stock manim left {len(found)} films of {subject.name} in {folder}")
    return found[0]


def our_command(
    subject: Subject, size: Size, folder: Path, *, workers: int, floor: bool = False
) -> list[str]:
    """Return the command line that draws a subject with the studio, or only times its encoding."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        *(sys.executable, "-m", ours.__name__, str(subject.file), subject.name, str(folder)),
        *(str(size.width), str(size.height), str(size.fps), str(workers)),
        *(["--floor"] if floor else []),
    ]


def encoding_seconds(run: Measured) -> float:
    """Return what the encoder alone took, of a run of :func:`our_command` with ``floor``."""
    return float(json.loads(run.told)["encoding"])
