"""What a drawn thing claims to be, in a form that can be read back and compared.

A claim pairs *drawn* geometry, read from the mobject's own points at the moment of asking, with
what ``mathcore`` says it should be. Its error is a distance on screen in pixels of a 1080-line
frame (135 pixels a scene unit), so that one tolerance serves every kind of claim. Numbers shown
as text are compared with the value they stand for, to half a unit of their last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from mathcore.fields import ScalarField
from scenes.kit.numbers import parse_shown

PIXELS_PER_UNIT = 1080 / 8
"""Pixels of a 1920x1080 frame per manim scene unit."""

Array = npt.NDArray[np.float64]


class Chart(Protocol):
    """A coordinate system on screen: to scene positions and back."""

    def to_screen(self, coordinates: npt.ArrayLike) -> Array:
        """Map coordinates ``(..., n)`` to scene positions ``(..., 3)``."""
        ...

    def from_screen(self, positions: npt.ArrayLike) -> Array:
        """Map scene positions ``(..., 3)`` back to coordinates ``(..., 2)``."""
        ...


@dataclass(frozen=True)
class Reading:
    """What a claim's check found: an error in pixels and the words that explain it."""

    error_px: float
    detail: str


@dataclass(frozen=True)
class Claim:
    """One statement a drawn thing makes about mathematics.

    ``kind`` is one of ``point``, ``vector``, ``level``, ``graph``, ``right-angle``, ``number``,
    ``length``, ``shade``; ``subject`` says in words what is claimed; ``read`` measures it now.
    """

    kind: str
    subject: str
    read: Callable[[], Reading]


@runtime_checkable
class Claiming(Protocol):
    """A mobject that can say what it claims at this moment."""

    def claims(self) -> Iterable[Claim]:
        """Return the claims that hold for the mobject as it stands now."""
        ...


def point_claim(
    subject: str, drawn: Callable[[], npt.ArrayLike], truth: Callable[[], npt.ArrayLike]
) -> Claim:
    """Claim that drawn positions ``(..., 3)`` are where the truth puts them.

    The error is the largest distance ``max |drawn - truth|`` in pixels.
    """

    def read() -> Reading:
        here, there = np.asarray(drawn(), float), np.asarray(truth(), float)
        gap = np.linalg.norm((here - there)[..., :2], axis=-1)
        error = float(np.max(gap)) * PIXELS_PER_UNIT
        return Reading(error, f"off by {error:.2f} px")

    return Claim("point", subject, read)


def level_claim(
    subject: str, chart: Chart, field: ScalarField, level: float, drawn: Callable[[], npt.ArrayLike]
) -> Claim:
    """Claim that every drawn vertex lies on the level set ``f = level``.

    The distance is measured on screen, so an unequal axis scale is taken into account.
    """

    def read() -> Reading:
        positions = np.asarray(drawn(), float).reshape(-1, 3)
        error = float(np.max(level_distance_px(chart, field, level, positions), initial=0.0))
        return Reading(error, f"leaves level {level:g} by {error:.2f} px")

    return Claim("level", subject, read)


def level_distance_px(
    chart: Chart, field: ScalarField, level: float, positions: npt.ArrayLike
) -> Array:
    """Return how far positions ``(k, 3)`` lie from the level set, in pixels ``(k,)``.

    The distance d solves ``|f - c| = |grad f| d + |H| d^2 / 2``: first order alone would make
    nothing of everything near a critical point.
    """
    coordinates = chart.from_screen(positions)
    residual = np.abs(field(coordinates) - level)
    jacobian = chart_jacobian(chart, positions)
    transposed = np.swapaxes(jacobian, -1, -2)
    # Per scene unit the gradient is J^T grad f and the Hessian J^T H J.
    gradient = (transposed @ field.gradient(coordinates)[..., None])[..., 0]
    steepness = np.linalg.norm(gradient, axis=-1)
    bend = np.linalg.norm(transposed @ field.hessian(coordinates) @ jacobian, axis=(-2, -1))
    reach = steepness + np.sqrt(steepness**2 + 2 * bend * residual)
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.where(residual > 0, 2 * residual / reach, 0.0)
    return np.asarray(distance * PIXELS_PER_UNIT)


