"""Second set, clean: things that move, meet for a moment, give way, turn into each other."""

from __future__ import annotations

import numpy as np
from manim import (
    DEGREES,
    DOWN,
    LEFT,
    PI,
    RIGHT,
    AnimationGroup,
    Circle,
    Circumscribe,
    Create,
    Cross,
    Dot,
    FadeIn,
    FadeOut,
    FadeTransform,
    FunctionGraph,
    GrowArrow,
    GrowFromEdge,
    Indicate,
    LaggedStart,
    Line,
    MathTypst,
    MoveAlongPath,
    MovingCameraScene,
    Rectangle,
    ReplacementTransform,
    Rotate,
    Scene,
    Square,
    Swap,
    Transform,
    Typst,
    Uncreate,
    ValueTracker,
    Vector,
    VGroup,
    Wiggle,
    Write,
    always_redraw,
)  # fmt: skip

from mathcore.arrays import Window
from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.ceremony import pose_question, settle_question
from scenes.kit.graphs import Graph
from scenes.kit.layout import SIDE, STAGE, place
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.plane import Plane
from scenes.kit.plates import Plated
from scenes.kit.readout import Boxed, ReadOut
from scenes.kit.space import Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.stretching import Reframe, StretchingPlane, flattened
from scenes.kit.surface import SurfacePlot
from scenes.kit.timing import EASED, QUICK, SLOW, STEADY
from scenes.kit.typography import HERO, LABEL, TITLE, math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.second_stage import (
    at,
    dark,
    lecture_case,
    light,
    parabola,
    sums,
    words,
)  # fmt: skip
from tests.scripts.studio.inspect.cases.stage import BOWL, SADDLE, KitScene


def unit_plane() -> Plane:
    return Plane(Window((-2, 2), (-2, 2)), STAGE, equal=True)


@case(defect=None)
def disc_flies_past_a_word(scene: Scene) -> None:
    with dark(scene):
        disc = Circle(radius=0.4, color="#fddc3a", fill_opacity=1).move_to(at(-5, 0))
        scene.add(words("a word", 0, 0, size=TITLE), disc)
        scene.play(disc.animate.move_to(at(5, 0)), run_time=1)
        scene.wait(1)


@case(defect=None)
def two_formulas_change_places(scene: Scene) -> None:
    left = MathTypst("f(x)", font_size=60).move_to(at(-2.5, 0))
    right = MathTypst("g(x)", font_size=60).move_to(at(2.5, 0))
    scene.add(left, right)
    scene.play(Swap(left, right), run_time=1)
    scene.wait(1)


@case(defect=None)
def formula_turns_into_the_next(scene: Scene) -> None:
    with light(scene):
        old = sums("(x + h)^2 - x^2", size=TITLE)
        scene.play(Write(old), run_time=1)
        for source in ("2 x h + h^2", "h (2 x + h)", "2 x + h", "2 x"):
            new = sums(source, size=TITLE)
            scene.play(ReplacementTransform(old, new), run_time=0.8)
            scene.wait(0.6)
            old = new


@case(defect=None)
def square_becomes_a_circle(scene: Scene) -> None:
    with dark(scene):
        square = Square(3, color="#67c0fa", fill_opacity=0.4)
        scene.play(Create(square), run_time=1)
        scene.play(Transform(square, Circle(1.6, color="#fa8341", fill_opacity=0.4)), run_time=1)
        scene.play(FadeIn(words("same area", 0, -2.6)), run_time=0.6)
        scene.wait(1)


@case(defect=None)
def old_leaves_before_new_comes(scene: Scene) -> None:
    old, new = Typst("question", font_size=72), Typst("answer", font_size=72)
    scene.play(FadeIn(old), run_time=0.6)
    scene.play(FadeOut(old), run_time=0.6)
    scene.play(FadeIn(new), run_time=0.6)
    scene.wait(1)


@case(defect=None)
def one_word_dissolves_into_another(scene: Scene) -> None:
    with light(scene):
        old, new = words("slope", size=HERO), words("derivative", size=HERO)
        scene.add(old)
        scene.play(FadeTransform(old, new), run_time=1)
        scene.wait(1)


@case(defect=None)
def line_sweeps_over_and_goes_on(scene: Scene) -> None:
    with dark(scene):
        line = Line(at(-5, -2.5), at(-5, 2.5), color="#fddc3a", stroke_width=5)
        scene.add(line, words("scanned", 0, 0, size=TITLE))
        scene.play(line.animate.move_to(at(5, 0)), run_time=1.5)
        scene.wait(1)


