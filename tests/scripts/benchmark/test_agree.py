"""SSIM and the comparison of films: equal, shifted, of another length."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from scripts.benchmark.agree import Agreement, agreement, ssim
from scripts.studio.encode import FilmEncoder

W, H = 64, 32


def picture(shift: int) -> npt.NDArray[np.uint8]:
    frame = np.full((H, W, 3), 20, np.uint8)
    frame[8:24, 8 + shift : 24 + shift] = (230, 200, 40)
    return frame


def film(path: Path, shifts: list[int]) -> Path:
    with FilmEncoder(path, width=W, height=H, fps=10) as encoder:
        for shift in shifts:
            encoder.frame(picture(shift))
    return path


def test_ssim_of_constant_pictures_by_hand() -> None:
    # Without variance only the means count: (2·50·100 + a) / (50² + 100² + a), a = (0.01·255)².
    one, other = np.full((8, 8), 50, np.float32), np.full((8, 8), 100, np.float32)
    assert ssim(one, other) == pytest.approx((10000 + 6.5025) / (12500 + 6.5025), rel=1e-5)
    assert ssim(one, one) == pytest.approx(1)


def test_ssim_falls_with_what_differs() -> None:
    noise = np.random.default_rng(1).uniform(0, 255, (64, 64)).astype(np.float32)
    little = noise + np.float32(5) * np.random.default_rng(2).normal(size=(64, 64))
    assert 1 > ssim(noise, little.astype(np.float32)) > ssim(noise, noise[::-1])


def test_films_that_agree_and_films_that_do_not(tmp_path: Path) -> None:
    one, same = film(tmp_path / "a.mp4", [0, 4, 8]), film(tmp_path / "b.mp4", [0, 4, 8])
    assert agreement(one, same) == Agreement((3, 3), pytest.approx(1), pytest.approx(1), 0)
    other = agreement(one, film(tmp_path / "c.mp4", [0, 4, 20, 0]))
    assert other.frames == (3, 4)
    assert (other.at, other.worst < 0.9) == (2, True)


def test_only_some_frames_are_compared_but_all_are_counted(tmp_path: Path) -> None:
    one, other = film(tmp_path / "a.mp4", [0, 4, 8]), film(tmp_path / "b.mp4", [0, 20, 8])
    assert agreement(one, other).worst < 0.9 < 0.99 < agreement(one, other, every=2).worst
    assert agreement(one, other, every=2).frames == (3, 3)


def test_the_command_prints_the_agreement(tmp_path: Path) -> None:
    one = str(film(tmp_path / "a.mp4", [0, 4]))
    command = [sys.executable, "-m", "scripts.benchmark.agree", one, one, "1"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert told["frames"] == [2, 2]
