import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from scenes.kit.narration import (
    BeatCues,
    Narration,
    NarrationError,
    estimate_cues,
    find_unspeakable,
)
from scenes.kit.numbers import Number


def test_facts_marks_and_pairs():
    template = (
        "It is <face>largest here: {rate}, at {at} — the [∇f](gradient). [ReLU](/ɹˈɛlu/) too <end>"
    )
    narration = Narration.parse(template, {"rate": Number(5**0.5, 2), "at": (2, -1)})
    assert narration.display == "It is largest here: 2.24, at (2, −1) — the ∇f. ReLU too"
    assert narration.plain == (
        "It is largest here: two point two four, at two, minus one — the gradient. ReLU too"
    )
    assert narration.marks == {"face": 2, "end": len(narration.words)}
    assert narration.words[2].marks == ("face",)
    assert narration.words[4].facts == ("rate",)
    assert narration.words[8].spoken == "gradient."
    assert narration.words[9].spoken == "[ReLU](/ɹˈɛlu/)"
    assert narration.facts_used == ("rate", "at")


def test_a_fact_in_words_is_divided_and_may_hold_pairs():
    narration = Narration.parse("{why}, so", {"why": "because [x²](x squared) grows"})
    assert [word.display for word in narration.words] == ["because", "x²", "grows,", "so"]
    assert narration.words[1].spoken == "x squared"


def test_placeholders_inside_a_pair():
    narration = Narration.parse("[≈ {c}](about {c})", {"c": 0.5})
    assert (narration.display, narration.spoken) == ("≈ 0.5", "about zero point five")
    assert narration.facts_used == ("c",)


def test_an_expression_is_a_fact():
    x, y = sp.symbols("x y")
    narration = Narration.parse("Take {f}.", {"f": x**2 * y**3 - 4 * y})
    assert narration.display == "Take x²y³ − 4y."
    assert narration.spoken == "Take x squared y cubed minus four y."


@pytest.mark.parametrize(
    ("template", "column", "problem"),
    [
        ("a {max_rte}", 3, "did you mean 'max_rate'"),
        ("a <b", 3, "not closed by '>'"),
        ("a {b", 3, "not closed by '}'"),
        ("a > b", 3, "has no '<'"),
        ("say [b", 5, r"\[display\]\(spoken words\)"),
        ("<go> x <go> y", 8, "set twice"),
        ("a <2 b> c", 3, "is no mark's name"),
        ("[x](/a)", 1, "two slashes"),
        ("[x]()", 1, "empty side"),
    ],
)
def test_a_wrong_template_is_quoted_with_its_column(template, column, problem):
    with pytest.raises(NarrationError, match=problem) as caught:
        Narration.parse(template, {"max_rate": 1.0})
    assert caught.value.column == column
    assert template in str(caught.value).encode().decode("utf-8")


@pytest.mark.parametrize(
    "said",
    [
        "f(x, y)",
        "tanh",
        "ReLU",
        "x²",
        "10%",
        "α",
        "x + y",
        "minus -x",
        "sin",
        "dx",
        "3",
        "x^2",
        "a equals",
        "f'",
        "dy",
        "xy",
        "w.r.t.",
        "iff",
    ],
)
def test_notation_is_found(said):
    assert find_unspeakable(Narration.parse(f"Look at {said} now"))


@pytest.mark.parametrize(
    "said",
    [
        "the gradient of f at x, y",
        "[f(x, y)](f of x, y) is well-known — by Poincaré!",
        "[ReLU](/ɹˈɛlu/), Cauchy–Schwarz",
        "a rhythm; why?",
        "[a](ay) equals a number",
        "why my sky is dry, by Newton's law, the neighbours' too",
    ],
)
def test_words_are_left_alone(said):
    assert find_unspeakable(Narration.parse(said)) == []


words = st.lists(
    st.sampled_from(["a", "gradient", "here.", "[ReLU](/ɹˈɛlu/)", "slowly,", "{n}", "—"]),
    max_size=30,
)


@given(words, st.floats(60, 240))
def test_estimated_times_follow_the_words(parts, pace):
    narration = Narration.parse(" ".join(parts), {"n": 2.5})
    cues = estimate_cues(narration, words_per_minute=pace)
    assert len(cues.words) == len(narration.words)
    for (_, end), (start, _) in zip(cues.words, cues.words[1:], strict=False):
        assert end <= start
    assert BeatCues.from_json(cues.to_json()) == cues


def test_the_estimate_keeps_the_pace_on_ordinary_prose():
    text = (
        "A partial derivative asks what one input does while the others are held still. "
        "We nudge that input by a small step, look at how much the value of the function "
        "changes, and divide. As the step shrinks, the quotient settles on a number."
    )
    narration = Narration.parse(text)
    minutes = estimate_cues(narration, words_per_minute=150).duration / 60
    assert len(text.split()) / minutes == pytest.approx(150, rel=0.12)


def test_marks_fall_on_the_beginning_of_their_word():
    narration = Narration.parse("one two <here>three <end>")
    cues = BeatCues.of_words(narration, 2.0, [(0.1, 0.3), (0.4, 0.6), (0.7, 1.0)])
    assert cues.marks == {"here": 0.7, "end": 1.0}


@pytest.mark.parametrize(
    "times", [((0.5, 0.4),), ((0.2, 0.3), (0.1, 0.3)), ((0.0, 9.0),), ((-1.0, 0.1),)]
)
def test_impossible_times_are_refused(times):
    with pytest.raises(ValueError, match="expected"):
        BeatCues(1.0, times)