@case(defect=None)
def hand_of_a_clock_passes_the_numbers(scene: Scene) -> None:
    with light(scene):
        ring = VGroup(
            *(
                words(str(k), 2.6 * np.sin(k * PI / 6), 2.6 * np.cos(k * PI / 6))
                for k in range(1, 13)
            )
        )
        hand = Line(at(0, 0), at(0, 2.0), color="#a70023", stroke_width=6)
        scene.add(ring, hand)
        scene.play(Rotate(hand, -2 * PI, about_point=at(0, 0)), run_time=2)
        scene.wait(0.5)


@case(defect=None)
def picture_leaves_through_the_side(scene: Scene) -> None:
    picture = VGroup(Square(2, color="#46a9c9"), Typst("old", font_size=48))
    scene.add(picture)
    scene.play(picture.animate.shift(12 * LEFT), run_time=1)
    scene.remove(picture)
    scene.play(FadeIn(Typst("new", font_size=60)), run_time=0.6)
    scene.wait(1)


@case(defect=None)
def title_comes_in_from_above(scene: Scene) -> None:
    with dark(scene):
        title = words("Gradient descent", 0, 5, size=TITLE)
        scene.add(parabola(foot=-3, bend=0.4))
        scene.play(title.animate.move_to(at(0, 3)), run_time=1)
        scene.wait(1)


@case(defect=None, scene_class=MovingCameraScene)
def camera_goes_near_the_lowest_point(scene: MovingCameraScene) -> None:
    with dark(scene):
        curve = FunctionGraph(lambda x: 0.5 * x**2 - 1, x_range=(-1.2, 1.2), color="#5cf0e2")
        scene.add(curve, words("lowest point", 0, -1.35, size=LABEL))
        scene.play(scene.camera.frame.animate.scale(0.55).move_to(at(0, -0.6)), run_time=1)
        scene.wait(1)


@case(defect=None, scene_class=MovingCameraScene)
def camera_travels_to_the_next_station(scene: MovingCameraScene) -> None:
    with light(scene):
        first = VGroup(words("first station"), Square(4, color="#005eaf"))
        second = VGroup(words("second station"), Circle(2.4, color="#a70023")).shift(20 * RIGHT)
        scene.add(first, second)
        scene.wait(0.5)
        scene.play(scene.camera.frame.animate.move_to(second), run_time=1.2)
        scene.wait(1)


@case(defect=None, scene_class=MovingCameraScene)
def camera_steps_back_a_little(scene: MovingCameraScene) -> None:
    scene.add(Typst("the whole picture", font_size=80), Circle(3.4, color="#fddc3a"))
    scene.play(scene.camera.frame.animate.scale(1.3), run_time=1)
    scene.wait(1)


@case(defect=None)
def point_runs_along_a_curve_with_its_name(scene: Scene) -> None:
    with dark(scene):
        x = ValueTracker(-2.2)
        dot = always_redraw(
            lambda: Dot(at(x.get_value(), 0.4 * x.get_value() ** 2 - 2), color="#fddc3a")
        )
        name = always_redraw(lambda: sums("P", x.get_value(), 0.4 * x.get_value() ** 2 - 1.3))
        scene.add(parabola(bend=0.4), dot, name)
        scene.play(x.animate.set_value(-1), run_time=1.5)
        scene.play(x.animate.set_value(0.5), run_time=1.5)
        scene.wait(0.5)


@case(defect=None)
def graph_bends_while_its_number_runs(scene: Scene) -> None:
    with light(scene):
        bend = ValueTracker(0.5)
        plane = Plane(Window((-2, 2), (-1, 4)), STAGE)
        graph = Graph(plane, lambda x: bend.get_value() * x**2)
        graph.add_updater(lambda g: g.redraw())
        reading = place(ReadOut("a", lambda: bend.get_value(), size=TITLE), SIDE)
        scene.add(plane, graph, reading)
        scene.play(bend.animate.set_value(1.5), run_time=2)
        scene.wait(0.5)


@case(defect=None)
def gradient_follows_a_walker(scene: Scene) -> None:
    with dark(scene):
        turn = ValueTracker(0.3)
        plane = unit_plane()

        def here() -> np.ndarray:
            return np.array([np.cos(turn.get_value()), np.sin(turn.get_value())]) * 1.1

        arrow = GradientArrow(plane, BOWL, here, scale=0.15).follow()
        dot = PointDot(plane, here).follow(here)
        scene.add(VGroup(plane, LevelCurves(plane, BOWL, count=5)), VGroup(arrow, dot))
        scene.play(turn.animate.set_value(2.6), run_time=2)
        scene.wait(0.5)


