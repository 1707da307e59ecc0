"""Measure how fast scenes become films: ``python3 scripts/bench.py``.

In one run, alternating, on this machine: stock ``manim render`` (a), stock manim with one process
a core (b), ours (c), and the floor (d), which is encoding the same pictures, already drawn, with
our settings on all cores. The films of (a) and (c) are compared frame by frame. Then, in a copy of
the project, a build with nothing to do and the preview of an edited beat. Exit status 1 if films
do not agree.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from scripts.benchmark.edits import measure_again
from scripts.benchmark.measure import measure_scene, side_by_side
from scripts.benchmark.report import Report, write_into
from scripts.benchmark.runs import ROOT, BenchError, Size, Subject
from scripts.commands.common import cores
from scripts.studio.errors import UserError, unknown
from scripts.studio.whole import write_text

GALLERY = ROOT / "scripts" / "benchmark" / "gallery.py"
CHART = "![Seconds that stock manim and this renderer take](media/readme/speed.png)"

COURSE_GROUND = "#10151d"

SUBJECTS = {
    "point": Subject("2D, moving point", GALLERY, "PointOnShapes"),
    "arrows": Subject("170 arrows", GALLERY, "ManyArrows"),
    "words": Subject("text", GALLERY, "ManyWords"),
    "camera": Subject("camera moves", GALLERY, "CameraFollows"),
    "surface": Subject("3D surface", GALLERY, "TurningSurface"),
    "holds": Subject("long holds", GALLERY, "LongHolds"),
    "partials": Subject(
        "course: 2", ROOT / "scenes/s02_partial_derivatives.py", "PartialDerivatives", COURSE_GROUND
    ),
    "levels": Subject(
        "course: 8", ROOT / "scenes/s08_level_curves.py", "LevelCurvesSegment", COURSE_GROUND
    ),
}
"""What is measured, by the name to choose it by."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write what was asked for; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        names = options.scenes.split(",") if options.scenes else list(SUBJECTS)
        for name in names:
            if name not in SUBJECTS:
                raise UserError(unknown("scene", name, SUBJECTS))
        report = _measure([SUBJECTS[name] for name in names], options)
        _write(report, options)
    except (UserError, BenchError) as error:
        print(error, file=sys.stderr)
        return 2
    problems = report.problems()
    for line in problems:
        print(line, file=sys.stderr)
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.py", description="measure against stock manim")
    parser.add_argument(
        "--scenes", help=f"only some of {','.join(SUBJECTS)}, and no second builds (default: all)"
    )
    parser.add_argument("--times", type=int, default=1, help="rounds; medians are told (default 1)")
    parser.add_argument("--size", default="1920x1080@60", help="films' (default 1920x1080@60)")
    parser.add_argument(
        "--every", type=int, default=1, help="compare every n-th frame only (default 1)"
    )
    parser.add_argument("--json", metavar="FILE", help="write all numbers to a file")
    parser.add_argument(
        "--readme", action="store_true", help="write the table and the chart into README"
    )
    return parser


def _size(text: str) -> Size:
    try:
        picture, fps = text.split("@")
        width, height = picture.split("x")
        return Size(int(width), int(height), int(fps))
    except ValueError:
        raise UserError(f"--size {text}: a size is WIDTHxHEIGHT@RATE, 1920x1080@60") from None


def _measure(subjects: Sequence[Subject], options: argparse.Namespace) -> Report:
    size = _size(options.size)
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        for number, subject in enumerate(subjects):
            rows.append(
                measure_scene(
                    subject,
                    size,
                    folder / str(number),
                    times=options.times,
                    every=options.every,
                    say=lambda line: print(line, file=sys.stderr, flush=True),
                )
            )
        print("stock manim, one process a core", file=sys.stderr, flush=True)
        beside = side_by_side(subjects, size, folder / "beside")
        again = None
        if not options.scenes:
            print("building again", file=sys.stderr, flush=True)
            again = measure_again(folder)
    return Report(f"{cores()} cores", options.size, rows, beside, again)


def _write(report: Report, options: argparse.Namespace) -> None:
    print("\n".join(report.lines()))
    if options.json:
        write_text(Path(options.json), json.dumps(report.plain(), indent=1))
    if options.readme:
        from scripts.benchmark.chart import draw_chart

        draw_chart(
            [(row.kind, row.stock / row.film, row.ours / row.film) for row in report.rows],
            ROOT / "media" / "readme" / "speed.png",
        )
        write_into(ROOT / "README.md", [*report.lines(), "", CHART])


if __name__ == "__main__":
    sys.exit(main())
