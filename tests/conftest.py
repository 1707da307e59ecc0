"""In which order test files are begun: what takes long first, so that no core waits at the end."""

from __future__ import annotations

from collections import Counter

import pytest

_FIRST = 1_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    weights: Counter[str] = Counter()
    for item in items:
        heavy, first = (item.get_closest_marker(name) is not None for name in ("heavy", "first"))
        weights[item.nodeid.partition("::")[0]] += heavy + _FIRST * first
    items.sort(key=lambda item: -weights[item.nodeid.partition("::")[0]])
