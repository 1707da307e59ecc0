"""Which beats of a segment's own file are not as they were when its film was made."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.studio.beat_code import read_beats
from scripts.studio.outline import SceneReference

BeatTable = Mapping[str, Mapping[str, str]]
"""For each beat the hashes of its code and of its words; under "" what belongs to all beats."""

ALL = ""
_SENTENCES = {
    "code": "code of beat {} changed",
    "words": "words of beat {} changed",
    "shared": "what all beats share (imports, constants, parameters) changed",
    "outside": "what works outside of the beats (facts, script) changed",
}


def beat_table(scene: SceneReference) -> BeatTable:
    """Return the present table of a scene; empty for a file that can't be read as a segment's."""
    try:
        code = read_beats(scene.file.read_text("utf-8"), scene.class_name)
    except (OSError, ValueError, SyntaxError):
        return {}
    if code is None:
        return {}
    words = code.words()
    beats = {
        beat: {"code": digest, "words": words[beat]} for beat, digest in code.digests().items()
    }
    return {ALL: {"shared": code.shared, "outside": code.digest_of(code.outside)}, **beats}


def beat_changes(before: BeatTable, now: BeatTable) -> list[str]:
    """Say in a line each what differs between two tables; nothing if one of them is unknown."""
    if not before or not now:
        return []
    lines = []
    for beat in [*now, *(name for name in before if name not in now)]:
        if beat not in now:
            lines.append(f"beat {beat} is gone")
        elif beat not in before:
            lines.append(f"beat {beat} is new")
        else:
            lines += [
                _SENTENCES[part].format(beat)
                for part, digest in now[beat].items()
                if before[beat].get(part) != digest
            ]
    return lines
