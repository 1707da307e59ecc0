"""Frames to H.264: one silent film a segment, frame-exact, with right colors and key frames.

Why these settings, measured at 1920x1080 on one core with text, thin curves and a moving arrow
on a dark ground (luma PSNR of the decoded film, worst luma error at an edge):

===================================  =======  =======  =====  ========
x264                                 frames/s PSNR dB  worst  3 s size
===================================  =======  =======  =====  ========
veryfast, crf 18                       65-100     51.3     52   153 kB
veryfast, crf 18, tune animation           83     53.3     47   167 kB
medium, crf 18                             65     55.9     34   185 kB
superfast, crf 18                     105-140     56.2     28   202 kB
**superfast, crf 18, no B-frames**    **160**   **56.1** **21** 195 kB
ultrafast, crf 18                         224     62.9      5   447 kB
===================================  =======  =======  =====  ========

Edges are crisper with ``superfast`` than with ``veryfast`` because the latter's macroblock tree
takes bits from still parts, which in a lecture are the text. Without B-frames a packet's decoding
time is its display time, so films join by counting frames and need no edit list.
"""

from __future__ import annotations

import math
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import av
import numpy as np
import numpy.typing as npt
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    Interpolation,
    VideoReformatter,
)

from scripts.studio.whole import whole_file

Picture = npt.NDArray[np.uint8]

# Rounding to nearest: without it the blue of a flat patch is a quarter of a step too low.
RESAMPLING = Interpolation.AREA | Interpolation.ACCURATE_RND


class EncodeError(ValueError):
    """A picture or a film that cannot be encoded, in a sentence."""


@dataclass(frozen=True)
class EncoderSettings:
    """How to encode: x264's preset and quality, and the longest time between key frames.

    ``crf`` is x264's constant rate factor (0 lossless, 51 worst). The bytes of a film depend on
    ``threads`` (never on timing); one thread is right for workers that share the cores.
    """

    preset: str = "superfast"
    crf: int = 18
    key_seconds: float = 2.0
    threads: int = 1


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
        if width <= 0 or height <= 0 or width % 2 or height % 2:
            raise EncodeError(
                f"a film of {width}x{height} pixels cannot be made: H.264 (yuv420p) "
                "needs an even width and height"
            )
        if fps <= 0:
            raise EncodeError(f"a film needs a positive number of frames a second, not {fps}")
        self.path = path
        self.width, self.height = width, height
        # Films are counted in frames, so the rate is a fraction: 29.97 is 2997/100 as written.
        self.fps = Fraction(fps).limit_denominator(1001)
        self.settings = settings or EncoderSettings()
        self.frames = 0
        self._packets = 0
        self._key_next = True
        self._reformatter = VideoReformatter()
        self._open = ExitStack()

    def __enter__(self) -> FilmEncoder:
        with ExitStack() as opening:
            beside = opening.enter_context(whole_file(self.path))
            self._container = av.open(str(beside), "w", format="mp4")
            self._prepare()
            self._open = opening.pop_all()
        return self

    def _prepare(self) -> None:
        self._stream = self._container.add_stream(
            "libx264",
            rate=self.fps,
            options={
                "preset": self.settings.preset,
                "crf": str(self.settings.crf),
                "bf": "0",
                "forced-idr": "1",
            },
        )
        context = self._stream.codec_context
        context.width, context.height, context.pix_fmt = self.width, self.height, "yuv420p"
        context.time_base = 1 / self.fps
        context.gop_size = max(1, math.floor(self.settings.key_seconds * self.fps))
        context.thread_count = self.settings.threads
        context.color_range = ColorRange.MPEG
        context.color_primaries = ColorPrimaries.BT709
        context.color_trc = ColorTrc.BT709
        context.colorspace = Colorspace.ITU709

    def key_next(self) -> None:
        """Make the next frame a key frame, so that a player can jump to it."""
        self._key_next = True

    def frame(self, picture: Picture, repeat: int = 1) -> None:
        """Show a picture ``(height, width, 3 or 4)`` of bytes for ``repeat`` frames.

        RGB or RGBA; the alpha channel is ignored. The array may be reused after the call: it is
        converted once, however long the picture is held.
        """
        if repeat < 1:
            raise EncodeError(f"a picture is shown for at least one frame, not {repeat}")
        converted = self._convert(picture)
        for _ in range(repeat):
            # x264 copies what it is given, so one converted frame serves with a new time.
            converted.pts = self.frames
            converted.time_base = 1 / self.fps
            converted.pict_type = PictureType.I if self._key_next else PictureType.NONE
            self._key_next = False
            self._encode(converted)
            self.frames += 1

    def _convert(self, picture: Picture) -> VideoFrame:
        expected = (self.height, self.width)
        if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[:2] != expected:
            raise EncodeError(
                f"a picture has shape {picture.shape} and type {picture.dtype}; the film needs "
                f"({self.height}, {self.width}, 3 or 4) and uint8"
            )
        layout = {3: "rgb24", 4: "rgba"}.get(picture.shape[2])
        if layout is None:
            raise EncodeError(f"a picture has {picture.shape[2]} channels instead of 3 or 4")
        wrapped = VideoFrame.from_numpy_buffer(np.ascontiguousarray(picture), format=layout)
        return self._reformatter.reformat(
            wrapped,
            format="yuv420p",
            src_colorspace=Colorspace.ITU709,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=RESAMPLING,
            threads=1,
        )

    def _encode(self, frame: VideoFrame | None) -> None:
        for packet in self._stream.encode(frame):
            # The encoder leaves the duration open; the last frame would last no time at all.
            packet.duration = round(1 / self.fps / packet.time_base)
            self._container.mux(packet)
            self._packets += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            with self._open:
                self._finish()
            return
        with suppress(Exception):
            self._container.close()
        self._open.__exit__(kind, error, trace)

    def _finish(self) -> None:
        try:
            if self.frames == 0:
                raise EncodeError(f"no frame was drawn for {self.path.name}")
            self._encode(None)
        finally:
            self._container.close()
        if self._packets != self.frames:
            raise EncodeError(
                f"{self.path.name}: {self.frames} frames went in, {self._packets} came out"
            )
