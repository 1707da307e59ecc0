"""Options that several sub-commands share, and how they become a request."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scripts.studio.errors import UserError
from scripts.studio.ledger import FOLDER
from scripts.studio.locks import locked
from scripts.studio.plan import QUALITIES, THEMES, VOICES, Plan, RenderOptions, Request, default_out
from scripts.studio.progress import Reporter
from scripts.studio.store import Store
from scripts.studio.whole import sweep

LOCK_FILE = "lock"


def add_lecture(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the lecture."""
    parser.add_argument(
        "--lecture",
        type=Path,
        metavar="FILE.toml",
        help="a lecture file of your own, which may extend the series",
    )


def add_making(parser: argparse.ArgumentParser, *, quality: str) -> None:
    """Add the options that say what is made."""
    add_lecture(parser)
    sizes = ", ".join(f"{q.name} {q.width}x{q.height} at {q.fps} fps" for q in QUALITIES.values())
    parser.add_argument(
        "--quality", default=quality, metavar="QUALITY", help=f"{sizes} (default: {quality})"
    )
    voices = ", ".join(VOICES)
    parser.add_argument(
        "--voice", metavar="VOICE", help=f"{voices}, or a folder of recordings, one per beat"
    )
    parser.add_argument("--theme", metavar="THEME", help=" or ".join(THEMES))
    parser.add_argument(
        "--set",
        dest="settings",
        action="append",
        default=[],
        metavar="SLUG.PARAM=VALUE",
        help="another value for a segment's parameter; may be given again",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the films go")
    add_json(parser)


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """Add the option that says how many processes work."""
    parser.add_argument(
        "--jobs", type=_count, default=cores(), metavar="N", help="processes (default: all cores)"
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the option for machines."""
    parser.add_argument("--json", action="store_true", help="print one JSON document, no progress")


def request(
    arguments: argparse.Namespace, *, only: Sequence[str] = (), scene: str | None = None
) -> Request:
    """Return what the parsed options ask for: segments of a lecture, or a scene file."""
    return Request(
        lecture=arguments.lecture,
        scene=scene,
        only=only,
        quality=arguments.quality,
        voice=arguments.voice,
        theme=arguments.theme,
        settings=arguments.settings,
    )


def targets(names: Sequence[str]) -> tuple[str | None, list[str]]:
    """Tell a scene file (``my_scene.py[:Class]``) from slugs; UserError if both are named."""
    scenes = [name for name in names if name.endswith(".py") or ".py:" in name]
    slugs = [name for name in comma_list(names) if name not in scenes]
    if len(scenes) > 1 or (scenes and slugs):
        raise UserError(f"give one scene file, or segments, not both: {' '.join(names)}")
    return (scenes[0] if scenes else None), slugs


def options(arguments: argparse.Namespace, plan: Plan, root: Path) -> RenderOptions:
    """Return where and how to work."""
    return RenderOptions(
        out=out_folder(arguments, plan, root),
        store=store_folder(root),
        workers=getattr(arguments, "jobs", 1),
        json=arguments.json,
        root=root,
    )


def out_folder(arguments: argparse.Namespace, plan: Plan, root: Path) -> Path:
    """Return the absolute folder for the films, as asked for or by default."""
    chosen: Path | None = arguments.out
    return (chosen or default_out(plan, arguments.quality, root=root)).absolute()


def store_folder(root: Path) -> Path:
    """Return where results of the steps are kept."""
    return root / "media" / ".store"


@contextlib.contextmanager
def building(options: RenderOptions, reporter: Reporter) -> Iterator[None]:
    """Have the output folder for oneself, with what killed builds left there swept away.

    Waits, saying so, while another build works in the same folder. UserError if the folder or the
    store cannot be written to.
    """
    for folder in (options.out, options.store):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / f".draft-{os.getpid()}-00000000"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise UserError(f"cannot write to {folder}: {error.strerror}") from None

    def waiting(holder: int | None) -> None:
        who = f" (process {holder})" if holder else ""
        reporter.say(f"Another build{who} is at work in {options.out}; waiting for it.")

    with locked(options.out / FOLDER / LOCK_FILE, on_wait=waiting):
        left = Store(options.store).sweep() + sweep(options.out) + sweep(options.out / FOLDER)
        if left:
            reporter.say(f"Removed {left} unfinished file{'s' * (left > 1)} of an earlier build.")
        yield


def print_json(value: object) -> None:
    """Print one JSON document."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_as_json))


def comma_list(texts: Sequence[str]) -> list[str]:
    """Split ``a,b`` and repeated options into names."""
    return [name.strip() for text in texts for name in text.split(",") if name.strip()]


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes (1, 2, …)")
    return number


def _as_json(value: Any) -> Any:
    return str(value)
