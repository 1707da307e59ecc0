"""What a segment may be told: validated parameters, from a text file or a command line.

A segment declares its mathematics as a :class:`SegmentParams`; a remix replaces values by name.
Values are checked before anything is drawn, and a wrong one is reported by segment and parameter
in one sentence.
"""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

import numpy as np
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.windows import window_around


class ParamError(ValueError):
    """A parameter that can't be used: ``segment``, ``parameter`` and a sentence about it."""

    def __init__(self, segment: str, parameter: str, message: str) -> None:
        self.segment, self.parameter, self.message = segment, parameter, message
        super().__init__(f"{segment}.{parameter}: {message}")


class SegmentParams(BaseModel):
    """Base of every segment's parameters: frozen, and closed to unknown names."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, validate_default=True
    )


def _field_in_xy(value: object) -> ScalarField:
    if isinstance(value, ScalarField):
        return value
    if not isinstance(value, str):
        raise ValueError(f'expected a formula in x and y such as "x**2 + y**2", got {value!r}')
    return ScalarField.from_text(value, variables=("x", "y"))


def _window(value: object) -> Window:
    if isinstance(value, Window):
        return value
    example = "expected [[x from, x to], [y from, y to]]"
    try:
        spans = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{example}, got {value!r}") from None
    if spans.shape != (2, 2) or not np.isfinite(spans).all():
        raise ValueError(f"{example}, got {value!r}")
    if (spans[:, 0] >= spans[:, 1]).any():
        raise ValueError(f"{example} with from < to, got {value!r}")
    (x0, x1), (y0, y1) = spans.tolist()
    return Window((x0, x1), (y0, y1))


def _window_lists(window: Window) -> list[list[float]]:
    return [list(window.x), list(window.y)]


def _nonzero(value: tuple[float, float]) -> tuple[float, float]:
    if np.hypot(*value) < 1e-9:
        raise ValueError("a direction needs a length; [0, 0] points nowhere")
    return value


Finite = Annotated[float, Field(allow_inf_nan=False)]
"""A real number."""

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
"""A real number above zero."""

FieldSpec = Annotated[
    ScalarField, BeforeValidator(_field_in_xy), PlainSerializer(lambda f: f.text, return_type=str)
]
"""A function of x and y, written as text: ``"x**2*y**3 - 4*y"``."""


def _field_in_xyz(value: object) -> ScalarField:
    if isinstance(value, ScalarField):
        return value
    if not isinstance(value, str):
        raise ValueError(f'expected a formula in x, y and z such as "x*y*z", got {value!r}')
    return ScalarField.from_text(value, variables=("x", "y", "z"))


SolidSpec = Annotated[
    ScalarField, BeforeValidator(_field_in_xyz), PlainSerializer(lambda f: f.text, return_type=str)
]
"""A function of x, y and z, written as text: ``"x*y*z"``."""


def spec(text: str) -> ScalarField:
    """Return the field that a text describes, as the default of a :data:`FieldSpec`."""
    return _field_in_xy(text)


Point = tuple[Finite, Finite]
"""A point ``[x, y]`` of the input space."""

SolidPoint = tuple[Finite, Finite, Finite]
"""A point ``[x, y, z]``."""

Direction = Annotated[tuple[Finite, Finite], AfterValidator(_nonzero)]
"""A vector ``[x, y]`` of any length but zero; only its direction counts."""

WindowSpec = Annotated[
    Window, BeforeValidator(_window), PlainSerializer(_window_lists, return_type=list)
]
"""A rectangle of the input space: ``[[x from, x to], [y from, y to]]``."""


def _shrinking(steps: tuple[float, ...]) -> tuple[float, ...]:
    if any(later >= earlier for earlier, later in itertools.pairwise(steps)):
        raise ValueError(f"each step must be smaller than the one before, got {list(steps)}")
    return steps


Steps = Annotated[tuple[Positive, Positive, Positive, Positive], AfterValidator(_shrinking)]
"""Four step lengths, each smaller than the one before."""


class PlaceParams(SegmentParams):
    """A function and a point of its domain, in a window that holds it.

    Without ``window``, :attr:`shown` is chosen around the point. A subclass gives the defaults.
    """

    field: FieldSpec
    at: Point
    window: WindowSpec | None = None

    @property
    def shown(self) -> Window:
        """The part of input space that pictures show."""
        return self.window or window_around(self.at)

    @field_validator("at")
    @classmethod
    def _in_the_domain(cls, at: tuple[float, float], info: ValidationInfo) -> tuple[float, float]:
        known = info.data.get("field")
        if known is not None:
            with np.errstate(all="ignore"):
                value, slope = known(at), known.gradient(at)
            if not (np.isfinite(value) and np.isfinite(slope).all()):
                raise ValueError(
                    f"{known.text} has no value or no gradient at {list(at)}; choose a point of "
                    "its domain"
                )
        return at

    @field_validator("window")
    @classmethod
    def _holds_the_point(cls, window: Window | None, info: ValidationInfo) -> Window | None:
        at = info.data.get("at")
        if window is not None and at is not None and not bool(window.contains(at)):
            raise ValueError(
                f"the window {_window_lists(window)} does not hold the point {list(at)}"
            )
        return window


P = TypeVar("P", bound=SegmentParams)


def read_params(model: type[P], values: Mapping[str, Any], *, segment: str) -> P:
    """Return validated parameters, or raise :class:`ParamError` naming the first wrong one."""
    for name in values:
        if name not in model.model_fields:
            known = sorted(model.model_fields)
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise ParamError(
                segment, name, f"there is no such parameter{hint} It has: {', '.join(known)}"
            )
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        first = error.errors()[0]
        # What is wrong with several values together is told at one of those that were given.
        together = next((n for n in values if n in str(first["msg"])), [*values, "parameters"][0])
        name, *inside = [str(part) for part in first["loc"]] or [together]
        message = first["msg"].removeprefix("Value error, ")
        if first["type"] == "tuple_type":
            message = f"expected a list of numbers, got {first['input']!r}"
        elif first["type"] == "too_long":
            wanted, got = first["ctx"]["max_length"], first["input"]
            message = f"expected {wanted} numbers, got {list(got)!r}"
        elif inside and first["type"] == "missing":
            message = f"entry {int(inside[0]) + 1} is missing, got {values.get(name)!r}"
        elif inside:
            message = f"entry {int(inside[0]) + 1}: {message}, got {first['input']!r}"
        raise ParamError(segment, name, message) from None
