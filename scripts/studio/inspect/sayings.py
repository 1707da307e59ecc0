"""Numbers in a narration, heard and read back, and compared with the facts they are to tell.

``two, minus one`` is heard as the numbers 2 and -1, ``eighty-one over one hundred twenty-one`` as
81 and 121, by a reader that knows nothing of how the kit writes numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from scenes.kit.number_words import numbers_heard
from scenes.kit.numbers import Coordinates, Number, Ratio, parse_shown
from scenes.kit.template import Word, plain_words
from scripts.studio.inspect.ledger import Sighting
from scripts.studio.inspect.picture_numbers import PictureNumbers
from scripts.studio.inspect.tally import Tally

_SHOWN = re.compile(
    r"(?<![\w.])[−-]?(?:10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[0-9][0-9,]*(?:\.[0-9]+)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|∞)"
)


NEAR = 1.5
"""A told decimal and a shown one may differ by this factor and yet be meant to be the same."""


def wrong_spoken_numbers(
    words: Sequence[Word], facts: Mapping[str, Any], tally: Tally
) -> Iterator[Sighting]:
    """Yield the numbers that a narration shows or says and that are not the facts."""
    for word in words:
        told = [(name, numbers_of(facts[name])) for name in word.facts if name in facts]
        wanted = [(name, number) for name, numbers in told for number in numbers]
        if not wanted or any(not numbers for _, numbers in told):
            continue
        for what, found in (
            ("says", numbers_heard(plain_words(word.spoken))),
            ("shows", seen(word.display)),
        ):
            for name, number, value in _compared(wanted, found):
                wrong = value is None or not _agrees(value, number)
                if tally.add(float("inf") if wrong else 0.0):
                    yield _wrong(name, what, number, value)


def shown_otherwise(
    words: Sequence[Word], facts: Mapping[str, Any], picture: PictureNumbers, tally: Tally
) -> Iterator[Sighting]:
    """Yield the one decimal told in a beat, if the only result that the picture shows is another.

    What is told must be nowhere in the picture, and the result so near that it is meant to be it.
    """
    told = {name for word in words for name in word.facts if name in facts}
    wanted = [(name, number) for name in told for number in numbers_of(facts[name])]
    decimals = [(name, number) for name, number in wanted if number.value != int(number.value)]
    shown = picture.only_result
    if len(decimals) != 1 or shown is None or not shown:
        return
    name, number = decimals[0]
    if picture.shows(number.value, lambda a, b: _agrees(b, replace(number, value=a))):
        return
    if 1 / NEAR < number.value / shown < NEAR and tally.add(float("inf")):
        amount = abs(shown - number.value)
        sentence = f"the picture shows {shown:g}, the words tell {name}, {number.shown}"
        yield Sighting("wrong-number", (name,), amount, "", sentence)


def _compared(
    wanted: Sequence[tuple[str, Number]], found: Sequence[float]
) -> Iterator[tuple[str, Number, float | None]]:
    """Pair facts and what was found in their order; a side that tells no number is no claim."""
    if not found:
        return
    if len(found) == len(wanted):
        for (name, number), value in zip(wanted, found, strict=True):
            yield name, number, value
        return
    # Something else is counted too ("the two values …"): every fact must be among the numbers.
    for name, number in wanted:
        yield name, number, next((v for v in found if _agrees(v, number)), None)


def _wrong(name: str, what: str, number: Number, value: float | None) -> Sighting:
    amount = abs(value - number.value) if value is not None else float("inf")
    said = f"{value:g} for {name}" if value is not None else f"no such number for {name}"
    sentence = f"the narration {what} {said}, the value is {number.value:.10g}"
    return Sighting("wrong-number", (name,), amount, "", sentence)


def numbers_of(fact: Any) -> list[Number]:
    """Return the numbers that a fact tells, in order; none if it is words or a formula."""
    if isinstance(fact, Number):
        return [fact]
    if isinstance(fact, Ratio):
        if (abs(fact.numerator), fact.denominator) == (1, 2):
            return [Number(float(fact))]
        return [Number(fact.numerator), Number(fact.denominator)]
    if isinstance(fact, Coordinates):
        return [Number(value, fact.places) for value in fact.values]
    if isinstance(fact, bool | str):
        return []
    if isinstance(fact, float | int | np.floating | np.integer):
        return [Number(float(fact))]
    if isinstance(fact, Sequence | np.ndarray):
        return [Number(float(value)) for value in fact]
    return []


def seen(display: str) -> list[float]:
    """Return the numbers that a reader sees: ``(2, −1)`` is ``[2, -1]``, ``1/2`` is ``[0.5]``."""
    if display.strip("().,;:!? ") in ("1/2", "−1/2"):
        return [-0.5 if "−" in display else 0.5]
    found = []
    for match in _SHOWN.finditer(display):
        try:
            found.append(parse_shown(match[0].rstrip(","))[0])
        except ValueError:
            continue
    return found


def _agrees(value: float, number: Number) -> bool:
    half = 0.0
    try:
        half = parse_shown(number.shown)[1]
    except ValueError:
        # "undefined" is heard as NaN, which agrees with nothing but itself.
        return value != value and number.value != number.value
    if value == number.value:
        return True
    return abs(value - number.value) <= half + 1e-9 * abs(number.value)
