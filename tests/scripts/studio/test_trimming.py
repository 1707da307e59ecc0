"""The store is kept within bounds; what was used last stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts.studio.group_store import GroupStore
from scripts.studio.store import Store
from scripts.studio.trimming import trim


def test_groups_used_least_recently_go_first(tmp_path: Path) -> None:
    groups = GroupStore(tmp_path)
    for number, name in enumerate("abcd"):
        groups.save(name, [b"x" * 96])  # and four bytes for its length
        os.utime(groups.folder / name, (number, number))
    assert groups.has("a")  # which is a use
    assert trim(tmp_path, limits={"pictures": 250}, used_since=1000) == 2
    assert sorted(os.listdir(groups.folder)) == ["a", "d"]
    assert trim(tmp_path, limits={"pictures": 0}, used_since=1000) == 1
    assert os.listdir(groups.folder) == ["a"]
    assert trim(tmp_path / "nothing", used_since=0) == 0


def test_results_are_whole_or_gone_and_each_step_has_its_limit(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for step in ("film", "draw"):
        for number in range(3):
            entry = store.make(step, {"number": number}, _thousand_bytes)
            os.utime(entry.folder, (number, number))
    assert store.find("film", {"number": 0}) is not None  # which is a use
    assert trim(tmp_path, limits={"film": 2500}, used_since=1000) == 1
    assert [bool(store.find("film", {"number": n})) for n in range(3)] == [True, False, True]
    assert all(store.find("draw", {"number": n}) for n in range(3))
    assert store.sweep() == 0


@pytest.mark.parametrize("step", ["film", "speech"])
def test_what_another_build_is_writing_is_left(tmp_path: Path, step: str) -> None:
    draft = tmp_path / step / f".draft-{os.getpid()}-01234567-x"
    draft.mkdir(parents=True)
    os.utime(draft, (0, 0))
    assert trim(tmp_path, limits={step: 0}, used_since=1000) == 0
    assert draft.is_dir()


def _thousand_bytes(folder: Path) -> None:
    (folder / "result").write_bytes(b"x" * 1000)
