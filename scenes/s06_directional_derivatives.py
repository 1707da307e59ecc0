"""Segment 6: how fast the function changes when one walks in any direction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy
from manim import Create, FadeIn, FadeOut, ValueTracker, VGroup

from mathcore.arrays import Array, Window
from mathcore.calculus import directional_derivative, unit
from mathcore.exact import exact_length, exact_rate
from scenes.kit.arrows import DirectionArrow, VectorArrow
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.dials import UnitCircle
from scenes.kit.direction_map import DirectionMap
from scenes.kit.formulas import fitted, formula, point
from scenes.kit.layout import (
    AIRY,
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
from scenes.kit.local_slice import LocalSlice
from scenes.kit.narration import Fact
from scenes.kit.numbers import Coordinates, Number
from scenes.kit.pace_plot import PacePlot
from scenes.kit.params import Direction, FieldSpec, PlaceParams, Point, Steps, spec
from scenes.kit.plane import Plane
from scenes.kit.rate_plot import FLAT, FULL_TURN, RatePlot, places_for
from scenes.kit.rate_words import equals, products, rate_in_words, unit_source, with_exact
from scenes.kit.readout import Boxed, ReadOut, ReadOuts, plated
from scenes.kit.slice_plot import SlicePlot
from scenes.kit.timing import BRIEF, EVEN, OUT_AND_BACK, QUICK, SLOW, STEADY, SWEEP, SWEEPING
from scenes.kit.turning import FULL_TURN as ONCE_ROUND
from scenes.kit.typography import LABEL, TITLE, Typeset, math

NEARBY = 1.3
"""Half the side of the ground that is seen in space, unless a window is given."""

REACH = 1.45
"""Half the side of the window about the point: room for a step of length one in any direction."""

OFF_THE_PANE = 20.0
"""Degrees off the pane's normal from which the ground is seen: its ridge shows in profile."""

OPENED = 0.14
"""Opacity of the surface before the slice while the slice is looked at."""

NEARLY_ONE = 0.05
QUARTER_TURN, ASIDE = 90.0, 40.0
"""Degrees by which u is turned: away from the gradient, and a little to see the rate fall."""

COLORS = {
    "f": "value",
    "x": "x",
    "y": "y",
    "h": "step",
    "bold(u)": "direction",
    "u_1": "direction",
    "u_2": "direction",
    "nabla": "gradient",
}
DEFINITION = "D_bold(u) f (bold(a)) = lim_(h -> 0) frac(f(bold(a) + h bold(u)) - f(bold(a)), h)"
RULE = "D_bold(u) f = nabla f dot bold(u)"
ON_PATH = "f(a + h u_1, b + h u_2)"
SLOPES = "frac(partial f, partial x) quad quad frac(partial f, partial y)"
CHAIN = "{{ D_bold(u) f = g'(0) : start }} {{ = f_x u_1 : along_x }} {{ + f_y u_2 : along_y }}"


