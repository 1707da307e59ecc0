"""README: its commands are understood, its remix is valid, its segment renders."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.cli import parse
from scripts.studio.manifest import read_manifest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def fences(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


COMMANDS = [line for block in fences("sh") for line in block.splitlines() if line]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_understood(command: str) -> None:
    words = shlex.split(command)
    if words[0] == "uv":
        lock = (ROOT / words[-1]).read_text("utf-8")
        assert command in lock.splitlines()[1]
        return
    if words[0] in ("python3", ".venv/bin/python"):
        assert (ROOT / words[1]).is_file()
        rest = words[2:]
        words = ["lecture", "render", *rest] if words[1].endswith("build.py") else []
    if words:
        assert words[0] == "lecture"
        parse(words[1:])


def test_the_pictures_are_there_and_small() -> None:
    for name in re.findall(r"!\[.*?\]\((.*?)\)", README):
        assert 5_000 < (ROOT / name).stat().st_size < 250_000


def test_the_remixes_are_valid(tmp_path: Path) -> None:
    from scripts.studio.plan import Request, make_plan
    from scripts.studio.prepare import prepare_all

    plans = []
    for number, remix in enumerate(fences("toml")):
        file = tmp_path / f"my_course_{number}.toml"
        file.write_text(remix, "utf-8")
        plans.append(make_plan(Request(lecture=file, quality="draft", voice="silent")))
        prepare_all(plans[-1].jobs)
    assert plans[0].jobs[0].theme == "light"
    assert plans[0].jobs[1].params["direction"] == [1, 1]
    assert len(plans[1].jobs) == 6
    assert plans[1].jobs[3].params == {"pause": 20, "matrix": [[2, -1], [3, 1]], "at": [1, "1/2"]}


def test_the_segment_renders_and_passes_its_inspection(tmp_path: Path) -> None:
    (source,) = fences("python")
    file = tmp_path / "my_scene.py"
    file.write_text(source, "utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "scripts.cli", "render", str(file)),
            *("--quality", "draft", "--voice", "silent", "--out", str(tmp_path / "out")),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (entry,) = read_manifest(tmp_path / "out" / "manifest.json").segments
    assert [beat.name for beat in entry.beats] == ["show_it", "touch_it"]
    assert "slope is 2." in " ".join(word.text for word in entry.beats[1].words)
