"""Frames to H.264: one silent film a segment, frame-exact, with right colors and key frames."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import av

from scripts.studio import h264
from scripts.studio.groups import (
    Cuts,
    EncodeError,
    EncoderSettings,
    Format,
    GroupMaker,
    Packets,
)
from scripts.studio.planes import Picture
from scripts.studio.whole import whole_file

__all__ = ["EncodeError", "EncoderSettings", "FilmEncoder", "FilmWriter", "Format"]


def film_format(
    *, width: int, height: int, fps: float | Fraction, settings: EncoderSettings | None = None
) -> Format:
    """Return a format; EncodeError in a sentence if there can be no such film."""
    # Films are counted in frames, so the rate is a fraction: 29.97 is 2997/100 as written.
    rate = Fraction(fps).limit_denominator(1001)
    return Format(width, height, rate, settings or EncoderSettings())


class FilmWriter:
    """A context manager that takes groups and leaves a silent H.264 film under ``path``.

    The film appears when the block ends without an exception; otherwise nothing does.
    """

    def __init__(self, path: Path, form: Format) -> None:
        self.path, self.form = path, form
        self.frames = 0
        self._open = ExitStack()

    def __enter__(self) -> FilmWriter:
        with ExitStack() as opening:
            beside = opening.enter_context(whole_file(self.path))
            self._container = av.open(str(beside), "w", format="mp4")
            opening.callback(self._close)
            # This encoder is given no picture; it writes the film's header as all others do.
            self._stream = self._container.add_stream("libx264", rate=self.form.fps)
            self.form.configure(self._stream.codec_context)
            self._open = opening.pop_all()
        return self

    def group(self, packets: Packets) -> None:
        """Append the frames of a group."""
        for content in packets:
            packet = av.Packet(content)
            packet.stream = self._stream
            packet.time_base = 1 / self.form.fps
            packet.pts = packet.dts = self.frames
            # The muxer would leave the last frame's duration open.
            packet.duration = 1
            packet.is_keyframe = h264.is_key(content)
            self._container.mux(packet)
            self.frames += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._open.__exit__(kind, error, trace)
            return
        with self._open:
            if self.frames == 0:
                raise EncodeError(f"no frame was drawn for {self.path.name}")
            self._container.close()

    def _close(self) -> None:
        with suppress(Exception):
            self._container.close()


class FilmEncoder:
    """A context manager that takes pictures and leaves a silent H.264 film under ``path``.

    The film has ``width`` x ``height`` pixels (both even), a constant rate of ``fps`` frames a
    second, yuv420p in video range tagged BT.709, and a key frame at least every
    ``settings.key_seconds``. It appears under ``path`` when the block ends without an exception;
    otherwise nothing does. Equal pictures give equal bytes.
    """

    def __init__(
        self,
        path: Path,
        *,
        width: int,
        height: int,
        fps: float | Fraction,
        settings: EncoderSettings | None = None,
    ) -> None:
        form = film_format(width=width, height=height, fps=fps, settings=settings)
        self._writer = FilmWriter(path, form)
        self._maker, self._cuts = GroupMaker(form), Cuts(form)
        self.frames = 0

    def key_next(self) -> None:
        """Make the next frame a key frame, so that a player can jump to it."""
        if self._cuts.length:
            self._writer.group(self._maker.end())
            self._cuts.end()

    def frame(self, picture: Picture, repeat: int = 1) -> None:
        """Show a picture ``(height, width, 3 or 4)`` of bytes for ``repeat`` frames.

        RGB or RGBA; the alpha channel is ignored. The array may be reused after the call.
        """
        if repeat < 1:
            raise EncodeError(f"a picture is shown for at least one frame, not {repeat}")
        while repeat:
            taken = min(repeat, self._cuts.room)
            self._maker.show(picture, taken, key_id=self._cuts.key_id)
            self._cuts.length += taken
            self.frames += taken
            repeat -= taken
            if not self._cuts.room:
                self.key_next()

    def __enter__(self) -> FilmEncoder:
        self._writer.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self.key_next()
        except BaseException as problem:
            self._writer.__exit__(type(problem), problem, problem.__traceback__)
            raise
        self._writer.__exit__(kind, error, trace)
