from pathlib import Path

import pytest

from scripts.studio.errors import UserError
from scripts.studio.lecture_file import LectureFile, parse_setting, read_lecture
from scripts.studio.lecture_table import Source
from scripts.studio.plan import ROOT

SERIES = """title = "Series"
order = ["one", "two"]
[segments.one]
scene = "scenes.one:One"
step = 0.5
[segments.two]
title = "Second"
scene = "scenes.two:Two"
[segments.two.words]
begin = "Hello."
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "gradients.toml").write_text(SERIES)
    return tmp_path


def read(root: Path, text: str) -> LectureFile:
    file = root / "my.toml"
    file.write_text(text)
    return read_lecture(file, root=root)


def test_a_remix_changes_only_what_it_names(root: Path) -> None:
    lecture = read(
        root,
        'extend = "default"\n\n[segments.two]\nfield = "x**2"\n\n'
        '[segments.two.words]\nend = "Bye."\n',
    )
    assert lecture.title == "Series"
    assert lecture.order == ("one", "two")
    assert lecture.segments["one"].parameters == {"step": 0.5}
    assert lecture.segments["two"].parameters == {"field": "x**2"}
    assert lecture.segments["two"].words == {"begin": "Hello.", "end": "Bye."}
    assert lecture.segments["two"].scene == "scenes.two:Two"


def test_every_value_remembers_its_file_and_line(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    lecture = read(root, 'extend = "default"\n[segments.two]\n\nfield = "x**2"\n')
    assert str(lecture.where("segments.two.field")) == "my.toml, line 4"
    assert str(lecture.where("segments.one.step")) == "scenes/gradients.toml, line 5"
    assert str(lecture.where("segments.two.unheard-of")) == "my.toml, line 2"
    assert str(lecture.where("nothing")) == "my.toml"


def test_a_chain_of_files_and_their_selection(root: Path) -> None:
    (root / "middle.toml").write_text('extend = "default"\ntitle = "Middle"\ntheme = "light"\n')
    lecture = read(root, 'extend = "middle.toml"\nonly = ["two"]\n')
    assert (lecture.title, lecture.theme, lecture.order) == ("Middle", "light", ("two",))
    assert read(root, 'extend = "middle.toml"\norder = ["two", "one"]\n').order == ("two", "one")


def test_a_new_segment_is_played_last(root: Path) -> None:
    lecture = read(root, 'extend = "default"\n[segments.mine]\nscene = "scenes.mine:Mine"\n')
    assert lecture.order == ("one", "two", "mine")


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ('extend = "default"\nvoise = "silent"\n', 2, "did you mean 'voice'"),
        ('extend = "default"\n\ntitle = 3\n', 3, "should be a text, not a number"),
        ('extend = "default"\norder = "one"\n', 2, "should be a list of segments"),
        ('extend = "default"\nonly = [\n"one",\n"tow"]\n', 4, "did you mean 'two'"),
        ('extend = "default"\norder = ["one", "one"]\n', 2, "named twice"),
        ('extend = "default"\n[segments]\none = 3\n', 3, "should be a table, not a number"),
        ('extend = "default"\n[segments.one]\nscene = true\n', 3, "not true or false"),
        ('extend = "default"\n[segments.one.words]\nx = 1\n', 3, "segments.one.words.x"),
        ('extend = "default"\n[segments.one]\nday = 1999-01-01\n', 3, "no parameter takes"),
        ('extend = "default"\ntitle = \n', 2, "Invalid value"),
        ('extend = "elsewhere.toml"\n', 1, "there is no file"),
        ('extend = "default"\n[segments.three]\nfield = "x"\n', 2, "has no scene"),
    ],
)
def test_mistakes_name_file_and_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int, part: str
) -> None:
    monkeypatch.chdir(root)
    with pytest.raises(UserError) as caught:
        read(root, text)
    assert str(caught.value).startswith(f"my.toml, line {line}: ")
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_extends_itself_is_told_so(root: Path) -> None:
    (root / "a.toml").write_text('extend = "b.toml"\n')
    (root / "b.toml").write_text('extend = "a.toml"\n')
    with pytest.raises(UserError, match="extends itself"):
        read_lecture(root / "a.toml", root=root)


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_unreadable_files_are_told_in_a_sentence(root: Path, content: bytes | None) -> None:
    file = root / "odd.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UserError, match="cannot read the lecture file"):
        read_lecture(file, root=root)


def test_an_empty_lecture_is_a_mistake(root: Path) -> None:
    with pytest.raises(UserError, match="no segments"):
        read(root, "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one.step=0.25", 0.25),
        ("one.step = [1, 2.5]", [1, 2.5]),
        ('one.step="x"', "x"),
        ("one.step=x*exp(y)", "x*exp(y)"),
        ("one.step=x**2 = y", "x**2 = y"),
        ("one.step=", ""),
        ("one.step=true", True),
    ],
)
def test_settings_are_toml_or_else_text(text: str, value: object) -> None:
    assert parse_setting(text) == ("one", "step", value)


@pytest.mark.parametrize("text", ["step=3", "one.step", "=3", ".step=3", "one.=3"])
def test_settings_that_are_none(text: str) -> None:
    with pytest.raises(UserError, match=r"SLUG\.PARAM=VALUE"):
        parse_setting(text)


def test_a_setting_reaches_its_segment_with_its_source(root: Path) -> None:
    lecture = read(root, 'extend = "default"\n')
    changed = lecture.changed("one", "step", 3, Source("--set one.step"))
    assert changed.segments["one"].parameters["step"] == 3
    assert str(changed.where("segments.one.step")) == "--set one.step"
    assert lecture.segments["one"].parameters["step"] == 0.5
    with pytest.raises(UserError, match="did you mean 'one'"):
        lecture.changed("on", "step", 3, Source("--set"))


def test_the_series_itself_reads() -> None:
    lecture = read_lecture(ROOT / "scenes" / "gradients.toml", root=ROOT)
    assert {"partial-derivatives", "directional-derivatives", "level-curves"} <= set(lecture.order)
    assert all(lecture.segments[slug].title for slug in lecture.order)
