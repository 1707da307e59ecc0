"""Second set, clean: plots, maps, spaces and diagrams as a good lecture draws them."""

from __future__ import annotations

import numpy as np
from manim import (
    DEGREES,
    DOWN,
    LEFT,
    Angle,
    Annulus,
    Axes,
    Brace,
    Circle,
    DashedLine,
    Dot,
    Ellipse,
    FunctionGraph,
    Line,
    MathTypst,
    NumberLine,
    Polygon,
    Rectangle,
    RegularPolygon,
    Scene,
    Sector,
    Square,
    SurroundingRectangle,
    Typst,
    Underline,
    Vector,
    VGroup,
)  # fmt: skip
from manim import Arrow as ManimArrow

from mathcore.arrays import Window
from mathcore.models import FIVE_POINTS
from scenes.kit.arrows import Arrow, DirectionArrow, GradientArrow
from scenes.kit.dials import AngleArc, UnitCircle
from scenes.kit.graphs import Graph
from scenes.kit.layout import LEFT as LEFT_HALF
from scenes.kit.layout import RIGHT as RIGHT_HALF
from scenes.kit.layout import SIDE, STAGE, place, stack, title_bar
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot, RightAngle, TangentLine
from scenes.kit.panels import DataPanel, Knobs, LossPanel
from scenes.kit.plane import Plane
from scenes.kit.plates import Plated
from scenes.kit.readout import Boxed, ReadOut, ReadOuts
from scenes.kit.space import Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_labels import pin
from scenes.kit.space_levels import LiftedContours
from scenes.kit.space_marks import gradient_arrow, point_on_floor, point_on_surface
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot
from scenes.kit.tables import NumberTable
from scenes.kit.theme import theme
from scenes.kit.typography import HERO, LABEL, TITLE, halo, math
from scenes.kit.vectors import VectorField
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.second_stage import (
    at,
    cross_of_axes,
    dark,
    light,
    parabola,
    sums,
    words,
)  # fmt: skip
from tests.scripts.studio.inspect.cases.stage import BOWL, SADDLE, KitScene

HERE = (0.8, 0.7)


def unit_plane() -> Plane:
    return Plane(Window((-2, 2), (-2, 2)), STAGE, equal=True)


# -- plain manim ------------------------------------------------------------------------------


@case(defect=None)
def name_at_the_end_of_a_curve(scene: Scene) -> None:
    with dark(scene):
        scene.add(cross_of_axes(), parabola(reach=2.8))
        scene.add(sums("y = x^2 / 2 - 2", 4.2, 1.9, color="value"))


@case(defect=None)
def two_curves_cross_and_have_names(scene: Scene) -> None:
    axes = cross_of_axes(reach=5)
    sine = FunctionGraph(np.sin, x_range=(-4.5, 4.5), color="#67c0fa")
    cosine = FunctionGraph(np.cos, x_range=(-4.5, 4.5), color="#fa8341")
    names = VGroup(
        MathTypst("sin x", font_size=44, color="#67c0fa").move_to(at(1.7, 1.5)),
        MathTypst("cos x", font_size=44, color="#fa8341").move_to(at(-1.9, 1.3)),
    )
    scene.add(axes, VGroup(sine, cosine), names)


@case(defect=None)
def numbers_under_a_number_line(scene: Scene) -> None:
    with light(scene):
        line = NumberLine(x_range=[-4, 4, 1], length=11, color="#1b2430")
        numbers = VGroup(
            *(words(str(k), *line.n2p(k)[:2] - [0, 0.55], size=LABEL) for k in range(-4, 5))
        )
        dot = Dot(line.n2p(1.5), color="#a70023", radius=0.12)
        scene.add(VGroup(line, numbers), VGroup(dot, sums("x_0", line.n2p(1.5)[0], 0.5)))


