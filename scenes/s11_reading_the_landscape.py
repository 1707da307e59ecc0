"""Segment 11: minimum, maximum, saddle, plateau, valley: what a map warns a descent of."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import Create, FadeIn, FadeOut, VGroup
from pydantic import Field, ValidationInfo, field_validator

from mathcore.arrays import Array, MathError, Window
from mathcore.critical import find_critical_points, read
from mathcore.descent import descend
from mathcore.fields import ScalarField
from mathcore.gallery import known
from mathcore.levels import value_range
from mathcore.neuron import HiddenNeuron, ink_reader
from mathcore.trajectory import Trajectory
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.ink_intro import InkIntro
from scenes.kit.landmark_tiles import Site, Tile, tiles
from scenes.kit.landscape import Landscape, equal_levels
from scenes.kit.layout import AIRY, BELOW_TITLE, SNUG, place
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.loss_plot import LossPlot
from scenes.kit.marks import PointDot
from scenes.kit.narration import Fact
from scenes.kit.numbers import Number
from scenes.kit.panels import filling
from scenes.kit.params import FieldSpec, Point, Positive, SegmentParams, WindowSpec, spec
from scenes.kit.place_verdict import COLORS, Verdict, curvature_source, slope_source
from scenes.kit.readout import Boxed
from scenes.kit.terrain import Terrain, terrain
from scenes.kit.timing import BRIEF, EVEN, QUICK, SLOW, STEADY, SWEEP, SWEEPING
from scenes.kit.typography import math

UPPER, STRIP = BELOW_TITLE.rows(0.84, 0.16, gap=SNUG)
RELIEF, CHART = UPPER.columns(0.5, 0.5, gap=SNUG)
"""Surface and map of the landscape, and the strip in which a place is judged."""

_, FIVE, BELOW = BELOW_TITLE.rows(0.06, 0.68, 0.26, gap=SNUG)
"""The row of all landmarks, and the answer under it."""

SIDES = Window((-3.0, 3.0), (-2.0, 2.0))
"""The part of the weights' space to look at, before it is widened to fill its region."""

STEPS, WANDERING = 40, 50
"""Steps of the descents that start in several places, and of the one that meets the saddle."""

NAMES = (
    "zeros", "ones", "twos", "threes", "fours", "fives", "sixes", "sevens", "eights", "nines",
)  # fmt: skip

PLATEAU_WINDOW = Window((-2.2, 2.2), (-2.2, 2.2))
EVEN_LEVELS, CURVES = 3, 5
FEW, MANY = (-2, 2), 2.0
"""The curves of a valley: heights above its bottom that grow by a factor, from one to the other
power, the start's height being power 0."""

FLEEING, STRAYING, BOUNCING = (0.1, 60), (0.2, 40), 40
"""Step size and most steps at a maximum and on a plateau; most steps in a valley."""

STARTS = ((-2.6, 0.3), (-0.4, -2.0), (0.5, 0.4), (2.4, -0.3))
NEARBY = 0.05
"""How far from a maximum its descents start, as a share of its window."""


