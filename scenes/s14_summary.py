"""Segment 14: the central question answered in the pictures of the series, and the way walked."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import Create, FadeIn, FadeOut, ValueTracker, VGroup

from mathcore.arrays import Array
from mathcore.calculus import unit
from scenes.kit.arrows import DirectionArrow, GradientArrow, turning_scale
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.descent_path import DescentPath
from scenes.kit.direction_map import angle_of
from scenes.kit.formulas import number, vector
from scenes.kit.instruments import Instruments
from scenes.kit.knob_wall import KnobWall
from scenes.kit.layout import LEFT, RIGHT, Region, place
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.local_slice import LocalSlice
from scenes.kit.marks import RightAngle
from scenes.kit.narration import Fact
from scenes.kit.nudged_loss import answered_loss, into_answer, nudged_loss
from scenes.kit.numbers import Number
from scenes.kit.panels import BOTH, DATA, MAP, READINGS, DataPanel, Knobs, LossPanel
from scenes.kit.rate_plot import FULL_TURN, RatePlot
from scenes.kit.rewriting import Rewrite
from scenes.kit.summary_params import SummaryParams
from scenes.kit.timing import BRIEF, EASED, QUICK, SLOW, STEADY, SWEEP, SWEEPING
from scenes.kit.typography import TITLE, math
from scenes.kit.uses import cards, references

COLORS = {
    "w": "w", "b": "b", "L": "value", "c": "value", "f": "value", "nabla": "gradient",
    "bold(u)": "direction", "Delta w": "w", "Delta b": "b", "eta": "step",
}  # fmt: skip
OPENED = 0.2
"""Opacity of the surface before the slice, which would hide the tangent."""

NEARER = 1.35
"""Zoom onto the surface, which doesn't turn here."""

ALONG_W, ALONG_B = (1.0, 0.0), (0.0, 1.0)
QUARTER, HALF = 90.0, 180.0

DEFINITION = "nabla f = vec(frac(partial f, partial x_1), dots.v, frac(partial f, partial x_n))"


