"""``lecture stills``: full-size pictures of a segment in seconds, without making its film."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from scripts.commands import common
from scripts.studio.plan import make_plan
from scripts.studio.progress import reporter

HELP = "write a picture for the end of every beat, without making films"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    parser.add_argument(
        "slugs",
        nargs="+",
        metavar="SLUG",
        help="segments, or a scene file of your own",
    )
    common.add_making(parser, quality="final")
    parser.add_argument("--plays", action="store_true", help="a picture after every animation")
    parser.add_argument(
        "--beat", action="append", default=[], metavar="BEAT[,BEAT…]", help="only these beats"
    )


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Write the pictures and say where they are; 0 if all were written."""
    scene, only = common.targets(arguments.slugs)
    plan = make_plan(common.request(arguments, only=only, scene=scene), root=root)
    options = common.options(arguments, plan, root)
    beats = common.comma_list(arguments.beat)
    from scripts.studio.storyboard import photograph

    place = (arguments.out or root / "media" / "stills" / plan.name).absolute()
    written = []
    with reporter(json=arguments.json) as report:
        for job in plan.jobs:
            report.start(job.slug, job.slug, 1)
            written += photograph(
                job,
                options,
                place / job.slug,
                progress=partial(report.advance, job.slug),
                beats=beats,
                every_play=arguments.plays,
            )
            report.finish(job.slug, f"{job.slug}: done")
    if arguments.json:
        common.print_json({"stills": [str(path) for path in written]})
    else:
        print(f"{len(written)} pictures: {place}")
    return 0
