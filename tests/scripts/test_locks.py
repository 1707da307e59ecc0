import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from scripts.studio.locks import BusyError, locked
from scripts.studio.plan import ROOT

HOLD = """
import sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from scripts.studio.locks import locked
with locked(Path({path!r})):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(path: Path) -> subprocess.Popen[str]:
    code = HOLD.format(root=str(ROOT), path=str(path))
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_another_process_is_named_and_its_death_frees_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    process = holder(path)
    try:
        with pytest.raises(BusyError) as caught, locked(path, timeout=0):
            pytest.fail("the lock was given twice")
        assert caught.value.holder == process.pid
    finally:
        process.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        process.communicate()
    with locked(path, timeout=5):
        pass


def test_who_waits_is_told_once_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    process = holder(path)
    told: list[int | None] = []

    def told_then_free(pid: int | None) -> None:
        told.append(pid)
        process.kill()

    with locked(path, timeout=20, on_wait=told_then_free):
        pass
    process.communicate()
    assert told == [process.pid]


def test_threads_of_one_process_exclude_each_other(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        with locked(path, timeout=20):
            inside += 1
            most = max(most, inside)
            time.sleep(0.01)
            inside -= 1

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == 1


def test_an_exception_frees_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with pytest.raises(KeyError), locked(path):
        raise KeyError
    with locked(path, timeout=0):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork there")
def test_a_forked_worker_that_outlives_its_parent_does_not_keep_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    context = multiprocessing.get_context("fork")
    go = context.Event()
    with locked(path):
        worker = context.Process(target=go.wait, args=(60,))
        worker.start()
    try:
        with locked(path, timeout=0):
            pass
    finally:
        go.set()
        worker.join()