def chart_jacobian(chart: Chart, positions: npt.ArrayLike) -> Array:
    """Return how coordinates change on screen, ``(..., 2, 2)``, per scene unit right and up."""
    here = np.asarray(positions, float)
    columns = []
    for axis in range(2):
        step = np.zeros(3)
        step[axis] = 1e-3
        change = chart.from_screen(here + step) - chart.from_screen(here - step)
        columns.append(change[..., :2] / 2e-3)
    return np.stack(columns, axis=-1)


def graph_claim(
    subject: str,
    chart: Chart,
    function: Callable[[Array], Array],
    drawn: Callable[[], npt.ArrayLike],
) -> Claim:
    """Claim that every drawn vertex lies on the graph ``y = function(x)`` of a 2-D chart."""

    def read() -> Reading:
        positions = np.asarray(drawn(), float).reshape(-1, 3)
        coordinates = chart.from_screen(positions)
        expected = np.stack([coordinates[:, 0], function(coordinates[:, 0])], axis=-1)
        gap = np.linalg.norm((chart.to_screen(expected) - positions)[:, :2], axis=-1)
        error = float(np.max(gap, initial=0.0)) * PIXELS_PER_UNIT
        return Reading(error, f"leaves the graph by {error:.2f} px")

    return Claim("graph", subject, read)


def vector_claim(
    subject: str,
    chart: Chart,
    drawn: Callable[[], tuple[Array, Array]],
    truth: Callable[[], tuple[Array, Array]],
) -> Claim:
    """Claim that an arrow drawn from tail to tip ``(3,), (3,)`` is the vector it should be.

    ``truth`` gives base point and vector ``(n,), (n,)`` in coordinates; the error is the larger
    of the distances of tail and tip from where the chart puts ``p`` and ``p + v``, in pixels.
    """

    def read() -> Reading:
        base, vector = truth()
        wanted = chart.to_screen(np.stack([base, base + vector]))
        gap = np.linalg.norm((np.stack(drawn()) - wanted)[:, :2], axis=-1) * PIXELS_PER_UNIT
        return Reading(float(gap.max()), f"tail off by {gap[0]:.2f} px, tip by {gap[1]:.2f} px")

    return Claim("vector", subject, read)


def right_angle_claim(
    subject: str, first: Callable[[], npt.ArrayLike], second: Callable[[], npt.ArrayLike]
) -> Claim:
    """Claim that two drawn vectors ``(3,)`` meet at a right angle on screen.

    The error is how far the tip of the shorter one is from where a right angle would put it:
    ``|a . b| / max(|a|, |b|)``, in pixels.
    """

    def read() -> Reading:
        a, b = np.asarray(first(), float)[:2], np.asarray(second(), float)[:2]
        error = abs(float(a @ b)) / max(np.linalg.norm(a), np.linalg.norm(b)) * PIXELS_PER_UNIT
        cosine = float(a @ b) / float(np.linalg.norm(a) * np.linalg.norm(b))
        degrees = float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))
        return Reading(float(error), f"the angle is {degrees:.2f} degrees")

    return Claim("right-angle", subject, read)


def number_claim(subject: str, shown: Callable[[], str], truth: Callable[[], float]) -> Claim:
    """Claim that a shown number is the true one, rounded to the digits it shows.

    The error counts as 0 when ``|shown - truth|`` is at most half a unit of the last digit
    shown, otherwise as infinite: a wrong digit is wrong at any size.
    """

    def read() -> Reading:
        text, true = shown(), float(truth())
        value, half_unit = parse_shown(text)
        right = abs(value - true) <= half_unit * (1 + 1e-9) + 1e-12 * abs(true)
        return Reading(0.0 if right else float("inf"), f"shows {text}, the value is {true:.10g}")

    return Claim("number", subject, read)
