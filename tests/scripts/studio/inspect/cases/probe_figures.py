"""Probes near the rules for the contrast of figures, dashes and veiled words."""

from __future__ import annotations

from typing import Any

from manim import (
    DOWN,
    RIGHT,
    UP,
    Brace,
    Circle,
    DashedLine,
    DashedVMobject,
    Line,
    Polygon,
    Rectangle,
    VGroup,
)

from scenes.kit.arrows import Arrow, GradientArrow
from scenes.kit.bars import Bars
from scenes.kit.color_key import ColorKey
from scenes.kit.graphs import Graph
from scenes.kit.layout import Region
from scenes.kit.levels import LevelCurves
from scenes.kit.theme import theme
from scenes.kit.typography import math, text
from scenes.kit.vectors import VectorField
from tests.scripts.studio.inspect.cases.fourth_stage import (
    BOWL,
    SADDLE,
    WHOLE,
    drawn,
    show,
    square_plane,
    then,
    wide_plane,
)


@drawn("low-contrast", ground="light")
def field_arrow_in_pale_pink(scene: Any) -> None:
    plane = square_plane(WHOLE)
    arrow = GradientArrow(plane, BOWL, (0.6, 0.6), scale=0.6, color="#f3cdd6")
    show(scene, plane, LevelCurves(plane, BOWL, (0.54,)), arrow)


@drawn("low-contrast", ground="light")
def pale_arrow_alone(scene: Any) -> None:
    show(scene, Arrow((-2, -1, 0), (2, 1, 0), color="#e5cba8"))


@drawn("low-contrast", ground="light")
def pale_bar_among_strong_ones(scene: Any) -> None:
    base = Line([-3, -2, 0], [3, -2, 0], color=theme().axis, stroke_width=3)
    bars = [
        Rectangle(width=1, height=h, stroke_width=0, fill_color=c, fill_opacity=1)
        for h, c in ((1.0, theme().x), (2.5, "#e9e6dc"), (1.8, theme().x))
    ]
    for k, bar in enumerate(bars):
        bar.move_to([2 * k - 2, -2 + bar.height / 2, 0])
    show(scene, base, *bars)


@drawn("low-contrast")
def dashes_that_nobody_sees(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 4), grid=False)
    ends = [plane.to_screen((0, 2)), plane.to_screen((4, 2))]
    show(scene, plane, DashedLine(*ends, color="#171d27", stroke_width=4))


@drawn("low-contrast")
def veil_over_the_words(scene: Any) -> None:
    words = text("only near the point", color="muted")
    veil = Rectangle(width=8, height=2, stroke_width=0).set_fill(theme().background, 0.55)
    show(scene, words, veil)


@drawn()
def key_beside_its_field(scene: Any) -> None:
    plane = square_plane(WHOLE)
    field = VectorField(plane, BOWL)
    show(scene, plane, field)
    then(scene, "key", ColorKey("norm(nabla f)", 4.0, width=2.5).next_to(plane, RIGHT, buff=0.6))


@drawn(ground="light")
def probe_arrow_in_its_field(scene: Any) -> None:
    plane = square_plane(WHOLE)
    show(scene, plane, VectorField(plane, SADDLE))
    then(scene, "probe", GradientArrow(plane, SADDLE, (0.5, 0.5), scale=0.5, color="x"))


@drawn()
def shadow_of_an_arrow(scene: Any) -> None:
    ghost = Arrow((-2, -1, 0), (1, 0.5, 0), color="gradient").set_fill(opacity=0.35)
    ghost.decorative = True
    show(scene, ghost, Arrow((-2, -1, 0), (0.5, 1.2, 0), color="gradient"))


@drawn()
def dashed_heights(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 4))
    show(scene, plane, Graph(plane, lambda x: x**2 / 4))
    drops = VGroup(
        *(
            DashedLine(plane.to_screen((x, 0)), plane.to_screen((x, x**2 / 4)), color=theme().axis)
            for x in (1, 2, 3)
        )
    )
    then(scene, "heights", drops)


@drawn(ground="light")
def dashes_for_guidance(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 4), grid=False)
    ends = [plane.to_screen((0, 2)), plane.to_screen((4, 2))]
    ring = DashedVMobject(Circle(radius=1, color=theme().axis))
    show(scene, plane, DashedLine(*ends, color=theme().muted, stroke_width=3), ring)


@drawn(ground="light")
def arrow_lies_on_a_pale_region(scene: Any) -> None:
    region = Rectangle(width=6, height=4, stroke_width=0).set_fill(theme().value, 0.15)
    show(scene, region, Arrow((-2, -1, 0), (2, 1, 0), color="gradient"))


@drawn()
def veil_over_what_is_done(scene: Any) -> None:
    """What is veiled so strongly is taken away, and the new formula lies on top."""
    old = math("f(x) = x^2")
    show(scene, old)
    veil = Rectangle(width=16, height=9, stroke_width=0).set_fill(theme().background, 0.97)
    then(scene, "new", veil, math("f'(x) = 2 x").shift(UP))


@drawn()
def title_with_a_rule_under_it(scene: Any) -> None:
    title = text("What is a gradient?").to_edge(UP, buff=0.4)
    rule = Rectangle(width=9, height=0.04, stroke_width=0).set_fill(theme().axis, 1)
    show(scene, title, rule.next_to(title, DOWN, buff=0.15))


@drawn(ground="light")
def flow_of_three_cards(scene: Any) -> None:
    cards = VGroup(
        *(
            Rectangle(width=2.6, height=1.2, stroke_width=0).set_fill(theme().panel, 1)
            for _ in range(3)
        )
    ).arrange(RIGHT, buff=1.2)
    words = VGroup(*(text(w).move_to(c) for w, c in zip(("data", "loss", "step"), cards)))  # noqa: B905
    ways = VGroup(
        *(
            Arrow(cards[k].get_right() + 0.1 * RIGHT, cards[k + 1].get_left() - 0.1 * RIGHT)
            for k in range(2)
        )
    )
    show(scene, cards, words, ways)


@drawn(ground="light")
def filled_triangle_of_a_slope(scene: Any) -> None:
    plane = wide_plane((0, 4), (0, 4))
    corners = [plane.to_screen(p) for p in ((1, 1), (3, 1), (3, 2.5))]
    slope = Polygon(*corners, stroke_width=0, fill_color=theme().step, fill_opacity=0.25)
    show(scene, plane, Graph(plane, lambda x: 0.75 * x + 0.25), slope)


@drawn()
def soft_shadow_behind_a_card(scene: Any) -> None:
    shadow = Rectangle(width=6, height=2, stroke_width=0).set_fill("#0a0d12", 1).shift(0.1 * DOWN)
    card = Rectangle(width=6, height=2, color=theme().axis, stroke_width=2)
    card.set_fill(theme().panel, 1)
    show(scene, shadow, card, text("One symbol, one color"))


@drawn()
def bars_with_one_at_nothing(scene: Any) -> None:
    bars = Bars([0.4, 0.0, 0.9, -0.2], Region(-4, -2.5, 4, 2.5), colors=("x", "y", "w", "b"))
    show(scene, bars)


@drawn()
def brace_over_a_difference(scene: Any) -> None:
    line = Line([-2, 0, 0], [2, 0, 0], color=theme().x, stroke_width=5)
    brace = Brace(line, UP, color=theme().ink)
    show(scene, line, brace, math("h", color="step").next_to(brace, UP, buff=0.15))
