"""``lecture render``: make the films."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from scripts.commands import common
from scripts.studio.plan import make_plan
from scripts.studio.progress import reporter

HELP = "make the films of the lecture, or of a scene of your own"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    parser.add_argument(
        "scene", nargs="?", metavar="my_scene.py[:Class]", help="a scene file instead of a lecture"
    )
    common.add_making(parser, quality="final")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="SLUG[,SLUG…]",
        help="only these segments, or groups of them",
    )
    common.add_jobs(parser)


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Render what is asked for; 0 if all is well, 1 for findings or failed segments."""
    only = common.comma_list(arguments.only)
    request = common.request(arguments, only=only, scene=arguments.scene)
    plan = make_plan(request, root=root)
    options = common.options(arguments, plan, root)
    from scripts.studio.pipeline import render

    with reporter(json=arguments.json) as report, common.building(options, report):
        start = time.time()
        outcome = render(plan, options, report)
        if outcome.exit_status != 2 and any(s.state == "made" for s in outcome.segments):
            from scripts.studio.trimming import trim

            trim(options.store, used_since=start)
    if arguments.json:
        common.print_json({"out": options.out, **outcome.to_json()})
    else:
        print("\n".join([*outcome.lines(), f"Films: {options.out}"]))
    return outcome.exit_status
