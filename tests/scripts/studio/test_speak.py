import json
import pickle
import re
import socket
import wave
from dataclasses import dataclass

import numpy as np
import pytest

from scenes.kit.narration import BeatCues, Narration, plain_words
from scripts.studio.speak import (
    cache_key,
    check_speakable,
    choose_voice,
    load_speech,
    save_speech,
    speak,
)
from scripts.studio.voices.envelope import active_frames, silences, speech_bounds
from scripts.studio.voices.hibari import HibariVoice, load_engine, with_output
from scripts.studio.voices.level import LEVEL_DB, bend_peaks, even_out, speech_level_db
from scripts.studio.voices.pronunciation import corrections, pronounce, sentences
from scripts.studio.voices.recorded import RecordedVoice
from scripts.studio.voices.silent import SilentVoice
from scripts.studio.voices.speech import SAMPLE_RATE, Speech, Voice, VoiceError

TALK = (
    "Hold [y](/wˈI/) still, and <cut>slice the surface with a plane. "
    "What remains is an ordinary curve <end>"
)


def tone(seconds, level=0.3):
    t = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (level * np.sin(2 * np.pi * 220 * t)).astype(np.float32)


def quiet(seconds):
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("the voice reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="module")
def spoken():
    narration = Narration.parse(TALK)
    return narration, HibariVoice().speak(narration, beat="demo/slice")


def phonemes_of(text):
    engine = load_engine()
    said = pronounce(Narration.parse(text), g2p=engine.g2p, alphabet=set(engine.vocab))
    return [word.phonemes for sentence in said for word in sentence]


def test_the_neural_voice_needs_no_network(no_network):
    load_engine.cache_clear()
    speech = HibariVoice().speak(Narration.parse("The gradient."), beat="demo/one")
    assert speech.duration > 0.5


def test_speech_is_the_same_twice(spoken):
    narration, speech = spoken
    again = HibariVoice().speak(narration, beat="demo/slice")
    assert np.array_equal(speech.samples, again.samples)
    assert speech.cues == again.cues


def test_every_word_begins_where_it_is_heard(spoken):
    narration, speech = spoken
    active = active_frames(speech.samples)
    for word, (start, end) in zip(narration.words, speech.cues.words, strict=True):
        heard = active[round(start * 200) : max(round(end * 200), round(start * 200) + 1)]
        assert heard.mean() > 0.6, f"{word.display} is said in silence"
    first, last = speech_bounds(speech.samples)
    assert speech.cues.words[0][0] == pytest.approx(first, abs=0.04)
    assert speech.cues.words[-1][1] == pytest.approx(last, abs=0.04)
    assert speech.cues.marks["cut"] == speech.cues.words[4][0]


def test_words_around_a_pause_touch_it(spoken):
    narration, speech = spoken
    end_of_sentence = next(i for i, w in enumerate(narration.words) if w.display == "plane.")
    gap = speech.cues.words[end_of_sentence][1], speech.cues.words[end_of_sentence + 1][0]
    assert 0.2 < gap[1] - gap[0] < 0.45
    assert any(
        abs(a - gap[0]) < 0.05 and abs(b - gap[1]) < 0.05 for a, b in silences(speech.samples)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Which way should each knob turn? We fit a line to five points.",
        "A saddle looks like a minimum one way and like a maximum the other way.",
        "The Fisher information measures how much the distribution changes.",
    ],
)
def test_the_pace_is_calm_and_the_level_even(text):
    speech = HibariVoice().speak(Narration.parse(text), beat="demo/pace")
    assert 110 < 60 * len(text.split()) / speech.duration < 175
    assert speech_level_db(speech.samples) == pytest.approx(LEVEL_DB, abs=1.0)
    assert np.max(np.abs(speech.samples)) < 0.95


def test_a_sentence_longer_than_the_model_takes_is_spoken_whole():
    text = " ".join(["the gradient of f, at a point where the curve turns and"] * 10) + " stops."
    narration = Narration.parse(text)
    speech = HibariVoice().speak(narration, beat="demo/long")
    assert len(speech.cues.words) == len(narration.words)
    assert 25 < speech.duration < 60


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("a matrix A,", ["ɐ", "mˈAtɹɪks", "ˈA,"]),
        ("A matrix", ["ɐ", "mˈAtɹɪks"]),
        ("[a](ay) transpose", ["ˈA", "tɹænspˈOz"]),
        ("Cauchy–Schwarz", ["kOʃˈi ʃwˈɔɹts"]),
        ("Cauchy's, Lagrange's", ["kOʃˈiz,", "ləɡɹˈɑnʤᵻz"]),
        ("[ReLU](/ɹˈɛlu/).", ["ɹˈɛlu."]),
        ("f of x, y", ["ˈɛf", "ʌv", "ˈɛks,", "wˈI"]),
        ("saddle contour", ["sˈædᵊl", "kˈɑntˌʊɹ"]),
    ],
)
def test_mathematical_words_are_pronounced_as_a_mathematician_would(text, phonemes):
    assert phonemes_of(text) == phonemes


