"""Segment 1: a line with two knobs, what a nudge of each does to the loss, and two puzzles."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import (
    DOWN,
    LEFT,
    Animation,
    Create,
    DashedLine,
    FadeIn,
    FadeOut,
    UpdateFromAlphaFunc,
    ValueTracker,
    VGroup,
)

from mathcore.arrays import Array
from mathcore.flow import gradient_flow
from mathcore.trajectory import Trajectory, angles
from scenes.kit.arrows import DirectionArrow, VectorArrow, turning_scale
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.descent_path import DescentPath
from scenes.kit.digits import Figure
from scenes.kit.formulas import fitted
from scenes.kit.graphs import Graph
from scenes.kit.instruments import Instruments
from scenes.kit.knob_wall import KnobWall
from scenes.kit.knob_words import comparison, turning
from scenes.kit.layout import AIRY, SNUG, TITLE_STRIP, place, stack
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.narration import Fact
from scenes.kit.nudge_params import NudgeParams
from scenes.kit.nudged_loss import nudged_loss
from scenes.kit.nudges import Nudges
from scenes.kit.numbers import Number
from scenes.kit.panels import BOTH, DATA, MAP, READINGS, DataPanel, Knobs, LossPanel, map_window
from scenes.kit.rewriting import Rewrite
from scenes.kit.theme import theme
from scenes.kit.timing import BRIEF, EASED, OUT_AND_BACK, QUICK, SLOW, STEADY, SWEEP, SWEEPING
from scenes.kit.typography import BODY, LABEL, TITLE, text

COLORS = {
    "w": "w", "b": "b", "x_i": "x", "y_i": "y", "L": "value",
    "Delta w": "w", "Delta b": "b", "Delta L": "value",
}  # fmt: skip
LOSS = "L = frac(1, n) sum_(i=1)^n ( {{ w x_i + b - y_i : gap }} )^2"
FEW, MANY = 0.2, 0.46
"""From where the knobs of a machine are seen first: so near that each is seen to turn."""

TILT = 0.3
"""Share of a knob's scale by which it is turned to show what it does."""

NEARLY = 5.0
"""Degrees below which two directions are nearly one."""

INSIDE = 0.05
"""Share of the map's sides by which a point stays inside."""

GHOST = 0.8
"""Opacity of the line as it was before a nudge."""

FLOW_TIME = 60.0
"""How long the way down is followed, in times of the slowest direction's decay."""


