"""Watching: after a change, the beats that it touched are made again, and mistakes are told."""

from __future__ import annotations

import os
import types
from pathlib import Path

import pytest

from scripts.studio import children
from scripts.studio.beat_code import changed_units, read_beats
from scripts.studio.live_code import replace_units
from scripts.studio.plan import RenderOptions, Request, make_plan
from scripts.studio.probe import probe
from scripts.studio.watching import Watch, stamps

SEGMENT = """
from manim import RIGHT, Circle, FadeIn, Square

from scenes.kit.lecture import LectureScene, beat


class Three(LectureScene):
    @beat("One.")
    def first(self):
        self.square = Square()
        self.play(FadeIn(self.square))

    @beat("Two, two.")
    def second(self):
        self._move(1)

    @beat("Three, three, three.")
    def third(self):
        self.play(FadeIn(Circle()))

    def _move(self, steps):
        self.play(self.square.animate.shift(steps * RIGHT))
"""


class Watching:
    """A watch of one file, with what it said."""

    def __init__(self, folder: Path) -> None:
        self.file, self.said = folder / "three.py", []
        self.file.write_text(SEGMENT, "utf-8")
        options = RenderOptions(folder / "out", folder / "store", workers=2)
        self.watch = Watch(self.plan, options, folder / "clips", self.said.append)

    def plan(self):
        request = Request(scene=f"{self.file}:Three", quality="draft", voice="silent")
        return make_plan(request).jobs[0], (self.file,)

    def settled(self) -> list[str]:
        """Poll once, hear all until nothing is played any more, and return what was said."""
        before = len(self.said)
        self.watch.look()
        while self.watch.busy:
            self.watch.hear(60)
        return self.said[before:]

    def write(self, *replacements: tuple[str, str]) -> list[str]:
        source = SEGMENT
        for old, new in replacements:
            assert old in source
            source = source.replace(old, new)
        self.file.write_text(source, "utf-8")
        # Two changes within one tick of the clock would look like one.
        os.utime(self.file, ns=(0, self.file.stat().st_mtime_ns + 10_000_000 * len(self.said)))
        return self.settled()


@pytest.fixture(scope="module")
def watching(tmp_path_factory: pytest.TempPathFactory):
    made = Watching(tmp_path_factory.mktemp("watching"))
    try:
        (ready,) = made.settled()
        assert ready.startswith("Ready: 3 beats")
        yield made
    finally:
        made.watch.close()


def frames(watching: Watching, name: str) -> int:
    return probe(watching.watch.folder / f"{name}.mp4").frames


def test_a_changed_beat_is_made_again_and_no_other(watching: Watching) -> None:
    assert list(watching.watch.folder.glob("*.mp4")) == []
    (line,) = watching.write(("FadeIn(Circle())", "FadeIn(Circle(2))"))
    assert line.startswith("third (")
    assert line.endswith("03-third.mp4")
    assert frames(watching, "03-third") > 0
    # What the circle was before is a change again.
    (line,) = watching.write()
    assert line.startswith("third (")


def test_a_helper_changes_the_beats_that_use_it_and_what_follows_from_them(
    watching: Watching,
) -> None:
    lines = watching.write(("steps * RIGHT", "2 * steps * RIGHT"))
    # The third beat shows the square where the second has left it.
    assert [line.partition(" ")[0] for line in lines] == ["second", "third"]
    assert [line.partition(" ")[0] for line in watching.write()] == ["second", "third"]


def test_words_change_what_is_heard_and_how_long_it_lasts(watching: Watching) -> None:
    before = len(watching.said)
    longer = "Two, and two more, and so on for a while, until the picture is at rest."
    (line,) = watching.write(("Two, two.", longer))
    assert line.startswith("second (")
    assert frames(watching, "02-second") >= 30
    assert len(watching.said) == before + 1
    watching.write()


def test_what_changes_nothing_is_not_made(watching: Watching) -> None:
    (line,) = watching.write(("class Three", "# a note\nclass Three"))
    assert "nothing that is seen or heard has changed" in line
    assert watching.write(("class Three", "SIZE = 1\n\n\nclass Three"))[0].endswith(
        "every beat is as it was."
    )
    watching.write()


def test_mistakes_are_a_sentence_and_the_watch_goes_on(watching: Watching) -> None:
    (line,) = watching.write(("FadeIn(Circle())", "FadeIn(Circle()"))
    assert line == f"{watching.file}, line 19: '(' was never closed"
    (line,) = watching.write(("FadeIn(Circle())", "FadeIn(circle)"))
    assert line == f"NameError: name 'circle' is not defined ({watching.file}, line 19)"
    (line,) = watching.write(("FadeIn(Circle())", "FadeIn(Square())"))
    assert line.startswith("third (")
    (line,) = watching.write(("class Three", "class Four"))
    assert "Three" in line
    assert len(line.splitlines()) == 1
    watching.write()


@pytest.mark.skipif(not children.CAN_FORK, reason="there are no snapshots without forks")
def test_only_what_follows_a_change_is_played(watching: Watching) -> None:
    player = watching.watch._player.pid
    watching.write(("FadeIn(Circle())", "FadeIn(Circle(3))"))
    assert watching.watch._player.pid == player
    watching.write(("class Three", "SIZE = 1\n\n\nclass Three"))
    assert watching.watch._player.pid != player
    watching.write()


def test_a_new_recording_and_a_changed_lecture_file_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('extend = "default"\nonly = ["level-curves"]\n', "utf-8")
    file = tmp_path / "two.toml"
    file.write_text(f'extend = "one.toml"\nvoice = "{tmp_path / "voice"}"\n', "utf-8")
    recording = tmp_path / "voice" / "level-curves.ask.wav"
    recording.parent.mkdir()
    recording.write_bytes(b"one")

    def plan():
        plan = make_plan(Request(lecture=file, quality="draft"))
        return plan.jobs[0], plan.files

    watch = Watch(plan, RenderOptions(tmp_path, tmp_path / "store"), tmp_path / "clips", print)
    before, files = watch._state_now()
    assert {tmp_path / "one.toml", file, recording} < set(files)
    assert watch._touched(before, watch._state_now()[0]) == ()
    recording.write_bytes(b"two")
    assert watch._touched(before, watch._state_now()[0]) is None


def test_stamps_tell_a_change_and_a_file_that_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "a"
    assert stamps([file]) == {}
    file.write_text("one")
    before = stamps([file])
    file.write_text("three")
    assert stamps([file]) != before


def test_functions_are_replaced_where_they_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    old = "def size():\n    return 1\n\nclass A:\n    def f(self):\n        return size()\n"
    new = "def size():\n    return 2\n\nclass A:\n    def g(self):\n        return size() + 1\n"
    module = types.ModuleType("replaced")
    monkeypatch.setitem(__import__("sys").modules, "replaced", module)
    exec(old, vars(module))
    made = module.A()
    keys = changed_units(read_beats(old, "A"), read_beats(new, "A"))
    replace_units(module.A, Path("a.py"), new, keys)
    assert made.g() == 3
    assert not hasattr(made, "f")
