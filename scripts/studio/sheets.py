"""A film at a glance: its poster, and the sheet with every beat's pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PIL import Image, ImageDraw, ImageFont

from scripts.studio.sources import FilmError
from scripts.studio.stills import Picture, stills, stills_in_order
from scripts.studio.whole import whole_file

POSTER_WIDTH = 1280
CELL_WIDTH = 320
GAP = 8
LABEL_SIZE, TITLE_SIZE = 13, 18
GROUND, INK, FAINT, EDGE = "#2b2e36", "#f5f5f5", "#b6bac4", "#4a4e59"


class BeatLike(Protocol):
    """What a beat has: a name, and when it is on, in seconds."""

    @property
    def name(self) -> str: ...

    @property
    def start(self) -> float: ...

    @property
    def end(self) -> float: ...


@dataclass(frozen=True)
class Cell:
    """One picture of a sheet: which beat's, at what time in seconds, and whether it ends it."""

    beat: int
    time: float
    last: bool


def poster(film: Path, out: Path, *, time: float, width: int = POSTER_WIDTH) -> Path:
    """Save the picture that a film shows at a time as a PNG at most ``width`` pixels wide.

    A smaller film is not enlarged.
    """
    (picture,) = stills(film, [time])
    _save(_scaled(picture, min(width, picture.shape[1])), out)
    return out


def contact_sheet(
    film: Path,
    out: Path,
    *,
    beats: Sequence[BeatLike],
    fps: float,
    title: str = "",
    per_beat: int = 4,
    cell_width: int = CELL_WIDTH,
) -> Path:
    """Save a sheet with a row for each beat: pictures evenly spaced in it, its last one last.

    Each row says the beat's name and times, each picture its time; the last picture of a beat is
    framed. No beats is a FilmError.
    """
    if not beats:
        raise FilmError(f"there is no beat to show on the sheet of {film.name}")
    cells = plan_cells(beats, fps=fps, per_beat=per_beat)
    pictures = [
        _scaled(picture, min(cell_width, picture.shape[1]))
        for picture in stills_in_order(film, [cell.time for cell in cells])
    ]
    _save(_drawn(cells, pictures, beats, title, per_beat), out)
    return out


def plan_cells(beats: Sequence[BeatLike], *, fps: float, per_beat: int = 4) -> list[Cell]:
    """Return what to show: for each beat up to ``per_beat`` times, the last its last frame's.

    A beat of fewer frames has fewer pictures, never one twice.
    """
    cells = []
    for number, beat in enumerate(beats):
        first = round(beat.start * fps)
        last = max(first, round(beat.end * fps) - 1)
        steps = [first + round((last - first) * k / per_beat) for k in range(1, per_beat + 1)]
        for frame in sorted(set(steps)):
            cells.append(Cell(number, frame / fps, frame == last))
    return cells


def clock(seconds: float) -> str:
    """Return a time for people, to a tenth of a second: ``1:04.5``."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"


def _drawn(
    cells: Sequence[Cell],
    pictures: Sequence[Image.Image],
    beats: Sequence[BeatLike],
    title: str,
    per_beat: int,
) -> Image.Image:
    # Pillow carries this font inside, so the sheet is the same on every machine.
    label, heading = ImageFont.load_default(LABEL_SIZE), ImageFont.load_default(TITLE_SIZE)
    width, height = pictures[0].size
    line = LABEL_SIZE + GAP
    row = line + height + line + GAP
    top = GAP + (TITLE_SIZE + 2 * GAP if title else 0)
    size = (GAP + per_beat * (width + GAP), top + row * len(beats))
    sheet = Image.new("RGB", size, GROUND)
    draw = ImageDraw.Draw(sheet)
    draw.text((GAP, GAP), title, font=heading, fill=INK)
    for number, beat in enumerate(beats):
        words = f"{number + 1}  {beat.name}   {clock(beat.start)} - {clock(beat.end)}"
        draw.text((GAP, top + number * row), words, font=label, fill=INK)
    column, before = 0, -1
    for cell, picture in zip(cells, pictures, strict=True):
        column, before = (column + 1 if cell.beat == before else 0), cell.beat
        x, y = GAP + column * (width + GAP), top + cell.beat * row + line
        sheet.paste(picture, (x, y))
        frame = (x - 2, y - 2, x + width + 1, y + height + 1)
        draw.rectangle(frame, outline=INK if cell.last else EDGE, width=2)
        words = clock(cell.time) + ("  end of beat" if cell.last else "")
        draw.text((x, y + height + 3), words, font=label, fill=INK if cell.last else FAINT)
    return sheet


def _scaled(picture: Picture, width: int) -> Image.Image:
    image = Image.fromarray(picture)
    if width == image.width:
        return image
    height = round(image.height * width / image.width)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _save(image: Image.Image, out: Path) -> None:
    with whole_file(out) as beside:
        image.save(beside, format="PNG", optimize=True)
