"""Six guided problems whose numbers can be chosen or drawn, and whose answers are computed."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType
from typing import Any

import sympy

from mathcore.arrays import MathError
from mathcore.problems.bernoulli import pose_bernoulli, random_bernoulli
from mathcore.problems.direction import pose_direction, random_direction
from mathcore.problems.partials import pose_partials, random_partials
from mathcore.problems.problem import Confirmation, Line, Problem
from mathcore.problems.quadratic import pose_quadratic, random_quadratic
from mathcore.problems.tangent import pose_tangent, random_tangent
from mathcore.problems.three_steps import pose_three_steps, random_three_steps

__all__ = ["KINDS", "Confirmation", "Line", "Problem", "generate", "pose"]

_MOST_DRAWS = 100
_LONGEST = 1000

KINDS: Mapping[str, tuple[Callable[..., Problem], Callable[[Random], dict[str, Any]]]] = (
    MappingProxyType(
        {
            "partials": (pose_partials, random_partials),
            "direction": (pose_direction, random_direction),
            "tangent": (pose_tangent, random_tangent),
            "quadratic": (pose_quadratic, random_quadratic),
            "three-steps": (pose_three_steps, random_three_steps),
            "bernoulli": (pose_bernoulli, random_bernoulli),
        }
    )
)
"""In the order of the course: how to pose each kind, and how to draw its givens."""


def pose(kind: str, **givens: Any) -> Problem:
    """Pose a problem of a kind; givens left out are the course's own.

    Raises ``MathError`` for an unknown kind or given, and for givens that make no sense.

    >>> pose("direction").facts["rate"]
    4
    >>> pose("direction", field="x**2*y**3 - 4*y", at=(2, -1), along=(2, 5)).facts["dot"]
    32
    """
    poser = KINDS[_known(kind, tuple(KINDS), "kind of problem")][0]
    for name in givens:
        _known(name, tuple(inspect.signature(poser).parameters), f"given of {kind!r}")
    return poser(**givens)


def generate(kind: str, seed: int) -> Problem:
    """Return a problem with numbers drawn by ``seed``: always the same, and easy to read.

    >>> generate("quadratic", 5).facts == generate("quadratic", 5).facts
    True
    """
    poser, draw = KINDS[_known(kind, tuple(KINDS), "kind of problem")]
    random = Random(f"{kind} {seed}")
    for _ in range(_MOST_DRAWS):
        try:
            problem = poser(**draw(random))
        except MathError:
            continue  # such as a gradient that happens to vanish
        if _is_readable(problem):
            return problem
    raise MathError(f"No readable problem of kind {kind!r} was found for seed {seed}.")


def _is_readable(problem: Problem) -> bool:
    """Tell whether the solution has small fractions only, and not everywhere zero."""
    numbers = {n for step in problem.steps for link in step.chain for n in _rationals(link)}
    return max(max(abs(n.p), n.q) for n in numbers) < _LONGEST and any(problem.confirmation.claimed)


def _rationals(formula: Any) -> set[Any]:
    """Return the rational numbers in a formula or matrix."""
    return set(formula.atoms(sympy.Rational)) or {sympy.S.Zero}


def _known(name: str, names: tuple[str, ...], what: str) -> str:
    """Return the name if it is one of the names, else say which there are."""
    if name in names:
        return name
    near = difflib.get_close_matches(str(name), names, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise MathError(f"There is no {what} called {name!r}; there are {', '.join(names)}.{hint}")
