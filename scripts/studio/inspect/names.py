"""Stable names for mobjects: the variable they are kept in, else what they are and say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

from manim import Mobject, Scene


class Namer:
    """Names mobjects by the scene's attributes, by the author's local variables, by content."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._names: dict[int, str] = {}
        # Holding the named mobjects keeps their ids from being used again.
        self._kept: list[Mobject] = []

    def refresh(self) -> None:
        """Learn the names that are in sight now: attributes first, then local variables."""
        for name, value in list(vars(self._scene).items()):
            if name not in _MANIM_ATTRIBUTES:
                self._learn(name, value)
        for frame in _author_frames():
            for name, value in list(frame.f_locals.items()):
                self._learn(name, value)

    def known(self, mobject: Mobject) -> str | None:
        """Return the variable name of a mobject, or None."""
        return self._names.get(id(mobject))

    @property
    def named(self) -> list[Mobject]:
        """All mobjects that were ever kept in a variable."""
        return self._kept

    def name(self, mobject: Mobject) -> str:
        """Return the mobject's variable name, else its class with an excerpt of its text."""
        known = self.known(mobject)
        if known:
            return known
        kind, text = type(mobject).__name__, excerpt(mobject)
        return f"{kind} {text!r}" if text else kind

    def _learn(self, name: str, value: Any) -> None:
        if isinstance(value, Mobject):
            self._set(name, value)
        elif isinstance(value, (list, tuple)) and len(value) <= 200:
            for index, item in enumerate(value):
                if isinstance(item, Mobject):
                    self._set(f"{name}[{index}]", item)
        elif isinstance(value, dict) and len(value) <= 200:
            for key, item in list(value.items()):
                if isinstance(item, Mobject):
                    self._set(f"{name}[{key!r}]", item)

    def _set(self, name: str, mobject: Mobject) -> None:
        if id(mobject) not in self._names:
            self._names[id(mobject)] = name
            self._kept.append(mobject)


_MANIM_ATTRIBUTES = {
    "mobjects", "foreground_mobjects", "moving_mobjects", "static_mobjects", "animations",
    "meshes", "renderer", "manager", "camera_target", "widgets",
}  # fmt: skip


def excerpt(mobject: Mobject, *, length: int = 24) -> str:
    """Return the beginning of the text that a mobject was made from, or an empty string."""
    for attribute in ("original_text", "typst_code", "tex_string", "text"):
        value = getattr(mobject, attribute, None)
        if isinstance(value, str) and value.strip():
            text = " ".join(value.split())
            return text if len(text) <= length else text[: length - 1] + "…"
    return ""


def _author_frames() -> Iterator[FrameType]:
    """Yield the frames between the renderer and manim's call of ``construct``."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if frame.f_code.co_name == "render" and module.startswith("manim."):
            return
        if not module.startswith(("manim.", "scripts.studio.inspect", "scenes.kit.lecture")):
            yield frame
        frame = frame.f_back
