"""One segment's pictures: its frames as groups in the store, of which only new ones are drawn."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from scenes.kit.lecture import LectureScene
from scenes.kit.narration import BeatCues
from scenes.kit.theme import theme
from scenes.kit.timing import BREATH
from scripts.studio import whole
from scripts.studio.class_code import ClassCode
from scripts.studio.draw import draw, studio_config
from scripts.studio.encode import FilmWriter, film_format
from scripts.studio.fingerprint import Sources, tool_versions
from scripts.studio.group_store import GroupStore
from scripts.studio.groups import Format
from scripts.studio.needs import CACHE_FILE
from scripts.studio.plan import Job, RenderOptions
from scripts.studio.prepare import Prepared
from scripts.studio.records import DrawRecord
from scripts.studio.shares import Naming, Shares
from scripts.studio.store import Entry, Store, key_of

Report = Callable[[str, int, int], None]
"""Hears of progress: the step's name, how much is done, and of how much."""

DRAWING = ("scripts.studio.draw", "scripts.studio.encode", "scripts.studio.shares")
PAINTING = ("scripts.studio.cameras", "scripts.studio.canvas", "scripts.studio.display_list",
            "scripts.studio.groups")  # fmt: skip
"""What turns the display lists of a group's frames into packets, with ``draw`` itself."""


def drawing_inputs(
    prepared: Prepared, cues: Mapping[str, BeatCues], options: RenderOptions
) -> dict[str, Any]:
    """Return all that a segment's pictures depend on: words only through their times."""
    job = prepared.job
    sources = sources_of(options).closure([job.scene, *DRAWING])
    return {
        "scene": str(job.scene),  # one file may hold several
        "sources": sources,
        "tools": tool_versions(),
        "parameters": prepared.plain_params,
        "times": {
            name: {"duration": beat.duration, "marks": dict(beat.marks)}
            for name, beat in cues.items()
        },
        "theme": job.theme,
        "quality": [job.quality.width, job.quality.height, job.quality.fps],
    }


def drawn(
    prepared: Prepared, cues: Mapping[str, BeatCues], options: RenderOptions, report: Report
) -> Entry:
    """Return the record of a segment's beats and the names of its groups of pictures, all there.

    Groups that look as before are taken from the store; the others are drawn.
    """
    store, inputs = Store(options.store), drawing_inputs(prepared, cues, options)
    found = store.find("draw", inputs)
    if found is not None:
        groups = GroupStore(options.store)
        if groups.has_all(group_names(found)):
            return found
        store.discard(found)

    def build(folder: Path) -> None:
        record, names = draw_groups(prepared, cues, options, report, key_of(inputs))
        whole.write_text(folder / "groups.json", json.dumps(names))
        whole.write_text(folder / "record.json", record.model_dump_json(indent=1))

    return store.make("draw", inputs, build)


def draw_groups(
    prepared: Prepared,
    cues: Mapping[str, BeatCues],
    options: RenderOptions,
    report: Report,
    drawing: str,
) -> tuple[DrawRecord, list[str]]:
    """Play a segment, draw what of it is not in the store, and return its groups' names.

    ``drawing`` is the key of all that its pictures depend on.
    """
    seconds = sum(beat.duration + BREATH for beat in cues.values())
    expected = round(seconds * prepared.job.quality.fps)
    shown = 0

    def advance(frames: int) -> None:
        nonlocal shown
        shown += frames
        report("draw", shown, max(expected, shown))

    naming = Naming(painting_inputs(prepared, options), ClassCode(sources_of(options)))
    report("draw", 0, max(1, expected))
    while True:
        shown = 0
        shares = Shares(
            form_of(prepared.job), Store(options.store), {"drawing": drawing},
            workers=options.workers, naming=naming, advance=advance,
        )  # fmt: skip
        with configured(prepared, options), shares:
            record = draw(prepared.scene_class, shares, options=prepared.options(cues=cues))
        if not shares.missed:
            return record, shares.names
        # A group went on otherwise than one that began like it: draw all that is not known.
        naming = dataclasses.replace(naming, guessing=False)


def painting_inputs(prepared: Prepared, options: RenderOptions) -> dict[str, Any]:
    """Return what a group's packets depend on besides the display lists of its frames."""
    sources = sources_of(options)
    draw_file = options.root / "scripts" / "studio" / "draw.py"
    return {
        "sources": sources.closure(PAINTING),
        "draw": sources.digest(draw_file).drawn,
        "tools": tool_versions(),
        "theme": prepared.job.theme,
    }


def group_names(drawing: Entry) -> list[str]:
    """Return the names of a drawing's groups of pictures, in order."""
    names: list[str] = json.loads(drawing.file("groups.json").read_text("utf-8"))
    return names


def write_pictures(path: Path, job: Job, names: Sequence[str], options: RenderOptions) -> None:
    """Write a silent film of groups of pictures that are in the store."""
    groups = GroupStore(options.store)
    with FilmWriter(path, form_of(job)) as film:
        for name in names:
            film.group(groups.read(name))


def form_of(job: Job) -> Format:
    """Return the format of a segment's film."""
    quality = job.quality
    return film_format(width=quality.width, height=quality.height, fps=quality.fps)


def sources_of(options: RenderOptions) -> Sources:
    """Return what reads the project's sources, quickly if they are known."""
    return Sources(options.root, options.store / CACHE_FILE)


def configured(prepared: Prepared, options: RenderOptions) -> AbstractContextManager[None]:
    """Set manim up for a segment, for the time of a drawing."""
    quality = prepared.job.quality
    return studio_config(
        width=quality.width,
        height=quality.height,
        fps=quality.fps,
        scratch=options.store / "manim",
        # A plain scene is drawn on what manim would draw it on.
        background=theme().background if issubclass(prepared.scene_class, LectureScene) else None,
    )
