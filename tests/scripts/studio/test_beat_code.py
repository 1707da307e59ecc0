"""Which beats a change touches: those that reach it by names, or all."""

from __future__ import annotations

import pytest

from scripts.studio.beat_code import changed_units, read_beats, touched

SEGMENT = '''
"""A segment."""

from kit import Scene, beat

SIZE = 3


def shared_helper():
    return SIZE


def lonely():
    return 2


class Here(Scene):
    """What is here?"""

    @classmethod
    def facts(cls, params):
        return {"size": lonely()}

    @beat("We {begin}.")
    def begin(self):
        """Begin."""
        self._build()

    @beat("We go on.")
    def go_on(self):
        self.play(getattr(self, "_step")())

    @beat("We end.")
    def end(self):
        self.play(1)

    def _build(self):
        self.square = shared_helper()

    def _step(self):
        return shared_helper()
'''


def after(*replacements: tuple[str, str]):
    source = SEGMENT
    for old, new in replacements:
        assert old in source
        source = source.replace(old, new)
    return read_beats(source, "Here")


BEFORE = after()


@pytest.mark.parametrize(
    ("replacements", "beats"),
    [
        ([("self.play(1)", "self.play(2)")], ("end",)),
        ([("We end.", "We stop.")], ("end",)),
        ([("We end.", "We stop."), ("We {begin}.", "So.")], ("begin", "end")),
        ([("self.square =", "self.circle =")], ("begin",)),
        ([("return shared_helper()", "return 1 + shared_helper()")], ("go_on",)),
        ([("return SIZE", "return SIZE + 1")], ("begin", "go_on")),
        ([("def _step(self):", "def _step(self, x=lonely()):")], ("go_on",)),
        ([("self.play(1)", "self._new()\n\n    def _new(self):\n        pass")], ("end",)),
        ([('"""Begin."""', '"""Start."""'), ("return 2", "return 2  # two")], ()),
        # All may be touched:
        ([("return 2", "return 3")], None),
        ([("SIZE = 3", "SIZE = 4")], None),
        ([("import Scene", "import Scene, other")], None),
        ([('"size"', '"length"')], None),
        ([("def go_on", "def go_along")], None),
        ([("self.play(1)", "super().play(1)")], None),
    ],
)
def test_a_change_touches_the_beats_that_reach_it(replacements, beats) -> None:
    assert touched(BEFORE, after(*replacements)) == beats


def test_beats_are_told_in_their_order_and_by_hash() -> None:
    now = after(("self.play(1)", "self.play(2)"), ("We go on.", "On."))
    assert now.beats == ("begin", "go_on", "end")
    assert [beat for beat in now.beats if now.digests()[beat] != BEFORE.digests()[beat]] == ["end"]
    assert [beat for beat in now.beats if now.words()[beat] != BEFORE.words()[beat]] == ["go_on"]
    assert changed_units(BEFORE, now) == [("Here", "go_on"), ("Here", "end")]


def test_two_definitions_of_a_name_are_shared() -> None:
    twice = "    def _build(self):\n        pass\n\n    def _build(self):"
    one, other = (
        after(("    def _build(self):", twice)),
        after(("    def _build(self):", twice), ("self.square =", "self.circle =")),
    )
    assert touched(one, other) is None


def test_a_file_without_the_class_has_no_beats() -> None:
    assert read_beats("x = 1", "Here") is None
    with pytest.raises(SyntaxError):
        read_beats("x = = 1", "Here")
