"""The one place where a number becomes digits to be read or words to be heard.

A value is rounded once, half away from zero; the digits that are shown are the digits that are
spoken. Without ``places`` the rule is: whole numbers plain; otherwise three decimals (three
significant digits below 0.1, five in all from 100 on), trailing zeros dropped; a power of ten
below 0.0001 and for what no longer fits a line. With ``places`` exactly that many decimals stand,
so that columns of a table align.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from scenes.kit.number_words import parse_spoken as parse_spoken

MINUS = "−"
NOISE = 1e-13
"""Without ``places``, a magnitude below this is what arithmetic leaves of zero, shown as 0."""

SMALLEST_PLAIN, LARGEST_PLAIN = Decimal("1e-4"), Decimal("1e9")
FIRST_GROUPED = 10_000
"""Whole parts from here on get a comma between thousands."""

UNDEFINED, INFINITE = "undefined", "∞"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_FROM_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))


@dataclass(frozen=True)
class Digits:
    """A rounded number: sign, digits before and after the point, and a power of ten (or none)."""

    negative: bool
    whole: str
    decimals: str
    exponent: int | None = None

    @property
    def power_only(self) -> bool:
        """Whether the number is a bare power of ten, as in 10⁻⁶."""
        return self.exponent is not None and self.whole == "1" and not self.decimals


def shown(value: float, *, places: int | None = None) -> str:
    """Write a number for the eye: ``-2.5`` becomes ``−2.5``, ``3e-6`` becomes ``3×10⁻⁶``.

    ``places`` fixes the number of decimals. Infinity is ``∞``, NaN is ``undefined``; zero never
    has a sign.
    """
    if not math.isfinite(value):
        return UNDEFINED if math.isnan(value) else (MINUS if value < 0 else "") + INFINITE
    digits = round_to_digits(value, places=places)
    sign = MINUS if digits.negative else ""
    if digits.exponent is None:
        return sign + _grouped(digits.whole) + _with_point(digits.decimals)
    power = "10" + str(digits.exponent).translate(_SUPERSCRIPTS)
    if digits.power_only:
        return sign + power
    return f"{sign}{digits.whole}{_with_point(digits.decimals)}×{power}"


def spoken(value: float, *, places: int | None = None) -> str:
    """Write a number for the ear, digit for digit what ``shown`` shows.

    ``-2.5`` becomes ``minus two point five``, ``3e-6`` becomes ``three times ten to the minus
    six``. ``places`` as in ``shown``.
    """
    if not math.isfinite(value):
        return UNDEFINED if math.isnan(value) else ("minus " if value < 0 else "") + "infinity"
    digits = round_to_digits(value, places=places)
    sign = "minus " if digits.negative else ""
    words = integer_in_words(int(digits.whole))
    if digits.decimals:
        words += " point " + " ".join(_ONES[int(digit)] for digit in digits.decimals)
    if digits.exponent is None:
        return sign + words
    minus = "minus " if digits.exponent < 0 else ""
    power = f"ten to the {minus}{integer_in_words(abs(digits.exponent))}"
    return sign + (power if digits.power_only else f"{words} times {power}")


def round_to_digits(value: float, *, places: int | None = None) -> Digits:
    """Round a finite number to the digits that are shown and spoken.

    Raises ``ValueError`` for a number that is not finite or for negative ``places``.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} has no digits: only a finite number can be rounded")
    if places is not None and places < 0:
        raise ValueError(f"places is {places}: the number of decimals can't be negative")
    exact = _decimal(value)
    if places is None and abs(exact) < Decimal(repr(NOISE)):
        exact = Decimal(0)
    if exact and (abs(exact) >= LARGEST_PLAIN or (places is None and abs(exact) < SMALLEST_PLAIN)):
        return _scientific(exact, places)
    rounded = _rounded(exact, _automatic_places(exact) if places is None else places)
    return _digits(rounded, trim=places is None)


def integer_in_words(number: int) -> str:
    """Read a whole number below 10**12 in words: ``1200`` is ``one thousand two hundred``."""
    if number < 0:
        return "minus " + integer_in_words(-number)
    if number >= 10**12:
        raise ValueError(f"{number} is too large to be read in words: use a power of ten")
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    size, name = next(scale for scale in _SCALES if number >= scale[0])
    many, rest = divmod(number, size)
    words = f"{integer_in_words(many)} {name}"
    return f"{words} {integer_in_words(rest)}" if rest else words


_SHOWN = re.compile(
    r"(?P<sign>[−-]?)(?:(?P<mantissa>[0-9][0-9,]*(?:\.[0-9]+)?)(?:×(?=10))?)?"
    r"(?:(?<![0-9,.])10(?P<power>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?"
)


