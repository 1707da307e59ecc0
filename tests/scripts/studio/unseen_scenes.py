"""Plain manim scenes after the patterns of its gallery and graphical tests, each with a twist."""

from __future__ import annotations

import numpy as np
from manim import (
    BLUE,
    DEGREES,
    DL,
    DOWN,
    GREEN,
    IN,
    LEFT,
    ORANGE,
    ORIGIN,
    OUT,
    PI,
    PURPLE,
    RED,
    RIGHT,
    TAU,
    UL,
    UP,
    UR,
    WHITE,
    YELLOW,
    AnimationGroup,
    ApplyPointwiseFunction,
    Arrow3D,
    Axes,
    Broadcast,
    Camera,
    Circle,
    Circumscribe,
    Cone,
    Create,
    Cube,
    Cylinder,
    Dot,
    Dot3D,
    DrawBorderThenFill,
    FadeIn,
    FadeOut,
    FadeTransform,
    Flash,
    Graph,
    GrowFromEdge,
    Homotopy,
    Indicate,
    Intersection,
    Line,
    Line3D,
    LinearTransformationScene,
    Mobject,
    MoveAlongPath,
    MovingCameraScene,
    NumberPlane,
    Polygon,
    ReplacementTransform,
    Rotate,
    Rotating,
    Scene,
    ShowPassingFlash,
    Sphere,
    SpiralIn,
    Square,
    StreamLines,
    Succession,
    Surface,
    Tetrahedron,
    Text,
    ThreeDAxes,
    ThreeDCamera,
    ThreeDScene,
    Torus,
    TracedPath,
    Transform,
    TransformMatchingShapes,
    Triangle,
    Uncreate,
    UpdateFromAlphaFunc,
    ValueTracker,
    VGroup,
    Wiggle,
    Write,
    always_redraw,
    linear,
)

SHORT = {"run_time": 0.6}


class Indications(Scene):
    """Things that come for a moment and go."""

    def construct(self):
        self.camera.background_color = "#ece6e2"
        square = Square(color=PURPLE)
        self.add(square)
        self.play(Indicate(square), Flash(UR), **SHORT)
        self.camera.background_color = "#203040"
        self.play(Circumscribe(square), ShowPassingFlash(Circle(color=RED)), **SHORT)
        self.play(Wiggle(square), Broadcast(Circle(color=GREEN), run_time=0.8))
        self.remove(square)
        self.wait(0.2)


class Comings(Scene):
    """Creation in many ways, groups in groups, what is removed, what is replaced below others."""

    def construct(self):
        parts = [Square(fill_opacity=1, color=c).shift(0.7 * k * RIGHT) for k, c in
                 enumerate((YELLOW, GREEN, BLUE, ORANGE))]  # fmt: skip
        self.play(
            AnimationGroup(DrawBorderThenFill(parts[0]), GrowFromEdge(parts[1], DOWN)), **SHORT
        )
        self.add(VGroup(*parts[1:3]), parts[3])
        purple = Circle(fill_opacity=1, color=PURPLE).move_to(parts[1])
        self.play(ReplacementTransform(parts[1], purple), **SHORT)
        self.pause(0.2)
        self.play(SpiralIn(VGroup(Circle(), Triangle()).shift(DL)), **SHORT)
        behind = Circle(color=RED, fill_opacity=0.7).set_z_index(-1)
        self.play(Create(behind), FadeTransform(parts[0], Dot(UL)), **SHORT)
        self.bring_to_front(behind)
        self.play(Succession(Uncreate(behind), FadeOut(purple)), **SHORT)
        self.clear()
        self.wait(0.3)


