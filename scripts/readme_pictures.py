"""Take README's pictures out of rendered films: ``python3 scripts/readme_pictures.py [FOLDER]``.

The folder holds a build's films, ``media/final`` if none is named; pictures go to ``media/readme``.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

WIDTH = 960

PICTURES = {
    "slice": ("partial-derivatives", "hold_y_still"),
    "quotients": ("partial-derivatives", "shrink_the_step"),
    "turning": ("directional-derivatives", "find_peak_and_zero"),
    "map": ("level-curves", "keep_the_right_angle"),
}
"""Each picture's name, its segment, and the beat whose last frame it is."""


def take(films: Path, out: Path) -> list[Path]:
    """Save the last frame of each named beat; return the files that were written."""
    from scripts.studio.manifest import read_manifest
    from scripts.studio.sheets import poster

    manifest = read_manifest(films / "manifest.json")
    entries = {entry.slug: entry for entry in manifest.segments}
    written = []
    for name, (slug, beat_name) in PICTURES.items():
        entry = entries.get(slug)
        beats = {beat.name: beat for beat in entry.beats} if entry else {}
        if entry is None or beat_name not in beats:
            print(f"{name}: {slug} with a beat {beat_name} is not in {films}")
            continue
        moment = beats[beat_name].end - 1.0 / entry.fps
        target = out / f"{name}.png"
        written.append(poster(films / entry.files.film, target, time=moment, width=WIDTH))
    return written


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "media" / "final"
    for file in take(folder, ROOT / "media" / "readme"):
        print(file)
