"""What the machine itself must bring: cairo, pango, a compiler, Python's headers; how to get it.

Part of set-up, so standard library only. On Debian and Ubuntu what is missing is installed, on
other systems it is named, ready to be pasted.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = ("cairo", "pangocairo", "pangofc")
TOOL = "pkg-config"
HEADERS = "cairo and pango headers"
COMPILER = "a C compiler"
PYTHON_HEADERS = "Python.h"
VENV = "Python's venv module"

_COMPILER_NAMES = ("cc", "gcc", "clang")

PACKAGES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "apt": {
        TOOL: ("pkg-config",),
        HEADERS: ("libcairo2-dev", "libpango1.0-dev"),
        COMPILER: ("gcc", "libc6-dev"),
        PYTHON_HEADERS: ("python{version}-dev",),
        VENV: ("python{version}-venv",),
    },
    "dnf": {
        TOOL: ("pkgconf-pkg-config",),
        HEADERS: ("cairo-devel", "pango-devel"),
        COMPILER: ("gcc",),
        PYTHON_HEADERS: ("python3-devel",),
        VENV: ("python3-pip",),
    },
    "pacman": {
        TOOL: ("pkgconf",),
        HEADERS: ("cairo", "pango"),
        COMPILER: ("gcc",),
        PYTHON_HEADERS: ("python",),
        VENV: ("python",),
    },
    "zypper": {
        TOOL: ("pkgconf-pkg-config",),
        HEADERS: ("cairo-devel", "pango-devel"),
        COMPILER: ("gcc",),
        PYTHON_HEADERS: ("python3-devel",),
        VENV: ("python3-pip",),
    },
    "apk": {
        TOOL: ("pkgconf",),
        HEADERS: ("cairo-dev", "pango-dev"),
        COMPILER: ("build-base",),
        PYTHON_HEADERS: ("python3-dev",),
        VENV: ("py3-pip",),
    },
    "brew": {
        TOOL: ("pkgconf",),
        HEADERS: ("cairo", "pango"),
        COMPILER: (),
        PYTHON_HEADERS: ("python@{version}",),
        VENV: ("python@{version}",),
    },
}
"""What to install for each missing thing, by package manager."""

_INSTALL: Mapping[str, str] = {
    "apt": "apt-get install",
    "dnf": "sudo dnf install",
    "pacman": "sudo pacman -S",
    "zypper": "sudo zypper install",
    "apk": "sudo apk add",
    "brew": "brew install",
}
_PROGRAMS = {"apt": "apt-get"}


def missing_on_system() -> list[str]:
    """Return which of the things that building the drawing libraries needs are not there."""
    if sys.platform == "win32":  # ready-made packages there bring cairo and pango along
        return []
    missing = []
    tool = shutil.which(os.environ.get("PKG_CONFIG", "pkg-config"))
    if tool is None:
        missing += [TOOL, HEADERS]
    elif subprocess.call([tool, "--exists", *LIBRARIES], stderr=subprocess.DEVNULL) != 0:
        missing.append(HEADERS)
    libc = sys.platform != "linux" or Path("/usr/include/stdlib.h").exists()
    if not (libc and any(map(shutil.which, _COMPILER_NAMES))):
        missing.append(COMPILER)
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        missing.append(PYTHON_HEADERS)
    invalidate_caches()
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        missing.append(VENV)
    return missing


def package_manager(which: Callable[[str], str | None] = shutil.which) -> str | None:
    """Return this machine's package manager, a key of PACKAGES, or None."""
    return next((name for name in PACKAGES if which(_PROGRAMS.get(name, name))), None)


def package_names(manager: str, missing: Sequence[str], version: str) -> list[str]:
    """Return the packages of a package manager that bring what is missing, each once.

    ``version`` is Python's, as in ``3.11``.
    """
    table = PACKAGES[manager]
    names = [name.format(version=version) for thing in missing for name in table[thing]]
    return list(dict.fromkeys(names))


def apt_commands(packages: Sequence[str], *, root: bool, sudo: bool) -> list[list[str]]:
    """Return the commands that install Debian packages without asking anything.

    Empty if neither root nor sudo can be had.
    """
    if not root and not sudo:
        return []
    before = ([] if root else ["sudo"]) + ["env", "DEBIAN_FRONTEND=noninteractive"]
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    return [[*before, "apt-get", "update"], [*before, *install]]


def advice(manager: str | None, missing: Sequence[str], version: str) -> str:
    """Say in one sentence what a person should install."""
    things = ", ".join(missing)
    if manager is None:
        return (
            f"not found: {things}. Install a C compiler, pkg-config, and the development files of "
            "cairo, pango and Python, then start again."
        )
    names = " ".join(package_names(manager, missing, version))
    commands = [f"{_INSTALL[manager]} {names}"] if names else []
    if manager == "brew" and COMPILER in missing:
        commands.insert(0, "xcode-select --install")
    run = "Run as root" if manager == "apt" else "Run"
    return f"not found: {things}. {run}: {'; '.join(commands)}"
