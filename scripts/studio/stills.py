"""Single pictures out of a film, exactly the frame that is shown at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Interpolation

Picture = npt.NDArray[np.uint8]

# libswscale's quick path to RGB is one to two steps too dark on average.
ACCURATE = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT

SKIP_SECONDS = 1.0
"""A wanted frame further ahead than this is jumped to; nearer ones are decoded up to."""


def stills(film: Path, times: Sequence[float]) -> list[Picture]:
    """Return the pictures ``(height, width, 3)``, RGB, that a film shows at the times.

    Frame k is shown from ``k / fps`` until ``(k + 1) / fps``. Times before the start give the
    first frame, times beyond the end the last. The times need not be sorted.
    """
    order = sorted(range(len(times)), key=lambda k: times[k])
    pictures = stills_in_order(film, [times[k] for k in order])
    found = dict(zip(order, pictures, strict=True))
    return [found[k] for k in range(len(times))]


def stills_in_order(film: Path, times: Sequence[float]) -> Iterator[Picture]:
    """Yield what :func:`stills` returns, one at a time, for times that are sorted."""
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        # More threads would start for each of two workers on two cores.
        stream.thread_count = 1
        rate, count = stream.average_rate, stream.frames
        if not rate or not count:
            raise ValueError(f"{film} does not say how many frames it has and at what rate")
        wanted = [frame_shown(time, rate, count) for time in times]
        yield from _frames(container, stream, wanted, rate)


def frame_shown(time: float, fps: Fraction, frames: int) -> int:
    """Return which frame is shown at a time: ``floor(time * fps)``, within the film."""
    # A time such as 0.7 at 10 frames a second is meant to be frame 7, not 6.999….
    return min(max(0, math.floor(time * fps + 1e-6)), frames - 1)


def _frames(
    container: av.container.InputContainer,
    stream: av.VideoStream,
    wanted: Sequence[int],
    fps: Fraction,
) -> Iterator[Picture]:
    """Yield wanted frames (sorted numbers), jumping over long stretches between them."""
    decoded = container.decode(stream)
    at, picture = -1, np.zeros((0, 0, 3), np.uint8)
    for index in wanted:
        if index - at > SKIP_SECONDS * fps:
            assert stream.time_base is not None
            container.seek(round(index / fps / stream.time_base), stream=stream)
            decoded = container.decode(stream)
        while at < index:
            frame = next(decoded)
            assert frame.pts is not None
            assert frame.time_base is not None
            at = round(frame.pts * frame.time_base * fps)
            if at >= index:
                picture = _rgb(frame)
        yield picture


def _rgb(frame: VideoFrame) -> Picture:
    return np.asarray(
        frame.to_ndarray(format="rgb24", dst_color_range=ColorRange.JPEG, interpolation=ACCURATE),
        np.uint8,
    )
