import time
from pathlib import Path

import pytest

from scripts.studio.errors import UserError
from scripts.studio.fingerprint import Sources, folder_digest, tool_versions
from scripts.studio.outline import scenes_in
from scripts.studio.plan import ROOT

SEGMENT = "scenes.s01_first"


def closure(root: Path, *, said: bool = False, module: str = SEGMENT) -> dict[str, str]:
    return Sources(root).closure([module], said=said)


def edit(root: Path, name: str, old: str, new: str) -> None:
    file = root / name
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_the_closure_is_what_is_imported_in_the_project(project: Path) -> None:
    assert list(closure(project)) == [
        "mathcore/__init__.py",
        "mathcore/arrays.py",
        "scenes/__init__.py",
        "scenes/kit/__init__.py",
        "scenes/kit/lecture.py",
        "scenes/kit/params.py",
        "scenes/kit/plane.py",
        "scenes/kit/timing.py",
        "scenes/s01_first.py",
    ]


def test_a_module_that_shares_its_name_with_a_library_is_not_it(project: Path) -> None:
    (project / "scenes" / "kit" / "colorsys.py").write_text("A = 1\n")
    edit(project, "scenes/kit/plane.py", "from mathcore", "import colorsys\nfrom mathcore")
    assert "scenes/kit/colorsys.py" not in closure(project)


def test_a_file_of_ones_own_brings_its_neighbours(project: Path, tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("A = 1\n")
    mine = tmp_path / "my_scene.py"
    mine.write_text("import helper\nfrom scenes.kit import plane\nclass A(Scene): ...\n")
    (reference,) = scenes_in(mine)
    names = list(Sources(project).closure([reference]))
    assert {str(mine), str(tmp_path / "helper.py"), "scenes/kit/plane.py"} <= set(names)


def test_imports_inside_functions_count(project: Path) -> None:
    assert "mathcore/fields.py" in closure(project, module="scenes.s02_second")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("scenes/s01_first.py", "# a comment", "# another, longer comment"),
        ("scenes/s01_first.py", '"""Begin."""', '"""Begin at the beginning."""'),
        ("scenes/s01_first.py", "More about it.", "More about it, and more."),
        ("scenes/s01_first.py", "self.wait(1)", "self.wait( 1 )\n"),
        ("scenes/kit/unused.py", "0", "1"),
        ("mathcore/fields.py", "1", "2"),
    ],
)
@pytest.mark.parametrize("said", [False, True])
def test_what_changes_no_film_changes_no_digest(
    project: Path, file: str, old: str, new: str, said: bool
) -> None:
    before = closure(project, said=said)
    edit(project, file, old, new)
    assert closure(project, said=said) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("scenes/s01_first.py", "self.wait(1)", "self.wait(2)"),
        ("scenes/s01_first.py", 'group="end"', 'group="close"'),
        ("scenes/s01_first.py", '"x**2"', '"x**3"'),
        ("scenes/kit/timing.py", "1.0", "1.5"),
        ("mathcore/arrays.py", "2", "3"),
    ],
)
@pytest.mark.parametrize("said", [False, True])
def test_code_changes_exactly_its_own_digest(
    project: Path, file: str, old: str, new: str, said: bool
) -> None:
    before = closure(project, said=said)
    edit(project, file, old, new)
    after = closure(project, said=said)
    assert [name for name in before if before[name] != after[name]] == [file]


def test_words_count_for_the_voice_and_not_for_the_picture(project: Path) -> None:
    drawn, said = closure(project), closure(project, said=True)
    edit(project, "scenes/s01_first.py", "And we end.", "And so we come to an end.")
    assert closure(project) == drawn
    assert closure(project, said=True) != said


def test_data_files_count_by_their_bytes(project: Path) -> None:
    font = project / "scenes" / "kit" / "font.otf"
    font.write_bytes(b"one")
    before = Sources(project).closure([SEGMENT], files=[font])
    assert "scenes/kit/font.otf" in before
    font.write_bytes(b"two")
    assert Sources(project).closure([SEGMENT], files=[font]) != before


def test_the_cache_never_answers_for_other_bytes(project: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache.json"
    sources = Sources(project, cache)
    before = sources.closure([SEGMENT])
    sources.save()
    assert Sources(project, cache).closure([SEGMENT]) == before
    edit(project, "scenes/kit/timing.py", "1.0", "9.0")
    assert Sources(project, cache).closure([SEGMENT]) == closure(project) != before
    cache.write_text("{ broken")
    assert Sources(project, cache).closure([SEGMENT]) == closure(project)


def test_a_syntax_error_is_told_with_its_line(project: Path) -> None:
    edit(project, "scenes/kit/timing.py", "BEAT = 1.0", "BEAT = 1.0\nBEAT = = 2")
    with pytest.raises(UserError, match=r"timing\.py, line 2"):
        closure(project)


def test_a_missing_starting_point_is_told(project: Path) -> None:
    with pytest.raises(UserError, match=r"no module scenes\.nowhere"):
        closure(project, module="scenes.nowhere")


def test_the_projects_own_closure_is_quick_and_leaves_manim_out(tmp_path: Path) -> None:
    cache = tmp_path / "cache.json"
    first = Sources(ROOT, cache)
    digests = first.closure(["scripts.cli", "scripts.commands.render"])
    first.save()
    assert "scripts/studio/plan.py" in digests
    started = time.process_time()
    again = Sources(ROOT, cache).closure(["scripts.cli", "scripts.commands.render"])
    assert again == digests
    assert time.process_time() - started < 0.2


def test_versions_name_what_is_not_there() -> None:
    versions = tool_versions(["manim", "no-such-package-anywhere"])
    assert versions["no-such-package-anywhere"] == "none"
    assert versions["manim"][0].isdigit()


def test_recordings_count_by_name_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "begin.wav").write_bytes(b"1")
    (tmp_path / ".DS_Store").write_bytes(b"1")
    before = folder_digest(tmp_path)
    assert list(before) == ["begin.wav"]
    (tmp_path / "begin.wav").write_bytes(b"2")
    assert folder_digest(tmp_path) != before