class CentralQuestion(LectureScene):
    """A line fit with two knobs: the rate of each, then millions, then the puzzles of the map."""

    question = "Which way should each knob turn?"

    class Params(NudgeParams):
        """The data, where the knobs stand first, and by how much each is nudged (or None)."""

        @property
        def way_down(self) -> Trajectory:
            """The steepest way down from the start, followed without steps."""
            rate = float(self.fit.eigenvalues[0])
            return gradient_flow(
                self.fit.loss, self.start, duration=FLOW_TIME / rate, tolerance=1e-4
            )

        @property
        def better(self) -> tuple[float, float]:
            """Both knobs turned by the nudge, each as its rate says, as far as the map reaches."""
            window = map_window(self.fit, self.start)
            room = INSIDE * window.size
            turned = np.asarray(self.start) - np.sign(self.rates) * self.nudged_by
            w, b = np.clip(turned, window.low + room, window.low + window.size - room).tolist()
            return w, b

        @property
        def astray(self) -> float:
            """Degrees between the steepest way down and the straight way to the best line."""
            down = -self.fit.gradient(self.start)
            return float(np.degrees(angles(down, self.best - np.asarray(self.start))))

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the start and its loss, both changes and rates, and what follows from them."""
        changes, rates = params.changes.tolist(), params.rates.tolist()
        return {
            "count": Number(len(params.inputs)),
            "w0": Number(params.start[0]),
            "b0": Number(params.start[1]),
            "loss": Number(float(params.fit.loss(params.start))),
            "w_verb": "falls" if changes[0] < 0 else "rises",
            "b_verb": "falls" if changes[1] < 0 else "rises",
            "w_change": Number(abs(changes[0])),
            "b_change": Number(abs(changes[1])),
            **params.nudged_facts,
            "turn": turning(*rates),
            "comparison": comparison(*rates),
            "guess": "It is not." if params.astray > NEARLY else "Here it nearly is, by luck.",
        }

    @beat(
        """Every machine that learns <wall>has knobs: numbers that can be turned. Turned well, they
        make its errors small. But <which>which way should each one turn? <two>Let us begin with
        two."""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self.until("wall")
        self.title = settle_question(self, card, self.question)
        wall = self.wall = KnobWall().see(FEW)
        self.play(FadeIn(wall), run_time=QUICK)
        self.play(
            wall.animate.see(MANY).turn_all(1),
            run_time=self.time_to("which"),
            rate_func=SWEEPING,
        )
        self.until("which")
        self.play(wall.animate.turn_all(0), run_time=SLOW, rate_func=SWEEPING)
        self.until("two")
        self.play(wall.animate.see(0), run_time=SLOW, rate_func=EASED)

    @beat(
        """Take {count} measurements, and <line>a line that should run through them. It has two
        knobs, its parameters. <tilt>w tilts the line. <lift>b lifts it. We start with w at {w0},
        and b at {b0}."""
    )
    def draw_a_line(self) -> None:
        self._build_panels()
        data, knobs = self.data, self.knobs
        data.shift(BOTH.center - DATA.center)
        clear_away(self, self.wall)
        self.play(FadeIn(data.plane), FadeIn(data.dots), run_time=QUICK)
        self.until("line")
        self.play(Create(data.line), run_time=QUICK)
        w, b = self._demonstration()
        self.until("tilt")
        self.play(FadeIn(self.instruments.w), run_time=BRIEF)
        self._show_turning(knobs.w, w, self.time_to("lift"))
        self.until("lift")
        self.play(FadeIn(self.instruments.b), run_time=BRIEF)
        self._show_turning(knobs.b, b, SLOW)

    @beat(
        """How wrong is this line? Look at <gaps>the gaps. Square each of them, and <mean>take the
        mean. We call that number the loss, L. Here it is <loss>{loss}. It should be small."""
    )
    def measure_the_loss(self) -> None:
        self.formula = place(
            fitted(LOSS, colors={**COLORS, "gap": "error"}, width=MAP.width - AIRY), MAP
        )
        home = DATA.center - BOTH.center
        self.until("gaps")
        self.play(Create(self.data.residuals), run_time=QUICK)
        self.add(self.data)
        self.until("mean")
        self.play(self.data.animate.shift(home), FadeIn(self.formula), run_time=STEADY)
        self.until("loss")
        self.play(FadeIn(self.instruments.loss), run_time=QUICK)

    @beat(
        """Now a second picture. <plane>To the right <right>goes w, upwards <up>b. So every
        <point>point is one setting of both knobs: it is a line. <wander>Move the point, and the
        line moves with it."""
    )
    def see_two_spaces(self) -> None:
        chart, knobs = self.chart, self.knobs
        self.play(FadeOut(self.formula), run_time=BRIEF)
        names = chart.plane.names
        unnamed = VGroup(*(part for part in chart.plane if part is not names))
        self.until("plane")
        self.play(FadeIn(unnamed), run_time=QUICK)
        for name, mark in zip(names, ("right", "up"), strict=True):
            self.until(mark)
            self.play(FadeIn(name), run_time=BRIEF)
        self.add(chart.plane)
        self.until("point")
        self.play(FadeIn(chart.dot), run_time=BRIEF)
        self.until("wander")
        w, b = self._demonstration()
        for goal in ((w, self.params.start[1]), (w, b), self.params.start):
            self.play(
                knobs.w.animate.set_value(goal[0]),
                knobs.b.animate.set_value(goal[1]),
                run_time=SLOW / 2,
                rate_func=SWEEPING,
            )

    @beat(
        """Nudge w <alone>alone, by {nudge}. The line tilts, the point moves right, and the loss
        {w_verb} by <change>{w_change}. Divide by the nudge: delta L over delta w
        <rate>is {w_rate}. That is a rate of change: loss for each unit of w, on average over
        this nudge."""
    )
    def nudge_w(self) -> None:
        self._build_nudges()
        self._nudge(0)

    @beat(
        """Put w <back>back, and nudge b <alone>alone. The line rises, the point moves up, the loss
        {b_verb} by <change>{b_change}. Delta L over delta b <rate>is {b_rate}."""
    )
    def nudge_b(self) -> None:
        self.until("back")
        self._turn_back(FadeOut(self.nudges.arrows[0]))
        self._nudge(1)

    @beat(
        """So {turn}. <compare>{comparison} Smaller nudges give other rates. What they close in
        on, we shall see."""
    )
    def compare_both(self) -> None:
        self._turn_back(FadeOut(self.ghost))
        w, b = self.params.better
        self.play(
            self.knobs.w.animate.set_value(w),
            self.knobs.b.animate.set_value(b),
            run_time=STEADY,
            rate_func=OUT_AND_BACK,
        )
        self.until("compare")
        self.play(FadeIn(self.nudges.arrows[0]), run_time=QUICK)

    @beat(
        """With two knobs, that was easy. But a small network has <thousand>a thousand of them, and
        a large one, one that writes or translates, <million>has millions: a thousand such
        plates. The largest have <billion>billions: a thousand such walls. Nudge them one by one?
        We must learn all rates <all>at once."""
    )
    def see_a_million(self) -> None:
        clear_away(self, keep=[self.title])
        wall = self.wall.see(0)
        counts = [self._count_of(wall.copy().see(stage).count) for stage in range(4)]
        self.play(FadeIn(wall), FadeIn(counts[0]), run_time=QUICK)
        for stage, mark in enumerate(("thousand", "million", "billion"), start=1):
            self.until(mark)
            self.play(
                FadeOut(counts[stage - 1]),
                wall.animate.see(stage),
                run_time=SLOW,
                rate_func=EASED,
            )
            self.play(FadeIn(counts[stage]), run_time=BRIEF)
        self.until("all")
        self.play(wall.animate.see(1).turn_all(1), FadeOut(counts[3]), run_time=SLOW)

    @beat(
        """So back to two, where we can see everything. Compute <map>the loss at every point, and
        draw it like a hiking map. Here we stand. There, <best>at the bottom of a long valley, is
        the best line."""
    )
    def draw_the_map(self) -> None:
        clear_away(self, keep=[self.title])
        self.play(
            FadeIn(self.data), FadeIn(self.chart.plane), FadeIn(self.chart.dot), run_time=QUICK
        )
        self.until("map")
        self.play(Create(self.chart.curves), run_time=SLOW)
        self.until("best")
        self.play(Create(self.chart.best), run_time=QUICK)

    @beat(
        """The first puzzle. From here we can set off <sweep>in any direction. In which one does
        the loss fall fastest? Straight <goal>at the best line? {guess}"""
    )
    def pose_the_first_puzzle(self) -> None:
        start, plane = np.asarray(self.params.start, float), self.chart.plane
        turned = ValueTracker(0.0)
        way = DirectionArrow(
            plane,
            start,
            lambda: (np.cos(turned.get_value()), np.sin(turned.get_value())),
            scale=turning_scale(plane, start),
        ).follow()
        self.puzzles = self._puzzles()
        tried = self._line_of(way)
        self.play(FadeIn(way), FadeIn(tried), FadeIn(self.puzzles[0]), run_time=QUICK)
        self.until("sweep")
        self.play(
            turned.animate.set_value(2 * np.pi),
            run_time=max(SWEEP, self.time_to("goal")),
            rate_func=SWEEPING,
        )
        self.until("goal")
        here, there = plane.to_screen(np.array([start, self.params.best]))
        straight = DashedLine(here, there, color=theme().direction, stroke_width=4.0)
        toward = float(np.arctan2(*(there - here)[1::-1]))
        self.play(turned.animate.set_value(2 * np.pi + toward), run_time=QUICK)
        self.play(Create(straight), run_time=QUICK)
        self.play(FadeOut(straight), FadeOut(way), FadeOut(tried), run_time=QUICK)

    @beat(
        """The second puzzle. <curves>What are these curves, these contour lines? And why does the
        <down>steepest way down cross all of them like this?"""
    )
    def pose_the_second_puzzle(self) -> None:
        curves = self.chart.curves
        self.play(FadeIn(self.puzzles[1]), run_time=QUICK)
        self.until("curves")
        level = float(self.params.fit.loss(self.params.start))
        self.play(curves.animate.highlight(level, dim=False), run_time=QUICK)
        self.until("down")
        path = DescentPath(
            self.chart.plane, self.params.way_down, color="highlight", subject="the way down"
        )
        self.play(curves.animate.calm(), run_time=BRIEF)
        follow = UpdateFromAlphaFunc(self.knobs.w, lambda _w, _share: self.knobs.turn_to(path.head))
        self.play(Create(path), follow, run_time=SWEEP, rate_func=SWEEPING)

    @beat(
        """So which way should each knob turn? The way that makes the loss fall. But what <all>if
        all turn together? How does a function answer when we nudge its inputs? That is our
        question."""
    )
    def close(self) -> None:
        box = nudged_loss(DATA)
        self.until("all")
        self.play(FadeOut(self.data), run_time=QUICK)
        self.play(FadeIn(box), run_time=STEADY)

    # -- what is seen ----------------------------------------------------------------------

    def _build_panels(self) -> None:
        """Make both panels and the instruments, all hanging on the same two knobs."""
        fit = self.params.fit
        self.knobs = Knobs(*self.params.start)
        self.data = DataPanel(fit, self.knobs)
        self.chart = LossPanel(fit, self.knobs)
        self.instruments = Instruments(fit, self.knobs, self.chart)

    def _demonstration(self) -> tuple[float, float]:
        """Return values to which w and b are turned to show what they do: towards the best."""
        start, toward = np.asarray(self.params.start, float), self.params.best
        ways = np.where(toward < start, -1.0, 1.0)
        w, b = (start + ways * TILT * self.chart.plane.window.size).tolist()
        return w, b

    def _show_turning(self, knob: ValueTracker, far: float, seconds: float) -> None:
        """Turn a knob to a value and back."""
        self.play(knob.animate.set_value(far), run_time=seconds, rate_func=OUT_AND_BACK)

    def _build_nudges(self) -> None:
        """Make what shows a nudge of each knob, and the line as it was before."""
        params, start = self.params, self.params.start
        self.nudges = Nudges(
            self.chart.plane, start, params.nudged_by, params.changes.tolist(), self.instruments
        )
        still = Graph(
            self.data.plane,
            lambda x: start[0] * x + start[1],
            color="muted",
            width=3.0,
            subject="line before the nudge",
        )
        self.ghost = still.set_stroke(opacity=GHOST)

    def _nudge(self, k: int) -> None:
        """Turn one knob by the nudge, and divide what the loss does by it."""
        tracker = (self.knobs.w, self.knobs.b)[k]
        goal = self.params.start[k] + self.params.nudged_by
        self.until("alone")
        if k == 0:
            self.add(self.ghost, self.data)
        self.play(
            FadeIn(self.nudges.arrows[k]),
            tracker.animate.set_value(goal),
            run_time=SLOW,
            rate_func=EASED,
        )
        self.until("change")
        self.play(FadeIn(self.nudges.quotients[k]), run_time=QUICK)
        self.until("rate")
        self.play(Rewrite(self.nudges.quotients[k], self.nudges.results[k]), run_time=QUICK)

    def _turn_back(self, *others: Animation) -> None:
        """Put both knobs back to where they stood first, while other things happen."""
        w, b = self.params.start
        knobs = self.knobs
        self.play(
            knobs.w.animate.set_value(w), knobs.b.animate.set_value(b), *others, run_time=QUICK
        )

    def _line_of(self, arrow: VectorArrow) -> Graph:
        """Return the line whose knobs stand at an arrow's tip."""

        def height(x: Array) -> Array:
            point, step = arrow.truth()
            w, b = point + step
            return np.asarray(w * x + b)

        line = Graph(self.data.plane, height, color="direction", subject="line at the arrow's tip")
        line.add_updater(lambda drawn: drawn.redraw(), call_updater=False)
        return line

    def _count_of(self, knobs: int) -> VGroup:
        """Return how many knobs are seen, at the right of the title."""
        count, word = Figure(knobs, size=TITLE), text("knobs", size=TITLE, color="muted")
        word.next_to(count, buff=SNUG)
        # On one baseline: a comma reaches below it.
        word.set_y(count.pen[1], direction=DOWN)
        return place(VGroup(count, word), TITLE_STRIP, align="right")

    def _puzzles(self) -> tuple[VGroup, VGroup]:
        """Return the two puzzles as they stand in the side column until they are solved."""
        made = []
        for title, ask in (
            ("First puzzle", "Which direction\nis steepest?"),
            ("Second puzzle", "Why are the curves\ncrossed like this?"),
        ):
            puzzle = VGroup(text(title, size=BODY, color="highlight"), text(ask, size=LABEL))
            puzzle[1].next_to(puzzle[0], DOWN, buff=SNUG, aligned_edge=LEFT)
            made.append(puzzle)
        stack(made, READINGS, gap=AIRY * 2, align="left")
        return made[0], made[1]
