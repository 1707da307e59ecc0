"""A small project, as the studio sees one: a series with two segments and a kit they share."""

from pathlib import Path

import pytest

SERIES = """title = "Small series"
order = ["first-steps", "second-look"]

[segments.first-steps]
title = "First steps"
scene = "scenes.s01_first:FirstSteps"

[segments.second-look]
scene = "scenes.s02_second:SecondLook"
"""

FIRST = '''"""The first segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from scenes.kit import plane
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.params import SegmentParams

if TYPE_CHECKING:
    from scenes.kit import unused


class FirstSteps(LectureScene):
    """How does one begin?

    More about it.
    """

    class Params(SegmentParams):
        field: str = "x**2"
        steps: int = 3
        start: float
        COUNT: ClassVar[int] = 3

    @beat("We begin at {start}.")
    def begin(self) -> None:
        """Begin."""
        plane.axes()  # a comment

    @beat("And we end.", group="end")
    def end(self) -> None:
        self.wait(1)

    def helper(self) -> int:
        return 1
'''

SECOND = '''"""The second segment."""

from scenes.kit.lecture import LectureScene, beat


class SecondLook(LectureScene):
    """What do we see now?"""

    @beat("Look.")
    def look(self) -> None:
        from mathcore import fields

        fields.value()
'''

FILES = {
    "scenes/__init__.py": "",
    "scenes/gradients.toml": SERIES,
    "scenes/s01_first.py": FIRST,
    "scenes/s02_second.py": SECOND,
    "scenes/kit/__init__.py": "",
    "scenes/kit/lecture.py": "from . import timing\n\nclass LectureScene: ...\ndef beat(x): ...\n",
    "scenes/kit/params.py": "class SegmentParams: ...\n",
    "scenes/kit/plane.py": "from mathcore import arrays\n\ndef axes(): return arrays.SIZE\n",
    "scenes/kit/timing.py": "BEAT = 1.0\n",
    "scenes/kit/unused.py": "NOTHING = 0\n",
    "scripts/__init__.py": "",
    "scripts/studio/__init__.py": "",
    "scripts/studio/pipeline.py": "",
    "mathcore/__init__.py": "",
    "mathcore/arrays.py": "SIZE = 2\n",
    "mathcore/fields.py": "def value(): return 1\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the root of a fresh small project."""
    root = tmp_path / "project"
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return root
