import json
import os
from dataclasses import dataclass

import numpy as np
import pytest
from pydantic import ValidationError

from scripts.studio.encode import FilmEncoder
from scripts.studio.film import Chapter, Part, join, mux
from scripts.studio.manifest import (
    BeatEntry,
    ChapterEntry,
    ClaimsEntry,
    Files,
    FilmEntry,
    LayoutEntry,
    Manifest,
    ManifestError,
    SegmentEntry,
    WordEntry,
    json_schema,
    read_manifest,
    write_manifest,
)
from scripts.studio.sheets import contact_sheet, poster
from scripts.studio.verify import cue_times, verify

W, H, FPS = 160, 90, 10


@dataclass(frozen=True)
class Cue:
    start: float
    end: float
    lines: tuple[str, ...]


def stamp(seconds, mark):
    return f"00:00:{int(seconds):02d}{mark}{round(seconds % 1 * 1000):03d}"


def write_captions(folder, slug, cues):
    blocks = [f"{stamp(c.start, '.')} --> {stamp(c.end, '.')}\n{c.lines[0]}\n" for c in cues]
    (folder / f"{slug}.vtt").write_text("WEBVTT\n\n" + "\n".join(blocks), encoding="utf-8")
    blocks = [
        f"{k}\n{stamp(c.start, ',')} --> {stamp(c.end, ',')}\n{c.lines[0]}\n"
        for k, c in enumerate(cues, start=1)
    ]
    (folder / f"{slug}.srt").write_text("\n".join(blocks), encoding="utf-8")


def make_segment(folder, slug, frames):
    place = folder / slug
    place.mkdir()
    with FilmEncoder(place / "pictures.mp4", width=W, height=H, fps=FPS) as film:
        for k in range(frames):
            film.frame(np.full((H, W, 3), 8 * k % 256, np.uint8))
    cues = [Cue(0.2, 1.1, ("One",)), Cue(1.1, frames / FPS, ("Two",))]
    path = place / f"{slug}.mp4"
    mux(place / "pictures.mp4", None, out=path, captions=cues, title=slug,
        chapters=[Chapter("All", 0, frames / FPS)])  # fmt: skip
    write_captions(place, slug, cues)
    (place / f"{slug}.txt").write_text("One. Two.")
    beats = (
        BeatEntry(name="ask", start=0, end=1.1, words=(WordEntry(text="One", start=0.2, end=1),)),
        BeatEntry(name="answer", start=1.1, end=frames / FPS),
    )
    poster(path, place / "poster.png", time=1)
    contact_sheet(path, place / "sheet.png", beats=beats, fps=FPS)
    entry = SegmentEntry(
        slug=slug,
        title=slug.title(),
        files=Files(
            film=f"{slug}/{slug}.mp4",
            vtt=f"{slug}/{slug}.vtt",
            srt=f"{slug}/{slug}.srt",
            transcript=f"{slug}/{slug}.txt",
            poster=f"{slug}/poster.png",
            sheet=f"{slug}/sheet.png",
        ),
        duration=frames / FPS,
        frames=frames,
        width=W,
        height=H,
        fps=FPS,
        beats=beats,
        claims=ClaimsEntry(checked=12, failed=0, worst_error_px=0.4),
        layout=LayoutEntry(findings=0, waived=1),
        seconds={"draw": 1.5, "mix": 0.2},
    )
    return entry, Part(path, entry.title, cues)


@pytest.fixture
def made(tmp_path):
    """A lecture of two segments with all its files, and its manifest."""
    pairs = [make_segment(tmp_path, slug, n) for slug, n in [("level-curves", 23), ("summary", 17)]]
    joined = join([part for _, part in pairs], out=tmp_path / "lecture.mp4", title="Lecture")
    write_captions(tmp_path, "lecture", joined.captions)
    manifest = Manifest(
        title="Lecture",
        language="en",
        quality="draft",
        voice="silent",
        theme="dark",
        segments=tuple(entry for entry, _ in pairs),
        film=FilmEntry(
            file="lecture.mp4",
            vtt="lecture.vtt",
            srt="lecture.srt",
            duration=joined.duration,
            frames=joined.frames,
            chapters=tuple(
                ChapterEntry(title=c.title, start=c.start, end=c.end) for c in joined.chapters
            ),
        ),
    )
    return manifest, tmp_path


def changed(manifest, **entry):
    """The manifest with other values in its first segment, as a wrong writer would leave it."""
    first = manifest.segments[0].model_copy(update=entry)
    return manifest.model_copy(update={"segments": (first, *manifest.segments[1:])})


def test_a_true_manifest_has_no_problem(made):
    manifest, folder = made
    assert verify(manifest, folder) == []


def test_written_and_read_again_it_is_the_same(made):
    manifest, folder = made
    write_manifest(manifest, folder / "manifest.json")
    assert read_manifest(folder / "manifest.json") == manifest
    raw = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    segment = raw["segments"][0]
    assert raw["schema_version"] == 1
    assert segment["files"]["film"] == "level-curves/level-curves.mp4"
    assert segment["beats"][0]["words"] == [{"start": 0.2, "end": 1.0, "text": "One"}]
    assert segment["claims"] == {"checked": 12, "failed": 0, "worst_error_px": 0.4}
    assert raw["film"]["chapters"][1] == {"start": 2.3, "end": 4.0, "title": "Summary"}


