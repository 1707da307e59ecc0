"""Segments with other parameters, drawn and inspected at draft size."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import pytest
from manim import Scene, tempconfig

from scenes.kit.theme import use_theme
from scripts.studio.inspect import InspectionReport, inspect_scene

REMIX_MOMENTS = 2
"""At so many moments inside an animation a remix is looked at: how it moves is known already."""


class Inspect(Protocol):
    """Inspect a scene in a theme; every complaint is a failed test."""

    def __call__(
        self, make: Callable[[], Scene], *, theme: str, segment: str
    ) -> InspectionReport: ...


@pytest.fixture
def inspected(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Inspect:
    """Return what draws and inspects a segment: five pictures a second, for rests are judged.

    Formulas are kept apart for each test process: two may not tidy the same folder.
    """
    heavy = request.node.get_closest_marker("heavy") is not None
    scratch = str(tmp_path_factory.getbasetemp())

    def inspect(make: Callable[[], Scene], *, theme: str, segment: str) -> InspectionReport:
        size = {"width": 480, "height": 270, "fps": 5, "segment": segment}
        if heavy:
            size["moments"] = REMIX_MOMENTS
        with (
            use_theme(theme) as look,
            tempconfig({"background_color": look.background, "media_dir": scratch}),
        ):
            report = inspect_scene(make, **size)
        assert not report.findings, "\n".join(report.lines())
        assert report.claims.failed == 0
        return report

    return inspect
