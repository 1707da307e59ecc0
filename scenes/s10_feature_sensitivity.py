"""Segment 10: which input matters, read off the gradient of a trained classifier's score."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from manim import Create, FadeIn, FadeOut, ValueTracker, VGroup
from manim.constants import LEFT
from pydantic import Field, field_validator

from mathcore.arrays import Array
from mathcore.digits import IMAGE_SHAPE, digits
from scenes.kit.asked import Asked
from scenes.kit.ceremony import clear_away, pose_question, settle_question
from scenes.kit.digits import Figure
from scenes.kit.formulas import number
from scenes.kit.layout import (
    AIRY,
    BELOW_TITLE,
    SIDE,
    SNUG,
    STAGE,
    Region,
    beside,
    place,
    stack,
)
from scenes.kit.lecture import LectureScene, beat
from scenes.kit.narration import Fact
from scenes.kit.nudge_plot import NudgePlot
from scenes.kit.numbers import Number, integer_in_words
from scenes.kit.params import SegmentParams
from scenes.kit.pixels import PixelGrid, PixelMark, PixelNumbers
from scenes.kit.ramps import ink_ramp, sign_ramp
from scenes.kit.readout import Boxed, ReadOut, ReadOuts
from scenes.kit.score_bars import ScoreBars
from scenes.kit.sign_legend import SignLegend
from scenes.kit.timing import BRIEF, EASED, QUICK, SLOW, STEADY
from scenes.kit.typography import BODY, HERO, LABEL, TITLE, Typeset, math, text

PICTURE, MAP, LEGEND = BELOW_TITLE.columns(0.42, 0.42, 0.16)
"""The digit, its map as large as the digit, and what the map's shades mean."""

BESIDE = Region(MAP.left, MAP.bottom, LEGEND.right, MAP.top)
"""All that is beside the digit."""

BARS, MEASURED = BESIDE.rows(0.77, 0.23, gap=AIRY)
PLOT, PREDICTIONS = BESIDE.rows(0.68, 0.32, gap=SNUG)
GALLERY, ASIDE = BELOW_TITLE.columns(0.78, 0.22, gap=AIRY)

FAR_OFF = 0.15
"""From this relative error on a prediction is called wrong."""

RAISES, LOWERS = "more ink raises the score", "more ink lowers the score"


