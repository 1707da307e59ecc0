"""Make this checkout ready to run: system libraries, then ``.venv`` from the hashed lock files.

Needs nothing but Python 3.11 or newer. ``build.py`` and ``test.py`` call it; a second start only
compares a stamp. On Debian and Ubuntu missing system packages are installed through apt-get
(with sudo where needed, saying so first); elsewhere the exact packages are named. Whoever kills
it may start it again: an environment without a stamp is made anew.

This file must at least parse under old Pythons, so that it can say that they are too old.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (3, 11)
LOCKS = ("requirements-build.lock", "requirements.lock")
LIBRARIES = ("cairo", "pangocairo", "pangofc")
RECIPE = "1"  # raise it when an environment must be made anew though the lock files are the same

TOOL, HEADERS, COMPILER, PYTHON_HEADERS, VENV = "pkg-config", "headers", "compiler", "Python.h", "venv"

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

INSTALL: Mapping[str, str] = {
    "apt": "apt-get install",
    "dnf": "sudo dnf install",
    "pacman": "sudo pacman -S",
    "zypper": "sudo zypper install",
    "apk": "sudo apk add",
    "brew": "brew install",
}
MANAGERS = {"apt": "apt-get"}
"""The program of a package manager, where it is not called like the manager."""


class SetupError(Exception):
    """Why set-up cannot go on, in words that say what to do; exit status 2."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the environment if it is not there yet; return the exit status (0 or 2)."""
    if list(sys.argv[1:] if arguments is None else arguments):
        print("scripts/setup.py takes no arguments; it makes .venv ready.", file=sys.stderr)
        return 2
    try:
        ensure_environment()
    except SetupError as error:
        print(f"Set-up stopped: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nSet-up was interrupted; start it again to go on.", file=sys.stderr)
        return 130
    print(f"Ready: {environment_python(ROOT / '.venv')}")
    return 0


def run_lecture(arguments: Sequence[str]) -> NoReturn:
    """Make the environment if need be, then become the command ``lecture``."""
    run_in_environment([str(lecture_command(ROOT / ".venv")), *arguments])


def run_in_environment(arguments: Sequence[str]) -> NoReturn:
    """Make the environment if need be, then become its Python with these arguments."""
    try:
        python = str(ensure_environment())
    except SetupError as error:
        print(f"Set-up stopped: {error}", file=sys.stderr)
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        print("\nSet-up was interrupted; start it again to go on.", file=sys.stderr)
        raise SystemExit(130) from None
    sys.stdout.flush()
    command = [python, *arguments]
    if sys.platform == "win32":
        raise SystemExit(subprocess.call(command))
    os.execv(python, command)


def ensure_environment(root: Path = ROOT) -> Path:
    """Return the Python of a finished ``.venv``, making it first where it is missing or outdated."""
    environment = root / ".venv"
    if not is_ready(environment, root):
        _use_new_enough_python()
        if environment.exists() and is_foreign(environment):
            raise SetupError(
                f"{environment} was not made by scripts/setup.py; move it away, then start again."
            )
        environment.mkdir(exist_ok=True)
        with _alone(environment / "setup.lock"):
            if not is_ready(environment, root):
                _install_system_packages()
                _make_environment(environment, root)
    return environment_python(environment)


# What is there already --------------------------------------------------------------------------


def stamp_for(environment: Path, root: Path) -> dict[str, str]:
    """Return what a finished environment's stamp must say: locks, place, interpreter, recipe."""
    digest = hashlib.sha256()
    for name in LOCKS:
        digest.update((root / name).read_bytes())
    return {
        "recipe": RECIPE,
        "locks": digest.hexdigest(),
        "root": str(root),
        "python": os.path.realpath(environment_python(environment)),
    }


