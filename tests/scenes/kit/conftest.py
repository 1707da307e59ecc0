"""What all tests of the kit share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from manim import tempconfig


@pytest.fixture(autouse=True, scope="module")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep a module's typeset formulas apart: two processes may not tidy the same folder."""
    with tempconfig({"media_dir": str(tmp_path_factory.mktemp("media"))}):
        yield


@pytest.fixture
def played_dry() -> Iterator[None]:
    """Let scenes be played five frames a second, without a film."""
    with tempconfig({"dry_run": True, "frame_rate": 5, "progress_bar": "none"}):
        yield
