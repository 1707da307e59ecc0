"""Third blind set: mathematics, numbers, words and marks that are not what they claim to be."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, UP, FadeIn, Line, Scene, ValueTracker

from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.bars import Bars
from scenes.kit.digits import Figure
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle, TangentLine
from scenes.kit.readout import ReadOut
from scenes.kit.theme import theme, use_theme
from scenes.kit.typography import HERO, TITLE, math, text
from scenes.kit.vectors import VectorField
from scenes.kit.waivers import waive
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import (
    BOWL,
    DARK_PAPER,
    LIGHT_PAPER,
    SADDLE,
    paper,
    square_plane,
)
from tests.scripts.studio.inspect.cases.third_stage import BOARD, board, here, said

SPOT = (1.0, 0.5)


@case(defect="false-claim")
def gradient_turned_by_thirty_degrees(scene: Scene) -> None:
    """The gradient's arrow points visibly past the steepest way."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    arrow = GradientArrow(plane, BOWL, (0.5, 0.25))
    scene.add(plane, LevelCurves(plane, BOWL, count=6))
    scene.add(arrow.rotate(-np.pi / 6, about_point=arrow.tail))


@case(defect="false-claim")
def graph_lifted_off_its_axes(scene: Scene) -> None:
    """A graph that was moved half a unit up after the plot was made."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        plane = board()
        graph = Graph(plane, lambda x: np.sin(x))
        scene.add(plane, graph)
        scene.play(graph.animate.shift(0.5 * UP), run_time=0.6)
        scene.wait(0.5)


@case(defect="false-claim")
def level_curves_scaled_off_their_levels(scene: Scene) -> None:
    """All curves were drawn a quarter too small."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    scene.add(plane, LevelCurves(plane, BOWL, count=5).scale(0.75))


@case(defect="false-claim")
def corner_mark_on_a_skew_angle(scene: Scene) -> None:
    """A right-angle mark between directions seventy degrees apart."""
    paper(scene, DARK_PAPER)
    across, slanted = here(3, 0), 3 * here(np.cos(1.2), np.sin(1.2))
    corner = here(-1, -1)
    lines = [Line(corner, corner + way, color=theme().x) for way in (across, slanted)]
    scene.add(*lines, RightAngle(lambda: corner, lambda: across, lambda: slanted))


@case(defect="false-claim")
def tangent_moved_to_a_neighbouring_curve(scene: Scene) -> None:
    """The tangent of a level curve shifted well away from its point."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    curves = LevelCurves(plane, BOWL, [float(BOWL(SPOT))])
    scene.add(plane, curves, TangentLine(plane, BOWL, SPOT).shift(0.5 * UP + 0.4 * RIGHT))


@case(defect="false-claim")
def one_bar_too_tall(scene: Scene) -> None:
    """One of three bars was stretched by a third."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        bars = Bars([1.0, 2.0, 3.0], Region(-4, -2.5, 4, 2.5), colors=["x", "y", "b"])
        bars.bars[1].stretch(1.35, 1, about_edge=np.array([0.0, -1.0, 0.0]))
        scene.add(bars)


