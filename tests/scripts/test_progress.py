import io

import pytest

from scripts.studio.progress import Bars, Lines, Silent, duration_text, reporter


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_place_decides_how_it_is_shown() -> None:
    assert isinstance(reporter(stream=io.StringIO()), Lines)
    assert isinstance(reporter(stream=Terminal()), Bars)
    assert isinstance(reporter(json=True, stream=Terminal()), Silent)


def test_plain_lines_tell_start_end_and_now_and_then_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = [100.0]
    monkeypatch.setattr("scripts.studio.progress.time.monotonic", lambda: clock[0])
    stream = io.StringIO()
    with Lines(stream) as report:
        report.start("a", "level-curves: drawing", 100)
        for done, seconds in ((1, 1), (25, 20), (26, 21), (50, 40)):
            clock[0] = 100.0 + seconds
            report.advance("a", done)
        report.advance("unknown", 1)
        report.finish("a", "level-curves: 3 s")
    assert stream.getvalue().splitlines() == [
        "level-curves: drawing …",
        "level-curves: drawing: 25 %, about 1 min 00 s left",
        "level-curves: drawing: 50 %, about 40 s left",
        "level-curves: 3 s",
    ]


def test_bars_keep_their_sentences_on_the_screen() -> None:
    stream = Terminal()
    with Bars(stream) as report:
        report.start("a", "drawing", 10)
        report.advance("a", 5)
        report.start("a", "mixing", 3)
        report.finish("a", "made [1/2] of it")
        report.say("done")
    assert "made [1/2] of it" in stream.getvalue()
    assert "done" in stream.getvalue()


def test_silence_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with Silent() as report:
        report.start("a", "drawing", 10)
        report.advance("a", 5)
        report.finish("a", "made")
        report.say("done")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.4, "0 s"),
        (59.6, "1 min 00 s"),
        (80, "1 min 20 s"),
        (3599.7, "1 h 00 min"),
        (7500, "2 h 05 min"),
    ],
)
def test_durations(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text
