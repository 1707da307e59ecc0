"""Make the environment if need be, then run every check: style, types, tests.

All of them run even if one fails, the tests last, so that their closing line ends the output.
Arguments go to pytest (``-k word``, ``tests/mathcore``, ``-x`` …); without any, the tests are
shared among all cores. Exit status: 0 if all passed, 1 otherwise (pytest's own where it is other).
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.setup import SetupError, ensure_environment

ROOT = Path(__file__).resolve().parent.parent
CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy --strict": ["mypy", "--strict"],
}
"""What is checked before the tests: name and module with arguments."""


def pytest_arguments(given: Sequence[str]) -> list[str]:
    """Return pytest's arguments: as given, or all tests, shared among the cores by file."""
    return list(given) or ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]


def main(arguments: Sequence[str]) -> int:
    """Run all checks and tests; return the exit status."""
    try:
        python = str(ensure_environment())
    except SetupError as error:
        print(f"Set-up stopped: {error}", file=sys.stderr)
        return 2
    failed = []
    for name, command in CHECKS.items():
        started = time.monotonic()
        print(f"== {name}", flush=True)
        if subprocess.call([python, "-m", *command], cwd=ROOT, env=_environment()) != 0:
            failed.append(name)
            print(f"== {name} FAILED ({time.monotonic() - started:.1f} s)", flush=True)
    if failed:
        print(f"== before the tests, these failed: {', '.join(failed)}", flush=True)
    print("== pytest", flush=True)
    command = [python, "-m", "pytest", *pytest_arguments(arguments)]
    status = subprocess.call(command, cwd=ROOT, env=_environment())
    if failed:
        print(f"FAILED: {', '.join(failed)} (see above)", flush=True)
    return status or int(bool(failed))


def _environment() -> dict[str, str]:
    """One thread per numeric library: the tests themselves share the cores."""
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**threads, **os.environ}


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nThe tests were interrupted.", file=sys.stderr)
        raise SystemExit(130) from None
