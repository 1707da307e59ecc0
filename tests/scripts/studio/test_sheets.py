from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest
from PIL import Image

from scripts.studio import sheets
from scripts.studio.encode import FilmEncoder
from scripts.studio.sheets import clock, contact_sheet, plan_cells, poster
from scripts.studio.sources import FilmError
from scripts.studio.stills import frame_shown, stills

W, H, FPS, FRAMES = 160, 90, 10, 95


@dataclass(frozen=True)
class Beat:
    name: str
    start: float
    end: float


BEATS = [Beat("ask", 0, 3), Beat("turn_on_the_spot", 3, 3.2), Beat("answer", 3.2, 9.5)]


def shade(number):
    """Two values a frame that together tell its number: 12 levels, 20 apart."""
    return 10 + 20 * (number % 12), 10 + 20 * (number // 12)


def number_of(picture):
    left = picture[20:70, 20:60].mean(axis=(0, 1))
    right = picture[20:70, 100:140].mean(axis=(0, 1))
    return round((left[0] - 10) / 20) + 12 * round((right[0] - 10) / 20)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("sheets") / "film.mp4"
    with FilmEncoder(path, width=W, height=H, fps=FPS) as film:
        for k in range(FRAMES):
            picture = np.empty((H, W, 3), np.uint8)
            picture[:, :80], picture[:, 80:] = shade(k)
            film.frame(picture)
    return path


def test_stills_are_the_frames_shown_at_the_times_in_any_order(made):
    times = [9.49, 0, 0.7, 0.75, 3.0999, 3.1, 9.4, 6.05, 6.0, 0.7]
    wanted = [94, 0, 7, 7, 30, 31, 94, 60, 60, 7]
    assert [number_of(picture) for picture in stills(made, times)] == wanted


def test_every_single_frame_can_be_met(made):
    for number in range(0, FRAMES, 7):
        (picture,) = stills(made, [number / FPS])
        assert number_of(picture) == number


def test_times_outside_give_the_first_and_the_last(made):
    assert [number_of(p) for p in stills(made, [-1, 99])] == [0, FRAMES - 1]
    assert frame_shown(0.3, Fraction(10), 5) == 3


def test_colors_of_stills_are_true(tmp_path):
    color = np.array([200, 90, 40], np.uint8)
    with FilmEncoder(tmp_path / "f.mp4", width=W, height=H, fps=FPS) as film:
        film.frame(np.broadcast_to(color, (H, W, 3)).copy())
    (picture,) = stills(tmp_path / "f.mp4", [0])
    assert np.max(np.abs(picture.astype(int) - color)) <= 3


def test_poster_shows_the_moment_and_is_never_enlarged(made, tmp_path):
    out = poster(made, tmp_path / "poster.png", time=4.2)
    with Image.open(out) as image:
        assert image.format == "PNG"
        assert image.size == (W, H)
        assert number_of(np.asarray(image)) == 42
    poster(made, tmp_path / "small.png", time=0, width=80)
    with Image.open(tmp_path / "small.png") as image:
        assert image.size == (80, 45)


def test_cells_end_with_the_last_frame_of_each_beat():
    cells = plan_cells(BEATS, fps=FPS, per_beat=3)
    by_beat = [[cell for cell in cells if cell.beat == k] for k in range(3)]
    assert [len(beat) for beat in by_beat] == [3, 2, 3]
    assert [beat[-1].time for beat in by_beat] == [2.9, 3.1, 9.4]
    assert all(beat[-1].last and not beat[0].last for beat in by_beat)
    assert all(BEATS[cell.beat].start <= cell.time < BEATS[cell.beat].end for cell in cells)


def test_contact_sheet_holds_every_picture_where_it_belongs(made, tmp_path):
    out = contact_sheet(
        made, tmp_path / "sheet.png", beats=BEATS, fps=FPS, title="Level curves", per_beat=3
    )
    with Image.open(out) as image:
        sheet = np.asarray(image)
    gap, line = sheets.GAP, sheets.LABEL_SIZE + sheets.GAP
    top = gap + sheets.TITLE_SIZE + 2 * gap
    row = line + H + line + gap
    assert sheet.shape == (top + 3 * row, gap + 3 * (W + gap), 3)
    found = []
    for beat, columns in [(0, 3), (1, 2), (2, 3)]:
        for column in range(columns):
            y, x = top + beat * row + line, gap + column * (W + gap)
            found.append(number_of(sheet[y : y + H, x : x + W]))
    cells = plan_cells(BEATS, fps=FPS, per_beat=3)
    assert found == [round(cell.time * FPS) for cell in cells]
    # Something is written above each row and below each picture.
    for beat in range(3):
        label = sheet[top + beat * row : top + beat * row + line - 3]
        assert label.max() > 200


def test_sheet_without_beats_is_refused_and_failures_leave_nothing(made, tmp_path, monkeypatch):
    with pytest.raises(FilmError, match="no beat to show"):
        contact_sheet(made, tmp_path / "a.png", beats=[], fps=FPS)

    def broken(self, path, **options):
        path.write_bytes(b"half a picture")
        raise OSError("disk full")

    monkeypatch.setattr(Image.Image, "save", broken)
    with pytest.raises(OSError, match="disk full"):
        poster(made, tmp_path / "poster.png", time=0)
    assert list(tmp_path.iterdir()) == []


def test_clock():
    assert [clock(s) for s in (0, 4.06, 64.5, 59.96, 3600)] == [
        "0:00.0", "0:04.1", "1:04.5", "1:00.0", "60:00.0"
    ]  # fmt: skip
