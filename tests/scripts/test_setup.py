import ast
import fcntl
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from scripts import setup
from scripts.machine import (
    COMPILER,
    HEADERS,
    PACKAGES,
    PYTHON_HEADERS,
    TOOL,
    VENV,
    advice,
    apt_commands,
    package_manager,
    package_names,
)
from scripts.test import CHECKS, pytest_arguments

ALL = (TOOL, HEADERS, COMPILER, PYTHON_HEADERS, VENV)
ROOT = setup.ROOT


@pytest.mark.parametrize("manager", PACKAGES)
def test_every_manager_has_an_answer_to_everything(manager: str) -> None:
    names = package_names(manager, ALL, "3.12")
    assert names
    assert len(set(names)) == len(names)
    assert not any("{" in name for name in names)
    sentence = advice(manager, ALL, "3.12")
    assert all(name in sentence for name in names)


def test_debian_packages_follow_the_python_that_runs() -> None:
    assert package_names("apt", [PYTHON_HEADERS, VENV], "3.12") == [
        "python3.12-dev",
        "python3.12-venv",
    ]


def test_apt_asks_nothing_and_uses_sudo_only_if_needed() -> None:
    as_root = apt_commands(["gcc"], root=True, sudo=True)
    assert [command[-2:] for command in as_root] == [
        ["apt-get", "update"],
        ["--no-install-recommends", "gcc"],
    ]
    assert all("DEBIAN_FRONTEND=noninteractive" in command for command in as_root)
    assert not any("sudo" in command for command in as_root)
    as_user = apt_commands(["gcc"], root=False, sudo=True)
    assert all(command[0] == "sudo" for command in as_user)
    assert apt_commands(["gcc"], root=False, sudo=False) == []


@pytest.mark.parametrize(
    ("programs", "manager"),
    [({"apt-get", "brew"}, "apt"), ({"dnf"}, "dnf"), ({"brew"}, "brew"), (set(), None)],
)
def test_the_package_manager_is_the_one_that_is_there(
    programs: set[str], manager: str | None
) -> None:
    assert package_manager(lambda name: name if name in programs else None) == manager


def test_without_a_manager_the_advice_still_says_what() -> None:
    assert "development files of cairo, pango and Python" in advice(None, ALL, "3.11")
    assert "xcode-select" in advice("brew", [COMPILER], "3.11")


@pytest.mark.parametrize("name", setup.LOCKS)
def test_locks_pin_everything_by_hash_and_name_no_host(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--\w*index|--find)", text, re.MULTILINE)
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    pins = [entry for entry in entries if not entry.startswith("#")]
    assert len(pins) > 5
    for entry in pins:
        assert re.match(r"[a-z0-9._-]+==[^ ]+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_the_lock_has_every_dependency_in_a_version_that_is_allowed() -> None:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {
        setup.LOCKS[1]: project["project"]["dependencies"]
        + project["project"]["optional-dependencies"]["dev"],
        setup.LOCKS[0]: project["dependency-groups"]["build"],
    }
    for name, requirements in wanted.items():
        pins: dict[str, set[str]] = {}
        for package, version in re.findall(
            r"^([a-z0-9._-]+)==([^ ]+)", (ROOT / name).read_text(), re.M
        ):
            pins.setdefault(canonicalize_name(package), set()).add(version)
        for text in requirements:
            need = Requirement(text)
            versions = pins.get(canonicalize_name(need.name), set())
            assert versions, f"{need} is not in {name}: make the lock anew"
            assert all(need.specifier.contains(version) for version in versions), text


