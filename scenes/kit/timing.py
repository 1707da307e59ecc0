"""How long things last and how they move: durations in seconds and rate functions, by meaning."""

from __future__ import annotations

from collections.abc import Callable

from manim.utils import rate_functions

Rate = Callable[[float], float]

BLINK = 0.2
"""A change that should not be noticed as motion."""
BRIEF = 0.4
"""Something small appears or leaves."""
QUICK = 0.7
"""One object appears, one term turns into another."""
STEADY = 1.2
"""The usual motion: a formula is written, a camera shifts."""
SLOW = 2.0
"""A motion that one should follow with the eyes."""
SWEEP = 4.0
"""A parameter runs through its whole range."""
BREATH = 0.6
"""A moment of stillness after something new."""
PONDER = 3.0
"""Time to think about a question."""

LAG = 0.12
"""Share of one animation that passes before the next of a group starts."""

EASED: Rate = rate_functions.smooth
"""Starts and ends at rest: for single motions."""
ARRIVING: Rate = rate_functions.ease_out_cubic
"""Comes in fast and settles: for things that appear."""
LEAVING: Rate = rate_functions.ease_in_cubic
"""Sets off slowly and is gone: for things that leave."""
FOLLOWING: Rate = rate_functions.squish_rate_func(rate_functions.smooth, 0.4, 1.0)
"""Waits until another motion is well on its way: for what takes the place it leaves."""
EVEN: Rate = rate_functions.linear
"""Constant speed: for sweeps whose rate itself is shown."""
SWEEPING: Rate = rate_functions.ease_in_out_sine
"""Nearly constant speed with soft ends: for sweeps."""
OUT_AND_BACK: Rate = rate_functions.there_and_back
"""Goes and returns: for a nudge or an emphasis."""


def stepping(count: int) -> Rate:
    """Return the rate of ``count`` equal motions in a row, each from rest to rest."""

    def rate(share: float) -> float:
        whole, part = divmod(min(max(share, 0.0), 1.0) * count, 1.0)
        return (whole + EASED(part)) / count

    return rate
