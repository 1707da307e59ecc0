"""Segment 8: where nothing changes, and why the gradient stands at a right angle to it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import LEFT, Create, FadeIn, FadeOut, ReplacementTransform, VGroup, VMobject
from pydantic import Field, ValidationInfo, field_validator

from mathcore.arrays import Window
from scenes.kit.arrows import DirectionArrow, GradientArrow
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.crossings import DrawnAngle, LevelGap, UnitCell, screen_point, screen_vector
from scenes.kit.formulas import fitted, formula, number
from scenes.kit.from_above import lay_under, rise_above
from scenes.kit.layout import AIRY, SIDE, SNUG, STAGE, Region, place, stack
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.levels import LevelCurves
from scenes.kit.map_levels import map_window, room_for_curve
from scenes.kit.marks import PointDot, RightAngle, TangentLine
from scenes.kit.narration import Fact
from scenes.kit.numbers import Number
from scenes.kit.params import FieldSpec, PlaceParams, Point, WindowSpec, spec
from scenes.kit.plates import Plated
from scenes.kit.readout import Boxed, ReadOut, ReadOuts
from scenes.kit.relief import Relief, places_for, relief
from scenes.kit.slices import DropLine
from scenes.kit.slopes import Slope
from scenes.kit.space import Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_levels import Level, LevelPlane, LiftedContours
from scenes.kit.space_lines import BOLD
from scenes.kit.space_marks import point_on_floor, point_on_surface
from scenes.kit.states import Heading
from scenes.kit.stretching import Reframe, StretchingPlane, flattened
from scenes.kit.surface import SurfacePlot
from scenes.kit.theme import theme
from scenes.kit.timing import ARRIVING, BRIEF, EASED, QUICK, SLOW, STEADY, SWEEP, SWEEPING
from scenes.kit.typography import LABEL, TICK, TITLE, Typeset, math, text
from scenes.kit.walking import Walker
from scenes.kit.windows import window_around

ELEVATION = 32.0
AZIMUTHS = (-60.0, -120.0, -35.0, -145.0)
CLOSER = 1.2
OPENED = 0.12
"""Opacity of the surface above the cut."""

FLATTENED = 0.5
"""How long a unit of y is drawn when the scales are unequal, a unit of x being 1."""

PROOF, READINGS = SIDE.rows(0.66, 0.34, gap=AIRY)
"""The side column while one walks: what is proved, and what is measured meanwhile."""

OURS, QUIET = 6.0, 1.8
"""Strokes of the level curve that is walked, and of the others meanwhile."""

STRIDE = 0.1
"""Share of the walk that is gone while position is given a name."""

VELOCITY, TANGENT = 1.1, 2.2
"""Drawn length of the velocity, and of the tangent either way, in scene units."""

ONCE_ROUND = 2.4 * SWEEP

COLORS = {
    "f": "value", "c": "value", "x": "x", "y": "y", "nabla f": "gradient", "r'": "tangent",
}  # fmt: skip


UNEVEN_GROUND = {
    "narrow": "Here they are narrow: the same climb on a short way, so the ground is steep.",
    "wide": "Here they are wide: a long way for the same climb.",
    "moral": "Close curves, long gradient.",
}
EVEN_GROUND = {
    "narrow": "Here is one.",
    "wide": "Here is another, just as wide.",
    "moral": "Even gaps, the same gradient everywhere.",
}
"""What is said of the gaps where they differ, and where they don't."""


