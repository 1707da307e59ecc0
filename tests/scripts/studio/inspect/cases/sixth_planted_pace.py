"""Sixth blind set: too much at once, too little for the words, words not to be read or heard."""

from __future__ import annotations

from typing import Any

from manim import (
    DOWN,
    RIGHT,
    UP,
    Circle,
    Create,
    FadeIn,
    Line,
    MoveAlongPath,
    Rectangle,
    RegularPolygon,
    Scene,
    Square,
    Star,
    VGroup,
)

from scenes.kit.graphs import Graph
from scenes.kit.knob_dials import KnobDial
from scenes.kit.layout import Region
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from scenes.kit.waivers import waive
from tests.scripts.studio.inspect.cases.sixth_stage import (
    TWIST,
    VALLEY,
    button,
    column,
    drawn,
    flat,
    show,
    speech,
    taught,
    true,
    word,
)

# -- too many new things --------------------------------------------------------------------------


@drawn("too-many-new")
def cockpit_with_eight_instruments_opens_the_film(scene: Any) -> None:
    plane = flat((0, 3), (0, 3), Region(-6.5, -0.4, -2.6, 3.2))
    scene.add(VGroup(plane, Graph(plane, lambda x: 3 - x)))
    side = true(2.0, Region(-2.0, -0.4, 2.6, 3.2))
    scene.add(VGroup(side, LevelCurves(side, TWIST, (0.5, 1.0))))
    scene.add(KnobDial(lambda: 0.4, (-1, 1), color="w").move_to([4.0, 1.6, 0]))
    scene.add(KnobDial(lambda: -0.2, (-1, 1), color="b").move_to([5.8, 1.6, 0]))
    scene.add(math("eta = 0.2").move_to([-5.4, -2.0, 0]), word("stop here").move_to([-2.6, -2, 0]))
    scene.add(Star(outer_radius=0.7, color=theme().error).move_to([0.4, -2.0, 0]))
    scene.add(RegularPolygon(6, radius=0.7, color=theme().x).move_to([2.6, -2.0, 0]))
    scene.add(math("nabla L = 0").move_to([5.2, -2.0, 0]))
    scene.wait()


