"""``lecture why``: which input of a segment changed since it was last rendered, and which beats."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.commands import common
from scripts.studio.beat_changes import beat_changes, beat_table
from scripts.studio.ledger import changes, damaged, read_record
from scripts.studio.needs import inputs_now
from scripts.studio.plan import Job, make_plan

HELP = "tell which inputs of a segment changed since it was last rendered"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    parser.add_argument("slug", metavar="SLUG", help="the segment, or a scene file of your own")
    common.add_making(parser, quality="final")


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Print the reasons for which ``lecture render`` would work on the segment."""
    scene, only = common.targets([arguments.slug])
    plan = make_plan(common.request(arguments, only=only, scene=scene), root=root)
    out = common.out_folder(arguments, plan, root)
    inputs = inputs_now(plan, root=root, store=common.store_folder(root))
    told = {job.slug: _reasons(job, inputs[job.slug], out) for job in plan.jobs}
    if arguments.json:
        answers = [
            {"slug": slug, "current": not reasons, "reasons": reasons}
            for slug, reasons in told.items()
        ]
        common.print_json({"out": out, "segments": answers})
        return 0
    for slug, reasons in told.items():
        if reasons:
            print(f"{slug} would be rendered again:")
            print("\n".join(f"  {reason}" for reason in reasons))
        else:
            print(f"{slug} is up to date at {arguments.quality} quality: nothing changed.")
    return 0


def _reasons(job: Job, inputs: Mapping[str, Any], out: Path) -> list[str]:
    record = read_record(out, job.slug)
    if record is None:
        return [f"there is no finished rendering in {out}"]
    gone = [f"{out / path} is gone or was changed" for path in damaged(record, out)]
    beats = beat_changes(record.beats, beat_table(job.scene))
    return changes(record.inputs, inputs) + beats + gone
