"""Segment 6: how fast the function changes when one walks in any direction."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import sympy
from manim import Create, FadeIn, FadeOut, Mobject, ValueTracker, VGroup

from mathcore.arrays import Array, Window
from mathcore.calculus import directional_derivative, gradient_expressions, unit
from mathcore.exact import exact_rate, over_root
from mathcore.fields import ScalarField
from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.dials import UnitCircle
from scenes.kit.formulas import fitted, formula, number, point
from scenes.kit.graphs import Graph
from scenes.kit.layout import (
    AIRY,
    BELOW_TITLE,
    LEFT,
    RIGHT,
    SIDE,
    SNUG,
    STAGE,
    WIDE,
    Region,
    place,
    stack,
)
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.marks import PointDot
from scenes.kit.narration import Fact
from scenes.kit.numbers import Coordinates, Number
from scenes.kit.params import Direction, FieldSpec, PlaceParams, Point, Steps, spec
from scenes.kit.plane import Plane
from scenes.kit.readout import Boxed, ReadOut, plated
from scenes.kit.slice_plot import SlicePlot
from scenes.kit.slices import (
    DropLine,
    SliceCurve,
    SlicePlane,
    direction_arrow,
    point_on_floor,
    point_on_surface,
)
from scenes.kit.space import Heading, Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_view import height_range, oblique
from scenes.kit.surface import SurfacePlot
from scenes.kit.timing import ARRIVING, BRIEF, EVEN, QUICK, SLOW, STEADY, SWEEP
from scenes.kit.typography import HERO, Typeset, math
from scenes.kit.windows import span_around

REACH = 1.35
"""Half the side of the window about the point: room for a step of length one in any direction."""

OBLIQUE, ELEVATION, CLOSER = 35.0, 24.0, 1.15
OPENED = 0.14
NEARLY_ONE, NO_SLOPE = 0.05, 1e-9
FULL_TURN = 360.0

COLORS = {
    "f": "value",
    "x": "x",
    "y": "y",
    "h": "step",
    "bold(u)": "direction",
    "u_1": "direction",
    "u_2": "direction",
    "bold(v)": "error",
    "nabla": "gradient",
}


class DirectionalDerivatives(LectureScene):
    """The rate along a unit vector: a slice in any direction, and the gradient dotted with it."""

    question = "How fast if I walk that way?"

    class Params(PlaceParams):
        """The function, the point, the direction that is walked, and the steps that shrink."""

        field: FieldSpec = spec("x**2*y**3 - 4*y")
        at: Point = (2, -1)
        direction: Direction = (2, 5)
        steps: Steps = (1, 0.1, 0.01, 0.001)

        @property
        def shown(self) -> Window:
            """The window about the point in which one can walk one unit in any direction."""
            return self.window or Window.around(self.at, REACH)

        @property
        def unit(self) -> Array:
            """The unit vector ``u`` along the direction."""
            return unit(self.direction)

        @property
        def long(self) -> Array:
            """A vector along ``u`` that is not of length one: the direction as it was given."""
            given = np.asarray(self.direction, float)
            return given if abs(np.linalg.norm(given) - 1) > NEARLY_ONE else 2 * given

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the place and direction, the rate, and what a longer arrow would give."""
        rate = float(directional_derivative(params.field, params.at, params.unit))
        gradient = params.field.gradient(params.at)
        steepness = float(np.linalg.norm(gradient))
        length = float(np.linalg.norm(params.long))
        flat = steepness < NO_SLOPE
        return {
            "at": Coordinates.of(params.at),
            "direction": Coordinates.of(params.direction),
            "gradient": Coordinates.of(gradient.tolist()),
            "rate": Number(rate),
            "long": Coordinates.of(params.long.tolist()),
            "length": Number(length),
            "wrong": Number(rate * length),
            "peak": (
                "Here the gradient is zero, and so is the rate, whichever way we turn."
                if flat
                else "It is largest where u points along the gradient, and zero at a right angle "
                "to it."
            ),
            "like": "It stays flat" if flat else "The rate rises and falls like a cosine",
        }

    @beat(
        """The partial derivatives tell how steep the ground is along x, and along y. But we may
        walk any way we like. How fast does the function change then?"""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self.hold(self.time_left() - STEADY)
        self.title = settle_question(self, card, self.question)

    @beat(
        """We stand <stand>at {at}, and want to walk along the arrow {direction}. <way>Only where
        it points matters, not how long it is. So we take the arrow of length one, <unit>and call
        it u."""
    )
    def face_a_way(self) -> None:
        at, window = self.params.at, self.params.shown
        self.map = Plane(window, STAGE, equal=True)
        self.levels = LevelCurves(self.map, self.params.field, count=7)
        self.here = PointDot(self.map, at)
        self.circle = UnitCircle(self.map, at)
        self.u = DirectionArrow(self.map, at, self.params.unit)
        self.u_name = self.u.labelled(
            plated(math("bold(u)", color="direction")), within=self.map_inside()
        )
        given = fitted(f"bold(v) = {point(self.params.direction)}", colors=COLORS, width=SIDE.width)
        made = fitted(
            f"bold(u) = frac(bold(v), norm(bold(v))) = {point(self.params.unit)}",
            colors=COLORS,
            width=SIDE.width,
        )
        stack([given, made], SIDE, gap=WIDE, align="left")
        self.play(FadeIn(self.map), FadeIn(self.levels), run_time=QUICK)
        self.until("stand")
        self.play(FadeIn(self.here), run_time=BRIEF)
        self.play(FadeIn(given), run_time=QUICK)
        self.until("unit")
        self.play(FadeIn(made), run_time=QUICK)
        self.play(Create(self.circle), FadeIn(self.u), FadeIn(self.u_name), run_time=STEADY)

    @beat(
        """Seen in space, our path lies <path>on the floor. The vertical plane above it <plane>cuts
        the surface <curve>in a curve: the heights we meet along the way."""
    )
    def cut_along_u(self) -> None:
        self._build_space()
        clear_away(self, keep=[self.title])
        self.play(FadeIn(self.axes), FadeIn(self.surface), run_time=QUICK)
        self.until("path")
        self.play(FadeIn(self.foot), FadeIn(self.arrow), run_time=QUICK, rate_func=ARRIVING)
        self.until("plane")
        self.surface.divide(self.heading)
        self.play(FadeIn(self.pane), run_time=STEADY)
        self.until("curve")
        self.play(self.surface.animate.fade_front(OPENED), Create(self.curve), run_time=STEADY)
        self.play(FadeIn(self.drop), FadeIn(self.dot), run_time=BRIEF)

    @beat(
        """Look at it straight on. The height depends on one number only: <graph>the distance h
        that we have walked."""
    )
    def look_straight_on(self) -> None:
        facing = np.degrees(self.heading.angle) - 90.0
        self.play(self.space.turn(azimuth=facing, elevation=0.0), run_time=SLOW)
        self.slice = self._slice_plot()
        self.table = self.slice.table
        self.until("graph")
        clear_away(self, keep=[self.title])
        plot = self.slice
        self.play(FadeIn(plot.plane), FadeIn(plot.graph), FadeIn(plot.start), run_time=QUICK)

    @beat(
        """So we do what we always do. Take <step>a step, and divide the change in height by h. Now
        let h <shrink>shrink, and watch the quotients. They close in <limit>on {rate}."""
    )
    def shrink_the_step(self) -> None:
        plot = self.slice
        self.until("step")
        self.play(FadeIn(plot.legs), FadeIn(plot.end), Create(plot.secant), run_time=QUICK)
        self.play(FadeIn(plot.table.header), FadeIn(plot.table.rows[0]), run_time=QUICK)
        self.until("shrink")
        plot.legs.named = False
        smaller = self.params.steps[1:]
        for row, step in enumerate(smaller, start=1):
            rows_left = len(smaller) + 1 - row
            self.play(
                plot.step.animate.set_value(step),
                FadeIn(plot.table.rows[row]),
                run_time=max(BRIEF, self.time_to("limit") / rows_left),
            )
        self.until("limit")
        self.play(
            *(FadeOut(gone) for gone in (plot.legs, plot.end, plot.secant)),
            FadeIn(plot.tangent),
            FadeIn(plot.table.limit_row),
            run_time=QUICK,
        )

    @beat(
        """This limit <name>is the directional derivative of f along u: the slope of the path at
        the place where we set out."""
    )
    def name_the_limit(self) -> None:
        definition = Boxed(
            VGroup(
                fitted(
                    "D_bold(u) f (bold(a)) = "
                    "lim_(h -> 0) frac(f(bold(a) + h bold(u)) - f(bold(a)), h)",
                    colors=COLORS,
                    width=RIGHT.width - 2 * SNUG,
                )
            )
        )
        place(definition, self.formula_region)
        self.until("name")
        self.play(FadeIn(definition), run_time=STEADY)

    @beat(
        """Must we take a limit for every direction? No. <walk>Along the walk, x and y both depend
        on h. The chain rule <chain>adds what each of them does: x moves at the rate u one, y at
        the rate u two. <dot>That is the dot product of the gradient with u."""
    )
    def use_the_chain_rule(self) -> None:
        clear_away(self, keep=[self.title])
        walk = "g(h) = f(a + h u_1, b + h u_2)"
        chain = "g'(0) = frac(partial f, partial x) u_1 + frac(partial f, partial y) u_2"
        lines = [math(source, colors=COLORS) for source in (walk, chain)]
        self.rule = Boxed(VGroup(math("D_bold(u) f = nabla f dot bold(u)", colors=COLORS)))
        self.derivation = VGroup(*lines, self.rule)
        stack(self.derivation, BELOW_TITLE, gap=WIDE, align="center")
        for line, mark in zip(self.derivation, ("walk", "chain", "dot"), strict=True):
            self.until(mark)
            self.play(FadeIn(line), run_time=QUICK)

    @beat(
        """Take our function. At our point, <gradient>its gradient is {gradient}. Multiply with u,
        component by component, and add. <rate>The rate is {rate}, the same as the limit."""
    )
    def work_it_out(self) -> None:
        self.play(*(FadeOut(line) for line in self.derivation[:2]), run_time=BRIEF)
        top, rest = BELOW_TITLE.rows(0.24, 0.76)
        self.play(self.rule.animate.move_to(top.center), run_time=QUICK)
        self.working = VGroup(*self._working(rest))
        self.until("gradient")
        self.play(FadeIn(self.working[0]), run_time=QUICK)
        self.play(FadeIn(self.working[1]), run_time=QUICK)
        self.until("rate")
        self.play(FadeIn(self.working[2]), run_time=QUICK)

    @beat(
        """Now let u turn <turn>once round, and write down the rate for every angle. {like}.
        <peak>{peak}"""
    )
    def turn_once_round(self) -> None:
        clear_away(self, keep=[self.title])
        self._build_dial()
        self.play(
            *(FadeIn(part) for part in (self.map, self.levels, self.dial, self.wave.shown)),
            run_time=BRIEF,
        )
        self.until("turn")
        self.play(
            self.angle.animate.set_value(FULL_TURN),
            run_time=max(SWEEP, self.time_to("peak")),
            rate_func=EVEN,
        )
        self.until("peak")
        if self.steepness > NO_SLOPE:
            self.play(
                FadeOut(self.u_name),
                FadeIn(self.gradient),
                FadeIn(self.gradient_name),
                run_time=QUICK,
            )
            best = float(np.degrees(np.arctan2(*self.params.field.gradient(self.params.at)[::-1])))
            self.play(self.angle.animate.set_value(best % FULL_TURN), run_time=STEADY)

    @beat(
        """Why must u have length one? Put <long>the long arrow, {long}, into the formula. It gives
        <wrong>{wrong}, and that is {length} times too much. We only walked faster. <hill>The hill
        is no steeper."""
    )
    def keep_length_one(self) -> None:
        clear_away(self, keep=[self.title])
        long, at = self.params.long, self.params.at
        plane = Plane(Window.around(at, 1.12 * float(np.linalg.norm(long))), LEFT, equal=True)
        arrow = DirectionArrow(plane, at, long, unit=False, color="error")
        name = arrow.labelled(plated(math("bold(v)", color="error")), within=plane.plot.inset(SNUG))
        short = DirectionArrow(plane, at, self.params.unit)
        gradient = self.params.field.gradient(at)
        rate, wrong = float(gradient @ self.params.unit), float(gradient @ long)
        right_line = math(f"nabla f dot bold(u) = {number(rate)}", colors=COLORS)
        wrong_line = math(f"nabla f dot bold(v) = {number(wrong)}", colors=COLORS)
        factor = math(f"norm(bold(v)) = {number(float(np.linalg.norm(long)))}", colors=COLORS)
        self.comparison = VGroup(factor, wrong_line, right_line)
        stack(self.comparison, RIGHT, gap=WIDE, align="left")
        dot = PointDot(plane, at)
        self.play(FadeIn(plane), FadeIn(dot), run_time=QUICK)
        self.until("long")
        self.play(FadeIn(arrow), FadeIn(name), FadeIn(factor), run_time=QUICK)
        self.until("wrong")
        self.play(FadeIn(wrong_line), run_time=QUICK)
        self.until("hill")
        self.play(FadeIn(short), FadeIn(right_line), run_time=QUICK)

    @beat(
        """So, the rate in any direction <answer>is the gradient, dotted with a unit vector that
        points that way."""
    )
    def answer(self) -> None:
        clear_away(self, keep=[self.title])
        result = Boxed(
            VGroup(
                math(
                    "D_bold(u) f = nabla f dot bold(u), quad norm(bold(u)) = 1",
                    colors=COLORS,
                    size=HERO,
                )
            )
        )
        place(result, BELOW_TITLE)
        self.until("answer")
        self.play(FadeIn(result), run_time=STEADY)

    # -- what is seen ----------------------------------------------------------------------

    @property
    def steepness(self) -> float:
        """The gradient's length at the point."""
        return float(np.linalg.norm(self.params.field.gradient(self.params.at)))

    def map_inside(self) -> Region:
        """Return where labels of the map may stand: within its frame."""
        return self.map.plot.inset(SNUG)

    def _build_space(self) -> None:
        field, at, window = self.params.field, self.params.at, self.params.shown
        self.space = Space(
            window,
            height_range(field, window, points=[at]),
            region=BELOW_TITLE,
            elevation=ELEVATION,
        )
        self.heading = Heading(at, self.params.unit)
        facing = np.degrees(self.heading.angle) - 90.0
        self.space.view.look(azimuth=oblique(facing + OBLIQUE), zoom=CLOSER)
        self.axes = SpaceAxes(self.space)
        self.surface = SurfacePlot(self.space, field)
        behind = self.surface
        self.pane = SlicePlane(self.space, self.heading)
        self.curve = SliceCurve(self.space, field, self.heading, behind=behind)
        self.drop = DropLine(self.space, field, self.heading, behind=behind)
        self.foot = point_on_floor(self.space, self.heading, behind=behind)
        self.arrow = direction_arrow(self.space, self.heading, behind=behind)
        self.dot = point_on_surface(self.space, field, self.heading, behind=behind)

    def _slice_plot(self) -> SlicePlot:
        plot = SlicePlot(
            self.params.field,
            self.params.at,
            tuple(self.params.unit),
            steps=self.params.steps,
            span=self.heading.span(self.params.shown),
            region=LEFT,
            names=("h", "f(bold(a) + h bold(u))"),
            colors=("step", "value"),
        )
        self.formula_region, below = RIGHT.rows(0.36, 0.64)
        place(plot.table, below, align="top")
        return plot

    def _working(self, region: Region) -> list[Typeset]:
        """Return the gradient's formula, its value at the point, and the dot product."""
        field, at, u = self.params.field, self.params.at, self.params.unit
        slopes = [formula(slope) for slope in gradient_expressions(field)]
        gradient = [float(g) for g in field.gradient(at)]
        rate = float(directional_derivative(field, at, u))
        products = [
            f"{_bracketed(g)} dot {_bracketed(float(c))}" for g, c in zip(gradient, u, strict=True)
        ]
        exact = exact_rate(field, at, self.params.direction)
        lines = [
            f"nabla f (x, y) = ({slopes[0]}, {slopes[1]})",
            f"nabla f {point(at)} = {point(gradient)}",
            f"D_bold(u) f {point(at)} = {' + '.join(products)} = {_with_exact(exact, rate)}",
        ]
        width = region.width - AIRY
        made = [fitted(source, colors=COLORS, width=width) for source in lines]
        stack(made, region, gap=WIDE, align="center")
        return made

    def _build_dial(self) -> None:
        """Make the turning arrow on the map and the plot of the rate over its angle."""
        field, at = self.params.field, self.params.at
        self.map = Plane(self.params.shown, LEFT, equal=True)
        self.levels = LevelCurves(self.map, field, count=7)
        self.angle = ValueTracker(0.0)
        self.here = PointDot(self.map, at)
        self.circle = UnitCircle(self.map, at)
        self.u = DirectionArrow(self.map, at, lambda: _at_angle(self.angle.get_value()))
        self.u.add_updater(lambda arrow: arrow.redraw())
        self.u_name = self.u.labelled(
            plated(math("bold(u)", color="direction")), within=self.map_inside()
        )
        self.dial = VGroup(self.circle, self.here, self.u, self.u_name)
        self.gradient = GradientArrow(self.map, field, at)
        self.gradient_name = self.gradient.labelled(
            plated(math("nabla f", color="gradient")), within=self.map_inside()
        )
        self.wave = RatePlot(field, at, self.angle, RIGHT)


class RatePlot:
    """The rate over the angle of u, drawn as far as u has turned, with its read-out."""

    def __init__(
        self, field: ScalarField, at: tuple[float, float], angle: ValueTracker, region: Region
    ) -> None:
        slope = field.gradient(at)
        steepness = float(np.linalg.norm(slope))
        above, below = region.rows(0.2, 0.8)

        def rate(degrees: Array) -> Array:
            turned = np.radians(np.asarray(degrees, float))
            return np.asarray(slope[0] * np.cos(turned) + slope[1] * np.sin(turned))

        low, high = span_around([-steepness, steepness])
        window = Window((0.0, FULL_TURN), (low, high))
        plane = Plane(
            window,
            below,
            names=("theta", "D_bold(u) f"),
            colors=("direction", "value"),
            angles=True,
        )
        reached = [0.0]

        def over() -> tuple[float, float]:
            reached[0] = max(reached[0], float(angle.get_value()))
            return 0.0, reached[0]

        curve = Graph(plane, rate, over=(0.0, 0.0), subject="rate over the angle of u")

        def grow(_: Mobject) -> None:
            curve.over = over()
            curve.redraw()

        curve.add_updater(grow)
        now = PointDot(plane, lambda: _on_wave(angle, rate), color="direction", subject="rate now")
        now.follow(lambda: _on_wave(angle, rate))
        figure = ReadOut(
            "D_bold(u) f",
            lambda: float(rate(np.array(angle.get_value()))),
            colors=COLORS,
            widest=-steepness,
        )
        place(figure, above)
        self.shown = VGroup(plane, curve, now, figure)


def _on_wave(angle: ValueTracker, rate: Callable[[Array], Array]) -> tuple[float, float]:
    degrees = float(angle.get_value())
    return degrees, float(rate(np.array(degrees)))


def _at_angle(degrees: float) -> tuple[float, float]:
    turned = np.radians(degrees)
    return float(np.cos(turned)), float(np.sin(turned))


def _bracketed(value: float) -> str:
    """Return a number in Typst mathematics, a negative one in brackets."""
    return f"({number(value)})" if value < 0 else number(value)


def _with_exact(exact: sympy.Expr | None, rate: float) -> str:
    """Return ``32/sqrt(29) approx 5.943``, or the number alone."""
    if exact is None or float(exact) == rate == round(rate):
        return number(rate)
    root = over_root(exact)
    written = formula(exact) if root is None else f"frac({number(root[0])}, sqrt({root[1]}))"
    return f"{written} approx {number(rate)}"
