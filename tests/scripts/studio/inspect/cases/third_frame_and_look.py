"""Third blind set: out of the frame, at its edge, too small, too faint, too much at once."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Arrow,
    Circle,
    Create,
    Dot,
    FadeIn,
    Line,
    Rectangle,
    RegularPolygon,
    Scene,
    Square,
    VGroup,
)

from scenes.kit.theme import theme, use_theme
from scenes.kit.typography import BODY, HERO, LABEL, TITLE, math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import DARK_PAPER, LIGHT_PAPER, paper
from tests.scripts.studio.inspect.cases.third_stage import cross_axes, curve, here, plated, said


@case(defect="out-of-frame")
def long_title_leaves_on_both_sides(scene: Scene) -> None:
    """A title too long for its size is cut on the left and on the right."""
    paper(scene, DARK_PAPER)
    scene.add(text("Why the gradient points along the steepest way up a hill", size=HERO))


@case(defect="out-of-frame")
def vector_tip_beyond_the_top(scene: Scene) -> None:
    """An arrow grows until its head is above the frame."""
    paper(scene, DARK_PAPER)
    foot = here(-1, -1)
    way = Arrow(foot, foot + here(1, 1.5), buff=0, color=theme().gradient)
    scene.add(Dot(foot, color=theme().ink), way)
    scene.play(way.animate.put_start_and_end_on(foot, here(2.0, 4.9)), run_time=0.8)
    scene.wait(1)


@case(defect="out-of-frame")
def label_pushed_past_the_right_side(scene: Scene) -> None:
    """The name at the end of a curve lies half outside."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        axes = cross_axes(12.6, 5.0)
        wave = curve(axes, lambda x: 0.4 * x)
        scene.add(axes, wave)
        scene.add(text("cost", size=TITLE).next_to(wave.get_end(), RIGHT, buff=0.15))


@case(defect="out-of-frame")
def point_rolled_off_the_bottom(scene: Scene) -> None:
    """A disc with its name has rolled through the lower edge and stays there, cut in half."""
    paper(scene, DARK_PAPER)
    ball = Circle(radius=0.6, color=theme().y, fill_opacity=1)
    scene.add(text("the ball", size=BODY).move_to(here(0, 1.5)), ball)
    scene.play(ball.animate.move_to(here(2, -4.0)), run_time=0.8)
    scene.wait(1)


@case(defect="near-edge")
def title_glued_to_the_top(scene: Scene) -> None:
    """A title whose capitals nearly touch the upper edge."""
    paper(scene, DARK_PAPER)
    title = text("Directional derivatives", size=TITLE)
    scene.add(title.shift(here(0, 3.95 - title.get_top()[1])))


@case(defect="near-edge")
def formula_at_the_right_rim(scene: Scene) -> None:
    """A formula slides to the right and stops at the very rim."""
    paper(scene, DARK_PAPER)
    rule = math("f(x, y) = x^2 + y^2", size=TITLE)
    scene.add(rule)
    scene.play(rule.animate.shift(here(7.05 - rule.get_right()[0], 0.4)), run_time=0.8)
    scene.wait(1)


@case(defect="near-edge")
def source_line_at_the_bottom(scene: Scene) -> None:
    """A line of credits sits on the lower edge."""
    paper(scene, DARK_PAPER)
    axes = cross_axes()
    note = text("measured in spring", size=LABEL)
    scene.add(axes, note.shift(here(-3, -3.93 - note.get_bottom()[1])))


@case(defect="text-too-small")
def footnote_for_ants(scene: Scene) -> None:
    """A footnote at half the least size."""
    paper(scene, DARK_PAPER)
    scene.add(text("A large statement", size=TITLE).move_to(here(0, 1)))
    scene.add(text("except where it does not hold", size=0.4).scale(0.35).move_to(here(0, -1)))


@case(defect="text-too-small")
def curve_name_shrunk_with_its_plot(scene: Scene) -> None:
    """A plot shrinks to a corner and takes its lettering with it."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        axes = cross_axes()
        wave = curve(axes, lambda x: np.cos(2 * x))
        name = text("the loss", size=LABEL).next_to(axes.c2p(0, 1), UP + RIGHT, buff=0.2)
        plot = VGroup(axes, wave, name)
        scene.add(plot)
        scene.play(plot.animate.scale(0.3).move_to(here(-4, 2)), run_time=0.8)
        scene.wait(1)


@case(defect="low-contrast")
def yellow_formula_on_light_paper(scene: Scene) -> None:
    """The dark theme's yellow, used on light paper."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        scene.add(math("nabla f(x, y)", size=HERO, color="#fddc3a"))