class LevelCurvesSegment(LectureScene):
    """Along a level curve nothing changes, and the gradient is perpendicular to it."""

    question = "Where does nothing change?"

    class Params(PlaceParams):
        """The function, the place from which one walks, and about how many levels the map has."""

        field: FieldSpec = spec("x**3 - 3*x + y**2")
        at: Point = (0, 1)
        window: WindowSpec | None = Window((-2, 2.9), (-2.25, 2.25))
        levels: int = Field(10, ge=4, le=20)

        @property
        def shown(self) -> Window:
            """The part of input space on the map, at most twice as long as wide."""
            chosen = self.window or room_for_curve(self.field, self.at, window_around(self.at))
            return map_window(chosen)

        @field_validator("at")
        @classmethod
        def _has_a_level_direction(
            cls, at: tuple[float, float], info: ValidationInfo
        ) -> tuple[float, float]:
            field = info.data.get("field")
            if field is not None:
                steepness = float(np.linalg.norm(field.gradient(at)))
                if steepness <= 1e-9 * float(np.linalg.norm(field.hessian(at))):
                    raise ValueError(
                        f"the gradient of {field.text} is zero at {list(at)}, so no direction "
                        "there is level; choose a point where it is not zero"
                    )
            return at

        @field_validator("levels")
        @classmethod
        def _can_be_mapped(cls, levels: int, info: ValidationInfo) -> int:
            field, at = info.data.get("field"), info.data.get("at")
            if field is not None and at is not None and "window" in info.data:
                window = info.data["window"] or room_for_curve(field, at, window_around(at))
                _ = relief(field, at, map_window(window), levels).pair
            return levels

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the point, its height, the step, two gradients' lengths and the drawn angle."""
        land = relief(params.field, params.at, params.shown, params.levels)
        steep, gentle, _ = land.pair
        places = places_for(steep.length)
        crooked = abs(land.crooked_angle - 90) > 1
        return {
            "a": Number(params.at[0]),
            "b": Number(params.at[1]),
            "c": Number(land.here),
            "step": Number(land.step),
            "steep_length": Number(steep.length, places),
            "gentle_length": Number(gentle.length, places),
            **(EVEN_GROUND if land.even else UNEVEN_GROUND),
            "angle": Number(land.crooked_angle, 0),
            "aside": "" if crooked else ", because this curve runs along an axis",
            "looks": "looks wrong" if crooked else "survives",
            "journey": "once round" if land.walk.round_trip else "along the curve and back",
        }

    @beat(
        """Imagine you stand on a hillside. <hill>You want to take a walk, but go neither up nor
        down. Which way can you go?"""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self._build_space()
        self.space.stand_alone()
        self.until("hill")
        here = (self.axes, self.surface, self.dot)
        self.title = settle_question(self, card, self.question, arriving=here)

    @beat(
        """This landscape shows <surface>the height f, over a floor of inputs. We stand <point>at x
        equals {a}, y equals {b}, and the height is <height>{c}."""
    )
    def stand_on_the_hillside(self) -> None:
        self.play(self.space.make_room(), run_time=STEADY)
        self.until("surface")
        self.play(FadeIn(self.name), run_time=BRIEF)
        self.until("point")
        self.play(FadeIn(self.foot), Create(self.drop), run_time=QUICK)
        self.until("height")
        self.play(FadeIn(self.height), run_time=QUICK)

    @beat(
        """Cut the landscape <plane>with a horizontal plane at our height. It cuts the surface
        <curve>in a curve, and all along it the height is {c}. Let the curve <fall>fall to the
        floor. There it marks all inputs <set>where f equals c: a level set."""
    )
    def cut_at_our_height(self) -> None:
        self.until("plane")
        self.surface.divide(self.level)
        self.play(FadeIn(self.pane), run_time=QUICK)
        self.until("curve")
        self.play(self.surface.animate.fade_front(OPENED), Create(self.cut), run_time=STEADY)
        self.until("fall")
        self.add(self.ours)
        self.play(self.ours.animate.set_drop(1.0), run_time=STEADY)
        self.until("set")
        self.play(FadeIn(self.level_set), run_time=QUICK)

    @beat(
        """Now cut at many heights, <levels>always one step of {step} apart, and let <fall>all the
        curves fall. Rise above them, <rise>until you look straight down. What remains is a
        <map>flat map, drawn in level curves."""
    )
    def let_them_fall(self) -> None:
        self.play(self.surface.animate.fade_front(1.0), FadeOut(self.pane), run_time=QUICK)
        self.surface.divide(None)
        self.until("levels")
        self.play(Create(self.family), run_time=STEADY)
        self.until("fall")
        self.play(
            self.family.animate.set_drop(1.0),
            *(FadeOut(m) for m in (self.cut, self.drop, self.dot)),
            run_time=SLOW,
        )
        self.until("rise")
        self.play(
            rise_above(self.space, self.zoom_to_map),
            FadeOut(self.surface),
            *(FadeOut(m) for m in (self.height, self.level_set)),
            run_time=SLOW,
            rate_func=EASED,
        )
        # A surface that has faded out is solid again, though not on screen: it must hide nothing.
        for drawn in (self.family, self.ours, self.foot):
            drawn.behind = None
        self.until("map")
        self.play(
            *(FadeIn(m) for m in (self.plane, self.curves, self.spot)),
            FadeOut(self.axes),
            run_time=QUICK,
        )
        # The map's curves now lie exactly on those of the floor.
        self.remove(self.family, self.ours, self.foot)

    @beat(
        """The numbers on them are heights. From each curve to the next, the height changes
        <step>by the same {step}."""
    )
    def step_from_curve_to_curve(self) -> None:
        self._build_spacing()
        self.play(FadeIn(self.labels), FadeOut(self.spot), run_time=QUICK)
        self.until("step")
        self.play(FadeIn(self.equal_step), run_time=QUICK)

    @beat(
        """Now look at the gaps. <steep>{narrow} The gradient has <long>length {steep_length}.
        <gentle>{wide} The gradient has <short>length {gentle_length}. {moral}"""
    )
    def read_the_gaps(self) -> None:
        for mark, then, pack, row in zip(
            ("steep", "gentle"), ("long", "short"), self.places, self.lengths[:2], strict=True
        ):
            self.until(mark)
            self.play(Create(pack[0]), FadeIn(pack[1]), run_time=BRIEF)
            self.until(then)
            self.play(FadeIn(pack[2]), FadeIn(row), run_time=QUICK, rate_func=ARRIVING)
        self.play(FadeIn(self.lengths[2]), run_time=BRIEF)

    @beat(
        """And which way does the gradient point? <walk>Walk along our level curve. At time t you
        are <position>at [r(t)](r of t). You never leave the curve, so f of
        [r(t)](r of t) <constant>stays equal to c."""
    )
    def walk_on_the_curve(self) -> None:
        self._build_walk()
        clear_away(self, keep=[self.title, self.plane, self.curves])
        others = VGroup(*(c for c in self.curves.curves if c.level != self.land.here))
        self.play(FadeIn(self.traveller), others.animate.set_stroke(width=QUIET), run_time=BRIEF)
        self.until("walk")
        self.play(FadeIn(self.height_now), run_time=BRIEF)
        self.play(
            self.walker.animate.walk_to(self.stride_end),
            run_time=self.time_to("position", at_least=SLOW),
            rate_func=EASED,
        )
        self.play(FadeIn(self._bring_along(self.position)[0]), run_time=BRIEF)
        self.until("constant")
        self.play(FadeIn(self.proof[0]), run_time=QUICK)

    @beat(
        """Differentiate <both>both sides by t. The right side is constant, so its derivative is
        zero. On the left, the chain rule gives the <chain>gradient, dotted with the
        <velocity>velocity. That product is zero."""
    )
    def differentiate(self) -> None:
        self._bring_along(self.gradient, self.velocity)
        self.until("both")
        self.play(FadeOut(self.height_now), run_time=BRIEF)
        self.play(FadeIn(self.proof[1]), run_time=QUICK)
        self.until("chain")
        self.play(
            FadeOut(self.position), FadeIn(self.gradient), FadeIn(self.proof[2]), run_time=QUICK
        )
        self.until("velocity")
        self.play(FadeIn(self.velocity), run_time=QUICK)

    @beat(
        """And a dot product of zero means <right>a right angle. Wherever the gradient is not zero,
        it is perpendicular to the level curve. Watch it go <go>{journey}. The gradient grows,
        shrinks and turns. The product stays zero, and the right angle stays right."""
    )
    def keep_the_right_angle(self) -> None:
        self._bring_along(self.tangent, self.corner, self.readings)
        self.until("right")
        self.play(
            FadeIn(self.tangent), FadeIn(self.corner), FadeIn(self.perpendicular), run_time=QUICK
        )
        self.play(FadeIn(self.readings[0]), FadeIn(self.readings[1]), run_time=QUICK)
        self.until("go")
        self._go_all_the_way(max(ONCE_ROUND, self.time_left()))

    @beat(
        """One warning. Both axes must have the same scale. Draw y <squash>at half its scale, and
        on screen the angle is <angle>{angle} degrees{aside}. But the product is still zero. What
        changed is the picture: this square <square>is now flat, for a unit of y is drawn shorter
        than a unit of x. With <back>equal scales, the right angle is back."""
    )
    def stretch_the_axes(self) -> None:
        self._build_warning()
        self.play(
            self.walker.animate.walk_to(self.crooked_at),
            FadeIn(self.cell),
            run_time=STEADY,
        )
        self._bring_along(self.arc, self.readings)
        self.play(
            *(FadeIn(m) for m in (self.arc, self.readings[2])), FadeOut(self.corner), run_time=BRIEF
        )
        self.until("squash")
        carried = (self.curves, self.cell)
        home = self.plane.plot
        self.play(
            Reframe(self.plane, flattened(home, FLATTENED), carrying=carried),
            run_time=SLOW,
            rate_func=EASED,
        )
        self.until("square")
        self.play(self.cell.animate.emphasize(), run_time=BRIEF)
        self.until("back")
        self.play(Reframe(self.plane, home, carrying=carried), run_time=STEADY, rate_func=EASED)
        self.play(
            *(FadeOut(m) for m in (self.arc, self.readings[2], self.cell)),
            FadeIn(self._bring_along(self.corner)[0]),
            run_time=BRIEF,
        )

    @beat(
        """So where does nothing change? <along>Along the level curves. And the gradient stands
        <right>at a right angle to them, the longer, the closer they lie. That solves our second
        puzzle."""
    )
    def answer(self) -> None:
        conclusion = Boxed(VGroup(math("nabla f perp { f = c }", colors=COLORS, size=TITLE)))
        place(conclusion, SIDE)
        self.play(
            *(FadeOut(m) for m in (self.proof, *self.readings[:2])),
            self.perpendicular.animate.move_to(conclusion),
            run_time=QUICK,
        )
        self.until("along")
        self.play(ReplacementTransform(self.perpendicular, conclusion), run_time=QUICK)
        self.until("right")
        self._go_all_the_way(self.time_left(at_least=SLOW), share=STRIDE)

    # -- what is seen ----------------------------------------------------------------------

    @property
    def land(self) -> Relief:
        """The map's levels and ways, as computed."""
        params = self.params
        return relief(params.field, params.at, params.shown, params.levels)

    def _build_space(self) -> None:
        """Make the map first, then the landscape in space so that seen from above it is the map."""
        field, at, land = self.params.field, self.params.at, self.land
        self._build_map()
        self.space = Space(land.window, land.box, region=STAGE, elevation=ELEVATION)
        self.zoom_to_map = lay_under(self.space, self.plane)
        self.surface = SurfacePlot(self.space, field)
        self.space.view.look(azimuth=self._clearest_azimuth(), zoom=CLOSER)
        self.heading = Heading(at, (1.0, 0.0))
        self.axes = SpaceAxes(self.space)
        behind = self.surface
        self.drop = DropLine(self.space, field, self.heading, behind=behind)
        self.foot = point_on_floor(self.space, self.heading, behind=behind)
        self.dot = point_on_surface(self.space, field, self.heading, behind=behind)
        self.level = Level(land.here)
        self.pane = LevelPlane(self.space, self.level)
        others = [level for level in land.levels if level != land.here]
        self.cut, self.ours = (
            LiftedContours.of_levels(
                self.space, field, [land.here], behind=behind, color="value", width=BOLD
            )
            for _ in range(2)
        )
        self.family = LiftedContours.of_levels(self.space, field, others, behind=behind)
        self.name = fitted(
            f"f(x, y) = {formula(field.expression)}", colors=COLORS, width=SIDE.width
        )
        self.height = math(
            f"f({number(at[0])}, {number(at[1])}) = {number(land.here)}", colors=COLORS
        )
        self.level_set = VGroup(
            math("{ (x, y) : f(x, y) = c }", colors=COLORS),
            math(f"c = {number(land.here)}", colors=COLORS),
        )
        stack([self.name, self.height, *self.level_set], SIDE, gap=AIRY, align="left")

    def _clearest_azimuth(self) -> float:
        """Return the azimuth from which most of our level curve on the surface is in sight."""
        land, space = self.land, self.space
        points = space.at(land.walk.curve.points, land.here + 1e-3 * land.step)
        hidden = []
        for azimuth in AZIMUTHS:
            space.view.look(azimuth=azimuth)
            hidden.append(float(self.surface.occluder().hides(points, space.projection.eye).mean()))
        return AZIMUTHS[int(np.argmin(np.round(hidden, 1)))]

    def _build_map(self) -> None:
        """Make the flat map: the plane, its level curves in the landscape's colours, our place."""
        field, land = self.params.field, self.land
        self.plane = StretchingPlane(land.window, flattest=FLATTENED)
        self.curves = LevelCurves(self.plane, field, land.levels)
        low, high = land.box
        for curve in self.curves.curves:
            curve.set_stroke(theme().level_color((curve.level - low) / (high - low)))
        self.curves.curve(land.here).set_stroke(theme().value, width=OURS)
        self.spot = PointDot(self.plane, self.params.at, subject="where we stand")

    def _build_spacing(self) -> None:
        """Make what shows that close curves mean a long gradient, at a steep and a gentle place."""
        steep, gentle, scale = self.land.pair
        places = places_for(steep.length)
        rows, self.places = [], []
        for name, slope in (("P", steep), ("Q", gentle)):
            self.places.append(self._place_on_map(name, slope, scale))
            rows.append(
                ReadOut(
                    f"norm(nabla f({name}))", slope.length, places=places, colors=COLORS,
                    widest=steep.length,
                )
            )  # fmt: skip
        self.lengths = ReadOuts(*rows)
        self.equal_step = math(f"Delta c = {number(self.land.step)}", colors={"Delta c": "value"})
        note = _scale_note(scale)
        under = Region(SIDE.left, SIDE.bottom, SIDE.right, float(self.name.get_bottom()[1]) - AIRY)
        stack([self.equal_step, self.lengths, note], under, gap=AIRY, align="top-left")
        self.lengths.add(note)
        taken = [
            part.points[:, :] for pack in self.places for part in pack.family_members_with_points()
        ]
        self.labels = self.curves.labels(avoid=np.concatenate(taken))
        for label in self.labels:
            label[1].set_fill(theme().ink)  # the ramp's ends are too faint for digits
        for pack in self.places:
            pack[2].set_z_index(1)

    def _place_on_map(self, name: str, slope: Slope, scale: float) -> VGroup:
        """Return the way to the next level, the place with its letter, and the gradient there."""
        field = self.params.field
        gap = LevelGap(self.plane, field, slope)
        dot = PointDot(self.plane, slope.at, subject=f"place {name}")
        arrow = GradientArrow(self.plane, field, slope.at, scale=scale)
        gradient = field.gradient(slope.at)
        # Between the arrow and the curve, which are at right angles to each other.
        aside = (gradient[0] - gradient[1], gradient[1] + gradient[0])
        letter = Plated(math(name, size=LABEL)).beside(
            self.plane, slope.at, aside, within=self.plane.plot
        )
        return VGroup(gap, VGroup(dot, letter), arrow)

    def _build_walk(self) -> None:
        """Make the one who walks, the vectors that go along, and the lines of the proof."""
        field, land = self.params.field, self.land
        way = land.walk
        self.walker = Walker(way.curve, way.start)
        reach = (way.high - way.low) if way.round_trip else (way.high - way.start)
        self.stride_end = way.start + 2 * STRIDE * reach
        walker, plane = self.walker, self.plane

        self.traveller = PointDot(plane, lambda: walker.at, subject="walker").follow(
            lambda: walker.at
        )
        self.position = Plated(math("r(t)", size=LABEL)).follow(
            plane, lambda: walker.at, lambda: -walker.gradient
        )
        self.gradient = GradientArrow(plane, field, lambda: walker.at, scale=way.scale).follow()
        unit = float(np.linalg.norm(plane.vector_to_screen((1.0, 0.0))))
        self.velocity = DirectionArrow(
            plane, lambda: walker.at, lambda: walker.velocity, scale=VELOCITY / unit,
            color="tangent",
        ).follow()  # fmt: skip
        self.tangent = TangentLine(plane, field, lambda: walker.at, reach=TANGENT).follow(
            lambda: walker.at
        )
        corner = screen_point(plane, lambda: walker.at)
        uphill = screen_vector(plane, lambda: walker.gradient * way.scale)
        ahead = screen_vector(plane, lambda: walker.velocity * VELOCITY / unit)
        self.corner = RightAngle(corner, uphill, ahead).follow()
        self.arc = DrawnAngle(corner, ahead, uphill).follow()
        self.height_now = ReadOut(
            "f(r(t))", lambda: float(field(walker.at)), colors=COLORS, color="value"
        )
        self.proof = VGroup(
            math("f(r(t)) = c", colors=COLORS),
            math("frac(d, d t) f(r(t)) = 0", colors=COLORS),
            math("nabla f(r(t)) dot r'(t) = 0", colors=COLORS),
        )
        self.perpendicular = Boxed(VGroup(math("nabla f perp r'", colors=COLORS)))
        stack([*self.proof, self.perpendicular], PROOF, gap=SNUG * 1.4, align="top-left")
        self.height_now.move_to(self.proof[1], aligned_edge=LEFT)
        lengths = np.linalg.norm(
            field.gradient(way.curve.at(np.linspace(way.low, way.high, 60))), axis=1
        )
        angle = ReadOut('"angle drawn"', lambda: self.arc.degrees, places=0, widest=180)
        self.readings = ReadOuts(
            ReadOut(
                "nabla f dot r'", lambda: float(walker.gradient @ walker.velocity), colors=COLORS
            ),
            ReadOut(
                "norm(nabla f)", lambda: float(np.linalg.norm(walker.gradient)),
                places=places_for(lengths.max()), colors=COLORS, widest=float(lengths.max()),
            ),
            angle,
            gap=SNUG, region=READINGS,
        )  # fmt: skip
        angle.add(text("°").next_to(angle.figure, buff=0.06))

    def _build_warning(self) -> None:
        """Make the square, and find where the angle will look wrong."""
        self.cell = UnitCell(self.plane, away_from=self.walker.at)
        now = float(self.walker.get_value())
        there = self.land.crooked_at
        if self.walker.curve.closed:
            length = self.walker.curve.length
            there += length * round((now - there) / length)
        self.crooked_at = there

    def _bring_along(self, *followers: VMobject) -> tuple[VMobject, ...]:
        """Bring what follows the walker to where it is: what is not on screen doesn't follow."""
        for follower in followers:
            follower.update()
        return followers

    def _go_all_the_way(self, seconds: float, *, share: float = 1.0) -> None:
        """Walk once round, or to both ends and back to where one is."""
        way, now = self.land.walk, float(self.walker.get_value())
        if way.round_trip:
            stops = [now + share * way.curve.length]
        elif share < 1:
            stops = [way.high if way.high - now > now - way.low else way.low]
            stops = [now + 2 * share * (stops[0] - now)]
        else:
            stops = [way.high, way.low, way.start]
        legs = [abs(b - a) for a, b in zip([now, *stops], stops, strict=False)]
        for stop, leg in zip(stops, legs, strict=True):
            if leg > 0:
                self.play(
                    self.walker.animate.walk_to(stop),
                    run_time=seconds * leg / sum(legs),
                    rate_func=SWEEPING,
                )


def _scale_note(scale: float) -> Typeset:
    """Return the remark that gradients are drawn at a scale of their own."""
    return math(f'"arrow length" = {number(scale)} norm(nabla f)', size=TICK, color="muted")
