"""Variations of known kinds of defect, written by the inspector's author to find its holes."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Arrow,
    Axes,
    Circle,
    Create,
    Dot,
    FadeIn,
    GrowArrow,
    LaggedStart,
    Line,
    Rectangle,
    Scene,
    Square,
    Transform,
    Triangle,
    VGroup,
    Write,
)

from mathcore.calculus import difference_table
from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.digits import Figure
from scenes.kit.graphs import Graph
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, TangentLine
from scenes.kit.numbers import Number
from scenes.kit.readout import ReadOut
from scenes.kit.tables import QuotientTable
from scenes.kit.theme import theme, use_theme
from scenes.kit.typography import BODY, HERO, LABEL, TITLE, math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import (
    BOWL,
    DARK_PAPER,
    LIGHT_PAPER,
    paper,
    square_plane,
)
from tests.scripts.studio.inspect.cases.third_stage import (
    board,
    cross_axes,
    curve,
    here,
    plated,
    said,
)

SPOT = (1.0, 0.5)
NEW, NUMBER, FAINT = "too-many-new", "wrong-number", "low-contrast"


# -- new things -------------------------------------------------------------------------------


@case(defect=NEW)
def a_group_faded_in_whole(scene: Scene) -> None:
    """Five unlike things in all corners, bundled into one group and shown by one animation."""
    paper(scene, DARK_PAPER)
    things = VGroup(
        Circle(0.6, color=theme().x).move_to(here(-5, 2)),
        Square(1, color=theme().y).move_to(here(5, 2)),
        Triangle(color=theme().value).move_to(here(0, 2)),
        math("x^2", size=TITLE).move_to(here(-5, -2)),
        text("a rule", size=TITLE).move_to(here(4.5, -2)),
    )
    scene.play(FadeIn(things), run_time=0.6)
    scene.wait(1)


@case(defect=NEW)
def one_call_brings_five(scene: Scene) -> None:
    """Gradient, direction, tangent, their formula and a sentence by a single FadeIn."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        plane = square_plane()
        scene.add(plane, LevelCurves(plane, BOWL, [1.5]))
        scene.wait(1)
        gradient = GradientArrow(plane, BOWL, SPOT, scale=0.3)
        way = DirectionArrow(plane, SPOT, (-1.0, -0.3))
        tangent = TangentLine(plane, BOWL, SPOT)
        rule = math("D_u f", size=TITLE).move_to(here(5.4, 1))
        words = text("uphill", size=TITLE).move_to(here(5.4, -2))
        scene.play(FadeIn(gradient, way, tangent, rule, words))
        scene.wait(1)


