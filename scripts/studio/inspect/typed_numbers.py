"""Numbers that were typed into a narration: read against what is spoken, the facts, the picture.

A number that comes by a ``{placeholder}`` is the computed one; one that was typed can be anything.
Held against each other are the two sides of ``[4.2](four point two)``, a typed number and the fact
that its sentence names, a typed decimal and the only result that the picture shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from scenes.kit.number_words import numbers_heard
from scenes.kit.template import Word, plain_words
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.picture_numbers import PictureNumbers
from scripts.studio.inspect.sayings import numbers_of, seen
from scripts.studio.inspect.tally import Tally

_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?)"
)
_PARTS = {
    "half": "two", "halves": "two", "third": "three", "thirds": "three", "quarter": "four",
    "quarters": "four", "fourth": "four", "fourths": "four", "fifth": "five", "fifths": "five",
    "sixth": "six", "sixths": "six", "eighth": "eight", "eighths": "eight", "tenth": "ten",
    "tenths": "ten", "hundredth": "one hundred", "hundredths": "one hundred",
}  # fmt: skip
_FRACTION = re.compile(rf"\b({_NUMBER}|a) ({'|'.join(_PARTS)})\b")
_HEDGED = re.compile(
    r"\b(about|around|roughly|nearly|almost|some|over|under|approximately|close|more|less)\b"
)
_TELLS = re.compile(
    r"\b(is|are|was|equals|be|becomes|reads|shows|gives|measures|makes|exactly|about|only|to|at|of"
    r"|called|has|stands|comes)$"
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")

FACTOR = 3.0
"""A said decimal and a shown one may differ by this factor and yet be meant to be the same."""


def listen(said: str) -> list[float]:
    """Return the numbers heard, fractions as numerator and denominator, "negative" as minus."""
    text = re.sub(r"\bnegative\b", "minus", plain_words(said).lower())
    text = re.sub(r"\b(oh|nought)\b", "zero", text)
    text = re.sub(r"\ba (?=hundred|thousand|million|billion)", "one ", text)
    text = _FRACTION.sub(lambda m: f"{'one' if m[1] == 'a' else m[1]} over {_PARTS[m[2]]}", text)
    return numbers_heard(text)


def written_otherwise(words: Sequence[Word], tally: Tally) -> Iterator[Sighting]:
    """Yield the words of which the caption tells another number than the voice."""
    for word in words:
        said = plain_words(word.spoken)
        if word.facts or said == word.display:
            continue  # what comes by a placeholder is held against its fact
        shown, heard = seen(word.display), listen(said)
        if not shown or not heard:
            continue
        wrong = not _reconciled(shown, heard, hedged=bool(_HEDGED.search(said.lower())))
        if tally.add(float("inf") if wrong else 0.0):
            sentence = f"the caption shows {word.display}, the voice says {said!r}"
            yield Sighting("wrong-number", (word.display,), float("inf"), "", sentence)


def _reconciled(shown: Sequence[float], heard: Sequence[float], *, hedged: bool) -> bool:
    """Whether each number of one side is told by the other, in whatever form."""
    return all(any(_same(a, b, hedged=hedged) for b in _derived(heard)) for a in shown) or all(
        any(_same(a, b, hedged=hedged) for b in _derived(shown)) for a in heard
    )


def _derived(numbers: Sequence[float]) -> list[float]:
    """Return the numbers and what neighbours make: fractions, products, "nineteen fifty"."""
    found = list(numbers)
    found += [value / 100 for value in numbers]
    for a, b in pairwise(numbers):
        found += [a + b, a * b, a + 1 / b if b else a]
        if b:
            found.append(a / b)
        if a == int(a) and b == int(b) and b >= 0:
            found.append(float(f"{int(a)}{int(b)}"))
    for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False):
        found += [a + b / c] if c else []
    return found


def _same(a: float, b: float, *, hedged: bool = False) -> bool:
    if a == b or (a != a and b != b):
        return True
    coarser = min(_decimals(a), _decimals(b))
    if not coarser and not hedged:
        return abs(a - b) <= 1e-9 * abs(a)
    half = 0.5 * 10.0**-coarser
    if hedged:
        half = max(half, 0.05 * abs(a))
    return abs(a - b) <= half * (1 + 1e-9)


def _decimals(value: float) -> int:
    text = f"{value:.10g}"
    return len(text.partition(".")[2]) if "e" not in text else 10


@dataclass(frozen=True)
class _Typed:
    """A number typed into a sentence: its value, the words before it, all words of the sentence."""

    value: float
    before: str
    sentence: str
    facts: frozenset[str]
    written: bool

    @property
    def decimal(self) -> bool:
        return self.value != int(self.value) if abs(self.value) < 1e15 else False


def wrong_typed_numbers(
    words: Sequence[Word],
    facts: Mapping[str, Any],
    picture: PictureNumbers,
    used: frozenset[str],
    tally: Tally,
) -> Iterator[Sighting]:
    """Yield the typed numbers that are not the fact or the result that they must be.

    ``used`` are the facts told by placeholders anywhere in the scene's words.
    """
    known = {name: numbers_of(fact) for name, fact in facts.items()}
    values = [number.value for numbers in known.values() for number in numbers]
    typed = list(_typed(words))
    decimals = [t for t in typed if t.decimal]
    for number in typed:
        if any(_same(abs(number.value), abs(v)) for v in values):
            continue
        if picture.shows(number.value, _same):
            continue
        name = _named(number, known) or (_unused(known, used) if number.decimal else None)
        if name is not None:
            wanted = known[name][0].shown
            if tally.add(float("inf")):
                yield _wrong(name, number, f"{name} is {wanted}")
            continue
        shown = picture.only_result
        tells = _TELLS.search(number.before)
        if shown is not None and len(decimals) == 1 and number.decimal and tells:
            near = 1 / FACTOR < abs(number.value) / max(abs(shown), 1e-12) < FACTOR
            if near and tally.add(float("inf")):
                yield _wrong(f"{number.value:g}", number, f"the picture shows {shown:g}")


def _wrong(name: str, number: _Typed, truth: str) -> Sighting:
    sentence = f"the narration says {number.value:g} in words of its own, but {truth}"
    return Sighting("wrong-number", (name,), float("inf"), "", sentence)


def _named(number: _Typed, known: Mapping[str, Sequence[Any]]) -> str | None:
    """Return the fact that a typed number is said to be, by the name in its sentence."""
    if not _TELLS.search(number.before) or (number.value == 1 and not number.written):
        return None
    said = set(re.findall(r"[a-z]+", number.sentence))
    for name, numbers in known.items():
        parts = [part for part in name.lower().split("_") if part]
        whole = all(part in said for part in parts) and any(len(part) > 2 for part in parts)
        # A fact that its own sentence tells by a placeholder is told already.
        if whole and len(numbers) == 1 and not number.facts:
            return name
    return None


def _unused(known: Mapping[str, Sequence[Any]], used: frozenset[str]) -> str | None:
    """Return the only number among the facts, if the words never tell it by a placeholder."""
    single = [name for name, numbers in known.items() if len(numbers) == 1]
    return single[0] if len(single) == 1 and not used else None


def _typed(words: Sequence[Word]) -> Iterator[_Typed]:
    for sentence in _sentences(words):
        whole = " ".join(plain_words(word.spoken) for word in sentence).lower()
        facts = frozenset(name for word in sentence for name in word.facts)
        before = ""
        for run in _runs(sentence):
            text = " ".join(plain_words(word.spoken) for word in run).lower()
            written = any(word.display != word.spoken for word in run)
            heard = [] if run[0].facts else listen(text)
            if not heard and written and not run[0].facts:
                heard = [value for word in run for value in seen(word.display)]
            for value in heard:
                yield _Typed(value, before, whole, facts, written)
            before = f"{before} {text}".strip()


def _sentences(words: Sequence[Word]) -> Iterator[list[Word]]:
    sentence: list[Word] = []
    for word in words:
        sentence.append(word)
        if _SENTENCE_END.search(word.spoken):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


_NUMERAL = re.compile(
    rf"(?:{_NUMBER}|zero|oh|nought|point|hundred|thousand|million|billion|minus|negative)"
)


def _runs(sentence: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield runs of words that make one number, and all other words one by one."""
    run: list[Word] = []
    for word in sentence:
        bare = plain_words(word.spoken).lower().strip(",;:.!?…")
        if not word.facts and word.display == word.spoken and _NUMERAL.fullmatch(bare):
            run.append(word)
            continue
        if run:
            yield run
            run = []
        yield [word]
    if run:
        yield run
