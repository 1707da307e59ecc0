"""Measure scenes, stock and ours alternating, so that both meet the same noise."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from statistics import median

from scripts.benchmark import agree, ours
from scripts.benchmark.agree import Agreement
from scripts.benchmark.report import Row
from scripts.benchmark.runs import (
    Measured,
    Size,
    Subject,
    encoding_seconds,
    measured,
    our_command,
    stock_command,
    stock_film,
)
from scripts.commands.common import cores

Say = Callable[[str], None]


def measure_scene(
    subject: Subject, size: Size, folder: Path, *, times: int, every: int, say: Say
) -> Row:
    """Measure one scene ``times`` times, alternating, and compare the films' every n-th frame.

    Seconds are medians. Films are left under ``folder`` only while they are needed.
    """
    stock, own, encoding = [], [], []
    for number in range(times):
        for part in ("stock", "ours", "floor"):
            shutil.rmtree(folder / part, ignore_errors=True)
        say(f"{subject.kind}: round {number + 1} of {times}")
        stock.append(measured(stock_command(subject, size, folder / "stock")))
        own.append(measured(our_command(subject, size, folder / "ours", workers=cores())))
        floor = measured(our_command(subject, size, folder / "floor", workers=1, floor=True))
        encoding.append(encoding_seconds(floor) / cores())
    say(f"{subject.kind}: comparing the films")
    theirs, film = stock_film(subject, folder / "stock"), folder / "ours" / ours.FILM
    return Row(
        kind=subject.kind,
        name=subject.name,
        film=json.loads(own[-1].told)["frames"] / size.fps,
        stock=_middle(stock, "wall"),
        ours=_middle(own, "wall"),
        floor=median(encoding),
        stock_cpu=_middle(stock, "cpu"),
        ours_cpu=_middle(own, "cpu"),
        memory=max(run.memory for run in own),
        stock_size=theirs.stat().st_size / 1000,
        our_size=film.stat().st_size / 1000,
        agreement=compared(theirs, film, every),
    )


def compared(one: Path, other: Path, every: int) -> Agreement:
    """Compare two films in a process of its own, which gives its memory back."""
    run = measured([sys.executable, "-m", agree.__name__, str(one), str(other), str(every)])
    told = json.loads(run.told)
    return replace(Agreement(**told), frames=tuple(told["frames"]))


def side_by_side(subjects: Sequence[Subject], size: Size, folder: Path) -> float:
    """Return the seconds that stock manim takes for all scenes, one process a core."""
    waiting = deque(enumerate(subjects))
    start = time.perf_counter()

    def work() -> None:
        while True:
            try:
                number, subject = waiting.popleft()
            except IndexError:
                return
            measured(stock_command(subject, size, folder / str(number)))

    with ThreadPoolExecutor(cores()) as pool:
        for future in [pool.submit(work) for _ in range(cores())]:
            future.result()
    return time.perf_counter() - start


def _middle(runs: Sequence[Measured], what: str) -> float:
    return float(median(getattr(run, what) for run in runs))
