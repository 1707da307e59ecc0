"""Segment 2: what one input does, the others held still."""

from __future__ import annotations

from collections.abc import Mapping

from manim import Create, FadeIn, FadeOut, VGroup

from mathcore.calculus import difference_table
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.formulas import fitted, formula, number
from scenes.kit.layout import (
    AIRY,
    LEFT,
    RIGHT,
    SIDE,
    SNUG,
    STAGE,
    WIDE,
    place,
    stack,
)
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.narration import Fact
from scenes.kit.numbers import Number
from scenes.kit.params import FieldSpec, PlaceParams, Point, Steps, spec
from scenes.kit.place_lines import floor_guides, unit_step
from scenes.kit.readout import Boxed
from scenes.kit.rewriting import Rewrite
from scenes.kit.slice_plot import SlicePlot
from scenes.kit.slices import (
    DropLine,
    SliceCurve,
    SlicePlane,
    TangentLine3D,
    point_on_floor,
    point_on_surface,
)
from scenes.kit.space import Heading, Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_lines import BOLD
from scenes.kit.space_view import height_range
from scenes.kit.surface import SurfacePlot
from scenes.kit.tables import telling_places
from scenes.kit.timing import ARRIVING, BRIEF, OUT_AND_BACK, QUICK, SLOW, STEADY, SWEEP
from scenes.kit.typography import HERO, Typeset, math

ALONG_X, ALONG_Y = (1.0, 0.0), (0.0, 1.0)

FACING_X, FACING_Y = -90.0, 0.0
"""Azimuths that look straight at the slices along x and along y, the input growing to the right."""

OBLIQUE = 35.0
"""How far the eye stands off a slice that is seen in space, in degrees."""

ELEVATION = 24.0
CLOSER = 1.25
AWAY = 0.3
"""How far x is moved to show what the output does, as a share of its axis."""

OPENED = 0.14
"""Opacity of the surface before the slice while the slice is looked at."""

COLORS = {"f": "value", "x": "x", "y": "y", "h": "step"}


