"""``lecture list``: the segments, their questions and parameters."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scripts.commands import common
from scripts.studio.outline import outline
from scripts.studio.plan import Job, Request, make_plan

HELP = "show the segments, what they ask and what can be changed in them"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    common.add_lecture(parser)
    common.add_json(parser)


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Print the segments of a lecture in their order."""
    plan = make_plan(Request(lecture=arguments.lecture), root=root)
    if arguments.json:
        segments = [_described(job) for job in plan.jobs]
        groups = [asdict(group) for group in plan.groups]
        heading = {"title": plan.title, "language": plan.language}
        common.print_json({**heading, "segments": segments, "groups": groups})
        return 0
    print(plan.title)
    for job in plan.jobs:
        print("\n".join(_lines(job)))
    for group in plan.groups:
        print(f"{group.name} ({group.title or 'a group'}): {', '.join(group.segments)}")
    return 0


def _described(job: Job) -> dict[str, Any]:
    known = outline(job.scene)
    return {
        "index": job.index,
        "slug": job.slug,
        "title": job.title,
        "question": known.question,
        "scene": str(job.scene),
        "beats": known.beats,
        "defaults": known.parameters,
        "parameters": job.params,
    }


def _lines(job: Job) -> list[str]:
    known = outline(job.scene)
    lines = [f"{job.index:3}  {job.slug}: {known.question or job.title}"]
    for name, default in known.parameters.items():
        value = f"{job.params[name]!r} (set in {job.sources[name]})" if name in job.params else ""
        lines.append(f"       {name} = {value or default or '(must be given)'}")
    return lines