@case(defect=None)
def circle_with_its_radius(scene: Scene) -> None:
    circle = Circle(radius=2.4, color="#67c0fa")
    radius = Line(at(0, 0), at(2.4 * np.cos(0.6), 2.4 * np.sin(0.6)), color="#fddc3a")
    scene.add(circle, VGroup(radius, Dot(), MathTypst("r", font_size=48).move_to(at(0.8, 1.0))))


@case(defect=None)
def triangle_named_outside(scene: Scene) -> None:
    with light(scene):
        a, b, c = at(-3, -1.5), at(3, -1.5), at(3, 2.0)
        shape = Polygon(a, b, c, color="#1b2430", fill_color="#f4f2ee", fill_opacity=1)
        corner = Square(0.4, color="#7a5200").move_to(at(2.8, -1.3))
        names = VGroup(sums("a", 0, -1.95), sums("b", 3.4, 0.2), sums("c", -0.4, 0.75))
        scene.add(shape, corner, names)


@case(defect=None)
def brace_below_a_step(scene: Scene) -> None:
    step = Line(at(-2, 0), at(2, 0), color="#d8edb4", stroke_width=6)
    brace = Brace(step, DOWN)
    scene.add(step, brace, MathTypst("h = 0.1", font_size=48).next_to(brace, DOWN))


@case(defect=None)
def dashed_lines_down_to_the_axes(scene: Scene) -> None:
    with dark(scene):
        point = at(2, 1.4)
        axes = VGroup(
            Line(at(-1, -2), at(4.5, -2), color="#74839a"),
            Line(at(-1, -2), at(-1, 3), color="#74839a"),
        )
        guides = VGroup(
            DashedLine(point, at(2, -2), color="#67c0fa"),
            DashedLine(point, at(-1, 1.4), color="#fa8341"),
        )
        scene.add(VGroup(axes, guides, Dot(point, color="#eceff4")))
        scene.add(VGroup(sums("x_0", 2, -2.4), sums("y_0", -1.5, 1.4), sums("P", 2.3, 1.75)))


@case(defect=None)
def bars_with_numbers_in_and_on_them(scene: Scene) -> None:
    with dark(scene):
        chart = VGroup(Line(at(-4, -2.5), at(4, -2.5), color="#74839a"))
        for k, share in enumerate((0.2, 0.5, 0.3)):
            bar = Rectangle(
                width=1.5, height=8 * share, fill_color="#3b6cb5", fill_opacity=1, stroke_width=0
            ).move_to(at(2.4 * k - 2.4, -2.5), aligned_edge=DOWN)
            chart.add(bar, words(f"{share}", 2.4 * k - 2.4, -2.5 + 8 * share + 0.35, size=LABEL))
            chart.add(words("ABC"[k], 2.4 * k - 2.4, -1.7))
        scene.add(chart)


@case(defect=None)
def sets_that_share_a_part(scene: Scene) -> None:
    with light(scene):
        left = Circle(radius=2.2, color="#005eaf", fill_opacity=0.15).move_to(at(-1.3, 0))
        right = Circle(radius=2.2, color="#a70023", fill_opacity=0.15).move_to(at(1.3, 0))
        scene.add(
            VGroup(
                left, right, words("smooth", -2.3, 0), words("both", 0, 0), words("convex", 2.3, 0)
            )
        )


@case(defect=None)
def layers_of_a_network(scene: Scene) -> None:
    with dark(scene):
        left = [at(-3, y) for y in (1.8, 0, -1.8)]
        right = [at(1, y) for y in (1, -1)]
        wires = VGroup(*(Line(p, q, color="#74839a", stroke_width=2) for p in left for q in right))
        nodes = VGroup()
        for k, spot in enumerate([*left, *right]):
            node = Circle(
                radius=0.45, color="#67c0fa", fill_color="#10151d", fill_opacity=1
            ).move_to(spot)
            nodes.add(node, sums(f"a_{k + 1}", spot[0], spot[1], size=LABEL))
        scene.add(wires, nodes, words("a small network", 4.6, 0))


