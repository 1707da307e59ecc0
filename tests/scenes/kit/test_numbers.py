import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes.kit.number_words import numbers_heard
from scenes.kit.numbers import (
    Coordinates,
    Number,
    Ratio,
    parse_shown,
    parse_spoken,
    shown,
    spoken,
)

finite = st.floats(-1e300, 1e300)
places = st.one_of(st.none(), st.integers(0, 8))


@pytest.mark.parametrize(
    ("value", "eye", "ear"),
    [
        (0, "0", "zero"),
        (-0.0, "0", "zero"),
        (1e-17, "0", "zero"),
        (-2.5, "−2.5", "minus two point five"),
        (0.13, "0.13", "zero point one three"),
        (0.1 + 0.2, "0.3", "zero point three"),
        (math.sqrt(5), "2.236", "two point two three six"),
        (1200, "1200", "one thousand two hundred"),
        (12345.6, "12,346", "twelve thousand three hundred forty-six"),
        (7 + math.sqrt(41), "13.403", "thirteen point four zero three"),
        (0.0123456, "0.0123", "zero point zero one two three"),
        (3e-6, "3×10⁻⁶", "three times ten to the minus six"),
        (-1e-6, "−10⁻⁶", "minus ten to the minus six"),
        (2.5e12, "2.5×10¹²", "two point five times ten to the twelve"),
        (math.inf, "∞", "infinity"),
        (-math.inf, "−∞", "minus infinity"),
        (math.nan, "undefined", "undefined"),
    ],
)
def test_a_number_for_eye_and_ear(value, eye, ear):
    assert (shown(value), spoken(value)) == (eye, ear)


@pytest.mark.parametrize(
    ("value", "decimals", "eye"),
    [(1.13, 3, "1.130"), (-0.004, 2, "0.00"), (2.675, 2, "2.68"), (0.5, 0, "1"), (8, 2, "8.00")],
)
def test_places_fix_the_decimals(value, decimals, eye):
    assert shown(value, places=decimals) == eye


@given(finite, places)
def test_what_is_spoken_is_what_is_shown(value, decimals):
    seen, _ = parse_shown(shown(value, places=decimals))
    assert parse_spoken(spoken(value, places=decimals)) == seen


@given(finite, places)
def test_shown_is_within_half_a_unit_of_the_last_digit(value, decimals):
    seen, half_unit = parse_shown(shown(value, places=decimals))
    noise = 1e-13 if decimals is None else 0.0
    assert abs(seen - value) <= half_unit * (1 + 1e-9) + noise + 1e-15 * abs(value)


@given(finite, places)
def test_zero_has_no_sign_and_the_minus_is_a_minus(value, decimals):
    text = shown(value, places=decimals)
    assert "-" not in text
    assert ("−" in text) == (parse_shown(text)[0] < 0 or "×10⁻" in text) or "10⁻" in text
    if parse_shown(text)[0] == 0:
        assert not text.startswith("−")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("one hundred and five", 105),
        ("minus two point five.", -2.5),
        ("one half", 0.5),
        ("eighty-one over one hundred twenty-one", 81 / 121),
        ("ten to the six", 1e6),
        ("one point five times ten to the minus three", 0.0015),
    ],
)
def test_hearing_numbers(words, value):
    assert parse_spoken(words) == value


@pytest.mark.parametrize("words", ["", "two apples", "two point", "one point eleven"])
def test_what_is_no_number_is_refused(words):
    with pytest.raises(ValueError, match=r"expected|not a number word|No words"):
        parse_spoken(words)


@pytest.mark.parametrize("text", ["", "2.5.1", "abc", "−", "1e5"])
def test_only_what_the_kit_shows_can_be_read_back(text):
    with pytest.raises(ValueError, match="not a number as the kit shows it"):
        parse_shown(text)


def test_points_and_fractions():
    point = Coordinates.of((2, -1))
    assert (point.shown, point.spoken) == ("(2, −1)", "two, minus one")
    assert Ratio(-81, 121).shown == "−81/121"
    assert Ratio(1, 2).spoken == "one half"
    assert float(Ratio(81, 121)) == parse_spoken(Ratio(81, 121).spoken)
    assert Number(1.1304, places=2).shown == "1.13"
    with pytest.raises(ValueError, match="must be positive"):
        Ratio(1, 0)


@given(st.integers(-(10**8), 10**8))
def test_whole_numbers_are_never_rounded(number):
    assert parse_spoken(spoken(number)) == number


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("we stand at two, minus one.", [2, -1]),
        ("eighty-one over one hundred twenty-one", [81, 121]),
        ("f of two point five and minus one", [2.5, -1]),
        ("two three", [2, 3]),
        ("one hundred and two", [102]),
        ("three times ten to the minus six, or none at all", [3e-6]),
        ("twenty thirty-one five hundred", [20, 31, 500]),
        ("nothing, and nobody", []),
    ],
)
def test_numbers_are_heard_among_words(words: str, numbers: list[float]) -> None:
    assert numbers_heard(words) == numbers


@given(st.lists(st.floats(-1e11, 1e11), min_size=1, max_size=4), places)
def test_coordinates_are_heard_as_they_are_said(values: list[float], decimals: int | None) -> None:
    point = Coordinates(tuple(values), decimals)
    seen = [parse_shown(shown(value, places=decimals))[0] for value in values]
    assert numbers_heard(point.spoken) == seen
