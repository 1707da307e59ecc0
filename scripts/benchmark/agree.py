"""Whether two films show the same: frame by frame, by their structural similarity (SSIM).

``python -m scripts.benchmark.agree FILM OTHER EVERY`` prints, as JSON, how they agree.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import Colorspace

Luma = npt.NDArray[np.float32]

SIDE = 8
"""Pixels along a block: similarity is taken in blocks and averaged, as encoders do."""

STABLE = ((0.01 * 255) ** 2, (0.03 * 255) ** 2)
"""The two constants of SSIM for eight bits (Wang et al. 2004)."""

WEIGHTS = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""Shares of red, green and blue in luma (BT.709)."""


@dataclass(frozen=True)
class Agreement:
    """How two films agree: frames of each, and the worst and mean SSIM of frames compared."""

    frames: tuple[int, int]
    worst: float
    mean: float
    at: int
    """The frame that agrees worst."""


def ssim(one: Luma, other: Luma) -> float:
    """Return the mean SSIM of two pictures ``(height, width)`` of luma 0 to 255, in blocks.

    (2 m₁ m₂ + a)(2 c + b) / ((m₁² + m₂² + a)(v₁ + v₂ + b)) with the blocks' means m, variances v
    and covariance c (Wang et al. 2004); 1 for equal pictures.
    """
    x, y = _blocks(one), _blocks(other)
    mean_x, mean_y = x.mean(axis=1), y.mean(axis=1)
    dx, dy = x - mean_x[:, None], y - mean_y[:, None]
    covariance = (dx * dy).mean(axis=1)
    variances = (dx * dx).mean(axis=1) + (dy * dy).mean(axis=1)
    a, b = STABLE
    similar = (2 * mean_x * mean_y + a) * (2 * covariance + b)
    return float((similar / ((mean_x**2 + mean_y**2 + a) * (variances + b))).mean())


def _blocks(picture: Luma) -> Luma:
    rows, columns = picture.shape[0] // SIDE, picture.shape[1] // SIDE
    cut = picture[: rows * SIDE, : columns * SIDE]
    parts = cut.reshape(rows, SIDE, columns, SIDE).swapaxes(1, 2)
    return parts.reshape(rows * columns, SIDE * SIDE)


def lumas(film: Path, every: int = 1) -> Iterator[Luma | None]:
    """Yield a film's pictures as luma ``(height, width)``, all but every n-th as None.

    A film that doesn't tell its matrix is taken for BT.601, which is what manim writes.
    """
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        for number, frame in enumerate(container.decode(stream)):
            if number % every:
                yield None
                continue
            told = frame.colorspace == Colorspace.ITU709.value
            matrix = Colorspace.ITU709 if told else Colorspace.ITU601
            rgb = frame.reformat(format="rgb24", src_colorspace=matrix).to_ndarray()
            yield rgb.astype(np.float32) @ WEIGHTS


def agreement(one: Path, other: Path, every: int = 1) -> Agreement:
    """Compare every n-th frame of two films at equal numbers."""
    counts, values, at = [0, 0], [], []
    films = zip_longest(lumas(one, every), lumas(other, every), fillvalue=False)
    for number, pair in enumerate(films):
        counts = [
            count + (picture is not False) for count, picture in zip(counts, pair, strict=True)
        ]
        first, second = pair
        if isinstance(first, np.ndarray) and isinstance(second, np.ndarray):
            values.append(ssim(first, second))
            at.append(number)
    worst = int(np.argmin(values))
    return Agreement((counts[0], counts[1]), values[worst], float(np.mean(values)), at[worst])


if __name__ == "__main__":
    film, other, step = sys.argv[1:]
    print(json.dumps(asdict(agreement(Path(film), Path(other), int(step)))))
