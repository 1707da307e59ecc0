"""Fixtures for the inspector's tests, and its measured rates in pytest's last lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

_LINES: list[str] = []


@pytest.fixture(scope="session")
def inspector_lines() -> list[str]:
    return _LINES


@pytest.fixture(scope="session")
def media_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Typst and Pango leave their files during a run of the tests."""
    return tmp_path_factory.mktemp("inspector-media")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _LINES:
        terminalreporter.section("inspector")
        for line in _LINES:
            terminalreporter.write_line(line)
