"""A lint for narration: notation that a voice reads wrongly or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from scenes.kit.template import PHONEMES, Narration


@dataclass(frozen=True)
class Unspeakable:
    """One thing in a narration that can't be read aloud, and what to write instead."""

    word: int
    text: str
    advice: str

    def __str__(self) -> str:
        return f"{self.text!r}: {self.advice}"


_INSTEAD = {
    "sin": "sine", "cos": "cosine", "tan": "tangent", "arcsin": "arc sine", "arccos": "arc cosine",
    "arctan": "arc tangent", "sinh": "hyperbolic sine", "cosh": "hyperbolic cosine",
    "tanh": "hyperbolic tangent", "exp": "the exponential of", "ln": "the natural logarithm",
    "sqrt": "the square root", "argmax": "arg max", "argmin": "arg min", "lim": "the limit",
    "det": "the determinant", "grad": "the gradient", "diag": "diagonal", "softplus": "soft plus",
    "eq": "equation", "fig": "figure", "vs": "versus", "wrt": "with respect to",
    "const": "constant", "approx": "approximately", "iff": "if and only if", "sgn": "the sign of",
    "asin": "arc sine", "acos": "arc cosine", "atan": "arc tangent", "cot": "cotangent",
    "eps": "epsilon", "avg": "average", "iid": "independent", "wlog": "without loss of generality",
    "coeff": "coefficient", "infty": "infinity",
    "func": "function", "param": "parameter", "params": "parameters", "deriv": "derivative",
}  # fmt: skip
_NEVER_AFTER_AN_ARTICLE = frozenset(
    {"equals", "times", "transpose", "and", "or", "is", "of", "sub", "over", "to", "squared", "x"}
)
_SYMBOLS = set("+=^_$%\\/<>*|&#@~{}()[]`")
_SENTENCE_MARKS = set(".,;:!?'\"-–—…’‘“”")
_VOWELLESS = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,}", re.IGNORECASE)


_PRIME = re.compile(r"(?:^|[-\s])[A-Za-z]['’]{1,2}$")
_ABBREVIATION = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\.?|resp\.")
_PRODUCT = re.compile(r"d?[xyz](?:d?[xyz])+|d[xyz]")
"""Letters of mathematics run together, with a y that would pass for a vowel: ``dy``, ``xy``."""


def find_unspeakable(narration: Narration) -> list[Unspeakable]:
    """Return what a voice can't read in a narration; an empty list means it can be read.

    Looked for are digits, operators and other symbols, Greek letters, call notation like
    ``f(x, y)``, primes, abbreviations, letters run together, the letter a, and names such as tanh
    or ReLU that no dictionary holds. What
    stands outside ``[display](spoken words)`` or inside its second half is judged; inline
    phonemes are exempt.
    """
    found = [
        Unspeakable(index, text, advice)
        for index, word in enumerate(narration.words)
        for text, advice in _problems(PHONEMES.sub(" ", word.spoken), word.display)
    ]
    found += [
        Unspeakable(index, word.display, "the letter is read like the article: write [a](ay)")
        for index, word in enumerate(narration.words)
        if word.spoken.rstrip(",.;:!?") == "a" and _is_letter(narration, index)
    ]
    return found


def _is_letter(narration: Narration, index: int) -> bool:
    """Return whether the "a" at ``index`` can't be the article, by what follows it."""
    if narration.words[index].spoken != "a" or index + 1 == len(narration.words):
        return True
    return narration.words[index + 1].spoken.strip(",.;:!?") in _NEVER_AFTER_AN_ARTICLE


def _problems(spoken: str, display: str) -> Iterator[tuple[str, str]]:
    if re.search(r"\w\(", spoken):
        yield display, "write calls in words, [f(x, y)](f of x, y)"
        return
    for token in spoken.split():
        advice = _advice(token)
        if advice:
            yield token, advice


def _advice(token: str) -> str | None:
    bare = token.strip("".join(_SENTENCE_MARKS))
    for character in token:
        problem = _character_problem(character)
        if problem:
            return problem
    if token.startswith(("-", "–")) and bare:
        return "write minus as a word"
    if _PRIME.search(token.rstrip(",.;:!?")):
        return "write prime as a word, [f'](f prime)"
    if _ABBREVIATION.fullmatch(token.strip(",;:!?'\"…‘“”")):
        return "write abbreviations in full"
    if _PRODUCT.fullmatch(bare):
        return "write products and differentials letter by letter, [dy](d y)"
    if bare.lower() in _INSTEAD:
        return f"say {_INSTEAD[bare.lower()]!r}"
    if any(_VOWELLESS.fullmatch(part) for part in bare.split("-") if part):
        return "has no vowel: write it in words or give phonemes, [text](/phonemes/)"
    if re.search(r"[a-z][A-Z]|[A-Z]{2}", bare):
        return "is spelled by no rule: write it in words or give phonemes, [text](/phonemes/)"
    return None


def _character_problem(character: str) -> str | None:
    if character.isnumeric():
        return "write numbers in words, or as a {fact}"
    if character in _SYMBOLS or unicodedata.category(character) in {"Sm", "So", "Sk", "Sc"}:
        return "write symbols in words, [symbol](words)"
    if "GREEK" in unicodedata.name(character, ""):
        return "write Greek letters by name, [α](alpha)"
    if character in _SENTENCE_MARKS or (character.isalpha() and character.isascii()):
        return None
    if character.isalpha() and unicodedata.normalize("NFD", character)[0].isascii():
        return None  # an accented letter, as in Poincaré
    return "is not a character that can be spoken: write it in words"
