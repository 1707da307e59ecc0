"""Segment 11: minimum, maximum, saddle, plateau, valley: what a map warns a descent of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from manim import Create, FadeIn, FadeOut, LaggedStart, ReplacementTransform, VGroup
from manim.constants import DOWN, UP

from mathcore.arrays import Window
from mathcore.contours import choose_levels
from mathcore.descent import descend
from mathcore.fields import ScalarField
from mathcore.gallery import known
from mathcore.levels import value_range
from mathcore.trajectory import Trajectory
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.enlarged import Enlarged
from scenes.kit.formulas import fitted
from scenes.kit.ink_intro import InkIntro
from scenes.kit.landmark_params import (
    CHART,
    INMOST,
    PLATEAU_WINDOW,
    RELIEF,
    STRIP,
    LandmarkParams,
)
from scenes.kit.landmark_tiles import Site, Tile, tiles
from scenes.kit.landscape import Landscape, equal_levels
from scenes.kit.layout import AIRY, BELOW_TITLE, SNUG, place
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.loss_plot import LossPlot
from scenes.kit.marks import PointDot
from scenes.kit.narration import Fact
from scenes.kit.numbers import Number
from scenes.kit.panels import filling
from scenes.kit.place_verdict import COLORS, Verdict
from scenes.kit.readout import Boxed
from scenes.kit.space_view import height_range
from scenes.kit.timing import BRIEF, EVEN, LAG, QUICK, SLOW, STEADY, SWEEP, SWEEPING
from scenes.kit.typography import math

_, FIVE, BELOW = BELOW_TITLE.rows(0.01, 0.76, 0.23, gap=SNUG)
"""The row of all landmarks, and the answer under it."""

STEPS, WANDERING = 40, 50
"""Steps of the descents that start in several places, and of the one that meets the saddle."""

IN_THE_BOWL = (-1.2, 1.5)
"""Where the descent to a plain minimum starts."""

LOWER = 0.7
"""How much lower the maps of all places stand while they have no names."""

HIGHEST = 2.0
"""Up to which multiple of the heights on the surface the losses of a descent are shown."""

WALLS = 4.0
"""How high the walls of the valley are shown: as a multiple of the height of a descent's start."""

CURVES = 5
"""About so many level curves on a small map."""

NAMES = (
    "zeros", "ones", "twos", "threes", "fours", "fives", "sixes", "sevens", "eights", "nines",
)  # fmt: skip

LOSS = 'L(w, v) = "mean of" (v tanh(w x) - y)^2'
LOSS_COLORS = {"w": "w", "x": "x", "L": "value"}

ROSENBROCK = "This one is Rosenbrock's, a classic test for descents. "


