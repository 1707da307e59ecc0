"""The command line as a user meets it: films, second runs, remixes, mistakes, crashes, kills."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts import cli
from scripts.studio.manifest import read_manifest
from scripts.studio.verify import verify

pytestmark = pytest.mark.first

ROOT = Path(__file__).resolve().parents[2]
DRAFT = ("--quality", "draft", "--voice", "silent")
PREVIEW = ("--quality", "preview")

OWN_SCENES = """
from manim import Circle, Create, Scene, Square, Transform

class Fine(Scene):
    def construct(self):
        circle = Circle()
        self.play(Create(circle))
        self.next_section("second")
        self.play(Transform(circle, Square()))

class Broken(Scene):
    def construct(self):
        self.play(Create(Circle()))
        raise ZeroDivisionError("a planted crash")
"""

LONG_SCENE = """
from manim import Circle, Rotate, Scene

class Long(Scene):
    def construct(self):
        circle = Circle()
        self.add(circle)
        for _ in range(20):
            self.play(Rotate(circle), run_time=2)
"""


REMIX = """
extend = "default"
only = ["partial-derivatives"]

[segments.partial-derivatives]
field = "sin(x)*exp(y/2)"
at = [0.5, 0.4]
"""


def lecture(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scripts.cli", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def _children_cpu() -> float:
    """Seconds of work that ended child processes have done: what a busy machine can't change."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@pytest.fixture(scope="module")
