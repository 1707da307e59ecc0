"""Workers: results, problems and deaths stay with their own task."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from scripts.studio.errors import UserError
from scripts.studio.workers import run_all

Report = Callable[[str, int, int], None]


def task(kind: str, report: Report) -> str:
    report("work", 1, 2)
    if kind == "mistake":
        raise UserError("the field is missing")
    if kind == "crash":
        raise ZeroDivisionError("division by zero")
    if kind == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    return kind.upper()


def test_one_failure_leaves_the_others_alone() -> None:
    heard: list[tuple[int, str, int, int]] = []
    kinds = ["fine", "mistake", "crash", "killed", "good"]
    ended = run_all(
        task,
        [(kind,) for kind in kinds],
        workers=2,
        progress=lambda *message: heard.append(message),
    )
    assert [e.result for e in ended] == ["FINE", None, None, None, "GOOD"]
    assert ended[1].problem == "the field is missing"
    assert ended[1].traceback == ""
    assert ended[2].problem.startswith("ZeroDivisionError: division by zero (")
    assert "line" in ended[2].problem
    assert "ZeroDivisionError" in ended[2].traceback
    assert "signal 9" in ended[3].problem
    assert {index for index, *_ in heard} >= {0, 1, 2, 4}
