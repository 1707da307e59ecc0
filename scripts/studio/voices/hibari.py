"""The offline neural voice: Hibari's ``heart``, with word times from the model's own durations.

The model says how long it holds every phoneme, but keeps the numbers to itself. An ONNX file is a
protobuf message, and a protobuf reader merges what is appended to one: a few bytes after the
model's own declare that inner tensor an output, in memory, without touching the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from scenes.kit.narration import BeatCues, Narration, plain_words
from scripts.studio.voices.envelope import silences, speech_bounds
from scripts.studio.voices.level import even_out
from scripts.studio.voices.pronunciation import (
    LEXICON,
    PUNCTUATION,
    PronunciationError,
    SpokenWord,
    pronounce,
)
from scripts.studio.voices.speech import SAMPLE_RATE, Samples, Speech, VoiceError

MODEL_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
DURATIONS = "/Clip_output_0"
UNIT = 0.025
"""Seconds of one unit of the model's durations (600 samples)."""

LATE = 0.055
"""Seconds by which the model's durations put a word too late (median after commas, any speed)."""

NEAR = 0.20
"""A pause that is heard within so many seconds of a comma's computed place is that comma's."""

MOST_WORDS_PER_MINUTE = 180.0
SLOWER = (1.0, 0.95, 0.92, 0.89, 0.86)
"""A sentence whose words still come faster is spoken again, slower, by these factors in turn."""

OVERSHOOT = 0.3
"""Seconds of silence that the model counts to the end of a sentence."""

MOST_PHONEMES = 400
"""Longer sentences are spoken in parts; the model takes 510 tokens."""

LEAD, TAIL = 0.10, 0.15
"""Silence before the first word and after the last word of a beat, in seconds."""

EDGE = 0.03
"""Seconds kept around what is heard of a sentence, faded, so that no consonant is cut."""

PAUSES = {".": 0.32, "?": 0.35, "!": 0.32, "…": 0.35}
PART_PAUSE = 0.12
"""Silence after a sentence, by its last mark, and between the parts of a long one, in seconds."""


@dataclass(frozen=True)
class _Utterance:
    """What the model says at once: samples and the times of its words within them."""

    samples: Samples
    words: list[tuple[float, float]]
    pause: float


@dataclass(frozen=True)
class HibariVoice:
    """Hibari's ``heart`` at a speed (1 is the model's own pace), seeded, without any network."""

    speed: float = 0.81
    name: str = "heart"

    @property
    def version(self) -> str:
        """The model, the speed, and the files that say how it is used decide the sound."""
        return f"{MODEL_SHA256[:8]} x{self.speed:g} recipe {_recipe()}"

    def source(self, beat: str) -> str:
        """Return nothing: the words alone decide."""
        return ""

    def speak(self, narration: Narration, *, beat: str) -> Speech:
        """Say a narration; raises ``VoiceError`` naming a word that can't be pronounced."""
        where = f"In the beat {beat}: " if beat else ""
        try:
            sentences = pronounce(narration, g2p=self._engine.g2p, alphabet=set(self._engine.vocab))
        except PronunciationError as error:
            raise VoiceError(f"{where}{error}") from error
        parts = [part for sentence in sentences for part in _parts(sentence)]
        utterances = []
        for part in parts:
            plain = plain_words(" ".join(narration.words[word.index].spoken for word in part))
            utterances.append(self._say(part, len(plain.split())))
        return _join(narration, utterances)

    @property
    def _engine(self) -> Any:
        return load_engine()  # one for the process, so that a voice stays small and picklable

    def _say(self, words: Sequence[SpokenWord], said: int) -> _Utterance:
        """Say ``said`` words at the voice's speed, or slower where short words would rush by."""
        phonemes = " ".join(word.phonemes for word in words)
        for slower in SLOWER:
            samples, durations = self._synthesize(phonemes, self.speed * slower)
            spoken = float(durations[1:-1].sum()) - OVERSHOOT
            if 60 * said <= MOST_WORDS_PER_MINUTE * spoken:
                break
        times = _word_times(words, durations)
        heard = speech_bounds(samples)
        if heard is None:
            raise VoiceError(f"The voice made no sound of /{phonemes}/")
        times = _snap(times, words, silences(samples))
        samples, offset = _trim(samples, heard)
        words_heard = _clamp([(a - offset, b - offset) for a, b in times], heard, offset)
        pause = PAUSES.get(phonemes.rstrip('"”’)')[-1:], PART_PAUSE)
        return _Utterance(even_out(samples), words_heard, pause)

    def _synthesize(self, phonemes: str, speed: float) -> tuple[Samples, npt.NDArray[np.float64]]:
        """Return the sound of phonemes and how long each is held, in seconds, pads included."""
        from hibari import dsp

        ids = self._engine.ids(phonemes)
        if len(ids) != len(phonemes) + 2:
            raise VoiceError(f"The voice left out part of /{phonemes}/")
        inputs = {"ids": np.asarray([ids], np.int64), "speed": np.asarray([speed], np.float32)}
        names = ["lh", "theta", "ln", "lr", "phi", "f0", DURATIONS]
        *spectrum, units = self._engine.sess.run(names, inputs)
        noise = np.random.default_rng(0)
        samples = dsp.synth(*(part[0] for part in spectrum), noise)
        return np.asarray(samples, np.float32), np.asarray(units, float) * UNIT


@cache
def _recipe() -> str:
    """Return the sum of this folder's lexicon and code, so that no older sound is taken for new."""
    folder = LEXICON.parent
    content = b"".join(path.read_bytes() for path in sorted([*folder.glob("*.py"), LEXICON]))
    return hashlib.sha256(content).hexdigest()[:12]


