"""Groups of pictures are found by how they begin and by all that they show."""

from __future__ import annotations

from pathlib import Path

from scripts.studio.group_store import GroupStore, group_name, group_start


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
