"""Narrated scenes in which words and picture agree."""

from __future__ import annotations

from collections.abc import Mapping

from manim import RIGHT, UP, FadeIn, MathTypst, Scene, Typst

from scenes.kit.digits import Figure
from scenes.kit.narration import Fact, Narration, estimate_cues
from scenes.kit.numbers import Coordinates, Number
from scripts.studio.inspect import Speech
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import DARK_PAPER, paper

RATE = {"rate": Number(32 / 29**0.5, places=2)}
PLACE = {"here": Coordinates.of((2.0, -1.0))}


def said(template: str, facts: Mapping[str, Fact] | None = None) -> dict[str, Speech]:
    """Return the narration of a plain scene's one beat, timed by estimate."""
    words = Narration.parse(template, facts or {})
    return {"scene": Speech(words, estimate_cues(words), facts or {})}


@case(defect=None, narration=said("The rate along this direction is {rate}.", RATE))
def spoken_number_is_the_shown_one(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    name = MathTypst("D_u f =")
    scene.add(name, Figure(32 / 29**0.5, places=2).next_to(name, RIGHT))
    scene.wait(4)


@case(defect=None, narration=said("We stand at the point {here} and look around us.", PLACE))
def spoken_coordinates(scene: Scene) -> None:
    scene.add(MathTypst("(2, -1)"))
    scene.wait(5)


@case(
    defect=None,
    narration=said("The value of [f(x, y)](f of x and y) doesn't change along the level curve."),
)
def symbols_in_the_captions_only(scene: Scene) -> None:
    scene.add(MathTypst("f(x, y) = c"))
    scene.wait(5)


@case(
    defect=None,
    narration=said(
        "A directional derivative is one number. It says how fast the value answers, per unit of "
        "way, when we leave a point in a direction of our choice."
    ),
)
def two_sentences_over_a_changing_picture(scene: Scene) -> None:
    first = Typst("one number")
    scene.play(FadeIn(first), run_time=0.5)
    scene.wait(3)
    scene.play(FadeIn(MathTypst("D_u f").shift(1.5 * UP)), run_time=0.5)
    scene.wait(3)
    scene.play(first.animate.shift(2 * RIGHT), run_time=0.5)
    scene.wait(3)
