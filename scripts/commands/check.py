"""``lecture check``: inspect segments without publishing films."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.commands import common
from scripts.studio.plan import make_plan
from scripts.studio.progress import reporter

HELP = "inspect segments: layout, truth and pace, without making films"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    parser.add_argument(
        "slugs",
        nargs="*",
        metavar="SLUG",
        help="segments (default: all), or a scene file of your own",
    )
    common.add_making(parser, quality="draft")
    common.add_jobs(parser)


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Inspect what is asked for; 0 if nothing was found, else 1."""
    scene, only = common.targets(arguments.slugs)
    plan = make_plan(common.request(arguments, only=only, scene=scene), root=root)
    options = common.options(arguments, plan, root)
    from scripts.studio.pipeline import check

    with reporter(json=arguments.json) as report:
        outcome = check(plan, options, report)
    if arguments.json:
        common.print_json(outcome.to_json())
    else:
        print("\n".join(outcome.lines()))
    return outcome.exit_status
