"""Second set, clean: narrations, captions, numbers and marks that are as they should be."""

from __future__ import annotations

import numpy as np
from manim import Create, Dot, FadeIn, FunctionGraph, Scene, Typst, ValueTracker, VGroup, Write

from mathcore.calculus import difference_table
from scenes.kit.digits import Figure
from scenes.kit.layout import SIDE, place
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.numbers import Coordinates, Number, Ratio
from scenes.kit.readout import ReadOut
from scenes.kit.tables import QuotientTable
from scenes.kit.timing import QUICK
from scenes.kit.typography import TITLE, math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.second_stage import (
    at,
    dark,
    lecture_case,
    light,
    parabola,
    said,
    sums,
    words,
)  # fmt: skip
from tests.scripts.studio.inspect.cases.stage import BOWL


@case(
    defect=None,
    narration={"scene": said("The slope at this point is {rate}.", rate=Number(5.942))},
)
def number_from_a_fact(scene: Scene) -> None:
    with dark(scene):
        scene.play(FadeIn(sums("nabla f dot u", size=TITLE)), run_time=1)
        scene.wait(2.5)


@case(
    defect=None,
    narration={
        "scene": said("We stand at the point {at}, and look around.", at=Coordinates((2.0, -1.0)))
    },
)
def point_from_a_fact(scene: Scene) -> None:
    with light(scene):
        scene.play(FadeIn(sums("P = (2, -1)", size=TITLE)), run_time=1)
        scene.wait(3)


@case(
    defect=None,
    narration={"scene": said("The best slope is {w}, a fraction.", w=Ratio(11, 10))},
)
def fraction_from_a_fact(scene: Scene) -> None:
    scene.play(Write(Typst("best slope", font_size=60)), run_time=1)
    scene.wait(3)


@case(
    defect=None,
    narration={"scene": said("So [∇f](nabla f) is zero, and [f(x)](f of x) is as low as it gets.")},
)
def symbols_shown_and_words_said(scene: Scene) -> None:
    with dark(scene):
        scene.play(FadeIn(sums("nabla f = 0", size=TITLE)), run_time=1)
        scene.wait(4)


@case(
    defect=None,
    narration={
        "scene": said("This function is called [tanh](/tænʃ/), and nobody knows how to say it.")
    },
)
def name_with_its_sounds(scene: Scene) -> None:
    with light(scene):
        curve = FunctionGraph(lambda x: 2 * np.tanh(x), x_range=(-5, 5), color="#007c78")
        scene.play(Create(curve), run_time=1)
        scene.wait(4)


@case(
    defect=None,
    narration={
        "first": said("First, one thing."),
        "second": said("Then another one, beside it."),
        "third": said("And a third one, which is the last."),
    },
)
def three_beats_with_one_thing_each(scene: Scene) -> None:
    for k, name in enumerate(("first", "second", "third")):
        scene.next_section(name)
        scene.play(FadeIn(Typst(name, font_size=60).move_to(at(4 * k - 4, 0))), run_time=0.7)
        scene.wait(3)


@case(
    defect=None,
    narration={
        "scene": said("This picture may stay for a while, since there is much to see in it.")
    },
)
def picture_held_for_eight_seconds(scene: Scene) -> None:
    with dark(scene):
        scene.add(parabola(), words("look at the foot", 0, -2.6))
        scene.wait(8)


@case(
    defect=None,
    narration={"scene": said("The number falls, and falls, until it is nearly zero.")},
)
def number_runs_down(scene: Scene) -> None:
    with dark(scene):
        tracker = ValueTracker(120.0)
        scene.add(ReadOut("L", lambda: tracker.get_value(), size=TITLE, widest=120))
        scene.play(tracker.animate.set_value(-0.004), run_time=4)
        scene.wait(0.5)


@case(defect=None)
def numbers_of_all_sizes(scene: Scene) -> None:
    with light(scene):
        column = VGroup(*(Figure(v, size=TITLE) for v in (3e-6, -0.125, 17.0, 1234567.0)))
        for k, figure in enumerate(column):
            figure.move_to(at(0, 2.4 - 1.5 * k))
        scene.add(column)


@case(defect=None)
def quotients_close_in_on_their_limit(scene: Scene) -> None:
    with dark(scene):
        table = QuotientTable(difference_table(BOWL, (1.0, 0.0), "x"))
        scene.add(place(table, SIDE))


@lecture_case(defect=None)
class MarksMetInTime(LectureScene):
    """Two marks, both met."""

    @beat("Here is a <curve>curve, and somewhere on it there is a <dot>dot that we follow.")
    def show(self) -> None:
        """Draw at the words."""
        self.until("curve")
        self.play(Create(parabola()), run_time=QUICK)
        self.until("dot")
        self.play(FadeIn(Dot(at(0, -2), color="#fddc3a", radius=0.14)), run_time=QUICK)


@lecture_case(defect=None)
class ShortBeatsInARow(LectureScene):
    """Two short sentences of their own."""

    @beat("What is a derivative, after all?")
    def ask(self) -> None:
        """Show the question."""
        self.words = text("What is it?", size=TITLE)
        self.play(FadeIn(self.words), run_time=QUICK)

    @beat("It is the slope of the best line.")
    def answer(self) -> None:
        """Show the answer below it."""
        self.play(FadeIn(math("f'(x)", size=TITLE).shift(at(0, -1.5))), run_time=QUICK)