@case(defect=None)
def columns_under_a_curve(scene: Scene) -> None:
    with light(scene):

        def height(x: float) -> float:
            return 1.2 + 0.25 * x + 0.8 * float(np.sin(x))

        columns = VGroup(
            *(
                Rectangle(
                    width=0.5, height=height(x) + 1, fill_color="#7fb3d9", fill_opacity=1,
                    stroke_color="#005eaf", stroke_width=2,
                ).move_to(at(x, -2), aligned_edge=DOWN)
                for x in np.arange(-3, 3.1, 0.5)
            )
        )  # fmt: skip
        curve = FunctionGraph(lambda x: height(x) - 1, x_range=(-3.5, 3.5), color="#a70023")
        scene.add(columns, curve, sums("sum_k f(x_k) h", 5.2, 0))


@case(defect=None)
def angle_between_two_arrows(scene: Scene) -> None:
    first, second = Vector([3, 0.4, 0], color="#fddc3a"), Vector([1.4, 2.4, 0], color="#ff9fbd")
    arc = Angle(Line(at(0, 0), at(3, 0.4)), Line(at(0, 0), at(1.4, 2.4)), radius=0.8)
    scene.add(VGroup(first, second, arc).shift(at(-1.5, -1)))
    scene.add(MathTypst("theta", font_size=44).move_to(at(-0.5, -0.1)))


@case(defect=None)
def arrows_meet_in_a_point(scene: Scene) -> None:
    with dark(scene):
        for turn, name in zip((20, 140, 260), ("a", "b", "c"), strict=True):
            way = at(np.cos(turn * DEGREES), np.sin(turn * DEGREES))
            scene.add(
                VGroup(Arrow(2.4 * way, 0.1 * way, color="gradient"), math(name).move_to(2.8 * way))
            )


@case(defect=None)
def ball_in_a_valley(scene: Scene) -> None:
    with dark(scene):
        scene.add(parabola(bend=0.4, reach=3.4))
        scene.add(Circle(radius=0.3, color="#fddc3a", fill_opacity=1).move_to(at(0, -1.7)))
        scene.add(words("at rest", 0, -2.6))


@case(defect=None)
def tangent_touches_a_circle(scene: Scene) -> None:
    with light(scene):
        circle = Circle(radius=2, color="#007c78").move_to(at(-1.5, 0))
        tangent = Line(at(0.5, -3), at(0.5, 3), color="#006635")
        radius = Line(at(-1.5, 0), at(0.5, 0), color="#1b2430")
        corner = Square(0.3, color="#7a5200").move_to(at(0.35, 0.15))
        scene.add(
            VGroup(circle, tangent, radius, corner), sums("r", -0.6, 0.3), sums("r'", 0.95, 2)
        )


@case(defect=None)
def shares_of_a_pie(scene: Scene) -> None:
    pie = VGroup()
    turn = 0.0
    for share, color, name in (
        (0.5, "#3b6cb5", "train"),
        (0.3, "#a34a5e", "test"),
        (0.2, "#3f7d46", "rest"),
    ):
        angle = share * 360 * DEGREES
        pie.add(Sector(radius=2.5, start_angle=turn, angle=angle, color=color, fill_opacity=1))
        middle = turn + angle / 2
        pie.add(Typst(name, font_size=40).move_to(1.5 * at(np.cos(middle), np.sin(middle))))
        turn += angle
    scene.add(pie)


@case(defect=None)
def dots_in_a_dense_grid(scene: Scene) -> None:
    with dark(scene):
        dots = VGroup(
            *(
                Dot(at(0.4 * i, 0.4 * j), radius=0.07, color="#5cc79a")
                for i in range(-10, 11)
                for j in range(-6, 5)
            )
        )
        scene.add(dots, words("two hundred inputs", 0, 2.5))