@case(defect="low-contrast")
def pale_words_on_a_bright_panel(scene: Scene) -> None:
    """White words on a pastel panel."""
    paper(scene, DARK_PAPER)
    panel = Rectangle(width=7, height=2, stroke_width=0, fill_color="#d8edb4", fill_opacity=1)
    scene.add(panel, text("steepest ascent", size=TITLE, color="#ffffff"))


@case(defect="low-contrast")
def curve_fades_into_the_paper(scene: Scene) -> None:
    """The only curve is a breath darker than light paper."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        axes = cross_axes()
        wave = curve(axes, lambda x: 1.3 * np.sin(1.5 * x), color="#dfe6e4")
        scene.add(axes, wave)


@case(defect="low-contrast")
def see_through_arrow(scene: Scene) -> None:
    """The arrow the sentence speaks of has an opacity of an eighth."""
    paper(scene, DARK_PAPER)
    way = Arrow(here(-3, -1.5), here(3, 1), buff=0, color=theme().direction)
    way.set_opacity(0.12)
    scene.add(text("This is the direction we take.").move_to(here(0, 2.6)), way)


@case(defect="too-many-new")
def six_formulas_scattered(scene: Scene) -> None:
    """Six unrelated formulas appear in all parts of the frame."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        spots = ((-4.5, 2.4), (3.8, 2.6), (-0.2, 0.6), (-5, -2.4), (4.6, -0.6), (1, -2.8))
        rules = ("x^2 + y^2", "sin x", "e^(-t)", "sqrt(u)", "1 / z", "log w")
        for rule, spot in zip(rules, spots, strict=True):
            scene.play(FadeIn(math(rule, size=TITLE).move_to(here(*spot))), run_time=0.2)
        scene.wait(1)


@case(defect="too-many-new")
def plots_words_and_arrows_together(scene: Scene) -> None:
    """Two plots, a far formula, an arrow, a ball and a sentence arrive together."""
    paper(scene, DARK_PAPER)
    left = cross_axes(3.5, 2.5).move_to(here(-4.5, 1.8))
    right = cross_axes(3.5, 2.5).move_to(here(4.5, 1.8))
    rule = math("f(x) = x^3", size=TITLE).move_to(here(0, 0))
    way = Arrow(here(-5.5, -2.8), here(-3.5, -1.2), buff=0, color=theme().gradient)
    ball = Dot(here(-0.5, -2.2), radius=0.25, color=theme().y)
    words = text("and so on", size=BODY).move_to(here(4.4, -2))
    scene.play(Create(left), Create(right), FadeIn(rule, way, ball, words), run_time=1)
    scene.wait(1)


LONG = " ".join(
    [
        "Now imagine that we walk along the ridge for a while and look at the valley below.",
        "Every step changes our height a little, and every change tells us about the slope.",
        "We could turn left or right and the change would be another one altogether.",
        "Still, there is one direction in which the height grows fastest of all.",
        "That direction has a name, and it is worth remembering for the rest of the day.",
        "Its opposite leads down, and in between lie the directions that keep the height.",
    ]
)


@case(defect="still-picture", narration=said(LONG))
def long_hold_after_a_short_motion(scene: Scene) -> None:
    """A ball moves for two seconds; then half a minute of talk over a frozen picture."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        line = Line(here(-4, -1), here(4, 1), color=theme().axis)
        ball = Dot(here(-4, -1), radius=0.2, color=theme().y)
        scene.add(line, ball)
        scene.play(ball.animate.move_to(here(4, 1)), run_time=2)
        scene.wait(38)


@case(defect=None, narration=said(LONG))
def picture_changes_as_words_flow(scene: Scene) -> None:
    """The same paragraph while a ball keeps walking along its line."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        line = Line(here(-4, -1), here(4, 1), color=theme().axis)
        ball = Dot(here(-4, -1), radius=0.2, color=theme().y)
        scene.add(line, ball)
        for share in (0.15, 0.3, 0.45, 0.6, 0.8, 1.0):
            scene.play(ball.animate.move_to(here(8 * share - 4, 2 * share - 1)), run_time=3)
            scene.wait(3.6)