def test_every_difference_is_said(made):
    manifest, folder = made
    first = manifest.segments[0]
    found = verify(changed(manifest, duration=2.4, frames=24, width=320, fps=15), folder)
    assert "level-curves/level-curves.mp4: lasts 2.300 s, not 2.400 s" in found
    assert "level-curves/level-curves.mp4, sound: lasts 2.300 s, not 2.400 s" in found
    assert "level-curves/level-curves.mp4 has 23 frames, not 24" in found
    assert "level-curves/level-curves.mp4 has 160x90 pixels, not 320x90" in found
    assert "level-curves/level-curves.mp4 shows 10 frames a second, not 15" in found
    assert "lecture.mp4 is said to have 40 frames, its segments have 41" in found
    late = Cue(0.3, 1.1, ("One",)), Cue(1.1, 2.3, ("Two",))
    write_captions(folder / "level-curves", "level-curves", late)
    (found,) = {line.split(" is shown")[0] for line in verify(manifest, folder) if "vtt" in line}
    assert found == "level-curves/level-curves.vtt: caption 1"
    write_captions(folder / "level-curves", "level-curves", late[:1])
    assert any("srt has 1 captions" in line for line in verify(manifest, folder))
    (folder / first.files.transcript).unlink()
    (folder / first.files.poster).write_bytes(b"")
    (folder / first.files.sheet).write_bytes(b"no picture")
    (folder / "lecture.mp4").write_bytes(b"no film, only text that is long enough")
    found = verify(manifest, folder)
    assert "level-curves/level-curves.txt does not exist" in found
    assert "level-curves/poster.png is empty" in found
    assert any(line.startswith("level-curves/sheet.png cannot be opened") for line in found)
    assert any(line.startswith("lecture.mp4 cannot be played") for line in found)


def test_chapters_are_compared_with_the_players(made):
    manifest, folder = made
    chapters = manifest.film.chapters
    moved = chapters[0].model_copy(update={"end": 2.4})
    wrong = manifest.film.model_copy(update={"chapters": (moved, chapters[1])})
    assert verify(manifest.model_copy(update={"film": wrong}), folder) == [
        "lecture.mp4: chapter 'Level-Curves' lasts from 0.000 to 2.300 s"
    ]
    other = manifest.film.model_copy(update={"chapters": chapters[:1]})
    (problem,) = verify(manifest.model_copy(update={"film": other}), folder)
    assert "has the chapters ['Level-Curves', 'Summary']" in problem


def test_a_film_without_sound_or_fast_start_is_said(made):
    manifest, folder = made
    os.replace(folder / "summary/pictures.mp4", folder / "summary/summary.mp4")
    found = verify(manifest, folder)
    assert "summary/summary.mp4 has no sound track" in found
    assert any("must be loaded whole" in line for line in found)
    assert any("summary.mp4 has 0 inside" in line for line in found)


@pytest.mark.parametrize("path", ["/tmp/film.mp4", "../film.mp4", "a\\b.mp4", "", "a/../../b"])
def test_paths_stay_inside_the_folder(made, path):
    files = made[0].segments[0].files.model_dump()
    with pytest.raises(ValidationError, match="below the manifest's folder"):
        Files(**{**files, "film": path})


def test_contradictions_are_refused(made):
    first = made[0].segments[0].model_dump()
    with pytest.raises(ValidationError, match=r"23 frames at 10 a second last 2.3 s, not 5 s"):
        SegmentEntry(**{**first, "duration": 5})
    beats = [
        {"name": "a", "start": 0, "end": 1},
        {"name": "b", "start": 0.5, "end": 2},
    ]
    with pytest.raises(ValidationError, match="beat b does not lie after"):
        SegmentEntry(**{**first, "beats": beats})
    with pytest.raises(ValidationError, match="ends at 1 s, before it starts at 2 s"):
        BeatEntry(name="a", start=2, end=1)
    with pytest.raises(ValidationError, match="segment level-curves is listed twice"):
        Manifest(**{**made[0].model_dump(), "segments": [first, first]})


def test_an_error_beyond_pixels_is_null(tmp_path):
    # JSON knows no infinity, and a wrong number is wrong at any distance.
    entry = ClaimsEntry(checked=1, failed=1, worst_error_px=float("inf"))
    assert json.loads(entry.model_dump_json()) == {
        "checked": 1, "failed": 1, "worst_error_px": None
    }  # fmt: skip
    with pytest.raises(ValidationError):
        ClaimsEntry(checked=1, failed=0, worst_error_px=-1)


def test_unreadable_manifests_say_where(tmp_path):
    path = tmp_path / "manifest.json"
    with pytest.raises(ManifestError, match="there is no manifest"):
        read_manifest(path)
    path.write_text("{")
    with pytest.raises(ManifestError, match="Invalid JSON"):
        read_manifest(path)
    path.write_text('{"schema_version": 2}')
    with pytest.raises(ManifestError, match="schema_version"):
        read_manifest(path)


def test_schema_describes_every_field():
    schema = json_schema()
    definitions = [schema, *schema["$defs"].values()]
    assert len(definitions) >= 10
    for definition in definitions:
        assert definition["description"]
        for name, field in definition["properties"].items():
            assert field.get("description"), f"{definition['title']}.{name} is not described"
    assert set(schema["$defs"]["SegmentEntry"]["required"]) >= {
        "slug", "title", "files", "duration", "frames", "width", "height", "fps",
        "beats", "claims", "layout",
    }  # fmt: skip


def test_cue_times_of_both_formats():
    assert cue_times("WEBVTT\n\n00:01.500 --> 00:02.000 line:0\nx") == [(1.5, 2)]
    assert cue_times("1\n01:00:01,250 --> 01:00:02,000\nx\n") == [(3601.25, 3602)]
