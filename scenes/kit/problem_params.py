"""What a guided problem may be told: a seed or numbers of one's own, and how long one thinks."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from mathcore.problems import Problem, generate, pose
from scenes.kit.params import SegmentParams

Seconds = Annotated[float, Field(ge=1, le=600, allow_inf_nan=False)]
"""How long a pause lasts."""

Exact = float | str
"""A number that is kept exact: 2, 0.5 or ``"1/3"``."""

ExactPoint = tuple[Exact, Exact]


class ProblemParams(SegmentParams):
    """A ``seed`` that draws another instance, or the givens one by one; and the ``pause``.

    A subclass names its ``kind`` of :mod:`mathcore.problems` and declares the givens, called as
    there, with the course's own as defaults.
    """

    kind: ClassVar[str]

    seed: int | None = None
    pause: Seconds = 8

    @cached_property
    def problem(self) -> Problem:
        """The problem with its solution, computed from the seed or the givens."""
        if self.seed is not None:
            return generate(self.kind, self.seed)
        return pose(self.kind, **self.givens)

    @property
    def givens(self) -> dict[str, Any]:
        """What the problem is made of, by name."""
        own = [name for name in type(self).model_fields if name not in ProblemParams.model_fields]
        return {name: getattr(self, name) for name in own}

    @model_validator(mode="after")
    def _can_be_posed(self) -> Self:
        chosen = self.model_fields_set & set(self.givens)
        if self.seed is not None and chosen:
            own = ", ".join(sorted(chosen))
            raise ValueError(f"a seed draws all the numbers; leave out either seed or {own}")
        _ = self.problem  # raises a sentence that says what makes no sense
        return self