@case(defect=NEW)
def rapid_fire_of_words(scene: Scene) -> None:
    """Six words within two and a half seconds, each written on its own."""
    paper(scene, DARK_PAPER)
    names = ("loss", "slope", "step", "rate", "level", "saddle")
    for k, name in enumerate(names):
        word = text(name, size=TITLE).move_to(here(-4 + 4 * (k % 3), 1.5 - 3 * (k // 3)))
        scene.play(Write(word), run_time=0.4)
    scene.wait(1)


@case(defect=None)
def five_words_with_time_for_each(scene: Scene) -> None:
    """The same, a second and a half for each."""
    paper(scene, DARK_PAPER)
    for k, name in enumerate(("loss", "slope", "step", "rate", "level")):
        word = text(name, size=TITLE).move_to(here(-4 + 4 * (k % 3), 1.5 - 3 * (k // 3)))
        scene.play(FadeIn(word), run_time=0.5)
        scene.wait(1)


@case(defect=None)
def slow_chain_of_shapes(scene: Scene) -> None:
    """Four shapes in one staggered animation that takes eight seconds."""
    paper(scene, DARK_PAPER)
    shapes = [Circle(0.6, color=theme().x), Square(1, color=theme().y),
              Triangle(color=theme().value)]  # fmt: skip
    for k, shape in enumerate(shapes):
        shape.move_to(here(-4 + 4 * k, 0))
    scene.play(LaggedStart(*(Create(s) for s in shapes), lag_ratio=1.0, run_time=8))
    scene.wait(0.5)


@case(defect=None)
def a_family_at_once(scene: Scene) -> None:
    """The six arrows of one group, all of one color, and their name."""
    paper(scene, DARK_PAPER)
    arrows = VGroup(
        *(
            Arrow(here(x, y), here(x + 1, y + 0.5), buff=0, color=theme().gradient)
            for x in (-4, -0.5, 3)
            for y in (-1.5, 0.8)
        )
    )
    scene.play(*(GrowArrow(a) for a in arrows), FadeIn(text("a field").move_to(here(0, 3))))
    scene.wait(0.5)


@case(defect=None)
def plot_with_everything_on_it(scene: Scene) -> None:
    """Axes, a curve, its dot with a label, and a title: a plot and its title."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        plane = board()
        graph = Graph(plane, lambda x: np.sin(x))
        dot = PointDot(plane, (1.0, np.sin(1.0)))
        label = math("P", size=BODY).next_to(dot, UP, buff=0.15)
        title = text("A wave", size=BODY).move_to(here(0, 3.5))
        scene.play(FadeIn(plane), Create(graph), FadeIn(dot, label), FadeIn(title))
        scene.wait(0.5)


# -- translucent and two-colored things -------------------------------------------------------


@case(defect=FAINT)
def ghost_of_a_disc(scene: Scene) -> None:
    """Fill and outline of the only disc are hardly there."""
    paper(scene, DARK_PAPER)
    disc = Circle(1.2, color=theme().y, fill_color=theme().y, fill_opacity=1).set_opacity(0.08)
    scene.add(disc, text("the disc we roll").move_to(here(0, 2.6)))


@case(defect=FAINT)
def ghost_of_a_curve(scene: Scene) -> None:
    """A graph made transparent by set_opacity, in the light theme."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        axes = cross_axes()
        wave = curve(axes, lambda x: np.sin(2 * x)).set_stroke(opacity=0.15)
        scene.add(axes, wave)


@case(defect=FAINT)
def words_on_a_filled_square_of_their_color(scene: Scene) -> None:
    """A bright word on a bright square."""
    paper(scene, DARK_PAPER)
    box = Rectangle(width=5, height=2, stroke_width=0, fill_color=theme().x, fill_opacity=0.9)
    scene.add(box, text("partial slope", size=TITLE, color="value"))


@case(defect=FAINT)
def line_lost_on_a_filled_area(scene: Scene) -> None:
    """A line of nearly the color of the area below it."""
    paper(scene, DARK_PAPER)
    area = Rectangle(width=8, height=4, stroke_width=0, fill_color="#3f6f9f", fill_opacity=1)
    scene.add(area, Line(here(-3, -1), here(3, 1), color="#4f83b5", stroke_width=5))


@case(defect=FAINT)
def word_dimmed_to_a_third(scene: Scene) -> None:
    """A word that was dimmed and is still spoken of."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        word = text("steepest ascent", size=TITLE)
        scene.add(word)
        scene.play(word.animate.set_opacity(0.3), run_time=0.5)
        scene.wait(1)


@case(defect=None)
def translucent_region_under_a_curve(scene: Scene) -> None:
    """A shade below a graph on a plane with ticks."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        axes = Axes(x_range=(0, 4), y_range=(0, 3), x_length=8, y_length=5, tips=False,
                    axis_config={"color": theme().axis})  # fmt: skip
        bend = axes.plot(lambda x: 0.4 + x / 2, x_range=[0, 4], color=theme().value)
        scene.add(axes, axes.get_area(bend, x_range=(1, 3), color=theme().slice, opacity=0.3), bend)


@case(defect=None)
def clear_disc_with_a_soft_inside(scene: Scene) -> None:
    """A strong outline around a translucent inside."""
    paper(scene, DARK_PAPER)
    disc = Circle(1.2, color=theme().y, stroke_width=5, fill_color=theme().y, fill_opacity=0.1)
    scene.add(disc, text("a ball of radius one").move_to(here(0, 2.6)))


# -- numbers ----------------------------------------------------------------------------------


@case(defect=NUMBER)
def read_out_becomes_another(scene: Scene) -> None:
    """The digits of a read-out are transformed into others; its quantity stays the same."""
    paper(scene, DARK_PAPER)
    row = ReadOut("f", 2.5, size=HERO)
    scene.add(row)
    other = Figure(7.25, places=2, size=HERO, anchor="point").put(row.figure.pen)
    scene.play(Transform(row.figure, other), run_time=0.6)
    scene.wait(0.5)


@case(defect=NUMBER)
def digits_exchanged_in_place(scene: Scene) -> None:
    """A number takes the looks of another by become."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        number = Figure(3.14, places=2, size=HERO)
        scene.add(number)
        scene.wait(0.5)
        number.become(Figure(3.41, places=2, size=HERO).move_to(number))
        scene.wait(1)


@case(defect=NUMBER)
def table_cell_overwritten(scene: Scene) -> None:
    """One quotient of a table was set to another number."""
    paper(scene, DARK_PAPER)
    table = QuotientTable(difference_table(BOWL, SPOT, "x", steps=(1.0, 0.1, 0.01)))
    table.columns[1][1].set_value(2.3)
    scene.add(table)


@case(defect=NUMBER, narration=said("The step is [0.5](zero point two five) here."))
def caption_and_voice_differ(scene: Scene) -> None:
    """Two numbers for one step."""
    paper(scene, DARK_PAPER)
    scene.add(math("eta", size=HERO))
    scene.wait(3)


@case(defect=NUMBER, narration=said("It falls by [3/4](two thirds) with every step we take."))
def other_fraction_spoken(scene: Scene) -> None:
    """Three quarters are written, two thirds are spoken."""
    paper(scene, DARK_PAPER)
    scene.add(math("L", size=HERO))
    scene.wait(3)


@case(
    defect=NUMBER,
    narration=said("So the largest rate is seven, and no more.", facts={"rate": Number(5.0)}),
)
def typed_rate_is_another(scene: Scene) -> None:
    """The rate was typed and is not the computed one."""
    paper(scene, DARK_PAPER)
    scene.add(math("norm(nabla f)", size=HERO))
    scene.wait(4)


@case(defect=NUMBER, narration=said("The height here is four point seven, as you can see."))
def words_against_the_read_out(scene: Scene) -> None:
    """The picture shows 4.20 and the voice says four point seven."""
    paper(scene, DARK_PAPER)
    scene.add(ReadOut("f", 4.2, size=HERO))
    scene.wait(4)


@case(
    defect=None,
    narration=said(
        "About [¾](three quarters), [0.5](one half), [−3](negative three), [1,000](a thousand), "
        "[25 %](twenty-five percent), [10⁻³](ten to the minus three) and [4.217](roughly four "
        "point two)."
    ),
)
def many_ways_to_say_a_number(scene: Scene) -> None:
    """Numbers that are written in one way and spoken in another, all the same."""
    paper(scene, DARK_PAPER)
    scene.add(text("numbers", size=HERO))
    scene.wait(9)


@case(
    defect=None,
    narration=said(
        "With a step of zero point one the rate is {rate}, one of two rates.",
        facts={"rate": Number(5.0)},
    ),
)
def typed_step_beside_a_fact(scene: Scene) -> None:
    """A typed step, which is no fact, beside the fact itself."""
    paper(scene, DARK_PAPER)
    scene.add(math("norm(nabla f)", size=HERO))
    scene.wait(5)


@case(defect=None, narration=said("The height here is four point two, to one decimal."))
def words_round_the_read_out(scene: Scene) -> None:
    """The picture shows 4.217, the words round it."""
    paper(scene, DARK_PAPER)
    scene.add(ReadOut("f", 4.217, places=3, size=HERO))
    scene.wait(4)


@case(defect=None)
def figure_that_turns_into_the_next(scene: Scene) -> None:
    """A number by itself is transformed into the next one, and a read-out counts on."""
    paper(scene, DARK_PAPER)
    number, row = Figure(2, size=HERO).move_to(here(0, 1)), ReadOut("k", 1, places=0, size=HERO)
    row.move_to(here(0, -1))
    scene.add(number, row)
    scene.play(Transform(number, Figure(3, size=HERO).move_to(number)), run_time=0.5)
    scene.play(row.figure.animate.set_value(4), run_time=0.5)
    scene.play(number.animate.scale(1.5).shift(UP), run_time=0.5)
    scene.wait(0.5)


# -- words and places -------------------------------------------------------------------------


@case(defect="unspeakable", narration=said("The step is -2 and then it is = 3 at the end."))
def signs_in_the_words(scene: Scene) -> None:
    """Signs and digits for a voice."""
    paper(scene, DARK_PAPER)
    scene.add(text("step", size=HERO))
    scene.wait(4)


@case(defect="unspeakable", narration=said("Then x₁ and x₂ move, and the partial ∂f grows."))
def indices_in_the_words(scene: Scene) -> None:
    """Letters with an index, and a rounded d."""
    paper(scene, DARK_PAPER)
    scene.add(math("x_1, x_2", size=HERO))
    scene.wait(4)


@case(defect="text-over-line")
def plate_is_missing_on_one_level(scene: Scene) -> None:
    """A number set on a level curve without a plate."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        plane = square_plane()
        curves = LevelCurves(plane, BOWL, [1.0, 3.0])
        spot = curves.curve(3.0).point_from_proportion(0.1)
        scene.add(plane, curves, math("3", size=BODY).move_to(spot))


@case(defect="text-over-line")
def arrow_ends_in_its_label(scene: Scene) -> None:
    """An arrow's head lies in the middle of the word it should end before."""
    paper(scene, DARK_PAPER)
    word = text("minimum", size=TITLE)
    scene.add(word, Arrow(here(-4, -2), here(0, 0), buff=0, color=theme().direction))


@case(defect="near-edge")
def label_pushed_to_the_left_edge(scene: Scene) -> None:
    """The name of the upright axis nearly leaves the frame."""
    paper(scene, DARK_PAPER)
    name = text("height", size=LABEL)
    scene.add(cross_axes(), name.shift(here(-7.06 - name.get_left()[0], 0.4)))


@case(defect="text-covered")
def dot_sits_on_a_digit(scene: Scene) -> None:
    """A dot that marks a point lies on the number beside it."""
    paper(scene, DARK_PAPER)
    number = math("3.75", size=TITLE)
    scene.add(number, Dot(number.submobjects[2].get_center(), radius=0.22, color=theme().y))


@case(defect="text-too-small")
def index_of_a_scaled_formula(scene: Scene) -> None:
    """A formula was made to fit by halving it."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        scene.add(math("nabla f(x, y) = (2 x, 4 y)", size=LABEL).scale(0.5))


@case(defect=None)
def label_on_a_plate_over_curves(scene: Scene) -> None:
    """A plated word over level curves, and a title below the frame's top."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        plane = square_plane()
        word = plated(text("steep", size=BODY)).move_to(plane.to_screen((1.2, 0.8)))
        scene.add(plane, LevelCurves(plane, BOWL, count=6), word)
        scene.play(word.animate.shift(0.6 * DOWN + 0.2 * RIGHT), run_time=0.5)
        scene.wait(0.5)
