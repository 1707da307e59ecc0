import signal
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import VideoReformatter

from scripts.studio import planes
from scripts.studio.encode import EncodeError, EncoderSettings, FilmEncoder
from scripts.studio.probe import probe

W, H = 160, 90
ROOT = Path(__file__).parents[3]


def flat(value):
    picture = np.full((H, W, 4), value, np.uint8)
    picture[..., 3] = 255
    return picture


def bars(number):
    """Ten bits of a frame's number, as bright or dark columns."""
    picture = flat(20)
    for bit in range(10):
        if number >> bit & 1:
            picture[:, 16 * bit : 16 * bit + 16, :3] = 230
    return picture


def decoded(path):
    """All pictures, converted by the formulas of BT.709 in video range (not by libswscale)."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            planes = [
                np.asarray(plane).reshape(plane.height, -1)[:, : plane.width].astype(float)
                for plane in frame.planes
            ]
            luma = (planes[0] - 16) / 219
            blue, red = (
                ((chroma - 128) / 224).repeat(2, axis=0).repeat(2, axis=1) for chroma in planes[1:]
            )
            r, b = luma + 1.5748 * red, luma + 1.8556 * blue
            g = (luma - 0.2126 * r - 0.0722 * b) / 0.7152
            yield np.clip(np.round(255 * np.stack([r, g, b], -1)), 0, 255)


def bits(picture):
    return sum(1 << k for k, v in enumerate(picture[H // 2, 8::16].mean(axis=-1)) if v > 125)


def encoder(path, fps=10, **settings):
    return FilmEncoder(
        path, width=W, height=H, fps=fps, settings=EncoderSettings(**settings) if settings else None
    )


def test_every_frame_arrives_once_and_in_order(tmp_path):
    path = tmp_path / "film.mp4"
    with encoder(path, fps=60) as film:
        for k in range(150):
            film.frame(bars(k))
        film.frame(bars(777), repeat=90)
        assert film.frames == 240
    assert [bits(picture) for picture in decoded(path)] == [*range(150), *[777] * 90]
    seen = probe(path)
    assert (seen.frames, seen.fps, seen.steady) == (240, 60, True)
    assert seen.duration == seen.video_duration == 4
    assert seen.video_start == 0


@pytest.mark.parametrize("fps", [10, 15, 60])
def test_key_frames_where_asked_and_at_least_every_two_seconds(tmp_path, fps):
    with encoder(tmp_path / "film.mp4", fps=fps) as film:
        film.frame(flat(30), repeat=fps // 2)
        film.key_next()
        film.frame(bars(5), repeat=3)
        film.key_next()
        film.frame(bars(6))
        film.frame(bars(7), repeat=5 * fps)
    keys = probe(tmp_path / "film.mp4").key_times
    assert {0, fps // 2 / fps, (fps // 2 + 3) / fps} <= set(keys)
    assert max(np.diff([*keys, (fps // 2 + 4 + 5 * fps) / fps])) <= 2 + 1e-9


def test_flat_colors_come_back_within_three(tmp_path):
    rng = np.random.default_rng(7)
    corners = np.stack(np.meshgrid([0, 255], [0, 255], [0, 255]), -1).reshape(-1, 3)
    colors = np.concatenate([corners, rng.integers(0, 256, (32, 3))])[:40].reshape(5, 8, 3)
    picture = np.zeros((90, 160, 4), np.uint8)
    picture[..., :3] = np.kron(colors, np.ones((18, 20, 1), int))
    with encoder(tmp_path / "film.mp4") as film:
        film.frame(picture, repeat=5)
    assert probe(tmp_path / "film.mp4").color_tags == (1, 1, 1, 1)
    for back in decoded(tmp_path / "film.mp4"):
        centres = back[9::18, 10::20].astype(int)
        assert np.max(np.abs(centres - colors)) <= 3


def test_fine_lines_stay_crisp(tmp_path):
    picture = flat(16)
    picture[20, 10:150, :3] = 240
    picture[10:80, 80, :3] = 240
    with encoder(tmp_path / "film.mp4") as film:
        film.frame(picture, repeat=4)
    for back in decoded(tmp_path / "film.mp4"):
        gray = back.mean(axis=-1)
        assert gray[20, 20:70].min() > 200
        assert gray[22, 20:70].max() < 40
        assert gray[30:70, 80].min() > 200
        assert gray[30:70, 82].max() < 40


def test_rgb_and_rgba_are_the_same_picture(tmp_path):
    for name, picture in [("a", bars(21)), ("b", np.ascontiguousarray(bars(21)[..., :3]))]:
        with encoder(tmp_path / name) as film:
            film.frame(picture)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_same_frames_same_bytes_and_the_array_may_be_reused(tmp_path):
    canvas = np.empty((H, W, 4), np.uint8)
    for name in "ab":
        with encoder(tmp_path / name) as film:
            for k in range(20):
                canvas[:] = bars(k) if name == "a" else bars(k).copy()
                film.frame(canvas, repeat=2)
                canvas[:] = 99
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert [bits(p) for p in decoded(tmp_path / "a")] == [k // 2 for k in range(40)]


def test_a_held_picture_is_converted_once(tmp_path, monkeypatch):
    calls = []

    class Counting:
        def __init__(self):
            self.real = VideoReformatter()

        def reformat(self, *args, **kwargs):
            calls.append(1)
            return self.real.reformat(*args, **kwargs)

    monkeypatch.setattr(planes, "VideoReformatter", Counting)
    with encoder(tmp_path / "film.mp4") as film:
        film.frame(flat(10), repeat=50)
        film.frame(flat(20), repeat=30)
    assert len(calls) == 2


def test_a_failure_leaves_no_film_and_keeps_the_old_one(tmp_path):
    path = tmp_path / "film.mp4"

    def broken_scene(film):
        film.frame(flat(10), repeat=20)
        raise RuntimeError("the scene broke")

    with pytest.raises(RuntimeError, match="scene broke"), encoder(path) as film:
        broken_scene(film)
    assert list(tmp_path.iterdir()) == []
    path.write_bytes(b"old")
    with pytest.raises(EncodeError, match=r"no frame was drawn for film.mp4"), encoder(path):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["film.mp4"]
    assert path.read_bytes() == b"old"
    with pytest.raises(av.FFmpegError), encoder(path, preset="nonsense") as film:
        film.frame(flat(10))
    assert path.read_bytes() == b"old"


KILLED = """
import os, pathlib, signal, sys
import numpy as np
from scripts.studio.encode import FilmEncoder