@case(defect="false-claim")
def field_mirrored(scene: Scene) -> None:
    """The whole field of gradients of a saddle, upside down."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    field = VectorField(plane, SADDLE)
    scene.add(plane, field.rotate(np.pi / 2, about_point=plane.to_screen((0, 0))))


@case(defect="wrong-number")
def read_out_that_stopped_following(scene: Scene) -> None:
    """The point has moved on, the number shows the old height."""
    paper(scene, DARK_PAPER)
    x = ValueTracker(1.0)
    row = ReadOut("f", lambda: x.get_value() ** 2, size=HERO)
    scene.add(row)
    row.figure.clear_updaters()
    x.set_value(1.8)
    scene.wait(1)


@case(defect="wrong-number")
def figure_morphed_into_another_number(scene: Scene) -> None:
    """The digits on screen are turned into those of another number; the value stays."""
    paper(scene, DARK_PAPER)
    row = ReadOut("f", 2.5, size=HERO)
    scene.add(row)
    other = Figure(7.31, places=2, size=HERO, anchor="point").put(row.figure.pen)
    scene.play(row.figure.animate.set_points(other.points), run_time=0.6)
    scene.wait(0.5)


@case(
    defect="wrong-number",
    narration=said("The slope at this point is [3.5](three point five).", facts={"slope": 2.5}),
)
def spoken_slope_is_not_the_fact(scene: Scene) -> None:
    """The fact is two and a half; the words say three and a half."""
    paper(scene, DARK_PAPER)
    scene.add(math("f'(x)", size=HERO))
    scene.wait(4)


@case(
    defect="wrong-number",
    narration=said("The height here is [4.2](four point seven) metres.", facts={"height": 4.2}),
)
def voice_says_another_number_than_the_caption(scene: Scene) -> None:
    """The caption reads 4.2, the voice says four point seven."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        scene.add(text("height", size=HERO))
        scene.wait(4)


@case(defect="unspeakable", narration=said("We look at f(x, y) = x^2 + y^2 now."))
def formula_typed_into_the_words(scene: Scene) -> None:
    """A formula in symbols, to be read by a voice."""
    paper(scene, DARK_PAPER)
    scene.add(math("x^2 + y^2", size=HERO))
    scene.wait(4)


HURRIED = (
    "We take the next step at once because the ground is steep and the way is long and the "
    "light is going and we have to be back before the night comes down upon the hills."
)


@case(defect="caption-limit", narration=said(HURRIED, pace=420.0))
def words_rattled_off(scene: Scene) -> None:
    """A long sentence at more than twice the reading pace."""
    paper(scene, DARK_PAPER)
    scene.add(text("Hurry", size=HERO))
    scene.wait(6)


class Belated(LectureScene):
    """A beat whose picture is busy for five seconds when its word is already said."""

    @beat("Look <there> here, and then go on listening for a good while to these words.")
    def only(self) -> None:
        """Move for five seconds, then ask for a mark that was said in the first."""
        line = Line(here(-3, 0), here(-2, 1), color=theme().x, stroke_width=6)
        self.add(line)
        self.play(line.animate.shift(5 * RIGHT), run_time=5)
        self.until("there")
        self.play(FadeIn(text("here", size=TITLE).move_to(here(0, 2))), run_time=0.5)


@case(defect="late-mark", scene_class=Belated)
def word_long_gone_when_its_picture_comes(scene: Belated) -> None:
    """Reached five seconds after it was spoken."""
    paper(scene, DARK_PAPER)
    scene.narrations = Belated.script(scene.params)
    for spec in Belated.beats():
        scene._play_beat(spec.name)


@waive("text-over-line", "Typeset", reason="a line that was removed long ago")
class Forgiving(Scene):
    """A scene with a waiver for which nothing is left to waive."""


@case(defect="unused-waiver", scene_class=Forgiving)
def waiver_for_a_line_that_is_gone(scene: Scene) -> None:
    """A lone title, forgiven for lying on lines that do not exist."""
    paper(scene, DARK_PAPER)
    scene.add(text("No line near", size=TITLE))


@case(defect=None)
def gradient_across_its_level(scene: Scene) -> None:
    """Level curves, a point, its gradient."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    scene.add(plane, LevelCurves(plane, BOWL, count=6))
    scene.add(GradientArrow(plane, BOWL, (0.5, 0.25)), PointDot(plane, (0.5, 0.25)))


@case(defect=None)
def graph_moves_with_its_plane(scene: Scene) -> None:
    """Plane and graph move together."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        plane = board()
        graph = Graph(plane, lambda x: np.sin(x))
        scene.add(plane, graph)
        scene.play(plane.animate.shift(0.3 * UP), graph.animate.shift(0.3 * UP), run_time=0.6)
        scene.wait(0.5)


