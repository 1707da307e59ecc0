"""Segment 4: all partial derivatives together are one arrow, and it lives in input space."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from manim import (
    Create,
    FadeIn,
    FadeOut,
    TransformFromCopy,
    UpdateFromAlphaFunc,
    ValueTracker,
    VGroup,
    VMobject,
)

from mathcore.arrays import Array
from scenes.kit.arrows import GradientArrow, fitting_scale
from scenes.kit.bars import Bars
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.color_key import ColorKey
from scenes.kit.floor_field import FloorField
from scenes.kit.formulas import number
from scenes.kit.from_above import lay_under, rise_above
from scenes.kit.gradient_lists import knob_gradient, listed
from scenes.kit.gradient_params import GradientParams
from scenes.kit.gradient_told import GradientTold, in_general
from scenes.kit.layout import (
    BELOW_TITLE,
    SIDE,
    SNUG,
    STAGE,
    WIDE,
    place,
)
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.lifted_arrow import LiftedArrow, Strike
from scenes.kit.marks import PointDot
from scenes.kit.narration import Fact
from scenes.kit.numbers import Coordinates, Number
from scenes.kit.plane import Plane
from scenes.kit.rate_plot import places_for
from scenes.kit.readout import Boxed, ReadOut, ReadOuts, plated
from scenes.kit.rewriting import Rewrite
from scenes.kit.rings import Ring
from scenes.kit.route_words import journey, rests, where_it_vanishes
from scenes.kit.slices import DropLine, TangentLine3D, point_on_floor, point_on_surface
from scenes.kit.space import Heading, Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_labels import beside_on_floor
from scenes.kit.space_lines import SpacePath
from scenes.kit.space_marks import FloorArrow
from scenes.kit.space_view import choose_view, height_range
from scenes.kit.surface import SurfacePlot
from scenes.kit.timing import BRIEF, EASED, QUICK, SLOW, STEADY, SWEEP, SWEEPING
from scenes.kit.typography import LABEL, TITLE, math, text
from scenes.kit.vectors import VectorField

ELEVATION, CLOSER = 26.0, 1.3
HEIGHT, LIFT = 0.46, 0.48
"""The surface floats so high that all of the floor is seen below it."""

LONGEST = 3.4
"""Scene units on the map that the arrow may be long."""

ALONG = {"x": (1.0, 0.0), "y": (0.0, 1.0)}

COLORS = {"f": "value", "x": "x", "y": "y", "nabla f": "gradient", "nabla L": "gradient"}
DEFINITION = "nabla f = (frac(partial f, partial x_1), dots, frac(partial f, partial x_n))"


class GradientVector(LectureScene):
    """The partial derivatives at a point are the components of one vector, the gradient."""

    question = "What do all partials say together?"

    class Params(GradientParams):
        """The function, the point, and a function of three inputs with a point of its own."""

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the point, its partials, where the gradient vanishes, and how many knobs."""
        slope_x, slope_y = params.gradient
        places, way = rests(params.field, params.at, params.map)
        return {
            "at": Coordinates.of(params.at),
            "slope_x": Number(float(slope_x)),
            "slope_y": Number(float(slope_y)),
            "gradient": Coordinates.of(params.gradient.tolist()),
            "solid_gradient": Coordinates.of(params.solid.gradient(params.inside).tolist()),
            "zeros": Number(len(places)),
            **journey(params.field, way),
            "where": where_it_vanishes(len(places), way),
            "knobs": Number(len(knob_gradient())),
        }

    @beat(
        """A partial derivative tells what one input does, <hill>with the others held still. But
        there is one <each>for every input. What do they say together?"""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self._build_space()
        self.space.stand_alone()
        self.until("hill")
        here = (self.axes, self.surface, self.dot)
        self.title = settle_question(self, card, self.question, arriving=here)
        self.until("each")
        self.play(*(Create(tangent) for tangent in self.tangents), run_time=STEADY)

    @beat(
        """Here is a function of two inputs: <name>a height over the floor. We stand <point>at
        {at}. Along x, the slope <px>is {slope_x}. Along y, <py>it is {slope_y}."""
    )
    def stand_on_the_hill(self) -> None:
        self.play(self.space.make_room(), run_time=STEADY)
        self.until("name")
        self.play(FadeIn(self.told.name), run_time=QUICK)
        self.until("point")
        self.play(FadeIn(self.foot), Create(self.drop), run_time=QUICK)
        for mark, slope in zip(("px", "py"), self.told.partials, strict=True):
            self.until(mark)
            self.play(FadeIn(slope), run_time=QUICK)

    @beat(
        """Two numbers. Now take them down to the floor, where the inputs are. <leg_x>{slope_x}
        along x, then <leg_y>{slope_y} along y. From start to end runs <arrow>one arrow. It is the
        gradient of f, <name>written as an upside-down triangle: [nabla](/nˈæblə/) f."""
    )
    def make_one_arrow(self) -> None:
        for mark, tangent, leg, figure in zip(
            ("leg_x", "leg_y"), self.tangents, self.legs, self.figures, strict=True
        ):
            self.until(mark)
            self.play(FadeOut(tangent), Create(leg), FadeIn(figure), run_time=QUICK)
        self.until("arrow")
        self.play(Create(self.arrow), FadeIn(self.told.note), run_time=STEADY)
        self.until("name")
        self._move_numbers()

    @beat(
        """Where does this arrow live? It is tempting to lay it <lay>on the surface, pointing
        uphill. But up there, it would need <third>a third number, for the climb. The gradient has
        one number for each input, and height is not an input. So <fall>down it goes. It lives on
        the floor, in <space>input space: it tells a way to change x and y."""
    )
    def keep_it_on_the_floor(self) -> None:
        told = self.told
        gone = (*self.legs, *self.figures, told.name, told.partials, told.note)
        self.play(*(FadeOut(part) for part in gone), run_time=BRIEF)
        self.play(Rewrite(told.result, told.two), run_time=QUICK)
        self.until("lay")
        self.remove(self.arrow)
        self.add(self.wrong)
        self.play(self.wrong.animate.raise_to(1.0), run_time=SLOW, rate_func=EASED)
        self.until("third")
        self.play(FadeIn(self.told.three), Create(self.cross), run_time=QUICK)
        self.until("fall")
        self.play(FadeOut(self.told.three), FadeOut(self.cross), run_time=BRIEF)
        self.play(self.wrong.animate.raise_to(0.0), run_time=STEADY, rate_func=EASED)
        self.remove(self.wrong)
        self.add(self.arrow)
        self.until("space")
        self.play(FadeIn(self.input_space), run_time=QUICK)

    @beat(
        """So we only need the floor. <above>Rise up, and look straight down on it. Input space is
        a map, and on it <arrow>is our point, with its arrow."""
    )
    def look_from_above(self) -> None:
        self._build_map()
        up_there = (self.surface, self.dot, self.drop, self.input_space)
        self.play(
            *(FadeOut(part) for part in up_there),
            UpdateFromAlphaFunc(self.axes, lambda axes, share: axes.fade_labels(1 - share)),
            run_time=QUICK,
        )
        # A surface that has faded out is solid again, though not on screen: it must hide nothing.
        for drawn in (self.arrow, self.foot):
            drawn.behind = None
        self.until("above")
        self.play(rise_above(self.space, self.zoom), run_time=SLOW, rate_func=EASED)
        on_map = (self.map, self.probe_arrow, self.spot)
        self.play(
            *(FadeIn(part) for part in on_map),
            *(FadeOut(part) for part in (self.axes, self.arrow, self.foot)),
            run_time=QUICK,
        )
        self.until("arrow")
        self.play(FadeIn(self.arrow_name), run_time=BRIEF)

    @beat(
        """But nothing is special about our point. Every point <field>has its own gradient. All of
        them together are a vector field. The drawn arrows are kept short, to leave room. Their
        color <color>tells how long they really are."""
    )
    def fill_the_map(self) -> None:
        self.play(FadeOut(self.arrow_name), FadeOut(self.told.two), run_time=BRIEF)
        self.play(FadeIn(self.everywhere), run_time=BRIEF)
        self.until("field")
        self.arrows.grow(0.0)
        self.add(self.arrows, self.probe_arrow, self.spot)
        self.play(UpdateFromAlphaFunc(self.arrows, _grow), run_time=SLOW)
        self.until("color")
        self.play(FadeIn(self.key), run_time=QUICK)

    @beat(
        """Let our point <walk>go for a walk through the field, and read its gradient at the side.
        {changes} <rest>{arrival}
        <zeros>{where}"""
    )
    def walk_through_the_field(self) -> None:
        self.play(FadeOut(self.everywhere), run_time=BRIEF)
        self.play(FadeIn(self.readings), run_time=BRIEF)
        self.until("walk")
        self.play(
            self.gone.animate.set_value(1.0),
            run_time=self.time_to("rest", at_least=SWEEP),
            rate_func=SWEEPING,
        )
        self.until("rest")
        self.hold(BRIEF)
        self.until("zeros")
        if len(self.rings):
            self.play(*(Create(ring) for ring in self.rings), run_time=QUICK)

    @beat(
        """Nothing here needs just two inputs. Two inputs, two components. Three inputs,
        <three>three components. And a small machine that reads handwritten digits <many>has
        {knobs} knobs. The gradient of its loss <bars>has {knobs} components. Here they all are."""
    )
    def count_the_inputs(self) -> None:
        clear_away(self, keep=[self.title])
        self._build_lists()
        # In the middle, until there must be room for the many below.
        down = BELOW_TITLE.center - self.top.center
        self.lists.shift(down)
        self.play(FadeIn(self.lists[0]), run_time=QUICK)
        self.until("three")
        self.play(FadeIn(self.lists[1]), run_time=QUICK)
        self.until("many")
        self.play(*(made.animate.shift(-down) for made in self.lists), run_time=QUICK)
        self.play(FadeIn(self.many_name), run_time=BRIEF)
        self.until("bars")
        self.strip.grow(0.0)
        self.add(self.strip)
        self.play(UpdateFromAlphaFunc(self.strip, _grow), run_time=SLOW)

    @beat(
        """In general, a function of n inputs has n partial derivatives. <list>Write them into one
        list: that is the gradient."""
    )
    def define_it(self) -> None:
        self.definition = Boxed(VGroup(math(DEFINITION, colors=COLORS, size=TITLE)))
        place(self.definition, self.top)
        self.until("list")
        self.play(*(FadeOut(part) for part in self.lists), run_time=BRIEF)
        self.play(FadeIn(self.definition), run_time=QUICK)

    @beat(
        """So what do all partials say together? <answer>One vector in input space, with one
        component for each input: the gradient."""
    )
    def answer(self) -> None:
        clear_away(self, self.strip, self.many_name)
        self.axes.fade_labels(1.0)
        self.field_below = FloorField(self.space, self.params.field)
        self.space.view.look(azimuth=self.azimuth, elevation=ELEVATION, zoom=CLOSER)
        boxed = self.definition
        for drawn in (self.arrow, self.foot):
            drawn.behind = self.surface
        scene = (self.axes, self.surface, self.foot, self.drop, self.dot)
        self.play(
            *(FadeIn(part) for part in scene),
            boxed.animate.scale(SIDE.width / boxed.width).move_to(SIDE.center),
            run_time=STEADY,
        )
        self.until("answer")
        self.add(self.field_below, self.foot, self.arrow)
        self.play(Create(self.field_below), Create(self.arrow), run_time=SLOW)

    # -- what is seen ----------------------------------------------------------------------

    def _build_space(self) -> None:
        """Make the surface over its floor, the point, both tangents, and the arrows below."""
        field, at, window = self.params.field, self.params.at, self.params.map
        self.map = Plane(window, STAGE, equal=True)
        _, way = rests(field, at, window)
        self.scale = fitting_scale(
            self.map, way.points, field.gradient(way.points), longest=LONGEST
        )
        heights = height_range(field, window, points=[at])
        self.space = space = Space(
            window, heights, region=STAGE, elevation=ELEVATION, height=HEIGHT, lift=LIFT
        )
        self.zoom = lay_under(space, self.map)
        self.azimuth = choose_view(field, window, at, self.params.gradient)
        space.view.look(azimuth=self.azimuth, zoom=CLOSER)
        self.heading = heading = Heading(at, self.params.gradient)
        self.axes = SpaceAxes(space)
        self.surface = behind = SurfacePlot(space, field)
        self.drop = DropLine(space, field, heading, behind=behind)
        self.foot = point_on_floor(space, heading, behind=behind)
        self.dot = point_on_surface(space, field, heading, behind=behind)
        self.tangents = [
            TangentLine3D(space, field, Heading(at, way), color=name, behind=behind)
            for name, way in ALONG.items()
        ]
        self._build_floor_arrows()
        self.told = GradientTold(field, at, scale=self.scale)
        self.numbers = self.told.lines

    def _build_floor_arrows(self) -> None:
        """Make the gradient on the floor, its two components, and the arrow laid on the hill."""
        field, at, space = self.params.field, np.asarray(self.params.at, float), self.space
        drawn = self.scale * self.params.gradient
        behind = self.surface
        corner = at + drawn * (1.0, 0.0)
        self.legs = [
            FloorArrow(space, at, [drawn[0], 0.0], color="x", behind=behind),
            FloorArrow(space, corner, [0.0, drawn[1]], color="y", behind=behind),
        ]
        self.arrow = FloorArrow(space, at, drawn, behind=behind)
        self.wrong = LiftedArrow(space, field, self.heading, scale=self.scale)
        middle = space.on_floor(at + drawn / 2)
        ends = [space.on_floor(at + drawn * share) for share in ((0.5, 0.0), (1.0, 0.5))]
        self.figures: list[VMobject] = []
        for name, value, end in zip("xy", self.params.gradient, ends, strict=True):
            figure = plated(math(number(float(value)), size=LABEL, color=name))
            self.figures.append(
                beside_on_floor(figure, space, end, away_from=middle, clear_of=self.figures)
            )
        self.components = VGroup(*self.legs, *self.figures, self.arrow)
        self.cross = Strike(self.wrong)
        (x0, x1), (y0, y1) = self.params.map.x, self.params.map.y
        rim = space.on_floor(np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]))
        outline = SpacePath(space, [rim], color="highlight", behind=behind, hidden="faint")
        label = text("input space", size=LABEL, color="highlight")
        place(label, SIDE.rows(0.78, 0.22)[1], align="left")
        self.input_space = VGroup(outline, label)

    def _move_numbers(self) -> None:
        """Let both numbers go from their partials into the gradient."""
        moving = [
            TransformFromCopy(slope.part(name), self.told.result.part(name))
            for slope, name in zip(self.told.partials, ("px", "py"), strict=True)
        ]
        numbers = [glyph for name in ("px", "py") for glyph in self.told.result.part(name)]
        rest = VGroup(*(glyph for glyph in self.told.result if glyph not in numbers))
        self.play(FadeIn(rest), *moving, run_time=STEADY)
        self.remove(rest, *(self.told.result.part(name) for name in ("px", "py")), *numbers)
        self.add(self.told.result)

    def _build_map(self) -> None:
        """Make what is on the map: the point that will walk, its gradient, the field, its key."""
        field, window = self.params.field, self.params.map
        places, way = rests(field, self.params.at, window)
        self.gone = ValueTracker(0.0)

        def here() -> Array:
            return way.at(self.gone.get_value())

        self.spot = PointDot(self.map, here, subject="the point that walks").follow(here)
        self.probe_arrow = GradientArrow(self.map, field, here, scale=self.scale).follow()
        factor = "" if self.scale == 1 else f"{number(self.scale)} thin "
        name = plated(math(f"{factor} nabla f", size=LABEL, color="gradient"))
        self.arrow_name = self.probe_arrow.labelled(name, within=self.map.plot.inset(SNUG))
        self.arrows = VectorField(self.map, field)
        self.rings = VGroup(*(Ring(self.map, field, at) for at in places))
        upper, lower = SIDE.rows(0.3, 0.7)
        self.key = ColorKey(
            "norm(nabla f)", self.arrows.strongest, width=0.7 * SIDE.width, color="gradient"
        )
        place(self.key, upper)
        self.everywhere = in_general(field, lower)
        lengths = np.linalg.norm(field.gradient(way.points), axis=1)
        self.readings = ReadOuts(
            *(self._reading(name, k, lengths.max()) for k, name in enumerate("xy")),
            self._reading("", None, lengths.max()),
            region=lower,
        )

    def _reading(self, name: str, axis: int | None, widest: float) -> ReadOut:
        """Return a partial at the point that walks, or the gradient's length there."""
        field, way = self.params.field, rests(self.params.field, self.params.at, self.params.map)[1]

        def value() -> float:
            gradient = field.gradient(way.at(self.gone.get_value()))
            return float(np.linalg.norm(gradient) if axis is None else gradient[axis])

        return ReadOut(
            "norm(nabla f)" if axis is None else f"frac(partial f, partial {name})",
            value,
            color=name or "gradient",
            places=places_for(widest),
            colors=COLORS,
            widest=-widest,
        )

    def _build_lists(self) -> None:
        """Make the gradients of two, three and hundreds of inputs, as numbers and as bars."""
        self.top, head, body = BELOW_TITLE.rows(0.5, 0.12, 0.38, gap=SNUG)
        left, right = self.top.columns(0.5, 0.5, gap=WIDE)
        solid, inside = self.params.solid, self.params.inside
        self.lists = VGroup(
            listed("f", self.params.field, self.params.at, left),
            listed("g", solid, inside, right),
        )
        values = knob_gradient()
        knobs = f"(L_(w_1), L_(w_2), dots, L_(w_({len(values)})))"
        self.many_name = math(f"nabla L = {knobs}", colors=COLORS)
        place(self.many_name, head)
        self.strip = Bars(values, body)


def _grow(thing: Any, share: float) -> None:
    thing.grow(EASED(share))