def parse_shown(text: str) -> tuple[float, float]:
    """Read what ``shown`` wrote: the value and half a unit of its last digit.

    ``parse_shown("−2.50")`` is ``(-2.5, 0.005)``. Raises ``ValueError`` for any other text.
    """
    text = text.strip()
    if text in {INFINITE, MINUS + INFINITE}:
        return (-math.inf if text.startswith(MINUS) else math.inf), 0.0
    match = _SHOWN.fullmatch(text)
    if not match or not (match["mantissa"] or match["power"]):
        raise ValueError(f"{text!r} is not a number as the kit shows it, like −2.5 or 3×10⁻⁶")
    mantissa = (match["mantissa"] or "1").replace(",", "")
    exponent = int((match["power"] or "⁰").translate(_FROM_SUPERSCRIPTS))
    decimals = len(mantissa.partition(".")[2])
    value = float(f"{'-' if match['sign'] else ''}{mantissa}e{exponent}")
    return value, 0.5 * 10.0 ** (exponent - decimals)


@dataclass(frozen=True)
class Number:
    """A number that is going to be shown or spoken, with the decimals it is given (or none)."""

    value: float
    places: int | None = None

    @property
    def shown(self) -> str:
        """The number for the eye."""
        return shown(self.value, places=self.places)

    @property
    def spoken(self) -> str:
        """The number for the ear."""
        return spoken(self.value, places=self.places)

    def __float__(self) -> float:
        return float(self.value)


@dataclass(frozen=True)
class Coordinates:
    """A point or vector that is shown as ``(2, −1)`` and spoken as ``two, minus one``."""

    values: tuple[float, ...]
    places: int | None = None

    @classmethod
    def of(cls, point: Sequence[float], *, places: int | None = None) -> Coordinates:
        """Take the coordinates of any sequence or array of numbers ``(n,)``."""
        return cls(tuple(float(value) for value in point), places)

    @property
    def shown(self) -> str:
        """The point for the eye."""
        return "(" + ", ".join(shown(value, places=self.places) for value in self.values) + ")"

    @property
    def spoken(self) -> str:
        """The point for the ear."""
        return ", ".join(spoken(value, places=self.places) for value in self.values)


@dataclass(frozen=True)
class Ratio:
    """A fraction of whole numbers, shown as ``81/121``, spoken as ``eighty-one over …``."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if self.denominator <= 0:
            raise ValueError(f"The denominator is {self.denominator}: it must be positive")

    @property
    def shown(self) -> str:
        """The fraction for the eye."""
        sign = MINUS if self.numerator < 0 else ""
        return f"{sign}{abs(self.numerator)}/{self.denominator}"

    @property
    def spoken(self) -> str:
        """The fraction for the ear."""
        sign = "minus " if self.numerator < 0 else ""
        if (abs(self.numerator), self.denominator) == (1, 2):
            return sign + "one half"
        top = integer_in_words(abs(self.numerator))
        return f"{sign}{top} over {integer_in_words(self.denominator)}"

    def __float__(self) -> float:
        return self.numerator / self.denominator


def _decimal(value: float) -> Decimal:
    # repr gives the shortest decimal that is this float, so 2.675 rounds as people expect.
    return Decimal(value) if isinstance(value, int) else Decimal(repr(float(value)))


def _rounded(exact: Decimal, places: int) -> Decimal:
    # The current context's 28 digits would refuse a large number with many places.
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _automatic_places(exact: Decimal) -> int:
    if not exact:
        return 0
    size = exact.adjusted()  # the power of ten of the leading digit
    if size < -1:
        return 2 - size
    return min(3, max(0, 4 - size))


def _scientific(exact: Decimal, places: int | None) -> Digits:
    exponent = exact.adjusted()
    mantissa = _rounded(exact.scaleb(-exponent), 2 if places is None else min(places, 12))
    if abs(mantissa) >= 10:
        exponent, mantissa = exponent + 1, mantissa / 10
    digits = _digits(mantissa, trim=places is None)
    return Digits(digits.negative, digits.whole, digits.decimals, exponent)


def _digits(rounded: Decimal, *, trim: bool) -> Digits:
    whole, _, decimals = f"{abs(rounded):f}".partition(".")
    if trim:
        decimals = decimals.rstrip("0")
    return Digits(bool(rounded) and rounded < 0, whole, decimals)


def _grouped(whole: str) -> str:
    return f"{int(whole):,}" if int(whole) >= FIRST_GROUPED else whole


def _with_point(decimals: str) -> str:
    return f".{decimals}" if decimals else ""