class Moves(Scene):
    """Functions applied to points, paths, turns about a point, words that become other words."""

    def construct(self):
        shape = Square().set_color([RED, BLUE]).set_fill(opacity=0.4)
        self.play(Homotopy(lambda x, y, z, t: (x, y + t * np.sin(2 * x), z), shape), **SHORT)
        self.play(ApplyPointwiseFunction(lambda p: p + 0.3 * p[0] * UP, shape), **SHORT)
        dot = Dot(color=GREEN)
        self.play(MoveAlongPath(dot, shape), Rotating(shape, TAU / 4, about_point=LEFT), **SHORT)
        words, others = Text("the morse code"), Text("here come dots")
        self.play(Write(words), **SHORT)
        self.play(TransformMatchingShapes(words, others), **SHORT)
        both = Intersection(Circle(), Square().shift(RIGHT), color=ORANGE, fill_opacity=0.5)
        self.play(UpdateFromAlphaFunc(both, lambda m, a: m.set_opacity(a)), **SHORT)


class Clocks(Scene):
    """Waits of all kinds, updaters in time, on values, on the scene, and what is suspended."""

    def construct(self):
        turn = ValueTracker(20 * DEGREES)
        hand = Line(ORIGIN, 2 * RIGHT)
        hand.add_updater(lambda m: m.set_angle(turn.get_value()))
        wedge = always_redraw(
            lambda: Polygon(ORIGIN, 2 * RIGHT, hand.get_end(), color=BLUE, fill_opacity=0.3)
        )
        self.add(wedge, hand)
        self.play(turn.animate.set_value(2.0), rate_func=linear, **SHORT)
        turn.add_updater(lambda m, dt: m.increment_value(dt))
        self.add(turn)
        self.wait(0.5)
        self.wait(2, stop_condition=lambda: turn.get_value() > 2.9)
        self.wait(0.4, frozen_frame=True)
        hand.suspend_updating()
        self.wait(0.3)
        turn.clear_updaters()
        trace = TracedPath(hand.get_end, dissipating_time=0.4, stroke_opacity=[0, 1])
        self.add(trace)
        hand.resume_updating()
        self.play(turn.animate.set_value(1.0), **SHORT)
        self.wait(0.3, frozen_frame=False)
        seen = [0.0]
        self.add_updater(lambda dt: seen.__setitem__(0, seen[0] + dt))
        self.wait_until(lambda: seen[0] >= 0.35)
        hand.add_updater(lambda m: self.add(Dot(m.get_end())))
        self.play(turn.animate.set_value(0.2), run_time=0.3)


class SideEffects(Scene):
    """What manim takes for still is changed all the same, and is not seen to change."""

    def construct(self):
        below, dot = Line(LEFT, RIGHT, color=RED, stroke_width=20), Dot()
        self.add(below, dot)
        self.add_updater(lambda dt: below.rotate(dt))
        self.play(dot.animate.shift(2 * UP), run_time=1.6)
        self.updaters.clear()
        dot.add_updater(lambda m, dt: below.shift(dt * DOWN))
        self.play(dot.animate.shift(DOWN), run_time=1.1)
        self.wait(0.5)


class AlwaysUpdating(Scene):
    """A scene that updates all the time, at random."""

    def __init__(self, **kwargs):
        super().__init__(always_update_mobjects=True, random_seed=3, **kwargs)

    def construct(self):
        dust = VGroup(*(Dot(p) for p in np.random.uniform(-2, 2, (12, 3)) * [2, 1, 0]))
        dust.add_updater(lambda m: m.shift(np.random.normal(0, 0.05, 3)))
        self.add(dust)
        self.wait(0.5)


class Sectioned(Scene):
    """Sections without names, one that is left out, sounds."""

    def construct(self):
        dot = Dot()
        self.add(dot)
        self.next_section()
        self.play(dot.animate.shift(RIGHT), **SHORT)
        self.next_section(skip_animations=True)
        self.play(dot.animate.shift(UP), **SHORT)
        self.wait()
        self.next_section()
        self.play(dot.animate.shift(LEFT), **SHORT)
        self.add_sound("click.wav")
        self.wait(0.2)


class Own(Mobject):
    """A mobject that draws nothing itself and holds some that do."""

    def __init__(self):
        super().__init__()
        self.add(Circle(color=RED, fill_opacity=0.5), Square())


