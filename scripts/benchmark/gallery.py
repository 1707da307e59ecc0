"""Plain manim scenes after the kinds of manim's own example gallery, for measuring on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from manim import (
    BLUE,
    DEGREES,
    DOWN,
    LEFT,
    PI,
    RED,
    RIGHT,
    UP,
    YELLOW,
    Angle,
    Arrow,
    ArrowVectorField,
    Axes,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    ImplicitFunction,
    LaggedStart,
    Line,
    MoveAlongPath,
    MovingCameraScene,
    NumberPlane,
    Rotating,
    Scene,
    Surface,
    Text,
    ThreeDAxes,
    ThreeDScene,
    Transform,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)


class PointOnShapes(Scene):
    """2D: a few shapes, a moving point, an angle drawn anew on every frame, short holds."""

    def construct(self) -> None:
        """Play it."""
        circle = Circle(radius=1.5, color=BLUE, fill_opacity=0.3).shift(3 * LEFT)
        dot = Dot(circle.get_right())
        self.play(GrowFromCenter(circle))
        self.play(Transform(dot, dot.copy().shift(RIGHT)))
        self.play(MoveAlongPath(dot, circle), run_time=3)
        self.play(Rotating(dot, about_point=2 * LEFT), run_time=2)
        turn = ValueTracker(20 * DEGREES)
        corner = 2 * RIGHT + DOWN
        still = Line(corner, corner + 3 * RIGHT)
        moving = always_redraw(
            lambda: Line(corner, corner + 3 * RIGHT).rotate(turn.get_value(), about_point=corner)
        )
        angle = always_redraw(lambda: Angle(still, moving, radius=0.7, color=YELLOW))
        self.add(still, moving, angle)
        self.play(turn.animate.set_value(140 * DEGREES), run_time=3)
        self.wait(2)


class ManyArrows(Scene):
    """Many parts: a field of 170 arrows that grow, change and leave."""

    def construct(self) -> None:
        """Play it."""
        field = ArrowVectorField(
            lambda p: np.array([p[1], -np.sin(p[0]), 0.0]),
            x_range=[-6.8, 6.8, 0.85],
            y_range=[-3.6, 3.6, 0.8],
        )
        self.play(LaggedStart(*(Create(arrow) for arrow in field), lag_ratio=0.01), run_time=3)
        self.play(field.animate.scale(0.7), run_time=2)
        self.wait()
        self.play(FadeOut(field))


class ManyWords(Scene):
    """Text-heavy: paragraphs written, read and replaced."""

    def construct(self) -> None:
        """Play it."""
        pages = [
            ["How does a function answer", "when its inputs are nudged?", "One at a time, first."],
            ["A partial derivative holds", "every other input still", "and watches a single one."],
            ["All of them in one list", "are the gradient, an arrow", "in the space of inputs."],
        ]
        for lines in pages:
            page = VGroup(*(Text(line, font_size=60) for line in lines)).arrange(DOWN, buff=0.5)
            self.play(Write(page), run_time=2)
            self.wait(2)
            self.play(FadeOut(page, shift=UP))


class CameraFollows(MovingCameraScene):
    """Camera moves: a frame that follows a point on a curve and comes back."""

    def construct(self) -> None:
        """Play it."""
        plane = NumberPlane(x_range=(-8, 8), y_range=(-5, 5))
        axes = Axes(x_range=[-1, 10], y_range=[-1, 10], tips=False)
        graph = axes.plot(lambda x: 2 + np.sin(2 * x) + x / 3, color=RED, x_range=[0, 3 * PI])
        self.add(plane, axes, graph)
        frame: Any = cast(Any, self.camera).frame
        frame.save_state()
        dot = Dot(axes.i2gp(graph.t_min, graph), color=YELLOW)
        self.play(frame.animate.scale(0.5).move_to(dot), FadeIn(dot))
        frame.add_updater(lambda m: m.move_to(dot.get_center()))
        self.play(MoveAlongPath(dot, graph), run_time=4)
        frame.clear_updaters()
        self.play(frame.animate.restore(), run_time=2)


class TurningSurface(ThreeDScene):
    """3D: a surface of 24 by 24 faces under a turning camera."""

    def construct(self) -> None:
        """Play it."""
        surface = Surface(
            lambda u, v: np.array([u, v, np.exp(-(u**2 + v**2) / 2) * np.sin(2 * u)]),
            u_range=(-2.5, 2.5),
            v_range=(-2.5, 2.5),
            resolution=(24, 24),
        )
        self.set_camera_orientation(phi=65 * DEGREES, theta=-50 * DEGREES)
        self.add(ThreeDAxes(), surface)
        self.begin_ambient_camera_rotation(rate=0.4)
        self.wait(3)
        self.stop_ambient_camera_rotation()  # type: ignore[no-untyped-call]
        self.move_camera(phi=40 * DEGREES, run_time=2)


class LongHolds(Scene):
    """Holds: contours, one moving point, and long pauses as a narrated lecture has them."""

    def construct(self) -> None:
        """Play it."""
        curves = VGroup(*(ImplicitFunction(_ellipse(c), color=BLUE) for c in (1, 2, 4, 7, 11)))
        self.play(Create(curves), run_time=2)
        self.wait(6)
        dot = Dot(2 * RIGHT + UP, color=YELLOW)
        arrow = always_redraw(
            lambda: Arrow(
                dot.get_center(),
                dot.get_center() + np.array([2, 4, 0]) * dot.get_center() / 6,
                buff=0,
                color=RED,
            )
        )
        self.play(FadeIn(dot))
        self.add(arrow)
        self.play(dot.animate.move_to(LEFT + 1.2 * UP), run_time=3)
        self.wait(8)


def _ellipse(level: float) -> Callable[[float, float], float]:
    return lambda x, y: x**2 + 2 * y**2 - level
