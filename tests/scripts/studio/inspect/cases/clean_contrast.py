"""Texts and lines of just enough contrast."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Circle,
    FunctionGraph,
    Line,
    MathTypst,
    Rectangle,
    Scene,
    Typst,
    VGroup,
)

from scenes.kit.color import contrast
from scenes.kit.theme import DARK, LIGHT, use_theme
from scenes.kit.typography import math, text
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import DARK_PAPER, LIGHT_PAPER, paper


def gray_of(ratio: float, background: str) -> str:
    """Return the gray whose WCAG contrast with a background is at least ``ratio``, just so."""
    grays = [f"#{level:02x}{level:02x}{level:02x}" for level in range(256)]
    return min(
        (gray for gray in grays if contrast(gray, background) >= ratio),
        key=lambda gray: contrast(gray, background),
    )


@case(defect=None)
def gray_words_on_dark_of_just_enough(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    scene.add(Typst("a quiet remark", color=gray_of(4.8, DARK_PAPER), font_size=54))


@case(defect=None)
def gray_words_on_light_of_just_enough(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    scene.add(Typst("a quiet remark", color=gray_of(4.8, LIGHT_PAPER), font_size=54))


@case(defect=None)
def muted_words_of_both_sizes(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    scene.add(text("muted", color="muted"), text("and small", size=0.3, color="muted").shift(DOWN))


@case(defect=None)
def blue_formula_on_dark(scene: Scene) -> None:
    """The lowest blue of the ramp: 4.65 would do, a little lighter is 5.2."""
    paper(scene, DARK_PAPER)
    scene.add(MathTypst("f = 1.5", color="#568ae3", font_size=60))


@case(defect=None)
def green_words_on_light(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    scene.add(Typst("true", color=LIGHT.right, font_size=60))


@case(defect=None)
def black_on_orange(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    box = Rectangle(width=5, height=1.4, fill_color="#f0a050", fill_opacity=1, stroke_width=0)
    scene.add(box, Typst("remember this", color="#10151d"))


@case(defect=None)
def white_on_a_half_transparent_pane(scene: Scene) -> None:
    """The pane lets a bright strip shine through, but not much of it."""
    paper(scene, DARK_PAPER)
    strip = Line(4 * LEFT, 4 * RIGHT, color="#a5b1c2", stroke_width=40)
    pane = Rectangle(width=6, height=2, fill_color="#18202b", fill_opacity=0.9, stroke_width=0)
    scene.add(strip, pane, Typst("still easy to read"))


@case(defect=None)
def text_at_four_fifths_of_its_strength(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    scene.add(text("already said").set_opacity(0.8))


@case(defect=None)
def thin_but_bright_line(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    scene.add(Line(4 * LEFT + DOWN, 4 * RIGHT + UP, color="#eceff4", stroke_width=1.5))


@case(defect=None)
def thin_dark_curve_on_light(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    scene.add(FunctionGraph(np.sin, x_range=(-4, 4), color="#005eaf", stroke_width=2))


@case(defect=None)
def line_of_just_enough(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    scene.add(Circle(2, color=gray_of(3.3, LIGHT_PAPER), stroke_width=6))


@case(defect=None)
def arrow_of_just_enough(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    color = gray_of(3.4, DARK_PAPER)
    scene.add(Arrow(3 * LEFT, 3 * RIGHT + UP, color=color, stroke_width=8))


@case(defect=None)
def all_symbols_in_their_colours(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        formula = math(
            "D_(bold(u)) f = nabla f dot bold(u)",
            colors={"nabla f": "gradient", "bold(u)": "direction"},
            size=0.8,
        )
    scene.add(formula)


@case(defect=None)
def two_words_on_two_papers(scene: Scene) -> None:
    """Dark words on the light panel, light words beside it."""
    paper(scene, DARK_PAPER)
    panel = Rectangle(width=5, height=2, fill_color="#f4f2ee", fill_opacity=1, stroke_width=0)
    left = VGroup(panel, Typst("data space", color="#1b2430")).shift(3 * LEFT)
    scene.add(left, Typst("parameter space", color=DARK.ink).shift(3 * RIGHT))
