"""Segment 7: which way is steepest, and how steep: turning on the spot, a shadow, a cosine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    UpdateFromAlphaFunc,
    VGroup,
)
from pydantic import ValidationInfo, field_validator

from mathcore.arrays import Array, Window
from mathcore.exact import exact_rate
from scenes.kit.bars import Bars
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.equal_steps import ANGLES, climbs, telling_length, turned_from_gradient
from scenes.kit.formulas import fitted, number, point
from scenes.kit.layout import AIRY, BELOW_TITLE, SNUG, Region, place, stack
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.map_levels import round_scale
from scenes.kit.narration import Fact
from scenes.kit.numbers import Coordinates, Number
from scenes.kit.params import Direction, FieldSpec, PlaceParams, Point, spec
from scenes.kit.profile import Profile
from scenes.kit.rate_plot import FLAT, places_for
from scenes.kit.rate_words import equals, rate_in_words, with_exact
from scenes.kit.readout import Boxed, ReadOut, ReadOuts, plated
from scenes.kit.shadow_map import ShadowMap
from scenes.kit.slices import DropLine, direction_arrow, point_on_floor, point_on_surface
from scenes.kit.space import Heading, Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_labels import pin
from scenes.kit.space_lines import SpacePath
from scenes.kit.space_marks import FloorArrow, SpacePoint
from scenes.kit.space_view import choose_view
from scenes.kit.surface import SurfacePlot
from scenes.kit.timing import BRIEF, EASED, QUICK, SLOW, STEADY, SWEEP, SWEEPING
from scenes.kit.turning import FULL_TURN, Climb, Plate, TangentRing, TangentStaff
from scenes.kit.typography import LABEL, TICK, TITLE, Typeset, math

HILL, BESIDE = BELOW_TITLE.columns(0.54, 0.46, gap=AIRY)
MAP, BELOW = BESIDE.rows(0.65, 0.35, gap=SNUG)
NUMBER, LINES = BELOW.rows(0.25, 0.75, gap=SNUG)
PLOT, FIGURE = BESIDE.rows(0.84, 0.16, gap=SNUG)
"""The hillside at the left; at the right what is seen from above or from the side, and measured."""

REACH = 1.45
"""Half the side of the window: room for a step of length one in any direction."""

ELEVATION, CLOSER, HEIGHT, LIFT = 26.0, 1.36, 0.6, 0.34
OVER = 1.25
"""Heights shown above and below the point, as a multiple of the gradient's length."""

GLASSY = 0.4
"""Opacity of the surface when staff and ring are to be seen through it."""

SHORTEST, ON_FLOOR = 0.8, 1.35
"""Lengths between which the gradient is as it is on the floor, u being one long."""

BEYOND_TIP = 0.1

BENT_GROUND = "But the ground bends, and a slope holds only at its point."
EVEN_GROUND = "And so it is, for this ground is even."
"""What is said of the climb and the loss of the same step."""

SHORTENED = ", which the floor shows shorter"

COLORS = {
    "f": "value",
    "x": "x",
    "y": "y",
    "h": "step",
    "bold(u)": "direction",
    "nabla f": "gradient",
}
KNOWN = "D_bold(u) f = nabla f dot bold(u)"
PRODUCT = "{{ D_bold(u) f = nabla f dot bold(u) : dot }}"
LENGTHS = "{{ = norm(nabla f) norm(bold(u)) cos theta : lengths }}"
RULE = "D_bold(u) f = norm(nabla f) cos theta"
CAUCHY_SCHWARZ = "abs(nabla f dot bold(u)) <= norm(nabla f) norm(bold(u))"
ANSWER = "max_bold(u) D_bold(u) f = norm(nabla f)"
WHERE = '"steepest at" quad bold(u) = frac(nabla f, norm(nabla f))'
CLIMBED = "f(bold(a) + h bold(u)) - f(bold(a))"