@pytest.mark.parametrize("name", ["setup.py", "machine.py", "build.py", "test.py"])
def test_what_runs_before_set_up_needs_only_the_standard_library(name: str) -> None:
    tree = ast.parse((ROOT / "scripts" / name).read_text(), feature_version=(3, 7))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        for module in names:
            top = module.split(".")[0]
            assert top in sys.stdlib_module_names or module.startswith("scripts."), module


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with lock files and an environment that looks finished."""
    for name in setup.LOCKS:
        (tmp_path / name).write_text(f"{name}\n")
    environment = tmp_path / ".venv"
    python = setup.environment_python(environment)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (environment / "setup.lock").touch()
    (environment / "stamp.json").write_text(json.dumps(setup.stamp_for(environment, tmp_path)))
    return tmp_path


def test_a_finished_environment_is_used_at_once(checkout: Path) -> None:
    started = time.process_time()
    python = setup.ensure_environment(checkout)
    assert time.process_time() - started < 0.1
    assert python == setup.environment_python(checkout / ".venv")


def test_what_makes_an_environment_unfit(checkout: Path, tmp_path: Path) -> None:
    environment = checkout / ".venv"
    assert setup.is_ready(environment, checkout)
    (checkout / setup.LOCKS[1]).write_text("another\n")
    assert not setup.is_ready(environment, checkout), "the lock changed"
    (checkout / setup.LOCKS[1]).write_text(f"{setup.LOCKS[1]}\n")
    assert setup.is_ready(environment, checkout)
    moved = checkout.rename(checkout.with_name("moved"))
    assert not setup.is_ready(moved / ".venv", moved), "the checkout was moved"
    moved.rename(checkout)
    python = setup.environment_python(environment)
    python.unlink()
    python.symlink_to("/nowhere/python3.99")
    assert not setup.is_ready(environment, checkout), "its interpreter is gone"


@pytest.mark.parametrize("stamp", ["", "{", "{}", "[]"])
def test_a_half_made_environment_is_no_environment(checkout: Path, stamp: str) -> None:
    (checkout / ".venv" / "stamp.json").write_text(stamp)
    assert not setup.is_ready(checkout / ".venv", checkout)


def test_an_environment_of_someone_else_is_left_alone(tmp_path: Path) -> None:
    for name in setup.LOCKS:
        (tmp_path / name).touch()
    theirs = tmp_path / ".venv" / "pyvenv.cfg"
    theirs.parent.mkdir()
    theirs.write_text("home = /usr/bin\n")
    with pytest.raises(setup.SetupError, match="was not made by"):
        setup.ensure_environment(tmp_path)
    assert theirs.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and paths")
def test_a_second_set_up_waits_and_says_so(checkout: Path, tmp_path: Path) -> None:
    (checkout / ".venv" / "stamp.json").unlink()
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\nfrom scripts import setup\n"
        "print(setup.ensure_environment(Path(sys.argv[2])))\n"
    )
    with setup._alone(checkout / ".venv" / "setup.lock"):
        second = subprocess.Popen(
            [sys.executable, "-c", code, str(ROOT), str(checkout)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert second.stdout is not None
        assert "waiting for it" in second.stdout.readline()
        stamp = setup.stamp_for(checkout / ".venv", checkout)
        (checkout / ".venv" / "stamp.json").write_text(json.dumps(stamp))
    out, _ = second.communicate(timeout=20)
    assert out.strip().endswith("bin/python")
    assert second.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_killed_set_up_is_locked_until_its_pip_has_ended(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\nfrom scripts import setup\n"
        "child = [sys.executable, '-c', 'print(1, flush=True); input()']\n"
        "with setup._alone(Path(sys.argv[2])) as lock:\n"
        "    setup._run(child, 'waiting', lock=lock)\n"
    )
    lock = tmp_path / "setup.lock"
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(ROOT), str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    assert parent.stdout.readline() == "1\n"
    parent.kill()
    parent.wait()
    with lock.open("ab") as file:
        with pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        parent.stdin.write("\n")
        parent.stdin.close()
        assert parent.stdout.read() == ""  # ends with the child
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    parent.stdout.close()


def test_the_command_works_from_anywhere_and_through_links(tmp_path: Path) -> None:
    environment = tmp_path / "with space" / ".venv"
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True, timeout=60
    )
    setup._install_project(environment, ROOT)
    command = setup.lecture_command(environment)
    link = tmp_path / "linked"
    link.symlink_to(command)
    done = subprocess.run([str(link), "rendr"], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'render'" in done.stderr
    code = "import runpy, sys; runpy.run_path(sys.argv[1], run_name='__mp_main__')"
    worker = [sys.executable, "-c", code, str(command)]
    loaded = subprocess.run(worker, capture_output=True, text=True, cwd=tmp_path)
    assert (loaded.returncode, loaded.stdout) == (0, ""), "a worker ran the command again"


def test_pip_sees_no_other_environment() -> None:
    clean = setup._clean({"PYTHONPATH": "/x", "PIP_USER": "1", "VIRTUAL_ENV": "/y", "HOME": "/z"})
    assert clean == {"HOME": "/z"}


def test_pytest_gets_what_was_given_or_all_cores() -> None:
    assert pytest_arguments(["-k", "store"]) == ["-k", "store"]
    assert "auto" in pytest_arguments([])
    assert {"ruff check", "mypy --strict"} <= set(CHECKS)


def test_ci_runs_the_two_commands() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text().splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert "python3 scripts/test.py" in lines
    assert "python3 scripts/build.py --quality preview" in lines
