"""The bench as a whole: one small scene measured, the report's sentences, mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.benchmark import edits
from scripts.benchmark.__main__ import SUBJECTS, main
from scripts.benchmark.agree import Agreement
from scripts.benchmark.edits import Again
from scripts.benchmark.report import BEGIN, END, Report, Row, write_into
from scripts.benchmark.runs import ROOT
from scripts.studio.beat_code import read_beats, touched
from scripts.studio.errors import UserError


def row(name: str, *, stock: float, ours: float, floor: float, worst: float = 1.0) -> Row:
    agreement = Agreement((600, 600), worst, worst, 7)
    return Row(name, name, 10, stock, ours, floor, stock, ours, 200, 100, 200, agreement)


def test_a_scene_is_measured_and_agrees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "numbers.json"
    status = main(["--scenes", "point", "--size", "320x180@5", "--json", str(file)])
    told = json.loads(file.read_text("utf-8"))
    (only,) = told["rows"]
    assert only["agreement"]["frames"] == [60, 60]
    assert min(only["stock"], only["ours"], only["floor"], told["side_by_side"]) > 0
    assert only["floor"] < only["ours"]
    # So small a film is blurred by either encoder, but it shows the same.
    assert only["agreement"]["mean"] > 0.98
    assert status == (only["agreement"]["worst"] < 0.99)
    assert "| 2D, moving point | 12.0 s |" in capsys.readouterr().out


def test_the_table_tells_ratios_of_sums() -> None:
    rows = [row("a", stock=30, ours=6, floor=4), row("b", stock=20, ours=4, floor=4)]
    lines = Report("2 cores", "1920x1080@60", rows, side_by_side=25).lines()
    assert "| a | 10.0 s | 30.0 s | 6.0 s | 5.0 × | 1.5 | 1.0000 | 100 / 200 |" in lines
    assert "| all | 20.0 s | 50.0 s | 10.0 s | 5.0 × | 1.2 | 1.0000 | |" in lines
    assert "25.0 s for all of them, 2.5 times ours" in lines[-1]


def test_second_builds_are_told() -> None:
    only = [row("a", stock=30, ours=6, floor=4)]
    assert Report("", "", only, 1, Again(0.44, 3.1)).lines()[-1] == (
        "A build of a segment in which nothing changed takes 0.4 s; "
        "after an edit of one beat its preview is there in 3.1 s."
    )


def test_the_edit_is_one_of_its_beat(tmp_path: Path) -> None:
    file = tmp_path / "segment.py"
    text = (ROOT / edits.FILE).read_text("utf-8")
    file.write_text(text, "utf-8")
    edits.edit(file)
    name = SUBJECTS["levels"].name
    before, now = read_beats(text, name), read_beats(file.read_text("utf-8"), name)
    assert before is not None
    assert now is not None
    assert touched(before, now) == (edits.BEAT,)


def test_films_that_differ_are_told() -> None:
    good, bad = row("a", stock=1, ours=1, floor=1), row("b", stock=1, ours=1, floor=1, worst=0.5)
    assert Report("", "", [good], 1).problems() == []
    assert Report("", "", [good, bad], 1).problems() == [
        "b: frame 7 has an SSIM of 0.5000, under 0.99"
    ]


def test_the_table_stands_between_the_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    write_into(readme, ["new", r"with \1"])
    assert readme.read_text("utf-8") == f"before\n{BEGIN}\nnew\nwith \\1\n{END}\nafter\n"
    readme.write_text("nothing", "utf-8")
    with pytest.raises(UserError, match="has no lines"):
        write_into(readme, ["new"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--scenes", "surfaces"], "did you mean 'surface'?"),
        (["--scenes", "point", "--size", "big"], "a size is WIDTHxHEIGHT@RATE"),
    ],
)
def test_mistakes_are_one_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


def test_the_subjects_exist() -> None:
    for subject in SUBJECTS.values():
        assert f"class {subject.name}(" in subject.file.read_text("utf-8")


def test_the_course_is_measured_on_its_own_ground() -> None:
    from scenes.kit.theme import DARK

    assert SUBJECTS["levels"].background == DARK.background
