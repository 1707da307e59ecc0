"""What the tests of all guided problems share: shape, instances, and their inspection."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.kit.lecture import LectureScene
from scenes.kit.params import read_params
from tests.scenes.conftest import Inspect

SHAPE = ("ask", "see_the_task", "try_it", "hint", "confirm", "answer")
"""The beats that every guided problem has: between hint and confirmation stand its steps."""


def params(scene: type[LectureScene], values: dict[str, Any]) -> Any:
    """Return a problem's checked parameters."""
    return read_params(scene.Params, values, segment="p")


def words(scene: type[LectureScene], values: dict[str, Any]) -> dict[str, str]:
    """Return what the captions of each beat say."""
    return {name: said.display for name, said in scene.script(params(scene, values)).items()}


def instances(cheap: dict[str, Any], *others: dict[str, Any]) -> list[Any]:
    """Return an instance that is always inspected, and others for the heavy tests."""
    named = [(values, "-".join(map(str, values)) or "default") for values in (cheap, *others)]
    return [
        pytest.param(values, k, id=f"{k}-{name}", marks=pytest.mark.heavy if k else ())
        for k, (values, name) in enumerate(named)
    ]


def inspect_instance(
    inspected: Inspect, scene: type[LectureScene], values: dict[str, Any], number: int
) -> None:
    """Draw an instance in one theme or the other, and let the inspector find nothing."""
    quick = {"pause": 1, **values}
    theme = "light" if number % 2 else "dark"
    report = inspected(lambda: scene(params=params(scene, quick)), theme=theme, segment="p")
    assert report.claims.checked > 100