@case(defect=None)
def title_with_a_proper_margin(scene: Scene) -> None:
    """A title half a unit below the top, and a wide plot below it."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        title = text("Directional derivatives", size=TITLE)
        scene.add(title.shift(here(0, 3.5 - title.get_top()[1])))
        axes = cross_axes(11.5, 4.6).shift(0.4 * DOWN)
        scene.add(axes, curve(axes, lambda x: np.sin(x)))


@case(defect=None)
def arrow_grows_and_stays_inside(scene: Scene) -> None:
    """An arrow grows to just below the top."""
    paper(scene, DARK_PAPER)
    foot = here(-1, -1)
    way = Arrow(foot, foot + here(1, 1.5), buff=0, color=theme().gradient)
    scene.add(Dot(foot, color=theme().ink), way)
    scene.play(way.animate.put_start_and_end_on(foot, here(2.0, 3.2)), run_time=0.8)
    scene.wait(0.5)


@case(defect=None)
def dark_words_on_a_bright_panel(scene: Scene) -> None:
    """Dark ink on a pastel panel in a dark frame."""
    paper(scene, DARK_PAPER)
    panel = Rectangle(width=7, height=2, stroke_width=0, fill_color="#d8edb4", fill_opacity=1)
    scene.add(panel, text("steepest ascent", size=TITLE, color="#1b2430"))


@case(defect=None)
def both_colors_of_the_light_theme(scene: Scene) -> None:
    """Two curves in the light theme's x and y, their names on plates above their bellies."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        axes = cross_axes()
        first = curve(axes, lambda x: 1 + 0.3 * np.sin(2 * x), color="x")
        second = curve(axes, lambda x: -1 + 0.3 * np.cos(2 * x), color="y")
        scene.add(axes, first, second)
        scene.add(plated(math("p", color="x")).move_to(axes.c2p(-1.5, 1.7)))
        scene.add(plated(math("q", color="y")).move_to(axes.c2p(1.5, -1.8)))


@case(defect=None)
def three_shapes_at_once(scene: Scene) -> None:
    """Three figures, each with its name close below."""
    paper(scene, DARK_PAPER)
    for shape, name, x in ((Circle(0.8), "circle", -4), (Square(1.5), "square", 0),
                           (RegularPolygon(6), "hexagon", 4)):  # fmt: skip
        shape.set_stroke(theme().x, 5).move_to(here(x, 0.3))
        scene.add(shape, text(name, size=BODY).next_to(shape, DOWN, buff=0.2))


@case(defect=None)
def six_formulas_over_two_beats(scene: Scene) -> None:
    """Six formulas, three in each of two beats."""
    paper(scene, DARK_PAPER)
    rules = ("x^2 + y^2", "sin x", "e^(-t)", "sqrt(u)", "1 / z", "log w")
    for k, rule in enumerate(rules):
        if k % 3 == 0:
            scene.next_section(f"part{k // 3}")
        spot = here(-4.4 + 4.4 * (k % 3), 1.5 - 3 * (k // 3))
        scene.play(FadeIn(math(rule, size=TITLE).move_to(spot)), run_time=0.3)
    scene.wait(0.5)


@case(defect=None)
def plot_shrinks_and_stays_legible(scene: Scene) -> None:
    """A plot moves to a corner at four fifths; its large lettering stays large enough."""
    with use_theme("light"):
        paper(scene, LIGHT_PAPER)
        axes = cross_axes(8, 4)
        wave = curve(axes, lambda x: 0.8 * np.cos(2 * x))
        name = text("the loss", size=TITLE).next_to(axes.c2p(0.6, 1), UP + RIGHT, buff=0.2)
        plot = VGroup(axes, wave, name)
        scene.add(plot)
        scene.play(plot.animate.scale(0.8).move_to(here(-2.5, 1)), run_time=0.8)
        scene.wait(0.5)


@case(defect=None)
def parallel_lines_under_a_boxed_title(scene: Scene) -> None:
    """Three parallel strong lines of one drawing, with a boxed title above."""
    paper(scene, DARK_PAPER)
    lines = VGroup(
        *(
            Line(here(-4, y), here(4, y + 1), color=theme().level_colors(3)[k], stroke_width=5)
            for k, y in enumerate((-1.6, -1.2, -0.8))
        )
    )
    lines.add(Line(here(0, -1.8), here(0, 0.2), color=theme().axis))
    scene.add(lines, plated(text("parallel levels", size=TITLE)).move_to(here(0, 2)))