@case(defect=None)
def labelled_hexagon_on_a_ring(scene: Scene) -> None:
    with light(scene):
        ring = Annulus(inner_radius=2.0, outer_radius=2.6, color="#2a5296", fill_opacity=1)
        shape = RegularPolygon(6, color="#4417b8", fill_opacity=0).scale(1.9)
        scene.add(VGroup(ring, shape), words("six sides", 0, 0), words("a ring", 4, 1))


@case(defect=None)
def ticks_and_numbers_on_axes(scene: Scene) -> None:
    axes = Axes(x_range=[0, 6, 1], y_range=[0, 4, 1], x_length=9, y_length=5, tips=False)
    names = VGroup()
    for k in range(1, 7):
        names.add(Typst(str(k), font_size=36).next_to(axes.c2p(k, 0), DOWN, buff=0.25))
    for k in range(1, 5):
        names.add(Typst(str(k), font_size=36).next_to(axes.c2p(0, k), LEFT, buff=0.25))
    curve = axes.plot(
        lambda x: 4 * np.exp(-((x - 3) ** 2) / 2), x_range=(0.2, 5.8), color="#fddc3a"
    )
    scene.add(
        VGroup(axes, names), curve, MathTypst("e^(-(x-3)^2)", font_size=40).move_to(at(2.6, 2))
    )


@case(defect=None)
def column_of_a_matrix_is_framed(scene: Scene) -> None:
    with dark(scene):
        entries = VGroup(
            *(
                sums(str(3 * i + j + 1), 1.1 * j, -0.9 * i, size=TITLE)
                for i in range(3)
                for j in range(3)
            )
        ).move_to(at(0, 0))
        column = VGroup(entries[1], entries[4], entries[7])
        scene.add(entries, SurroundingRectangle(column, color="#fff1b8", buff=0.2))


@case(defect=None)
def word_underlined(scene: Scene) -> None:
    word = Typst("perpendicular", font_size=72)
    scene.add(word, Underline(word, color="#fddc3a", buff=0.14))


@case(defect=None)
def arrow_from_words_to_a_point(scene: Scene) -> None:
    with light(scene):
        scene.add(Ellipse(width=5, height=3, color="#007c78").move_to(at(-2, 0)))
        pointer = ManimArrow(at(2.6, 1.3), at(0.6, 0.1), color="#1b2430", buff=0.05)
        scene.add(
            Dot(at(0.5, 0), color="#a70023"), VGroup(words("farthest point", 4, 1.6), pointer)
        )


@case(defect=None)
def patches_of_colour_with_a_plate(scene: Scene) -> None:
    with dark(scene):
        patches = VGroup()
        for i in range(16):
            for j in range(9):
                shade = theme().level_color(((i - 8) ** 2 / 64 + (j - 4) ** 2 / 16) / 2)
                patches.add(
                    Rectangle(
                        width=0.52, height=0.52, fill_color=shade, fill_opacity=1, stroke_width=0
                    ).move_to(at(0.5 * i - 6, 0.5 * j - 2))
                )
        scene.add(patches, Plated(sums("L(w, b)")).move_to(at(-2.2, 0)), words("the loss", 4.5, 0))


# -- the kit ----------------------------------------------------------------------------------


@case(defect=None)
def map_with_numbered_levels(scene: Scene) -> None:
    with dark(scene):
        plane = unit_plane()
        curves = LevelCurves(plane, SADDLE)
        scene.add(plane, curves, curves.labels())


@case(defect=None)
def map_in_light_colours(scene: Scene) -> None:
    with light(scene):
        plane = unit_plane()
        curves = LevelCurves(plane, BOWL, count=6)
        scene.add(plane, curves, place(sums("f(x, y) = x^2 + 2 y^2", color="value"), SIDE))


