"""Second set: too much at once, too little for too long, captions, words, marks, waivers."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    Circle,
    Create,
    Dot,
    FadeIn,
    FunctionGraph,
    Scene,
    Square,
    Typst,
    ValueTracker,
    VGroup,
    Write,
)  # fmt: skip

from scenes.kit.layout import SIDE, place, stack, title_bar
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.timing import QUICK, SLOW, SWEEP
from scenes.kit.typography import TITLE, math, text
from scenes.kit.waivers import waive
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.second_stage import (
    at,
    cross_of_axes,
    dark,
    lecture_case,
    light,
    parabola,
    said,
    sums,
    words,
)  # fmt: skip

RULES = (
    "(f + g)' = f' + g'", "(c f)' = c f'", "(f g)' = f' g + f g'", "(x^n)' = n x^(n - 1)",
    "(e^x)' = e^x", "(sin x)' = cos x",
)  # fmt: skip

LONG_SPEECH = """Imagine a wide and hilly country, and imagine that a thick fog lies over it, so
that you see nothing but the ground right under your feet. You would like to get down into the
valley. There is no map and no path, and nobody whom you could ask. But you can feel how the ground
slopes where you stand, and that is enough to choose a direction. You take a small step that way,
and then you feel the ground again. It may slope another way now, so you turn a little, and take
the next step. Again and again you feel, you turn, and you step. You never see the valley, and you
never know how far it still is. And yet, step after step, you get lower and lower, until the ground
under your feet is level at last, and every step would lead you up again. That is the whole idea,
and everything that follows in this lecture is about doing it well."""

LONG_SECONDS = said(LONG_SPEECH).cues.duration + 0.5

# -- too many new things ----------------------------------------------------------------------


@case(defect="too-many-new", narration={"scene": said("Here are all the rules at once.")})
def six_rules_at_once(scene: Scene) -> None:
    with dark(scene):
        rules = [sums(rule, 0, 2.5 - k) for k, rule in enumerate(RULES)]
        scene.play(*(FadeIn(rule) for rule in rules), run_time=1)
        scene.wait(2)


@case(
    defect="too-many-new",
    narration={
        "begin": said("This is where we begin."),
        "flood": said("And these are the names of everything that follows."),
    },
)
def second_beat_is_a_flood(scene: Scene) -> None:
    scene.next_section("begin")
    scene.play(Write(Typst("Names", font_size=72).move_to(at(-4, 2.5))), run_time=1)
    scene.wait(2)
    scene.next_section("flood")
    names = ("gradient", "Hessian", "tangent", "normal", "saddle", "valley", "plateau")
    for k, name in enumerate(names):
        scene.play(FadeIn(Typst(name, font_size=48).move_to(at(3, 2.7 - 0.9 * k))), run_time=0.4)
    scene.wait(1)


@lecture_case(defect="too-many-new")
class FiveFormulasInOneBreath(LectureScene):
    """Five formulas of their own, one after the other, in one short beat."""

    @beat("One, two, three, four, five formulas, and none of them is explained.")
    def show(self) -> None:
        """Show them."""
        places = [at(-4, 2), at(0, 2), at(4, 2), at(-3, -1), at(3, -1)]
        for rule, where in zip(RULES, places, strict=False):
            self.play(FadeIn(math(rule).move_to(where)), run_time=0.5)


@case(
    defect="too-many-new",
    narration={"scene": said("Every letter of this formula has a meaning, and here they all are.")},
)
def formula_with_eight_remarks(scene: Scene) -> None:
    with light(scene):
        scene.play(FadeIn(sums("theta_(k + 1) = theta_k - eta nabla L", 0, 2.8)), run_time=0.5)
        remarks = (
            "parameters", "step size", "loss", "gradient", "iteration", "next iterate", "start",
            "minus sign",
        )  # fmt: skip
        notes = [words(r, -3.5 + 7 * (k % 2), 1.4 - 1.1 * (k // 2)) for k, r in enumerate(remarks)]
        scene.play(*(FadeIn(note) for note in notes), run_time=1)
        scene.wait(1)


# -- a picture that stands still --------------------------------------------------------------


@case(defect="still-picture", narration={"scene": said(LONG_SPEECH)})
def one_word_for_a_minute(scene: Scene) -> None:
    with dark(scene):
        scene.add(words("fog", size=TITLE))
        scene.wait(LONG_SECONDS)


@case(defect="still-picture", narration={"scene": said(LONG_SPEECH)})
def only_a_hidden_number_moves(scene: Scene) -> None:
    with light(scene):
        scene.add(cross_of_axes(color="#6d7889"), parabola(color="#007c78"))
        tracker = ValueTracker(0)
        scene.play(tracker.animate.set_value(5), run_time=LONG_SECONDS)


@lecture_case(defect="still-picture")
class LongTalkOverOnePicture(LectureScene):
    """One formula, and then words and words."""

    @beat(LONG_SPEECH)
    def talk(self) -> None:
        """Show one formula."""
        self.play(FadeIn(math("nabla L = 0", size=TITLE)), run_time=QUICK)


@case(
    defect="still-picture",
    narration={"draw": said("First, a parabola."), "talk": said(LONG_SPEECH)},
)
def second_beat_has_no_picture_of_its_own(scene: Scene) -> None:
    scene.next_section("draw")
    scene.play(Create(parabola()), run_time=2)
    scene.next_section("talk")
    scene.wait(LONG_SECONDS)


# -- captions ---------------------------------------------------------------------------------


@case(defect="caption-limit", narration={"scene": said(LONG_SPEECH, pace=330)})
def spoken_at_a_gallop(scene: Scene) -> None:
    with dark(scene):
        dot = Dot(at(-5, 0), color="#fddc3a")
        scene.add(dot)
        for k in range(9):
            scene.play(dot.animate.move_to(at(-4 + k, (-1) ** k)), run_time=3.2)


@case(
    defect="caption-limit",
    narration={
        "scene": said(
            """This is the [f(x,y)=x²y³−4y+sin(x)cos(y)−exp(x²+y²)+7xy−tanh(x+y)](function)
            that we study."""
        )
    },
)
def formula_that_no_line_can_hold(scene: Scene) -> None:
    scene.add(Typst("our function", font_size=60))
    scene.wait(4)


@lecture_case(defect="caption-limit")
class EquationWithoutABlank(LectureScene):
    """A caption that would hold an equation of sixty characters on one line."""

    @beat(
        """Everything is in [L(w,b)=(w·0+b−1)²+(w·1+b−3)²+(w·2+b−2)²+(w·3+b−5)²](one long
        equation), which we never want to write again."""
    )
    def show(self) -> None:
        """Show its short name."""
        self.play(FadeIn(math("L(w, b)", size=TITLE)), run_time=QUICK)


@case(
    defect="caption-limit",
    narration={
        "slow": said("First, something slow and easy."),
        "fast": said(
            """It is up or down or left or right or in or out or on or off or big or small or hot
            or cold or red or blue or old or new or one or two or all or none of it.""",
            pace=300,
        ),
    },
)
def list_rattled_off(scene: Scene) -> None:
    with light(scene):
        scene.next_section("slow")
        scene.play(FadeIn(words("opposites", size=TITLE)), run_time=2.5)
        scene.next_section("fast")
        scene.play(FadeIn(words("up, down", 0, -2)), run_time=1)
        scene.wait(6.5)


# -- what a voice can't read ------------------------------------------------------------------


@case(defect="unspeakable", narration={"scene": said("Here f(x) is the height of the curve.")})
def call_in_symbols(scene: Scene) -> None:
    scene.add(Typst("height", font_size=60))
    scene.wait(3)


@case(defect="unspeakable", narration={"scene": said("The slope is 2.5 at this place.")})
def figure_typed_in(scene: Scene) -> None:
    with dark(scene):
        scene.add(parabola(), words("slope", 2.6, -1.5))
        scene.wait(3)


@case(defect="unspeakable", narration={"scene": said("And this vector is called ∇f by everybody.")})
def nabla_in_the_words(scene: Scene) -> None:
    with light(scene):
        scene.add(sums("nabla f", size=TITLE))
        scene.wait(3)


@case(defect="unspeakable", narration={"scene": said("The loss falls by 20 % in every step.")})
def per_cent_sign(scene: Scene) -> None:
    scene.add(Typst("loss", font_size=60))
    scene.wait(3)


@lecture_case(defect="unspeakable")
class GreekInTheWords(LectureScene):
    """Greek letters as letters."""

    @beat("We turn the step by an angle θ and make it η long.")
    def turn(self) -> None:
        """Show the step."""
        self.play(FadeIn(math("theta, eta", size=TITLE)), run_time=QUICK)


@lecture_case(defect="unspeakable")
class PowersInTheWords(LectureScene):
    """A formula typed into the narration."""

    @beat("So the height is x^2 + y^2, and nothing else.")
    def tell(self) -> None:
        """Show the formula."""
        self.play(FadeIn(math("x^2 + y^2", size=TITLE)), run_time=QUICK)


# -- marks that are reached too late ----------------------------------------------------------


@lecture_case(defect="late-mark")
class DrawingOutlastsTheWords(LectureScene):
    """Four seconds of drawing before a word that is said in the first second."""

    @beat(
        "Look, <dot>a dot appears, and then it stays where it is for a good long while, as it must."
    )
    def show(self) -> None:
        """Draw too slowly."""
        self.play(Create(parabola()), run_time=SWEEP)
        self.until("dot")
        self.play(FadeIn(Dot(at(0, -2), color="#fddc3a")), run_time=QUICK)


@lecture_case(defect="late-mark")
class SecondMarkSlips(LectureScene):
    """The first mark is met, the second one waits for a slow animation."""

    @beat(
        "Here is a <square>square, and here <circle>a circle, next to it, of about the same size."
    )
    def show(self) -> None:
        """Draw the square slowly."""
        self.until("square")
        self.play(Create(Square(2, color="#67c0fa").move_to(at(-2, 0))), run_time=SWEEP)
        self.until("circle")
        self.play(Create(Circle(1, color="#fa8341").move_to(at(2, 0))), run_time=QUICK)


@lecture_case(defect="late-mark")
class LateInTheSecondBeat(LectureScene):
    """A beat in order, then one whose picture comes three seconds late."""

    @beat("We begin with <line>a curve that is easy to draw.")
    def begin(self) -> None:
        """Draw in time."""
        self.until("line")
        self.curve = parabola()
        self.play(Create(self.curve), run_time=QUICK)

    @beat("Now <up>it rises, and when it has risen as far as it can, it stays up there for us.")
    def rise(self) -> None:
        """Wait far too long."""
        self.hold(3.5)
        self.until("up")
        self.play(self.curve.animate.shift(at(0, 1)), run_time=QUICK)


@lecture_case(defect="late-mark")
class MarkLostBehindTheProof(LectureScene):
    """Three lines of proof are shown in full before the mark of the second."""

    @beat("First line. <second>Second line. <third>Third line, and with it the proof is complete.")
    def prove(self) -> None:
        """Show line after line, each too long."""
        lines = [math(s) for s in ("f(x) = x^2", "f'(x) = 2 x", "f'(3) = 6")]
        stack(lines, SIDE)
        self.play(Write(lines[0]), run_time=SWEEP)
        self.until("second")
        self.play(FadeIn(lines[1]), run_time=SLOW)
        self.until("third")
        self.play(FadeIn(lines[2]), run_time=QUICK)


# -- waivers that waive nothing ---------------------------------------------------------------


@lecture_case(defect="unused-waiver")
class WaivedOverlapThatIsNone(LectureScene):
    """Two words far apart, and a waiver for their overlap."""

    @waive("text-over-text", "Typeset 'left'", reason="they used to touch")
    @beat("Left and right.")
    def show(self) -> None:
        """Show both."""
        self.play(FadeIn(text("left").shift(at(-3, 0)), text("right").shift(at(3, 0))))


@waive("low-contrast", "FunctionGraph", reason="an old colour")
@lecture_case(defect="unused-waiver")
class WaivedColourThatIsStrong(LectureScene):
    """A curve that is seen well, and a waiver for its contrast."""

    @beat("This curve is easily seen.")
    def show(self) -> None:
        """Show it."""
        self.play(Create(FunctionGraph(np.sin, x_range=(-4, 4), color="#5cf0e2")), run_time=QUICK)


@lecture_case(defect="unused-waiver")
class WaivedNameThatIsNotThere(LectureScene):
    """A waiver for a mobject that nobody shows."""

    @beat("A title at the top.")
    def begin(self) -> None:
        """Show a title."""
        self.play(FadeIn(title_bar("What is left?")), run_time=QUICK)

    @waive("text-covered", "the lamp", reason="the lamp stands in front of it")
    @beat("And a formula at the side.")
    def show(self) -> None:
        """Show a formula."""
        self.play(FadeIn(place(math("nabla f = 0"), SIDE)), run_time=QUICK)


@lecture_case(defect="unused-waiver")
class WaivedPaceThatIsCalm(LectureScene):
    """Two new things, and a waiver for too many."""

    @waive("too-many-new", "show", reason="a summary")
    @beat("Two things are new here, not more.")
    def show(self) -> None:
        """Show two things."""
        things = VGroup(math("a = 1"), math("b = 2")).arrange(DOWN, buff=1)
        self.play(FadeIn(things), run_time=QUICK)
