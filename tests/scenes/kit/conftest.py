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