def is_ready(environment: Path, root: Path) -> bool:
    """Tell whether ``environment`` was finished, for these lock files, and still can start."""
    try:
        found = json.loads((environment / "stamp.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(found == stamp_for(environment, root)) and environment_python(environment).exists()


def is_foreign(environment: Path) -> bool:
    """Tell whether a folder holds something, yet nothing of this script's."""
    names = {path.name for path in environment.iterdir()} if environment.is_dir() else {""}
    return bool(names) and "setup.lock" not in names


def environment_python(environment: Path) -> Path:
    """Return where the interpreter of a virtual environment lies."""
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def lecture_command(environment: Path) -> Path:
    """Return the Python file behind the command ``lecture``."""
    folder = environment_python(environment).parent
    return folder / ("lecture.py" if sys.platform == "win32" else "lecture")


def _use_new_enough_python() -> None:
    """Start anew under a newer Python from the PATH if this one is too old; else explain."""
    if sys.version_info >= NEEDED:
        return
    here = "{}.{}.{}".format(*sys.version_info[:3])
    for minor in range(20, NEEDED[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other is not None and sys.platform != "win32":
            print(f"{sys.executable} is Python {here}; going on with {other}.", flush=True)
            os.execv(other, [other, *sys.argv])
    raise SetupError(
        f"{sys.executable} is Python {here}, but {NEEDED[0]}.{NEEDED[1]} or newer is needed."
    )


# System packages --------------------------------------------------------------------------------


def missing_on_system() -> list[str]:
    """Return which of the things that building the drawing libraries needs are not there."""
    missing = []
    tool = shutil.which(os.environ.get("PKG_CONFIG", "pkg-config"))
    if tool is None:
        missing += [TOOL, HEADERS]
    elif subprocess.call([tool, "--exists", *LIBRARIES], stderr=subprocess.DEVNULL) != 0:
        missing.append(HEADERS)
    if not any(shutil.which(name) for name in ("cc", "gcc", "clang")) or not _libc_headers():
        missing.append(COMPILER)
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        missing.append(PYTHON_HEADERS)
    invalidate_caches()
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        missing.append(VENV)
    return missing


def _libc_headers() -> bool:
    return sys.platform != "linux" or Path("/usr/include/stdlib.h").exists()


def package_names(manager: str, missing: Sequence[str], version: str) -> list[str]:
    """Return the packages of a package manager that bring what is missing, each once."""
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


def package_manager(which: Callable[[str], str | None] = shutil.which) -> str | None:
    """Return this machine's package manager, a key of PACKAGES, or None."""
    return next((name for name in PACKAGES if which(MANAGERS.get(name, name))), None)


def advice(manager: str | None, missing: Sequence[str], version: str) -> str:
    """Say in one sentence what a person should install."""
    things = ", ".join(missing)
    if manager is None:
        return (
            f"not found: {things}. Install a C compiler, pkg-config, and the development files of "
            "cairo, pango and Python, then start again."
        )
    names = package_names(manager, missing, version)
    if COMPILER in missing and manager == "brew":
        return f"not found: {things}. Run: xcode-select --install; brew install {' '.join(names)}"
    return f"not found: {things}. Run: {INSTALL[manager]} {' '.join(names)}"


def _install_system_packages() -> None:
    if sys.platform == "win32":  # wheels there bring cairo and pango along
        return
    missing = missing_on_system()
    if not missing:
        _say("[1/4] System libraries: all there.")
        return
    version = "{}.{}".format(*sys.version_info[:2])
    manager = package_manager()
    if manager != "apt":
        raise SetupError(advice(manager, missing, version))
    packages = package_names("apt", missing, version)
    commands = apt_commands(packages, root=os.geteuid() == 0, sudo=bool(shutil.which("sudo")))
    if not commands:
        raise SetupError(f"as root: {advice('apt', missing, version)}")
    _say(f"[1/4] System libraries: {', '.join(missing)} not found. Running:")
    for command in commands:
        print("      " + " ".join(command), flush=True)
        _run(command, "installing system packages")
    still = missing_on_system()
    if still:
        raise SetupError(
            f"{', '.join(still)} for {sys.executable} still missing after installing "
            f"{' '.join(packages)}; use the system's own python3, or add them by hand."
        )


# The environment --------------------------------------------------------------------------------


def _make_environment(environment: Path, root: Path) -> None:
    started = time.monotonic()
    if any(path.name != "setup.lock" for path in environment.iterdir()):
        _say("[2/4] .venv is unfinished or outdated: making it anew.")
        _empty(environment)
    else:
        _say("[2/4] Making .venv.")
    base = getattr(sys, "_base_executable", None) or sys.executable
    _run([base, "-m", "venv", str(environment)], "making .venv")
    python = str(environment_python(environment))
    pip = [python, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes"]
    _say("[3/4] Installing the build tools.")
    _install([*pip, "-r", str(root / LOCKS[0])], root / LOCKS[0])
    _say("[4/4] Installing the libraries (about 250 MB to download the first time).")
    _install(
        [*pip, "--no-build-isolation", "--use-pep517", "-r", str(root / LOCKS[1])], root / LOCKS[1]
    )
    _install_project(environment, root)
    draft = environment / "stamp.json.draft"
    draft.write_text(json.dumps(stamp_for(environment, root)), encoding="utf-8")
    os.replace(draft, environment / "stamp.json")
    _say(f"Set-up took {time.monotonic() - started:.0f} s.")


def _install_project(environment: Path, root: Path) -> None:
    """Make the checkout importable in the environment and give it the command ``lecture``."""
    python = environment_python(environment)
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.check_output([str(python), "-c", ask], text=True).strip()
    Path(packages, "gradient-lectures.pth").write_text(f"{root}\n", encoding="utf-8")
    body = (
        f"import sys\nsys.path.insert(0, {str(root)!r})\n"
        "from scripts.cli import main\nsys.exit(main())\n"
    )
    command = lecture_command(environment)
    if sys.platform == "win32":
        command.write_text(body, encoding="utf-8")
        command.with_suffix(".cmd").write_text('@"%~dp0python.exe" "%~dp0lecture.py" %*\r\n')
        return
    # /bin/sh first: a kernel refuses "#!" lines that are long or have spaces in the path
    header = "#!/bin/sh\n'''exec' \"$(dirname \"$(readlink -f \"$0\")\")/python\" \"$0\" \"$@\"\n' '''\n"
    command.write_text(header + body, encoding="utf-8")
    command.chmod(0o755)


def _empty(environment: Path) -> None:
    """Remove all but the lock that is held; the stamp goes first, so that no half is trusted."""
    (environment / "stamp.json").unlink(missing_ok=True)
    for path in environment.iterdir():
        if path.name == "setup.lock":
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _install(command: Sequence[str], lock: Path) -> None:
    """Run pip, showing how far it is in one line per ten packages; its own words on failure."""
    total = sum(1 for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line)
    environment = _clean(os.environ)
    bin_folder = str(Path(command[0]).parent)  # meson and ninja are looked up on the PATH
    environment["PATH"] = bin_folder + os.pathsep + environment.get("PATH", "")
    tail: list[str] = []
    seen = 0
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            tail = [*tail[-29:], line.rstrip()]
            if line.startswith("Collecting "):
                seen += 1
                if seen % 10 == 0:
                    print(f"      {seen} of at most {total} packages found", flush=True)
            elif line.startswith(("Building wheels", "Installing collected")):
                print("      " + line.split(":")[0].strip().lower(), flush=True)
    if process.wait() != 0:
        print("\n".join(tail), file=sys.stderr)
        raise SetupError(f"pip could not install {lock.name}; its last words are above.")


def _clean(environment: Mapping[str, str]) -> dict[str, str]:
    """Drop what would make pip or the compiler look at another Python or place."""
    drop = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    return {name: value for name, value in environment.items() if name not in drop}


def _run(command: Sequence[str], doing: str) -> None:
    try:
        status = subprocess.call(list(command), stdin=None, env=_clean(os.environ))
    except OSError as error:
        raise SetupError(f"{doing} failed: {error}.") from None
    if status != 0:
        raise SetupError(f"{doing} failed (exit status {status}): {' '.join(command)}")


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Let one set-up work here at a time; the lock ends with its process, however that ends."""
    with open(lock, "a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                _say("Another set-up is at work here; waiting for it.")
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
