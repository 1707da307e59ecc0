"""The gestures that open and close every segment, so that all of them have one shape."""

from __future__ import annotations

from collections.abc import Sequence

from manim import FadeIn, FadeOut, Mobject, Scene, Transform
from manim.constants import UP

from scenes.kit.layout import SCREEN, place, title_bar
from scenes.kit.line_breaks import balanced
from scenes.kit.timing import ARRIVING, EASED, FOLLOWING, LEAVING, QUICK, STEADY
from scenes.kit.typography import HERO, Typeset

QUESTION_WIDTH = 11.8
RISE = 0.25


def question_card(question: str) -> Typeset:
    """Return the question as it stands alone in the middle of the frame."""
    return place(balanced(question, size=HERO, width=QUESTION_WIDTH), SCREEN.inset(1.2))


def pose_question(scene: Scene, question: str) -> Typeset:
    """Show the question alone; :func:`settle_question` moves it to the title strip."""
    card = question_card(question)
    scene.play(FadeIn(card, shift=RISE * UP), run_time=STEADY, rate_func=ARRIVING)
    return card


def settle_question(
    scene: Scene, card: Typeset, question: str, *, arriving: Sequence[Mobject] = ()
) -> Typeset:
    """Move the question up into the title strip, where it stays until it is answered.

    What it is about arrives below, as soon as the question is out of its way.
    """
    for part in arriving:
        part.update()  # what follows the view would otherwise start at full strength
    picture = (FadeIn(part, rate_func=FOLLOWING) for part in arriving)
    settling = Transform(card, title_bar(question), rate_func=EASED)
    scene.play(settling, *picture, run_time=STEADY)
    return card


def clear_away(scene: Scene, *mobjects: Mobject, keep: Sequence[Mobject] = ()) -> None:
    """Let what is not needed any longer leave; with no names, everything but ``keep``."""
    leaving = [m for m in (mobjects or scene.mobjects) if not any(m is k for k in keep)]
    if leaving:
        scene.play(*(FadeOut(m) for m in leaving), run_time=QUICK, rate_func=LEAVING)
