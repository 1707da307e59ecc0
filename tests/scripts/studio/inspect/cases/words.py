"""Words that a voice can't read, captions that nobody can, pictures that stand still."""

from __future__ import annotations

from manim import RIGHT, Circle, MathTypst, Scene, Typst

from scenes.kit.narration import BeatCues, Narration, estimate_cues
from scripts.studio.inspect import Speech
from tests.scripts.studio.inspect.cases.registry import case

LONG = (
    "Suppose that we stand on the side of a hill and may walk wherever we like. "
    "Every direction has its own slope, and all of these slopes come from only two numbers. "
    "One of them tells how the ground rises toward the east, the other how it rises toward the "
    "north. Whatever direction we choose, we take a share of the first and a share of the second, "
    "and the sum of both is the slope that our feet will feel. The shares are the cosine and the "
    "sine of the angle under which we set off. So a whole circle of answers is contained in a "
    "single pair of numbers, and this pair deserves to have a name of its own."
)


def said(template: str, cues: BeatCues | None = None) -> dict[str, Speech]:
    """Return the narration of a plain scene's one beat, timed by estimate."""
    words = Narration.parse(template)
    return {"scene": Speech(words, cues or estimate_cues(words))}


def evenly(template: str, seconds: float) -> dict[str, Speech]:
    """Return narration whose words last equally long and fill ``seconds``."""
    words = Narration.parse(template)
    step = seconds / len(words.words)
    times = [(k * step, (k + 1) * step) for k in range(len(words.words))]
    return {"scene": Speech(words, BeatCues.of_words(words, seconds, times))}


@case(defect="still-picture", narration=said(LONG))
def one_formula_for_a_minute(scene: Scene) -> None:
    scene.add(MathTypst("D_u f = nabla f dot u"))
    scene.wait(60)


@case(defect="still-picture", narration=said(LONG))
def moves_once_and_then_never(scene: Scene) -> None:
    dot = Circle(0.3, color="#fddc3a", fill_opacity=1)
    scene.add(dot)
    scene.play(dot.animate.shift(2 * RIGHT), run_time=0.6)
    scene.wait(58)


@case(defect="unspeakable", narration=said("So the value of f(x, y) stays where it is."))
def call_notation(scene: Scene) -> None:
    scene.add(MathTypst("f(x, y)"))
    scene.wait(4)


@case(defect="unspeakable", narration=said("Its length is √5 and not more than that."))
def root_sign(scene: Scene) -> None:
    scene.add(MathTypst("sqrt(5)"))
    scene.wait(4)


@case(defect="unspeakable", narration=said("Now we take a step of size 0.01 down the hill."))
def digits_in_the_words(scene: Scene) -> None:
    scene.add(Typst("a small step"))
    scene.wait(4)


@case(defect="unspeakable", narration=said("We turn it round and follow −∇f instead."))
def nabla(scene: Scene) -> None:
    scene.add(MathTypst("- nabla f"))
    scene.wait(4)


@case(
    defect="caption-limit",
    narration=evenly(
        "The slope in any direction is the inner product of the gradient with the unit vector, "
        "and it is greatest where both of them point the same way.",
        4.0,
    ),
)
def spoken_like_an_auctioneer(scene: Scene) -> None:
    """27 words in four seconds: 400 words a minute."""
    scene.add(MathTypst("nabla f dot u"))
    scene.wait(5)


@case(
    defect="caption-limit",
    narration=said(
        "We call it [the_partial_derivative_of_the_function_with_respect_to_x](f x) from now on."
    ),
)
def one_word_longer_than_a_line(scene: Scene) -> None:
    scene.add(MathTypst("f_x"))
    scene.wait(4)


@case(defect="caption-limit", narration=evenly("Look here!", 0.35))
def caption_gone_in_a_blink(scene: Scene) -> None:
    """Two words in a third of a second, and the film ends with them."""
    scene.add(Typst("here"))
    scene.wait(0.4)