class ReadingTheLandscape(LectureScene):
    """Contours, gradient and the Hessian's eigenvalues tell where a descent will get stuck."""

    question = "What does the map warn me of?"

    class Params(LandmarkParams):
        """Two digits and a pixel for the real loss; a hill, a plateau and a valley to compare."""

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the digits, how many images, eigenvalues, and how long the descent hesitates."""
        land = params.land
        low, high = land.minima[0].eigenvalues
        gentle, steep = params.bottom.eigenvalues
        return {
            "ones": NAMES[params.digits[0]],
            "zeros": NAMES[params.digits[1]],
            "n": Number(len(params.neuron)),
            "ratio": Number(round(high / low)),
            "shelf": Number(land.shelf(land.hesitant(params.step, WANDERING))),
            "outcome": params.outcome,
            "named": ROSENBROCK if params.is_rosenbrock else "",
            "steepness": Number(round(steep / gentle)),
        }

    @beat(
        """A map shows the direction of every descent. <announced>Before we set out, it also
        announces difficulties. In five places, five descents <run>set out. Which of them will be
        held up, and how does one tell?"""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self.hold(self.time_to("announced") - STEADY)
        self.title = settle_question(self, card, self.question)
        # Without their names they stand in the middle; with them, at the end, higher.
        self.tiles = self._all_five()
        self.five = VGroup(*self.tiles).shift(LOWER * DOWN)
        self.until("announced")
        arriving = [p for tile in self.tiles for p in (tile.chart, *tile.paths, *tile.heads)]
        self.play(LaggedStart(*(FadeIn(part) for part in arriving), lag_ratio=LAG), run_time=SLOW)
        paths = [path for tile in self.tiles for path in tile.paths]
        self.until("run")
        self.play(
            *(path.animate.go_to(path.steps) for path in paths),
            run_time=self.time_left(at_least=SWEEP),
            rate_func=EVEN,
        )

    @beat(
        """Take a real loss. <images>A single neuron is to tell handwritten {ones} from {zeros}, by
        <pixel>one pixel, x. Its answer is <answer>v, times the hyperbolic tangent of w times x. So
        there are two knobs, w and v."""
    )
    def meet_the_neuron(self) -> None:
        clear_away(self, keep=[self.title])
        intro = self.intro = InkIntro(
            self.params.digits, self.params.pixel, BELOW_TITLE.inset(AIRY)
        )
        self.until("images")
        self.play(*(FadeIn(image) for image in intro.images), run_time=STEADY)
        self.until("pixel")
        self.play(*(Create(frame) for frame in intro.frames), run_time=QUICK)
        self.until("answer")
        self.play(FadeIn(intro.answer), run_time=QUICK)

    @beat(
        """The answer should be <plus>plus one for {ones}, <minus>minus one for {zeros}. Its squared
        <error>error, on average over {n} images, <loss>is the loss. <surface>This is its surface,
        and <map>this its map."""
    )
    def see_its_loss(self) -> None:
        intro = self.intro
        for mark, wanted in zip(("plus", "minus"), intro.wanted, strict=True):
            self.until(mark)
            self.play(FadeIn(wanted), run_time=BRIEF)
        formula = place(fitted(LOSS, colors=LOSS_COLORS), STRIP)
        self.until("error")
        self.play(ReplacementTransform(intro.answer, formula), run_time=STEADY)
        land = self.params.land
        self.land = Landscape(
            land.field,
            land.window,
            land.heights,
            land.levels,
            (RELIEF, CHART),
            azimuth=land.azimuth,
        )
        self.until("loss")
        clear_away(self, keep=[self.title, formula])
        self.until("surface")
        self.play(*(FadeIn(part) for part in self.land.relief), run_time=STEADY)
        self.until("map")
        self.play(*(FadeIn(part) for part in self.land.chart), run_time=STEADY)
        self.formula = formula

    @beat(
        """Where curves <closed>close round a point, look at the gradient. Here it <zero>vanishes.
        And both eigenvalues of the Hessian are <positive>positive: the ground rises every way.
        It's a <minimum>minimum. But the curve is a long, thin one: one eigenvalue is {ratio} times
        the other. This is a <valley>narrow valley."""
    )
    def read_the_minimum(self) -> None:
        place_of = self.params.land.minima[0].point
        clear_away(self, self.formula)
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
        ceiling = min(float(slow.path.trajectory.values[0]), HIGHEST * land.heights[1])
        plot = LossPlot(slow.path, RELIEF, ceiling=ceiling, names=('"step"', "L"), color="value")
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
        """Three more landscapes. On the first one, curves <closed>close again, and the gradient
        <zero>vanishes. But both eigenvalues are <negative>negative: the ground falls every way.
        It's a <maximum>maximum. Descents <flee>flee from it."""
    )
    def meet_the_maximum(self) -> None:
        clear_away(self, keep=[self.title])
        hill, top = self.params.hill, self.params.top.point
        land = self._landscape(hill, self.params.hill_window)
        self.verdict = Verdict(hill, top, "maximum", STRIP)
        self.spot = PointDot(land.plane, top, subject="maximum")
        self._show(land)
        self.until("closed")
        self.play(FadeIn(self.spot), run_time=QUICK)
        self._judge("zero", "negative", "maximum")
        self._send(land, self.params.fleeing, "flee")

    @beat(
        """Now to the second. Around a pit, there are hardly any <few>curves: the ground is flat.
        The gradient is almost <zero>zero, and so are the <flat>eigenvalues. Yet nothing is
        reached: it's a <plateau>plateau. <run>{outcome}"""
    )
    def meet_the_plateau(self) -> None:
        clear_away(self, keep=[self.title])
        strays = self.params.strays
        land = self._landscape(
            self.params.plateau, PLATEAU_WINDOW, levels=self.params.plateau_levels
        )
        self.verdict = Verdict(self.params.plateau, strays[0].end, "plateau", STRIP)
        self._show(land)
        self.until("few")
        self._judge("zero", "flat", "plateau")
        self._send(land, strays, "run")

    @beat(
        """Last, curves <crowded>crowded on both sides of a floor: a narrow valley. {named}At its
        <bottom>minimum, one eigenvalue is {steepness} times the other. Let's <enlarge>enlarge a
        descent. Its steps <bounce>bounce from wall to wall, and hardly advance along the floor."""
    )
    def meet_the_valley(self) -> None:
        clear_away(self, keep=[self.title])
        params = self.params
        window = filling(params.valley_window, CHART)
        part = params.bounces(RELIEF)
        valley = Enlarged(
            params.valley,
            (part, window),
            (params.valley_levels(part, least=INMOST), params.valley_levels(window)),
            (RELIEF, CHART),
            params.bouncing,
            subject="descent in the valley",
        )
        bottom = params.bottom.point
        verdict = Verdict(params.valley, bottom, "narrow valley", STRIP)
        walls = self._walls(window)
        self.play(*(FadeIn(item) for item in walls.relief), run_time=STEADY)
        self.play(*(FadeIn(item) for item in valley.chart), run_time=STEADY)
        self.until("bottom")
        self.play(
            FadeIn(PointDot(valley.planes[1], bottom, subject="minimum of the valley")),
            FadeIn(verdict),
            run_time=QUICK,
        )
        self.until("enlarge")
        leaving = (FadeOut(item) for item in walls.relief)
        self.play(Create(valley.frame), *leaving, run_time=QUICK)
        self.play(
            *(FadeIn(item) for item in (*valley.part, *valley.paths, *valley.dots)),
            run_time=QUICK,
        )
        self.until("bounce")
        self.play(
            *(path.animate.go_to(path.steps) for path in valley.paths),
            run_time=self.time_left(at_least=SWEEP),
            rate_func=EVEN,
        )

    @beat(
        """So what does the map warn me of? Where the gradient <zero>vanishes and no eigenvalue
        does, their signs tell a minimum from a maximum and from a saddle. And where it's merely
        <small>small, or curves crowd together, a descent will be slow."""
    )
    def answer(self) -> None:
        clear_away(self, keep=[self.title])
        shown = self.tiles
        self.five.shift(LOWER * UP)
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

    def _landscape(
        self, field: ScalarField, window: Window, *, levels: tuple[float, ...] | None = None
    ) -> Landscape:
        """Return surface and map of a field where those of the loss stand."""
        shown = filling(window, CHART)
        chosen = levels or tuple(choose_levels(field, shown, count=9).tolist())
        return Landscape(field, shown, height_range(field, shown), chosen, (RELIEF, CHART))

    def _walls(self, window: Window) -> Landscape:
        """Return the surface of the valley, its walls cut off not far above the descent's start."""
        params = self.params
        low, levels = params.bottom.value, params.valley_levels(window)
        top = low + WALLS * (float(params.valley(params.valley_start)) - low)
        shown = tuple(level for level in levels if level < top)
        return Landscape(params.valley, window, (low, top), shown, (RELIEF, CHART))

    def _show(self, land: Landscape) -> None:
        """Show the surface, then its map."""
        self.play(*(FadeIn(part) for part in land.relief), run_time=STEADY)
        self.play(*(FadeIn(part) for part in land.chart), run_time=STEADY)

    def _send(self, land: Landscape, walks: Sequence[Trajectory], mark: str) -> None:
        """Let descents run on surface and map from a mark to the end of the words."""
        made = [land.descent(walk, subject=f"descent {k + 1}") for k, walk in enumerate(walks)]
        self.until(mark)
        self.play(*(FadeIn(descent) for descent in made), run_time=BRIEF)
        self.play(
            *(d.path.animate.go_to(d.path.steps) for d in made),
            run_time=self.time_left(at_least=SLOW),
            rate_func=SWEEPING,
        )

    def _all_five(self) -> list[Tile]:
        """Return the maps of all landmarks, each with its sign."""
        params, land = self.params, self.params.land
        bowl, around = known("bowl"), Window((-1.2, 1.2), (-1.2, 1.2))
        top = value_range(land.field, around)[1]
        crossing = equal_levels(land.pass_height, land.lowest, top, below=2)
        return tiles(
            [
                Site(
                    "minimum",
                    bowl.field,
                    bowl.window,
                    "lambda_1, lambda_2 > 0",
                    descent=descend(bowl.field, IN_THE_BOWL, rule=params.step, max_steps=STEPS),
                ),
                Site(
                    "maximum",
                    params.hill,
                    params.hill_window,
                    "lambda_1, lambda_2 < 0",
                    descent=params.fleeing[0],
                ),
                Site(
                    "saddle",
                    land.field,
                    around,
                    "lambda_1 < 0 < lambda_2",
                    levels=crossing,
                    descent=land.hesitant(params.step, WANDERING),
                ),
                Site(
                    "plateau",
                    params.plateau,
                    PLATEAU_WINDOW,
                    "norm(nabla f) approx 0",
                    levels=params.plateau_levels,
                    descent=params.strays[0],
                ),
                Site(
                    "valley",
                    params.valley,
                    params.valley_window,
                    "lambda_1 lt.double lambda_2",
                    # On a small map all of them would run into each other.
                    levels=params.valley_levels(params.valley_window)[::2],
                    descent=params.bouncing,
                ),
            ],
            FIVE,
            count=CURVES,
        )