def test_all_corrections_are_in_the_voices_alphabet():
    alphabet = set(load_engine().vocab)
    for word, phonemes in corrections().items():
        assert word == word.lower()
        assert set(phonemes) <= alphabet, word


@pytest.mark.parametrize("text", ["Look at ∂ now", "The [x](the ½) of", "The [x](/ɛ$/) word"])
def test_a_word_that_would_be_lost_is_named(text):
    with pytest.raises(VoiceError, match=r"demo/lost: The word .*(does not know|has no phonemes)"):
        HibariVoice().speak(Narration.parse(text), beat="demo/lost")


def test_sentences_end_at_their_marks():
    narration = Narration.parse("One two. Three? “Four!” five")
    assert sentences(narration.words) == [[0, 1], [2], [3], [4]]


def test_an_appended_output_changes_nothing_else():
    assert (
        with_output(b"model", "/a")
        == b"model" + bytes([7 << 3 | 2, 6, 12 << 3 | 2, 4, 10, 2]) + b"/a"
    )
    names = [output.name for output in load_engine().sess.get_outputs()]
    assert names == ["lh", "theta", "ln", "lr", "phi", "f0", "/Clip_output_0"]


def test_silence_lasts_as_long_as_speech_would(spoken):
    narration, speech = spoken
    silent = SilentVoice().speak(narration, beat="demo/slice")
    assert not silent.samples.any()
    assert silent.duration == pytest.approx(silent.cues.duration, abs=1e-3)
    assert silent.duration == pytest.approx(speech.duration, rel=0.25)


# --- recordings ---------------------------------------------------------------------------------


def write_wav(path, samples, rate=SAMPLE_RATE, channels=1):
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        frames = np.repeat((samples * 32767).astype("<i2"), channels)
        file.writeframes(frames.tobytes())


@pytest.mark.parametrize("name", ["demo/one.wav", "demo.one.wav"])
def test_a_recording_is_found_trimmed_and_timed(tmp_path, name):
    write_wav(tmp_path / name, np.concatenate([quiet(1), tone(2, 0.05), quiet(1)]))
    narration = Narration.parse("One two <m>three, four.")
    speech = RecordedVoice(tmp_path).speak(narration, beat="demo/one")
    assert speech.duration == pytest.approx(2.3, abs=0.05)
    assert speech.cues.words[0][0] == pytest.approx(0.15, abs=0.03)
    assert speech.cues.words[-1][1] == pytest.approx(2.15, abs=0.03)
    assert speech_level_db(speech.samples) == pytest.approx(LEVEL_DB, abs=1.0)


def test_stereo_at_another_rate_is_resampled(tmp_path):
    t = np.arange(44100) / 44100
    write_wav(tmp_path / "demo/one.wav", 0.3 * np.sin(2 * np.pi * 440 * t), 44100, 2)
    speech = RecordedVoice(tmp_path).speak(Narration.parse("One."), beat="demo/one")
    assert speech.duration == pytest.approx(1.0, abs=0.02)
    spectrum = np.abs(np.fft.rfft(speech.samples))
    assert np.argmax(spectrum) / speech.duration == pytest.approx(440, abs=2)


def test_all_missing_recordings_are_named_at_once(tmp_path):
    write_wav(tmp_path / "demo/one.wav", tone(1))
    voice = RecordedVoice(tmp_path)
    beats = {
        "demo/one": Narration.parse("One."),
        "demo/two": Narration.parse("It is {n}.", {"n": -2.5}),
        "other/three": Narration.parse("Three."),
        "other/mute": Narration.parse(""),
    }
    with pytest.raises(VoiceError) as caught:
        check_speakable(voice, beats)
    message = str(caught.value)
    assert f"{tmp_path}/demo/two.wav  says: It is minus two point five." in message
    assert f"{tmp_path}/other/three.wav" in message
    assert "demo/one.wav" not in message
    assert "mute" not in message
    check_speakable(SilentVoice(), beats)


