"""What two rates of change say about two knobs, in words."""

from __future__ import annotations

import numpy as np

from scenes.kit.numbers import Number

SAME = 1.05
"""Rates whose ratio is less than this do about the same."""

NOTHING = 1e-6
"""A rate that is this small beside the other one does nothing."""


def turning(w_rate: float, b_rate: float) -> str:
    """Return which way the knobs should turn so that the loss falls.

    >>> turning(-15.8, -6.7), turning(3.0, -1.0)
    ('both knobs should turn up', 'w should turn down, and b up')
    """
    words = {-1: "up", 0: "nowhere yet", 1: "down"}
    ways = [words[int(np.sign(rate))] for rate in (w_rate, b_rate)]
    if ways[0] == ways[1]:
        return f"both knobs should turn {ways[0]}"
    return f"w should turn {ways[0]}, and b {ways[1]}"


def comparison(w_rate: float, b_rate: float) -> str:
    """Return which knob does more for the same nudge, and how much more."""
    rates = {"w": abs(w_rate), "b": abs(b_rate)}
    weaker, stronger = sorted(rates, key=lambda name: rates[name])
    if rates[weaker] <= NOTHING * rates[stronger]:
        return f"Only {stronger} does anything here."
    times = Number(rates[stronger] / rates[weaker], 1)
    if times.value < SAME:
        return "For this nudge, both do about the same."
    factor = f"[{times.shown}]({times.spoken})"
    return f"For this nudge, {stronger} does {factor} times as much as {weaker}."
