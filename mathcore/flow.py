"""Gradient flow: descent with infinitely many infinitely small steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.integrate import solve_ivp

from mathcore.arrays import Array, MathError, Window, as_point
from mathcore.functions import Differentiable, value_and_gradient
from mathcore.metrics import MetricLike, natural_gradient
from mathcore.trajectory import Outcome, Trajectory

__all__ = ["gradient_flow"]

_MOST_SLOPES = 100_000


def gradient_flow(
    f: Differentiable,
    start: npt.ArrayLike,
    *,
    duration: float,
    metric: MetricLike | None = None,
    count: int = 200,
    tolerance: float = 1e-8,
    accuracy: float = 1e-10,
    window: Window | None = None,
    limit: float = 1e6,
) -> Trajectory:
    """Solve ``dx/dt = −G(x)⁻¹∇f(x)`` from ``start`` for a time; G = I without a ``metric``.

    The result has ``count`` points, spread about evenly along the curve (not in time), which
    suits drawing. ``accuracy`` is the relative and absolute error allowed to a step of the solver
    (LSODA, which also bears narrow valleys). It ends early where ``‖∇f‖ ≤ tolerance`` (converged),
    at the border of ``window`` (left the window), and at ``limit`` from the start or where the
    function or the metric ends (diverged).
    """
    origin = as_point(start, f.dimension, name="start")
    if not (duration > 0 and count >= 2):
        raise MathError(
            f"A flow needs a positive duration and at least 2 points; got {duration:g} and {count}."
        )
    with np.errstate(all="ignore"):
        velocity = _Velocity(f, metric)
        if not np.all(np.isfinite(velocity(0.0, origin))):
            raise MathError(f"The flow can't start at {origin.tolist()}: no finite velocity there.")
        stops = _stops(f, origin, tolerance, window, limit)
        for stop in stops:
            if not stop.room(0.0, origin) > 0:
                return _trajectory(f, origin[None], np.zeros(1), stop.outcome, stop.reason)
        solution = solve_ivp(
            velocity,
            (0.0, duration),
            origin,
            method="LSODA",
            rtol=accuracy,
            atol=accuracy,
            dense_output=True,
            events=[stop.event for stop in stops],
        )
        times = _spread_times(solution, count)
        points: Array = solution.sol(times).T
        points[0] = origin
        return _trajectory(f, points, times, *_ending(solution, stops, duration))


class _Velocity:
    """The right-hand side ``−G⁻¹∇f``; ``nan`` outside the domain and after too many calls."""

    def __init__(self, f: Differentiable, metric: MetricLike | None) -> None:
        self.f, self.metric, self.calls = f, metric, 0

    def __call__(self, time: float, point: Array) -> Array:
        self.calls += 1
        if self.calls > _MOST_SLOPES:
            return np.full_like(point, np.nan)
        gradient = self.f.gradient(point)
        if self.metric is None:
            return -gradient
        try:
            return -natural_gradient(self.metric(point), gradient)
        except MathError:
            return np.full_like(point, np.nan)


@dataclass(frozen=True)
class _Stop:
    """A condition that ends a flow: how much room is left (ends at 0), and what it means."""

    room: Callable[[float, Array], float]
    outcome: Outcome
    reason: str

    @property
    def event(self) -> Callable[[float, Array], float]:
        """The room, marked as terminal for ``solve_ivp``."""

        def room(time: float, point: Array) -> float:
            return self.room(time, point)

        room.terminal = True  # type: ignore[attr-defined]
        return room


def _stops(
    f: Differentiable, origin: Array, tolerance: float, window: Window | None, limit: float
) -> list[_Stop]:
    """Return the conditions that end the flow before its time."""

    def slope(time: float, point: Array) -> float:
        return float(np.linalg.norm(f.gradient(point))) - tolerance

    def reach(time: float, point: Array) -> float:
        return limit - float(np.linalg.norm(point - origin))

    stops = [
        _Stop(slope, "converged", f"The gradient's length is within {tolerance:.1e}."),
        _Stop(reach, "diverged", f"The flow is further than {limit:g} from its start."),
    ]
    if window is not None:
        low, high = window.low, window.low + window.size

        def border(time: float, point: Array) -> float:
            return float(min((point - low).min(), (high - point).min()))

        stops.append(_Stop(border, "left the window", "The flow is at the border of the window."))
    return stops


def _ending(solution: Any, stops: list[_Stop], duration: float) -> tuple[Outcome, str]:
    """Read from the solver how the flow ended."""
    for stop, times in zip(stops, solution.t_events, strict=True):
        if len(times):
            return stop.outcome, f"At time {times[0]:.4g}: {stop.reason}"
    if solution.status == 0 and np.all(np.isfinite(solution.y[:, -1])):
        return "finished", f"The time of {duration:g} is over."
    last = solution.t[_finite(solution)][-1]
    return "diverged", f"After time {last:.4g} the flow can't go on: no finite velocity."


def _finite(solution: Any) -> slice:
    """Return the leading part of the solver's states that is finite."""
    bad = ~np.all(np.isfinite(solution.y), axis=0)
    return slice(int(np.argmax(bad)) if bad.any() else None)


def _spread_times(solution: Any, count: int) -> Array:
    """Return times from start to end between which the curve is about equally long."""
    knots = solution.t[_finite(solution)]
    fine = np.unique(np.concatenate([np.linspace(a, b, 9) for a, b in pairwise(knots)]))
    steps = np.linalg.norm(np.diff(solution.sol(fine), axis=1), axis=0)
    length = np.concatenate([[0.0], np.cumsum(steps)])
    # A tiny share of time keeps the times increasing where the flow has come to rest.
    mix = length / length[-1] + 1e-9 * fine / fine[-1]
    times: Array = np.interp(np.linspace(0, mix[-1], count), mix, fine)
    times[-1] = fine[-1]
    return times


def _trajectory(
    f: Differentiable, points: Array, times: Array, outcome: Outcome, reason: str
) -> Trajectory:
    """Evaluate the function along the points."""
    return Trajectory(
        points, *value_and_gradient(f, points), np.diff(times), outcome, reason, times
    )
