"""Texts and lines that are hard to tell from what is behind them."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Arrow,
    Circle,
    FadeIn,
    FunctionGraph,
    Line,
    MathTypst,
    Rectangle,
    Scene,
    Typst,
    VGroup,
)

from scenes.kit.digits import Figure
from scenes.kit.graphs import Graph
from scenes.kit.theme import use_theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import (
    DARK_PAPER,
    LIGHT_PAPER,
    paper,
    wide_plane,
)

KIND = "low-contrast"


@case(defect=KIND)
def gray_words_on_dark(scene: Scene) -> None:
    """2.9 : 1"""
    paper(scene, DARK_PAPER)
    scene.add(Typst("for symmetric matrices only", color="#606060"))


@case(defect=KIND)
def yellow_formula_on_light(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    scene.add(MathTypst("nabla f", color="#e6c229", font_size=80))


@case(defect=KIND)
def colour_of_the_dark_theme_on_light(scene: Scene) -> None:
    """The formula was made in one theme, the paper is of the other."""
    paper(scene, LIGHT_PAPER)
    scene.add(math("f(x, y) = c", color="value", size=0.6))


@case(defect=KIND)
def words_on_a_box_of_like_colour(scene: Scene) -> None:
    """White on light orange: 2.1 : 1, while white on the paper would be good."""
    paper(scene, DARK_PAPER)
    box = Rectangle(width=6, height=1.4, fill_color="#f0a050", fill_opacity=1, stroke_width=0)
    scene.add(box, Typst("remember this", color="#ffffff"))


@case(defect=KIND)
def dark_words_half_on_a_dark_panel(scene: Scene) -> None:
    """The second word has left the light panel for which its colour was chosen."""
    paper(scene, DARK_PAPER)
    panel = Rectangle(width=4, height=2, fill_color="#f4f2ee", fill_opacity=1, stroke_width=0)
    words = Typst("parameters", color="#1b2430", font_size=60).shift(1.6 * RIGHT)
    scene.add(panel, words)


@case(defect=KIND)
def text_kept_at_a_third_of_its_strength(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    words = text("what we knew before").set_opacity(0.3)
    scene.add(words)
    scene.wait(1)


@case(defect=KIND)
def blue_read_out_on_dark(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    scene.add(Figure(-13.403, places=3, color="#2a5296", size=0.6))


@case(defect=KIND)
def text_fades_in_only_halfway(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    words = Typst("an aside", color="#6d7889", font_size=60)
    words.set_opacity(0.6)
    scene.play(FadeIn(words), run_time=0.5)
    scene.wait(1)


@case(defect=KIND)
def dim_curve_on_dark(scene: Scene) -> None:
    """The only curve of the picture: 1.8 : 1"""
    paper(scene, DARK_PAPER)
    scene.add(FunctionGraph(np.cos, x_range=(-4, 4), color="#404040", stroke_width=5))


@case(defect=KIND)
def pale_arrow_on_light(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    scene.add(Arrow(2 * LEFT + DOWN, 2 * RIGHT, color="#ffd9a0", stroke_width=8))


@case(defect=KIND)
def graph_in_the_colour_of_the_grid(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = wide_plane(grid=False)
    scene.add(plane, Graph(plane, lambda x: 1 + np.sin(x), color="faint"))


@case(defect=KIND)
def light_theme_graph_in_pale_yellow(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        plane = wide_plane()
        graph = Graph(plane, lambda x: 1 + np.tanh(x), color="#f2e08a")
    scene.add(plane, graph)


@case(defect=KIND)
def circle_that_nobody_sees(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    ball = Circle(2, color="#1e2a3a", stroke_width=4)
    label = Typst("unit ball").next_to(ball, RIGHT)
    scene.add(VGroup(ball, label))


@case(defect=KIND)
def blue_line_on_a_blue_pane(scene: Scene) -> None:
    """1.9 : 1 against the pane; the line lies wholly within it."""
    paper(scene, DARK_PAPER)
    pane = Rectangle(width=8, height=4, fill_color="#2a5296", fill_opacity=1, stroke_width=0)
    scene.add(pane, Line(3 * LEFT + DOWN, 3 * RIGHT, color="#4f7fd6", stroke_width=5))
