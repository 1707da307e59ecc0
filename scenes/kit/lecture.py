"""A lecture segment: a class whose methods are beats, each carrying the words it is spoken with.

Beats play in the order in which they are written. A beat lasts as long as the longer of its
animation and its words; a mark inside the words is a moment that the picture can wait for.
Word times come in as :class:`~scenes.kit.narration.BeatCues`; without them (stock ``manim
render``) they are estimated, so a segment always plays.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, TypeVar

from manim import Scene

from scenes.kit.narration import BeatCues, Fact, Narration, estimate_cues
from scenes.kit.painted import KitCamera
from scenes.kit.params import SegmentParams
from scenes.kit.timing import BREATH, QUICK
from scenes.kit.waivers import Waiver, waivers_of

BeatMethod = TypeVar("BeatMethod", bound=Callable[..., None])


@dataclass(frozen=True)
class Beat:
    """A beat as written: the method's name, its narration template and its waivers."""

    name: str
    words: str
    waivers: tuple[Waiver, ...]


@dataclass
class MarkRecord:
    """When a mark was due and when the picture reached it, in seconds from the beat's start."""

    wanted: float
    reached: float


@dataclass
class BeatRecord:
    """What a played beat took: its frames ``[start, end)`` and its marks."""

    name: str
    start_frame: int
    end_frame: int = 0
    marks: dict[str, MarkRecord] = field(default_factory=dict)


class BeatObserver(Protocol):
    """Someone who watches a segment play, such as the inspector."""

    def beat_started(self, scene: LectureScene, name: str) -> None:
        """Hear that a beat begins, before anything of it is shown."""

    def beat_ended(self, scene: LectureScene, name: str) -> None:
        """Hear that a beat's picture is complete, before it is held for the rest of the words."""


def beat(words: str) -> Callable[[BeatMethod], BeatMethod]:
    """Make a method a beat, spoken with ``words``.

    ``{fact}`` stands for a computed fact, ``<mark>`` before a word names the moment at which it
    is spoken, ``[shown](said)`` shows one thing in the captions and says another.
    """

    def decorate(method: BeatMethod) -> BeatMethod:
        method.words = " ".join(words.split())  # type: ignore[attr-defined]
        return method

    return decorate


class LectureScene(Scene):
    """Base of every segment, one level deep.

    A subclass gives ``question`` (what the segment asks), ``Params`` (its mathematics),
    :meth:`facts` (the numbers it speaks of) and its beats. ``facts`` may use ``mathcore`` only:
    the words are spoken before anything is drawn.
    """

    question: ClassVar[str] = ""
    Params: ClassVar[type[SegmentParams]] = SegmentParams

    def __init__(
        self,
        *,
        params: SegmentParams | None = None,
        cues: Mapping[str, BeatCues] | None = None,
        words: Mapping[str, str] | None = None,
        observers: Sequence[BeatObserver] = (),
        **manim_options: Any,
    ) -> None:
        self.params: Any = self.Params() if params is None else params
        self.spoken_facts = self.facts(self.params)
        self.narrations = self._script(self.spoken_facts, words or {})
        self.cues = dict(cues or {})
        self.observers = list(observers)
        self.records: list[BeatRecord] = []
        manim_options.setdefault("camera_class", KitCamera)
        super().__init__(**manim_options)

    @classmethod
    def facts(cls, params: Any) -> Mapping[str, Fact]:
        """Return the computed facts that the narration may name."""
        return {}

    @classmethod
    def beats(cls) -> tuple[Beat, ...]:
        """Return the segment's beats in the order in which they are written."""
        return tuple(
            Beat(name, member.words, waivers_of(member))
            for name, member in vars(cls).items()
            if callable(member) and hasattr(member, "words")
        )

    @classmethod
    def script(cls, params: Any, *, words: Mapping[str, str] | None = None) -> dict[str, Narration]:
        """Return every beat's narration with its facts filled in; ``words`` replaces templates.

        Raises ``ValueError`` when ``words`` names a beat that the segment does not have, or
        leaves out a mark that the beat's picture waits for.
        """
        return cls._script(cls.facts(params), words or {})

    @classmethod
    def _script(
        cls, facts: Mapping[str, Fact], replaced: Mapping[str, str]
    ) -> dict[str, Narration]:
        names = [spec.name for spec in cls.beats()]
        for name in replaced:
            if name not in names:
                near = difflib.get_close_matches(name, names, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                raise ValueError(f"there is no beat {name}{hint} It has: {', '.join(names)}")
        script = {spec.name: Narration.parse(spec.words, facts) for spec in cls.beats()}
        for name, template in replaced.items():
            other = Narration.parse(template, facts)
            lost = [mark for mark in script[name].marks if mark not in other.marks]
            if lost:
                raise ValueError(
                    f"the words for beat {name} must keep its marks, since the picture waits for "
                    f"them; missing: {', '.join(f'<{mark}>' for mark in lost)}"
                )
            script[name] = other
        return script

    def construct(self) -> None:
        """Play the beats, in order."""
        for spec in self.beats():
            self._play_beat(spec.name)

    # -- the clock -------------------------------------------------------------------------

    @property
    def frame(self) -> int:
        """The number of frames shown so far."""
        return round(self.renderer.time * self.camera.frame_rate)

    @property
    def elapsed(self) -> float:
        """Seconds since the current beat began."""
        return (self.frame - self.records[-1].start_frame) / float(self.camera.frame_rate)

    def until(self, mark: str) -> None:
        """Hold the picture until the word that ``mark`` names is spoken."""
        wanted = self._mark_time(mark)
        self.hold(wanted - self.elapsed)
        self.records[-1].marks[mark] = MarkRecord(wanted, self.elapsed)

    def time_to(self, mark: str, *, at_least: float = QUICK) -> float:
        """Return the seconds left until ``mark`` is spoken, for an animation that ends there."""
        return max(at_least, self._mark_time(mark) - self.elapsed)

    def time_left(self, *, at_least: float = QUICK) -> float:
        """Return the seconds until the beat's last word has been spoken."""
        return max(at_least, self._current_cues().duration - self.elapsed)

    def hold(self, seconds: float) -> None:
        """Show the picture unchanged for ``seconds`` (rounded to frames; none if negative)."""
        rate = float(self.camera.frame_rate)
        frames = round(seconds * rate)
        if frames > 0:
            # manim rounds the frames of a frozen picture down and those of a moving one up. What
            # follows a moving thing without a clock of its own stands still too, so one picture
            # serves them all.
            moving = any(m.has_time_based_updater() for m in self.mobjects)
            seconds = (frames - 1e-3 if moving else frames + 1e-3) / rate
            self.wait(seconds, frozen_frame=None if moving else True)

    # -- inside ----------------------------------------------------------------------------

    def _play_beat(self, name: str) -> None:
        record = BeatRecord(name, self.frame)
        self.records.append(record)
        for observer in self.observers:
            observer.beat_started(self, name)
        getattr(self, name)()
        for observer in self.observers:
            observer.beat_ended(self, name)
        self.hold(self._current_cues().duration + BREATH - self.elapsed)
        record.end_frame = self.frame

    def _current_cues(self) -> BeatCues:
        name = self.records[-1].name
        if name not in self.cues:
            self.cues[name] = estimate_cues(self.narrations[name])
        return self.cues[name]

    def _mark_time(self, mark: str) -> float:
        marks = self._current_cues().marks
        if mark not in marks:
            raise KeyError(
                f"beat {self.records[-1].name} has no mark <{mark}> in its words; "
                f"it has: {', '.join(marks) or 'none'}"
            )
        return marks[mark]
