"""What was drawn, beat by beat: a segment's beats, a plain scene's sections."""

from __future__ import annotations

from collections.abc import Sequence

from scenes.kit.lecture import LectureScene
from scripts.studio.records import BeatRecord, MarkRecord


def lecture_beats(scene: LectureScene) -> list[BeatRecord]:
    """Return the beats of a segment that was played."""
    return [
        BeatRecord(
            name=record.name,
            start_frame=record.start_frame,
            end_frame=record.end_frame,
            marks={
                name: MarkRecord(wanted=mark.wanted, reached=mark.reached)
                for name, mark in record.marks.items()
            },
        )
        for record in scene.records
    ]


def section_beats(
    sections: list[tuple[str, int]], frames: int, scene_name: str
) -> list[BeatRecord]:
    """Return the beats of a plain scene: its sections that show something, or all of it.

    ``sections`` are names and first frames; what comes before them is called as the scene is.
    """
    starts = [entry for entry in sections if entry[1] < frames]
    if not starts or starts[0][1] > 0:
        starts.insert(0, (scene_name, 0))
    ends = [start for _, start in starts[1:]] + [frames]
    shown = [
        (name, start, end) for (name, start), end in zip(starts, ends, strict=True) if end > start
    ]
    return [
        BeatRecord(name=name, start_frame=start, end_frame=end, marks={})
        for name, (_, start, end) in zip(_told_apart([n for n, *_ in shown]), shown, strict=True)
    ]


def _told_apart(names: Sequence[str]) -> list[str]:
    """Return names with a number added where one comes again: manim calls all "unnamed"."""
    found: list[str] = []
    for name in names:
        number, own = 1, name
        while own in found:
            number += 1
            own = f"{name} {number}"
        found.append(own)
    return found
