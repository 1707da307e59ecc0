"""Reading number words back: what a listener would understand from a spoken number.

Written from the grammar of English number words, not from ``numbers.spoken``: the checker uses it
to hear for itself what the narration said.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_POWER = re.compile(r"(?:(?P<mantissa>.+) times )?ten to the (?P<exponent>.+)")


def parse_spoken(words: str) -> float:
    """Return the number that the words say: ``minus two point five`` is ``-2.5``.

    Understands whole numbers, decimals, ``… times ten to the …``, ``… over …``, ``one half``,
    ``infinity`` and ``undefined`` (NaN); commas and a final period are ignored. Raises
    ``ValueError`` naming the word that does not belong.
    """
    text = " ".join(re.sub(r"[,.!?;:]", " ", words.lower()).split())
    if not text:
        raise ValueError("No words were given where a number was expected")
    if text.startswith("minus "):
        return -parse_spoken(text.removeprefix("minus "))
    if text in _WHOLE_PHRASES:
        return _WHOLE_PHRASES[text]
    if " over " in text:
        top, bottom = text.split(" over ", 1)
        return parse_spoken(top) / parse_spoken(bottom)
    power = _POWER.fullmatch(text)
    if power:
        exponent = parse_spoken(power["exponent"])
        if exponent != int(exponent):
            raise ValueError(f"The power of ten in {words!r} is not a whole number")
        # Through text, so that no rounding is added to what was said.
        return float(f"{_decimal_text(power['mantissa'] or 'one', words)}e{int(exponent)}")
    return float(_decimal_text(text, words))


def numbers_heard(words: str) -> list[float]:
    """Return the numbers in what is said, in order: ``two, minus one`` gives 2 and -1.

    A comma, "over", and every word that belongs to no number end one; so does "and", except after
    a hundred or a thousand. Numbers that follow each other with nothing between are told apart
    where English would not join them.
    """
    found: list[float] = []
    for phrase in re.split(r"[,;:!?…()]|\.(?:\s|$)|\bover\b", words.lower()):
        tokens, begin = phrase.split(), 0
        while begin < len(tokens):
            ends = range(len(tokens), begin, -1)
            read = ((end, _as_number(tokens[begin:end])) for end in ends)
            end, value = next(((e, v) for e, v in read if v is not None), (begin + 1, None))
            if value is not None:
                found.append(value)
            begin = end
    return found


def _as_number(tokens: list[str]) -> float | None:
    whole = tokens[: tokens.index("point")] if "point" in tokens else tokens
    for first, second in pairwise(whole):
        if _size(second) and _size(first) and not (_size(first) == 2 and second in _UNITS):
            return None
        if second == "and" and first not in {"hundred", *_SCALES}:
            return None
    if tokens[-1] == "and" or tokens[0] in {"and", "hundred", *_SCALES}:
        return None
    try:
        return parse_spoken(" ".join(tokens))
    except ValueError:
        return None


def _size(token: str) -> int:
    """Return 1 for a word that ends a group of two digits, 2 for one that may go on, else 0."""
    if token in _TENS:
        return 2
    return int(token in _UNITS or token.partition("-")[0] in _TENS)


_WHOLE_PHRASES = {"one half": 0.5, "infinity": math.inf, "undefined": math.nan}


def _decimal_text(text: str, quoted: str) -> str:
    whole, point, decimals = text.partition(" point")
    number = str(_integer(whole.replace("-", " ").split(), quoted))
    if not point:
        return number
    digits = [_UNITS.get(word, 10) for word in decimals.split()]
    if not digits or max(digits) > 9:
        raise ValueError(f"After 'point' single digits were expected in {quoted!r}")
    return number + "." + "".join(map(str, digits))


def _integer(words: list[str], quoted: str) -> int:
    total, group = 0, 0
    for word in words:
        if word in _UNITS:
            group += _UNITS[word]
        elif word in _TENS:
            group += _TENS[word]
        elif word == "hundred":
            group *= 100
        elif word in _SCALES:
            total, group = total + group * _SCALES[word], 0
        elif word != "and":
            raise ValueError(f"{word!r} in {quoted!r} is not a number word")
    return total + group