@case(defect=None)
def direction_turns_with_a_plate(scene: Scene) -> None:
    with light(scene):
        turn = ValueTracker(0.2)
        plane = unit_plane()

        def way() -> np.ndarray:
            return np.array([np.cos(turn.get_value()), np.sin(turn.get_value())])

        arrow = DirectionArrow(plane, (0, 0), way).follow()
        name = Plated(math("u", color="direction")).follow(plane, lambda: 1.15 * way(), way)
        scene.add(VGroup(plane, LevelCurves(plane, SADDLE)), arrow, name)
        scene.play(turn.animate.set_value(2.0), run_time=2)
        scene.wait(0.5)


@case(defect=None)
def bars_rise_one_after_the_other(scene: Scene) -> None:
    with dark(scene):
        bars = VGroup(
            *(
                Rectangle(
                    width=0.8, height=0.4 + 0.5 * k, fill_color="#46a9c9", fill_opacity=1,
                    stroke_width=0,
                ).move_to(at(1.2 * k - 3, -2), aligned_edge=DOWN)
                for k in range(6)
            )
        )  # fmt: skip
        scene.play(LaggedStart(*(GrowFromEdge(bar, DOWN) for bar in bars), lag_ratio=0.2))
        scene.play(FadeIn(words("it grows", 0, 2.4)), run_time=0.6)
        scene.wait(0.6)


@case(defect=None)
def attention_is_called_to_a_term(scene: Scene) -> None:
    formula = MathTypst("f' g + f g'", font_size=80)
    scene.add(formula)
    scene.play(Indicate(formula), run_time=1)
    scene.play(Circumscribe(formula), run_time=1)
    scene.play(Wiggle(formula), run_time=1)
    scene.wait(0.5)


@case(defect=None)
def vectors_added_tip_to_tail(scene: Scene) -> None:
    with light(scene):
        first = Vector([3, 0.5, 0], color="#005eaf").shift(at(-2.5, -1))
        second = Vector([1, 2, 0], color="#a70023").shift(at(-2.5, -1))
        scene.play(GrowArrow(first), GrowArrow(second), run_time=1)
        scene.play(second.animate.shift(at(3, 0.5)), run_time=1)
        total = Vector([4, 2.5, 0], color="#006635").shift(at(-2.5, -1))
        scene.play(GrowArrow(total), run_time=1)
        scene.wait(0.5)


@case(defect=None)
def words_in_front_of_a_filled_box(scene: Scene) -> None:
    with dark(scene):
        label = words("in front", size=TITLE)
        label.set_z_index(3, family=True)
        box = Rectangle(width=5, height=2, fill_color="#18202b", fill_opacity=1, color="#a5b1c2")
        scene.add(label)
        scene.play(FadeIn(box), run_time=0.6)
        scene.wait(1)


@case(defect=None)
def frame_turns_round_a_word(scene: Scene) -> None:
    frame = Square(5, color="#fddc3a")
    scene.add(Typst("core", font_size=60), frame)
    scene.play(Rotate(frame, 90 * DEGREES), run_time=1.5)
    scene.wait(0.5)


@case(defect=None)
def unseen_words_lie_under_seen_ones(scene: Scene) -> None:
    with light(scene):
        hidden = words("not yet", size=TITLE).set_opacity(0)
        scene.add(hidden, words("now", size=TITLE))
        scene.wait(1)


@case(defect=None)
def curve_is_taken_away_again(scene: Scene) -> None:
    curve = parabola()
    scene.play(Create(curve), run_time=1)
    scene.play(Uncreate(curve), run_time=1)
    scene.play(Write(MathTypst("y = x^2", font_size=72)), run_time=1)
    scene.wait(0.5)


@case(defect=None)
def wrong_answer_is_crossed_out(scene: Scene) -> None:
    with dark(scene):
        box = Square(2, color="#67c0fa").move_to(at(-2, 0))
        scene.add(box, words("three", 2.5, 0))
        scene.play(Create(Cross(box, stroke_color="#f7495f")), run_time=0.8)
        scene.wait(0.5)


@case(defect=None)
def dot_moves_along_a_circle(scene: Scene) -> None:
    path = Circle(2.2, color="#8f7df5")
    dot = Dot(path.point_from_proportion(0), color="#fddc3a", radius=0.14)
    scene.add(path, dot, Typst("once round", font_size=48))
    scene.play(MoveAlongPath(dot, path), run_time=2)
    scene.wait(0.5)


@case(defect=None)
def two_discs_pass_through_each_other(scene: Scene) -> None:
    with light(scene):
        left = Circle(0.9, color="#005eaf", fill_opacity=1).move_to(at(-4, 0))
        right = Circle(0.9, color="#a70023", fill_opacity=1).move_to(at(4, 0))
        scene.add(left, right)
        scene.play(
            AnimationGroup(left.animate.move_to(at(4, 0)), right.animate.move_to(at(-4, 0))),
            run_time=1.5,
        )
        scene.wait(0.5)


