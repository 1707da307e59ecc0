"""What the first film's rates close in on: a secant of the loss that becomes the tangent."""

from __future__ import annotations

from manim import Animation, FadeIn, FadeOut, Mobject

from scenes.kit.formulas import number
from scenes.kit.layout import Region, place
from scenes.kit.nudge_params import NudgeParams
from scenes.kit.readout import ReadOut
from scenes.kit.relief import places_for
from scenes.kit.slice_plot import SlicePlot
from scenes.kit.steps import StepLegs
from scenes.kit.typography import LABEL, math

BEHIND, AHEAD = 0.5, 2.5
"""How far the plot reaches to both sides of the start, in nudges."""

NOTHING = 1e-3
"""Share of the nudge at which its secant can't be told from the tangent."""

COLORS = {"w": "w", "b": "b", "Delta w": "w", "Delta b": "b", "L": "value", "Delta L": "value"}


class NudgeLimit:
    """The loss along the ``k``-th knob alone, the secant of its nudge, and the rate read from it.

    ``rate`` follows the secant; ``partial`` is what it closes in on, in the same row. Nothing is
    on screen by itself.
    """

    def __init__(self, params: NudgeParams, k: int, region: Region, row: Region) -> None:
        name, step, at = "wb"[k], params.nudged_by, params.start
        held = f"w, {number(at[1])}" if k == 0 else f"{number(at[0])}, b"
        self.slope, self.step = float(params.slope[k]), step
        self.slice = SlicePlot(
            params.fit.loss,
            at,
            (1.0, 0.0) if k == 0 else (0.0, 1.0),
            steps=(step,),
            span=(-BEHIND * step, AHEAD * step),
            region=region,
            names=(name, f"L({held})"),
            colors=(name, "value"),
            origin=at[k],
        )
        plot = self.slice
        self.legs = StepLegs(
            plot.plane,
            (at[k], plot.height),
            plot.end_point,
            names=(f"Delta {name}", "Delta L"),
            colors=(name, "value"),
            curve=plot.graph,
        )
        self.legs.add_updater(lambda legs: legs.redraw())
        self.rate = ReadOut(
            f"frac(Delta L, Delta {name})",
            self.quotient,
            places=places_for(params.slope),
            size=LABEL,
            colors=COLORS,
            widest=self.slope,
        )
        self.partial = math(
            f"frac(partial L, partial {name}) = {number(self.slope)}", size=LABEL, colors=COLORS
        )
        for line in (self.rate, self.partial):
            place(line, row, align="left")

    @property
    def ground(self) -> list[Mobject]:
        """The plot of the loss, and the start."""
        return [self.slice.plane, self.slice.graph, self.slice.start]

    @property
    def nudge(self) -> list[Mobject]:
        """The nudge with its secant, and the rate."""
        return [self.legs, self.slice.secant, self.slice.end, self.rate]

    def quotient(self) -> float:
        """Return ΔL over the present nudge."""
        there, risen = self.slice.end_point()
        return (risen - self.slice.height) / (there - self.slice.origin)

    def shrink(self) -> Animation:
        """Let the nudge shrink until its secant can't be told from the tangent."""
        return self.slice.step.animate.set_value(NOTHING * self.step).build()

    def settle(self) -> list[Animation]:
        """Let the tangent take the secant's place, and the partial that of the rate."""
        plot = self.slice
        leaving = (plot.secant, plot.end, self.legs, self.rate)
        return [*(FadeOut(part) for part in leaving), FadeIn(plot.tangent), FadeIn(self.partial)]
