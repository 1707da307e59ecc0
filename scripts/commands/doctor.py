"""``lecture doctor``: what the machine has and lacks."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from scripts.commands import common
from scripts.studio.doctor import examine

HELP = "show what this machine has and lacks"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    common.add_json(parser)


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Print one line for each thing looked at; 0 if nothing lacks, else 1."""
    checks = examine(root / "media")
    lacking = [check.name for check in checks if not check.good]
    if arguments.json:
        common.print_json({"status": int(bool(lacking)), "checks": [asdict(c) for c in checks]})
        return int(bool(lacking))
    width = max(len(check.name) for check in checks)
    for check in checks:
        print(f"{'has  ' if check.good else 'LACKS'}  {check.name:{width}}  {check.detail}")
    print(f"Lacking: {', '.join(lacking)}." if lacking else "Nothing lacks.")
    return int(bool(lacking))
