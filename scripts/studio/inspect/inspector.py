"""Inspect a scene: play it, look at it, check what is seen, and report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from manim import Mobject, Scene, tempconfig

from scripts.studio.inspect import (
    contrast,
    displaced,
    edges,
    faint_lines,
    hidden,
    overlaps,
    pixels,
    sayings,
    speech,
    subtitles,
    truth,
    typed_numbers,
    written_sums,
)
from scripts.studio.inspect.arrivals import ON_THE_WAY, SET_OUT, Arrivals, Limits
from scripts.studio.inspect.contradictions import contradictions
from scripts.studio.inspect.faint_painted import PaintedLines
from scripts.studio.inspect.findings import InspectionReport
from scripts.studio.inspect.ledger import Ledger, Sighting
from scripts.studio.inspect.memory import SheetMemory
from scripts.studio.inspect.names import Namer
from scripts.studio.inspect.observe import (
    MOST_INSIDE,
    InspectingRenderer,
    PlayLog,
    fingerprint,
)
from scripts.studio.inspect.paper import Sheet
from scripts.studio.inspect.picture_numbers import PictureNumbers
from scripts.studio.inspect.snapshot import PathMemory, Snapshot, take
from scripts.studio.inspect.speech import Speech
from scripts.studio.inspect.tally import Tally
from scripts.studio.inspect.waiving import apply_waivers, waivers_of_scene

PLAIN_BEAT = "scene"


def inspect_scene(
    make_scene: Callable[[], Scene],
    *,
    width: int = 854,
    height: int = 480,
    fps: float = 10,
    narration: Mapping[str, Speech] | None = None,
    segment: str = "",
    moments: int = MOST_INSIDE,
) -> InspectionReport:
    """Play a scene without writing anything and report what is wrong with it.

    ``make_scene`` makes a plain manim scene or a ``LectureScene``; it is called once, with
    manim's configuration set to the given size and rate. ``narration`` says what is spoken in
    each beat; a lecture scene brings its own. ``moments`` is at how many moments at the most a
    single animation is looked into.
    """
    options = {
        "dry_run": True,
        "pixel_width": width,
        "pixel_height": height,
        "frame_rate": fps,
        "progress_bar": "none",
        "verbosity": "WARNING",
        "write_to_movie": False,
    }
    with tempconfig(options):
        scene = make_scene()
        inspection = _Inspection(scene, narration)
        inspection.renderer.most_inside = moments
        scene.render()
        inspection.finish()
    name = segment or type(scene).__name__
    findings = inspection.ledger.findings(name)
    standing, waived = apply_waivers(findings, waivers_of_scene(scene), segment=name)
    return InspectionReport(
        segment=name,
        findings=standing,
        waived=waived,
        claims=inspection.tally.totals(),
        samples=inspection.samples,
    )


class _Inspection:
    """One run over one scene: where it stands, and what was seen so far."""

    def __init__(self, scene: Scene, narration: Mapping[str, Speech] | None) -> None:
        self.scene: Any = scene
        self.narration = narration
        self.log = PlayLog()
        self.ledger = Ledger()
        self.tally = Tally()
        self.namer = Namer(scene)
        self.samples = 0
        self.beat: str | None = None
        self.beats: list[tuple[str, float]] = []
        self._memory = SheetMemory()
        self._painted = PaintedLines()
        self._contrasts: contrast.Measured = {}
        self._paths = PathMemory()
        self._arrivals = Arrivals()
        self._numbers: dict[str, PictureNumbers] = defaultdict(PictureNumbers)
        self._read: dict[int, Mobject] = {}
        self._last: tuple[int, list[Sighting], float] | None = None
        self._learn_names_on_add()
        renderer = InspectingRenderer.adopt(scene, self.log)
        renderer.before_play = self._before_play
        renderer.inside_play = lambda: self._sample(passing=True)
        renderer.after_play = self._after_play
        self.renderer = renderer
        if self._in_lecture:
            lecture: Any = scene
            lecture.observers = [*lecture.observers, self]

    def _learn_names_on_add(self) -> None:
        """Have names learnt whenever something is added: a still scene never plays."""
        add = self.scene.add

        def learning_add(*mobjects: Any) -> Any:
            result = add(*mobjects)
            self.namer.refresh()
            return result

        self.scene.add = learning_add

    # -- what a lecture scene tells ---------------------------------------------------------

    def beat_started(self, scene: Any, name: str) -> None:
        """Note that a beat begins; what is new in it is counted from here."""
        self._open_beat(name)

    def beat_ended(self, scene: Any, name: str) -> None:
        """Look at a beat's complete picture."""
        self._sample()
        self._note_new(self.renderer.time, step=True)

    def mark_reached(self, scene: Any, name: str, mark: str, wanted: float, reached: float) -> None:
        """Marks are judged from the scene's own records at the end."""

    # -- what the renderer tells ------------------------------------------------------------

    def _before_play(self) -> None:
        self.namer.refresh()
        if self._last is None and self.scene.mobjects:
            # What stands there before anything moves is seen, and may be covered by what moves.
            begin = self._look()
            self._note_read(begin, self._memory.sheets(begin, {}))
        if self._in_lecture:
            self._note_new(self.renderer.time, step=False)
            return
        self._enter_section()
        begins = not self.log.plays
        limits = SET_OUT if begins else ON_THE_WAY
        self._note_new(self.renderer.time, step=True, limits=limits)
        if begins:
            # What stands there when the scene begins is one picture, set out at once.
            self._arrivals.open_beat()

    def _after_play(self) -> None:
        self.namer.refresh()
        self._sample()
        self._note_new(self.log.plays[-1].start, step=not self._in_lecture)
        if not self._in_lecture and self.beat == PLAIN_BEAT:
            # Without sections every play is a step of its own.
            self._arrivals.close_step()

    @property
    def _in_lecture(self) -> bool:
        return hasattr(self.scene, "observers")

    def _open_beat(self, name: str) -> None:
        self.beat = name
        self.beats.append((name, self.renderer.time))
        self._arrivals.open_beat()

    def _enter_section(self) -> None:
        section = self.renderer.file_writer.sections[-1].name
        name = PLAIN_BEAT if section in ("autocreated", "unnamed") else section
        if name != self.beat:
            self._open_beat(name)

    # -- looking ----------------------------------------------------------------------------

    def _look(self) -> Snapshot:
        return take(
            self.scene,
            second=self.renderer.time,
            beat=self.beat or PLAIN_BEAT,
            moving=self.log.moving,
            name=self.namer.name,
            known=self.namer.known,
            paths=self._paths,
        )

    def _sample(self, *, passing: bool = False) -> None:
        """Look at the picture as it stands, unless it is the one seen last."""
        print_now = fingerprint(self.scene) ^ hash(self.log.moving)
        second = self.renderer.time
        if self._last is not None and self._last[0] == print_now:
            seen = self._last[1]
        else:
            self.namer.refresh()
            seen = list(self._check(self._look()))
            self.samples += 1
        since = second if self._last is None or self._last[0] != print_now else self._last[2]
        for sighting in seen:
            self.ledger.see(
                sighting,
                beat=self.beat or PLAIN_BEAT,
                second=since,
                until=second,
                sample=self.samples,
                passing=passing,
            )
        self._last = (print_now, seen, since)

    def _check(self, snapshot: Snapshot) -> Iterator[Sighting]:
        self._numbers[self.beat or PLAIN_BEAT].look(snapshot)
        yield from truth.false_claims(snapshot, self.namer.name, self.tally, self.log.replaced)
        yield from written_sums.wrong_sums(snapshot, self.tally)
        yield from contradictions(snapshot, self.tally)
        frame, before = pixels.draw(snapshot)
        sheets = self._memory.sheets(snapshot, self.log.replaced)
        grounds = contrast.grounds(snapshot, before)
        yield from overlaps.texts_over_texts(snapshot, sheets)
        yield from displaced.texts_over_themselves(snapshot, sheets, self.log.replaced)
        yield from overlaps.texts_over_lines(snapshot, sheets, grounds)
        yield from hidden.covered_texts(snapshot, sheets, self._read)
        yield from edges.out_of_frame(snapshot, sheets)
        yield from edges.too_small(snapshot, sheets)
        yield from contrast.faint_texts(snapshot, sheets, before, self._contrasts)
        yield from faint_lines.faint_lines(snapshot, frame)
        yield from self._painted.faint(snapshot, frame)
        self._note_read(snapshot, sheets)

    def _note_read(self, snapshot: Snapshot, sheets: Mapping[int, Sheet]) -> None:
        """Remember which texts could be read at some moment."""
        for text in snapshot.texts:
            if snapshot.resting(text) and sheets[id(text)].hidden_fraction < hidden.PART:
                self._read[id(text.mobject)] = text.mobject

    def _note_new(self, start: float, *, step: bool, limits: Limits = ON_THE_WAY) -> None:
        """Note what began to appear at ``start``; at the end of a ``step`` also judge the step."""
        tops = [m for m in self.scene.mobjects if id(m) not in self.log.targets]
        if not (self._arrivals.fresh(tops) or (step and self._arrivals.of_step(tops))):
            return
        snapshot, beat = self._look(), self.beat or PLAIN_BEAT
        owners = [kept for kept in self.namer.named if kept.submobjects]
        delays, self.log.delays = self.log.delays, {}
        seen = self._arrivals.note(
            snapshot, tops, start=start, delays=delays, beat=beat, owners=owners, limits=limits
        )
        for sighting in seen:
            self.ledger.see(sighting, beat=beat, second=start, until=snapshot.second)
        patches = self._arrivals.patches(snapshot, tops, beat=beat, owners=owners, limits=limits)
        for sighting in patches if step else ():
            self.ledger.see(sighting, beat=beat, second=snapshot.second, until=snapshot.second)

    # -- at the end -------------------------------------------------------------------------

    def finish(self) -> None:
        """Look a last time and judge the words."""
        if not self._in_lecture:
            self._before_play()
        self._sample()
        starts = dict(reversed(self.beats))
        changes = [(play.start, play.end) for play in self.log.plays if play.moves]
        speeches = self._speeches()
        used = frozenset(name for words in speeches.values() for name in words.narration.facts_used)
        for beat, words in speeches.items():
            start = starts.get(beat, 0.0)
            cues = words.timing()
            seen: list[Sighting] = [
                *speech.unspeakable(words),
                *speech.still_picture(beat, start, cues.duration, changes),
                *sayings.wrong_spoken_numbers(words.narration.words, words.facts, self.tally),
                *sayings.shown_otherwise(
                    words.narration.words, words.facts, self._numbers[beat], self.tally
                ),
                *typed_numbers.written_otherwise(words.narration.words, self.tally),
                *typed_numbers.wrong_typed_numbers(
                    words.narration.words, words.facts, self._numbers[beat], used, self.tally
                ),
            ]
            self._note(seen, beat, start, cues.duration)
        timeline = subtitles.finished_timeline(speeches, starts, self.renderer.time)
        for beat, start, end, sighting in subtitles.bad_captions(timeline):
            self._note([sighting], beat, start, end - start)
        for record in getattr(self.scene, "records", ()):
            late = list(speech.late_marks(record.name, record.marks))
            self._note(late, record.name, starts.get(record.name, 0.0), 0.0)

    def _note(self, seen: list[Sighting], beat: str, start: float, lasts: float) -> None:
        for sighting in seen:
            self.ledger.see(sighting, beat=beat, second=start, until=start + lasts)

    def _speeches(self) -> Mapping[str, Speech]:
        if self.narration is not None:
            return self.narration
        facts = getattr(self.scene, "spoken_facts", {})
        cues = getattr(self.scene, "cues", {})
        return {
            beat: Speech(words, cues.get(beat), facts)
            for beat, words in getattr(self.scene, "narrations", {}).items()
        }