class SteepestAscent(LectureScene):
    """The rate along u is the gradient's length times a cosine, so it is greatest along it."""

    question = "Which way is steepest, and how steep?"

    class Params(PlaceParams):
        """The function, the point, and the direction that is faced first."""

        field: FieldSpec = spec("x*exp(y)")
        at: Point = (2, 0)
        direction: Direction = (6, 1)

        @property
        def shown(self) -> Window:
            """The window about the point in which one can step by one in any direction."""
            return self.window or Window.around(self.at, REACH)

        @property
        def gradient(self) -> Array:
            """The gradient at the point."""
            return self.field.gradient(self.at)

        @property
        def steepness(self) -> float:
            """The gradient's length."""
            return float(np.linalg.norm(self.gradient))

        @field_validator("at")
        @classmethod
        def _is_no_level_ground(
            cls, at: tuple[float, float], info: ValidationInfo
        ) -> tuple[float, float]:
            field = info.data.get("field")
            if field is not None and float(np.linalg.norm(field.gradient(at))) < FLAT:
                raise ValueError(
                    f"the gradient of {field.text} is zero at {list(at)}, so no way is steepest "
                    "there; choose a point where it is not zero"
                )
            return at

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the place, the gradient and its length, the first rate, and the steps' climbs."""
        step = telling_length(params.field, params.at)
        climbed = climbs(params.field, params.at, step)
        best, worst = Number(float(climbed[0])), Number(float(-climbed[-1]))
        first = params.gradient @ np.array(params.direction) / np.linalg.norm(params.direction)
        return {
            "at": Coordinates.of(params.at),
            "gradient": Coordinates.of(params.gradient.tolist()),
            "rate": Number(float(first)),
            "steepness": Number(params.steepness),
            "exact": rate_in_words(params.field, params.at, params.gradient.tolist()),
            "step": Number(step),
            "best": best,
            "worst": worst,
            "promised": Number(step * params.steepness),
            "bend": EVEN_GROUND if best.shown == worst.shown else BENT_GROUND,
            "shortened": "" if _floor_scale(params.steepness) == 1 else SHORTENED,
        }

    @beat(
        """On a hillside, every direction <hill>has a slope of its own. <ways>Some ways go up, some
        go down. Which one is steepest, and how steep is it?"""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self._build_hill()
        self.space.stand_alone()
        self.until("hill")
        here = (self.axes, self.surface, *self.place)
        self.title = settle_question(self, card, self.question, arriving=here)
        self.until("ways")
        self.play(FadeIn(self.u), run_time=BRIEF)
        self.play(
            self.heading.animate.turn_by(FULL_TURN),
            run_time=self.time_left(at_least=SLOW),
            rate_func=SWEEPING,
        )

    @beat(
        """We stand at {at}, and look along u, <way>an arrow of length one. Lay <staff>a staff along
        the ground, the way we look: the tangent. <tip>At its tip, one step out, it has
        climbed <rise>{rate}: the directional derivative."""
    )
    def lay_down_a_staff(self) -> None:
        self.until("way")
        self.play(FadeIn(self.u_name), run_time=BRIEF)
        self.until("staff")
        self.play(self.surface.animate.set_fill(opacity=GLASSY), run_time=BRIEF)
        self.play(Create(self.staff), run_time=QUICK)
        self.until("tip")
        self.play(self.space.make_room(), run_time=STEADY)
        self.play(Create(self.run), run_time=BRIEF)
        self.until("rise")
        self.play(Create(self.rise), FadeIn(self.profile), FadeIn(self.figure), run_time=QUICK)

    @beat(
        """Now turn <turn>on the spot, once all the way round. The staff turns with us. It tilts up,
        then it lies level, then it points down, and up again. Its tip draws a tilted ring.
        <highest>One point of the ring is highest. Which way is that?"""
    )
    def turn_on_the_spot(self) -> None:
        self.ring.follow_turn()
        self.play(FadeIn(self.floor_ring), run_time=BRIEF)
        self.until("turn")
        self.add(self.ring)
        self.play(
            self.heading.animate.turn_by(FULL_TURN),
            run_time=self.time_to("highest", at_least=SWEEP),
            rate_func=SWEEPING,
        )
        self.ring.complete()
        self.until("highest")
        self.play(FadeIn(self.plate), FadeIn(self.top), run_time=QUICK)

    @beat(
        """We know that the slope is <dot>a dot product: the gradient, dotted with u. So look
        <above>at these two arrows from above. Here is u. <gradient>Here is the gradient,
        {gradient}{shortened}. And between the two is <theta>the angle theta."""
    )
    def see_two_arrows(self) -> None:
        flat = self.map
        clear_away(self, self.figure, self.profile, self.u_name)
        self.until("dot")
        self.play(FadeIn(self.known), run_time=QUICK)
        self.until("above")
        self.play(
            *(FadeIn(part) for part in (flat.plane, flat.circle, flat.here, flat.u, flat.u_name)),
            run_time=QUICK,
        )
        self.until("gradient")
        self.play(
            Create(self.floor_gradient),
            *(FadeIn(p) for p in (flat.gradient, flat.gradient_name, self.given, self.floor_name)),
            run_time=QUICK,
        )
        self.until("theta")
        self.play(FadeIn(flat.arc), FadeIn(flat.theta), run_time=QUICK)

    @beat(
        """The dot product <lengths>is the length of the gradient, times the length of u, times the
        cosine of theta. But u <one>has length one. So the slope is <rule>the length of the gradient
        times the cosine of theta."""
    )
    def find_the_cosine(self) -> None:
        self.play(
            FadeOut(self.given),
            ReplacementTransform(self.known, self.product.part("dot")),
            run_time=QUICK,
        )
        self.until("lengths")
        self.play(FadeIn(self.product.part("lengths")), run_time=QUICK)
        self.until("rule")
        self.play(FadeIn(self.rule), run_time=QUICK)

    @beat(
        """You can see it. Drop a line from the tip of the gradient, <drop>at a right angle to u.
        What it cuts off is <shadow>the shadow of the gradient on u, and it is as long as the slope.
        Turn u, <turn>and the shadow grows and shrinks; when it falls backward, it counts as
        minus. But it is one leg of a right triangle whose longest side is the gradient, so it is
        never longer <never>than that. This is the inequality of Cauchy and <names>Schwarz."""
    )
    def cast_a_shadow(self) -> None:
        flat = self.map
        for follower in (flat.perpendicular, flat.corner, flat.shadow):
            follower.update()
        clear_away(self, flat.theta, flat.arc, flat.u_name, flat.gradient_name, self.product)
        self.until("drop")
        self.play(Create(flat.perpendicular), FadeIn(flat.corner), run_time=QUICK)
        self.until("shadow")
        self.play(Create(flat.shadow), FadeIn(self.readings), run_time=QUICK)
        self.until("turn")
        self.add(flat.begin_trace())
        self._bring_to_front()
        self.play(
            self.heading.animate.turn_by(FULL_TURN),
            run_time=self.time_to("never", at_least=SWEEP),
            rate_func=SWEEPING,
        )
        self.until("names")
        self.play(FadeOut(self.rule), FadeIn(self.inequality), run_time=QUICK)

    @beat(
        """So turn u <max>onto the gradient. The shadow is the whole gradient, the cosine is one,
        and no slope is larger: <steepness>{exact}, the length of the gradient. <min>Turn right
        about. Now it is just as steep, but down. And <zero>at a right angle, there is no shadow at
        all. The slope is zero."""
    )
    def find_the_extremes(self) -> None:
        leaving = (self.inequality, self.map.trace)
        self.play(*(FadeOut(part) for part in leaving), run_time=BRIEF)
        self.until("max")
        self._turn_from_gradient(0.0)
        self.until("steepness")
        self.play(FadeIn(self.extremes[0]), run_time=BRIEF)
        self.until("min")
        self._turn_from_gradient(180.0)
        self.play(FadeIn(self.extremes[1]), run_time=BRIEF)
        self.until("zero")
        self._turn_from_gradient(90.0)
        self.play(FadeIn(self.extremes[2]), run_time=BRIEF)

    @beat(
        """Check it with real steps. Look <fan>five ways, turned further and further from the
        gradient, and each time <length>take a step of {step}. This <bars>is what they climb. Along
        the gradient, most: <best>{best}. At a right angle, next to nothing. Straight back,
        we lose <worst>{worst}. The slope alone says <promised>{promised}, either way. {bend}"""
    )
    def take_equal_steps(self) -> None:
        clear_away(
            self, keep=[self.title, self.axes, self.surface, *self.place, self.floor_gradient]
        )
        self._build_steps()
        self.until("fan")
        self.play(FadeIn(self.bars.grow(0.0)), run_time=BRIEF)
        for arrow, name, angle in zip(self.fan, self.names, self.angles, strict=True):
            self.play(Create(arrow), FadeIn(name), FadeIn(angle), run_time=BRIEF)
        self.until("length")
        self.play(FadeIn(self.measured), run_time=BRIEF)
        self.until("bars")
        self.play(UpdateFromAlphaFunc(self.bars, _grow), run_time=STEADY)
        for mark, which in (("best", 0), ("worst", -1)):
            self.until(mark)
            self.play(FadeIn(self.heights[which]), run_time=BRIEF)
        self.until("promised")
        self.play(FadeIn(self.promised), run_time=QUICK)

    @beat(
        """So which way is steepest? <way>Along the gradient. And how steep is it? <length>As steep
        as the gradient is long. That solves our first puzzle."""
    )
    def answer(self) -> None:
        clear_away(
            self, keep=[self.title, self.axes, self.surface, *self.place, self.floor_gradient]
        )
        self.heading.turn_to(self.params.gradient)
        lines = VGroup(
            math(WHERE, colors=COLORS, size=TITLE), math(ANSWER, colors=COLORS, size=TITLE)
        )
        stack(lines, BESIDE.inset(AIRY), gap=AIRY, align="center")
        boxed = Boxed(lines, gap=AIRY)
        scene = (self.floor_ring, self.plate, self.ring)
        self.play(*(FadeIn(part) for part in scene), run_time=QUICK)
        self.until("way")
        way, steepness = lines
        self.play(FadeIn(self.floor_name), FadeIn(way), Create(self.staff), run_time=QUICK)
        self.until("length")
        self.play(
            *(Create(part) for part in (self.run, self.rise)),
            *(FadeIn(part) for part in (steepness, boxed.box)),
            run_time=STEADY,
        )

    # -- what is seen ----------------------------------------------------------------------

    def _build_hill(self) -> None:
        """Make the hillside with staff and ring, and the map beside it that turns with it."""
        field, at, window = self.params.field, self.params.at, self.params.shown
        here, steepness = float(field(at)), self.params.steepness
        heights = (here - OVER * steepness, here + OVER * steepness)
        self.space = space = Space(
            window, heights, region=HILL, elevation=ELEVATION, height=HEIGHT, lift=LIFT
        )
        azimuth = choose_view(field, window, at, self.params.gradient)
        space.view.look(azimuth=azimuth, zoom=CLOSER)
        self.heading = heading = Heading(at, self.params.direction)
        self.axes = SpaceAxes(space)
        self.surface = behind = SurfacePlot(space, field)
        self.place = VGroup(
            point_on_floor(space, heading, behind=behind),
            DropLine(space, field, heading, behind=behind),
            point_on_surface(space, field, heading, behind=behind),
        )
        self.u = direction_arrow(space, heading, behind=behind)
        self.u_name = plated(math("bold(u)", color="direction", size=LABEL))
        pin(self.u_name, space, lambda: space.on_floor(heading.along(0.6)), toward=(0.0, -1.0))
        self.staff = TangentStaff(space, field, heading, behind=behind)
        self.run, self.rise = (
            Climb(space, field, heading, part, behind=behind) for part in ("run", "rise")
        )
        self.slope = VGroup(self.staff, self.run, self.rise)
        self.ring = TangentRing(space, heading, field, start=heading.angle, behind=behind)
        self.plate = Plate(self.ring)
        highest = self.ring.highest()
        below = space.on_floor(highest[:2])
        self.top = VGroup(
            SpacePath(space, [np.linspace(highest, below, 40)], color="gradient", behind=behind),
            SpacePoint(space, lambda: highest, color="gradient", behind=behind,
                       subject="highest point of the ring"),
        )  # fmt: skip
        self.floor_ring = TangentRing(
            space, heading, None, level=space.box.floor, color="direction", behind=behind
        )
        scale = _floor_scale(steepness)
        arrow = FloorArrow(space, at, scale * self.params.gradient, behind=behind)
        factor = "" if scale == 1 else f"{number(scale)} thin "
        name = plated(math(f"{factor} nabla f", color="gradient", size=LABEL))
        tip = space.on_floor(np.array(at) + scale * self.params.gradient)
        pin(name, space, tip, toward=(1.0, 0.3))
        self.floor_gradient, self.floor_name = arrow, name
        self.on_floor = VGroup(arrow, name)
        self._build_map()

    def _build_map(self) -> None:
        """Make what stands at the right: the two arrows from above, formulas and numbers."""
        self.map = flat = ShadowMap(self.params.field, self.heading, MAP)
        width, steepness = BELOW.width, self.params.steepness
        gradient = self.params.gradient
        self.given = fitted(
            f"nabla f {point(self.params.at)} {equals(gradient)} {point(gradient)}",
            colors=COLORS,
            width=width,
        )
        place(self.given, LINES)
        self.known = place(math(KNOWN, colors=COLORS), NUMBER)
        self.product = fitted(f"{PRODUCT} {LENGTHS}", colors=COLORS, width=width)
        self.rule = Boxed(VGroup(math(RULE, colors=COLORS)))
        place(self.product, NUMBER)
        place(self.rule, LINES)
        style: dict[str, Any] = {"colors": COLORS, "widest": -steepness}
        places = places_for(steepness, least=3)
        self.figure = ReadOut("D_bold(u) f", flat.rate, places=places, color="value", **style)
        place(self.figure, FIGURE, align="top")
        self.profile = Profile(flat.rate, steepness, PLOT)
        self.readings = ReadOuts(
            ReadOut("D_bold(u) f", flat.rate, places=places, color="value", **style),
        )
        place(self.readings, NUMBER)
        self.inequality = Boxed(VGroup(math(CAUCHY_SCHWARZ, colors=COLORS)))
        place(self.inequality, LINES)
        self.extremes = self._extremes(LINES)

    def _extremes(self, region: Region) -> VGroup:
        """Return the three lines: along the gradient, straight back, at a right angle."""
        steepness = self.params.steepness
        exact = exact_rate(self.params.field, self.params.at, self.params.gradient)
        largest = with_exact(exact, steepness)
        rows = {"0": f"norm(nabla f) {largest}", "180": "-norm(nabla f)", "90": "0"}
        lines = VGroup(
            *(
                math(f"theta = {angle} degree: quad {rate}", colors=COLORS)
                for angle, rate in rows.items()
            )
        ).arrange(DOWN, aligned_edge=LEFT, buff=SNUG)
        return place(lines, region)

    def _turn_from_gradient(self, degrees: float) -> None:
        """Turn u, the short way, until it is so far from the gradient, counter-clockwise."""
        goal = np.radians(self.map.start + degrees)
        self.play(
            self.heading.animate.turn_to((np.cos(goal), np.sin(goal))),
            run_time=STEADY,
            rate_func=EASED,
        )

    def _bring_to_front(self) -> None:
        """Keep the arrows and the point over the traced circle."""
        flat = self.map
        self.add(flat.gradient, flat.u, flat.shadow, flat.here)

    def _build_steps(self) -> None:
        """Make the fan of five steps, in space and on a map, and the bars of what they climb."""
        field, at = self.params.field, self.params.at
        length = telling_length(field, at)
        ways = turned_from_gradient(field, at)
        space, behind = self.space, self.surface
        self.fan = [FloorArrow(space, at, way, color="direction", behind=behind) for way in ways]
        self.names = [plated(math(f"{angle:.0f} degree", size=TICK)) for angle in ANGLES]
        for name, way in zip(self.names, ways, strict=True):
            tip = space.on_floor(np.array(at) + way)
            pin(name, space, tip, toward=_away(space, at, way), gap=BEYOND_TIP)
        self.steps = VGroup(*self.fan, *self.names)
        top, body, names = BESIDE.inset(AIRY).rows(0.13, 0.75, 0.12, gap=SNUG)
        said = f"{CLIMBED} : quad h = {number(length)}"
        self.measured = place(fitted(said, colors=COLORS, width=top.width), top)
        self.bars = Bars(climbs(field, at, length), body, colors="value", figures=True)
        self.heights = self.bars.figures
        self.bars.remove(self.heights)
        self.promised = self._promise(body, length * self.params.steepness)
        self.angles = VGroup(
            *(
                math(f"{angle:.0f} degree", size=LABEL).move_to((middle, names.center[1], 0.0))
                for angle, middle in zip(ANGLES, self.bars.middles, strict=True)
            )
        )

    def _promise(self, body: Region, climb: float) -> Typeset:
        """Return what the slope alone says, over the zero line, where no bars stand."""
        aside = Region(
            self.bars.middles[1] + self.bars.half + SNUG, self.bars.zero_at, body.right, body.top
        )
        return place(
            fitted(f"h norm(nabla f) = {number(climb)}", colors=COLORS, width=aside.width), aside
        )


def _floor_scale(steepness: float) -> float:
    """Return the scale at which the gradient is drawn on the floor, u being one long."""
    if SHORTEST <= steepness <= ON_FLOOR:
        return 1.0
    return round_scale(ON_FLOOR / steepness)


def _grow(bars: Any, share: float) -> None:
    bars.grow(EASED(share))


def _away(space: Space, at: tuple[float, float], way: Array) -> Array:
    """Return where a vector on the floor points on screen: ``(2,)``."""
    start, end = space.to_screen(space.on_floor(np.stack([np.array(at), np.array(at) + way])))
    return np.asarray((end - start)[:2])
