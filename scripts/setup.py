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
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.machine import (
    advice,
    apt_commands,
    missing_on_system,
    package_manager,
    package_names,
)

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (3, 11)
LOCKS = ("requirements-build.lock", "requirements.lock")
RECIPE = "2"  # raise it when an environment must be made anew though the lock files are the same


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
    """Return the Python of a finished ``.venv``, making it first if it is missing or outdated."""
    environment = root / ".venv"
    if not is_ready(environment, root):
        _use_new_enough_python()
        if environment.exists() and is_foreign(environment):
            raise SetupError(
                f"{environment} was not made by scripts/setup.py; move it away, then start again."
            )
        environment.mkdir(exist_ok=True)
        with _alone(environment / "setup.lock") as lock:
            if not is_ready(environment, root):
                _install_system_packages()
                _make_environment(environment, root, lock)
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


def _install_system_packages() -> None:
    missing = missing_on_system()
    if not missing:
        _say("[1/4] System libraries: all there.")
        return
    version = "{}.{}".format(*sys.version_info[:2])
    manager = package_manager()
    if manager != "apt":
        raise SetupError(advice(manager, missing, version))
    packages = package_names("apt", missing, version)
    sudo = shutil.which("sudo") is not None
    commands = apt_commands(packages, root=os.geteuid() == 0, sudo=sudo)
    if not commands:
        raise SetupError(advice("apt", missing, version))
    _say(f"[1/4] System libraries: {', '.join(missing)} not found. Running:")
    for command in commands:
        print("      " + " ".join(command), flush=True)
        _run(command, "installing system packages", quiet=True)
    still = missing_on_system()
    if still:
        raise SetupError(
            f"{', '.join(still)} for {sys.executable} still missing after installing "
            f"{' '.join(packages)}; use the system's own python3, or add them by hand."
        )


# The environment --------------------------------------------------------------------------------


def _make_environment(environment: Path, root: Path, lock: int) -> None:
    started = time.monotonic()
    if any(path.name != "setup.lock" for path in environment.iterdir()):
        _say("[2/4] .venv is unfinished or outdated: making it anew.")
        _empty(environment)
    else:
        _say("[2/4] Making .venv.")
    base = getattr(sys, "_base_executable", None) or sys.executable
    _run([base, "-m", "venv", str(environment)], "making .venv", lock=lock)
    python = str(environment_python(environment))
    pip = [python, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes"]
    _say("[3/4] Installing the build tools.")
    _install([*pip, "-r", str(root / LOCKS[0])], root / LOCKS[0], lock)
    _say("[4/4] Installing the libraries (about 250 MB to download the first time).")
    without_isolation = [*pip, "--no-build-isolation", "--use-pep517"]
    _install([*without_isolation, "-r", str(root / LOCKS[1])], root / LOCKS[1], lock)
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
        "from scripts.cli import main\n"
        "if __name__ == '__main__':  # workers load this file too\n"
        "    sys.exit(main())\n"
    )
    command = lecture_command(environment)
    if sys.platform == "win32":
        command.write_text(body, encoding="utf-8")
        command.with_suffix(".cmd").write_text('@"%~dp0python.exe" "%~dp0lecture.py" %*\r\n')
        return
    # /bin/sh first: a kernel refuses "#!" lines that are long or have spaces in the path
    header = (
        '#!/bin/sh\n\'\'\'exec\' "$(dirname "$(readlink -f "$0")")/python" "$0" "$@"\n\' \'\'\'\n'
    )
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


def _install(command: Sequence[str], pins: Path, lock: int) -> None:
    """Run pip, showing how far it is in one line per ten packages; its own words on failure."""
    total = sum(1 for line in pins.read_text(encoding="utf-8").splitlines() if "==" in line)
    environment = _clean(os.environ)
    bin_folder = str(Path(command[0]).parent)  # meson and ninja are looked up on the PATH
    environment["PATH"] = bin_folder + os.pathsep + environment.get("PATH", "")
    tail: list[str] = []
    seen = 0
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        pass_fds=_inherited(lock),
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
        raise SetupError(f"pip could not install {pins.name}; its last words are above.")


def _clean(environment: Mapping[str, str]) -> dict[str, str]:
    """Drop what would make pip or the compiler look at another Python or place."""
    drop = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    return {name: value for name, value in environment.items() if name not in drop}


def _run(
    command: Sequence[str], doing: str, *, quiet: bool = False, lock: int | None = None
) -> None:
    """Run a command; if ``quiet``, what it says is shown only when it fails."""
    said = ""
    try:
        done = subprocess.run(
            list(command),
            env=_clean(os.environ),
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
            text=True,
            check=False,
            pass_fds=_inherited(lock),
        )
        status, said = done.returncode, done.stdout or ""
    except OSError as error:
        raise SetupError(f"{doing} failed: {error}.") from None
    if status != 0:
        print("\n".join(said.splitlines()[-20:]), file=sys.stderr)
        raise SetupError(f"{doing} failed (exit status {status}): {' '.join(command)}")


def _inherited(lock: int | None) -> tuple[int, ...]:
    """What a child is to keep open: the lock, so that it outlasts a set-up killed before pip."""
    return () if lock is None or sys.platform == "win32" else (lock,)


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[int]:
    """Let one set-up work here at a time; yields the lock's descriptor.

    The lock ends with the process and the children it was passed to, however they end.
    """
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
        yield file.fileno()


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
