import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from scripts.studio import whole
from scripts.studio.plan import ROOT
from scripts.studio.store import INPUTS_FILE, Store, key_of

INPUTS = {"text": "2 × 3", "rate": 0.5, "list": [1, 2], "none": None}


def fill(folder: Path) -> None:
    (folder / "a.txt").write_text("content")


def test_keys_depend_on_values_and_not_on_order() -> None:
    assert key_of({"a": 1, "b": [1, 2]}) == key_of({"b": [1, 2], "a": 1})
    assert key_of({"a": 1}) != key_of({"a": "1"})
    assert key_of({"a": [1, 2]}) != key_of({"a": [2, 1]})
    with pytest.raises(ValueError, match="JSON"):
        key_of({"a": float("nan")})


def test_a_result_is_made_once_and_keeps_its_inputs(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.find("draw", INPUTS) is None
    made = store.make("draw", INPUTS, fill)
    again = store.make("draw", INPUTS, lambda _: pytest.fail("made twice"))
    assert (made.reused, again.reused) == (False, True)
    assert again.file("a.txt").read_text() == "content"
    assert again.inputs == INPUTS
    assert store.find("speak", INPUTS) is None
    assert store.bytes_used() > len("content")
    with pytest.raises(FileNotFoundError, match=r"no file b\.txt"):
        again.file("b.txt")
    store.discard(again)
    assert store.find("draw", INPUTS) is None


def test_a_failed_step_leaves_nothing(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        fill(folder)
        raise RuntimeError("half-way")

    store = Store(tmp_path)
    with pytest.raises(RuntimeError, match="half-way"):
        store.make("draw", INPUTS, fail)
    assert store.find("draw", INPUTS) is None
    assert list((tmp_path / "draw").iterdir()) == []


def test_two_at_once_leave_one_whole_result(tmp_path: Path) -> None:
    store = Store(tmp_path)
    meet = threading.Barrier(2, timeout=20)

    def slow(folder: Path) -> None:
        fill(folder)
        meet.wait()

    threads = [threading.Thread(target=store.make, args=("draw", INPUTS, slow)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    (folder,) = (tmp_path / "draw").iterdir()
    assert {path.name for path in folder.iterdir()} == {"a.txt", INPUTS_FILE}


HANG = """
import sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from scripts.studio.store import Store
from scripts.studio.whole import whole_file

def hang(folder):
    (folder / "a.txt").write_text("half")
    print("writing", flush=True)
    time.sleep(60)

if sys.argv[1] == "store":
    Store(Path({store!r})).make("draw", {inputs!r}, hang)
else:
    with whole_file(Path({store!r}) / "film.mp4") as draft:
        draft.write_text("half")
        print("writing", flush=True)
        time.sleep(60)
"""


def hanging(tmp_path: Path, kind: str) -> subprocess.Popen[str]:
    code = HANG.format(root=str(ROOT), store=str(tmp_path), inputs=INPUTS)
    process = subprocess.Popen(
        [sys.executable, "-c", code, kind], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
@pytest.mark.parametrize("kind", ["store", "file"])
def test_kill_9_in_mid_write_leaves_no_broken_result(tmp_path: Path, kind: str) -> None:
    process = hanging(tmp_path, kind)
    store = Store(tmp_path)
    assert store.sweep() == 0, "a living process's draft was taken away"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert store.find("draw", INPUTS) is None
    assert not (tmp_path / "film.mp4").exists()
    assert store.sweep() == 1
    leftovers = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert leftovers == []
    assert store.make("draw", INPUTS, fill).file("a.txt").read_text() == "content"


def test_a_whole_file_replaces_the_old_one_or_leaves_it(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "film.mp4"
    whole.write_text(target, "old")

    def fail() -> None:
        with whole.whole_file(target) as draft:
            draft.write_text("half")
            assert target.read_text() == "old"
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        fail()
    assert target.read_text() == "old"
    whole.write_text(target, "new")
    assert target.read_text() == "new"
    assert [path.name for path in target.parent.iterdir()] == ["film.mp4"]


def test_publishing_over_a_film_keeps_the_stored_one(tmp_path: Path) -> None:
    stored, other, target = tmp_path / "stored", tmp_path / "other", tmp_path / "film.mp4"
    stored.write_text("one")
    other.write_text("two")
    whole.publish(stored, target)
    whole.publish(other, target)
    assert (stored.read_text(), target.read_text()) == ("one", "two")


def test_sweeping_leaves_strangers_alone(tmp_path: Path) -> None:
    names = [".draft-1-short", "draft-99999999-00000000", f".draft-{os.getpid()}-0123abcd-x"]
    for name in names:
        (tmp_path / name).touch()
    assert whole.sweep(tmp_path) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert whole.sweep(tmp_path / "nowhere") == 0
