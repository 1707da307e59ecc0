"""Numbers on screen or in the words that are not the computed ones."""

from __future__ import annotations

from manim import LEFT, RIGHT, Scene, Typst, ValueTracker

from scenes.kit.digits import Figure
from scenes.kit.levels import LevelCurves, LevelLabel
from scenes.kit.narration import Narration
from scenes.kit.numbers import Number
from scenes.kit.theme import use_theme
from scenes.kit.typography import math, text
from scripts.studio.inspect import Speech
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import (
    BOWL,
    DARK_PAPER,
    LIGHT_PAPER,
    paper,
    square_plane,
    wide_plane,
)

KIND = "wrong-number"


@case(defect=KIND)
def read_out_that_stands_still(scene: Scene) -> None:
    """The tracker moves on; the figure has lost its updater and shows the old value."""
    paper(scene, DARK_PAPER)
    step = ValueTracker(1.0)
    name = math("h =").shift(LEFT)
    figure = Figure(1.0, places=2).next_to(name, RIGHT).follow(step.get_value)
    scene.add(name, figure)
    figure.clear_updaters()
    scene.play(step.animate.set_value(0.1), run_time=0.6)
    scene.wait(1)


@case(defect=KIND)
def wrong_last_digit(scene: Scene) -> None:
    """32 / sqrt(29) is 5.942, shown is 5.944."""
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        figure = Figure(5.944, places=3, size=0.7)
    figure.value = 32 / 29**0.5
    scene.add(figure)


@case(defect=KIND)
def lost_sign(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    figure = Figure(4.25, size=0.7).follow(lambda: -4.25)
    figure.set_value(4.25).clear_updaters()
    scene.add(figure, text("the slope").next_to(figure, LEFT))


@case(defect=KIND)
def level_label_of_another_level(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = square_plane()
    curves = LevelCurves(plane, BOWL, [0.5, 1.5, 3.0])
    labels = curves.labels()
    label = labels[1]
    assert isinstance(label, LevelLabel)
    label.figure.set_value(1.2)
    scene.add(plane, curves, labels)


@case(defect=KIND)
def tick_says_another_number(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    plane = wide_plane()
    label = plane.x_labels[-2]
    assert isinstance(label, Figure)
    where = label.get_center()
    label.set_value(5.0).move_to(where)
    scene.add(plane)


@case(
    defect=KIND,
    narration={
        "scene": Speech(
            Narration.parse("The rate at this point is {rate}.", {"rate": Number(5.94)}),
            facts={"rate": Number(6.94)},
        )
    },
)
def spoken_number_is_not_the_computed_one(scene: Scene) -> None:
    """The words were written with an older value of the fact."""
    scene.add(Typst("The rate along u"))
    scene.wait(4)
