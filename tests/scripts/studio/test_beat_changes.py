"""After an edit of a segment's file, the beats that it changed are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.studio.beat_changes import beat_changes, beat_table
from scripts.studio.outline import SceneReference
from tests.scripts.studio.test_beat_code import SEGMENT


def table(folder: Path, source: str):
    file = folder / "here.py"
    file.write_text(source, encoding="utf-8")
    return beat_table(SceneReference(file, "Here"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"We go on."', '"On we go."', ["words of beat go_on changed"]),
        ("self.play(1)", "self.play(2)", ["code of beat end changed"]),
        (
            "return shared_helper()",
            "return 1 + shared_helper()",
            ["code of beat go_on changed"],
        ),
        (
            "SIZE = 3",
            "SIZE = 4",
            ["what all beats share (imports, constants, parameters) changed"],
        ),
        (
            "return 2",
            "return 5",
            ["what works outside of the beats (facts, script) changed"],
        ),
        ("def end(self)", "def stop(self)", ["beat stop is new", "beat end is gone"]),
        ('"""Begin."""', '"""Begin here."""', []),
    ],
)
def test_what_changed_is_named(old: str, new: str, told: list[str], tmp_path: Path) -> None:
    before = table(tmp_path, SEGMENT)
    assert old in SEGMENT
    assert beat_changes(before, table(tmp_path, SEGMENT.replace(old, new, 1))) == told


@pytest.mark.parametrize("source", ["def (", "class Other: ...", "a = 1\0"])
def test_a_file_that_is_no_segment_tells_nothing(source: str, tmp_path: Path) -> None:
    before = table(tmp_path, SEGMENT)
    assert beat_changes(before, table(tmp_path, source)) == []