@case(defect=None)
def gradient_with_its_name(scene: Scene) -> None:
    with dark(scene):
        plane = unit_plane()
        arrow = GradientArrow(plane, BOWL, HERE, scale=0.2)
        name = arrow.labelled(math("nabla f", color="gradient"))
        name.update()
        scene.add(VGroup(plane, LevelCurves(plane, BOWL, [float(BOWL(HERE))])), arrow, name)


@case(defect=None)
def right_angle_at_a_level_curve(scene: Scene) -> None:
    with light(scene):
        plane = unit_plane()
        gradient = BOWL.gradient(np.array(HERE))
        tangent = TangentLine(plane, BOWL, HERE)
        corner = RightAngle(
            lambda: plane.to_screen(HERE),
            lambda: plane.vector_to_screen(0.2 * gradient),
            lambda: tangent.direction,
        )
        curves = LevelCurves(plane, BOWL, [float(BOWL(HERE))])
        arrow = GradientArrow(plane, BOWL, HERE, scale=0.2)
        scene.add(VGroup(plane, curves), VGroup(arrow, tangent, corner), PointDot(plane, HERE))


@case(defect=None)
def directions_on_a_circle(scene: Scene) -> None:
    with dark(scene):
        plane = unit_plane()
        way = np.array([np.cos(0.9), np.sin(0.9)])
        circle = UnitCircle(plane, (0, 0))
        arc = AngleArc(plane, (0, 0), start=0, turned=lambda: float(np.degrees(0.9)), radius=0.35)
        scene.add(VGroup(plane, circle), VGroup(DirectionArrow(plane, (0, 0), way), arc))


@case(defect=None)
def field_of_many_arrows(scene: Scene) -> None:
    with light(scene):
        plane = unit_plane()
        scene.add(plane, VectorField(plane, SADDLE), place(sums("nabla f = (2 x, -2 y)"), SIDE))


@case(defect=None)
def graph_with_secant_and_tangent(scene: Scene) -> None:
    with dark(scene):
        plane = Plane(Window((-1, 3), (-1, 5)), STAGE)
        graph = Graph(plane, lambda x: x**2 / 2)
        tangent = Graph(plane, lambda x: x - 0.5, color="tangent", subject="tangent")
        secant = Graph(plane, lambda x: 1.5 * x - 1, color="step", subject="secant")
        dots = VGroup(PointDot(plane, (1, 0.5)), PointDot(plane, (2, 2)))
        scene.add(VGroup(plane, graph), VGroup(tangent, secant), dots)


@case(defect=None)
def label_in_a_shaded_area(scene: Scene) -> None:
    with light(scene):
        plane = Plane(Window((0, 4), (0, 5)), STAGE)
        x = np.linspace(0, 4, 60)
        rim = plane.to_screen(np.stack([x, 1 + x * (4 - x) * 0.8], -1))
        ends = plane.to_screen(np.array([(4.0, 0.0), (0.0, 0.0)]))
        area = Polygon(*rim, *ends, stroke_width=0, fill_color="#007c78", fill_opacity=0.2)
        graph = Graph(plane, lambda x: 1 + x * (4 - x) * 0.8)
        scene.add(VGroup(plane, area, graph))
        scene.add(halo(sums("A", size=TITLE).move_to(plane.to_screen((2.25, 1.75)))))


@case(defect=None)
def haloed_name_over_faint_grid(scene: Scene) -> None:
    with dark(scene):
        plane = Plane(Window((-3, 3), (-2, 2)), STAGE)
        scene.add(plane, Graph(plane, np.sin))
        scene.add(halo(sums("sin x", color="value").move_to(plane.to_screen((-1.5, 0.75)))))


@case(defect=None)
def two_linked_panels(scene: Scene) -> None:
    with dark(scene):
        knobs = Knobs(0.5, 1.0)
        scene.add(
            DataPanel(FIVE_POINTS, knobs, LEFT_HALF), LossPanel(FIVE_POINTS, knobs, RIGHT_HALF)
        )
        scene.add(title_bar("Which line fits best?"))


