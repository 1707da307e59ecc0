"""``lecture watch``: when a file is saved, make the changed beat's preview again."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

from scripts.commands import common
from scripts.studio.errors import UserError
from scripts.studio.plan import Job, Plan, make_plan

HELP = "preview a segment's changed beats whenever a file is saved"

POLL_SECONDS = 0.2

LIBRARIES = ("manim", "scipy.signal", "scipy.optimize", "sympy", "sympy.tensor", "pydantic", "av",
             "contourpy", "typst", "pyloudnorm")  # fmt: skip
"""What players need and cannot change; loaded once."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    parser.add_argument("slug", metavar="SLUG", help="the segment, or a scene file of your own")
    common.add_making(parser, quality="preview")
    common.add_jobs(parser)


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Watch until interrupted; every line that is printed tells of one beat or one mistake."""
    from scripts.studio.watching import Watch

    scene, only = common.targets([arguments.slug])
    request = common.request(arguments, only=only, scene=scene)
    plan = make_plan(request, root=root)
    job = _the_job(plan)
    options = common.options(arguments, plan, root)
    folder = (arguments.out or root / "media" / "watch" / plan.name).absolute() / job.slug

    def plan_now() -> tuple[Job, tuple[Path, ...]]:
        plan = make_plan(request, root=root)
        return _the_job(plan), plan.files

    def say(line: str) -> None:
        if arguments.json:
            common.print_json({"line": line})
        else:
            print(line, flush=True)

    say(f"Watching {job.slug} at {arguments.quality} quality; Ctrl-C ends it.")
    for library in LIBRARIES:
        importlib.import_module(library)
    watch = Watch(plan_now, options, folder, say)
    try:
        while True:
            watch.look()
            watch.hear(POLL_SECONDS)
    except KeyboardInterrupt:
        say("\nStopped watching.")
        return 0
    finally:
        watch.close()


def _the_job(plan: Plan) -> Job:
    if len(plan.jobs) > 1:
        names = ", ".join(job.slug for job in plan.jobs)
        raise UserError(f"one segment is watched at a time, not {len(plan.jobs)}: {names}")
    return plan.jobs[0]