class Blinking(Square):
    """A square whose color is what the clock says."""

    now = 0.0

    def get_fill_rgbas(self):
        return np.array([[self.now % 1, 0.5, 1 - self.now % 1, 1.0]])


class OwnMobjects(Scene):
    """Mobjects of a user's own, with methods of their own."""

    def construct(self):
        blinking = Blinking().shift(2 * LEFT)
        blinking.add_updater(lambda m, dt: setattr(m, "now", m.now + dt))
        self.add(Own(), blinking, *(Dot(k * 0.3 * RIGHT) for k in range(5)))
        self.wait(0.5)


class Inverted(Camera):
    """A flat camera that shows everything mirrored."""

    def transform_points_pre_display(self, mobject, points):
        return super().transform_points_pre_display(mobject, points) * [-1, 1, 1]


class OwnCamera(Scene):
    """A scene with a camera that draws in its own way."""

    def __init__(self, **kwargs):
        super().__init__(camera_class=Inverted, **kwargs)

    def construct(self):
        self.add(NumberPlane())
        self.play(Create(Arrow3D(LEFT, RIGHT, resolution=4)), FadeIn(Dot(RIGHT)), **SHORT)


class Zooming(MovingCameraScene):
    """A frame that follows, is restored, and is seen itself."""

    def construct(self):
        axes = Axes(x_range=[-1, 5], y_range=[-1, 3], tips=False)
        curve = axes.plot(np.sqrt, x_range=[0, 5], color=GREEN)
        area = axes.get_riemann_rectangles(curve, x_range=[0, 4], dx=0.25, fill_opacity=0.6)
        dot = Dot(curve.get_start())
        self.add(axes, area, curve, dot)
        self.camera.frame.save_state().set_stroke(WHITE, 3)
        self.add(self.camera.frame)
        self.play(self.camera.frame.animate.scale(0.5).move_to(dot), **SHORT)
        self.camera.frame.add_updater(lambda m: m.move_to(dot.get_center()))
        self.play(MoveAlongPath(dot, curve), **SHORT)
        self.camera.frame.clear_updaters()
        self.play(self.camera.frame.animate.restore(), **SHORT)
        self.play(self.camera.auto_zoom([dot], margin=1), run_time=0.3)


class Linear(LinearTransformationScene):
    """A plane under a matrix."""

    def __init__(self, **kwargs):
        super().__init__(show_coordinates=False, leave_ghost_vectors=True, **kwargs)

    def construct(self):
        self.apply_matrix([[1, 1], [0, 1]], **SHORT)
        self.wait(0.2)


class Streams(Scene):
    """Very many small curves."""

    def construct(self):
        lines = StreamLines(
            lambda p: np.array([np.sin(p[1]), np.cos(p[0]), 0]),
            x_range=[-3, 3, 0.8],
            y_range=[-2, 2, 0.8],
            max_anchors_per_line=10,
            padding=0,
        )
        self.add(lines)
        lines.start_animation(warm_up=False, flow_speed=1.5)
        self.wait(0.5)


class Solids(ThreeDScene):
    """Solids that touch, shadows, see-through faces, lines before and behind."""

    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=30 * DEGREES, zoom=0.9)
        self.add(
            ThreeDAxes(x_range=[-2, 2], y_range=[-2, 2], z_range=[-1, 1]),
            Cube(1.2, fill_opacity=0.7).shift(2 * LEFT),
            Sphere(radius=0.7, resolution=(8, 8)).shift(1.5 * RIGHT),
            Torus(major_radius=1, minor_radius=0.3, resolution=(8, 8)).shift(OUT),
            Cone(resolution=(4, 8)).shift(2 * UP),
            Cylinder(radius=0.3, height=1, resolution=(4, 8)).shift(2 * DOWN),
            Line3D(IN + LEFT, OUT + RIGHT, resolution=(2, 6)),
            Dot3D(UP + OUT, resolution=(5, 5), color=RED),
            Tetrahedron(edge_length=0.8).shift(2 * UP + 2 * RIGHT),
        )
        self.renderer.camera.light_source.move_to(3 * IN)
        self.begin_3dillusion_camera_rotation(rate=2)
        self.wait(0.5)
        self.stop_3dillusion_camera_rotation()
        self.move_camera(phi=PI / 8, theta=-PI / 8, frame_center=[0.5, 0.5, 0], zoom=1.3, **SHORT)
        self.wait(0.2)


