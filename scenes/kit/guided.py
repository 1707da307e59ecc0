"""The one shape of a guided problem: statement, pause, hint, steps, and the answer where one asked.

The left half is a sheet of paper: on top what is given and, with a question mark, what is asked;
below it the ring of the pause, then the hint, then the solution line by line. The right half is
the picture. In the end the question marks have become the answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from manim import Animation, FadeIn, FadeOut, Line, Mobject
from manim.mobject.types.vectorized_mobject import VGroup

from scenes.kit.ceremony import pose_question, settle_question
from scenes.kit.derivation import Derivation
from scenes.kit.formulas import fitted
from scenes.kit.layout import AIRY, LEFT, RIGHT, SNUG, TIGHT, Region, stack
from scenes.kit.lecture import LectureScene
from scenes.kit.levels import HIGHLIGHT_STROKE, LevelCurves
from scenes.kit.pause import RADIUS, think
from scenes.kit.readout import Boxed
from scenes.kit.rewriting import Rewrite
from scenes.kit.theme import theme
from scenes.kit.timing import ARRIVING, BRIEF, QUICK, STEADY
from scenes.kit.typography import LABEL, TITLE, Colors, Typeset, text

PAPER = Region(LEFT.left + SNUG, LEFT.bottom, LEFT.right, LEFT.top)
PICTURE = RIGHT

TASK_SHARE = (0.3, 0.52)
"""How much of the paper the task takes at least and at most."""

BELOW_TASK = BESIDE = 0.5
"""Room for the rule between the task and the work, and between lines of the task in a row."""

INNER = PAPER.width - SNUG
"""Width of a line that leaves room for the box of the answer."""

WORKING = TITLE
"""Size of the lines of the solution."""

SHORTEST = 0.8
"""Seconds for which a question is read alone, when it has come to rest."""

MOST = 2
"""Lines of the solution at once: few, but high enough for fractions in fractions."""

HINT_SHARE = 0.7
"""How much of the room for the work the hint takes; beside it the ring runs once more."""

AFTER_HINT = 0.5
"""How long one thinks on after the hint, as a share of the pause before it."""

SMALLER = 0.7
"""Size of the ring after the hint, as a share of the first."""

CROWDED = 1.4
"""How many times as high as its room a line of the solution may be, before it is made to fit."""

RULE_STROKE = 1.5

SIGNS = ("=", "approx")
"""Signs by which lines in a row are brought to the same height."""

QUIET = 1.8
"""Stroke of level curves that are not spoken of."""


def pose_problem(scene: LectureScene, question: str, mark: str) -> Typeset:
    """Show the question alone, and let it stand in the title strip when ``mark`` is spoken.

    At least ``SHORTEST`` seconds it stays alone. Return it: the statement comes next.
    """
    card = pose_question(scene, question)
    scene.hold(max(SHORTEST, scene.time_to(mark) - STEADY))
    return settle_question(scene, card, question)


def stated(source: str, *, colors: Colors | None = None) -> Typeset:
    """Return a line of what is given, in Typst mathematics."""
    return fitted(source, colors={**(colors or {}), **dict.fromkeys(SIGNS, "ink")}, width=INNER)


class Asked:
    """``name = ?``, and the same line with the answer; both are in Typst mathematics."""

    def __init__(self, name: str, answer: str, *, colors: Colors | None = None) -> None:
        self.answer, self.question = (
            stated(f"{name} {{{{ {goal} : goal }}}}", colors=colors)
            for goal in (answer, 'class("normal", ?)')
        )
        self.question.paint("highlight", "goal")

    def settle(self) -> None:
        """Put the question where the answer lies, in its size, name upon name."""
        self.question.set_em_size(self.answer.em_size)
        there, here = self.answer.submobjects[0], self.question.submobjects[0]
        self.question.shift(there.get_center() - here.get_center())


class Sheet(VGroup):
    """The left half of a guided problem, laid out at once and shown bit by bit.

    What is ``given`` flows into rows, and so does what is ``asked`` below it. In the ``room`` that
    is left the solution is written, by the gestures of ``work``: at most ``most`` lines at once,
    of this ``size``; but only ``MOST`` where the ``highest`` of them would be crowded.
    """

    def __init__(
        self,
        scene: LectureScene,
        given: Sequence[Typeset],
        asked: Sequence[Asked],
        *,
        colors: Colors | None = None,
        most: int = MOST,
        size: float = WORKING,
        highest: Sequence[str] = (),
    ) -> None:
        self.scene, self.given, self.asked = scene, list(given), list(asked)
        self.questions = [one.question for one in asked]
        rows = [*_flowed(given), *_flowed([one.answer for one in asked])]
        task, self.room = _divided(rows)
        stack(rows, task, gap=SNUG, align="left")
        for one in asked:
            one.settle()
        middle = (task.bottom + self.room.top) / 2
        left, right = (np.array([side, middle, 0.0]) for side in (task.left, task.right))
        self.rule = Line(left, right, stroke_color=theme().axis, stroke_width=RULE_STROKE)
        self.colors = colors
        if self._crowded(highest, most, size):
            most = MOST
        self.work = self._page(most, size)
        self.hinted, self.beside_hint = VGroup(), self.room
        super().__init__(*self.given, *self.questions, self.rule, self.work)

    def ask(self) -> None:
        """Show what is asked."""
        shown = (FadeIn(question) for question in self.questions)
        self.scene.play(*shown, run_time=QUICK, rate_func=ARRIVING)

    def pause(self, seconds: float) -> None:
        """Give time to work, where the solution is going to stand."""
        self.scene.play(FadeIn(self.rule), run_time=BRIEF)
        think(self.scene, seconds, self.room)

    def hint(self, **formulas: Typeset) -> None:
        """Say at once that there is a hint; each of its formulas comes at the mark of its name."""
        self.hinted = VGroup(text("Hint", size=LABEL, color="muted"), *formulas.values())
        room, self.beside_hint = self.room.columns(HINT_SHARE, 1 - HINT_SHARE)
        stack(self.hinted, room, gap=AIRY, align="top-left")
        self.scene.play(FadeIn(self.hinted[0]), run_time=BRIEF, rate_func=ARRIVING)
        for mark, line in formulas.items():
            self.scene.until(mark)
            self.scene.play(FadeIn(line), run_time=QUICK, rate_func=ARRIVING)

    def think_on(self, seconds: float) -> None:
        """Give some more time after the hint: a share of the first pause, ``seconds`` long."""
        think(self.scene, AFTER_HINT * seconds, self.beside_hint, radius=SMALLER * RADIUS)

    def turn_page(self) -> None:
        """Take all lines away; those to come are few and large."""
        self.scene.play(*self.work.leave(), run_time=BRIEF)
        self.remove(self.work)
        self.work = self._page(MOST, WORKING)
        self.add(self.work)

    def _crowded(self, sources: Sequence[str], most: int, size: float) -> bool:
        """Tell whether one of these lines would be much smaller among so many than it is set."""
        room = CROWDED * (self.room.height - SNUG * (most - 1)) / most
        # A line that is too wide becomes smaller anyhow.
        return any(fitted(source, size=size, width=PAPER.width).height > room for source in sources)

    def _page(self, most: int, size: float) -> Derivation:
        """Return the lines that fill the room for the work."""
        return Derivation(
            self.room,
            colors=self.colors,
            size=size,
            most=most,
            gap=AIRY if most <= MOST else SNUG,
            in_line=False,
        )

    def begin(self) -> None:
        """Take the hint away, so that the solution can begin."""
        self.scene.play(FadeOut(self.hinted), run_time=BRIEF)

    def answer(self) -> None:
        """Let the answers take the place of the question marks, and box them."""
        answers = [one.answer for one in self.asked]
        boxed = Boxed(VGroup(*answers), gap=TIGHT)
        changed = map(Rewrite, self.questions, answers)
        self.scene.play(*changed, FadeIn(boxed.box), run_time=STEADY)
        self.remove(*self.questions)
        self.add(boxed)


def pick_out(curves: LevelCurves, level: float) -> Iterator[Animation]:
    """Yield animations that draw one level curve strongly and the others thinly."""
    ours = curves.curve(level)
    for curve in curves.curves:
        width = HIGHLIGHT_STROKE if curve is ours else QUIET
        yield curve.animate.set_stroke(width=width).build()


def _flowed(lines: Sequence[Typeset]) -> list[VGroup]:
    """Set lines side by side in rows, as many in each as there is room for; return the rows.

    They are filled from the last on: what comes first, the function, rather stands alone.
    """
    rows: list[list[Typeset]] = []
    for line in reversed(lines):
        width = sum(one.width + BESIDE for one in rows[0]) if rows else PAPER.width
        if width + line.width <= PAPER.width:
            rows[0].insert(0, line)
        else:
            rows.insert(0, [line])
    for row in rows:
        for before, line in pairwise(row):
            line.next_to(before, np.array([1.0, 0.0, 0.0]), buff=BESIDE)
            line.shift(np.array([0.0, _sign_height(before) - _sign_height(line), 0.0]))
    return [VGroup(*row) for row in rows]


def _sign_height(line: Typeset) -> float:
    """Return how high the first sign between both sides of a line stands; its middle has none."""
    signs = (line.part(sign) for sign in SIGNS if sign in line.part_labels)
    return float(next((sign[0] for sign in signs), line).get_center()[1])


def _divided(rows: Sequence[Mobject]) -> tuple[Region, Region]:
    """Divide the paper: what the rows of the task need, and the rest."""
    needed = sum(row.height for row in rows) + SNUG * (len(rows) - 1)
    least, most = (share * PAPER.height for share in TASK_SHARE)
    bottom = PAPER.top - float(np.clip(needed, least, most))
    task = Region(PAPER.left, bottom, PAPER.right, PAPER.top)
    return task, Region(PAPER.left, PAPER.bottom, PAPER.right, bottom - BELOW_TASK)
