"""Groups of pictures are kept within bounds, those used last."""

from __future__ import annotations

import os
from pathlib import Path

from scripts.studio.group_store import GroupStore, group_name, group_start, trim


def test_what_was_used_least_recently_goes_first(tmp_path: Path) -> None:
    groups = GroupStore(tmp_path)
    for number, name in enumerate("abcd"):
        groups.save(name, [b"x" * 96])  # and four bytes for its length
        os.utime(groups.folder / name, (number, number))
    assert groups.has("a")  # which is a use
    assert trim(tmp_path, limit=250, used_since=1000) == 2
    assert sorted(os.listdir(groups.folder)) == ["a", "d"]
    assert trim(tmp_path, limit=0, used_since=1000) == 1
    assert os.listdir(groups.folder) == ["a"]
    assert trim(tmp_path / "nothing", limit=0, used_since=0) == 0


def test_a_name_begins_as_the_group_does(tmp_path: Path) -> None:
    one = group_name("common", 0, [(b"first", 1), (b"second", 2)])
    other = group_name("common", 0, [(b"first", 1), (b"third", 2)])
    start = group_start("common", 0, b"first")
    assert one != other
    assert one.startswith(start)
    assert other.startswith(start)
    GroupStore(tmp_path).save(one, [b"packet"])
    assert GroupStore(tmp_path).may_have(start)
    assert GroupStore(tmp_path).read(one) == [b"packet"]
