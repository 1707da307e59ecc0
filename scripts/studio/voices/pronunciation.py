"""Words become phonemes: the voice's own dictionary, our corrections, and none may be lost."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scenes.kit.narration import Narration, Word

LEXICON = Path(__file__).with_name("lexicon.toml")

_CHUNK = re.compile(r"(?:\[[^\[\]]*\]\(/[^()]*/\)|\S)+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*$")
_PLAIN_WORD = re.compile(r"(?<![\w\[/])(?P<word>[A-Za-z]+)(?P<own>'s)?(?![\w\]/])")
PUNCTUATION = set(';:,.!?—…"“”() ')


class PronunciationError(ValueError):
    """A word has no phonemes, or one that the voice does not know; the message names it."""


@dataclass(frozen=True)
class SpokenWord:
    """Word ``index`` of a narration and its phonemes, punctuation included."""

    index: int
    phonemes: str


def sentences(words: Sequence[Word]) -> list[list[int]]:
    """Divide words into sentences, each a list of word indices."""
    result: list[list[int]] = [[]]
    for index, word in enumerate(words):
        result[-1].append(index)
        if _SENTENCE_END.search(word.spoken):
            result.append([])
    return [sentence for sentence in result if sentence]


def pronounce(narration: Narration, *, g2p: Any, alphabet: set[str]) -> list[list[SpokenWord]]:
    """Return the phonemes of a narration, word by word, in sentences.

    ``g2p`` is a ``hibari.g2p.G2P``; ``alphabet`` the phonemes its model knows. Raises
    ``PronunciationError`` for a word without phonemes or with one outside the alphabet, since
    the model would leave it out without a word.
    """
    result = []
    for sentence in sentences(narration.words):
        chunks: list[str] = []
        owners: list[int] = []
        for index in sentence:
            for chunk in _CHUNK.findall(_correct(narration.words[index].spoken, not chunks)):
                chunks.append(chunk)
                owners.append(index)
        spoken = _phonemes_of_chunks(chunks, g2p)
        by_word: dict[int, list[str]] = {index: [] for index in sentence}
        for owner, chunk, said in zip(owners, chunks, spoken, strict=True):
            _check(narration.words[owner], chunk, said, alphabet)
            by_word[owner].append(said)
        result.append([SpokenWord(index, " ".join(said)) for index, said in by_word.items()])
    return result


@cache
def corrections() -> dict[str, str]:
    """Return the lexicon of corrected words: lower-case word to phonemes."""
    return {
        word.lower(): str(phonemes) for word, phonemes in tomllib.loads(LEXICON.read_text()).items()
    }


def _correct(spoken: str, first: bool) -> str:
    """Put corrected phonemes into spoken text; a lone capital A inside a sentence is a letter."""
    # A dash inside a name would be read as a pause.
    spoken = re.sub(r"(?<=\w)–(?=\w)", " ", spoken).replace("’", "'")

    def replace(match: re.Match[str]) -> str:
        word = match["word"]
        begins = first and not spoken[: match.start()].strip()
        if word == "A" and not begins:
            word = "ay"
        phonemes = corrections().get(word.lower())
        if not phonemes:
            return match[0]
        return f"[{match[0]}](/{phonemes + (_own(phonemes) if match['own'] else '')}/)"

    parts = re.split(r"(\[[^\[\]]*\]\(/[^()]*/\))", spoken)
    return "".join(
        part if index % 2 else _PLAIN_WORD.sub(replace, part) for index, part in enumerate(parts)
    )


def _own(phonemes: str) -> str:
    """Return how the 's of a possessive sounds after these phonemes."""
    if phonemes[-1] in "szʃʒʧʤ":
        return "ᵻz"
    return "s" if phonemes[-1] in "ptkfθ" else "z"


def _phonemes_of_chunks(chunks: Sequence[str], g2p: Any) -> list[str]:
    # The whole sentence goes in at once: stress and vowels depend on the neighbors.
    tokens = g2p.phonemize_tokens(g2p.tokenize(" ".join(chunks)))
    said = [""]
    for token in tokens:
        said[-1] += token.phonemes or ""
        if token.whitespace:
            said.append("")
    if len(said) != len(chunks):
        raise PronunciationError(
            f"{' '.join(chunks)!r} was divided into {len(said)} words, not {len(chunks)}: "
            "write it with plain words and blanks"
        )
    return said


def _check(word: Word, chunk: str, phonemes: str, alphabet: set[str]) -> None:
    lost = sorted(set(phonemes) - alphabet)
    if lost:
        raise PronunciationError(
            f"The word {word.display!r} has the phonemes /{phonemes}/, of which the voice does not "
            f"know {' '.join(lost)}: give others as [{word.display}](/phonemes/)"
        )
    sounding = set(chunk) - PUNCTUATION - set("-–'’")
    if sounding and not set(phonemes) - PUNCTUATION:
        raise PronunciationError(
            f"The word {word.display!r} has no phonemes: give them as [{word.display}](/phonemes/)"
        )