@case(defect=None)
def dot_follows_a_sweep(scene: Scene) -> None:
    """A dot runs along its graph, with the height in a read-out above the plot."""
    paper(scene, DARK_PAPER)
    plane = board()
    x = ValueTracker(-2.0)
    dot = PointDot(plane, (-2.0, np.sin(-2.0)))
    dot.follow(lambda: np.array([x.get_value(), np.sin(x.get_value())]))
    row = ReadOut("f", lambda: float(np.sin(x.get_value())))
    row.move_to(here(0, 3.4))
    scene.add(plane, Graph(plane, lambda t: np.sin(t)), dot, row)
    scene.play(x.animate.set_value(2.0), run_time=1.5)
    scene.wait(0.5)


@case(defect=None)
def true_corner_mark(scene: Scene) -> None:
    """A right-angle mark between turned perpendicular lines."""
    paper(scene, DARK_PAPER)
    first, second = here(2.4, 1.0), here(-1.0, 2.4)
    corner = here(-1, -1)
    lines = [Line(corner, corner + way, color=theme().x) for way in (first, second)]
    scene.add(*lines, RightAngle(lambda: corner, lambda: first, lambda: second))


@case(defect=None)
def bars_with_their_numbers(scene: Scene) -> None:
    """Three bars with values at their ends and names below."""
    paper(scene, DARK_PAPER)
    bars = Bars([1.0, -2.0, 3.0], Region(-4, -2.2, 4, 2.8), colors=["x", "y", "b"], figures=True)
    scene.add(bars, bars.named([math(name) for name in ("x", "y", "z")]))


@case(defect=None)
def tangent_and_direction_at_a_point(scene: Scene) -> None:
    """One level curve, its tangent, and a unit direction."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    scene.add(plane, LevelCurves(plane, BOWL, [float(BOWL(SPOT))]))
    scene.add(TangentLine(plane, BOWL, SPOT), DirectionArrow(plane, SPOT, (-1.0, 0.3)))


@case(
    defect=None,
    narration=said("The slope at this point is {slope}, and it grows.", facts={"slope": 2.5}),
)
def spoken_slope_is_the_fact(scene: Scene) -> None:
    """The number is filled in from the fact."""
    paper(scene, DARK_PAPER)
    scene.add(math("f'(x)", size=HERO))
    scene.wait(4)


@case(defect=None, narration=said("We add [x²](x squared) and [y²](y squared) and look down."))
def formula_said_in_words(scene: Scene) -> None:
    """Symbols for the eye, words for the ear."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        scene.add(math("x^2 + y^2", size=HERO))
        scene.wait(5)


@case(defect=None, narration=said(HURRIED, pace=105.0))
def same_words_calmly(scene: Scene) -> None:
    """The long sentence at a calm pace, while a line turns."""
    paper(scene, DARK_PAPER)
    line = Line(here(-2, 0), here(2, 0), color=theme().x, stroke_width=6)
    scene.add(line)
    for _ in range(2):
        scene.play(line.animate.rotate(0.6), run_time=4)
        scene.wait(3.6)


@case(defect=None)
def read_out_counts_up(scene: Scene) -> None:
    """A number that follows a tracker until both rest."""
    paper(scene, DARK_PAPER)
    x = ValueTracker(1.0)
    scene.add(ReadOut("f", lambda: x.get_value() ** 2, size=HERO, widest=30.0))
    scene.play(x.animate.set_value(4.0), run_time=1.2)
    scene.wait(0.5)


@case(defect=None)
def ridge_of_levels_with_plates(scene: Scene) -> None:
    """Many level curves of a saddle, numbers on plates in their lines."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    curves = LevelCurves(plane, SADDLE, count=9)
    scene.add(plane, curves, curves.labels())


@case(defect=None)
def two_graphs_cross_in_a_plane(scene: Scene) -> None:
    """Two graphs crossing twice on a wide plane, in the light theme."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        plane = board()
        scene.add(plane, Graph(plane, lambda x: 0.4 * x**2 - 1, color="x"))
        scene.add(Graph(plane, lambda x: 0.5 * x, color="y"))
        words = text("They meet twice.", size=TITLE)
        scene.add(words.move_to(here(0, BOARD.top + 0.45)))
