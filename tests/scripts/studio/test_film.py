import dataclasses
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
import pytest

from scripts.studio import film
from scripts.studio.encode import FilmEncoder
from scripts.studio.film import Chapter, FilmError, Part, decoded_sound, join, mux, probe
from scripts.studio.mix import SAMPLE_RATE

W, H, FPS = 160, 90, 10
BITS = 12


@dataclass(frozen=True)
class Cue:
    start: float
    end: float
    lines: tuple[str, ...]


def numbered(number):
    """A picture that carries a number: one bright or dark column a bit."""
    picture = np.full((H, W, 4), 40, np.uint8)
    for bit in range(BITS):
        if number >> bit & 1:
            picture[:, 10 * bit + 10 : 10 * bit + 20, :3] = 220
    return picture


def number_of(picture):
    middle = picture[H // 2, 15 : 15 + 10 * BITS : 10].mean(axis=-1)
    return sum(1 << bit for bit, value in enumerate(middle) if value > 130)


def pictures(path, frames, *, first=0, fps=FPS, size=(W, H)):
    with FilmEncoder(path, width=size[0], height=size[1], fps=fps) as encoder:
        for k in range(frames):
            picture = numbered(first + k)
            encoder.frame(picture if size == (W, H) else np.resize(picture, (size[1], size[0], 4)))
    return path


def tone(seconds, *, hertz=440, start=0.0, length=None):
    """Silence with a tone from ``start``."""
    t = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    on = (t >= start) & (t < start + (length or seconds))
    return (0.3 * np.sin(2 * np.pi * hertz * t) * on).astype(np.float32)


def onsets(samples):
    """When sound begins after at least 50 ms of quiet, in seconds."""
    loud = np.flatnonzero(np.abs(samples) > 0.05) / SAMPLE_RATE
    return [t for t, before in zip(loud, [-1, *loud[:-1]], strict=True) if t - before > 0.05]


def frame_numbers(path):
    with av.open(str(path)) as container:
        return [
            (frame.time, number_of(frame.to_ndarray(format="rgb24")))
            for frame in container.decode(video=0)
        ]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("film")
    video = pictures(folder / "video.mp4", 30)
    out = folder / "film.mp4"
    seen = mux(
        video,
        tone(3, start=0, length=1),
        out=out,
        captions=[
            Cue(0.5, 1.2, ("Slope: ∂f/∂x", "in one direction")),
            Cue(1.2, 1.9, ("Next",)),
            Cue(2.3, 2.8, ("Last",)),
        ],
        chapters=[Chapter("Ask", 0, 1.5), Chapter("Änswer", 1.5, 3)],
        title="Gradients, ∇f",
        language="en",
        metadata={"comment": "a test"},
    )
    return video, out, seen


def test_player_sees_matching_lengths_and_all_frames(made):
    _, _, seen = made
    assert seen.frames == 30
    assert seen.fps == FPS
    assert seen.steady
    for duration in (seen.duration, seen.video_duration, seen.audio_duration):
        assert duration == pytest.approx(3, abs=0.001)
    assert (seen.video_start, seen.audio_start) == (0, 0)
    assert (seen.width, seen.height) == (W, H)
    assert seen.color_tags == (1, 1, 1, 1)


def test_pictures_are_copied_not_encoded_again(made):
    video, out, _ = made

    def packets(path):
        with av.open(str(path)) as container:
            return [bytes(packet) for packet in container.demux(video=0)]

    assert packets(video) == packets(out)
    assert [number for _, number in frame_numbers(out)] == list(range(30))


def test_chapters_titles_and_languages(made):
    _, _, seen = made
    assert seen.chapters == (Chapter("Ask", 0, 1.5), Chapter("Änswer", 1.5, 3))
    assert seen.title == "Gradients, ∇f"
    assert seen.metadata["comment"] == "a test"
    assert seen.language == seen.caption_language == "eng"


def test_captions_are_inside_and_off_by_default(made):
    _, out, seen = made
    assert [(c.start, c.end, c.text) for c in seen.captions] == [
        (0.5, 1.2, "Slope: ∂f/∂x\nin one direction"),
        (1.2, 1.9, "Next"),
        (2.3, 2.8, "Last"),
    ]
    assert not seen.captions_shown
    with av.open(str(out)) as container:
        sizes = [
            (round(packet.pts / 48), round(packet.duration / 48))
            for packet in container.demux(subtitles=0)
            if packet.pts is not None
        ]
    # Gaps are empty entries; nothing of no duration stands between adjacent captions.
    assert sizes == [(0, 500), (500, 700), (1200, 700), (1900, 400), (2300, 500)]


def test_captions_can_be_on(made, tmp_path):
    video, _, _ = made
    cue = [Cue(0.5, 1, ("x",))]
    seen = mux(video, None, out=tmp_path / "a.mp4", captions=cue, title="", captions_shown=True)
    assert seen.captions_shown


def test_a_decoder_reads_the_captions(made):
    _, out, _ = made
    with av.open(str(out)) as container:
        texts = [
            sub.dialogue.decode()
            for packet in container.demux(subtitles=0)
            for sub in packet.decode()
            if sub.dialogue
        ]
    assert texts == ["Slope: ∂f/∂x\nin one direction", "Next", "Last"]


def test_sound_starts_with_the_first_frame(made):
    _, out, _ = made
    samples = decoded_sound(out)
    assert onsets(samples) == [pytest.approx(0, abs=0.003)]
    end = np.flatnonzero(np.abs(samples) > 0.05)[-1] / SAMPLE_RATE
    assert end == pytest.approx(1, abs=0.01)


def test_sound_comes_back_at_the_level_it_went_in(made):
    samples = decoded_sound(made[1])
    assert samples.dtype == np.float32
    went_in = tone(3, length=1)[4800:43200]
    assert np.std(samples[4800:43200]) == pytest.approx(np.std(went_in), rel=0.02)
    # Sample by sample, too: no shift, no wrong sign.
    assert np.corrcoef(samples[4800:43200], went_in)[0, 1] > 0.999


def test_film_starts_before_it_is_loaded(made):
    video, out, seen = made
    assert seen.fast_start
    data = out.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    # The encoder's own film is not meant for players; the check must tell the two apart.
    assert not probe(video).fast_start


def test_no_speech_gives_a_silent_track(made, tmp_path):
    video, _, _ = made
    seen = mux(video, None, out=tmp_path / "silent.mp4", title="Silent")
    assert seen.audio_duration == pytest.approx(3, abs=0.001)
    assert np.max(np.abs(decoded_sound(tmp_path / "silent.mp4"))) < 1e-4
    assert seen.captions == ()
    assert seen.chapters == ()


def test_same_input_same_bytes(made, tmp_path):
    video, _, _ = made
    for name in "ab":
        mux(video, tone(3), out=tmp_path / name, captions=[Cue(0, 1, ("x",))], title="T")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_sound_of_another_length_is_refused(made, tmp_path):
    video, _, _ = made
    with pytest.raises(FilmError, match=r"lasts 3.000 s, its sound 2.500 s"):
        mux(video, tone(2.5), out=tmp_path / "a.mp4", title="T")
    seen = mux(video, tone(2.97), out=tmp_path / "b.mp4", title="T")
    assert seen.audio_duration == pytest.approx(3, abs=0.001)


def test_failure_leaves_the_old_film_and_nothing_else(made, tmp_path, monkeypatch):
    video, _, _ = made
    out = tmp_path / "film.mp4"
    out.write_bytes(b"the film of yesterday")

    def broken(stream, captions):
        raise OSError("disk full")
        yield

    monkeypatch.setattr(film, "caption_packets", broken)
    with pytest.raises(OSError, match="disk full"):
        mux(video, tone(3), out=out, captions=[Cue(0, 1, ("x",))], title="T")
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
    assert out.read_bytes() == b"the film of yesterday"
    with pytest.raises(FilmError, match="there is no film"):
        mux(tmp_path / "missing.mp4", None, out=out, title="T")


LENGTHS = (23, 37, 31)  # at 10 fps: no multiple of an AAC frame, so copying would drift


@pytest.fixture(scope="module")
def segments(tmp_path_factory):
    """Three films with a tone that starts 0.3 s into each."""
    folder = tmp_path_factory.mktemp("parts")
    parts, first = [], 0
    for k, frames in enumerate(LENGTHS):
        video = pictures(folder / f"v{k}.mp4", frames, first=first)
        sound = tone(frames / FPS, start=0.3, length=0.5)
        cues = [Cue(0.3, 0.8, (f"tone {k}",)), Cue(1.0, frames / FPS, ("rest",))]
        mux(video, sound, out=folder / f"s{k}.mp4", captions=cues, title=f"S{k}")
        parts.append(Part(folder / f"s{k}.mp4", f"Segment {k}", cues, sound))
        first += frames
    return parts


@pytest.mark.parametrize("from_files", [False, True])
def test_joined_film_is_in_step_everywhere(segments, tmp_path, from_files):
    parts = [dataclasses.replace(p, audio=None) for p in segments] if from_files else segments
    out = tmp_path / "whole.mp4"
    joined = join(parts, out=out, title="All", language="en")
    seen = probe(out)
    total = sum(LENGTHS)
    assert (joined.frames, joined.duration) == (total, total / FPS)
    assert seen.frames == total
    assert seen.steady
    assert seen.fast_start
    for duration in (seen.duration, seen.video_duration, seen.audio_duration):
        assert duration == pytest.approx(total / FPS, abs=0.001)
    starts = [0, 2.3, 6.0]
    assert [chapter.start for chapter in seen.chapters] == pytest.approx(starts)
    assert seen.chapters == joined.chapters
    assert [chapter.title for chapter in seen.chapters] == ["Segment 0", "Segment 1", "Segment 2"]
    assert set(starts) <= set(seen.key_times)
    times = frame_numbers(out)
    assert [number for _, number in times] == list(range(total))
    assert [time for time, _ in times] == pytest.approx([k / FPS for k in range(total)])
    assert onsets(decoded_sound(out)) == pytest.approx([t + 0.3 for t in starts], abs=0.005)
    level = np.std(decoded_sound(out)[round(6.35 * SAMPLE_RATE) : round(6.75 * SAMPLE_RATE)])
    assert level == pytest.approx(0.3 / np.sqrt(2), rel=0.02)
    tones = [caption for caption in seen.captions if caption.text.startswith("tone")]
    assert [caption.start for caption in tones] == pytest.approx([t + 0.3 for t in starts])


def test_joined_captions_are_of_the_same_kind_and_shifted(segments, tmp_path):
    joined = join(segments[:2], out=tmp_path / "two.mp4", title="Two")
    assert joined.captions[2] == Cue(pytest.approx(2.6), pytest.approx(3.1), ("tone 1",))
    assert segments[1].captions[0] == Cue(0.3, 0.8, ("tone 1",))


def test_join_at_sixty_frames_keeps_exact_times(tmp_path):
    parts = [
        Part(pictures(tmp_path / f"{k}.mp4", n, fps=60), f"{k}", (), tone(n / 60, start=0.1))
        for k, n in enumerate((61, 77))
    ]
    joined = join(parts, out=tmp_path / "all.mp4", title="T")
    seen = probe(tmp_path / "all.mp4")
    assert seen.fps == 60
    assert seen.steady
    assert joined.duration == float(Fraction(138, 60))
    assert onsets(decoded_sound(tmp_path / "all.mp4"))[1] == pytest.approx(61 / 60 + 0.1, abs=0.005)


@pytest.mark.parametrize(
    ("cues", "complaint"),
    [
        ([Cue(1, 1, ("x",))], "caption 1 .*ends at 1.000 s, not after it starts at 1.000 s"),
        ([Cue(1, 2, ("x",)), Cue(1.5, 3, ("y",))], "caption 2 .*starts at 1.500 s, before"),
        ([Cue(-1, 2, ("x",))], "caption 1 .*starts at -1.000 s, before"),
        ([Cue(2, 3.2, ("x",))], "caption 1 .*ends at 3.200 s, after the film"),
    ],
)
def test_captions_out_of_order_are_refused(made, tmp_path, cues, complaint):
    with pytest.raises(FilmError, match=complaint):
        mux(made[0], None, out=tmp_path / "a.mp4", captions=cues, title="T")


def test_films_that_differ_are_named(segments, tmp_path):
    other = pictures(tmp_path / "small.mp4", 5, size=(64, 36))
    with pytest.raises(FilmError, match=r"s0.mp4 and small.mp4 differ in size \(\(160, 90\) and"):
        join([segments[0], Part(other, "x")], out=tmp_path / "o.mp4", title="")
    fast = pictures(tmp_path / "fast.mp4", 5, fps=15)
    with pytest.raises(FilmError, match="differ in frame rate"):
        join([segments[0], Part(fast, "x")], out=tmp_path / "o.mp4", title="")
    with pytest.raises(FilmError, match="no film to join"):
        join([], out=tmp_path / "o.mp4", title="")
    assert not (tmp_path / "o.mp4").exists()