class ReadingTheLandscape(LectureScene):
    """Contours, gradient and the Hessian's eigenvalues tell where a descent will get stuck."""

    question = "What does the map warn me of?"

    class Params(SegmentParams):
        """Two digits and a pixel for the real loss; a hill, a plateau and a valley to compare."""

        digits: tuple[int, int] = (1, 0)
        pixel: int = Field(36, ge=0, le=63)
        starts: tuple[Point, Point, Point, Point] | None = None
        step: Positive = 0.1
        hill: FieldSpec = spec("cos(x) + cos(y)")
        hill_window: WindowSpec = Window((-2, 2), (-2, 2))
        plateau: FieldSpec = spec("1 - exp(-x**2 - y**2)")
        plateau_starts: tuple[Point, Point] = ((2, 1.6), (-1, 0.9))
        valley: FieldSpec = known("rosenbrock").field
        valley_window: WindowSpec = Window((-1.7, 1.7), (-0.7, 2))
        valley_start: Point = (-1.2, 1)
        valley_step: Positive = 0.0025

        @property
        def neuron(self) -> HiddenNeuron:
            """The neuron that tells the two digits apart."""
            return ink_reader(*self.digits, self.pixel)

        @property
        def land(self) -> Terrain:
            """Its loss, over the part of the weights' space on the map."""
            return terrain(self.neuron, filling(SIDES, CHART))

        @property
        def begun_at(self) -> tuple[Point, ...]:
            """Where the descents start, if not told: in the valleys and beside them."""
            mirrored = 1.0 if self.neuron.correlation > 0 else -1.0
            return self.starts or tuple((mirrored * w, v) for w, v in STARTS)

        @property
        def valley_levels(self) -> tuple[float, ...]:
            """Levels whose heights above the valley's bottom grow by a factor."""
            bottom = float(self.valley(_critical(self.valley, self.valley_window, "minimum")))
            rise = float(self.valley(self.valley_start)) - bottom
            return tuple((bottom + rise * MANY ** np.arange(*FEW)).tolist())

        @property
        def plateau_levels(self) -> tuple[float, ...]:
            """Levels in equal steps, which leave a plateau empty."""
            levels = np.linspace(*value_range(self.plateau, PLATEAU_WINDOW), EVEN_LEVELS + 2)
            return tuple(levels[1:-1].tolist())

        @field_validator("pixel")
        @classmethod
        def _has_the_landmarks(cls, pixel: int, info: ValidationInfo) -> int:
            if "digits" in info.data:
                try:
                    neuron = ink_reader(*info.data["digits"], pixel)
                except MathError as error:
                    raise ValueError(str(error)) from None
                problem = terrain(neuron, filling(SIDES, CHART)).problem()
                if problem:
                    ones, zeros = info.data["digits"]
                    raise ValueError(
                        f"with pixel {pixel} and the digits {ones} and {zeros} {problem}"
                    )
            return pixel

        @field_validator("starts")
        @classmethod
        def _stand_on_the_surface(
            cls, starts: tuple[Point, ...] | None, info: ValidationInfo
        ) -> tuple[Point, ...] | None:
            if starts and {"digits", "pixel"} <= info.data.keys():
                neuron = ink_reader(*info.data["digits"], info.data["pixel"])
                land = terrain(neuron, filling(SIDES, CHART))
                for start in starts:
                    loss = float(land.field(start))
                    if not land.window.contains(start) or loss > land.heights[1]:
                        raise ValueError(
                            f"{list(start)} is not on the surface that is shown, where w and v "
                            f"lie in {list(land.window.x)} and {list(land.window.y)} and the loss "
                            f"is at most {land.heights[1]:.3g}"
                        )
            return starts

        @field_validator("hill_window", "valley_window")
        @classmethod
        def _has_its_landmark(cls, window: Window, info: ValidationInfo) -> Window:
            name = str(info.field_name).removesuffix("_window")
            kind = {"hill": "maximum", "valley": "minimum"}[name]
            if name in info.data:
                field: ScalarField = info.data[name]
                if not any(p.kind == kind for p in find_critical_points(field, window)):
                    raise ValueError(f"{field.text} has no {kind} in this window; show another")
            return window

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the digits, how many images, eigenvalues, and how long the descent hesitates."""
        land = params.land
        low, high = land.minima[0].eigenvalues
        return {
            "ones": NAMES[params.digits[0]],
            "zeros": NAMES[params.digits[1]],
            "n": Number(len(params.neuron)),
            "ratio": Number(round(high / low)),
            "shelf": Number(land.shelf(land.hesitant(params.step, WANDERING))),
        }

    @beat(
        """A map shows the direction of every descent. Before we set out, it also announces
        difficulties."""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self.hold(self.time_left() - STEADY)
        self.title = settle_question(self, card, self.question)

    @beat(
        """Take a real loss. A single neuron is to tell handwritten <images>{ones} from {zeros}, by
        <pixel>one pixel, x. Its answer is <answer>v, times the hyperbolic tangent of w times x. So
        there are two knobs, w and v."""
    )
    def meet_the_neuron(self) -> None:
        intro = InkIntro(self.params.digits, self.params.pixel, BELOW_TITLE.inset(AIRY))
        self.until("images")
        self.play(*(FadeIn(image) for image in intro.images), run_time=STEADY)
        self.until("pixel")
        self.play(*(Create(frame) for frame in intro.frames), run_time=QUICK)
        self.until("answer")
        self.play(FadeIn(intro.answer), run_time=QUICK)

    @beat("""Over {n} images, <surface>this is its loss: the surface, and <map>its map.""")
    def see_its_loss(self) -> None:
        clear_away(self, keep=[self.title])
        land = self.params.land
        self.land = Landscape(
            land.field,
            land.window,
            land.heights,
            land.levels,
            (RELIEF, CHART),
            azimuth=land.azimuth,
        )
        self.until("surface")
        self.play(*(FadeIn(part) for part in self.land.relief), run_time=STEADY)
        self.until("map")
        self.play(*(FadeIn(part) for part in self.land.chart), run_time=STEADY)

    @beat(
        """Where curves <closed>close round a point, look at the gradient. Here it <zero>vanishes.
        And both eigenvalues of the Hessian are <positive>positive: the ground rises every way.
        It's a <minimum>minimum. But the curve is a long, thin one: one eigenvalue is {ratio} times
        the other. This is a <valley>narrow valley."""
    )
    def read_the_minimum(self) -> None:
        place_of = self.params.land.minima[0].point
        self.verdict = Verdict(self.land.field, place_of, "minimum", STRIP)
        closed = self.land.curves.curve(self.land.curves.levels[0])
        self.spot = PointDot(self.land.plane, place_of, subject="minimum")
        self.until("closed")
        self.play(
            self.land.curves.animate.highlight(closed.level, dim=False),
            FadeIn(self.spot),
            run_time=QUICK,
        )
        self._judge("zero", "positive", "minimum")
        self.until("valley")
        self.play(self.land.curves.animate.calm(), run_time=QUICK)

    @beat(
        """And here, curves <cross>cross. The gradient <zero>vanishes as well. But one eigenvalue is
        <negative>negative: downhill that way, uphill the other. It's a <saddle>saddle."""
    )
    def read_the_saddle(self) -> None:
        land = self.params.land
        clear_away(self, self.verdict, self.spot)
        saddle = land.saddle.point
        self.verdict = Verdict(self.land.field, saddle, "saddle", STRIP)
        self.spot = PointDot(self.land.plane, saddle, subject="saddle")
        self.until("cross")
        self.play(
            self.land.curves.animate.highlight(land.pass_height, dim=False),
            FadeIn(self.spot),
            run_time=QUICK,
        )
        self._judge("zero", "negative", "saddle")

    @beat(
        """Start in several places. Every descent <run>falls into a valley, and then creeps along
        its floor. Which of the two minima it is bound for depends on where it started."""
    )
    def start_in_several_places(self) -> None:
        self.play(
            FadeOut(self.verdict),
            FadeOut(self.spot),
            self.land.curves.animate.calm(),
            run_time=QUICK,
        )
        land, params = self.params.land, self.params
        self.descents = [
            self.land.descent(land.walk(start, params.step, STEPS), subject=f"descent {k + 1}")
            for k, start in enumerate(params.begun_at)
        ]
        self.play(*(FadeIn(descent) for descent in self.descents), run_time=QUICK)
        self.until("run")
        self.play(
            *(d.path.animate.go_to(d.path.steps) for d in self.descents),
            run_time=self.time_left(at_least=SWEEP),
            rate_func=EVEN,
        )

    @beat(
        """Now start between the two. The descent <toward>runs toward the saddle, and the gradient
        gets shorter and shorter. For {shelf} steps, the loss <shelf>hardly changes. That looks
        like the end. But it was only <leave>slow: it leaves the saddle sideways, and falls."""
    )
    def slow_down_at_the_saddle(self) -> None:
        land, params = self.params.land, self.params
        slow = self.land.descent(land.hesitant(params.step, WANDERING), subject="slow descent")
        plot = LossPlot(
            slow.path, RELIEF, ceiling=land.heights[1], names=('"step"', "L"), color="value"
        )
        clear_away(self, *self.descents, *self.land.relief)
        self.play(FadeIn(plot), FadeIn(slow.path), FadeIn(slow.dot), run_time=QUICK)
        near = land.nearest_step(slow.path.trajectory)
        self.until("toward")
        self.play(slow.path.animate.go_to(near), run_time=self.time_to("leave"), rate_func=EVEN)
        self.until("leave")
        self.play(
            slow.path.animate.go_to(slow.path.steps),
            run_time=self.time_left(at_least=SLOW),
            rate_func=EVEN,
        )

    @beat(
        """Three more signs. Closed curves again, but both eigenvalues <maximum>negative: that's a
        maximum. Descents flee from it. Hardly any curves at all: that's a <plateau>plateau. The
        gradient is almost zero, though nothing is reached. One descent gets home, the other
        stalls. And curves <valley>crowded on both sides: a narrow valley. There, steps bounce from
        wall to wall."""
    )
    def meet_three_more(self) -> None:
        clear_away(self, keep=[self.title])
        shown = self._three_more()
        self.three = VGroup(*shown)
        for tile, mark in zip(shown, ("maximum", "plateau", "valley"), strict=True):
            self.play(FadeIn(tile.chart), *(FadeIn(head) for head in tile.heads), run_time=BRIEF)
            self.add(*tile.paths, *tile.heads)
            self.until(mark)
            self.play(FadeIn(tile.title), FadeIn(tile.said), run_time=BRIEF)
            self.play(
                *(path.animate.go_to(path.steps) for path in tile.paths),
                run_time=SWEEP,
                rate_func=SWEEPING,
            )

    @beat(
        """So what does the map warn me of? Where the gradient <zero>vanishes, the eigenvalues tell
        a minimum from a maximum and from a saddle. And where it's merely <small>small, or curves
        crowd together, a descent will be slow."""
    )
    def answer(self) -> None:
        clear_away(self, keep=[self.title])
        shown = self._all_five()
        self.five = VGroup(*shown)
        told = math('nabla f = 0 : quad "look at" lambda', colors=COLORS)
        box = place(Boxed(VGroup(told)), BELOW)
        self.play(*(FadeIn(tile.chart) for tile in shown), run_time=STEADY)
        self.until("zero")
        self.play(
            *(FadeIn(part) for tile in shown[:3] for part in (tile.title, tile.said)),
            FadeIn(box),
            run_time=QUICK,
        )
        self.until("small")
        self.play(
            *(FadeIn(part) for tile in shown[3:] for part in (tile.title, tile.said)),
            run_time=QUICK,
        )

    # -- what is seen ----------------------------------------------------------------------

    def _judge(self, zero: str, signs: str, word: str) -> None:
        """Show the three parts of a verdict at their marks."""
        parts = (self.verdict.slope, self.verdict.curvatures, self.verdict.word)
        for mark, part in zip((zero, signs, word), parts, strict=True):
            self.until(mark)
            self.play(FadeIn(part), run_time=BRIEF)

    def _three_more(self) -> list[Tile]:
        """Return the maps of a maximum, a plateau and a valley, with descents."""
        params = self.params
        top = _critical(params.hill, params.hill_window, "maximum")
        aside = NEARBY * params.hill_window.size * np.array([1, 0.6])
        fleeing = tuple(self._flee(top + way * aside) for way in (1, -1))
        strays = tuple(
            descend(params.plateau, s, rule=STRAYING[0], max_steps=STRAYING[1])
            for s in params.plateau_starts
        )
        bounce = descend(
            params.valley, params.valley_start, rule=params.valley_step, max_steps=BOUNCING
        )
        stalled = read(params.plateau, strays[0].end)
        bottom = _critical(params.valley, params.valley_window, "minimum")
        return tiles(
            [
                Site("maximum", params.hill, params.hill_window,
                     curvature_source(read(params.hill, top)), descents=fleeing),
                Site("plateau", params.plateau, PLATEAU_WINDOW,
                     slope_source(params.plateau, stalled), levels=params.plateau_levels,
                     descents=strays),
                Site("narrow valley", params.valley, params.valley_window,
                     curvature_source(read(params.valley, bottom)),
                     levels=params.valley_levels, descents=(bounce,)),
            ],
            BELOW_TITLE,
            gap=AIRY,
        )  # fmt: skip

    def _flee(self, start: Array) -> Trajectory:
        """Return the descent from beside a maximum, as far as it stays in the window."""
        hill, window = self.params.hill, self.params.hill_window
        step, most = FLEEING
        walk = descend(hill, start, rule=step, max_steps=most, window=window)
        inside = int(window.contains(walk.points).sum()) - 1
        return descend(hill, start, rule=step, max_steps=inside)

    def _all_five(self) -> list[Tile]:
        """Return the maps of all landmarks, each with its sign."""
        params, land = self.params, self.params.land
        bowl, real = known("bowl"), Window((-1.2, 1.2), (-1.2, 1.2))
        crossing = equal_levels(land.pass_height, land.lowest, land.heights[1], below=2)
        return tiles(
            [
                Site("minimum", bowl.field, bowl.window, "lambda_1, lambda_2 > 0"),
                Site("maximum", params.hill, params.hill_window, "lambda_1, lambda_2 < 0"),
                Site("saddle", land.field, real, "lambda_1 < 0 < lambda_2", levels=crossing),
                Site(
                    "plateau",
                    params.plateau,
                    PLATEAU_WINDOW,
                    "norm(nabla f) approx 0",
                    levels=params.plateau_levels,
                ),
                Site(
                    "valley",
                    params.valley,
                    params.valley_window,
                    "lambda_1 lt.double lambda_2",
                    # On a small map all of them would run into each other.
                    levels=params.valley_levels[::2],
                ),
            ],
            FIVE,
            count=CURVES,
        )


def _critical(field: ScalarField, window: Window, kind: str) -> Array:
    """Return the first critical point of a kind in a window, ``(2,)``."""
    found = next(p for p in find_critical_points(field, window) if p.kind == kind)
    return np.array(found.point)
