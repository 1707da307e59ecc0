"""Words become sound: a piece of speech per beat, with the time of every word, kept by its key."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from scenes.kit.narration import BeatCues, Narration
from scripts.studio.samples import from_int16, to_int16
from scripts.studio.voices.speech import Speech, Voice, VoiceError
from scripts.studio.whole import whole_file

_FORMAT = 1  # raise when the stored file or the meaning of the key changes


def speak(
    narration: Narration, voice: Voice, store: Path | None = None, *, beat: str = ""
) -> Speech:
    """Return the speech of a beat, from the store if it was said before, else said now and kept.

    ``beat`` is ``slug/beat``: recordings are looked up by it and errors name it.
    """
    if store is None:
        return _as_stored(voice.speak(narration, beat=beat))
    path = store / f"{cache_key(narration, voice, beat=beat)}.npz"
    kept = load_speech(path)
    if kept is not None:
        return kept
    speech = _as_stored(voice.speak(narration, beat=beat))
    save_speech(speech, path)
    return speech


def cache_key(narration: Narration, voice: Voice, *, beat: str = "") -> str:
    """Return the hex key of all that a beat's sound and cues depend on."""
    parts = {
        "format": _FORMAT,
        "voice": [voice.name, voice.version, voice.source(beat)],
        "words": [word.spoken for word in narration.words],
        "marks": dict(narration.marks),
    }
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def save_speech(speech: Speech, path: Path) -> None:
    """Write a speech to ``path`` as one whole file: 16-bit samples and the cues as JSON."""
    cues = np.frombuffer(speech.cues.to_json().encode(), np.uint8)
    with whole_file(path) as draft, draft.open("wb") as file:
        np.savez_compressed(file, samples=to_int16(speech.samples), cues=cues)


def load_speech(path: Path) -> Speech | None:
    """Read what ``save_speech`` wrote; None if there is no such file or it is damaged."""
    try:
        os.utime(path)  # used last, kept first when the store is trimmed
        with np.load(path) as kept:
            samples = from_int16(kept["samples"])
            cues = BeatCues.from_json(kept["cues"].tobytes().decode())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None  # a damaged file is spoken anew
    return Speech(samples, cues)


def choose_voice(choice: str) -> Voice:
    """Return the voice of ``--voice``: ``heart``, ``silent``, or a directory of recordings.

    Raises ``VoiceError`` for a name that is neither.
    """
    from scripts.studio.voices.hibari import HibariVoice
    from scripts.studio.voices.recorded import RecordedVoice
    from scripts.studio.voices.silent import SilentVoice

    if choice == "heart":
        return HibariVoice()
    if choice == "silent":
        return SilentVoice()
    directory = Path(choice)
    if directory.is_dir():
        return RecordedVoice(directory)
    raise VoiceError(
        f"There is no voice {choice!r}: 'heart', 'silent' or a directory of recordings was expected"
    )


def check_speakable(voice: Voice, narrations: Mapping[str, Narration]) -> None:
    """Raise one ``VoiceError`` that names every beat (``slug/beat``) the voice can't say.

    Voices that must be prepared, like recordings, tell all that is missing at once.
    """
    find_missing = getattr(voice, "missing", None)
    missing: list[str] = list(find_missing(narrations)) if find_missing else []
    if missing:
        raise VoiceError("\n".join(missing))


def _as_stored(speech: Speech) -> Speech:
    # A fresh speech is what a later run will load, sample for sample.
    return Speech(from_int16(to_int16(speech.samples)), speech.cues)