class PartialDerivatives(LectureScene):
    """One input moves, the others are held still: the slope of a slice."""

    question = "What does one input do, the others held still?"

    class Params(PlaceParams):
        """The function, the point, and the steps that shrink."""

        field: FieldSpec = spec("4 - x**2 - 2*y**2")
        at: Point = (1, -1)
        steps: Steps = (1, 0.1, 0.01, 0.001)

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the point, its height, the difference quotients along x and both partials."""
        quotients = difference_table(params.field, params.at, ALONG_X, steps=params.steps)
        slope_x, slope_y = params.field.gradient(params.at)
        places = telling_places(quotients)
        return {
            "a": Number(params.at[0]),
            "b": Number(params.at[1]),
            "height": Number(float(params.field(params.at))),
            **{f"step{k}": Number(step) for k, step in enumerate(params.steps)},
            **{f"quotient{k}": Number(q, places) for k, q in enumerate(quotients.quotients)},
            "slope_x": Number(float(slope_x)),
            "slope_y": Number(float(slope_y)),
        }

    @beat(
        """We leave the loss for a while, <surface>and look at a function that is easier to see.
        It, too, has two inputs. <move>Move one a little, and hold the other still. How does the
        output <known>answer? Once we know, the loss comes back."""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self.title = settle_question(self, card, self.question)
        self._build_space()
        self.until("surface")
        self.play(FadeIn(self.axes), FadeIn(self.surface), run_time=STEADY)
        self.until("move")
        self.play(*(FadeIn(part) for part in self.standing), run_time=BRIEF)
        self.play(
            self.heading.animate.move_at(self._aside()),
            run_time=self.time_to("known", at_least=SWEEP),
            rate_func=OUT_AND_BACK,
        )

    @beat(
        """Its output is the height <name>over every point of the floor. We stand <floor>at x equals
        {a}, y equals {b}. There the height <point>is {height}."""
    )
    def see_the_landscape(self) -> None:
        self.until("name")
        self.play(FadeIn(self.name), run_time=QUICK)
        self.until("floor")
        self.play(*(Create(line) for line in self.guides), run_time=QUICK)
        self.until("point")
        self.play(FadeIn(self.height), run_time=QUICK)

    @beat(
        """Hold y at {b}. What is left is a vertical <plane>plane, and it cuts the surface
        <curve>in a curve. On this curve, only x can change."""
    )
    def hold_y_still(self) -> None:
        self.until("plane")
        self.surface.divide(self.heading)
        self.play(FadeIn(self.pane), *(FadeOut(line) for line in self.guides), run_time=STEADY)
        self.until("curve")
        self.play(self.surface.animate.fade_front(OPENED), Create(self.curve), run_time=SLOW)

    @beat(
        """Look at that curve straight on. It is an ordinary function of x, <graph>of one
        variable only, and we know how to measure its slope."""
    )
    def look_straight_on(self) -> None:
        self.play(
            self.space.turn(azimuth=FACING_X, elevation=0.0),
            FadeOut(self.name),
            FadeOut(self.height),
            run_time=SLOW,
        )
        self._build_slice_plot()
        self.until("graph")
        clear_away(self, keep=[self.title])
        self.play(
            FadeIn(self.slice.plane),
            FadeIn(self.slice.graph),
            FadeIn(self.slice.start),
            run_time=QUICK,
        )

    @beat(
        """Take a step h <step>to the right. The <change>change in height, divided by h, is the
        slope of <secant>this secant. For h equal to {step0}, the quotient <quotient>is
        {quotient0}."""
    )
    def take_a_step(self) -> None:
        self.until("step")
        self.play(FadeIn(self.slice.legs), FadeIn(self.slice.end), run_time=QUICK)
        self.until("change")
        self.play(FadeIn(self.quotient), run_time=QUICK)
        self.until("secant")
        self.play(Create(self.slice.secant), run_time=QUICK)
        self.until("quotient")
        self.play(FadeIn(self.table.header), FadeIn(self.table.rows[0]), run_time=QUICK)

    @beat(
        """Now shrink the step. For h equal to {step1}: <one>{quotient1}. For {step2}:
        <two>{quotient2}. For {step3}: <three>{quotient3}. The quotients close in on
        <limit>{slope_x}, the slope of the tangent."""
    )
    def shrink_the_step(self) -> None:
        self.slice.legs.named = False
        for row, mark in enumerate(("one", "two", "three"), start=1):
            goal = self.params.steps[row]
            # From the second row on, the step is too small to be seen.
            gone = [FadeOut(self.slice.legs), FadeOut(self.slice.end)] if row == 2 else []
            self.play(self.slice.step.animate.set_value(goal), *gone, run_time=self.time_to(mark))
            self.until(mark)
            self.play(FadeIn(self.table.rows[row]), run_time=BRIEF)
        self.until("limit")
        self.play(
            FadeIn(self.table.limit_row),
            FadeOut(self.slice.secant),
            FadeIn(self.slice.tangent),
            run_time=QUICK,
        )

    @beat(
        """That limit is <name>the partial derivative of f with respect to x. It is the slope
        when only x moves."""
    )
    def name_the_limit(self) -> None:
        limit = self._definition()
        definition = Boxed(VGroup(limit))
        place(definition, self.formula_region)
        self.until("name")
        self.play(Rewrite(self.quotient, limit), FadeIn(definition.box), run_time=STEADY)
        self.add(definition)

    @beat(
        """Back in space, it is the slope of <tangent>this tangent. Let x <run>grow by one, and
        along the tangent the height changes by <slope>{slope_x}."""
    )
    def see_the_tangent(self) -> None:
        clear_away(self, keep=[self.title])
        self.space.view.look(azimuth=FACING_X + OBLIQUE, elevation=ELEVATION)
        self.play(
            *(FadeIn(m) for m in (self.axes, self.surface, self.pane, self.curve, self.dot)),
            run_time=QUICK,
        )
        self.until("tangent")
        self.play(Create(self.tangent_in_space), run_time=QUICK)
        self.until("run")
        self.play(Create(self.legs[0]), run_time=QUICK)
        self.until("slope")
        self.result_x = self._result("x", 0)
        self.play(Create(self.legs[1]), FadeIn(self.result_x), run_time=QUICK)

    @beat(
        """Now exchange the roles: hold x at {a}, and <turn>let y move. The slice turns, and its
        tangent has another slope: <slope>{slope_y}."""
    )
    def hold_x_still(self) -> None:
        self.until("turn")
        self.play(
            self.heading.animate.turn_to(ALONG_Y),
            self.space.turn(azimuth=FACING_Y - OBLIQUE),
            *(FadeOut(leg, rate_func=ARRIVING) for leg in self.legs),
            run_time=SLOW,
        )
        self.until("slope")
        self.result_y = self._result("y", 1)
        self.play(FadeIn(self.result_y), run_time=QUICK)

    @beat(
        """People write it in several ways. Partial f <leibniz>by partial x. Or f <index>sub x. Or
        partial <operator>sub x of f. Or capital D <numbered>sub one of f, for the first input.
        They all mean the same. And with <many>many inputs, x one to x n, it is partial f by
        partial x sub i, for any one of them."""
    )
    def write_it_down(self) -> None:
        self.play(
            FadeOut(self.result_x),
            FadeOut(self.result_y),
            self.heading.animate.turn_to(ALONG_X),
            self.space.turn(azimuth=FACING_X + OBLIQUE),
            run_time=SLOW,
        )
        one, general = self._notations()
        for mark in ("leibniz", "index", "operator", "numbered"):
            self.until(mark)
            self.play(FadeIn(one.part(mark)), run_time=BRIEF)
        self.add(one)
        self.until("many")
        self.play(FadeIn(general), run_time=QUICK)

    @beat(
        """So, one input moves <move>and the others are held still. The partial derivative
        <answer>is the rate at which the output answers: here {slope_x} for x, and {slope_y}
        <both>for y."""
    )
    def answer(self) -> None:
        clear_away(self, keep=[self.title])
        self.surface.divide(None).fade_front(1.0)
        self.heading.turn_to(ALONG_X)
        shown = (self.axes, self.surface, *self.standing)
        self.play(*(FadeIn(part) for part in shown), run_time=QUICK)
        self.until("move")
        self.play(
            self.heading.animate.move_at(self._aside()),
            run_time=self.time_to("answer", at_least=STEADY),
            rate_func=OUT_AND_BACK,
        )
        along_y = Heading(self.params.at, ALONG_Y)
        other = TangentLine3D(self.space, self.params.field, along_y, color="y", width=BOLD)
        one = TangentLine3D(self.space, self.params.field, self.heading, color="x", width=BOLD)
        results = VGroup(self._result("x", 0), self._result("y", 1))
        stack(results, SIDE.inset(AIRY), gap=WIDE, align="left")
        boxed = Boxed(results, gap=AIRY)
        self.until("answer")
        self.play(Create(one), FadeIn(results[0]), run_time=STEADY)
        self.until("both")
        self.play(Create(other), FadeIn(results[1]), FadeIn(boxed.box), run_time=STEADY)
        self.add(boxed)

    # -- what is seen ----------------------------------------------------------------------

    def _build_space(self) -> None:
        """Make the surface, the point and the slice that several beats show."""
        field, at, window = self.params.field, self.params.at, self.params.shown
        heights = height_range(field, window, points=[at])
        self.space = Space(window, heights, region=STAGE, elevation=ELEVATION)
        self.space.view.look(azimuth=FACING_X + OBLIQUE, zoom=CLOSER)
        self.heading = Heading(at, ALONG_X)
        self.axes = SpaceAxes(self.space)
        self.surface = SurfacePlot(self.space, field)
        behind = self.surface
        self.pane = SlicePlane(self.space, self.heading)
        self.curve = SliceCurve(self.space, field, self.heading, behind=behind)
        self.tangent_in_space = TangentLine3D(self.space, field, self.heading, behind=behind)
        self.drop = DropLine(self.space, field, self.heading, behind=behind)
        self.foot = point_on_floor(self.space, self.heading, behind=behind)
        self.dot = point_on_surface(self.space, field, self.heading, behind=behind)
        self.standing = (self.foot, self.drop, self.dot)
        self.guides = floor_guides(self.space, at, behind=behind)
        self.legs = unit_step(self.space, field, at)
        self.name = fitted(
            f"f(x, y) = {formula(field.expression)}", colors=COLORS, width=SIDE.width
        )
        self.height = math(
            f"f({number(at[0])}, {number(at[1])}) = {number(float(field(at)))}", colors=COLORS
        )
        stack([self.name, self.height], SIDE, gap=AIRY, align="left")

    def _aside(self) -> tuple[float, float]:
        """Return a point a little along x, on the side where there is more room."""
        (low, high), (x, y) = self.params.shown.x, self.params.at
        return x + (AWAY if high - x > x - low else -AWAY) * (high - low), y

    def _build_slice_plot(self) -> None:
        """Make the slice as a plot of x alone, and the quotient beside it."""
        at, window = self.params.at, self.params.shown
        here, other = number(at[0]), number(at[1])
        self.slice = SlicePlot(
            self.params.field,
            at,
            ALONG_X,
            steps=self.params.steps,
            span=(window.x[0] - at[0], window.x[1] - at[0]),
            region=LEFT,
            names=("x", f"f(x, {other})"),
            colors=("x", "value"),
            origin=at[0],
        )
        change = f"f({here} + h, {other}) - f({here}, {other})"
        self.quotient = fitted(f"frac({change}, h)", colors=COLORS, width=RIGHT.width)
        self.table = self.slice.table
        self.formula_region, below = RIGHT.rows(0.36, 0.64)
        place(self.quotient, self.formula_region)
        place(self.table, below, align="top")

    def _definition(self) -> Typeset:
        return fitted(
            "frac(partial f, partial x) (a, b) = lim_(h -> 0) frac(f(a + h, b) - f(a, b), h)",
            colors=COLORS,
            width=RIGHT.width - 2 * SNUG,
        )

    def _result(self, name: str, axis: int) -> Typeset:
        """Return the partial along an axis at the point, in its row of the side column."""
        at = self.params.at
        slope = float(self.params.field.gradient(at)[axis])
        made = math(
            f"frac(partial f, partial {name}) ({number(at[0])}, {number(at[1])}) = {number(slope)}",
            colors=COLORS,
        )
        return place(made, SIDE.inset(0, vertically=2 * WIDE).rows(1, 1)[axis], align="left")

    def _notations(self) -> tuple[Typeset, Typeset]:
        """Return the ways to write the partial along x, and that along any of many inputs."""
        chain = (
            "{{ frac(partial f, partial x) : leibniz }} & {{ = f_x : index }} \\ "
            "& {{ = partial_x f : operator }} \\ & {{ = D_1 f : numbered }}"
        )
        general = "frac(partial f, partial x_i) quad i = 1, dots, n"
        rows = SIDE.rows(0.66, 0.34, gap=WIDE)
        one, any_of_many = (
            place(fitted(source, colors=COLORS, size=HERO, width=row.width), row, align="left")
            for source, row in zip((chain, general), rows, strict=True)
        )
        return one, any_of_many
