"""Texts too small to read."""

from __future__ import annotations

from manim import (
    DOWN,
    RIGHT,
    UP,
    Arrow,
    Circle,
    FadeIn,
    MathTypst,
    Scene,
    Square,
    Text,
    Transform,
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

KIND = "text-too-small"


@case(defect=KIND)
def footnote(scene: Scene) -> None:
    scene.add(Typst("after Boyd and Vandenberghe, Appendix A", font_size=17).shift(2.4 * DOWN))


@case(defect=KIND)
def formula_of_font_size_twenty(scene: Scene) -> None:
    scene.add(MathTypst("D_u f = nabla f dot u", font_size=20))


@case(defect=KIND)
def label_shrunk_with_its_drawing(scene: Scene) -> None:
    """A drawing with a good label was scaled as a whole."""
    circle = Circle(2, color="#67c0fa")
    drawing = VGroup(circle, Typst("level set"), Arrow(3 * RIGHT, 2.1 * RIGHT, color="#fddc3a"))
    scene.add(drawing.scale(0.4))


@case(defect=KIND)
def sentence_squeezed_into_a_width(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        line = text("The partial derivative with respect to x treats y as a number")
    scene.add(line.scale_to_fit_width(5))


@case(defect=KIND)
def formula_shrinks_to_nothing_readable(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    formula = math("f(x, y) = x^2 y^3 - 4 y")
    scene.add(formula)
    scene.play(formula.animate.scale(0.4).shift(UP + RIGHT), run_time=0.8)
    scene.wait(1)


@case(defect=KIND)
def small_read_out(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    scene.add(Figure(0.5971, places=4, size=0.5).scale(0.38).center(), Square(2, color="#8f7df5"))


@case(defect=KIND)
def plane_shrunk_with_its_ticks(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = wide_plane()
    graph = Graph(plane, lambda x: x**2 / 6)
    scene.add(VGroup(plane, graph).scale(0.6))


@case(defect=KIND)
def sans_text_of_size_twelve(scene: Scene) -> None:
    scene.add(Text("gradient descent in one picture", font="DejaVu Sans", font_size=12))


@case(defect=KIND)
def good_text_turns_into_small_text(scene: Scene) -> None:
    big = Typst("the chain rule")
    small = Typst("the chain rule", font_size=18).shift(UP)
    scene.add(big)
    scene.play(Transform(big, small), run_time=0.6)
    scene.wait(1)


@case(defect=KIND)
def small_remark_beside_a_large_title(scene: Scene) -> None:
    title = Typst("Steepest ascent", font_size=70)
    remark = Typst("in the sense of Euclid", font_size=19, color="#a5b1c2").next_to(title, DOWN)
    scene.add(title)
    scene.play(FadeIn(remark), run_time=0.5)
    scene.wait(1)