with FilmEncoder(pathlib.Path(sys.argv[1]), width=160, height=90, fps=10) as film:
    for k in range(100):
        film.frame(np.full((90, 160, 3), k, np.uint8))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_process_leaves_no_film(tmp_path):
    path = tmp_path / "film.mp4"
    ended = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert not path.exists()
    with encoder(path) as film:
        film.frame(flat(10), repeat=20)
    assert probe(path).frames == 20


@pytest.mark.parametrize(
    ("rate", "exact"),
    [(Fraction(30000, 1001), Fraction(30000, 1001)), (29.97, Fraction(2997, 100)), (15.0, 15)],
)
def test_rates_are_exact_fractions(tmp_path, rate, exact):
    with encoder(tmp_path / "film.mp4", fps=rate) as film:
        film.frame(flat(10), repeat=60)
    seen = probe(tmp_path / "film.mp4")
    assert (seen.fps, seen.frames, seen.steady) == (exact, 60, True)
    assert seen.duration == pytest.approx(float(60 / exact), abs=1e-5)


def test_nothing_is_visible_before_the_end(tmp_path):
    path = tmp_path / "film.mp4"
    with encoder(path) as film:
        film.frame(flat(10), repeat=20)
        assert not path.exists()
    assert path.exists()


@pytest.mark.parametrize(
    ("picture", "complaint"),
    [
        (np.zeros((H, W + 2, 4), np.uint8), r"shape \(90, 162, 4\).*needs \(90, 160, 3 or 4\)"),
        (np.zeros((H, W, 4)), "type float64"),
        (np.zeros((H, W), np.uint8), r"shape \(90, 160\)"),
        (np.zeros((H, W, 2), np.uint8), "2 channels"),
    ],
)
def test_wrong_pictures_are_explained(tmp_path, picture, complaint):
    with pytest.raises(EncodeError, match=complaint), encoder(tmp_path / "film.mp4") as film:
        film.frame(picture)
    assert list(tmp_path.iterdir()) == []


def test_wrong_films_are_explained(tmp_path):
    with pytest.raises(EncodeError, match=r"161x90.*even"):
        FilmEncoder(tmp_path / "f.mp4", width=161, height=90, fps=10)
    with pytest.raises(EncodeError, match="positive number of frames"):
        FilmEncoder(tmp_path / "f.mp4", width=160, height=90, fps=0)
    with encoder(tmp_path / "f.mp4") as film:
        film.frame(flat(1))
        with pytest.raises(EncodeError, match="at least one frame"):
            film.frame(flat(1), repeat=0)
