"""``lecture clean``: remove what builds have made."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.commands import common
from scripts.studio.errors import UserError
from scripts.studio.ledger import FOLDER
from scripts.studio.locks import BusyError, locked
from scripts.studio.store import size_of
from scripts.studio.whole import remove

HELP = (
    "remove stored results and films (or, with --store, only the stored results); by itself every "
    "build keeps what was used last: pictures up to 2 GB, finished films up to 1.5 GB"
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    parser.add_argument("--store", action="store_true", help="keep the films")
    common.add_json(parser)


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Remove the store and every output folder below ``media``; say what was freed.

    Only folders that a build made (they have a ``.lecture`` in them) are touched.
    """
    media = root / "media"
    outputs = sorted(path.parent for path in media.rglob(FOLDER) if path.is_dir())
    for folder in outputs:
        _not_building(folder)
    going = [common.store_folder(root), *([] if arguments.store else outputs)]
    going = [folder for folder in going if folder.exists()]
    freed = sum(map(size_of, going))
    for folder in going:
        remove(folder)
        if folder.parent != media and not any(folder.parent.iterdir()):
            folder.parent.rmdir()
    if arguments.json:
        common.print_json({"removed": going, "bytes": freed})
    elif going:
        names = ", ".join(str(folder.relative_to(root)) for folder in going)
        print(f"Removed {names}: {freed / 1e6:.1f} MB freed.")
    else:
        print("Nothing to remove.")
    return 0


def _not_building(folder: Path) -> None:
    try:
        with locked(folder / FOLDER / common.LOCK_FILE, timeout=0):
            pass
    except BusyError as busy:
        who = f" (process {busy.holder})" if busy.holder else ""
        raise UserError(f"a build{who} is at work in {folder}; wait for it or end it") from None
