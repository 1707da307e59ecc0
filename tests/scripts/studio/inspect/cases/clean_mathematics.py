"""Formulas, tables and charts whose own lines belong to them."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Axes,
    Circle,
    Dot,
    FunctionGraph,
    Line,
    MathTypst,
    NumberPlane,
    Scene,
    SurroundingRectangle,
    Typst,
    VGroup,
)

from scenes.kit.theme import use_theme
from scenes.kit.typography import math, prose, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import DARK_PAPER, LIGHT_PAPER, paper


@case(defect=None)
def fraction_bars_within_fraction_bars(scene: Scene) -> None:
    scene.add(MathTypst("(partial f) / (partial x) = lim_(h -> 0) (f(x + h, y) - f(x, y)) / h"))


@case(defect=None)
def roots_and_overlines(scene: Scene) -> None:
    scene.add(MathTypst("sqrt(1 + sqrt(x^2 + overline(z) z)) <= root(3, underbrace(a b, c))"))


@case(defect=None)
def cancelled_term(scene: Scene) -> None:
    """The stroke through the term is part of the formula and means something."""
    scene.add(MathTypst("x + cancel(4 y) - cancel(4 y)", font_size=60))


@case(defect=None)
def matrix_with_bars_and_a_rule(scene: Scene) -> None:
    scene.add(MathTypst('mat(augment: #2, 12, 4, 1; 4, 2, 0; delim: "[")', font_size=60))


@case(defect=None)
def norm_and_absolute_bars(scene: Scene) -> None:
    scene.add(MathTypst("norm(nabla f) >= abs(nabla f dot u) / norm(u)", font_size=54))


@case(defect=None)
def sum_integral_and_limits(scene: Scene) -> None:
    scene.add(math("sum_(i=1)^n integral_0^(x_i) e^(-t^2) dif t", size=0.8))


@case(defect=None)
def table_with_rules_between_entries(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    ink = "#1b2430"
    rows = (("h", "1", "0.1"), ("q", "2.5", "2.05"))
    cells = VGroup(
        *(
            MathTypst(entry, color=ink).move_to((2 * c - 2, 0.5 - r, 0))
            for r, row in enumerate(rows)
            for c, entry in enumerate(row)
        )
    )
    rules = VGroup(
        Line((-3, 0, 0), (3, 0, 0), color=ink, stroke_width=2),
        Line((-1, 1, 0), (-1, -1, 0), color=ink, stroke_width=2),
        Line((1, 1, 0), (1, -1, 0), color=ink, stroke_width=2),
    )
    scene.add(VGroup(cells, rules))


@case(defect=None)
def table_set_by_typst(scene: Scene) -> None:
    """Rules and entries are one piece of type."""
    scene.add(Typst("#table(columns: 3, stroke: white, [h], [1], [0.1], [q], [2.5], [2.05])"))


@case(defect=None)
def axes_with_tick_labels(scene: Scene) -> None:
    axes = Axes(x_range=[0, 4, 1], y_range=[0, 3, 1], x_length=7, y_length=5, tips=False)
    labels = VGroup(
        *(MathTypst(str(k)).next_to(axes.c2p(k, 0), DOWN, buff=0.2) for k in (1, 2, 3)),
        *(MathTypst(str(k)).next_to(axes.c2p(0, k), LEFT, buff=0.2) for k in (1, 2)),
    )
    scene.add(VGroup(axes, labels))


@case(defect=None)
def dots_on_a_curve(scene: Scene) -> None:
    curve = FunctionGraph(lambda x: x**2 / 4 - 1, x_range=(-3, 3), color="#67c0fa")
    dots = VGroup(*(Dot(curve.get_point_from_function(x), color="#fddc3a") for x in (-2, 0, 1.5)))
    scene.add(curve, dots)


@case(defect=None)
def dot_with_its_coordinates(scene: Scene) -> None:
    curve = FunctionGraph(lambda x: x**2 / 4 - 1, x_range=(-3, 3), color="#67c0fa")
    dot = Dot((2, 0, 0), color="#fddc3a")
    scene.add(curve, VGroup(dot, MathTypst("(2, 0)").next_to(dot, RIGHT, buff=0.25)))


@case(defect=None)
def crossing_curves(scene: Scene) -> None:
    """Lines may cross lines."""
    paper(scene, LIGHT_PAPER)
    scene.add(
        FunctionGraph(np.sin, x_range=(-4, 4), color="#005eaf"),
        FunctionGraph(np.cos, x_range=(-4, 4), color="#a70023"),
    )


@case(defect=None)
def faint_grid_behind_a_formula(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    grid = NumberPlane(
        x_range=[-6, 6],
        y_range=[-3, 3],
        background_line_style={"stroke_color": "#222c39", "stroke_width": 1},
        axis_config={"stroke_color": "#222c39", "stroke_width": 1},
    )
    scene.add(grid, math("f(x, y) = x^2 + x y + 2 y^2", size=0.6))


@case(defect=None)
def boxed_term_inside_a_formula(scene: Scene) -> None:
    """The box belongs to the term and passes between it and its neighbours."""
    paper(scene, DARK_PAPER)
    formula = math("f(x, y) quad = quad {{x^2 y : term}} quad + quad 3 y", size=0.6)
    scene.add(formula, SurroundingRectangle(formula.part("term"), buff=0.12, color="#fff1b8"))


@case(defect=None)
def prose_with_formulas(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        words = prose("Along $u = (cos theta, sin theta)$ the rate is $nabla f dot u$.", width=7)
    scene.add(words)


@case(defect=None)
def subscripts_of_subscripts(scene: Scene) -> None:
    """Indices are small by nature; the em of the formula is large enough."""
    scene.add(MathTypst("x_(k_1)^(2^n) - a_(i_j)", font_size=48))


@case(defect=None)
def text_of_just_enough_size(scene: Scene) -> None:
    """An em of 0.27 units, where 0.267 are asked for."""
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        scene.add(text("as small as it may be", size=0.27))


@case(defect=None)
def plain_text_of_just_enough_size(scene: Scene) -> None:
    scene.add(Typst("as small as it may be", font_size=26), Circle(2, color="#67c0fa"))


@case(defect=None)
def three_new_things(scene: Scene) -> None:
    scene.add(Typst("Three things").shift(2.5 * UP))
    scene.wait(1)
    scene.add(
        Circle(1, color="#67c0fa").shift(4 * LEFT),
        MathTypst("nabla f"),
        Line(3 * RIGHT, 5 * RIGHT + UP, color="#fddc3a"),
    )
    scene.wait(1)