@drawn("too-many-new", ground="light")
def map_of_eight_concepts_pops_up_whole(scene: Any) -> None:
    names = ("limit", "slope", "partial", "gradient", "chain rule", "level", "descent", "metric")
    colors = ("x", "y", "value", "gradient", "direction", "tangent", "slice", "step")
    for k, (name, color) in enumerate(zip(names, colors, strict=True)):
        at = [4.3 * (k % 3) - 4.3, 2.2 - 2.2 * (k // 3), 0]
        frame = Rectangle(width=2.9, height=1.1, color=theme().of(color), stroke_width=5)
        scene.add(VGroup(frame, word(name, 34, color)).move_to(at))
    scene.wait()


@drawn("too-many-new")
def seven_symbols_introduced_in_one_breath(scene: Any) -> None:
    symbols = ("w", "b", "L", "eta", "kappa", "theta", "lambda")
    meanings = ("weight", "bias", "loss", "step", "condition", "angle", "curvature")
    rows = [
        VGroup(math(s, color="highlight"), text(m)).arrange(RIGHT, buff=0.6)
        for s, m in zip(symbols, meanings, strict=True)
    ]
    column(rows, -1.5, 2.7, 0.9)
    for row in rows:
        scene.play(FadeIn(row), run_time=0.4)
    scene.wait()


# -- the picture stands while the talk goes on ----------------------------------------------------

STORY = """A question like this one is older than any machine. Shepherds asked it when they looked
for the shortest way into the valley, and sailors asked it when they set their sails. Each of them
could change a little of what was in their hands, and each of them wanted to know what came of it.
Some kept long lists of what they had tried. Others trusted their memory, and a few drew pictures in
the sand. None of them had a word for it, but all of them were after one and the same thing: how
much does the outcome answer when a single cause is moved a little, and everything else stays."""


@drawn("still-picture", ground="light", narration={"scene": speech(STORY)})
def title_stands_alone_through_a_long_story(scene: Any) -> None:
    show(scene, word("How does a function answer?", 56), seconds=52)


@drawn("still-picture", narration={"scene": speech(STORY)})
def curve_is_drawn_and_then_nothing_happens(scene: Any) -> None:
    plane = flat((-2, 2), (0, 3))
    scene.add(plane)
    scene.play(Create(Graph(plane, lambda x: 3 - 0.7 * x**2)), run_time=2)
    scene.wait(50)


class Monologue(LectureScene):
    """A lesson that shows one formula at its beginning and only talks after that."""

    @beat(STORY)
    def talk(self) -> None:
        """Bring the formula at once."""
        self.play(FadeIn(math("Delta f \\/ Delta x", size=0.8)), run_time=0.6)


@taught(Monologue, "still-picture")
def lesson_talks_on_before_one_quotient(scene: Any) -> None:
    LectureScene.construct(scene)


# -- captions -------------------------------------------------------------------------------------

TORRENT = """Take any direction you like, scale it down to a length of one, multiply each of its
parts by the partial derivative that belongs to it, add up all of these products, and
there it is."""
SUM = "softmax(w₁·x₁+w₂·x₂+w₃·x₃+w₄·x₄+w₅·x₅+w₆·x₆+bias)"
VECTOR = """the vector of all partial derivatives, one for each of the inputs, in the order in which
the inputs are listed, each of them taken while every other input is held where it is, and all of
them taken at one and the same point of the input space"""


@drawn("caption-limit", narration={"scene": speech(TORRENT, pace=310)})
def recipe_told_at_an_auctioneers_pace(scene: Any) -> None:
    ring = Circle(2.2, color=theme().direction)
    dot = Square(0.3, color=theme().highlight, fill_opacity=1).move_to(ring.get_start())
    scene.add(ring, dot)
    scene.play(MoveAlongPath(dot, ring), run_time=8)
    scene.wait()


@drawn(
    "caption-limit", narration={"scene": speech(f"Finally [{SUM}](the soft maximum) comes out.")}
)
def one_unbroken_term_longer_than_a_line(scene: Any) -> None:
    show(scene, math("p = sigma(w dot x + b)", size=0.7), seconds=6)


@drawn("caption-limit", narration={"scene": speech(f"Write [∇f]({VECTOR}).")}, ground="light")
def one_symbol_hangs_in_the_caption_for_a_quarter_minute(scene: Any) -> None:
    plane = true(3.0)
    show(scene, plane)
    scene.play(Create(LevelCurves(plane, VALLEY, (0.5, 1.0))), run_time=9)
    scene.play(Create(LevelCurves(plane, TWIST, (0.5, 1.0))), run_time=9)
    scene.wait()


# -- what a voice can't read ----------------------------------------------------------------------


@drawn("unspeakable", narration={"scene": speech("The longest rate of all is √5, along it.")})
def root_sign_in_the_words(scene: Any) -> None:
    show(scene, math("sqrt(5)", size=0.8), seconds=5)


@drawn("unspeakable", narration={"scene": speech("Let us start with a step of 10^-3 at first.")})
def power_with_a_caret_in_the_words(scene: Any) -> None:
    show(scene, math("h = 0.001", size=0.8), seconds=5)


@drawn(
    "unspeakable",
    narration={"scene": speech("Turn w_1 alone, and hold the other.")},
    ground="light",
)
def subscript_typed_with_an_underscore(scene: Any) -> None:
    show(scene, math("w_1", size=0.8), seconds=5)


# -- marks ----------------------------------------------------------------------------------------


class Overlong(LectureScene):
    """A lesson whose second beat still moves the map when it names the valley."""

    @beat("This is a map of the whole loss, seen from above.")
    def show_map(self) -> None:
        """Add the plane."""
        self.plane = true(3.0)
        self.add(self.plane)

    @beat("And this <here>is its valley.")
    def show_valley(self) -> None:
        """Shift the plane for too long before the valley comes."""
        self.play(self.plane.animate.shift(UP * 0.2), run_time=2.4)
        self.until("here")
        self.play(Create(LevelCurves(self.plane, VALLEY, (0.5, 1.0))), run_time=0.5)


@taught(Overlong, "late-mark")
def valley_comes_when_the_sentence_is_over(scene: Any) -> None:
    LectureScene.construct(scene)


class Waiting(LectureScene):
    """A lesson that waits for a fixed time, which is longer than its words."""

    @beat("Two plates: the <left>left one is safe, the <other>right one is not. Keep that in mind.")
    def plates(self) -> None:
        """Wait by the clock instead of by the word."""
        self.until("left")
        self.play(FadeIn(button("safe", "panel", "ink", 3).move_to([-3, 0, 0])), run_time=0.4)
        self.wait(4.5)
        self.until("other")
        self.play(FadeIn(button("unsafe", "panel", "ink", 3).move_to([3, 0, 0])), run_time=0.4)


@taught(Waiting, "late-mark", "light")
def second_plate_waits_by_the_clock(scene: Any) -> None:
    LectureScene.construct(scene)


class Crowded(LectureScene):
    """A lesson with two marks in a row and a slow drawing at the first."""

    @beat("A <line>line and a <ring>ring meet in two points, and nowhere else in the whole plane.")
    def meet(self) -> None:
        """Draw the line so slowly that the ring is late."""
        self.until("line")
        self.play(Create(Line([-4, -1, 0], [4, 1, 0], color=theme().tangent)), run_time=2.6)
        self.until("ring")
        self.play(Create(Circle(2.0, color=theme().value)), run_time=0.6)


@taught(Crowded, "late-mark")
def ring_is_late_for_its_word(scene: Any) -> None:
    LectureScene.construct(scene)


# -- waivers --------------------------------------------------------------------------------------


@waive("text-over-line", "Text", reason="the label once lay on the axis")
class Tidied(Scene):
    """A scene whose label was moved off its axis, while the waiver stayed."""


@drawn("unused-waiver", ground="light", scene_class=Tidied)
def waiver_of_a_label_that_moved_away(scene: Any) -> None:
    axis = Line([-4, 0, 0], [4, 0, 0], color=theme().axis)
    show(scene, axis, word("input", 40).next_to(axis, DOWN, buff=0.5))
