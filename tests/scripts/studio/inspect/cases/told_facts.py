"""Points, fractions and several numbers in one word, told rightly and wrongly; real captions."""

from __future__ import annotations

from manim import Create, FadeIn, FunctionGraph, Scene, Typst

from scenes.kit.narration import BeatCues, Narration
from scenes.kit.numbers import Coordinates, Number, Ratio
from scripts.studio.inspect import Speech
from tests.scripts.studio.inspect.cases.registry import case


def told(template: str, *, was: dict[str, object], now: dict[str, object] | None = None) -> Speech:
    """Return words filled from the facts as they were, with the facts as they are now."""
    return Speech(Narration.parse(template, was), facts=was if now is None else now)  # type: ignore[arg-type]


def timed(words: str, *times: tuple[float, float], lasts: float) -> Speech:
    """Return words said at these times."""
    narration = Narration.parse(words)
    return Speech(narration, BeatCues.of_words(narration, lasts, list(times)))


def show(scene: Scene, words: str, seconds: float = 4.0) -> None:
    scene.play(FadeIn(Typst(words, font_size=60)), run_time=0.5)
    scene.wait(seconds)


POINT = "We stand at the point {at}, and look around."


@case(
    defect="wrong-number",
    narration={
        "scene": told(
            POINT, was={"at": Coordinates((2.0, -1.0))}, now={"at": Coordinates((2.0, 1.0))}
        )
    },
)
def point_with_the_sign_of_an_older_one(scene: Scene) -> None:
    show(scene, "where we stand")


@case(
    defect="wrong-number",
    narration={
        "scene": told(
            "The best slope is {w}, as a fraction.",
            was={"w": Ratio(11, 10)},
            now={"w": Ratio(7, 10)},
        )
    },
)
def fraction_of_other_data(scene: Scene) -> None:
    show(scene, "best slope")


@case(
    defect="wrong-number",
    narration={
        "scene": told(
            "We stand at [{at}](two, one), and look around.", was={"at": Coordinates((2.0, -1.0))}
        )
    },
)
def point_said_without_its_minus(scene: Scene) -> None:
    show(scene, "where we stand")


@case(
    defect="wrong-number",
    narration={
        "scene": told(
            "Its value [f({a}, {b})](f of {a}, {b}) is not known.",
            was={"a": Number(1.5), "b": Number(2.0)},
            now={"a": Number(1.5), "b": Number(3.0)},
        )
    },
)
def one_of_two_numbers_in_a_word_is_old(scene: Scene) -> None:
    show(scene, "a value")


@case(
    defect="wrong-number",
    narration={"scene": told(POINT, was={"at": [0.5, 2.0]}, now={"at": [2.0, 0.5]})},
)
def coordinates_in_the_wrong_order(scene: Scene) -> None:
    show(scene, "where we stand")


@case(defect=None, narration={"scene": told(POINT, was={"at": Coordinates((-0.125, 3e-6))})})
def point_with_a_tiny_coordinate(scene: Scene) -> None:
    show(scene, "where we stand", 6.0)


@case(
    defect=None,
    narration={
        "scene": told(
            "It is {w} of the way, or {half} of it, or {minus} of it.",
            was={"w": Ratio(81, 121), "half": Ratio(1, 2), "minus": Ratio(-3, 4)},
        )
    },
)
def fractions_of_all_sorts(scene: Scene) -> None:
    show(scene, "part of the way", 6.0)


@case(
    defect=None,
    narration={
        "scene": told(
            "Between [{a} and {b}](the two values {a} and {b}) lies the limit.",
            was={"a": Number(1.95), "b": 2.05},
        )
    },
)
def words_count_what_they_tell(scene: Scene) -> None:
    show(scene, "a limit")


@case(
    defect="caption-limit",
    narration={
        "scene": timed(
            "First all is calm, and then it comes all at once and much too fast for any reader.",
            *((0.5 * k, 0.5 * k + 0.4) for k in range(4)),
            *((4.0 + 0.1 * k, 4.08 + 0.1 * k) for k in range(14)),
            lasts=5.5,
        )
    },
)
def calm_on_the_whole_but_not_at_the_end(scene: Scene) -> None:
    scene.play(Create(FunctionGraph(lambda x: x**2 / 4 - 2, x_range=(-4, 4))), run_time=4)
    scene.wait(1.4)


@case(
    defect=None,
    narration={
        "scene": timed(
            "Look at it closely now, all of you.",
            *((0.18 * k, 0.18 * k + 0.15) for k in range(8)),
            lasts=3.5,
        )
    },
)
def quick_words_before_a_silence(scene: Scene) -> None:
    show(scene, "here", 3.5)