def test_a_recording_that_is_silent_or_no_sound_is_refused(tmp_path):
    write_wav(tmp_path / "demo/mute.wav", quiet(1))
    (tmp_path / "demo/text.wav").write_text("not a sound")
    voice = RecordedVoice(tmp_path)
    with pytest.raises(VoiceError, match="is silent"):
        voice.speak(Narration.parse("One."), beat="demo/mute")
    with pytest.raises(VoiceError, match="can't be read as sound"):
        voice.speak(Narration.parse("One."), beat="demo/text")
    with pytest.raises(VoiceError, match=re.escape("demo/absent.wav  says: One.")):
        voice.speak(Narration.parse("One."), beat="demo/absent")


# --- the store ----------------------------------------------------------------------------------


@dataclass
class CountingVoice:
    name: str = "counting"
    version: str = "1"
    times: int = 0

    def source(self, beat):
        return beat

    def speak(self, narration, *, beat):
        self.times += 1
        words = [(0.1 * i, 0.1 * i + 0.1) for i in range(len(narration.words))]
        return Speech(tone(2, 0.123456), BeatCues.of_words(narration, 2.0, words))


def test_the_same_words_are_spoken_once(tmp_path):
    voice, narration = CountingVoice(), Narration.parse("One <m>two.")
    assert isinstance(voice, Voice)
    first = speak(narration, voice, tmp_path, beat="a/b")
    second = speak(narration, voice, tmp_path, beat="a/b")
    assert voice.times == 1
    assert np.array_equal(first.samples, second.samples)
    assert first.cues == second.cues
    assert [path.suffix for path in tmp_path.iterdir()] == [".npz"]


def test_the_key_changes_with_all_that_is_heard_and_nothing_else():
    voice, narration = CountingVoice(), Narration.parse("One <m>[2](two).")
    key = cache_key(narration, voice, beat="a/b")
    assert cache_key(Narration.parse("One <m>[ii](two)."), voice, beat="a/b") == key
    assert cache_key(Narration.parse("One <m>[2](too)."), voice, beat="a/b") != key
    assert cache_key(Narration.parse("<m>One [2](two)."), voice, beat="a/b") != key
    assert cache_key(narration, voice, beat="a/c") != key
    assert cache_key(narration, CountingVoice(version="2"), beat="a/b") != key


def test_a_damaged_file_is_spoken_anew(tmp_path):
    voice, narration = CountingVoice(), Narration.parse("One.")
    speak(narration, voice, tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:100])
    assert load_speech(path) is None
    speak(narration, voice, tmp_path)
    assert voice.times == 2
    assert load_speech(path) is not None


def test_a_write_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    speech = CountingVoice().speak(Narration.parse("One."), beat="")
    path = tmp_path / "x.npz"

    def full(*args):
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="disk full"):
        save_speech(speech, path)
    assert list(tmp_path.iterdir()) == []


def test_voices_are_chosen_by_name_or_directory(tmp_path):
    assert choose_voice("silent") == SilentVoice()
    assert choose_voice(str(tmp_path)) == RecordedVoice(tmp_path)
    assert pickle.loads(pickle.dumps(choose_voice("heart"))) == HibariVoice()
    with pytest.raises(VoiceError, match="'heart', 'silent' or a directory"):
        choose_voice("robot")


# --- sound --------------------------------------------------------------------------------------


def test_bounds_and_silences_of_a_known_sound():
    samples = np.concatenate([quiet(0.5), tone(0.4), quiet(0.2), tone(0.3), quiet(0.6)])
    assert speech_bounds(samples) == pytest.approx((0.5, 1.4), abs=0.011)
    ((begin, end),) = silences(samples)
    assert (begin, end) == pytest.approx((0.9, 1.1), abs=0.011)
    assert speech_bounds(quiet(1)) is None


@pytest.mark.parametrize("level", [0.01, 0.1, 0.9])
def test_levels_are_evened_out(level):
    assert speech_level_db(even_out(tone(1, level))) == pytest.approx(LEVEL_DB, abs=0.1)
    assert not even_out(quiet(1)).any()


def test_peaks_are_bent_and_small_sounds_kept():
    samples = np.linspace(-4, 4, 2001, dtype=np.float32)
    bent = bend_peaks(samples)
    assert np.max(np.abs(bent)) < 0.9
    assert np.all(np.diff(bent) >= 0)
    small = np.abs(samples) < 0.4
    assert np.array_equal(bent[small], samples[small])


def test_plain_words_are_what_a_person_reads():
    assert plain_words("say [ReLU](/ɹˈɛlu/) now") == "say ReLU now"
    assert json.loads(BeatCues(1.0, ((0.0, 0.5),), {"m": 0.5}).to_json())["marks"] == {"m": 0.5}
