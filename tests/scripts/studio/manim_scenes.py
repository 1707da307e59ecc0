"""Plain manim scenes that do what scenes do: for comparing the studio's frames with manim's own."""

from __future__ import annotations

import numpy as np
from manim import (
    BLUE,
    DEGREES,
    DOWN,
    GREEN,
    LEFT,
    ORANGE,
    PI,
    PURPLE,
    RED,
    RIGHT,
    UP,
    WHITE,
    YELLOW,
    Arrow,
    ArrowVectorField,
    Axes,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    LaggedStart,
    Line,
    MovingCameraScene,
    NumberPlane,
    PMobject,
    Rotate,
    Scene,
    Square,
    Surface,
    Text,
    ThreeDAxes,
    ThreeDScene,
    TracedPath,
    Transform,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)

W, H, FPS = 256, 144, 10


class Shapes(Scene):
    """Creation, transformation, transparency, gradients, a background stroke, holds."""

    def construct(self):
        square = Square(fill_opacity=0.5, fill_color=[BLUE, GREEN], stroke_width=12).shift(LEFT)
        circle = Circle(fill_opacity=0.3, fill_color=RED, color=YELLOW)
        circle.set_stroke(WHITE, 20, background=True)
        self.play(Create(square), run_time=0.7)
        self.wait(0.35)
        self.play(Transform(square, circle), run_time=0.6)
        self.play(FadeIn(Dot(UP)), square.animate.shift(2 * RIGHT).rotate(0.3), run_time=0.5)
        self.wait(2.55)
        self.play(FadeOut(square), run_time=0.4)
        self.wait()


class Layers(Scene):
    """Order by z_index, a foreground, things that move below things that stand."""

    def construct(self):
        plane = NumberPlane()
        below = Square(fill_opacity=1, color=BLUE, z_index=-1)
        above = Circle(fill_opacity=0.8, color=ORANGE, z_index=2)
        label = Text("ahead", font_size=60)
        self.add(plane, above, below)
        self.add_foreground_mobjects(label)
        self.play(below.animate.shift(2 * RIGHT), run_time=0.8)
        self.play(Rotate(above, PI / 2), label.animate.shift(DOWN), run_time=0.5)
        self.bring_to_back(above)
        self.wait(0.5)


class Following(Scene):
    """Updaters: on a value, on time, a trace, a thing drawn anew on every frame, a scene's own."""

    def construct(self):
        value = ValueTracker(0.0)
        dot = Dot(color=YELLOW).add_updater(lambda m: m.move_to([value.get_value(), 1, 0]))
        line = always_redraw(lambda: Line(DOWN, dot.get_center()))
        clock = Square(0.5).shift(2 * LEFT).add_updater(lambda m, dt: m.rotate(dt))
        trace = TracedPath(dot.get_center, stroke_color=RED)
        self.add(dot, line, clock, trace)
        self.play(value.animate.set_value(2.0), run_time=1.1)
        self.wait(0.9)
        clock.clear_updaters()
        self.wait(2.2)
        self.add_updater(lambda dt: line.set_stroke(width=4 + 10 * dt))
        self.play(value.animate.set_value(-1.0), run_time=0.5)


class Many(Scene):
    """Many small things, one after the other, and points."""

    def construct(self):
        field = ArrowVectorField(
            lambda p: np.array([p[1], -p[0], 0]) / 3, x_range=[-3, 3, 1], y_range=[-2, 2, 1]
        )
        points = PMobject(stroke_width=3).add_points(
            [[x, x * x / 4 - 2, 0] for x in np.linspace(-3, 3, 60)], color=PURPLE
        )
        self.add(points)
        self.play(LaggedStart(*[Create(arrow) for arrow in field], lag_ratio=0.05), run_time=1.2)
        self.play(field.animate.scale(0.8), run_time=0.4)
        self.next_section("text")
        text = Text("Many words, and not a formula.", font_size=36)
        self.play(Write(text), run_time=0.9)
        self.wait(0.2)


class Traveling(MovingCameraScene):
    """A camera that moves and zooms."""

    def construct(self):
        axes = Axes(x_range=[-3, 3], y_range=[-2, 2], tips=False)
        graph = axes.plot(np.sin, color=GREEN)
        self.add(axes, graph, Arrow(LEFT, RIGHT, buff=0))
        self.play(self.camera.frame.animate.scale(0.5).move_to(RIGHT), run_time=0.8)
        self.wait(0.4)
        self.play(self.camera.frame.animate.shift(UP), graph.animate.set_color(RED), run_time=0.5)


class InSpace(ThreeDScene):
    """A surface, a turning camera, a label fixed to the frame."""

    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=-40 * DEGREES)
        surface = Surface(
            lambda u, v: np.array([u, v, np.sin(u) * np.cos(v)]),
            u_range=[-2, 2],
            v_range=[-2, 2],
            resolution=(8, 8),
        )
        label = Text("fixed").to_corner(UP + LEFT)
        self.add_fixed_in_frame_mobjects(label)
        self.add(ThreeDAxes(), surface)
        self.begin_ambient_camera_rotation(rate=0.4)
        self.wait(0.8)
        self.stop_ambient_camera_rotation()
        self.move_camera(phi=30 * DEGREES, run_time=0.6)
        self.play(surface.animate.shift(0.5 * UP), run_time=0.3)
        self.wait(0.3)


class Still(Scene):
    """Nothing is played."""

    def construct(self):
        self.add(VGroup(Circle(), Square()))


MOVING = (Shapes, Layers, Following, Many, Traveling, InSpace)
