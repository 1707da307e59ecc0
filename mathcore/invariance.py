"""Does a descent depend on the names of its parameters? One walk under two names, compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mathcore.arrays import Array, as_points
from mathcore.descent import descend
from mathcore.fields import ScalarField
from mathcore.flow import gradient_flow
from mathcore.metrics import Metric
from mathcore.reparametrization import Reparametrization
from mathcore.steps import FixedStep, NaturalGradient, Rule
from mathcore.trajectory import Trajectory

__all__ = ["TwoNames", "farthest_apart", "flow_under_two_names", "walk_under_two_names"]


@dataclass(frozen=True, eq=False)
class TwoNames:
    """A descent made in old coordinates, and made in new ones: ``carried`` is that in old ones.

    ``gap`` is the farthest that the two curves are apart, in the old coordinates.
    """

    old: Trajectory
    new: Trajectory
    carried: Array

    @property
    def gap(self) -> float:
        """The distance of the curves ``old`` and ``carried``."""
        return farthest_apart(self.old.points, self.carried)


def flow_under_two_names(
    field: ScalarField,
    change: Reparametrization,
    start: npt.ArrayLike,
    *,
    duration: float,
    metric: Metric | None = None,
    count: int = 200,
) -> TwoNames:
    """Follow the flow from the old point ``start`` in old and in new coordinates.

    Without ``metric`` each follows the gradient of its own coordinates, which differ; with one,
    given in old coordinates, the new flow uses its pullback ``JᵀGJ`` and both are one curve.
    """
    pulled = None if metric is None else change.metric(metric)
    old = gradient_flow(field, start, duration=duration, metric=metric, count=count)
    new = gradient_flow(
        change.field(field), change.to_new(start), duration=duration, metric=pulled, count=count
    )
    return TwoNames(old, new, change.to_old(new.points))


def walk_under_two_names(
    field: ScalarField,
    change: Reparametrization,
    start: npt.ArrayLike,
    *,
    step: float,
    duration: float,
    metric: Metric | None = None,
) -> TwoNames:
    """Take steps of size ``step`` for a time ``duration`` in old and in new coordinates."""
    count = round(duration / step)

    def rule(there: Metric | None) -> Rule:
        return FixedStep(step) if there is None else NaturalGradient(there, step)

    pulled = None if metric is None else change.metric(metric)
    old = descend(field, start, rule=rule(metric), max_steps=count)
    new = descend(change.field(field), change.to_new(start), rule=rule(pulled), max_steps=count)
    return TwoNames(old, new, change.to_old(new.points))


def farthest_apart(first: npt.ArrayLike, second: npt.ArrayLike) -> float:
    """Return the Hausdorff distance of two polylines ``(k, n)`` and ``(m, n)``.

    The largest distance of a vertex of either from the other polyline.

    >>> farthest_apart([[0, 0], [2, 0]], [[0, 0], [1, 1], [2, 0]])
    1.0
    """
    a, b = as_points(first), as_points(second)
    return float(max(_distances(a, b).max(), _distances(b, a).max()))


def _distances(points: Array, line: Array) -> Array:
    """Return the distance ``(k,)`` of each point from a polyline."""
    start, way = line[:-1], np.diff(line, axis=0)
    length = np.maximum((way**2).sum(axis=1), 1e-300)
    along = ((points[:, None] - start) * way).sum(axis=2) / length
    nearest = start + np.clip(along, 0, 1)[..., None] * way
    return np.asarray(np.linalg.norm(points[:, None] - nearest, axis=2).min(axis=1))