class Surfaces(ThreeDScene):
    """A surface by value, under light, made, turned, changed and taken apart."""

    def construct(self):
        axes = ThreeDAxes(x_range=(-3, 3), y_range=(-3, 3), z_range=(-2, 2))
        surface = Surface(
            lambda u, v: axes.c2p(u, v, np.sin(u) * np.cos(v)),
            u_range=[-3, 3],
            v_range=[-3, 3],
            resolution=(9, 9),
        )
        surface.set_fill_by_value(axes=axes, colorscale=[(RED, -0.5), (YELLOW, 0), (GREEN, 0.5)])
        self.set_camera_orientation(phi=65 * DEGREES, theta=-120 * DEGREES, focal_distance=12)
        self.add(axes)
        self.play(Create(surface), **SHORT)
        self.play(Rotate(surface, PI / 3), **SHORT)
        self.begin_ambient_camera_rotation(rate=1, about="phi")
        self.wait(0.3)
        self.stop_ambient_camera_rotation(about="phi")
        ball = Sphere(radius=2, resolution=(9, 9), fill_opacity=0.5, stroke_width=3)
        self.play(Transform(surface, ball), **SHORT)
        surface[3].set_fill([BLUE, RED], opacity=0.8).set_stroke(width=9)
        surface.set_shade_in_3d(True, z_index_as_group=True)
        surface[40:].set_z_index(1)
        self.renderer.camera.should_apply_shading = False
        self.play(
            FadeOut(surface, shift=UP), self.camera.theta_tracker.animate.set_value(0), **SHORT
        )


class Labels(ThreeDScene):
    """What faces the camera, what stays in the frame, and what no longer does."""

    def construct(self):
        self.set_camera_orientation(phi=75 * DEGREES, theta=-45 * DEGREES)
        title, label = Text("framed").to_corner(UL), Text("facing").shift(OUT)
        graph = Graph([1, 2, 3, 4], [(1, 2), (2, 3), (3, 4), (1, 3)])
        self.add_fixed_in_frame_mobjects(title)
        self.add_fixed_orientation_mobjects(label)
        self.add(graph, Square(fill_opacity=0.4).rotate(PI / 3, axis=UP))
        self.play(graph[1].animate.move_to([1, 1, 1]), label.animate.shift(RIGHT), **SHORT)
        self.remove_fixed_in_frame_mobjects(title)
        self.move_camera(theta=20 * DEGREES, gamma=0.2, **SHORT)
        self.remove_fixed_orientation_mobjects(label)
        self.move_camera(phi=40 * DEGREES, added_anims=[FadeOut(graph)], **SHORT)


class Parallel(ThreeDCamera):
    """A camera for 3D without perspective."""

    def project_points(self, points):
        return np.dot(points - self.frame_center, self.get_rotation_matrix().T)


class OwnSpace(ThreeDScene):
    """A scene in space with a camera that projects in its own way."""

    def __init__(self, **kwargs):
        super().__init__(camera_class=Parallel, **kwargs)

    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES)
        self.add(Sphere(resolution=(8, 8)), Cube().shift(2 * RIGHT))
        self.move_camera(theta=0, **SHORT)


UNSEEN = (Indications, Comings, Moves, Clocks, SideEffects, AlwaysUpdating, Sectioned,
          OwnMobjects, OwnCamera, Zooming, Linear, Streams, Solids, Surfaces, Labels,
          OwnSpace)  # fmt: skip
