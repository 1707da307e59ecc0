"""``lecture why``: which input of a segment changed since it was last rendered."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.commands import common
from scripts.studio.ledger import changes, damaged, read_record
from scripts.studio.needs import inputs_now
from scripts.studio.plan import make_plan

HELP = "tell which inputs of a segment changed since it was last rendered"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    parser.add_argument("slug", metavar="SLUG", help="the segment")
    common.add_making(parser, quality="final")


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Print the reasons for which ``lecture render`` would work on the segment."""
    plan = make_plan(common.request(arguments, only=[arguments.slug]), root=root)
    out = common.out_folder(arguments, plan, root)
    record = read_record(out, arguments.slug)
    if record is None:
        reasons = [f"there is no finished {arguments.quality} rendering in {out}"]
    else:
        now = inputs_now(plan, root=root, store=common.store_folder(root))[arguments.slug]
        reasons = changes(record.inputs, now)
        reasons += [f"{out / path} is gone or was changed" for path in damaged(record, out)]
    if arguments.json:
        common.print_json({"slug": arguments.slug, "current": not reasons, "reasons": reasons})
    elif reasons:
        print(f"{arguments.slug} would be rendered again:")
        print("\n".join(f"  {reason}" for reason in reasons))
    else:
        print(f"{arguments.slug} is up to date at {arguments.quality} quality: nothing changed.")
    return 0
