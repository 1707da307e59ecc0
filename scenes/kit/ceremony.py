"""The gestures that open and close every segment, so that all of them have one shape."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import FadeIn, FadeOut, Mobject, Scene, Transform
from manim.constants import UP
from manim.utils.paths import straight_path

from mathcore.arrays import Array
from scenes.kit.layout import SCREEN, place, title_bar
from scenes.kit.line_breaks import balanced
from scenes.kit.timing import ARRIVING, EASED, FOLLOWING, LEAVING, QUICK, STEADY
from scenes.kit.typography import HERO, Typeset

QUESTION_WIDTH = 11.8
RISE = 0.25
ASIDE, UP_FROM = 0.55, 0.4
"""Shares of its way at which a question on two lines is where it belongs, and at which it rises."""
LINES = 2.0
"""From this multiple of the title's height on, a question stood on two lines."""


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

    What it is about arrives below, as soon as the question is out of its way. Lines that become
    one step aside before they rise, so that none runs through another.
    """
    for part in arriving:
        part.update()  # what follows the view would otherwise start at full strength
    picture = (FadeIn(part, rate_func=FOLLOWING) for part in arriving)
    scene.play(settling(card, question), *picture, run_time=STEADY)
    return card


def settling(card: Typeset, question: str) -> Transform:
    """Return the motion of a question up into the title strip, where it stands on one line."""
    title = title_bar(question)
    broken = card.height > LINES * title.height
    way = aside_first if broken else straight_path()
    return Transform(card, title, rate_func=EASED, path_func=way)


def aside_first(start: Array, end: Array, share: float) -> Array:
    """Return a glyph's points ``(k, 3)`` on its way, its middle going sideways before upwards.

    >>> way = aside_first(np.zeros((1, 3)), np.array([[1.0, 2.0, 0.0]]), 0.6)
    >>> float(way[0, 0]), bool(way[0, 1] < 1.2)
    (1.0, True)
    """
    if len(start) == 0:
        return start
    begins, ends = start.mean(axis=0), end.mean(axis=0)
    across = EASED(min(share / ASIDE, 1.0))
    up = EASED(max(share - UP_FROM, 0.0) / (1 - UP_FROM))
    middle = begins + (ends - begins) * np.array([across, up, share])
    return np.asarray(middle + (1 - across) * (start - begins) + across * (end - ends))


def clear_away(scene: Scene, *mobjects: Mobject, keep: Sequence[Mobject] = ()) -> None:
    """Let what is not needed any longer leave; with no names, everything but ``keep``."""
    leaving = [m for m in (mobjects or scene.mobjects) if not any(m is k for k in keep)]
    if leaving:
        scene.play(*(FadeOut(m) for m in leaving), run_time=QUICK, rate_func=LEAVING)