class DirectionalDerivatives(LectureScene):
    """The rate along a unit vector: a slice in any direction, and the gradient dotted with it."""

    question = "How fast if I walk that way?"

    class Params(PlaceParams):
        """The function, the point, the direction that is walked, and the steps that shrink."""

        field: FieldSpec = spec("x**2*y**3 - 4*y")
        at: Point = (2, -1)
        direction: Direction = (2, 5)
        steps: Steps = (0.5, 0.1, 0.01, 0.001)

        @property
        def shown(self) -> Window:
            """The window about the point in which one can walk one unit in any direction."""
            return self.window or Window.around(self.at, REACH)

        @property
        def ground(self) -> Window:
            """The part of it that is seen in space, so near that a step's rise is seen."""
            return self.window or Window.around(self.at, NEARBY)

        @property
        def unit(self) -> Array:
            """The unit vector ``u`` along the direction."""
            return unit(self.direction)

        @property
        def long(self) -> Array:
            """A vector along ``u`` that is not of length one: the direction as it was given."""
            given = np.asarray(self.direction, float)
            return given if self.given_is_long else 2 * given

        @property
        def given_is_long(self) -> bool:
            """Whether the direction as it was given is not of length one."""
            return abs(float(np.linalg.norm(self.direction)) - 1) > NEARLY_ONE

        @property
        def gradient(self) -> Array:
            """The gradient at the point."""
            return self.field.gradient(self.at)

        @property
        def flat(self) -> bool:
            """Whether the gradient at the point is zero."""
            return bool(np.linalg.norm(self.gradient) < FLAT)

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return place and direction, the rate, and what another pace would give."""
        rate = float(directional_derivative(params.field, params.at, params.unit))
        pace = float(np.linalg.norm(params.long))
        length = exact_length(params.direction)
        return {
            "at": Coordinates.of(params.at),
            "direction": Coordinates.of(params.direction),
            "length": Number(float(np.linalg.norm(params.direction))) if length is None else length,
            "close_in": "stay at" if _is_linear(params) else "close in on",
            "rate": Number(rate),
            "exact_rate": rate_in_words(params.field, params.at, params.direction),
            "gradient": Coordinates.of(params.gradient.tolist()),
            "steepness": Number(float(np.linalg.norm(params.gradient))),
            "start": "along x" if params.flat else "along the gradient",
            "peak": (
                "Here the gradient is zero."
                if params.flat
                else "The rate is largest when u lies along the gradient."
            ),
            "zero": (
                "So the rate is zero, whichever way we walk."
                if params.flat
                else "It is zero when the two are at right angles."
            ),
            "long": Coordinates.of(params.long.tolist()),
            "pace": Number(pace),
            "sooner": "sooner" if pace > 1 else "later",
            "instead": "itself" if params.given_is_long else "instead",
            "becomes": "stays" if abs(rate) < FLAT else "becomes",
            "wrong": Number(float(params.gradient @ params.long)),
        }

    @beat(
        """We know the slope along one input, the other held still. <ground>But on a landscape we
        may walk <way>any way we like. How fast does f change then?"""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        ground = self.ground = LocalSlice(
            self.params.field,
            self.params.at,
            self.params.unit,
            self.params.ground,
            off=OFF_THE_PANE,
        )
        ground.space.stand_alone()
        self.until("ground")
        here = (ground.axes, ground.surface, ground.foot, ground.drop, ground.dot)
        self.title = settle_question(self, card, self.question, arriving=here)
        self.until("way")
        self.play(Create(ground.path), run_time=BRIEF)
        self.play(
            ground.heading.animate.turn_by(ONCE_ROUND),
            run_time=self.time_left(at_least=SLOW),
            rate_func=SWEEPING,
        )

    @beat(
        """Here f is <name>the height over the floor, and we stand <point>at {at}. The slopes along
        x and along y <axes>we could compute. But we want to go <way>this way, along the arrow
        {direction}."""
    )
    def see_the_ground(self) -> None:
        ground, (above, below) = self.ground, SIDE.rows(0.22, 0.78)
        self._build_arrows(below)
        self.name = place(self._name_of_f(), above)
        here = place(math(f"bold(a) = {point(self.params.at)}", colors=COLORS), below, align="top")
        slopes = place(math(SLOPES, colors=COLORS), below)
        self.play(FadeOut(ground.path), ground.space.make_room(), run_time=QUICK)
        self.until("name")
        self.play(FadeIn(self.name), run_time=BRIEF)
        self.until("point")
        self.play(FadeIn(here), run_time=QUICK)
        self.until("axes")
        self.play(*(Create(arrow) for arrow in ground.compass), FadeIn(slopes), run_time=QUICK)
        self.until("way")
        self.play(
            *(FadeOut(gone) for gone in (*ground.compass, here, slopes)),
            Create(ground.path),
            run_time=QUICK,
        )
        self.play(FadeIn(self.arrows), FadeIn(self.v), FadeIn(self.v_name), run_time=QUICK)

    @beat(
        """Only its direction counts. So we divide the arrow <length>by its length, {length}, and
        keep <unit>u, an arrow of length one: a unit vector."""
    )
    def make_it_one_long(self) -> None:
        made = fitted(
            f"bold(u) = frac(bold(v), norm(bold(v))) = {unit_source(self.params.direction)}",
            colors=COLORS,
            width=SIDE.width,
        )
        self.made = place(made, SIDE.rows(0.22, 0.78)[0])
        self.play(FadeOut(self.name), Create(self.circle), run_time=QUICK)
        self.until("length")
        self.play(FadeOut(self.v_name), FadeIn(made), run_time=BRIEF)
        self.play(
            self.stretch.animate.set_value(1.0), run_time=max(BRIEF, self.time_to("unit") - BRIEF)
        )
        self.until("unit")
        self.play(FadeOut(self.v), FadeIn(self.u), Create(self.ground.arrow), run_time=QUICK)

    @beat(
        """Walk along u. The <plane>vertical plane over our path cuts the surface <curve>in a
        curve: the heights that we meet on the way."""
    )
    def cut_along_u(self) -> None:
        ground = self.ground
        leaving = (self.arrows, self.circle, self.u)
        self.play(
            *(FadeOut(gone) for gone in leaving),
            self.made.animate.move_to(SIDE.center),
            run_time=QUICK,
        )
        self.until("plane")
        ground.surface.divide(ground.heading)
        self.play(FadeIn(ground.pane), run_time=QUICK)
        self.until("curve")
        self.play(
            ground.surface.animate.fade_front(OPENED),
            Create(ground.curve),
            run_time=STEADY,
        )

    @beat(
        """Look at it straight on. The height depends on one number only: <graph>the distance h
        that we have walked."""
    )
    def look_straight_on(self) -> None:
        ground = self.ground
        self.slice = self._slice_plot()
        self.play(FadeOut(ground.axes), run_time=BRIEF)
        self.play(ground.turn_straight(), run_time=SLOW)
        self.until("graph")
        plot = self.slice
        # The graph takes the place of the curve at once: they lie on each other.
        in_space = [part for part in self.mobjects if part is not self.title]
        self.add(plot.graph, plot.start)
        self.play(
            *(FadeOut(part) for part in in_space),
            FadeIn(plot.plane),
            FadeIn(self.on_path),
            run_time=QUICK,
        )

    @beat(
        """We know what to do. Take <step>a step h, and <divide>divide the change in height by h:
        the slope <secant>of this line. Now let h <shrink>shrink. The line turns, and row by row
        the quotients {close_in} <limit>{rate}."""
    )
    def shrink_the_step(self) -> None:
        plot = self.slice
        self.until("step")
        self.play(FadeIn(plot.legs), FadeIn(plot.end), run_time=QUICK)
        self.until("divide")
        self.play(FadeIn(plot.table.header), run_time=BRIEF)
        self.until("secant")
        self.play(Create(plot.secant), FadeIn(plot.table.rows[0]), run_time=QUICK)
        self.until("shrink")
        plot.legs.named = False
        self.play(FadeOut(plot.legs), run_time=BRIEF)
        smaller = self.params.steps[1:]
        for row, step in enumerate(smaller, start=1):
            self.play(
                plot.step.animate.set_value(step),
                FadeIn(plot.table.rows[row]),
                run_time=self.time_to("limit", at_least=BRIEF) / (len(smaller) + 1 - row),
            )
        self.until("limit")
        self.play(
            *(FadeOut(gone) for gone in (plot.end, plot.secant)),
            FadeIn(plot.tangent),
            FadeIn(plot.table.limit_row),
            run_time=QUICK,
        )

    @beat(
        """This limit <name>is the directional derivative, d sub u of f: the rate of change of f,
        per unit of distance, along u."""
    )
    def name_the_limit(self) -> None:
        width = SIDE.width - 2 * SNUG
        self.definition = Boxed(VGroup(fitted(DEFINITION, colors=COLORS, width=width)))
        place(self.definition, self.formula_region)
        self.play(FadeOut(self.on_path), run_time=BRIEF)
        self.until("name")
        self.play(FadeIn(self.definition), run_time=QUICK)

    @beat(
        """Must we take a limit for every direction? <no>No. A walk of h along u <legs>moves x by h
        times u one, <walk>and y by h times u two."""
    )
    def split_the_walk(self) -> None:
        clear_away(self, keep=[self.title, self.definition])
        self.map = DirectionMap(
            self.params.field, self.params.at, self.params.unit, self.params.shown
        )
        here = (self.map.plane, self.map.here, self.map.u, self.map.u_name)
        self.play(*(FadeIn(part) for part in here), run_time=QUICK)
        ours = float(self.map.turned.get_value())
        self.play(
            self.map.turned.animate.set_value(ours + FULL_TURN),
            run_time=self.time_to("no", at_least=SLOW),
            rate_func=SWEEPING,
        )
        self.map.turned.set_value(ours)
        self.until("legs")
        self.play(*(FadeIn(leg) for leg in self.map.legs), run_time=QUICK)
        walk = fitted(f"g(h) = {ON_PATH}", colors=COLORS, width=RIGHT.width)
        chain = fitted(CHAIN, colors=COLORS, width=RIGHT.width)
        self.rule = Boxed(VGroup(math(RULE, colors=COLORS)))
        self.derivation = VGroup(walk, chain)
        stack([walk, chain, self.rule], RIGHT, gap=WIDE, align="center")
        self.until("walk")
        self.play(FadeOut(self.definition), run_time=BRIEF)
        self.play(FadeIn(walk), run_time=QUICK)

    @beat(
        """The chain rule <chain>adds what both parts do: <along_x>f sub x times u one, <along_y>
        plus f sub y times u two. That is <dot>the gradient of f, dotted with u."""
    )
    def use_the_chain_rule(self) -> None:
        chain = self.derivation[1]
        self.until("chain")
        self.play(FadeIn(chain.part("start")), run_time=BRIEF)
        for term in ("along_x", "along_y"):
            self.until(term)
            self.play(FadeIn(chain.part(term)), run_time=BRIEF)
        self.until("dot")
        self.play(FadeIn(self.rule), run_time=QUICK)

    @beat(
        """Try it at our point. The gradient there <gradient>is {gradient}. Multiply it with u,
        component by component, <products>and add. The rate <rate>is {exact_rate}: the number that
        the limit gave."""
    )
    def work_it_out(self) -> None:
        clear_away(self, self.derivation, *self.map.legs)
        top, rest = RIGHT.rows(0.26, 0.74)
        self.working = VGroup(*self._working(rest))
        gradient, products, result = self.working
        self.play(self.rule.animate.move_to(top.center), run_time=QUICK)
        self.until("gradient")
        self.play(FadeIn(self.map.gradient), FadeIn(gradient), run_time=QUICK)
        self.until("products")
        self.play(FadeIn(products), run_time=QUICK)
        self.until("rate")
        self.play(FadeIn(result), run_time=QUICK)

    @beat(
        """Now u starts {start}, and turns <turn>once round. For every angle theta we write down
        the rate. It follows a cosine. The height of that wave <height>is {steepness}, the length
        of the gradient."""
    )
    def turn_once_round(self) -> None:
        here = self.map
        clear_away(self, self.rule, self.working, here.u_name)
        self.play(FadeIn(here.circle), run_time=BRIEF)
        self.add(here.gradient, here.u, here.here)
        self.arc, self.theta = here.angle()
        self.wave = RatePlot(
            self.params.field, self.params.at, here.turned, RIGHT, start=here.start
        )
        self.play(here.turned.animate.set_value(0.0), run_time=self.time_to("turn"))
        self.until("turn")
        wave = self.wave
        for follower in (wave.figure, wave.now):
            follower.update()
        self.play(
            *(FadeIn(part) for part in (wave.plane, wave.figure, wave.now, self.arc)),
            run_time=BRIEF,
        )
        self.add(wave.curve, self.theta)
        self.play(
            here.turned.animate.set_value(FULL_TURN),
            run_time=self.time_to("height", at_least=SWEEP),
            rate_func=EVEN,
        )
        self.until("height")
        self.play(
            *(FadeIn(part) for part in wave.ceiling),
            FadeOut(self.arc),
            FadeOut(self.theta),
            run_time=QUICK,
        )

    @beat("""{peak} <zero>{zero}""")
    def find_peak_and_zero(self) -> None:
        turned = self.map.turned
        self.play(
            turned.animate.set_value(FULL_TURN - ASIDE),
            run_time=self.time_to("zero", at_least=SLOW),
            rate_func=OUT_AND_BACK,
        )
        self.until("zero")
        self.play(turned.animate.set_value(FULL_TURN - QUARTER_TURN), run_time=STEADY)
        shown = [self.map.u_name.update()]
        if not self.params.flat:
            shown.append(self.map.corner())
        self.play(*(FadeIn(part) for part in shown), run_time=BRIEF)

    @beat(
        """Why must u have length one? Suppose we walk with v {instead}, {long}: <squeeze>{pace}
        times as fast. We meet the same heights, only {sooner}. The limit {becomes}
        <wrong>{wrong}. But the hill is the same: we have measured our own pace. <back>Divide by
        it, and the true rate is back."""
    )
    def keep_length_one(self) -> None:
        clear_away(self, keep=[self.title])
        self._build_pace()
        pace = self.paces
        heights = (pace.plane, pace.walk, pace.slope, pace.start)
        self.play(*(FadeIn(part) for part in (*heights, self.true_rate)), run_time=QUICK)
        self.until("squeeze")
        self.play(
            *(FadeIn(part) for part in (pace.hurried, pace.steeper, self.measured)), run_time=BRIEF
        )
        goal = float(np.linalg.norm(self.params.long))
        self.play(self.pace.animate.set_value(goal), run_time=self.time_to("wrong"))
        self.until("wrong")
        self.until("back")
        hurry = (pace.hurried, pace.steeper, self.measured)
        self.play(*(FadeOut(part) for part in hurry), run_time=BRIEF)
        self.play(FadeIn(self.divided), run_time=QUICK)

    @beat(
        """So the rate, whichever way we walk, <answer>is the gradient, dotted with the unit vector
        that points there."""
    )
    def answer(self) -> None:
        ground = self.ground
        clear_away(self, keep=[self.title])
        ground.look_beside()
        scene = (
            ground.axes,
            ground.surface,
            ground.pane,
            ground.curve,
            ground.foot,
            ground.drop,
            ground.dot,
        )
        self.play(*(FadeIn(part) for part in scene), FadeIn(ground.arrow), run_time=QUICK)
        lines = ["D_bold(u) f = nabla f dot bold(u)", "norm(bold(u)) = 1"]
        content = VGroup(*(math(line, colors=COLORS, size=TITLE) for line in lines))
        stack(content, SIDE.inset(SNUG, vertically=AIRY), gap=AIRY, align="center")
        self.until("answer")
        self.play(FadeIn(Boxed(content, gap=AIRY)), Create(ground.tangent), run_time=STEADY)

    # -- what is seen ----------------------------------------------------------------------

    def _name_of_f(self) -> Typeset:
        """Return the formula of the function, as wide as the side column at most."""
        source = f"f(x, y) = {formula(self.params.field.expression)}"
        return fitted(source, colors=COLORS, width=SIDE.width)

    def _build_arrows(self, region: Region) -> None:
        """Make the plane in which the given arrow shrinks, or grows, to length one."""
        given, u = np.asarray(self.params.direction, float), self.params.unit
        self.arrows = Plane(_window_of(given), region, equal=True)
        self.stretch = ValueTracker(float(np.linalg.norm(given)))
        self.circle = UnitCircle(self.arrows, (0.0, 0.0))
        self.v = VectorArrow(
            self.arrows,
            (0.0, 0.0),
            lambda: self.stretch.get_value() * u,
            color="ink",
            subject="the arrow v, on its way to length one",
        )
        self.v.add_updater(lambda arrow: arrow.redraw())
        inside = self.arrows.plot.inset(SNUG)
        self.v_name = self.v.labelled(plated(math("bold(v)", size=LABEL)), within=inside)
        self.u = DirectionArrow(self.arrows, (0.0, 0.0), u)

    def _slice_plot(self) -> SlicePlot:
        """Make the plot of the slice, its axes laid upon the pane as it is seen straight on."""
        ground = self.ground
        span, box, heights = ground.span, ground.box, ground.heights
        plot = SlicePlot(
            self.params.field,
            self.params.at,
            tuple(self.params.unit),
            steps=self.params.steps,
            span=span,
            region=STAGE,
            names=("h", "f(bold(a) + h bold(u))"),
            colors=("step", COLORS),
            upon=(box, heights) if span[1] > self.params.steps[0] else None,
        )
        self.formula_region, below = SIDE.rows(0.36, 0.64)
        self.on_path = math("g(h) = f(bold(a) + h bold(u))", colors=COLORS)
        place(self.on_path, self.formula_region)
        place(plot.table, below, align="top")
        return plot

    def _working(self, region: Region) -> list[Typeset]:
        """Return the gradient's value, the dot product written out, and the rate."""
        field, at, gradient = self.params.field, self.params.at, self.params.gradient
        rate = float(directional_derivative(field, at, self.params.unit))
        sources = [
            f"nabla f {point(at)} {equals(gradient)} {point(gradient)}",
            f"D_bold(u) f {products(gradient, self.params.direction)}",
            with_exact(exact_rate(field, at, self.params.direction), rate),
        ]
        lines = [fitted(source, colors=COLORS, width=region.width - AIRY) for source in sources]
        stack(lines, region, gap=AIRY, align="center")
        return lines

    def _build_pace(self) -> None:
        """Make the walk at pace one, the same walk at another pace, and what each measures."""
        self.pace = ValueTracker(1.0)
        self.paces = PacePlot(
            self.params.field,
            self.params.at,
            self.params.unit,
            self.pace,
            STAGE,
            names=("h", "f"),
        )
        rate = self.paces.rate
        wrong = float(self.params.gradient @ self.params.long)
        slopes: dict[str, Any] = {
            "places": places_for(abs(rate), least=3),
            "colors": COLORS,
            "widest": wrong,
        }
        rows = [
            ReadOut("norm(bold(u))", 1.0, places=3, colors=COLORS, widest=wrong),
            ReadOut("nabla f dot bold(u)", rate, color="tangent", **slopes),
            ReadOut("norm(bold(v))", self.paces.factor, places=3, widest=wrong),
            ReadOut("nabla f dot bold(v)", self.paces.wrong_rate, color="error", **slopes),
        ]
        place(ReadOuts(*rows), SIDE)
        self.true_rate, self.measured = VGroup(*rows[:2]), VGroup(*rows[2:])
        self.true_rate.shift(np.array([0.0, WIDE, 0.0]))
        exact = exact_rate(self.params.field, self.params.at, self.params.direction)
        source = f"frac(nabla f dot bold(v), norm(bold(v))) {with_exact(exact, rate)}"
        divided = fitted(source, colors=COLORS, width=SIDE.width)
        self.divided = divided.move_to((SIDE.center[0], self.measured.get_center()[1], 0.0))


def _window_of(vector: Array) -> Window:
    """Return a window that holds a vector drawn from the origin and the unit circle about it."""
    room = 0.12 * max(2.0, float(np.abs(vector).max()))
    low, high = np.minimum(vector, -1.0) - room, np.maximum(vector, 1.0) + room
    return Window((float(low[0]), float(high[0])), (float(low[1]), float(high[1])))


def _is_linear(params: DirectionalDerivatives.Params) -> bool:
    """Tell whether the quotients don't depend on the step, as for a linear function."""
    expression, (x, y) = params.field.expression, params.field.symbols
    return all(sympy.simplify(expression.diff(a, b)) == 0 for a, b in ((x, x), (x, y), (y, y)))
