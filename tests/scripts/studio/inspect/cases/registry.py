"""Labelled cases for the inspector: small scenes with one planted defect, or with none.

A case is a function that fills a plain manim ``Scene`` (``add``, ``play``, ``wait``)::

    from tests.scripts.studio.inspect.cases.registry import case

    @case(defect="text-over-line")
    def curve_through_the_label(scene: Scene) -> None:
        ...

``defect=None`` marks a clean scene, on which the inspector must stay silent. Put cases into any
module ``cases/*.py``; ``all_cases`` imports every module of this folder. ``scene_class`` lets a
case have a camera of its own (``MovingCameraScene``, ``ThreeDScene``); ``narration`` hands over
what is said (beat name -> ``scripts.studio.inspect.Speech``; a plain scene's beat is ``"scene"``
unless it calls ``scene.next_section(name)``).
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from manim import Scene

DEFECTS = (
    "text-over-text",
    "text-over-line",
    "text-covered",
    "out-of-frame",
    "near-edge",
    "text-too-small",
    "low-contrast",
    "too-many-new",
    "still-picture",
    "caption-limit",
    "unspeakable",
    "late-mark",
    "false-claim",
    "wrong-number",
    "unused-waiver",
)
"""The kinds of finding, as in ``scripts.studio.inspect.findings.KINDS``."""


@dataclass(frozen=True)
class Case:
    """A labelled scene: ``defect`` is the kind of finding expected, None for a clean scene."""

    name: str
    defect: str | None
    fill: Callable[[Any], None]
    scene_class: type[Scene]
    narration: Mapping[str, Any] | None


_CASES: dict[str, Case] = {}


def case(
    *,
    defect: str | None,
    scene_class: type[Scene] = Scene,
    narration: Mapping[str, Any] | None = None,
) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Register the decorated function as a labelled case."""
    if defect is not None and defect not in DEFECTS:
        raise ValueError(f"Unknown defect {defect!r}; the kinds are {', '.join(DEFECTS)}.")

    def register(fill: Callable[[Any], None]) -> Callable[[Any], None]:
        name = f"{fill.__module__.rpartition('.')[2]}.{fill.__name__}"
        if name in _CASES:
            raise ValueError(f"Two cases are called {name}.")
        _CASES[name] = Case(name, defect, fill, scene_class, narration)
        return fill

    return register


def all_cases() -> list[Case]:
    """Import every module of this folder and return its cases in order of name."""
    folder = Path(__file__).parent
    for path in sorted(folder.glob("*.py")):
        module = f"inspector_cases.{path.stem}"
        if path.stem in {"__init__", "registry"} or module in sys.modules:
            continue
        spec = importlib.util.spec_from_file_location(module, path)
        if spec is None or spec.loader is None:
            raise ImportError(f"Cannot load the cases in {path}.")
        loaded = importlib.util.module_from_spec(spec)
        sys.modules[module] = loaded
        spec.loader.exec_module(loaded)
    return [_CASES[name] for name in sorted(_CASES)]