@case(defect=None, scene_class=KitScene)
def surface_with_axes_and_formula(scene: Scene) -> None:
    with dark(scene):
        space = Space(Window((-1, 1), (-1, 1)), (0.0, 3.0), region=STAGE)
        scene.add(SpaceAxes(space), SurfacePlot(space, BOWL))
        scene.add(place(sums("f(x, y) = x^2 + 2 y^2"), SIDE))


@case(defect=None, scene_class=KitScene)
def surface_with_fallen_levels(scene: Scene) -> None:
    with light(scene):
        space = Space(Window((-1, 1), (-1, 1)), (0.0, 3.0), region=STAGE, elevation=35)
        surface = SurfacePlot(space, BOWL)
        levels = LiftedContours.of_levels(space, BOWL, [0.5, 1.0, 2.0], behind=surface)
        scene.add(SpaceAxes(space), surface, levels)


@case(defect=None, scene_class=KitScene)
def point_and_gradient_in_space(scene: Scene) -> None:
    with dark(scene):
        space = Space(Window((-2, 2), (-2, 2)), (-4.0, 4.0), region=STAGE)
        heading = Heading((0.5, -1.0), (1.0, 0.0))
        surface = SurfacePlot(space, SADDLE, opacity=0.9)
        dots = VGroup(
            point_on_surface(space, SADDLE, heading, behind=surface),
            point_on_floor(space, heading, behind=surface),
        )
        arrow = gradient_arrow(space, SADDLE, heading, length=1.0, behind=surface)
        scene.add(SpaceAxes(space), surface, VGroup(dots, arrow))


@case(defect=None, scene_class=KitScene)
def label_pinned_beside_a_floor_point(scene: Scene) -> None:
    with light(scene):
        space = Space(Window((-2, 2), (-2, 2)), (0.0, 1.0), region=STAGE, elevation=40)
        heading = Heading((0.0, 0.0), (1.0, 0.0))
        scene.add(SpaceAxes(space), point_on_floor(space, heading))
        scene.add(pin(math("P"), space, space.on_floor((0.0, 0.0))))


@case(defect=None)
def table_beside_a_plot(scene: Scene) -> None:
    with dark(scene):
        plane = Plane(Window((-1, 3), (-1, 5)), STAGE)
        table = NumberTable(
            ("h", "Delta f slash h"), ([1, 0.5, 0.1], [2.5, 2.25, 2.05]), places=(None, 2),
            colors=("step", "value"),
        )  # fmt: skip
        scene.add(VGroup(plane, Graph(plane, lambda x: x**2 / 2)), place(table, SIDE))


@case(defect=None)
def read_outs_and_a_boxed_result(scene: Scene) -> None:
    with light(scene):
        rows = ReadOuts(ReadOut("f_x", 1.6), ReadOut("f_y", -2.8), ReadOut("norm(nabla f)", 3.22))
        boxed = Boxed(VGroup(math("nabla f perp r'", size=TITLE)))
        stack([rows, boxed], SIDE)
        scene.add(rows, boxed, words("measured, then concluded", -3, 0, size=LABEL))


@case(defect=None)
def huge_formula_alone(scene: Scene) -> None:
    with dark(scene):
        scene.add(
            sums("nabla f = vec((partial f) / (partial x), (partial f) / (partial y))", size=1.3)
        )


@case(defect=None)
def letters_on_strong_colours(scene: Scene) -> None:
    with light(scene):
        chips = VGroup()
        for k, (color, name) in enumerate(
            (("#005eaf", "x"), ("#a70023", "y"), ("#006635", "t"), ("#4417b8", "s"))
        ):
            chip = Circle(radius=0.8, fill_color=color, fill_opacity=1, stroke_width=0)
            letter = math(name, size=HERO, color="#ffffff")
            chips.add(VGroup(chip, letter).move_to(at(2.4 * k - 3.6, 0)))
        scene.add(chips)