class Summary(LectureScene):
    """Partials, gradient, any direction, level curves, and the way down: one answer."""

    question = "How does a function answer?"

    class Params(SummaryParams):
        """The data, the start, the first film's nudge, and the size of the steps down (or None)."""

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the nudge, its rates and their limits, and how the walk down ends."""
        walk = params.descent
        return {
            **params.nudged_facts,
            "loss": Number(float(walk.values[0])),
            "steps": Number(len(walk) - 1),
            "final": Number(float(walk.values[-1])),
            "ending": (
                "No line does better."
                if params.arrives
                else "It is still on its way along the valley."
            ),
            "w_best": Number(float(params.best[0])),
            "b_best": Number(float(params.best[1])),
        }

    @beat(
        """We began with a question. Nudge the <nudge>inputs of a function: <ask>how does it
        answer? Now we can say it, in the pictures that we know."""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self.title = settle_question(self, card, self.question)
        pair = KnobWall(LEFT)
        self.play(FadeIn(pair), run_time=BRIEF)
        self.until("nudge")
        self.play(pair.animate.turn_all(1), run_time=STEADY, rate_func=EASED)
        self.until("ask")
        self.play(FadeIn(nudged_loss(RIGHT)), run_time=QUICK)

    @beat(
        """Nudge one input, and hold the others still. <slice>The surface becomes a slice, and the
        slope <slope>of its tangent is <partial>a partial derivative: how sensitive the function is
        to this one input. For w, our first nudge read <rate>{w_rate}. Its limit <w>is {w_partial}.
        For b, <turn>it is {b_partial}."""
    )
    def nudge_one_input(self) -> None:
        self._build_ground()
        ground = self.ground
        clear_away(self, keep=[self.title])
        shown = (ground.axes, ground.surface, ground.foot, ground.drop, ground.dot)
        self.play(*(FadeIn(part) for part in shown), run_time=QUICK)
        self.until("slice")
        ground.surface.divide(ground.heading)
        self.play(FadeIn(ground.pane), Create(ground.curve), run_time=STEADY)
        self.until("slope")
        self.play(ground.surface.animate.fade_front(OPENED), Create(ground.tangent), run_time=QUICK)
        self.until("partial")
        self.play(FadeIn(self.lines["partial"]), run_time=QUICK)
        self.until("rate")
        self.play(FadeIn(self.lines["nudged"]), run_time=QUICK)
        self.until("w")
        self.play(
            Rewrite(self.lines["partial"], self.lines["w"]),
            FadeOut(self.lines["nudged"]),
            run_time=QUICK,
        )
        self.until("turn")
        self.play(ground.heading.animate.turn_to(ALONG_B), run_time=STEADY)
        self.play(FadeIn(self.lines["b"]), run_time=QUICK)

    @beat(
        """Collect the partials of all inputs, <gather>and you have the gradient. It lives among
        the inputs, <arrow>and points where the function rises fastest."""
    )
    def collect_them(self) -> None:
        self._build_map()
        clear_away(self, keep=[self.title, self.lines["w"], self.lines["b"]])
        self.play(*(FadeIn(p) for p in (self.chart.plane, self.chart.curves)), run_time=QUICK)
        self.until("gather")
        self.play(
            Rewrite(self.lines["w"], self.lines["gradient"]),
            FadeOut(self.lines["b"]),
            FadeIn(self.lines["definition"]),
            run_time=STEADY,
        )
        self.until("arrow")
        self.play(FadeIn(self.chart.dot), FadeIn(self.gradient), run_time=QUICK)

    @beat(
        """In any other direction, along a unit vector u, the rate <rate>is the gradient dotted
        with u: the directional derivative. Turn u, <turn>and it follows a cosine. It is greatest
        along the gradient, and <zero>zero at right angles to it."""
    )
    def turn_to_any_direction(self) -> None:
        self.until("rate")
        self.play(
            FadeOut(self.lines["definition"]),
            FadeIn(self.u),
            FadeIn(self.lines["rate"]),
            run_time=QUICK,
        )
        wave = self.wave
        self.play(*(FadeIn(part) for part in (wave.plane, wave.figure, wave.now)), run_time=BRIEF)
        self.add(wave.curve)
        self.until("turn")
        self.play(
            self.turned.animate.set_value(FULL_TURN),
            run_time=self.time_to("zero", at_least=SWEEP),
            rate_func=SWEEPING,
        )
        self.until("zero")
        self.play(self.turned.animate.set_value(FULL_TURN - QUARTER), run_time=STEADY)

    @beat(
        """That way lies <level>the level curve, on which nothing changes. The gradient is
        <right>perpendicular to it."""
    )
    def stay_on_the_level(self) -> None:
        chart, start = self.chart, self.params.start
        level = float(self.params.fit.loss(start))
        self.until("level")
        self.play(chart.curves.animate.highlight(level, dim=False), run_time=QUICK)
        self.until("right")
        self.corner = RightAngle(
            lambda: chart.plane.to_screen(start),
            lambda: chart.plane.vector_to_screen(unit(self.params.slope)),
            lambda: chart.plane.vector_to_screen(self._way()),
        )
        self.play(FadeIn(self.corner), FadeIn(self.lines["level"]), run_time=QUICK)

    @beat(
        """So to lower the loss, <flip>turn round. Minus the gradient lowers it <fastest>fastest,
        per unit of distance. But only locally: take a step, and look again."""
    )
    def turn_round(self) -> None:
        self.until("flip")
        self.play(FadeOut(self.corner), self.chart.curves.animate.calm(), run_time=BRIEF)
        self.play(self.turned.animate.set_value(HALF), run_time=STEADY)
        self.until("fastest")
        self.play(
            FadeOut(self.u),
            FadeOut(self.gradient),
            FadeIn(self.downhill),
            FadeIn(self.lines["down"]),
            run_time=QUICK,
        )

    @beat(
        """And now our line can find its way. <walk>Each step turns both knobs a little, against
        the gradient. Down it goes, over the slope, <valley>and along the valley. After {steps}
        steps <there>the loss has come from {loss} down to {final}. {ending}"""
    )
    def walk_down(self) -> None:
        self._build_walk()
        clear_away(self, keep=[self.title, self.chart.plane, self.chart.curves, self.chart.dot])
        self.play(FadeIn(self.data), FadeIn(self.instruments), run_time=QUICK)
        self.add(self.knobs.w, self.knobs.b, self.data, self.chart, self.instruments)
        self.until("walk")
        self.play(FadeIn(self.path), FadeIn(self.chart.best), run_time=BRIEF)
        first = min(8, self.path.steps // 2)
        self.play(
            self.path.animate.go_to(first),
            run_time=self.time_to("valley", at_least=SLOW),
            rate_func=SWEEPING,
        )
        self.until("valley")
        self.play(
            self.path.animate.go_to(self.path.steps),
            run_time=self.time_to("there", at_least=SLOW),
            rate_func=EASED,
        )
        self.until("there")
        if self.params.arrives:
            self.play(FadeIn(self.best_line), run_time=QUICK)

    @beat(
        """Where is this used? <one>Partial derivatives tell which input matters. <two>Gradients
        train nearly every neural network. <three>Directional derivatives guide a line search. And
        <four>level curves let us read a landscape before we walk in it."""
    )
    def see_where_it_is_used(self) -> None:
        self._show_each(cards())

    @beat(
        """To read on, take <one>Stewart for the calculus. For machine learning, <two>Deisenroth,
        Faisal and Ong, <three>or the [MIT](M I T) course on matrix calculus. And for
        optimization, <four>Boyd and Vandenberghe. The chapters stand beside their names."""
    )
    def read_on(self) -> None:
        self._show_each(references())

    @beat(
        """So how does a function answer a small nudge? <answer>Nearly by its gradient, dotted with
        the nudge: the smaller the nudge, the nearer. And from where we stand, <down>minus the
        gradient lowers the loss fastest. That holds for <two>two knobs, <million>and for a
        million."""
    )
    def answer(self) -> None:
        clear_away(self, keep=[self.title])
        self.chart.shift(LEFT.center - MAP.center)
        self.path.shift(LEFT.center - MAP.center)
        asked, answered = nudged_loss(RIGHT), answered_loss(RIGHT)
        self.play(*(FadeIn(part) for part in (self.chart, self.path, asked)), run_time=QUICK)
        lines = answered.content
        self.until("answer")
        self.play(*into_answer(asked, answered), run_time=STEADY)
        self.play(FadeIn(lines[2]), run_time=BRIEF)
        self.until("down")
        self.play(FadeIn(lines[3:]), run_time=QUICK)
        self.add(answered)
        self.until("two")
        wall = KnobWall(LEFT)
        self.play(FadeOut(self.chart), FadeOut(self.path), FadeIn(wall), run_time=QUICK)
        self.until("million")
        self.play(wall.animate.see(2).turn_all(1), run_time=SWEEP, rate_func=EASED)

    # -- what is seen ----------------------------------------------------------------------

    def _build_ground(self) -> None:
        """Make the surface with its slice, and the lines of the column beside it."""
        fit, start = self.params.fit, self.params.start
        self.ground = LocalSlice(
            fit.loss, start, ALONG_W, self.params.window, region=BOTH, names=("w", "b", "L")
        )
        self.ground.space.view.look(zoom=NEARER)
        w, b = self.params.slope.tolist()
        sources = {
            "nudged": f"frac(Delta L, Delta w) = {number(float(self.params.rates[0]))}",
            "partial": "frac(partial L, partial w)",
            "w": f"frac(partial L, partial w) = {number(w)}",
            "b": f"frac(partial L, partial b) = {number(b)}",
            "gradient": f"nabla L = {vector([w, b])}",
            "definition": DEFINITION,
            "rate": "D_bold(u) L = nabla L dot bold(u)",
            "level": "nabla L perp { L = c }",
            "down": '"fastest down,"\\ "locally:" space -nabla L',
        }
        self.lines = {name: math(source, colors=COLORS) for name, source in sources.items()}
        place(self.lines["definition"].set_em_size(TITLE), DATA)
        rows = READINGS.rows(1.2, 1.2, 0.8, 0.8, 1.4)
        for name, row in zip(("w", "b", "rate", "level", "down"), rows, strict=True):
            place(self.lines[name], row, align="left")
        place(self.lines["partial"], rows[0], align="left")
        place(self.lines["nudged"], rows[1], align="left")
        both = Region(rows[1].left, rows[1].bottom, rows[0].right, rows[0].top)
        place(self.lines["gradient"], both, align="left")

    def _build_map(self) -> None:
        """Make the map, both gradients, and u with the plot of its rate."""
        params = self.params
        loss, start = params.fit.loss, params.start
        self.knobs = Knobs(*start)
        self.chart = LossPanel(params.fit, self.knobs, window=self.params.window)
        plane = self.chart.plane
        self.gradient = GradientArrow(plane, loss, start)
        scale = self.gradient.vector_scale
        self.downhill = GradientArrow(plane, loss, start, scale=scale, downhill=True)
        self.turned = ValueTracker(0.0)
        self.u = DirectionArrow(plane, start, self._way, scale=turning_scale(plane, start)).follow()
        self.wave = RatePlot(loss, start, self.turned, DATA, start=angle_of(params.slope), name="L")

    def _way(self) -> Array:
        """Return u as it is turned now, from the gradient on."""
        angle = np.radians(angle_of(self.params.slope) + self.turned.get_value())
        return np.array([np.cos(angle), np.sin(angle)])

    def _build_walk(self) -> None:
        """Make data and instruments, and the path whose head turns the knobs."""
        self.data = DataPanel(self.params.fit, self.knobs)
        self.instruments = Instruments(self.params.fit, self.knobs, self.chart)
        w, b = self.params.best.tolist()
        line = f"y = {number(w)} x {signed(b)}"
        self.best_line = place(math(line, colors=COLORS), self.instruments.rows[0])
        self.path = DescentPath(self.chart.plane, self.params.descent, taken=0)
        path, knobs = self.path, self.knobs
        knobs.w.add_updater(lambda knob: knob.set_value(path.head[0]))
        knobs.b.add_updater(lambda knob: knob.set_value(path.head[1]))

    def _show_each(self, group: VGroup) -> None:
        """Let the parts of a group appear one after the other, as they are named."""
        self.hold(self.time_to("one") - QUICK)
        clear_away(self, keep=[self.title])
        for mark, part in zip(("one", "two", "three", "four"), group, strict=True):
            self.until(mark)
            self.play(FadeIn(part), run_time=QUICK)


def signed(value: float) -> str:
    """Return a number in Typst mathematics as a term to be added."""
    return f"- {number(-value)}" if value < 0 else f"+ {number(value)}"
