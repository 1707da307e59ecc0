import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.studio.captions import Caption, caption_findings, captions, to_srt, to_vtt
from scripts.studio.line_breaks import break_cost, break_lines
from scripts.studio.timeline import TimedWord, Timeline, TimelineBeat


def a_timeline(text, pace=0.37, pause=0.4, beats=1, tail=2.0):
    now, result = 0.5, []
    for number in range(beats):
        words, start = [], now
        for word in text.split():
            words.append(TimedWord(text=word, start=now, end=now + pace * 0.9))
            now += pace + (pause if word.endswith((".", "?")) else 0.0)
        result.append(TimelineBeat(name=f"b{number}", start=start, end=now, words=tuple(words)))
    frames = int((now + tail) * 10)
    return Timeline(slug="s", title="T", fps=10, frames=frames, beats=tuple(result))


@st.composite
def timelines(draw):
    """Lectures spoken at up to about 170 words a minute, with silences anywhere."""
    vocabulary = ["a", "the", "gradient", "of", "perpendicular", "f(x,", "y)", "slope,", "falls."]
    now, beats = draw(st.floats(0, 3)), []
    for number in range(draw(st.integers(1, 4))):
        start, words = now, []
        for _ in range(draw(st.integers(0, 25))):
            length = draw(st.floats(0.355, 0.9))
            words.append(
                TimedWord(
                    text=draw(st.sampled_from(vocabulary)), start=now, end=now + 0.95 * length
                )
            )
            now += length + draw(st.sampled_from([0, 0, 0, 0, 0.3, 2.5]))
        now += draw(st.sampled_from([0.1, 0.5, 3.0]))
        beats.append(TimelineBeat(name=f"b{number}", start=start, end=now, words=tuple(words)))
    frames = int((now + 1.0) * 10)
    return Timeline(slug="s", title="T", fps=10, frames=frames, beats=tuple(beats))


@settings(max_examples=60, deadline=None)
@given(timelines())
def test_captions_keep_all_limits_and_all_words(timeline):
    found = captions(timeline)
    assert caption_findings(found) == []
    said = " ".join(word.text for word in timeline.words)
    assert " ".join(line for caption in found for line in caption.lines) == said
    if found:
        assert found[-1].end <= timeline.duration


@settings(max_examples=40, deadline=None)
@given(timelines())
def test_a_caption_is_there_when_its_words_are_said(timeline):
    words = iter(timeline.words)
    for caption in captions(timeline):
        for _ in " ".join(caption.lines).split():
            word = next(words)
            assert caption.start <= word.start + 0.001
            assert word.start < caption.end


def test_sentences_are_not_cut_where_they_fit():
    timeline = a_timeline("We nudge one knob alone. The loss answers. How fast does it fall?")
    for caption in captions(timeline):
        assert caption.lines[-1][-1] in ".?"


def test_long_sentences_break_between_phrases():
    text = (
        "Training a model means lowering a loss by adjusting parameters, so we must know how the "
        "loss responds to a small change of each parameter, of all of them at once."
    )
    found = captions(a_timeline(text))
    assert caption_findings(found) == []
    for caption in found:
        last = caption.lines[-1].split()[-1]
        assert last not in {"a", "the", "of", "to", "by"}
        assert len(" ".join(caption.lines).split()) > 1


def test_a_caption_lingers_only_into_silence():
    timeline = a_timeline("Look at the gradient. Then think about its length.", pause=1.5)
    first, second = captions(timeline)
    assert timeline.words[3].end < first.end
    assert first.end <= second.start
    assert second.end > timeline.words[-1].end + 0.5


def test_a_long_formula_is_divided_at_its_blanks():
    formula = "∇f = (∂f/∂x₁, ∂f/∂x₂, ∂f/∂x₃, ∂f/∂x₄, ∂f/∂x₅, …, ∂f/∂xₙ)"
    words = (TimedWord(text="So", start=0.5, end=0.8), TimedWord(text=formula, start=0.9, end=5.0))
    beat = TimelineBeat(name="b", start=0.5, end=6, words=words)
    timeline = Timeline(slug="s", title="T", fps=10, frames=80, beats=(beat,))
    found = captions(timeline)
    assert caption_findings(found) == []
    assert " ".join(line for caption in found for line in caption.lines) == f"So {formula}"


def test_no_words_no_captions():
    assert captions(Timeline(slug="s", title="T", fps=10, frames=10, beats=())) == []


@pytest.mark.parametrize(
    ("caption", "problem"),
    [
        (Caption(0, 0.5, ("One",)), "stays 0.50 s"),
        (Caption(0, 8, ("One",)), "stays 8.00 s"),
        (Caption(0, 3, ("x" * 43,)), "a line of 43 characters"),
        (Caption(0, 3, ("a", "b", "c")), "has 3 lines"),
        (Caption(0, 2, ("one two three four five six seven eight",)), "240 words a minute"),
    ],
)
def test_each_limit_is_watched(caption, problem):
    (finding,) = caption_findings([caption])
    assert problem in finding


def test_overlap_is_found():
    both = [Caption(0, 3, ("One two",)), Caption(2.5, 5, ("Three four",))]
    assert "begins before the one before it ends" in caption_findings(both)[0]


def test_lines_are_balanced_and_short():
    text = "Exact line search stops where the new gradient is perpendicular to the step,"
    upper, lower = break_lines(text)
    assert max(len(upper), len(lower)) <= 42
    assert abs(len(upper) - len(lower)) < 16
    assert break_lines("short") == ("short",)
    assert break_lines("x" * 50) is None
    assert break_lines(" ".join(["word"] * 20)) is None


def test_breaks_cost_more_within_a_phrase():
    assert break_cost("plane.", "What") < break_cost("still,", "and") < break_cost("curve", "of")
    assert break_cost("curve", "of") < break_cost("the", "curve")


def test_files_are_written_as_players_read_them():
    found = [Caption(0.5, 2.25, ("a < b & c",)), Caption(3661.001, 3663, ("One", "two"))]
    assert to_vtt(found) == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:02.250\na &lt; b &amp; c\n\n"
        "01:01:01.001 --> 01:01:03.000\nOne\ntwo\n"
    )
    assert to_srt(found) == (
        "1\n00:00:00,500 --> 00:00:02,250\na < b & c\n\n"
        "2\n01:01:01,001 --> 01:01:03,000\nOne\ntwo\n"
    )
    assert to_srt([]) == ""
    assert not re.search(r"-->", to_vtt([]))


def test_no_caption_outlasts_a_film_of_odd_length():
    # 7981 frames at 60 a second last 133.01666… s: rounding to 133.017 would be beyond the end.
    words = tuple(
        TimedWord(text=word, start=130.0 + k, end=130.9 + k)
        for k, word in enumerate(["it", "is", "so"])
    )
    beat = TimelineBeat(name="b", start=0.0, end=7981 / 60, words=words)
    timeline = Timeline(slug="s", title="T", fps=60, frames=7981, beats=(beat,))
    assert captions(timeline)[-1].end <= timeline.duration
