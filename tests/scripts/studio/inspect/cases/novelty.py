"""More new things at once than one can look at."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Circle,
    FadeIn,
    MathTypst,
    Scene,
    Square,
    Triangle,
    Typst,
    Write,
)

from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.graphs import Graph
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, TangentLine
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import (
    BOWL,
    DARK_PAPER,
    paper,
    square_plane,
    wide_plane,
)

KIND = "too-many-new"


@case(defect=KIND)
def six_formulas_fade_in_together(scene: Scene) -> None:
    sources = ("f_x", "partial_x f", "D_1 f", "(partial f) / (partial x)", "nabla f", "D_u f")
    formulas = [
        MathTypst(source).move_to((-4 + 4 * (k % 3), 1.5 - 3 * (k // 3), 0))
        for k, source in enumerate(sources)
    ]
    scene.play(*(FadeIn(formula) for formula in formulas), run_time=0.6)
    scene.wait(1)


@case(defect=KIND)
def a_zoo_after_the_title(scene: Scene) -> None:
    """Five things of different kinds stand there in one frame, after a calm second."""
    scene.add(Typst("Reading the landscape").shift(3 * UP))
    scene.wait(1)
    scene.add(
        Circle(0.7, color="#67c0fa").shift(4 * LEFT),
        Square(1.2, color="#fa8341").shift(2 * LEFT + DOWN),
        Triangle(color="#7fd18b").shift(0.5 * RIGHT),
        MathTypst("H = A^T A").shift(3.4 * RIGHT + UP),
        Arrow(2 * RIGHT + 2 * DOWN, 4 * RIGHT + DOWN, color="#fddc3a"),
    )
    scene.wait(1)


@case(defect=KIND)
def five_sentences_are_written_at_once(scene: Scene) -> None:
    words = (
        "hold y still",
        "move x a little",
        "look at the height",
        "divide by the step",
        "let it shrink",
    )
    lines = [text(line).move_to((0, 2 - k, 0)) for k, line in enumerate(words)]
    scene.play(*(Write(line) for line in lines), run_time=0.6)
    scene.wait(1)


@case(defect=KIND)
def everything_about_a_point_at_once(scene: Scene) -> None:
    """Dot, gradient, direction, tangent and a formula come in one move."""
    paper(scene, DARK_PAPER)
    plane = square_plane()
    scene.add(plane, LevelCurves(plane, BOWL, [0.5, 1.5, 3.0]))
    scene.wait(1)
    here = (0.8, 0.66)
    scene.play(
        FadeIn(GradientArrow(plane, BOWL, here, scale=0.2)),
        FadeIn(DirectionArrow(plane, here, (-1.0, 1.0), scale=0.7)),
        FadeIn(TangentLine(plane, BOWL, here)),
        FadeIn(PointDot(plane, here)),
        FadeIn(math("nabla f != 0").move_to((5.2, 1, 0))),
        run_time=0.5,
    )
    scene.wait(1)


@case(defect=KIND)
def four_graphs_and_a_name(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = wide_plane()
    scene.add(plane)
    scene.wait(1)
    colors = ("x", "y", "value", "direction")

    def tilted(k: int) -> Graph:
        return Graph(plane, lambda x: 0.3 * k + x / (3 + k), color=colors[k])

    graphs = [tilted(k) for k in range(4)]
    scene.play(*(FadeIn(graph) for graph in graphs), FadeIn(text("a family").move_to((5.4, 0, 0))))
    scene.wait(1)