@case(defect=None)
def map_moves_with_all_that_is_on_it(scene: Scene) -> None:
    with dark(scene):
        plane = unit_plane()
        curves = LevelCurves(plane, BOWL, count=5)
        picture = VGroup(plane, curves, PointDot(plane, (1, 0.5)))
        scene.add(picture)
        scene.play(picture.animate.shift(4 * RIGHT), run_time=1)
        scene.play(FadeIn(words("moved over", -4, 0)), run_time=0.6)
        scene.wait(0.5)


@case(defect=None)
def axes_are_stretched_with_their_curves(scene: Scene) -> None:
    with light(scene):
        plane = StretchingPlane(Window((-2, 2), (-2, 2)))
        curves = LevelCurves(plane, BOWL, count=5)
        scene.add(plane, curves)
        scene.play(Reframe(plane, flattened(plane.plot, 0.6), carrying=(curves,)), run_time=1.5)
        scene.wait(0.5)


@case(defect=None, scene_class=KitScene)
def surface_turns_slowly(scene: Scene) -> None:
    with dark(scene):
        space = Space(Window((-1, 1), (-1, 1)), (0.0, 3.0), region=STAGE)
        scene.add(SpaceAxes(space), SurfacePlot(space, BOWL, resolution=24))
        scene.play(space.turn(azimuth=-30), run_time=1.5)
        scene.wait(0.5)


@case(defect=None)
def result_is_saved_and_restored(scene: Scene) -> None:
    formula = MathTypst("nabla f = 0", font_size=60)
    formula.save_state()
    scene.add(formula)
    scene.play(formula.animate.scale(2).set_color("#fddc3a"), run_time=1)
    scene.play(formula.animate.restore(), run_time=1)
    scene.wait(0.5)


@lecture_case(defect=None)
class QuestionThenPictureThenAnswer(LectureScene):
    """A segment in small: question, picture, answer in a box."""

    question = "Where is it lowest?"

    @beat("A ball lies on a hill. Where does it come to rest?")
    def ask(self) -> None:
        """Pose the question."""
        card = pose_question(self, self.question)
        self.title = settle_question(self, card, self.question)

    @beat("Here is the <hill>hill, and here the <ball>ball. It rolls <down>down, and rests.")
    def roll(self) -> None:
        """Let the ball roll."""
        hill = FunctionGraph(lambda x: 0.4 * x**2 - 2, x_range=(-3, 3), color="#5cf0e2")
        hill.shift(2.5 * LEFT)
        ball = Dot(hill.point_from_proportion(0.15), radius=0.2, color="#fddc3a")
        self.until("hill")
        self.play(Create(hill), run_time=QUICK)
        self.until("ball")
        self.play(FadeIn(ball), run_time=QUICK)
        self.until("down")
        self.play(ball.animate.move_to(at(-2.5, -2)), run_time=STEADY, rate_func=EASED)

    @beat("At the <answer>lowest point, the slope is zero.")
    def answer(self) -> None:
        """Box the answer."""
        self.until("answer")
        self.play(FadeIn(place(Boxed(VGroup(math("f'(x) = 0", size=TITLE))), SIDE)), run_time=QUICK)


@lecture_case(defect=None)
class LongWordsOverSlowMotion(LectureScene):
    """Many words, but the picture goes on all the time."""

    @beat(
        """Watch the point go round. It takes its time, and so do we. While it goes, think of where
        it was a moment ago, and of where it will be in a moment. The line between the two places
        is the direction in which it moves right now. That direction turns all the time, and yet it
        never jumps. This is what we are going to call the tangent, as soon as we have said more
        precisely what a moment is, and how short it can be made."""
    )
    def go_round(self) -> None:
        """Go round slowly."""
        path = Circle(2.2, color="#8f7df5")
        dot = Dot(path.point_from_proportion(0), color="#fddc3a", radius=0.14)
        self.play(FadeIn(path), FadeIn(dot), run_time=QUICK)
        self.play(MoveAlongPath(dot, path), run_time=self.time_left(at_least=SLOW))


@lecture_case(defect=None)
class ThreeNewThings(LectureScene):
    """Just three, one after the other."""

    @beat("One is a <one>word. Two is a <two>curve. Three is a <three>formula.")
    def show(self) -> None:
        """Show three things."""
        self.until("one")
        self.play(FadeIn(text("word", size=TITLE).shift(at(-4, 0))), run_time=QUICK)
        self.until("two")
        self.play(Create(parabola(reach=2)), run_time=QUICK)
        self.until("three")
        self.play(FadeIn(math("y = x^2 / 2 - 2").shift(at(4.5, 0))), run_time=QUICK)