class FeatureSensitivity(LectureScene):
    """The gradient in the inputs: real digits, saliency maps, and what they don't tell."""

    question = "Which input matters?"

    class Params(SegmentParams):
        """Digits, by their number among those held out; the class asked about; the nudge."""

        digits: tuple[int, ...] = Field((159, 269, 355, 283), min_length=3, max_length=4)
        asked: int | None = Field(None, ge=0, le=9)
        nudge: float = Field(0.1, gt=0, le=0.3)

        @field_validator("digits")
        @classmethod
        def _are_held_out(cls, chosen: tuple[int, ...]) -> tuple[int, ...]:
            count = len(digits().test_labels)
            for index in chosen:
                if not 0 <= index < count:
                    raise ValueError(
                        f"there is no digit {index}: those held out are numbered from 0 to "
                        f"{count - 1}"
                    )
            if len(set(chosen)) < len(chosen):
                raise ValueError(f"the digits must differ from each other, got {list(chosen)}")
            return chosen

        @property
        def question(self) -> Asked:
            """Everything that is asked of the network about these digits."""
            return Asked(self.digits, self.asked, self.nudge)

    @classmethod
    def facts(cls, params: Params) -> Mapping[str, Fact]:
        """Return the score before and after, predictions and truths, and what fits the digits."""
        asked = params.question
        small, far = asked.small, asked.far
        right, held = asked.read_right
        missed = abs(far.true - far.predicted) > FAR_OFF * abs(far.predicted)
        return {
            "pixels": Number(asked.images.shape[1]),
            "held": Number(held),
            "right": Number(right),
            "asked": integer_in_words(asked.label),
            "guess": integer_in_words(asked.guesses[0]),
            "before": Number(float(asked.scores(0)[asked.label]), 2),
            "after": Number(float(asked.scores(0)[asked.label]) + small.true, 2),
            "more": "more" if small.change > 0 else "less",
            "nudge": Number(abs(small.change)),
            "slope": Number(asked.slope, 2),
            "quotient": Number(small.quotient, 2),
            "ground": _what_lies_there(asked.value),
            "small_predicted": Number(small.predicted, 2),
            "small_true": Number(small.true, 2),
            "go": "Fill the pixel" if far.change > 0 else "Empty the pixel",
            "far_predicted": Number(far.predicted, 2),
            "far_true": Number(far.true, 2),
            "verdict": (
                "The slope has changed on the way."
                if missed
                else "Even that is close here, but nothing promises it."
            ),
            "others": asked.others_in_words,
        }

    @beat(
        """Some models read handwriting. A picture <picture>goes in, and a digit <out>comes out. But
        the picture has many pixels. Which of them matter?"""
    )
    def ask(self) -> None:
        card = pose_question(self, self.question)
        self.hold(self.time_to("picture") - STEADY)
        self.title = settle_question(self, card, self.question)
        self._build_digit()
        self.until("picture")
        self.play(Create(self.digit), run_time=STEADY)
        self.until("out")
        self.play(FadeIn(self.reading), run_time=QUICK)

    @beat(
        """This is a real handwritten digit. It has {pixels} pixels, so <inputs>{pixels}
        inputs, each a number from zero, no ink, to one, full ink."""
    )
    def meet_the_digit(self) -> None:
        self.until("inputs")
        clear_away(self, self.reading)
        self.play(FadeIn(self.numbers), run_time=STEADY)

    @beat(
        """A small neural network reads it. To every class, from zero to nine, <scores>it gives a
        score, and the largest score <winner>wins: {guess}. Of {held} digits that were held out of
        its training, it reads <held>{right} correctly."""
    )
    def score_it(self) -> None:
        self._build_bars()
        self.until("scores")
        bars = self.bars
        rest = (bars.bars, bars.zero, bars.names, bars.numbers, bars.header)
        self.play(FadeOut(self.numbers), run_time=BRIEF)
        self.play(*(FadeIn(part) for part in rest), run_time=QUICK)
        self.until("winner")
        self.play(Create(bars.winner), run_time=QUICK)
        self.remove(*rest, bars.winner)
        self.add(bars)
        self.until("held")
        self.play(FadeIn(self.accuracy), run_time=QUICK)

    @beat(
        """Now change <pixel>a single pixel. Give it a little {more} ink: <nudge>{nudge}. The score
        of {asked} goes <moves>from {before} to {after}. Change of score over change of ink is
        <rate>about {quotient}. Make the change of ink ever smaller, and this quotient tends to
        <limit>{slope}: a partial derivative, the sensitivity of the score to this pixel."""
    )
    def nudge_a_pixel(self) -> None:
        asked = self.asked
        self.until("pixel")
        self.play(FadeOut(self.accuracy), Create(self.mark), run_time=QUICK)
        self.until("nudge")
        self.play(FadeIn(self.measured[0]), run_time=BRIEF)
        self.play(
            self.ink_now.animate.set_value(asked.value + asked.small.change),
            run_time=self.time_to("moves"),
        )
        self.until("moves")
        self.play(FadeIn(self.measured[1]), run_time=QUICK)
        self.until("rate")
        self.play(FadeIn(self.measured[2]), run_time=QUICK)
        self.until("limit")
        change, quotient = self.measured[:2], self.measured[2]
        self.play(
            FadeOut(change),
            quotient.animate.align_to(change, LEFT),
            FadeIn(self.partial),
            run_time=QUICK,
        )

    @beat(
        """Take all {pixels} partial derivatives, <all>each set where its pixel is. This is the
        gradient of the score, drawn as a picture: <name>a saliency map. <plus>Plus means that more
        ink here would raise the score. Minus, that it would lower it."""
    )
    def map_them_all(self) -> None:
        self._build_map()
        self.play(self.ink_now.animate.set_value(self.asked.value), run_time=BRIEF)
        self.hold(self.time_to("all") - QUICK)
        clear_away(self, self.bars, self.measured[2], self.partial)
        self.until("all")
        self.play(Create(self.map), run_time=SLOW)
        self.until("name")
        self.play(FadeIn(self.map_name), run_time=QUICK)
        self.until("plus")
        self.play(FadeIn(self.legend), run_time=QUICK)

    @beat("""Our pixel is the <strongest>most sensitive one: {slope}. {ground}""")
    def read_the_map(self) -> None:
        self.until("strongest")
        self.play(Create(self.map_mark), FadeIn(self.strength), run_time=QUICK)

    @beat(
        """The map also predicts. Here is the <plot>score of {asked}, while only our pixel changes.
        The sensitivity is the slope <tangent>of the tangent. A small step: <small>predicted
        {small_predicted}, true {small_true}. {go} <far>all the way: predicted {far_predicted}, but
        true <true>{far_true}. {verdict} <local>A saliency map is a local statement."""
    )
    def predict(self) -> None:
        self._build_plot()
        asked = self.asked
        self.hold(self.time_to("plot") - QUICK)
        clear_away(self, self.map, self.map_mark, self.map_name, self.strength, self.legend)
        self.until("plot")
        plot = self.plot
        self.play(FadeIn(plot.plane), Create(plot.curve), FadeIn(plot.true), run_time=QUICK)
        self.until("tangent")
        self.play(Create(plot.tangent), run_time=QUICK)
        self.until("small")
        self.play(FadeIn(self.predictions), run_time=BRIEF)
        self.play(self.ink_now.animate.set_value(asked.value + asked.small.change), run_time=STEADY)
        self.until("far")
        self.add(plot.miss, plot.predicted, plot.true)
        self.play(
            self.ink_now.animate.set_value(asked.value + asked.far.change),
            run_time=self.time_to("true", at_least=STEADY),
            rate_func=EASED,
        )
        self.until("local")
        self.play(FadeIn(plot.trusted), run_time=QUICK)

    @beat(
        """Other inputs have other maps. For each of these digits we ask <ask>for the score of
        {asked}. {others} The most sensitive pixel <differs>differs, and so does its strength."""
    )
    def compare_digits(self) -> None:
        clear_away(self, keep=[self.title])
        self._build_gallery()
        self.play(FadeIn(self.pictures), run_time=QUICK)
        self.until("ask")
        self.play(
            *(Create(grid) for grid in self.maps),
            run_time=STEADY,
        )
        self.play(FadeIn(self.gallery_legend), run_time=BRIEF)
        self.until("differs")
        self.play(FadeIn(self.strongest), run_time=QUICK)

    @beat(
        """Now take a simpler model, <linear>where every score is linear: w dot x, plus b. Its
        gradient we know by heart: <weights>it is w. The digit drops out. <same>Every digit gets
        the same map."""
    )
    def make_it_linear(self) -> None:
        self.until("linear")
        self.play(FadeOut(self.about[0]), FadeOut(self.strongest), run_time=BRIEF)
        # What is named is seen: from here on the maps are on their way to the linear model's.
        blending: Any = self.blend.animate
        self.play(
            FadeIn(self.about[1], run_time=BRIEF),
            blending(run_time=self.time_to("weights", at_least=SLOW)).set_value(1.0),
        )
        self.until("weights")
        self.play(FadeIn(self.about[2]), run_time=BRIEF)
        self.until("same")
        self.play(FadeIn(self.strongest_weights), run_time=QUICK)

    @beat(
        """So which input matters? The one whose <answer>partial derivative is largest in size: for
        this input, and for a small change."""
    )
    def answer(self) -> None:
        clear_away(self, keep=[self.title])
        self._build_answer()
        self.play(FadeIn(self.final_pair), run_time=QUICK)
        self.until("answer")
        self.play(FadeIn(self.final), Create(self.final_marks), run_time=STEADY)

    # -- what is seen ----------------------------------------------------------------------

    def _build_digit(self) -> None:
        """Make the digit, whose one pixel has as much ink as is said."""
        self.asked = self.params.question
        asked = self.asked
        self.ink_now = ValueTracker(asked.value)
        self.digit = PixelGrid(
            lambda: asked.with_ink(self.ink_now.get_value()).reshape(IMAGE_SHAPE),
            PICTURE,
            ramp=ink_ramp(),
            subject="the digit's pixels",
        )
        self.digit.follow()
        self.mark = PixelMark(self.digit, *asked.place)
        self.numbers = PixelNumbers(asked.images[0].reshape(IMAGE_SHAPE), MAP)
        self.reading = VGroup(
            math("arrow.r", size=HERO),
            Boxed(VGroup(text("model", size=TITLE)), color="axis", gap=AIRY),
            math("arrow.r", size=HERO),
            text(str(asked.guesses[0]), size=HERO),
        ).arrange(buff=AIRY)
        place(self.reading, BESIDE)

    def _build_bars(self) -> None:
        """Make the ten bars, how well the network reads, and what one nudge does."""
        asked = self.asked
        self.bars = ScoreBars(
            lambda: asked.network.scores(asked.with_ink(self.ink_now.get_value())),
            BARS,
            asked=asked.label,
            span=asked.span,
        )
        right, held = asked.read_right
        line = f'"held-out digits read correctly:" {right} "of" {held}'
        self.accuracy = place(math(line, size=LABEL), MEASURED)
        z, small = f"z_{asked.label}", asked.small
        rows = [
            ReadOut("h", small.change, colors={"h": "step"}),
            ReadOut(f"Delta {z}", small.true, colors={z: "value"}, widest=1),
            ReadOut(f"Delta {z} \\/ h", small.quotient, widest=1, colors={z: "value", "h": "step"}),
        ]
        self.measured = VGroup(*rows)
        beside(rows, MEASURED)
        partial = f"partial {z} \\/ partial x_{asked.index + 1}"
        self.partial = math(f"{partial} = {number(asked.slope, places=2)}", color="gradient")
        place(self.partial, MEASURED, align="right")

    def _build_map(self) -> None:
        """Make the saliency map beside the digit, its name and its legend."""
        asked = self.asked
        slopes = asked.maps[0]
        ramp = sign_ramp(_round_up(float(np.abs(slopes).max())))
        self.map = PixelGrid(slopes, MAP, ramp=ramp, signed=True, subject="saliency map")
        self.map_mark = PixelMark(self.map, *asked.place)
        top, middle, bottom = LEGEND.rows(0.13, 0.69, 0.18, gap=SNUG)
        name = math(f"frac(partial z_{asked.label}, partial x_i)", color="gradient")
        self.map_name = place(name, top, align="left")
        self.legend = SignLegend(ramp, middle, raises=RAISES, lowers=LOWERS)
        partial = f"frac(partial z_{asked.label}, partial x_{asked.index + 1})"
        strength = f"{partial} = {number(asked.slope, places=2)}"
        self.strength = math(strength, size=LABEL, color="gradient")
        place(self.strength, bottom, align="bottom-left")

    def _build_plot(self) -> None:
        """Make the plot of the score over one pixel's ink, and what is predicted and true there."""
        self.plot = NudgePlot(self.asked, self.ink_now, PLOT)
        rows = self.plot.read_outs(f"Delta z_{self.asked.label}")
        self.predictions = place(ReadOuts(*rows, gap=SNUG), PREDICTIONS)

    def _build_gallery(self) -> None:
        """Make several digits over their maps, which turn from the network's to the weights."""
        asked, count = self.asked, len(self.asked.images)
        self.blend = ValueTracker(0.0)
        columns = GALLERY.columns(*[1.0] * count, gap=SNUG)
        limit = _round_up(float(max(np.abs(part).max() for part in (*asked.maps, asked.weights))))
        ramp = sign_ramp(limit)
        self.pictures, self.maps = VGroup(), []
        self.strongest, self.strongest_weights = VGroup(), VGroup()
        for k, column in enumerate(columns):
            name, above, below, under = column.rows(0.09, 0.4, 0.4, 0.11, gap=0.12)
            picture = PixelGrid(
                asked.images[k].reshape(IMAGE_SHAPE), above, ramp=ink_ramp(), subject="digit"
            )
            self.pictures.add(picture, place(_caption(asked.labels[k], asked.guesses[k]), name))
            grid = PixelGrid(
                self._map_of(k),
                below, ramp=ramp, signed=True, subject="saliency map",
            )  # fmt: skip
            self.maps.append(grid.follow())
            self.strongest.add(_strongest(grid, asked.maps[k], under))
            self.strongest_weights.add(_strongest(grid, asked.weights, under))
        z = f"z_{asked.label}"
        top, bottom = ASIDE.rows(0.32, 0.68, gap=SNUG)
        network = VGroup(text("network", size=LABEL), math(f"nabla {z}", color="gradient"))
        linear = VGroup(
            text("linear model", size=LABEL),
            math(f"{z} = bold(w) dot bold(x) + b", size=LABEL, colors={z: "value"}),
        )
        weights = math(f"nabla {z} = bold(w)", colors={f"nabla {z}": "gradient"})
        stack(network, top, gap=AIRY, align="left")
        stack([*linear, weights], top, gap=AIRY, align="left")
        self.about = (network, linear, weights)
        self.pictures.add(network)
        self.gallery_legend = SignLegend(ramp, bottom, raises=RAISES, lowers=LOWERS)

    def _map_of(self, k: int) -> Callable[[], Array]:
        return lambda: self.asked.blended(k, float(self.blend.get_value()))

    def _build_answer(self) -> None:
        """Make digit and map once more, and what the gradient says."""
        asked = self.asked
        left, right = STAGE.columns(0.5, 0.5)
        picture = PixelGrid(asked.images[0].reshape(IMAGE_SHAPE), left, ramp=ink_ramp())
        slopes = asked.maps[0]
        limit = _round_up(float(np.abs(slopes).max()))
        grid = PixelGrid(slopes, right, ramp=sign_ramp(limit), signed=True, subject="saliency map")
        self.final_pair = VGroup(picture, grid)
        self.final_marks = VGroup(*(PixelMark(each, *asked.place) for each in (picture, grid)))
        z = f"z_{asked.label}"
        colors = {z: "value", "nabla": "gradient"}
        lines = VGroup(
            math(f"Delta {z} approx nabla {z} dot Delta bold(x)", colors=colors, size=TITLE),
            math('"for small" Delta bold(x)', size=BODY),
        )
        stack(lines, SIDE.inset(AIRY), gap=AIRY, align="center")
        self.final = Boxed(lines, gap=AIRY)


def _caption(label: int, guess: int) -> Typeset:
    """Return a digit's label, and what the network says if that is something else."""
    if label == guess:
        return text(str(label), size=LABEL)
    return text(f"{label}, read as {guess}", size=LABEL, color="error")


def _strongest(grid: PixelGrid, slopes: Array, under: Region) -> VGroup:
    """Return a frame round the most sensitive pixel, and its value under the grid."""
    row, column = divmod(int(np.abs(slopes).argmax()), slopes.shape[1])
    value = Figure(float(slopes[row, column]), places=2, size=LABEL, color="gradient")
    return VGroup(PixelMark(grid, row, column), place(value, under))


def _what_lies_there(ink: float) -> str:
    """Return what the most sensitive pixel teaches about maps."""
    if ink < 0.05:
        return (
            "And it is blank. The map does not show where the ink is. It shows where a little ink "
            "would matter."
        )
    return "The map does not show where the ink is. It shows where a little more would matter."


def _round_up(value: float) -> float:
    """Return the next multiple of a fifth, as the end of a scale whose half has one decimal."""
    return float(np.ceil(5 * value) / 5)
