import os
from pathlib import Path
from typing import Any

import pytest

from scripts.studio.ledger import (
    JobRecord,
    changes,
    damaged,
    is_current,
    job_inputs,
    read_record,
    record_file,
    record_outputs,
    write_record,
)
from scripts.studio.needs import inputs_now
from scripts.studio.plan import Request, make_plan

SLUG = "first-steps"


def inputs(root: Path, **request: Any) -> dict[str, Any]:
    plan = make_plan(Request(**request), root=root)
    return dict(inputs_now(plan, root=root, store=root / "media" / ".store")[SLUG])


@pytest.fixture
def out(project: Path) -> Path:
    """An output folder with the record of one finished film."""
    folder = project / "media" / "final"
    folder.mkdir(parents=True)
    film = folder / "first-steps.mp4"
    film.write_text("a film")
    record = JobRecord(inputs(project), record_outputs(folder, [film]), {"duration": 3.0})
    write_record(folder, SLUG, record)
    return folder


def test_nothing_changed_is_nothing_to_do(project: Path, out: Path) -> None:
    record = read_record(out, SLUG)
    assert record is not None
    assert record.facts == {"duration": 3.0}
    assert is_current(inputs(project), record, out)
    assert changes(record.inputs, inputs(project)) == []


def test_a_film_that_is_gone_or_was_touched_is_made_again(project: Path, out: Path) -> None:
    record = read_record(out, SLUG)
    assert record is not None
    film = out / "first-steps.mp4"
    film.write_text("b film")
    stat = film.stat()
    os.utime(film, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    assert damaged(record, out) == ["first-steps.mp4"]
    film.unlink()
    assert damaged(record, out) == ["first-steps.mp4"]
    assert not is_current(inputs(project), record, out)


def edited(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text()
    assert old in text
    (root / name).write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("request_", "edit", "sentences"),
    [
        ({"quality": "draft"}, None, ["quality: final → draft"]),
        ({"voice": "silent"}, None, ["voice: 'heart' → 'silent'"]),
        ({"theme": "light"}, None, ["theme: 'dark' → 'light'"]),
        ({"settings": [f"{SLUG}.steps=4"]}, None, ["parameter steps: the default → 4"]),
        ({}, ("scenes/kit/timing.py", "1.0", "2.0"), ["scenes/kit/timing.py changed"]),
        ({}, ("scenes/s01_first.py", "We begin", "I begin"), ["scenes/s01_first.py changed"]),
        ({}, ("scenes/kit/timing.py", "1.0", "1.0  # so long"), []),
        (
            {},
            ("mathcore/arrays.py", "SIZE", "from mathcore import fields\nSIZE"),
            ["mathcore/arrays.py changed", "mathcore/fields.py is new"],
        ),
    ],
)
def test_every_reason_has_its_name(
    project: Path,
    out: Path,
    request_: dict[str, Any],
    edit: tuple[str, str, str] | None,
    sentences: list[str],
) -> None:
    if edit is not None:
        edited(project, *edit)
    record = read_record(out, SLUG)
    assert record is not None
    now = inputs(project, **request_)
    assert changes(record.inputs, now) == sentences
    assert is_current(now, record, out) == (not sentences)


def test_tools_parameters_and_words_are_named() -> None:
    before = {
        "tools": {"manim": "0.22.0"},
        "parameter": {"field": "a", "at": [1, 2]},
        "words": {"begin": "x"},
    }
    now = {
        "tools": {"manim": "0.22.1"},
        "parameter": {"field": "b", "at": (1, 2)},
        "words": {"begin": "y"},
    }
    assert changes(before, now) == [
        "manim 0.22.0 → 0.22.1",
        "parameter field: 'a' → 'b'",
        "words of beat begin changed",
    ]


def test_recordings_are_inputs(project: Path) -> None:
    folder = project / "voices"
    folder.mkdir()
    (folder / "begin.wav").write_bytes(b"1")
    job = make_plan(Request(voice=str(folder)), root=project).jobs[0]
    before = job_inputs(job, sources={}, tools={})
    (folder / "begin.wav").write_bytes(b"2")
    after = job_inputs(job, sources={}, tools={})
    assert changes(before, after) == ["recording begin.wav changed"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"inputs": {}}', '{"outputs": {"a": {"b": 1}}}'])
def test_a_broken_record_is_no_record(out: Path, text: str) -> None:
    record_file(out, SLUG).write_text(text)
    assert read_record(out, SLUG) is None
    assert not is_current({}, None, out)