def rendering(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """All segments of the series as a preview, spoken and inspected: the build's own proof.

    What is made here is stored, so that ``build.py --quality preview`` then only publishes it.
    """
    out = tmp_path_factory.mktemp("series")
    done = lecture("render", *PREVIEW, "--out", out, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    return out, json.loads(done.stdout)


def test_every_segment_is_made_and_nothing_is_found(
    rendering: tuple[Path, dict[str, Any]],
) -> None:
    _, result = rendering
    assert all(item["state"] in ("made", "unchanged") for item in result["segments"])
    assert all(item["findings"] == [] for item in result["segments"])


def test_the_manifest_holds_and_every_claim_was_read_back(
    rendering: tuple[Path, dict[str, Any]],
) -> None:
    out, result = rendering
    manifest = read_manifest(out / "manifest.json")
    # Durations, chapters, captions and faststart, as a player reports them.
    assert verify(manifest, out) == []
    assert [entry.slug for entry in manifest.segments] == [i["slug"] for i in result["segments"]]
    for entry in manifest.segments:
        assert entry.claims.checked > 100
        assert entry.claims.failed == 0
        assert entry.claims.worst_error_px is not None
        assert entry.claims.worst_error_px <= 1.5
        assert 60 <= entry.duration <= 180
    assert manifest.film is not None
    assert manifest.film.duration == pytest.approx(sum(e.duration for e in manifest.segments))


def test_a_second_run_does_nothing(rendering: tuple[Path, dict[str, Any]]) -> None:
    out, _ = rendering
    before = {path: path.stat().st_mtime_ns for path in out.iterdir() if path.is_file()}
    used = _children_cpu()
    done = lecture("render", *PREVIEW, "--out", out)
    assert done.returncode == 0
    assert "Nothing to do" in done.stdout
    assert _children_cpu() - used < 2.0
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_why_names_what_changed(rendering: tuple[Path, dict[str, Any]]) -> None:
    out, _ = rendering
    slug = "partial-derivatives"
    same = lecture("why", slug, *PREVIEW, "--out", out)
    assert "up to date" in same.stdout
    other = lecture("why", slug, *PREVIEW, "--out", out, "--set", f"{slug}.at=[0.5, -1]")
    assert "parameter at: the default → [0.5, -1]" in other.stdout


def test_a_remix_with_another_function_is_inspected_and_clean(tmp_path: Path) -> None:
    file = tmp_path / "remix.toml"
    file.write_text(REMIX, encoding="utf-8")
    done = lecture("check", "--lecture", file, "--voice", "silent", "--json")
    result = json.loads(done.stdout)
    assert done.returncode == result["status"] == 0, done.stdout
    assert [item["slug"] for item in result["segments"]] == ["partial-derivatives"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[segments.partial-derivatives]\nfield = "x**2 +"', ("line 3", "field", "column 7")),
        ("[segments.partial-derivatives]\nfeild = 1", ("line 3", "did you mean", "field")),
        ("[segments.partial-derivatives]\nat = [1]", ("line 3", "at", "entry 2 is missing")),
        ("[segments.partial-derivatives]\nat = 'here'", ("line 3", "at", "a list of numbers")),
        ("[segments.partial-derivatives]\nfield = 'log(x)'\nat = [-1, 1]", ("line 4", "domain")),
        ("[segments.partial-derivatives]\nwindow = [[3, 4], [3, 4]]", ("line 3", "does not hold")),
        ("[segments.partial-derivative]\nat = [1, 1]", ("line 2", "partial-derivatives")),
        ('[segments.partial-derivatives.words]\nask = "{nothing}"', ("nothing",)),
        ("theme = 3", ("line 2", "theme")),
    ],
)
def test_a_mistake_in_a_remix_is_one_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: str,
    words: tuple[str, ...],
) -> None:
    file = tmp_path / "remix.toml"
    file.write_text(f'extend = "default"\n{content}\n', encoding="utf-8")
    out = tmp_path / "out"
    assert cli.main(["render", *DRAFT, "--lecture", str(file), "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert len(said.strip().splitlines()) == 1
    for word in words:
        assert word in said
    assert not [path for path in out.glob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--only", "partial-derivative"), "partial-derivatives"),
        (("--quality", "drat"), "draft"),
        (("--voice", "hart"), "heart"),
        (("--theme", "drak"), "dark"),
        (("--set", "partial-derivatives.at"), "SLUG.PARAM=VALUE"),
        (("no_such_scene.py",), "no_such_scene.py"),
    ],
)
def test_a_mistake_on_the_command_line_names_what_would_be_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], word: str
) -> None:
    assert cli.main(["render", *arguments, "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert len(said.strip().splitlines()) == 1
    assert word in said


def test_a_crashing_scene_fails_alone(tmp_path: Path) -> None:
    file = tmp_path / "own.py"
    file.write_text(OWN_SCENES, encoding="utf-8")
    out = tmp_path / "out"
    # One after the other: the second is not to be taken for the first, whose file it shares.
    done = lecture("render", file, "--quality", "draft", "--jobs", "1", "--out", out)
    assert done.returncode == 1, done.stdout
    assert "ZeroDivisionError: a planted crash" in done.stdout
    assert "own.py, line 14" in done.stdout
    manifest = read_manifest(out / "manifest.json")
    assert [entry.slug for entry in manifest.segments] == ["fine"]
    assert [entry.slug for entry in manifest.failed] == ["broken"]
    assert [beat.name for beat in manifest.segments[0].beats] == ["Fine", "second"]


def test_a_scene_that_cannot_be_imported_says_where(tmp_path: Path) -> None:
    file = tmp_path / "own.py"
    file.write_text("import no_such_library\n" + OWN_SCENES, encoding="utf-8")
    done = lecture("render", f"{file}:Fine", "--quality", "draft", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "fine failed: ModuleNotFoundError: No module named 'no_such_library'" in done.stdout
    assert "own.py, line 1" in done.stdout


def test_two_builds_at_once_in_one_folder_both_end_well(tmp_path: Path) -> None:
    file = tmp_path / "own.py"
    file.write_text(OWN_SCENES, encoding="utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "scripts.cli", "render", f"{file}:Fine", "--out", str(out)]
    builds = [
        subprocess.Popen([*command, "--quality", "draft"], cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    for build in builds:
        build.communicate()
    assert [build.returncode for build in builds] == [0, 0]
    assert verify(read_manifest(out / "manifest.json"), out) == []


def test_a_killed_build_leaves_nothing_broken_and_the_next_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "long.py"
    file.write_text(LONG_SCENE, encoding="utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "scripts.cli", "render", str(file), "--quality", "draft"]
    build = subprocess.Popen(
        [*command, "--out", str(out)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert build.stdout is not None
    for line in build.stdout:
        if "draw" in line:
            break
    # Only the process that was started: its workers must notice, and end without a word. The pipe
    # is at its end when the last of them is.
    os.kill(build.pid, signal.SIGKILL)
    build.communicate()
    assert not [path for path in out.glob("*") if path.is_file() and path.name[0] != "."]
    done = lecture("render", file, "--quality", "draft", "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    assert verify(read_manifest(out / "manifest.json"), out) == []
    assert not list(out.glob(".draft-*"))


def test_list_and_doctor_speak_json() -> None:
    listed = lecture("list", "--json")
    assert listed.returncode == 0
    assert "partial-derivatives" in json.dumps(json.loads(listed.stdout))
    assert lecture("doctor").returncode == 0
