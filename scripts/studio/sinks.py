"""Where the frames of a scene go: to be drawn here or by another process, and encoded."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

import numpy.typing as npt

from scripts.studio.plain import CodeOf

Frame = npt.NDArray[Any]
"""A picture ``(height, width, 4)`` of RGBA bytes."""


class FrameSink(Protocol):
    """Where frames go: an encoder, or a test's list."""

    def frame(self, rgba: Frame, repeat: int = 1) -> None:
        """Take one picture, shown for ``repeat`` frames."""

    def key_next(self) -> None:
        """Start a new group of pictures with the next frame, so that players can seek to it."""


@runtime_checkable
class Sink(Protocol):
    """Where frames go if not every one need be drawn here (see ``shares.Shares``)."""

    @property
    def drawing(self) -> bool:
        """Whether this process is to draw the frames just taken."""

    @property
    def begins(self) -> bool:
        """Whether the next frame, or the one just taken, is the first of its group."""

    @property
    def code_of(self) -> CodeOf | None:
        """How to tell the code by which a class paints, if frames are to be told by hash."""

    @property
    def wants_tokens(self) -> bool:
        """Whether ``take`` is to be told what the frame shows."""

    def take(self, repeat: int, *, again: bool, token: bytes | None = None) -> int:
        """Return how many of ``repeat`` equal frames are shown next.

        ``token`` stands for what they show (see ``display_list``), if that can be told.
        """

    def show(self, picture: Frame | None, repeat: int) -> None:
        """Take one picture, if it was to be drawn, for ``repeat`` frames."""

    def key_next(self) -> None:
        """Start a new group of pictures with the next frame."""


class Everything:
    """A sink that draws every frame and hands it to a ``FrameSink``."""

    drawing, begins, code_of, wants_tokens = True, False, None, False

    def __init__(self, sink: FrameSink) -> None:
        self._sink = sink

    def take(self, repeat: int, *, again: bool, token: bytes | None = None) -> int:
        """Take all."""
        return repeat

    def show(self, picture: Frame | None, repeat: int) -> None:
        """Hand the picture on."""
        assert picture is not None
        self._sink.frame(picture, repeat)

    def key_next(self) -> None:
        """Hand it on."""
        self._sink.key_next()
