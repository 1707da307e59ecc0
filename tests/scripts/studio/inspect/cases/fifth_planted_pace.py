"""Fifth blind set: too much, too long, too fast, not to be spoken, too late, waived in vain."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arc,
    Arrow,
    Circle,
    Create,
    FadeIn,
    RegularPolygon,
    Rotate,
    Scene,
    Square,
    Star,
    Triangle,
    VGroup,
)

from scenes.kit.arrows import VectorArrow
from scenes.kit.bars import Bars
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.readout import ReadOut
from scenes.kit.tables import NumberTable
from scenes.kit.theme import theme
from scenes.kit.typography import math
from scenes.kit.waivers import waive
from tests.scripts.studio.inspect.cases.fifth_stage import (
    PASS,
    TILTED,
    drawn,
    flat,
    node,
    show,
    speech,
    taught,
    true,
    word,
)

# -- too many new things --------------------------------------------------------------------------


@drawn("too-many-new", ground="light")
def whole_dashboard_in_one_beat(scene: Any) -> None:
    plane = flat((0, 4), (0, 4), Region(-6.6, -0.2, -1.4, 3.2))
    scene.add(VGroup(plane, Graph(plane, lambda x: 4 - x)))
    scene.add(Bars([0.3, 0.8, 0.5], Region(0, 0.2, 3, 3.0), colors="w"))
    table = NumberTable(
        ("h", "q"), ([1, 0.1], [3, 2.1]), places=(None, 1), colors=("step", "value")
    )
    scene.add(table.move_to([5.2, 1.6, 0]))
    scene.add(ReadOut("L", 0.22).move_to([-5, -2, 0]))
    scene.add(math("eta = 0.1").move_to([-0.4, -2, 0]), node("stop").move_to([4.4, -2, 0]))
    scene.wait()


@drawn("too-many-new")
def second_beat_throws_in_five_vectors(scene: Any) -> None:
    plane = true(3.0)
    show(scene, plane)
    scene.next_section("vectors")
    things = (
        ((-2.5, -1.0), (0.9, 0.4), "x"),
        ((-0.6, 0.2), (0.3, 0.7), "y"),
        ((0.4, -1.1), (1.0, 0.1), "gradient"),
        ((1.9, 0.0), (0.7, 0.9), "direction"),
        ((-2.4, 0.9), (0.8, -0.5), "tangent"),
    )
    for k, (at, way, color) in enumerate(things):
        arrow = VectorArrow(plane, at, way, color=color)
        scene.add(arrow, arrow.labelled(math(f"v_{k + 1}", color=color)))
    scene.wait()


@drawn("too-many-new")
def six_sketches_one_after_another(scene: Any) -> None:
    shapes = (
        Circle(0.8), Square(1.4), Triangle(), Star(outer_radius=0.9), RegularPolygon(6),
        Arc(0.8, 0, np.pi),
    )  # fmt: skip
    names = ("bowl", "box", "cone", "spike", "cell", "arch")
    colors = ("x", "y", "value", "gradient", "direction", "right")
    for k, (shape, name, color) in enumerate(zip(shapes, names, colors, strict=True)):
        shape.set_stroke(theme().of(color), 5).set_fill(opacity=0)
        shape.move_to([4.4 * (k % 3) - 4.4, 1.7 - 3.4 * (k // 3), 0])
        scene.play(Create(shape), FadeIn(word(name, 30).next_to(shape, DOWN)), run_time=0.7)
    scene.wait()


# -- the picture stands while the talk goes on ----------------------------------------------------

TALK = """The plane shows a single line, and much can be told of it. It falls from left to right,
it meets both axes, and every step to the right costs the same. Think of a price that goes down as
the store empties, think of a candle that burns, think of a lake that dries in summer. All of them
lose as much in each hour as in the hour before, and all of them will be empty at a moment that you
can tell ahead. So a line is the simplest of all stories, and it is told to its end by two numbers.
"""


@drawn("still-picture", narration={"scene": speech(TALK)})
def long_story_before_one_line(scene: Any) -> None:
    plane = flat((0, 4), (0, 4))
    show(scene, plane, Graph(plane, lambda x: 4 - x), seconds=46)


@drawn(
    "still-picture",
    ground="light",
    narration={"scene": speech("Here is an arrow, and now it turns."), "sermon": speech(TALK)},
)
def one_rule_under_a_sermon(scene: Any) -> None:
    """The picture moves in the first beat, and in the second there is only talk."""
    arrow = Arrow(LEFT * 2, RIGHT * 2, color=theme().direction)
    scene.add(arrow)
    scene.play(Rotate(arrow, 1.0), run_time=2)
    scene.wait(2)
    scene.remove(arrow)
    scene.next_section("sermon")
    show(scene, math("y = 4 - x", size=0.8), seconds=45)


# -- captions -------------------------------------------------------------------------------------

GALLOP = """Each partial derivative answers for one input while all the others are held completely
still, and together they answer for every small step that anybody could ever take from here."""


@drawn(
    "caption-limit",
    narration={
        "scene": speech("Look at the map first."),
        "rush": speech(GALLOP, pace=300),
    },
)
def second_beat_is_rattled_off(scene: Any) -> None:
    plane = true(3.0)
    show(scene, plane, seconds=5)
    scene.next_section("rush")
    scene.play(Create(LevelCurves(plane, PASS, (-1, 1))), run_time=4)
    scene.wait(6)


WIDE = "[∇L(w, b) = (2/n) Σ ((w xᵢ + b − yᵢ) xᵢ, w xᵢ + b − yᵢ)](the gradient of the loss)"


@drawn("caption-limit", ground="light", narration={"scene": speech(f"Add up, and {WIDE} is it.")})
def formula_of_the_caption_fills_two_lines(scene: Any) -> None:
    show(scene, math("nabla L(w, b)", size=0.7), seconds=6)


# -- what a voice can't read ----------------------------------------------------------------------


@drawn("unspeakable", narration={"scene": speech("Far from zero, x² wins over every line.")})
def square_sign_in_the_words(scene: Any) -> None:
    show(scene, math("x^2"), seconds=5)


@drawn("unspeakable", narration={"scene": speech("Let h → zero, and look at the quotient.")})
def arrow_sign_in_the_words(scene: Any) -> None:
    show(scene, math("(Delta f) / h"), seconds=5)


@drawn("unspeakable", narration={"scene": speech("This step saves 80% of the loss at once.")})
def per_cent_sign_in_the_words(scene: Any) -> None:
    show(scene, math("L_1 = 0.2 L_0"), seconds=5)


@drawn("unspeakable", narration={"scene": speech("So ∂f/∂x is what we are after.")}, ground="light")
def curly_d_in_the_words(scene: Any) -> None:
    show(scene, math("(partial f)/(partial x)"), seconds=5)


# -- marks ----------------------------------------------------------------------------------------


class Tardy(LectureScene):
    """A lesson whose level curve is still being drawn when the gradient is named."""

    @beat("Another level curve, and <now>perpendicular to it stands the gradient.")
    def cross(self) -> None:
        """Draw the curve far too slowly."""
        plane = true(3.0)
        self.add(plane)
        self.play(Create(LevelCurves(plane, TILTED, (1.0,))), run_time=3.5)
        self.until("now")
        self.add(VectorArrow(plane, (1.0, 0.0), (0.6, 0.3), color="gradient"))


@taught(Tardy, "late-mark")
def gradient_comes_long_after_its_word(scene: Any) -> None:
    LectureScene.construct(scene)


class Stepwise(LectureScene):
    """A lesson that is in time once, and then falls behind."""

    @beat(
        """First everything that enters the model, <out>afterwards the resulting quantity.
        <end>Finished."""
    )
    def add_up(self) -> None:
        """Let two slow entrances come between the marks."""
        boxes = VGroup(node("inputs"), node("sum")).arrange(RIGHT, buff=2)
        self.play(FadeIn(boxes[0]), run_time=0.6)
        self.until("out")
        self.play(FadeIn(boxes[1]), run_time=1.8)
        self.play(boxes.animate.shift(DOWN), run_time=2.2)
        self.until("end")
        self.play(FadeIn(word("done", 40).shift(UP * 2)), run_time=0.5)


@taught(Stepwise, "late-mark", "light")
def last_word_waits_for_two_motions(scene: Any) -> None:
    LectureScene.construct(scene)


# -- waivers --------------------------------------------------------------------------------------


@waive("low-contrast", "Text", reason="the remark used to be a dull grey on purpose")
class Brightened(Scene):
    """A scene whose remark was made bright, while the waiver stayed."""


@drawn("unused-waiver", scene_class=Brightened)
def waiver_of_a_grey_that_is_gone(scene: Any) -> None:
    show(scene, word("only a first guess", 40), math("f(x) approx f(0)").shift(DOWN * 1.2))
