"""A task a process, a few at a time; one that dies fails alone.

A worker may be killed at any moment: its task then ends with a sentence and the others go on.
When the process that started them is killed, the workers end too: nobody waits for their results,
and the next build is not to find them at work in its folder.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

from scripts.studio.class_code import is_foreign
from scripts.studio.errors import UserError

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended(Generic[T]):
    """How a task ended: with a result, or with a problem in a sentence (and its traceback)."""

    result: T | None = None
    problem: str = ""
    traceback: str = ""


class TaskError(RuntimeError):
    """A part of a task failed in another process: the sentence, and its traceback there."""

    def __init__(self, problem: str, story: str = "") -> None:
        super().__init__(problem)
        self.problem, self.story = problem, story


@dataclass
class _Running:
    index: int
    process: BaseProcess
    pipe: Connection


def run_all(
    task: Callable[..., T],
    arguments: Sequence[tuple[Any, ...]],
    *,
    workers: int,
    progress: Callable[[int, str, int, int], None] = lambda index, step, done, total: None,
    ended: Callable[[int, Ended[T]], None] = lambda index, how: None,
) -> list[Ended[T]]:
    """Run ``task(*arguments[i], report)`` for every i, ``workers`` at a time, in new processes.

    ``report(step, done, total)`` in the task calls ``progress(i, step, done, total)`` here. An
    exception in a task, or its process's death, is a problem of that task alone. When this call
    is interrupted, all workers are ended first.
    """
    context = multiprocessing.get_context("spawn")
    outcomes: list[Ended[T]] = [Ended(problem="was not started")] * len(arguments)
    waiting = list(range(len(arguments)))[::-1]
    running: dict[Connection, _Running] = {}
    try:
        while waiting or running:
            while waiting and len(running) < max(1, workers):
                started = _start(context, task, arguments, waiting.pop())
                running[started.pipe] = started
            for pipe in wait(list(running)):
                assert isinstance(pipe, Connection)
                how = _hear(running[pipe], progress)
                if how is not None:
                    done = running.pop(pipe)
                    done.process.join()
                    outcomes[done.index] = how
                    ended(done.index, how)
    finally:
        for left in running.values():
            left.process.terminate()
        for left in running.values():
            left.process.join()
    return outcomes


def _start(
    context: Any, task: Callable[..., Any], arguments: Sequence[tuple[Any, ...]], index: int
) -> _Running:
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, task, arguments[index]), daemon=True)
    process.start()
    there.close()  # so that a dead worker's pipe reads as ended
    return _Running(index, process, here)


def _hear(running: _Running, progress: Callable[[int, str, int, int], None]) -> Ended[Any] | None:
    """Take one message from a worker; return how its task ended, if it did."""
    try:
        kind, *content = running.pipe.recv()
    except EOFError:
        running.process.join()
        code = running.process.exitcode
        how = f"signal {-code}" if code is not None and code < 0 else f"exit status {code}"
        return Ended(problem=f"its worker process was ended ({how}); run the same command again")
    if kind == "progress":
        progress(running.index, *content)
        return None
    return Ended(**content[0])


def _work(pipe: Connection, task: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """Run in the worker: the task, and what is told of it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def report(step: str, done: int, total: int) -> None:
        pipe.send(("progress", step, done, total))

    try:
        how = {"result": task(*arguments, report)}
    except KeyboardInterrupt:
        return
    except UserError as error:
        how = {"problem": str(error)}
    except TaskError as error:
        how = {"problem": error.problem, "traceback": error.story}
    except Exception as error:
        how = {"problem": problem_of(error), "traceback": traceback.format_exc()}
    pipe.send(("ended", how))
    pipe.close()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def problem_of(error: BaseException) -> str:
    """Say what went wrong and in which line of the scene or the studio, in one sentence."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if not is_foreign(Path(f.filename))]
    place = own[-1] if own else frames[-1] if frames else None
    what = " ".join(str(error).split()) or "no message"
    text = f"{type(error).__name__}: {what}"
    if place is None:
        return text
    name = Path(place.filename)
    shown = name.relative_to(ROOT) if name.is_relative_to(ROOT) else name
    return f"{text} ({shown}, line {place.lineno})"
