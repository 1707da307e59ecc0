"""Draw README's pictures anew: ``python3 scripts/readme_pictures.py``.

Each is the end of a beat as a film shows it, drawn at final size and scaled; they go to
``media/readme``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

WIDTH = 960

PICTURES = {
    "slice": ("partial-derivatives", "hold_y_still"),
    "ring": ("steepest-ascent", "cast_a_shadow"),
    "map": ("level-curves", "keep_the_right_angle"),
    "zigzag": ("descent-across-contours", "lose_the_same_share"),
    "saliency": ("feature-sensitivity", "read_the_map"),
    "names": ("natural-gradient", "carry_back"),
}
"""Each picture's name, its segment, and the beat whose last frame it is."""


def draw(out: Path) -> list[Path]:
    """Draw the end of each named beat; return the files that were written."""
    from PIL import Image

    from scripts.commands.common import store_folder
    from scripts.studio.plan import RenderOptions, Request, make_plan
    from scripts.studio.storyboard import photograph
    from scripts.studio.whole import whole_file

    jobs = {job.slug: job for job in make_plan(Request(), root=ROOT).jobs}
    written = []
    with tempfile.TemporaryDirectory() as folder:
        options = RenderOptions(out=Path(folder), store=store_folder(ROOT), root=ROOT)
        for name, (slug, beat) in PICTURES.items():
            (still,) = photograph(jobs[slug], options, Path(folder) / slug, beats=[beat])
            picture = Image.open(still).convert("RGB")
            height = round(picture.height * WIDTH / picture.width)
            with whole_file(out / f"{name}.png") as draft:
                picture.resize((WIDTH, height), Image.Resampling.LANCZOS).save(draft, optimize=True)
            written.append(out / f"{name}.png")
    return written


if __name__ == "__main__":
    for file in draw(ROOT / "media" / "readme"):
        print(file)