@cache
def load_engine() -> Any:
    """Load the model that lies in the ``hibari-tts`` wheel, with its durations as an output.

    Raises ``VoiceError`` if the package is missing or holds another model than the pinned one.
    """
    try:
        import hibari
    except ImportError as error:
        raise VoiceError(
            "The package hibari-tts is not installed: run scripts/setup.py, or use --voice silent"
        ) from error
    path = Path(hibari.__file__).parent / "assets" / "hibari.onnx"
    model = path.read_bytes()
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        raise VoiceError(f"{path} is not the model this studio knows: install hibari-tts 0.2.1")
    # A model given by its bytes is never looked for elsewhere, so nothing is ever downloaded.
    return hibari.Hibari(voice="heart", model=with_output(model, DURATIONS), threads=1)


def with_output(model: bytes, tensor: str) -> bytes:
    """Return an ONNX model that also puts out an inner tensor, named as in its graph.

    In ``ModelProto`` the graph is field 7, in ``GraphProto`` an output is field 12, in
    ``ValueInfoProto`` the name is field 1; a repeated field 7 is merged into the first.
    """
    return model + _field(7, _field(12, _field(1, tensor.encode())))


def _field(number: int, content: bytes) -> bytes:
    if len(content) > 127:
        raise ValueError(f"{len(content)} bytes need a longer length than one byte")
    return bytes([number << 3 | 2, len(content)]) + content


def _parts(words: Sequence[SpokenWord]) -> Iterator[list[SpokenWord]]:
    """Divide a sentence that is too long for the model after a clause, else after any word."""
    rest = list(words)
    while sum(len(word.phonemes) + 1 for word in rest) > MOST_PHONEMES:
        size, fits, clause = 0, 1, 0
        for count, word in enumerate(rest, start=1):
            size += len(word.phonemes) + 1
            if size > MOST_PHONEMES:
                break
            fits = count
            clause = count if word.phonemes[-1:] in set(",;:—") else clause
        cut = clause or fits
        yield rest[:cut]
        rest = rest[cut:]
    if rest:
        yield rest


def _word_times(
    words: Sequence[SpokenWord], durations: npt.NDArray[np.float64]
) -> list[tuple[float, float]]:
    """Return when the model's durations put each word, in seconds from the first sample."""
    edges = np.concatenate([[0.0], np.cumsum(durations)]) - LATE
    times, first = [], 1  # token 0 is the pad before the first phoneme
    for word in words:
        said = len(word.phonemes.rstrip("".join(PUNCTUATION)))
        times.append((float(edges[first]), float(edges[first + max(1, said)])))
        first += len(word.phonemes) + 1
    return times


def _snap(
    times: Sequence[tuple[float, float]],
    words: Sequence[SpokenWord],
    pauses: Sequence[tuple[float, float]],
) -> list[tuple[float, float]]:
    """Let a word with a comma end where its pause is heard to begin, and the next one follow it."""
    result = list(times)
    for index, word in enumerate(words[:-1]):
        if word.phonemes[-1:] not in PUNCTUATION:
            continue
        (start, end), (after, last) = result[index], result[index + 1]
        place = (end + after) / 2
        near = [p for p in pauses if p[0] - NEAR <= place <= p[1] + NEAR and p[0] > start]
        if near:
            quiet, loud = min(near, key=lambda p: abs(sum(p) / 2 - place))
            result[index], result[index + 1] = (start, quiet), (loud, max(loud, last))
    return result


def _trim(samples: Samples, heard: tuple[float, float]) -> tuple[Samples, float]:
    """Cut silence around speech; returns the rest and the seconds cut from the beginning."""
    first = max(0, round((heard[0] - EDGE) * SAMPLE_RATE))
    last = min(len(samples), round((heard[1] + EDGE) * SAMPLE_RATE))
    kept = samples[first:last].copy()
    fade = min(round(EDGE * SAMPLE_RATE) // 2, len(kept) // 2)
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    kept[:fade] *= ramp
    kept[len(kept) - fade :] *= ramp[::-1]
    return kept, first / SAMPLE_RATE


def _clamp(
    times: Sequence[tuple[float, float]], heard: tuple[float, float], offset: float
) -> list[tuple[float, float]]:
    """Put word times in order and between the first and the last sound that is heard."""
    begin, end = heard[0] - offset, heard[1] - offset
    result, earlier = [], begin
    for start, stop in times:
        start = min(max(start, earlier), end)
        result.append((start, min(max(stop, start), end)))
        earlier = start
    if result:
        # Durations end a sentence in its silence; the ear says where its last word ends.
        result[0] = (begin, max(result[0][1], begin))
        result[-1] = (result[-1][0], end)
    return result


def _join(narration: Narration, utterances: Sequence[_Utterance]) -> Speech:
    """Put the parts of a beat one after another, with the pauses between them."""
    pieces = [_silence(LEAD)]
    now = len(pieces[0])
    times: list[tuple[float, float]] = []
    for number, part in enumerate(utterances):
        times += [(now / SAMPLE_RATE + a, now / SAMPLE_RATE + b) for a, b in part.words]
        last = number == len(utterances) - 1
        pieces += [part.samples, _silence(TAIL if last else max(0.0, part.pause - 2 * EDGE))]
        now += len(pieces[-2]) + len(pieces[-1])
    samples = np.concatenate(pieces)
    return Speech(samples, BeatCues.of_words(narration, len(samples) / SAMPLE_RATE, times))


def _silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)
