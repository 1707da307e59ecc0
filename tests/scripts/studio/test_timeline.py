import pytest
from pydantic import ValidationError

from scenes.kit.narration import BeatCues, Narration
from scripts.studio.records import BeatRecord, DrawRecord, MarkRecord
from scripts.studio.timeline import Timeline, TimelineError, build_timeline, clock, transcript


def a_record(*beats, frames=100):
    return DrawRecord(fps=10, frames=frames, width=480, height=270, beats=beats)


ASK = BeatRecord(
    name="ask", start_frame=0, end_frame=30, marks={"m": MarkRecord(wanted=1.0, reached=1.1)}
)
ANSWER = BeatRecord(name="answer", start_frame=35, end_frame=70)


def parts():
    narrations = {
        "ask": Narration.parse("Which <m>way?"),
        "answer": Narration.parse("It is {n}.", {"n": -2.5}),
    }
    cues = {
        "ask": BeatCues.of_words(narrations["ask"], 2.0, [(0.1, 0.5), (0.6, 1.2)]),
        "answer": BeatCues.of_words(narrations["answer"], 3, [(0.2, 0.4), (0.5, 0.7), (0.8, 2.0)]),
    }
    return narrations, cues


def test_words_and_marks_are_placed_after_their_beats_beginning():
    timeline = build_timeline("s", "Title", a_record(ASK, ANSWER), *parts())
    ask, answer = timeline.beats
    assert (answer.start, answer.end) == (3.5, 7.0)
    assert [(w.text, w.start, w.end) for w in answer.words] == [
        ("It", 3.7, 3.9),
        ("is", 4.0, 4.2),
        ("−2.5.", 4.3, 5.5),
    ]
    assert ask.marks == {"m": 0.6}
    assert timeline.duration == 10.0
    assert len(timeline.words) == 5


def test_a_timeline_survives_json():
    timeline = build_timeline("s", "Title", a_record(ASK, ANSWER), *parts())
    assert Timeline.model_validate_json(timeline.model_dump_json()) == timeline


def test_the_transcript_is_a_paragraph_a_beat():
    timeline = build_timeline("s", "Title", a_record(ASK, ANSWER), *parts())
    assert transcript(timeline) == ("## Title\n\n**0:00** Which way?\n\n**0:03** It is −2.5.\n")
    assert clock(3725.9) == "1:02:05"


def test_words_and_pictures_must_belong_together():
    narrations, cues = parts()
    with pytest.raises(TimelineError, match="no pictures for the beats answer"):
        build_timeline("s", "T", a_record(ASK), narrations, cues)
    with pytest.raises(TimelineError, match="no words were spoken for the beat 'ask'"):
        build_timeline("s", "T", a_record(ASK), {}, {})
    short = BeatRecord(name="answer", start_frame=35, end_frame=45)
    with pytest.raises(TimelineError, match=r"'answer' last 2.00 s, its pictures 1.00 s"):
        build_timeline("s", "T", a_record(ASK, short), narrations, cues)
    cues["ask"] = BeatCues(1.0, ((0.0, 0.5),))
    with pytest.raises(TimelineError, match="2 words and 1 word times"):
        build_timeline("s", "T", a_record(ASK, ANSWER), narrations, cues)


@pytest.mark.parametrize(
    ("beats", "problem"),
    [
        ((ASK, BeatRecord(name="b", start_frame=20, end_frame=40)), "begins at frame 20"),
        ((BeatRecord(name="b", start_frame=0, end_frame=200),), "end at frame 200 of 100"),
        ((ASK, BeatRecord(name="ask", start_frame=40, end_frame=50)), "same name"),
    ],
)
def test_a_record_out_of_order_is_refused(beats, problem):
    with pytest.raises(ValidationError, match=problem):
        a_record(*beats)


def test_a_beat_does_not_end_before_it_begins():
    with pytest.raises(ValidationError, match="before its beginning"):
        BeatRecord(name="b", start_frame=10, end_frame=5)
